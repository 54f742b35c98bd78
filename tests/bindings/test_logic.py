"""`oneOf`, `anyOf`, `allOf` and `not`."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from inference_platform_bindings.logic import satisfies

Check = Callable[..., list[str]]

TRUE: list[tuple[dict[str, Any], Any]] = [
    ({"type": "integer"}, 1.0),
    ({"type": "number"}, 0.5),
    ({"type": "string"}, "a"),
    ({"type": "array"}, ()),
    ({"enum": [1, "a"]}, "a"),
    ({"format": "ipv4"}, "1.2.3.4"),
    ({"format": "unheard-of"}, "x"),
    ({"pattern": "^a"}, "ab"),
    ({"pattern": r"\p{Greek}"}, "what Python cannot express is not checked"),
    ({"minLength": 1, "maxLength": 2}, "ab"),
    ({"minimum": 1, "maximum": 2}, 1),
    ({"minimum": 1, "exclusiveMinimum": True}, 2),
    ({"multipleOf": 0.1}, 0.3),
    ({"required": ["a"]}, {"a": None}),
    ({"properties": {"a": {"minimum": 1}}}, {"b": 0}),
    ({"additionalProperties": {"type": "string"}}, {"a": "b"}),
    ({"minProperties": 1, "maxProperties": 1}, {"a": 1}),
    ({"items": {"type": "integer"}, "minItems": 1, "maxItems": 2}, [1, 2]),
    ({"not": {"type": "string"}}, 1),
    ({"allOf": [{"minimum": 1}, {"maximum": 2}]}, 1),
    ({"anyOf": [{"required": ["a"]}, {"required": ["b"]}]}, {"b": 1}),
    ({"oneOf": [{"minimum": 5}, {"maximum": 5}]}, 6),
    # A rule says nothing about values of another type.
    ({"minimum": 1, "pattern": "a", "required": ["a"], "minItems": 1}, True),
    ({"description": "words that are no rules"}, 1),
]
FALSE: list[tuple[dict[str, Any], Any]] = [
    ({"type": "integer"}, True),
    ({"type": "boolean"}, 1),
    ({"type": "object"}, []),
    ({"enum": [1]}, True),
    ({"format": "ipv6"}, "1.2.3.4"),
    ({"pattern": "^a$"}, "a\n"),
    ({"minLength": 1}, ""),
    ({"maxLength": 1}, "ab"),
    ({"minimum": 1}, 0),
    ({"minimum": 1, "exclusiveMinimum": True}, 1),
    ({"maximum": 1}, 2),
    ({"maximum": 1, "exclusiveMaximum": True}, 1),
    ({"multipleOf": 2}, 3),
    ({"required": ["a"]}, {}),
    ({"properties": {"a": {"minimum": 1}}}, {"a": 0}),
    ({"additionalProperties": {"type": "string"}}, {"a": 1}),
    ({"minProperties": 1}, {}),
    ({"maxProperties": 0}, {"a": 1}),
    ({"items": {"type": "integer"}}, ["a"]),
    ({"minItems": 1}, []),
    ({"maxItems": 0}, [1]),
    ({"not": {"type": "string"}}, "a"),
    ({"allOf": [{"minimum": 1}, {"maximum": 2}]}, 3),
    ({"anyOf": [{"required": ["a"]}, {"required": ["b"]}]}, {"c": 1}),
    ({"oneOf": [{"minimum": 5}, {"maximum": 5}]}, 5),
]


@pytest.mark.parametrize(("rule", "value"), TRUE)
def test_a_value_satisfies_a_rule(rule: dict[str, Any], value: Any) -> None:
    assert satisfies(rule, value)


@pytest.mark.parametrize(("rule", "value"), FALSE)
def test_a_value_breaks_a_rule(rule: dict[str, Any], value: Any) -> None:
    assert not satisfies(rule, value)


ADDRESS = {
    "type": "object",
    "properties": {
        "type": {"type": "string", "default": "IPAddress"},
        "value": {"type": "string"},
    },
    "oneOf": [
        {"properties": {"type": {"enum": ["IPAddress"]}, "value": {"anyOf": [{"format": "ipv4"}, {"format": "ipv6"}]}}},
        {"properties": {"type": {"not": {"enum": ["IPAddress"]}}}},
    ],
}


def test_logic_sees_the_defaults(check: Check) -> None:
    assert check(ADDRESS, {"value": "10.0.0.1"}) == []
    assert check(ADDRESS, {"type": "Hostname", "value": "example.org"}) == []


def test_fails_when_no_alternative_fits(check: Check) -> None:
    (error,) = check(ADDRESS, {"value": "example.org"})
    assert error.startswith(
        'spec must be valid under exactly one of these rules, got {"value": "example.org"}; follow ['
    )


def test_fails_when_logic_on_a_scalar_is_broken(check: Check) -> None:
    (error,) = check({"type": "string", "not": {"enum": ["a"], "description": "prose"}}, "a")
    assert error == 'spec must be anything but valid under this rule, got "a"; follow {"enum": ["a"]}'


def test_other_words_below_all_of_are_kept(check: Check) -> None:
    schema = {"type": "string", "allOf": [{"pattern": "a"}, {"maxLength": 2}]}
    assert check(schema, "ab") == []
    assert "valid under all of these rules" in check(schema, "abc")[0]


def test_the_shape_is_reported_before_the_logic(check: Check) -> None:
    assert check(ADDRESS, []) == ["spec must be a map, got a list with 0 items; give a map"]


def test_a_missing_field_with_logic_is_described_by_its_shape(check: Check) -> None:
    holder = {"type": "object", "properties": {"a": ADDRESS}, "required": ["a"]}
    assert check(holder, {}) == ["spec.a must be set, got nothing; give a map"]
