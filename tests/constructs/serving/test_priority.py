from __future__ import annotations

from collections.abc import Callable
from typing import Any

import cdk8s
import pytest
from syrupy.assertion import SnapshotAssertion

from inference_platform.constructs.pods import Placement
from inference_platform.constructs.serving.priority import Priority, PriorityClasses, PriorityClassesProps
from inference_platform.errors import ConfigError, InvalidSettings
from inference_platform.refs import PriorityClassRef

Find = Callable[..., dict[str, Any]]
Manifests = Callable[[cdk8s.Chart], list[dict[str, Any]]]


def build(chart: cdk8s.Chart, *classes: Priority) -> PriorityClasses:
    return PriorityClasses(chart, "priorities", props=PriorityClassesProps(classes=classes))


def test_the_default_classes_rank_people_before_batch_work(
    chart: cdk8s.Chart, manifests: Manifests, manifest_snapshot: SnapshotAssertion
) -> None:
    PriorityClasses(chart, "priorities")
    assert [(each["metadata"]["name"], each["value"], each.get("preemptionPolicy")) for each in manifests(chart)] == [
        ("llm-production", 1_000_000, None),
        ("llm-standard", 100_000, "Never"),
        ("llm-batch", 10_000, "Never"),
    ]
    assert manifests(chart) == manifest_snapshot


def test_a_class_belongs_to_no_namespace(chart: cdk8s.Chart, find: Find) -> None:
    build(chart, Priority(name="urgent", value=5))
    assert "namespace" not in find(chart, "PriorityClass", "urgent")["metadata"]


def test_a_class_can_be_that_of_all_other_pods(chart: cdk8s.Chart, find: Find) -> None:
    build(chart, Priority(name="other", value=-10, global_default=True))
    assert find(chart, "PriorityClass")["globalDefault"] is True
    assert find(chart, "PriorityClass")["value"] == -10


def test_pods_are_placed_by_the_ref_of_a_class(chart: cdk8s.Chart) -> None:
    ref = build(chart, Priority(name="urgent", value=5)).ref("urgent")
    assert ref == PriorityClassRef(name="urgent")
    assert Placement(priority_class=ref).priority_class_name() == "urgent"


def test_fails_when_the_class_is_not_among_them(chart: cdk8s.Chart) -> None:
    classes = build(chart, Priority(name="urgent", value=5), Priority(name="later", value=1))
    with pytest.raises(ConfigError, match=r"name must be one of urgent, later, got 'urgnt'; add the class to props"):
        classes.ref("urgnt")


@pytest.mark.parametrize(
    ("classes", "message"),
    [
        ((), r"classes must be at least one class, got \(\)"),
        (
            (Priority(name="highest", value=1_000_000_001),),
            r"classes\[0\].value must be from -2147483648 to 1000000000, got 1000000001",
        ),
        ((Priority(name="lowest", value=-2_147_483_649),), r"classes\[0\].value must be from -2147483648"),
        ((Priority(name="system-gpu", value=1),), "name must be a name that does not begin with system-"),
        ((Priority(name="Urgent", value=1),), r"classes\[0\].name must be a DNS name"),
        (
            (Priority(name="same", value=1), Priority(name="same", value=2)),
            "classes must be classes with different names, got same; rename one of them",
        ),
        (
            (Priority(name="a", value=1, global_default=True), Priority(name="b", value=2, global_default=True)),
            "classes must be at most one class with global_default, got a, b; leave it to one of them",
        ),
    ],
)
def test_fails_when_the_classes_cannot_work(chart: cdk8s.Chart, classes: tuple[Priority, ...], message: str) -> None:
    with pytest.raises(InvalidSettings, match=message):
        build(chart, *classes)
