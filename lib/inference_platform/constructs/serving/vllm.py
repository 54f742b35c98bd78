"""Models that vLLM serves, on GPUs or on CPUs."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Annotated, Literal

from inference_platform.constructs.pods import Resources
from inference_platform.constructs.serving.model import ServedModel
from inference_platform.constructs.serving.sources import Adapter, Oci, Source, parse_source, source_problems
from inference_platform.constructs.serving.vllm_options import (
    DType,
    KvCacheDType,
    Quantization,
    ReasoningParser,
    ToolCallParser,
    argument_problems,
)
from inference_platform.errors import Problem
from inference_platform.units import Between, DnsLabel, Memory, OneOf, bytes_of

if TYPE_CHECKING:
    from inference_platform.constructs.serving.engines.vllm import VllmEngine

__all__ = ["Lora", "LoraAdapter", "VllmModel"]

_OWNED_ENV = {
    "DO_NOT_TRACK",
    "HF_HOME",
    "HF_HUB_OFFLINE",
    "HOME",
    "LOGNAME",
    "OMP_NUM_THREADS",
    "USER",
    "VLLM_API_KEY",
    "VLLM_CPU_KVCACHE_SPACE",
    "VLLM_CPU_OMP_THREADS_BIND",
    "VLLM_HTTP_TIMEOUT_KEEP_ALIVE",
    "VLLM_NO_USAGE_STATS",
    "VLLM_WORKER_MULTIPROC_METHOD",
}
_SEED_CONTEXT = 16384


@dataclass(frozen=True, slots=True, kw_only=True)
class LoraAdapter:
    """A LoRA adapter, which clients call by its own name instead of the model's."""

    name: DnsLabel
    """Its name in requests."""

    source: str | Source
    """Where its files come from, like the source of a model, but no image."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Lora:
    """LoRA adapters, loaded when the server starts."""

    adapters: tuple[LoraAdapter, ...]
    """The adapters."""

    max_rank: Annotated[int, OneOf((1, 8, 16, 32, 64, 128, 256, 320, 512))] = 16
    """Highest rank of the adapters; each step takes more memory."""

    max_loras: Annotated[int, Between(1, 1000)] | None = None
    """Adapters that one batch may mix. Default: all of them."""

    def rules(self) -> Iterator[Problem]:
        """There are adapters, with names and sources of their own."""
        if not self.adapters:
            yield Problem(field="adapters", must_be="at least one adapter", got=(), do="add one or remove lora")
        names = [adapter.name for adapter in self.adapters]
        for position, adapter in enumerate(self.adapters):
            field = f"adapters[{position}]"
            if names.index(adapter.name) != position:
                yield Problem(field=f"{field}.name", must_be="given once", got=adapter.name, do="rename one of them")
            yield from source_problems(f"{field}.source", adapter.source)
            if isinstance(adapter.source, Oci) or str(adapter.source).startswith("oci://"):
                yield Problem(
                    field=f"{field}.source",
                    must_be="hf://, s3:// or pvc://",
                    got=adapter.source,
                    do="copy the adapter to one of those; KServe mounts one image for a model",
                )


@dataclass(frozen=True, slots=True, kw_only=True)
class VllmModel(ServedModel):
    """A model that vLLM serves.

    Without `gpus` it runs on CPUs, with the image that vLLM builds for them.
    """

    serving: Literal["InferenceService", "LLMInferenceService"] = "InferenceService"
    """What KServe makes of it. With `LLMInferenceService`, an alpha API, KServe brings pool, endpoint picker and route
    along and decides more by itself; an `LlmModelServer` renders it."""

    tensor_parallel: Annotated[int, Between(1, 64)] | None = None
    """GPUs over which each layer is split. Default: `gpus` divided by `pipeline_parallel`."""

    pipeline_parallel: Annotated[int, Between(1, 64)] = 1
    """Groups of GPUs among which the layers are divided. Times `tensor_parallel` it must be `gpus`."""

    max_model_len: Annotated[int, Between(1, 10_000_000)] | Literal["auto"] | None = None
    """Longest context in tokens, prompt and answer together; above the model's own vLLM does not start. `auto`: what
    fits into the memory, up to the model's own. Default: 16384, or an embedding model's own."""

    gpu_memory_utilization: Annotated[float, Between(0.05, 1.0)] = 0.85
    """Share of the GPU's memory that vLLM takes: weights, activations, and the rest for the KV cache. Not on CPUs."""

    kv_cache_memory: Memory | None = None
    """Memory for the KV cache instead of what `gpu_memory_utilization` leaves. Default on CPUs: 4Gi, which counts in
    the memory limit (vLLM itself would take a share of the node's memory)."""

    dtype: DType = "auto"
    """Number format of weights and activations. Default: the model's own."""

    quantization: Quantization | None = None
    """How the weights are quantized. Default: what the model's configuration says."""

    kv_cache_dtype: KvCacheDType = "auto"
    """Number format of the KV cache. Default: that of the model."""

    tool_call_parser: ToolCallParser | None = None
    """How the model writes tool calls; turns on automatic tool choice. Default: no tool calls. It is a property of the
    model, for example `hermes` for Qwen 2.5 and `llama3_json` for Llama 3."""

    reasoning_parser: ReasoningParser | None = None
    """How the model marks its reasoning. Default: it stays in the answer."""

    chat_template: str | None = None
    """Chat template (Jinja) in place of the model's own, as text."""

    lora: Lora | None = None
    """LoRA adapters."""

    max_num_seqs: Annotated[int, Between(1, 100_000)] | None = None
    """Most requests that are computed together. Default: vLLM's, by the hardware."""

    max_num_batched_tokens: Annotated[int, Between(1, 10_000_000)] | None = None
    """Most tokens that are computed in one step. Default: vLLM's, by the hardware."""

    enable_prefix_caching: bool | None = None
    """Whether the KV cache of a common beginning is used again, which KV-cache aware routing builds on. Default:
    vLLM's, on wherever the model can."""

    enforce_eager: bool = False
    """Whether to go without CUDA graphs: a faster start and less memory, but slower answers."""

    trust_remote_code: bool = False
    """Whether Python code from the model's files may run."""

    seed: Annotated[int, Between(0, 2**31 - 1)] | None = None
    """Seed of the random numbers. Default: vLLM's, 0."""

    @property
    def engine(self) -> VllmEngine:
        """VLLM on GPUs or on CPUs."""
        from inference_platform.constructs.serving.engines.vllm import CPU, GPU

        return GPU if self.gpus else CPU

    @property
    def parallel(self) -> tuple[int, int]:
        """Tensor and pipeline parallelism."""
        return self.tensor_parallel or max(self.gpus // self.pipeline_parallel, 1), self.pipeline_parallel

    @property
    def context(self) -> int | str | None:
        """Longest context, or None for an embedding model's own."""
        if self.max_model_len is None and self.task == "generate":
            return _SEED_CONTEXT
        return self.max_model_len

    @property
    def names(self) -> tuple[str, ...]:
        """Names that the server answers to; the first one is that of its metrics."""
        return tuple(dict.fromkeys((self.name, *self.served_as)))

    @property
    def adapters(self) -> tuple[Adapter, ...]:
        """Its adapters with their sources in the typed form."""
        return tuple(
            Adapter(
                name=adapter.name,
                source=parse_source(adapter.source) if isinstance(adapter.source, str) else adapter.source,
            )
            for adapter in (self.lora.adapters if self.lora else ())
        )

    @property
    def pod_resources(self) -> Resources:
        """CPU and memory of each pod.

        Default with GPUs: 4 CPUs, and 2 more and 16Gi for each GPU, because the weights pass through memory on their
        way to it; without, 8 CPUs and 16Gi.
        """
        if self.resources is not None:
            return self.resources
        if not self.gpus:
            return Resources(cpu="8", memory="16Gi")
        return Resources(cpu=str(4 + 2 * (self.gpus - 1)), memory=f"{16 + 16 * self.gpus}Gi")

    @property
    def shared_memory_size(self) -> str:
        """Size of `/dev/shm`: the GPUs of a pod exchange through it what NCCL does not send directly."""
        return self.shared_memory or ("8Gi" if self.gpus > 1 else "2Gi")

    @property
    def kv_cache_bytes(self) -> int | None:
        """Fixed size of the KV cache in bytes, if it has one."""
        size = self.kv_cache_memory or (None if self.gpus else "4Gi")
        return bytes_of(size) if size else None

    def rules(self) -> Iterator[Problem]:
        """What vLLM or KServe would refuse or ignore."""
        yield from ServedModel.rules(replace(self, shared_memory=self.shared_memory_size))
        yield from self._parallel_problems()
        yield from self._hardware_problems()
        yield from self._task_problems()
        yield from argument_problems(self.extra_args)
        yield from self._name_problems()
        if self.serving == "LLMInferenceService":
            from inference_platform.constructs.serving.llm_rules import preset_problems

            yield from preset_problems(self)
        for name in self.extra_env or {}:
            if name in _OWNED_ENV:
                yield Problem(
                    field=f"extra_env[{name}]",
                    must_be="no variable that a field or the runtime sets",
                    got=name,
                    do="remove it",
                )

    def _parallel_problems(self) -> Iterator[Problem]:
        tensor, pipeline = self.parallel
        if not self.gpus and tensor * pipeline != 1:
            yield Problem(
                field="tensor_parallel",
                must_be="1, like pipeline_parallel, without gpus",
                got=f"{tensor} * {pipeline}",
                do=f"give gpus={tensor * pipeline}, or leave both out",
            )
        elif tensor * pipeline != max(self.gpus, 1):
            yield Problem(
                field="tensor_parallel",
                must_be=f"such that tensor_parallel * pipeline_parallel is gpus ({self.gpus})",
                got=f"{tensor} * {pipeline}",
                do="correct one of the three; GPUs that vLLM does not use are paid for and idle",
            )

    def _hardware_problems(self) -> Iterator[Problem]:
        gpu = self.gpu
        if gpu is not None and gpu.is_slice and self.gpus > 1:
            yield Problem(
                field="gpus",
                must_be="1 with slices of a GPU",
                got=self.gpus,
                do="take a larger slice or whole GPUs; a process cannot use two slices together",
            )
        if gpu is not None and not gpu.is_nvidia and self.image is None:
            yield Problem(
                field="image",
                must_be=f"given for {gpu.resource}",
                got=None,
                do="name an image of vLLM for that hardware; the runtime's is for CUDA",
            )
        cache = self.kv_cache_bytes
        if not self.gpus and cache is not None and cache >= self.memory_bytes():
            yield Problem(
                field="kv_cache_memory",
                must_be="below the memory limit, in which it counts",
                got=self.kv_cache_memory or "4Gi",
                do="lower it or raise resources.memory",
            )

    def _task_problems(self) -> Iterator[Problem]:
        if self.task == "embed":
            for field in ("tool_call_parser", "reasoning_parser", "chat_template"):
                if getattr(self, field) is not None:
                    yield Problem(
                        field=field, must_be="left out for embeddings", got=getattr(self, field), do="remove it"
                    )
        steps, context = self.max_num_batched_tokens, self.context
        if self.max_num_seqs and steps and steps < self.max_num_seqs:
            yield Problem(
                field="max_num_batched_tokens",
                must_be=f"at least max_num_seqs ({self.max_num_seqs})",
                got=steps,
                do="raise it or lower max_num_seqs; every request takes one token in a step",
            )
        if self.task == "embed" and steps and isinstance(context, int) and steps < context:
            yield Problem(
                field="max_num_batched_tokens",
                must_be=f"at least max_model_len ({context}) for embeddings",
                got=steps,
                do="raise it; a prompt is embedded in one step",
            )

    def _name_problems(self) -> Iterator[Problem]:
        for position, adapter in enumerate(self.lora.adapters if self.lora else ()):
            if adapter.name in self.names:
                yield Problem(
                    field=f"lora.adapters[{position}].name",
                    must_be="different from the names of the model",
                    got=adapter.name,
                    do="rename the adapter",
                )
