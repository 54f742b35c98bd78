"""Rules: the namespaces that objects go into exist."""

from __future__ import annotations

from collections.abc import Iterator

from inference_platform.checks import kinds
from inference_platform.checks.index import SYSTEM_NAMESPACES, Index
from inference_platform.checks.reading import text, value_at, words
from inference_platform.checks.rule import Violation, rule

__all__ = ["namespace"]


@rule("reference/namespace")
def namespace(index: Index) -> Iterator[Violation]:
    """The namespace that objects go into exists; one finding stands for all of its objects."""
    known = SYSTEM_NAMESPACES | _created(index) | {""}
    for manifest in sorted(index.manifests, key=lambda each: (each.chart, each.kind, each.name)):
        if manifest.namespace in known:
            continue
        known |= {manifest.namespace}
        if index.find(kinds.NAMESPACE, "", manifest.namespace) is None:
            yield Violation(
                manifest,
                "metadata.namespace",
                "an existing Namespace",
                manifest.namespace,
                "add the Namespace to the output or declare it as external",
            )


def _created(index: Index) -> frozenset[str]:
    """Namespaces that a delivery tool makes on its own."""
    applications = {
        text(item.spec, "destination", "namespace")
        for item in index.of(kinds.ARGO_APPLICATION)
        if "CreateNamespace=true" in words(item.spec, "syncPolicy", "syncOptions")
    }
    releases = {
        text(item.spec, "targetNamespace")
        for item in index.of(kinds.HELM_RELEASE)
        if value_at(item.spec, "install", "createNamespace") is True
    }
    return frozenset(applications | releases)
