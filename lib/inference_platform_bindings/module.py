"""One packed schema file and what is made of it: nodes, struct classes and resource classes, each on first use."""

from __future__ import annotations

from collections.abc import Callable, Mapping

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from inference_platform_bindings.kind import Kind
    from inference_platform_bindings.nodes import Node


class Module:
    """The schema of one project, read when something in it is first needed.

    Attributes:
        core: Whether it holds the core kinds, which Kubernetes decodes more strictly in some ways (1.0 is no
            integer) and less in others (null means absent).
    """

    def __init__(self, path: str, name: str) -> None:
        self.path = path
        self.name = name
        self._data: dict[str, Any] | None = None
        self._nodes: dict[str, Node] = {}
        self._kinds: dict[str, Kind] = {}
        self.classes: dict[str, type] = {}

    @property
    def data(self) -> dict[str, Any]:
        """The packed schema."""
        if self._data is None:
            import json

            with open(self.path, encoding="utf-8") as file:
                self._data = json.load(file)
        return self._data

    @property
    def core(self) -> bool:
        """Whether the module holds the core kinds."""
        return bool(self.data["core"])

    def compile(self, schema: str | Mapping[str, Any]) -> Node:
        """Return the node of a schema, or of the definition it names."""
        if not isinstance(schema, str):
            from inference_platform_bindings.compile import compile_schema

            return compile_schema(schema, self, "")
        node = self._nodes.get(schema)
        if node is None:
            from inference_platform_bindings.compile import compile_schema, named

            if schema.startswith("@"):
                node = compile_schema(self.data["nodes"][schema[1:]], self, schema[1:])
            else:
                node = named(schema, self)
            self._nodes[schema] = node
        return node

    def kind(self, name: str) -> Kind:
        """Return what is known about one of the module's kinds.

        Raises:
            KeyError: The module has no such kind.
        """
        if name not in self._kinds:
            from inference_platform_bindings.kind import Kind

            self._kinds[name] = Kind(self, name, self.data["kinds"][name])
        return self._kinds[name]

    def get(self, name: str) -> type:
        """Return the struct or resource class of a name.

        Raises:
            AttributeError: The module has no such class.
        """
        if name not in self.classes:
            from inference_platform_bindings.classes import make

            self.classes[name] = make(self, name)
        return self.classes[name]

    def names(self) -> list[str]:
        """The names of all classes."""
        shared = [name for name in self.data["nodes"] if name.isidentifier()]
        return sorted({"ObjectMeta", *self.data["kinds"], *shared})


_modules: dict[str, Module] = {}


def at(path: str, name: str) -> Module:
    """Return the module of a packed schema file; the same file gives the same module."""
    if path not in _modules:
        _modules[path] = Module(path, name)
    return _modules[path]


def lazy(name: str, file: str) -> tuple[Callable[[str], type], Callable[[], list[str]]]:
    """Return `__getattr__` and `__dir__` for a generated module.

    Args:
        name: The module's `__name__`.
        file: The module's `__file__`; its schema lies beside it.
    """
    module = at(f"{file.removesuffix('.pyc').removesuffix('.py')}.json", name)
    return module.get, module.names
