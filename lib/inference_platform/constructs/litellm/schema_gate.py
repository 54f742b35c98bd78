"""Waiting for the database: init containers that let nothing start before its server, or its schema, is there."""

from __future__ import annotations

from typing import Literal

from inference_platform.connections import DatabaseConnection
from inference_platform.constructs.pods import (
    Resources,
    env_secret,
    env_value,
    resource_requirements,
    restricted_container,
)
from inference_platform.refs import SecretKeyRef
from inference_platform_crds import k8s

__all__ = ["wait_container"]

# The image has psycopg (extra `extra-proxy` of LiteLLM) and the migrations (`litellm_proxy_extras`). Names of
# migrations begin with a timestamp, and Prisma applies them in that order: the newest one stands for all.
# The connection comes from libpq's own variables, so that no password has to be quoted into a URL.
_SCRIPT = """\
import pathlib, sys, time
import psycopg

what, seconds = sys.argv[1], float(sys.argv[2])
query, arguments, done = "SELECT 1", (), "the database answers"
if what == "schema":
    import litellm_proxy_extras
    folder = pathlib.Path(litellm_proxy_extras.__file__).parent / "migrations"
    newest = max(entry.name for entry in folder.iterdir() if entry.is_dir())
    query = (
        "SELECT 1 FROM _prisma_migrations WHERE migration_name = %s"
        " AND finished_at IS NOT NULL AND rolled_back_at IS NULL"
    )
    arguments, done = (newest,), "migration " + newest + " is applied"
end = time.monotonic() + seconds
while True:
    try:
        with psycopg.connect("", autocommit=True, connect_timeout=5, prepare_threshold=None) as connection:
            if connection.execute(query, arguments).fetchone():
                print(done, flush=True)
                sys.exit(0)
        problem = "migration " + newest + " is not applied yet"
    except psycopg.Error as error:
        problem = str(error).strip()
    print("waiting:", problem, flush=True)
    if time.monotonic() > end:
        sys.exit("gave up after " + sys.argv[2] + " s")
    time.sleep(3)
"""


def wait_container(
    *,
    image: str,
    pull_policy: Literal["Always", "IfNotPresent", "Never"] | None,
    database: DatabaseConnection,
    wait_for: Literal["database", "schema"],
    seconds: int,
) -> k8s.Container:
    """An init container that waits for the database.

    Args:
        image: LiteLLM's image; nothing else has to be pulled, and its own migrations are what it waits for.
        pull_policy: When the image is pulled.
        database: The database.
        wait_for: `database` asks the read-write server whether it answers, the way migrations go; `schema` asks,
            the way the proxy goes, whether the image's newest migration is applied.
        seconds: How long, in seconds; then the container fails, and the pod shows it.
    """
    direct = wait_for == "database"
    return k8s.Container(
        name=f"wait-for-{wait_for}",
        image=image,
        image_pull_policy=pull_policy,
        command=["python", "-c", _SCRIPT, wait_for, str(seconds)],
        env=_libpq(
            database,
            database.direct_host if direct else database.host,
            database.direct_port if direct else database.port,
        ),
        resources=resource_requirements(Resources(cpu="50m", memory="128Mi")),
        security_context=restricted_container(),
    )


def _libpq(database: DatabaseConnection, host: str, port: int) -> list[k8s.EnvVar]:
    return [
        env_value("PGHOST", host),
        env_value("PGPORT", str(port)),
        env_value("PGDATABASE", database.database),
        _either("PGUSER", database.username),
        env_secret("PGPASSWORD", database.password),
        env_value("PGSSLMODE", database.sslmode),
    ]


def _either(name: str, value: str | SecretKeyRef) -> k8s.EnvVar:
    return env_secret(name, value) if isinstance(value, SecretKeyRef) else env_value(name, value)
