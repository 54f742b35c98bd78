from __future__ import annotations

from dataclasses import replace
from typing import Any

import cdk8s
import pytest

from inference_platform.connections import Listener
from inference_platform.constructs.litellm.config_props import ConfigProps
from inference_platform.constructs.litellm.props import LiteLLMProps
from inference_platform.constructs.litellm.route_props import RouteProps
from inference_platform.errors import InvalidSettings
from tests.constructs.litellm_proxy_world import GATEWAY, LLAMA, NAME, NAMESPACE, Find, Manifests, proxy

PUBLIC = RouteProps(hostnames=("llm.example.com",))
BACKEND = {"group": "", "kind": "Service", "name": NAME, "port": 4000, "weight": 1}


def route(chart: cdk8s.Chart, find: Find, props: RouteProps = PUBLIC, name: str = NAME) -> dict[str, Any]:
    proxy(chart, LiteLLMProps(route=props), gateway=GATEWAY)
    spec: dict[str, Any] = find(chart, "HTTPRoute", name)["spec"]
    return spec


def environment(chart: cdk8s.Chart, find: Find) -> dict[str, Any]:
    (container,) = find(chart, "Deployment")["spec"]["template"]["spec"]["containers"]
    variables = {each["name"]: each.get("value") for each in container["env"]}
    assert len(variables) == len(container["env"])
    return variables


def matched(rule: dict[str, Any]) -> list[str]:
    assert {each["path"]["type"] for each in rule["matches"]} == {"PathPrefix"}
    return [each["path"]["value"] for each in rule["matches"]]


def test_the_route_attaches_to_the_listener_that_serves(chart: cdk8s.Chart, find: Find) -> None:
    assert route(chart, find)["parentRefs"] == [
        {
            "group": "gateway.networking.k8s.io",
            "kind": "Gateway",
            "name": "platform-gateway",
            "namespace": "edge",
            "sectionName": "https",
        }
    ]


def test_one_rule_reaches_inference_without_any_limit_of_time(chart: cdk8s.Chart, find: Find) -> None:
    spec = route(chart, find)
    (rule,) = spec["rules"]
    assert spec["hostnames"] == ["llm.example.com"]
    assert matched(rule) == list(PUBLIC.paths)
    assert rule["backendRefs"] == [BACKEND]
    assert rule["timeouts"] == {"request": "0s"}
    assert "filters" not in rule


def test_every_host_name_of_the_listener_is_the_default(chart: cdk8s.Chart, find: Find) -> None:
    assert "hostnames" not in route(chart, find, RouteProps())


def test_envoy_outlasts_litellm_and_repeats_nothing(chart: cdk8s.Chart, find: Find) -> None:
    route(chart, find)
    spec = find(chart, "BackendTrafficPolicy")["spec"]
    assert spec == {
        "targetRefs": [{"group": "gateway.networking.k8s.io", "kind": "HTTPRoute", "name": NAME}],
        "mergeType": "StrategicMerge",
        "timeout": {"http": {"connectionIdleTimeout": "60s", "streamIdleTimeout": "1860s"}},
        "retry": {"numRetries": 0},
        "circuitBreaker": {
            "maxConnections": 10000,
            "maxPendingRequests": 10000,
            "maxParallelRequests": 10000,
        },
    }


def test_a_late_model_that_takes_longer_makes_envoy_wait(chart: cdk8s.Chart, find: Find) -> None:
    late = proxy(chart, gateway=GATEWAY)
    slow = replace(LLAMA, deployments=(replace(LLAMA.deployments[0], stream_timeout=1199.5),))
    late.add_models(slow)
    timeout = find(chart, "BackendTrafficPolicy")["spec"]["timeout"]["http"]
    assert timeout == {"connectionIdleTimeout": "60s", "streamIdleTimeout": f"{1200 * 3 + 60}s"}


def test_envoy_closes_idle_connections_before_the_pod_does(chart: cdk8s.Chart, find: Find) -> None:
    route(chart, find)
    envoy = find(chart, "BackendTrafficPolicy")["spec"]["timeout"]["http"]["connectionIdleTimeout"]
    assert int(envoy.removesuffix("s")) < int(environment(chart, find)["KEEPALIVE_TIMEOUT"])


def test_a_prefix_is_removed_on_the_way(chart: cdk8s.Chart, find: Find) -> None:
    props = replace(PUBLIC, path_prefix="/llm")
    (rule,) = route(chart, find, props)["rules"]
    assert matched(rule)[:2] == ["/llm/v1/chat/completions", "/llm/chat/completions"]
    (reference,) = rule["filters"]
    assert reference["extensionRef"] == {
        "group": "gateway.envoyproxy.io",
        "kind": "HTTPRouteFilter",
        "name": f"{NAME}-prefix",
    }
    assert find(chart, "HTTPRouteFilter", f"{NAME}-prefix")["spec"] == {
        "urlRewrite": {
            "path": {
                "type": "ReplaceRegexMatch",
                "replaceRegexMatch": {"pattern": "^/llm/", "substitution": "/"},
            }
        }
    }


def test_the_admin_host_serves_all_but_metrics(chart: cdk8s.Chart, find: Find) -> None:
    props = replace(PUBLIC, admin_hostnames=("llm-admin.example.com",))
    spec = route(chart, find, props, f"{NAME}-admin")
    hidden, rest = spec["rules"]
    assert spec["hostnames"] == ["llm-admin.example.com"]
    assert matched(hidden) == ["/metrics"]
    assert "backendRefs" not in hidden
    assert hidden["filters"][0]["extensionRef"]["name"] == f"{NAME}-not-found"
    assert find(chart, "HTTPRouteFilter")["spec"] == {"directResponse": {"statusCode": 404}}
    assert matched(rest) == ["/"]
    assert rest["backendRefs"] == [BACKEND]


def test_the_admin_host_has_the_same_timeouts(chart: cdk8s.Chart, find: Find) -> None:
    route(chart, find, replace(PUBLIC, admin_hostnames=("llm-admin.example.com",)))
    targets = find(chart, "BackendTrafficPolicy")["spec"]["targetRefs"]
    assert [each["name"] for each in targets] == [NAME, f"{NAME}-admin"]


def test_management_has_no_route_of_its_own_by_default(chart: cdk8s.Chart, manifests: Manifests, find: Find) -> None:
    route(chart, find)
    assert [each["metadata"]["name"] for each in manifests(chart) if each["kind"] == "HTTPRoute"] == [NAME]


def test_annotations_are_for_external_dns(chart: cdk8s.Chart, find: Find) -> None:
    annotations = {"external-dns.alpha.kubernetes.io/ttl": "60"}
    route(chart, find, replace(PUBLIC, annotations=annotations))
    assert find(chart, "HTTPRoute")["metadata"]["annotations"] == annotations


@pytest.mark.parametrize(
    ("props", "listener", "url"),
    [
        (PUBLIC, Listener(name="https", port=443, protocol="HTTPS"), "https://llm.example.com"),
        (
            replace(PUBLIC, path_prefix="/llm"),
            Listener(name="https", port=8443, protocol="HTTPS"),
            "https://llm.example.com:8443/llm",
        ),
        (PUBLIC, Listener(name="http", port=80, protocol="HTTP"), "http://llm.example.com"),
        (RouteProps(), Listener(name="https", port=443, protocol="HTTPS", hostname="x.org"), "https://x.org"),
        (RouteProps(), Listener(name="https", port=443, protocol="HTTPS", hostname="*.x.org"), None),
        (RouteProps(), Listener(name="https", port=443, protocol="HTTPS"), None),
    ],
)
def test_the_public_url_is_what_clients_use(
    chart: cdk8s.Chart, props: RouteProps, listener: Listener, url: str | None
) -> None:
    made = proxy(chart, LiteLLMProps(route=props), gateway=replace(GATEWAY, listeners=(listener,)))
    assert made.public_url == url
    assert made.admin_url is None


def test_the_admin_url_is_the_ui(chart: cdk8s.Chart) -> None:
    props = replace(PUBLIC, admin_hostnames=("llm-admin.example.com",))
    assert proxy(chart, LiteLLMProps(route=props), gateway=GATEWAY).admin_url == "https://llm-admin.example.com/ui"


@pytest.mark.parametrize(
    ("props", "url"),
    [
        (PUBLIC, "https://llm.example.com"),
        (replace(PUBLIC, admin_hostnames=("llm-admin.example.com",)), "https://llm-admin.example.com"),
        (RouteProps(), None),
    ],
)
def test_sign_in_comes_back_to_the_public_name(
    chart: cdk8s.Chart, find: Find, props: RouteProps, url: str | None
) -> None:
    proxy(chart, LiteLLMProps(route=props), gateway=GATEWAY)
    assert environment(chart, find).get("PROXY_BASE_URL") == url


def test_another_public_name_can_be_said(chart: cdk8s.Chart, find: Find) -> None:
    config = ConfigProps(extra_environment={"PROXY_BASE_URL": "https://sso.example.com"})
    proxy(chart, LiteLLMProps(route=PUBLIC, config=config), gateway=GATEWAY)
    assert environment(chart, find)["PROXY_BASE_URL"] == "https://sso.example.com"


def test_without_gateway_there_is_no_route(chart: cdk8s.Chart, manifests: Manifests) -> None:
    made = proxy(chart)
    assert {each["kind"] for each in manifests(chart)}.isdisjoint({"HTTPRoute", "BackendTrafficPolicy"})
    assert (made.public_url, made.admin_url) == (None, None)


def test_inside_the_cluster_the_service_is_the_way(chart: cdk8s.Chart) -> None:
    made = proxy(chart)
    assert made.ref.url() == f"http://{NAME}.{NAMESPACE}.svc.cluster.local:4000"
    assert made.service == made.ref
    assert made.ref.server == made.pods


def test_fails_when_a_route_is_wanted_without_gateway(chart: cdk8s.Chart) -> None:
    with pytest.raises(InvalidSettings, match="route must be left out without a gateway"):
        proxy(chart, LiteLLMProps(route=PUBLIC))


def test_fails_when_no_listener_serves_the_host_name(chart: cdk8s.Chart) -> None:
    props = RouteProps(hostnames=("llm.example.org",), admin_hostnames=("admin.example.net",))
    with pytest.raises(InvalidSettings) as error:
        proxy(chart, LiteLLMProps(route=props), gateway=GATEWAY)
    assert [problem.field for _, problem in error.value.problems] == ["route.hostnames", "route.admin_hostnames"]


@pytest.mark.parametrize(
    ("props", "field"),
    [
        (replace(PUBLIC, request_timeout="599s"), "request_timeout"),
        (replace(PUBLIC, stream_idle_timeout="599s"), "stream_idle_timeout"),
    ],
)
def test_fails_when_envoy_gives_up_before_litellm(chart: cdk8s.Chart, props: RouteProps, field: str) -> None:
    with pytest.raises(InvalidSettings, match=rf"route\.{field} must be at least 600 s"):
        proxy(chart, LiteLLMProps(route=props), gateway=GATEWAY)


def test_fails_when_envoy_gives_up_before_a_late_model(chart: cdk8s.Chart) -> None:
    slow = replace(LLAMA, deployments=(replace(LLAMA.deployments[0], timeout=1200.0),))
    late = proxy(chart, LiteLLMProps(route=replace(PUBLIC, request_timeout="15m")), gateway=GATEWAY)
    with pytest.raises(InvalidSettings, match=r"route\.request_timeout must be at least 1200 s"):
        late.add_models(slow)


def test_a_limit_beyond_litellm_is_right(chart: cdk8s.Chart, find: Find) -> None:
    (rule,) = route(chart, find, replace(PUBLIC, request_timeout="1h", stream_idle_timeout="1h"))["rules"]
    assert rule["timeouts"] == {"request": "1h"}
    assert find(chart, "BackendTrafficPolicy")["spec"]["timeout"]["http"]["streamIdleTimeout"] == "1h"
