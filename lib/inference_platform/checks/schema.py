"""Rules: every object is what its API describes."""

from __future__ import annotations

from collections.abc import Iterator

from inference_platform.checks.index import Index
from inference_platform.checks.manifest import Manifest
from inference_platform.checks.rule import Violation, rule

__all__ = ["complete", "fields", "known_kind"]


@rule("schema/object")
def complete(index: Index) -> Iterator[Violation]:
    """An object has an API version, a kind and a name."""
    for manifest in index.manifests:
        given = {"apiVersion": manifest.api_version, "kind": manifest.kind}
        if index.schema(manifest) is None:
            given["metadata.name"] = manifest.name  # Of a known kind its schema asks for the name.
        for field, value in given.items():
            if not value:
                yield Violation(manifest, field, "given", "nothing", "write it, or leave the document out")
                break


@rule("schema/known-kind")
def known_kind(index: Index) -> Iterator[Violation]:
    """An object's kind has a schema here or is declared as another team's."""
    declared = set(index.declared.kinds)
    for manifest in index.manifests:
        if not manifest.kind or not manifest.api_version or index.schema(manifest):
            continue
        if str(manifest.type) not in declared:
            yield Violation(
                manifest,
                "kind",
                "one with a known schema",
                f"{manifest.api_version} {manifest.kind}",
                f"correct it, or declare {manifest.type} under kinds if its CRD comes from elsewhere",
            )


@rule("schema/fields")
def fields(index: Index) -> Iterator[Violation]:
    """Every field of an object is one that its schema knows, with a value that the schema allows."""
    for manifest in index.manifests:
        schema = index.schema(manifest)
        for sentence in schema.violations(manifest.data) if schema else ():
            yield _violation(manifest, sentence)


def _violation(manifest: Manifest, sentence: str) -> Violation:
    """Take `<field> must be <allowed>, got <value>; <advice>` apart."""
    field, _, rest = sentence.partition(" must be ")
    expected, _, rest = rest.partition(", got ")
    got, _, advice = rest.rpartition("; ")
    return Violation(manifest, field, expected, got, advice)
