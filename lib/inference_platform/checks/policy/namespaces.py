"""Rules: objects say which namespace they are in, and stay out of those that belong to the cluster."""

from __future__ import annotations

from collections.abc import Iterator

from inference_platform.checks.index import SYSTEM_NAMESPACES, Index
from inference_platform.checks.rule import Violation, rule

__all__ = ["namespace_written", "system_namespace"]


@rule("policy/namespace")
def namespace_written(index: Index) -> Iterator[Violation]:
    """A namespaced object carries its namespace, and a cluster-scoped one carries none."""
    for manifest in index.manifests:
        info = index.schema(manifest)
        if info is None:
            continue
        if info.namespaced and not manifest.namespace:
            yield Violation(
                manifest, "metadata.namespace", "given", "nothing", "write it: the applying tool's default may differ"
            )
        if not info.namespaced and manifest.namespace:
            yield Violation(
                manifest,
                "metadata.namespace",
                f"absent: {manifest.kind} is cluster-scoped",
                manifest.namespace,
                "remove it",
            )


@rule("policy/system-namespace")
def system_namespace(index: Index) -> Iterator[Violation]:
    """Nothing is put into `default` or a namespace of Kubernetes itself."""
    for manifest in index.manifests:
        if manifest.namespace in SYSTEM_NAMESPACES:
            yield Violation(
                manifest,
                "metadata.namespace",
                "one of the platform's own namespaces",
                manifest.namespace,
                "move the object",
            )
