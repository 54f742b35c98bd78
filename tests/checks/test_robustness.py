from __future__ import annotations

from collections.abc import Iterator
from copy import deepcopy
from random import Random
from typing import Any

import pytest

from inference_platform.checks import RULES

_JUNK: tuple[Any, ...] = (
    None,
    "",
    "text",
    0,
    -1,
    True,
    1.5,
    [],
    {},
    ["a"],
    [{}],
    [[1]],
    {"a": 1},
    {"name": {}},
    [None],
)


def _places(value: Any) -> Iterator[tuple[Any, Any]]:
    """Every place in plain data as its holder and key."""
    items = list(value.items()) if isinstance(value, dict) else list(enumerate(value))
    for key, item in items:
        yield value, key
        if isinstance(item, dict | list):
            yield from _places(item)


@pytest.mark.parametrize("seed", range(8))
def test_no_junk_in_any_field_stops_a_rule(platform: Any, seed: int) -> None:
    chosen = Random(seed)
    for _ in range(25):
        holder, key = chosen.choice(list(_places(platform.objects)))
        if holder is not platform.objects:
            holder[key] = deepcopy(chosen.choice(_JUNK))
    platform.objects = [each for each in platform.objects if isinstance(each, dict)]
    assert all(finding.rule in RULES for finding in platform.findings())


@pytest.mark.parametrize("junk", _JUNK, ids=repr)
def test_no_junk_below_spec_stops_a_rule(platform: Any, junk: Any) -> None:
    for each in platform.objects:
        for part in ("spec", "data", "rules", "subjects", "roleRef"):
            if isinstance(each.get(part), dict):
                each[part] = dict.fromkeys(each[part], junk)
            elif part in each:
                each[part] = junk
    assert platform.findings("schema/fields") != []


def test_removing_any_reference_target_is_noticed(platform: Any) -> None:
    named = [
        "ConfigMap.proxy",
        "ExternalSecret.keys",
        "ExternalSecret.cache",
        "Cluster.db",
        "Pooler.db-pooler",
        "ObjectStore.backups",
        "Gateway.edge",
        "GatewayClass.edge",
        "EnvoyProxy.edge",
        "ClusterServingRuntime.vllm",
        "InferenceService.qwen",
        "InferencePool.qwen",
        "PersistentVolumeClaim.files",
        "Password.keys",
        "PriorityClass.serving",
        "ReferenceGrant.edge",
        "Role.picker:pods",
        "ServiceAccount.picker",
        "Deployment.proxy",
        "Deployment.picker",
        "Service.picker",
        "Service.proxy",
        "Service.cache",
        "HelmRepository.charts",
        "HTTPRouteFilter.direct",
    ]
    unnoticed = []
    for name in named:
        target = platform.get(name)
        platform.drop(name)
        if not any(finding.rule.startswith("reference/") for finding in platform.findings()):
            unnoticed.append(name)
        platform.objects.append(target)
    assert unnoticed == []
