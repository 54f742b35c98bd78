from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import MISSING, fields, is_dataclass
from typing import Any

import cdk8s
import pytest

from inference_platform.constructs.pods import Placement, Resources, Toleration
from inference_platform.constructs.valkey import Exporter, Persistence, Sentinel, Valkey, ValkeyProps
from inference_platform.constructs.wiring import Wiring
from inference_platform.refs import ExternalObject, PriorityClassRef, SecretKeyRef, SecretRef, StorageClassRef

NAME = "infra-valkey"
NAMESPACE = "llm-platform"
Find = Callable[..., dict[str, Any]]
Manifests = Callable[[cdk8s.Chart], list[dict[str, Any]]]

RESOURCES = Resources(cpu="20m", memory="96Mi", cpu_limit="1", memory_limit="128Mi")
EVERYTHING = ValkeyProps(
    architecture=Sentinel(
        replicas=5,
        quorum=4,
        down_after_milliseconds=10_000,
        failover_timeout_milliseconds=90_000,
        master_name="cache",
        resources=RESOURCES,
        separate_nodes=False,
        max_unavailable=2,
    ),
    image="registry.example.com/valkey:9.1.1",
    image_pull_secrets=(SecretRef.existing(name="registry", namespace=NAMESPACE),),
    cpu="2",
    memory="4Gi",
    maxmemory="2Gi",
    maxmemory_policy="volatile-ttl",
    persistence=Persistence(size="20Gi", storage_class=StorageClassRef.existing("gp3"), appendonly=False),
    extra_config={"maxclients": "20000"},
    exporter=Exporter(
        image="registry.example.com/redis_exporter:v1.79.0",
        resources=RESOURCES,
        service_monitor=False,
        interval="1m",
        monitor_labels={"release": "prometheus"},
    ),
    placement=Placement(
        node_selector={"example.com/pool": "cache"},
        tolerations=(Toleration(key="dedicated", operator="Equal", value="cache", effect="NoSchedule"),),
        priority_class=PriorityClassRef.existing("high"),
    ),
    termination_grace_period=120,
)


@pytest.fixture
def app() -> cdk8s.App:
    """Made by Python: the tree of `Testing.app()` has another root object each time that it is asked for."""
    return cdk8s.App()


@pytest.fixture
def pod(chart: cdk8s.Chart, find: Find) -> dict[str, Any]:
    """The pod spec with everything set."""
    password = SecretKeyRef.existing(name=NAME, namespace=NAMESPACE, key="password")
    Valkey(chart, "valkey", name=NAME, password=password, props=EVERYTHING)
    spec: dict[str, Any] = find(chart, "StatefulSet")["spec"]["template"]["spec"]
    return spec


def left_at_default(props: Any, prefix: str = "") -> Iterator[str]:
    """Fields of a dataclass, and of those in it, that still have their default."""
    for field in fields(props):
        value = getattr(props, field.name)
        if field.default is not MISSING and value == field.default:
            yield f"{prefix}{field.name}"
        elif is_dataclass(value) and value.__class__.__module__.startswith("inference_platform.constructs"):
            yield from left_at_default(value, f"{prefix}{field.name}.")


def test_everything_set_leaves_no_field_at_its_default() -> None:
    assert list(left_at_default(EVERYTHING)) == []


def test_everything_set_matches_the_snapshot(
    pod: dict[str, Any], chart: cdk8s.Chart, manifests: Manifests, manifest_snapshot: Any
) -> None:
    assert pod["terminationGracePeriodSeconds"] == 120
    assert manifests(chart) == manifest_snapshot


def test_everything_set_reaches_the_pod(pod: dict[str, Any]) -> None:
    assert "affinity" not in pod
    assert pod["nodeSelector"] == {"example.com/pool": "cache"}
    assert pod["priorityClassName"] == "high"
    assert pod["imagePullSecrets"] == [{"name": "registry"}]
    assert pod["tolerations"] == [{"key": "dedicated", "operator": "Equal", "value": "cache", "effect": "NoSchedule"}]
    assert (pod["automountServiceAccountToken"], pod["enableServiceLinks"]) == (False, False)


def test_everything_set_reaches_the_containers(pod: dict[str, Any]) -> None:
    server, sentinel, exporter = pod["containers"]
    assert server["image"] == sentinel["image"] == "registry.example.com/valkey:9.1.1"
    assert exporter["image"] == "registry.example.com/redis_exporter:v1.79.0"
    assert server["resources"] == {"requests": {"cpu": "2", "memory": "4Gi"}, "limits": {"memory": "4Gi"}}
    small = {"requests": {"cpu": "20m", "memory": "96Mi"}, "limits": {"memory": "128Mi", "cpu": "1"}}
    assert sentinel["resources"] == exporter["resources"] == small


def test_everything_set_reaches_the_scripts(pod: dict[str, Any]) -> None:
    server, sentinel, _ = ({each["name"]: each.get("value") for each in one["env"]} for one in pod["containers"])
    assert len(server["MEMBERS"].split()) == 5
    assert (server["MASTER_NAME"], sentinel["QUORUM"]) == ("cache", "4")


def test_everything_set_reaches_the_budget(pod: dict[str, Any], chart: cdk8s.Chart, find: Find) -> None:
    assert len(pod["containers"]) == 3
    assert find(chart, "PodDisruptionBudget")["spec"]["maxUnavailable"] == 2


def test_everything_set_promises_what_must_exist(pod: dict[str, Any], chart: cdk8s.Chart) -> None:
    assert pod["serviceAccountName"] == NAME
    assert Wiring.of(chart).external_objects == (
        ExternalObject(kind="PriorityClass", name="high"),
        ExternalObject(kind="Secret", name=NAME, namespace=NAMESPACE, keys=("password",)),
        ExternalObject(kind="Secret", name="registry", namespace=NAMESPACE, keys=(".dockerconfigjson",)),
        ExternalObject(kind="StorageClass", name="gp3"),
    )


def test_every_container_passes_pod_security_restricted(pod: dict[str, Any]) -> None:
    assert pod["securityContext"]["runAsUser"] == 999
    for container in pod["containers"]:
        assert container["securityContext"] == {
            "allowPrivilegeEscalation": False,
            "readOnlyRootFilesystem": True,
            "runAsNonRoot": True,
            "capabilities": {"drop": ["ALL"]},
        }
