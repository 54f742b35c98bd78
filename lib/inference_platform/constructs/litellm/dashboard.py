"""The Grafana dashboard of the proxy, as data; every series in it is one that the pinned LiteLLM exports."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal

__all__ = ["dashboard"]

_UID = "litellm-proxy"
_WIDTH, _HEIGHT, _COLUMNS = 8, 8, 24
_TARGET = 'namespace=~"$namespace"'
_MODEL = f'{_TARGET}, requested_model=~"$model"'
_RATE = "$__rate_interval"

Unit = Literal["currencyUSD", "none", "percentunit", "reqps", "s", "short"]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Panel:
    title: str
    queries: tuple[tuple[str, str], ...]
    """PromQL and legend of each line."""

    unit: Unit
    description: str = ""


def dashboard() -> dict[str, Any]:
    """The dashboard as Grafana imports it; every call makes a new one."""
    return {
        "uid": _UID,
        "title": "LiteLLM proxy",
        "tags": ["inference-platform", "litellm"],
        "editable": False,
        "schemaVersion": 39,
        "version": 1,
        "refresh": "30s",
        "time": {"from": "now-1h", "to": "now"},
        "templating": {"list": _variables()},
        "panels": _panels(),
    }


def _variables() -> list[dict[str, Any]]:
    requests = "litellm_proxy_total_requests_metric_total"
    return [
        {"name": "datasource", "label": "Data source", "type": "datasource", "query": "prometheus"},
        _values("namespace", "Namespace", f"label_values({requests}, namespace)"),
        _values("model", "Model", f"label_values({requests}{{{_TARGET}}}, requested_model)"),
    ]


def _values(name: str, label: str, query: str) -> dict[str, Any]:
    """A variable whose "All" is the pattern `.*`, so that queries must compare with `=~`."""
    return {
        "name": name,
        "label": label,
        "type": "query",
        "datasource": _source(),
        "query": {"query": query, "refId": name},
        "refresh": 2,
        "sort": 1,
        "multi": True,
        "includeAll": True,
        "allValue": ".*",
        "current": {"text": "All", "value": "$__all"},
    }


def _source() -> dict[str, str]:
    return {"type": "prometheus", "uid": "${datasource}"}


def _panels() -> list[dict[str, Any]]:
    panels = (*_traffic(), *_latency(), *_cost(), *_deployments(), *_limits())
    return [_rendered(panel, index) for index, panel in enumerate(panels)]


def _rendered(panel: _Panel, index: int) -> dict[str, Any]:
    per_row = _COLUMNS // _WIDTH
    return {
        "id": index + 1,
        "type": "timeseries",
        "title": panel.title,
        "description": panel.description,
        "datasource": _source(),
        "gridPos": {
            "x": index % per_row * _WIDTH,
            "y": index // per_row * _HEIGHT,
            "w": _WIDTH,
            "h": _HEIGHT,
        },
        "fieldConfig": {"defaults": {"unit": panel.unit, "min": 0}, "overrides": []},
        "options": {"legend": {"displayMode": "table", "placement": "bottom", "calcs": ["lastNotNull"]}},
        "targets": [
            {
                "refId": chr(ord("A") + number),
                "datasource": _source(),
                "expr": query,
                "legendFormat": legend,
            }
            for number, (query, legend) in enumerate(panel.queries)
        ],
    }


def _rate(series: str, by: str, labels: str = _MODEL) -> str:
    return f"sum by ({by}) (rate({series}{{{labels}}}[{_RATE}]))"


def _quantile(quantile: float, series: str, by: str = "", labels: str = _MODEL) -> str:
    groups = f"le, {by}" if by else "le"
    return f"histogram_quantile({quantile}, sum by ({groups}) (rate({series}_bucket{{{labels}}}[{_RATE}])))"


def _quantiles(series: str, labels: str = _MODEL) -> tuple[tuple[str, str], ...]:
    return tuple(
        (_quantile(quantile, series, labels=labels), f"p{round(quantile * 100)}") for quantile in (0.5, 0.95, 0.99)
    )


def _traffic() -> tuple[_Panel, ...]:
    requests = "litellm_proxy_total_requests_metric_total"
    failed = f'sum(rate({requests}{{{_MODEL}, status_code=~"5.."}}[{_RATE}]))'
    every = f"sum(rate({requests}{{{_MODEL}}}[{_RATE}]))"
    return (
        _Panel(
            title="Requests by model",
            queries=((_rate(requests, "requested_model"), "{{requested_model}}"),),
            unit="reqps",
        ),
        _Panel(
            title="Requests by status",
            queries=((_rate(requests, "status_code"), "{{status_code}}"),),
            unit="reqps",
        ),
        _Panel(
            title="Share of server errors",
            queries=((f"{failed} / {every}", "5xx"),),
            unit="percentunit",
            description="Answers with status 5xx as a share of all.",
        ),
        _Panel(
            title="Failures by class",
            queries=((_rate("litellm_proxy_failed_requests_metric_total", "exception_class"), "{{exception_class}}"),),
            unit="reqps",
        ),
    )


def _latency() -> tuple[_Panel, ...]:
    return (
        _Panel(
            title="Request latency",
            queries=_quantiles("litellm_request_total_latency_metric"),
            unit="s",
            description="From the request to the end of the answer, streams included.",
        ),
        _Panel(
            title="Time to first token, p95",
            queries=(
                (
                    _quantile(0.95, "litellm_llm_api_time_to_first_token_metric", "requested_model"),
                    "{{requested_model}}",
                ),
            ),
            unit="s",
            description="Streaming requests only.",
        ),
        _Panel(
            title="Time before a request is worked on",
            queries=_quantiles("litellm_request_queue_time_seconds"),
            unit="s",
            description="High when the pods have too little CPU.",
        ),
        _Panel(
            title="Time that the proxy adds",
            queries=_quantiles("litellm_overhead_latency_metric", _TARGET),
            unit="s",
            description="Latency without the model's own.",
        ),
    )


def _cost() -> tuple[_Panel, ...]:
    hits = f"sum(rate(litellm_cache_hits_metric_total{{{_TARGET}}}[{_RATE}]))"
    misses = f"sum(rate(litellm_cache_misses_metric_total{{{_TARGET}}}[{_RATE}]))"
    return (
        _Panel(
            title="Tokens per second",
            queries=(
                (_rate("litellm_input_tokens_metric_total", "requested_model"), "{{requested_model}} in"),
                (_rate("litellm_output_tokens_metric_total", "requested_model"), "{{requested_model}} out"),
            ),
            unit="short",
        ),
        _Panel(
            title="Spend per hour by team",
            queries=((f"3600 * {_rate('litellm_spend_metric_total', 'team_alias')}", "{{team_alias}}"),),
            unit="currencyUSD",
        ),
        _Panel(
            title="Answers from the cache",
            queries=((f"{hits} / ({hits} + {misses})", "hits"),),
            unit="percentunit",
            description="Empty while no request asks for the cache.",
        ),
    )


def _deployments() -> tuple[_Panel, ...]:
    deployment = "{{litellm_model_name}} {{api_base}}"
    return (
        _Panel(
            title="State of the deployments",
            queries=(
                (
                    f"max by (litellm_model_name, api_base) (litellm_deployment_state{{{_TARGET}}})",
                    deployment,
                ),
            ),
            unit="none",
            description="0 healthy, 1 partial outage, 2 complete outage.",
        ),
        _Panel(
            title="Failed calls of the deployments",
            queries=(
                (
                    _rate(
                        "litellm_deployment_failure_responses_total",
                        "litellm_model_name, api_base",
                        _TARGET,
                    ),
                    deployment,
                ),
            ),
            unit="reqps",
        ),
        _Panel(
            title="Deployments that rest after failures",
            queries=(
                (_rate("litellm_deployment_cooled_down_total", "litellm_model_name, api_base", _TARGET), deployment),
            ),
            unit="reqps",
        ),
        _Panel(
            title="Fallbacks",
            queries=(
                (_rate("litellm_deployment_successful_fallbacks_total", "requested_model"), "{{requested_model}} ok"),
                (_rate("litellm_deployment_failed_fallbacks_total", "requested_model"), "{{requested_model}} failed"),
            ),
            unit="reqps",
        ),
    )


def _limits() -> tuple[_Panel, ...]:
    return (
        _Panel(
            title="Requests in flight by pod",
            queries=((f"sum by (pod) (litellm_in_flight_requests{{{_TARGET}}})", "{{pod}}"),),
            unit="none",
        ),
        _Panel(
            title="Remaining budget by team",
            queries=((f"min by (team_alias) (litellm_remaining_team_budget_metric{{{_TARGET}}})", "{{team_alias}}"),),
            unit="currencyUSD",
        ),
        _Panel(
            title="Use of the team's rate limit",
            queries=(
                (
                    "max by (team_alias, rate_limit_type) "
                    f"(litellm_team_rate_limit_used_metric{{{_TARGET}}})"
                    " / max by (team_alias, rate_limit_type) "
                    f"(litellm_team_rate_limit_allowed_metric{{{_TARGET}}})",
                    "{{team_alias}} {{rate_limit_type}}",
                ),
            ),
            unit="percentunit",
        ),
    )
