"""What a user may get wrong about models and the way to them: one clear sentence each, and nothing is written."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import cdk8s
import pytest

from environments import ENVIRONMENTS
from inference_platform import (
    ConfigError,
    Environment,
    GatewayRef,
    InferencePlatform,
    Listener,
    Placement,
    PriorityClassRef,
    Resources,
    SecretKeyRef,
    SecretRef,
    ServiceRef,
    synthesize,
)
from inference_platform.constructs import endpoint_picker as epp
from inference_platform.constructs import knative, litellm, serving
from inference_platform.constructs.inference_gateway import InferenceGatewayProps
from inference_platform.constructs.model_route import ModelRouteProps
from inference_platform.model_refs import InferenceGatewayRef, ServingRuntimeRef

_DEV = next(each for each in ENVIRONMENTS if each.name == "dev")
SMALL: Environment = replace(
    _DEV,
    models=(),
    database=None,
    cache=None,
    cache_password=None,
    gateway=GatewayRef.existing(
        name="edge", namespace="edge", listeners=(Listener(name="http", port=80, protocol="HTTP"),)
    ),
    proxy=replace(_DEV.proxy, config=replace(_DEV.proxy.config, cache=litellm.CacheSettings(enabled=False))),
)
"""Nothing but the proxy, so that a mistake is found soon."""

QWEN = serving.VllmModel(name="qwen", source="hf://Qwen/Qwen2.5-7B-Instruct", gpus=1)
TINY = serving.OllamaModel(name="tiny", source="ollama://qwen2.5:0.5b")
GGUF = serving.LlamaCppModel(name="gguf", source="hf://Qwen/Qwen2.5-7B-Instruct-GGUF", file="*q4_k_m*.gguf")
SLEEPER = replace(
    TINY,
    replicas=serving.Replicas(0, 2),
    autoscaling=serving.KnativeScaling(),
    timeouts=serving.Timeouts(answer="10m"),
)
ELSEWHERE = SecretKeyRef.existing(name="hub", namespace="other", key="HF_TOKEN")
CLAIM_ELSEWHERE = serving.ModelCacheRef.existing(name="files", namespace="other")
INNER = GatewayRef.existing(
    name="inner", namespace="llm-platform", listeners=(Listener(name="http", port=80, protocol="HTTP"),)
)


def models(*given: serving.ServedModel, **changes: Any) -> Environment:
    return replace(SMALL, models=given, **changes)


def vllm(**changes: Any) -> Environment:
    return models(replace(QWEN, **changes))


def ollama(**changes: Any) -> Environment:
    return models(replace(TINY, **changes))


def llama(**changes: Any) -> Environment:
    return models(replace(GGUF, **changes))


def routed(**route: Any) -> serving.ServedModel:
    return replace(QWEN, routing=serving.ThroughGateway(route=ModelRouteProps(**route)))


def aware(**changes: Any) -> Environment:
    return vllm(routing=serving.KvCacheAware(**changes))


def picker(**changes: Any) -> Environment:
    return aware(picker=epp.EndpointPickerProps(**changes))


def plugins(*listed: Any, used: tuple[str, ...]) -> Environment:
    profile = epp.Profile(plugins=tuple(epp.ProfilePlugin(name) for name in used))
    return picker(config=epp.EndpointPickerConfig(plugins=listed, profiles=(profile,)))


def sleeper(**changes: Any) -> Environment:
    return models(replace(SLEEPER, **changes), knative=knative.KnativeProps())


def on_knative(**changes: Any) -> Environment:
    return models(SLEEPER, knative=knative.KnativeProps(**changes))


def autoscaler(**changes: Any) -> Environment:
    return on_knative(autoscaler=knative.KnativeAutoscaler(**changes))


def entry(**changes: Any) -> Environment:
    return vllm(proxy=serving.ProxyEntry(**changes))


def lora(*adapters: tuple[str, str]) -> serving.VllmModel:
    listed = tuple(serving.LoraAdapter(name=name, source=source) for name, source in adapters)
    return replace(QWEN, lora=serving.Lora(adapters=listed))


def priorities(*classes: serving.Priority) -> Environment:
    return models(QWEN, priority_classes=serving.PriorityClassesProps(classes=classes))


BAD: dict[str, tuple[Callable[[], Environment], str]] = {
    # names
    "a name with a capital": (
        lambda: models(replace(QWEN, name="Qwen")),
        "dev: models[0].name must be a name of lower-case letters, digits and '-' that begins with a letter",
    ),
    "a name with a dot": (lambda: models(replace(QWEN, name="qwen2.5")), "models[0].name must be a name of lower-case"),
    "a name that is too long": (
        lambda: models(replace(QWEN, name="q" * 41)),
        "at most 40 characters, got 'qqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqq'; shorten it",
    ),
    "two models of one name": (
        lambda: models(QWEN, replace(TINY, name="qwen")),
        "dev: models must be models with different names, got qwen 2 times; rename one of them",
    ),
    "a public name with a blank": (lambda: vllm(served_as=("gpt 4",)), "models[0].served_as[0] must be a model name"),
    "a public name without a tuple": (
        lambda: vllm(served_as="gpt-4"),
        "models[0].served_as must be a tuple of a text, got 'gpt-4' (str); write a tuple: round brackets, and a comma",
    ),
    "a public name twice": (
        lambda: vllm(served_as=("chat", "chat")),
        "models[0].served_as[1] must be given once, got chat; remove the second one",
    ),
    "an alias of two models": (
        lambda: models(replace(QWEN, served_as=("qwen", "chat")), replace(TINY, served_as=("tiny", "chat"))),
        "models[1].served_as[1] must be a name that no other model, alias or adapter has, got chat, which model qwen",
    ),
    "an alias that is another model": (
        lambda: models(replace(QWEN, served_as=("qwen", "tiny")), TINY),
        "models[1].name must be a name that no other model, alias or adapter has, got tiny, which model qwen has",
    ),
    "a first name of two without weights": (
        lambda: models(replace(QWEN, served_as=("chat",)), replace(TINY, served_as=("chat",))),
        "dev/models: served_as must be a first name that no other model has, or a weight for each of the 2 that share "
        "it, got chat of qwen, tiny",
    ),
    "a name of an external model": (
        lambda: vllm(served_as=("gpt-4o",)),
        "models[0].served_as[0] must be a name that no model in proxy.config.models has, got gpt-4o; rename one",
    ),
    "a list of models": (
        lambda: replace(SMALL, models=[QWEN]),  # type: ignore[arg-type]
        "dev: models must be a tuple of ServedModel, got [VllmModel(name='qwen'",
    ),
    "an external model among the own": (
        lambda: replace(SMALL, models=SMALL.proxy.config.models),  # type: ignore[arg-type]
        "dev: models must be a tuple of ServedModel, got (LiteLLMModel(",
    ),
    # GPUs
    "GPUs that are not used": (
        lambda: vllm(gpus=4, tensor_parallel=3),
        "models[0].tensor_parallel must be such that tensor_parallel * pipeline_parallel is gpus (4), got 3 * 1",
    ),
    "more GPUs than there are": (
        lambda: vllm(gpus=4, tensor_parallel=4, pipeline_parallel=2),
        "tensor_parallel * pipeline_parallel is gpus (4), got 4 * 2; correct one of the three",
    ),
    "a pipeline that does not divide": (lambda: vllm(gpus=4, pipeline_parallel=3), "is gpus (4), got 1 * 3"),
    "a split over no GPUs": (
        lambda: vllm(gpus=0, tensor_parallel=2),
        "models[0].tensor_parallel must be 1, like pipeline_parallel, without gpus, got 2 * 1; give gpus=2",
    ),
    "half a GPU": (lambda: vllm(gpus=0.5), "models[0].gpus must be a whole number, got 0.5 (float)"),
    "a kind of GPU without one": (
        lambda: llama(gpu_type=serving.GpuType.nvidia("NVIDIA-L4")),
        "models[0].gpu_type must be left out without gpus, got nvidia.com/gpu; give gpus or remove it",
    ),
    "a kind of GPU as text": (lambda: vllm(gpu_type="H100"), "models[0].gpu_type must be GpuType or none, got 'H100'"),
    "an image for other GPUs": (
        lambda: vllm(gpu_type=serving.GpuType.amd()),
        "models[0].image must be given for amd.com/gpu, got None; name an image of vLLM for that hardware",
    ),
    "two slices": (
        lambda: vllm(gpus=2, gpu_type=serving.GpuType.mig("3g.40gb")),
        "models[0].gpus must be 1 with slices of a GPU, got 2; take a larger slice or whole GPUs",
    ),
    "two kinds of nodes": (
        lambda: vllm(
            gpu_type=serving.GpuType.nvidia("H100"),
            placement=Placement(node_selector={"nvidia.com/gpu.product": "A100"}),
        ),
        "models[0].placement.node_selector[nvidia.com/gpu.product] must be H100, the label of gpu_type, got A100",
    ),
    "more memory for the cache than there is": (
        lambda: vllm(gpus=0, kv_cache_memory="64Gi"),
        "models[0].kv_cache_memory must be below the memory limit, in which it counts, got 64Gi",
    ),
    "more shared memory than there is": (
        lambda: vllm(resources=Resources(cpu="4", memory="4Gi"), shared_memory="8Gi"),
        "models[0].shared_memory must be below the memory limit, in which it counts, got 8Gi",
    ),
    # sources
    "a source of an unknown scheme": (
        lambda: vllm(source="gs://bucket/model"),
        "models[0].source must be hf://organisation/name[:revision], s3://bucket/path, pvc://claim[/path] or "
        "oci://image:tag, got gs://bucket/model; write one of these forms",
    ),
    "a source without scheme": (
        lambda: vllm(source="Qwen/Qwen2.5-7B-Instruct"),
        "models[0].source must be hf://organisation/name[:revision], s3",
    ),
    "a repository without organisation": (lambda: vllm(source="hf://gpt2"), "got hf://gpt2; give organisation and"),
    "a revision with slashes": (
        lambda: vllm(source="hf://a/b:refs/pr/1"),
        "models[0].source must be such that its revision is a branch, tag or commit without '/'",
    ),
    "a bucket without path": (lambda: vllm(source="s3://bucket"), "models[0].source must be such that its path is"),
    "two identities": (
        lambda: vllm(
            source=serving.S3(
                bucket="abc", path="llama", anonymous=True, role_arn="arn:aws:iam::123456789012:role/models"
            )
        ),
        "models[0].source.anonymous must be left out beside role_arn, got both; choose one identity",
    ),
    "a tag that moves": (
        lambda: ollama(source="ollama://qwen2.5:latest"),
        "models[0].source must be a tag other than latest, got ollama://qwen2.5:latest; name the size",
    ),
    "a repository with many files": (
        lambda: llama(file=None),
        "models[0].file must be given with a repository of the Hugging Face hub, got None; name one quantization",
    ),
    "a token in another namespace": (
        lambda: models(QWEN, serving=serving.ServingProps(huggingface_token=ELSEWHERE)),
        "dev/models/qwen/server: secret hub must be in namespace llm-platform where it is read, got namespace other",
    ),
    "a token as text": (
        lambda: vllm(source=serving.HuggingFace(repo="a/b", token="hf_secret")),  # type: ignore[arg-type]
        "models[0].source.token must be SecretKeyRef or none, got a text; never write a secret into code or YAML",
    ),
    "a registry's Secret in another namespace": (
        lambda: vllm(
            image_pull_secrets=(SecretRef.existing(name="pull", namespace="other", keys=(".dockerconfigjson",)),)
        ),
        "secret pull must be in namespace llm-platform where it is read, got namespace other",
    ),
    # caches
    "one node's volume for several pods": (
        lambda: vllm(replicas=2, cache=serving.ModelCacheProps()),
        "models[0].cache must be a ReadWriteMany volume for 2 pods, got a claim with ReadWriteOnce; give the cache",
    ),
    "a cache in another namespace": (
        lambda: vllm(cache=CLAIM_ELSEWHERE),
        "dev/models/qwen/server: cache files must be in namespace llm-platform where it is mounted, got namespace",
    ),
    "a source in another namespace": (
        lambda: vllm(source=serving.PvcSource(claim=CLAIM_ELSEWHERE)),
        "cache files must be in namespace llm-platform where it is mounted, got namespace other",
    ),
    "a cache of what is mounted": (
        lambda: vllm(source="oci://registry.example.com/llama:1", cache=serving.ModelCacheProps()),
        "models[0].cache must be left out with a source that is mounted, got oci://registry.example.com/llama:1",
    ),
    "a cache and a disk": (
        lambda: vllm(cache=serving.ModelCacheProps(), disk="10Gi"),
        "models[0].disk must be left out with a cache, got 10Gi; size the claim instead",
    ),
    "a cache that holds nothing": (
        lambda: vllm(cache=serving.ModelCacheProps(size="100Mi")),
        "models[0].cache.size must be at least 1Gi, got 100Mi; raise it",
    ),
    # scaling
    "no replicas": (lambda: vllm(replicas=0), "models[0].replicas must be from 1 to 1000, got 0"),
    "a range upside down": (
        lambda: vllm(replicas=serving.Replicas(3, 1)),
        "models[0].replicas.minimum must be at most maximum (1), got 3",
    ),
    "a range as a pair": (lambda: vllm(replicas=(1, 3)), "models[0].replicas must be a whole number or Replicas, got"),
    "scale to zero with Hpa": (
        lambda: ollama(replicas=serving.Replicas(0, 2)),
        "models[0].replicas.minimum must be at least 1, got 0; raise it, or use KnativeScaling to scale to zero",
    ),
    "scale to zero by waiting requests": (
        lambda: vllm(replicas=serving.Replicas(0, 2)),
        "a model without pods has no waiting requests to see, so the first pod would never start",
    ),
    "KEDA without Prometheus": (
        lambda: models(replace(QWEN, replicas=serving.Replicas(1, 2)), serving=serving.ServingProps()),
        "props.prometheus_url must be given for a model that KEDA scales, got None; say with ServingProps(prometheus",
    ),
    "KEDA without metrics": (
        lambda: ollama(replicas=serving.Replicas(1, 2), autoscaling=serving.Keda()),
        "models[0].autoscaling.query must be given with the engine ollama, which does not export the waiting requests",
    ),
    "KEDA without PodMonitor": (
        lambda: vllm(replicas=serving.Replicas(1, 2), monitoring=None),
        "models[0].monitoring must be given with Keda's default query, got None; leave the PodMonitor on",
    ),
    "GPUs by their CPUs": (
        lambda: vllm(replicas=serving.Replicas(1, 2), autoscaling=serving.Hpa()),
        "models[0].autoscaling.metric must be something that follows the load of the GPUs, got cpu; use Keda",
    ),
    "an autoscaler of a fixed number": (
        lambda: ollama(replicas=2, autoscaling=serving.Hpa()),
        "models[0].autoscaling must be left out with a fixed number of replicas, got Hpa; give a range",
    ),
    # Knative
    "Knative that is missing": (
        lambda: models(SLEEPER),
        "models[0].autoscaling must be other than KnativeScaling in an environment without knative",
    ),
    "Knative without limit of an answer": (
        lambda: sleeper(timeouts=serving.Timeouts()),
        "models[0].timeouts.answer must be given with KnativeScaling, got None; say how long a whole answer may take",
    ),
    "an answer above Knative's limit": (
        lambda: sleeper(timeouts=serving.Timeouts(answer="2h")),
        "models[0].timeouts.answer must be at most 3600s, max_revision_timeout_seconds of Knative's defaults, got 2h",
    ),
    "an answer above the limit of others' Knative": (
        lambda: models(
            replace(SLEEPER, timeouts=serving.Timeouts(answer="15m")),
            knative=knative.ExistingKnative(features=knative.KnativeFeatures()),
        ),
        "models[0].timeouts.answer must be at most 600s, max_revision_timeout_seconds of Knative's defaults, got 15m",
    ),
    "a pool with Knative": (
        lambda: models(
            replace(
                QWEN,
                replicas=serving.Replicas(0, 2),
                autoscaling=serving.KnativeScaling(),
                timeouts=serving.Timeouts(answer="10m"),
                routing=serving.KvCacheAware(),
            ),
            knative=knative.KnativeProps(),
        ),
        "models[0].routing must be left out or Direct() with KnativeScaling, got KvCacheAware; remove it, or scale",
    ),
    "the Gateway before Knative": (
        lambda: sleeper(routing=serving.ThroughGateway()),
        "models[0].routing must be left out or Direct() with KnativeScaling, got ThroughGateway",
    ),
    "a grace that Knative refuses": (
        lambda: sleeper(termination_grace=60),
        "models[0].termination_grace must be left out with KnativeScaling, got 60; remove it; Knative refuses",
    ),
    "scale to zero that is off": (
        lambda: autoscaler(enable_scale_to_zero=False),
        "models[0].replicas.minimum must be at least 1 while Knative's autoscaler has enable_scale_to_zero off, got 0",
    ),
    "more pods than Knative allows": (
        lambda: autoscaler(max_scale=1, max_scale_limit=1),
        "models[0].replicas.maximum must be at most 1, max_scale_limit of Knative's autoscaler, got 2; lower it",
    ),
    "nothing to begin with": (
        lambda: sleeper(autoscaling=serving.KnativeScaling(initial_scale=0)),
        "models[0].autoscaling.initial_scale must be at least 1 without allow_zero_initial_scale in Knative's auto",
    ),
    "a limit of nothing": (
        lambda: on_knative(
            defaults=knative.KnativeDefaults(container_concurrency=1, allow_container_concurrency_zero=False)
        ),
        "models[0].autoscaling.container_concurrency must be at least 1 while Knative's defaults have allow_container",
    ),
    "a limit above Knative's": (
        lambda: models(
            replace(SLEEPER, autoscaling=serving.KnativeScaling(container_concurrency=500)),
            knative=knative.KnativeProps(defaults=knative.KnativeDefaults(container_concurrency_max_limit=100)),
        ),
        "models[0].autoscaling.container_concurrency must be at most 100, container_concurrency_max_limit of Knative's",
    ),
    "a target that no pod reaches": (
        lambda: sleeper(autoscaling=serving.KnativeScaling(container_concurrency=4)),
        "models[0].autoscaling.target must be at most container_concurrency (4), got 16",
    ),
    "a rate that never scales": (
        lambda: autoscaler(max_scale_up_rate=0.5),
        "knative.autoscaler.max_scale_up_rate must be above 1.0, got 0.5; give a ratio of pods per tick of 2 s",
    ),
    "a feature that is off": (
        lambda: on_knative(features=knative.KnativeFeatures(podspec_init_containers="Disabled")),
        "dev/models/tiny: autoscaling must be other than KnativeScaling while the feature kubernetes.podspec-init-cont",
    ),
    "another ingress": (
        lambda: on_knative(network=knative.KnativeNetwork(ingress_class="istio.ingress.networking.knative.dev")),
        "knative.network.ingress_class must be kourier.ingress.networking.knative.dev, got istio",
    ),
    # routing
    "routing as text": (
        lambda: vllm(routing="direct"),
        "models[0].routing must be KvCacheAware or ThroughGateway or Direct or none, got 'direct' (str)",
    ),
    "two models of one path": (
        lambda: models(routed(path="/m"), replace(routed(path="/m"), name="other")),
        "models[1].routing.route.path must be a path that no other model has on the Gateway, got /m, that of model",
    ),
    "the path of another model's name": (
        lambda: models(QWEN, replace(routed(path="/qwen"), name="other")),
        "models[1].routing.route.path must be a path that no other model has on the Gateway, got /qwen",
    ),
    "a path that ends with a slash": (
        lambda: models(routed(path="/qwen/")),
        "models[0].routing.route.path must be a path such as /llama-70b, or empty, got '/qwen/'; begin it with '/'",
    ),
    "a host name that nobody calls": (
        lambda: models(routed(hostnames=("qwen.example.com",))),
        "models[0].routing.route.hostnames must be left out, because the proxy calls the Gateway by the name of its",
    ),
    "timeouts said twice": (
        lambda: models(routed(timeouts=serving.Timeouts(silence="1m"))),
        "models[0].routing.route.timeouts must be left out, got silence 1m; give them as timeouts of the model",
    ),
    "a silence above the Gateway's": (
        lambda: vllm(timeouts=serving.Timeouts(silence="20m")),
        "timeouts.silence must be at most the 900s of the Gateway infra-inference-gateway, got 20m; shorten it",
    ),
    "an answer below the silence": (
        lambda: vllm(timeouts=serving.Timeouts(silence="10m", answer="5m")),
        "models[0].timeouts.answer must be at least silence 10m, got 5m; lengthen it, shorten silence",
    ),
    "a number without unit": (
        lambda: vllm(timeouts=serving.Timeouts(silence="600")),
        "models[0].timeouts.silence must be a duration such as 10m or 1h30m, got '600'; write whole numbers",
    ),
    "a wiring that does not exist": (
        lambda: models(QWEN, inference_gateway=InferenceGatewayProps(wiring="EnvoyAI")),  # type: ignore[arg-type]
        "inference_gateway.wiring must be one of 'EnvoyGateway', 'EnvoyAIGateway', got 'EnvoyAI' (str); did you mean",
    ),
    "bodies that no picker takes": (
        lambda: models(QWEN, inference_gateway=InferenceGatewayProps(max_request_body="50Mi")),
        "pool must be behind a Gateway without max_request_body, or with at most 4095Ki, got 52428800 bytes",
    ),
    "a Gateway without Service": (
        lambda: models(QWEN, inference_gateway=InferenceGatewayRef.existing(INNER)),
        "dev: inference_gateway.gateway.service must be given, because the proxy sends its requests there, got None",
    ),
    "a Gateway for other routes": (
        lambda: models(QWEN, inference_gateway=INNER),
        "inference_gateway must be InferenceGatewayProps or InferenceGatewayRef, got GatewayRef(",
    ),
    "KServe's own pool on plain Envoy Gateway": (
        lambda: vllm(serving="LLMInferenceService"),
        "gateway.wiring must be EnvoyAIGateway for an LLMInferenceService, got EnvoyGateway; use a Gateway that knows",
    ),
    # the endpoint picker
    "an unknown version": (
        lambda: picker(version="v0.8.0"),
        "models[0].routing.picker.version must be one of llm-d-router v0.10.0, llm-d-router v0.9.0, gateway-api-inf",
    ),
    "version 1.3.0": (
        lambda: picker(version="v1.3.0"),
        "models[0].routing.picker.version must be one that reads InferenceObjectives and InferenceModelRewrites, which "
        "1.3.0 never does, got v1.3.0; take v1.3.1, the release that repairs it",
    ),
    "a plugin that does not exist": (
        lambda: plugins(epp.Plugin("queue-scorerr"), used=("queue-scorerr",)),
        "routing.picker.config.plugins[0].type must be a plugin of llm-d-router v0.10.0, got queue-scorerr; did you",
    ),
    "a plugin that is not listed": (
        lambda: plugins(epp.QueueScorer(), used=("queue-scorer", "kv-cache")),
        "routing.picker.config.profiles[0].plugins[1].ref must be the name of a plugin, got kv-cache",
    ),
    "a profile without scorers": (
        lambda: plugins(epp.MaxScorePicker(), used=("max-score-picker",)),
        "routing.picker.config.profiles[0].plugins must be at least one scorer, got max-score-picker; add one",
    ),
    "no profile": (
        lambda: picker(config=epp.EndpointPickerConfig(plugins=(epp.QueueScorer(),), profiles=())),
        "routing.picker.config.profiles must be at least one profile, got (); give Profile(plugins=...)",
    ),
    "a parameter that does not exist": (
        lambda: plugins(epp.Plugin("queue-scorer", parameters={"weight": 1}), used=("queue-scorer",)),
        "routing.picker.config.plugins[0].parameters[weight] must be a parameter of queue-scorer in llm-d-router",
    ),
    "weights that are all zero": (
        lambda: aware(prefix_cache=0, kv_cache=0, queue=0),
        "models[0].routing.prefix_cache must be above 0 when the other weights are 0, got 0; give one of them a weight",
    ),
    "a weight below zero": (lambda: aware(queue=-1), "models[0].routing.queue must be from 0 to 1000000, got -1"),
    "weights said twice": (
        lambda: aware(queue=1, picker=epp.EndpointPickerProps(scoring=epp.Scoring())),
        "models[0].routing.queue must be left out beside picker.scoring, got 1; give all weights in picker.scoring",
    ),
    "a broken weight for an old picker": (
        lambda: picker(version="v1.3.1", scoring=epp.Scoring(queue=0.5)),
        "models[0].routing.picker.scoring must be a whole number with gateway-api-inference-extension v1.3.1, got 0.5",
    ),
    "a priority that nobody reads": (
        lambda: aware(objective=serving.Objective(priority=1)),
        "models[0].routing.objective must be left out without picker.flow_control, got priority 1; let the picker",
    ),
    "a picker without metrics": (
        lambda: ollama(replicas=2, routing=serving.KvCacheAware()),
        "plugins must be without those that read metrics, which these model servers do not have for the picker, got "
        "kv-cache-utilization-scorer, queue-scorer; score by",
    ),
    "embeddings through an old picker": (
        lambda: vllm(task="embed", routing=serving.KvCacheAware(picker=epp.EndpointPickerProps(version="v1.3.1"))),
        "dev/models/qwen: routing.picker.version must be one that reads requests for embeddings, got gateway-api-inf",
    ),
    # what the proxy knows
    "a fallback that does not exist": (
        lambda: entry(fallbacks=("gpt-4",)),
        "dev/models/qwen: proxy.fallbacks must be the name of a model of this proxy, got gpt-4; did you mean gpt-4o?",
    ),
    "a fallback to itself": (
        lambda: entry(fallbacks=("qwen",)),
        "models[0].proxy.fallbacks must be names of other models, got qwen; remove it; a model cannot stand in",
    ),
    "a limit of zero requests": (lambda: entry(rpm=0), "models[0].proxy.rpm must be at least 1, got 0; leave it out"),
    "a weight of zero": (lambda: entry(weight=0), "models[0].proxy.weight must be from 1 to 1000000, got 0"),
    # the engine
    "an argument that a field stands for": (
        lambda: vllm(extra_args=("--max_model_len=4096",)),
        "models[0].extra_args[0] must be no option that a field stands for or that must not be given, got "
        "--max_model_len; remove it; use max_model_len",
    ),
    "arguments of a server without any": (
        lambda: ollama(extra_args=("--verbose",)),
        "models[0].extra_args must be left out, got ('--verbose',); use the fields or extra_env",
    ),
    "a variable that a field stands for": (
        lambda: ollama(extra_env={"OLLAMA_NUM_PARALLEL": "4"}),
        "models[0].extra_env[OLLAMA_NUM_PARALLEL] must be no variable that a field or the runtime sets",
    ),
    "a template of KServe": (
        lambda: vllm(extra_args=('--speculative-config={"a":{{}}}',)),
        "models[0].extra_args[0] must be without '{{', which KServe reads as a template",
    ),
    "an unknown parser": (
        lambda: vllm(tool_call_parser="llama3"),
        "'xlam' or none, got 'llama3' (str); did you mean llama3_json?",
    ),
    "tool calls of embeddings": (
        lambda: vllm(task="embed", tool_call_parser="hermes"),
        "models[0].tool_call_parser must be left out for embeddings, got hermes; remove it",
    ),
    "an image that moves": (
        lambda: vllm(image="vllm/vllm-openai:latest"),
        "models[0].image must be an image with a tag other than latest, or a digest, got 'vllm/vllm-openai:latest'",
    ),
    "a rollout that never moves": (
        lambda: vllm(rollout=serving.Rollout(max_unavailable=0)),
        "models[0].rollout.max_surge must be above 0 when max_unavailable is 0, got 0",
    ),
    "KServe's own annotation": (
        lambda: vllm(annotations={"serving.kserve.io/deploymentMode": "Serverless"}),
        "models[0].annotations[serving.kserve.io/deploymentMode] must be left to KServe and this construct",
    ),
    "an adapter of the model's name": (
        lambda: models(lora(("qwen", "hf://acme/legal"))),
        "models[0].lora.adapters[0].name must be different from the names of the model, got qwen; rename the adapter",
    ),
    "an adapter that is an image": (
        lambda: models(lora(("legal", "oci://registry.example.com/legal:1"))),
        "models[0].lora.adapters[0].source must be hf://, s3:// or pvc://, got oci://registry.example.com/legal:1",
    ),
    # priorities
    "a priority class that does not exist": (
        lambda: vllm(placement=Placement(priority_class=PriorityClassRef(name="llm-prod"))),
        "dev/models/InferenceService.qwen: spec.predictor.priorityClassName must be an existing PriorityClass, got",
    ),
    "a priority of Kubernetes": (
        lambda: priorities(serving.Priority(name="system-llm", value=1)),
        "priority_classes.classes[0].name must be a name that does not begin with system-, got system-llm; rename it",
    ),
    "a priority that is too high": (
        lambda: priorities(serving.Priority(name="llm", value=2_000_000_000)),
        "priority_classes.classes[0].value must be from -2147483648 to 1000000000, got 2000000000",
    ),
    "two default priorities": (
        lambda: priorities(
            serving.Priority(name="a", value=1, global_default=True),
            serving.Priority(name="b", value=2, global_default=True),
        ),
        "priority_classes.classes must be at most one class with global_default, got a, b; leave it to one of them",
    ),
}


@pytest.mark.parametrize("what", BAD)
def test_fails_when_a_model_is_wrong(what: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    wrong, sentence = BAD[what]
    outdir = tmp_path / "dist"
    assert synthesize([wrong()], outdir=str(outdir)) == 1
    printed, last = capsys.readouterr().err.splitlines()
    assert sentence in printed
    assert printed.startswith("dev")
    assert "; " in printed, "the sentence says what to do"
    assert not any(word in printed for word in ("Traceback", "jsii", "object at 0x"))
    assert last == f"nothing was written to {outdir}"
    assert not outdir.exists()


def test_mistakes_of_different_models_are_reported_together(capsys: pytest.CaptureFixture[str]) -> None:
    wrong = models(replace(QWEN, tensor_parallel=2), replace(TINY, replicas=0), replace(GGUF, file=None))
    assert synthesize([wrong], outdir="unused") == 1
    assert [line.partition(" must be ")[0] for line in capsys.readouterr().err.splitlines()[:-1]] == [
        "dev: models[0].tensor_parallel",
        "dev: models[1].replicas",
        "dev: models[2].file",
    ]


def test_a_secret_among_the_arguments_is_not_printed(capsys: pytest.CaptureFixture[str]) -> None:
    for wrong in (vllm(extra_args=("--api-key=s3cr3t",)), llama(extra_args=("--api-key=s3cr3t",))):
        assert synthesize([wrong], outdir="unused") == 1
        printed = capsys.readouterr().err
        assert "got --api-key; remove it" in printed
        assert "s3cr3t" not in printed


def test_fails_when_an_added_model_takes_a_name_of_another() -> None:
    platform = InferencePlatform(cdk8s.App(outdir="unused"), environment=models(TINY))
    with pytest.raises(ConfigError, match=r"^dev/models/qwen: served_as\[1\] must be a name that no other model"):
        platform.add_model(replace(QWEN, served_as=("qwen", "tiny")))


def test_fails_when_an_added_model_is_none_of_the_platform() -> None:
    platform = InferencePlatform(cdk8s.App(outdir="unused"), environment=SMALL)
    (gpt,) = SMALL.proxy.config.models
    with pytest.raises(ConfigError, match=r"^dev/models: model must be a model that the platform serves, .*; put mode"):
        platform.add_model(gpt)  # type: ignore[arg-type]


def test_fails_when_the_runtime_is_in_another_namespace() -> None:
    chart = cdk8s.Chart(cdk8s.App(), "theirs", namespace="llm", disable_resource_name_hashes=True)
    runtime = ServingRuntimeRef.existing("vllm", namespace="other")
    with pytest.raises(ConfigError, match=r"theirs/qwen: runtime must be a ClusterServingRuntime, or a ServingRuntime"):
        serving.ModelServer(chart, "qwen", model=QWEN, runtime=runtime)


def test_models_behind_gateways_of_their_own_may_share_a_path() -> None:
    own = serving.ThroughGateway(route=ModelRouteProps(path="/m"), gateway=InferenceGatewayProps())
    both = (replace(QWEN, routing=own), replace(QWEN, name="other", routing=own))
    assert not list(models(*both).rules())


def test_headers_tell_models_of_one_path_apart() -> None:
    beta = replace(routed(path="/m", headers={"x-beta": "1"}), name="beta")
    assert not list(models(routed(path="/m"), beta).rules())


def test_versions_of_a_model_share_its_first_name_and_their_aliases() -> None:
    old, new = (
        replace(each, served_as=("chat", "chat-latest"), proxy=serving.ProxyEntry(weight=1))
        for each in (QWEN, replace(QWEN, name="next"))
    )
    assert not list(models(old, new).rules())


def test_limits_of_knative_hold_for_its_models_only() -> None:
    limited = knative.KnativeProps(autoscaler=knative.KnativeAutoscaler(max_scale=1, max_scale_limit=1))
    assert not list(models(replace(QWEN, replicas=2), knative=limited).rules())


def test_a_service_of_the_gateway_is_enough() -> None:
    known = replace(INNER, service=ServiceRef.existing(name="inner", namespace="envoys", port=80))
    assert not list(models(QWEN, inference_gateway=InferenceGatewayRef.existing(known)).rules())
