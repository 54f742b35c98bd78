"""A corpus of wrong manifests: our own output with one thing changed at a time, always the same for the same output."""

from __future__ import annotations

import copy
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import Enum
from typing import Any

from tests.conformance.apiserver.additions import additions
from tests.conformance.apiserver.environments import Environment

Path = tuple[str | int, ...]


class _Gone(Enum):  # an enum, because a copy of its member in another process is the same one
    GONE = "gone"


_GONE = _Gone.GONE

_FREE = frozenset({"annotations", "labels", "limits", "matchLabels", "nodeSelector", "parameters"})
"""Fields with a map whose keys are free, in every kind; more are known by their whole path."""

_FREE_PATHS = frozenset({("data",), ("spec", "selector")})

_SELECTORS = frozenset({"matchLabels", "matchExpressions"})  # in `selector` of most kinds, but not of a Service


@dataclass(frozen=True)
class Mutation:
    """One object with one change."""

    environment: Environment
    position: int
    """Of the object among its environment's manifests."""

    operator: str
    path: Path
    """Of the field."""

    value: Any
    """What is there then; nothing if the field is gone."""

    @property
    def manifest(self) -> dict[str, Any]:
        """The object after the change."""
        return _with(self.environment.manifests[self.position].data, self.path, self.operator, self.value)

    @property
    def place(self) -> str:
        """Path of the field, with `*` for list items and free keys."""
        return _place(self.path)

    @property
    def kind(self) -> str:
        """Kind of the object before the change."""
        return self.environment.manifests[self.position].kind

    def __str__(self) -> str:
        """Say what was done to what."""
        name = self.environment.manifests[self.position].name
        return f"{self.environment.name} {self.kind}.{name}: {self.operator} {self.place}"


def corpus(environments: Iterable[Environment]) -> list[Mutation]:
    """Return every change of every field, each once: equal are those of one kind, path (`*`) and operator.

    A field that many objects of a kind have is changed in the first one of the smallest environment that has it,
    because every finding is one among all the objects of its environment.
    """
    seen: set[tuple[str, str, str]] = set()
    mutations = []
    for environment in sorted(environments, key=lambda each: len(each.manifests)):
        for position, manifest in enumerate(environment.manifests):
            for path, operator, changed in _all_changes(manifest.data):
                key = (manifest.kind, _place(path), operator)
                if key not in seen:
                    seen.add(key)
                    mutations.append(Mutation(environment, position, operator, path, changed))
    return mutations


def _all_changes(manifest: Mapping[str, Any]) -> Iterator[tuple[Path, str, Any]]:
    for path, value in _fields(manifest, ()):
        yield from ((path, operator, changed) for operator, changed in _changes(path, value) if changed != value)
    yield from ((path, "added", value) for path, value in additions(manifest))


def _fields(value: Any, path: Path) -> Iterator[tuple[Path, Any]]:
    if path:
        yield path, value
    items = value.items() if isinstance(value, Mapping) else enumerate(value) if isinstance(value, list) else ()
    for key, item in items:
        yield from _fields(item, (*path, key))


def _place(path: Path) -> str:
    shown = ["*" if isinstance(step, int) or _chosen(path[:at], step) else step for at, step in enumerate(path)]
    return ".".join(shown)


def _chosen(parents: Path, step: str) -> bool:
    return bool(parents) and (parents[-1] in _FREE or parents in _FREE_PATHS) and step not in _SELECTORS


def _changes(path: Path, value: Any) -> Iterator[tuple[str, Any]]:
    """Every operator that fits a value, with the value that it puts there."""
    yield "removed", _GONE
    yield "null", None
    if isinstance(path[-1], str):
        yield "renamed", value
    if isinstance(value, bool):
        yield from (("negated", not value), ("number for boolean", 7), ("text for boolean", "yes"))
    elif isinstance(value, int | float):
        yield from (("negative", -1), ("zero", 0), ("huge", 2**40), ("fraction", 1.5), ("text for number", "7"))
    elif isinstance(value, str):
        yield from _changed_text(value)
    elif isinstance(value, Mapping):
        yield from (("empty map", {}), ("list for map", [value]), ("text for map", "text"))
        yield "unknown field", {**value, "fieldThatIsUnknown": "value"}
    elif isinstance(value, list):
        yield from (("empty list", []), ("map for list", {"item": "value"}), ("text for list", "text"))
        yield "doubled items", [*value, *value]


def _changed_text(value: str) -> Iterator[tuple[str, Any]]:
    yield from (
        ("empty text", ""),
        ("nonsense", "Wrong Value!"),
        ("long text", "x" * 300),
        ("other case", value.swapcase()),
    )
    yield from (("number for text", 7), ("map for text", {"key": "value"}), ("boolean for text", True))


def _with(manifest: Mapping[str, Any], path: Path, operator: str, value: Any) -> dict[str, Any]:
    mutated = copy.deepcopy(dict(manifest))
    parent: Any = mutated
    for step in path[:-1]:
        parent = parent[step]
    last: Any = path[-1]
    if operator == "renamed":
        parent[f"{last}Renamed"] = parent.pop(last)
    elif value is _GONE:
        del parent[last]
    else:
        parent[last] = value
    return mutated
