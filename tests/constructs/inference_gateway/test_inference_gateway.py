from __future__ import annotations

from collections.abc import Callable
from dataclasses import fields
from pathlib import Path
from typing import Any

import cdk8s
import pytest
from syrupy.assertion import SnapshotAssertion

from inference_platform.connections import GatewayRef, Listener
from inference_platform.constructs.gateway import (
    AccessLog,
    Autoscaling,
    EnvoyProps,
    Gateway,
    Http2,
    NamespaceSelector,
    PodMonitor,
    TcpKeepalive,
)
from inference_platform.constructs.inference_gateway import InferenceGateway, InferenceGatewayProps
from inference_platform.constructs.pods import Resources
from inference_platform.constructs.wiring import Wiring
from inference_platform.errors import InvalidSettings
from inference_platform.model_refs import InferenceGatewayRef
from inference_platform.refs import GatewayClassRef, ServiceRef

NAME = "inference-gateway"
NAMESPACE = "llm-platform"
CONTROLLER = "envoy-gateway-system"
Find = Callable[..., dict[str, Any]]
Manifests = Callable[[cdk8s.Chart], list[dict[str, Any]]]

EVERYTHING = InferenceGatewayProps(
    wiring="EnvoyAIGateway",
    port=8080,
    allowed_routes=NamespaceSelector(names=("models",)),
    silence="30m",
    max_request_body="2Mi",
    http2=Http2(max_concurrent_streams=1000),
    tcp_keepalive=TcpKeepalive(idle_time="30s"),
    envoy=EnvoyProps(
        replicas=Autoscaling(max_replicas=6),
        resources=Resources(cpu="1", memory="2Gi"),
        access_log=AccessLog(fields={"path": "%REQ(:PATH)%"}),
    ),
    service_annotations={"example.com/owner": "ml"},
    pod_monitor=PodMonitor(interval="15s", labels={"release": "prometheus"}),
    controller_namespace="envoy-system",
    deploy_type="ControllerNamespace",
    annotations={"example.com/purpose": "models"},
)


@pytest.fixture
def app(tmp_path: Path) -> cdk8s.App:
    """Made by Python: the tree of `Testing.app()` has another root object each time that it is asked for."""
    return cdk8s.App(outdir=str(tmp_path))


def build(chart: cdk8s.Chart, props: InferenceGatewayProps | None = None, **settings: Any) -> InferenceGateway:
    return InferenceGateway(chart, "inference", name=NAME, props=props or InferenceGatewayProps(**settings))


def kinds(manifests: list[dict[str, Any]]) -> list[tuple[str, str]]:
    return [(each["kind"], each["metadata"]["name"]) for each in manifests]


def test_minimal_matches_the_snapshot(
    chart: cdk8s.Chart, manifests: Manifests, manifest_snapshot: SnapshotAssertion
) -> None:
    build(chart)
    assert kinds(manifests(chart)) == [
        ("GatewayClass", f"{NAMESPACE}-{NAME}"),
        ("EnvoyProxy", NAME),
        ("Gateway", NAME),
        ("ClientTrafficPolicy", NAME),
        ("PodMonitor", NAME),
    ]
    assert manifests(chart) == manifest_snapshot


def test_everything_matches_the_snapshot(
    chart: cdk8s.Chart, manifests: Manifests, manifest_snapshot: SnapshotAssertion
) -> None:
    defaults = InferenceGatewayProps()
    # the only field with two values, of which the other one does not go with controller_namespace
    same = [each.name for each in fields(EVERYTHING) if getattr(EVERYTHING, each.name) == getattr(defaults, each.name)]
    assert same == ["deploy_type"]
    build(chart, EVERYTHING)
    assert manifests(chart) == manifest_snapshot


@pytest.mark.parametrize("props", [InferenceGatewayProps(), EVERYTHING])
def test_is_never_reachable_from_outside(chart: cdk8s.Chart, find: Find, props: InferenceGatewayProps) -> None:
    build(chart, props)
    service = find(chart, "EnvoyProxy")["spec"]["provider"]["kubernetes"]["envoyService"]
    assert (service["type"], service["name"]) == ("ClusterIP", f"envoy-{NAMESPACE}-{NAME}")
    assert [each["protocol"] for each in find(chart, "Gateway")["spec"]["listeners"]] == ["HTTP"]


def test_has_an_envoy_proxy_of_its_own(chart: cdk8s.Chart, find: Find) -> None:
    build(chart)
    assert find(chart, "Gateway")["spec"]["infrastructure"] == {
        "parametersRef": {"group": "gateway.envoyproxy.io", "kind": "EnvoyProxy", "name": NAME}
    }


def test_only_routes_of_its_namespace_attach(chart: cdk8s.Chart, find: Find) -> None:
    build(chart)
    (listener,) = find(chart, "Gateway")["spec"]["listeners"]
    assert listener == {
        "name": "http",
        "port": 80,
        "protocol": "HTTP",
        "allowedRoutes": {"namespaces": {"from": "Same"}},
    }


def test_silence_is_the_limit_of_every_listener(chart: cdk8s.Chart, find: Find) -> None:
    build(chart, silence="20m")
    assert find(chart, "ClientTrafficPolicy")["spec"]["timeout"]["http"]["streamIdleTimeout"] == "20m"


def test_ref_knows_service_wiring_and_silence(chart: cdk8s.Chart) -> None:
    gateway = build(chart, wiring="EnvoyAIGateway", silence="20m").ref
    assert (gateway.namespace, gateway.name) == (NAMESPACE, NAME)
    assert (gateway.wiring, gateway.silence) == ("EnvoyAIGateway", 1200)
    service = gateway.gateway.service
    assert service is not None
    assert service.url() == f"http://envoy-{NAMESPACE}-{NAME}.{CONTROLLER}.svc.cluster.local"
    assert service.pod_port == 10080


def test_without_a_limit_the_silence_is_endless(chart: cdk8s.Chart) -> None:
    assert build(chart, silence="0s").ref.silence is None


def test_body_limit_is_known_to_routes(chart: cdk8s.Chart, find: Find) -> None:
    assert build(chart, max_request_body="2Mi").ref.max_request_body == 2 * 2**20
    assert find(chart, "BackendTrafficPolicy")["spec"]["requestBuffer"] == {"limit": "2Mi"}


def test_without_a_body_limit_bodies_pass_in_pieces(chart: cdk8s.Chart, manifests: Manifests) -> None:
    assert build(chart).ref.max_request_body is None
    assert "BackendTrafficPolicy" not in [each["kind"] for each in manifests(chart)]


def test_class_of_the_edge_is_shared(chart: cdk8s.Chart, manifests: Manifests, find: Find) -> None:
    edge = Gateway(chart, "edge", name="edge")
    inner = InferenceGateway(chart, "inference", name=NAME, gateway_class=edge.gateway_class)
    assert [each["kind"] for each in manifests(chart)].count("GatewayClass") == 1
    assert find(chart, "Gateway", NAME)["spec"]["gatewayClassName"] == edge.gateway_class.name
    assert inner.gateway_class == edge.gateway_class
    assert Wiring.of(chart).external_objects == ()


def test_existing_class_is_expected(chart: cdk8s.Chart) -> None:
    InferenceGateway(chart, "inference", name=NAME, gateway_class=GatewayClassRef.existing("eg"))
    assert [(each.kind, each.name) for each in Wiring.of(chart).external_objects] == [("GatewayClass", "eg")]


def test_two_gateways_do_not_meet(chart: cdk8s.Chart, manifests: Manifests) -> None:
    build(chart)
    InferenceGateway(chart, "dedicated", name="llama-gateway")
    names = kinds(manifests(chart))
    assert len(set(names)) == len(names)


def test_existing_gateway_is_expected(chart: cdk8s.Chart) -> None:
    service = ServiceRef.existing(name="envoy-inference", namespace=CONTROLLER, port=80, target_port=10080)
    listeners = (Listener(name="http", port=80, protocol="HTTP"),)
    gateway = GatewayRef.existing(name="shared", namespace="infra", listeners=listeners, service=service)
    ref = InferenceGateway.existing(gateway, silence=600)
    assert ref == InferenceGatewayRef(gateway=gateway, wiring="EnvoyGateway", silence=600)
    promise = ref.external()
    assert promise is not None
    assert (promise.kind, promise.name, promise.namespace) == ("Gateway", "shared", "infra")


@pytest.mark.parametrize(
    ("settings", "message"),
    [
        ({"wiring": "Istio"}, "wiring must be one of 'EnvoyGateway', 'EnvoyAIGateway', got 'Istio'"),
        ({"port": 0}, "port must be from 1 to 65535, got 0"),
        ({"silence": "forever"}, "silence must be a duration such as 10m or 1h30m, got 'forever'"),
        ({"max_request_body": "5 MB"}, "max_request_body must be a whole number of bytes"),
        (
            {"deploy_type": "GatewayNamespace", "controller_namespace": "envoy"},
            "controller_namespace must be left out with deploy_type GatewayNamespace, got envoy",
        ),
    ],
)
def test_fails_when_a_setting_cannot_work(chart: cdk8s.Chart, settings: dict[str, Any], message: str) -> None:
    with pytest.raises(InvalidSettings) as error:
        build(chart, **settings)
    assert f"test/inference: {message}" in str(error.value).replace("inference/Gateway:", "inference:")


def test_fails_when_the_name_of_its_service_is_too_long(chart: cdk8s.Chart) -> None:
    with pytest.raises(InvalidSettings, match="name must be such that the Service has"):
        InferenceGateway(chart, "inference", name="g" * 50)
