"""Fixtures: every environment as Envoy Gateway translates it. Only `CONFORMANCE=1` collects these tests."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tests.conformance.gateway.edges import EDGES, Edge
from tests.conformance.gateway.translation import Translation, objects_of, translate

# Without the variable nothing is collected, so that `pytest` stays fast; with it nothing is skipped.
collect_ignore_glob = [] if os.environ.get("CONFORMANCE") else ["test_*.py"]


@pytest.fixture(scope="session", params=EDGES, ids=lambda each: each.environment)
def edge(request: pytest.FixtureRequest) -> Edge:
    """What one environment promises to its clients."""
    chosen: Edge = request.param
    return chosen


@pytest.fixture(scope="session")
def translation(edge: Edge, tmp_path_factory: pytest.TempPathFactory) -> Translation:
    """The same environment as Envoy Gateway understands it."""
    folder: Path = tmp_path_factory.mktemp(edge.environment)
    return translate(objects_of(edge.environment), folder)
