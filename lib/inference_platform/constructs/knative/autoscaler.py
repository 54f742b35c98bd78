"""Settings of Knative's autoscaler: the ConfigMap `config-autoscaler`."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Annotated, ClassVar, Literal

from inference_platform.constructs.knative.settings import Settings
from inference_platform.constructs.knative.values import Count, DurationIn, NumberIn, PositiveDuration, WholeSeconds
from inference_platform.errors import Problem
from inference_platform.units import Duration

__all__ = ["KnativeAutoscaler"]

_SMALLEST_TARGET = 0.01

Rate = Annotated[
    float,
    NumberIn(
        1.0, above=True, do="give a ratio of pods per tick of 2 s: 2.0 may double them; cap a model with max_scale"
    ),
]
Share = Annotated[
    float,
    NumberIn(1.0, 100, above=True, do="give percent; Knative would read a number up to 1 as a fraction, 1 as 100%"),
]


@dataclass(frozen=True, slots=True, kw_only=True)
class KnativeAutoscaler(Settings):
    """How the pods of a model follow its requests, unless the model says otherwise.

    The defaults are made for models that take minutes to load. What keeps GPUs from being asked for too fast is
    `max_scale` of a model and its target, not `max_scale_up_rate`: that is a ratio per tick of 2 s, not pods per
    minute. Source: https://github.com/knative/serving/blob/knative-v1.23.0/pkg/autoscaler/config/config.go
    """

    NAME: ClassVar[str] = "autoscaler"
    COMPONENT: ClassVar[str] = "autoscaler"

    pod_autoscaler_class: Literal["kpa.autoscaling.knative.dev", "hpa.autoscaling.knative.dev"] | None = None
    """Who scales: Knative's autoscaler, on requests, or a HorizontalPodAutoscaler, which never scales to zero.
    Default: Knative's."""

    enable_scale_to_zero: bool = True
    """Whether a model without requests loses its last pod."""

    allow_zero_initial_scale: bool | None = None
    """Whether `initial_scale` may be 0. Default: no."""

    max_scale_up_rate: Rate = 2.0
    """Pods that may be wanted for each that is ready, per tick of 2 s; above 1."""

    max_scale_down_rate: Rate = 1.5
    """Ready pods for each that must stay, per tick of 2 s; above 1."""

    container_concurrency_target_percentage: Share = 70
    """Percent of the target that a pod shall have; the rest is room until the next pod is there."""

    container_concurrency_target_default: Annotated[float, NumberIn(_SMALLEST_TARGET)] = 10
    """Requests at once that one pod shall have, where a model does not say."""

    requests_per_second_target_default: Annotated[float, NumberIn(_SMALLEST_TARGET)] | None = None
    """Requests per second that one pod shall have, for models that scale by it. Default: 200."""

    target_burst_capacity: Annotated[float, NumberIn(0, also=(-1,))] | None = None
    """Requests that may come at once while the activator queues them; 0: it is only asked at zero pods, -1: it always
    is. Default: 211."""

    panic_window_percentage: Annotated[float, NumberIn(1, 100)] | None = None
    """Window of the panic mode, in percent of `stable_window`. Default: 10."""

    panic_threshold_percentage: Annotated[float, NumberIn(110, 1000)] | None = None
    """Load, in percent of what the ready pods can take, that starts the panic mode. Default: 200. Knative does not
    check it here; the range is the one that it demands of a model."""

    activator_capacity: Annotated[float, NumberIn(1)] | None = None
    """Requests at once that one activator takes. Default: 100."""

    initial_scale: Count | None = None
    """Pods that a new revision must reach before it counts as ready. Default: 1."""

    min_scale: Count | None = None
    """Fewest pods of each model that does not say. Default: 0."""

    max_scale: Count | None = None
    """Most pods of each model that does not say; 0: any number. Default: 0."""

    max_scale_limit: Count | None = None
    """Most pods that a model may ask for; 0: any number. Default: 0."""

    stable_window: Annotated[Duration, DurationIn(6, 3600, whole=True)] = "60s"
    """Time over which requests are averaged."""

    scale_down_delay: WholeSeconds = "300s"
    """How long fewer requests must last before pods go; a pod that was too many is expensive, a cold start more so."""

    scale_to_zero_grace_period: PositiveDuration = "30s"
    """Longest time that the last pod stays while requests are turned over to the activator."""

    scale_to_zero_pod_retention_period: Duration = "60s"
    """Shortest time that the last pod stays after the last request's window."""

    def rules(self) -> Iterator[Problem]:
        """What the autoscaler refuses to start with."""
        target = self.container_concurrency_target_percentage / 100 * self.container_concurrency_target_default
        if target < _SMALLEST_TARGET:
            yield Problem(
                field="container_concurrency_target_default",
                must_be=f"at least {_SMALLEST_TARGET} after container_concurrency_target_percentage is taken of it",
                got=self.container_concurrency_target_default,
                do="raise one of them",
            )
        if self.initial_scale == 0 and not self.allow_zero_initial_scale:
            yield Problem(
                field="initial_scale",
                must_be="at least 1 without allow_zero_initial_scale",
                got=self.initial_scale,
                do="set allow_zero_initial_scale or raise it",
            )
        yield from self._limit_problems()

    def _limit_problems(self) -> Iterator[Problem]:
        lowest, highest, limit = self.min_scale or 0, self.max_scale or 0, self.max_scale_limit or 0
        if limit and not 1 <= highest <= limit:
            yield Problem(
                field="max_scale",
                must_be=f"from 1 to max_scale_limit ({limit})",
                got=self.max_scale,
                do="set it, so that a model that says nothing has a maximum too",
            )
        if highest and lowest > highest:
            yield Problem(
                field="min_scale",
                must_be=f"at most max_scale ({highest})",
                got=self.min_scale,
                do="lower it or raise max_scale",
            )
