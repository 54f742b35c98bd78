"""How KServe itself must be set beside this platform, with Knative and Kourier or without."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any, Literal

from inference_platform.connections import GatewayRef
from inference_platform.units import DnsSubdomain, Hostname

__all__ = ["KServeIngress", "KServeSettings"]

_INGRESS_GATEWAY = "knative-serving/knative-ingress-gateway"
"""KServe demands a value even where nothing reads it; this is the chart's."""

_LLM_GATEWAY = "kserve/kserve-ingress-gateway"


@dataclass(frozen=True, slots=True, kw_only=True)
class KServeIngress:
    """An Ingress that KServe makes for each InferenceService in Standard mode, besides the routes of this platform."""

    class_name: DnsSubdomain
    """IngressClass that serves it."""

    domain: Hostname
    """Domain under which each gets `<name>-<namespace>.<domain>`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class KServeSettings:
    """The settings of KServe 0.20 on which models of this platform depend, for the two places that can hold them.

    - `helm_values()` for the chart `kserve-resources`.
    - `inference_service_config()` for the ConfigMap `inferenceservice-config`, which that chart writes too.

    Istio's VirtualServices are always off: without Istio, KServe would make a Service for each model in Knative mode
    that points to a gateway which is not there, and report its URL. `enableGatewayApi` stays off: it only says which
    kind of route KServe makes, and it makes none, or an Ingress.
    Keys: https://github.com/kserve/kserve/blob/v0.20.0/charts/kserve-resources/values.yaml and
    https://github.com/kserve/kserve/blob/v0.20.0/pkg/apis/serving/v1beta1/configmap.go
    """

    default_deployment_mode: Literal["Standard", "Knative"] = "Standard"
    """Mode of an InferenceService that says none; those of this platform always do. The chart's default is Knative,
    which fails where Knative is not installed."""

    ingress: KServeIngress | None = None
    """An Ingress for each InferenceService in Standard mode. Default: none, the platform's routes lead to the models;
    the chart's default is one for Istio at example.com."""

    llm_gateway: GatewayRef | None = None
    """Gateway of an LLMInferenceService that names none. Default: `kserve/kserve-ingress-gateway`, the chart's."""

    def helm_values(self) -> dict[str, Any]:
        """Values of the chart `kserve-resources`: those that must differ from its own."""
        gateway: dict[str, Any] = {
            "disableIstioVirtualHost": True,
            "disableIngressCreation": self.ingress is None,
        }
        chosen: dict[str, str] = {}
        if self.ingress is not None:
            gateway["domain"] = self.ingress.domain
            chosen["className"] = self.ingress.class_name
        if self.llm_gateway is not None:
            chosen["kserveGateway"] = _path(self.llm_gateway)
        if chosen:
            gateway["ingressGateway"] = chosen
        return {"kserve": {"controller": {"deploymentMode": self.default_deployment_mode, "gateway": gateway}}}

    def inference_service_config(self) -> dict[str, str]:
        """The keys `deploy` and `ingress` of the ConfigMap, JSON in a text, each of them whole."""
        ingress: dict[str, Any] = {
            "ingressGateway": _INGRESS_GATEWAY,
            "kserveIngressGateway": _path(self.llm_gateway) if self.llm_gateway else _LLM_GATEWAY,
            "disableIstioVirtualHost": True,
            "disableIngressCreation": self.ingress is None,
        }
        if self.ingress is not None:
            ingress |= {"ingressClassName": self.ingress.class_name, "ingressDomain": self.ingress.domain}
        deploy = {"defaultDeploymentMode": self.default_deployment_mode}
        return {name: json.dumps(value, indent=2) for name, value in (("deploy", deploy), ("ingress", ingress))}


def _path(gateway: GatewayRef) -> str:
    return f"{gateway.namespace}/{gateway.name}"
