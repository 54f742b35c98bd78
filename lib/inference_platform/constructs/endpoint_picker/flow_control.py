"""Flow control: requests wait in the picker, by priority, while the model servers are full."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Annotated, Any

from inference_platform.constructs.endpoint_picker.plugin import PluginName, PluginSpec, given
from inference_platform.constructs.endpoint_picker.version import EppVersion
from inference_platform.errors import Problem
from inference_platform.units import Between, Duration, Memory

__all__ = ["BandLimits", "FlowControl", "PriorityBand"]

_Requests = Annotated[int, Between(1, 10**9)]
_USAGE_LIMIT = "static-usage-limit-policy"


@dataclass(frozen=True, slots=True, kw_only=True)
class BandLimits:
    """How much one priority may hold, and in which order it is served."""

    max_bytes: Memory | None = None
    """Bytes of waiting requests. Default: 1 GB."""

    max_requests: _Requests | None = None
    """Waiting requests. Default: 5000 with llm-d-router 0.10, unlimited before."""

    fairness_policy: PluginName | None = None
    """Which flow (value of the fairness header) comes next, by the plugin's name: `global-strict-fairness-policy`,
    `round-robin-fairness-policy` or one of the configuration's plugins. Default: the first."""

    ordering_policy: PluginName | None = None
    """Which request of a flow comes next: `fcfs-ordering-policy` (first come first), `edf-ordering-policy`
    (earliest deadline first), `slo-deadline-ordering-policy` or one of the configuration's plugins. Default: the
    first."""

    def limits(self) -> dict[str, Any]:
        """Them as the picker reads them."""
        return given(
            maxBytes=self.max_bytes,
            # a quantity, which is a text in the configuration
            maxRequests=None if self.max_requests is None else str(self.max_requests),
            fairnessPolicyRef=self.fairness_policy,
            orderingPolicyRef=self.ordering_policy,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class PriorityBand(BandLimits):
    """The limits of one priority."""

    priority: Annotated[int, Between(-(2**31), 2**31 - 1)]
    """The priority, as InferenceObjectives say it; a higher one is served first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FlowControl:
    """Requests wait in the picker while the model servers are full; without it they wait in the servers' own queues.

    A request gets its priority from the InferenceObjective that it names in a header, 0 without one.
    """

    max_bytes: Memory | None = None
    """Bytes of waiting requests of all priorities. Default: unlimited."""

    max_requests: _Requests | None = None
    """Waiting requests of all priorities. Default: unlimited."""

    request_ttl: Duration | None = None
    """Longest that a request waits. Default: 60 s with llm-d-router 0.10; before, as long as the client waits, which
    `0s` says there too."""

    bands: tuple[PriorityBand, ...] = ()
    """Priorities with limits of their own."""

    default_band: BandLimits | None = None
    """Limits of every other priority."""

    negative_band: BandLimits | None = None
    """Limits of every other priority below 0; needs llm-d-router."""

    usage_limit: Annotated[float, Between(0.01, 1)] | None = None
    """Saturation from which requests wait. Default: 1, when the servers are full."""

    eviction: bool = False
    """Whether running requests of a priority below 0 are ended when higher ones wait; needs llm-d-router 0.10."""

    @property
    def _templates(self) -> tuple[tuple[str, BandLimits | None], ...]:
        return ("default_band", self.default_band), ("negative_band", self.negative_band)

    @property
    def limits(self) -> tuple[tuple[str, BandLimits], ...]:
        """Every limit of bands with the field that it stands in."""
        bands = tuple((f"bands[{index}]", band) for index, band in enumerate(self.bands))
        return (*bands, *((field, band) for field, band in self._templates if band is not None))

    def policies(self) -> Iterator[tuple[str, str, str]]:
        """Field, role and name of every policy that a band names."""
        for field, band in self.limits:
            if band.fairness_policy:
                yield f"{field}.fairness_policy", "fairness", band.fairness_policy
            if band.ordering_policy:
                yield f"{field}.ordering_policy", "ordering", band.ordering_policy

    def rules(self) -> Iterator[Problem]:
        """What upstream refuses."""
        priorities = [band.priority for band in self.bands]
        for index, priority in enumerate(priorities):
            if priority in priorities[:index]:
                yield Problem(
                    field=f"bands[{index}].priority",
                    must_be="another one than that of the bands before",
                    got=priority,
                    do="merge the two bands",
                )

    def problems(self, version: EppVersion) -> Iterator[Problem]:
        """Settings that a version ignores or refuses."""
        release = version.release
        if release.schema == "x-k8s.io" and self != FlowControl():
            yield Problem(
                field="flow_control",
                must_be=f"FlowControl() without settings with {version.value}, which reads none",
                got="settings",
                do="remove them or raise the version",
            )
        if release.schema != "llm-d.ai" and self.negative_band is not None:
            yield Problem(
                field="negative_band", must_be=f"left out with {version.value}", got="given", do="name bands instead"
            )
        if self.eviction and version is not EppVersion.LLM_D_ROUTER_0_10:
            yield Problem(field="eviction", must_be=f"false with {version.value}", got=True, do="raise the version")

    def plugins(self) -> tuple[PluginSpec, ...]:
        """The plugin of the usage limit."""
        if self.usage_limit is None:
            return ()
        return (PluginSpec(_USAGE_LIMIT, None, {"threshold": float(self.usage_limit)}),)

    def data(self) -> dict[str, Any]:
        """It as the picker reads it."""
        return given(
            maxBytes=self.max_bytes,
            maxRequests=None if self.max_requests is None else str(self.max_requests),
            defaultRequestTTL=self.request_ttl,
            defaultPriorityBand=_template(self.default_band),
            defaultNegativePriorityBand=_template(self.negative_band, priority=-1),
            priorityBands=[{"priority": band.priority, **band.limits()} for band in self.bands] or None,
            usageLimitPolicyPluginRef=None if self.usage_limit is None else _USAGE_LIMIT,
            enableEviction=self.eviction or None,
        )


def _template(band: BandLimits | None, *, priority: int = 0) -> dict[str, Any] | None:
    """A band for priorities that are not known before; its own one means nothing and must be written."""
    return None if band is None else {"priority": priority, **band.limits()}
