"""The proxy's Deployment: how a pod starts, says that it is ready, and ends without cutting a stream."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Annotated

from inference_platform.constructs.litellm.config import RenderedConfig
from inference_platform.constructs.litellm.pod import PodBase, environment
from inference_platform.constructs.litellm.route import KEEPALIVE_SECONDS
from inference_platform.constructs.pods import (
    Resources,
    env_value,
    mount,
    resource_requirements,
    restricted_container,
    spread,
)
from inference_platform.errors import Problem
from inference_platform.refs import ConfigMapRef
from inference_platform.units import Between, Seconds
from inference_platform_crds import k8s

__all__ = ["MAX_SURGE", "Probes", "Shutdown", "Workload", "deployment_spec", "own_variables", "service_spec"]

MAX_SURGE = 1
"""Pods beyond the wanted number while a rollout replaces them one by one."""

_CONFIG = "/etc/litellm"
_CA_BUNDLE = "/etc/litellm-ca"
_MARGIN = 10
"""Seconds between the end of the drain and the kill: the proxy still flushes spend records and closes its pools."""

_BASE_URL = "PROXY_BASE_URL"
"""Where sign-in comes back to and alerts point at; behind a Gateway that ends TLS, requests do not tell it. What an
environment says itself wins."""

_PORT = "http"
_METRICS_PORT = "metrics"


@dataclass(frozen=True, slots=True, kw_only=True)
class Probes:
    """When the kubelet gives up on a pod. All probes ask the proxy's own port and wait 5 s for an answer."""

    startup: Annotated[int, Between(30, 1800)] = 300
    """Longest that a start may take, in seconds. Measured: 8 to 39 s without a database, the more the more workers."""

    readiness_period: Annotated[int, Between(1, 300)] = 10
    """Seconds between two questions whether the pod can serve, its database included."""

    readiness_failures: Annotated[int, Between(1, 100)] = 3
    """Wrong answers in a row after which the pod gets no more requests."""

    liveness_period: Annotated[int, Between(1, 300)] = 15
    """Seconds between two questions whether the process is alive."""

    liveness_failures: Annotated[int, Between(1, 100)] = 6
    """Wrong answers in a row after which the pod is restarted. Default: 90 s, because a busy event loop answers late
    and a restart drops every stream."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Shutdown:
    """How a pod ends."""

    pre_stop: Annotated[int, Between(0, 300)] = 10
    """Seconds between the decision to end a pod and SIGTERM: until then every Envoy has stopped sending to it."""

    termination_grace_period: Seconds | None = None
    """Seconds until a pod that is ending is killed. Default: as long as `pre_stop`, the longest drain and 10 s take
    together; a pod without requests ends at once all the same."""

    def grace(self, drain: int) -> int:
        """The grace period in seconds when draining takes at most `drain` seconds."""
        return self.termination_grace_period or self.needed(drain)

    def needed(self, drain: int) -> int:
        """The shortest grace period that cuts nothing."""
        return self.pre_stop + drain + _MARGIN

    def problems(self, drain: int) -> Iterator[Problem]:
        """A grace period that would kill a pod which is still draining."""
        given = self.termination_grace_period
        if given is not None and given < self.needed(drain):
            yield Problem(
                field="shutdown.termination_grace_period",
                must_be=f"at least {self.needed(drain)} (pre_stop {self.pre_stop}, drain {drain}, margin {_MARGIN})",
                got=given,
                do="leave it out, or shorten the drain with config's request and shutdown timeouts",
            )


@dataclass(frozen=True, slots=True, kw_only=True)
class Workload:
    """What the Deployment is made of."""

    name: str
    labels: Mapping[str, str]
    selector: Mapping[str, str]
    annotations: Mapping[str, str]
    """Annotations of the pods."""

    replicas: int | None
    """Pods; none when an autoscaler decides."""

    pod: PodBase
    init_containers: tuple[k8s.Container, ...]
    resources: Resources
    probes: Probes
    shutdown: Shutdown
    ca_bundle: ConfigMapRef | None
    base_url: str | None
    """URL under which people reach the proxy, if it is known."""

    patience: int
    """Seconds that a pod may wait for its schema."""


def deployment_spec(workload: Workload) -> k8s.DeploymentSpec:
    """The spec of the Deployment."""
    rendered = workload.pod.rendered
    return k8s.DeploymentSpec(
        replicas=workload.replicas,
        revision_history_limit=5,
        progress_deadline_seconds=600 + workload.patience + workload.probes.startup,
        selector=k8s.LabelSelector(match_labels=dict(workload.selector)),
        strategy=k8s.DeploymentStrategy(
            type="RollingUpdate",
            rolling_update=k8s.RollingUpdateDeployment(max_unavailable=0, max_surge=MAX_SURGE),
        ),
        template=k8s.PodTemplateSpec(
            metadata=k8s.ObjectMeta(labels=dict(workload.labels), annotations=dict(workload.annotations)),
            spec=workload.pod.spec(
                service_account=workload.name,
                init_containers=list(workload.init_containers),
                containers=[_container(workload)],
                volumes=_volumes(workload),
                grace=workload.shutdown.grace(rendered.graceful_shutdown_seconds),
                spread=spread(workload.selector),
            ),
        ),
    )


def service_spec(rendered: RenderedConfig, selector: Mapping[str, str]) -> k8s.ServiceSpec:
    """The spec of the Service in front of the pods, with every port that they have."""
    return k8s.ServiceSpec(
        type="ClusterIP",
        selector=dict(selector),
        ports=[
            k8s.ServicePort(
                name=port["name"],
                port=port["containerPort"],
                target_port=port["name"],
                protocol="TCP",
                app_protocol="http",
            )
            for port in _ports(rendered)
        ],
    )


def own_variables(ca_bundle: ConfigMapRef | None) -> dict[str, str]:
    """The environment variables that the workload adds to the configuration's."""
    own = {"KEEPALIVE_TIMEOUT": str(KEEPALIVE_SECONDS)}
    for key in ca_bundle.keys if ca_bundle else ():
        path = f"{_CA_BUNDLE}/{key}"
        own |= {"AWS_CA_BUNDLE": path, "REQUESTS_CA_BUNDLE": path, "SSL_CERT_FILE": path}
    return own


def _container(workload: Workload) -> k8s.Container:
    rendered = workload.pod.rendered
    return k8s.Container(
        name="litellm",
        image=workload.pod.image,
        image_pull_policy=workload.pod.pull_policy,
        # Only arguments: the image's entry point also sets up tracing.
        args=list(rendered.args),
        env=[*environment(rendered.environment), *_own_environment(workload)],
        ports=_ports(rendered),
        startup_probe=_startup(workload.probes),
        readiness_probe=_readiness(workload.probes),
        liveness_probe=_liveness(workload.probes),
        lifecycle=_lifecycle(workload.shutdown),
        resources=resource_requirements(workload.resources),
        security_context=restricted_container(),
        volume_mounts=_mounts(workload),
    )


def _own_environment(workload: Workload) -> list[k8s.EnvVar]:
    own = own_variables(workload.ca_bundle)
    taken = {variable.name for variable in workload.pod.rendered.environment}
    if workload.base_url and _BASE_URL not in taken:
        own[_BASE_URL] = workload.base_url
    return [env_value(name, value) for name, value in own.items()]


def _ports(rendered: RenderedConfig) -> list[k8s.ContainerPort]:
    metrics = rendered.metrics_port
    return [
        k8s.ContainerPort(name=_PORT, container_port=rendered.port),
        *([k8s.ContainerPort(name=_METRICS_PORT, container_port=metrics)] if metrics else []),
    ]


def _startup(probes: Probes) -> k8s.Probe:
    """Only that the process is up: a database that is down must not restart pods that wait for it."""
    return _probe("/health/liveliness", period=5, failures=-(-probes.startup // 5))


def _readiness(probes: Probes) -> k8s.Probe:
    return _probe("/health/readiness", period=probes.readiness_period, failures=probes.readiness_failures)


def _liveness(probes: Probes) -> k8s.Probe:
    return _probe("/health/liveliness", period=probes.liveness_period, failures=probes.liveness_failures)


def _probe(path: str, *, period: int, failures: int) -> k8s.Probe:
    return k8s.Probe(
        http_get=k8s.HTTPGetAction(path=path, port=_PORT),
        period_seconds=period,
        timeout_seconds=5,
        failure_threshold=failures,
    )


def _lifecycle(shutdown: Shutdown) -> k8s.Lifecycle | None:
    if not shutdown.pre_stop:
        return None
    return k8s.Lifecycle(pre_stop=k8s.LifecycleHandler(sleep=k8s.SleepAction(seconds=shutdown.pre_stop)))


def _mounts(workload: Workload) -> list[k8s.VolumeMount]:
    return [
        mount("config", _CONFIG, read_only=True),
        *([mount("ca-bundle", _CA_BUNDLE, read_only=True)] if workload.ca_bundle else []),
        *(mount(each.name, each.path) for each in workload.pod.scratch),
    ]


def _volumes(workload: Workload) -> list[k8s.Volume]:
    bundle = workload.ca_bundle
    return [
        k8s.Volume(name="config", config_map=k8s.ConfigMapVolumeSource(name=workload.name)),
        *([_ca_volume(bundle)] if bundle else []),
    ]


def _ca_volume(bundle: ConfigMapRef) -> k8s.Volume:
    return k8s.Volume(name="ca-bundle", config_map=k8s.ConfigMapVolumeSource(name=bundle.name))
