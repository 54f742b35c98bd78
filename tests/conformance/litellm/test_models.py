from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from http.client import HTTPConnection
from math import comb
from typing import Any

import pytest

from tests.conformance.litellm.backend import CHUNKS, PLACEHOLDER, backend
from tests.conformance.litellm.rendered import Rendered, rendered
from tests.conformance.litellm.worlds import SHARES, World

CHAT = "/v1/chat/completions"
WEATHER = {
    "type": "function",
    "function": {
        "name": "weather",
        "parameters": {"type": "object", "properties": {"city": {"type": "string"}}, "required": ["city"]},
    },
}
OBJECTIVE = "x-llm-d-inference-objective"
REQUESTS = 200


def own(environment: Rendered) -> Iterator[Mapping[str, Any]]:
    """The entries of models that the platform serves."""
    for each in environment.config["model_list"]:
        if each["litellm_params"]["model"].startswith("hosted_vllm/"):
            yield each


def test_the_models_are_those_of_the_committed_environment(prod: World) -> None:
    committed, here = rendered("prod").config, prod.environment.config
    assert [each for each in here["model_list"] if each["litellm_params"]["model"] != "openai/limited"] == (
        committed["model_list"]
    )
    assert committed["router_settings"].items() <= here["router_settings"].items()


@pytest.mark.parametrize("name", ["gpt-4", "llama-70b"])
def test_a_chat_to_any_public_name_reaches_the_server_of_the_model(name: str, prod: World) -> None:
    with prod.backend.watched() as requests:
        answer = prod.proxy.chat(name)
    assert (answer.status, answer.json["choices"][0]["message"]["content"]) == (200, "hello")
    assert [(each.path, each.model) for each in requests] == [(f"/llama-70b{CHAT}", "llama-70b")]


def test_every_model_is_found_where_its_route_or_service_is(prod: World, offered: World) -> None:
    for world in (prod, offered):
        for each in own(world.environment):
            if each["model_info"].get("mode") != "embedding" and each["model_name"] != "gone":
                assert world.proxy.chat(each["model_name"]).status == 200, each


def test_the_public_names_are_listed(prod: World) -> None:
    config = prod.environment.config
    names = {each["model_name"] for each in config["model_list"]} | set(config["router_settings"]["model_group_alias"])
    assert {each["id"] for each in prod.proxy.ask("/v1/models").json["data"]} == names


def test_a_request_for_embeddings_reaches_its_server(prod: World) -> None:
    with prod.backend.watched() as requests:
        answer = prod.proxy.ask("/v1/embeddings", {"model": "text-embedding", "input": ["hello"]})
    assert (answer.status, answer.json["data"][0]["embedding"]) == (200, [0.25, 0.5])
    assert [(each.path, each.model) for each in requests] == [("/bge-m3/v1/embeddings", "bge-m3")]


def test_a_stream_of_a_model_behind_the_gateway_arrives_whole(prod: World) -> None:
    with prod.proxy.stream("llama-70b", "hello") as answer:
        lines = answer.read().decode().split("\n\n")
    assert [f"<{number}>" in line for number, line in zip(range(CHUNKS), lines, strict=False)] == [True] * CHUNKS
    assert "data: [DONE]" in lines


def test_tools_pass_in_both_directions(prod: World) -> None:
    with prod.backend.watched() as requests:
        answer = prod.proxy.chat("gpt-4", tools=[WEATHER], tool_choice="auto", seed=7, top_k=5)
    (request,) = requests
    asked = {name: request.body[name] for name in ("tools", "tool_choice", "seed", "top_k")}
    assert asked == {"tools": [WEATHER], "tool_choice": "auto", "seed": 7, "top_k": 5}
    (call,) = answer.json["choices"][0]["message"]["tool_calls"]
    assert call["function"] == {"name": "weather", "arguments": '{"city": "Rome"}'}


@pytest.mark.parametrize(
    ("name", "path"), [("text-embedding", "/bge-m3/v1/embeddings"), ("gpt-4", f"/llama-70b{CHAT}")]
)
def test_a_health_check_asks_for_what_the_model_does(name: str, path: str, prod: World) -> None:
    with prod.backend.watched() as requests:
        answer = prod.proxy.ask(f"/health?model={name}").json
    assert (answer["healthy_count"], answer["unhealthy_count"]) == (1, 0)
    assert [each.path for each in requests] == [path]


def test_an_adapter_is_asked_for_by_its_own_name(offered: World) -> None:
    with offered.backend.watched() as requests:
        assert offered.proxy.chat("tuned").status == 200
    assert [(each.path, each.model) for each in requests] == [(f"/important{CHAT}", "tuned")]


def test_requests_name_the_objective_of_their_model(offered: World) -> None:
    with offered.backend.watched() as requests:
        for name in ("important", "tuned", "hasty"):
            offered.proxy.chat(name)
        offered.proxy.ask("/v1/embeddings", {"model": "vectors", "input": ["hello"]})
    sent = {each.model: each.headers.get(OBJECTIVE) for each in requests}
    assert sent == {"important": "important", "tuned": "important", "hasty": None, "vectors": "vectors"}


def test_own_models_get_no_secret(prod: World, offered: World) -> None:
    for world in (prod, offered):
        assert [each for each in own(world.environment) if "api_key" in each["litellm_params"]] == []
        world.proxy.chat("gpt-4o")
        requests = [each for each in world.backend.requests if each.model not in ("gpt-4o", "limited")]
        assert {each.headers.get("Authorization") for each in requests} <= {PLACEHOLDER, None}
        assert {each.headers.get("Authorization") for each in world.backend.requests} - {PLACEHOLDER, None}


def bounds(share: float, requests: int, *, error: float) -> tuple[int, int]:
    """Least and most of so many requests that a model with this share gets, but for a chance of `error`."""
    chances = [comb(requests, n) * share**n * (1 - share) ** (requests - n) for n in range(requests + 1)]
    least = next(n for n in range(requests) if sum(chances[: n + 1]) > error / 2)
    most = next(n for n in range(requests, 0, -1) if sum(chances[n:]) > error / 2)
    return least, most


def test_models_share_the_requests_for_a_name_by_their_weights(offered: World) -> None:
    least, most = bounds(SHARES["canary"] / sum(SHARES.values()), REQUESTS, error=1e-6)
    assert (least, most) == (3, 43)  # neither none, nor equal shares
    with offered.backend.watched() as requests, ThreadPoolExecutor(8) as pool:
        statuses = set(pool.map(lambda _: offered.proxy.chat("shared").status, range(REQUESTS)))
    models = [each.model for each in requests]
    assert (statuses, len(models)) == ({200}, REQUESTS)
    assert least <= models.count("canary") <= most
    assert models.count("stable") == REQUESTS - models.count("canary")


@pytest.mark.parametrize(
    ("path", "name", "status"),
    [("/llama/v1", "llama", 200), ("/llama/v1", "other", 404), ("/llama", "llama", 404), ("/v1", "llama", 404)],
)
def test_fails_when_a_server_does_not_know_the_path_or_the_name(path: str, name: str, status: int) -> None:
    with backend() as servers:
        host, port = servers.serve({"/llama/v1": frozenset({"llama"})}).split(":")
        with closing(HTTPConnection(host, int(port), timeout=10)) as connection:
            connection.request("POST", f"{path}/chat/completions", json.dumps({"model": name, "messages": []}))
            answer = connection.getresponse()
            answer.read()
        assert answer.status == status
