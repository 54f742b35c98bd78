from __future__ import annotations

from typing import Any

import pytest

from inference_platform.checks.command_line import CommandLine, command_line
from inference_platform.checks.templates import Container


def _read(*args: str, **container: Any) -> CommandLine:
    found = command_line(Container("spec", {"args": list(args), **container}, "containers"), "models")
    assert found is not None
    return found


def test_a_value_stands_behind_a_sign_or_a_blank() -> None:
    line = _read("--a=1", "--b", "2", "-c", "3")
    assert [line.value(name) for name in "abc"] == ["1", "2", "3"]


def test_the_last_of_several_flags_counts() -> None:
    assert _read("--a=1", "--a=2").value("a") == "2"


def test_a_flag_that_is_not_given_has_its_default() -> None:
    assert _read().value("a", "x") == "x"
    assert _read().number("a", 9002) == 9002
    assert _read().switch("a", default=True) is True


def test_words_before_the_first_flag_are_positional() -> None:
    line = _read("--port=1", command=["vllm", "serve", "/mnt/models"])
    assert line.positional == ("vllm", "serve", "/mnt/models")


def test_a_flag_takes_several_words() -> None:
    flag = _read("--names", "a", "b", "--c").get("names")
    assert flag is not None
    assert flag.values == ("a", "b")


@pytest.mark.parametrize(("word", "value"), [("true", True), ("F", False), ("yes", None)])
def test_a_switch_is_read_like_go_does(word: str, value: bool | None) -> None:
    assert _read(f"--a={word}").switch("a", default=False) is value


def test_a_word_behind_a_blank_is_no_value_of_a_switch() -> None:
    assert _read("--secure-serving", "false").switch("secure-serving", default=True) is True


def test_variables_are_put_in_as_far_as_they_are_known() -> None:
    env = [
        {"name": "A", "value": "1"},
        {"name": "NS", "valueFrom": {"fieldRef": {"fieldPath": "metadata.namespace"}}},
        {"name": "B", "value": "$(A)"},
    ]
    line = _read("--a=$(A)", "--ns=$(NS)", "--b=$(B)", "--c=$(C)", env=env)
    assert [line.value("a"), line.value("ns"), line.value("b"), line.value("c")] == ["1", "models", None, None]


@pytest.mark.parametrize("command", [["sh", "-c", "run"], ["/bin/bash", "-c", "run"], ["/usr/bin/env", "run"]])
def test_what_a_shell_starts_is_not_known(command: list[str]) -> None:
    assert command_line(Container("spec", {"command": command}, "containers")) is None


def test_a_field_names_the_place_of_a_flag() -> None:
    line = _read("--a=1", "--b=2")
    assert line.field("b", "spec.args") == "spec.args[1]"
    assert line.field("c", "spec.args") == "spec.args"
