"""Models that llama.cpp serves from GGUF files, on CPUs or on GPUs."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Annotated, Literal

from inference_platform.constructs.pods import Resources
from inference_platform.constructs.serving.llama_cpp_options import argument_problems, environment_problems
from inference_platform.constructs.serving.model import ServedModel
from inference_platform.constructs.serving.sources import S3, HuggingFace, Source, parse_source
from inference_platform.errors import Problem
from inference_platform.units import Between, Matches, millicores_of

if TYPE_CHECKING:
    from inference_platform.constructs.serving.engines.llama_cpp import LlamaCppEngine

__all__ = ["LlamaCppModel"]

_GgufPattern = Annotated[
    str,
    Matches(
        r"(?!/)(?!.*(^|/)\.\.?(/|$))[^,\"'\\\s{}$]+\.[gG][gG][uU][fF]",
        "a pattern for a GGUF file such as *Q4_K_M*.gguf",
        "write the path below the source's folder; * stands for any text, also with '/'",
    ),
]
_Template = Annotated[str, Matches(r"(?s).*\S.*", "a text that is not empty", "give the template or leave it out")]
_QUANTIZED = ("q8_0", "q5_1", "q5_0", "q4_1", "q4_0", "iq4_nl")


@dataclass(frozen=True, slots=True, kw_only=True)
class LlamaCppModel(ServedModel):
    """A model that llama.cpp's server serves from one GGUF file, or one that is split into parts.

    Without `gpus` it runs on CPUs. The options are those of llama.cpp's release in `versions.py`,
    https://github.com/ggml-org/llama.cpp/blob/master/tools/server/README.md.
    """

    file: _GgufPattern | None = None
    """Pattern for the model's file where the source has several, such as `*Q4_K_M*.gguf`; of a model in parts it
    matches all of them. Of a source that is downloaded only these files are fetched. Default: the only one there is."""

    context_length: Annotated[int, Between(256, 10_000_000)] = 16384
    """Longest context of a request in tokens, prompt and answer together; memory for `parallel` times as many is taken
    at the start. A model that was trained for less gets what it was trained for."""

    parallel: Annotated[int, Between(1, 256)] = 2
    """Requests that are computed at the same time; the others wait."""

    threads: Annotated[int, Between(1, 512)] | None = None
    """Threads that compute. Default: the whole CPUs of the request. (llama.cpp itself would take those of the node.)"""

    gpu_layers: Annotated[int, Between(0, 1000)] | Literal["all", "auto"] | None = None
    """Layers in the GPU's memory. `auto`: as many as fit, which can be slow without a word. Default with GPUs: all, and
    the server does not start if they do not fit."""

    flash_attention: Literal["auto", "on", "off"] = "auto"
    """Whether attention is computed without its whole matrix in memory. Default: where the hardware can."""

    kv_cache_type: Literal["f32", "f16", "bf16", "q8_0", "q5_1", "q5_0", "q4_1", "q4_0", "iq4_nl"] = "f16"
    """Number format of the KV cache. The quantized ones need flash attention."""

    load_mode: Literal["auto", "mmap", "none", "dio"] = "auto"
    """How the file is read: mapped into memory (`mmap`), copied (`none`), or copied past the page cache (`dio`).
    Locking it in memory is not offered, because pods without privileges may not."""

    jinja: bool = True
    """Whether the model's own chat template is used as it is, which tool calls need. Off: the built-in template that
    looks most like it."""

    chat_template: _Template | None = None
    """Chat template (Jinja) in place of the model's own, as text."""

    pooling: Literal["mean", "cls", "last"] | None = None
    """How the embeddings of the tokens become one. Default: what the model's file says."""

    @property
    def engine(self) -> LlamaCppEngine:
        """llama.cpp for CUDA or for CPUs."""
        from inference_platform.constructs.serving.engines.llama_cpp import CPU, GPU

        return GPU if self.gpus else CPU

    @property
    def files(self) -> Source:
        """The typed form of the source, with `file` as what is fetched of it."""
        source = parse_source(self.source) if isinstance(self.source, str) else self.source
        if isinstance(source, HuggingFace | S3) and self.file and not source.files:
            return replace(source, files=(self.file,))
        return source

    @property
    def pod_resources(self) -> Resources:
        """CPU and memory of each pod. Default: 4 CPUs, and 8Gi or, with GPUs, 8Gi and 16Gi for each."""
        return self.resources or Resources(cpu="4", memory=f"{8 + 16 * self.gpus}Gi")

    @property
    def thread_count(self) -> int:
        """Threads that compute."""
        return self.threads or max(millicores_of(self.pod_resources.cpu) // 1000, 1)

    def rules(self) -> Iterator[Problem]:
        """What llama.cpp or KServe would refuse or ignore."""
        yield from ServedModel.rules(self)
        yield from self._file_problems()
        yield from self._hardware_problems()
        yield from self._option_problems()
        yield from argument_problems(self.extra_args)
        yield from environment_problems(self.extra_env or {})

    def _file_problems(self) -> Iterator[Problem]:
        try:
            files = self.files
        except ValueError:
            return
        if isinstance(files, HuggingFace) and not files.files:
            yield Problem(
                field="file",
                must_be="given with a repository of the Hugging Face hub",
                got=None,
                do="name one quantization, for example *Q4_K_M*.gguf; such repositories hold many, and all of them "
                "would be fetched",
            )

    def _hardware_problems(self) -> Iterator[Problem]:
        gpu = self.gpu
        if gpu is None and self.gpu_layers is not None:
            yield Problem(
                field="gpu_layers", must_be="left out without gpus", got=self.gpu_layers, do="give gpus or remove it"
            )
        if gpu is not None and not gpu.is_nvidia and self.image is None:
            yield Problem(
                field="image",
                must_be=f"given for {gpu.resource}",
                got=None,
                do="name an image of llama.cpp for that hardware, such as server-rocm or server-vulkan of the same "
                "release; the runtime's is for CUDA",
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
                field="shared_memory", must_be="left out", got=self.shared_memory, do="remove it; llama.cpp uses none"
            )

    def _option_problems(self) -> Iterator[Problem]:
        if self.kv_cache_type in _QUANTIZED and self.flash_attention == "off":
            yield Problem(
                field="flash_attention",
                must_be=f"on or auto with kv_cache_type {self.kv_cache_type}",
                got="off",
                do="turn it on or take f16; llama.cpp computes with a quantized cache only in flash attention",
            )
        if self.chat_template is not None and (self.task == "embed" or not self.jinja):
            yield Problem(
                field="chat_template",
                must_be="left out for embeddings" if self.task == "embed" else "left out without jinja",
                got=self.chat_template,
                do="remove it" if self.task == "embed" else "leave jinja on or remove the template",
            )
        if self.pooling is not None and self.task != "embed":
            yield Problem(
                field="pooling", must_be="left out for text", got=self.pooling, do="remove it or set task to embed"
            )
