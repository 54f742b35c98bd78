"""Gives every distinct object of a module one name, however often it occurs."""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from typing import Any, NamedTuple

from inference_platform_bindings.generate.crd import KindSource, Packed
from inference_platform_bindings.naming import pascal_case

_RESERVED = {"Any", "Construct", "Literal", "Mapping", "Metadata", "ObjectMeta", "Resource", "Sequence", "Struct"}
_SHORTEST_SHARED = 40


class Shared(NamedTuple):
    """A module after sharing: its kinds, and the nodes they refer to by `@Name`."""

    kinds: list[KindSource]
    nodes: dict[str, Any]


def canonical(value: Any) -> str:
    """Return the one way to write a value as JSON."""
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False)


def change_children(schema: Mapping[str, Any], change: Callable[[Packed, str], Packed]) -> dict[str, Any]:
    """Return a schema with its direct sub-schemas changed.

    Args:
        schema: The packed schema.
        change: Gets a sub-schema and the name of the field it belongs to ("" for items and values).
    """
    copy = dict(schema)
    for word in ("items", "rest", "values"):
        if word in copy:
            copy[word] = change(copy[word], "")
    if "properties" in copy:
        copy["properties"] = {field: change(child, field) for field, child in copy["properties"].items()}
    return copy


def change_fields(kinds: Iterable[KindSource], change: Callable[[Packed, str], Packed]) -> list[KindSource]:
    """Return the kinds with the schemas of their top-level fields changed; `change` gets kind and field as one name."""
    return [
        kind._replace(
            fields={name: change(field, kind.name + pascal_case(name)) for name, field in kind.fields.items()}
        )
        for kind in kinds
    ]


def share(kinds: Iterable[KindSource]) -> Shared:
    """Replace objects by references to shared nodes.

    A node is named after the shortest place it occurs at, kind and fields joined; of two equally short ones the
    first in the alphabet.
    """
    objects = _Objects()
    drafts = change_fields(sorted(kinds, key=lambda kind: kind.name), objects.collect)
    names = objects.names({kind.name for kind in drafts} | _RESERVED)

    def renamed(packed: Packed, _: str = "") -> Packed:
        if isinstance(packed, str):
            return f"@{names[packed[1:]]}" if packed.startswith("@") else packed
        return change_children(packed, renamed)

    nodes = {names[key]: renamed(body) for key, body in objects.bodies.items()}
    return share_scalars(Shared(change_fields(drafts, renamed), nodes))


class _Objects:
    """The distinct objects found so far, by the hash of their content."""

    def __init__(self) -> None:
        self.bodies: dict[str, dict[str, Any]] = {}
        self._candidates: dict[str, set[str]] = {}

    def collect(self, packed: Packed, name: str) -> Packed:
        """Return a schema with its objects replaced by `@<hash>`."""
        if isinstance(packed, str):
            return packed
        copy = change_children(packed, lambda child, field: self.collect(child, name + pascal_case(field)))
        if copy.get("type") != "object":
            return copy
        key = hashlib.sha256(canonical(copy).encode()).hexdigest()
        self.bodies[key] = copy
        self._candidates.setdefault(key, set()).add(name)
        return f"@{key}"

    def names(self, taken: set[str]) -> dict[str, str]:
        """Choose a name for every hash."""
        order = {key: sorted(names, key=lambda name: (len(name), name)) for key, names in self._candidates.items()}
        chosen: dict[str, str] = {}
        used = set(taken)
        for key in sorted(order, key=lambda key: (len(order[key][0]), order[key][0], key)):
            free = [name for name in order[key] if name not in used]
            chosen[key] = free[0] if free else _numbered(order[key][0], used)
            used.add(chosen[key])
        return chosen


def _numbered(name: str, used: set[str]) -> str:
    number = 2
    while f"{name}{number}" in used:
        number += 1
    return f"{name}{number}"


def share_scalars(module: Shared) -> Shared:
    """Give long rules about strings and numbers that occur more than once a name made from their content."""
    counts: Counter[str] = Counter()

    def count(packed: Packed, _: str) -> Packed:
        if _is_scalar(packed):
            counts[canonical(packed)] += 1
        return packed if isinstance(packed, str) else change_children(packed, count)

    def replace(packed: Packed, _: str = "") -> Packed:
        if isinstance(packed, str):
            return packed
        text = canonical(packed)
        if text in shared:
            return f"@{_scalar_name(text)}"
        return change_children(packed, replace)

    change_fields(module.kinds, count)
    for body in module.nodes.values():
        count(body, "")
    shared = {text for text, number in counts.items() if number > 1 and len(text) >= _SHORTEST_SHARED}
    nodes = {name: replace(body) for name, body in module.nodes.items()}
    nodes.update({_scalar_name(text): json.loads(text) for text in shared})
    return Shared(change_fields(module.kinds, replace), dict(sorted(nodes.items())))


def _is_scalar(packed: Packed) -> bool:
    return not isinstance(packed, str) and packed.get("type") in ("string", "integer", "number", "int-or-string")


def _scalar_name(text: str) -> str:
    return f"{json.loads(text)['type']}:{hashlib.sha256(text.encode()).hexdigest()[:8]}"
