"""Requests through a real Envoy before the models: without pickers, because those are other programs."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.conformance.gateway.inner import DISGUISED_PATHS, UNSERVED_PATHS, Inner
from tests.conformance.gateway.running import MODEL, Running, running
from tests.conformance.gateway.translation import Translation


@pytest.fixture(scope="session")
def envoy(inner_translation: Translation) -> Iterator[Running]:
    with running(inner_translation, service=MODEL) as envoy:
        yield envoy


def test_nothing_else_is_found(envoy: Running) -> None:
    assert {path: envoy.get(path, over=None).status for path in UNSERVED_PATHS} == dict.fromkeys(UNSERVED_PATHS, 404)
    assert envoy.backend.requests == []


def test_requests_reach_the_servers_api(inner: Inner, envoy: Running) -> None:
    for model in inner.balanced:
        assert envoy.get(f"/{model}/v1/models?key=value", over=None).status == 200
        assert envoy.backend.requests.pop()[0] == "/v1/models?key=value"


def test_a_path_in_disguise_does_not_leave_the_servers_api(inner: Inner, envoy: Running) -> None:
    for model in inner.balanced:
        for path in DISGUISED_PATHS:
            envoy.get(path.format(model), over=None)
    assert [path for path, _ in envoy.backend.requests if ".." in path or not path.startswith("/v1/")] == []
    envoy.backend.requests.clear()


def test_no_request_passes_without_its_picker(inner: Inner, envoy: Running) -> None:
    for model in inner.picked:
        assert envoy.get(f"/{model}/v1/models", over=None).status == 500
    assert envoy.backend.requests == []
