"""Settings of the database cluster."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Annotated, Literal

from inference_platform import versions
from inference_platform.constructs.pods import Placement, Resources
from inference_platform.constructs.postgres.backup import BackupProps, RecoveryProps
from inference_platform.constructs.postgres.initdb import InitDb
from inference_platform.constructs.postgres.pooler import PoolerProps
from inference_platform.constructs.postgres.relations import cluster_problems
from inference_platform.constructs.postgres.rules import ParameterName, PostgresImage, PostgresName, PostgresSize
from inference_platform.errors import Problem
from inference_platform.refs import SecretRef, StorageClassRef
from inference_platform.units import (
    Between,
    DnsLabel,
    Duration,
    LabelKey,
    LabelValue,
    Matches,
    Memory,
    bytes_of,
)

__all__ = ["PostgresProps", "Storage", "SynchronousReplication"]

_Library = Annotated[
    str,
    Matches(r"[A-Za-z0-9_$/.-]+", "the name of a library such as pg_stat_statements", "name one library each"),
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Storage:
    """A volume of each instance; it can grow later, never shrink."""

    size: Memory = "20Gi"
    """Size of the volume."""

    storage_class: StorageClassRef | None = None
    """Class of the volume. Default: the cluster's default class."""

    def rules(self) -> Iterator[Problem]:
        """A volume holds something."""
        if bytes_of(self.size) == 0:
            yield Problem(field="size", must_be="more than nothing", got=self.size, do="give a size such as 20Gi")


@dataclass(frozen=True, slots=True, kw_only=True)
class SynchronousReplication:
    """A commit waits for replicas, so that a failover loses nothing."""

    number: Annotated[int, Between(1, 100)] = 1
    """Replicas that must confirm each commit."""

    method: Literal["any", "first"] = "any"
    """Any of the replicas, or always the first ones in order."""

    data_durability: Literal["required", "preferred"] = "required"
    """Whether commits stop when too few replicas are there, or go on without them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PostgresProps:
    """What an environment may choose about its PostgreSQL."""

    instances: Annotated[int, Between(1, 20)] = 1
    """PostgreSQL servers: one primary, the others replicas. Production wants 3."""

    image: PostgresImage = versions.POSTGRESQL_IMAGE
    """Image of PostgreSQL; CloudNativePG reads the version from its tag. A new major version starts an upgrade."""

    image_pull_secrets: tuple[SecretRef, ...] = ()
    """Secrets for a private registry, in the platform's namespace. Default: none."""

    database: PostgresName = "litellm"
    """Database of the application."""

    owner: PostgresName = "litellm"
    """Role that owns it; its generated password is in the Secret `<name>-app`."""

    initdb: InitDb = InitDb()
    """How the empty cluster is made."""

    recovery: RecoveryProps | None = None
    """Start from a backup instead of empty. Default: empty."""

    storage: Storage = Storage()
    """Volume of the data, and of the WAL unless `wal_storage` is given."""

    wal_storage: Storage | None = None
    """Volume of the WAL alone, so that neither can fill the other's. Default: none."""

    resources: Resources = Resources(cpu="500m", memory="1Gi")
    """CPU and memory of each instance."""

    max_connections: Annotated[int, Between(1, 262_143)] = 100
    """Connections that PostgreSQL accepts; the poolers' pools must fit into it."""

    shared_buffers: PostgresSize = "256MB"
    """Memory for PostgreSQL's own cache; about a quarter of the memory request."""

    parameters: Mapping[ParameterName, str] | None = None
    """More parameters of PostgreSQL, but for those that CloudNativePG sets itself. Default: none."""

    shared_preload_libraries: tuple[_Library, ...] = ()
    """Libraries that every server loads; CloudNativePG adds those of pg_stat_statements, pgaudit, auto_explain
    and pg_failover_slots by itself when one of their parameters is set."""

    synchronous: SynchronousReplication | None = None
    """Synchronous replication. Default: asynchronous."""

    primary_update_strategy: Literal["unsupervised", "supervised"] = "unsupervised"
    """Whether the operator updates the primary by itself after the replicas, or waits for a switchover by hand."""

    primary_update_method: Literal["restart", "switchover"] = "restart"
    """How an update reaches the primary: restarted in place, or after another instance took over."""

    pod_disruption_budget: bool | None = None
    """Whether a budget guards the instances during node drains. Default: with more than one instance."""

    anti_affinity: Literal["preferred", "required"] = "preferred"
    """Whether instances only should or really must run apart from each other."""

    topology_key: LabelKey = "topology.kubernetes.io/zone"
    """Label of nodes by whose value "apart" is meant; zones by default."""

    placement: Placement = Placement()
    """Nodes and priority of the instances."""

    superuser_access: bool = False
    """Whether the role `postgres` gets a password, in the Secret `<name>-superuser`."""

    service_account_annotations: Mapping[LabelKey, str] | None = None
    """Annotations of the instances' ServiceAccount, for workload identities. Default: none."""

    pooler: PoolerProps | None = PoolerProps()
    """PgBouncer in front of the primary; none lets clients connect directly."""

    backup: BackupProps | None = None
    """Backups into an object store. Default: none, which only suits data that may be lost."""

    monitoring: bool = True
    """Whether Prometheus scrapes the instances and the pooler, by PodMonitors."""

    monitor_labels: Mapping[LabelKey, LabelValue] | None = None
    """More labels of the PodMonitors, for a Prometheus that selects them by label. Default: none."""

    scrape_interval: Duration = "30s"
    """How often they are scraped."""

    log_level: Literal["error", "warning", "info", "debug", "trace"] = "info"
    """What the instance manager logs."""

    operator_namespace: DnsLabel = "cnpg-system"
    """Namespace of the CloudNativePG operator, which must reach every instance."""

    def rules(self) -> Iterator[Problem]:
        """What CloudNativePG's webhook refuses, and what nobody checks."""
        yield from cluster_problems(self)
