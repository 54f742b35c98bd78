"""Ollama: the runtime that all its models share, and the settings of each model.

The variables are those of Ollama 0.32.15, https://github.com/ollama/ollama/blob/v0.32.15/envconfig/config.go.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar, Literal

from inference_platform.constructs.pods import (
    Resources,
    empty_dir,
    env_value,
    mount,
    resource_requirements,
    restricted_container,
)
from inference_platform.constructs.serving.bindings import as_kserve
from inference_platform.constructs.serving.engines.base import (
    DOWNLOADER,
    MODEL_CONTAINER,
    MODEL_PATH,
    PORT,
    EngineOverrides,
)
from inference_platform.constructs.serving.model import ServedModel
from inference_platform.constructs.serving.ollama import OllamaModel
from inference_platform.constructs.serving.start_scripts import bash
from inference_platform.units import seconds_of
from inference_platform.versions import OLLAMA_IMAGE
from inference_platform_crds import k8s, kserve

__all__ = ["CPU", "GPU", "OllamaEngine"]

_MODELS = "ollama-models"
_READY = "/tmp/ready"
_CACHE_FOLDER = "ollama"
"""Folder of all Ollama's models in a cache: they share what they have in common."""


@dataclass(frozen=True, slots=True)
class OllamaEngine:
    """Ollama with or without GPUs; the image is the same."""

    device: Literal["gpu", "cpu"]

    model_format: ClassVar[str] = "Ollama"
    metrics: ClassVar[Literal["vllm", "none"]] = "none"
    metrics_path: ClassVar[str | None] = None
    api_path: ClassVar[str] = "/v1"
    # the image has no user of its own; its files are everybody's to read
    user: ClassVar[int] = 10001

    @property
    def name(self) -> str:
        """Part of the runtime's name."""
        return "ollama-cuda" if self.device == "gpu" else "ollama"

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
        # KServe puts the name of the InferenceService in place of {{.Name}}
        name = "{{.Name}}"
        return k8s.Container(
            name=MODEL_CONTAINER,
            image=OLLAMA_IMAGE,
            command=list(bash("ollama-functions", "start-ollama")),
            env=[
                *_base_environment(f"0.0.0.0:{PORT}"),
                env_value("MODEL_NAME", name),
                env_value("READY_FILE", _READY),
            ],
            ports=[k8s.ContainerPort(name="http1", container_port=PORT, protocol="TCP")],
            # the server answers long before the model is in memory
            startup_probe=k8s.Probe(
                exec=k8s.ExecAction(command=["test", "-e", _READY]),
                period_seconds=10,
                timeout_seconds=5,
                failure_threshold=180,
            ),
            # 404 when the server does not know the model; it answers from memory, in milliseconds
            readiness_probe=_probe(f"/v1/models/{name}", period=10, timeout=5, failures=3),
            liveness_probe=_probe("/", period=20, timeout=10, failures=6),
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
        """The variables, volumes and init container of one model.

        Raises:
            TypeError: It is no model of Ollama.
        """
        if not isinstance(model, OllamaModel):
            raise TypeError(f"Ollama serves an OllamaModel, not a {type(model).__name__}")
        models = mount(_MODELS, MODEL_PATH, sub_path=_CACHE_FOLDER if model.claim else None)
        return EngineOverrides(
            env=tuple(_environment(model)),
            volumes=(_models_volume(model), empty_dir("fetch-tmp", "1Gi")),
            volume_mounts=(models,),
            downloader=_downloader(model, models),
        )


CPU = OllamaEngine("cpu")
"""Ollama on CPUs."""

GPU = OllamaEngine("gpu")
"""Ollama on GPUs."""


def _probe(path: str, *, period: int, timeout: int, failures: int) -> k8s.Probe:
    return k8s.Probe(
        http_get=k8s.HTTPGetAction(path=path, port=PORT),
        period_seconds=period,
        timeout_seconds=timeout,
        failure_threshold=failures,
    )


def _base_environment(address: str) -> list[k8s.EnvVar]:
    """What server and downloader share."""
    return [
        # the server writes a key pair below it
        env_value("HOME", "/tmp"),
        env_value("OLLAMA_HOST", address),
        env_value("OLLAMA_MODELS", MODEL_PATH),
        # pods that share a volume would delete what the others are just fetching
        env_value("OLLAMA_NOPRUNE", "1"),
        env_value("OLLAMA_NO_CLOUD", "1"),
    ]


def _environment(model: OllamaModel) -> Iterator[k8s.EnvVar]:
    yield env_value("MODEL_TASK", model.task)
    yield env_value("DRAIN_SECONDS", str(model.drain_seconds))
    yield env_value("OLLAMA_CONTEXT_LENGTH", str(model.context_length))
    yield env_value("OLLAMA_NUM_PARALLEL", str(model.num_parallel))
    yield env_value("OLLAMA_MAX_QUEUE", str(model.max_queue))
    yield env_value("OLLAMA_MAX_LOADED_MODELS", str(model.max_loaded_models))
    yield env_value("OLLAMA_KEEP_ALIVE", f"{seconds_of(model.keep_alive):g}s" if model.keep_alive else "-1")
    # after how long without progress Ollama gives up loading; the startup probe has the last word
    yield env_value("OLLAMA_LOAD_TIMEOUT", f"{model.load_timeout}s")
    yield env_value("OLLAMA_KV_CACHE_TYPE", model.kv_cache_type)
    if model.flash_attention is not None:
        yield env_value("OLLAMA_FLASH_ATTENTION", "1" if model.flash_attention else "0")
    # read by the llama-server that Ollama starts
    yield env_value("LLAMA_ARG_THREADS", str(model.thread_count))
    for name, value in (model.extra_env or {}).items():
        yield env_value(name, value)


def _models_volume(model: OllamaModel) -> k8s.Volume:
    if model.claim is not None:
        return k8s.Volume(
            name=_MODELS, persistent_volume_claim=k8s.PersistentVolumeClaimVolumeSource(claim_name=model.claim.name)
        )
    return k8s.Volume(name=_MODELS, empty_dir=k8s.EmptyDirVolumeSource(size_limit=model.disk))


def _downloader(model: OllamaModel, models: k8s.VolumeMount) -> k8s.Container:
    requirements = resource_requirements(Resources(cpu="500m", memory="1Gi"))
    if model.disk is not None and model.claim is None:
        requests = {**requirements["requests"], "ephemeral-storage": model.disk}
        requirements = k8s.ResourceRequirements(requests=requests, limits=requirements["limits"])
    return k8s.Container(
        name=DOWNLOADER,
        image=model.image or OLLAMA_IMAGE,
        command=list(bash("ollama-functions", "fetch-ollama")),
        env=[
            *_base_environment("127.0.0.1:11434"),
            env_value("OLLAMA_TAG", model.tag),
            env_value("MODEL_NAME", model.name),
        ],
        resources=requirements,
        termination_message_policy="FallbackToLogsOnError",
        security_context=restricted_container(),
        volume_mounts=[models, mount("fetch-tmp", "/tmp")],
    )
