"""Makes the classes of a module when they are first asked for."""

from __future__ import annotations

from inference_platform_bindings.containers import Logic, Object
from inference_platform_bindings.messages import instead
from inference_platform_bindings.module import Module


def make(module: Module, name: str) -> type:
    """Return a new struct or resource class.

    Raises:
        AttributeError: The module has no such class.
    """
    if name == "ObjectMeta":
        from inference_platform_bindings.metadata import ObjectMeta

        return ObjectMeta
    if name in module.data["kinds"]:
        return _resource(module, name)
    if not name.startswith("_") and name in module.data["nodes"]:
        node = module.compile(f"@{name}")
        if isinstance(node, Object):
            return _struct(module, name, node, None)
        if isinstance(node, Logic) and isinstance(node.inner, Object):
            return _struct(module, name, node.inner, node)
    # Dunder names are asked for by Python itself, which wants the plain answer fast.
    advice = "" if name.startswith("__") else f"; {instead(name, module.names())}"
    raise AttributeError(f"module {module.name!r} has no attribute {name!r}{advice}")


def _struct(module: Module, name: str, node: Object, logic: Logic | None) -> type:
    from inference_platform_bindings.struct import Struct

    made = type(name, (Struct,), {"__slots__": (), "__module__": module.name, "_node": node, "_logic": logic})
    node.struct = made
    return made


def _resource(module: Module, name: str) -> type:
    from inference_platform_bindings.resource import Resource

    kind = module.kind(name)
    attributes = {
        "__module__": module.name,
        "_kind": kind,
        "api_version": kind.api_version,
        "kind": name,
        "namespaced": kind.namespaced,
    }
    return type(name, (Resource,), attributes)
