"""Stub files: the types of keyword arguments, for type checkers and editors."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from inference_platform_bindings.generate.crd import KindSource, Packed
from inference_platform_bindings.generate.sharing import Shared
from inference_platform_bindings.naming import keyword_names

_TYPES = {
    "any": "Any",
    "boolean": "bool",
    "byte": "str",
    "date-time": "str",
    "embedded": "Mapping[str, Any]",
    "int-or-string": "int | str",
    "int32": "int",
    "int64": "int",
    "integer": "int",
    "map": "Mapping[str, Any]",
    "metadata": "ObjectMeta",
    "number": "float",
    "quantity": "float | str",
    "string": "str",
}


def stub_text(header: str, module: Shared) -> str:
    """Return the content of a module's stub file."""
    stubs = _Stubs(module.nodes)
    parts = [header, _IMPORTS, *(stubs.resource(kind) for kind in module.kinds)]
    parts.extend(stubs.struct(name, node) for name, node in module.nodes.items() if name.isidentifier())
    return "\n".join(parts)


_IMPORTS = """from collections.abc import Mapping, Sequence
from typing import Any, Literal

from constructs import Construct

from inference_platform_bindings.metadata import ObjectMeta as ObjectMeta
from inference_platform_bindings.resource import Metadata, Resource
from inference_platform_bindings.struct import Struct
"""


class _Stubs:
    """Writes classes, looking up the nodes they refer to."""

    def __init__(self, nodes: Mapping[str, Any]) -> None:
        self._nodes = nodes

    def struct(self, name: str, node: Mapping[str, Any]) -> str:
        """Return the class of an object."""
        parameters = self._parameters(node["properties"], node.get("required", ()))
        if node.get("open"):
            parameters.append("**extra: Any")
        if not parameters:
            return f"class {name}(Struct):\n    def __init__(self) -> None: ...\n"
        star = [] if parameters[0].startswith("**") else ["*"]
        lines = "".join(f"        {line},\n" for line in ["self", *star, *parameters])
        # A catch-all must not be followed by a comma in a stub for the sake of older parsers.
        lines = lines.replace("**extra: Any,\n", "**extra: Any\n")
        return f"class {name}(Struct):\n    def __init__(\n{lines}    ) -> None: ...\n"

    def resource(self, kind: KindSource) -> str:
        """Return the class of a kind."""
        parameters = ["metadata: Metadata", *self._parameters(kind.fields, kind.required)]
        own = "".join(f"        {line},\n" for line in ["self", "scope: Construct", "id: str", "*", *parameters])
        plain = "".join(f"        {line},\n" for line in ["cls", "*", *parameters])
        return (
            f"class {kind.name}(Resource):\n"
            f"    def __init__(\n{own}    ) -> None: ...\n"
            f"    @classmethod\n    def manifest_of(\n{plain}    ) -> dict[str, Any]: ...\n"
        )

    def _parameters(self, fields: Mapping[str, Packed], required: Iterable[str]) -> list[str]:
        needed, optional = [], []
        for keyword, name in keyword_names(fields).items():
            if name in required:
                needed.append(f"{keyword}: {self.type_of(fields[name])}")
            else:
                optional.append(f"{keyword}: {self.type_of(fields[name])} | None = ...")
        return needed + optional

    def type_of(self, packed: Packed) -> str:
        """Return the type of a field."""
        if isinstance(packed, str):
            if not packed.startswith("@"):
                return _TYPES[packed]
            name = packed[1:]
            return name if name.isidentifier() else self.type_of(self._nodes[name])
        match packed.get("type"):
            case "array":
                return f"Sequence[{self.type_of(packed['items'])}]"
            case "map":
                return f"Mapping[str, {self.type_of(packed['values'])}]"
            case None:
                return "Any"
            case kind:
                enum = packed.get("enum")
                return f"Literal[{', '.join(repr(value) for value in enum)}]" if enum else _TYPES[kind]
