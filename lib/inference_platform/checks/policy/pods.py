"""Rules: images are pinned, and nothing talks to a pod unless a NetworkPolicy says so."""

from __future__ import annotations

import re
from collections.abc import Iterator

from inference_platform.checks import kinds
from inference_platform.checks.index import Index
from inference_platform.checks.manifest import Manifest
from inference_platform.checks.reading import rows, text
from inference_platform.checks.rule import Violation, rule

__all__ = ["image_tags", "network_isolation"]

_TAG = re.compile(r":([^/:@]+)(@|$)")
_RUNTIMES = (kinds.SERVING_RUNTIME, kinds.CLUSTER_SERVING_RUNTIME)


def _images(index: Index) -> Iterator[tuple[Manifest, str, str]]:
    """Every image of the output; a serving runtime's are listed there and not again with each service."""
    for template in index.templates:
        for container in template.containers:
            if template.manifest.type not in (kinds.INFERENCE_SERVICE, kinds.LLM_INFERENCE_SERVICE):
                yield template.manifest, f"{container.field}.image", text(container.data, "image")
    for runtime in index.of(*_RUNTIMES):
        yield from _images_of(runtime, "spec")
    for service in index.of(kinds.INFERENCE_SERVICE):
        for component in ("predictor", "transformer"):
            yield from _images_of(service, f"spec.{component}")
    for cluster in index.of(kinds.DATABASE_CLUSTER):
        yield cluster, "spec.imageName", text(cluster.spec, "imageName")
    for pooler in index.of(kinds.POOLER):
        yield from _images_of(pooler, "spec.template.spec")


def _images_of(manifest: Manifest, path: str) -> Iterator[tuple[Manifest, str, str]]:
    for container in rows(manifest.data, *path.split("."), "containers"):
        yield manifest, f"{path}.containers[{text(container, 'name')}].image", text(container, "image")


@rule("policy/image")
def image_tags(index: Index) -> Iterator[Violation]:
    """Every image has a tag that is not latest, or a digest."""
    for manifest, field, image in _images(index):
        found = _TAG.search(image)
        tag = found.group(1) if found else ""
        if image and "@sha256:" not in image and tag in ("", "latest"):
            yield Violation(
                manifest, field, "pinned by a tag other than latest, or by a digest", image, "name the version"
            )


@rule("policy/network")
def network_isolation(index: Index) -> Iterator[Violation]:
    """NetworkPolicies cover both directions of every pod that the output makes."""
    seen: set[int] = set()
    for pods in index.pods.all:
        # Proxies of a Gateway and Knative's own pods belong to controllers that are delivered on their own.
        if pods.by.type in (kinds.GATEWAY, kinds.KNATIVE_SERVING) or id(pods.by) in seen or index.is_isolated(pods):
            continue
        seen.add(id(pods.by))
        labels = ",".join(f"{key}={value}" for key, value in pods.labels.items())
        yield Violation(
            pods.by,
            pods.template.field if pods.template else "spec",
            "selected by a NetworkPolicy for Ingress and Egress",
            f"pods {labels or 'without labels'} that none selects",
            "add a policy for them, or one that denies everything in the namespace",
        )
