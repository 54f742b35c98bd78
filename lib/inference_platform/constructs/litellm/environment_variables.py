"""Environment variables of the LiteLLM containers: which ones, from where, and which names never work."""

from __future__ import annotations

from dataclasses import dataclass

from inference_platform.refs import SecretKeyRef

__all__ = ["EnvironmentVariable"]


@dataclass(frozen=True, slots=True, kw_only=True)
class EnvironmentVariable:
    """One environment variable of a container."""

    name: str
    value: str | SecretKeyRef
    """Text that everybody may read, or the key of a Secret in the pod's namespace."""
