"""Rules about texts, numbers and booleans: each fires, and none misfires."""

from __future__ import annotations

from collections.abc import Callable
from enum import IntEnum, StrEnum
from typing import Any

import pytest

Check = Callable[..., list[str]]


class Protocol(StrEnum):
    TCP = "TCP"


class Port(IntEnum):
    HTTP = 80


STRING = {"type": "string"}
INTEGER = {"type": "integer"}
PORT = {"type": "integer", "format": "int32", "minimum": 1, "maximum": 65535}
INT_OR_STRING = {"x-kubernetes-int-or-string": True, "anyOf": [{"type": "integer"}, {"type": "string"}]}

ACCEPTED: list[tuple[dict[str, Any], Any]] = [
    (STRING, ""),
    (STRING, Protocol.TCP),
    ({**STRING, "enum": ["TCP", "UDP"]}, Protocol.TCP),
    ({**STRING, "minLength": 2, "maxLength": 3}, "äöü"),
    ({**STRING, "nullable": True}, None),
    ({**STRING, "format": "date-time"}, "2026-01-31T23:59:59.5+01:00"),
    ({**STRING, "format": "date-time"}, "0000-01-01t00:00:00z"),
    ({**STRING, "format": "byte"}, "aGVsbG8=\n"),
    ({**STRING, "format": "byte"}, ""),
    ({**STRING, "format": "date"}, "2026-02-28"),
    ({**STRING, "format": "ipv4"}, "010.0.0.1"),
    ({**STRING, "format": "ipv6"}, "fe80::1"),
    ({**STRING, "format": "email"}, "formats that are not enforced pass"),
    ({**STRING, "pattern": "^a$", "allOf": [{"pattern": "a"}, {"pattern": "^.$"}]}, "a"),
    (INTEGER, -(2**63)),
    (INTEGER, 1.0),
    (INTEGER, Port.HTTP),
    ({**INTEGER, "format": "int32"}, 2**31 - 1),
    (PORT, 65535),
    ({**INTEGER, "minimum": 0, "exclusiveMinimum": False}, 0),
    ({**INTEGER, "multipleOf": 5}, 15),
    ({**INTEGER, "enum": [1, 2]}, 2),
    ({"type": "number"}, 1),
    ({"type": "number", "multipleOf": 0.1}, 0.3),
    ({"type": "boolean"}, False),
    ({"type": "boolean", "enum": [True]}, True),
    ({"type": "boolean", "nullable": True}, None),
    (INT_OR_STRING, 80),
    (INT_OR_STRING, "http"),
    (INT_OR_STRING, 1.0),
    ({**INT_OR_STRING, "pattern": "^[0-9]+%$"}, "50%"),
    ({**INT_OR_STRING, "allOf": [{"anyOf": INT_OR_STRING["anyOf"]}, {"pattern": "^a"}]}, "ab"),
    ({}, {"a": [None, 1, "x", 1.5, True]}),
]


@pytest.mark.parametrize(("schema", "value"), ACCEPTED)
def test_accepts_what_the_api_server_accepts(check: Check, schema: dict[str, Any], value: Any) -> None:
    assert check(schema, value) == []


REFUSED: list[tuple[dict[str, Any], Any, str]] = [
    (STRING, 8080, "spec must be a string, got 8080; put it in quotes"),
    (STRING, True, "spec must be a string, got true; put it in quotes"),
    (STRING, None, "spec must be a string, got null; leave the field out"),
    (STRING, ["a"], "spec must be a string, got a list with 1 item; give a string"),
    (STRING, b"a", "spec must be a string, got a bytes; give a string"),
    ({**STRING, "enum": ["TCP"]}, "tcp", 'spec must be "TCP", got "tcp"; did you mean TCP?'),
    ({**STRING, "enum": ["A", "B"]}, "long", 'spec must be one of "A" or "B", got "long"; use one of A, B'),
    ({**STRING, "minLength": 1}, "", 'spec must be a text that is not empty, got ""; give a longer text'),
    ({**STRING, "minLength": 3}, "ab", 'spec must be at least 3 characters long, got "ab"; give a longer text'),
    ({**STRING, "maxLength": 2}, "abc", "spec must be at most 2 characters long, got 3 characters; shorten it"),
    (
        {**STRING, "pattern": "^a+$"},
        "b",
        'spec must be a text that matches ^a+$, got "b"; change it so that it does',
    ),
    ({**STRING, "pattern": "^a$", "allOf": [{"pattern": "^b$"}]}, "a", "matches ^b$"),
    ({**STRING, "enum": ["A", "B"], "allOf": [{"enum": ["B", "C"]}]}, "A", 'spec must be "B"'),
    ({**STRING, "format": "date-time"}, "2026-02-30T00:00:00Z", "a time as in 2026-01-31T12:00:00Z"),
    ({**STRING, "format": "date-time"}, "2026-01-31 00:00:00Z", "a time as in"),
    ({**STRING, "format": "date-time"}, "2026-01-31T24:00:00Z", "a time as in"),
    ({**STRING, "format": "date"}, "31.01.2026", "a date as in 2026-01-31"),
    ({**STRING, "format": "byte"}, "hello", "base64 text"),
    ({**STRING, "format": "ipv4"}, "1.2.3.256", "an IPv4 address"),
    ({**STRING, "format": "ipv6"}, "1.2.3.4", "an IPv6 address"),
    (INTEGER, True, "spec must be an integer, got true; give an integer"),
    (INTEGER, "1", 'spec must be an integer, got "1"; give an integer'),
    (INTEGER, 1.5, "spec must be an integer, got 1.5; give an integer"),
    (INTEGER, 2**63, "spec must be an int64"),
    ({**INTEGER, "format": "int32"}, 2**31, "spec must be an int32, got 2147483648; use a number that fits"),
    (PORT, 70000, "spec must be at most 65535, got 70000; use a port from 1 to 65535"),
    (PORT, 0, "spec must be at least 1, got 0; use a port from 1 to 65535"),
    ({**INTEGER, "minimum": 0}, -1, "spec must be at least 0, got -1; use a larger number"),
    ({**INTEGER, "maximum": 5}, 6, "spec must be at most 5, got 6; use a smaller number"),
    ({**INTEGER, "minimum": 0, "exclusiveMinimum": True}, 0, "spec must be greater than 0"),
    ({**INTEGER, "maximum": 9, "exclusiveMaximum": True}, 9, "spec must be less than 9"),
    ({**INTEGER, "multipleOf": 5}, 7, "spec must be a multiple of 5, got 7; round it"),
    ({**INTEGER, "enum": [1, 2]}, 3, "spec must be one of 1 or 2, got 3; use one of them"),
    ({"type": "number"}, "1", "spec must be a number"),
    ({"type": "number"}, float("nan"), "spec must be a number"),
    ({"type": "boolean"}, "true", 'spec must be true or false, got "true"; give true or false'),
    ({"type": "boolean"}, 1, "spec must be true or false, got 1"),
    ({"type": "boolean", "enum": [True]}, False, "spec must be true, got false"),
    (INT_OR_STRING, True, "spec must be an integer or a string, got true"),
    (INT_OR_STRING, 0.5, "spec must be an integer or a string, got 0.5"),
    ({**INT_OR_STRING, "pattern": "^[0-9]+%$"}, "half", 'got "half"'),
    ({}, {"a": {1, 2}}, "spec.a must be plain data, got a set"),
    ({}, [float("inf")], "spec[0] must be plain data, got Infinity; give maps, lists, texts or finite numbers"),
    ({}, {1: "a"}, "spec.1 must be a string as a key, got 1; put it in quotes"),
]


@pytest.mark.parametrize(("schema", "value", "message"), REFUSED)
def test_refuses_what_the_api_server_refuses(check: Check, schema: dict[str, Any], value: Any, message: str) -> None:
    errors = check(schema, value)
    assert len(errors) == 1
    assert message in errors[0]


def test_long_values_are_cut_in_messages(check: Check) -> None:
    (error,) = check({"type": "boolean"}, "x" * 500)
    assert len(error) < 200


def test_names_patterns_that_people_know(check: Check) -> None:
    label = {"type": "string", "pattern": "^[a-z0-9]([-a-z0-9]*[a-z0-9])?$"}
    (error,) = check(label, "My_Name")
    assert "must be a DNS label (lower-case letters, digits and inner dashes)" in error


def test_the_core_kinds_take_an_empty_text_as_absent(check: Check) -> None:
    assert check({"type": "string", "enum": ["TCP"]}, "", core=True) == []


def test_fails_when_a_text_that_a_core_kind_needs_is_empty(check: Check) -> None:
    needed = {"type": "string", "pattern": "^a", "minLength": 1}
    assert check(needed, "", core=True) == ['spec must be a text that is not empty, got ""; give a longer text']
    listed = {"type": "string", "enum": ["TCP"], "minLength": 1}
    assert check(listed, "", core=True) == ['spec must be "TCP", got ""; use one of TCP']


def test_an_integer_or_string_has_32_bits_in_the_core_kinds_only(check: Check) -> None:
    assert check(INT_OR_STRING, 2**31 - 1, core=True) == check(INT_OR_STRING, 2**31) == []
    assert check(INT_OR_STRING, 2**31, core=True) == ["spec must be an int32, got 2147483648; use a number that fits"]


def test_fails_when_a_core_integer_is_written_as_a_float(check: Check) -> None:
    assert check({"type": "integer"}, 1.0, core=True) == ["spec must be an integer, got 1.0; give an integer"]
