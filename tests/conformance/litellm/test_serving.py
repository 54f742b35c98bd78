from __future__ import annotations

import pytest

from tests.conformance.litellm.backend import CHUNKS
from tests.conformance.litellm.proxy import Proxy
from tests.conformance.litellm.rendered import SECRETS
from tests.conformance.litellm.worlds import World

MODEL = "gpt-4o"


@pytest.fixture
def proxy(dev: World) -> Proxy:
    """The proxy of dev."""
    return dev.proxy


def test_the_probes_that_are_rendered_answer_without_a_key(proxy: Proxy) -> None:
    for name in ("startupProbe", "livenessProbe", "readinessProbe"):
        probe = proxy.container[name]["httpGet"]
        assert proxy.ask(probe["path"], key=None, port=probe["port"]).status == 200


def test_the_models_are_listed(proxy: Proxy, dev: World) -> None:
    names = [each["model_name"] for each in dev.environment.config["model_list"]]
    assert [each["id"] for each in proxy.ask("/v1/models").json["data"]] == names


# without a database LiteLLM says of an unknown key that it cannot look it up
@pytest.mark.parametrize(("key", "statuses"), [(None, {401}), ("sk-wrong", {400, 401})])
def test_nobody_gets_in_without_the_key(proxy: Proxy, key: str | None, statuses: set[int]) -> None:
    assert proxy.ask("/v1/models", key=key).status in statuses
    chat = {"model": MODEL, "messages": [{"role": "user", "content": "hello"}]}
    assert proxy.ask("/v1/chat/completions", chat, key=key).status in statuses


def test_a_chat_reaches_the_provider_with_its_key(proxy: Proxy, dev: World) -> None:
    with dev.backend.watched() as requests:
        answer = proxy.chat(MODEL)
    assert (answer.status, answer.json["choices"][0]["message"]["content"]) == (200, "hello")
    assert [each.headers["Authorization"] for each in requests] == [f"Bearer {SECRETS['api-key']}"]


def test_a_stream_arrives_whole(proxy: Proxy) -> None:
    with proxy.stream(MODEL, "hello") as answer:
        lines = answer.read().decode().split("\n\n")
    assert [f"<{number}>" in line for number, line in zip(range(CHUNKS), lines, strict=False)] == [True] * CHUNKS
    assert "data: [DONE]" in lines


def test_the_cache_answers_only_those_who_ask_for_it(proxy: Proxy) -> None:
    use = {"use-cache": True}
    first, second = (proxy.chat(MODEL, "cached", cache=use) for _ in range(2))
    assert first.json["id"] == second.json["id"]
    assert "x-litellm-cache-key" in second.headers
    assert proxy.chat(MODEL, "cached").json["id"] != first.json["id"]
