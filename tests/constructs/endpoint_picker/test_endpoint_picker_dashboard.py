from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Literal

import pytest

from inference_platform.constructs.endpoint_picker import EppVersion
from inference_platform.constructs.endpoint_picker.dashboard import dashboard

# What each release exports: the names and labels of the collectors in its `pkg/epp`, as Prometheus sees them.
SERIES = Path(__file__).parent / "series"
TARGET_LABELS = {"le", "namespace", "pod", "service"}
PREFIX = r"\b(?:llm_d_epp|inference_extension|inference_objective|inference_pool)_\w+"
VERSIONS = list(EppVersion)


def board(
    version: EppVersion, *, name: str = "epp", flow_control: bool = True, metrics: Literal["vllm", "none"] = "vllm"
) -> dict[str, Any]:
    return dashboard(
        namespace="llm", name=name, pool="llama", version=version, flow_control=flow_control, metrics=metrics
    )


def exported(version: EppVersion) -> dict[str, set[str]]:
    lines = (line.partition(" ") for line in (SERIES / f"{version.name}.txt").read_text().splitlines())
    return {name: set(filter(None, labels.split(","))) | TARGET_LABELS for name, _, labels in lines}


def queries(found: dict[str, Any]) -> Iterator[str]:
    for panel in found["panels"]:
        yield from (target["expr"] for target in panel["targets"])


def unknown(query: str, version: EppVersion) -> list[str]:
    """Series of a query, or labels of all of them, that a release does not export."""
    known = exported(version)
    names = re.findall(PREFIX, re.sub(r"\{[^}]*\}|by \([^)]*\)", " ", query))
    labels = [label for part in re.findall(r"\{([^}]*)\}", query) for label in re.findall(r"(\w+)\s*[=!]", part)]
    groups = [label for part in re.findall(r"by \(([^)]*)\)", query) for label in re.split(r",\s*", part)]
    have = set.intersection(*(known.get(name, set()) for name in names))
    return [name for name in names if name not in known] + [each for each in (*labels, *groups) if each not in have]


@pytest.mark.parametrize("version", VERSIONS)
def test_every_series_and_label_of_the_dashboard_exists(version: EppVersion) -> None:
    assert {query: unknown(query, version) for query in queries(board(version)) if unknown(query, version)} == {}


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("rate(inference_model_request_total[5m])", ["inference_model_request_total"]),
        ("rate(llm_d_epp_requests_total[5m])", ["llm_d_epp_requests_total"]),
        ('sum by (model) (llm_d_epp_request_total{code="5"})', ["code", "model"]),
    ],
)
def test_fails_when_a_series_or_a_label_does_not_exist(query: str, found: list[str]) -> None:
    query = query.replace("inference_model_", "inference_pool_model_")
    found = [each.replace("inference_model_", "inference_pool_model_") for each in found]
    assert unknown(query, EppVersion.LLM_D_ROUTER_0_10) == found


@pytest.mark.parametrize("version", VERSIONS)
def test_every_query_is_about_this_picker(version: EppVersion) -> None:
    for query in queries(board(version)):
        assert len(re.findall(PREFIX, query)) == query.count('namespace="llm", service="epp"'), query


@pytest.mark.parametrize("version", VERSIONS)
def test_panels_of_flow_control_are_there_with_it_only(version: EppVersion) -> None:
    def titles(*, flow_control: bool) -> set[str]:
        return {panel["title"] for panel in board(version, flow_control=flow_control)["panels"]}

    more = titles(flow_control=True) - titles(flow_control=False)
    assert {"Time in the queue", "Waiting requests by priority"} <= more
    assert titles(flow_control=False) < titles(flow_control=True)


def test_servers_without_metrics_have_no_panels() -> None:
    def titles(metrics: Literal["vllm", "none"]) -> set[str]:
        return {panel["title"] for panel in board(EppVersion.LLM_D_ROUTER_0_10, metrics=metrics)["panels"]}

    assert titles("vllm") - titles("none") == {"Ready servers", "KV cache utilization", "Requests on a server"}


def test_two_pickers_have_two_dashboards() -> None:
    first, second = board(VERSIONS[0], name="one"), board(VERSIONS[0], name="two")
    assert first["uid"] != second["uid"]
    assert len(first["uid"]) <= 40


def test_panels_have_their_own_place_and_number() -> None:
    panels = board(EppVersion.LLM_D_ROUTER_0_10)["panels"]
    assert len({panel["id"] for panel in panels}) == len(panels) == 15
    assert len({(panel["gridPos"]["x"], panel["gridPos"]["y"]) for panel in panels}) == len(panels)
    assert all(panel["gridPos"]["x"] + panel["gridPos"]["w"] <= 24 for panel in panels)


def test_each_query_of_a_panel_has_its_own_letter() -> None:
    for panel in board(EppVersion.LLM_D_ROUTER_0_10)["panels"]:
        letters = [target["refId"] for target in panel["targets"]]
        assert letters == sorted(set(letters)), panel["title"]
