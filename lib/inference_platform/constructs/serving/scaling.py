"""How the number of a model's pods follows the load.

A mode offers only what KServe and the autoscaler behind it honour: KServe's own HorizontalPodAutoscaler knows CPU and
memory and no behaviour, and Knative's annotations have the ranges of its webhook.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Annotated, Literal

from inference_platform.errors import Problem
from inference_platform.units import Between, Matches, Percent

__all__ = ["Hpa", "Keda", "KnativeScaling"]

_QUERY = Matches(r"(?s)\s*\S.*", "a query in PromQL", "give a query that yields one number")
_Window = Annotated[int, Between(0, 3600)]


@dataclass(frozen=True, slots=True, kw_only=True)
class Keda:
    """A ScaledObject of KEDA, which KServe makes, on a query to Prometheus."""

    threshold: Annotated[int, Between(1, 1_000_000)] = 4
    """What one pod may have of the queried number: the wanted pods are the number divided by this, rounded up."""

    query: Annotated[str, _QUERY] | None = None
    """The query; its result is a number for the whole model. Default: requests that wait in the queues of the model's
    servers (`vllm:num_requests_waiting`), which a model without pods does not have: it cannot scale from zero."""

    scale_up_window: _Window = 0
    """How long the load must last before pods are added, in seconds."""

    scale_down_window: _Window = 300
    """How long the load must be gone before pods are removed, in seconds."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Hpa:
    """A HorizontalPodAutoscaler, which KServe makes, on CPU or memory in percent of the request."""

    metric: Literal["cpu", "memory"] = "cpu"
    """What is measured. The memory of a server that keeps what it once allocated never scales down again."""

    target: Percent = 80
    """Average use to aim at, in percent of the pods' request."""


@dataclass(frozen=True, slots=True, kw_only=True)
class KnativeScaling:
    """Knative's own autoscaler, which can scale to zero; the model is then a Knative Service.

    Everybody must call the model's Service, never a pod, because the autoscaler counts the requests on their way.
    Knative ends every answer at some time, streams included, so the model's `timeouts` need an `answer`; a stopping pod
    has the same time. More than 600 s needs `max-revision-timeout-seconds` in Knative's defaults.
    """

    metric: Literal["concurrency", "rps"] = "concurrency"
    """What is measured: requests at the same time, or requests in a second."""

    target: Annotated[int, Between(1, 1_000_000)] = 16
    """What one pod shall have of it."""

    target_utilization: Percent | None = None
    """Share of `target` at which a pod counts as full, in percent. Default: Knative's, usually 70."""

    container_concurrency: Annotated[int, Between(0, 1000)] = 0
    """Most requests that a pod gets at the same time; more wait before it. 0: no limit, the engine queues."""

    window: Annotated[int, Between(6, 3600)] | None = None
    """Time over which the load is averaged, in seconds. Default: `KnativeAutoscaler.stable_window`."""

    scale_down_delay: _Window | None = None
    """How long the load must be gone before pods are removed, in seconds. Default: that of
    `KnativeAutoscaler.scale_down_delay`, 300 s; 0 in a Knative that nobody set up for models."""

    zero_retention: _Window | None = None
    """How long the last pod stays at least after the last request, in seconds; loading a model again takes minutes.
    Default: `KnativeAutoscaler.scale_to_zero_pod_retention_period`."""

    initial_scale: Annotated[int, Between(0, 1000)] | None = None
    """Pods right after a change. Default: Knative's, 1. 0 needs `allow-zero-initial-scale` in its autoscaler."""

    activation_scale: Annotated[int, Between(2, 1000)] | None = None
    """Pods to start with when there were none. Default: as many as the load needs."""

    panic_window: Annotated[int, Between(1, 100)] | None = None
    """Short window for sudden load, in percent of `window`. Default: Knative's, 10."""

    panic_threshold: Annotated[int, Between(110, 1000)] | None = None
    """Load that counts as sudden, in percent of what the pods can bear. Default: Knative's, 200."""

    target_burst_capacity: Annotated[int, Between(-1, 1_000_000)] | None = None
    """Requests of a burst that Knative itself buffers; -1: all go through its activator. Default: Knative's, 211."""

    def rules(self) -> Iterator[Problem]:
        """The target can be reached."""
        limit = self.container_concurrency
        if self.metric == "concurrency" and 0 < limit < self.target:
            yield Problem(
                field="target",
                must_be=f"at most container_concurrency ({limit})",
                got=self.target,
                do="lower it or raise container_concurrency; a pod never has more requests than that",
            )

    def bounds(self, minimum: int, maximum: int) -> Iterator[Problem]:
        """What does not fit a range of pods."""
        for field, value in (("initial_scale", self.initial_scale), ("activation_scale", self.activation_scale)):
            if value is not None and value > maximum:
                yield Problem(
                    field=f"autoscaling.{field}",
                    must_be=f"at most replicas.maximum ({maximum})",
                    got=value,
                    do="lower it or raise the maximum",
                )
        if self.activation_scale is not None and self.activation_scale < minimum:
            yield Problem(
                field="autoscaling.activation_scale",
                must_be=f"at least replicas.minimum ({minimum})",
                got=self.activation_scale,
                do="raise it or leave it out",
            )

    def annotations(self) -> dict[str, str]:
        """Annotations of the revisions; KServe adds those of metric, target and bounds itself.

        https://github.com/knative/serving/blob/knative-v1.21.0/pkg/apis/autoscaling/register.go
        """
        values: dict[str, object] = {
            "activation-scale": self.activation_scale,
            "initial-scale": self.initial_scale,
            "panic-threshold-percentage": self.panic_threshold,
            "panic-window-percentage": self.panic_window,
            "scale-down-delay": _seconds(self.scale_down_delay),
            "scale-to-zero-pod-retention-period": _seconds(self.zero_retention),
            "target-burst-capacity": self.target_burst_capacity,
            "target-utilization-percentage": self.target_utilization,
            "window": _seconds(self.window),
        }
        return {f"autoscaling.knative.dev/{key}": str(value) for key, value in values.items() if value is not None}


def _seconds(number: int | None) -> str | None:
    return None if number is None else f"{number}s"
