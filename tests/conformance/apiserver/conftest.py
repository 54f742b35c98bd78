"""Fixtures: one API server for all tests of this folder, with the pinned CRDs. Only `CONFORMANCE=1` collects them."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.conformance.apiserver.client import Client
from tests.conformance.apiserver.cluster import Access, api_server
from tests.conformance.apiserver.definitions import definitions, install
from tests.conformance.apiserver.environments import environments, missing_namespaces

# Without the variable nothing is collected, so that `pytest` stays fast; with it nothing is skipped.
collect_ignore_glob = [] if os.environ.get("CONFORMANCE") else ["test_*.py"]


@pytest.fixture(scope="session")
def connect(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Access]:
    """`connect()`: a connection to a fresh API server that knows the CRDs and the namespaces that others make."""
    folder: Path = tmp_path_factory.mktemp("api-server")
    with api_server(folder) as connect:
        client = connect()
        install(client, definitions())
        for namespace in missing_namespaces(each for every in environments() for each in every.objects):
            assert client.apply(namespace).accepted
        client.close()
        yield connect


@pytest.fixture
def client(connect: Access) -> Iterator[Client]:
    """One connection to it."""
    client = connect()
    yield client
    client.close()


@pytest.fixture(scope="session")
def inhabited(connect: Access) -> Access:
    """The same, once the namespaces of every environment are there, in which dry runs ask for the other objects."""
    client = connect()
    for manifest in (each for every in environments() for each in every.objects if each["kind"] == "Namespace"):
        assert client.apply(manifest).accepted
    client.close()
    return connect
