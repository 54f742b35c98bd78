"""What an engine is: one runtime that many models share, and what each model adds to it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal, Protocol

from inference_platform.constructs.serving.model import ServedModel
from inference_platform_crds import k8s, kserve

__all__ = ["CONFIG_PATH", "DOWNLOADER", "MODEL_CONTAINER", "MODEL_PATH", "PORT", "Engine", "EngineOverrides"]

MODEL_CONTAINER = "kserve-container"
"""Name of the container that KServe merges with the model's settings."""

CONFIG_PATH = "/etc/model"
"""Where the container finds the engine's `config_files`."""

DOWNLOADER = "storage-initializer"
"""Name of the init container that fetches the model; KServe adds its own unless a pod has one of this name."""

MODEL_PATH = "/mnt/models"
"""Where KServe puts the files of the model."""

PORT = 8080
"""Port of every engine. Its name is `http1`, the only one that Standard and Knative mode both take."""


@dataclass(frozen=True, slots=True, kw_only=True)
class EngineOverrides:
    """What one model adds in its InferenceService to the runtime's container."""

    args: tuple[str, ...] = ()
    """Arguments, which KServe appends to those of the runtime."""

    env: tuple[k8s.EnvVar, ...] = ()
    """Environment variables; one with the name of a runtime's own replaces it."""

    volumes: tuple[k8s.Volume, ...] = ()
    """Volumes of the pod; one with the name of a runtime's own replaces it."""

    volume_mounts: tuple[k8s.VolumeMount, ...] = ()
    """Mounts of the container; one with the path of a runtime's own replaces it."""

    config_files: Mapping[str, str] = field(default_factory=dict)
    """Small text files by name, which the container finds in `CONFIG_PATH`."""

    downloader: k8s.Container | None = None
    """An init container named `storage-initializer` that fetches the model in place of KServe's own, which KServe then
    leaves out. Its mounts are of `volumes`. Default: KServe's program, for the model's source."""


class Engine(Protocol):
    """A program that serves models, as KServe knows it: a ClusterServingRuntime."""

    @property
    def name(self) -> str:
        """Part of the runtime's name `<platform>-<engine>`, for example `vllm`."""

    @property
    def model_format(self) -> str:
        """KServe's name of the model format, which is case-sensitive, for example `vLLM`."""

    @property
    def metrics(self) -> Literal["vllm", "none"]:
        """Whose metric names its pods export, for an endpoint picker."""

    @property
    def metrics_path(self) -> str | None:
        """Path of its metrics on the serving port, or None if it has none."""

    @property
    def api_path(self) -> str:
        """Path of the OpenAI-compatible API."""

    @property
    def user(self) -> int:
        """Numeric user and group of its containers, and the group that owns mounted volumes."""

    def runtime_spec(self) -> kserve.ServingRuntimeSpec:
        """What all its models share: image, command, probes, volumes, security, port 8080 named `http1`."""

    def overrides(self, model: ServedModel) -> EngineOverrides:
        """What one model adds."""
