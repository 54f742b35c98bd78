"""Settings that our construct refuses, sorted by who else does: the webhook, the schema of the kind, or nobody."""

from __future__ import annotations

from dataclasses import replace

from inference_platform.constructs.pods import Placement, Resources, Toleration
from inference_platform.constructs.postgres import (
    BackupProps,
    InitDb,
    ObjectStoreProps,
    PoolerProps,
    PostgresProps,
    RecoveryProps,
    S3Role,
    Storage,
    SynchronousReplication,
)
from inference_platform.constructs.postgres.relations import ROLE_ANNOTATION
from tests.conformance.cnpg.rendering import NAME

_IMAGE = "ghcr.io/cloudnative-pg/postgresql"
_ROLE = "arn:aws:iam::123456789012:role/"
STORE = ObjectStoreProps(destination_path="s3://backups/llm", credentials=S3Role(arn=f"{_ROLE}backups"))
BACKUP = BackupProps(store=STORE)
_PARAMETERS = "spec.postgresql.parameters"


def _wal(volume: str | None = "5Gi", **sizes: str) -> PostgresProps:
    return PostgresProps(parameters=sizes, wal_storage=Storage(size=volume) if volume else None)


def _tolerating(toleration: Toleration) -> PostgresProps:
    return PostgresProps(placement=Placement(tolerations=(toleration,)))


NAMES = {
    "Postgresql": "metadata.name",
    "1-postgresql": "metadata.name",
    "a" * 51: "metadata.name",
    "db-": "metadata.name",
}
"""Names that nobody takes, and the field that the webhook blames."""

BY_WEBHOOK: tuple[tuple[PostgresProps, str], ...] = (
    (PostgresProps(image=f"{_IMAGE}:latest"), "spec.imageName"),
    (PostgresProps(image=_IMAGE), "spec.imageName"),
    (PostgresProps(image=f"{_IMAGE}@sha256:{'0' * 64}"), "spec.imageName"),
    (PostgresProps(image=f"{_IMAGE}:trixie"), "spec.imageName"),
    (PostgresProps(image=f"{_IMAGE}:12.22"), "spec.imageName"),
    (PostgresProps(storage=Storage(size="20GB")), "spec.storage.size"),
    (PostgresProps(storage=Storage(size="")), "spec.storage.size"),
    (PostgresProps(wal_storage=Storage(size="5GB")), "spec.walStorage.size"),
    (PostgresProps(shared_buffers="256Mi"), f"{_PARAMETERS}.shared_buffers"),
    (PostgresProps(shared_buffers="256mb"), f"{_PARAMETERS}.shared_buffers"),
    (PostgresProps(shared_buffers="2GB"), "spec.resources.requests"),
    (PostgresProps(resources=Resources(memory="2Gi", memory_limit="1Gi")), "spec.resources.requests.memory"),
    (PostgresProps(resources=Resources(memory="1Gi", cpu="2", cpu_limit="1")), "spec.resources.requests.cpu"),
    (PostgresProps(parameters={"work mem": "16MB"}), f"{_PARAMETERS}.work mem"),
    (PostgresProps(parameters={"a.b.c": "1"}), f"{_PARAMETERS}.a.b.c"),
    (PostgresProps(parameters={"archive_command": "true"}), f"{_PARAMETERS}.archive_command"),
    (PostgresProps(parameters={"shared_preload_libraries": "x"}), f"{_PARAMETERS}.shared_preload_libraries"),
    (PostgresProps(parameters={"hot_standby_feedback": "enabled"}), f"{_PARAMETERS}.hot_standby_feedback"),
    (PostgresProps(parameters={"sync_replication_slots": ""}), f"{_PARAMETERS}.sync_replication_slots"),
    (PostgresProps(parameters={"wal_log_hints": "2"}), f"{_PARAMETERS}.wal_log_hints"),
    (PostgresProps(parameters={"wal_log_hints": "off"}, instances=2), f"{_PARAMETERS}.wal_log_hints"),
    (PostgresProps(parameters={"wal_level": "minimal"}), f"{_PARAMETERS}.wal_level"),
    (PostgresProps(parameters={"wal_level": "hot_standby"}), f"{_PARAMETERS}.wal_level"),
    (
        PostgresProps(parameters={"pg_failover_slots.synchronize_slot_names": "name_like:%"}),
        f"{_PARAMETERS}.hot_standby_feedback",
    ),
    (_wal(max_wal_size="4Gi"), f"{_PARAMETERS}.max_wal_size"),
    (_wal(min_wal_size="80Mi"), f"{_PARAMETERS}.min_wal_size"),
    (_wal(min_wal_size="2GB"), f"{_PARAMETERS}.min_wal_size"),
    (_wal(max_wal_size="80MB"), f"{_PARAMETERS}.min_wal_size"),
    (_wal(max_wal_size="5GB"), f"{_PARAMETERS}.max_wal_size"),
    (PostgresProps(instances=2, synchronous=SynchronousReplication(number=2)), "spec.postgresql.synchronous"),
    (PostgresProps(primary_update_strategy="supervised"), "spec.primaryUpdateStrategy"),
    (PostgresProps(pooler=PoolerProps(parameters={"listen_port": "5432"})), "spec.cluster.parameters"),
    (PostgresProps(pooler=PoolerProps(parameters={"pool_mode": "session"})), "spec.cluster.parameters"),
    (PostgresProps(backup=replace(BACKUP, schedule="0 0 25 * * *")), "spec.schedule"),
    (PostgresProps(backup=replace(BACKUP, schedule="daily")), "spec.schedule"),
    (
        PostgresProps(recovery=RecoveryProps(server_name="old", store=STORE, target_time="2025-02-30T06:00:00Z")),
        "spec.bootstrap.recovery.recoveryTarget",
    ),
    (_tolerating(Toleration(operator="Equal", value="db")), "spec.affinity.toleration[0].operator"),
    (_tolerating(Toleration(key="a", toleration_seconds=5)), "spec.affinity.toleration[0].effect"),
    (_tolerating(Toleration(key="a", value="b")), "spec.affinity.toleration[0].operator"),
    (_tolerating(Toleration(key="a b")), "spec.affinity.toleration[0].key"),
)
"""Settings, and the field that the webhook blames."""

BY_SCHEMA: tuple[PostgresProps, ...] = (
    PostgresProps(instances=0),
    PostgresProps(primary_update_method="switch"),  # type: ignore[arg-type]
    PostgresProps(log_level="warn"),  # type: ignore[arg-type]
    PostgresProps(synchronous=SynchronousReplication(method="all")),  # type: ignore[arg-type]
    PostgresProps(pooler=PoolerProps(pool_mode="statement")),  # type: ignore[arg-type]
    PostgresProps(resources=Resources(memory="much")),
    PostgresProps(backup=replace(BACKUP, retention_policy="30")),
)
"""Settings that the API server refuses before it asks a webhook."""

OURS: tuple[tuple[PostgresProps, str], ...] = (
    (PostgresProps(shared_buffers="256"), "the operator reads MB without a unit, PostgreSQL blocks of 8 kB"),
    (_wal(max_wal_size="4096"), "the same for the WAL"),
    (_wal(volume=None, max_wal_size="40GB"), "without a WAL volume of its own the WAL fills that of the data"),
    (_wal(volume="1Gi"), "PostgreSQL's own max_wal_size of 1GB counts as well"),
    (PostgresProps(storage=Storage(size="0Gi")), "no volume is empty"),
    (PostgresProps(parameters={"logging_collector": "on"}), "repeats what the operator sets"),
    (PostgresProps(parameters={"archive_mode": "off"}), "the operator's defaults silently replace it"),
    (PostgresProps(parameters={"Port": "5433"}), "PostgreSQL ignores the case"),
    (PostgresProps(parameters={"max_connections": "9"}), "has a field of its own"),
    (PostgresProps(pooler=PoolerProps(parameters={"max_client_conn": "9"})), "has a field of its own"),
    (PostgresProps(instances=21), "a bound against slips"),
    (PostgresProps(pod_disruption_budget=True), "blocks every node drain"),
    (PostgresProps(max_connections=60), "the pools would not fit"),
    (PostgresProps(database=""), "the operator would silently call it app"),
    (PostgresProps(owner=""), "the operator would silently name it after the database"),
    (PostgresProps(database="template1"), "initdb makes it"),
    (PostgresProps(owner="postgres"), "the operator's own role"),
    (PostgresProps(owner="pg_monitor"), "PostgreSQL reserves the prefix"),
    (PostgresProps(database="a" * 64), "PostgreSQL would cut it"),
    (PostgresProps(shared_preload_libraries=("a b",)), "PostgreSQL would not start"),
    (PostgresProps(initdb=InitDb(data_checksums=False)), "the operator cannot switch them off from 18 on"),
    (PostgresProps(initdb=InitDb(icu_locale="en-US", builtin_locale="C")), "a CEL rule of the CRD refuses it before"),
    (PostgresProps(initdb=InitDb(encoding="LATIN1", locale="C.UTF-8")), "initdb would fail"),
    (PostgresProps(image=f"{_IMAGE}:16.9", initdb=InitDb(builtin_locale="C")), "initdb of 16 does not know it"),
    (PostgresProps(pooler=PoolerProps(image="ghcr.io/cloudnative-pg/pgbouncer")), "nobody would know the version"),
    (PostgresProps(backup=replace(BACKUP, schedule="0 3 * * *")), "the operator reads minutes as seconds"),
    (
        PostgresProps(
            recovery=RecoveryProps(server_name="old", store=STORE, target_time="2025-03-01 06:00:00"),
        ),
        "without a zone the server's counts",
    ),
    (PostgresProps(backup=BACKUP, recovery=RecoveryProps(server_name=NAME)), "archiving starts in an empty folder"),
    (
        PostgresProps(backup=BACKUP, service_account_annotations={ROLE_ANNOTATION: f"{_ROLE}other"}),
        "there is one ServiceAccount",
    ),
)
"""Settings that only we refuse, and why. The webhook admits them: one that it begins to refuse moves up.

The schema here is the structure of the CRD; its CEL rules are the API server's part.
"""
