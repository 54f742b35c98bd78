"""Models of many kinds that our types take, each with a name of its own, so that one platform can have them all."""

from __future__ import annotations

from dataclasses import replace

from inference_platform import PriorityClassRef, Resources, SecretKeyRef, Toleration
from inference_platform.constructs.inference_gateway import InferenceGatewayProps
from inference_platform.constructs.pods import Placement
from inference_platform.constructs.serving import (
    S3,
    Direct,
    GpuType,
    Hpa,
    HuggingFace,
    Keda,
    KnativeScaling,
    LlamaCppModel,
    Lora,
    LoraAdapter,
    ModelCacheProps,
    ModelCacheRef,
    Oci,
    OllamaModel,
    PvcSource,
    Replicas,
    Rollout,
    S3Credentials,
    ServedModel,
    Timeouts,
    VllmModel,
)

__all__ = ["IN_KNATIVE", "IN_STANDARD", "LLM_GATEWAY", "NAMESPACE", "as_llm_inference_services"]

NAMESPACE = "llm-platform"

_HUB = "hf://Qwen/Qwen2.5-7B-Instruct"
_GGUF = "hf://Qwen/Qwen2.5-1.5B-Instruct-GGUF"
_RANGE = Replicas(1, 3)
_FROM_ZERO = Replicas(0, 3)
_ANSWER = Timeouts(answer="10m")
_SHARED = ModelCacheRef.existing(name="models", namespace=NAMESPACE, access_mode="ReadWriteMany")
_PLACED = Placement(
    node_selector={"pool": "gpu"},
    tolerations=(Toleration(key="dedicated", operator="Equal", value="models", effect="NoSchedule"),),
    priority_class=PriorityClassRef.existing("llm-production"),
)


def _secret(name: str, key: str) -> SecretKeyRef:
    return SecretKeyRef.existing(name=name, namespace=NAMESPACE, key=key)


_KEYS = S3Credentials(
    access_key_id=_secret("s3-account", "AWS_ACCESS_KEY_ID"),
    secret_access_key=_secret("s3-account", "AWS_SECRET_ACCESS_KEY"),
)
_LORA = Lora(
    adapters=(LoraAdapter(name="sql", source="hf://acme/sql"), LoraAdapter(name="law", source="hf://acme/law"))
)


def _vllm(name: str, **fields: object) -> VllmModel:
    return replace(VllmModel(name=name, source=_HUB, gpus=1), **fields)  # type: ignore[arg-type]


def _llama(name: str, **fields: object) -> LlamaCppModel:
    return replace(LlamaCppModel(name=name, source=_GGUF, file="*q4_k_m.gguf"), **fields)  # type: ignore[arg-type]


def _ollama(name: str, **fields: object) -> OllamaModel:
    return replace(OllamaModel(name=name, source="ollama://qwen2.5:0.5b"), **fields)  # type: ignore[arg-type]


IN_STANDARD: tuple[ServedModel, ...] = (
    _vllm("gpu"),
    _vllm("gpus", gpus=4, gpu_type=GpuType.nvidia("NVIDIA-H100-80GB-HBM3"), max_model_len=32768),
    _vllm("embeddings", source="hf://BAAI/bge-m3", task="embed", replicas=2),
    _vllm("lora", lora=_LORA),
    _vllm("template", chat_template="{{ messages }}", extra_env={"VLLM_LOGGING_LEVEL": "DEBUG"}),
    _vllm("keda", replicas=_RANGE, autoscaling=Keda(threshold=2, scale_up_window=30, scale_down_window=600)),
    _vllm("keda-zero", replicas=_RANGE, autoscaling=Keda(query='sum(vllm:num_requests_waiting{model="a"})')),
    _vllm("keda-default", replicas=_RANGE),
    _llama("hpa-cpu", replicas=_RANGE, autoscaling=Hpa(target=70)),
    _vllm("hpa-memory", replicas=_RANGE, autoscaling=Hpa(metric="memory", target=80)),
    _vllm("fixed", replicas=3, rollout=Rollout(max_surge=1, max_unavailable=0), termination_grace=300),
    _vllm("placed", placement=_PLACED, image_pull_secrets=(_secret("registry", ".dockerconfigjson").secret,)),
    _vllm("image", image="registry.example.com/vllm:v0.24.0-patched", shared_memory="1Gi", disk="100Gi"),
    _vllm("labels", labels={"team": "search"}, annotations={"example.com/a": "b"}),
    _vllm("direct", routing=Direct(), replicas=2, load_timeout=86400, extra_args=("--async-scheduling",)),
    _vllm("cache", cache=ModelCacheProps(size="50Gi")),
    _vllm("shared-cache", cache=_SHARED, replicas=2),
    _vllm("gated", source=HuggingFace(repo="meta-llama/Llama-3.3-70B-Instruct", token=_secret("hub", "HF_TOKEN"))),
    _vllm("revision", source="hf://Qwen/Qwen2.5-7B-Instruct:a09a354"),
    _vllm("claim", source="pvc://models/qwen"),
    _vllm("claim-ref", source=PvcSource(claim=_SHARED, path="qwen"), replicas=2),
    _vllm("s3", source=S3(bucket="models", path="qwen", credentials=_KEYS, region="eu-central-1")),
    _vllm("s3-role", source=S3(bucket="models", path="qwen", role_arn="arn:aws:iam::123456789012:role/models")),
    _vllm("s3-minio", source=S3(bucket="models", path="qwen", endpoint="https://minio.example.com", anonymous=True)),
    _vllm("oci", source=Oci(image="registry.example.com/models/qwen:1")),
    _llama("llama"),
    _llama("llama-gpu", gpus=1, gpu_layers="all"),
    _llama("llama-embeddings", task="embed", pooling="mean"),
    _llama("llama-range", replicas=_RANGE, resources=Resources(cpu="8", memory="16Gi")),
    _llama("llama-cache", cache=_SHARED, replicas=2),
    _llama("llama-template", chat_template="{{ messages }}", parallel=4),
    _ollama("ollama"),
    _ollama("ollama-gpu", gpus=1, flash_attention=True, kv_cache_type="q8_0"),
    _ollama("ollama-cache", cache=ModelCacheProps(size="20Gi")),
    _ollama("ollama-range", replicas=Replicas(1, 2), autoscaling=Hpa(metric="memory")),
    _ollama("ollama-embeddings", source="ollama://nomic-embed-text:v1.5", task="embed"),
    _vllm("a" * 40),
)
"""Models in Standard mode."""


def _knative(model: ServedModel, **fields: object) -> ServedModel:
    chosen: dict[str, object] = {"replicas": _FROM_ZERO, "autoscaling": KnativeScaling(), "timeouts": _ANSWER}
    return replace(model, name=f"kn-{model.name}", **(chosen | fields))  # type: ignore[arg-type]


IN_KNATIVE: tuple[ServedModel, ...] = (
    _knative(_vllm("gpu")),
    _knative(_vllm("gpus", gpus=2, gpu_type=GpuType.nvidia("NVIDIA-L4"))),
    _knative(_vllm("always"), replicas=_RANGE),
    _knative(_vllm("constant"), replicas=Replicas(2, 2)),
    _knative(_vllm("rps"), autoscaling=KnativeScaling(metric="rps", target=5)),
    _knative(
        _vllm("everything"),
        autoscaling=KnativeScaling(
            target=8,
            target_utilization=90,
            container_concurrency=16,
            window=120,
            scale_down_delay=600,
            zero_retention=300,
            initial_scale=1,
            activation_scale=2,
            panic_window=20,
            panic_threshold=300,
            target_burst_capacity=-1,
        ),
    ),
    _knative(_vllm("lora", lora=_LORA)),
    _knative(_vllm("template", chat_template="{{ messages }}")),
    _knative(_vllm("placed", placement=_PLACED, image_pull_secrets=(_secret("registry", ".dockerconfigjson").secret,))),
    _knative(_vllm("shared-cache", cache=_SHARED)),
    _knative(_vllm("claim", source=PvcSource(claim=_SHARED, path="qwen"))),
    _knative(_vllm("gated", source=HuggingFace(repo="a/b", token=_secret("hub", "HF_TOKEN")))),
    _knative(_vllm("s3", source=S3(bucket="models", path="qwen", credentials=_KEYS))),
    _knative(_vllm("long"), timeouts=Timeouts(answer="1h")),
    _knative(_vllm("embeddings", source="hf://BAAI/bge-m3", task="embed")),
    _knative(_llama("llama")),
    _knative(_llama("llama-gpu", gpus=1)),
    _knative(_ollama("ollama")),
    _knative(_vllm("a" * 37)),
)
"""Models in Knative mode."""


def as_llm_inference_services() -> tuple[VllmModel, ...]:
    """Models that KServe's LLMInferenceService can serve."""
    names = ("gpu", "gpus", "placed", "lora", "gated", "revision", "claim", "s3", "labels")
    found = [model for model in IN_STANDARD if isinstance(model, VllmModel) and model.name in names]
    return tuple(replace(model, name=f"llm-{model.name}", serving="LLMInferenceService") for model in found)


LLM_GATEWAY = InferenceGatewayProps(wiring="EnvoyAIGateway")
"""A Gateway that LLMInferenceServices can be behind."""
