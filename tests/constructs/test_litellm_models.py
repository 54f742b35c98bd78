from __future__ import annotations

from dataclasses import fields, replace
from typing import Any

import pytest

from inference_platform.connections import GatewayRef
from inference_platform.constructs.litellm.config import ConfigProps
from inference_platform.constructs.litellm.models import Deployment, LiteLLMModel, ModelAlias, ModelInfo
from inference_platform.constructs.litellm.servers import InClusterServer, Provider
from inference_platform.errors import ConfigError, InvalidSettings
from inference_platform.refs import Cidrs, Pods, SecretKeyRef, ServiceRef
from tests.constructs.litellm_config_world import CACHE, NAMESPACE, PREDICTOR, environment, key, llama, provided, render

EXTERNAL = Provider(model="openai/gpt-4o", api_key=key("openai"))


def entries(*models: LiteLLMModel, **inputs: Any) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = render(ConfigProps(models=models), **inputs).config["model_list"]
    return found


def test_a_predictor_is_called_under_v1_because_nothing_else_appends_it() -> None:
    (entry,) = entries(llama())
    assert entry == {
        "model_name": "llama-70b",
        "litellm_params": {
            "model": "hosted_vllm/meta-llama/Llama-3.3-70B-Instruct",
            "api_base": "http://llama-70b-predictor.models.svc.cluster.local/v1",
        },
        "model_info": {"id": "llama-70b"},
    }


def test_a_model_behind_the_inference_gateway_is_called_at_its_route() -> None:
    service = ServiceRef(namespace="edge", name="inference-gateway", port=8080)
    gateway = GatewayRef.existing(name="inference", namespace="edge", listeners=(), service=service)
    server = InClusterServer.behind(gateway, route="/llama-70b", model="llama", api_path="/openai/v1")
    (entry,) = entries(LiteLLMModel(model_name="gpt-4", deployments=(Deployment(server=server),)))
    base = "http://inference-gateway.edge.svc.cluster.local:8080/llama-70b/openai/v1"
    assert entry["litellm_params"]["api_base"] == base


def test_fails_when_the_service_of_the_inference_gateway_is_not_known() -> None:
    gateway = GatewayRef.existing(name="inference", namespace="edge", listeners=())
    with pytest.raises(ConfigError, match=r"model llama: service of gateway inference must be given, got none"):
        InClusterServer.behind(gateway, route="/llama", model="llama")


def test_a_key_stands_in_the_config_only_as_the_name_of_a_variable() -> None:
    rendered = render(ConfigProps(models=(provided("gpt-4o", "openai/gpt-4o", api_key=key("openai")),)))
    (entry,) = rendered.config["model_list"]
    assert entry["litellm_params"]["api_key"] == "os.environ/MODEL_SECRET_OPENAI__API_KEY"
    assert environment(rendered)["MODEL_SECRET_OPENAI__API_KEY"] == "openai/api-key"


def test_two_models_share_the_variable_of_one_key() -> None:
    models = tuple(provided(name, f"openai/{name}", api_key=key("openai")) for name in ("gpt-4o", "o3"))
    rendered = render(ConfigProps(models=models))
    assert [each.name for each in rendered.environment].count("MODEL_SECRET_OPENAI__API_KEY") == 1
    assert rendered.secrets.count(key("openai")) == 1


def test_a_predictor_may_ask_for_a_key() -> None:
    server = InClusterServer(service=PREDICTOR, model="m", api_key=key("vllm"))
    (entry,) = entries(LiteLLMModel(model_name="m", deployments=(Deployment(server=server),)))
    assert entry["litellm_params"]["api_key"] == "os.environ/MODEL_SECRET_VLLM__API_KEY"


def test_everything_about_a_provider_is_rendered() -> None:
    server = Provider(
        model="bedrock/anthropic.claude",
        api_key=key("bedrock"),
        api_base="https://proxy.example.com:8443/v1",
        api_version="2026-01-01",
        organization="org-1",
        aws_region_name="eu-west-1",
        aws_role_name="arn:aws:iam::1:role/llm",
        vertex_project="project",
        vertex_location="europe-west4",
        secret_params={"aws_secret_access_key": key("aws")},
        peer=Cidrs(("10.0.0.0/8",)),
    )
    rendered = render(ConfigProps(models=(LiteLLMModel(model_name="c", deployments=(Deployment(server=server),)),)))
    params = rendered.config["model_list"][0]["litellm_params"]
    assert set(params) == {field.name for field in fields(Provider)} - {"secret_params", "peer"} | {
        "aws_secret_access_key"
    }
    assert params["aws_secret_access_key"] == "os.environ/MODEL_SECRET_AWS__API_KEY"
    assert [(each.server, each.port) for each in rendered.upstreams] == [(Cidrs(("10.0.0.0/8",)), 8443)]


def test_everything_about_a_deployment_is_rendered() -> None:
    deployment = Deployment(
        server=EXTERNAL,
        rpm=100,
        tpm=1_000_000,
        max_parallel_requests=5,
        weight=2,
        order=1,
        timeout=30.0,
        stream_timeout=60,
        max_retries=0,
        model_info=ModelInfo(mode="chat"),
        extra_litellm_params={"drop_params": True},
    )
    (entry,) = entries(LiteLLMModel(model_name="gpt-4o", deployments=(deployment,)), cache=CACHE)
    own = {field.name for field in fields(Deployment)} - {"server", "model_info", "extra_litellm_params"}
    assert set(entry["litellm_params"]) == own | {"model", "api_key", "drop_params"}
    assert entry["litellm_params"]["max_retries"] == 0


def test_everything_about_a_model_is_told() -> None:
    info = ModelInfo(
        id="one",
        mode="embedding",
        base_model="azure/gpt-4o",
        input_cost_per_token=1e-6,
        output_cost_per_token=0,
        max_tokens=10,
        max_input_tokens=20,
        max_output_tokens=30,
        supports_vision=False,
        supports_function_calling=True,
        supports_reasoning=True,
        supports_response_schema=True,
        access_groups=("beta",),
        extra={"tier": "paid"},
    )
    (entry,) = entries(llama(model_info=info))
    assert set(entry["model_info"]) == {field.name for field in fields(ModelInfo)} - {"extra"} | {"tier"}
    assert entry["model_info"]["output_cost_per_token"] == 0
    assert entry["model_info"]["access_groups"] == ["beta"]


def test_several_deployments_are_entries_of_one_name_with_ids_of_their_own() -> None:
    twice = LiteLLMModel(model_name="m", deployments=(Deployment(server=EXTERNAL), llama().deployments[0]))
    assert [(entry["model_name"], entry["model_info"]["id"]) for entry in entries(twice)] == [
        ("m", "m-1"),
        ("m", "m-2"),
    ]


def test_a_pattern_passes_any_model_on() -> None:
    (entry,) = entries(provided("openai/*", "openai/*", api_key=key("openai")))
    assert (entry["model_name"], entry["litellm_params"]["model"]) == ("openai/*", "openai/*")


def test_each_server_is_one_flow_to_the_port_of_its_pods() -> None:
    rendered = render(ConfigProps(models=(llama("a"), llama("b"), provided("c", "openai/gpt-4o", api_key=key("o")))))
    flows = [(each.server, each.port) for each in rendered.upstreams]
    assert flows == [(Pods("models", {"app": "llama"}), 8080), (Cidrs(), 443)]


def test_models_of_code_follow_those_of_the_environment() -> None:
    rendered = render(ConfigProps(models=(llama("a"),)), models=(llama("b"),))
    assert [entry["model_name"] for entry in rendered.config["model_list"]] == ["a", "b"]


def test_fails_when_two_models_have_one_name() -> None:
    with pytest.raises(
        InvalidSettings,
        match=r"config\.models\[1\]\.model_name must be a name that no other model and no alias has, got m; rename it, "
        "or give one model several deployments",
    ):
        render(ConfigProps(models=(llama("m"),)), models=(llama("m"),))


def test_fails_when_an_alias_is_the_name_of_a_model() -> None:
    with pytest.raises(InvalidSettings, match=r"config\.models\[1\]\.aliases\[0\]\.name must be a name that no other"):
        entries(llama("a"), llama("b", aliases=(ModelAlias(name="a"),)))


def test_fails_when_an_alias_is_the_id_of_a_deployment() -> None:
    server = Deployment(server=EXTERNAL, model_info=ModelInfo(id="best"))
    named = LiteLLMModel(model_name="gpt-4o", deployments=(server,))
    with pytest.raises(
        InvalidSettings,
        match=r"models\[1\]\.aliases\[0\]\.name must be other than the model_info\.id of every deployment, got best;",
    ):
        entries(named, llama(aliases=(ModelAlias(name="best"),)))


def test_an_id_may_be_the_name_of_its_model() -> None:
    (entry,) = entries(llama(aliases=(ModelAlias(name="gpt-4"),)))
    assert entry["model_info"]["id"] == entry["model_name"]


def test_fails_when_two_deployments_have_one_id() -> None:
    info = ModelInfo(id="same")
    with pytest.raises(InvalidSettings, match=r"deployments with different model_info\.id, got same for 2 of them"):
        entries(llama("a", model_info=info), llama("b", model_info=info))


def test_fails_when_a_model_has_no_deployment() -> None:
    with pytest.raises(InvalidSettings, match=r"config\.models\[0\]\.deployments must be at least one, got none"):
        entries(LiteLLMModel(model_name="m", deployments=()))


@pytest.mark.parametrize("field", ["rpm", "tpm", "weight", "max_parallel_requests"])
def test_fails_when_a_limit_is_zero_which_litellm_takes_for_none(field: str) -> None:
    with pytest.raises(
        InvalidSettings, match=rf"deployments\[0\]\.{field} must be at least 1, got 0; leave it out for no limit"
    ):
        entries(llama("llama-70b", **{field: 0}))


@pytest.mark.parametrize("field", ["rpm", "weight"])
def test_fails_when_a_deployment_would_get_no_share(field: str) -> None:
    first, second = llama("llama-70b", **{field: 5}).deployments[0], Deployment(server=EXTERNAL)
    model = LiteLLMModel(model_name="m", deployments=(first, second))
    with pytest.raises(InvalidSettings, match=rf"deployments\[1\]\.{field} must be given, because another deployment"):
        entries(model, cache=CACHE)


def test_weights_decide_where_only_one_deployment_has_a_limit() -> None:
    first = replace(llama(rpm=5).deployments[0], weight=1)
    second = Deployment(server=EXTERNAL, weight=3)
    assert len(entries(LiteLLMModel(model_name="m", deployments=(first, second)), cache=CACHE)) == 2


def test_fails_when_the_base_path_lacks_v1() -> None:
    server = InClusterServer(service=PREDICTOR, model="m", api_path="/openai")
    with pytest.raises(
        InvalidSettings, match=r"server\.api_path must be the path of an OpenAI API, which ends with /v"
    ):
        entries(LiteLLMModel(model_name="m", deployments=(Deployment(server=server),)))


def test_fails_when_an_outside_vllm_is_called_without_v1() -> None:
    with pytest.raises(InvalidSettings, match=r"server\.api_base must be given and end with /v1 for hosted_vllm"):
        entries(provided("m", "hosted_vllm/m", api_base="https://vllm.example.com"))


@pytest.mark.parametrize("host", ["llama.models.svc.cluster.local", "llama.models.svc:8080"])
def test_fails_when_a_server_in_the_cluster_is_no_ref(host: str) -> None:
    with pytest.raises(InvalidSettings, match=r"server\.api_base must be an address outside the cluster, got http"):
        entries(provided("m", "openai/m", api_base=f"http://{host}/v1"))


def test_fails_when_azure_has_no_endpoint() -> None:
    with pytest.raises(InvalidSettings, match=r"server\.api_base must be given for azure, got None"):
        entries(provided("m", "azure/gpt-4o", api_key=key("azure")))


def test_fails_when_the_provider_is_missing() -> None:
    with pytest.raises(InvalidSettings, match=r"server\.model must be <provider>/<model>, for example openai/gpt-4o"):
        entries(provided("m", "gpt-4o"))


def test_fails_when_the_provider_is_misspelled() -> None:
    with pytest.raises(InvalidSettings, match=r"knows, got antropic/claude; did you mean anthropic\?"):
        entries(provided("m", "antropic/claude"))


def test_fails_when_a_secret_parameter_is_misspelled() -> None:
    with pytest.raises(InvalidSettings, match=r"aws_secret_acces_key; did you mean aws_secret_access_key\?"):
        entries(provided("m", "bedrock/m", secret_params={"aws_secret_acces_key": key("aws")}))


def test_fails_when_the_api_key_is_hidden_among_the_secret_parameters() -> None:
    with pytest.raises(InvalidSettings, match=r"secret_params\[api_key\] must be given as api_key, got a key; move it"):
        entries(provided("m", "openai/m", secret_params={"api_key": key("openai")}))


def test_fails_when_a_key_is_the_secret_itself() -> None:
    with pytest.raises(
        InvalidSettings, match=r"api_key must be .*, got a text; never write a secret into code"
    ) as error:
        entries(provided("m", "openai/m", api_key="sk-do-not-print"))
    assert "sk-do-not-print" not in str(error.value)


def test_fails_when_an_extra_parameter_is_misspelled() -> None:
    with pytest.raises(
        InvalidSettings, match=r"extra_litellm_params\[drop_param\] must be .* did you mean drop_params"
    ):
        entries(llama(extra_litellm_params={"drop_param": True}))


@pytest.mark.parametrize(
    ("name", "instead"), [("rpm", "use the field rpm"), ("api_base", r"server\.api_base"), ("model_info", "model_info")]
)
def test_fails_when_an_extra_parameter_has_a_field(name: str, instead: str) -> None:
    with pytest.raises(
        InvalidSettings, match=rf"extra_litellm_params\[{name}\] must be set where it works, .*{instead}"
    ):
        entries(llama(extra_litellm_params={name: 1}))


def test_fails_when_an_extra_parameter_is_a_secret() -> None:
    with pytest.raises(InvalidSettings, match=r"os\.environ/<NAME>, because config\.yaml is a ConfigMap, got a text"):
        entries(llama(extra_litellm_params={"aws_secret_access_key": "do-not-print"}))


def test_fails_when_extra_model_info_has_a_field() -> None:
    with pytest.raises(InvalidSettings, match=r"model_info\.extra\[mode\] must be .*; use the field mode"):
        entries(llama(model_info=ModelInfo(extra={"mode": "chat"})))


def test_fails_when_only_the_servers_model_is_a_pattern() -> None:
    with pytest.raises(InvalidSettings, match=r"server\.model must be without \*, because the name m has none"):
        entries(provided("m", "openai/*"))


def test_fails_when_two_secrets_would_share_a_variable() -> None:
    models = (provided("a", "openai/a", api_key=key("open-ai")), provided("b", "openai/b", api_key=key("open.ai")))
    with pytest.raises(InvalidSettings, match=r"rename one; both would be the variable MODEL_SECRET_OPEN_AI__API_KEY"):
        entries(*models)


def test_fails_when_a_secret_is_in_another_namespace() -> None:
    with pytest.raises(InvalidSettings, match=rf"must be in namespace {NAMESPACE}, .*, got elsewhere/openai; copy it"):
        entries(provided("m", "openai/m", api_key=key("openai", namespace="elsewhere")))


def test_all_problems_of_models_are_reported_together() -> None:
    with pytest.raises(InvalidSettings) as error:
        entries(llama(rpm=0, tpm=0), provided("x", "gpt-4o"))
    assert len(error.value.problems) == 3


def test_fails_when_a_model_of_code_is_wrong() -> None:
    with pytest.raises(InvalidSettings, match=r"prod/proxy: models\[0\]\.deployments\[0\]\.rpm must be at least 1"):
        render(models=(llama(rpm=0),))


def test_a_parameter_of_a_provider_may_be_any_key_of_a_secret() -> None:
    credentials = SecretKeyRef.existing(name="gcp", namespace=NAMESPACE, key="service-account.json")
    (entry,) = entries(provided("m", "vertex_ai/gemini-pro", secret_params={"vertex_credentials": credentials}))
    reference = "os.environ/MODEL_SECRET_GCP__SERVICE_ACCOUNT_JSON"
    assert entry["litellm_params"]["vertex_credentials"] == reference
