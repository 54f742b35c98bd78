from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import MISSING, fields, is_dataclass, replace
from typing import Any

import cdk8s
import pytest

from inference_platform.constructs.pods import Placement, Resources, Toleration
from inference_platform.constructs.postgres import (
    BackupProps,
    InitDb,
    ObjectStoreProps,
    PoolerProps,
    Postgres,
    PostgresProps,
    S3Keys,
    Storage,
    SynchronousReplication,
)
from inference_platform.constructs.wiring import Wiring
from inference_platform.refs import (
    PriorityClassRef,
    SecretKeyRef,
    SecretRef,
    ServiceRef,
    StorageClassRef,
)

NAME = "infra-postgresql"
NAMESPACE = "llm-platform"
PLUGIN = "barman-cloud.cloudnative-pg.io"
Find = Callable[..., dict[str, Any]]


@pytest.fixture
def app() -> cdk8s.App:
    """Made by Python: the tree of `Testing.app()` has another root object each time that it is asked for."""
    return cdk8s.App()


def key(name: str, namespace: str = NAMESPACE) -> SecretKeyRef:
    return SecretKeyRef.existing(name="backup-s3", namespace=namespace, key=name)


PLACEMENT = Placement(
    node_selector={"example.com/pool": "database"},
    tolerations=(Toleration(key="dedicated", operator="Equal", value="db", effect="NoExecute", toleration_seconds=60),),
    priority_class=PriorityClassRef.existing("high"),
)
RESOURCES = Resources(cpu="2", memory="8Gi", cpu_limit="4", memory_limit="9Gi")
STORE = ObjectStoreProps(
    destination_path="s3://backups/llm",
    credentials=S3Keys(
        access_key_id=key("id"), secret_access_key=key("secret"), session_token=key("token"), region=key("region")
    ),
    endpoint="https://s3.example.com:9000",
    endpoint_ca=key("ca.crt"),
    wal_compression="zstd",
    data_compression="lz4",
    encryption="AES256",
    wal_max_parallel=4,
    data_jobs=8,
    tags={"team": "llm"},
    sidecar=RESOURCES,
)
POOLER = PoolerProps(
    instances=3,
    image="registry.example.com/pgbouncer:1.25.1",
    pool_mode="session",
    max_client_conn=2000,
    default_pool_size=30,
    reserve_pool_size=10,
    max_prepared_statements=200,
    parameters={"server_idle_timeout": "60"},
    resources=RESOURCES,
    placement=PLACEMENT,
)
EVERYTHING = PostgresProps(
    instances=3,
    image="registry.example.com/postgresql:17.6",
    image_pull_secrets=(SecretRef.existing(name="registry", namespace=NAMESPACE),),
    database="spend",
    owner="accountant",
    initdb=InitDb(
        encoding="LATIN1",
        locale="POSIX",
        builtin_locale="C",
        data_checksums=False,
        post_init_application_sql=("CREATE EXTENSION pg_stat_statements",),
    ),
    storage=Storage(size="100Gi", storage_class=StorageClassRef.existing("gp3")),
    wal_storage=Storage(size="10Gi", storage_class=StorageClassRef.existing("io2")),
    resources=RESOURCES,
    max_connections=200,
    shared_buffers="2GB",
    parameters={"work_mem": "16MB"},
    shared_preload_libraries=("pg_stat_statements",),
    synchronous=SynchronousReplication(number=2, method="first", data_durability="preferred"),
    primary_update_strategy="supervised",
    primary_update_method="switchover",
    pod_disruption_budget=True,
    anti_affinity="required",
    topology_key="kubernetes.io/hostname",
    placement=PLACEMENT,
    superuser_access=True,
    service_account_annotations={"example.com/team": "llm"},
    pooler=POOLER,
    backup=BackupProps(
        store=STORE, schedule="0 30 2 * * *", retention_policy="8w", immediate=False, server_name="infra-postgresql-2"
    ),
    monitoring=False,
    monitor_labels={"release": "prometheus"},
    scrape_interval="1m",
    log_level="debug",
    operator_namespace="operators",
)
ALLOWED_DEFAULTS = {"recovery", "initdb.icu_locale"}


def left_at_default(props: Any, prefix: str = "") -> Iterator[str]:
    """Fields of a dataclass, and of those in it, that still have their default."""
    for field in fields(props):
        value = getattr(props, field.name)
        if field.default is not MISSING and value == field.default:
            yield f"{prefix}{field.name}"
        elif is_dataclass(value) and value.__class__.__module__.startswith("inference_platform.constructs"):
            yield from left_at_default(value, f"{prefix}{field.name}.")


def build(chart: cdk8s.Chart, props: PostgresProps | None = None, name: str = NAME) -> Postgres:
    return Postgres(chart, "postgresql", name=name, props=props or PostgresProps())


def test_everything_set_leaves_no_field_at_its_default() -> None:
    assert set(left_at_default(EVERYTHING)) == ALLOWED_DEFAULTS


def test_everything_set_reaches_the_cluster(chart: cdk8s.Chart, find: Find) -> None:
    build(chart, EVERYTHING)
    assert find(chart, "Cluster")["spec"] == {
        "affinity": {
            "enablePodAntiAffinity": True,
            "podAntiAffinityType": "required",
            "topologyKey": "kubernetes.io/hostname",
            "nodeSelector": {"example.com/pool": "database"},
            "tolerations": [
                {
                    "key": "dedicated",
                    "operator": "Equal",
                    "value": "db",
                    "effect": "NoExecute",
                    "tolerationSeconds": 60,
                }
            ],
        },
        "bootstrap": {
            "initdb": {
                "database": "spend",
                "owner": "accountant",
                "encoding": "LATIN1",
                "localeCollate": "POSIX",
                "localeCType": "POSIX",
                "localeProvider": "builtin",
                "builtinLocale": "C",
                "dataChecksums": False,
                "postInitApplicationSQL": ["CREATE EXTENSION pg_stat_statements"],
            }
        },
        "enablePDB": True,
        "enableSuperuserAccess": True,
        "imageName": "registry.example.com/postgresql:17.6",
        "imagePullSecrets": [{"name": "registry"}],
        "instances": 3,
        "logLevel": "debug",
        "plugins": [
            {
                "name": PLUGIN,
                "isWALArchiver": True,
                "parameters": {"barmanObjectName": NAME, "serverName": "infra-postgresql-2"},
            }
        ],
        "postgresql": {
            "parameters": {"max_connections": "200", "shared_buffers": "2GB", "work_mem": "16MB"},
            "shared_preload_libraries": ["pg_stat_statements"],
            "synchronous": {"method": "first", "number": 2, "dataDurability": "preferred"},
        },
        "primaryUpdateMethod": "switchover",
        "primaryUpdateStrategy": "supervised",
        "priorityClassName": "high",
        "resources": {
            "requests": {"cpu": "2", "memory": "8Gi"},
            "limits": {"cpu": "4", "memory": "9Gi"},
        },
        "serviceAccountTemplate": {"metadata": {"annotations": {"example.com/team": "llm"}}},
        "storage": {"size": "100Gi", "storageClass": "gp3"},
        "walStorage": {"size": "10Gi", "storageClass": "io2"},
    }


def test_everything_set_reaches_the_pooler(chart: cdk8s.Chart, find: Find) -> None:
    build(chart, EVERYTHING)
    spec = find(chart, "Pooler")["spec"]
    pod = spec["template"]["spec"]
    assert spec["instances"] == 3
    assert spec["pgbouncer"] == {
        "image": "registry.example.com/pgbouncer:1.25.1",
        "poolMode": "session",
        "parameters": {
            "default_pool_size": "30",
            "max_client_conn": "2000",
            "max_prepared_statements": "200",
            "reserve_pool_size": "10",
            "server_idle_timeout": "60",
        },
    }
    assert pod["nodeSelector"] == {"example.com/pool": "database"}
    assert pod["tolerations"][0]["tolerationSeconds"] == 60
    assert pod["priorityClassName"] == "high"
    assert pod["imagePullSecrets"] == [{"name": "registry"}]


def test_everything_set_reaches_the_object_store(chart: cdk8s.Chart, find: Find) -> None:
    build(chart, EVERYTHING)
    resources = {"requests": {"cpu": "2", "memory": "8Gi"}, "limits": {"cpu": "4", "memory": "9Gi"}}
    assert find(chart, "ObjectStore", NAME)["spec"] == {
        "retentionPolicy": "8w",
        "configuration": {
            "destinationPath": "s3://backups/llm",
            "endpointURL": "https://s3.example.com:9000",
            "endpointCA": {"name": "backup-s3", "key": "ca.crt"},
            "s3Credentials": {
                "accessKeyId": {"name": "backup-s3", "key": "id"},
                "secretAccessKey": {"name": "backup-s3", "key": "secret"},
                "sessionToken": {"name": "backup-s3", "key": "token"},
                "region": {"name": "backup-s3", "key": "region"},
            },
            "wal": {"compression": "zstd", "encryption": "AES256", "maxParallel": 4},
            "data": {"compression": "lz4", "encryption": "AES256", "jobs": 8},
            "tags": {"team": "llm"},
        },
        "instanceSidecarConfiguration": {
            "resources": resources,
            "env": [
                {"name": "AWS_REQUEST_CHECKSUM_CALCULATION", "value": "when_required"},
                {"name": "AWS_RESPONSE_CHECKSUM_VALIDATION", "value": "when_required"},
            ],
        },
    }


def test_everything_set_reaches_the_schedule(chart: cdk8s.Chart, find: Find) -> None:
    build(chart, EVERYTHING)
    assert find(chart, "ScheduledBackup", f"{NAME}-backup")["spec"] == {
        "schedule": "0 30 2 * * *",
        "immediate": False,
        "backupOwnerReference": "self",
        "cluster": {"name": NAME},
        "method": "plugin",
        "pluginConfiguration": {"name": PLUGIN},
    }


def test_what_must_exist_outside_is_recorded(chart: cdk8s.Chart) -> None:
    service = ServiceRef.existing(name="minio", namespace="storage", port=9000)
    store = replace(STORE, endpoint=service)
    build(chart, replace(EVERYTHING, backup=BackupProps(store=store)))
    expected = {(each.kind, each.name, each.keys) for each in Wiring.of(chart).external_objects}
    assert expected == {
        ("PriorityClass", "high", ()),
        ("Secret", "backup-s3", ("ca.crt", "id", "region", "secret", "token")),
        ("Secret", "registry", (".dockerconfigjson",)),
        ("Service", "minio", ()),
        ("StorageClass", "gp3", ()),
        ("StorageClass", "io2", ()),
    }
