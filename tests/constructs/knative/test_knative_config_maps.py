from __future__ import annotations

from collections.abc import Callable
from typing import Any

import cdk8s
import pytest

from inference_platform.constructs.knative import (
    KnativeAutoscaler,
    KnativeConfigMaps,
    KnativeConfigMapsProps,
    KnativeDefaults,
    KnativeDeployment,
    KnativeFeatures,
    KnativeGc,
    KnativeKourier,
    KnativeNetwork,
)
from inference_platform.constructs.wiring import Wiring
from inference_platform.errors import InvalidSettings
from tests.constructs.knative.knative_everything import IMAGE

Find = Callable[..., dict[str, Any]]
Manifests = Callable[[cdk8s.Chart], list[dict[str, Any]]]
PROPS = KnativeConfigMapsProps(
    autoscaler=KnativeAutoscaler(),
    features=KnativeFeatures(),
    defaults=KnativeDefaults(),
    network=KnativeNetwork(),
    deployment=KnativeDeployment(queue_sidecar_image=IMAGE),
    gc=KnativeGc(),
    kourier=KnativeKourier(stream_idle_timeout="1h"),
)
WEBHOOK_COMPONENTS = {
    "autoscaler",
    "controller",
    "logging",
    "networking",
    "observability",
    "tracing",
    "net-certmanager",
}


@pytest.fixture
def app() -> cdk8s.App:
    """Made by Python: the tree of `Testing.app()` has another root object each time that it is asked for."""
    return cdk8s.App()


def test_the_config_maps_match_the_snapshot(
    chart: cdk8s.Chart, manifests: Manifests, manifest_snapshot: Any, find: Find
) -> None:
    KnativeConfigMaps(chart, "knative", props=PROPS)
    assert find(chart, "ConfigMap", "config-kourier")["data"] == {"stream-idle-timeout": "1h"}
    assert manifests(chart) == manifest_snapshot


def test_a_config_map_is_rendered_for_each_part_that_says_something(chart: cdk8s.Chart, manifests: Manifests) -> None:
    KnativeConfigMaps(chart, "knative", props=PROPS)
    assert [(each["metadata"]["name"], each["metadata"]["namespace"]) for each in manifests(chart)] == [
        (f"config-{name}", "knative-serving")
        for name in ("autoscaler", "features", "defaults", "network", "deployment", "kourier")
    ]


def test_what_is_installed_stays_unless_it_is_given(chart: cdk8s.Chart, manifests: Manifests) -> None:
    KnativeConfigMaps(chart, "knative", props=KnativeConfigMapsProps(features=KnativeFeatures()))
    assert [each["metadata"]["name"] for each in manifests(chart)] == ["config-features"]


def test_knative_s_webhook_looks_at_every_config_map_that_it_knows(chart: cdk8s.Chart, manifests: Manifests) -> None:
    KnativeConfigMaps(chart, "knative", props=PROPS)
    *known, kourier = (each["metadata"]["labels"] for each in manifests(chart))
    assert {labels["app.kubernetes.io/name"] for labels in known} == {"knative-serving"}
    assert {labels["app.kubernetes.io/component"] for labels in known} <= WEBHOOK_COMPONENTS
    assert kourier["networking.knative.dev/ingress-provider"] == "kourier"


def test_no_example_is_written(chart: cdk8s.Chart, manifests: Manifests) -> None:
    KnativeConfigMaps(chart, "knative", props=PROPS)
    assert [each for each in manifests(chart) if "_example" in each["data"] or "annotations" in each["metadata"]] == []


def test_the_image_of_the_sidecar_is_written(chart: cdk8s.Chart, find: Find) -> None:
    KnativeConfigMaps(chart, "knative", props=PROPS)
    assert find(chart, "ConfigMap", "config-deployment")["data"]["queue-sidecar-image"] == IMAGE


def test_another_ingress_can_be_installed(chart: cdk8s.Chart, find: Find) -> None:
    network = KnativeNetwork(ingress_class="istio.ingress.networking.knative.dev")
    props = KnativeConfigMapsProps(deployment=PROPS.deployment, network=network)
    KnativeConfigMaps(chart, "knative", props=props)
    assert find(chart, "ConfigMap", "config-network")["data"] == {
        "ingress-class": "istio.ingress.networking.knative.dev"
    }


def test_the_namespace_must_exist(chart: cdk8s.Chart) -> None:
    KnativeConfigMaps(chart, "knative", props=PROPS)
    assert [(each.kind, each.name) for each in Wiring.of(chart).external_objects] == [("Namespace", "knative-serving")]


def test_fails_when_the_image_of_the_sidecar_is_missing(chart: cdk8s.Chart) -> None:
    with pytest.raises(InvalidSettings, match=r"deployment\.queue_sidecar_image must be given without the operator"):
        KnativeConfigMaps(chart, "knative", props=KnativeConfigMapsProps(deployment=KnativeDeployment()))
