"""When the picker considers its model servers full."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Annotated, Any, ClassVar, Literal

from inference_platform.constructs.endpoint_picker.plugin import IN_FLIGHT_LOAD, PluginSpec
from inference_platform.constructs.endpoint_picker.version import EppVersion
from inference_platform.errors import Problem
from inference_platform.units import Between, Duration, seconds_of

__all__ = ["Concurrency", "Saturation"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Saturation:
    """Full by what the servers report: a server is when its queue or its KV cache reaches a threshold.

    A server whose metrics are older than `metrics_staleness` counts as full. Without flow control this only decides
    whether requests with a negative priority are refused.
    """

    queue_depth: Annotated[int, Between(1, 100_000)] = 5
    """Waiting requests of one server."""

    kv_cache_utilization: Annotated[float, Between(0.01, 0.99)] = 0.8
    """Used share of a server's KV cache."""

    metrics_staleness: Duration = "200ms"
    """Oldest metrics that count. They are read every 50 ms."""

    headroom: Annotated[float, Between(0, 10)] | None = None
    """Share by which a single server may exceed the thresholds when the detector also filters servers in a profile.
    Default: 0."""

    TYPE: ClassVar[str] = "utilization-detector"
    """Type, and name, of the plugin."""

    def rules(self) -> Iterator[Problem]:
        """What upstream refuses."""
        if seconds_of(self.metrics_staleness) <= 0:
            yield Problem(
                field="metrics_staleness", must_be="longer than 0s", got=self.metrics_staleness, do="leave it out"
            )

    def problems(self, version: EppVersion) -> Iterator[Problem]:
        """What a version cannot do."""
        if self.headroom is not None and version.release.schema == "x-k8s.io":
            yield Problem(field="headroom", must_be=f"left out with {version.value}", got=self.headroom, do="remove it")

    def needs(self, version: EppVersion) -> tuple[PluginSpec, ...]:
        """No other plugin."""
        del version
        return ()

    def thresholds(self) -> Mapping[str, Any]:
        """Them as the picker reads them."""
        found: dict[str, Any] = {
            "queueDepthThreshold": self.queue_depth,
            "kvCacheUtilThreshold": float(self.kv_cache_utilization),
            "metricsStalenessThreshold": self.metrics_staleness,
        }
        return found if self.headroom is None else found | {"headroom": float(self.headroom)}


@dataclass(frozen=True, slots=True, kw_only=True)
class Concurrency:
    """Full by what the picker itself has under way, which needs no metrics of the servers."""

    max_concurrency: Annotated[int, Between(1, 1_000_000)] = 100
    """Requests that one server works on at a time."""

    max_token_concurrency: Annotated[int, Between(1, 10**12)] | None = None
    """Tokens, by estimate, that one server works on at a time. Default: 1,000,000; only read by the modes that count
    tokens."""

    mode: Literal["requests", "tokens", "hybrid"] = "requests"
    """What is counted; `hybrid` takes what is nearer to its limit and needs llm-d-router 0.10."""

    headroom: Annotated[float, Between(0, 10)] | None = None
    """Share by which a single server may exceed the limit when the detector also filters servers in a profile.
    Default: 0."""

    TYPE: ClassVar[str] = "concurrency-detector"
    """Type, and name, of the plugin."""

    def rules(self) -> Iterator[Problem]:
        """A limit that the mode does not read."""
        if self.mode == "requests" and self.max_token_concurrency is not None:
            yield Problem(
                field="max_token_concurrency",
                must_be="left out with mode requests",
                got=self.max_token_concurrency,
                do="set mode to tokens or hybrid",
            )

    def problems(self, version: EppVersion) -> Iterator[Problem]:
        """What a version cannot do."""
        if version.release.schema == "x-k8s.io":
            yield Problem(
                field="saturation",
                must_be=f"Saturation with {version.value}",
                got="Concurrency",
                do="choose a newer version",
            )
        elif self.mode == "hybrid" and version is not EppVersion.LLM_D_ROUTER_0_10:
            yield Problem(
                field="mode", must_be=f"requests or tokens with {version.value}", got=self.mode, do="raise the version"
            )

    def needs(self, version: EppVersion) -> tuple[PluginSpec, ...]:
        """What counts: version 1.5.0 does not make it by itself, and would never find a server full."""
        del version
        return (IN_FLIGHT_LOAD,)

    def thresholds(self) -> Mapping[str, Any]:
        """Them as the picker reads them."""
        found: dict[str, Any] = {"concurrencyMode": self.mode}
        if self.mode != "tokens":
            found["maxConcurrency"] = self.max_concurrency
        if self.max_token_concurrency is not None:
            found["maxTokenConcurrency"] = self.max_token_concurrency
        if self.headroom is not None:
            found["headroom"] = float(self.headroom)
        return found
