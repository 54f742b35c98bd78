"""From CustomResourceDefinitions to packed schemas."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest

from inference_platform_bindings.generate.crd import KindSource, pack, read_crds, version_order
from inference_platform_bindings.generate.sharing import Shared, share
from inference_platform_bindings.generate.stubs import stub_text

Crd = Callable[..., str]

TEXT = {"type": "string"}


def crd_version(name: str, *, served: bool = True, **properties: Any) -> dict[str, Any]:
    schema = {"type": "object", "properties": properties, "required": [*properties]}
    return {"name": name, "served": served, "schema": {"openAPIV3Schema": schema}}


def test_versions_have_kubernetes_order() -> None:
    names = ["v2", "v1", "v2beta1", "v1beta2", "v1beta1", "v1alpha1", "nightly"]
    assert sorted(names, key=version_order, reverse=True) == names


def test_takes_the_newest_stable_version_that_is_served(crd: Crd) -> None:
    versions = [crd_version("v1beta1"), crd_version("v1"), crd_version("v2", served=False)]
    (kind,) = read_crds(crd("Gate", {}, versions=versions).encode())
    assert (kind.api_version, kind.namespaced) == ("example.org/v1", True)


def test_status_is_no_field(crd: Crd) -> None:
    version = crd_version("v1", apiVersion=TEXT, metadata={"type": "object"}, spec=TEXT, status=TEXT)
    (kind,) = read_crds(crd("Gate", {}, versions=[version], scope="Cluster").encode())
    assert (kind.fields, kind.required, kind.namespaced) == ({"spec": "string"}, ["spec"], False)


def test_a_field_with_a_default_is_not_required(crd: Crd) -> None:
    version = crd_version("v1", spec={**TEXT, "default": "a"})
    (kind,) = read_crds(crd("Gate", {}, versions=[version]).encode())
    assert kind.required == []


@pytest.mark.parametrize(
    ("schema", "packed"),
    [
        (TEXT, "string"),
        ({**TEXT, "format": "date-time"}, "date-time"),
        ({**TEXT, "format": "uri"}, "string"),
        ({"type": "integer"}, "int64"),
        ({"type": "integer", "format": "int32"}, "int32"),
        ({"type": "integer", "exclusiveMinimum": False}, "int64"),
        ({"type": "object", "x-kubernetes-preserve-unknown-fields": True}, "map"),
        ({"x-kubernetes-preserve-unknown-fields": True}, "any"),
        ({"x-kubernetes-int-or-string": True}, "int-or-string"),
        ({"type": "object"}, {"type": "object", "properties": {}}),
        (
            {"type": "object", "x-kubernetes-embedded-resource": True, "x-kubernetes-preserve-unknown-fields": True},
            "embedded",
        ),
        ({"type": "array", "items": TEXT, "uniqueItems": True}, {"type": "array", "items": "string", "unique": True}),
        ({"type": "array"}, {"type": "array", "items": "any"}),
        ({**TEXT, "not": {"enum": ["a"]}}, {"type": "string", "not": {"enum": ["a"]}}),
    ],
)
def test_schemas_are_packed(schema: dict[str, Any], packed: Any) -> None:
    assert pack(schema) == packed


def shared(**fields: dict[str, Any]) -> Shared:
    return share(
        [KindSource("Gate", "example.org/v1", True, {name: pack(field) for name, field in fields.items()}, [])]
    )


def properties(**fields: dict[str, Any]) -> dict[str, Any]:
    return {"type": "object", "properties": fields}


def test_objects_get_the_name_of_their_place() -> None:
    module = shared(spec=properties(inner=properties(a=TEXT), more={"type": "array", "items": properties(b=TEXT)}))
    assert sorted(module.nodes) == ["GateSpec", "GateSpecInner", "GateSpecMore"]


def test_a_property_may_be_called_like_a_schema_word() -> None:
    module = shared(spec=properties(type=TEXT, items=properties(a=TEXT), pattern=properties(b=TEXT), values=TEXT))
    assert module.nodes["GateSpec"]["properties"] == {
        "items": "@GateSpecItems",
        "pattern": "@GateSpecPattern",
        "type": "string",
        "values": "string",
    }


def test_names_that_clash_are_numbered() -> None:
    fields = {name: properties(**{f"field{name}": TEXT}) for name in ("fooBar", "foo-bar", "FooBar")}
    module = shared(spec=properties(**fields))
    assert {"GateSpecFooBar", "GateSpecFooBar2", "GateSpecFooBar3"} <= set(module.nodes)


def test_a_class_does_not_take_the_name_of_a_kind() -> None:
    kinds = [
        KindSource("Gate", "example.org/v1", True, {"class": pack(properties(a=TEXT))}, []),
        KindSource("GateClass", "example.org/v1", True, {}, []),
    ]
    assert sorted(share(kinds).nodes) == ["GateClass2"]


def test_long_rules_are_shared() -> None:
    name = {**TEXT, "pattern": "^[a-z0-9]([-a-z0-9]*[a-z0-9])?$"}
    module = shared(spec=properties(a=name, b=name))
    (rule,) = [key for key in module.nodes if ":" in key]
    assert module.nodes["GateSpec"]["properties"] == {"a": f"@{rule}", "b": f"@{rule}"}
    assert module.nodes[rule] == name


STUBS: list[tuple[dict[str, Any], str]] = [
    (TEXT, "str"),
    ({"type": "number"}, "float"),
    ({"type": "boolean"}, "bool"),
    ({"type": "integer", "minimum": 1}, "int"),
    ({"type": "integer", "enum": [1, 2]}, "Literal[1, 2]"),
    ({"x-kubernetes-int-or-string": True}, "int | str"),
    ({"x-kubernetes-int-or-string": True, "pattern": "a"}, "int | str"),
    ({"x-kubernetes-preserve-unknown-fields": True}, "Any"),
    ({"not": {"enum": [1]}}, "Any"),
    ({"type": "object", "additionalProperties": {"type": "array", "items": TEXT}}, "Mapping[str, Sequence[str]]"),
    ({"type": "object", "x-kubernetes-embedded-resource": True}, "Mapping[str, Any]"),
    (properties(a=TEXT), "GateSpecA"),
]


@pytest.mark.parametrize(("schema", "type_name"), STUBS)
def test_fields_have_types(schema: dict[str, Any], type_name: str) -> None:
    assert f"        a: {type_name} | None = ...,\n" in stub_text("", shared(spec=properties(a=schema)))


def test_shared_rules_have_types() -> None:
    name = {**TEXT, "pattern": "^[a-z0-9]([-a-z0-9]*[a-z0-9])?$"}
    assert "        b: str | None = ...,\n" in stub_text("", shared(spec=properties(a=name, b=name)))


def test_an_object_without_fields_takes_nothing() -> None:
    assert "class GateSpec(Struct):\n    def __init__(self) -> None: ...\n" in stub_text("", shared(spec=properties()))


def test_an_object_that_keeps_unknown_fields_takes_them() -> None:
    keeps = {**properties(a=TEXT), "x-kubernetes-preserve-unknown-fields": True}
    assert "        a: str | None = ...,\n        **extra: Any\n    ) -> None" in stub_text("", shared(spec=keeps))


def test_packed_schemas_are_json() -> None:
    assert json.loads(json.dumps(shared(spec=properties(a=TEXT)).nodes)) == {
        "GateSpec": {"type": "object", "properties": {"a": "string"}}
    }
