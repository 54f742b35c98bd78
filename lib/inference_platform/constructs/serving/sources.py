"""Where the files of a model come from."""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["HuggingFace", "Source"]


@dataclass(frozen=True, slots=True, kw_only=True)
class HuggingFace:
    """A repository of the Hugging Face hub."""

    repo: str
    """Repository, `organisation/name`."""


Source = HuggingFace
