"""Values that Knative's parsers read: ranges of numbers and durations, and the templates of names."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Annotated

from inference_platform.units import Between, Duration, seconds_of

__all__ = ["Count", "DurationIn", "GoTemplate", "NumberIn", "PositiveDuration", "WholeSeconds"]

_LARGEST_INT32 = 2**31 - 1

Count = Annotated[int, Between(0, _LARGEST_INT32)]
"""A number of pods or requests."""


@dataclass(frozen=True, slots=True)
class NumberIn:
    """A finite number in a range whose lower end may be excluded."""

    minimum: float
    maximum: float | None = None
    above: bool = False
    """Whether `minimum` itself is refused."""

    also: tuple[float, ...] = ()
    """Single numbers outside the range that have a meaning of their own."""

    do: str = "give a number in that range"

    @property
    def allowed(self) -> str:
        """The range in words."""
        low = f"above {self.minimum}" if self.above else f"at least {self.minimum}"
        high = "" if self.maximum is None else f" and at most {self.maximum}"
        return low + high + "".join(f", or {number}" for number in self.also)

    def accepts(self, value: object) -> bool:
        """Whether the value is such a number."""
        if isinstance(value, bool) or not isinstance(value, int | float) or not math.isfinite(value):
            return False
        if value in self.also:
            return True
        enough = value > self.minimum if self.above else value >= self.minimum
        return enough and (self.maximum is None or value <= self.maximum)


@dataclass(frozen=True, slots=True)
class DurationIn:
    """A duration in a range; whether the text is a duration at all is for `Duration` to say."""

    minimum: float = 0
    """Seconds."""

    maximum: float | None = None
    """Seconds."""

    above: bool = False
    """Whether `minimum` itself is refused."""

    whole: bool = False
    """Whether only whole seconds are right."""

    @property
    def allowed(self) -> str:
        """The range in words."""
        kind = "a duration of whole seconds" if self.whole else "a duration"
        low = f"above {self.minimum:g}s" if self.above else f"from {self.minimum:g}s"
        return f"{kind} {low}" + ("" if self.maximum is None else f" to {self.maximum:g}s")

    @property
    def do(self) -> str:
        """What to do."""
        return "give a duration in that range, such as 90s or 10m"

    def accepts(self, value: object) -> bool:
        """Whether the duration is in the range."""
        try:
            seconds = seconds_of(str(value))
        except ValueError:
            return True
        enough = seconds > self.minimum if self.above else seconds >= self.minimum
        in_range = enough and (self.maximum is None or seconds <= self.maximum)
        return in_range and (not self.whole or seconds == int(seconds))


WholeSeconds = Annotated[Duration, DurationIn(whole=True)]
"""A duration that Knative takes with at most second precision."""

PositiveDuration = Annotated[Duration, DurationIn(above=True)]
"""A duration above zero."""

_ACTION = re.compile(r"\{\{ ?([^{}]*?) ?\}\}")
_INDEX = re.compile(r'index \.(?:Annotations|Labels) "[^"\\]+"')


@dataclass(frozen=True, slots=True)
class GoTemplate:
    """A template of a name: text with `{{.Field}}`, the part of Go's templates whose result can be known here."""

    fields: Mapping[str, str] = field(hash=False)
    """What stands for each field when the result is tried, for example `Name`."""

    needs: tuple[str, ...]
    """Fields that must be in it, so that two objects never share a name."""

    result: str
    """Pattern of a usable result."""

    named: str
    """What the result is, in words."""

    maps: bool = False
    """Whether `{{index .Annotations "key"}}` and `{{index .Labels "key"}}` can be used."""

    @property
    def allowed(self) -> str:
        """What is right, in words."""
        known = ", ".join(f"{{{{.{name}}}}}" for name in self.fields)
        needs = "".join(f" with {{{{.{name}}}}}" if not at else f" and {{{{.{name}}}}}" for at, name in self._needed())
        return f"a template of {known}{needs} that gives {self.named}"

    @property
    def do(self) -> str:
        """What to do."""
        return "write text and these fields; other actions of Go's templates are not offered"

    def _needed(self) -> list[tuple[int, str]]:
        return list(enumerate(self.needs))

    def accepts(self, value: object) -> bool:
        """Whether the text is such a template."""
        used: set[str] = set()

        def put(action: re.Match[str]) -> str:
            name = action[1].removeprefix(".")
            if action[1].startswith(".") and name in self.fields:
                used.add(name)
                return self.fields[name]
            return "value" if self.maps and _INDEX.fullmatch(action[1]) else action[0]

        made = _ACTION.sub(put, str(value))
        return used.issuperset(self.needs) and re.fullmatch(self.result, made) is not None
