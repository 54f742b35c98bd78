"""How many proxy pods run: the settings and the spec of the HorizontalPodAutoscaler."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from inference_platform.errors import Problem
from inference_platform.units import Percent, Replicas, Seconds
from inference_platform_crds import k8s

__all__ = ["Autoscaling", "autoscaler_spec"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Autoscaling:
    """A HorizontalPodAutoscaler; its targets are shares of the pods' requests."""

    min_replicas: Replicas = 2
    """Fewest pods."""

    max_replicas: Replicas = 6
    """Most pods. The database must be able to serve the connections of all of them."""

    cpu_percent: Percent | None = 70
    """Average CPU use to aim at, in percent of the request. The proxy is one Python process per worker, so CPU is
    what runs out first."""

    memory_percent: Percent | None = None
    """Average memory use to aim at, in percent of the request. Default: not looked at, because the process keeps
    what it once allocated and would never scale down again."""

    scale_up_window: Seconds = 0
    """How long the load must last before pods are added, in seconds."""

    scale_down_window: Seconds = 300
    """How long the load must be gone before pods are removed, in seconds."""

    scale_down_percent: Percent = 25
    """Most pods to remove in one minute, in percent; removed pods still finish their streams."""

    def rules(self) -> Iterator[Problem]:
        """The bounds fit and there is a target."""
        if self.min_replicas > self.max_replicas:
            yield Problem(
                field="min_replicas",
                must_be=f"at most max_replicas ({self.max_replicas})",
                got=self.min_replicas,
                do="raise max_replicas or lower min_replicas",
            )
        if self.cpu_percent is None and self.memory_percent is None:
            yield Problem(
                field="cpu_percent",
                must_be="given when memory_percent is not",
                got=self.cpu_percent,
                do="set one of the two targets, or use replicas instead of autoscaling",
            )


def autoscaler_spec(autoscaling: Autoscaling, deployment: str) -> k8s.HorizontalPodAutoscalerSpec:
    """The spec of the autoscaler of a Deployment."""
    targets = {"cpu": autoscaling.cpu_percent, "memory": autoscaling.memory_percent}
    return k8s.HorizontalPodAutoscalerSpec(
        scale_target_ref=k8s.CrossVersionObjectReference(api_version="apps/v1", kind="Deployment", name=deployment),
        min_replicas=autoscaling.min_replicas,
        max_replicas=autoscaling.max_replicas,
        metrics=[_utilization(name, percent) for name, percent in targets.items() if percent is not None],
        behavior=_behavior(autoscaling),
    )


def _utilization(resource: str, percent: int) -> k8s.MetricSpec:
    return k8s.MetricSpec(
        type="Resource",
        resource=k8s.ResourceMetricSource(
            name=resource, target=k8s.MetricTarget(type="Utilization", average_utilization=percent)
        ),
    )


def _behavior(autoscaling: Autoscaling) -> k8s.HorizontalPodAutoscalerBehavior:
    return k8s.HorizontalPodAutoscalerBehavior(
        scale_up=k8s.HPAScalingRules(stabilization_window_seconds=autoscaling.scale_up_window),
        scale_down=k8s.HPAScalingRules(
            stabilization_window_seconds=autoscaling.scale_down_window,
            policies=[k8s.HPAScalingPolicy(type="Percent", value=autoscaling.scale_down_percent, period_seconds=60)],
        ),
    )
