"""Fields that could be added to an object: each one that its schema knows and that is not there, with a plain value.

What a schema alone cannot say (only one of these, this one needs that one) is what most of them break.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from inference_platform_bindings.containers import Embedded, List, Logic, Map, Object
from inference_platform_bindings.nodes import Boolean, Node, Number, Scalar
from inference_platform_bindings.schema import kind_info

Path = tuple[str | int, ...]

_BY_THE_SERVER = frozenset(
    {
        "creationTimestamp",
        "deletionGracePeriodSeconds",
        "deletionTimestamp",
        "generation",
        "managedFields",
        "resourceVersion",
        "selfLink",
        "status",
        "uid",
    }
)


def additions(manifest: Mapping[str, Any]) -> Iterator[tuple[Path, Any]]:
    """Yield the path of every field that could be added, with a value; nothing for a kind without a schema."""
    known = kind_info(str(manifest["apiVersion"]), str(manifest["kind"]))
    if known is None:
        return
    for name, node in known.node.properties.items():
        yield from _below(manifest, name, node, ())


def _below(parent: Mapping[str, Any], name: str, node: Node, path: Path) -> Iterator[tuple[Path, Any]]:
    if name in parent:
        yield from _inside(parent[name], node, (*path, name))
    elif name not in _BY_THE_SERVER:
        yield (*path, name), plain_value(node)


def _inside(value: Any, node: Node, path: Path) -> Iterator[tuple[Path, Any]]:
    node = _shape(node)
    if isinstance(node, Object) and isinstance(value, Mapping):
        for name, field in node.properties.items():
            yield from _below(value, name, field, path)
    elif isinstance(node, List) and isinstance(value, list):
        for position, item in enumerate(value):
            yield from _inside(item, node.items, (*path, position))
    elif isinstance(node, Map) and isinstance(value, Mapping):
        for key, item in value.items():
            yield from _inside(item, node.values, (*path, key))


def plain_value(node: Node) -> Any:
    """Return a small value of the node's type; often the schema allows it, but that is for both judges to say."""
    node = _shape(node)
    if isinstance(node, Object):
        return {name: plain_value(node.properties[name]) for name in node.required}
    if isinstance(node, List):
        return [plain_value(node.items)]
    if isinstance(node, Map):
        return {"key": plain_value(node.values)}
    return _scalar(node)


def _scalar(node: Node) -> Any:
    if isinstance(node, Scalar) and node.enum:
        return next(iter(node.enum))
    if isinstance(node, Boolean):
        return True
    if isinstance(node, Number):
        return max(1, node.minimum or 1)
    return "1" if node.expected != "a string" else "a"


def _shape(node: Node) -> Node:
    if isinstance(node, Logic):
        return _shape(node.inner)
    return node.inner if isinstance(node, Embedded) else node
