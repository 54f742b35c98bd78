"""Fixtures for all tests: a chart to build in, the manifests that come out, and readable snapshots."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import inference_platform  # isort: skip - chooses the Node runtime, which cdk8s starts
import cdk8s
import pytest
from syrupy.assertion import SnapshotAssertion
from syrupy.extensions.single_file import SingleFileSnapshotExtension, WriteMode

from inference_platform_bindings.resource import manifests_of

assert inference_platform

NAMESPACE = "llm-platform"


@pytest.fixture
def app() -> cdk8s.App:
    return cdk8s.Testing.app()


@pytest.fixture
def chart(app: cdk8s.App) -> cdk8s.Chart:
    return cdk8s.Chart(app, "test", namespace=NAMESPACE, disable_resource_name_hashes=True)


@pytest.fixture
def manifests() -> Callable[[cdk8s.Chart], list[dict[str, Any]]]:
    """The finished manifests of a chart, in the order in which they were made."""
    return manifests_of


@pytest.fixture
def find() -> Callable[..., dict[str, Any]]:
    """`find(chart, kind, name=None)`: the one manifest of a kind (and name); fails when there is none or more."""

    def find_one(chart: cdk8s.Chart, kind: str, name: str | None = None) -> dict[str, Any]:
        found = [
            manifest
            for manifest in manifests_of(chart)
            if manifest["kind"] == kind and name in (None, manifest["metadata"]["name"])
        ]
        named = ", ".join(f"{each['kind']}/{each['metadata']['name']}" for each in manifests_of(chart))
        assert len(found) == 1, f"{len(found)} objects match {kind}/{name}; the chart has {named}"
        return found[0]

    return find_one


class _Yaml(SingleFileSnapshotExtension):
    """One readable YAML file per snapshot."""

    file_extension = "yaml"
    _write_mode = WriteMode.TEXT

    def serialize(self, data: Any, **_: Any) -> str:
        from inference_platform.yaml_text import to_yaml

        return "---\n".join(to_yaml(manifest) for manifest in data)


@pytest.fixture
def manifest_snapshot(snapshot: SnapshotAssertion) -> SnapshotAssertion:
    """Compare a list of manifests with a YAML file: `assert manifests(chart) == manifest_snapshot`."""
    return snapshot.use_extension(_Yaml)
