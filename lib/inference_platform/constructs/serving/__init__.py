"""Servers of models: KServe's InferenceService on a runtime, for vLLM and other engines."""

from inference_platform.constructs.serving.download import Download
from inference_platform.constructs.serving.gpu import GpuType
from inference_platform.constructs.serving.model import Monitoring, Replicas, Rollout, ServedModel
from inference_platform.constructs.serving.props import ServingProps
from inference_platform.constructs.serving.runtime import ServingRuntime
from inference_platform.constructs.serving.scaling import Hpa, Keda, KnativeScaling
from inference_platform.constructs.serving.server import ModelServer
from inference_platform.constructs.serving.sources import S3, HuggingFace, Oci, PvcSource, S3Credentials
from inference_platform.constructs.serving.vllm import Lora, LoraAdapter, VllmModel

__all__ = [
    "S3",
    "Download",
    "GpuType",
    "Hpa",
    "HuggingFace",
    "Keda",
    "KnativeScaling",
    "Lora",
    "LoraAdapter",
    "ModelServer",
    "Monitoring",
    "Oci",
    "PvcSource",
    "Replicas",
    "Rollout",
    "S3Credentials",
    "ServedModel",
    "ServingProps",
    "ServingRuntime",
    "VllmModel",
]
