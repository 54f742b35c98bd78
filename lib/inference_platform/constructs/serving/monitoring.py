"""How Prometheus finds the metrics of a model's servers."""

from __future__ import annotations

from collections.abc import Mapping

from inference_platform.constructs.serving.engines.base import PORT
from inference_platform.constructs.serving.model import Monitoring
from inference_platform_crds import prometheus_operator

__all__ = ["pod_monitor_spec"]


def pod_monitor_spec(
    monitoring: Monitoring, *, name: str, pods: Mapping[str, str], path: str, port: int = PORT
) -> prometheus_operator.PodMonitorSpec:
    """A PodMonitor's spec.

    The port is given as a number, because Knative renames it. Every series gets the label `model`, the name of the
    InferenceService, which alerts can group by, for whichever engine.

    Args:
        monitoring: What the environment chose.
        name: Name of the model.
        pods: Labels that select its pods.
        path: Path of the metrics.
        port: Their port.
    """
    return prometheus_operator.PodMonitorSpec(
        selector=prometheus_operator.PodMonitorSpecSelector(match_labels=dict(pods)),
        pod_metrics_endpoints=[
            prometheus_operator.PodMonitorSpecPodMetricsEndpoints(
                port_number=port,
                path=path,
                interval=monitoring.interval,
                relabelings=[
                    prometheus_operator.ServiceMonitorSpecEndpointsRelabelings(target_label="model", replacement=name)
                ],
            )
        ],
    )
