"""A platform with many models, of every engine, scaling and mode in turn."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import cycle, islice

import inference_platform  # isort: skip - chooses the Node runtime, which cdk8s starts
import cdk8s

from environments import ENVIRONMENTS
from inference_platform import InferencePlatform
from inference_platform.constructs import knative, serving

assert inference_platform

_HUB = "hf://Qwen/Qwen2.5-7B-Instruct"
_GGUF = "hf://Qwen/Qwen2.5-7B-Instruct-GGUF"
_RANGE, _FROM_ZERO = serving.Replicas(1, 3), serving.Replicas(0, 3)
_ADAPTER = serving.LoraAdapter(name="own", source="hf://acme/own")
_KINDS: tuple[serving.ServedModel, ...] = (
    serving.VllmModel(name="gpu", source=_HUB, gpus=1),
    serving.VllmModel(name="range", source=_HUB, gpus=2, replicas=_RANGE),
    serving.VllmModel(name="embed", source="hf://BAAI/bge-m3", task="embed", gpus=1, replicas=2),
    serving.VllmModel(name="claim", source="pvc://models/qwen", gpus=1, routing=serving.ThroughGateway()),
    serving.VllmModel(
        name="zero",
        source=_HUB,
        gpus=1,
        replicas=_FROM_ZERO,
        autoscaling=serving.KnativeScaling(),
        timeouts=serving.Timeouts(answer="10m"),
    ),
    serving.LlamaCppModel(name="cpu", source=_GGUF, file="*q4_k_m*.gguf", replicas=2),
    serving.LlamaCppModel(name="cpus", source=_GGUF, file="*q4_k_m*.gguf", replicas=_RANGE),
    serving.OllamaModel(name="small", source="ollama://qwen2.5:0.5b"),
)


def models(number: int) -> Iterator[serving.ServedModel]:
    """Models of all kinds in turn, each with a name of its own."""
    for index, model in enumerate(islice(cycle(_KINDS), number)):
        named = replace(model, name=f"{model.name}-{index}")
        if isinstance(named, serving.VllmModel) and model.name == "range":
            named = replace(named, lora=serving.Lora(adapters=(replace(_ADAPTER, name=f"adapter-{index}"),)))
        yield named


def files(number: int) -> dict[str, str]:
    """The checked output of a platform with so many models."""
    staging = next(each for each in ENVIRONMENTS if each.name == "staging")
    environment = replace(staging, models=tuple(models(number)), knative=knative.KnativeProps())
    return InferencePlatform(cdk8s.App(outdir="unused"), environment=environment).files()
