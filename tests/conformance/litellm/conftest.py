"""Fixtures: the proxy of dev alone, and two of them before prod's cache. Only `CONFORMANCE=1` collects these tests."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from tests.conformance.litellm.backend import Backend, backend
from tests.conformance.litellm.installation import site_packages
from tests.conformance.litellm.proxy import Proxy, proxy
from tests.conformance.litellm.reading import Installed
from tests.conformance.litellm.rendered import Rendered, rendered
from tests.conformance.litellm.valkey import Cache, cache

# Without the variable nothing is collected, so that `pytest` stays fast; with it nothing is skipped.
collect_ignore_glob = [] if os.environ.get("CONFORMANCE") else ["test_*.py"]

StartProxy = Callable[..., Proxy]


@pytest.fixture(scope="module")
def model_server() -> Iterator[Backend]:
    """The server behind the models."""
    with backend() as server:
        yield server


@pytest.fixture(scope="module")
def environment() -> Rendered:
    """What is rendered for dev; a module that needs another one overrides this."""
    return rendered("dev")


@pytest.fixture(scope="module")
def valkey(environment: Rendered, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Cache]:
    """The cache of the environment."""
    with cache(environment, tmp_path_factory.mktemp("valkey")) as running:
        yield running


@pytest.fixture(scope="module")
def start_proxy(
    environment: Rendered, valkey: Cache, model_server: Backend, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[StartProxy]:
    """`start_proxy(**planted)`: one more proxy of the environment, ready."""
    with ExitStack() as stack:

        def start(**planted: str) -> Proxy:
            folder: Path = tmp_path_factory.mktemp("proxy")
            addresses = valkey.addresses | {"openai": model_server.url}
            return stack.enter_context(proxy(environment, folder, addresses, planted=planted))

        yield start


@pytest.fixture(scope="session")
def installed() -> Installed:
    """The syntax trees of the installed LiteLLM."""
    return Installed(site_packages())
