"""From Kubernetes' own API definitions to packed schemas, with the rules that its Go code adds to them."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any

from inference_platform_bindings.compile import NAMED
from inference_platform_bindings.errors import ConfigError
from inference_platform_bindings.generate.core_kinds import KINDS
from inference_platform_bindings.generate.core_rules import RULES
from inference_platform_bindings.generate.crd import KindSource, Packed, Schema, short
from inference_platform_bindings.generate.sharing import Shared, share_scalars
from inference_platform_bindings.naming import pascal_case

_PLAIN = {
    "io.k8s.apiextensions-apiserver.pkg.apis.apiextensions.v1.JSON": "any",
    "io.k8s.apiextensions-apiserver.pkg.apis.apiextensions.v1.JSONSchemaPropsOrArray": "any",
    "io.k8s.apiextensions-apiserver.pkg.apis.apiextensions.v1.JSONSchemaPropsOrBool": "any",
    "io.k8s.apiextensions-apiserver.pkg.apis.apiextensions.v1.JSONSchemaPropsOrStringArray": "any",
    "io.k8s.apimachinery.pkg.api.resource.Quantity": "quantity",
    "io.k8s.apimachinery.pkg.apis.meta.v1.FieldsV1": "map",
    "io.k8s.apimachinery.pkg.apis.meta.v1.MicroTime": "date-time",
    "io.k8s.apimachinery.pkg.apis.meta.v1.ObjectMeta": "metadata",
    "io.k8s.apimachinery.pkg.apis.meta.v1.Time": "date-time",
    "io.k8s.apimachinery.pkg.runtime.RawExtension": "map",
    "io.k8s.apimachinery.pkg.util.intstr.IntOrString": "int-or-string",
}
_FORMATS = {"byte": "byte", "int32": "int32", "int64": "int64", "double": "number", "date-time": "date-time"}


def is_core(content: bytes) -> bool:
    """Return whether a document holds Kubernetes' definitions rather than CRDs."""
    return content.lstrip().startswith(b"{") and "definitions" in json.loads(content)


def read_core(
    content: bytes,
    kinds: Sequence[tuple[str, str, bool]] = KINDS,
    rules: Mapping[str, Mapping[str, Any]] = RULES,
) -> Shared:
    """Return the core kinds. Nodes keep the names of their definitions, so they are not shared by structure.

    Args:
        content: Kubernetes' definitions.
        kinds: Kind, API version and whether it is namespaced.
        rules: What to add to the schema of a field, by `Definition.field`.

    Raises:
        ConfigError: A kind or the field of a rule does not exist.
    """
    core = _Core(json.loads(content)["definitions"], kinds, rules)
    module = core.read()
    unused = sorted(rules.keys() - core.used_rules)
    if unused:
        raise ConfigError(f"a rule must name a field of the definitions, got {', '.join(unused)}; correct its name")
    return module


class _Core:
    """The definitions that the core kinds need."""

    def __init__(
        self,
        definitions: Mapping[str, Schema],
        kinds: Sequence[tuple[str, str, bool]],
        rules: Mapping[str, Mapping[str, Any]],
    ) -> None:
        self._definitions = definitions
        self._kinds = kinds
        self._rules = rules
        self.used_rules: set[str] = set()
        self._roots = {self._find(kind, api_version): kind for kind, api_version, _ in kinds}
        self._names: dict[str, str] = {}
        self._bodies: dict[str, dict[str, Any]] = {}

    def read(self) -> Shared:
        kinds = [self._kind(*row) for row in self._kinds]
        reached: set[str] = set()
        pending = [name for kind in kinds for name in _references(kind.fields)]
        while pending:
            name = pending.pop()
            if name not in reached:
                reached.add(name)
                self._bodies[name] = self._object(name)
                pending.extend(_references(self._bodies[name]["properties"]))
        names = self._short_names(reached)
        nodes = {names[name]: _renamed(self._bodies[name], names) for name in reached}
        done = [kind._replace(fields=_renamed_fields(kind.fields, names)) for kind in kinds]
        return share_scalars(Shared(sorted(done), nodes))

    def _find(self, kind: str, api_version: str) -> str:
        group, _, version = api_version.rpartition("/")
        wanted = {"group": group, "version": version, "kind": kind}
        for name, schema in self._definitions.items():
            if schema.get("x-kubernetes-group-version-kind") == [wanted]:
                return name
        raise ConfigError(
            f"a core kind must have a definition, got {api_version} {kind} without; remove it from the list"
        )

    def _kind(self, kind: str, api_version: str, namespaced: bool) -> KindSource:
        schema = self._definitions[self._find(kind, api_version)]
        fields = {
            name: self._field(kind, name, child)
            for name, child in sorted(schema["properties"].items())
            if name not in ("apiVersion", "kind", "metadata", "status")
        }
        required = self._required(kind, schema, fields)
        return KindSource(kind, api_version, namespaced, fields, required)

    def _object(self, name: str) -> dict[str, Any]:
        schema = self._definitions[name]
        short_name = name.rpartition(".")[2]
        properties = {
            field: self._field(short_name, field, child)
            for field, child in sorted(schema.get("properties", {}).items())
            if not (field == "status" and name in self._roots)
        }
        required = self._required(short_name, schema, properties)
        return {"type": "object", "properties": properties, **({"required": required} if required else {})}

    def _required(self, owner: str, schema: Schema, fields: Mapping[str, Packed]) -> list[str]:
        published = set(schema.get("required", []))
        return [name for name in sorted(fields) if self._rule(owner, name).get("required", name in published)]

    def _rule(self, owner: str, field: str) -> Mapping[str, Any]:
        return self._rules.get(f"{owner}.{field}", {})

    def _field(self, owner: str, field: str, schema: Schema) -> Packed:
        packed = self._pack(schema)
        words = self._rule(owner, field)
        if words:
            self.used_rules.add(f"{owner}.{field}")
        # Whether a field is required is said by the object that has it.
        words = {word: value for word, value in words.items() if word != "required"}
        return _with_rules(packed, words) if words else packed

    def _pack(self, schema: Schema) -> Packed:
        if "$ref" in schema:
            name = schema["$ref"].removeprefix("#/definitions/")
            return _PLAIN.get(name) or f"@{name}"
        match schema.get("type"):
            case "array":
                unique = {"unique": True} if schema.get("x-kubernetes-list-type") == "set" else {}
                return {"type": "array", "items": self._pack(schema["items"]), **unique}
            case "object":
                return short({"type": "map", "values": self._pack(schema["additionalProperties"])})
            case "string" | "integer" | "number" | "boolean" as kind:
                return _FORMATS.get(schema.get("format", ""), "int64" if kind == "integer" else kind)
        raise ValueError(f"no packed form for {schema}")

    def _short_names(self, reached: set[str]) -> dict[str, str]:
        groups: dict[str, list[str]] = {}
        for name in sorted(reached):
            groups.setdefault(name.rpartition(".")[2], []).append(name)
        kinds = set(self._roots.values())
        names = {}
        for last, definitions in groups.items():
            for name in definitions:
                # The same word in two API groups gets the group in front, as in `RbacSubject`.
                unique = len(definitions) == 1
                names[name] = last if unique else f"{pascal_case(name.split('.')[-3])}{last}"
                if names[name] in kinds:
                    names[name] = f"Embedded{last}"
        return names


def _with_rules(packed: Packed, rules: Mapping[str, Any]) -> Packed:
    own = {word: value for word, value in rules.items() if word not in ("items", "values")}
    schema = {**(NAMED[packed] if isinstance(packed, str) else packed), **own}
    for word in ("items", "values"):
        if word in rules:
            schema[word] = _with_rules(schema[word], rules[word])
    return schema


def _references(value: Any) -> list[str]:
    if isinstance(value, str):
        return [value[1:]] if value.startswith("@") else []
    if isinstance(value, dict):
        return [name for inner in value.values() for name in _references(inner)]
    return []


def _renamed(value: Any, names: Mapping[str, str]) -> Any:
    if isinstance(value, str):
        return f"@{names[value[1:]]}" if value.startswith("@") else value
    if isinstance(value, dict):
        return {key: _renamed(inner, names) for key, inner in value.items()}
    return value


def _renamed_fields(fields: Mapping[str, Packed], names: Mapping[str, str]) -> dict[str, Packed]:
    return {name: _renamed(field, names) for name, field in fields.items()}
