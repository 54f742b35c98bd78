"""The picker's Deployment and Service."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from inference_platform.constructs.endpoint_picker.flags import (
    CONFIG_FILE,
    CONFIG_FOLDER,
    EXT_PROC_PORT,
    HEALTH_PORT,
    METRICS_PORT,
)
from inference_platform.constructs.endpoint_picker.props import EndpointPickerProps, Tracing
from inference_platform.constructs.pods import (
    env_value,
    mount,
    resource_requirements,
    restricted_container,
    restricted_pod,
    spread,
)
from inference_platform_crds import k8s

__all__ = ["Workload", "deployment_spec", "service_spec"]

_USER = 65532
"""User `nonroot` of the distroless images."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Workload:
    """What the Deployment is made of."""

    name: str
    namespace: str
    pool: str
    labels: Mapping[str, str]
    selector: Mapping[str, str]
    secure_serving: bool
    config_checksum: str
    props: EndpointPickerProps

    @property
    def leader_election(self) -> bool:
        """Whether the pods elect the one that works."""
        return self.props.replicas > 1

    def arguments(self) -> list[str]:
        """Arguments of the container."""
        props = self.props
        switches = {
            "secure-serving": self.secure_serving,
            "metrics-endpoint-auth": props.monitoring.authentication is not None,
            "enable-pprof": props.profiling,
            "tracing": props.tracing is not None,
        }
        return [
            f"--pool-name={self.pool}",
            f"--pool-namespace={self.namespace}",
            "--pool-group=inference.networking.k8s.io",
            f"--config-file={CONFIG_FOLDER}/{CONFIG_FILE}",
            *(f"--{flag}={'true' if value else 'false'}" for flag, value in switches.items()),
            *(["--ha-enable-leader-election"] if self.leader_election else []),
            *(["--allow-experimental-plugins"] if props.allow_experimental else []),
            "--zap-encoder=json",
            f"--v={props.log_verbosity}",
            *props.extra_args,
        ]


def deployment_spec(workload: Workload) -> k8s.DeploymentSpec:
    """The spec of the Deployment."""
    annotations = {"checksum/config": workload.config_checksum} | dict(workload.props.pod_annotations or {})
    return k8s.DeploymentSpec(
        replicas=workload.props.replicas,
        revision_history_limit=5,
        strategy=_strategy(workload),
        selector=k8s.LabelSelector(match_labels=dict(workload.selector)),
        template=k8s.PodTemplateSpec(
            metadata=k8s.ObjectMeta(labels=dict(workload.labels), annotations=dict(sorted(annotations.items()))),
            spec=_pod(workload),
        ),
    )


def service_spec(workload: Workload) -> k8s.ServiceSpec:
    """The spec of the Service."""
    return k8s.ServiceSpec(
        type="ClusterIP",
        selector=dict(workload.selector),
        ports=[
            k8s.ServicePort(
                name="grpc-ext-proc",
                port=EXT_PROC_PORT,
                target_port="grpc",
                protocol="TCP",
                app_protocol=None if workload.secure_serving else "kubernetes.io/h2c",
            ),
            k8s.ServicePort(
                name="http-metrics", port=METRICS_PORT, target_port="metrics", protocol="TCP", app_protocol="http"
            ),
        ],
    )


def _strategy(workload: Workload) -> k8s.DeploymentStrategy:
    if workload.leader_election:
        # A new pod is ready only once it leads, and the old leader ends only once a new pod is ready.
        return k8s.DeploymentStrategy(type="Recreate")
    return k8s.DeploymentStrategy(
        type="RollingUpdate", rolling_update=k8s.RollingUpdateDeployment(max_surge=1, max_unavailable=0)
    )


def _pod(workload: Workload) -> k8s.PodSpec:
    props, placement = workload.props, workload.props.placement
    return k8s.PodSpec(
        service_account_name=workload.name,
        automount_service_account_token=True,
        enable_service_links=False,
        termination_grace_period_seconds=props.termination_grace_period,
        security_context=restricted_pod(user=_USER),
        image_pull_secrets=[k8s.LocalObjectReference(name=each.name) for each in props.image_pull_secrets] or None,
        node_selector=placement.node_selector_or_none(),
        tolerations=placement.toleration_specs(),
        priority_class_name=placement.priority_class_name(),
        topology_spread_constraints=spread(workload.selector) if workload.leader_election else None,
        containers=[_container(workload)],
        volumes=[k8s.Volume(name="config", config_map=k8s.ConfigMapVolumeSource(name=workload.name))],
    )


def _container(workload: Workload) -> k8s.Container:
    props = workload.props
    return k8s.Container(
        name="epp",
        image=props.image or props.chosen_version.release.image,
        args=workload.arguments(),
        env=[
            _field("NAMESPACE", "metadata.namespace"),
            _field("POD_NAME", "metadata.name"),
            *(_tracing(workload.name, props.tracing) if props.tracing else []),
        ],
        ports=[
            k8s.ContainerPort(name="grpc", container_port=EXT_PROC_PORT),
            k8s.ContainerPort(name="grpc-health", container_port=HEALTH_PORT),
            k8s.ContainerPort(name="metrics", container_port=METRICS_PORT),
        ],
        liveness_probe=_probe(workload, "liveness", initial_delay=5, period=10),
        readiness_probe=_probe(workload, "readiness", period=2),
        resources=resource_requirements(props.resources),
        security_context=restricted_container(),
        volume_mounts=[mount("config", CONFIG_FOLDER, read_only=True)],
    )


def _probe(workload: Workload, service: str, *, period: int, initial_delay: int | None = None) -> k8s.Probe:
    """With leader election only the leader passes a probe for another service than `liveness`; alone, all are one."""
    return k8s.Probe(
        grpc=k8s.GRPCAction(port=HEALTH_PORT, service=service if workload.leader_election else "inference-extension"),
        initial_delay_seconds=initial_delay,
        period_seconds=period,
    )


def _field(name: str, path: str) -> k8s.EnvVar:
    return k8s.EnvVar(name=name, value_from=k8s.EnvVarSource(field_ref=k8s.ObjectFieldSelector(field_path=path)))


def _tracing(name: str, tracing: Tracing) -> list[k8s.EnvVar]:
    """What the OpenTelemetry SDK reads; the only sampler that every release knows is the ratio of its parent."""
    return [
        env_value("OTEL_SERVICE_NAME", name),
        env_value("OTEL_TRACES_EXPORTER", "otlp"),
        env_value("OTEL_EXPORTER_OTLP_ENDPOINT", tracing.collector.url()),
        env_value("OTEL_TRACES_SAMPLER", "parentbased_traceidratio"),
        env_value("OTEL_TRACES_SAMPLER_ARG", str(float(tracing.sampling))),
        env_value("OTEL_RESOURCE_ATTRIBUTES", "k8s.namespace.name=$(NAMESPACE),k8s.pod.name=$(POD_NAME)"),
    ]
