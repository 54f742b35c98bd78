from __future__ import annotations

from typing import Any

from inference_platform.connections import GatewayRef, Listener
from inference_platform.constructs.litellm import InClusterServer, LiteLLMModel, ModelInfo
from inference_platform.constructs.model_entry import ProxyEntry, litellm_model, merged, server_behind
from inference_platform.model_refs import InferenceGatewayRef, ModelRouteRef, ModelServerRef
from inference_platform.refs import ServiceRef

SERVICE = ServiceRef.existing(name="qwen-predictor", namespace="llm", port=80, target_port=8080)
SERVER = InClusterServer(service=SERVICE, model="qwen")


def model(name: str = "qwen", *, names: tuple[str, ...] = ("qwen",), **entry: Any) -> LiteLLMModel:
    return litellm_model(SERVER, ProxyEntry(**entry), name=name, names=names, timeout=610)


def test_a_model_behind_the_gateway_is_called_by_its_path() -> None:
    gateway = GatewayRef.existing(
        name="inner",
        namespace="llm",
        listeners=(Listener(name="http", port=80, protocol="HTTP"),),
        service=ServiceRef.existing(name="inner", namespace="llm", port=80),
    )
    route = ModelRouteRef(gateway=InferenceGatewayRef.existing(gateway), path="/qwen", model="qwen", silence=600)
    params = server_behind(route).params()
    assert params == {"model": "hosted_vllm/qwen", "api_base": "http://inner.llm.svc.cluster.local/qwen/v1"}


def test_a_model_without_gateway_is_called_at_its_service() -> None:
    server = server_behind(ModelServerRef(service=SERVICE, model="qwen", api_path="/openai/v1"))
    assert server.params()["api_base"] == "http://qwen-predictor.llm.svc.cluster.local/openai/v1"


def test_the_first_public_name_is_the_model_and_the_others_are_aliases() -> None:
    found = model(names=("gpt-4", "gpt-4-turbo"))
    assert found.model_name == "gpt-4"
    assert [alias.name for alias in found.aliases] == ["gpt-4-turbo"]


def test_litellm_waits_longer_than_the_hops_behind_it() -> None:
    (entry,) = model().as_config()
    assert entry["litellm_params"]["timeout"] == 610


def test_metrics_know_a_model_by_its_own_name() -> None:
    (entry,) = model("qwen", names=("gpt-4",)).as_config()
    assert entry["model_info"] == {"id": "qwen"}


def test_metrics_know_a_model_whose_own_name_is_an_alias_by_another_one() -> None:
    (entry,) = model("qwen", names=("gpt-4", "qwen")).as_config()
    assert entry["model_info"] == {"id": "qwen/qwen"}


def test_a_chosen_identity_and_mode_win() -> None:
    info = ModelInfo(id="mine", mode="completion")
    found = litellm_model(SERVER, ProxyEntry(info=info), name="qwen", names=("qwen",), timeout=1, embeddings=True)
    assert found.as_config()[0]["model_info"] == {"id": "mine", "mode": "completion"}


def test_a_model_for_embeddings_says_so() -> None:
    found = litellm_model(SERVER, ProxyEntry(), name="bge", names=("bge",), timeout=1, embeddings=True)
    assert found.as_config()[0]["model_info"]["mode"] == "embedding"


def test_headers_are_sent_with_every_request_beside_own_parameters() -> None:
    entry = ProxyEntry(extra_litellm_params={"extra_headers": {"x-team": "a"}, "temperature": 0})
    found = litellm_model(SERVER, entry, name="qwen", names=("qwen",), timeout=1, headers={"x-objective": "qwen"})
    params = found.as_config()[0]["litellm_params"]
    assert params["extra_headers"] == {"x-objective": "qwen", "x-team": "a"}
    assert params["temperature"] == 0


def test_models_of_one_public_name_share_its_requests_by_weight() -> None:
    canary = model("v2", names=("gpt-4", "new"), weight=1, fallbacks=("small",))
    (one,), problems = merged((model("v1", names=("gpt-4",), weight=9), canary))
    assert problems == ()
    assert [(each.model_info.id, each.weight) for each in one.deployments] == [("v1", 9), ("v2", 1)]
    assert [alias.name for alias in one.aliases] == ["new"]
    assert one.fallbacks == ("small",)


def test_models_with_their_own_names_stay_apart() -> None:
    both = (model("a", names=("a",)), model("b", names=("b",)))
    assert merged(both) == (both, ())


def test_fails_when_models_share_a_name_without_weights() -> None:
    _, (problem,) = merged((model("v1", names=("gpt-4",), weight=9), model("v2", names=("gpt-4",))))
    assert problem.field == "served_as"
    assert problem.must_be == "a first name that no other model has, or a weight for each of the 2 that share it"
    assert problem.got == "gpt-4 of v1, v2"
