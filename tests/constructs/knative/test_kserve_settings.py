from __future__ import annotations

import json
from typing import Any

import pytest

from inference_platform.connections import GatewayRef
from inference_platform.constructs.kserve_settings import KServeIngress, KServeSettings
from inference_platform.problems import problems_of
from inference_platform.refs import Pods

INGRESS = KServeIngress(class_name="nginx", domain="models.example.com")
GATEWAY = GatewayRef(
    namespace="llm-platform", name="infra-inference", listeners=(), pods=Pods.all_in("envoy-gateway-system")
)
SETTINGS = KServeSettings(default_deployment_mode="Knative", ingress=INGRESS, llm_gateway=GATEWAY)


def config(settings: KServeSettings) -> dict[str, Any]:
    return {name: json.loads(text) for name, text in settings.inference_service_config().items()}


def test_the_chart_makes_neither_ingresses_nor_virtual_services() -> None:
    assert KServeSettings().helm_values() == {
        "kserve": {
            "controller": {
                "deploymentMode": "Standard",
                "gateway": {"disableIstioVirtualHost": True, "disableIngressCreation": True},
            }
        }
    }


def test_the_chart_can_make_ingresses() -> None:
    controller = SETTINGS.helm_values()["kserve"]["controller"]
    assert controller == {
        "deploymentMode": "Knative",
        "gateway": {
            "disableIstioVirtualHost": True,
            "disableIngressCreation": False,
            "domain": "models.example.com",
            "ingressGateway": {"className": "nginx", "kserveGateway": "llm-platform/infra-inference"},
        },
    }


def test_the_config_map_says_the_same() -> None:
    assert config(KServeSettings()) == {
        "deploy": {"defaultDeploymentMode": "Standard"},
        "ingress": {
            "ingressGateway": "knative-serving/knative-ingress-gateway",
            "kserveIngressGateway": "kserve/kserve-ingress-gateway",
            "disableIstioVirtualHost": True,
            "disableIngressCreation": True,
        },
    }


def test_the_config_map_can_ask_for_ingresses() -> None:
    assert config(SETTINGS) == {
        "deploy": {"defaultDeploymentMode": "Knative"},
        "ingress": {
            "ingressGateway": "knative-serving/knative-ingress-gateway",
            "disableIstioVirtualHost": True,
            "disableIngressCreation": False,
            "ingressClassName": "nginx",
            "ingressDomain": "models.example.com",
            "kserveIngressGateway": "llm-platform/infra-inference",
        },
    }


@pytest.mark.parametrize(
    ("settings", "sentence"),
    [
        ({"default_deployment_mode": "RawDeployment"}, "default_deployment_mode must be one of 'Standard', 'Knative'"),
        ({"ingress": KServeIngress(class_name="nginx", domain="*.example.com")}, "ingress.domain must be a host name"),
    ],
)
def test_fails_when_kserve_would_refuse_it(settings: dict[str, Any], sentence: str) -> None:
    (problem,) = problems_of(KServeSettings(**settings))
    assert sentence in str(problem)
