from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import cdk8s
import pytest

from inference_platform.connections import CacheConnection
from inference_platform.constructs.valkey import Exporter, Persistence, Sentinel, Valkey, ValkeyProps
from inference_platform.constructs.wiring import NetworkProps, Wiring
from inference_platform.errors import ConfigError, InvalidSettings
from inference_platform.refs import ExternalObject, Pods, SecretKeyRef, StorageClassRef

NAME = "infra-valkey"
NAMESPACE = "llm-platform"
LABELS = {
    "app.kubernetes.io/component": "cache",
    "app.kubernetes.io/instance": NAME,
    "app.kubernetes.io/name": "valkey",
}
PODS = Pods(NAMESPACE, LABELS)
REPLICATED = ValkeyProps(architecture=Sentinel())
Find = Callable[..., dict[str, Any]]
Manifests = Callable[[cdk8s.Chart], list[dict[str, Any]]]


@pytest.fixture
def app() -> cdk8s.App:
    """Made by Python: the tree of `Testing.app()` has another root object each time that it is asked for."""
    return cdk8s.App()


def password(namespace: str = NAMESPACE) -> SecretKeyRef:
    return SecretKeyRef.existing(name=NAME, namespace=namespace, key="valkey-password", purpose="password of the cache")


def build(chart: cdk8s.Chart, props: ValkeyProps | None = None, name: str = NAME) -> Valkey:
    return Valkey(chart, "valkey", name=name, password=password(), props=props or ValkeyProps())


def names(manifests: list[dict[str, Any]]) -> list[tuple[str, str]]:
    return [(each["kind"], each["metadata"]["name"]) for each in manifests]


def containers(stateful_set: dict[str, Any]) -> dict[str, dict[str, Any]]:
    return {each["name"]: each for each in stateful_set["spec"]["template"]["spec"]["containers"]}


def env(container: dict[str, Any]) -> dict[str, Any]:
    return {each["name"]: each.get("value", each.get("valueFrom")) for each in container["env"]}


def test_minimal_renders_one_server_behind_a_primary_service(chart: cdk8s.Chart, manifests: Manifests) -> None:
    build(chart)
    assert names(manifests(chart)) == [
        ("ServiceAccount", NAME),
        ("ConfigMap", NAME),
        ("StatefulSet", NAME),
        ("Service", f"{NAME}-headless"),
        ("Service", f"{NAME}-primary"),
        ("ServiceMonitor", NAME),
        ("NetworkPolicy", NAME),
    ]
    assert {each["metadata"]["namespace"] for each in manifests(chart)} == {NAMESPACE}


def test_minimal_matches_the_snapshot(chart: cdk8s.Chart, manifests: Manifests, manifest_snapshot: Any) -> None:
    build(chart)
    assert manifests(chart) == manifest_snapshot


def test_sentinel_renders_a_set_without_a_primary_service(chart: cdk8s.Chart, manifests: Manifests) -> None:
    build(chart, REPLICATED)
    assert names(manifests(chart)) == [
        ("ServiceAccount", NAME),
        ("ConfigMap", NAME),
        ("StatefulSet", NAME),
        ("PodDisruptionBudget", NAME),
        ("Service", f"{NAME}-headless"),
        ("Service", f"{NAME}-sentinel"),
        ("ServiceMonitor", NAME),
        ("NetworkPolicy", NAME),
    ]


def test_sentinel_matches_the_snapshot(chart: cdk8s.Chart, manifests: Manifests, manifest_snapshot: Any) -> None:
    build(chart, REPLICATED)
    assert manifests(chart) == manifest_snapshot


def test_the_connection_of_one_server_is_its_primary_service(chart: cdk8s.Chart) -> None:
    assert build(chart).connection == CacheConnection(
        host=f"{NAME}-primary.{NAMESPACE}.svc.cluster.local", port=6379, password=password(), server=PODS
    )


def test_the_connection_of_a_set_is_its_sentinels(chart: cdk8s.Chart) -> None:
    connection = build(chart, ValkeyProps(architecture=Sentinel(replicas=5, master_name="cache"))).connection
    assert (connection.host, connection.server, connection.ports) == (None, PODS, (6379, 26379))
    assert connection.sentinel is not None
    assert (connection.sentinel.master_name, connection.sentinel.password) == ("cache", None)
    domain = f"{NAME}-headless.{NAMESPACE}.svc.cluster.local"
    assert connection.sentinel.nodes == tuple((f"{NAME}-{ordinal}.{domain}", 26379) for ordinal in range(5))


def test_the_configuration_is_what_the_props_say(chart: cdk8s.Chart, find: Find) -> None:
    build(chart, ValkeyProps(memory="1Gi", maxmemory="50%", extra_config={"maxclients": "20000", "hz": "20"}))
    assert find(chart, "ConfigMap")["data"]["valkey.conf"].splitlines() == [
        "port 6379",
        "dir /data",
        "appendonly no",
        'save ""',
        f"maxmemory {2**29}",
        "maxmemory-policy allkeys-lru",
        "hz 20",
        "maxclients 20000",
    ]


def test_maxmemory_may_be_a_quantity(chart: cdk8s.Chart, find: Find) -> None:
    build(chart, ValkeyProps(memory="1Gi", maxmemory="300Mi", maxmemory_policy="noeviction"))
    config = find(chart, "ConfigMap")["data"]["valkey.conf"]
    assert f"maxmemory {300 * 2**20}\nmaxmemory-policy noeviction\n" in config


def test_the_sentinels_watch_as_the_props_say(chart: cdk8s.Chart, find: Find) -> None:
    sentinel = Sentinel(master_name="m", down_after_milliseconds=2000, failover_timeout_milliseconds=30_000, quorum=3)
    build(chart, ValkeyProps(architecture=sentinel))
    assert find(chart, "ConfigMap")["data"]["monitor.conf"].splitlines() == [
        "sentinel down-after-milliseconds m 2000",
        "sentinel failover-timeout m 30000",
        "sentinel parallel-syncs m 1",
    ]
    assert env(containers(find(chart, "StatefulSet"))["sentinel"])["QUORUM"] == "3"


def test_the_quorum_is_the_majority_unless_given(chart: cdk8s.Chart, find: Find) -> None:
    build(chart, ValkeyProps(architecture=Sentinel(replicas=5)))
    assert env(containers(find(chart, "StatefulSet"))["sentinel"])["QUORUM"] == "3"


def test_a_change_of_the_configuration_restarts_the_pods(find: Find) -> None:
    def checksum(props: ValkeyProps) -> str:
        chart = cdk8s.Chart(cdk8s.App(), "test", namespace=NAMESPACE)
        build(chart, props)
        return str(find(chart, "StatefulSet")["spec"]["template"]["metadata"]["annotations"]["checksum/config"])

    assert checksum(ValkeyProps()) == checksum(ValkeyProps(cpu="200m"))
    assert checksum(ValkeyProps()) != checksum(ValkeyProps(maxmemory="70%"))


def test_the_password_is_only_ever_a_reference(chart: cdk8s.Chart, find: Find) -> None:
    build(chart, REPLICATED)
    reference = {"secretKeyRef": {"name": NAME, "key": "valkey-password"}}
    every = containers(find(chart, "StatefulSet"))
    assert [env(every[name])["VALKEY_PASSWORD"] for name in ("valkey", "sentinel")] == [reference, reference]
    assert env(every["exporter"])["REDIS_PASSWORD"] == reference
    assert Wiring.of(chart).external_objects == (
        ExternalObject(
            kind="Secret",
            name=NAME,
            namespace=NAMESPACE,
            keys=("valkey-password",),
            purpose="password of the cache",
        ),
    )


def test_members_find_each_other_before_they_are_ready(chart: cdk8s.Chart, find: Find) -> None:
    build(chart, REPLICATED)
    for name in (f"{NAME}-headless", f"{NAME}-sentinel"):
        assert find(chart, "Service", name)["spec"]["publishNotReadyAddresses"] is True
    assert find(chart, "Service", f"{NAME}-headless")["spec"]["clusterIP"] == "None"


def test_only_a_ready_server_gets_clients(chart: cdk8s.Chart, find: Find) -> None:
    build(chart)
    assert find(chart, "Service", f"{NAME}-primary")["spec"] == {
        "selector": LABELS,
        "ports": [{"name": "tcp-valkey", "port": 6379, "targetPort": "valkey"}],
    }


def test_a_broken_exporter_does_not_take_the_cache_away(chart: cdk8s.Chart, find: Find) -> None:
    build(chart)
    assert "readinessProbe" not in containers(find(chart, "StatefulSet"))["exporter"]


def test_two_members_never_share_a_node_unless_allowed(find: Find) -> None:
    def affinity(sentinel: Sentinel) -> Any:
        chart = cdk8s.Chart(cdk8s.App(), "test", namespace=NAMESPACE)
        build(chart, ValkeyProps(architecture=sentinel))
        return find(chart, "StatefulSet")["spec"]["template"]["spec"].get("affinity")

    (term,) = affinity(Sentinel())["podAntiAffinity"]["requiredDuringSchedulingIgnoredDuringExecution"]
    assert term == {"topologyKey": "kubernetes.io/hostname", "labelSelector": {"matchLabels": LABELS}}
    assert affinity(Sentinel(separate_nodes=False)) is None


def test_members_reach_each_other_and_prometheus_the_exporters(chart: cdk8s.Chart, find: Find) -> None:
    Wiring.start(chart.node.root, NetworkProps(monitoring_namespaces=("prometheus",)))
    build(chart, REPLICATED)
    ports = [{"port": 6379, "protocol": "TCP"}, {"port": 26379, "protocol": "TCP"}]
    members = {"podSelector": {"matchLabels": LABELS}}
    spec = find(chart, "NetworkPolicy")["spec"]
    assert spec["egress"][1:] == [{"to": [members], "ports": ports}]
    assert spec["ingress"] == [
        {"from": [members], "ports": ports},
        {
            "from": [{"namespaceSelector": {"matchLabels": {"kubernetes.io/metadata.name": "prometheus"}}}],
            "ports": [{"port": 9121, "protocol": "TCP"}],
        },
    ]


def test_one_server_lets_nobody_in_but_prometheus_until_a_client_says_so(chart: cdk8s.Chart, find: Find) -> None:
    valkey = build(chart)
    assert [rule["ports"][0]["port"] for rule in find(chart, "NetworkPolicy")["spec"]["ingress"]] == [9121]
    client = Pods(NAMESPACE, {"app": "proxy"})
    for port in valkey.connection.ports:
        Wiring.of(chart).allow(client=client, server=valkey.connection.server, port=port)
    rule = find(chart, "NetworkPolicy")["spec"]["ingress"][0]
    assert rule == {
        "from": [{"podSelector": {"matchLabels": {"app": "proxy"}}}],
        "ports": [{"port": 6379, "protocol": "TCP"}],
    }


def test_the_monitor_asks_the_port_that_only_the_headless_service_has(chart: cdk8s.Chart, find: Find) -> None:
    build(chart, replace(REPLICATED, exporter=Exporter(interval="1m", monitor_labels={"release": "prometheus"})))
    monitor = find(chart, "ServiceMonitor")
    assert monitor["metadata"]["labels"]["release"] == "prometheus"
    assert monitor["spec"]["endpoints"] == [{"port": "metrics", "interval": "1m"}]
    assert monitor["spec"]["selector"]["matchLabels"] == LABELS
    with_port = [
        name
        for name in (f"{NAME}-headless", f"{NAME}-sentinel")
        if "metrics" in {port["name"] for port in find(chart, "Service", name)["spec"]["ports"]}
    ]
    assert with_port == [f"{NAME}-headless"]


def test_without_a_monitor_the_exporter_stays(chart: cdk8s.Chart, find: Find, manifests: Manifests) -> None:
    build(chart, ValkeyProps(exporter=Exporter(service_monitor=False)))
    assert "ServiceMonitor" not in dict(names(manifests(chart)))
    assert "exporter" in containers(find(chart, "StatefulSet"))


def test_without_an_exporter_nothing_is_measured(chart: cdk8s.Chart, find: Find, manifests: Manifests) -> None:
    build(chart, ValkeyProps(exporter=None))
    assert "ServiceMonitor" not in dict(names(manifests(chart)))
    assert list(containers(find(chart, "StatefulSet"))) == ["valkey"]
    assert "metrics" not in str(find(chart, "Service", f"{NAME}-headless"))
    assert find(chart, "NetworkPolicy")["spec"]["ingress"] == []


@pytest.mark.parametrize(
    ("appendonly", "lines"),
    [
        (True, ["appendonly yes", "appendfsync everysec", 'save ""']),
        (False, ["appendonly no", "save 3600 1 300 100 60 10000"]),
    ],
)
def test_persistence_claims_a_volume(chart: cdk8s.Chart, find: Find, appendonly: bool, lines: list[str]) -> None:
    storage = StorageClassRef.existing("gp3")
    build(chart, ValkeyProps(persistence=Persistence(size="2Gi", storage_class=storage, appendonly=appendonly)))
    spec = find(chart, "StatefulSet")["spec"]
    assert spec["volumeClaimTemplates"] == [
        {
            "metadata": {"name": "data", "labels": LABELS},
            "spec": {
                "accessModes": ["ReadWriteOnce"],
                "storageClassName": "gp3",
                "resources": {"requests": {"storage": "2Gi"}},
            },
        }
    ]
    assert "data" not in {volume["name"] for volume in spec["template"]["spec"]["volumes"]}
    assert set(lines) <= set(find(chart, "ConfigMap")["data"]["valkey.conf"].splitlines())
    assert ExternalObject(kind="StorageClass", name="gp3") in Wiring.of(chart).external_objects


def test_fails_when_the_password_is_in_another_namespace(chart: cdk8s.Chart) -> None:
    with pytest.raises(
        ConfigError, match="test/valkey: secret infra-valkey must be in namespace llm-platform where it is"
    ):
        Valkey(chart, "valkey", name=NAME, password=password("other"))


@pytest.mark.parametrize("name", ["Valkey", "1-valkey", "valkey-", "v" * 53, ""])
def test_fails_when_the_name_is_not_usable(chart: cdk8s.Chart, name: str) -> None:
    with pytest.raises(InvalidSettings, match="test/valkey: name must be a DNS label that begins with a letter"):
        build(chart, name=name)


def test_fails_when_name_and_props_are_wrong_with_both_reported(chart: cdk8s.Chart) -> None:
    with pytest.raises(InvalidSettings) as failure:
        build(chart, ValkeyProps(memory="1Mi"), name="X")
    assert [problem.field for _, problem in failure.value.problems] == ["name", "memory", "maxmemory"]
