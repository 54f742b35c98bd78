"""What all served models have in common, whatever engine serves them."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated, Literal

from inference_platform.constructs.model_entry import ProxyEntry
from inference_platform.constructs.model_route.timeouts import Timeouts
from inference_platform.constructs.model_routing import Direct, KvCacheAware, Routing, ThroughGateway
from inference_platform.constructs.pods import Placement, Resources
from inference_platform.constructs.serving.gpu import NVIDIA, GpuType
from inference_platform.constructs.serving.scaling import Hpa, Keda, KnativeScaling
from inference_platform.constructs.serving.sources import Adapter, Source, parse_source
from inference_platform.constructs.serving.storage import ModelCacheProps, ModelCacheRef
from inference_platform.errors import Problem
from inference_platform.refs import SecretRef
from inference_platform.units import (
    Between,
    Duration,
    EnvName,
    ImageReference,
    LabelKey,
    LabelValue,
    Matches,
    Memory,
    bytes_of,
)

if TYPE_CHECKING:
    from inference_platform.constructs.serving.engines.base import Engine

__all__ = ["ModelName", "Monitoring", "PublicName", "Replicas", "Rollout", "ServedModel"]

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

PublicName = Annotated[
    str,
    Matches(
        r"[A-Za-z0-9][A-Za-z0-9._:/@+-]*",
        "a model name of letters, digits and ._:/@+-",
        "replace the other characters",
        128,
    ),
]
"""Name of a model in requests."""

PRE_STOP_SECONDS = 15
"""How long a pod that stops still accepts requests, until every proxy and Gateway has taken it off its list."""


@dataclass(frozen=True, slots=True)
class Replicas:
    """A range for the number of pods."""

    minimum: Annotated[int, Between(0, 1000)]
    """Fewest pods; 0 only where the autoscaler can start the first one again."""

    maximum: Annotated[int, Between(1, 1000)]
    """Most pods."""

    def rules(self) -> Iterator[Problem]:
        """The bounds fit."""
        if self.minimum > self.maximum:
            yield Problem(
                field="minimum",
                must_be=f"at most maximum ({self.maximum})",
                got=self.minimum,
                do="raise the maximum or lower the minimum",
            )


@dataclass(frozen=True, slots=True, kw_only=True)
class Rollout:
    """How a new version of the pods replaces the old one."""

    max_surge: Annotated[int, Between(0, 1000)] = 0
    """Pods above the wanted number meanwhile. Each needs GPUs of its own, or the rollout waits for ever."""

    max_unavailable: Annotated[int, Between(0, 1000)] = 1
    """Pods below the wanted number meanwhile. With one pod and no surge, a change is an outage while it loads."""

    def rules(self) -> Iterator[Problem]:
        """One of both moves."""
        if self.max_surge == 0 and self.max_unavailable == 0:
            yield Problem(
                field="max_surge",
                must_be="above 0 when max_unavailable is 0",
                got=0,
                do="allow one pod more or one pod less, or no pod could ever be replaced",
            )


@dataclass(frozen=True, slots=True, kw_only=True)
class Monitoring:
    """The PodMonitor of a model whose engine has metrics."""

    interval: Duration = "15s"
    """How often Prometheus asks; an autoscaler on a metric sees the load no earlier."""

    labels: Mapping[LabelKey, LabelValue] | None = None
    """Labels that the Prometheus selects PodMonitors by, for example `release: kube-prometheus-stack`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ServedModel(ABC):
    """A model and how it is served; each engine has its own kind."""

    name: ModelName
    """Name of the model's objects, and under which the servers know it."""

    source: str | Source
    """Where its files come from: `hf://organisation/name[:revision]`, `s3://bucket/path`, `pvc://claim/path`,
    `oci://image:tag`, or the typed form."""

    served_as: tuple[PublicName, ...] = ()
    """Names under which the proxy offers it. Default: `name`."""

    task: Literal["generate", "embed"] = "generate"
    """What it answers with: text, or embeddings."""

    replicas: Annotated[int, Between(1, 1000)] | Replicas = 1
    """Pods: a fixed number, or a range for an autoscaler."""

    autoscaling: Keda | Hpa | KnativeScaling | None = None
    """What moves the number within the range. Default with a range: KEDA on the waiting requests where GPUs serve with
    an engine that exports them, else CPU."""

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

    cache: ModelCacheProps | ModelCacheRef | None = None
    """A volume of its own, or one that models share, that keeps what is downloaded, so that a restart finds it. Several
    pods need one that many nodes can mount. Default: each pod downloads anew, onto the disk of its node."""

    disk: Memory | None = None
    """Room on the node's disk for the downloaded files: requested, so that the pod finds a node that has it, and the
    most that they may take. Default: nothing is requested."""

    load_timeout: Annotated[int, Between(30, 86_400)] = 1800
    """Longest time in seconds from the start of the server until the model answers; the download comes before it."""

    termination_grace: Annotated[int, Between(1, 3600)] | None = None
    """Seconds that a pod has to stop, with the requests that it still finishes. Default: 120. Knative has its own."""

    rollout: Rollout | None = None
    """How new pods replace old ones. Default: with GPUs, none above the wanted number and one below it; without, one
    above it and none below. Knative has its own."""

    extra_args: tuple[str, ...] = ()
    """More arguments of the engine; those that a field stands for are refused."""

    extra_env: Mapping[EnvName, str] | None = None
    """More environment variables of the engine; those that a field stands for are refused."""

    labels: Mapping[LabelKey, LabelValue] | None = None
    """More labels of the objects and pods."""

    annotations: Mapping[str, str] | None = None
    """More annotations of the InferenceService, which its pods get as well."""

    monitoring: Monitoring | None = Monitoring()
    """How it is monitored; none for no PodMonitor."""

    timeouts: Timeouts = Timeouts()
    """How long requests may take, at every hop."""

    routing: Routing | None = None
    """How the proxy's requests reach the pods. Default: by the state of their caches where the engine tells it
    (`KvCacheAware`), else directly, or through the inference Gateway where there are several pods."""

    proxy: ProxyEntry = ProxyEntry()
    """What the proxy knows about it besides its address."""

    @property
    @abstractmethod
    def engine(self) -> Engine:
        """What serves it."""

    @property
    @abstractmethod
    def pod_resources(self) -> Resources:
        """CPU and memory of each pod."""

    @property
    def storage_uri(self) -> str:
        """The source as KServe reads it; empty for an engine that fetches the model itself."""
        return self.files.uri

    @property
    def files(self) -> Source:
        """The typed form of the source."""
        return parse_source(self.source) if isinstance(self.source, str) else self.source

    @property
    def adapters(self) -> tuple[Adapter, ...]:
        """LoRA adapters that are loaded with it."""
        return ()

    @property
    def downloads_from(self) -> tuple[str, ...]:
        """URLs from which the engine fetches by itself, besides what its source says."""
        return ()

    @property
    def claim(self) -> ModelCacheRef | None:
        """The volume of its cache, once there is one."""
        return self.cache if isinstance(self.cache, ModelCacheRef) else None

    @property
    def public_names(self) -> tuple[str, ...]:
        """Names under which the proxy offers it."""
        return self.served_as or (self.name,)

    @property
    def knative(self) -> KnativeScaling | None:
        """Its settings in Knative mode; none in Standard mode."""
        return self.autoscaling if isinstance(self.autoscaling, KnativeScaling) else None

    @property
    def scaling(self) -> Keda | Hpa | KnativeScaling | None:
        """What moves the number of pods; none if it is fixed."""
        if self.autoscaling is not None or isinstance(self.replicas, int):
            return self.autoscaling
        return Keda() if self.gpus and self.engine.metrics == "vllm" else Hpa()

    @property
    def bounds(self) -> tuple[int, int]:
        """Fewest and most pods."""
        if isinstance(self.replicas, int):
            return self.replicas, self.replicas
        return self.replicas.minimum, self.replicas.maximum

    @property
    def chosen_routing(self) -> Routing:
        """How it is reached, also when it does not say: by the state of its caches where its engine tells it."""
        if self.routing is not None:
            return self.routing
        if self.knative:
            return Direct()
        if self.engine.metrics == "vllm":
            return KvCacheAware()
        return Direct() if self.bounds[1] == 1 else ThroughGateway()

    @property
    def gpu(self) -> GpuType | None:
        """Kind of its GPUs; none without any."""
        return (self.gpu_type or NVIDIA) if self.gpus else None

    @property
    def rollout_strategy(self) -> Rollout:
        """How new pods replace old ones in Standard mode."""
        default = Rollout() if self.gpus or self.cache else Rollout(max_surge=1, max_unavailable=0)
        return self.rollout or default

    @property
    def grace_seconds(self) -> int:
        """Seconds that a pod has to stop."""
        if self.knative:
            # what a revision has unless its timeout says otherwise
            return self.timeouts.revision_timeout or 300
        return self.termination_grace or 120

    @property
    def drain_seconds(self) -> int:
        """Seconds that the engine has to finish its requests, after the pod was taken off all lists."""
        return max(self.grace_seconds - (0 if self.knative else PRE_STOP_SECONDS) - 5, 1)

    def rules(self) -> Iterator[Problem]:
        """What KServe ignores or refuses, and what could never run."""
        from inference_platform.constructs.serving.model_rules import common_problems

        yield from common_problems(self)

    def memory_bytes(self) -> int:
        """Memory limit of each pod in bytes."""
        return bytes_of(self.pod_resources.memory_limit or self.pod_resources.memory)
