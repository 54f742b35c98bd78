"""Valkey, alone or replicated with Sentinel, on the official image."""

from inference_platform.constructs.valkey.construct import Valkey
from inference_platform.constructs.valkey.props import (
    EvictionPolicy,
    Exporter,
    Persistence,
    Sentinel,
    Standalone,
    ValkeyProps,
)

__all__ = ["EvictionPolicy", "Exporter", "Persistence", "Sentinel", "Standalone", "Valkey", "ValkeyProps"]
