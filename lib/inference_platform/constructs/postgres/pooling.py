"""The arithmetic of connections, from an application's processes to PostgreSQL, which no component checks."""

from __future__ import annotations

from inference_platform.errors import Problem

__all__ = [
    "DIRECT_CONNECTIONS",
    "SUPERUSER_RESERVED",
    "direct_client_connections",
    "server_connections_problem",
]

SUPERUSER_RESERVED = 3
"""`superuser_reserved_connections` of PostgreSQL: connections that an application never gets."""

DIRECT_CONNECTIONS = 10
"""Connections kept free beside the pools: migrations, the poolers' own password look-ups, and people.

Replication needs none of them: WAL senders have slots of their own (`max_wal_senders`)."""


def direct_client_connections(max_connections: int) -> int:
    """Connections that remain for an application without a pooler."""
    return max(0, max_connections - SUPERUSER_RESERVED - DIRECT_CONNECTIONS)


def server_connections_problem(
    *, max_connections: int, poolers: int, default_pool_size: int, reserve_pool_size: int
) -> Problem | None:
    """What is wrong when the poolers can open more connections than PostgreSQL accepts.

    CloudNativePG does not check it; PostgreSQL answers "too many clients" under load. A single pooler counts
    twice, because its rollout runs the new pod beside the old one.

    Args:
        max_connections: `max_connections` of PostgreSQL.
        poolers: Pods of the pooler.
        default_pool_size: Server connections of one pod for the application.
        reserve_pool_size: Server connections that it adds under load.
    """
    pods = max(poolers, 2)
    most = pods * (default_pool_size + reserve_pool_size)
    if most <= direct_client_connections(max_connections):
        return None
    return Problem(
        field="max_connections",
        must_be=f"at least {most + SUPERUSER_RESERVED + DIRECT_CONNECTIONS} ({pods} poolers x ({default_pool_size} "
        f"default_pool_size + {reserve_pool_size} reserve_pool_size) + {SUPERUSER_RESERVED} for superusers "
        f"+ {DIRECT_CONNECTIONS} for direct connections)",
        got=max_connections,
        do="raise it, or lower pooler.default_pool_size",
    )
