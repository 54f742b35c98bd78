from __future__ import annotations

from dataclasses import replace

import pytest

from inference_platform.constructs.pods import Resources
from inference_platform.constructs.postgres import (
    BackupProps,
    InitDb,
    ObjectStoreProps,
    PoolerProps,
    PostgresProps,
    RecoveryProps,
    S3Keys,
    S3Role,
    Storage,
    SynchronousReplication,
)
from inference_platform.constructs.postgres.relations import ROLE_ANNOTATION, archive_problems, role_annotations
from inference_platform.problems import problems_of
from inference_platform.refs import SecretKeyRef, ServiceRef

ARN = "arn:aws:iam::123456789012:role/backups"
STORE = ObjectStoreProps(destination_path="s3://backups/llm", credentials=S3Role(arn=ARN))


def key(name: str) -> SecretKeyRef:
    return SecretKeyRef.existing(name="s3", namespace="llm-platform", key=name)


KEYS = S3Keys(access_key_id=key("ACCESS_KEY_ID"), secret_access_key=key("ACCESS_SECRET_KEY"))


def messages(props: object) -> list[str]:
    return [str(problem) for problem in problems_of(props)]


def test_the_defaults_are_right() -> None:
    assert messages(PostgresProps()) == []


def test_production_settings_are_right() -> None:
    props = PostgresProps(
        instances=3,
        image="ghcr.io/cloudnative-pg/postgresql:17.6",
        storage=Storage(size="100Gi"),
        wal_storage=Storage(size="20Gi"),
        resources=Resources(cpu="2", memory="8Gi"),
        max_connections=200,
        shared_buffers="2GB",
        parameters={"max_wal_size": "8GB", "work_mem": "16MB"},
        synchronous=SynchronousReplication(number=1),
        primary_update_strategy="supervised",
        pod_disruption_budget=True,
        pooler=PoolerProps(instances=3, default_pool_size=40),
        backup=BackupProps(store=STORE),
    )
    assert messages(props) == []


@pytest.mark.parametrize(
    ("props", "expected"),
    [
        (
            PostgresProps(instances=0),
            "instances must be from 1 to 20, got 0; give a number in that range",
        ),
        (
            PostgresProps(image="ghcr.io/cloudnative-pg/postgresql:latest"),
            "image must be an image whose tag begins with a version of PostgreSQL, 13 or newer",
        ),
        (
            PostgresProps(image="ghcr.io/cloudnative-pg/postgresql@sha256:" + "0" * 64),
            "image must be an image whose tag begins with a version of PostgreSQL, 13 or newer",
        ),
        (
            PostgresProps(image="ghcr.io/cloudnative-pg/postgresql:12.22"),
            "image must be an image whose tag begins with a version of PostgreSQL, 13 or newer",
        ),
        (PostgresProps(database="a" * 64), "database must be a PostgreSQL name"),
        (PostgresProps(database="Litellm"), "database must be a PostgreSQL name"),
        (PostgresProps(database="template1"), "database must be none of postgres, template0, template1"),
        (PostgresProps(owner=""), "owner must be a PostgreSQL name"),
        (PostgresProps(owner="pg_monitor"), "owner must be a PostgreSQL name"),
        (PostgresProps(owner="postgres"), "owner must be none of cnpg_pooler_pgbouncer, postgres, streaming_replica"),
        (PostgresProps(storage=Storage(size="20GB")), "storage.size must be a quantity of bytes such as 512Mi"),
        (PostgresProps(storage=Storage(size="0Gi")), "storage.size must be more than nothing"),
        (PostgresProps(storage=Storage(size="1Gi")), "storage.size must be more than max_wal_size 1GB"),
        (PostgresProps(wal_storage=Storage(size="1Gi")), "wal_storage.size must be more than max_wal_size 1GB"),
        (PostgresProps(shared_buffers="256"), "shared_buffers must be a size with its unit such as 256MB"),
        (PostgresProps(shared_buffers="256Mi"), "shared_buffers must be a size with its unit such as 256MB"),
        (PostgresProps(shared_buffers="2GB"), "shared_buffers must be at most the memory request 1Gi, got 2GB"),
        (
            PostgresProps(resources=Resources(memory="2Gi", memory_limit="1Gi")),
            "resources.memory_limit must be at least the request 2Gi",
        ),
        (
            PostgresProps(parameters={"work mem": "16MB"}),
            "parameters[work mem] must be the name of a PostgreSQL parameter",
        ),
        (
            PostgresProps(parameters={"archive_command": "true"}),
            "parameters[archive_command] must be left to CloudNativePG",
        ),
        (PostgresProps(parameters={"max_wal_size": "4"}), "parameters[max_wal_size] must be a size with its unit"),
        (PostgresProps(shared_preload_libraries=("a b",)), "shared_preload_libraries[0] must be the name of a library"),
        (
            PostgresProps(instances=2, synchronous=SynchronousReplication(number=2)),
            "synchronous.number must be less than instances 2, got 2",
        ),
        (
            PostgresProps(primary_update_strategy="supervised"),
            "primary_update_strategy must be unsupervised with one instance",
        ),
        (PostgresProps(pod_disruption_budget=True), "pod_disruption_budget must be left out with one instance"),
        (
            PostgresProps(max_connections=60),
            "max_connections must be at least 63 (2 poolers x (20 default_pool_size + 5 reserve_pool_size)",
        ),
        (
            PostgresProps(pooler=PoolerProps(parameters={"listen_port": "5432"})),
            "pooler.parameters[listen_port] must be a PgBouncer setting that CloudNativePG accepts",
        ),
        (
            PostgresProps(pooler=PoolerProps(image="ghcr.io/cloudnative-pg/pgbouncer")),
            "pooler.image must be an image with a tag other than latest, or a digest",
        ),
        (
            PostgresProps(initdb=InitDb(data_checksums=False)),
            "initdb.data_checksums must be true with PostgreSQL 18 or newer",
        ),
        (
            PostgresProps(image="ghcr.io/cloudnative-pg/postgresql:16.9", initdb=InitDb(builtin_locale="C.UTF-8")),
            "initdb.builtin_locale must be left out before PostgreSQL 17",
        ),
        (
            PostgresProps(initdb=InitDb(icu_locale="en-US", builtin_locale="C")),
            "initdb.builtin_locale must be left out when icu_locale is given",
        ),
        (
            PostgresProps(initdb=InitDb(encoding="SQL_ASCII", icu_locale="en-US")),
            "initdb.encoding must be UTF8 with a locale other than C, got SQL_ASCII; leave it out, or sort by C",
        ),
        (
            PostgresProps(initdb=InitDb(encoding="LATIN1", locale="C.UTF-8")),
            "initdb.encoding must be UTF8 with a locale other than C, got LATIN1",
        ),
        (
            PostgresProps(recovery=RecoveryProps(server_name="old")),
            "recovery.store must be given when there is no backup",
        ),
        (
            PostgresProps(recovery=RecoveryProps(server_name="old", store=STORE), initdb=InitDb(locale="C.UTF-8")),
            "initdb must be left out with recovery",
        ),
        (
            PostgresProps(
                backup=BackupProps(store=STORE),
                service_account_annotations={ROLE_ANNOTATION: "arn:aws:iam::123456789012:role/other"},
            ),
            "backup.store.credentials.arn must be one role for all, because the instances have one ServiceAccount",
        ),
    ],
)
def test_fails_when_a_setting_cannot_work(props: PostgresProps, expected: str) -> None:
    found = messages(props)
    assert len(found) == 1, found
    assert found[0].startswith(expected)


@pytest.mark.parametrize(
    ("backup", "expected"),
    [
        (
            BackupProps(store=STORE, schedule="0 3 * * *"),
            "schedule must be a cron expression of six fields, seconds first, such as 0 0 3 * * *, got '0 3 * * *'; "
            "put the seconds in front of the usual five fields",
        ),
        (
            BackupProps(store=STORE, schedule="0 0 25 * * *"),
            "schedule must be a cron expression whose fields are seconds, minutes, hours, day of month, month, "
            "day of week (0-6), got '0 0 25 * * *'; correct the field that is out of its range; the seconds come first",
        ),
        (
            BackupProps(store=STORE, retention_policy="30"),
            "retention_policy must be a number of days, weeks or months such as 30d, got '30'; "
            "write a whole number with d, w or m",
        ),
        (
            BackupProps(store=replace(STORE, destination_path="/backups")),
            "store.destination_path must be an S3 URL such as s3://bucket/path, got '/backups'; start it with s3://",
        ),
        (
            BackupProps(store=replace(STORE, credentials=S3Role(arn="backups"))),
            "store.credentials.arn must be the ARN of an IAM role such as arn:aws:iam::123456789012:role/backups, "
            "got 'backups'; copy it from the role",
        ),
        (
            BackupProps(store=replace(STORE, endpoint_ca=key("ca.crt"))),
            "store.endpoint_ca must be given together with endpoint, got ca.crt; "
            "name the endpoint, or leave it out for AWS",
        ),
        (
            BackupProps(store=replace(STORE, endpoint="http://minio.example.com:9000", endpoint_ca=key("ca.crt"))),
            "store.endpoint must be a URL with https:// because endpoint_ca is given, got "
            "http://minio.example.com:9000; use https:// or leave endpoint_ca out",
        ),
        (
            RecoveryProps(server_name="old", target_time="2025-03-01 06:00:00"),
            "target_time must be a point in time such as 2025-03-01T06:00:00Z, got '2025-03-01 06:00:00'; write it in "
            "RFC 3339 with its time zone; without one the server's zone would count",
        ),
        (
            RecoveryProps(server_name="old", target_time="2025-02-30T06:00:00Z"),
            "target_time must be a point in time such as 2025-03-01T06:00:00Z, got '2025-02-30T06:00:00Z'; write it in "
            "RFC 3339 with its time zone; without one the server's zone would count",
        ),
    ],
)
def test_fails_when_a_backup_cannot_work(backup: BackupProps | RecoveryProps, expected: str) -> None:
    assert messages(backup) == [expected]


@pytest.mark.parametrize(
    "schedule", ["0 0 3 * * *", "30 */15 1-5 1,15 JAN-JUN MON", "@daily", "@every 1h30m", "0 0 0 31 12 6"]
)
def test_schedules_with_seconds_are_right(schedule: str) -> None:
    assert messages(BackupProps(store=STORE, schedule=schedule)) == []


@pytest.mark.parametrize(
    "schedule",
    ["0 0 5-3 * * *", "0 0 */0 * * *", "0 0 3 * FOO *", "0 0 3 * * MONDAY", "0 0 1-2-3 * * *", "@every 1d", "@every 5"],
)
def test_fails_when_the_operator_cannot_parse_a_field_of_a_schedule(schedule: str) -> None:
    (message,) = messages(BackupProps(store=STORE, schedule=schedule))
    assert message.startswith("schedule must be a cron expression whose fields are seconds, minutes")


def test_fails_when_a_secret_is_written_where_a_reference_belongs() -> None:
    (message,) = messages(S3Keys(access_key_id="AKIA", secret_access_key=key("b")))  # type: ignore[arg-type]
    assert "AKIA" not in message
    assert "name the Secret that holds it" in message


def restored(**backup: str) -> PostgresProps:
    return PostgresProps(
        backup=BackupProps(store=STORE, **backup),  # type: ignore[arg-type]
        recovery=RecoveryProps(server_name="infra-postgresql"),
    )


def test_fails_when_a_restored_cluster_archives_into_the_folder_of_its_backup() -> None:
    (problem,) = archive_problems(restored(), "infra-postgresql")
    assert str(problem) == (
        "backup.server_name must be another than recovery.server_name infra-postgresql, got infra-postgresql; "
        "set it to a new name such as infra-postgresql-2; archiving starts only in an empty folder"
    )


def test_a_restored_cluster_may_archive_elsewhere() -> None:
    assert list(archive_problems(restored(server_name="infra-postgresql-2"), "infra-postgresql")) == []
    assert list(archive_problems(restored(), "other-postgresql")) == []
    elsewhere = RecoveryProps(server_name="infra-postgresql", store=replace(STORE, destination_path="s3://old/llm"))
    assert list(archive_problems(replace(restored(), recovery=elsewhere), "infra-postgresql")) == []
    assert list(archive_problems(PostgresProps(), "infra-postgresql")) == []


def test_every_problem_is_reported_together() -> None:
    props = PostgresProps(
        shared_buffers="2GB", primary_update_strategy="supervised", parameters={"ssl": "off"}, max_connections=20
    )
    fields = [problem.field for problem in problems_of(props)]
    assert fields == ["primary_update_strategy", "shared_buffers", "parameters[ssl]", "max_connections"]


def test_the_service_account_carries_the_role_beside_other_annotations() -> None:
    props = PostgresProps(backup=BackupProps(store=STORE), service_account_annotations={"example.com/team": "llm"})
    assert role_annotations(props) == {"example.com/team": "llm", ROLE_ANNOTATION: ARN}


def test_the_pooler_of_a_transaction_hides_prepared_statements_until_it_tracks_them() -> None:
    assert PoolerProps().prepared_statements is False
    assert PoolerProps(max_prepared_statements=200).prepared_statements is True
    assert PoolerProps(pool_mode="session").prepared_statements is True


@pytest.mark.parametrize(
    ("pooler", "clients"),
    [
        (PoolerProps(instances=1), 1000),
        (PoolerProps(instances=2), 1000),
        (PoolerProps(instances=3, max_client_conn=500), 1000),
        (PoolerProps(instances=3, pool_mode="session"), 40),
    ],
)
def test_the_poolers_promise_what_they_serve_while_one_is_away(pooler: PoolerProps, clients: int) -> None:
    assert pooler.max_client_connections == clients


def test_the_service_of_an_object_store_becomes_its_url() -> None:
    service = ServiceRef.existing(name="minio", namespace="storage", port=9000)
    store = ObjectStoreProps(destination_path="s3://backups/llm", credentials=KEYS, endpoint=service)
    assert store.endpoint_url == "http://minio.storage.svc.cluster.local:9000"
    assert replace(store, endpoint_ca=key("ca.crt")).endpoint_url == "https://minio.storage.svc.cluster.local:9000"
