from __future__ import annotations

from collections.abc import Callable
from typing import Any

import cdk8s
import pytest

from inference_platform.constructs.wiring import NetworkProps, Wiring
from inference_platform.refs import Cidrs, ExternalObject, Pods, SecretRef

Find = Callable[..., dict[str, Any]]

APP = Pods("llm-platform", {"app": "app"})
DATABASE = Pods("llm-platform", {"app": "database", "role": "primary"})


def protect(chart: cdk8s.Chart, pods: Pods, name: str) -> None:
    Wiring.of(chart).protect(chart, f"policy-{name}", name=name, pods=pods)


def test_a_protected_workload_may_only_ask_dns(chart: cdk8s.Chart, find: Find) -> None:
    protect(chart, APP, "app")
    spec = find(chart, "NetworkPolicy")["spec"]
    assert spec["policyTypes"] == ["Ingress", "Egress"]
    assert spec["ingress"] == []
    assert [rule["ports"] for rule in spec["egress"]] == [
        [{"port": 53, "protocol": "UDP"}, {"port": 53, "protocol": "TCP"}]
    ]


@pytest.mark.parametrize("early", [True, False], ids=["flow-first", "policy-first"])
def test_a_flow_opens_both_ends_whatever_comes_first(chart: cdk8s.Chart, find: Find, early: bool) -> None:
    if early:
        Wiring.of(chart).allow(client=APP, server=DATABASE, port=5432)
    protect(chart, APP, "app")
    protect(chart, DATABASE, "database")
    if not early:
        Wiring.of(chart).allow(client=APP, server=DATABASE, port=5432)
    ports = [{"port": 5432, "protocol": "TCP"}]
    client, server = find(chart, "NetworkPolicy", "app")["spec"], find(chart, "NetworkPolicy", "database")["spec"]
    assert client["egress"][1:] == [{"ports": ports, "to": [{"podSelector": {"matchLabels": dict(DATABASE.labels)}}]}]
    assert server["ingress"] == [{"ports": ports, "from": [{"podSelector": {"matchLabels": dict(APP.labels)}}]}]
    assert client["ingress"] == []
    assert server["egress"][1:] == []


def test_ports_of_one_peer_share_a_rule_and_are_sorted(chart: cdk8s.Chart, find: Find) -> None:
    protect(chart, APP, "app")
    for port in (6379, 26379, 6379, 80):
        Wiring.of(chart).allow(client=APP, server=DATABASE, port=port)
    (rule,) = find(chart, "NetworkPolicy")["spec"]["egress"][1:]
    assert [port["port"] for port in rule["ports"]] == [80, 6379, 26379]


def test_a_peer_in_another_namespace_is_named_with_it(chart: cdk8s.Chart, find: Find) -> None:
    protect(chart, APP, "app")
    Wiring.of(chart).allow(client=Pods("edge", {"app": "envoy"}), server=APP, port=4000)
    (rule,) = find(chart, "NetworkPolicy")["spec"]["ingress"]
    assert rule["from"] == [
        {
            "namespaceSelector": {"matchLabels": {"kubernetes.io/metadata.name": "edge"}},
            "podSelector": {"matchLabels": {"app": "envoy"}},
        }
    ]


def test_pods_of_the_same_labels_in_another_namespace_are_others(chart: cdk8s.Chart, find: Find) -> None:
    protect(chart, APP, "app")
    Wiring.of(chart).allow(client=DATABASE, server=Pods("other", dict(APP.labels)), port=1)
    assert find(chart, "NetworkPolicy")["spec"]["ingress"] == []


def test_a_flow_to_part_of_a_workload_opens_its_policy(chart: cdk8s.Chart, find: Find) -> None:
    protect(chart, Pods("llm-platform", {"app": "database"}), "database")
    Wiring.of(chart).allow(client=APP, server=DATABASE, port=5432)
    assert len(find(chart, "NetworkPolicy")["spec"]["ingress"]) == 1


def test_a_flow_for_a_whole_namespace_opens_every_policy_in_it(chart: cdk8s.Chart, find: Find) -> None:
    protect(chart, APP, "app")
    Wiring.of(chart).allow(client=Pods.all_in("llm-platform"), server=DATABASE, port=5432)
    assert len(find(chart, "NetworkPolicy")["spec"]["egress"]) == 2


def test_prometheus_may_scrape_from_its_namespaces(chart: cdk8s.Chart, app: cdk8s.App, find: Find) -> None:
    wiring = Wiring.start(app, NetworkProps(monitoring_namespaces=("observability",)))
    wiring.protect(chart, "policy", name="app", pods=APP)
    wiring.allow_monitoring(server=APP, port=9090)
    (rule,) = find(chart, "NetworkPolicy")["spec"]["ingress"]
    assert rule["from"] == [{"namespaceSelector": {"matchLabels": {"kubernetes.io/metadata.name": "observability"}}}]


def test_the_api_server_is_reached_at_its_networks(chart: cdk8s.Chart, app: cdk8s.App, find: Find) -> None:
    wiring = Wiring.start(app, NetworkProps(kubernetes_api_networks=("10.0.0.1/32",), kubernetes_api_ports=(6443,)))
    wiring.protect(chart, "policy", name="app", pods=APP)
    wiring.allow_kubernetes_api(client=APP)
    (rule,) = find(chart, "NetworkPolicy")["spec"]["egress"][1:]
    assert rule == {"ports": [{"port": 6443, "protocol": "TCP"}], "to": [{"ipBlock": {"cidr": "10.0.0.1/32"}}]}


def test_the_internet_is_open_but_for_metadata_services(chart: cdk8s.Chart, find: Find) -> None:
    protect(chart, APP, "app")
    Wiring.of(chart).allow_internet(client=APP)
    (rule,) = find(chart, "NetworkPolicy")["spec"]["egress"][1:]
    assert rule["to"] == [{"ipBlock": {"cidr": "0.0.0.0/0", "except": ["169.254.0.0/16"]}}]


def test_no_policies_where_they_are_switched_off(
    chart: cdk8s.Chart, app: cdk8s.App, manifests: Callable[[cdk8s.Chart], list[Any]]
) -> None:
    wiring = Wiring.start(app, NetworkProps(enabled=False))
    wiring.protect(chart, "policy", name="app", pods=APP)
    wiring.allow(client=APP, server=Cidrs(), port=443)
    assert manifests(chart) == []


def test_promises_of_one_secret_are_merged(chart: cdk8s.Chart) -> None:
    secret = SecretRef.existing(name="keys", namespace="llm-platform", keys=("b",), purpose="two keys")
    wiring = Wiring.of(chart)
    wiring.expects(secret, SecretRef.existing(name="keys", namespace="llm-platform", keys=("a",)), None)
    wiring.expects(SecretRef(namespace="llm-platform", name="own"))
    assert wiring.external_objects == (
        ExternalObject(kind="Secret", name="keys", namespace="llm-platform", keys=("a", "b"), purpose="two keys"),
    )


def test_two_trees_do_not_share_their_wiring(chart: cdk8s.Chart) -> None:
    other = cdk8s.Chart(cdk8s.Testing.app(), "other", namespace="x")
    Wiring.of(chart).expects(ExternalObject(kind="StorageClass", name="gp3"))
    assert Wiring.of(other).external_objects == ()
