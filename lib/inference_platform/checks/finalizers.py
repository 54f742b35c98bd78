"""Rule: finalizers that the API server accepts."""

from __future__ import annotations

import re
from collections.abc import Iterator

from inference_platform.checks.index import Index
from inference_platform.checks.reading import words
from inference_platform.checks.rule import Violation, rule
from inference_platform_bindings.formats import QUALIFIED_NAME_PATTERN

__all__ = ["finalizers"]

_NAME = re.compile(QUALIFIED_NAME_PATTERN)
_STANDARD = ("foregroundDeletion", "kubernetes", "orphan")
# Other groups, those of custom resources among them, take a name without a domain, too.
_STRICT_GROUPS = frozenset(
    {
        "",
        "apps",
        "autoscaling",
        "batch",
        "discovery.k8s.io",
        "networking.k8s.io",
        "rbac.authorization.k8s.io",
        "scheduling.k8s.io",
        "storage.k8s.io",
    }
)


@rule("names/finalizers")
def finalizers(index: Index) -> Iterator[Violation]:
    """A finalizer has the domain of who removes it in its name."""
    for manifest in index.manifests:
        strict = manifest.identity.group in _STRICT_GROUPS
        for name in words(manifest.data, "metadata", "finalizers"):
            if not _NAME.fullmatch(name) or (strict and "/" not in name and name not in _STANDARD):
                yield Violation(
                    manifest,
                    "metadata.finalizers",
                    f"{', '.join(_STANDARD)} or a name such as example.com/cleanup",
                    name or "nothing",
                    "put the domain of its controller in front",
                )
