"""What a Gateway before models can do besides what the environments need: weights, headers, limits, other times."""

from __future__ import annotations

import cdk8s
import pytest

from inference_platform.constructs.inference_gateway import InferenceGateway, InferenceGatewayProps
from inference_platform.constructs.model_route import Backend, ModelRoute, ModelRouteProps, Timeouts
from inference_platform.model_refs import EndpointPickerRef, InferencePoolRef, ModelServerRef
from inference_platform.refs import ServiceRef
from inference_platform_bindings.resource import manifests_of
from inference_platform_crds import k8s
from tests.conformance.gateway.status import complaints
from tests.conformance.gateway.translation import Object, Translation, translate
from tests.conformance.gateway.xds import Entrance, Xds, balancer, xds_of

NAMESPACE = "llm-platform"
PICKER = "envoy.filters.http.ext_proc/envoyextensionpolicy/llm-platform/llama/extproc/0"
BODY_LIMIT = "envoy.filters.http.buffer"


def service(chart: cdk8s.Chart, name: str, port: int) -> ServiceRef:
    ports = [k8s.ServicePort(name="tcp", port=port)]
    k8s.Service(chart, name, metadata=k8s.ObjectMeta(name=name), spec=k8s.ServiceSpec(ports=ports, selector={"a": "b"}))
    return ServiceRef(namespace=NAMESPACE, name=name, port=port)


@pytest.fixture(scope="module")
def translated(tmp_path_factory: pytest.TempPathFactory) -> Translation:
    """A pool, two versions by weight, and the second one of them by header, behind one Gateway."""
    folder = tmp_path_factory.mktemp("inference")
    chart = cdk8s.Chart(cdk8s.App(outdir=str(folder)), "test", namespace=NAMESPACE, disable_resource_name_hashes=True)
    props = InferenceGatewayProps(max_request_body="2Mi")
    gateway = InferenceGateway(chart, "gateway", name="inference-gateway", props=props).ref
    llama, old, new = (
        ModelServerRef(service=service(chart, name, 80), model="m") for name in ("llama", "small-v1", "small-v2")
    )
    picker = EndpointPickerRef(service=service(chart, "llama-epp", 9002), secure_serving=False)
    pool = InferencePoolRef(namespace=NAMESPACE, name="llama", server=llama, picker=picker)
    answer = ModelRouteProps(timeouts=Timeouts(silence="14m", answer="30m"), max_parallel_requests=77)
    ModelRoute(chart, "llama-route", name="llama", gateway=gateway, backends=(Backend(pool=pool),), props=answer)
    versions = (Backend(server=old, weight=9), Backend(server=new))
    ModelRoute(chart, "small-route", name="small", gateway=gateway, backends=versions)
    beta = ModelRouteProps(path="/small", headers={"x-version": "beta"})
    ModelRoute(chart, "beta-route", name="beta", gateway=gateway, backends=(Backend(server=new),), props=beta)
    return translate(manifests_of(chart), folder, gateway="inference-gateway")


@pytest.fixture(scope="module")
def xds(translated: Translation) -> Xds:
    return xds_of(translated)


@pytest.fixture(scope="module")
def entrance(xds: Xds) -> Entrance:
    (found,) = xds.entrances
    return found


def route(entrance: Entrance, name: str) -> Object:
    (found,) = (each for each in entrance.routes if each["name"].startswith(f"httproute/{NAMESPACE}/{name}/"))
    return found


def test_every_object_is_accepted(translated: Translation) -> None:
    said = list(complaints(translated))
    # The policies of the Gateway and of each route become one, which Envoy Gateway says of all four.
    merged = [each.partition(",")[0] for each in said]
    assert merged == [
        f"BackendTrafficPolicy {name} Merged=True" for name in ("inference-gateway", "llama", "small", "beta")
    ]


def test_paths_are_taken_away_and_a_header_goes_first(entrance: Entrance) -> None:
    assert [
        (
            each["match"]["pathSeparatedPrefix"],
            [header["name"] for header in each["match"].get("headers", [])],
            each["route"]["prefixRewrite"],
        )
        for each in entrance.routes
    ] == [("/small/v1", ["x-version"], "/v1"), ("/llama/v1", [], "/v1"), ("/small/v1", [], "/v1")]


def test_the_picker_may_think_as_long_as_the_model(entrance: Entrance) -> None:
    (processor,) = (each["typedConfig"] for each in entrance.manager["httpFilters"] if each["name"] == PICKER)
    assert processor["messageTimeout"] == "840s"


def test_the_picker_takes_as_many_requests_as_the_model(xds: Xds) -> None:
    for name in ("envoyextensionpolicy/llm-platform/llama/extproc/0", "httproute/llm-platform/llama/rule/0"):
        (limits,) = xds.cluster(name)["circuitBreakers"]["thresholds"]
        assert (limits["maxRequests"], limits["maxConnections"]) == (77, 77)


def test_weights_of_versions_hold(xds: Xds) -> None:
    endpoints = xds.endpoints["httproute/llm-platform/small/rule/0"]["endpoints"]
    assert [each["loadBalancingWeight"] for each in endpoints] == [9, 1]
    plain = balancer(xds.cluster("httproute/llm-platform/small/rule/0"))
    assert plain["typedConfig"]["localityLbConfig"] == {"localityWeightedLbConfig": {}}


def test_every_route_has_its_own_timeouts(entrance: Entrance) -> None:
    found = {name: route(entrance, name)["route"] for name in ("llama", "small", "beta")}
    limits = {name: (each["timeout"], each["idleTimeout"]) for name, each in found.items()}
    assert limits == {"llama": ("1800s", "840s"), "small": ("0s", "600s"), "beta": ("0s", "600s")}
    assert entrance.manager["streamIdleTimeout"] == "900s"


def test_body_limit_of_the_gateway_holds_on_every_route(entrance: Entrance) -> None:
    limits = {each["typedPerFilterConfig"][BODY_LIMIT]["buffer"]["maxRequestBytes"] for each in entrance.routes}
    assert limits == {2 * 2**20}
