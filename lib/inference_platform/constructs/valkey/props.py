"""Settings of Valkey."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Annotated, Literal

from inference_platform.constructs.pods import Placement, Resources
from inference_platform.constructs.valkey.settings import setting_problems
from inference_platform.errors import Problem
from inference_platform.refs import SecretRef, StorageClassRef
from inference_platform.units import (
    Between,
    Cpu,
    Duration,
    ImageReference,
    LabelKey,
    LabelValue,
    Matches,
    Memory,
    Seconds,
    bytes_of,
)
from inference_platform.versions import REDIS_EXPORTER_IMAGE, VALKEY_IMAGE

__all__ = ["EvictionPolicy", "Exporter", "Persistence", "Sentinel", "Standalone", "ValkeyProps"]

EvictionPolicy = Literal[
    "allkeys-lfu",
    "allkeys-lru",
    "allkeys-random",
    "noeviction",
    "volatile-lfu",
    "volatile-lru",
    "volatile-random",
    "volatile-ttl",
]
"""What the server does when its memory is full; the values are those of `maxmemory-policy`."""

_MASTER_NAME = Matches(
    r"[A-Za-z0-9_.-]+", "a name of letters, digits, '_', '.' and '-'", "replace the other characters"
)
_SHARE = r"[1-9][0-9]?%"
_MaxMemory = Annotated[
    str,
    Matches(
        rf"{_SHARE}|[0-9].*",
        "a share of `memory` such as 75% or a quantity of bytes such as 300Mi",
        "give a number with % or with Mi or Gi",
        parse=lambda text: None if text.endswith("%") else bytes_of(text),
    ),
]

_LARGEST_SHARE = 75
"""Percent of the memory limit. The rest is for what `maxmemory` does not count: copies of pages while a fork writes
the data for a replica or the disk, replication and client buffers, fragmentation."""

_SMALLEST_MEMORY = "64Mi"
_SHORTEST_HANDOVER = 45
"""Seconds that a primary may need to hand over and to shut down."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Standalone:
    """One server. Its restart is an outage of seconds and, without persistence, an empty cache."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sentinel:
    """One primary and its replicas; a Sentinel beside each server elects a new primary when the old one fails."""

    replicas: Annotated[int, Between(3, 9)] = 3
    """Pods, each with a server and a Sentinel; odd, because an even number survives no more failures."""

    quorum: Annotated[int, Between(1, 9)] | None = None
    """Sentinels that must agree that the primary is gone. Default: the majority. Electing its successor takes a
    majority in any case."""

    down_after_milliseconds: Annotated[int, Between(1000, 600_000)] = 5000
    """How long the primary may not answer before a Sentinel considers it gone, in milliseconds."""

    failover_timeout_milliseconds: Annotated[int, Between(10_000, 3_600_000)] = 60_000
    """How long one failover may take before it counts as failed; the next begins after twice this time."""

    master_name: Annotated[str, _MASTER_NAME] = "mymaster"
    """What the Sentinels, and the clients that ask them, call the set (clients: `service_name`)."""

    resources: Resources = Resources(cpu="50m", memory="64Mi")
    """CPU and memory of each Sentinel."""

    separate_nodes: bool = True
    """Whether two pods never share a node. Without it, one node can take the majority with it; a cluster with fewer
    nodes than `replicas` has no other choice."""

    max_unavailable: Annotated[int, Between(1, 4)] = 1
    """Pods that a node drain may stop at one time."""

    @property
    def majority(self) -> int:
        """Sentinels that are needed to elect a primary."""
        return self.replicas // 2 + 1

    def rules(self) -> Iterator[Problem]:
        """What Sentinel could never agree on."""
        if self.replicas % 2 == 0:
            yield Problem(
                field="replicas",
                must_be="odd",
                got=self.replicas,
                do=f"take {self.replicas - 1}, which bears the loss of as many, or {self.replicas + 1}",
            )
        if self.quorum is not None and self.quorum > self.replicas:
            yield Problem(
                field="quorum",
                must_be=f"at most replicas ({self.replicas})",
                got=self.quorum,
                do="lower it or leave it out for the majority",
            )
        if self.max_unavailable > self.replicas - self.majority:
            yield Problem(
                field="max_unavailable",
                must_be=f"at most {self.replicas - self.majority}, so that a majority of {self.replicas} stays",
                got=self.max_unavailable,
                do="lower it or raise replicas",
            )


@dataclass(frozen=True, slots=True, kw_only=True)
class Persistence:
    """A volume for each server, so that its data survives the pod.

    The data of a whole set that is gone at once is that of the first pod when it comes back, because Sentinel has no
    memory of its own then.
    """

    size: Memory = "8Gi"
    """Size of each volume."""

    storage_class: StorageClassRef | None = None
    """Kind of volume. Default: the cluster's default class."""

    appendonly: bool = True
    """Whether every write is logged and synced each second. False writes snapshots instead, after 1 change in an
    hour, 100 in 5 minutes or 10,000 in a minute; what came later is lost with the server."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Exporter:
    """The metrics exporter beside each server."""

    image: ImageReference = REDIS_EXPORTER_IMAGE
    """Image of the exporter."""

    resources: Resources = Resources(cpu="10m", memory="64Mi")
    """CPU and memory of each exporter."""

    service_monitor: bool = True
    """Whether a ServiceMonitor is rendered, which needs the Prometheus operator."""

    interval: Duration = "30s"
    """How often Prometheus asks."""

    monitor_labels: Mapping[LabelKey, LabelValue] | None = None
    """Labels that the Prometheus selects ServiceMonitors by, for example `release: kube-prometheus-stack`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ValkeyProps:
    """Valkey as the cache and the rate limit counter of the platform."""

    architecture: Standalone | Sentinel = Standalone()
    """One server, or a replicated set with Sentinel."""

    image: ImageReference = VALKEY_IMAGE
    """Image of server and Sentinel: the official one or a copy of it, of release 9.0 or newer."""

    image_pull_secrets: tuple[SecretRef, ...] = ()
    """Secrets with the credentials of a private registry."""

    cpu: Cpu = "100m"
    """CPU request of each server. There is no limit: throttling a single-threaded server hurts every client."""

    memory: Memory = "512Mi"
    """Memory request and limit of each server."""

    maxmemory: _MaxMemory = "75%"
    """What the data may take, as a share of `memory` or a quantity; at most 75%, the rest is for buffers and copies."""

    maxmemory_policy: EvictionPolicy = "allkeys-lru"
    """What happens beyond it. Default: the least recently used key goes, whatever its expiry."""

    persistence: Persistence | None = None
    """Volumes for the data. Default: none, a cache is allowed to forget."""

    extra_config: Mapping[str, str] | None = None
    """More settings of the server, as in valkey.conf, for example `{"maxclients": "20000"}`."""

    exporter: Exporter | None = Exporter()
    """The metrics exporter; none for no metrics."""

    placement: Placement = Placement()
    """Where the pods run."""

    termination_grace_period: Seconds = 60
    """Seconds until a pod that is ending is killed. A primary hands over first, which takes 1 to 2 s as a rule and up
    to 35 s when most Sentinels are gone."""

    @property
    def maxmemory_bytes(self) -> int:
        """The setting `maxmemory` of the server."""
        if self.maxmemory.endswith("%"):
            return bytes_of(self.memory) * int(self.maxmemory[:-1]) // 100
        return bytes_of(self.maxmemory)

    def rules(self) -> Iterator[Problem]:
        """What would be killed, fill up or never start."""
        yield from self._memory_problems()
        yield from setting_problems(self.extra_config or {}, replicated=isinstance(self.architecture, Sentinel))
        if isinstance(self.architecture, Sentinel) and self.termination_grace_period < _SHORTEST_HANDOVER:
            yield Problem(
                field="termination_grace_period",
                must_be=f"at least {_SHORTEST_HANDOVER} with Sentinel",
                got=self.termination_grace_period,
                do="raise it; the primary hands over before it stops",
            )

    def _memory_problems(self) -> Iterator[Problem]:
        if bytes_of(self.memory) < bytes_of(_SMALLEST_MEMORY):
            yield Problem(
                field="memory",
                must_be=f"at least {_SMALLEST_MEMORY}",
                got=self.memory,
                do="raise it; the server needs room for itself and for its buffers",
            )
        if self.maxmemory_bytes > bytes_of(self.memory) * _LARGEST_SHARE // 100:
            yield Problem(
                field="maxmemory",
                must_be=f"at most {_LARGEST_SHARE}% of memory ({self.memory})",
                got=self.maxmemory,
                do="lower it or raise memory; buffers and copies need the rest, or the kernel kills the server",
            )
        elif self.maxmemory_bytes < 2**20:
            yield Problem(
                field="maxmemory", must_be="at least 1Mi", got=self.maxmemory, do="raise it; 0 would mean no limit"
            )
        if self.persistence and bytes_of(self.persistence.size) < 2 * self.maxmemory_bytes:
            yield Problem(
                field="persistence.size",
                must_be=f"at least twice maxmemory ({2 * self.maxmemory_bytes // 2**20}Mi)",
                got=self.persistence.size,
                do="raise it; while the server rewrites its file both copies are there",
            )
