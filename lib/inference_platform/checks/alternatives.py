"""Blocks of a map of which some exclude or demand each other: what CRDs say with CEL, and most often get wrong."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from inference_platform.checks.manifest import Manifest
from inference_platform.checks.reading import rows, text
from inference_platform.checks.rule import Violation

__all__ = ["at_most_one", "block_of_type", "each_row", "exactly_one", "some"]


def each_row(value: Mapping[str, Any], field: str, *path: str) -> Iterator[tuple[str, Mapping[str, Any]]]:
    """Yield the maps of the list at a path with the field of each."""
    way = ".".join((field, *path) if field else path)
    for position, row in enumerate(rows(value, *path)):
        yield f"{way}[{position}]", row


def block_of_type(
    manifest: Manifest, field: str, value: Mapping[str, Any], blocks: Mapping[str, str], *, default: str = ""
) -> Iterator[Violation]:
    """A map with a `type` has the block of that type and none of another.

    Args:
        manifest: The object.
        field: Path of the map.
        value: The map.
        blocks: For each type that has a block its name.
        default: The type where none is given. Without one the schema asks for it.
    """
    kind = text(value, "type") or default
    for each, block in blocks.items() if kind else ():
        given = value.get(block) is not None
        if given and each != kind:
            do = f"remove it or use type {each}"
            yield Violation(manifest, f"{field}.{block}", f"absent for type {kind}", "given", do)
        elif not given and each == kind:
            yield Violation(manifest, f"{field}.{block}", f"given for type {kind}", "nothing", "add it")


def exactly_one(manifest: Manifest, field: str, value: Mapping[str, Any], names: Sequence[str]) -> Iterator[Violation]:
    """One of some fields is there and no other."""
    yield from some(manifest, field, value, names)
    yield from at_most_one(manifest, field, value, names)


def some(manifest: Manifest, field: str, value: Mapping[str, Any], names: Sequence[str]) -> Iterator[Violation]:
    """At least one of some fields is there."""
    if not _given(value, names):
        yield Violation(manifest, field, f"a map with {_or(names)}", "none of them", "add one")


def at_most_one(manifest: Manifest, field: str, value: Mapping[str, Any], names: Sequence[str]) -> Iterator[Violation]:
    """Of some fields no two are there."""
    given = _given(value, names)
    if len(given) > 1:
        yield Violation(manifest, field, f"a map with only one of {', '.join(names)}", " and ".join(given), "keep one")


def _given(value: Mapping[str, Any], names: Sequence[str]) -> list[str]:
    return [name for name in names if value.get(name) is not None]


def _or(names: Sequence[str]) -> str:
    return f"{', '.join(names[:-1])} or {names[-1]}"
