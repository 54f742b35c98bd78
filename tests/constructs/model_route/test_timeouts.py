from __future__ import annotations

from typing import Any

import pytest

from inference_platform.constructs.model_route import Timeouts
from inference_platform.problems import problems_of
from inference_platform.units import seconds_of


def test_by_default_an_answer_has_no_limit_and_silence_has() -> None:
    timeouts = Timeouts()
    assert (timeouts.silence_seconds, timeouts.request) == (600, "0s")


def test_a_longest_answer_limits_the_whole_request() -> None:
    assert Timeouts(answer="30m").request == "30m"


def test_envoy_closes_idle_connections_before_the_server_does() -> None:
    timeouts = Timeouts()
    assert (timeouts.connection_idle, timeouts.keepalive_seconds) == ("60s", 75)
    short = Timeouts(keepalive="5s")
    assert (short.connection_idle, short.keepalive_seconds) == ("4s", 5)


@pytest.mark.parametrize("keepalive", ["2s", "3s", "75s", "1h"])
def test_no_keepalive_is_outlived_by_envoy(keepalive: str) -> None:
    timeouts = Timeouts(keepalive=keepalive)
    assert problems_of(timeouts) == []
    assert 1 <= seconds_of(timeouts.connection_idle) < timeouts.keepalive_seconds


@pytest.mark.parametrize(("silence", "waits"), [("10m", 610), ("1500ms", 12), ("1h30m", 5410)])
def test_litellm_waits_longer_than_envoy(silence: str, waits: int) -> None:
    timeouts = Timeouts(silence=silence)
    assert timeouts.litellm_timeout == waits
    assert timeouts.litellm_timeout > timeouts.silence_seconds


@pytest.mark.parametrize(("silence", "message"), [("10m", "600s"), ("1500ms", "2s"), ("3h", "3600s")])
def test_picker_may_take_as_long_as_the_silence_and_envoy_allows(silence: str, message: str) -> None:
    assert Timeouts(silence=silence).message == message


def test_knative_needs_a_longest_answer() -> None:
    assert Timeouts().revision_timeout is None
    assert Timeouts(answer="15m500ms").revision_timeout == 901


@pytest.mark.parametrize(
    ("settings", "message"),
    [
        ({"silence": "0s"}, "silence must be at least 1s, got 0s"),
        ({"silence": "999ms"}, "silence must be at least 1s, got 999ms"),
        ({"silence": "10 minutes"}, "silence must be a duration such as 10m or 1h30m, got '10 minutes'"),
        ({"answer": "5m"}, "answer must be at least silence 10m, got 5m; lengthen it, shorten silence"),
        ({"answer": "0s"}, "answer must be at least silence 10m, got 0s"),
        ({"keepalive": "1s"}, "keepalive must be a whole number of seconds, at least 2s, got 1s"),
        ({"keepalive": "2500ms"}, "keepalive must be a whole number of seconds, at least 2s, got 2500ms"),
    ],
)
def test_fails_when_a_limit_cannot_hold(settings: dict[str, Any], message: str) -> None:
    (problem,) = problems_of(Timeouts(**settings))
    assert message in str(problem)
