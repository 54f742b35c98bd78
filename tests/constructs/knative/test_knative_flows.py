from __future__ import annotations

from collections.abc import Callable
from typing import Any

import cdk8s
import pytest

from inference_platform.constructs.knative import admit_knative, knative_service
from inference_platform.constructs.knative.flows import KOURIER_GATEWAY
from inference_platform.constructs.wiring import Wiring
from inference_platform.refs import Pods

MODEL = Pods("llm-platform", {"serving.kserve.io/inferenceservice": "llama", "component": "predictor"})
Find = Callable[..., dict[str, Any]]


@pytest.fixture
def app() -> cdk8s.App:
    """Made by Python: the tree of `Testing.app()` has another root object each time that it is asked for."""
    return cdk8s.App()


def admitted(policy: dict[str, Any]) -> dict[tuple[str, str], list[int]]:
    """Ports by the namespace and the app of who may use them."""
    found = {}
    for rule in policy["spec"]["ingress"]:
        (peer,) = rule["from"]
        namespace = peer["namespaceSelector"]["matchLabels"]["kubernetes.io/metadata.name"]
        app = peer.get("podSelector", {"matchLabels": {"app": "*"}})["matchLabels"]["app"]
        found[namespace, app] = [port["port"] for port in rule["ports"]]
    return found


def test_a_model_admits_knative_and_prometheus_at_its_sidecar_alone(chart: cdk8s.Chart, find: Find) -> None:
    wiring = Wiring.of(chart)
    wiring.protect(chart, "NetworkPolicy", name="llama", pods=MODEL)
    admit_knative(wiring, model=MODEL)
    assert admitted(find(chart, "NetworkPolicy")) == {
        ("knative-serving", "activator"): [8012, 8112],
        ("knative-serving", "3scale-kourier-gateway"): [8012, 8112],
        ("knative-serving", "autoscaler"): [9090],
        ("monitoring", "*"): [9091],
    }


def test_a_client_of_a_knative_service_talks_to_kourier() -> None:
    service = knative_service(name="llama-predictor", namespace="llm-platform")
    assert service.url() == "http://llama-predictor.llm-platform.svc.cluster.local"
    assert (service.server, service.pod_port) == (KOURIER_GATEWAY, 8081)
