"""Cron expressions as Kubernetes (robfig/cron, five fields) and CloudNativePG (six fields) read them."""

from __future__ import annotations

import re
from typing import NamedTuple

__all__ = ["is_schedule"]


class _Field(NamedTuple):
    minimum: int
    maximum: int
    names: tuple[str, ...] = ()

    def accepts(self, text: str) -> bool:
        return all(self._accepts_part(part) for part in text.split(","))

    def _accepts_part(self, part: str) -> bool:
        span, slash, step = part.partition("/")
        if slash and not (step.isdecimal() and int(step) > 0):
            return False
        if span in ("*", "?"):
            return True
        low, dash, high = span.partition("-")
        first, last = self._number(low), self._number(high if dash else low)
        return first is not None and last is not None and first <= last

    def _number(self, text: str) -> int | None:
        if text.lower() in self.names:
            return self.names.index(text.lower()) + self.minimum
        value = int(text) if text.isdecimal() and text.isascii() else -1
        return value if self.minimum <= value <= self.maximum else None


_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_DAYS = ("sun", "mon", "tue", "wed", "thu", "fri", "sat")
_FIELDS = (_Field(0, 59), _Field(0, 59), _Field(0, 23), _Field(1, 31), _Field(1, 12, _MONTHS), _Field(0, 6, _DAYS))
_MACROS = {"@yearly", "@annually", "@monthly", "@weekly", "@daily", "@midnight", "@hourly"}
_EVERY = re.compile(r"@every ([0-9]+(\.[0-9]+)?(h|m|s|ms|us|ns))+")


def is_schedule(text: str, *, seconds: bool = False) -> bool:
    """Whether a text is a schedule.

    Args:
        text: The expression or a macro such as `@daily`.
        seconds: Whether a field for seconds comes first.
    """
    if text.startswith("@"):
        return text in _MACROS or _EVERY.fullmatch(text) is not None
    fields = _FIELDS if seconds else _FIELDS[1:]
    parts = text.split()
    return len(parts) == len(fields) and all(field.accepts(part) for field, part in zip(fields, parts, strict=True))
