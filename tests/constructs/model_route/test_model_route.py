from __future__ import annotations

from collections.abc import Callable
from dataclasses import fields
from pathlib import Path
from typing import Any

import cdk8s
import pytest
from syrupy.assertion import SnapshotAssertion

from inference_platform.connections import GatewayRef, Listener
from inference_platform.constructs.litellm.servers import InClusterServer
from inference_platform.constructs.model_route import Backend, ModelRoute, ModelRouteProps, Timeouts
from inference_platform.constructs.wiring import Wiring
from inference_platform.model_refs import (
    EndpointPickerRef,
    InferenceGatewayRef,
    InferencePoolRef,
    ModelRouteRef,
    ModelServerRef,
    Wirings,
)
from inference_platform.refs import Pods, ServiceRef

NAME = "llama-70b"
NAMESPACE = "llm-platform"
CONTROLLER = "envoy-gateway-system"
GATEWAY = "inference-gateway"
PODS = Pods(NAMESPACE, {"serving.kserve.io/inferenceservice": NAME})
TARGET = {"group": "gateway.networking.k8s.io", "kind": "HTTPRoute", "name": NAME}
Find = Callable[..., dict[str, Any]]
Manifests = Callable[[cdk8s.Chart], list[dict[str, Any]]]

EVERYTHING = ModelRouteProps(
    path="/models/llama",
    hostnames=("models.example.com",),
    headers={"x-version": "2", "x-team": "search"},
    timeouts=Timeouts(silence="5m", answer="1h", keepalive="30s"),
    max_parallel_requests=500,
    retries=2,
    annotations={"example.com/owner": "ml"},
)


@pytest.fixture
def app(tmp_path: Path) -> cdk8s.App:
    """Made by Python: the tree of `Testing.app()` has another root object each time that it is asked for."""
    return cdk8s.App(outdir=str(tmp_path))


def servers(name: str = NAME, **settings: Any) -> ModelServerRef:
    pods = Pods(NAMESPACE, {"serving.kserve.io/inferenceservice": name})
    service = ServiceRef(namespace=NAMESPACE, name=f"{name}-predictor", port=80, target_port=8080, pods=pods)
    return ModelServerRef(service=service, **({"model": name} | settings))


def pool(name: str = NAME, *, secure: bool = False) -> InferencePoolRef:
    pods = Pods(NAMESPACE, {"app.kubernetes.io/instance": f"{name}-epp"})
    service = ServiceRef(namespace=NAMESPACE, name=f"{name}-epp", port=9002, pods=pods)
    picker = EndpointPickerRef(service=service, secure_serving=secure)
    return InferencePoolRef(namespace=NAMESPACE, name=name, server=servers(name), picker=picker)


def gateway(wiring: Wirings = "EnvoyGateway", *, namespace: str = NAMESPACE) -> InferenceGatewayRef:
    labels = {
        "gateway.envoyproxy.io/owning-gateway-name": GATEWAY,
        "gateway.envoyproxy.io/owning-gateway-namespace": namespace,
    }
    pods = Pods(CONTROLLER, labels)
    service = ServiceRef(
        namespace=CONTROLLER, name=f"envoy-{namespace}-{GATEWAY}", port=80, target_port=10080, pods=pods
    )
    listeners = (Listener(name="http", port=80, protocol="HTTP"),)
    inner = GatewayRef(namespace=namespace, name=GATEWAY, listeners=listeners, pods=pods, service=service)
    return InferenceGatewayRef(gateway=inner, wiring=wiring, silence=900)


def build(
    chart: cdk8s.Chart, *backends: Backend, wiring: Wirings = "EnvoyGateway", props: ModelRouteProps | None = None
) -> ModelRoute:
    chosen = backends or (Backend(pool=pool(secure=wiring == "EnvoyAIGateway")),)
    return ModelRoute(
        chart, "route", name=NAME, gateway=gateway(wiring), backends=chosen, props=props or ModelRouteProps()
    )


def rule(chart: cdk8s.Chart, find: Find) -> dict[str, Any]:
    (found,) = find(chart, "HTTPRoute")["spec"]["rules"]
    assert isinstance(found, dict)
    return found


def kinds(manifests: list[dict[str, Any]]) -> list[tuple[str, str, str]]:
    return [(each["kind"], each["metadata"]["name"], each["metadata"]["namespace"]) for each in manifests]


def test_pool_on_envoy_gateway_matches_the_snapshot(
    chart: cdk8s.Chart, manifests: Manifests, manifest_snapshot: SnapshotAssertion
) -> None:
    build(chart)
    assert kinds(manifests(chart)) == [
        ("HTTPRoute", NAME, NAMESPACE),
        ("BackendTrafficPolicy", NAME, NAMESPACE),
        ("EnvoyExtensionPolicy", NAME, NAMESPACE),
    ]
    assert manifests(chart) == manifest_snapshot


def test_pool_on_envoy_ai_gateway_matches_the_snapshot(
    chart: cdk8s.Chart, manifests: Manifests, manifest_snapshot: SnapshotAssertion
) -> None:
    build(chart, wiring="EnvoyAIGateway")
    assert [kind for kind, _, _ in kinds(manifests(chart))] == ["HTTPRoute", "BackendTrafficPolicy"]
    assert manifests(chart) == manifest_snapshot


def test_everything_matches_the_snapshot(
    chart: cdk8s.Chart, manifests: Manifests, manifest_snapshot: SnapshotAssertion
) -> None:
    defaults = ModelRouteProps()
    assert [
        each.name for each in fields(EVERYTHING) if getattr(EVERYTHING, each.name) == getattr(defaults, each.name)
    ] == []
    build(chart, props=EVERYTHING)
    assert manifests(chart) == manifest_snapshot


def test_path_is_taken_away_and_only_the_api_is_reachable(chart: cdk8s.Chart, find: Find) -> None:
    build(chart)
    assert rule(chart, find)["matches"] == [{"path": {"type": "PathPrefix", "value": f"/{NAME}/v1"}}]
    assert rule(chart, find)["filters"] == [
        {
            "type": "URLRewrite",
            "urlRewrite": {"path": {"type": "ReplacePrefixMatch", "replacePrefixMatch": "/v1"}},
        }
    ]


def test_other_api_path_stays_after_the_path_of_the_route(chart: cdk8s.Chart, find: Find) -> None:
    build(chart, Backend(server=servers(api_path="/openai/v1")))
    assert rule(chart, find)["matches"] == [{"path": {"type": "PathPrefix", "value": f"/{NAME}/openai/v1"}}]
    assert rule(chart, find)["filters"][0]["urlRewrite"]["path"]["replacePrefixMatch"] == "/openai/v1"


def test_without_a_path_nothing_is_rewritten(chart: cdk8s.Chart, find: Find) -> None:
    build(chart, props=ModelRouteProps(path="", headers={"x-model": NAME}))
    assert rule(chart, find)["matches"] == [
        {
            "path": {"type": "PathPrefix", "value": "/v1"},
            "headers": [{"type": "Exact", "name": "x-model", "value": NAME}],
        }
    ]
    assert "filters" not in rule(chart, find)


def test_pool_on_envoy_gateway_is_the_service_of_the_same_pods(chart: cdk8s.Chart, find: Find) -> None:
    build(chart)
    assert rule(chart, find)["backendRefs"] == [
        {"group": "", "kind": "Service", "name": f"{NAME}-predictor", "port": 80, "weight": 1}
    ]


def test_pool_on_envoy_ai_gateway_is_named_by_the_route(chart: cdk8s.Chart, find: Find) -> None:
    build(chart, wiring="EnvoyAIGateway")
    assert rule(chart, find)["backendRefs"] == [
        {"group": "inference.networking.k8s.io", "kind": "InferencePool", "name": NAME, "weight": 1}
    ]


def test_picker_sees_requests_and_answers_of_this_route_in_full_duplex(chart: cdk8s.Chart, find: Find) -> None:
    build(chart)
    spec = find(chart, "EnvoyExtensionPolicy")["spec"]
    assert spec["targetRefs"] == [TARGET]
    (processor,) = spec["extProc"]
    assert processor["processingMode"] == {
        "allowModeOverride": False,
        "request": {"body": "FullDuplexStreamed"},
        "response": {"body": "FullDuplexStreamed"},
    }
    assert processor["backendRefs"] == [
        {"group": "", "kind": "Service", "name": f"{NAME}-epp", "port": 9002, "weight": 1}
    ]
    assert (processor["failOpen"], processor["messageTimeout"]) == (False, "600s")


def test_picker_takes_as_many_requests_as_the_servers(chart: cdk8s.Chart, find: Find) -> None:
    build(chart, props=ModelRouteProps(max_parallel_requests=77))
    limits = {"maxConnections": 77, "maxParallelRequests": 77, "maxPendingRequests": 77}
    (processor,) = find(chart, "EnvoyExtensionPolicy")["spec"]["extProc"]
    assert processor["backendSettings"]["circuitBreaker"] == limits
    assert find(chart, "BackendTrafficPolicy")["spec"]["circuitBreaker"] == limits


def test_envoy_follows_the_choice_of_the_picker(chart: cdk8s.Chart, find: Find) -> None:
    build(chart)
    spec = find(chart, "BackendTrafficPolicy")["spec"]
    assert spec["targetRefs"] == [TARGET]
    assert spec["routingType"] == "Endpoint"
    assert spec["loadBalancer"] == {
        "type": "LeastRequest",
        "endpointOverride": {"extractFrom": [{"header": "x-gateway-destination-endpoint"}]},
    }


def test_envoy_ai_gateway_keeps_its_own_load_balancer(chart: cdk8s.Chart, find: Find) -> None:
    build(chart, wiring="EnvoyAIGateway")
    spec = find(chart, "BackendTrafficPolicy")["spec"]
    assert not {"loadBalancer", "routingType"} & set(spec)
    assert spec["timeout"]["http"] == {"connectionIdleTimeout": "60s", "streamIdleTimeout": "10m"}


@pytest.mark.parametrize("wiring", ["EnvoyGateway", "EnvoyAIGateway"])
def test_plain_servers_are_chosen_by_envoy(
    chart: cdk8s.Chart, find: Find, manifests: Manifests, wiring: Wirings
) -> None:
    build(chart, Backend(server=servers()), wiring=wiring)
    assert [kind for kind, _, _ in kinds(manifests(chart))] == ["HTTPRoute", "BackendTrafficPolicy"]
    spec = find(chart, "BackendTrafficPolicy")["spec"]
    assert (spec["routingType"], spec["loadBalancer"]) == ("Endpoint", {"type": "LeastRequest"})


def test_no_limit_of_envoy_cuts_a_long_answer(chart: cdk8s.Chart, find: Find) -> None:
    build(chart)
    assert rule(chart, find)["timeouts"] == {"request": "0s"}
    assert find(chart, "BackendTrafficPolicy")["spec"]["timeout"] == {
        "http": {"connectionIdleTimeout": "60s", "streamIdleTimeout": "10m"}
    }


def test_every_limit_follows_the_timeouts(chart: cdk8s.Chart, find: Find) -> None:
    build(chart, props=EVERYTHING)
    assert rule(chart, find)["timeouts"] == {"request": "1h"}
    assert find(chart, "BackendTrafficPolicy")["spec"]["timeout"]["http"] == {
        "connectionIdleTimeout": "24s",
        "streamIdleTimeout": "5m",
    }
    assert find(chart, "EnvoyExtensionPolicy")["spec"]["extProc"][0]["messageTimeout"] == "300s"


def test_limits_of_the_gateway_stay_in_force(chart: cdk8s.Chart, find: Find) -> None:
    build(chart)
    assert find(chart, "BackendTrafficPolicy")["spec"]["mergeType"] == "StrategicMerge"


def test_requests_are_not_repeated(chart: cdk8s.Chart, find: Find) -> None:
    build(chart)
    assert find(chart, "BackendTrafficPolicy")["spec"]["retry"] == {"numRetries": 0}


def test_only_requests_that_no_server_saw_are_repeated(chart: cdk8s.Chart, find: Find) -> None:
    build(chart, props=ModelRouteProps(retries=2))
    assert find(chart, "BackendTrafficPolicy")["spec"]["retry"] == {
        "numRetries": 2,
        "retryOn": {"triggers": ["connect-failure"]},
    }


def test_versions_of_plain_servers_share_a_route_by_weight(chart: cdk8s.Chart, find: Find) -> None:
    build(
        chart,
        Backend(server=servers("llama-v1", model=NAME), weight=9),
        Backend(server=servers("llama-v2", model=NAME)),
    )
    shares = [(each["name"], each["weight"]) for each in rule(chart, find)["backendRefs"]]
    assert shares == [("llama-v1-predictor", 9), ("llama-v2-predictor", 1)]


def test_attaches_to_the_listener_of_a_gateway_in_another_namespace(chart: cdk8s.Chart, find: Find) -> None:
    ModelRoute(chart, "route", name=NAME, gateway=gateway(namespace="infra"), backends=(Backend(server=servers()),))
    assert find(chart, "HTTPRoute")["spec"]["parentRefs"] == [
        {
            "group": "gateway.networking.k8s.io",
            "kind": "Gateway",
            "name": GATEWAY,
            "namespace": "infra",
            "sectionName": "http",
        }
    ]


def test_envoy_may_call_the_servers_and_the_picker(chart: cdk8s.Chart, find: Find) -> None:
    build(chart)
    wiring, chosen = Wiring.of(chart), pool()
    picker = chosen.picker.service.server
    wiring.protect(chart, "servers", name="servers", pods=PODS)
    wiring.protect(chart, "picker", name="picker", pods=picker)
    envoy = {
        "namespaceSelector": {"matchLabels": {"kubernetes.io/metadata.name": CONTROLLER}},
        "podSelector": {"matchLabels": dict(gateway().gateway.pods.labels)},
    }
    for policy, port in (("servers", 8080), ("picker", 9002)):
        assert find(chart, "NetworkPolicy", policy)["spec"]["ingress"] == [
            {"from": [envoy], "ports": [{"port": port, "protocol": "TCP"}]}
        ]


def test_refs_of_others_are_expected(chart: cdk8s.Chart) -> None:
    listeners = (Listener(name="http", port=80, protocol="HTTP"),)
    shared = InferenceGatewayRef.existing(GatewayRef.existing(name="shared", namespace="infra", listeners=listeners))
    service = ServiceRef.existing(name="their-predictor", namespace=NAMESPACE, port=80, target_port=8080, pods=PODS)
    epp = ServiceRef.existing(name="their-epp", namespace=NAMESPACE, port=9002)
    theirs = InferencePoolRef.existing(
        name="their-pool",
        server=ModelServerRef.existing(service=service, model=NAME),
        picker=EndpointPickerRef.existing(service=epp, secure_serving=False),
    )
    ModelRoute(chart, "route", name=NAME, gateway=shared, backends=(Backend(pool=theirs),))
    assert [(each.kind, each.name) for each in Wiring.of(chart).external_objects] == [
        ("Gateway", "shared"),
        ("InferencePool", "their-pool"),
        ("Service", "their-epp"),
        ("Service", "their-predictor"),
    ]


def test_ref_leads_the_proxy_to_the_model(chart: cdk8s.Chart) -> None:
    ref = build(chart).ref
    assert ref == ModelRouteRef(gateway=gateway(), path=f"/{NAME}", model=NAME, api_path="/v1", silence=600)
    server = InClusterServer.behind(ref.gateway.gateway, route=ref.path, model=ref.model, api_path=ref.api_path)
    host = f"envoy-{NAMESPACE}-{GATEWAY}.{CONTROLLER}.svc.cluster.local"
    assert server.params() == {"model": f"hosted_vllm/{NAME}", "api_base": f"http://{host}/{NAME}/v1"}


def test_ref_says_what_requests_need(chart: cdk8s.Chart) -> None:
    ref = build(chart, props=EVERYTHING).ref
    assert (ref.path, ref.hostname, ref.silence) == ("/models/llama", "models.example.com", 300)
    assert ref.headers == {"x-version": "2", "x-team": "search"}


def test_every_object_carries_the_standard_labels(chart: cdk8s.Chart, manifests: Manifests) -> None:
    build(chart)
    for manifest in manifests(chart):
        assert manifest["metadata"]["labels"] == {
            "app.kubernetes.io/name": "model-route",
            "app.kubernetes.io/instance": NAME,
            "app.kubernetes.io/component": "routing",
            "app.kubernetes.io/managed-by": "cdk8s",
            "app.kubernetes.io/part-of": "inference-platform",
        }
