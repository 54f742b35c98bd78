"""Turns settings that are known to be right into config.yaml, arguments and environment variables."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from inference_platform.constructs.litellm.config_props import ConfigInputs, ConfigProps
from inference_platform.constructs.litellm.environment_variables import (
    EnvironmentVariable,
    database_environment,
    for_migration,
)
from inference_platform.constructs.litellm.known import ENVIRONMENT_REFERENCE
from inference_platform.constructs.litellm.models import LiteLLMModel
from inference_platform.constructs.litellm.servers import secret_variable
from inference_platform.constructs.litellm.version import Feature
from inference_platform.refs import SecretKeyRef

__all__ = [
    "CONFIG_FILE",
    "METRICS_DIRECTORY",
    "arguments",
    "config_yaml",
    "migration_environment",
    "model_keys",
    "proxy_environment",
]

CONFIG_FILE = "/etc/litellm/config.yaml"
"""Where the proxy expects its configuration."""

METRICS_DIRECTORY = "/tmp/prometheus"
"""Where the processes of a pod put their metrics; LiteLLM makes and empties it at every start."""

_MASTER_KEY = "PROXY_MASTER_KEY"


def config_yaml(inputs: ConfigInputs) -> dict[str, Any]:
    """The plain data of config.yaml."""
    props, models = inputs.props, inputs.models
    general = {
        "master_key": ENVIRONMENT_REFERENCE + _MASTER_KEY,
        **props.general_settings.as_config(with_database=inputs.database is not None),
        **(props.logging.as_config() if inputs.database else {}),
        **props.cache.general_settings(inputs.cache, props.litellm),
    }
    if inputs.database and not inputs.database.prepared_statements:
        general["database_disable_prepared_statements"] = True
    litellm = props.litellm_settings.as_config() | props.cache.litellm_settings(inputs.cache, props.litellm)
    router = props.router_settings.as_config(models, props.litellm)
    sections = {
        "model_list": [entry for model in models for entry in model.as_config()],
        "general_settings": {**general, **(props.extra_general_settings or {})},
        "litellm_settings": {**litellm, **(props.extra_litellm_settings or {})},
        "router_settings": {**router, **(props.extra_router_settings or {})},
        **(props.extra_sections or {}),
    }
    return {name: _plain(section) for name, section in sections.items()}


def _plain(value: Any) -> Any:
    """A copy of the value from dicts and lists alone, which is all that YAML has."""
    if isinstance(value, Mapping):
        return {key: _plain(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(item) for item in value]
    return value


def proxy_environment(inputs: ConfigInputs) -> Iterator[EnvironmentVariable]:
    """The environment of the proxy's container."""
    props = inputs.props
    yield from _common_environment(props)
    yield EnvironmentVariable(name=_MASTER_KEY, value=inputs.master_key)
    yield EnvironmentVariable(name="LITELLM_SALT_KEY", value=inputs.salt_key)
    if inputs.database:
        yield from database_environment(inputs.database, direct=False)
    yield from props.cache.environment(inputs.cache)
    if props.litellm.has(Feature.SHUTDOWN_TIMEOUT):
        yield EnvironmentVariable(name="GRACEFUL_SHUTDOWN_TIMEOUT", value=str(props.shutdown_seconds))
    if props.has_metrics and (props.metrics_port or props.workers > 1):
        yield EnvironmentVariable(name="PROMETHEUS_MULTIPROC_DIR", value=METRICS_DIRECTORY)
    yield from model_environment(inputs.models)
    for name, value in (props.extra_environment or {}).items():
        yield EnvironmentVariable(name=name, value=value)


def model_environment(models: tuple[LiteLLMModel, ...]) -> Iterator[EnvironmentVariable]:
    """One variable for each key of a Secret that models need, however many need it."""
    keys = {(key.secret.name, key.key): key for key in model_keys(models)}
    for _, key in sorted(keys.items()):
        yield EnvironmentVariable(name=secret_variable(key), value=key)


def model_keys(models: tuple[LiteLLMModel, ...]) -> Iterator[SecretKeyRef]:
    """Every key of a Secret that models need, as often as they name it."""
    for model in models:
        for deployment in model.deployments:
            yield from deployment.server.secrets


def _common_environment(props: ConfigProps) -> Iterator[EnvironmentVariable]:
    # without PRODUCTION, LiteLLM loads a .env file from its working directory
    yield EnvironmentVariable(name="LITELLM_MODE", value="PRODUCTION")
    yield EnvironmentVariable(name="LITELLM_LOG", value=props.log_level)
    if props.local_model_cost_map:
        yield EnvironmentVariable(name="LITELLM_LOCAL_MODEL_COST_MAP", value="True")


def migration_environment(inputs: ConfigInputs) -> Iterator[EnvironmentVariable]:
    """The environment of the migration Job's container; it goes to the read-write server, past the pooler."""
    if inputs.database:
        yield from _common_environment(inputs.props)
        yield from database_environment(inputs.database, direct=True)
        yield from for_migration(inputs.props.extra_environment or {})


def arguments(props: ConfigProps, metrics_port: int | None) -> Iterator[str]:
    """Arguments of the proxy."""
    yield from ("--config", CONFIG_FILE)
    yield from ("--host", "0.0.0.0")
    yield from ("--port", str(props.port))
    yield from ("--num_workers", str(props.workers))
    if metrics_port:
        yield from ("--prometheus_metrics_port", str(metrics_port))
