from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import MISSING, fields, is_dataclass
from typing import Any

import cdk8s
import pytest

from inference_platform.checks import Declared, Manifest, check
from inference_platform.constructs.knative import (
    KnativeAutoscaler,
    KnativeProps,
    KnativeServing,
    KourierLoadBalancer,
)
from inference_platform.constructs.namespace import NamespaceProps
from inference_platform.constructs.wiring import Wiring
from inference_platform.errors import InvalidSettings
from inference_platform.refs import ExternalObject
from tests.constructs.knative.knative_everything import EVERYTHING

Find = Callable[..., dict[str, Any]]
Manifests = Callable[[cdk8s.Chart], list[dict[str, Any]]]


@pytest.fixture
def app() -> cdk8s.App:
    """Made by Python: the tree of `Testing.app()` has another root object each time that it is asked for."""
    return cdk8s.App()


def spec(chart: cdk8s.Chart, find: Find, props: KnativeProps = KnativeProps()) -> dict[str, Any]:  # noqa: B008 - frozen
    KnativeServing(chart, "knative", props=props)
    found: dict[str, Any] = find(chart, "KnativeServing")["spec"]
    return found


def left_at_default(props: Any, prefix: str = "") -> Iterator[str]:
    """Fields of a dataclass, and of those in it, that still have their default."""
    for field in fields(props):
        value = getattr(props, field.name)
        if field.default is not MISSING and value == field.default:
            yield f"{prefix}{field.name}"
        elif is_dataclass(value) and value.__class__.__module__.startswith("inference_platform.constructs.knative"):
            yield from left_at_default(value, f"{prefix}{field.name}.")


def test_the_default_matches_the_snapshot(
    chart: cdk8s.Chart, manifests: Manifests, manifest_snapshot: Any, find: Find
) -> None:
    assert spec(chart, find)["version"] == "1.23"
    assert manifests(chart) == manifest_snapshot


def test_everything_set_matches_the_snapshot(
    chart: cdk8s.Chart, manifests: Manifests, manifest_snapshot: Any, find: Find
) -> None:
    assert spec(chart, find, EVERYTHING)["high-availability"] == {"replicas": 3}
    assert manifests(chart) == manifest_snapshot


def test_everything_set_leaves_only_what_has_one_right_value_at_its_default() -> None:
    assert list(left_at_default(EVERYTHING)) == ["version", "network.ingress_class"]


def test_knative_is_in_its_own_namespace_whatever_the_chart_s_is(chart: cdk8s.Chart, manifests: Manifests) -> None:
    KnativeServing(chart, "knative")
    namespace, serving = manifests(chart)
    assert (namespace["metadata"]["name"], "namespace" in namespace["metadata"]) == ("knative-serving", False)
    assert serving["metadata"]["namespace"] == "knative-serving"


def test_the_namespace_has_the_name_that_the_operator_writes_too(chart: cdk8s.Chart, find: Find) -> None:
    KnativeServing(chart, "knative", props=KnativeProps(namespace=NamespaceProps(labels={"team": "llm"})))
    labels = find(chart, "Namespace")["metadata"]["labels"]
    assert labels["app.kubernetes.io/name"] == "knative-serving"
    assert labels["pod-security.kubernetes.io/enforce"] == "restricted"
    assert labels["team"] == "llm"


def test_an_existing_namespace_is_expected(chart: cdk8s.Chart, manifests: Manifests) -> None:
    KnativeServing(chart, "knative", props=KnativeProps(namespace=NamespaceProps(create=False)))
    assert [manifest["kind"] for manifest in manifests(chart)] == ["KnativeServing"]
    expected = ExternalObject(kind="Namespace", name="knative-serving", purpose="Knative Serving")
    assert Wiring.of(chart).external_objects == (expected,)


def test_kourier_is_the_ingress_inside_the_cluster(chart: cdk8s.Chart, find: Find) -> None:
    assert spec(chart, find)["ingress"] == {"kourier": {"enabled": True, "service-type": "ClusterIP"}}


def test_kourier_can_have_a_load_balancer(chart: cdk8s.Chart, find: Find) -> None:
    ingress = spec(chart, find, KnativeProps(kourier_service=KourierLoadBalancer(ip="192.0.2.10")))["ingress"]
    assert ingress["kourier"] == {
        "enabled": True,
        "service-type": "LoadBalancer",
        "service-load-balancer-ip": "192.0.2.10",
    }


def test_kourier_can_have_node_ports(chart: cdk8s.Chart, find: Find) -> None:
    kourier = spec(chart, find, EVERYTHING)["ingress"]["kourier"]
    assert kourier == {"enabled": True, "service-type": "NodePort", "http-port": 30080, "https-port": 30443}


def test_a_node_with_knative_s_pods_can_be_drained(chart: cdk8s.Chart, find: Find) -> None:
    assert spec(chart, find)["podDisruptionBudgets"] == [
        {"name": "activator-pdb", "maxUnavailable": 1},
        {"name": "webhook-pdb", "maxUnavailable": 1},
        {"name": "3scale-kourier-gateway-pdb", "maxUnavailable": 1},
    ]


def test_a_workload_s_resources_go_to_its_container(chart: cdk8s.Chart, find: Find) -> None:
    gateway, activator, autoscaler = spec(chart, find, EVERYTHING)["workloads"]
    assert gateway["resources"] == [
        {
            "container": "kourier-gateway",
            "requests": {"cpu": "2", "memory": "1Gi"},
            "limits": {"memory": "2Gi", "cpu": "4"},
        }
    ]
    assert gateway["nodeSelector"] == {"pool": "system"}
    assert [each["container"] for each in activator["resources"]] == ["activator"]
    assert autoscaler == {"name": "autoscaler", "replicas": 2}


def test_secrets_of_kourier_must_exist(chart: cdk8s.Chart) -> None:
    KnativeServing(chart, "knative", props=EVERYTHING)
    found = [(each.kind, each.namespace, each.name) for each in Wiring.of(chart).external_objects]
    assert found == [("Secret", "certificates", "wildcard"), ("Secret", "knative-serving", "kourier-local")]


def test_the_checks_find_nothing(chart: cdk8s.Chart, manifests: Manifests) -> None:
    KnativeServing(chart, "knative", props=EVERYTHING)
    finished = [Manifest(environment="prod", chart="knative", data=each) for each in manifests(chart)]
    assert check(finished, Declared(external=Wiring.of(chart).external_objects)) == []


def test_fails_when_the_props_are_wrong(chart: cdk8s.Chart) -> None:
    props = KnativeProps(autoscaler=KnativeAutoscaler(max_scale_up_rate=1.0))
    with pytest.raises(InvalidSettings, match=r"test/knative: autoscaler\.max_scale_up_rate must be above 1\.0, got"):
        KnativeServing(chart, "knative", props=props)
