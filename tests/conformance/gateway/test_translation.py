"""Envoy Gateway accepts every object without reservation, and Envoy's configuration keeps the promises of the edge."""

from __future__ import annotations

import pytest

from tests.conformance.apiserver.environments import DIST
from tests.conformance.gateway.edges import EDGES, Edge
from tests.conformance.gateway.promises import PROMISES, Promise
from tests.conformance.gateway.status import complaints
from tests.conformance.gateway.translation import Translation
from tests.conformance.gateway.xds import xds_of


def test_every_environment_has_its_promises() -> None:
    assert {edge.environment for edge in EDGES} == {path.name for path in DIST.iterdir() if path.is_dir()}


def test_every_object_is_accepted(translation: Translation) -> None:
    assert list(complaints(translation)) == []


@pytest.mark.parametrize("promise", PROMISES, ids=lambda each: each.__name__)
def test_keeps_its_promise(edge: Edge, translation: Translation, promise: Promise) -> None:
    assert list(promise(edge, xds_of(translation))) == []
