from __future__ import annotations

import pytest

from inference_platform.constructs.litellm.autoscaling import Autoscaling, autoscaler_spec
from inference_platform.constructs.litellm.disruption import DisruptionBudget, budget_spec
from inference_platform.problems import problems_of


def messages(props: object) -> list[str]:
    return [str(problem) for problem in problems_of(props)]


def test_the_autoscaler_aims_at_cpu_alone() -> None:
    assert autoscaler_spec(Autoscaling(), "proxy") == {
        "scaleTargetRef": {"apiVersion": "apps/v1", "kind": "Deployment", "name": "proxy"},
        "minReplicas": 2,
        "maxReplicas": 6,
        "metrics": [
            {
                "type": "Resource",
                "resource": {"name": "cpu", "target": {"type": "Utilization", "averageUtilization": 70}},
            }
        ],
        "behavior": {
            "scaleUp": {"stabilizationWindowSeconds": 0},
            "scaleDown": {
                "stabilizationWindowSeconds": 300,
                "policies": [{"type": "Percent", "value": 25, "periodSeconds": 60}],
            },
        },
    }


def test_the_autoscaler_can_aim_at_memory() -> None:
    spec = autoscaler_spec(Autoscaling(cpu_percent=None, memory_percent=80), "proxy")
    assert [metric["resource"]["name"] for metric in spec["metrics"]] == ["memory"]


def test_fails_when_the_minimum_is_above_the_maximum() -> None:
    assert messages(Autoscaling(min_replicas=7)) == [
        "min_replicas must be at most max_replicas (6), got 7; raise max_replicas or lower min_replicas"
    ]


def test_fails_when_the_autoscaler_has_no_target() -> None:
    assert messages(Autoscaling(cpu_percent=None)) == [
        "cpu_percent must be given when memory_percent is not, got None; "
        "set one of the two targets, or use replicas instead of autoscaling"
    ]


@pytest.mark.parametrize(
    ("budget", "limit"),
    [
        (DisruptionBudget(), {"maxUnavailable": 1}),
        (DisruptionBudget(max_unavailable="25%"), {"maxUnavailable": "25%"}),
        (DisruptionBudget(min_available=2), {"minAvailable": 2}),
        (DisruptionBudget(min_available="50%"), {"minAvailable": "50%"}),
    ],
)
def test_a_budget_says_one_limit(budget: DisruptionBudget, limit: dict[str, object]) -> None:
    assert messages(budget) == []
    assert budget_spec(budget, {"app": "x"}) == limit | {
        "unhealthyPodEvictionPolicy": "AlwaysAllow",
        "selector": {"matchLabels": {"app": "x"}},
    }


@pytest.mark.parametrize(
    ("budget", "pods", "blocks"),
    [
        (DisruptionBudget(), 2, False),
        (DisruptionBudget(max_unavailable="0%"), 2, True),
        (DisruptionBudget(max_unavailable="1%"), 2, False),
        (DisruptionBudget(min_available=2), 2, True),
        (DisruptionBudget(min_available=2), 3, False),
        (DisruptionBudget(min_available="51%"), 2, True),
        (DisruptionBudget(min_available="50%"), 2, False),
        (DisruptionBudget(min_available="100%"), 9, True),
    ],
)
def test_a_budget_knows_when_it_blocks_every_drain(budget: DisruptionBudget, pods: int, blocks: bool) -> None:
    assert budget.blocks(pods) is blocks


def test_fails_when_a_budget_has_both_limits() -> None:
    assert messages(DisruptionBudget(min_available=1, max_unavailable=1)) == [
        "min_available must be left out when max_unavailable is given, got 1; keep one of the two"
    ]


@pytest.mark.parametrize("share", ["101%", "-1%", "50", "5.5%"])
def test_fails_when_a_share_is_none(share: str) -> None:
    assert "max_unavailable must be a share such as 50%" in messages(DisruptionBudget(max_unavailable=share))[0]
