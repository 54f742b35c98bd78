"""From CustomResourceDefinitions to packed schemas, still unshared: objects stand where they are used.

Nothing that people wrote in prose is carried over: descriptions, titles, examples and the messages of rules go.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

import yaml

from inference_platform_bindings.compile import LOGIC, NAMED
from inference_platform_bindings.errors import ConfigError
from inference_platform_bindings.formats import CHECKS

Schema = Mapping[str, Any]
Packed = str | dict[str, Any]

_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_TEXT_WORDS = ("enum", "maxLength", "minLength", "nullable", "pattern")
_NUMBER_WORDS = ("enum", "exclusiveMaximum", "exclusiveMinimum", "maximum", "minimum", "multipleOf", "nullable")
_INTEGER_OR_STRING = [{"type": "integer"}, {"type": "string"}]
_VERSION = re.compile(r"v(\d+)(?:(alpha|beta)(\d+))?")


class KindSource(NamedTuple):
    """A kind as a project defines it.

    Attributes:
        name: The kind.
        api_version: Group and version.
        namespaced: Whether its objects live in a namespace.
        fields: The packed schemas of what stands beside `metadata`.
        required: Which of the fields must be there.
    """

    name: str
    api_version: str
    namespaced: bool
    fields: dict[str, Packed]
    required: list[str]


def read_crds(content: bytes) -> list[KindSource]:
    """Return the kinds of a YAML document, each in its newest stable served version.

    Raises:
        ConfigError: The document holds no CustomResourceDefinition.
    """
    documents = [document for document in yaml.load_all(content, _LOADER) if document]
    crds = [document for document in documents if document.get("kind") == "CustomResourceDefinition"]
    if not crds:
        raise ConfigError("an imported document must hold CustomResourceDefinitions, got none; check its address")
    return [_read_crd(crd["spec"]) for crd in crds]


def _read_crd(spec: Schema) -> KindSource:
    served = [version for version in spec["versions"] if version["served"]]
    version = max(served, key=lambda candidate: version_order(candidate["name"]))
    schema = version["schema"]["openAPIV3Schema"]
    fields, defaults = {}, set()
    for name, child in schema.get("properties", {}).items():
        if name not in ("apiVersion", "kind", "metadata", "status"):
            fields[name] = pack(child)
            if "default" in child:
                defaults.add(name)
    required = [name for name in schema.get("required", []) if name in fields and name not in defaults]
    return KindSource(
        name=spec["names"]["kind"],
        api_version=f"{spec['group']}/{version['name']}",
        namespaced=spec["scope"] == "Namespaced",
        fields=fields,
        required=sorted(required),
    )


def version_order(name: str) -> tuple[int, int, int]:
    """Return Kubernetes' order of versions as a key: v2, v1, v1beta2, v1beta1, v1alpha1."""
    match = _VERSION.fullmatch(name)
    if match is None:
        return (0, 0, 0)
    stage = {None: 3, "beta": 2, "alpha": 1}[match[2]]
    return (stage, int(match[1]), int(match[3] or 0))


def pack(schema: Schema) -> Packed:
    """Return the packed form of a schema."""
    merged, logic = _merge_all_of(schema)
    packed = _shape(merged)
    if logic:
        packed = {**(dict(NAMED[packed]) if isinstance(packed, str) else packed), **logic}
    return packed


def short(packed: dict[str, Any]) -> Packed:
    """Return the short name of a schema that has one."""
    for name, schema in NAMED.items():
        if packed == schema:
            return name
    return packed


def _shape(schema: Schema) -> Packed:
    if schema.get("x-kubernetes-int-or-string"):
        return short({"type": "int-or-string", **_words(schema, _TEXT_WORDS)})
    if schema.get("x-kubernetes-embedded-resource"):
        return _embedded(schema)
    match schema.get("type"):
        case "object":
            return _object(schema)
        case "array":
            return _list(schema)
        case "string":
            words = _words(schema, _TEXT_WORDS)
            if schema.get("format") in CHECKS:
                words["format"] = schema["format"]
            return short({"type": "string", **words})
        case "integer":
            size = "int32" if schema.get("format") == "int32" else "int64"
            return short({"type": "integer", "format": size, **_words(schema, _NUMBER_WORDS)})
        case "number" | "boolean" as kind:
            return short({"type": kind, **_words(schema, _NUMBER_WORDS)})
        case _:
            return "any"


def _words(schema: Schema, words: Iterable[str]) -> dict[str, Any]:
    return {word: schema[word] for word in words if schema.get(word) is not None and schema[word] is not False}


def _object(schema: Schema) -> Packed:
    sizes = _words(schema, ("maxProperties", "minProperties", "nullable"))
    properties = schema.get("properties")
    values = schema.get("additionalProperties")
    keeps = bool(schema.get("x-kubernetes-preserve-unknown-fields")) or values is True
    if not properties and (keeps or isinstance(values, Mapping)):
        packed = pack(values) if isinstance(values, Mapping) else "any"
        return short({"type": "map", "values": packed, **sizes})
    # An object without anything keeps nothing: the API server drops every field of it.
    properties = properties or {}
    defaults = {name: child["default"] for name, child in sorted(properties.items()) if "default" in child}
    required = sorted(name for name in schema.get("required", []) if name not in defaults)
    result: dict[str, Any] = {"type": "object"}
    result["properties"] = {name: pack(child) for name, child in sorted(properties.items())}
    if required:
        result["required"] = required
    if defaults:
        result["defaults"] = defaults
    if keeps:
        result["open"] = True
    return {**result, **sizes}


def _list(schema: Schema) -> Packed:
    result: dict[str, Any] = {"type": "array", "items": pack(schema.get("items", {}))}
    list_type = schema.get("x-kubernetes-list-type")
    if list_type == "map":
        result["keys"] = schema["x-kubernetes-list-map-keys"]
    if list_type == "set" or schema.get("uniqueItems"):
        result["unique"] = True
    return {**result, **_words(schema, ("maxItems", "minItems", "nullable"))}


def _embedded(schema: Schema) -> Packed:
    own = ("apiVersion", "kind", "metadata")
    properties = {name: child for name, child in schema.get("properties", {}).items() if name not in own}
    required = [name for name in schema.get("required", []) if name not in own]
    rest = {**schema, "properties": properties, "required": required, "x-kubernetes-embedded-resource": False}
    packed = pack({"type": "object", **rest})
    return "embedded" if packed == "map" else {"type": "embedded", "rest": packed}


def _merge_all_of(schema: Schema) -> tuple[Schema, dict[str, Any]]:
    """Fold the plain rules of `allOf` into the schema; return it and the logic that remains."""
    merged = dict(schema)
    remaining = []
    for rule in schema.get("allOf", []):
        if rule.keys() == {"anyOf"} and rule["anyOf"] == _INTEGER_OR_STRING:
            continue
        if rule.keys() <= {"enum", "pattern"}:
            _fold(rule, merged)
        else:
            remaining.append(rule)
    logic = {word: _without_prose(schema[word]) for word in LOGIC if word in schema and word != "allOf"}
    if remaining:
        logic["allOf"] = _without_prose(remaining)
    if logic.get("anyOf") == _INTEGER_OR_STRING:
        del logic["anyOf"]
    return merged, logic


def _fold(rule: Schema, merged: dict[str, Any]) -> None:
    if "enum" in rule:
        before = merged.get("enum") or rule["enum"]
        merged["enum"] = [value for value in before if value in rule["enum"]]
    if "pattern" in rule:
        own = merged.get("pattern", [])
        patterns = [own] if isinstance(own, str) else own
        merged["pattern"] = patterns if rule["pattern"] in patterns else [*patterns, rule["pattern"]]


def _without_prose(rule: Any) -> Any:
    if isinstance(rule, Mapping):
        return {
            word: _without_prose(inner)
            for word, inner in sorted(rule.items())
            if not word.startswith("x-") and word not in ("description", "title", "example")
        }
    return [_without_prose(inner) for inner in rule] if isinstance(rule, list) else rule
