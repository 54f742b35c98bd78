"""How the proxy's requests reach the servers of a model."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Annotated

from inference_platform.constructs.endpoint_picker.props import EndpointPickerProps
from inference_platform.constructs.endpoint_picker.scoring import Scoring
from inference_platform.constructs.inference_gateway.props import InferenceGatewayProps
from inference_platform.constructs.model_route.props import ModelRouteProps
from inference_platform.constructs.model_route.timeouts import Timeouts
from inference_platform.errors import Problem
from inference_platform.units import Between

__all__ = ["Direct", "KvCacheAware", "Objective", "Routing", "ThroughGateway"]

_Weight = Annotated[float, Between(0, 1_000_000)]


@dataclass(frozen=True, slots=True, kw_only=True)
class Direct:
    """The proxy calls the Service of the servers: one hop less, and no choice between the pods.

    Kubernetes balances connections, which the proxy keeps open, so several replicas get uneven shares.
    """


@dataclass(frozen=True, slots=True, kw_only=True)
class ThroughGateway:
    """Through the inference Gateway, to the pod with the fewest open requests."""

    route: ModelRouteProps = ModelRouteProps()
    """Path and limits of the route; its timeouts are those of the model."""

    gateway: InferenceGatewayProps | None = None
    """A Gateway of its own for this model. Default: the platform's."""

    def rules(self) -> Iterator[Problem]:
        """Timeouts are said once, and the proxy finds the route."""
        yield from _route_problems(self.route)


@dataclass(frozen=True, slots=True, kw_only=True)
class Objective:
    """How important a model's requests are against others that wait for the same servers."""

    priority: Annotated[int, Between(-(2**31), 2**31 - 1)]
    """Higher is more important. Requests below 0 are refused with 429 while the servers are full."""


@dataclass(frozen=True, slots=True, kw_only=True)
class KvCacheAware:
    """Through the inference Gateway, whose endpoint picker chooses the pod that will answer soonest.

    The three weights count against each other: only their ratio matters, so 60, 30 and 10 are fine.
    """

    prefix_cache: _Weight | None = None
    """Weight of how much of the prompt's beginning a pod still has in its KV cache. Default: 3."""

    kv_cache: _Weight | None = None
    """Weight of how much of its KV cache is free. Default: 2."""

    queue: _Weight | None = None
    """Weight of how few requests wait at it. Default: 2."""

    picker: EndpointPickerProps = EndpointPickerProps()
    """The endpoint picker; more scorers are in its `scoring`, which replaces the three weights."""

    objective: Objective | None = None
    """Importance of the proxy's requests. Needs `picker.flow_control`. Default: 0, like all others."""

    route: ModelRouteProps = ModelRouteProps()
    """Path and limits of the route; its timeouts are those of the model."""

    gateway: InferenceGatewayProps | None = None
    """A Gateway of its own for this model. Default: the platform's."""

    def rules(self) -> Iterator[Problem]:
        """Weights and timeouts are said once, and a priority has an effect."""
        yield from _route_problems(self.route)
        given = [name for name in ("prefix_cache", "kv_cache", "queue") if getattr(self, name) is not None]
        for field in ("scoring", "config"):
            if given and getattr(self.picker, field) is not None:
                yield Problem(
                    field=given[0],
                    must_be=f"left out beside picker.{field}",
                    got=getattr(self, given[0]),
                    do=f"give all weights in picker.{field}, or none there",
                )
        if given and not any((self.scoring.prefix_cache, self.scoring.kv_cache, self.scoring.queue)):
            yield Problem(
                field=given[0],
                must_be="above 0 when the other weights are 0",
                got=0,
                do="give one of them a weight, or choose ThroughGateway()",
            )
        if self.objective and not self.picker.flow_control and not (self.picker.config and self._config_flow_control()):
            yield Problem(
                field="objective",
                must_be="left out without picker.flow_control",
                got=f"priority {self.objective.priority}",
                do="let the picker queue requests with picker=EndpointPickerProps(flow_control=FlowControl()), "
                "or remove it: nothing would read the priority",
            )

    def _config_flow_control(self) -> bool:
        return self.picker.config is not None and self.picker.config.flow_control is not None

    @property
    def scoring(self) -> Scoring:
        """The three weights, with their defaults."""
        default = Scoring()
        return Scoring(
            prefix_cache=default.prefix_cache if self.prefix_cache is None else self.prefix_cache,
            kv_cache=default.kv_cache if self.kv_cache is None else self.kv_cache,
            queue=default.queue if self.queue is None else self.queue,
        )

    @property
    def picker_props(self) -> EndpointPickerProps:
        """The picker with these weights."""
        if self.picker.scoring is not None or self.picker.config is not None:
            return self.picker
        return replace(self.picker, scoring=self.scoring)


Routing = KvCacheAware | ThroughGateway | Direct


def _route_problems(route: ModelRouteProps) -> Iterator[Problem]:
    if route.timeouts != Timeouts():
        yield Problem(
            field="route.timeouts",
            must_be="left out",
            got=f"silence {route.timeouts.silence}",
            do="give them as timeouts of the model, from which every hop has its own",
        )
    if route.hostnames:
        yield Problem(
            field="route.hostnames",
            must_be="left out, because the proxy calls the Gateway by the name of its Service",
            got=", ".join(route.hostnames),
            do="tell models apart by route.path or route.headers",
        )
