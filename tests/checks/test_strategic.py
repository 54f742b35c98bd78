from __future__ import annotations

from typing import Any

import pytest

from inference_platform.checks.strategic import merged

_CASES: dict[str, tuple[dict[str, Any], dict[str, Any], dict[str, Any]]] = {
    "maps are merged": (
        {"startupProbe": {"exec": {"command": ["a"]}, "periodSeconds": 5}},
        {"startupProbe": {"httpGet": {"port": 80}, "periodSeconds": 9}},
        {"startupProbe": {"exec": {"command": ["a"]}, "periodSeconds": 9, "httpGet": {"port": 80}}},
    ),
    "items with one key are merged, the others follow": (
        {"volumes": [{"name": "a", "emptyDir": {}}, {"name": "b", "emptyDir": {}}]},
        {"volumes": [{"name": "c", "emptyDir": {}}, {"name": "a", "emptyDir": {"medium": "Memory"}}]},
        {
            "volumes": [
                {"name": "a", "emptyDir": {"medium": "Memory"}},
                {"name": "b", "emptyDir": {}},
                {"name": "c", "emptyDir": {}},
            ]
        },
    ),
    "items that come twice stay only where nothing is below them": (
        {"volumes": [{"name": "a"}]},
        {"volumes": [{"name": "b"}, {"name": "b"}], "initContainers": [{"name": "c"}, {"name": "c"}]},
        {"volumes": [{"name": "a"}, {"name": "b"}], "initContainers": [{"name": "c"}, {"name": "c"}]},
    ),
    "other lists are replaced": (
        {"tolerations": [{"key": "a"}], "command": ["a", "b"]},
        {"tolerations": [{"key": "b"}], "command": ["c"]},
        {"tolerations": [{"key": "b"}], "command": ["c"]},
    ),
    "what is empty replaces nothing": (
        {"image": "a", "command": ["a"], "workingDir": "/"},
        {"image": "", "command": [], "workingDir": None},
        {"image": "a", "command": ["a"], "workingDir": "/"},
    ),
    "the upper source of a variable wins": (
        {
            "env": [
                {"name": "A", "value": "1"},
                {"name": "B", "valueFrom": {"fieldRef": {"fieldPath": "spec.nodeName"}}},
            ]
        },
        {"env": [{"name": "A", "valueFrom": {"secretKeyRef": {"name": "s", "key": "k"}}}, {"name": "B", "value": "2"}]},
        {"env": [{"name": "A", "valueFrom": {"secretKeyRef": {"name": "s", "key": "k"}}}, {"name": "B", "value": "2"}]},
    ),
}


@pytest.mark.parametrize("case", _CASES.values(), ids=_CASES)
def test_a_model_is_laid_over_its_runtime_as_kubernetes_merges_pods(
    case: tuple[dict[str, Any], dict[str, Any], dict[str, Any]],
) -> None:
    base, patch, expected = case
    assert merged(base, patch) == expected
