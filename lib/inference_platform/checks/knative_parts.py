"""What Knative's operator makes from a KnativeServing with Kourier."""

from __future__ import annotations

from collections.abc import Mapping

__all__ = ["KNATIVE_APPS", "KNATIVE_SERVICES"]

KNATIVE_SERVICES: Mapping[str, Mapping[str, int] | None] = {
    "activator-service": None,
    "autoscaler": None,
    "controller": None,
    "kourier": {"http2": 80, "https": 443},
    "kourier-internal": {"http2": 80, "https": 443},
    "net-kourier-controller": {"grpc-xds": 18000},
    "webhook": None,
}
"""Services with their ports; None where they do not matter to anybody else."""

KNATIVE_APPS = (
    "3scale-kourier-gateway",
    "activator",
    "autoscaler",
    "controller",
    "net-kourier-controller",
    "webhook",
)
"""Values of the label `app` of the pods, one for each Deployment."""
