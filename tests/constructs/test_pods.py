from __future__ import annotations

import pytest

from inference_platform.constructs import pods
from inference_platform.constructs.pods import Placement, Resources, Toleration
from inference_platform.problems import problems_of
from inference_platform.refs import PriorityClassRef, SecretKeyRef


def test_the_memory_limit_is_the_request_and_the_cpu_is_not_limited() -> None:
    assert pods.resource_requirements(Resources(cpu="1", memory="1Gi")) == {
        "requests": {"cpu": "1", "memory": "1Gi"},
        "limits": {"memory": "1Gi"},
    }


def test_limits_can_be_given() -> None:
    limits = pods.resource_requirements(Resources(cpu_limit="2", memory_limit="2Gi"))["limits"]
    assert limits == {"cpu": "2", "memory": "2Gi"}


@pytest.mark.parametrize(
    ("settings", "sentence"),
    [
        (Resources(cpu="2", cpu_limit="1"), "cpu_limit must be at least the request 2, got 1"),
        (Resources(memory="2Gi", memory_limit="1Gi"), "memory_limit must be at least the request 2Gi, got 1Gi"),
        (Toleration(operator="Equal", key="gpu"), "value must be given with operator Equal"),
        (Toleration(key="gpu", value="yes"), "value must be given with operator Equal and only there"),
        (Toleration(operator="Equal", value="yes"), "operator must be Exists without a key"),
        (Toleration(key="gpu", toleration_seconds=5), "toleration_seconds must be used with effect NoExecute"),
    ],
    ids=["cpu", "memory", "no-value", "exists-value", "no-key", "seconds"],
)
def test_fails_when_a_pod_setting_contradicts_itself(settings: object, sentence: str) -> None:
    (problem,) = problems_of(settings)
    assert str(problem).startswith(sentence)


def test_a_restricted_pod_never_runs_as_root() -> None:
    context = pods.restricted_pod(user=1000, fs_group=1000)
    assert context["runAsNonRoot"] is True
    assert context["runAsGroup"] == 1000
    assert context["seccompProfile"] == {"type": "RuntimeDefault"}
    assert context["fsGroupChangePolicy"] == "OnRootMismatch"


def test_a_restricted_container_has_no_privileges_and_writes_nothing() -> None:
    assert pods.restricted_container() == {
        "allowPrivilegeEscalation": False,
        "readOnlyRootFilesystem": True,
        "runAsNonRoot": True,
        "capabilities": {"drop": ["ALL"]},
    }


def test_placement_is_left_out_when_it_says_nothing() -> None:
    placement = Placement()
    assert (placement.node_selector_or_none(), placement.toleration_specs(), placement.priority_class_name()) == (
        None,
        None,
        None,
    )


def test_placement_names_nodes_taints_and_priority() -> None:
    placement = Placement(
        node_selector={"pool": "llm"},
        tolerations=(Toleration(key="gpu", effect="NoSchedule"),),
        priority_class=PriorityClassRef.existing("high"),
    )
    assert placement.node_selector_or_none() == {"pool": "llm"}
    assert placement.toleration_specs() == [{"key": "gpu", "operator": "Exists", "effect": "NoSchedule"}]
    assert placement.priority_class_name() == "high"


def test_pods_spread_over_nodes_and_zones_without_staying_pending() -> None:
    constraints = pods.spread({"app": "x"})
    assert [each["topologyKey"] for each in constraints] == ["kubernetes.io/hostname", "topology.kubernetes.io/zone"]
    assert {each["whenUnsatisfiable"] for each in constraints} == {"ScheduleAnyway"}


def test_a_secret_variable_names_the_key_and_no_value() -> None:
    key = SecretKeyRef.existing(name="db", namespace="llm", key="password")
    assert pods.env_secret("PGPASSWORD", key) == {
        "name": "PGPASSWORD",
        "valueFrom": {"secretKeyRef": {"name": "db", "key": "password"}},
    }


def test_volumes_and_mounts_say_only_what_differs_from_the_default() -> None:
    assert pods.empty_dir("tmp", "1Gi") == {"name": "tmp", "emptyDir": {"sizeLimit": "1Gi"}}
    assert pods.empty_dir("shm", "1Gi", memory=True)["emptyDir"] == {"sizeLimit": "1Gi", "medium": "Memory"}
    assert pods.mount("tmp", "/tmp") == {"name": "tmp", "mountPath": "/tmp"}
    assert pods.mount("config", "/etc/x", read_only=True, sub_path="x")["readOnly"] is True
    assert pods.env_value("A", "b") == {"name": "A", "value": "b"}
