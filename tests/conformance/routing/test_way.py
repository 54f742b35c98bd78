"""The whole way of a request: edge, LiteLLM, inference Gateway, endpoint picker, pod."""

from __future__ import annotations

import base64
import time
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from math import comb

import pytest

from tests.conformance.gateway.edges import PRIVATE_PATHS
from tests.conformance.litellm.proxy import Proxy
from tests.conformance.litellm.rendered import SECRETS
from tests.conformance.routing.environment import CANARY, SHARE
from tests.conformance.routing.envoys import Envoy
from tests.conformance.routing.pods import Pod
from tests.conformance.routing.world import Client, chat, chats_path, inside, outside

CHATS = "/v1/chat/completions"
STREAM_SECONDS = 60
_WORDS = 3000
"""Of an answer to which the simulator gives 20 ms each."""
_LARGE = 4_000_000
"""Bytes, which become a third more in base64."""
_LONG = 210_000
"""Words of 25 bytes."""
_SPLIT = 800
_FALSE_ALARM = 1e-6

Stream = Future[list[tuple[float, bytes]]]


@pytest.fixture
def client(edge: Envoy) -> Iterator[Client]:
    with outside(edge, SECRETS["master-key"]) as client:
        yield client


def streamed(edge: Envoy) -> list[tuple[float, bytes]]:
    """The lines of a long answer, each with the seconds until it came."""
    body = chat("qwen-7b", " ".join(f"word{number}" for number in range(_WORDS)), stream=True, max_tokens=2 * _WORDS)
    with outside(edge, SECRETS["master-key"]) as client:
        start = time.monotonic()
        return [(time.monotonic() - start, line) for line in client.lines(CHATS, body)]


@pytest.fixture(scope="module")
def stream(edge: Envoy) -> Iterator[Stream]:
    """A long answer, which comes while other tests run."""
    with ThreadPoolExecutor(1) as pool:
        yield pool.submit(streamed, edge)


@pytest.mark.usefixtures("stream")
def test_a_chat_arrives(client: Client, pods: Mapping[str, list[Pod]]) -> None:
    before = {pod.endpoint: pod.requests for pod in pods["llama-70b"]}
    answer = client.ask(CHATS, chat("gpt-4", "Tell me who you are"))
    assert (answer.status, answer.text) == (200, "Tell me who you are")
    came = [pod for pod in pods["llama-70b"] if pod.requests > before[pod.endpoint]]
    assert [pod.picks[-1] for pod in came] == [pod.endpoint for pod in came]
    assert len(came) == 1


def test_a_chat_without_a_key_does_not_arrive(edge: Envoy, pods: Mapping[str, list[Pod]]) -> None:
    before = sum(pod.requests for pod in pods["qwen-7b"])
    with outside(edge, "sk-unknown") as client:
        assert client.ask(CHATS, chat("qwen-7b", "hello")).status in (400, 401)
    assert sum(pod.requests for pod in pods["qwen-7b"]) == before


def test_embeddings_arrive(client: Client, pods: Mapping[str, list[Pod]]) -> None:
    before = sum(pod.requests for pod in pods["bge-m3"])
    answer = client.ask("/v1/embeddings", {"model": "text-embedding", "input": "a text"})
    assert (answer.status, len(answer.json["data"])) == (200, 1)
    assert sum(pod.requests for pod in pods["bge-m3"]) == before + 1


def test_a_body_of_5_mb_passes(client: Client, pods: Mapping[str, list[Pod]]) -> None:
    image = f"data:image/png;base64,{base64.b64encode(bytes(_LARGE)).decode()}"
    body = chat("llama-70b", "What is this?")
    # as an image: LiteLLM refuses a text that is longer than the model's context
    part = {"type": "image_url", "image_url": {"url": image, "detail": "low"}}
    body["messages"][0]["content"] = [{"type": "text", "text": "What is this?"}, part]
    before = sum(pod.received for pod in pods["llama-70b"])
    assert client.ask(CHATS, body).status == 200
    assert sum(pod.received for pod in pods["llama-70b"]) - before > 5_000_000


def test_a_prompt_of_5_mb_passes_the_picker(inner: Envoy) -> None:
    body = chat("llama-70b", "hello")
    body["messages"].insert(0, {"role": "system", "content": "awordof24charactersxxxxx " * _LONG})
    with inside(inner) as client:
        answer = client.ask(chats_path("llama-70b"), body)
    assert (answer.status, answer.text) == (200, "hello")
    assert answer.json["usage"]["prompt_tokens"] >= _LONG


def test_private_paths_are_not_found(client: Client) -> None:
    assert {path: client.ask(path).status for path in PRIVATE_PATHS} == dict.fromkeys(PRIVATE_PATHS, 404)


def is_likely(count: int, total: int, share: float) -> bool:
    """Whether a fair split may give this count; wrongly no in less than one of a million cases."""

    def chance(counts: range) -> float:
        return sum(comb(total, each) * share**each * (1 - share) ** (total - each) for each in counts)

    return min(chance(range(count + 1)), chance(range(count, total + 1))) > _FALSE_ALARM / 2


@pytest.mark.parametrize(("count", "likely"), [(80, True), (60, True), (35, False), (130, False), (400, False)])
def test_bounds_of_a_share(count: int, likely: bool) -> None:
    assert is_likely(count, _SPLIT, SHARE) is likely


def test_a_canary_gets_its_share(litellm: Proxy, pods: Mapping[str, list[Pod]]) -> None:
    counts: Callable[[], dict[str, int]] = lambda: {  # noqa: E731 - read twice
        name: sum(pod.requests for pod in pods[name]) for name in ("qwen-7b", CANARY)
    }
    before = counts()
    with ThreadPoolExecutor(8) as pool:
        answers = list(pool.map(lambda number: litellm.chat("qwen-7b", f"hello {number}", max_tokens=1), range(_SPLIT)))
    assert {answer.status for answer in answers} == {200}
    came = {name: count - before[name] for name, count in counts().items()}
    assert sum(came.values()) == _SPLIT
    assert is_likely(came[CANARY], _SPLIT, SHARE), came


def test_a_stream_of_a_minute_is_not_cut(stream: Stream) -> None:
    lines = stream.result(timeout=3 * STREAM_SECONDS)
    assert lines[0][0] < STREAM_SECONDS / 4, "the first part must come before the last is made"
    assert lines[-1][0] >= STREAM_SECONDS
    data = [line for _, line in lines if line.startswith(b"data: ")]
    assert data[-1] == b"data: [DONE]\n"
    assert any(f"word{_WORDS - 1}".encode() in line for line in data[-10:])
