"""What `add_model` makes of one typed object, seen in the whole output of a platform."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any, ClassVar, Literal

import cdk8s
import pytest
import yaml

from environments import ENVIRONMENTS
from inference_platform import (
    ConfigError,
    Environment,
    GatewayRef,
    InferencePlatform,
    Listener,
    Pods,
    Resources,
    ServiceRef,
)
from inference_platform.constructs import knative, litellm, serving
from inference_platform.constructs.endpoint_picker import (
    ActiveRequestScorer,
    Concurrency,
    EndpointPickerConfig,
    EndpointPickerProps,
    EppVersion,
    FlowControl,
    PrefixCacheScorer,
    Profile,
    ProfilePlugin,
    Scoring,
)
from inference_platform.constructs.inference_gateway import InferenceGatewayProps
from inference_platform.constructs.model_route import ModelRouteProps
from inference_platform.constructs.serving.bindings import as_kserve
from inference_platform.constructs.serving.engines.base import EngineOverrides
from inference_platform.model_refs import InferenceGatewayRef
from inference_platform_crds import k8s, kserve

DEV: Environment = replace(next(each for each in ENVIRONMENTS if each.name == "dev"), models=())
QWEN = serving.VllmModel(name="qwen", source="hf://Qwen/Qwen2.5-7B-Instruct", gpus=1)
TINY = serving.OllamaModel(name="tiny", source="ollama://qwen2.5:0.5b")


def platform(*models: serving.ServedModel, **changes: Any) -> InferencePlatform:
    return InferencePlatform(cdk8s.App(outdir="unused"), environment=replace(DEV, models=models, **changes))


def objects(*models: serving.ServedModel, **changes: Any) -> dict[str, Any]:
    """Every object of a platform with these models, by its file."""
    files = platform(*models, **changes).files()
    return {path: yaml.safe_load(text) for path, text in files.items() if path.endswith(".yaml")}


def config(found: dict[str, Any]) -> dict[str, Any]:
    """LiteLLM's configuration in an output."""
    parsed: dict[str, Any] = yaml.safe_load(found["litellm/ConfigMap.infra-litellm-proxy.yaml"]["data"]["config.yaml"])
    return parsed


def entry(found: dict[str, Any], name: str) -> dict[str, Any]:
    """The only entry of LiteLLM's list with this name."""
    (one,) = [each for each in config(found)["model_list"] if each["model_name"] == name]
    return dict(one)


def test_a_model_is_added_and_taken_away_as_a_whole() -> None:
    with_it, without = platform(QWEN).files(), platform().files()
    charts = {path.partition("/")[0] for path in with_it if path not in without}
    assert charts == {"inference-gateway", "models", "serving"}
    assert not [path for path in without if path not in with_it]
    assert not [path for path, text in without.items() if "qwen" in text]


def test_adding_a_model_later_gives_the_same_output() -> None:
    later = platform()
    later.add_model(QWEN)
    assert later.files() == platform(QWEN).files()


def test_the_proxy_calls_the_model_by_its_path_on_the_gateway() -> None:
    found = objects(QWEN)
    params = entry(found, "qwen")["litellm_params"]
    route = found["models/HTTPRoute.qwen.yaml"]["spec"]
    service = found["inference-gateway/EnvoyProxy.infra-inference-gateway.yaml"]["spec"]["provider"]["kubernetes"][
        "envoyService"
    ]["name"]
    path = route["rules"][0]["matches"][0]["path"]["value"]
    assert params["api_base"] == f"http://{service}.envoy-gateway-system.svc.cluster.local{path}"
    assert params["model"] == "hosted_vllm/qwen"


def test_the_pool_selects_the_pods_that_the_route_leads_to() -> None:
    found = objects(QWEN)
    pool = found["models/InferencePool.qwen.yaml"]["spec"]
    policy = found["models/NetworkPolicy.qwen.yaml"]["spec"]
    assert pool["selector"]["matchLabels"] == policy["podSelector"]["matchLabels"]
    backend = found["models/HTTPRoute.qwen.yaml"]["spec"]["rules"][0]["backendRefs"][0]
    assert (backend["name"], backend["port"]) == ("qwen-predictor", 80)


def test_a_direct_model_needs_no_gateway() -> None:
    found = objects(TINY)
    assert not [path for path in found if path.startswith("inference-gateway/")]
    assert (
        entry(found, "tiny")["litellm_params"]["api_base"] == "http://tiny-predictor.llm-platform.svc.cluster.local/v1"
    )


def test_only_the_proxy_reaches_a_direct_model() -> None:
    (rule,) = objects(TINY)["models/NetworkPolicy.tiny.yaml"]["spec"]["ingress"]
    (peer,) = rule["from"]
    assert peer["podSelector"]["matchLabels"]["app.kubernetes.io/name"] == "litellm"
    assert [port["port"] for port in rule["ports"]] == [8080]


def test_two_models_share_a_gateway_and_a_runtime_and_nothing_else() -> None:
    second = replace(QWEN, name="llama", source="hf://meta-llama/Llama-3.1-8B-Instruct")
    found = objects(QWEN, second)
    assert sorted(path for path in found if path.startswith("serving/ClusterServingRuntime")) == [
        "serving/ClusterServingRuntime.infra-vllm.yaml"
    ]
    routes = [found[f"models/HTTPRoute.{name}.yaml"]["spec"] for name in ("qwen", "llama")]
    assert [route["parentRefs"][0]["name"] for route in routes] == ["infra-inference-gateway"] * 2
    assert len({route["rules"][0]["matches"][0]["path"]["value"] for route in routes}) == 2


def test_a_model_may_have_a_gateway_of_its_own() -> None:
    own = replace(QWEN, routing=serving.KvCacheAware(gateway=InferenceGatewayProps(port=8000)))
    found = objects(own)
    assert "models/Gateway.qwen-inference-gateway.yaml" in found
    assert not [path for path in found if path.startswith("inference-gateway/")]
    assert ":8000/qwen/v1" in entry(found, "qwen")["litellm_params"]["api_base"]


def test_an_existing_inference_gateway_is_used_and_promised() -> None:
    inner = GatewayRef.existing(
        name="inner",
        namespace="llm-platform",
        listeners=(Listener(name="http", port=80, protocol="HTTP"),),
        service=ServiceRef.existing(
            name="inner", namespace="envoys", port=80, target_port=10080, pods=Pods("envoys", {"app": "inner"})
        ),
    )
    found = objects(QWEN, inference_gateway=InferenceGatewayRef.existing(inner, silence=900))
    assert found["models/HTTPRoute.qwen.yaml"]["spec"]["parentRefs"][0]["name"] == "inner"
    assert entry(found, "qwen")["litellm_params"]["api_base"] == "http://inner.envoys.svc.cluster.local/qwen/v1"
    assert ("Gateway", "inner") in {(each["kind"], each["name"]) for each in found["declared.yaml"]["external"]}


def test_through_the_gateway_without_a_picker_there_is_no_pool() -> None:
    found = objects(replace(QWEN, routing=serving.ThroughGateway()))
    assert "models/HTTPRoute.qwen.yaml" in found
    kinds = {path.partition("/")[2].partition(".")[0] for path in found if path.startswith("models/")}
    assert not kinds & {"InferencePool", "EnvoyExtensionPolicy"}


def test_several_pods_without_metrics_are_balanced_by_the_gateway() -> None:
    found = objects(replace(TINY, replicas=2))
    assert "models/HTTPRoute.tiny.yaml" in found
    assert "models/InferencePool.tiny.yaml" not in found


def test_a_priority_becomes_an_objective_and_the_header_that_asks_for_it() -> None:
    routing = serving.KvCacheAware(
        picker=EndpointPickerProps(flow_control=FlowControl()), objective=serving.Objective(priority=10)
    )
    found = objects(replace(QWEN, routing=routing))
    assert found["models/InferenceObjective.qwen.yaml"]["spec"]["priority"] == 10
    assert entry(found, "qwen")["litellm_params"]["extra_headers"] == {"x-llm-d-inference-objective": "qwen"}


def test_public_names_are_a_model_and_its_aliases() -> None:
    found = objects(replace(QWEN, served_as=("gpt-4", "gpt-4-turbo")))
    assert entry(found, "gpt-4")["model_info"]["id"] == "qwen"
    assert config(found)["router_settings"]["model_group_alias"] == {"gpt-4-turbo": "gpt-4"}


def test_a_canary_gets_its_share_of_one_public_name() -> None:
    old = replace(QWEN, served_as=("chat",), proxy=serving.ProxyEntry(weight=9))
    new = replace(QWEN, name="qwen-next", served_as=("chat",), proxy=serving.ProxyEntry(weight=1))
    listed = config(objects(old, new))["model_list"]
    shares = {
        each["model_info"]["id"]: each["litellm_params"]["weight"] for each in listed if each["model_name"] == "chat"
    }
    assert shares == {"qwen": 9, "qwen-next": 1}


def test_adapters_are_offered_under_their_own_names() -> None:
    lora = serving.Lora(adapters=(serving.LoraAdapter(name="legal", source="hf://acme/legal-lora"),))
    found = objects(replace(QWEN, lora=lora))
    assert entry(found, "legal")["litellm_params"]["model"] == "hosted_vllm/legal"
    assert entry(found, "legal")["litellm_params"]["api_base"] == entry(found, "qwen")["litellm_params"]["api_base"]


def test_kserve_may_bring_pool_picker_and_route_along() -> None:
    gateway = InferenceGatewayProps(wiring="EnvoyAIGateway")
    found = objects(replace(QWEN, serving="LLMInferenceService"), inference_gateway=gateway)
    assert "models/LLMInferenceService.qwen.yaml" in found
    kinds = {path.partition("/")[2].partition(".")[0] for path in found if path.startswith("models/")}
    assert not kinds & {"InferenceService", "InferencePool", "HTTPRoute"}
    assert entry(found, "qwen")["litellm_params"]["api_base"].endswith("/llm-platform/qwen/v1")


def test_fails_when_kserve_makes_the_route_that_was_asked_for() -> None:
    own = replace(QWEN, serving="LLMInferenceService", routing=serving.ThroughGateway())
    with pytest.raises(ConfigError, match=r"routing must be left out with serving LLMInferenceService, got ThroughG"):
        platform(own, inference_gateway=InferenceGatewayProps(wiring="EnvoyAIGateway"))


def test_fails_when_the_picker_cannot_read_requests_for_embeddings() -> None:
    routing = serving.KvCacheAware(picker=EndpointPickerProps(version=EppVersion.GIE_1_3_1))
    with pytest.raises(ConfigError, match=r"routing\.picker\.version must be one that reads requests for embeddings"):
        platform(replace(QWEN, task="embed", routing=routing))


def test_fails_when_the_proxy_could_not_find_the_route() -> None:
    routing = serving.ThroughGateway(route=ModelRouteProps(hostnames=("qwen.example.com",)))
    with pytest.raises(ConfigError, match=r"routing\.route\.hostnames must be left out"):
        platform(replace(QWEN, routing=routing))


def test_models_fall_back_to_each_other_in_any_order() -> None:
    first = replace(QWEN, proxy=serving.ProxyEntry(fallbacks=("tiny", "gpt-4o")))
    assert config(objects(first, TINY))["router_settings"]["fallbacks"] == [{"qwen": ["tiny", "gpt-4o"]}]


def test_an_external_model_may_fall_back_to_an_own_one() -> None:
    (gpt,) = DEV.proxy.config.models
    proxy = replace(DEV.proxy, config=replace(DEV.proxy.config, models=(replace(gpt, fallbacks=("tiny",)),)))
    assert config(objects(TINY, proxy=proxy))["router_settings"]["fallbacks"] == [{"gpt-4o": ["tiny"]}]


def test_the_proxy_waits_longer_than_the_gateway_and_the_edge_longer_than_the_proxy() -> None:
    found = objects(replace(QWEN, timeouts=serving.Timeouts(silence="12m")))
    inner = found["models/BackendTrafficPolicy.qwen.yaml"]["spec"]["timeout"]["http"]["streamIdleTimeout"]
    proxy = entry(found, "qwen")["litellm_params"]["timeout"]
    edge = found["litellm/BackendTrafficPolicy.infra-litellm-proxy.yaml"]["spec"]["timeout"]["http"][
        "streamIdleTimeout"
    ]
    assert inner == "12m"
    assert 12 * 60 < proxy < int(edge.removesuffix("s"))


def test_a_cache_is_a_claim_of_its_model() -> None:
    found = objects(replace(TINY, cache=serving.ModelCacheProps(size="20Gi")))
    assert found["models/PersistentVolumeClaim.tiny-cache.yaml"]["spec"]["resources"]["requests"]["storage"] == "20Gi"
    volumes = found["models/InferenceService.tiny.yaml"]["spec"]["predictor"]["volumes"]
    assert [each["persistentVolumeClaim"]["claimName"] for each in volumes if "persistentVolumeClaim" in each] == [
        "tiny-cache"
    ]


class Echo:
    """An engine that is not part of the library."""

    name = "echo"
    model_format = "Echo"
    metrics: ClassVar[Literal["vllm", "none"]] = "none"
    metrics_path = None
    api_path = "/v1"
    user = 10001

    def runtime_spec(self) -> kserve.ServingRuntimeSpec:
        probe = k8s.Probe(http_get=k8s.HTTPGetAction(path="/health", port=8080))
        container = k8s.Container(
            name="kserve-container",
            image="registry.example.com/echo:1.0.0",
            ports=[k8s.ContainerPort(name="http1", container_port=8080, protocol="TCP")],
            startup_probe=probe,
            readiness_probe=probe,
            liveness_probe=probe,
            security_context=k8s.SecurityContext(
                allow_privilege_escalation=False,
                read_only_root_filesystem=True,
                run_as_non_root=True,
                capabilities=k8s.Capabilities(drop=["ALL"]),
            ),
        )
        formats = [kserve.ServingRuntimeSpecSupportedModelFormats(name=self.model_format, version="1")]
        return kserve.ServingRuntimeSpec(supported_model_formats=formats, containers=[as_kserve(container)])

    def overrides(self, model: serving.ServedModel) -> EngineOverrides:
        return EngineOverrides(args=(f"--name={model.name}",))


@dataclass(frozen=True, slots=True, kw_only=True)
class EchoModel(serving.ServedModel):
    """Its model."""

    @property
    def engine(self) -> Echo:
        return Echo()

    @property
    def pod_resources(self) -> Resources:
        return self.resources or Resources(cpu="1", memory="1Gi")


def test_an_engine_of_another_team_is_served_like_ours() -> None:
    found = objects(EchoModel(name="parrot", source="hf://acme/parrot", replicas=2))
    assert found["serving/ClusterServingRuntime.infra-echo.yaml"]["spec"]["supportedModelFormats"][0]["name"] == "Echo"
    served = found["models/InferenceService.parrot.yaml"]["spec"]["predictor"]["model"]
    assert (served["runtime"], served["args"]) == ("infra-echo", ["--name=parrot"])
    assert entry(found, "parrot")["litellm_params"]["api_base"].endswith("/parrot/v1")


def test_versions_of_a_model_may_have_the_same_adapters() -> None:
    lora = serving.Lora(adapters=(serving.LoraAdapter(name="legal", source="hf://acme/legal-lora"),))
    half = replace(QWEN, served_as=("chat",), lora=lora, proxy=serving.ProxyEntry(weight=1))
    listed = config(objects(half, replace(half, name="qwen-next")))["model_list"]
    assert [each["model_info"]["id"] for each in listed if each["model_name"] == "legal"] == [
        "qwen/legal",
        "qwen-next/legal",
    ]


def test_servers_without_metrics_may_be_chosen_by_a_whole_configuration() -> None:
    plugins = (PrefixCacheScorer(), ActiveRequestScorer())
    profile = Profile(plugins=tuple(ProfilePlugin(each.TYPE) for each in plugins))
    whole = EndpointPickerConfig(
        plugins=plugins, profiles=(profile,), saturation=Concurrency(), flow_control=FlowControl()
    )
    routing = serving.KvCacheAware(picker=EndpointPickerProps(config=whole), objective=serving.Objective(priority=1))
    found = objects(replace(TINY, replicas=2, routing=routing))
    chosen = yaml.safe_load(found["models/ConfigMap.tiny-epp.yaml"]["data"]["config.yaml"])["plugins"]
    assert {"active-request-scorer"} <= {each["type"] for each in chosen}
    assert found["models/InferenceObjective.tiny.yaml"]["spec"]["priority"] == 1


def test_a_password_of_the_cache_is_given_exactly_with_an_own_cache() -> None:
    without = replace(DEV, cache_password=None)
    assert [each.must_be for each in without.rules()] == ["given with an own Valkey"]
    assert [each.must_be for each in replace(DEV, cache=None).rules()] == ["left out without an own Valkey"]


SLEEPER = replace(
    TINY,
    replicas=serving.Replicas(0, 2),
    autoscaling=serving.KnativeScaling(),
    timeouts=serving.Timeouts(answer="10m"),
)


def test_a_model_that_scales_to_zero_runs_on_our_knative() -> None:
    found = objects(SLEEPER, knative=knative.KnativeProps())
    assert "knative/KnativeServing.knative-serving.yaml" in found
    service = found["models/InferenceService.tiny.yaml"]
    assert service["metadata"]["annotations"]["serving.kserve.io/deploymentMode"] == "Knative"
    assert service["spec"]["predictor"]["minReplicas"] == 0


def test_a_model_that_scales_to_zero_runs_on_a_knative_of_others() -> None:
    found = objects(SLEEPER, knative=knative.ExistingKnative(features=knative.KnativeFeatures()))
    assert not [path for path in found if path.startswith("knative/")]
    assert ("Namespace", "knative-serving") in {
        (each["kind"], each["name"]) for each in found["declared.yaml"]["external"]
    }


def test_knative_without_its_operator_gets_its_settings() -> None:
    settings = knative.KnativeConfigMapsProps(features=knative.KnativeFeatures())
    assert "knative/ConfigMap.config-features.yaml" in objects(knative=settings)


def test_priority_classes_are_rendered_once_for_the_cluster() -> None:
    found = objects(priority_classes=serving.PriorityClassesProps())
    assert "serving/PriorityClass.llm-production.yaml" in found


def test_fails_when_knative_is_missing() -> None:
    with pytest.raises(ConfigError, match=r"dev: models\[0\]\.autoscaling must be other than KnativeScaling in an env"):
        platform(SLEEPER)


def test_fails_when_a_feature_of_knative_is_off() -> None:
    off = knative.ExistingKnative(features=knative.KnativeFeatures(podspec_init_containers="Disabled"))
    message = (
        r"dev/models/tiny: autoscaling must be other than KnativeScaling while the feature kubernetes\.podspec-init"
    )
    with pytest.raises(ConfigError, match=message):
        platform(SLEEPER, knative=off)


def test_fails_when_two_models_have_one_name() -> None:
    with pytest.raises(ConfigError, match=r"dev: models must be models with different names, got tiny 2 times"):
        platform(TINY, TINY)


def test_fails_when_a_model_is_added_twice() -> None:
    twice = platform(TINY)
    with pytest.raises(ConfigError, match=r"dev/models/tiny: name must be a name that no other model has, got tiny"):
        twice.add_model(TINY)


def test_fails_when_models_share_a_public_name_without_weights() -> None:
    both = platform(replace(QWEN, served_as=("chat",)), replace(TINY, served_as=("chat",)))
    with pytest.raises(ConfigError, match=r"served_as must be a first name that no other model has"):
        both.files()


def test_fails_when_a_fallback_is_no_model() -> None:
    lost = platform(replace(TINY, proxy=litellm_entry("nowhere")))
    with pytest.raises(ConfigError, match="nowhere"):
        lost.files()


def litellm_entry(fallback: str) -> serving.ProxyEntry:
    return serving.ProxyEntry(fallbacks=(fallback,), info=litellm.ModelInfo(supports_vision=False))


def test_fails_when_an_added_model_cannot_work() -> None:
    with pytest.raises(ConfigError, match=r"dev/models/qwen: tensor_parallel must be such that"):
        platform().add_model(replace(QWEN, tensor_parallel=2))


def test_fails_with_every_model_that_does_not_fit_the_gateway() -> None:
    slow = replace(QWEN, timeouts=serving.Timeouts(silence="30m"))
    with pytest.raises(ConfigError) as raised:
        platform(slow, replace(slow, name="llama"))
    assert len([line for line in str(raised.value).splitlines() if "silence" in line]) == 2


def test_fails_when_a_priority_would_not_be_read() -> None:
    routing = serving.KvCacheAware(objective=serving.Objective(priority=1))
    with pytest.raises(ConfigError, match=r"routing\.objective must be left out without picker\.flow_control"):
        platform(replace(QWEN, routing=routing))


def test_fails_when_timeouts_are_said_twice() -> None:
    route = ModelRouteProps(timeouts=serving.Timeouts(silence="5m"))
    with pytest.raises(ConfigError, match=r"routing\.route\.timeouts must be left out"):
        platform(replace(QWEN, routing=serving.ThroughGateway(route=route)))


def test_fails_when_every_weight_is_zero() -> None:
    routing = serving.KvCacheAware(prefix_cache=0, kv_cache=0, queue=0)
    with pytest.raises(ConfigError, match=r"routing\.prefix_cache must be above 0 when the other weights are 0"):
        platform(replace(QWEN, routing=routing))


def test_fails_when_weights_are_said_twice() -> None:
    routing = serving.KvCacheAware(queue=1, picker=EndpointPickerProps(scoring=Scoring(queue=2)))
    with pytest.raises(ConfigError, match=r"routing\.queue must be left out beside picker\.scoring"):
        platform(replace(QWEN, routing=routing))
