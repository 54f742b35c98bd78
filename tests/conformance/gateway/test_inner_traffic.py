"""Requests through a real Envoy before the models: without pickers, because those are other programs."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from urllib.parse import unquote

import pytest

from tests.conformance.gateway.inner import DISGUISED_PATHS, INNER, UNSERVED_PATHS, Inner
from tests.conformance.gateway.planting import planted, spec
from tests.conformance.gateway.running import MODEL, Running, running
from tests.conformance.gateway.translation import Translation, translate

without_picker = pytest.mark.parametrize(
    "inner", [each for each in INNER if each.balanced], indirect=True, ids=lambda each: each.environment
)

WITHOUT_PREFIX = {"type": "ReplacePrefixMatch", "replacePrefixMatch": "/"}


@pytest.fixture(scope="session")
def envoy(inner_translation: Translation) -> Iterator[Running]:
    with running(inner_translation, service=MODEL) as envoy:
        yield envoy


def found(envoy: Running, paths: Iterable[str]) -> dict[str, int]:
    """The paths that are not 404, with the status of the answer."""
    answers = {path: envoy.get(path, over=None).status for path in paths}
    return {path: status for path, status in answers.items() if status != 404}


def test_nothing_else_is_found(envoy: Running) -> None:
    before = len(envoy.backend.requests)
    assert found(envoy, UNSERVED_PATHS) == {}
    assert len(envoy.backend.requests) == before


@without_picker
def test_requests_reach_the_servers_api(inner: Inner, envoy: Running) -> None:
    for model in inner.balanced:
        assert envoy.get(f"/{model}/v1/models?key=value", over=None).status == 200
        assert envoy.backend.requests[-1][0] == "/v1/models?key=value"


@without_picker
def test_a_path_in_disguise_does_not_leave_the_servers_api(inner: Inner, envoy: Running) -> None:
    before = len(envoy.backend.requests)
    for model in inner.balanced:
        found(envoy, (path.format(model) for path in DISGUISED_PATHS))
    arrived = [unquote(path) for path, _ in envoy.backend.requests[before:]]
    assert [path for path in arrived if ".." in path or not path.startswith("/v1/")] == []


def test_no_request_passes_without_its_picker(inner: Inner, envoy: Running) -> None:
    before = len(envoy.backend.requests)
    paths = [f"/{model}/v1/models" for model in inner.picked]
    assert found(envoy, paths) == dict.fromkeys(paths, 500)
    assert len(envoy.backend.requests) == before


def test_fails_when_a_server_is_reachable_as_a_whole(tmp_path: Path) -> None:
    whole = spec(("rules.0.matches.0.path.value", "/qwen-cpu"), ("rules.0.filters.0.urlRewrite.path", WITHOUT_PREFIX))
    objects = planted(("HTTPRoute", "qwen-cpu", whole))
    with running(translate(objects, tmp_path, gateway=INNER[-1].gateway), service=MODEL) as envoy:
        assert found(envoy, UNSERVED_PATHS)["/qwen-cpu/metrics"] == 200
        assert "/metrics" in [path for path, _ in envoy.backend.requests]


def test_fails_when_a_picker_is_not_asked(tmp_path: Path) -> None:
    objects = planted(("EnvoyExtensionPolicy", "qwen-7b", spec(("targetRefs.0.name", "other"))))
    with running(translate(objects, tmp_path, gateway=INNER[-1].gateway), service=MODEL) as envoy:
        assert found(envoy, ["/qwen-7b/v1/models"]) == {"/qwen-7b/v1/models": 200}
