"""Models that Ollama serves from its registry."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Annotated, Literal

from inference_platform.constructs.pods import Resources
from inference_platform.constructs.serving.model import ServedModel
from inference_platform.errors import Problem
from inference_platform.units import Between, Duration, Matches, Memory, millicores_of

if TYPE_CHECKING:
    from inference_platform.constructs.serving.engines.ollama import OllamaEngine

__all__ = ["OllamaModel"]

_PART = r"[A-Za-z0-9][A-Za-z0-9._-]*"
_SOURCE = rf"ollama://((({_PART}\.{_PART}(:[0-9]+)?)/)?{_PART}/)?{_PART}:{_PART}"
_OllamaSource = Annotated[
    str,
    Matches(
        _SOURCE,
        "a model of Ollama's registry with its tag such as ollama://qwen2.5:0.5b",
        "write ollama://name:tag, with the organisation, and another registry before that, in front if there is one",
    ),
]
_OWNED_ENV = {"DRAIN_SECONDS", "HOME", "LLAMA_ARG_THREADS", "MODEL_NAME", "MODEL_TASK", "READY_FILE"}
_OFFERED_ENV = {
    "OLLAMA_DEBUG",
    "OLLAMA_GPU_OVERHEAD",
    "OLLAMA_GO_TEMPLATE",
    "OLLAMA_IGPU_ENABLE",
    "OLLAMA_LLM_LIBRARY",
    "OLLAMA_MAX_TRANSFER_STREAMS",
    "OLLAMA_SCHED_SPREAD",
    "OLLAMA_VULKAN",
}
"""Variables of Ollama that no field stands for."""
_QUANTIZED = ("q8_0", "q4_0")


@dataclass(frozen=True, slots=True, kw_only=True)
class OllamaModel(ServedModel):
    """A model that Ollama serves.

    An init container fetches it before the server starts, and the pod is ready once the model is in memory. Clients
    call it by `name`. Ollama's own API, with which everybody who reaches the pods can also fetch and delete models, is
    kept away from others by the network policies only.
    """

    source: _OllamaSource
    """The model in Ollama's registry, `ollama://[registry/][organisation/]name:tag`. Not a model of Ollama's cloud: the
    requests would leave the cluster."""

    context_length: Annotated[int, Between(256, 10_000_000)] = 16384
    """Longest context of a request in tokens, prompt and answer together; memory for `num_parallel` times as many is
    taken. A model that was trained for less gets what it was trained for."""

    num_parallel: Annotated[int, Between(1, 256)] = 2
    """Requests that are computed at the same time; the others wait."""

    max_queue: Annotated[int, Between(1, 100_000)] = 512
    """Requests that wait; beyond it a client gets status 503."""

    max_loaded_models: Annotated[int, Between(1, 100)] = 1
    """Models in memory at the same time; a pod serves one."""

    keep_alive: Duration | None = None
    """How long the model stays in memory after a request. Default: for ever. Later requests wait until it is loaded
    again, while the pod counts as ready."""

    flash_attention: bool | None = None
    """Whether attention is computed without its whole matrix in memory. Default: where the hardware can."""

    kv_cache_type: Literal["f16", "q8_0", "q4_0"] = "f16"
    """Number format of the KV cache. The quantized ones need `flash_attention=True`."""

    threads: Annotated[int, Between(1, 512)] | None = None
    """Threads that compute. Default: the whole CPUs of the request. (Ollama itself would take those of the node.)"""

    disk: Memory | None = "20Gi"
    """Room on the node's disk for the files of the model: requested, so that the pod finds a node that has it, and the
    most that they may take. Not with a cache."""

    @property
    def engine(self) -> OllamaEngine:
        """Ollama on GPUs or on CPUs."""
        from inference_platform.constructs.serving.engines.ollama import CPU, GPU

        return GPU if self.gpus else CPU

    @property
    def pod_resources(self) -> Resources:
        """CPU and memory of each pod. Default: 4 CPUs, and 8Gi or, with GPUs, 8Gi and 16Gi for each."""
        return self.resources or Resources(cpu="4", memory=f"{8 + 16 * self.gpus}Gi")

    @property
    def storage_uri(self) -> str:
        """Nothing: KServe knows no such source, and the engine's own init container fetches it."""
        return ""

    @property
    def tag(self) -> str:
        """The model as Ollama names it."""
        return self.source.removeprefix("ollama://")

    @property
    def downloads_from(self) -> tuple[str, ...]:
        """URLs that the pods fetch from. The registry redirects to stores at other addresses."""
        host, *rest = self.tag.split("/")
        return (f"https://{host if len(rest) > 1 else 'registry.ollama.ai'}",)

    @property
    def thread_count(self) -> int:
        """Threads that compute."""
        return self.threads or max(millicores_of(self.pod_resources.cpu) // 1000, 1)

    def rules(self) -> Iterator[Problem]:
        """What Ollama or KServe would refuse or ignore."""
        # the rules of other sources do not hold here; like those of the hub, this one is downloaded
        yield from ServedModel.rules(replace(self, source="hf://ollama/model", disk=None if self.cache else self.disk))
        yield from self._source_problems()
        yield from self._hardware_problems()
        yield from self._option_problems()

    def _source_problems(self) -> Iterator[Problem]:
        tag = self.source.rpartition(":")[2]
        if tag == "latest":
            yield Problem(
                field="source",
                must_be="a tag other than latest",
                got=self.source,
                do="name the size and quantization, for example ollama://qwen2.5:0.5b; latest is what it is today",
            )
        if tag == "cloud" or tag.endswith("-cloud"):
            yield Problem(
                field="source",
                must_be="a model that runs in the pod",
                got=self.source,
                do="choose another tag; Ollama's cloud would get every request",
            )
        if self.cache is not None and self.disk not in (None, "20Gi"):
            yield Problem(field="disk", must_be="left out with a cache", got=self.disk, do="size the claim instead")

    def _hardware_problems(self) -> Iterator[Problem]:
        gpu = self.gpu
        if gpu is not None and not gpu.is_nvidia and self.image is None:
            yield Problem(
                field="image",
                must_be=f"given for {gpu.resource}",
                got=None,
                do="name the image of the same release for that hardware, such as one with -rocm; the runtime's is "
                "for CUDA",
            )
        limit = self.pod_resources.cpu_limit
        if limit and self.threads and self.threads * 1000 > millicores_of(limit):
            yield Problem(
                field="threads",
                must_be=f"at most the CPU limit ({limit})",
                got=self.threads,
                do="lower it or raise the limit; threads that are throttled hold up all the others",
            )
        if self.shared_memory is not None:
            yield Problem(
                field="shared_memory", must_be="left out", got=self.shared_memory, do="remove it; Ollama uses none"
            )

    def _option_problems(self) -> Iterator[Problem]:
        if self.kv_cache_type in _QUANTIZED and not self.flash_attention:
            yield Problem(
                field="flash_attention",
                must_be=f"true with kv_cache_type {self.kv_cache_type}",
                got=self.flash_attention,
                do="set it or take f16; a quantized cache works only in flash attention",
            )
        if self.extra_args:
            yield Problem(
                field="extra_args",
                must_be="left out",
                got=self.extra_args,
                do="use the fields or extra_env; Ollama's server takes no arguments",
            )
        for name in self.extra_env or {}:
            if name in _OWNED_ENV or (name.startswith("OLLAMA_") and name not in _OFFERED_ENV):
                yield Problem(
                    field=f"extra_env[{name}]",
                    must_be="no variable that a field or the runtime sets",
                    got=name,
                    do="use the field that stands for it",
                )
