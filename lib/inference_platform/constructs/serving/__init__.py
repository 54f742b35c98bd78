"""Servers of models: KServe's InferenceService on a runtime, for vLLM and other engines."""

from inference_platform.constructs.model_entry import ProxyEntry
from inference_platform.constructs.model_route.timeouts import Timeouts
from inference_platform.constructs.model_routing import Direct, KvCacheAware, Objective, ThroughGateway
from inference_platform.constructs.serving.download import Download
from inference_platform.constructs.serving.gpu import GpuType
from inference_platform.constructs.serving.llama_cpp import LlamaCppModel
from inference_platform.constructs.serving.llm_inference_service import LlmModelServer
from inference_platform.constructs.serving.model import Monitoring, Replicas, Rollout, ServedModel
from inference_platform.constructs.serving.ollama import OllamaModel
from inference_platform.constructs.serving.priority import Priority, PriorityClasses, PriorityClassesProps
from inference_platform.constructs.serving.props import ServingProps
from inference_platform.constructs.serving.runtime import ServingRuntime
from inference_platform.constructs.serving.scaling import Hpa, Keda, KnativeScaling
from inference_platform.constructs.serving.server import ModelServer
from inference_platform.constructs.serving.sources import S3, HuggingFace, Oci, PvcSource, S3Credentials
from inference_platform.constructs.serving.storage import ModelCache, ModelCacheProps, ModelCacheRef
from inference_platform.constructs.serving.vllm import Lora, LoraAdapter, VllmModel

__all__ = [
    "S3",
    "Direct",
    "Download",
    "GpuType",
    "Hpa",
    "HuggingFace",
    "Keda",
    "KnativeScaling",
    "KvCacheAware",
    "LlamaCppModel",
    "LlmModelServer",
    "Lora",
    "LoraAdapter",
    "ModelCache",
    "ModelCacheProps",
    "ModelCacheRef",
    "ModelServer",
    "Monitoring",
    "Objective",
    "Oci",
    "OllamaModel",
    "Priority",
    "PriorityClasses",
    "PriorityClassesProps",
    "ProxyEntry",
    "PvcSource",
    "Replicas",
    "Rollout",
    "S3Credentials",
    "ServedModel",
    "ServingProps",
    "ServingRuntime",
    "ThroughGateway",
    "Timeouts",
    "VllmModel",
]
