"""Rules about objects, maps, lists and embedded objects."""

from __future__ import annotations

from collections.abc import Callable
from types import MappingProxyType
from typing import Any

import pytest

Check = Callable[..., list[str]]

STRINGS = {"type": "object", "additionalProperties": {"type": "string"}}
LISTENER = {
    "type": "object",
    "properties": {"name": {"type": "string"}, "port": {"type": "integer"}, "zone": {"type": "string", "default": "a"}},
    "required": ["name"],
}
SPEC = {"type": "object", "properties": {"listeners": {"type": "array", "items": LISTENER}}}


def keyed(*keys: str) -> dict[str, Any]:
    return {"type": "array", "items": LISTENER, "x-kubernetes-list-type": "map", "x-kubernetes-list-map-keys": [*keys]}


ACCEPTED: list[tuple[dict[str, Any], Any]] = [
    (SPEC, {}),
    (SPEC, {"listeners": ({"name": "a"},)}),
    (SPEC, MappingProxyType({"listeners": []})),
    (LISTENER, {"name": "a", "zone": None}),
    ({**LISTENER, "required": ["name", "zone"]}, {"name": "a"}),
    ({**LISTENER, "x-kubernetes-preserve-unknown-fields": True}, {"name": "a", "more": [1]}),
    ({**LISTENER, "minProperties": 1, "maxProperties": 2}, {"name": "a"}),
    ({**LISTENER, "nullable": True}, None),
    (STRINGS, {"a.b/c": "d"}),
    ({"type": "object", "additionalProperties": True}, {"a": 1}),
    ({"type": "object", "x-kubernetes-preserve-unknown-fields": True}, {"a": {"b": None}}),
    ({**STRINGS, "minProperties": 1}, {"a": "b"}),
    (keyed("name"), [{"name": "a"}, {"name": "b"}]),
    (keyed("name", "zone"), [{"name": "a"}, {"name": "a", "zone": "b"}]),
    ({"type": "array", "items": {"type": "string"}, "x-kubernetes-list-type": "set"}, ["a", "b"]),
    ({"type": "array", "items": {"type": "integer"}, "minItems": 1, "maxItems": 2}, [1, 2]),
    ({"type": "array", "items": {"type": "integer"}}, [1, 1]),
]


@pytest.mark.parametrize(("schema", "value"), ACCEPTED)
def test_accepts_what_the_api_server_accepts(check: Check, schema: dict[str, Any], value: Any) -> None:
    assert check(schema, value) == []


REFUSED: list[tuple[dict[str, Any], Any, str]] = [
    (SPEC, [], "spec must be a map, got a list with 0 items; give a map"),
    (SPEC, None, "spec must be a map, got null; leave the field out"),
    (
        SPEC,
        {"listener": []},
        "spec.listener must be a field of ExampleSpec, got an unknown field; did you mean listeners?",
    ),
    (SPEC, {"xyz": []}, "use one of listeners"),
    ({"type": "object"}, {"a": 1}, "spec.a must be a field of ExampleSpec, got an unknown field; leave it out"),
    (SPEC, {"listeners": {}}, "spec.listeners must be a list, got a map with 0 entries; give a list"),
    (SPEC, {"listeners": "ab"}, 'spec.listeners must be a list, got "ab"'),
    (SPEC, {"listeners": [{}]}, "spec.listeners[0].name must be set, got nothing; give a string"),
    (SPEC, {"listeners": [{"name": "a", "port": "b"}]}, 'spec.listeners[0].port must be an integer, got "b"'),
    ({**LISTENER, "minProperties": 2}, {"name": "a"}, "spec must be at least 2 fields, got 1; add what is missing"),
    ({**LISTENER, "maxProperties": 0}, {"name": "a"}, "spec must be at most 0 fields, got 1; remove some"),
    ({**LISTENER, "x-kubernetes-preserve-unknown-fields": True}, {"name": "a", "b": {1}}, "spec.b must be plain data"),
    (STRINGS, {"a": True}, "spec.a must be a string, got true; put it in quotes"),
    (STRINGS, {"a.b/c": 1}, 'spec["a.b/c"] must be a string, got 1'),
    (STRINGS, {1: "a"}, "spec.1 must be a string as a key, got 1; put it in quotes"),
    (STRINGS, [], "spec must be a map, got a list with 0 items"),
    ({**STRINGS, "maxProperties": 1}, {"a": "", "b": ""}, "spec must be at most 1 entries, got 2"),
    (
        keyed("name"),
        [{"name": "a"}, {"name": "a"}],
        'spec[1] must be the only item with its "name", got the same as item 0',
    ),
    (keyed("name", "zone"), [{"name": "a"}, {"name": "a", "zone": "a"}], 'with its "name" or "zone"'),
    (
        {"type": "array", "items": {"type": "string"}, "x-kubernetes-list-type": "set"},
        ["a", "b", "a"],
        "spec[2] must be an item that comes once, got the same as item 0; remove or rename one of them",
    ),
    ({"type": "array", "items": {}, "minItems": 1}, [], "spec must be at least 1 items, got 0; add what is missing"),
    ({"type": "array", "items": {}, "maxItems": 1}, [1, 2], "spec must be at most 1 items, got 2; remove some"),
]


@pytest.mark.parametrize(("schema", "value", "message"), REFUSED)
def test_refuses_what_the_api_server_refuses(check: Check, schema: dict[str, Any], value: Any, message: str) -> None:
    errors = check(schema, value)
    assert len(errors) == 1
    assert message in errors[0]


def test_reports_all_violations_at_once(check: Check) -> None:
    errors = check(SPEC, {"listeners": [{"port": "a"}, {"name": 1}], "other": 1})
    assert len(errors) == 4


def test_an_item_of_the_wrong_type_is_reported_once(check: Check) -> None:
    assert check(keyed("name"), ["a", "a"]) == [
        'spec[0] must be a map, got "a"; give a map',
        'spec[1] must be a map, got "a"; give a map',
    ]


def test_fails_when_an_item_has_none_of_the_keys_that_tell_items_apart(check: Check) -> None:
    named = {"type": "object", "properties": {"name": {"type": "string"}, "uid": {"type": "string"}}}
    secrets = {**keyed("name", "uid"), "items": named}
    assert check(secrets, [{"name": "a"}, {"uid": "b"}]) == []
    assert check(secrets, [{"name": None}], core=True) == []
    assert check(secrets, [{}], core=True) == ['spec[0] must be an item with "name" or "uid", got one without; name it']


def test_fields_that_nothing_explains_are_counted(check: Check) -> None:
    wide = {"type": "object", "properties": {f"field{letter}": {} for letter in "abcdefghijklmnop"}}
    (error,) = check(wide, {"zzz": 1})
    assert error.endswith("fieldk, fieldl and 4 more")


def test_the_core_kinds_take_null_as_absent(check: Check) -> None:
    assert check(LISTENER, {"name": "a", "port": None}, core=True) == []
    assert check(LISTENER, {"name": None}, core=True) == ["spec.name must be set, got nothing; give a string"]


EMBEDDED = {
    "type": "object",
    "x-kubernetes-embedded-resource": True,
    "x-kubernetes-preserve-unknown-fields": True,
}


def test_accepts_an_embedded_object(check: Check) -> None:
    assert check(EMBEDDED, {"apiVersion": "v1", "kind": "ConfigMap", "metadata": {"name": "a"}, "data": {}}) == []


def test_fails_when_an_embedded_object_is_incomplete(check: Check) -> None:
    closed = {"type": "object", "properties": {"data": STRINGS}, "x-kubernetes-embedded-resource": True}
    assert check(closed, {"kind": 1, "metadata": {"nam": "a"}, "data": {"a": 1}, "spec": {}}) == [
        "spec.apiVersion must be a text that is not empty, got nothing; name the embedded object's",
        "spec.kind must be a text that is not empty, got 1; name the embedded object's",
        "spec.metadata.nam must be a field of ObjectMeta, got an unknown field; did you mean name?",
        "spec.data.a must be a string, got 1; put it in quotes",
        "spec.spec must be a field of ExampleSpec, got an unknown field; use one of data",
    ]
    assert check(closed, "a") == ['spec must be a Kubernetes object, got "a"; give a Kubernetes object']
