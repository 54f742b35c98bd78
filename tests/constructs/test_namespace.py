from __future__ import annotations

from collections.abc import Callable
from typing import Any

import cdk8s
import pytest

from inference_platform.constructs.base import namespace_of, path_of
from inference_platform.constructs.namespace import NamespaceProps, PlatformNamespace
from inference_platform.constructs.wiring import NetworkProps, Wiring
from inference_platform.errors import ConfigError

Find = Callable[..., dict[str, Any]]
Manifests = Callable[[cdk8s.Chart], list[dict[str, Any]]]


def test_the_namespace_enforces_restricted_pods(chart: cdk8s.Chart, find: Find) -> None:
    PlatformNamespace(chart, "namespace", props=NamespaceProps(labels={"team": "llm"}))
    labels = find(chart, "Namespace", "llm-platform")["metadata"]["labels"]
    assert labels["pod-security.kubernetes.io/enforce"] == "restricted"
    assert labels["team"] == "llm"


def test_a_cluster_scoped_object_has_no_namespace(chart: cdk8s.Chart, find: Find) -> None:
    PlatformNamespace(chart, "namespace")
    assert "namespace" not in find(chart, "Namespace")["metadata"]


def test_every_flow_is_denied_by_default(chart: cdk8s.Chart, find: Find) -> None:
    PlatformNamespace(chart, "namespace")
    assert find(chart, "NetworkPolicy")["spec"] == {"podSelector": {}, "policyTypes": ["Ingress", "Egress"]}


def test_an_existing_namespace_is_expected(chart: cdk8s.Chart, manifests: Manifests) -> None:
    PlatformNamespace(chart, "namespace", props=NamespaceProps(create=False))
    assert [manifest["kind"] for manifest in manifests(chart)] == ["NetworkPolicy"]
    assert [each.kind for each in Wiring.of(chart).external_objects] == ["Namespace"]


def test_without_network_policies_nothing_is_denied(chart: cdk8s.Chart, app: cdk8s.App, manifests: Manifests) -> None:
    Wiring.start(app, NetworkProps(enabled=False))
    PlatformNamespace(chart, "namespace")
    assert [manifest["kind"] for manifest in manifests(chart)] == ["Namespace"]


def test_fails_when_the_chart_has_no_namespace(app: cdk8s.App) -> None:
    chart = cdk8s.Chart(app, "bare")
    with pytest.raises(ConfigError, match="bare: namespace of the chart must be given"):
        namespace_of(chart)


def test_a_path_outside_a_platform_has_no_environment(chart: cdk8s.Chart) -> None:
    assert str(path_of(chart)) == "test"
