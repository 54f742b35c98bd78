"""The database of LiteLLM."""

from __future__ import annotations

from cdk8s import App, Chart

from inference_platform.constructs.postgres import Postgres, PostgresProps
from inference_platform.environment import Environment

__all__ = ["DatabaseChart"]


class DatabaseChart(Chart):
    """PostgreSQL with its pooler and backups."""

    def __init__(self, app: App, id: str, *, environment: Environment, props: PostgresProps) -> None:
        super().__init__(app, id, namespace=environment.namespace, disable_resource_name_hashes=True)
        postgres = Postgres(self, "postgresql", name=f"{environment.platform}-postgresql", props=props)
        self.connection = postgres.connection
        """How to reach it."""
