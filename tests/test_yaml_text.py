from __future__ import annotations

from typing import Any

import pytest
import yaml

from inference_platform.yaml_text import to_yaml


@pytest.mark.parametrize(
    "text",
    ["1e3", "0x1F", "0o17", "1_000", "12:30:45", "yes", "on", "null", "~", "", "1.5", "-1", ".5", "0b1", "2025-01-01"],
)
def test_a_text_that_a_parser_may_misread_is_quoted(text: str) -> None:
    assert to_yaml({"a": text}).strip().removeprefix("a: ")[0] in "'\""


@pytest.mark.parametrize("text", ["2Gi", "500m", "30s", "10.0.0.0/8", "llm.example.com", "0 0 3 * * *"])
def test_a_text_that_nobody_misreads_stays_bare(text: str) -> None:
    assert to_yaml({"a": text}) == f"a: {text}\n"


@pytest.mark.parametrize(
    "data",
    [
        {"a": [1, 1.5, True, None, "x"], "b": {}, "c": [], "d": {"e": [{"f": "g"}, {}]}},
        {"script": "#!/bin/sh\nset -eu\n  indented\n"},
        {"script": "no line end\nat the end"},
        {"long": "word " * 200},
        {"odd": "a: b # c", "quote": "it's", "umlaut": "ä", "tab": "a\tb\nc"},
    ],
    ids=["shapes", "script", "open", "long", "odd"],
)
def test_what_is_written_is_what_is_read(data: Any) -> None:
    assert yaml.safe_load(to_yaml(data)) == data


def test_a_text_of_several_lines_is_readable() -> None:
    assert to_yaml({"a": "b\nc\n"}) == "a: |\n  b\n  c\n"


def test_shared_parts_are_written_in_full() -> None:
    shared = {"x": 1}
    assert "&" not in to_yaml({"a": shared, "b": shared})


def test_structs_tuples_and_text_types_are_plain_data() -> None:
    class Name(str):
        __slots__ = ()

    class Table(dict[str, int]):
        """Such as the structs of the bindings."""

    assert to_yaml({"a": (1, 2), "b": Name("n"), "c": Table(d=1)}) == "a:\n- 1\n- 2\nb: n\nc:\n  d: 1\n"


def test_keys_keep_their_order() -> None:
    assert to_yaml({"b": 1, "a": 2}) == "b: 1\na: 2\n"
