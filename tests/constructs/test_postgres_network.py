from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import cdk8s
import pytest

from inference_platform.constructs.postgres import (
    BackupProps,
    ObjectStoreProps,
    Postgres,
    PostgresProps,
    S3Keys,
    S3Role,
)
from inference_platform.constructs.wiring import NetworkProps, Wiring
from inference_platform.refs import (
    Pods,
    SecretKeyRef,
    ServiceRef,
)

NAME = "infra-postgresql"
NAMESPACE = "llm-platform"
Find = Callable[..., dict[str, Any]]
Manifests = Callable[[cdk8s.Chart], list[dict[str, Any]]]
ROLE_STORE = ObjectStoreProps(
    destination_path="s3://backups/llm", credentials=S3Role(arn="arn:aws:iam::123456789012:role/backups")
)


@pytest.fixture
def app() -> cdk8s.App:
    """Made by Python: the tree of `Testing.app()` has another root object each time that it is asked for."""
    return cdk8s.App()


def key(name: str, namespace: str = NAMESPACE) -> SecretKeyRef:
    return SecretKeyRef.existing(name="backup-s3", namespace=namespace, key=name)


STORE = ObjectStoreProps(
    destination_path="s3://backups/llm",
    credentials=S3Keys(access_key_id=key("id"), secret_access_key=key("secret")),
    endpoint="https://s3.example.com",
)


def build(chart: cdk8s.Chart, props: PostgresProps | None = None, name: str = NAME) -> Postgres:
    return Postgres(chart, "postgresql", name=name, props=props or PostgresProps())


def rules(policy: dict[str, Any], direction: str) -> list[tuple[Any, list[int]]]:
    """The rules of a network policy as pairs of peers and ports, without the one for DNS."""
    peers = "from" if direction == "ingress" else "to"
    found = [(rule[peers], [port["port"] for port in rule["ports"]]) for rule in policy["spec"][direction]]
    return [(peer, ports) for peer, ports in found if ports != [53, 53]]


def ports_to(policy: dict[str, Any], cidr: str) -> list[int]:
    return [
        port
        for peers, ports in rules(policy, "egress")
        for peer in peers
        for port in ports
        if peer.get("ipBlock", {}).get("cidr") == cidr
    ]


def test_servers_and_jobs_talk_to_each_other_and_to_the_operator(chart: cdk8s.Chart, find: Find) -> None:
    build(chart, PostgresProps(monitoring=False, pooler=None, operator_namespace="operators"))
    policy = find(chart, "NetworkPolicy")
    database = {"cnpg.io/cluster": NAME, "app.kubernetes.io/component": "database"}
    operator = {
        "namespaceSelector": {"matchLabels": {"kubernetes.io/metadata.name": "operators"}},
        "podSelector": {"matchLabels": {"app.kubernetes.io/name": "cloudnative-pg"}},
    }
    itself = {"podSelector": {"matchLabels": database}}
    assert policy["spec"]["podSelector"]["matchLabels"] == database
    assert rules(policy, "ingress") == [([itself], [5432, 8000]), ([operator], [5432, 8000])]
    assert rules(policy, "egress") == [([{"ipBlock": {"cidr": "0.0.0.0/0"}}], [443, 6443]), ([itself], [5432, 8000])]


def test_poolers_reach_the_servers_and_the_api_alone(chart: cdk8s.Chart, find: Find) -> None:
    build(chart)
    policy = find(chart, "NetworkPolicy", f"{NAME}-pooler-rw")
    monitoring = {"namespaceSelector": {"matchLabels": {"kubernetes.io/metadata.name": "monitoring"}}}
    assert rules(policy, "ingress") == [([monitoring], [9127])]
    assert [ports for _, ports in rules(policy, "egress")] == [[443, 6443], [5432]]


def test_prometheus_reaches_the_metrics_of_the_servers(chart: cdk8s.Chart, find: Find) -> None:
    build(chart)
    monitoring = {"namespaceSelector": {"matchLabels": {"kubernetes.io/metadata.name": "monitoring"}}}
    assert ([monitoring], [9187]) in rules(find(chart, "NetworkPolicy", NAME), "ingress")


def test_without_monitoring_nothing_is_scraped(chart: cdk8s.Chart, manifests: Manifests, find: Find) -> None:
    build(chart, PostgresProps(monitoring=False))
    assert not [each for each in manifests(chart) if each["kind"] == "PodMonitor"]
    for name in (NAME, f"{NAME}-pooler-rw"):
        opened = {port for _, ports in rules(find(chart, "NetworkPolicy", name), "ingress") for port in ports}
        assert not opened & {9127, 9187}


def test_a_client_of_the_connection_opens_the_pooler(chart: cdk8s.Chart, find: Find) -> None:
    connection = build(chart).connection
    client = Pods(NAMESPACE, {"app": "client"})
    Wiring.of(chart).allow(client=client, server=connection.server, port=connection.port)
    Wiring.of(chart).allow(client=client, server=connection.direct_server, port=connection.direct_port)
    peer = {"podSelector": {"matchLabels": {"app": "client"}}}
    for name in (NAME, f"{NAME}-pooler-rw"):
        assert ([peer], [5432]) in rules(find(chart, "NetworkPolicy", name), "ingress")


def test_backups_open_the_way_to_s3(chart: cdk8s.Chart, find: Find) -> None:
    Wiring.start(chart.node.root, NetworkProps(kubernetes_api_networks=("10.0.0.1/32",)))
    build(chart, PostgresProps(backup=BackupProps(store=ROLE_STORE)))
    policy = find(chart, "NetworkPolicy", NAME)
    assert ports_to(policy, "0.0.0.0/0") == [443]
    assert ports_to(find(chart, "NetworkPolicy", f"{NAME}-pooler-rw"), "0.0.0.0/0") == []


@pytest.mark.parametrize(
    ("endpoint", "port"),
    [("https://s3.example.com:9000", 9000), ("http://s3.example.com", 80), ("https://s3.example.com/x", 443)],
)
def test_backups_open_the_port_of_their_endpoint(chart: cdk8s.Chart, find: Find, endpoint: str, port: int) -> None:
    Wiring.start(chart.node.root, NetworkProps(kubernetes_api_networks=("10.0.0.1/32",)))
    store = replace(STORE, endpoint=endpoint, endpoint_ca=None)
    build(chart, PostgresProps(backup=BackupProps(store=store)))
    assert ports_to(find(chart, "NetworkPolicy", NAME), "0.0.0.0/0") == [port]


def test_a_role_without_an_arn_comes_from_the_agent_on_the_node(chart: cdk8s.Chart, find: Find) -> None:
    build(chart, PostgresProps(backup=BackupProps(store=replace(ROLE_STORE, credentials=S3Role()))))
    policy = find(chart, "NetworkPolicy", NAME)
    assert ports_to(policy, "169.254.170.23/32") == [80]
    assert "serviceAccountTemplate" not in find(chart, "Cluster")["spec"]


def test_an_object_store_inside_the_cluster_is_reached_by_its_pods(chart: cdk8s.Chart, find: Find) -> None:
    service = ServiceRef.existing(
        name="minio", namespace="storage", port=80, target_port=9000, pods=Pods("storage", {"app": "minio"})
    )
    store = replace(STORE, endpoint=service, endpoint_ca=None)
    build(chart, PostgresProps(backup=BackupProps(store=store)))
    configuration = find(chart, "ObjectStore")["spec"]["configuration"]
    assert configuration["endpointURL"] == "http://minio.storage.svc.cluster.local"
    minio = {
        "namespaceSelector": {"matchLabels": {"kubernetes.io/metadata.name": "storage"}},
        "podSelector": {"matchLabels": {"app": "minio"}},
    }
    assert ([minio], [9000]) in rules(find(chart, "NetworkPolicy", NAME), "egress")


def test_network_policies_can_be_switched_off(chart: cdk8s.Chart, manifests: Manifests) -> None:
    Wiring.start(chart.node.root, NetworkProps(enabled=False))
    build(chart)
    assert not [each for each in manifests(chart) if each["kind"] == "NetworkPolicy"]
