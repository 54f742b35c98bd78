"""PostgreSQL for LiteLLM, run by CloudNativePG, with PgBouncer in front and backups in an object store."""

from inference_platform.constructs.postgres.backup import (
    BackupProps,
    ObjectStoreProps,
    RecoveryProps,
    S3Keys,
    S3Role,
)
from inference_platform.constructs.postgres.construct import Postgres
from inference_platform.constructs.postgres.initdb import InitDb
from inference_platform.constructs.postgres.pooler import PoolerProps
from inference_platform.constructs.postgres.props import PostgresProps, Storage, SynchronousReplication

__all__ = [
    "BackupProps",
    "InitDb",
    "ObjectStoreProps",
    "PoolerProps",
    "Postgres",
    "PostgresProps",
    "RecoveryProps",
    "S3Keys",
    "S3Role",
    "Storage",
    "SynchronousReplication",
]
