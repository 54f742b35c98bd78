"""The sentences that violations are written in: `<path> must be <allowed>, got <value>; <what to do>`."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

Path = tuple[Any, Any]
"""Where a value is: the path of what holds it (None at the root) and its own key or index."""

_SHOWN_CHARACTERS = 80
_SHOWN_FIELDS = 12


def path_text(path: Path | None) -> str:
    """Write a path as `spec.listeners[0].port`; keys that are no identifiers are put in brackets."""
    keys: list[Any] = []
    while path is not None:
        path, key = path
        keys.append(key)
    text = ""
    for key in reversed(keys):
        if isinstance(key, int):
            text += f"[{key}]"
        elif isinstance(key, str) and (key.replace("_", "a").replace("-", "a").isalnum() or not text):
            text += f".{key}" if text else key
        else:
            text += f"[{quoted(key)}]"
    return text or "the object"


def quoted(value: Any) -> str:
    """Write a scalar as it would stand in YAML or JSON."""
    import json

    text = json.dumps(value, ensure_ascii=False, default=repr)
    return text if len(text) <= _SHOWN_CHARACTERS else text[: _SHOWN_CHARACTERS - 3] + "..."


def shown(value: Any) -> str:
    """Describe a value in a few words: scalars in full, containers by their kind."""
    if value is None:
        return "null"
    if isinstance(value, (bool, int, float, str)):
        return quoted(value)
    if isinstance(value, Mapping):
        return f"a map with {len(value)} {'entry' if len(value) == 1 else 'entries'}"
    if isinstance(value, (list, tuple)):
        return f"a list with {len(value)} {'item' if len(value) == 1 else 'items'}"
    return f"a {type(value).__name__}"


def violation(path: Path | None, allowed: str, got: str, advice: str) -> str:
    """Write one violation."""
    return f"{path_text(path)} must be {allowed}, got {got}; {advice}"


def choices(values: Iterable[Any]) -> str:
    """Write alternatives as `"A", "B" or "C"`."""
    words = [quoted(value) for value in values]
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} or {words[-1]}"


def instead(name: str, known: Iterable[str]) -> str:
    """Say which of the known names was probably meant, or which there are."""
    import difflib

    names = sorted(known)
    lowered = {candidate.lower(): candidate for candidate in names}
    close = difflib.get_close_matches(name.lower(), lowered, n=1, cutoff=0.7)
    if close:
        return f"did you mean {lowered[close[0]]}?"
    if not names:
        return "leave it out"
    more = "" if len(names) <= _SHOWN_FIELDS else f" and {len(names) - _SHOWN_FIELDS} more"
    return f"use one of {', '.join(names[:_SHOWN_FIELDS])}{more}"
