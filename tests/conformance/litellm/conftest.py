"""Fixtures: environments that run, shared by all tests. Only `CONFORMANCE=1` collects these tests."""

from __future__ import annotations

import os
from collections.abc import Iterator

import pytest

from tests.conformance.litellm.installation import site_packages
from tests.conformance.litellm.reading import Installed
from tests.conformance.litellm.rendered import rendered
from tests.conformance.litellm.worlds import LIMITED_PROD, OFFERED, World, fresh, world

# Without the variable nothing is collected, so that `pytest` stays fast; with it nothing is skipped.
collect_ignore_glob = [] if os.environ.get("CONFORMANCE") else ["test_*.py"]


@pytest.fixture(scope="session")
def dev(tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    """dev as it is committed."""
    with world(rendered("dev"), tmp_path_factory.mktemp("dev")) as running:
        yield running


@pytest.fixture(scope="session")
def offered(tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    """dev with limits and with models of many kinds."""
    folder = tmp_path_factory.mktemp("offered")
    with world(fresh(OFFERED, folder), folder) as running:
        running.proxies(2)
        yield running


@pytest.fixture(scope="session")
def prod(tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    """prod with limits."""
    folder = tmp_path_factory.mktemp("prod")
    with world(fresh(LIMITED_PROD, folder), folder) as running:
        running.proxies(2)
        yield running


@pytest.fixture(scope="session")
def installed() -> Installed:
    """The syntax trees of the installed LiteLLM."""
    return Installed(site_packages())
