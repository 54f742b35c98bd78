"""Command lines of containers: their flags and values, as far as a manifest tells them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, NamedTuple

from inference_platform.checks.reading import rows, text, words
from inference_platform.checks.templates import Container

__all__ = ["CommandLine", "Flag", "command_line"]

_SHELLS = frozenset({"ash", "bash", "dash", "env", "sh", "tini", "zsh"})
_VARIABLE = re.compile(r"\$\(([A-Za-z_][A-Za-z0-9_.-]*)\)")
_FLAG = re.compile(r"--?[A-Za-z]")
_TRUE = frozenset({"1", "t", "T", "TRUE", "true", "True"})
_FALSE = frozenset({"0", "f", "F", "FALSE", "false", "False"})


class Flag(NamedTuple):
    """One flag with the words that follow it."""

    name: str
    """Without its dashes."""

    values: tuple[str, ...]
    """The value behind `=`, or every word up to the next flag."""

    inline: bool
    """Whether it is written with `=`."""

    field: str
    """Where it is written."""


@dataclass(frozen=True, slots=True)
class CommandLine:
    """What a container is started with."""

    positional: tuple[str, ...]
    """The words before the first flag."""

    flags: tuple[Flag, ...]

    def get(self, name: str) -> Flag | None:
        """The flag of that name; of several the last one, which counts."""
        return next((flag for flag in reversed(self.flags) if flag.name == name), None)

    def value(self, name: str, default: str = "") -> str | None:
        """The value of a flag, its default if it is not given, and None if it cannot be known."""
        flag = self.get(name)
        if flag is None:
            return default
        found = flag.values[0] if flag.values else ""
        return None if "$(" in found else found

    def number(self, name: str, default: int) -> int | None:
        """The whole number of a flag, its default if it is not given, and None if it cannot be known."""
        found = self.value(name, str(default))
        return int(found) if found is not None and found.isdecimal() else None

    def switch(self, name: str, *, default: bool) -> bool | None:
        """What a flag that is on or off says, as Go reads it: a word behind a blank is no value of it."""
        flag = self.get(name)
        if flag is None:
            return default
        if not flag.inline:
            return True
        return True if flag.values[0] in _TRUE else False if flag.values[0] in _FALSE else None

    def field(self, name: str, otherwise: str) -> str:
        """Where a flag is written, or another place if it is not."""
        flag = self.get(name)
        return otherwise if flag is None else flag.field


def command_line(container: Container, namespace: str = "") -> CommandLine | None:
    """The command line of a container, or None where a shell makes it up.

    Args:
        container: With `command` and `args`; without `command` the image's own one is in front of `args`.
        namespace: Namespace of the pod, for variables that hold it.
    """
    command = words(container.data, "command")
    if command and command[0].rpartition("/")[2] in _SHELLS:
        return None
    known = dict(_variables(container, namespace))
    given = [
        (f"{container.field}.{key}[{position}]", _VARIABLE.sub(lambda found: known.get(found[1], found[0]), word))
        for key in ("command", "args")
        for position, word in enumerate(words(container.data, key))
    ]
    return _parse(given)


def _parse(given: list[tuple[str, str]]) -> CommandLine:
    positional: list[str] = []
    flags: list[Flag] = []
    for field, word in given:
        if word == "--":
            break
        if _FLAG.match(word):
            name, equals, value = word.lstrip("-").partition("=")
            flags.append(Flag(name, (value,) if equals else (), bool(equals), field))
        elif not flags:
            positional.append(word)
        elif not flags[-1].inline:
            flags[-1] = flags[-1]._replace(values=(*flags[-1].values, word))
    return CommandLine(tuple(positional), tuple(flags))


def _variables(container: Container, namespace: str) -> Iterator[tuple[str, str]]:
    """The container's variables whose values the manifest tells."""
    for env in rows(container.data, "env"):
        value: Any = env.get("value")
        if isinstance(value, str) and "$(" not in value:
            yield text(env, "name"), value
        elif text(env, "valueFrom", "fieldRef", "fieldPath") == "metadata.namespace" and namespace:
            yield text(env, "name"), namespace
