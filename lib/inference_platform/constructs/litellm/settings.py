"""LiteLLM's own settings under their own names: `general_settings`, `litellm_settings`, logging."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields
from typing import Annotated, Any, Literal

from inference_platform.constructs.litellm.known import known_names, nearest
from inference_platform.constructs.litellm.models import Cost, Rate
from inference_platform.constructs.litellm.version import LiteLLMVersion
from inference_platform.errors import Problem
from inference_platform.units import Between, Matches

__all__ = [
    "GENERAL_INSTEAD",
    "LITELLM_INSTEAD",
    "GeneralSettings",
    "LiteLLMSettings",
    "LoggingSettings",
    "given",
]

Period = Annotated[
    str,
    Matches(r"[1-9][0-9]*(s|m|h|d|w|mo)", "a period such as 30d", "write a whole number with s, m, h, d, w or mo"),
]
Address = Annotated[str, Matches(r"[0-9a-fA-F:.]+", "an IP address", "LiteLLM compares whole addresses, not networks")]

GENERAL_INSTEAD: dict[str, str] = {
    "coordination_redis": "hand the cache connection over; the setting is made from it",
    "database_connection_timeout": "use general_settings.database_connection_pool_timeout, which every version reads",
    "database_disable_prepared_statements": "say it with DatabaseConnection.prepared_statements",
    "database_lock_timeout": "set lock_timeout in the database; LiteLLM would send it in a way that poolers refuse",
    "database_statement_timeout": (
        "set statement_timeout in the database; LiteLLM would send it in a way that poolers refuse"
    ),
    "database_type": "remove it; LiteLLM reads it nowhere",
    "database_args": "remove it; LiteLLM reads it nowhere",
    "database_url": "hand the database connection over; a URL would carry the password",
    "disable_prisma_schema_update": "leave it out; the migration Job alone changes the schema",
    "master_key": "hand master_key over as a key of a Secret",
    "otel": "add otel to litellm_settings.callbacks",
    "request_timeout": "use litellm_settings.request_timeout; in general_settings LiteLLM reads it nowhere",
    "num_retries": "use litellm_settings.num_retries; in general_settings LiteLLM reads it nowhere",
}
"""Keys of general_settings that must not be given as extra ones, and what to do instead."""

LITELLM_INSTEAD: dict[str, str] = {
    "cache": "use cache.enabled",
    "cache_params": "use cache, and cache.extra_cache_params",
    "content_policy_fallbacks": "use the models' content_policy_fallbacks",
    "context_window_fallbacks": "use the models' context_window_fallbacks",
    "database_url": "hand the database connection over",
    "default_fallbacks": "use router_settings.default_fallbacks",
    "fallbacks": "use the models' fallbacks",
    "master_key": "hand master_key over as a key of a Secret",
    "model_list": "use models",
    "request_timeout_explicitly_set": "remove it; LiteLLM sets it itself",
    "set_verbose": "use log_level",
    "telemetry": "remove it; LiteLLM sends none",
}
"""Keys of litellm_settings that must not be given as extra ones, and what to do instead."""


@dataclass(frozen=True, slots=True, kw_only=True)
class GeneralSettings:
    """`general_settings`: the server, its database and who may use it."""

    database_connection_pool_limit: Annotated[int, Between(1, 1000)] = 10
    """Most database connections of one worker; times workers and pods it has to fit the pooler."""

    database_connection_pool_timeout: Annotated[int, Between(1, 600)] = 60
    """Longest wait for one of them, in seconds."""

    proxy_batch_write_at: Annotated[int, Between(1, 3600)] = 60
    """How often spend is written to the database, in seconds. LiteLLM's default of 10 loads it more."""

    allow_requests_on_db_unavailable: bool = True
    """Whether requests pass, with keys that cannot be checked, while the database is away. Only where the proxy
    cannot be reached by strangers; readiness stays green, too."""

    disable_error_logs: bool = True
    """Whether failed requests leave no row in the database."""

    store_model_in_db: bool | None = None
    """Whether models can be added at run time and are kept in the database. Default: if there is a database."""

    max_parallel_requests: Rate | None = None
    """Most requests at once for each key. Default: no limit."""

    global_max_parallel_requests: Rate | None = None
    """Most requests at once for the proxy. Default: no limit."""

    user_api_key_cache_ttl: Annotated[int, Between(1, 3600)] = 60
    """How long a checked key is trusted without asking the database, in seconds; a revoked key works as long."""

    allowed_ips: tuple[Address, ...] = ()
    """Addresses that may use the proxy (a feature of LiteLLM's enterprise licence). Default: everybody."""

    use_x_forwarded_for: bool = False
    """Whether the client's address comes from the header that the Gateway sets. Needed for `allowed_ips` behind one;
    trust it only where nobody can reach the proxy past the Gateway."""

    background_health_checks: bool = False
    """Whether every worker of every pod calls every model regularly. It costs tokens."""

    health_check_interval: Annotated[int, Between(10, 86_400)] = 300
    """How often, in seconds."""

    alerting: tuple[Literal["slack", "email", "webhook"], ...] = ()
    """Where alerts go. `slack` needs SLACK_WEBHOOK_URL in `extra_environment`, as a key of a Secret."""

    alerting_threshold: Annotated[int, Between(1, 86_400)] = 300
    """Seconds after which a request counts as hanging, for alerts."""

    def as_config(self, *, with_database: bool) -> dict[str, Any]:
        """The section of config.yaml without what comes from connections."""
        section: dict[str, Any] = {field.name: getattr(self, field.name) for field in fields(self)}
        section["store_model_in_db"] = with_database if self.store_model_in_db is None else self.store_model_in_db
        for name in ("allowed_ips", "alerting"):
            section[name] = list(section[name]) or None
        if not with_database:
            for name in _DATABASE_ONLY:
                section.pop(name)
        if not self.alerting:
            section.pop("alerting_threshold")
        if not self.background_health_checks:
            section.pop("health_check_interval")
        return given(section)

    def problems(self, *, with_database: bool) -> Iterator[Problem]:
        """What needs a database."""
        if self.store_model_in_db and not with_database:
            yield Problem(
                field="general_settings.store_model_in_db",
                must_be="false without a database",
                got=True,
                do="hand a database connection over, or leave it out",
            )


_DATABASE_ONLY = (
    "database_connection_pool_limit",
    "database_connection_pool_timeout",
    "proxy_batch_write_at",
    "allow_requests_on_db_unavailable",
    "disable_error_logs",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class LiteLLMSettings:
    """`litellm_settings`: what LiteLLM does with each request."""

    request_timeout: Annotated[int, Between(1, 86_400)] = 600
    """Longest that one attempt may take, in seconds. LiteLLM's own default is 6000. (The seeds' chart set it in
    `general_settings`, where nothing reads it.)"""

    num_retries: Annotated[int, Between(0, 10)] = 2
    """Retries of a failed request."""

    callbacks: tuple[str, ...] = ("prometheus",)
    """Integrations that see every request, by LiteLLM's names, or `module.object` for one of your own."""

    success_callback: tuple[str, ...] = ()
    """Integrations that see answers only."""

    failure_callback: tuple[str, ...] = ()
    """Integrations that see failures only."""

    drop_params: bool = False
    """Whether parameters that a provider does not know are dropped instead of refused."""

    json_logs: bool = True
    """Whether logs are JSON, one object per line."""

    turn_off_message_logging: bool = True
    """Whether callbacks get no prompts and no answers. LiteLLM's own default shows them."""

    max_budget: Cost | None = None
    """Most that the whole proxy may spend, in USD. Default: no limit."""

    budget_duration: Period | None = None
    """After how long `max_budget` begins anew, for example `30d`."""

    default_team_settings: tuple[Mapping[str, Any], ...] = ()
    """Callbacks of teams: one mapping for each, with its `team_id`."""

    require_auth_for_metrics_endpoint: bool = True
    """Whether `/metrics/` on the main port asks for a key; the separate metrics port never does."""

    disable_hf_tokenizer_download: bool = True
    """Whether tokens of Llama, Claude and Cohere models are counted with a built-in tokenizer. Otherwise LiteLLM
    fetches theirs from Hugging Face while a request waits, which hangs where the internet is closed."""

    def as_config(self) -> dict[str, Any]:
        """The section of config.yaml without the cache."""
        section: dict[str, Any] = {field.name: getattr(self, field.name) for field in fields(self)}
        for name in ("callbacks", "success_callback", "failure_callback"):
            section[name] = list(section[name]) or None
        section["default_team_settings"] = [dict(each) for each in self.default_team_settings] or None
        return given(section)

    def rules(self) -> Iterator[Problem]:
        """A budget needs a duration, and teams an id."""
        if (self.max_budget is None) != (self.budget_duration is None):
            yield Problem(
                field="budget_duration",
                must_be="given with max_budget and only there",
                got=self.budget_duration,
                do="set both or neither; LiteLLM fails with a budget without duration",
            )
        for index, team in enumerate(self.default_team_settings):
            if not team.get("team_id"):
                yield Problem(
                    field=f"default_team_settings[{index}]",
                    must_be="a mapping with team_id",
                    got=sorted(team),
                    do="name the team; LiteLLM does not start without",
                )

    def problems(self, version: LiteLLMVersion) -> Iterator[Problem]:
        """Callbacks that LiteLLM would silently never call."""
        known = known_names("callbacks", version)
        for field in ("callbacks", "success_callback", "failure_callback"):
            for name in getattr(self, field):
                if "." not in name and name not in known:
                    yield Problem(
                        field=f"litellm_settings.{field}",
                        must_be=f"integrations that LiteLLM {version} has",
                        got=name,
                        do=nearest(name, known),
                    )


@dataclass(frozen=True, slots=True, kw_only=True)
class LoggingSettings:
    """What is written about requests into the database; keys of `general_settings`."""

    store_prompts_in_spend_logs: bool = False
    """Whether prompts and answers are kept in the database."""

    disable_spend_logs: bool = False
    """Whether no request leaves a row. Totals of keys, teams and models are kept all the same."""

    maximum_spend_logs_retention_period: Period | None = None
    """After how long rows are deleted, for example `30d`. Default: never."""

    maximum_spend_logs_retention_interval: Period = "1d"
    """How often they are looked for. One pod does it, under a lock in Redis; without a cache every worker does."""

    maximum_spend_logs_cleanup_cron: str | None = None
    """When they are looked for, as a cron expression. Wins over the interval."""

    def as_config(self) -> dict[str, Any]:
        """Keys of `general_settings`."""
        section: dict[str, Any] = {field.name: getattr(self, field.name) for field in fields(self)}
        if self.maximum_spend_logs_retention_period is None or self.maximum_spend_logs_cleanup_cron:
            section.pop("maximum_spend_logs_retention_interval")
        return given(section)

    def rules(self) -> Iterator[Problem]:
        """A schedule needs a period."""
        if self.maximum_spend_logs_cleanup_cron and self.maximum_spend_logs_retention_period is None:
            yield Problem(
                field="maximum_spend_logs_cleanup_cron",
                must_be="left out without maximum_spend_logs_retention_period",
                got=self.maximum_spend_logs_cleanup_cron,
                do="say after how long rows are deleted",
            )
        if self.disable_spend_logs and (
            self.store_prompts_in_spend_logs or self.maximum_spend_logs_retention_period is not None
        ):
            yield Problem(
                field="disable_spend_logs",
                must_be="false with prompts to store or a retention period",
                got=True,
                do="remove those settings, there are no rows that they could apply to",
            )


def given(section: Mapping[str, Any]) -> dict[str, Any]:
    """A section without the keys that are left to LiteLLM's default."""
    return {name: value for name, value in section.items() if value is not None}
