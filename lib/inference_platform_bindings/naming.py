"""How Kubernetes field names become Python keyword arguments."""

from __future__ import annotations

import keyword
import re
from collections.abc import Iterable

# A plural acronym (`externalIPs`) is one word; so are names that spell an acronym in mixed case.
_WORDS = re.compile(
    r"IPv[46]|OAuth[0-9]*|[A-Z]{2,}s(?![a-z])|[A-Z]+[0-9]*(?![a-z])|[A-Z][a-z0-9]*|[a-z][a-z0-9]*|[0-9]+"
)


def snake_case(name: str) -> str:
    """Return the Python name of a field: `clusterIPs` is `cluster_ips`, `from` is `from_`."""
    words = "_".join(_WORDS.findall(name)).lower()
    if not words:
        return "field_"
    if words[0].isdigit():
        return f"n{words}"
    return f"{words}_" if keyword.iskeyword(words) or words == "self" else words


def pascal_case(name: str) -> str:
    """Return the part of a class name that a field contributes: `allowedRoutes` is `AllowedRoutes`."""
    return "".join(word[:1].upper() + word[1:] for word in re.findall(r"[A-Za-z0-9]+", name))


def keyword_names(fields: Iterable[str]) -> dict[str, str]:
    """Map the Python name of every field to its real name.

    Raises:
        ValueError: Two fields would share a Python name, so one of them could never be set.
    """
    names: dict[str, str] = {}
    for field in fields:
        python = snake_case(field)
        if python in names:
            raise ValueError(f"{field!r} and {names[python]!r} would both be written {python}=")
        names[python] = field
    return names
