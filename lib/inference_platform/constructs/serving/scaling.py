"""How the number of a model's pods follows the load."""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["Hpa", "Keda", "KnativeScaling"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Keda:
    """A ScaledObject of KEDA, which KServe makes, on a query to Prometheus."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Hpa:
    """A HorizontalPodAutoscaler, which KServe makes, on CPU or memory."""


@dataclass(frozen=True, slots=True, kw_only=True)
class KnativeScaling:
    """Knative's own autoscaler, which can scale to zero; the model is then a Knative Service."""
