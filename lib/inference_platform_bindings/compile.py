"""From packed schemas to nodes."""

from __future__ import annotations

from collections.abc import Mapping

from inference_platform_bindings.containers import Embedded, List, Logic, Map, Object
from inference_platform_bindings.formats import QUANTITY_PATTERN
from inference_platform_bindings.nodes import (
    Anything,
    Boolean,
    Compiler,
    Integer,
    IntOrString,
    Node,
    Number,
    Schema,
    String,
)

LOGIC = ("allOf", "anyOf", "not", "oneOf")
NAMED: Mapping[str, Schema] = {
    "any": {},
    "boolean": {"type": "boolean"},
    "byte": {"type": "string", "format": "byte"},
    "date-time": {"type": "string", "format": "date-time"},
    "embedded": {"type": "embedded"},
    "int-or-string": {"type": "int-or-string"},
    "int32": {"type": "integer", "format": "int32"},
    "int64": {"type": "integer", "format": "int64"},
    "map": {"type": "map", "values": "any"},
    "number": {"type": "number"},
    "quantity": {"type": "quantity", "pattern": QUANTITY_PATTERN},
    "string": {"type": "string"},
}
"""Short names for the schemas that occur everywhere; `metadata` is one more, made from Kubernetes' ObjectMeta."""


def named(name: str, compiler: Compiler) -> Node:
    """Return the node of a short name."""
    if name == "metadata":
        from inference_platform_bindings.metadata import NODE

        return NODE
    return compile_schema(NAMED[name], compiler, "")


def compile_schema(schema: Schema, compiler: Compiler, name: str) -> Node:
    """Return the node of a packed schema.

    Args:
        schema: The schema.
        compiler: Resolves the names in the schema.
        name: What to call the schema in messages.
    """
    rules = {word: schema[word] for word in LOGIC if word in schema}
    if rules:
        rest = {word: value for word, value in schema.items() if word not in LOGIC}
        return Logic(compile_schema(rest, compiler, name), rules)
    return _compile_plain(schema, compiler, name)


def _compile_plain(schema: Schema, compiler: Compiler, name: str) -> Node:
    match schema.get("type"):
        case "object":
            return Object(schema, compiler, name or "this map")
        case "map":
            return Map(schema, compiler.compile(schema["values"]))
        case "array":
            return List(schema, compiler.compile(schema["items"]))
        case "embedded":
            return Embedded(schema, compiler.compile(schema.get("rest", "any")), compiler.compile("metadata"))
        case _:
            return _compile_scalar(schema, compiler)


def _compile_scalar(schema: Schema, compiler: Compiler) -> Node:
    match schema.get("type"):
        case "string":
            return String(schema, blank=compiler.core)
        case "boolean":
            return Boolean(schema)
        case "integer":
            return Integer(schema, whole_floats=not compiler.core)
        case "number":
            return Number(schema)
        case "int-or-string":
            return IntOrString(schema, blank=compiler.core, floats=False, bits=32 if compiler.core else None)
        case "quantity":
            return IntOrString(schema, blank=False, floats=True)
        case _:
            return Anything()
