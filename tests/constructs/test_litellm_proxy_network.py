from __future__ import annotations

from typing import Any

import cdk8s

from inference_platform.connections import DatabaseConnection
from inference_platform.constructs.litellm.props import Egress, LiteLLMProps
from inference_platform.constructs.pods import Placement
from inference_platform.constructs.wiring import Wiring
from inference_platform.refs import ConfigMapRef, PriorityClassRef, SecretRef
from tests.constructs.litellm_proxy_world import (
    DATABASE,
    GATEWAY,
    GPT,
    LLAMA,
    NAME,
    NAMESPACE,
    PROXY_PODS,
    Find,
    key,
    proxy,
)


def policy(chart: cdk8s.Chart, find: Find) -> dict[str, Any]:
    spec: dict[str, Any] = find(chart, "NetworkPolicy", NAME)["spec"]
    return spec


def ports(rule: dict[str, Any]) -> list[int]:
    return [each["port"] for each in rule["ports"]]


def in_namespace(namespace: str) -> dict[str, Any]:
    return {"matchLabels": {"kubernetes.io/metadata.name": namespace}}


def test_only_the_gateway_and_monitoring_reach_the_pods(chart: cdk8s.Chart, find: Find) -> None:
    proxy(chart, gateway=GATEWAY)
    envoy = {
        "gateway.envoyproxy.io/owning-gateway-name": "platform-gateway",
        "gateway.envoyproxy.io/owning-gateway-namespace": "edge",
    }
    assert policy(chart, find)["podSelector"]["matchLabels"] == PROXY_PODS.labels
    assert [(rule["from"], ports(rule)) for rule in policy(chart, find)["ingress"]] == [
        (
            [
                {
                    "namespaceSelector": in_namespace("envoy-gateway-system"),
                    "podSelector": {"matchLabels": envoy},
                }
            ],
            [4000],
        ),
        ([{"namespaceSelector": in_namespace("monitoring")}], [4001]),
    ]


def test_other_namespaces_may_be_clients(chart: cdk8s.Chart, find: Find) -> None:
    proxy(chart, LiteLLMProps(client_namespaces=("chatbots",)))
    allowed = [(rule["from"], ports(rule)) for rule in policy(chart, find)["ingress"]]
    assert ([{"namespaceSelector": in_namespace("chatbots")}], [4000]) in allowed


def test_the_pods_reach_database_cache_and_models_alone(chart: cdk8s.Chart, find: Find) -> None:
    proxy(chart, models=(LLAMA,))
    dns, *rest = policy(chart, find)["egress"]
    assert ports(dns) == [53, 53]
    assert sorted((str(rule["to"][0]["podSelector"]["matchLabels"]), ports(rule)) for rule in rest) == [
        ("{'app': 'llama-70b'}", [8080]),
        ("{'app.kubernetes.io/name': 'valkey'}", [6379]),
        ("{'cnpg.io/poolerName': 'platform-postgresql-pooler-rw'}", [5432]),
    ]


def test_a_provider_opens_the_internet_but_not_the_clouds_credentials(chart: cdk8s.Chart, find: Find) -> None:
    proxy(chart, models=(GPT,))
    outside = [rule for rule in policy(chart, find)["egress"] if "ipBlock" in rule["to"][0] and ports(rule) == [443]]
    assert [rule["to"] for rule in outside] == [[{"ipBlock": {"cidr": "0.0.0.0/0", "except": ["169.254.0.0/16"]}}]]


def test_more_servers_can_be_named(chart: cdk8s.Chart, find: Find) -> None:
    proxy(chart, LiteLLMProps(egress=(Egress(networks=("10.1.0.0/16",), ports=(3000, 4318)),)))
    assert {
        "to": [{"ipBlock": {"cidr": "10.1.0.0/16"}}],
        "ports": [{"port": 3000, "protocol": "TCP"}, {"port": 4318, "protocol": "TCP"}],
    } in policy(chart, find)["egress"]


def test_a_late_model_opens_its_flow(chart: cdk8s.Chart, find: Find) -> None:
    late = proxy(chart)
    before = len(policy(chart, find)["egress"])
    late.add_models(LLAMA)
    assert len(policy(chart, find)["egress"]) == before + 1


def test_what_must_exist_outside_is_known(chart: cdk8s.Chart) -> None:
    pull = SecretRef.existing(name="registry", namespace=NAMESPACE)
    placement = Placement(priority_class=PriorityClassRef.existing("critical"))
    trust = ConfigMapRef.existing(name="trust", namespace=NAMESPACE, keys=("ca.pem",))
    props = LiteLLMProps(image_pull_secrets=(pull,), placement=placement)
    proxy(chart, props, gateway=GATEWAY, models=(GPT,), ca_bundle=trust)
    names = {(each.kind, each.name): each.keys for each in Wiring.of(chart).external_objects}
    assert names == {
        ("ConfigMap", "trust"): ("ca.pem",),
        ("Gateway", "platform-gateway"): (),
        ("PriorityClass", "critical"): (),
        ("Secret", "litellm-master-key"): ("master-key",),
        ("Secret", "litellm-salt-key"): ("salt-key",),
        ("Secret", "openai"): ("api-key",),
        ("Secret", "platform-postgresql-app"): ("password", "username"),
        ("Secret", "platform-valkey"): ("valkey-password",),
        ("Secret", "registry"): (),
    }


def test_a_late_models_secret_is_known_too(chart: cdk8s.Chart) -> None:
    proxy(chart).add_models(GPT)
    assert "openai" in [each.name for each in Wiring.of(chart).external_objects]


def test_a_database_elsewhere_is_reached_by_its_address(chart: cdk8s.Chart, find: Find) -> None:
    elsewhere = DatabaseConnection.existing(
        host="db.example.com",
        port=6432,
        direct_port=5432,
        database="litellm",
        username="litellm",
        password=key("db", "password"),
    )
    assert DATABASE.server != elsewhere.server
    proxy(chart, database=elsewhere)
    everywhere = {"ipBlock": {"cidr": "0.0.0.0/0"}}
    assert {"to": [everywhere], "ports": [{"port": 6432, "protocol": "TCP"}]} in policy(chart, find)["egress"]
    job = find(chart, "NetworkPolicy", f"{NAME}-migrate")["spec"]["egress"]
    assert {"to": [everywhere], "ports": [{"port": 5432, "protocol": "TCP"}]} in job
