"""The pods that KServe makes, for the API server to look at: here is no KServe that would make them.

CRDs say little about pods, so the API server takes InferenceServices whose pods it would refuse. What the checks say
of those pods is proven with the Deployments that they take KServe to make of an InferenceService and its runtime.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from inference_platform.checks import Declared, Manifest, kinds
from inference_platform.checks.index import Index
from inference_platform.checks.made_deployments import deployment
from inference_platform.checks.serving import runtime_of
from inference_platform.checks.templates import PodTemplate

_PARTS = (kinds.INFERENCE_SERVICE, kinds.CLUSTER_SERVING_RUNTIME, kinds.SERVING_RUNTIME)


def made_pods(manifests: Sequence[Manifest], declared: Declared) -> list[dict[str, Any]]:
    """Return a Deployment for every component of an InferenceService whose pods are known."""
    return [deployment(each) for each in _templates(Index(manifests, declared))]


def pods_made_of(manifests: Sequence[Manifest], declared: Declared, position: int) -> list[dict[str, Any]]:
    """Return those of which an InferenceService or a runtime is a part; of any other object there are none."""
    chosen = manifests[position]
    if chosen.type not in _PARTS:
        return []
    index = Index(manifests, declared)
    return [
        deployment(each)
        for each in _templates(index)
        if each.manifest is chosen or runtime_of(each.manifest, index.manifest) is chosen
    ]


def _templates(index: Index) -> Iterator[PodTemplate]:
    return (each for each in index.complete_templates if each.manifest.type == kinds.INFERENCE_SERVICE)
