"""Parts of pods in the operator's own types."""

from __future__ import annotations

from inference_platform.constructs.pods import Placement, Resources, resource_requirements
from inference_platform_crds import cnpg

__all__ = ["resources_of", "tolerations_of"]


def resources_of(resources: Resources) -> cnpg.ClusterSpecResources:
    """Requests and limits."""
    requirements = resource_requirements(resources)
    return cnpg.ClusterSpecResources(requests=requirements["requests"], limits=requirements["limits"])


def tolerations_of(placement: Placement) -> list[cnpg.ClusterSpecAffinityTolerations] | None:
    """Tolerations, or none."""
    return [
        cnpg.ClusterSpecAffinityTolerations(
            key=each.key,
            operator=each.operator,
            value=each.value,
            effect=each.effect,
            toleration_seconds=each.toleration_seconds,
        )
        for each in placement.tolerations
    ] or None
