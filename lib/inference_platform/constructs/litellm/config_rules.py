"""What is wrong with a configuration that only all its inputs together show; see `config`."""

from __future__ import annotations

from collections.abc import Iterator

from inference_platform.constructs.litellm.config_props import ConfigInputs
from inference_platform.constructs.litellm.environment_variables import close_names, environment_problems
from inference_platform.constructs.litellm.known import (
    environment_references,
    newest_known,
)
from inference_platform.constructs.litellm.models import model_problems
from inference_platform.constructs.litellm.rendering import config_yaml, model_keys, proxy_environment
from inference_platform.constructs.litellm.routing import rate_limited
from inference_platform.constructs.litellm.servers import secret_variable
from inference_platform.constructs.litellm.settings import (
    LoggingSettings,
)
from inference_platform.constructs.litellm.version import OLDEST, Feature
from inference_platform.errors import Problem
from inference_platform.refs import SecretKeyRef

__all__ = ["input_problems", "input_warnings"]


def input_problems(inputs: ConfigInputs, *, complete: bool) -> Iterator[Problem]:
    """Every problem; fields of `config` are named with it, connections by their own names."""
    props = inputs.props
    if props.litellm < OLDEST:
        yield Problem(field="config.version", must_be=f"{OLDEST} or newer", got=props.version, do="raise the version")
        return
    in_config = [
        *_version_problems(inputs),
        *_section_problems(inputs, complete=complete),
        *_limit_problems(inputs),
        *_reference_problems(inputs),
    ]
    yield from (problem.under("config") for problem in in_config)
    yield from _connection_problems(inputs)
    yield from _secret_key_problems(inputs)


def _version_problems(inputs: ConfigInputs) -> Iterator[Problem]:
    props, version = inputs.props, inputs.props.litellm
    if inputs.database is not None:
        yield from version.problems(Feature.CHECKED_MIGRATIONS, otherwise="run without a database")
        if not inputs.database.prepared_statements:
            yield from version.problems(
                Feature.PREPARED_STATEMENTS_OFF, otherwise="let the pooler keep prepared statements"
            )
        if inputs.database.sslmode != "prefer":
            yield from version.problems(Feature.DATABASE_TLS, otherwise="set the database's sslmode to prefer")
    if props.has_metrics and props.metrics_port:
        yield from version.problems(Feature.METRICS_PORT, otherwise="set metrics_port to None")
    if props.has_metrics and props.workers > 1:
        yield from version.problems(Feature.METRICS_OF_WORKERS, otherwise="set workers to 1")
    if props.metrics_port == props.port:
        yield Problem(
            field="metrics_port", must_be="another port than port", got=props.port, do="choose a free one, or None"
        )


def _section_problems(inputs: ConfigInputs, *, complete: bool) -> Iterator[Problem]:
    props, version = inputs.props, inputs.props.litellm
    yield from model_problems(inputs.models, version)
    yield from props.router_settings.problems(inputs.models, complete=complete)
    yield from props.general_settings.problems(with_database=inputs.database is not None)
    yield from props.litellm_settings.problems(version)
    yield from props.cache.problems(inputs.cache, version)
    if props.litellm_settings.max_budget is not None and inputs.database is None:
        yield Problem(
            field="litellm_settings.max_budget",
            must_be="left out without a database, where spend is added up",
            got=props.litellm_settings.max_budget,
            do="hand a database connection over; LiteLLM would never enforce it",
        )
    if props.logging != LoggingSettings() and inputs.database is None:
        yield Problem(
            field="logging", must_be="left out without a database", got=props.logging, do="hand one over, or remove it"
        )
    if "slack" in props.general_settings.alerting and "SLACK_WEBHOOK_URL" not in (props.extra_environment or {}):
        yield Problem(
            field="general_settings.alerting",
            must_be="without slack as long as it has no address",
            got="slack",
            do="set SLACK_WEBHOOK_URL in extra_environment, as a key of a Secret",
        )


def _limit_problems(inputs: ConfigInputs) -> Iterator[Problem]:
    """Limits that each process would count alone, and database connections that there are not."""
    props = inputs.props
    limited = rate_limited(inputs.models)
    processes = (inputs.max_pods - inputs.surge) * props.workers
    if limited and processes > 1:
        yield from props.litellm.problems(Feature.RATE_LIMITS, otherwise="remove rpm and tpm from the models")
        if inputs.cache is None:
            yield Problem(
                field="models",
                must_be=f"without rpm and tpm as long as {processes} processes have no cache to count in together",
                got=", ".join(limited),
                do="hand a cache connection over, or run one pod with one worker",
            )
    if inputs.cache is None and processes > 1 and props.router_settings.routing_strategy.startswith("usage-based"):
        yield Problem(
            field="router_settings.routing_strategy",
            must_be=f"another one as long as {processes} processes have no cache to count usage in together",
            got=props.router_settings.routing_strategy,
            do="hand a cache connection over, or use simple-shuffle",
        )


def _connection_problems(inputs: ConfigInputs) -> Iterator[Problem]:
    """Database connections that there are not, and what the way to the database or the cache cannot carry."""
    database, props = inputs.database, inputs.props
    if inputs.cache and inputs.cache.sentinel and inputs.cache.username:
        yield Problem(
            field="cache.username",
            must_be="none with Sentinel, because LiteLLM logs in to the Sentinels as the same user",
            got=inputs.cache.username,
            do="use the default user",
        )
    if database is None:
        return
    limit = props.general_settings.database_connection_pool_limit
    needed = inputs.max_pods * props.workers * limit
    if database.max_client_connections is not None and needed > database.max_client_connections:
        yield Problem(
            field="database.max_client_connections",
            must_be=f"at least {needed} for {inputs.max_pods} pods with {props.workers} workers and {limit} "
            "connections each (general_settings.database_connection_pool_limit)",
            got=database.max_client_connections,
            do="raise it at the pooler, or lower one of the three",
        )


def _reference_problems(inputs: ConfigInputs) -> Iterator[Problem]:
    """References of config.yaml to variables that are not set, and variables that nothing reads."""
    names = {each.name for each in proxy_environment(inputs)}
    used = set(environment_references(config_yaml(inputs)))
    for name in sorted(used - names):
        yield Problem(
            field="extra_environment",
            must_be=f"with {name}, which the configuration refers to",
            got="no such variable",
            do=f"add {name}, as a key of a Secret if it is one",
        )
    extra = inputs.props.extra_environment or {}
    yield from environment_problems(extra, used=used, version=inputs.props.litellm)


def _secret_key_problems(inputs: ConfigInputs) -> Iterator[Problem]:
    """Secrets that the pods cannot read, and two keys that would share a variable."""
    refs = {each.name: each.value for each in proxy_environment(inputs) if isinstance(each.value, SecretKeyRef)}
    for name, ref in refs.items():
        if ref.secret.namespace != inputs.namespace:
            yield Problem(
                field=f"secret of {name}",
                must_be=f"in namespace {inputs.namespace}, where the pods run",
                got=f"{ref.secret.namespace}/{ref.secret.name}",
                do="copy it there, for example with an ExternalSecret",
            )
    taken: dict[str, SecretKeyRef] = {}
    for key in model_keys(inputs.models):
        other = taken.setdefault(secret_variable(key), key)
        if (other.secret.name, other.key) != (key.secret.name, key.key):
            yield Problem(
                field="models",
                must_be="secrets whose names differ in more than punctuation",
                got=f"{key.secret.name}/{key.key} and {other.secret.name}/{other.key}",
                do=f"rename one; both would be the variable {secret_variable(key)}",
            )


def input_warnings(inputs: ConfigInputs) -> Iterator[str]:
    """What works but probably is not meant, in sentences."""
    props, general = inputs.props, inputs.props.general_settings
    if props.litellm > newest_known():
        yield f"config.version {props.version} is newer than {newest_known()}, the newest whose settings are known"
    if props.log_level == "DEBUG":
        yield "config.log_level DEBUG writes prompts and answers into the logs"
    if general.allowed_ips and not general.use_x_forwarded_for:
        yield "config.general_settings.allowed_ips sees the Gateway's address; set use_x_forwarded_for behind one"
    if props.shutdown_seconds < props.litellm_settings.request_timeout:
        yield (
            f"config.graceful_shutdown_timeout of {props.shutdown_seconds} s is shorter than "
            "litellm_settings.request_timeout; a rollout cuts longer requests"
        )
    if not inputs.models and general.store_model_in_db is not True and inputs.database is None:
        yield "config.models is empty and there is no database to add models to; the proxy serves none"
    if props.logging.maximum_spend_logs_retention_period and inputs.cache is None:
        yield "config.logging: without a cache every worker deletes old rows; one lock for all needs Redis"
    used = set(environment_references(config_yaml(inputs)))
    yield from close_names(props.extra_environment or {}, used=used, version=props.litellm)
