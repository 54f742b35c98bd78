"""The shape that all pods of the platform share: security, resources, placement, environment variables."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

from inference_platform.errors import Problem
from inference_platform.refs import PriorityClassRef, SecretKeyRef
from inference_platform.units import Cpu, LabelKey, LabelValue, Memory, Seconds, bytes_of, millicores_of
from inference_platform_crds import k8s

__all__ = [
    "Placement",
    "Resources",
    "Toleration",
    "empty_dir",
    "env_secret",
    "env_value",
    "mount",
    "resource_requirements",
    "restricted_container",
    "restricted_pod",
    "spread",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Resources:
    """CPU and memory of one container."""

    cpu: Cpu = "100m"
    """CPU request, in CPUs or thousandths (`500m`)."""

    memory: Memory = "256Mi"
    """Memory request, and the limit unless `memory_limit` says otherwise."""

    cpu_limit: Cpu | None = None
    """CPU limit. Default: none, because throttling hurts latency and requests already share the CPU fairly."""

    memory_limit: Memory | None = None
    """Memory limit. Default: the request, so that a node never promises memory that it does not have."""

    def rules(self) -> Iterator[Problem]:
        """Limits are not below requests."""
        if self.cpu_limit and millicores_of(self.cpu_limit) < millicores_of(self.cpu):
            yield Problem(
                field="cpu_limit",
                must_be=f"at least the request {self.cpu}",
                got=self.cpu_limit,
                do="raise the limit or lower cpu",
            )
        if self.memory_limit and bytes_of(self.memory_limit) < bytes_of(self.memory):
            yield Problem(
                field="memory_limit",
                must_be=f"at least the request {self.memory}",
                got=self.memory_limit,
                do="raise the limit or lower memory",
            )


@dataclass(frozen=True, slots=True, kw_only=True)
class Toleration:
    """A taint that pods tolerate."""

    key: LabelKey | None = None
    """Key of the taint; none with operator Exists tolerates every taint."""

    operator: Literal["Exists", "Equal"] = "Exists"
    value: LabelValue | None = None
    effect: Literal["NoSchedule", "PreferNoSchedule", "NoExecute"] | None = None
    """Effect of the taint. Default: all effects."""

    toleration_seconds: Seconds | None = None
    """How long a pod stays on a node with a NoExecute taint, in seconds. Default: for ever."""

    def rules(self) -> Iterator[Problem]:
        """What the API server refuses."""
        if (self.operator == "Equal") != (self.value is not None):
            yield Problem(
                field="value",
                must_be="given with operator Equal and only there",
                got=self.value,
                do="set operator and value together",
            )
        if self.key is None and self.operator != "Exists":
            yield Problem(field="operator", must_be="Exists without a key", got=self.operator, do="name the key")
        if self.toleration_seconds is not None and self.effect != "NoExecute":
            yield Problem(
                field="toleration_seconds",
                must_be="used with effect NoExecute",
                got=self.toleration_seconds,
                do="set effect to NoExecute or leave it out",
            )


@dataclass(frozen=True, slots=True, kw_only=True)
class Placement:
    """Where pods run."""

    node_selector: Mapping[LabelKey, str] | None = None
    """Labels that a node must have. Default: any node."""

    tolerations: tuple[Toleration, ...] = ()
    """Taints that the pods tolerate."""

    priority_class: PriorityClassRef | None = None
    """Priority of the pods. Default: the cluster's default."""

    def node_selector_or_none(self) -> dict[str, str] | None:
        """The node selector as a pod spec takes it."""
        return dict(self.node_selector) if self.node_selector else None

    def toleration_specs(self) -> list[k8s.Toleration] | None:
        """The tolerations as a pod spec takes them."""
        return [
            k8s.Toleration(
                key=each.key,
                operator=each.operator,
                value=each.value,
                effect=each.effect,
                toleration_seconds=each.toleration_seconds,
            )
            for each in self.tolerations
        ] or None

    def priority_class_name(self) -> str | None:
        """The priority class as a pod spec takes it."""
        return self.priority_class.name if self.priority_class else None


def resource_requirements(resources: Resources) -> k8s.ResourceRequirements:
    """Requests and limits of a container."""
    limits = {"memory": resources.memory_limit or resources.memory}
    if resources.cpu_limit:
        limits["cpu"] = resources.cpu_limit
    return k8s.ResourceRequirements(requests={"cpu": resources.cpu, "memory": resources.memory}, limits=limits)


def restricted_pod(*, user: int, group: int | None = None, fs_group: int | None = None) -> k8s.PodSecurityContext:
    """A pod's security context that passes Pod Security `restricted`.

    Args:
        user: Numeric user that the image supports; never 0.
        group: Primary group. Default: `user`.
        fs_group: Group that owns mounted volumes. Default: none is set.
    """
    return k8s.PodSecurityContext(
        run_as_non_root=True,
        run_as_user=user,
        run_as_group=user if group is None else group,
        fs_group=fs_group,
        fs_group_change_policy="OnRootMismatch" if fs_group is not None else None,
        seccomp_profile=k8s.SeccompProfile(type="RuntimeDefault"),
    )


def restricted_container() -> k8s.SecurityContext:
    """A container's security context that passes Pod Security `restricted`, with a read-only root file system."""
    return k8s.SecurityContext(
        allow_privilege_escalation=False,
        read_only_root_filesystem=True,
        run_as_non_root=True,
        capabilities=k8s.Capabilities(drop=["ALL"]),
    )


def env_value(name: str, value: str) -> k8s.EnvVar:
    """An environment variable with a value that everybody may read."""
    return k8s.EnvVar(name=name, value=value)


def env_secret(name: str, key: SecretKeyRef) -> k8s.EnvVar:
    """An environment variable from one key of a Secret."""
    return k8s.EnvVar(
        name=name,
        value_from=k8s.EnvVarSource(secret_key_ref=k8s.SecretKeySelector(name=key.secret.name, key=key.key)),
    )


def empty_dir(name: str, size: str, *, memory: bool = False) -> k8s.Volume:
    """A writable volume that lives as long as the pod.

    Args:
        name: Name of the volume.
        size: Most it may hold, as a quantity; beyond it the pod is evicted.
        memory: Whether it is held in memory, which counts towards the memory limits.
    """
    return k8s.Volume(
        name=name,
        empty_dir=k8s.EmptyDirVolumeSource(size_limit=size, medium="Memory" if memory else None),
    )


def mount(name: str, path: str, *, read_only: bool = False, sub_path: str | None = None) -> k8s.VolumeMount:
    """A volume in a container's file system."""
    return k8s.VolumeMount(name=name, mount_path=path, read_only=read_only or None, sub_path=sub_path)


def spread(labels: Mapping[str, str]) -> list[k8s.TopologySpreadConstraint]:
    """Spread pods over nodes and zones as evenly as the cluster allows, without ever keeping one pending."""
    return [
        k8s.TopologySpreadConstraint(
            max_skew=1,
            topology_key=key,
            when_unsatisfiable="ScheduleAnyway",
            label_selector=k8s.LabelSelector(match_labels=dict(labels)),
        )
        for key in ("kubernetes.io/hostname", "topology.kubernetes.io/zone")
    ]
