"""The schema of a CRD as the API server reads it before it evaluates rules: defaults, types and names of fields."""

from __future__ import annotations

import base64
import binascii
import re
from collections.abc import Iterator, Mapping
from copy import deepcopy
from functools import cached_property
from typing import Any, NamedTuple

from inference_platform_bindings.messages import Path, shown

__all__ = ["Node", "Place", "Rule", "Unfit", "completed", "places", "prepared", "root"]

_RESERVED = frozenset(
    {"as", "break", "const", "continue", "else", "false", "for", "function", "if", "import", "in", "let", "loop"}
    | {"namespace", "null", "package", "return", "true", "var", "void", "while"}
)
_ESCAPES = {"__": "__underscores__", ".": "__dot__", "-": "__dash__", "/": "__slash__"}
_IDENTIFIER = re.compile(r"[A-Za-z_][A-Za-z0-9_]*")

_TYPES: Mapping[str, tuple[str, type | tuple[type, ...]]] = {
    "object": ("a map", dict),
    "array": ("a list", list),
    "string": ("a text", str),
    "boolean": ("true or false", bool),
    "integer": ("a whole number", int),
    "number": ("a number", (int, float)),
}

_TIMES = frozenset({"date", "date-time", "duration"})
"""Formats whose values are moments and spans of time to a rule; the library takes none from outside."""


class Unfit(ValueError):  # noqa: N818 - says what happened, and is always caught
    """A value that its schema does not allow; the API server evaluates no rule of such an object."""

    def __init__(self, path: Path | None, expected: str, got: str) -> None:
        super().__init__(expected)
        self.path = path
        self.expected = expected
        self.got = got


class Rule(NamedTuple):
    """One entry of `x-kubernetes-validations`."""

    expression: str
    message: str
    message_expression: str
    field_path: str
    optional_old_self: bool


class Node:
    """A schema; what is below it is read when an object has it.

    Args:
        schema: OpenAPI schema of a structural CRD.
    """

    def __init__(self, schema: Mapping[str, Any]) -> None:
        self.schema = schema
        self.type: str = schema.get("type", "")
        self.nullable: bool = schema.get("nullable", False)
        self.properties: Mapping[str, Any] = schema.get("properties", {})
        if schema.get("x-kubernetes-embedded-resource"):
            self.properties = {**_RESOURCE, **self.properties}
        self._children: dict[str, Node] = {}

    def child(self, name: str) -> Node:
        """The schema of a declared field."""
        if name not in self._children:
            self._children[name] = Node(self.properties[name])
        return self._children[name]

    @cached_property
    def items(self) -> Node:
        """The schema of a list's items."""
        return Node(self.schema.get("items", {}))

    @cached_property
    def values(self) -> Node | None:
        """The schema of a map's values; None if this is no map with free keys."""
        values = self.schema.get("additionalProperties")
        return Node(values if isinstance(values, Mapping) else {}) if values else None

    @cached_property
    def rules(self) -> tuple[Rule, ...]:
        """The rules for a value of this schema."""
        return tuple(
            Rule(
                expression=each["rule"].strip(),
                message=each.get("message", ""),
                message_expression=each.get("messageExpression", ""),
                field_path=each.get("fieldPath", ""),
                optional_old_self=each.get("optionalOldSelf", False),
            )
            for part in (self.schema, *self.schema.get("allOf", ()))
            for each in part.get("x-kubernetes-validations", ())
        )

    @cached_property
    def times(self) -> tuple[str, ...]:
        """Names of the fields whose values are times to the rules here; `self` if it is the value itself."""
        return tuple(sorted(set(_times(self.schema, "self"))))

    def of_key(self, key: str) -> Node | None:
        """The schema of what is behind a key of a map."""
        return self.child(key) if key in self.properties else self.values


def _times(schema: Any, name: str) -> Iterator[str]:
    if not isinstance(schema, Mapping):
        return
    if schema.get("format") in _TIMES:
        yield name
    for key, below in schema.get("properties", {}).items():
        yield from _times(below, key)
    for part in ("items", "additionalProperties"):
        yield from _times(schema.get(part), name)


_RESOURCE: Mapping[str, Any] = {
    "apiVersion": {"type": "string"},
    "kind": {"type": "string"},
    "metadata": {
        "type": "object",
        "properties": {"name": {"type": "string"}, "generateName": {"type": "string"}},
    },
}
"""What rules may read of every object, whatever its schema says of `metadata`."""


def root(version: Mapping[str, Any]) -> Node:
    """Return the schema of a whole object, from an entry of a CRD's `versions`."""
    schema = version["schema"]["openAPIV3Schema"]
    properties = {**schema.get("properties", {}), **_RESOURCE}
    if "status" in version.get("subresources", {}):
        properties.pop("status", None)  # The API server ignores what a client writes there.
    return Node({**schema, "properties": properties})


def completed(value: Any, node: Node) -> Any:
    """Return a value with the defaults of its schema, and without the nulls that the API server takes for nothing."""
    if isinstance(value, Mapping):
        given = {key: item for key, item in value.items() if not _is_nothing(item, node.of_key(key))}
        for name, schema in node.properties.items():
            if name not in given and schema.get("default") is not None:
                given[name] = deepcopy(schema["default"])
        return {key: completed(item, child) if (child := node.of_key(key)) else item for key, item in given.items()}
    if isinstance(value, list):
        return [completed(item, node.items) for item in value]
    return value


def _is_nothing(value: Any, node: Node | None) -> bool:
    if value is not None or node is None or node.nullable:
        return False
    return bool(node.type) or "x-kubernetes-int-or-string" in node.schema  # A field of any type may be null.


def prepared(value: Any, node: Node, path: Path | None = None) -> Any:
    """Return a completed value as rules see it.

    Raises:
        Unfit: It has another type than its schema says, or lacks a field.
    """
    if value is None and (node.nullable or not node.type):
        return None
    _hold_type(value, node, path)
    if isinstance(value, Mapping):
        return _prepared_map(value, node, path)
    if isinstance(value, list):
        return [prepared(item, node.items, (path, position)) for position, item in enumerate(value)]
    if node.type == "number":
        return float(value)
    if node.type == "integer":
        return int(value)
    if node.schema.get("format") == "byte" and isinstance(value, str):
        return _bytes(value, path)
    return value


def _hold_type(value: Any, node: Node, path: Path | None) -> None:
    if node.schema.get("x-kubernetes-int-or-string"):
        expected, allowed = "a whole number or a text", isinstance(value, int | str) and not isinstance(value, bool)
    elif node.type in _TYPES:
        expected, types = _TYPES[node.type]
        allowed = isinstance(value, types) and (node.type == "boolean" or not isinstance(value, bool))
        if node.type == "integer":
            whole = allowed or (isinstance(value, float) and value.is_integer())
            allowed = whole and -(2**63) <= value < 2**63
    else:
        return
    if not allowed:
        raise Unfit(path, expected, shown(value))


def _prepared_map(value: Mapping[str, Any], node: Node, path: Path | None) -> dict[str, Any]:
    for name in node.schema.get("required", ()):
        if name not in value:
            raise Unfit((path, name), "given", "nothing")
    return {
        _escaped(key) if key in node.properties else key: prepared(item, child, (path, key))
        for key, item in value.items()
        if (child := node.of_key(key)) or (not node.properties and (child := _ANYTHING))
    }


_ANYTHING = Node({})


def _bytes(value: str, path: Path | None) -> bytes:
    try:
        return base64.b64decode(value, validate=True)
    except binascii.Error:
        raise Unfit(path, "text in base64", shown(value)) from None


def _escaped(name: str) -> str:
    """The name of a declared field in an expression: https://kubernetes.io/docs/reference/using-api/cel/."""
    if name in _RESERVED:
        return f"__{name}__"
    escaped = re.sub(r"__|[.\-/]", lambda found: _ESCAPES[found[0]], name)
    return escaped if _IDENTIFIER.fullmatch(escaped) else name


class Place(NamedTuple):
    """A value for which there are rules."""

    path: Path | None
    node: Node
    value: Any
    """As it is in the completed object."""

    prepared: Any
    """As rules see it."""


def places(value: Any, seen: Any, node: Node, path: Path | None = None) -> Iterator[Place]:
    """Yield every part of an object that has rules, the outer ones first.

    Args:
        value: The completed object.
        seen: The same, prepared.
        node: Its schema.
        path: Where it is.
    """
    if value is None:
        return
    if node.rules:
        yield Place(path, node, value, seen)
    if isinstance(value, list):
        for position, (item, shown) in enumerate(zip(value, seen, strict=True)):
            yield from places(item, shown, node.items, (path, position))
    elif isinstance(value, Mapping):
        for key, item in value.items():
            child = node.of_key(key)
            if child:
                yield from places(item, seen[_escaped(key) if key in node.properties else key], child, (path, key))
