"""The StatefulSet of Valkey: its pods' names, containers, volumes and probes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from inference_platform.constructs.pods import (
    Resources,
    empty_dir,
    env_secret,
    env_value,
    mount,
    resource_requirements,
    restricted_container,
    restricted_pod,
    spread,
)
from inference_platform.constructs.valkey.config import (
    CONFIG_PATH,
    DATA_PATH,
    SENTINEL_PATH,
    SENTINEL_PORT,
    SERVER_PATH,
    SERVER_PORT,
)
from inference_platform.constructs.valkey.props import Exporter, Sentinel, ValkeyProps
from inference_platform.refs import CLUSTER_DOMAIN, SecretKeyRef
from inference_platform_crds import k8s

__all__ = ["EXPORTER_PORT", "Workload", "stateful_set_spec"]

EXPORTER_PORT = 9121

_USER = 999
"""User and group `valkey` of the official image; the exporter's image runs as any user."""

_SETTLE_SECONDS = 10
"""Sentinels learn from each other and from INFO within this time; an update must not stop the next pod before."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Workload:
    """What the StatefulSet is made of."""

    name: str
    namespace: str
    labels: Mapping[str, str]
    selector: Mapping[str, str]
    password: SecretKeyRef
    props: ValkeyProps
    config_checksum: str

    @property
    def sentinel(self) -> Sentinel | None:
        """The replicated architecture, if it was chosen."""
        return self.props.architecture if isinstance(self.props.architecture, Sentinel) else None

    @property
    def replicas(self) -> int:
        """Number of pods."""
        return self.sentinel.replicas if self.sentinel else 1

    @property
    def headless_name(self) -> str:
        """Name of the Service that gives every pod its own DNS name."""
        return f"{self.name}-headless"

    @property
    def domain(self) -> str:
        """DNS domain of the pods."""
        return f"{self.headless_name}.{self.namespace}.svc.{CLUSTER_DOMAIN}"

    @property
    def members(self) -> tuple[str, ...]:
        """DNS name of every pod, the first one first."""
        return tuple(f"{self.name}-{ordinal}.{self.domain}" for ordinal in range(self.replicas))


def stateful_set_spec(workload: Workload) -> k8s.StatefulSetSpec:
    """The spec of the StatefulSet."""
    return k8s.StatefulSetSpec(
        service_name=workload.headless_name,
        replicas=workload.replicas,
        # All at once: the members find each other by asking, and a set whose first pod cannot be scheduled must
        # still come back.
        pod_management_policy="Parallel",
        min_ready_seconds=_SETTLE_SECONDS if workload.sentinel else None,
        revision_history_limit=5,
        selector=k8s.LabelSelector(match_labels=dict(workload.selector)),
        template=k8s.PodTemplateSpec(
            metadata=k8s.ObjectMeta(
                labels=dict(workload.labels), annotations={"checksum/config": workload.config_checksum}
            ),
            spec=_pod(workload),
        ),
        volume_claim_templates=_claims(workload),
    )


def _pod(workload: Workload) -> k8s.PodSpec:
    props, placement = workload.props, workload.props.placement
    return k8s.PodSpec(
        service_account_name=workload.name,
        automount_service_account_token=False,
        enable_service_links=False,
        termination_grace_period_seconds=props.termination_grace_period,
        security_context=restricted_pod(user=_USER, fs_group=_USER),
        image_pull_secrets=[k8s.LocalObjectReference(name=each.name) for each in props.image_pull_secrets] or None,
        affinity=_affinity(workload),
        node_selector=placement.node_selector_or_none(),
        tolerations=placement.toleration_specs(),
        priority_class_name=placement.priority_class_name(),
        topology_spread_constraints=spread(workload.selector) if workload.sentinel else None,
        containers=_containers(workload),
        volumes=_volumes(workload),
    )


def _affinity(workload: Workload) -> k8s.Affinity | None:
    if not (workload.sentinel and workload.sentinel.separate_nodes):
        return None
    return k8s.Affinity(
        pod_anti_affinity=k8s.PodAntiAffinity(
            required_during_scheduling_ignored_during_execution=[
                k8s.PodAffinityTerm(
                    topology_key="kubernetes.io/hostname",
                    label_selector=k8s.LabelSelector(match_labels=dict(workload.selector)),
                )
            ]
        )
    )


def _containers(workload: Workload) -> list[k8s.Container]:
    containers = [_server(workload)]
    if workload.sentinel:
        containers.append(_sentinel(workload, workload.sentinel))
    if workload.props.exporter:
        containers.append(_exporter(workload, workload.props.exporter))
    return containers


def _server(workload: Workload) -> k8s.Container:
    props, replicated = workload.props, workload.sentinel is not None
    return k8s.Container(
        name="valkey",
        image=props.image,
        command=_script("start-member.sh" if replicated else "start-standalone.sh"),
        env=_environment(workload),
        ports=[k8s.ContainerPort(name="valkey", container_port=SERVER_PORT)],
        # Reading a large file at start, or a full copy from the primary, is not an illness.
        startup_probe=_probe("alive", period=5, failures=60),
        readiness_probe=_probe("ready", period=10, failures=3),
        liveness_probe=_probe("alive", period=20, failures=5),
        lifecycle=_hand_over() if replicated else None,
        resources=resource_requirements(Resources(cpu=props.cpu, memory=props.memory)),
        security_context=restricted_container(),
        volume_mounts=[
            mount("config", CONFIG_PATH, read_only=True),
            mount("data", DATA_PATH),
            mount("server", SERVER_PATH),
        ],
    )


def _sentinel(workload: Workload, sentinel: Sentinel) -> k8s.Container:
    return k8s.Container(
        name="sentinel",
        image=workload.props.image,
        command=_script("start-sentinel.sh"),
        env=[*_environment(workload), env_value("QUORUM", str(sentinel.quorum or sentinel.majority))],
        ports=[k8s.ContainerPort(name="sentinel", container_port=SENTINEL_PORT)],
        startup_probe=_probe("sentinel", period=5, failures=30),
        readiness_probe=_probe("sentinel", period=10, failures=3),
        liveness_probe=_probe("sentinel", period=20, failures=5),
        resources=resource_requirements(sentinel.resources),
        security_context=restricted_container(),
        volume_mounts=[mount("config", CONFIG_PATH, read_only=True), mount("sentinel", SENTINEL_PATH)],
    )


def _exporter(workload: Workload, exporter: Exporter) -> k8s.Container:
    return k8s.Container(
        name="exporter",
        image=exporter.image,
        env=[
            env_value("REDIS_ADDR", f"redis://127.0.0.1:{SERVER_PORT}"),
            env_secret("REDIS_PASSWORD", workload.password),
        ],
        ports=[k8s.ContainerPort(name="metrics", container_port=EXPORTER_PORT)],
        # no readiness probe: a broken exporter must not take the cache out of its Service
        liveness_probe=k8s.Probe(
            http_get=k8s.HTTPGetAction(path="/health", port="metrics"),
            period_seconds=20,
            timeout_seconds=5,
            failure_threshold=5,
        ),
        resources=resource_requirements(exporter.resources),
        security_context=restricted_container(),
    )


def _environment(workload: Workload) -> list[k8s.EnvVar]:
    """What the scripts ask for; the order matters, because SELF is made from POD_NAME."""
    variables = [env_secret("VALKEY_PASSWORD", workload.password)]
    if workload.sentinel is None:
        return variables
    name = k8s.EnvVarSource(field_ref=k8s.ObjectFieldSelector(field_path="metadata.name"))
    return [
        *variables,
        k8s.EnvVar(name="POD_NAME", value_from=name),
        env_value("SELF", f"$(POD_NAME).{workload.domain}"),
        env_value("MEMBERS", " ".join(workload.members)),
        env_value("MASTER_NAME", workload.sentinel.master_name),
    ]


def _volumes(workload: Workload) -> list[k8s.Volume]:
    volumes = [k8s.Volume(name="config", config_map=k8s.ConfigMapVolumeSource(name=workload.name))]
    if workload.props.persistence is None:
        # a replica keeps the copy that it receives from the primary here while it loads it
        volumes.append(empty_dir("data", workload.props.memory))
    # in memory, because the password is in the files that are written here
    volumes.append(empty_dir("server", "1Mi", memory=True))
    if workload.sentinel:
        volumes.append(empty_dir("sentinel", "1Mi", memory=True))
    return volumes


def _claims(workload: Workload) -> list[k8s.EmbeddedPersistentVolumeClaim] | None:
    persistence = workload.props.persistence
    if persistence is None:
        return None
    return [
        k8s.EmbeddedPersistentVolumeClaim(
            metadata=k8s.ObjectMeta(name="data", labels=dict(workload.selector)),
            spec=k8s.PersistentVolumeClaimSpec(
                access_modes=["ReadWriteOnce"],
                storage_class_name=persistence.storage_class.name if persistence.storage_class else None,
                resources=k8s.VolumeResourceRequirements(requests={"storage": persistence.size}),
            ),
        )
    ]


def _script(name: str, *arguments: str) -> list[str]:
    return ["/bin/sh", f"{CONFIG_PATH}/{name}", *arguments]


def _hand_over() -> k8s.Lifecycle:
    return k8s.Lifecycle(pre_stop=k8s.LifecycleHandler(exec=k8s.ExecAction(command=_script("pre-stop.sh"))))


def _probe(question: str, *, period: int, failures: int) -> k8s.Probe:
    return k8s.Probe(
        exec=k8s.ExecAction(command=_script("probe.sh", question)),
        period_seconds=period,
        # above the 3 s that each of the script's two questions may take
        timeout_seconds=7,
        failure_threshold=failures,
    )
