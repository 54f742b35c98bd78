"""Parts of pods where KServe's schemas want them."""

from __future__ import annotations

from typing import Any

__all__ = ["as_kserve"]


def as_kserve(part: Any) -> Any:
    """A struct of the core API, or a list of them, as the type that KServe's schemas have for the same thing.

    KServe's definitions repeat those of the core API field by field, so the two differ for type checkers only. What is
    put into a manifest is checked against KServe's own schema all the same.
    """
    return part
