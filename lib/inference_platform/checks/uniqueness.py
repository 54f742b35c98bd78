"""Rules: no object and no file of the output overwrites another."""

from __future__ import annotations

from collections.abc import Iterator

from inference_platform.checks.index import Index
from inference_platform.checks.manifest import Manifest
from inference_platform.checks.rule import Violation, rule

__all__ = ["object_once", "one_file"]


@rule("unique/object")
def object_once(index: Index) -> Iterator[Violation]:
    """No two objects of an environment have the same group, kind, namespace and name."""
    seen: dict[object, Manifest] = {}
    for manifest in index.manifests:
        first = seen.setdefault(manifest.identity, manifest)
        if first is not manifest and manifest.name:
            where = f"the same as in chart {first.chart}" if first.chart else "the same twice"
            yield Violation(
                manifest, "metadata.name", "unique for its kind and namespace", where, "rename or remove one of them"
            )


@rule("unique/file")
def one_file(index: Index) -> Iterator[Violation]:
    """No two objects of a chart are written to the same file `<Kind>.<name>.yaml`."""
    seen: dict[tuple[str, str, str], Manifest] = {}
    for manifest in index.manifests:
        if manifest.file:
            continue  # Another tool's folder may have its own file names.
        first = seen.setdefault((manifest.chart, manifest.kind, manifest.name), manifest)
        if first is not manifest and first.identity != manifest.identity and manifest.name:
            yield Violation(
                manifest,
                "metadata.name",
                "unique for its kind within the chart",
                f"the same as in namespace {first.namespace or 'none'} ({first.api_version})",
                "rename it or put it into another chart: both would be written to one file",
            )
