"""Tolerant reading of manifests: what is missing or has another type reads as empty.

Rules look at objects that may break their schema; that is reported by the schema's own rule, so the others just see
nothing there.
"""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal, InvalidOperation
from types import MappingProxyType
from typing import Any

__all__ = ["number", "quantity", "rows", "table", "text", "value_at", "words"]

_EMPTY: Mapping[str, Any] = MappingProxyType({})
_SUFFIXES = {
    "": Decimal(1),
    "n": Decimal("1e-9"),
    "u": Decimal("1e-6"),
    "m": Decimal("1e-3"),
    "k": Decimal(10) ** 3,
    "M": Decimal(10) ** 6,
    "G": Decimal(10) ** 9,
    "T": Decimal(10) ** 12,
    "P": Decimal(10) ** 15,
    "E": Decimal(10) ** 18,
    "Ki": Decimal(2) ** 10,
    "Mi": Decimal(2) ** 20,
    "Gi": Decimal(2) ** 30,
    "Ti": Decimal(2) ** 40,
    "Pi": Decimal(2) ** 50,
    "Ei": Decimal(2) ** 60,
}


def value_at(value: object, *path: str) -> Any:
    """Whatever is at a path of keys, or None."""
    for step in path:
        # Nearly everything is a dict or nothing; asking an abstract class costs ten times as much.
        if isinstance(value, dict):
            value = value.get(step)
        elif value is None or not isinstance(value, Mapping):
            return None
        else:
            value = value.get(step)
    return value


def table(value: object, *path: str) -> Mapping[str, Any]:
    """The map at a path of keys, or an empty one."""
    found = value_at(value, *path) if path else value
    if isinstance(found, dict):
        return found
    return found if found is not None and isinstance(found, Mapping) else _EMPTY


def rows(value: object, *path: str) -> list[Mapping[str, Any]]:
    """The maps in the list at a path of keys; other items are left out."""
    found = value_at(value, *path) if path else value
    return [item for item in found if isinstance(item, Mapping)] if isinstance(found, list | tuple) else []


def text(value: object, *path: str) -> str:
    """The text at a path of keys, or an empty one."""
    found = value_at(value, *path) if path else value
    return found if isinstance(found, str) else ""


def words(value: object, *path: str) -> list[str]:
    """The texts in the list at a path of keys; other items are left out."""
    found = value_at(value, *path) if path else value
    return [item for item in found if isinstance(item, str)] if isinstance(found, list | tuple) else []


def number(value: object, *path: str) -> int | None:
    """The whole number at a path of keys, or None."""
    found = value_at(value, *path) if path else value
    return found if isinstance(found, int) and not isinstance(found, bool) else None


def quantity(value: object) -> Decimal | None:
    """The amount of a Kubernetes quantity such as `512Mi`, `0.5` or `1e3`; None if it is not one."""
    if isinstance(value, int | float) and not isinstance(value, bool):
        return Decimal(str(value))
    if not isinstance(value, str):
        return None
    digits = value.rstrip("numkMGTPEi")
    factor = _SUFFIXES.get(value[len(digits) :])
    try:
        amount = Decimal(digits)
    except InvalidOperation:
        return None
    return amount * factor if factor is not None and amount.is_finite() else None
