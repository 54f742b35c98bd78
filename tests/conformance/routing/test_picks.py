"""The pick is what happens: through the inference Gateway to the pod that the endpoint picker chose."""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor

import pytest

from tests.conformance.routing.envoys import Envoy
from tests.conformance.routing.pods import Pod
from tests.conformance.routing.world import Answer, chat, chats_path, inside

LLAMA, QWEN = "llama-70b", "qwen-7b"
REQUESTS = 100
PREFIXES = 16
"""With three pods that are equally free, the chance that all of them come to one is 3 in 3**16, below 1e-7."""


@pytest.fixture(autouse=True)
def _forget(pods: dict[str, list[Pod]]) -> None:
    """Requests of other tests do not count."""
    for each in pods.values():
        for pod in each:
            pod.picks.clear()


def ask(envoy: Envoy, text: str, model: str = LLAMA) -> Answer:
    with inside(envoy) as client:
        return client.ask(chats_path(model), chat(model, text))


def ask_all(envoy: Envoy, count: int, model: str = LLAMA) -> list[Answer]:
    """Different chats, several at a time."""
    with ThreadPoolExecutor(8) as pool:
        return list(pool.map(lambda _: ask(envoy, secrets.token_hex(200), model), range(count)))


def misses(pods: list[Pod]) -> list[tuple[str, str | None]]:
    """Requests that came to another pod than the picker had chosen: that pod, and the choice."""
    return [(pod.endpoint, pick) for pod in pods for pick in pod.picks if pick != pod.endpoint]


def long_text() -> str:
    """Two thousand characters that no other text begins with, in few words: a simulator repeats them one by one."""
    return secrets.token_hex(1000)


def test_every_pick_is_honoured(inner: Envoy, pods: Mapping[str, list[Pod]]) -> None:
    answers = ask_all(inner, REQUESTS)
    assert {answer.status for answer in answers} == {200}
    assert sum(pod.requests for pod in pods[LLAMA]) == REQUESTS
    assert misses(pods[LLAMA]) == []
    assert all(pod.requests for pod in pods[LLAMA]), "a picker that always chooses the same pod would prove nothing"


def test_equal_beginnings_stay_together_and_others_spread(inner: Envoy, pods: Mapping[str, list[Pod]]) -> None:
    homes = []
    for _ in range(PREFIXES):
        prefix, counts = long_text(), [pod.requests for pod in pods[LLAMA]]
        for number in range(4):
            assert ask(inner, f"{prefix} question {number}").status == 200
        homes.append([pod.requests - count for pod, count in zip(pods[LLAMA], counts, strict=True)])
    assert [sorted(home) for home in homes] == [[0, 0, 4]] * PREFIXES
    assert len({home.index(4) for home in homes}) > 1


def test_models_do_not_mix(inner: Envoy, pods: Mapping[str, list[Pod]]) -> None:
    with ThreadPoolExecutor(2) as pool:
        llama, qwen = pool.map(lambda model: ask_all(inner, 30, model), (LLAMA, QWEN))
    assert {answer.json["model"] for answer in llama} == {LLAMA}
    assert {answer.json["model"] for answer in qwen} == {QWEN}
    counts = {model: sum(pod.requests for pod in each) for model, each in pods.items() if model in (LLAMA, QWEN)}
    assert counts == {LLAMA: 30, QWEN: 30}
    assert misses([*pods[LLAMA], *pods[QWEN]]) == []


def test_a_model_has_no_other_path(inner: Envoy, pods: Mapping[str, list[Pod]]) -> None:
    with inside(inner) as client:
        assert client.ask("/llama-70b/metrics").status == 404
        assert client.ask("/v1/chat/completions", chat(LLAMA, "hello")).status == 404
    assert sum(pod.requests for each in pods.values() for pod in each) == 0
