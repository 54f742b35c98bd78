"""Fixtures: every Gateway as Envoy Gateway translates it. Only `CONFORMANCE=1` collects these tests."""

from __future__ import annotations

import os
from collections.abc import Callable
from functools import cache

import pytest

from tests.conformance.gateway.edges import EDGES, Edge
from tests.conformance.gateway.inner import INNER, Inner
from tests.conformance.gateway.translation import Translation, objects_of, translate

# Without the variable nothing is collected, so that `pytest` stays fast; with it nothing is skipped.
collect_ignore_glob = [] if os.environ.get("CONFORMANCE") else ["test_*.py"]

Once = Callable[[str, str], Translation]
"""Translates a Gateway of an environment the first time that a test needs it."""


@pytest.fixture(scope="session")
def once(tmp_path_factory: pytest.TempPathFactory) -> Once:
    """Every Gateway is translated once for all tests."""

    @cache
    def translated(environment: str, gateway: str) -> Translation:
        folder = tmp_path_factory.mktemp(f"{environment}-{gateway}")
        return translate(objects_of(environment), folder, gateway=gateway)

    return translated


@pytest.fixture(scope="session", params=EDGES, ids=lambda each: each.environment)
def edge(request: pytest.FixtureRequest) -> Edge:
    """What one environment promises to its clients."""
    chosen: Edge = request.param
    return chosen


@pytest.fixture(scope="session")
def translation(edge: Edge, once: Once) -> Translation:
    """What Envoy Gateway makes of it."""
    return once(edge.environment, edge.gateway)


@pytest.fixture(scope="session", params=INNER, ids=lambda each: each.environment)
def inner(request: pytest.FixtureRequest) -> Inner:
    """What the Gateway before the models promises in one environment."""
    chosen: Inner = request.param
    return chosen


@pytest.fixture(scope="session")
def inner_translation(inner: Inner, once: Once) -> Translation:
    """What Envoy Gateway makes of it."""
    return once(inner.environment, inner.gateway)
