"""vLLM: the runtime that all its models share, and the arguments of each model.

The options are those of vLLM 0.24.0, https://github.com/vllm-project/vllm/tree/v0.24.0/vllm/engine/arg_utils.py.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar, Literal

from inference_platform.constructs.pods import empty_dir, env_value, mount
from inference_platform.constructs.serving.bindings import as_kserve
from inference_platform.constructs.serving.download import ADAPTERS_PATH
from inference_platform.constructs.serving.engines.base import (
    CONFIG_PATH,
    MODEL_CONTAINER,
    MODEL_PATH,
    PORT,
    EngineOverrides,
)
from inference_platform.constructs.serving.model import ServedModel
from inference_platform.constructs.serving.vllm import VllmModel
from inference_platform.units import millicores_of
from inference_platform.versions import VLLM_CPU_IMAGE, VLLM_IMAGE
from inference_platform_crds import k8s, kserve

__all__ = ["CPU", "GPU", "VllmEngine", "engine_arguments", "model_environment"]

_HOME = "/home/server"
_TEMPLATE = "chat-template.jinja"
_PROBE_PERIOD = 10


@dataclass(frozen=True, slots=True)
class VllmEngine:
    """vLLM on one kind of hardware, each of which has an image of its own."""

    device: Literal["gpu", "cpu"]

    model_format: ClassVar[str] = "vLLM"
    metrics: ClassVar[Literal["vllm", "none"]] = "vllm"
    metrics_path: ClassVar[str | None] = "/metrics"
    api_path: ClassVar[str] = "/v1"
    # the image's own user for pods that may not be root; the one for CPUs runs as any user
    user: ClassVar[int] = 2000

    @property
    def name(self) -> str:
        """Part of the runtime's name."""
        return "vllm" if self.device == "gpu" else "vllm-cpu"

    @property
    def image(self) -> str:
        """Image of the server."""
        return VLLM_IMAGE if self.device == "gpu" else VLLM_CPU_IMAGE

    def runtime_spec(self) -> kserve.ServingRuntimeSpec:
        """What all models share."""
        return kserve.ServingRuntimeSpec(
            supported_model_formats=[
                kserve.ServingRuntimeSpecSupportedModelFormats(name=self.model_format, version="1", auto_select=False)
            ],
            containers=[as_kserve(self._container())],
            volumes=as_kserve([empty_dir("home", "20Gi"), empty_dir("tmp", "10Gi")]),
        )

    def _container(self) -> k8s.Container:
        return k8s.Container(
            name=MODEL_CONTAINER,
            image=self.image,
            command=["vllm", "serve"],
            args=[
                MODEL_PATH,
                f"--port={PORT}",
                # probes and scrapes; the requests of clients stay in the log
                "--disable-access-log-for-endpoints=/health,/metrics",
            ],
            env=list(self._environment()),
            ports=[k8s.ContainerPort(name="http1", container_port=PORT, protocol="TCP")],
            # the server listens when the model is loaded, and not before
            startup_probe=_probe(period=_PROBE_PERIOD, timeout=5, failures=180),
            readiness_probe=_probe(period=_PROBE_PERIOD, timeout=5, failures=3),
            # answers while the engine's process lives; it can be slow to do so under load
            liveness_probe=_probe(period=20, timeout=10, failures=6),
            # vLLM writes why it does not start to the log only
            termination_message_policy="FallbackToLogsOnError",
            security_context=k8s.SecurityContext(
                allow_privilege_escalation=False,
                # NVIDIA's container hook writes the links to the driver's libraries into the root file system
                read_only_root_filesystem=self.device == "cpu",
                run_as_non_root=True,
                capabilities=k8s.Capabilities(drop=["ALL"]),
            ),
            volume_mounts=[mount("home", _HOME), mount("tmp", "/tmp")],
        )

    def _environment(self) -> Iterator[k8s.EnvVar]:
        # caches of compiled kernels, of Triton, of CUDA: all of them lie below the home
        yield env_value("HOME", _HOME)
        # a user without an entry in /etc/passwd has no name, which PyTorch asks for
        yield env_value("USER", "server")
        yield env_value("LOGNAME", "server")
        # the files are there; without this, tokenizers ask the hub first
        yield env_value("HF_HUB_OFFLINE", "1")
        yield env_value("DO_NOT_TRACK", "1")
        yield env_value("VLLM_NO_USAGE_STATS", "1")
        yield env_value("VLLM_WORKER_MULTIPROC_METHOD", "spawn")
        if self.device == "cpu":
            # else every server of a node binds its threads to the same cores
            yield env_value("VLLM_CPU_OMP_THREADS_BIND", "nobind")

    def overrides(self, model: ServedModel) -> EngineOverrides:
        """The arguments and variables of one model.

        Raises:
            TypeError: It is no model of vLLM.
        """
        if not isinstance(model, VllmModel):
            raise TypeError(f"vLLM serves a VllmModel, not a {type(model).__name__}")
        return EngineOverrides(
            args=(*_arguments(model), *model.extra_args),
            env=tuple(model_environment(model)),
            volumes=(empty_dir("shared-memory", model.shared_memory_size, memory=True),),
            volume_mounts=(mount("shared-memory", "/dev/shm"),),
            config_files={_TEMPLATE: model.chat_template} if model.chat_template else {},
        )


GPU = VllmEngine("gpu")
"""vLLM for CUDA."""

CPU = VllmEngine("cpu")
"""vLLM for CPUs."""


def _probe(*, period: int, timeout: int, failures: int) -> k8s.Probe:
    return k8s.Probe(
        http_get=k8s.HTTPGetAction(path="/health", port=PORT),
        period_seconds=period,
        timeout_seconds=timeout,
        failure_threshold=failures,
    )


def model_environment(model: VllmModel) -> Iterator[k8s.EnvVar]:
    """Variables of one model that are no secret."""
    yield env_value("VLLM_HTTP_TIMEOUT_KEEP_ALIVE", str(model.timeouts.keepalive_seconds))
    if not model.gpus:
        yield env_value("OMP_NUM_THREADS", str(max(millicores_of(model.pod_resources.cpu) // 1000, 1)))
    for name, value in (model.extra_env or {}).items():
        yield env_value(name, value)


def _arguments(model: VllmModel) -> Iterator[str]:
    yield from ("--served-model-name", *model.names)
    if model.gpus:
        tensor, pipeline = model.parallel
        yield f"--tensor-parallel-size={tensor}"
        if pipeline > 1:
            yield f"--pipeline-parallel-size={pipeline}"
    yield f"--shutdown-timeout={model.drain_seconds}"
    yield from engine_arguments(model)
    yield from _lora_arguments(model)


def engine_arguments(model: VllmModel) -> Iterator[str]:
    """Arguments of one model that are the same however it is served."""
    if model.task == "embed":
        yield "--runner=pooling"
    if model.context is not None:
        yield f"--max-model-len={model.context}"
    if model.kv_cache_bytes is not None:
        yield f"--kv-cache-memory-bytes={model.kv_cache_bytes}"
    if model.gpus:
        yield f"--gpu-memory-utilization={model.gpu_memory_utilization:g}"
    values = {
        "dtype": None if model.dtype == "auto" else model.dtype,
        "quantization": model.quantization,
        "kv-cache-dtype": None if model.kv_cache_dtype == "auto" else model.kv_cache_dtype,
        "max-num-seqs": model.max_num_seqs,
        "max-num-batched-tokens": model.max_num_batched_tokens,
        "seed": model.seed,
        "reasoning-parser": model.reasoning_parser,
    }
    yield from (f"--{name}={value}" for name, value in values.items() if value is not None)
    if model.tool_call_parser:
        yield "--enable-auto-tool-choice"
        yield f"--tool-call-parser={model.tool_call_parser}"
    if model.chat_template:
        yield f"--chat-template={CONFIG_PATH}/{_TEMPLATE}"
    yield from _switches(model)


def _switches(model: VllmModel) -> Iterator[str]:
    if model.enable_prefix_caching is not None:
        yield "--enable-prefix-caching" if model.enable_prefix_caching else "--no-enable-prefix-caching"
    if model.enforce_eager:
        yield "--enforce-eager"
    if model.trust_remote_code:
        yield "--trust-remote-code"


def _lora_arguments(model: VllmModel) -> Iterator[str]:
    if model.lora is None:
        return
    adapters = model.lora.adapters
    yield "--enable-lora"
    yield f"--max-lora-rank={model.lora.max_rank}"
    yield f"--max-loras={model.lora.max_loras or len(adapters)}"
    yield from ("--lora-modules", *(f"{adapter.name}={ADAPTERS_PATH}/{adapter.name}" for adapter in adapters))
