"""The EnvoyProxy of a gateway from its props."""

from __future__ import annotations

from collections.abc import Mapping

from inference_platform.constructs.gateway.envoy import AccessLog, Autoscaling, EnvoyProps, Tracing
from inference_platform.constructs.gateway.service import ServiceProps
from inference_platform.constructs.pods import Resources, Toleration, resource_requirements
from inference_platform.refs import Pods
from inference_platform_crds import envoy_gateway

__all__ = ["envoy_proxy_spec", "service_spec"]

# The user of Envoy Gateway's own security contexts, which pass Pod Security restricted for both containers.
_USER = 65532
_SHUTDOWN_MANAGER = "shutdown-manager"
# Envoy Gateway gives its helper container requests (10m, 32Mi) and no limit.
_SHUTDOWN_MANAGER_MEMORY_LIMIT = "256Mi"
_SPREAD_OVER = ("kubernetes.io/hostname", "topology.kubernetes.io/zone")


def envoy_proxy_spec(
    envoy: EnvoyProps, pods: Pods, service: envoy_gateway.EnvoyProxySpecProviderKubernetesEnvoyService
) -> envoy_gateway.EnvoyProxySpec:
    """How Envoy Gateway runs Envoy.

    Args:
        envoy: The props.
        pods: The Envoy pods, which are spread over nodes and zones.
        service: The Service in front of them.
    """
    return envoy_gateway.EnvoyProxySpec(
        provider=envoy_gateway.EnvoyProxySpecProvider(
            type="Kubernetes",
            kubernetes=envoy_gateway.EnvoyProxySpecProviderKubernetes(
                envoy_deployment=_deployment(envoy, pods),
                envoy_hpa=_autoscaler(envoy.replicas) if isinstance(envoy.replicas, Autoscaling) else None,
                envoy_pdb=_disruption_budget(envoy.max_unavailable),
                envoy_service=service,
            ),
        ),
        logging=envoy_gateway.EnvoyProxySpecLogging(level={"default": envoy.log_level}),
        shutdown=envoy_gateway.EnvoyProxySpecShutdown(
            drain_timeout=envoy.drain_timeout, min_drain_duration=envoy.min_drain_duration
        ),
        telemetry=envoy_gateway.EnvoyProxySpecTelemetry(
            access_log=_access_log(envoy.access_log),
            tracing=_tracing(envoy.tracing) if envoy.tracing else None,
        ),
    )


def service_spec(
    name: str, service: ServiceProps, *, annotations: Mapping[str, str], node_ports: Mapping[int, int]
) -> envoy_gateway.EnvoyProxySpecProviderKubernetesEnvoyService:
    """The Service in front of the Envoy pods.

    Args:
        name: Its name, which would otherwise end in a hash.
        service: The props.
        annotations: All its annotations.
        node_ports: Node port of each port of the Service that has a fixed one.
    """
    balancer = service.load_balancer
    ports = [{"port": port, "nodePort": node_port} for port, node_port in node_ports.items()]
    return envoy_gateway.EnvoyProxySpecProviderKubernetesEnvoyService(
        name=name,
        type=service.type,
        annotations=dict(sorted(annotations.items())) or None,
        load_balancer_class=balancer.service_class() if balancer else None,
        load_balancer_source_ranges=list(service.source_ranges) or None,
        external_traffic_policy=service.external_traffic_policy,
        # EnvoyProxy has no field for node ports; a strategic merge finds the Service's ports by their number.
        patch=_strategic_merge({"spec": {"ports": ports}}) if ports else None,
    )


def _deployment(envoy: EnvoyProps, pods: Pods) -> envoy_gateway.EnvoyProxySpecProviderKubernetesEnvoyDeployment:
    limits = {"limits": {"memory": _SHUTDOWN_MANAGER_MEMORY_LIMIT}}
    # EnvoyProxy has no field for these two. The second one keeps the addresses of all other Services of the
    # namespace out of the environment.
    pod_patch = {
        "containers": [{"name": _SHUTDOWN_MANAGER, "resources": limits}],
        "enableServiceLinks": False,
    }
    return envoy_gateway.EnvoyProxySpecProviderKubernetesEnvoyDeployment(
        replicas=None if isinstance(envoy.replicas, Autoscaling) else envoy.replicas,
        container=envoy_gateway.EnvoyProxySpecProviderKubernetesEnvoyDaemonSetContainer(
            image=envoy.image, resources=_resources(envoy.resources)
        ),
        pod=_pod(envoy, pods),
        patch=_strategic_merge({"spec": {"template": {"spec": pod_patch}}}),
    )


def _pod(envoy: EnvoyProps, pods: Pods) -> envoy_gateway.EnvoyProxySpecProviderKubernetesEnvoyDaemonSetPod:
    spread = envoy_gateway.EnvoyProxySpecProviderKubernetesEnvoyDaemonSetPodTopologySpreadConstraints
    pull_secret = envoy_gateway.EnvoyProxySpecProviderKubernetesEnvoyDaemonSetPodImagePullSecrets
    selector = envoy_gateway.EnvoyProxySpecMergeBackendsSelector(match_labels=dict(pods.labels))
    return envoy_gateway.EnvoyProxySpecProviderKubernetesEnvoyDaemonSetPod(
        node_selector=envoy.placement.node_selector_or_none(),
        tolerations=[_toleration(each) for each in envoy.placement.tolerations] or None,
        priority_class_name=envoy.placement.priority_class_name(),
        image_pull_secrets=[pull_secret(name=secret.name) for secret in envoy.image_pull_secrets] or None,
        topology_spread_constraints=[
            spread(max_skew=1, topology_key=key, when_unsatisfiable="ScheduleAnyway", label_selector=selector)
            for key in _SPREAD_OVER
        ],
        # The containers' own contexts already pass Pod Security restricted; this covers containers that mutating
        # webhooks add.
        security_context=envoy_gateway.EnvoyProxySpecProviderKubernetesEnvoyDaemonSetPodSecurityContext(
            run_as_non_root=True,
            run_as_user=_USER,
            run_as_group=_USER,
            seccomp_profile=envoy_gateway.EnvoyProxySpecProviderKubernetesEnvoyDaemonSetPodSecurityContextSeccompProfile(
                type="RuntimeDefault"
            ),
        ),
    )


def _resources(
    resources: Resources,
) -> envoy_gateway.EnvoyProxySpecProviderKubernetesEnvoyDaemonSetContainerResources:
    requirements = resource_requirements(resources)
    return envoy_gateway.EnvoyProxySpecProviderKubernetesEnvoyDaemonSetContainerResources(
        requests=requirements["requests"], limits=requirements["limits"]
    )


def _toleration(
    toleration: Toleration,
) -> envoy_gateway.EnvoyProxySpecProviderKubernetesEnvoyDaemonSetPodTolerations:
    return envoy_gateway.EnvoyProxySpecProviderKubernetesEnvoyDaemonSetPodTolerations(
        key=toleration.key,
        operator=toleration.operator,
        value=toleration.value,
        effect=toleration.effect,
        toleration_seconds=toleration.toleration_seconds,
    )


def _strategic_merge(value: Mapping[str, object]) -> envoy_gateway.EnvoyProxySpecProviderKubernetesEnvoyHpaPatch:
    return envoy_gateway.EnvoyProxySpecProviderKubernetesEnvoyHpaPatch(type="StrategicMerge", value=value)


def _disruption_budget(
    max_unavailable: int | None,
) -> envoy_gateway.EnvoyProxySpecProviderKubernetesEnvoyPDB | None:
    if max_unavailable is None:
        return None
    return envoy_gateway.EnvoyProxySpecProviderKubernetesEnvoyPDB(max_unavailable=max_unavailable)


def _autoscaler(scaling: Autoscaling) -> envoy_gateway.EnvoyProxySpecProviderKubernetesEnvoyHpa:
    return envoy_gateway.EnvoyProxySpecProviderKubernetesEnvoyHpa(
        min_replicas=scaling.min_replicas,
        max_replicas=scaling.max_replicas,
        metrics=[
            envoy_gateway.EnvoyProxySpecProviderKubernetesEnvoyHpaMetrics(
                type="Resource",
                resource=envoy_gateway.EnvoyProxySpecProviderKubernetesEnvoyHpaMetricsResource(
                    name="cpu",
                    target=envoy_gateway.EnvoyProxySpecProviderKubernetesEnvoyHpaMetricsPodsTarget(
                        type="Utilization", average_utilization=scaling.cpu_utilization
                    ),
                ),
            )
        ],
    )


def _access_log(log: AccessLog | None) -> envoy_gateway.EnvoyProxySpecTelemetryAccessLog:
    if log is None:
        return envoy_gateway.EnvoyProxySpecTelemetryAccessLog(disable=True)
    return envoy_gateway.EnvoyProxySpecTelemetryAccessLog(
        settings=[
            envoy_gateway.EnvoyProxySpecTelemetryAccessLogSettings(
                format=envoy_gateway.EnvoyProxySpecTelemetryAccessLogSettingsFormat(type="JSON", json=log.json()),
                sinks=[
                    envoy_gateway.EnvoyProxySpecTelemetryAccessLogSettingsSinks(
                        type="File",
                        file=envoy_gateway.EnvoyProxySpecTelemetryAccessLogSettingsSinksFile(path="/dev/stdout"),
                    )
                ],
            )
        ]
    )


def _tracing(tracing: Tracing) -> envoy_gateway.EnvoyProxySpecTelemetryTracing:
    collector = tracing.collector
    return envoy_gateway.EnvoyProxySpecTelemetryTracing(
        sampling_rate=tracing.sampling_rate,
        provider=envoy_gateway.EnvoyProxySpecTelemetryTracingProvider(
            type="OpenTelemetry",
            service_name=tracing.service_name,
            backend_refs=[
                envoy_gateway.SecurityPolicySpecExtAuthGrpcBackendRefs(
                    group="",
                    kind="Service",
                    name=collector.name,
                    namespace=collector.namespace,
                    port=collector.port,
                    weight=1,
                )
            ],
        ),
    )
