"""Many different settings that our construct takes: values of each field, and random mixtures of them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from random import Random
from typing import Any

from inference_platform.constructs.pods import Placement, Resources, Toleration
from inference_platform.constructs.postgres import (
    InitDb,
    PoolerProps,
    PostgresProps,
    RecoveryProps,
    S3Keys,
    Storage,
    SynchronousReplication,
)
from inference_platform.constructs.postgres.rules import POOLER_PARAMETERS
from inference_platform.refs import PriorityClassRef, SecretKeyRef, SecretRef, StorageClassRef
from tests.conformance.cnpg.refusals import BACKUP, STORE
from tests.conformance.cnpg.rendering import NAME, NAMESPACE

_KEY = SecretKeyRef.existing(name="s3", namespace=NAMESPACE, key="id")
_OLD = replace(STORE, destination_path="s3://old", credentials=S3Keys(access_key_id=_KEY, secret_access_key=_KEY))
_OWN_POOLER_FIELDS = {"default_pool_size", "max_client_conn", "max_prepared_statements", "reserve_pool_size"}
_PLACEMENT = Placement(
    node_selector={"example.com/pool": "database"},
    tolerations=(
        Toleration(),
        Toleration(key="example.com/dedicated", operator="Equal", value="db", effect="NoSchedule"),
        Toleration(key="dedicated", effect="NoExecute", toleration_seconds=60),
    ),
    priority_class=PriorityClassRef.existing("high"),
)

NAMES = (NAME, "a", "db-1", "a" * 50)

VALUES: Mapping[str, Sequence[Any]] = {
    "instances": (1, 2, 3, 20),
    "image": [
        f"registry.example.com:5000/postgresql:{tag}" for tag in ("13", "16.9-3", "17.6", "18.4-minimal", "19rc1")
    ],
    "image_pull_secrets": ((), (SecretRef.existing(name="registry", namespace=NAMESPACE),)),
    "database": ("litellm", "_", "a-1", "d" * 63),
    "owner": ("litellm", "_", "a-1", "o" * 63),
    "initdb": (
        InitDb(),
        InitDb(encoding="SQL_ASCII"),
        InitDb(locale="C.UTF-8", icu_locale="en-US"),
        InitDb(builtin_locale="C.UTF-8"),
        InitDb(data_checksums=False, post_init_application_sql=("CREATE EXTENSION vector", "SELECT 1")),
    ),
    "recovery": (
        None,
        RecoveryProps(server_name="old"),
        RecoveryProps(server_name="old", store=_OLD),
        RecoveryProps(server_name="old", store=_OLD, target_time="2025-03-01T06:00:00.5+05:30"),
    ),
    "storage": [Storage(size=size) for size in ("20Gi", "1.5Ti", "2G", "30000000000")],
    "wal_storage": (None, Storage(size="2Gi", storage_class=StorageClassRef.existing("gp3")), Storage(size="1.1G")),
    "resources": (
        Resources(cpu="500m", memory="1Gi"),
        Resources(cpu="2", memory="8G", cpu_limit="2000m", memory_limit="8000M"),
        Resources(cpu="0.5", memory="256Mi", cpu_limit="0.5"),
    ),
    "max_connections": (63, 100, 262_143),
    "shared_buffers": ("8kB", "256 MB", "256MB", "1GB"),
    "parameters": (
        None,
        {"work_mem": "16MB", "pgaudit.log": "all, -misc", "auto_explain.log_min_duration": "10s"},
        {"min_wal_size": "80 MB", "max_wal_size": "81MB", "wal_level": "replica", "wal_log_hints": "yes"},
        {"max_wal_size": "1048576kB", "wal_level": "logical", "sync_replication_slots": "on"},
        {"wal_log_hints": "Off", "archive_timeout": "1min"},
        {"pg_failover_slots.synchronize_slot_names": "name_like:%", "hot_standby_feedback": "TRU"},
    ),
    "shared_preload_libraries": ((), ("pg_stat_statements", "vector")),
    "synchronous": (
        None,
        SynchronousReplication(),
        SynchronousReplication(number=2, method="first", data_durability="preferred"),
        SynchronousReplication(number=19),
    ),
    "primary_update_strategy": ("unsupervised", "supervised"),
    "primary_update_method": ("restart", "switchover"),
    "pod_disruption_budget": (None, True, False),
    "anti_affinity": ("preferred", "required"),
    "topology_key": ("topology.kubernetes.io/zone", "rack"),
    "placement": (Placement(), _PLACEMENT),
    "superuser_access": (False, True),
    "service_account_annotations": (None, {"example.com/team": "llm"}),
    "pooler": (
        None,
        PoolerProps(),
        PoolerProps(instances=1, pool_mode="session", placement=_PLACEMENT),
        PoolerProps(parameters=dict.fromkeys(POOLER_PARAMETERS - _OWN_POOLER_FIELDS, "1")),
    ),
    "backup": (
        None,
        BACKUP,
        replace(BACKUP, schedule="@every 12h", server_name="new", immediate=False),
        replace(BACKUP, schedule="30 */15 1-5 1,15 JAN-JUN MON", retention_policy="8w"),
    ),
    "log_level": ("error", "trace"),
}
"""Values of each field. Some need others beside them, which the mixtures bring."""


def variations(count: int) -> Iterator[PostgresProps]:
    """Every value alone, then `count` random mixtures of some fields: the same ones in each run."""
    for field, values in VALUES.items():
        yield from (PostgresProps(**{field: value}) for value in values)
    random = Random(0)
    for _ in range(count):
        fields = random.sample(sorted(VALUES), k=random.randint(2, 10))
        yield PostgresProps(**{field: random.choice(VALUES[field]) for field in fields})
