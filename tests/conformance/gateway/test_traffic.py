"""Requests through a real Envoy: what the configuration promises is what clients get."""

from __future__ import annotations

import ssl
import time
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import unquote
from uuid import UUID

import pytest

from tests.conformance.gateway.backend import PATIENCE
from tests.conformance.gateway.edges import DISGUISED_PATHS, EDGES, PRIVATE_PATHS, PUBLIC_PATHS, Edge
from tests.conformance.gateway.running import LITELLM, Running, running
from tests.conformance.gateway.translation import Translation, objects_of, translate

over_https = pytest.mark.parametrize(
    "edge", [each for each in EDGES if each.hostname], indirect=True, ids=lambda each: each.environment
)


@pytest.fixture(scope="session")
def envoy(translation: Translation) -> Iterator[Running]:
    with running(translation, service=LITELLM) as envoy:
        yield envoy


def leaks(envoy: Running, edge: Edge, paths: Iterable[str]) -> list[str]:
    """The paths, as LiteLLM would understand them, that reach it although they are not public."""
    before = len(envoy.backend.requests)
    for path in paths:
        envoy.get(path, over=edge.hostname)
    arrived = [unquote(path.partition("?")[0]) for path, _ in envoy.backend.requests[before:]]
    return [path for path in arrived if ".." in path.split("/") or not is_public(path)]


def is_public(path: str) -> bool:
    return any(path == public or path.startswith(f"{public}/") for public in PUBLIC_PATHS)


def test_public_paths_reach_litellm(edge: Edge, envoy: Running) -> None:
    paths = [path for public in sorted(PUBLIC_PATHS) for path in (public, f"{public}/below?key=value")]
    for path in paths:
        assert envoy.get(path, over=edge.hostname).status == 200
    assert [path for path, _ in envoy.backend.requests[-len(paths) :]] == paths


def test_private_paths_are_not_found(edge: Edge, envoy: Running) -> None:
    assert {path: envoy.get(path, over=edge.hostname).status for path in PRIVATE_PATHS} == dict.fromkeys(
        PRIVATE_PATHS, 404
    )
    assert leaks(envoy, edge, PRIVATE_PATHS) == []


def test_a_private_path_in_disguise_does_not_reach_litellm(edge: Edge, envoy: Running) -> None:
    assert leaks(envoy, edge, DISGUISED_PATHS) == []


def test_fails_when_a_private_path_is_public(tmp_path: Path) -> None:
    objects = objects_of("dev")
    (route,) = (each for each in objects if each["kind"] == "HTTPRoute")
    route["spec"]["rules"][0]["matches"].append({"path": {"type": "PathPrefix", "value": "/key"}})
    with running(translate(objects, tmp_path, gateway=EDGES[0].gateway), service=LITELLM) as envoy:
        assert leaks(envoy, EDGES[0], PRIVATE_PATHS) == ["/key/generate", "/key/info"]


@over_https
def test_plain_http_is_sent_to_https(edge: Edge, envoy: Running) -> None:
    for path in ("/v1/models?limit=1", "/ui"):
        answer = envoy.get(path, over=None, host=edge.hostname)
        assert (answer.status, answer.getheader("location")) == (301, f"https://{edge.hostname}{path}")


@over_https
def test_another_host_is_not_served(edge: Edge, envoy: Running) -> None:
    assert envoy.get("/v1/models", over=edge.hostname, host="other.example.com").status == 404
    with pytest.raises(OSError, match=r"EOF|reset"):
        envoy.tls_socket(envoy.tls_context(), "other.example.com")


@over_https
def test_tls_is_verified_and_offers_http2(edge: Edge, envoy: Running) -> None:
    context = envoy.tls_context()
    context.set_alpn_protocols(["h2"])
    with envoy.tls_socket(context, str(edge.hostname)) as connection:
        assert (connection.version(), connection.selected_alpn_protocol()) == ("TLSv1.3", "h2")


@over_https
@pytest.mark.filterwarnings("ignore:ssl.TLSVersion.TLSv1_1 is deprecated")
def test_old_tls_is_refused(edge: Edge, envoy: Running) -> None:
    context = envoy.tls_context()
    context.set_ciphers("DEFAULT@SECLEVEL=0")  # or the client itself would refuse
    context.minimum_version = context.maximum_version = ssl.TLSVersion.TLSv1_1
    with pytest.raises(ssl.SSLError, match="PROTOCOL_VERSION"):
        envoy.tls_socket(context, str(edge.hostname))


def test_a_request_keeps_its_id(edge: Edge, envoy: Running) -> None:
    envoy.get("/v1/models", over=edge.hostname, headers={"X-Request-Id": "from-the-client"})
    assert envoy.backend.requests[-1][1]["x-request-id"] == "from-the-client"
    envoy.get("/v1/models", over=edge.hostname)
    assert UUID(envoy.backend.requests[-1][1]["x-request-id"])


def test_a_request_is_logged_with_its_id_and_without_its_query(edge: Edge, envoy: Running) -> None:
    envoy.get("/v1/models?api-key=secret", over=edge.hostname, headers={"X-Request-Id": "logged"})
    lines: list[dict[str, Any]] = []
    give_up = time.monotonic() + PATIENCE
    while not lines and time.monotonic() < give_up:
        time.sleep(0.05)
        lines = [line for line in envoy.access_log() if line["request_id"] == "logged"]
    assert [(line["path"], line["response_code"], line["method"]) for line in lines] == [("/v1/models", 200, "GET")]
    assert "secret" not in envoy.log.read_text(encoding="utf-8")


def test_a_stream_is_passed_on_as_it_comes(edge: Edge, envoy: Running) -> None:
    connection = envoy.open(edge.hostname)
    connection.request("POST", "/v1/chat/completions", body=b"{}", headers={"Host": edge.hostname or "any.example"})
    answer = connection.getresponse()
    assert answer.readline() == b"data: first\n"  # the rest is not sent before this has arrived
    envoy.backend.more.set()
    assert answer.read() == b"\ndata: last\n\n"
    connection.close()
