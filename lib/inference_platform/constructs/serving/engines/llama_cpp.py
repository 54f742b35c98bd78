"""llama.cpp: the runtime that all its models share, and the arguments of each model.

The options are those of release b11312, https://github.com/ggml-org/llama.cpp/blob/b11312/common/arg.cpp.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar, Literal

from inference_platform.constructs.pods import empty_dir, env_value, mount
from inference_platform.constructs.serving.bindings import as_kserve
from inference_platform.constructs.serving.engines.base import CONFIG_PATH, MODEL_CONTAINER, PORT, EngineOverrides
from inference_platform.constructs.serving.llama_cpp import LlamaCppModel
from inference_platform.constructs.serving.model import ServedModel
from inference_platform.constructs.serving.start_scripts import bash
from inference_platform.versions import LLAMA_CPP_CUDA_IMAGE, LLAMA_CPP_IMAGE
from inference_platform_crds import k8s, kserve

__all__ = ["CPU", "GPU", "LlamaCppEngine"]

_TEMPLATE = "chat-template.jinja"


@dataclass(frozen=True, slots=True)
class LlamaCppEngine:
    """llama.cpp on one kind of hardware, each of which has an image of its own."""

    device: Literal["gpu", "cpu"]

    model_format: ClassVar[str] = "GGUF"
    metrics: ClassVar[Literal["vllm", "none"]] = "none"
    metrics_path: ClassVar[str | None] = "/metrics"
    api_path: ClassVar[str] = "/v1"
    # the image has no user of its own; its files are everybody's to read
    user: ClassVar[int] = 10001

    @property
    def name(self) -> str:
        """Part of the runtime's name."""
        return "llama-cpp-cuda" if self.device == "gpu" else "llama-cpp"

    @property
    def image(self) -> str:
        """Image of the server."""
        return LLAMA_CPP_CUDA_IMAGE if self.device == "gpu" else LLAMA_CPP_IMAGE

    def runtime_spec(self) -> kserve.ServingRuntimeSpec:
        """What all models share."""
        return kserve.ServingRuntimeSpec(
            supported_model_formats=[
                kserve.ServingRuntimeSpecSupportedModelFormats(name=self.model_format, version="1", auto_select=False)
            ],
            containers=[as_kserve(self._container())],
            volumes=as_kserve([empty_dir("tmp", "5Gi")]),
        )

    def _container(self) -> k8s.Container:
        return k8s.Container(
            name=MODEL_CONTAINER,
            image=self.image,
            command=list(bash("start-llama-cpp")),
            # no slots: they show the prompts of everybody; no user interface
            args=["--host", "0.0.0.0", "--port", str(PORT), "--metrics", "--no-slots", "--no-ui"],
            # caches of compiled kernels lie below the home
            env=[env_value("HOME", "/tmp")],
            ports=[k8s.ContainerPort(name="http1", container_port=PORT, protocol="TCP")],
            # answers with 503 while the model is read
            startup_probe=_probe(period=10, timeout=5, failures=180),
            readiness_probe=_probe(period=10, timeout=5, failures=3),
            liveness_probe=_probe(period=20, timeout=10, failures=6),
            termination_message_policy="FallbackToLogsOnError",
            security_context=k8s.SecurityContext(
                allow_privilege_escalation=False,
                # NVIDIA's container hook writes the links to the driver's libraries into the root file system
                read_only_root_filesystem=self.device == "cpu",
                run_as_non_root=True,
                capabilities=k8s.Capabilities(drop=["ALL"]),
            ),
            volume_mounts=[mount("tmp", "/tmp")],
        )

    def overrides(self, model: ServedModel) -> EngineOverrides:
        """The arguments and variables of one model.

        Raises:
            TypeError: It is no model of llama.cpp.
        """
        if not isinstance(model, LlamaCppModel):
            raise TypeError(f"llama.cpp serves a LlamaCppModel, not a {type(model).__name__}")
        return EngineOverrides(
            args=(*_arguments(model), *model.extra_args),
            env=tuple(_environment(model)),
            config_files={_TEMPLATE: model.chat_template} if model.chat_template else {},
        )


CPU = LlamaCppEngine("cpu")
"""llama.cpp for CPUs."""

GPU = LlamaCppEngine("gpu")
"""llama.cpp for CUDA."""


def _probe(*, period: int, timeout: int, failures: int) -> k8s.Probe:
    return k8s.Probe(
        http_get=k8s.HTTPGetAction(path="/health", port=PORT),
        period_seconds=period,
        timeout_seconds=timeout,
        failure_threshold=failures,
    )


def _environment(model: LlamaCppModel) -> Iterator[k8s.EnvVar]:
    if model.file:
        yield env_value("MODEL_FILE", model.file)
    yield env_value("DRAIN_SECONDS", str(model.drain_seconds))
    for name, value in (model.extra_env or {}).items():
        yield env_value(name, value)


def _arguments(model: LlamaCppModel) -> Iterator[str]:
    values = {
        "alias": ",".join(dict.fromkeys((model.name, *model.served_as))),
        # the server divides it among its slots
        "ctx-size": model.context_length * model.parallel,
        "parallel": model.parallel,
        "threads": model.thread_count,
        "gpu-layers": (model.gpu_layers if model.gpu_layers is not None else "all") if model.gpus else None,
        "flash-attn": model.flash_attention,
        "cache-type-k": model.kv_cache_type,
        "cache-type-v": model.kv_cache_type,
        "load-mode": model.load_mode,
        "chat-template-file": f"{CONFIG_PATH}/{_TEMPLATE}" if model.chat_template else None,
    }
    if model.task == "embed":
        # an input is embedded in one step, and a longer one than the step is refused
        values |= {"batch-size": model.context_length, "ubatch-size": model.context_length, "pooling": model.pooling}
        yield "--embeddings"
    else:
        yield "--jinja" if model.jinja else "--no-jinja"
    for name, value in values.items():
        if value is not None:
            yield from (f"--{name}", str(value))
