from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import cdk8s
import pytest

from inference_platform.connections import GatewayRef, Listener
from inference_platform.constructs.model_route import Backend, ModelRoute, ModelRouteProps, Timeouts
from inference_platform.errors import InvalidSettings
from inference_platform.model_refs import EndpointPickerRef, InferenceGatewayRef, InferencePoolRef, ModelServerRef
from inference_platform.refs import Pods, ServiceRef

NAME = "llama-70b"
NAMESPACE = "llm-platform"
LISTENER = Listener(name="http", port=80, protocol="HTTP")


@pytest.fixture
def app(tmp_path: Path) -> cdk8s.App:
    """Made by Python: the tree of `Testing.app()` has another root object each time that it is asked for."""
    return cdk8s.App(outdir=str(tmp_path))


def gateway(listener: Listener = LISTENER, **settings: Any) -> InferenceGatewayRef:
    inner = GatewayRef.existing(name="inference-gateway", namespace=NAMESPACE, listeners=(listener,))
    return InferenceGatewayRef.existing(inner, **settings)


def servers(name: str = NAME, *, namespace: str = NAMESPACE, **settings: Any) -> ModelServerRef:
    pods = Pods(namespace, {"serving.kserve.io/inferenceservice": name})
    service = ServiceRef(namespace=namespace, name=f"{name}-predictor", port=80, target_port=8080, pods=pods)
    return ModelServerRef(service=service, **({"model": NAME} | settings))


def pool(
    name: str = NAME, *, secure: bool = False, picker_namespace: str = NAMESPACE, **settings: Any
) -> InferencePoolRef:
    service = ServiceRef(namespace=picker_namespace, name=f"{name}-epp", port=9002)
    picker = EndpointPickerRef(service=service, secure_serving=secure)
    server = servers(name, **settings)
    return InferencePoolRef(namespace=server.namespace, name=name, server=server, picker=picker)


def refusal(
    chart: cdk8s.Chart,
    *backends: Backend,
    name: str = NAME,
    gateway: InferenceGatewayRef,
    props: ModelRouteProps | None = None,
) -> list[str]:
    with pytest.raises(InvalidSettings) as error:
        ModelRoute(chart, "route", name=name, gateway=gateway, backends=backends, props=props or ModelRouteProps())
    lines = str(error.value).splitlines()
    assert all(line.startswith("test/route: ") for line in lines)
    return [line.removeprefix("test/route: ") for line in lines]


def refused_props(chart: cdk8s.Chart, **settings: Any) -> list[str]:
    return refusal(chart, Backend(server=servers()), gateway=gateway(), props=ModelRouteProps(**settings))


def test_fails_when_pools_share_a_route_by_weight(chart: cdk8s.Chart) -> None:
    (line,) = refusal(chart, Backend(pool=pool("v1"), weight=9), Backend(pool=pool("v2")), gateway=gateway())
    assert line.startswith("backends must be a single one where an endpoint picker chooses, got pool v1, pool v2; ")
    assert "give each version its own pool and route" in line


def test_fails_when_a_pool_shares_a_route_with_plain_servers(chart: cdk8s.Chart) -> None:
    (line,) = refusal(chart, Backend(pool=pool("v1")), Backend(server=servers("v2")), gateway=gateway())
    assert "single one where an endpoint picker chooses, got pool v1, Service v2-predictor" in line


def test_fails_when_pools_share_a_route_on_envoy_ai_gateway(chart: cdk8s.Chart) -> None:
    backends = (Backend(pool=pool("v1", secure=True)), Backend(pool=pool("v2", secure=True)))
    (line,) = refusal(chart, *backends, gateway=gateway(wiring="EnvoyAIGateway"))
    assert "backends must be a single one" in line


def test_fails_when_no_backend_gets_requests(chart: cdk8s.Chart) -> None:
    (line,) = refusal(
        chart, Backend(server=servers("v1"), weight=0), Backend(server=servers("v2"), weight=0), gateway=gateway()
    )
    assert "backends must be 1 to 16, at least one of them with a weight above 0, got (0, 0)" in line


def test_fails_when_there_is_no_backend(chart: cdk8s.Chart) -> None:
    (line,) = refusal(chart, gateway=gateway())
    assert "backends must be 1 to 16" in line


def test_fails_when_a_backend_is_both_or_neither(chart: cdk8s.Chart) -> None:
    lines = refusal(chart, Backend(server=servers(), pool=pool()), Backend(), gateway=gateway())
    assert [line.partition(";")[0] for line in lines] == [
        "backends[0].server must be given exactly when pool is not, got both",
        "backends[1].server must be given exactly when pool is not, got None",
    ]


def test_fails_when_a_weight_is_negative(chart: cdk8s.Chart) -> None:
    (line,) = refusal(chart, Backend(server=servers(), weight=-1), gateway=gateway())
    assert "backends[0].weight must be from 0 to 1000000, got -1" in line


def test_fails_when_versions_have_different_names(chart: cdk8s.Chart) -> None:
    backends = (Backend(server=servers("v1")), Backend(server=servers("v2", model="llama-next")))
    (line,) = refusal(chart, *backends, gateway=gateway())
    assert f"backends[1] must be servers that also know the model as {NAME}, at /v1, got llama-next at /v1" in line


def test_fails_when_a_service_is_given_twice(chart: cdk8s.Chart) -> None:
    (line,) = refusal(chart, Backend(server=servers()), Backend(server=servers()), gateway=gateway())
    assert f"backends[1] must be another Service than the ones before, got {NAME}-predictor" in line


def test_fails_when_a_picker_serves_tls_on_envoy_gateway(chart: cdk8s.Chart) -> None:
    (line,) = refusal(chart, Backend(pool=pool(secure=True)), gateway=gateway())
    assert "backends[0].pool.picker.secure_serving must be False with wiring EnvoyGateway, got True" in line


def test_fails_when_a_picker_serves_no_tls_on_envoy_ai_gateway(chart: cdk8s.Chart) -> None:
    (line,) = refusal(chart, Backend(pool=pool()), gateway=gateway(wiring="EnvoyAIGateway"))
    assert "backends[0].pool.picker.secure_serving must be True with wiring EnvoyAIGateway, got False" in line


@pytest.mark.parametrize(
    ("kind", "backend"),
    [
        ("server", Backend(server=servers(pickable=False))),
        ("pool", Backend(pool=pool(pickable=False))),
    ],
)
def test_fails_when_knative_must_see_the_requests(chart: cdk8s.Chart, kind: str, backend: Backend) -> None:
    (line,) = refusal(chart, backend, gateway=gateway())
    assert line.startswith(f"backends[0].{kind} must be servers whose pods Envoy may call, got {NAME}-predictor, whose")
    assert "let the proxy call it directly" in line


def test_fails_when_servers_are_in_another_namespace(chart: cdk8s.Chart) -> None:
    (line,) = refusal(chart, Backend(server=servers(namespace="models")), gateway=gateway())
    assert f"backends[0].server must be in the namespace {NAMESPACE} of the route, got namespace models" in line


def test_fails_when_a_pool_is_in_another_namespace(chart: cdk8s.Chart) -> None:
    lines = refusal(chart, Backend(pool=pool(namespace="models")), gateway=gateway())
    assert [line.partition(" ")[0] for line in lines] == ["backends[0].pool", "backends[0].pool.picker"]


def test_fails_when_a_picker_is_in_another_namespace(chart: cdk8s.Chart) -> None:
    (line,) = refusal(chart, Backend(pool=pool(picker_namespace="infra")), gateway=gateway())
    assert "backends[0].pool.picker must be in the namespace llm-platform of the route and of its pool, got" in line


def test_fails_when_the_silence_is_longer_than_that_of_the_gateway(chart: cdk8s.Chart) -> None:
    props = ModelRouteProps(timeouts=Timeouts(silence="20m"))
    (line,) = refusal(chart, Backend(server=servers()), gateway=gateway(silence=900), props=props)
    assert "timeouts.silence must be at most the 900s of the Gateway inference-gateway, got 20m; shorten it" in line


@pytest.mark.parametrize("limit", [4 * 2**20, 50_000_000])
def test_fails_when_the_picker_cannot_read_the_largest_body(chart: cdk8s.Chart, limit: int) -> None:
    limited = replace(gateway(), max_request_body=limit)
    (line,) = refusal(chart, Backend(pool=pool()), gateway=limited)
    assert "backends[0].pool must be behind a Gateway without max_request_body, or with at most 4095Ki" in line
    assert f"got {limit} bytes at the Gateway inference-gateway; lower it" in line


@pytest.mark.parametrize(
    ("limit", "backend"), [(4095 * 1024, Backend(pool=pool())), (50_000_000, Backend(server=servers()))]
)
def test_body_limits_that_everybody_can_read_are_taken(chart: cdk8s.Chart, limit: int, backend: Backend) -> None:
    limited = replace(gateway(), max_request_body=limit)
    route = ModelRoute(chart, "route", name=NAME, gateway=limited, backends=(backend,))
    assert route.ref.gateway.max_request_body == limit


@pytest.mark.parametrize("silence", [None, 1200])
def test_silence_up_to_that_of_the_gateway_is_taken(chart: cdk8s.Chart, silence: float | None) -> None:
    props = ModelRouteProps(timeouts=Timeouts(silence="20m"))
    route = ModelRoute(
        chart,
        "route",
        name=NAME,
        gateway=gateway(silence=silence),
        backends=(Backend(server=servers()),),
        props=props,
    )
    assert route.ref.silence == 1200


@pytest.mark.parametrize("served", ["models.example.com", "*.other.example.com", "*.b.example.com"])
def test_fails_when_no_listener_serves_a_host_name(chart: cdk8s.Chart, served: str) -> None:
    props = ModelRouteProps(hostnames=("b.example.com",))
    listener = replace(LISTENER, hostname=served)
    (line,) = refusal(chart, Backend(server=servers()), gateway=gateway(listener), props=props)
    assert "hostnames[0] must be a host name that a listener of the Gateway inference-gateway serves" in line
    assert line.partition("; ")[0].endswith(f"({served}), got b.example.com")


@pytest.mark.parametrize("served", [None, "b.example.com", "*.example.com"])
def test_host_names_of_a_listener_are_taken(chart: cdk8s.Chart, served: str | None) -> None:
    route = ModelRoute(
        chart,
        "route",
        name=NAME,
        gateway=gateway(replace(LISTENER, hostname=served)),
        backends=(Backend(server=servers()),),
        props=ModelRouteProps(hostnames=("b.example.com",)),
    )
    assert route.ref.hostname == "b.example.com"


@pytest.mark.parametrize("name", ["Llama", "llama_70b", "", "a" * 64])
def test_fails_when_the_name_is_none(chart: cdk8s.Chart, name: str) -> None:
    (line,) = refusal(chart, Backend(server=servers()), name=name, gateway=gateway())
    assert line.startswith("name must be a name of lower-case letters, digits and '-', at most 63 characters")


@pytest.mark.parametrize("path", ["llama", "/", "/llama/", "/a/../b", "/..", "/./a", "/a//b", "/a b", "/a%2fb", "/a*"])
def test_fails_when_a_path_is_none(chart: cdk8s.Chart, path: str) -> None:
    (line,) = refused_props(chart, path=path)
    assert "path must be a path such as /llama-70b, or empty" in line


@pytest.mark.parametrize("path", ["", "/llama", "/a/b.c_d~e-f", "/...", "/.a"])
def test_usual_paths_are_taken(chart: cdk8s.Chart, path: str) -> None:
    props = ModelRouteProps(path=path)
    route = ModelRoute(chart, "route", name=NAME, gateway=gateway(), backends=(Backend(server=servers()),), props=props)
    assert route.ref.path == path


@pytest.mark.parametrize("name", ["host", "Host", "x_model", "x model", "", ":path"])
def test_fails_when_a_header_cannot_be_matched(chart: cdk8s.Chart, name: str) -> None:
    (line,) = refused_props(chart, headers={name: "llama"})
    assert f"headers[{name}] must be the name of a header (letters, digits and '-') other than host" in line


@pytest.mark.parametrize("value", ["", " llama", "llama\n"])
def test_fails_when_no_header_has_the_value(chart: cdk8s.Chart, value: str) -> None:
    (line,) = refused_props(chart, headers={"x-model": value})
    assert "headers[x-model] must be a text without blanks around it" in line


@pytest.mark.parametrize("headers", [{"x-model": "a", "X-Model": "b"}, {f"x-{n}": "a" for n in range(17)}])
def test_fails_when_headers_are_too_many_or_the_same(chart: cdk8s.Chart, headers: dict[str, str]) -> None:
    (line,) = refused_props(chart, headers=headers)
    assert "headers must be at most 16 that differ in more than case" in line


@pytest.mark.parametrize("hostnames", [("a.example.com",) * 2, tuple(f"h{n}.example.com" for n in range(17))])
def test_fails_when_host_names_are_too_many_or_the_same(chart: cdk8s.Chart, hostnames: tuple[str, ...]) -> None:
    (line,) = refused_props(chart, hostnames=hostnames)
    assert "hostnames must be at most 16, each once" in line


@pytest.mark.parametrize(
    ("settings", "message"),
    [
        ({"hostnames": ("*.example.com",)}, "hostnames[0] must be a host name such as llm.example.com"),
        ({"timeouts": Timeouts(answer="1m")}, "timeouts.answer must be at least silence 10m, got 1m"),
        ({"max_parallel_requests": 0}, "max_parallel_requests must be from 1 to 1000000, got 0"),
        ({"retries": 6}, "retries must be from 0 to 5, got 6"),
        ({"annotations": {"no label": "x"}}, "annotations[no label] must be a label key"),
    ],
)
def test_fails_when_a_setting_is_out_of_range(chart: cdk8s.Chart, settings: dict[str, Any], message: str) -> None:
    (line,) = refused_props(chart, **settings)
    assert message in line


def test_all_problems_are_told_at_once(chart: cdk8s.Chart) -> None:
    props = ModelRouteProps(timeouts=Timeouts(silence="20m"))
    backends = (Backend(pool=pool("v1", secure=True)), Backend(server=servers("v2", namespace="models")))
    lines = refusal(chart, *backends, gateway=gateway(silence=900), props=props)
    assert [line.partition(" ")[0] for line in lines] == [
        "backends",
        "backends[0].pool.picker.secure_serving",
        "backends[1].server",
        "timeouts.silence",
    ]
