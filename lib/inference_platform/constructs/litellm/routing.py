"""How LiteLLM chooses between deployments and models: `router_settings` of config.yaml."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Annotated, Any, Literal

from inference_platform.constructs.litellm.known import key_problems
from inference_platform.constructs.litellm.models import LiteLLMModel, ModelName, Timeout
from inference_platform.constructs.litellm.version import Feature, LiteLLMVersion
from inference_platform.errors import Problem
from inference_platform.units import Between

__all__ = ["ROUTER_INSTEAD", "RouterSettings", "missing_name", "rate_limited"]

Retries = Annotated[int, Between(0, 10)]
FailureKind = Literal[
    "AuthenticationErrorRetries",
    "BadRequestErrorRetries",
    "ContentPolicyViolationErrorRetries",
    "InternalServerErrorRetries",
    "RateLimitErrorRetries",
    "TimeoutErrorRetries",
]
PreCallCheck = Literal[
    "deployment_affinity",
    "enforce_model_rate_limits",
    "forward_client_headers_by_model_group",
    "prompt_caching",
    "responses_api_deployment_check",
    "router_budget_limiting",
    "session_affinity",
]
Fallbacks = Mapping[ModelName, tuple[ModelName, ...]]
_ENFORCE = "enforce_model_rate_limits"
_FALLBACKS = ("fallbacks", "context_window_fallbacks", "content_policy_fallbacks")

ROUTER_INSTEAD: dict[str, str] = {
    "model_list": "use models",
    "redis_db": "leave it out; the router counts in the Redis of the cache connection",
    "redis_host": "leave it out; the router counts in the Redis of the cache connection, also behind Sentinel",
    "redis_password": "leave it out; the router counts in the Redis of the cache connection",
    "redis_port": "leave it out; the router counts in the Redis of the cache connection, also behind Sentinel",
    "redis_url": "leave it out; the router counts in the Redis of the cache connection",
    "set_verbose": "use log_level",
    "debug_level": "use log_level",
    "request_timeout": "use litellm_settings.request_timeout; the router has only timeout",
    "health_check_interval": "use general_settings.health_check_interval; in this section LiteLLM fails at start",
}
"""Keys of router_settings that must not be given as extra ones, and what to do instead."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RouterSettings:
    """`router_settings` under LiteLLM's own names."""

    routing_strategy: Literal[
        "simple-shuffle",
        "least-busy",
        "usage-based-routing",
        "usage-based-routing-v2",
        "latency-based-routing",
        "cost-based-routing",
    ] = "simple-shuffle"
    """How a deployment of a model is chosen; the default shares the load by weight and needs no state."""

    enable_pre_call_checks: bool = True
    """Whether prompts that are too long for a deployment are not sent to it."""

    optional_pre_call_checks: tuple[PreCallCheck, ...] = ()
    """More checks. `enforce_model_rate_limits` is added when a model has `rpm` or `tpm`: without it LiteLLM treats
    them as a hint for sharing the load, or counts them in each worker alone."""

    num_retries: Retries | None = None
    """Retries of a failed request. Default: litellm_settings.num_retries."""

    timeout: Timeout | None = None
    """Longest that a request may take with all its retries, in seconds. Default: litellm_settings.request_timeout."""

    stream_timeout: Timeout | None = None
    """The same for a streamed request. Default: `timeout`."""

    retry_after: Annotated[int, Between(0, 600)] = 0
    """Shortest wait before a retry, in seconds."""

    retry_policy: Mapping[FailureKind, Retries] | None = None
    """Retries by the kind of failure. Default: `num_retries` for all."""

    allowed_fails: Annotated[int, Between(0)] | None = None
    """Failures within a minute after which a deployment is left alone. Default: LiteLLM's, 3."""

    cooldown_time: Timeout | None = None
    """How long it is left alone, in seconds. Default: LiteLLM's, 5."""

    disable_cooldowns: bool | None = None
    """Whether failing deployments go on getting requests."""

    max_fallbacks: Annotated[int, Between(0, 20)] | None = None
    """Most fallbacks that are tried for one request. Default: LiteLLM's, 5."""

    enable_tag_filtering: bool | None = None
    """Whether requests with tags go only to deployments with one of them."""

    model_group_alias: Mapping[ModelName, ModelName] | None = None
    """Other names of models that no entry of `models` can carry, such as a model behind a pattern: alias to model."""

    fallbacks: Fallbacks | None = None
    """Models that answer when one fails, for models behind a pattern; others have `fallbacks` of their own."""

    context_window_fallbacks: Fallbacks | None = None
    """The same for prompts that are too long."""

    content_policy_fallbacks: Fallbacks | None = None
    """The same for a refusal for the content policy."""

    default_fallbacks: tuple[ModelName, ...] = ()
    """Models that answer when any other fails and has no fallback of its own."""

    def as_config(self, models: Sequence[LiteLLMModel], version: LiteLLMVersion) -> dict[str, Any]:
        """The section of config.yaml; lists are in the order of the models."""
        section: dict[str, Any] = {
            "routing_strategy": self.routing_strategy,
            "enable_pre_call_checks": self.enable_pre_call_checks,
            "optional_pre_call_checks": self._checks(models, version),
            "retry_policy": dict(self.retry_policy or {}),
            "retry_after": self.retry_after or None,
            "model_group_alias": self._aliases(models),
            "default_fallbacks": list(self.default_fallbacks),
        }
        for name in _OPTIONAL:
            section[name] = getattr(self, name)
        for name in _FALLBACKS:
            section[name] = [{source: list(targets)} for source, targets in self._edges(name, models).items()]
        return {name: value for name, value in section.items() if value not in (None, [], {})}

    def problems(self, models: Sequence[LiteLLMModel], *, complete: bool = True) -> Iterator[Problem]:
        """Names that are said twice and, if `models` are complete, names that no model has."""
        if complete:
            yield from self._missing_names(models)
        for name in _FALLBACKS:
            yield from self._fallback_problems(name, models)
        for alias in self.model_group_alias or {}:
            field = f"router_settings.model_group_alias[{alias}]"
            if any(alias in (*each.names, *each.ids) for each in models):
                yield Problem(
                    field=field, must_be="a name that no model has", got=alias, do="rename the alias or remove it"
                )

    def extra_problems(self, extra: Mapping[str, Any], version: LiteLLMVersion) -> Iterator[Problem]:
        """Keys of `extra_router_settings` that have a field, that are dead, or that no version reads."""
        typed = {name: f"use router_settings.{name}" for name in type(self).__dataclass_fields__}
        yield from key_problems(
            "extra_router_settings", "router_settings", extra, version=version, instead=ROUTER_INSTEAD | typed
        )

    def _checks(self, models: Sequence[LiteLLMModel], version: LiteLLMVersion) -> list[str]:
        wanted: list[str] = [*self.optional_pre_call_checks]
        enforce = bool(rate_limited(models)) and version.has(Feature.RATE_LIMITS) and _ENFORCE not in wanted
        return [*wanted, _ENFORCE] if enforce else wanted

    def _aliases(self, models: Sequence[LiteLLMModel]) -> dict[str, Any]:
        own = {
            alias.name: {"model": model.model_name, "hidden": True} if alias.hidden else model.model_name
            for model in models
            for alias in model.aliases
        }
        return own | dict(self.model_group_alias or {})

    def _edges(self, name: str, models: Sequence[LiteLLMModel]) -> dict[str, tuple[str, ...]]:
        # LiteLLM looks them up by the name of the request; an alias does not have those of its model
        own: dict[str, tuple[str, ...]] = {
            each: getattr(model, name) for model in models if getattr(model, name) for each in model.names
        }
        return own | dict(getattr(self, name) or {})

    def _missing_names(self, models: Sequence[LiteLLMModel]) -> Iterator[Problem]:
        for name in _FALLBACKS:
            for number, model in enumerate(models):
                for target in getattr(model, name):
                    yield from missing_name(f"models[{number}].{name}", target, models)
            for source, targets in (getattr(self, name) or {}).items():
                for each in (source, *targets):
                    yield from missing_name(f"router_settings.{name}[{source}]", each, models)
        for alias, target in (self.model_group_alias or {}).items():
            yield from missing_name(f"router_settings.model_group_alias[{alias}]", target, models)
        for target in self.default_fallbacks:
            yield from missing_name("router_settings.default_fallbacks", target, models)

    def _fallback_problems(self, name: str, models: Sequence[LiteLLMModel]) -> Iterator[Problem]:
        for number, model in enumerate(models):
            for each in model.names:
                if each in getattr(model, name):
                    yield _itself(f"models[{number}].{name}", each)
        for source, targets in (getattr(self, name) or {}).items():
            field = f"router_settings.{name}[{source}]"
            if any(source in model.names and getattr(model, name) for model in models):
                yield Problem(field=field, must_be="said once", got=source, do="keep it at the model or here, not both")
            if source in targets:
                yield _itself(field, source)


_OPTIONAL = (
    "num_retries",
    "timeout",
    "stream_timeout",
    "allowed_fails",
    "cooldown_time",
    "disable_cooldowns",
    "max_fallbacks",
    "enable_tag_filtering",
)


def rate_limited(models: Sequence[LiteLLMModel]) -> list[str]:
    """Names of the models with a limit of requests or tokens a minute."""
    limited = [model for model in models if any(each.rpm or each.tpm for each in model.deployments)]
    return [model.model_name for model in limited]


def missing_name(field: str, name: str, models: Sequence[LiteLLMModel]) -> Iterator[Problem]:
    """The problem that no model, alias or pattern answers to a name."""
    names = [each for model in models for each in model.names]
    if name not in names and not any(_matches(pattern, name) for pattern in names if "*" in pattern):
        close = get_close_matches(name, names, n=1, cutoff=0.6)
        yield Problem(
            field=field,
            must_be="the name of a model of this proxy",
            got=name,
            do=f"did you mean {close[0]}?" if close else "add the model, or remove the name",
        )


def _matches(pattern: str, name: str) -> bool:
    return re.fullmatch(".*".join(map(re.escape, pattern.split("*"))), name) is not None


def _itself(field: str, name: str) -> Problem:
    return Problem(field=field, must_be="other models", got=name, do="remove it; a model cannot stand in for itself")
