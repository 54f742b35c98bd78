"""What all served models have in common, whatever engine serves them."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated, Literal

from inference_platform.constructs.pods import Placement, Resources
from inference_platform.constructs.serving.gpu import GpuType
from inference_platform.constructs.serving.scaling import Hpa, Keda, KnativeScaling
from inference_platform.constructs.serving.sources import Source
from inference_platform.refs import SecretRef
from inference_platform.units import Between, EnvName, ImageReference, LabelKey, LabelValue, Matches, Memory, Seconds

if TYPE_CHECKING:
    from inference_platform.constructs.serving.engines.base import Engine

__all__ = ["ModelName", "Monitoring", "Replicas", "Rollout", "ServedModel"]

ModelName = Annotated[
    str,
    Matches(
        r"[a-z]([-a-z0-9]*[a-z0-9])?",
        "a name of lower-case letters, digits and '-' that begins with a letter, at most 40 characters",
        "shorten it or replace the other characters",
        40,
    ),
]
"""Name of a model's objects. KServe wants the first letter; 40 characters leave room for what is added to it."""


@dataclass(frozen=True, slots=True)
class Replicas:
    """A range for the number of pods."""

    minimum: Annotated[int, Between(0, 1000)]
    """Fewest pods; 0 only where the autoscaler can start the first one again."""

    maximum: Annotated[int, Between(1, 1000)]
    """Most pods."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Rollout:
    """How a new version of the pods replaces the old one."""

    max_surge: Annotated[int, Between(0, 1000)] = 0
    """Pods above the wanted number meanwhile. Each needs GPUs of its own."""

    max_unavailable: Annotated[int, Between(0, 1000)] = 1
    """Pods below the wanted number meanwhile."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Monitoring:
    """The PodMonitor of a model whose engine has metrics."""

    interval: str = "30s"
    """How often Prometheus asks."""

    labels: Mapping[LabelKey, LabelValue] | None = None
    """Labels that the Prometheus selects PodMonitors by, for example `release: kube-prometheus-stack`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ServedModel(ABC):
    """A model and how it is served; each engine has its own kind."""

    name: ModelName
    """Name of the model's objects, and under which the servers know it."""

    source: str | Source
    """Where its files come from: `hf://organisation/name`, `s3://bucket/path`, `pvc://claim/path`, `oci://image`, or
    the typed form."""

    served_as: tuple[str, ...] = ()
    """Names under which the proxy offers it. Default: `name`."""

    task: Literal["generate", "embed"] = "generate"
    """What it answers with: text, or embeddings."""

    replicas: Annotated[int, Between(1, 1000)] | Replicas = 1
    """Pods: a fixed number, or a range for an autoscaler."""

    autoscaling: Keda | Hpa | KnativeScaling | None = None
    """What moves the number within the range."""

    gpus: Annotated[int, Between(0, 64)] = 0
    """GPUs of each pod."""

    gpu_type: GpuType | None = None
    """Their kind. Default: any of NVIDIA."""

    resources: Resources | None = None
    """CPU and memory of each pod. Default: what the engine says."""

    placement: Placement = Placement()
    """Where the pods run, in addition to what the GPUs demand."""

    image: ImageReference | None = None
    """Image of the engine. Default: the runtime's."""

    image_pull_secrets: tuple[SecretRef, ...] = ()
    """Secrets with the credentials of a private registry."""

    shared_memory: Memory | None = None
    """Size of `/dev/shm`, which counts towards the memory limit. Default: what the engine says."""

    load_timeout: Seconds = 1800
    """Longest time in seconds until the model answers, counted from when its files are there."""

    termination_grace: Seconds | None = None
    """Seconds that running requests have to finish when a pod stops."""

    rollout: Rollout | None = None
    """How new pods replace old ones. Default with GPUs: none above the wanted number, one below it."""

    extra_args: tuple[str, ...] = ()
    """More arguments of the engine; those that a field stands for are refused."""

    extra_env: Mapping[EnvName, str] | None = None
    """More environment variables of the engine; those that a field stands for are refused."""

    labels: Mapping[LabelKey, LabelValue] | None = None
    """More labels of the objects and pods."""

    annotations: Mapping[str, str] | None = None
    """More annotations of the InferenceService."""

    monitoring: Monitoring | None = Monitoring()
    """How it is monitored; none for no PodMonitor."""

    @property
    @abstractmethod
    def engine(self) -> Engine:
        """What serves it."""

    @property
    def public_names(self) -> tuple[str, ...]:
        """Names under which the proxy offers it."""
        return self.served_as or (self.name,)
