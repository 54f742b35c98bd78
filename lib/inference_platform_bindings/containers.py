"""The nodes that hold other nodes: objects, maps, lists, and the logic of `oneOf`, `anyOf`, `allOf` and `not`."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any

from inference_platform_bindings.logic import satisfies
from inference_platform_bindings.messages import Path, choices, instead, quoted, shown, violation
from inference_platform_bindings.naming import keyword_names
from inference_platform_bindings.nodes import Anything, Compiler, Errors, Node, Schema, check_key

# The class that nearly every map has is asked for first, because asking an abstract class is slow.
MAPPINGS = (dict, Mapping)
ANYTHING = Anything()


class Container(Node):
    """The base of objects, maps and lists."""

    __slots__ = ("high", "low", "nullable", "sized")

    unit = ""

    def __init__(self, schema: Schema, low: str, high: str) -> None:
        super().__init__()
        self.nullable = bool(schema.get("nullable"))
        self.low: int | None = schema.get(low)
        self.high: int | None = schema.get(high)
        self.sized = self.low is not None or self.high is not None

    def wrong_type(self, value: Any, path: Path | None, errors: Errors) -> None:
        """Report a value of another type, unless null is allowed."""
        if value is None and self.nullable:
            return
        advice = "leave the field out" if value is None else f"give {self.expected}"
        errors.append(violation(path, self.expected, shown(value), advice))

    def check_size(self, value: Any, path: Path | None, errors: Errors) -> None:
        """Check the number of items or entries."""
        size = len(value)
        if self.low is not None and size < self.low:
            errors.append(violation(path, f"at least {self.low} {self.unit}", str(size), "add what is missing"))
        if self.high is not None and size > self.high:
            errors.append(violation(path, f"at most {self.high} {self.unit}", str(size), "remove some"))


class Object(Container):
    """A map with known fields; unknown ones are refused unless the schema keeps them."""

    __slots__ = (
        "_compiler",
        "_core",
        "_keywords",
        "_properties",
        "_schema",
        "defaults",
        "name",
        "open",
        "required",
        "struct",
    )

    expected = "a map"
    unit = "fields"

    def __init__(self, schema: Schema, compiler: Compiler, name: str) -> None:
        super().__init__(schema, "minProperties", "maxProperties")
        self.name = name
        self.open = bool(schema.get("open"))
        self.required: Sequence[str] = schema.get("required", ())
        # What the API server fills in for missing fields, before it checks anything.
        self.defaults: Schema = schema.get("defaults", {})
        # The class whose instances have been checked against this node already.
        self.struct: type | None = None
        self._schema: Schema = schema["properties"]
        self._compiler = compiler
        self._core = compiler.core
        self._properties: dict[str, Node] | None = None
        self._keywords: dict[str, tuple[str, Node]] | None = None

    @property
    def properties(self) -> dict[str, Node]:
        """The node of every field, made when the first value is checked."""
        if self._properties is None:
            self._properties = {name: self._compiler.compile(schema) for name, schema in self._schema.items()}
        return self._properties

    @property
    def keywords(self) -> dict[str, tuple[str, Node]]:
        """For every keyword argument the real name and the node of the field."""
        if self._keywords is None:
            names = keyword_names(self._schema)
            self._keywords = {keyword: (name, self.properties[name]) for keyword, name in names.items()}
        return self._keywords

    def check(self, value: Any, path: Path | None, errors: Errors) -> None:
        """Check every field; an instance of the node's own struct has been checked when it was made."""
        if value.__class__ is self.struct:
            return
        if not isinstance(value, MAPPINGS):
            self.wrong_type(value, path, errors)
            return
        properties = self._properties or self.properties
        for name, item in value.items():
            node = properties.get(name)
            if node is None:
                if not self.open:
                    errors.append(self.unknown(name, (path, name)))
                else:
                    ANYTHING.check({name: item}, path, errors)
            elif item.__class__ is not node.fast and not (item is None and self._is_absent(name)):
                node.check(item, (path, name), errors)
        for name in self.required:
            if name not in value or (self._core and value[name] is None):
                errors.append(self.missing(name, (path, name)))
        if self.sized:
            self.check_size(value, path, errors)

    def _is_absent(self, name: str) -> bool:
        # The API server drops a null before it fills in a default; for core kinds null always means absent.
        return self._core or name in self.defaults

    def unknown(self, name: Any, path: Path) -> str:
        """Say that there is no such field, and which was probably meant."""
        return violation(path, f"a field of {self.name}", "an unknown field", instead(str(name), self._schema))

    def missing(self, name: str, path: Path) -> str:
        """Say that a required field is not there."""
        return violation(path, "set", "nothing", f"give {self.properties[name].expected}")


class Map(Container):
    """A map whose keys are free and whose values share a schema."""

    __slots__ = ("values",)

    expected = "a map"
    unit = "entries"

    def __init__(self, schema: Schema, values: Node) -> None:
        super().__init__(schema, "minProperties", "maxProperties")
        self.values = values

    def check(self, value: Any, path: Path | None, errors: Errors) -> None:
        """Check that every key is a string, and every value."""
        if not isinstance(value, MAPPINGS):
            self.wrong_type(value, path, errors)
            return
        node = self.values
        for key, item in value.items():
            if key.__class__ is not str:
                check_key(key, path, errors)
            if item.__class__ is not node.fast:
                node.check(item, (path, key), errors)
        if self.sized:
            self.check_size(value, path, errors)


class List(Container):
    """A list whose items share a schema, perhaps unique as a set or by their keys."""

    __slots__ = ("items", "keys", "loose", "unique")

    expected = "a list"
    unit = "items"

    def __init__(self, schema: Schema, items: Node) -> None:
        super().__init__(schema, "minItems", "maxItems")
        self.items = items
        self.keys: Sequence[str] = schema.get("keys", ())
        self.unique = bool(schema.get("unique"))
        # Whether the items' own schema lets all keys go, though an apply needs one to tell the items apart.
        own = {*items.required, *items.defaults} if isinstance(items, Object) else set(self.keys)
        self.loose = bool(self.keys) and own.isdisjoint(self.keys)

    def check(self, value: Any, path: Path | None, errors: Errors) -> None:
        """Check every item, the number of items and that none comes twice."""
        if not isinstance(value, (list, tuple)):
            self.wrong_type(value, path, errors)
            return
        node = self.items
        for index, item in enumerate(value):
            if item.__class__ is not node.fast:
                node.check(item, (path, index), errors)
            if self.loose and isinstance(item, MAPPINGS) and not any(key in item for key in self.keys):
                errors.append(violation((path, index), f"an item with {choices(self.keys)}", "one without", "name it"))
        if self.sized:
            self.check_size(value, path, errors)
        if len(value) > 1 and (self.unique or self.keys):
            self._check_unique(value, path, errors)

    def _check_unique(self, value: Sequence[Any], path: Path | None, errors: Errors) -> None:
        seen: dict[Any, int] = {}
        for index, item in enumerate(value):
            identity = self._identity(item)
            if identity is None:
                continue
            first = seen.setdefault(identity, index)
            if first != index:
                what = f"the only item with its {choices(self.keys)}" if self.keys else "an item that comes once"
                got = f"the same as item {first}"
                errors.append(violation((path, index), what, got, "remove or rename one of them"))

    def _identity(self, item: Any) -> str | None:
        if not self.keys:
            return _canonical(item)
        if not isinstance(item, Mapping):
            return None
        defaults = self.items.defaults if isinstance(self.items, Object) else {}
        return _canonical([item.get(key, defaults.get(key)) for key in self.keys])


def _canonical(value: Any) -> str:
    return json.dumps(value, sort_keys=True, default=repr)


class Embedded(Container):
    """A whole Kubernetes object inside another one."""

    __slots__ = ("inner", "metadata")

    expected = "a Kubernetes object"

    def __init__(self, schema: Schema, inner: Node, metadata: Node) -> None:
        super().__init__(schema, "", "")
        self.inner = inner
        self.metadata = metadata

    def check(self, value: Any, path: Path | None, errors: Errors) -> None:
        """Check apiVersion, kind and metadata, and the rest by its own schema."""
        if not isinstance(value, Mapping):
            self.wrong_type(value, path, errors)
            return
        for name in ("apiVersion", "kind"):
            if not isinstance(value.get(name), str) or not value[name]:
                got = shown(value[name]) if name in value else "nothing"
                errors.append(violation((path, name), "a text that is not empty", got, "name the embedded object's"))
        if "metadata" in value:
            self.metadata.check(value["metadata"], (path, "metadata"), errors)
        rest = {key: item for key, item in value.items() if key not in ("apiVersion", "kind", "metadata")}
        self.inner.check(rest, path, errors)


class Logic(Node):
    """A node whose value must also satisfy `oneOf`, `anyOf`, `allOf` or `not`."""

    __slots__ = ("inner", "rules")

    def __init__(self, inner: Node, rules: Schema) -> None:
        super().__init__()
        self.inner = inner
        self.rules = rules

    @property
    def expected(self) -> str:  # type: ignore[override]
        """The type in words."""
        return self.inner.expected

    def check(self, value: Any, path: Path | None, errors: Errors) -> None:
        """Check the shape, then the logic on the value with its defaults filled in."""
        if isinstance(self.inner, Object) and value.__class__ is self.inner.struct:
            return
        before = len(errors)
        self.inner.check(value, path, errors)
        if len(errors) == before:
            self.check_rules(value, path, errors)

    def check_rules(self, value: Any, path: Path | None, errors: Errors) -> None:
        """Check the logic on a value whose shape is right."""
        complete = self._with_defaults(value)
        for word, rule in self.rules.items():
            if not satisfies({word: rule}, complete):
                errors.append(_broken(word, rule, value, path))

    def _with_defaults(self, value: Any) -> Any:
        return {**self.inner.defaults, **value} if isinstance(self.inner, Object) else value


_WORDS = {
    "oneOf": "valid under exactly one of these rules",
    "anyOf": "valid under at least one of these rules",
    "allOf": "valid under all of these rules",
    "not": "anything but valid under this rule",
}


def _broken(word: str, rule: Any, value: Any, path: Path | None) -> str:
    text = json.dumps(rule, separators=(", ", ": "))
    got = quoted(value) if isinstance(value, Mapping) else shown(value)
    return violation(path, _WORDS[word], got, f"follow {text}")
