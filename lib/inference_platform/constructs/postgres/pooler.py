"""Settings of the PgBouncer pooler in front of the database."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Annotated, Literal

from inference_platform import versions
from inference_platform.constructs.pods import Placement, Resources
from inference_platform.constructs.postgres.rules import pooler_parameter_problems
from inference_platform.errors import Problem
from inference_platform.units import Between, ImageReference, Replicas

__all__ = ["PoolerProps"]


@dataclass(frozen=True, slots=True, kw_only=True)
class PoolerProps:
    """PgBouncer, so that many clients share few connections of PostgreSQL.

    Prepared statements: by default the pooler tracks none (`max_prepared_statements` 0) and the connection tells
    clients not to use them; LiteLLM then puts `pgbouncer=true` into Prisma's URL. The other consistent choice is
    a number above 0, and the connection says that they work. The default is the one without statements: it
    works with every PgBouncer, and a rolling migration cannot break clients that still hold statements on the
    old schema ("cached plan must not change result type"). It costs one more parse for each query.
    """

    instances: Replicas = 2
    """Pods of the pooler; with 2 one can be replaced while the other serves."""

    image: ImageReference = versions.PGBOUNCER_IMAGE
    """Image of PgBouncer."""

    pool_mode: Literal["transaction", "session"] = "transaction"
    """How long a client holds a server connection: for a transaction, or until it disconnects."""

    max_client_conn: Annotated[int, Between(1, 100_000)] = 1000
    """Client connections that each pod accepts."""

    default_pool_size: Annotated[int, Between(1, 10_000)] = 20
    """Server connections that each pod opens for the application."""

    reserve_pool_size: Annotated[int, Between(0, 10_000)] = 5
    """Server connections that each pod adds when clients wait for more than `reserve_pool_timeout` (5 s)."""

    max_prepared_statements: Annotated[int, Between(0, 10_000)] = 0
    """Prepared statements that a pod tracks on each server connection; 0 tracks none, see above."""

    parameters: Mapping[str, str] | None = None
    """More settings of PgBouncer, only those that CloudNativePG accepts. Default: none."""

    resources: Resources = Resources(cpu="100m", memory="256Mi")
    """CPU and memory of each pod; PgBouncer uses one CPU at most."""

    placement: Placement = Placement()
    """Where the pods run; they are spread over nodes and zones in any case."""

    def rules(self) -> Iterator[Problem]:
        """Only settings that the operator accepts, and none of them twice."""
        yield from pooler_parameter_problems(self.parameters or {})

    @property
    def prepared_statements(self) -> bool:
        """Whether a client's named prepared statements survive."""
        return self.pool_mode == "session" or self.max_prepared_statements > 0

    @property
    def max_client_connections(self) -> int:
        """Clients that are served while one pod is away, as in every rollout.

        In session mode a client that got no server connection waits for another client to leave, so there the
        pool limits the clients.
        """
        each = self.max_client_conn
        if self.pool_mode == "session":
            each = min(each, self.default_pool_size)
        return each * max(1, self.instances - 1)

    def settings(self) -> dict[str, str]:
        """Everything for `pgbouncer.parameters`; PgBouncer's are texts."""
        return {
            **(self.parameters or {}),
            "default_pool_size": str(self.default_pool_size),
            "max_client_conn": str(self.max_client_conn),
            "max_prepared_statements": str(self.max_prepared_statements),
            "reserve_pool_size": str(self.reserve_pool_size),
        }
