"""What became of an object on its way through the API server: anything lost or changed is a bug in the output."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal, InvalidOperation
from typing import Any

_UNITS = {"m": "0.001", "": "1", "k": "1000", "M": "1e6", "G": "1e9", "T": "1e12", "P": "1e15", "E": "1e18"} | {
    f"{letter}i": str(1024**power) for power, letter in enumerate("KMGTPE", start=1)
}


def differences(sent: Any, read: Any, path: str = "") -> Iterator[str]:
    """Yield a sentence for every field that was sent and is not there; defaults may have been added."""
    if isinstance(sent, dict) and isinstance(read, dict):
        for key, value in sent.items():
            place = f"{path}.{key}" if path else key
            if key in read:
                yield from differences(value, read[key], place)
            elif value not in ({}, [], None):  # the core kinds do not store what is empty
                yield f"{place}: {value!r} is gone"
    elif isinstance(sent, list) and isinstance(read, list) and len(sent) == len(read):
        for position, (each, kept) in enumerate(zip(sent, read, strict=True)):
            yield from differences(each, kept, f"{path}[{position}]")
    elif sent != read and not _same_quantity(sent, read):
        yield f"{path}: {sent!r} became {read!r}"


def _same_quantity(sent: Any, read: Any) -> bool:
    """Whether two texts are one amount: the server stores `1000m` as `1`."""
    amount = _amount(sent)
    return amount is not None and amount == _amount(read)


def _amount(value: Any) -> Decimal | None:
    number = str(value).rstrip("mkKMGTPEi")
    try:
        return Decimal(number) * Decimal(_UNITS[str(value)[len(number) :]])
    except (InvalidOperation, KeyError):
        return None
