"""The Grafana dashboard of an endpoint picker, as data; every series in it is one that its release exports."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Literal

from inference_platform.constructs.endpoint_picker.rendering import Metrics
from inference_platform.constructs.endpoint_picker.version import EppVersion

__all__ = ["dashboard"]

_WIDTH, _HEIGHT, _COLUMNS = 8, 8, 24
_RATE = "$__rate_interval"

Unit = Literal["none", "percentunit", "reqps", "s", "short"]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Series:
    """Names of the series of one release; none where it has no such series."""

    requests: str
    errors: str
    duration: str
    first_token: str | None
    running: str
    input_tokens: str
    output_tokens: str
    ready: str
    kv_cache: str
    queue: str
    servers_running: str | None
    hit_ratio: str
    scheduling: str
    picks: tuple[str, str]
    """The series and its label for what was picked."""

    waiting: str
    waiting_time: str
    saturation: str | None


def _old(*, servers_running: bool, picked: str, saturation: bool) -> _Series:
    """Series of the Gateway API Inference Extension."""
    return _Series(
        requests="inference_objective_request_total",
        errors="inference_objective_request_error_total",
        duration="inference_objective_request_duration_seconds",
        first_token=None,
        running="inference_objective_running_requests",
        input_tokens="inference_objective_input_tokens",
        output_tokens="inference_objective_output_tokens",
        ready="inference_pool_ready_pods",
        kv_cache="inference_pool_average_kv_cache_utilization",
        queue="inference_pool_average_queue_size",
        servers_running="inference_pool_average_running_requests" if servers_running else None,
        hit_ratio="inference_extension_prefix_indexer_hit_ratio",
        scheduling="inference_extension_scheduler_e2e_duration_seconds",
        picks=("inference_extension_scheduler_attempts_total", picked),
        waiting="inference_extension_flow_control_queue_size",
        waiting_time="inference_extension_flow_control_request_queue_duration_seconds",
        saturation="inference_extension_flow_control_pool_saturation" if saturation else None,
    )


_LLM_D = _Series(
    requests="llm_d_epp_request_total",
    errors="llm_d_epp_request_error_total",
    duration="llm_d_epp_request_duration_seconds",
    first_token="llm_d_epp_request_ttft_seconds",
    running="llm_d_epp_request_running",
    input_tokens="llm_d_epp_request_input_tokens",
    output_tokens="llm_d_epp_request_output_tokens",
    ready="llm_d_epp_ready_endpoints",
    kv_cache="llm_d_epp_average_kv_cache_utilization",
    queue="llm_d_epp_average_queue_size",
    servers_running="llm_d_epp_average_running_requests",
    hit_ratio="llm_d_epp_prefix_indexer_hit_ratio",
    scheduling="llm_d_epp_scheduler_e2e_duration_seconds",
    picks=("llm_d_epp_scheduler_attempts_total", "endpoint_name"),
    waiting="llm_d_epp_flow_control_queue_size",
    waiting_time="llm_d_epp_flow_control_request_queue_duration_seconds",
    saturation="llm_d_epp_flow_control_pool_saturation",
)
_SERIES = {
    EppVersion.LLM_D_ROUTER_0_10: _LLM_D,
    EppVersion.LLM_D_ROUTER_0_9: _LLM_D,
    EppVersion.GIE_1_5_0: _old(servers_running=True, picked="pod_name", saturation=True),
    EppVersion.GIE_1_3_1: _old(servers_running=False, picked="status", saturation=False),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class _Panel:
    title: str
    queries: tuple[tuple[str, str], ...]
    """PromQL and legend of each line."""

    unit: Unit
    description: str = ""


def dashboard(
    *, namespace: str, name: str, pool: str, version: EppVersion, flow_control: bool, metrics: Metrics
) -> dict[str, Any]:
    """The dashboard as Grafana imports it; every call makes a new one.

    Args:
        namespace: Namespace of the picker.
        name: Name of its Service, which Prometheus writes into the label `service`.
        pool: Name of its pool.
        version: Whose series they are.
        flow_control: Whether requests wait in the picker.
        metrics: What the servers tell; those that tell nothing do not even count as ready ones in the series.
    """
    panels = _Panels(f'namespace="{namespace}", service="{name}"', _SERIES[version])
    found = [*panels.traffic(), *panels.choices()]
    found += [*panels.servers()] if metrics == "vllm" else []
    found += [*panels.flow_control()] if flow_control else []
    return {
        # at most 40 characters, and no other dashboard's
        "uid": f"epp-{hashlib.sha256(f'{namespace}/{name}'.encode()).hexdigest()[:24]}",
        "title": f"Endpoint picker {namespace}/{pool}",
        "tags": ["inference-platform", "endpoint-picker"],
        "editable": False,
        "schemaVersion": 39,
        "version": 1,
        "refresh": "30s",
        "time": {"from": "now-1h", "to": "now"},
        "templating": {
            "list": [{"name": "datasource", "label": "Data source", "type": "datasource", "query": "prometheus"}]
        },
        "panels": [_rendered(panel, index) for index, panel in enumerate(found)],
    }


@dataclass(frozen=True, slots=True)
class _Panels:
    """The panels for the series of one picker."""

    target: str
    series: _Series

    def traffic(self) -> Iterator[_Panel]:
        """What clients see."""
        series = self.series
        yield _Panel(
            title="Requests by model",
            queries=((self._rate(series.requests, "model_name"), "{{model_name}}"),),
            unit="reqps",
        )
        yield _Panel(
            title="Errors by code",
            queries=((self._rate(series.errors, "error_code"), "{{error_code}}"),),
            unit="reqps",
        )
        yield _Panel(title="Request latency", queries=self._quantiles(series.duration), unit="s")
        if series.first_token:
            yield _Panel(title="Time to first token", queries=self._quantiles(series.first_token), unit="s")
        yield _Panel(
            title="Requests under way",
            queries=((f"sum by (model_name) ({series.running}{{{self.target}}})", "{{model_name}}"),),
            unit="none",
        )
        yield _Panel(
            title="Tokens per second",
            queries=(
                (self._rate(f"{series.input_tokens}_sum", "model_name"), "{{model_name}} in"),
                (self._rate(f"{series.output_tokens}_sum", "model_name"), "{{model_name}} out"),
            ),
            unit="short",
        )

    def servers(self) -> Iterator[_Panel]:
        """What the servers tell the picker."""
        series = self.series
        yield _Panel(
            title="Ready servers",
            queries=((self._max(series.ready), "servers"),),
            unit="none",
            description="Servers whose metrics are fresh.",
        )
        yield _Panel(
            title="KV cache utilization",
            queries=((self._max(series.kv_cache), "average"),),
            unit="percentunit",
            description="Average over the servers; scorers and saturation go by it.",
        )
        queues = ((series.queue, "waiting"), (series.servers_running, "running"))
        yield _Panel(
            title="Requests on a server",
            queries=tuple((self._max(name), legend) for name, legend in queues if name),
            unit="none",
            description="Average over the servers.",
        )

    def choices(self) -> Iterator[_Panel]:
        """What the picker decides."""
        series = self.series
        picks, picked = series.picks
        yield _Panel(
            title="Prefix cache hits",
            queries=((self._average(series.hit_ratio), "matched share"),),
            unit="percentunit",
            description="Share of a prompt whose beginning the chosen server saw before, by the picker's own index.",
        )
        yield _Panel(
            title=f"Choices by {picked.removesuffix('_name')}",
            queries=((self._rate(picks, picked), f"{{{{{picked}}}}}"),),
            unit="reqps",
        )
        yield _Panel(
            title="Time to choose",
            queries=self._quantiles(series.scheduling),
            unit="s",
            description="High when the pod has too little CPU.",
        )

    def flow_control(self) -> Iterator[_Panel]:
        """What waits in the picker."""
        series = self.series
        yield _Panel(
            title="Waiting requests by priority",
            queries=((f"sum by (priority) ({series.waiting}{{{self.target}}})", "{{priority}}"),),
            unit="none",
        )
        yield _Panel(title="Time in the queue", queries=self._quantiles(series.waiting_time), unit="s")
        if series.saturation:
            yield _Panel(
                title="Saturation",
                queries=((self._max(series.saturation), "pool"),),
                unit="percentunit",
                description="From 1 on, requests wait.",
            )

    def _rate(self, series: str, by: str) -> str:
        return f"sum by ({by}) (rate({series}{{{self.target}}}[{_RATE}]))"

    def _max(self, series: str) -> str:
        return f"max({series}{{{self.target}}})"

    def _average(self, histogram: str) -> str:
        parts = (f"sum(rate({histogram}_{part}{{{self.target}}}[{_RATE}]))" for part in ("sum", "count"))
        return " / ".join(parts)

    def _quantiles(self, histogram: str) -> tuple[tuple[str, str], ...]:
        buckets = f"sum by (le) (rate({histogram}_bucket{{{self.target}}}[{_RATE}]))"
        return tuple((f"histogram_quantile({each}, {buckets})", f"p{round(each * 100)}") for each in (0.5, 0.95, 0.99))


def _rendered(panel: _Panel, index: int) -> dict[str, Any]:
    per_row = _COLUMNS // _WIDTH
    source = {"type": "prometheus", "uid": "${datasource}"}
    return {
        "id": index + 1,
        "type": "timeseries",
        "title": panel.title,
        "description": panel.description,
        "datasource": source,
        "gridPos": {"x": index % per_row * _WIDTH, "y": index // per_row * _HEIGHT, "w": _WIDTH, "h": _HEIGHT},
        "fieldConfig": {"defaults": {"unit": panel.unit, "min": 0}, "overrides": []},
        "options": {"legend": {"displayMode": "table", "placement": "bottom", "calcs": ["lastNotNull"]}},
        "targets": [
            {"refId": chr(ord("A") + number), "datasource": dict(source), "expr": query, "legendFormat": legend}
            for number, (query, legend) in enumerate(panel.queries)
        ],
    }
