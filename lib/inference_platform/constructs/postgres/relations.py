"""Rules between the settings of a database cluster, as functions of the whole."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from inference_platform.constructs.postgres.pooling import server_connections_problem
from inference_platform.constructs.postgres.rules import (
    major_version_of,
    parameter_problems,
    size_of,
    wal_size_problems,
)
from inference_platform.errors import Problem
from inference_platform.units import bytes_of

if TYPE_CHECKING:
    from inference_platform.constructs.postgres.backup import ObjectStoreProps
    from inference_platform.constructs.postgres.props import PostgresProps

__all__ = ["ROLE_ANNOTATION", "archive_problems", "cluster_problems", "object_stores", "role_annotations"]

ROLE_ANNOTATION = "eks.amazonaws.com/role-arn"
"""Annotation of a ServiceAccount by which EKS gives its pods an IAM role."""

_RESERVED_DATABASES = ("postgres", "template0", "template1")
_RESERVED_ROLES = ("cnpg_pooler_pgbouncer", "postgres", "streaming_replica")


def cluster_problems(props: PostgresProps) -> Iterator[Problem]:
    """Every broken rule between the fields of `props`."""
    parameters = props.parameters or {}
    yield from _reserved_name_problems(props)
    yield from _instance_problems(props)
    yield from _memory_problems(props)
    yield from parameter_problems(parameters, instances=props.instances)
    wal = props.wal_storage or props.storage
    yield from wal_size_problems(
        parameters,
        volume=wal.size,
        volume_bytes=bytes_of(wal.size),
        volume_field="wal_storage.size" if props.wal_storage else "storage.size",
    )
    yield from _connection_problems(props)
    yield from props.initdb.version_problems(major_version_of(props.image))
    yield from _recovery_problems(props)
    yield from _role_problems(props)


def archive_problems(props: PostgresProps, name: str) -> Iterator[Problem]:
    """A restored cluster would archive into the folder that it was restored from, which the operator refuses.

    Args:
        props: The settings.
        name: Name of the database cluster, which is the folder unless `backup.server_name` says otherwise.
    """
    if props.backup is None or props.recovery is None:
        return
    source = props.recovery.store or props.backup.store
    own = props.backup.server_name or name
    if source.place == props.backup.store.place and props.recovery.server_name == own:
        yield Problem(
            field="backup.server_name",
            must_be=f"another than recovery.server_name {own}",
            got=own,
            do=f"set it to a new name such as {own}-2; archiving starts only in an empty folder",
        )


def object_stores(props: PostgresProps) -> tuple[ObjectStoreProps, ...]:
    """The stores that the instances reach: for backups, and the one to recover from if it is another."""
    backup = props.backup.store if props.backup else None
    recovery = props.recovery.store if props.recovery else None
    return tuple(store for store in (backup, recovery) if store is not None)


def role_annotations(props: PostgresProps) -> dict[str, str]:
    """Annotations of the instances' ServiceAccount, with the role of the object stores."""
    annotations = dict(props.service_account_annotations or {})
    for store in object_stores(props):
        if store.role_arn:
            annotations[ROLE_ANNOTATION] = store.role_arn
    return annotations


def _reserved_name_problems(props: PostgresProps) -> Iterator[Problem]:
    for field, value, reserved in (
        ("database", props.database, _RESERVED_DATABASES),
        ("owner", props.owner, _RESERVED_ROLES),
    ):
        if value in reserved:
            yield Problem(
                field=field,
                must_be="none of " + ", ".join(reserved),
                got=value,
                do="choose a name of its own for the application",
            )


def _instance_problems(props: PostgresProps) -> Iterator[Problem]:
    alone = props.instances == 1
    if alone and props.primary_update_strategy == "supervised":
        yield Problem(
            field="primary_update_strategy",
            must_be="unsupervised with one instance",
            got=props.primary_update_strategy,
            do="leave it out, or run more instances to switch over to",
        )
    if alone and props.pod_disruption_budget:
        yield Problem(
            field="pod_disruption_budget",
            must_be="left out with one instance",
            got=props.pod_disruption_budget,
            do="remove it or run more instances; a budget for a single primary blocks every node drain",
        )
    if props.synchronous and props.synchronous.number >= props.instances:
        yield Problem(
            field="synchronous.number",
            must_be=f"less than instances {props.instances}",
            got=props.synchronous.number,
            do="lower it or run more instances; the primary does not confirm to itself",
        )


def _memory_problems(props: PostgresProps) -> Iterator[Problem]:
    if size_of(props.shared_buffers) > bytes_of(props.resources.memory):
        yield Problem(
            field="shared_buffers",
            must_be=f"at most the memory request {props.resources.memory}",
            got=props.shared_buffers,
            do="lower it to about a quarter of resources.memory, or raise that",
        )


def _connection_problems(props: PostgresProps) -> Iterator[Problem]:
    if props.pooler is None:
        return
    problem = server_connections_problem(
        max_connections=props.max_connections,
        poolers=props.pooler.instances,
        default_pool_size=props.pooler.default_pool_size,
        reserve_pool_size=props.pooler.reserve_pool_size,
    )
    if problem:
        yield problem


def _recovery_problems(props: PostgresProps) -> Iterator[Problem]:
    if props.recovery is None:
        return
    if props.recovery.store is None and props.backup is None:
        yield Problem(
            field="recovery.store",
            must_be="given when there is no backup",
            got=None,
            do="say where the backup lies",
        )
    if props.initdb != type(props.initdb)():
        yield Problem(
            field="initdb",
            must_be="left out with recovery",
            got="other settings than the default",
            do="remove it; a restored cluster keeps the encoding, locale and checksums of its backup",
        )


def _role_problems(props: PostgresProps) -> Iterator[Problem]:
    given = (props.service_account_annotations or {}).get(ROLE_ANNOTATION)
    arns = {arn for arn in (given, *(store.role_arn for store in object_stores(props))) if arn}
    if len(arns) > 1:
        yield Problem(
            field="backup.store.credentials.arn",
            must_be="one role for all, because the instances have one ServiceAccount",
            got=", ".join(sorted(arns)),
            do="let one role reach both stores, and name it once",
        )
