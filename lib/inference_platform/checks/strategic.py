"""Kubernetes' strategic merge of pods, by which KServe lays what a model says over what its runtime says."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from inference_platform.checks.reading import rows

__all__ = ["merged"]

_KEYS = {
    "containers": "name",
    "env": "name",
    "ephemeralContainers": "name",
    "hostAliases": "ip",
    "imagePullSecrets": "name",
    "initContainers": "name",
    "ports": "containerPort",
    "resourceClaims": "name",
    "topologySpreadConstraints": "topologyKey",
    "volumeDevices": "devicePath",
    "volumeMounts": "mountPath",
    "volumes": "name",
}
"""Lists of a pod whose items are merged, by what makes two items one; any other list is replaced."""

_SOURCES = ("value", "valueFrom")


def merged(base: Mapping[str, Any], patch: Mapping[str, Any]) -> dict[str, Any]:
    """Lay one map over another; what is empty in the upper one is not there for the Go client that sends it."""
    result = dict(base)
    for key, value in patch.items():
        below = base.get(key)
        if value is None or value == "" or value == []:
            continue
        if isinstance(below, Mapping) and isinstance(value, Mapping):
            result[key] = merged(below, value)
        elif key in _KEYS and isinstance(below, list) and below and isinstance(value, list):
            result[key] = _merged_items(rows(base, key), rows(patch, key), _KEYS[key])
        else:
            result[key] = value
    return result


def _merged_items(
    base: Sequence[Mapping[str, Any]], patch: Sequence[Mapping[str, Any]], key: str
) -> list[Mapping[str, Any]]:
    result = list(base)
    for item in patch:
        for position, below in enumerate(result):
            if below.get(key) == item.get(key):
                result[position] = merged(_without_other_source(below, item), item)
                break
        else:
            result.append(item)
    return result


def _without_other_source(below: Mapping[str, Any], item: Mapping[str, Any]) -> Mapping[str, Any]:
    """Of a variable, KServe drops the source that the upper one does not have."""
    if any(item.get(source) for source in _SOURCES):
        return {key: value for key, value in below.items() if key not in _SOURCES or key in item}
    return below
