"""The plugins that each release of the endpoint picker registers, and the parameters that each of them reads.

Taken from the registrations in `cmd/epp/runner` and the parameter types of the plugins at each tag of
https://github.com/kubernetes-sigs/gateway-api-inference-extension and https://github.com/llm-d/llm-d-router; those for
tests are left out. llm-d-router ends at a parameter that it does not know; the older ones ignore it.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cache
from importlib.resources import files

from inference_platform.constructs.endpoint_picker.version import EppVersion

__all__ = ["METRIC_READERS", "KnownPlugin", "known_plugins", "nearest"]

METRIC_READERS = frozenset(
    {
        "kv-cache-utilization-scorer",
        "latency-scorer",
        "latency-slo-admitter",
        "load-aware-scorer",
        "lora-affinity-scorer",
        "predicted-latency-producer",
        "predicted-latency-scorer",
        "probabilistic-admitter",
        "queue-scorer",
        "running-requests-size-scorer",
        "utilization-detector",
        "utilization-filter",
    }
)
"""Plugins that decide by metrics of the model servers."""


@dataclass(frozen=True, slots=True, kw_only=True)
class KnownPlugin:
    """What a release says about one type of plugin."""

    roles: frozenset[str]
    """What it can be used as: scorer, filter, picker, handler, detector, fairness, ordering, usage_limit, parser,
    source, extractor, discovery; empty for what works by being there."""

    alpha: bool
    parameters: frozenset[str]


@cache
def known_plugins(version: EppVersion) -> Mapping[str, KnownPlugin]:
    """Every type of plugin that a version registers."""
    text = files(__package__).joinpath("known_plugins.json").read_text(encoding="utf-8")
    return {
        type_: KnownPlugin(
            roles=frozenset(each.get("roles", ())),
            alpha=each.get("alpha", False),
            parameters=frozenset(each["parameters"]),
        )
        for type_, each in json.loads(text)[version.name].items()
    }


def nearest(name: str, names: Iterable[str], otherwise: str) -> str:
    """What to do about a name that does not exist."""
    close = get_close_matches(name, sorted(names), n=1, cutoff=0.5)
    return f"did you mean {close[0]}?" if close else otherwise
