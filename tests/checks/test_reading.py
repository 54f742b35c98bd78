from __future__ import annotations

from decimal import Decimal
from types import MappingProxyType

import pytest

from inference_platform.checks.cron import is_schedule
from inference_platform.checks.reading import number, quantity, rows, table, text, value_at
from inference_platform.checks.selectors import matches, shown_selector


@pytest.mark.parametrize(
    ("written", "amount"),
    [
        ("512Mi", Decimal(512 * 2**20)),
        ("0.5", Decimal("0.5")),
        ("500m", Decimal("0.5")),
        ("1e3", Decimal(1000)),
        ("2E", Decimal(2) * 10**18),
        (3, Decimal(3)),
        (0.5, Decimal("0.5")),
        ("12XB", None),
        ("", None),
        ("Infinity", None),
        ("five", None),
        (None, None),
        (True, None),
    ],
)
def test_quantities_are_read_as_kubernetes_does(written: object, amount: Decimal | None) -> None:
    assert quantity(written) == amount


def test_what_is_missing_or_has_another_type_reads_as_empty() -> None:
    data = {"a": [1, {"b": "c"}], "d": True}
    assert rows(data, "a") == [{"b": "c"}]
    assert rows(data, "d") == []
    assert dict(table(data, "a", "b")) == {}
    assert text(data, "d") == ""
    assert number(data, "d") is None
    assert value_at(data, "d", "e") is None


def test_any_mapping_reads_like_a_dict() -> None:
    data = MappingProxyType({"a": MappingProxyType({"b": "c"})})
    assert text(data, "a", "b") == "c"
    assert dict(table(data, "a")) == {"b": "c"}


@pytest.mark.parametrize("schedule", ["0 3 * * *", "*/15 0-5,22 1 jan-mar sun", "@hourly", "@every 30m", "0 0 ? * 6"])
def test_schedules_pass(schedule: str) -> None:
    assert is_schedule(schedule)


@pytest.mark.parametrize(
    "schedule",
    ["", "0 3 * *", "60 * * * *", "* * * * 7", "5-1 * * * *", "*/0 * * * *", "@now", "@every day", "a b c d e"],
)
def test_fails_when_a_schedule_is_wrong(schedule: str) -> None:
    assert not is_schedule(schedule)


def test_schedules_may_begin_with_seconds() -> None:
    assert is_schedule("30 0 3 * * *", seconds=True)
    assert not is_schedule("0 3 * * *", seconds=True)


@pytest.mark.parametrize(
    ("operator", "values", "found"),
    [
        ("In", ["a", "b"], True),
        ("In", ["b"], False),
        ("NotIn", ["b"], True),
        ("NotIn", ["a"], False),
        ("Exists", None, True),
        ("DoesNotExist", None, False),
    ],
)
def test_expressions_match_like_those_of_kubernetes(operator: str, values: list[str] | None, found: bool) -> None:
    expression = {"key": "app", "operator": operator, "values": values}
    assert matches({"matchExpressions": [expression]}, {"app": "a"}) is found


def test_labels_that_an_operator_sets_are_given_the_benefit_of_the_doubt() -> None:
    selector = {"matchExpressions": [{"key": "cnpg.io/instanceRole", "operator": "In", "values": ["primary"]}]}
    assert matches(selector, {}, ("cnpg.io/",))
    assert not matches(selector, {})


def test_selectors_are_shown_as_kubectl_takes_them() -> None:
    assert shown_selector({"matchLabels": {"a": "b"}, "matchExpressions": [{"key": "c", "operator": "Exists"}]}) == (
        "a=b,c Exists"
    )
    assert shown_selector({}) == "every pod"
