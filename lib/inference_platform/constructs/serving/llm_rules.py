"""What a model cannot have as an LLMInferenceService: its presets or its controller decide it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from inference_platform.constructs.serving.sources import S3, HuggingFace
from inference_platform.constructs.serving.vllm import VllmModel
from inference_platform.errors import Problem
from inference_platform.model_refs import InferenceGatewayRef

__all__ = ["gateway_problems", "preset_problems"]

# the preset's shell script hands the arguments to eval
_SAFE = re.compile(r"[A-Za-z0-9_./:=,@%+-]*")
_LEFT_OUT = {
    "autoscaling": "its autoscaler is another one (WVA) and needs a controller of its own; give a fixed number",
    "cache": "its controller decides where the files lie",
    "disk": "its controller decides where the files lie",
    "rollout": "its controller makes the Deployment with Kubernetes' defaults",
}


def preset_problems(model: VllmModel) -> Iterator[Problem]:
    """What the controller of LLMInferenceServices would ignore, overwrite or break."""
    for field, reason in _LEFT_OUT.items():
        if getattr(model, field) is not None:
            yield _problem(field, "left out", type(getattr(model, field)).__name__, f"remove it; {reason}")
    if not isinstance(model.replicas, int):
        yield _problem("replicas", "a fixed number", model.replicas, f"give one number; {_LEFT_OUT['autoscaling']}")
    if not model.gpus:
        yield _problem("gpus", "at least 1", 0, "give GPUs; the preset's image is for CUDA")
    if model.pipeline_parallel > 1:
        yield _problem(
            "pipeline_parallel",
            "1",
            model.pipeline_parallel,
            "use tensor_parallel; it takes pipelines for a model on several nodes",
        )
    if model.task == "embed":
        yield _problem("task", "generate", "embed", "serve it as an InferenceService; its routes are for text")
    yield from _argument_problems(model)
    yield from _adapter_problems(model)


def _argument_problems(model: VllmModel) -> Iterator[Problem]:
    for position, argument in enumerate(model.extra_args):
        if not _SAFE.fullmatch(argument):
            yield _problem(
                f"extra_args[{position}]",
                "letters, digits and _./:=,@%+-",
                argument,
                "serve it as an InferenceService; the preset's shell would read the other characters",
            )


def _adapter_problems(model: VllmModel) -> Iterator[Problem]:
    for position, adapter in enumerate(model.adapters):
        source = adapter.source
        own = (isinstance(source, HuggingFace) and source.token) or (isinstance(source, S3) and source != model.files)
        if own:
            yield _problem(
                f"lora.adapters[{position}].source",
                "fetched with what the model is fetched with",
                source.uri,
                "serve it as an InferenceService; one container fetches all of them",
            )


def gateway_problems(gateway: InferenceGatewayRef) -> Iterator[Problem]:
    """The controller's HTTPRoute names an InferencePool as its backend."""
    if gateway.wiring != "EnvoyAIGateway":
        yield _problem(
            "gateway.wiring",
            "EnvoyAIGateway",
            gateway.wiring,
            "use a Gateway that knows InferencePools as backends, or serve the model as an InferenceService",
        )


def _problem(field: str, allowed: str, got: object, do: str) -> Problem:
    return Problem(field=field, must_be=f"{allowed} for an LLMInferenceService", got=got, do=do)
