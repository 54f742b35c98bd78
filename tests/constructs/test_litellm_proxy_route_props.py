from __future__ import annotations

from pathlib import Path
from typing import get_args

import pytest

from inference_platform.connections import GatewayRef, Listener
from inference_platform.constructs.litellm.endpoints import Endpoint, paths_of
from inference_platform.constructs.litellm.route_props import RouteProps
from inference_platform.problems import problems_of

# Every path that the application of litellm[proxy] 1.103.7 documents.
PATHS = (Path(__file__).parent / "litellm_1_103_7" / "paths.txt").read_text().splitlines()


def messages(props: RouteProps) -> list[str]:
    return [str(problem) for problem in problems_of(props)]


def reachable(props: RouteProps) -> list[str]:
    return [path for path in PATHS if any(path == each or path.startswith(f"{each}/") for each in props.paths)]


def gateway(*hostnames: str | None) -> GatewayRef:
    listeners = tuple(
        Listener(name=f"https-{number}", port=443, protocol="HTTPS", hostname=hostname)
        for number, hostname in enumerate(hostnames)
    )
    return GatewayRef.existing(name="edge", namespace="edge", listeners=listeners)


def test_the_defaults_are_right() -> None:
    assert messages(RouteProps()) == []


def test_inference_is_all_that_is_reachable_by_default() -> None:
    assert reachable(RouteProps()) == [
        "/audio/speech",
        "/audio/transcriptions",
        "/chat/completions",
        "/completions",
        "/embeddings",
        "/images/edits",
        "/images/generations",
        "/models",
        "/models/{model_id}",
        "/models/{model_name}:countTokens",
        "/models/{model_name}:generateContent",
        "/models/{model_name}:streamGenerateContent",
        "/moderations",
        "/rerank",
        "/responses",
        "/responses/compact",
        "/responses/input_tokens",
        "/responses/{response_id}",
        "/responses/{response_id}/cancel",
        "/responses/{response_id}/input_items",
        "/v1/audio/speech",
        "/v1/audio/transcriptions",
        "/v1/chat/completions",
        "/v1/completions",
        "/v1/embeddings",
        "/v1/images/edits",
        "/v1/images/generations",
        "/v1/messages",
        "/v1/messages/count_tokens",
        "/v1/models",
        "/v1/models/{model_id}",
        "/v1/moderations",
        "/v1/rerank",
        "/v1/responses",
        "/v1/responses/compact",
        "/v1/responses/input_tokens",
        "/v1/responses/{response_id}",
        "/v1/responses/{response_id}/cancel",
        "/v1/responses/{response_id}/input_items",
        "/v2/rerank",
    ]


@pytest.mark.parametrize("endpoint", get_args(Endpoint))
def test_every_path_of_every_endpoint_is_served(endpoint: Endpoint) -> None:
    assert [path for path in paths_of(endpoint) if not reachable(RouteProps(endpoints=(endpoint,)))] == []
    for path in paths_of(endpoint):
        assert any(each == path or each.startswith(f"{path}/") for each in PATHS), path


MANAGED = (
    *("/key/", "/user/", "/team/", "/model/", "/v1/model/", "/spend/", "/global/", "/budget/", "/organization/"),
    *("/customer/", "/credentials", "/config", "/cache/", "/sso/", "/health", "/v1/mcp/", "/v1/agents", "/v1/memory"),
    *("/v1/tool/", "/v1/access_group", "/guardrails", "/policies", "/audit", "/scim/", "/routes", "/public/"),
)


def test_no_endpoint_makes_management_reachable() -> None:
    everything = reachable(RouteProps(endpoints=get_args(Endpoint)))
    assert len(everything) > 100
    assert [path for path in everything if path.startswith(MANAGED)] == []
    assert all(any(path.startswith(each) for path in PATHS) for each in MANAGED)


def test_all_endpoints_together_fit_into_one_rule() -> None:
    props = RouteProps(endpoints=get_args(Endpoint))
    assert messages(props) == []
    assert len(props.paths) <= 64


def test_paths_can_be_added() -> None:
    assert "/key/info" in reachable(RouteProps(extra_paths=("/key/info",)))


def test_fails_when_more_paths_are_asked_for_than_a_rule_holds() -> None:
    many = tuple(f"/extra/{number}" for number in range(60))
    assert messages(RouteProps(extra_paths=many)) == [
        "endpoints must be 1 to 64 paths together with extra_paths, got 80 paths; name fewer endpoints, or at least one"
    ]


def test_fails_when_nothing_is_reachable() -> None:
    assert "got 0 paths" in messages(RouteProps(endpoints=()))[0]


def test_fails_when_a_path_is_named_twice() -> None:
    assert messages(RouteProps(extra_paths=("/v1/models",))) == [
        "extra_paths must be paths that are not reachable already, got /v1/models; "
        "name each path and each endpoint once"
    ]


@pytest.mark.parametrize("path", ["/metrics", "/metrics/x"])
def test_fails_when_metrics_would_be_public(path: str) -> None:
    assert "other paths than /metrics" in messages(RouteProps(extra_paths=(path,)))[0]


@pytest.mark.parametrize("path", ["/", "v1/models", "/v1/models/", "/v1//models", "/a b", "/a?b=c"])
def test_fails_when_an_extra_path_is_no_path(path: str) -> None:
    assert "extra_paths[0] must be a path such as" in messages(RouteProps(extra_paths=(path,)))[0]


@pytest.mark.parametrize("prefix", ["llm", "/llm/", "/l.m", "/a(b)", ""])
def test_fails_when_the_prefix_is_no_plain_path(prefix: str) -> None:
    assert "path_prefix must be / or a path such as /llm" in messages(RouteProps(path_prefix=prefix))[0]


def test_fails_when_an_idle_stream_may_stay_for_ever() -> None:
    assert "stream_idle_timeout must be longer than 0s" in messages(RouteProps(stream_idle_timeout="0s"))[0]


@pytest.mark.parametrize(
    ("listener", "hostname"),
    [
        (None, "llm.example.com"),
        ("llm.example.com", "llm.example.com"),
        ("*.example.com", "llm.example.com"),
        ("*.example.com", "*.example.com"),
        ("*.example.com", "*.llm.example.com"),
        ("llm.example.com", "*.example.com"),
    ],
)
def test_a_host_name_that_a_listener_serves_is_right(listener: str | None, hostname: str) -> None:
    assert list(RouteProps(hostnames=(hostname,)).hostname_problems(gateway(listener))) == []


@pytest.mark.parametrize(
    ("listener", "hostname"),
    [("*.example.com", "example.com"), ("llm.example.com", "api.example.com"), ("*.example.com", "llm.example.org")],
)
def test_fails_when_no_listener_serves_a_host_name(listener: str, hostname: str) -> None:
    problems = [str(each) for each in RouteProps(hostnames=(hostname,)).hostname_problems(gateway(listener))]
    assert problems == [
        f"hostnames must be within what the listeners of Gateway edge serve ({listener}), got {hostname}; "
        "add a listener for it or change the host name"
    ]
