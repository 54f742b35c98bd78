from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from inference_platform.constructs.litellm.dashboard import dashboard
from inference_platform.versions import LITELLM_VERSION

# What litellm[proxy] 1.103.7 exports: the collectors of `litellm.integrations.prometheus.PrometheusLogger()` and the
# gauge of `litellm.proxy.middleware.in_flight_requests_middleware`, with their label names,
# as Prometheus sees them: counters end in `_total`, histograms in `_bucket`, `_count` and `_sum`.
SERIES = Path(__file__).parent / "litellm_1_103_7" / "series.txt"
TARGET_LABELS = {"namespace", "pod", "service", "le"}


def exported() -> dict[str, set[str]]:
    lines = (line.partition(" ") for line in SERIES.read_text().splitlines())
    return {name: set(filter(None, labels.split(","))) | TARGET_LABELS for name, _, labels in lines}


def queries(board: dict[str, Any]) -> Iterator[str]:
    for panel in board["panels"]:
        yield from (target["expr"] for target in panel["targets"])
    yield from (each["query"]["query"] for each in board["templating"]["list"] if each["type"] == "query")


def series(query: str) -> list[str]:
    return re.findall(r"\blitellm_\w+", re.sub(r"\{[^}]*\}|by \([^)]*\)", " ", query))


def unknown(query: str) -> list[str]:
    """Series of a query, or labels of its only series, that LiteLLM does not export."""
    known = exported()
    names = series(query)
    labels = [label for part in re.findall(r"\{([^}]*)\}", query) for label in re.findall(r"(\w+)\s*[=!]", part)]
    groups = [label for part in re.findall(r"by \(([^)]*)\)", query) for label in re.split(r",\s*", part)]
    have = set.intersection(*(known.get(name, set()) for name in names))
    return [name for name in names if name not in known] + [each for each in (*labels, *groups) if each not in have]


def test_the_list_of_series_belongs_to_the_pinned_version() -> None:
    assert SERIES.parent.name == f"litellm_{LITELLM_VERSION.replace('.', '_')}"


def test_every_series_and_label_of_the_dashboard_exists() -> None:
    assert {query: unknown(query) for query in queries(dashboard()) if unknown(query)} == {}


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("rate(litellm_proxy_total_requests_metric[5m])", ["litellm_proxy_total_requests_metric"]),
        ('sum by (model) (rate(litellm_proxy_total_requests_metric_total{status="500"}[5m]))', ["status", "model"]),
    ],
)
def test_fails_when_a_series_or_a_label_does_not_exist(query: str, found: list[str]) -> None:
    assert unknown(query) == found


def test_all_namespaces_can_be_chosen_at_once() -> None:
    compared = [re.findall(r'namespace(=~|=)"', query) for query in queries(dashboard()) if "$namespace" in query]
    assert compared
    assert all(operators and set(operators) == {"=~"} for operators in compared)
    assert all(each["allValue"] == ".*" for each in dashboard()["templating"]["list"] if each["type"] == "query")


def test_every_panel_only_shows_the_chosen_namespaces() -> None:
    expressions = [target["expr"] for panel in dashboard()["panels"] for target in panel["targets"]]
    assert len(expressions) > 20
    assert [each for each in expressions if len(series(each)) != each.count('namespace=~"$namespace"')] == []


def test_panels_have_their_own_place_and_number() -> None:
    panels = dashboard()["panels"]
    assert len({panel["id"] for panel in panels}) == len(panels)
    assert len({(panel["gridPos"]["x"], panel["gridPos"]["y"]) for panel in panels}) == len(panels)
    assert all(panel["gridPos"]["x"] + panel["gridPos"]["w"] <= 24 for panel in panels)


def test_each_query_of_a_panel_has_its_own_letter() -> None:
    for panel in dashboard()["panels"]:
        letters = [target["refId"] for target in panel["targets"]]
        assert letters == sorted(set(letters)), panel["title"]


def test_two_dashboards_share_nothing() -> None:
    first = dashboard()
    first["panels"].clear()
    assert dashboard()["panels"]
