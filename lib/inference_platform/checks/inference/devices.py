"""Rules: a model server uses exactly the GPUs that its container gets."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from inference_platform.checks import kinds
from inference_platform.checks.command_line import CommandLine
from inference_platform.checks.index import Index
from inference_platform.checks.inference.engines import flag_of, vllm_command
from inference_platform.checks.reading import number, quantity, rows, table, text
from inference_platform.checks.rule import Violation, rule
from inference_platform.checks.templates import PodTemplate

__all__ = ["llm_parallelism", "model_parallelism"]

_DEVICE = re.compile(
    r"nvidia\.com/(?:gpu(?:\.shared)?|mig-.+)|amd\.com/gpu|habana\.ai/gaudi|gpu\.intel\.com/(?:i915|xe)"
)
_SIZES = {
    "tensor-parallel-size": "tp",
    "tp": "tp",
    "pipeline-parallel-size": "pp",
    "pp": "pp",
    "data-parallel-size": "dp",
    "dp": "dp",
}
_ELSEWHERE = ("config", "data-parallel-size-local", "headless", "nnodes", "distributed-executor-backend")


def _devices(container: Mapping[str, Any]) -> tuple[str, int] | None:
    """The GPUs of a container and the resources they are; None without any or if they cannot be counted."""
    resources = table(container, "resources")
    amounts = {**table(resources, "requests"), **table(resources, "limits")}
    found = {name: quantity(amount) for name, amount in amounts.items() if _DEVICE.fullmatch(str(name))}
    counts = [amount for amount in found.values() if amount is not None and amount == int(amount)]
    if len(counts) != len(found) or not sum(counts) or resources.get("claims"):
        return None
    return " and ".join(sorted(found)), int(sum(counts))


def _world(command: CommandLine) -> int | None:
    """GPUs that vLLM's flags ask for, or None if other nodes or a file have a say."""
    if any(flag_of(command, name) is not None for name in _ELSEWHERE):
        return None
    sizes: dict[str, int] = {}
    for flag in command.flags:
        kind = _SIZES.get(flag.name.replace("_", "-"))
        if kind is not None:
            if len(flag.values) != 1 or not flag.values[0].isdecimal():
                return None
            sizes[kind] = int(flag.values[0])
    product = 1
    for size in sizes.values():
        product *= size
    return product


@rule("model/parallelism")
def model_parallelism(index: Index) -> Iterator[Violation]:
    """A vLLM server is split over exactly the GPUs of its container."""
    for template in index.templates:
        if _has_workers(template):
            continue
        for container in template.containers:
            devices, command = _devices(container.data), vllm_command(container)
            if devices is None or command is None:
                continue
            world = _world(command)
            if world is not None and world != devices[1]:
                yield Violation(
                    template.manifest,
                    f"{container.field}.args",
                    f"with a product of tensor and pipeline parallel sizes of {devices[1]}, the {devices[0]} it gets",
                    f"a product of {world}",
                    "correct --tensor-parallel-size or the number of GPUs",
                )


def _has_workers(template: PodTemplate) -> bool:
    """Whether a server stretches over several pods."""
    spec = template.manifest.spec
    return any(table(spec, component).get("workerSpec") is not None for component in ("predictor", "transformer")) or (
        template.spec.get("workerSpec") is not None or "LeaderWorkerSet" in template.manifest.kind
    )


@rule("model/llm-parallelism")
def llm_parallelism(index: Index) -> Iterator[Violation]:
    """An LLMInferenceService on one node is split over exactly the GPUs of its container."""
    for service in index.of(kinds.LLM_INFERENCE_SERVICE):
        for field, part in (("spec", service.spec), ("spec.prefill", table(service.spec, "prefill"))):
            parallelism = table(part, "parallelism")
            if not parallelism or part.get("worker") is not None or {"data", "dataLocal"} & set(parallelism):
                continue
            world = (number(parallelism, "tensor") or 1) * (number(parallelism, "pipeline") or 1)
            for container in rows(part, "template", "containers"):
                devices = _devices(container) if text(container, "name") == "main" else None
                if devices is not None and devices[1] != world:
                    yield Violation(
                        service,
                        f"{field}.parallelism",
                        f"of {devices[1]} in all, the {devices[0]} of container main",
                        world,
                        "correct tensor or the number of GPUs",
                    )
