from __future__ import annotations

import time
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import ExitStack
from typing import NamedTuple

import pytest

from tests.conformance.litellm.backend import CHUNKS, SLOW, SLOWER, Fault
from tests.conformance.litellm.proxy import Answer
from tests.conformance.litellm.valkey import eventually
from tests.conformance.litellm.worlds import GIVEN_UP_AFTER, LIMITED, REQUEST_TIMEOUT, World

OWN = ("llama-70b", "qwen-7b", "qwen-cpu")
"""The models of prod, each a fallback of the one before."""


def streamed(world: World, model: str, text: str) -> str:
    """A whole stream."""
    with world.proxy.stream(model, text) as answer:
        return answer.read().decode()


class Waits(NamedTuple):
    """Requests to models that say nothing for long, all at once because that takes its time."""

    world: World
    chat: Future[Answer]
    stream: Future[str]
    embedding: Future[Answer]
    provider: Future[Answer]
    pausing: Future[str]
    lengthy: Future[str]
    provider_lengthy: Future[str]

    def seconds(self, model: str, *, times: int) -> list[float]:
        """How long the proxy waited for a model each time; the server may notice a request up to a second later."""

        def found() -> list[float]:
            return [seconds for name, seconds in self.world.backend.given_up if name == model]

        eventually(lambda: len(found()) >= times, f"that {model} was given up {times} times")
        return found()


@pytest.fixture(scope="module", autouse=True)
def waits(offered: World) -> Iterator[Waits]:
    """They begin with the first test and are read by the last ones."""
    proxy, server = offered.proxy, offered.backend
    with (
        ThreadPoolExecutor(7) as pool,
        server.failing("falling silent", "pausing"),
        server.failing("silent", "hasty", "vectors", "limited"),
    ):
        yield Waits(
            offered,
            chat=pool.submit(proxy.chat, "hasty"),
            stream=pool.submit(streamed, offered, "hasty", "hello"),
            embedding=pool.submit(proxy.ask, "/v1/embeddings", {"model": "vectors", "input": ["hello"]}),
            provider=pool.submit(proxy.chat, LIMITED[-1]),
            pausing=pool.submit(streamed, offered, "pausing", "hello"),
            lengthy=pool.submit(streamed, offered, "lengthy", SLOWER),
            provider_lengthy=pool.submit(streamed, offered, "gpt-4o", SLOW),
        )
        pool.shutdown()


class Absences(NamedTuple):
    """Chats while models are away, all at once because each waits before it is sent again."""

    world: World
    answers: dict[str, Future[Answer]]
    stream: Future[str]

    def came_to(self, words: str) -> list[str]:
        """Models that were asked for the answer to these words, in their order."""
        self.answers[words].result()
        return self.world.backend.asked_with(words)


PARTS = "in parts"
AWAY = {
    "the first is away": ("gpt-4", OWN[:1]),
    "it is away by its alias": ("llama-70b", OWN[:1]),
    "all are away": ("gpt-4", OWN),
    "the last is away": ("qwen-cpu", OWN),
}
"""What is asked, of which model, and which ones answer with 503 to that."""


@pytest.fixture(scope="module")
def absences(prod: World) -> Iterator[Absences]:
    """They begin together."""
    with ThreadPoolExecutor(5) as pool, ExitStack() as stack:
        for words, (_, models) in AWAY.items():
            stack.enter_context(prod.backend.failing("unavailable", *models, words=words))
        stack.enter_context(prod.backend.failing("unavailable", OWN[0], words=PARTS))
        answers = {words: pool.submit(prod.proxy.chat, name, words) for words, (name, _) in AWAY.items()}
        yield Absences(prod, answers, pool.submit(streamed, prod, "gpt-4", PARTS))
        pool.shutdown()


@pytest.mark.parametrize("words", ["the first is away", "it is away by its alias"])
def test_the_next_model_answers_for_one_that_is_away(words: str, absences: Absences) -> None:
    assert absences.answers[words].result().status == 200
    tries = 1 + absences.world.environment.config["litellm_settings"]["num_retries"]
    assert absences.came_to(words) == ["llama-70b"] * tries + ["qwen-7b"]


def test_a_stream_of_the_next_model_arrives_whole(absences: Absences) -> None:
    text = absences.stream.result()
    assert [f"<{number}>" in text for number in range(CHUNKS)] == [True] * CHUNKS
    assert set(absences.world.backend.asked_with(PARTS)) == {"llama-70b", "qwen-7b"}


def test_the_provider_answers_when_every_own_model_is_away(absences: Absences) -> None:
    assert absences.answers["all are away"].result().status == 200
    assert list(dict.fromkeys(absences.came_to("all are away"))) == [*OWN, "gpt-4o"]


def test_fails_when_there_is_no_other_model(absences: Absences) -> None:
    assert absences.answers["the last is away"].result().status == 503


def test_the_next_model_answers_for_one_that_nobody_serves(offered: World) -> None:
    assert offered.proxy.chat("gone").json["model"] == "important"


@pytest.mark.parametrize("stream", [False, True], ids=["whole", "stream"])
@pytest.mark.parametrize("fault", ["closing", "resetting"])
@pytest.mark.parametrize("name", ["qwen-tiny", "gpt-4o"])
def test_a_request_on_a_connection_that_is_just_closed_is_sent_again(
    name: str, fault: Fault, stream: bool, dev: World
) -> None:
    with dev.backend.watched() as requests:
        assert dev.proxy.chat(name).status == 200
        with dev.backend.failing(fault, name):
            if stream:
                assert "data: [DONE]" in streamed(dev, name, "hello")
            else:
                assert dev.proxy.chat(name).status == 200
    first, lost, again = [each.connection for each in requests]
    assert first == lost != again


def test_a_connection_that_was_closed_before_is_not_used(dev: World) -> None:
    with dev.backend.failing("forgetful", "qwen-tiny"), dev.backend.watched() as requests:
        assert dev.proxy.chat("qwen-tiny").status == 200
        time.sleep(1.5)
        answer = dev.proxy.chat("qwen-tiny")
    assert (answer.status, answer.headers["x-litellm-attempted-retries"]) == (200, "0")
    first, second = [each.connection for each in requests]
    assert first != second


def test_a_variable_says_how_long_an_idle_connection_is_kept(dev: World, offered: World) -> None:
    connections: dict[str, list[int]] = {"default": [], "1 s": []}
    for _ in range(2):
        for world, seen in zip((dev, offered), connections.values(), strict=True):
            with world.backend.watched() as requests:
                assert world.proxy.chat("qwen-tiny").status == 200
            seen += [each.connection for each in requests if each.model == "qwen-tiny"]
        time.sleep(1.5)
    assert {name: len(set(seen)) for name, seen in connections.items()} == {"default": 1, "1 s": 2}


def test_a_long_answer_is_not_cut_off_as_long_as_it_goes_on(waits: Waits) -> None:
    for text in (waits.lengthy.result(), waits.provider_lengthy.result()):
        assert [f"<{number}>" in text for number in range(CHUNKS)] == [True] * CHUNKS


def test_a_model_without_a_timeout_has_that_of_all_requests(waits: Waits) -> None:
    assert waits.provider.result().status == 408
    assert [REQUEST_TIMEOUT <= each + 1 < GIVEN_UP_AFTER for each in waits.seconds("limited", times=2)] == [True] * 2


def test_a_silent_model_is_given_up_after_its_own_timeout_and_another_one_answers(waits: Waits) -> None:
    assert waits.chat.result().json["model"] == "important"
    assert "data: [DONE]" in waits.stream.result()
    seconds = waits.seconds("hasty", times=4)  # the chat and the stream were tried twice each
    assert [GIVEN_UP_AFTER <= each + 1 < 2 * GIVEN_UP_AFTER for each in seconds] == [True] * 4


def test_a_silent_model_for_embeddings_is_given_up_after_its_own_timeout(waits: Waits) -> None:
    assert waits.embedding.result().status == 408
    assert [GIVEN_UP_AFTER <= each + 1 < 2 * GIVEN_UP_AFTER for each in waits.seconds("vectors", times=2)] == [True] * 2


def test_a_stream_that_falls_silent_ends_with_an_error(waits: Waits) -> None:
    first, *_, last = waits.pausing.result().strip().split("\n\n")
    assert "<0>" in first
    assert last.startswith('data: {"error":')
    (seconds,) = waits.seconds("pausing", times=1)
    assert GIVEN_UP_AFTER <= seconds + 1 < 2 * GIVEN_UP_AFTER
