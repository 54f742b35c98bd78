"""Environment variables of the LiteLLM containers: which ones, from where, and which names never work."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from inference_platform.connections import DatabaseConnection
from inference_platform.constructs.litellm.known import known_names, nearest
from inference_platform.constructs.litellm.version import LiteLLMVersion
from inference_platform.errors import Problem
from inference_platform.refs import SecretKeyRef

__all__ = [
    "EnvironmentVariable",
    "close_names",
    "database_environment",
    "environment_problems",
    "for_migration",
]

DEAD = {
    "DATABASE_CONNECTION_POOL_LIMIT": "use general_settings.database_connection_pool_limit",
    "DATABASE_CONNECTION_TIMEOUT": "use general_settings.database_connection_pool_timeout",
    "DATABASE_PORT": "give the port to DatabaseConnection; LiteLLM takes it only with the host",
    "DISABLE_SPEND_LOGS": "use logging.disable_spend_logs",
    "EXPERIMENTAL_MULTI_INSTANCE_RATE_LIMITING": "remove it; limits are counted in Redis as soon as there is a cache",
    "LITELLM_DONT_STORE_PROMPTS": "use logging.store_prompts_in_spend_logs",
    "SEPARATE_HEALTH_APP": "remove it; probe /health/readiness and /health/liveliness on the main port",
    "SEPARATE_HEALTH_PORT": "remove it; probe /health/readiness and /health/liveliness on the main port",
    "USE_PRISMA_MIGRATE": "remove it; migrations are what LiteLLM does anyway",
}
"""Names that charts set and no version of LiteLLM reads (or only beside another), and what works instead."""

OURS = {
    "CONFIG_FILE_PATH": "remove it; the configuration is mounted where --config says",
    "DATABASE_HOST": "hand a database connection over",
    "DATABASE_NAME": "hand a database connection over",
    "DATABASE_PASSWORD": "hand a database connection over",
    "DATABASE_SCHEMA": "remove it; poolers refuse the search_path that it makes Prisma send",
    "DATABASE_SSLMODE": "use DatabaseConnection.sslmode",
    "DATABASE_URL": "hand a database connection over; a URL would carry the password",
    "DATABASE_USER": "hand a database connection over",
    "DATABASE_USERNAME": "hand a database connection over",
    "DIRECT_URL": "hand a database connection over; its direct_host is where migrations go",
    "DISABLE_SCHEMA_UPDATE": "remove it; the migration Job alone changes the schema",
    "GRACEFUL_SHUTDOWN_TIMEOUT": "use graceful_shutdown_timeout",
    "HOST": "remove it; --host says it",
    "LITELLM_LOCAL_MODEL_COST_MAP": "use local_model_cost_map",
    "LITELLM_LOG": "use log_level",
    "LITELLM_MASTER_KEY": "hand master_key over as a key of a Secret",
    "LITELLM_MIGRATION_DIR": "remove it; the migration Job sets it",
    "LITELLM_MODE": "remove it; it is PRODUCTION",
    "LITELLM_SALT_KEY": "hand salt_key over as a key of a Secret",
    "NUM_WORKERS": "use workers",
    "PORT": "use port",
    "PROMETHEUS_METRICS_PORT": "use metrics_port",
    "PROMETHEUS_MULTIPROC_DIR": "remove it; it is set when it is needed",
    "PROXY_BATCH_WRITE_AT": "use general_settings.proxy_batch_write_at",
    "PROXY_MASTER_KEY": "hand master_key over as a key of a Secret",
    "REDIS_CLUSTER_NODES": "hand a cache connection over",
    "REDIS_DB": "hand a cache connection over",
    "REDIS_HOST": "hand a cache connection over; beside Sentinels this name makes LiteLLM fail",
    "REDIS_PASSWORD": "hand a cache connection over",
    "REDIS_PORT": "hand a cache connection over; beside Sentinels this name makes LiteLLM fail",
    "REDIS_SENTINEL_NODES": "hand a cache connection over",
    "REDIS_SENTINEL_PASSWORD": "hand a cache connection over",
    "REDIS_SERVICE_NAME": "hand a cache connection over",
    "REDIS_SSL": "hand a cache connection over",
    "REDIS_URL": "hand a cache connection over; a URL would carry the password",
    "REDIS_USERNAME": "hand a cache connection over",
    "REQUEST_TIMEOUT": "use litellm_settings.request_timeout",
    "STORE_MODEL_IN_DB": "use general_settings.store_model_in_db",
    "STORE_PROMPTS_IN_SPEND_LOGS": "use logging.store_prompts_in_spend_logs",
}
"""Names that are set from typed fields or from connections, or that would work against them."""

_OWN_PREFIXES = ("LITELLM_", "DATABASE_", "PROXY_", "PROMETHEUS_", "REDIS_")
_SECRET = re.compile(r"(_API_KEY|_ACCESS_KEY|_PASSWORD|_PRIVATE_KEY|_SECRET|_SECRET_KEY|_TOKEN|_WEBHOOK_URL)$")
_FOR_MIGRATION = ("DATABASE_", "LITELLM_PRISMA_", "PRISMA_", "USE_V2_MIGRATION_RESOLVER")


@dataclass(frozen=True, slots=True, kw_only=True)
class EnvironmentVariable:
    """One environment variable of a container."""

    name: str
    """Its name."""

    value: str | SecretKeyRef
    """Text that everybody may read, or the key of a Secret in the pod's namespace."""


def database_environment(database: DatabaseConnection, *, direct: bool) -> Iterator[EnvironmentVariable]:
    """The connection in parts, from which LiteLLM builds its URL and quotes the password.

    LiteLLM reads no variable for the port, so it stands with the host. Passwords with blanks do not survive the
    quoting; those of CloudNativePG have none. TLS comes with its mode only: without the variable Prisma prefers TLS,
    and it checks the certificate only if DATABASE_SSLROOTCERT names a file with the authority.

    Args:
        database: The database.
        direct: Whether the read-write server is meant, not the pooler.
    """
    host, port = (database.direct_host, database.direct_port) if direct else (database.host, database.port)
    yield EnvironmentVariable(name="DATABASE_HOST", value=f"{host}:{port}")
    yield EnvironmentVariable(name="DATABASE_NAME", value=database.database)
    yield EnvironmentVariable(name="DATABASE_USERNAME", value=database.username)
    yield EnvironmentVariable(name="DATABASE_PASSWORD", value=database.password)
    if database.sslmode != "prefer":
        yield EnvironmentVariable(name="DATABASE_SSLMODE", value=database.sslmode)
    yield EnvironmentVariable(name="DISABLE_SCHEMA_UPDATE", value="false" if direct else "true")


def environment_problems(
    extra: Mapping[str, str | SecretKeyRef], *, used: Collection[str], version: LiteLLMVersion
) -> Iterator[Problem]:
    """Variables that nothing reads, that work against others, or that would show a secret.

    Args:
        extra: The variables.
        used: Names that config.yaml refers to; nobody else has to know them.
        version: LiteLLM's version.
    """
    known = _known(version)
    for name, value in extra.items():
        field = f"extra_environment[{name}]"
        instead = DEAD.get(name) or OURS.get(name)
        if instead:
            must_be = "one that LiteLLM reads" if name in DEAD else "left to what sets it"
            yield Problem(field=field, must_be=must_be, got=name, do=instead)
        elif isinstance(value, str) and _SECRET.search(name):
            yield Problem(
                field=field, must_be="a key of a Secret", got="a text", do="hand over SecretRef.existing(...).key(...)"
            )
        elif name.startswith(_OWN_PREFIXES) and name not in known and name not in used:
            yield Problem(
                field=field,
                must_be=f"a variable that LiteLLM {version} reads",
                got=name,
                do=nearest(name, known),
            )


def close_names(
    extra: Mapping[str, str | SecretKeyRef], *, used: Collection[str], version: LiteLLMVersion
) -> Iterator[str]:
    """Sentences about variables that LiteLLM does not read, but whose names look like ones that it does."""
    known = _known(version)
    for name in extra:
        if name not in known and name not in used and not name.startswith(_OWN_PREFIXES):
            hint = nearest(name, known)
            if hint.startswith("did you mean"):
                yield f"extra_environment[{name}] is no variable that LiteLLM {version} reads; {hint}"


def for_migration(extra: Mapping[str, str | SecretKeyRef]) -> Iterator[EnvironmentVariable]:
    """Those of the extra variables that matter to the migration."""
    for name, value in extra.items():
        if name.startswith(_FOR_MIGRATION):
            yield EnvironmentVariable(name=name, value=value)


@cache
def _known(version: LiteLLMVersion) -> Mapping[str, str]:
    """Every name that is read, with the options of Redis that LiteLLM looks up as `REDIS_<OPTION>`."""
    redis = {f"REDIS_{name.upper()}": kind for name, kind in known_names("cache_params", version).items()}
    return redis | dict(known_names("environment", version))
