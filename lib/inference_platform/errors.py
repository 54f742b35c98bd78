"""The one family of errors that a user of this library sees."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from inference_platform_bindings.errors import ConfigError, SchemaError

__all__ = ["ConfigError", "InvalidSettings", "Problem", "SchemaError", "raise_if"]

_LONGEST_VALUE = 120


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """One thing that is wrong with a setting, in a sentence that says what to do."""

    field: str
    """Path of the field, for example `pooler.max_client_conn` or `models[0].rpm`."""

    must_be: str
    """What is allowed; reads after "must be"."""

    got: object
    """The value that was given. A string is shown as it is, anything else by `repr`."""

    do: str
    """What the user should do about it, as an imperative."""

    def __str__(self) -> str:
        return f"{self.field} must be {self.must_be}, got {_shown(self.got)}; {self.do}"

    def under(self, prefix: str) -> Problem:
        """The same problem seen from the owner of `prefix`."""
        joint = "" if not prefix or self.field.startswith("[") else "."
        return Problem(field=f"{prefix}{joint}{self.field}", must_be=self.must_be, got=self.got, do=self.do)


class InvalidSettings(ConfigError):  # noqa: N818 - reads as what it says
    """Settings that cannot work; carries every problem, not just the first.

    Args:
        problems: Pairs of the place (`prod/proxy`) and what is wrong there.
    """

    def __init__(self, problems: Iterable[tuple[str, Problem]]) -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join(f"{where}: {problem}" for where, problem in self.problems))


def raise_if(where: object, problems: Iterable[Problem]) -> None:
    """Raise `InvalidSettings` if there is any problem.

    Args:
        where: The place; its text is only asked for when there is a problem.
        problems: What is wrong there.
    """
    found = list(problems)
    if found:
        raise InvalidSettings((str(where), problem) for problem in found)


def _shown(value: object) -> str:
    text = value if isinstance(value, str) and value else repr(value)
    return text if len(text) <= _LONGEST_VALUE else f"{text[:_LONGEST_VALUE]}..."
