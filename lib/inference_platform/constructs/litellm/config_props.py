"""Settings of the LiteLLM proxy's configuration, and all that a configuration is made from."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Literal

from inference_platform.connections import CacheConnection, DatabaseConnection
from inference_platform.constructs.litellm.cache import CacheSettings
from inference_platform.constructs.litellm.config_extras import extra_problems
from inference_platform.constructs.litellm.models import LiteLLMModel, Rate, model_problems
from inference_platform.constructs.litellm.routing import RouterSettings
from inference_platform.constructs.litellm.settings import GeneralSettings, LiteLLMSettings, LoggingSettings
from inference_platform.constructs.litellm.version import OLDEST, LiteLLMVersion, VersionText
from inference_platform.errors import Problem
from inference_platform.refs import SecretKeyRef
from inference_platform.units import EnvName, Port, Seconds
from inference_platform.versions import LITELLM_VERSION

__all__ = ["ConfigInputs", "ConfigProps", "timeouts"]


@dataclass(frozen=True, slots=True, kw_only=True)
class ConfigProps:
    """What an environment may choose about the configuration of the proxy."""

    version: VersionText = LITELLM_VERSION
    """Release of LiteLLM that the image has; settings that it does not read are refused."""

    models: tuple[LiteLLMModel, ...] = ()
    """Models that the proxy offers, besides those that are added by code."""

    general_settings: GeneralSettings = GeneralSettings()
    """The server, its database and who may use it."""

    litellm_settings: LiteLLMSettings = LiteLLMSettings()
    """What LiteLLM does with each request."""

    router_settings: RouterSettings = RouterSettings()
    """How a model and its deployment are chosen."""

    logging: LoggingSettings = LoggingSettings()
    """What is written about requests into the database."""

    cache: CacheSettings = CacheSettings()
    """The cache of answers."""

    workers: Rate = 1
    """Worker processes in a pod. More pods are simpler than more workers: counters and caches are per process, and
    each worker takes 350 MiB idle (measured)."""

    port: Port = 4000
    """Port that the proxy listens on."""

    metrics_port: Port | None = 4001
    """Port of a process of its own that serves `/metrics` without a key; for Prometheus only, never on a Gateway.
    None: `/metrics/` on `port`, with a key unless `require_auth_for_metrics_endpoint` is off."""

    log_level: Literal["DEBUG", "INFO", "WARNING", "ERROR", "CRITICAL"] = "WARNING"
    """Least severity that is logged (LITELLM_LOG). DEBUG shows prompts."""

    local_model_cost_map: bool = True
    """Whether prices and limits of models come from the package. Otherwise every start fetches them from GitHub."""

    graceful_shutdown_timeout: Seconds | None = None
    """How long the pod leaves running requests after SIGTERM, in seconds; sizes its termination grace period, which is
    what ends a stream that takes longer. Default: litellm_settings.request_timeout."""

    extra_environment: Mapping[EnvName, str | SecretKeyRef] | None = None
    """More environment variables: keys of providers and integrations, and what config.yaml refers to."""

    extra_general_settings: Mapping[str, Any] | None = None
    """More `general_settings`, checked against the names that this version reads."""

    extra_litellm_settings: Mapping[str, Any] | None = None
    """More `litellm_settings`, checked likewise; LiteLLM itself accepts any name silently."""

    extra_router_settings: Mapping[str, Any] | None = None
    """More `router_settings`, checked likewise."""

    extra_sections: Mapping[str, Any] | None = None
    """More sections of config.yaml, such as `guardrails` or `mcp_servers`."""

    def rules(self) -> Iterator[Problem]:
        """What is wrong whatever the proxy is connected to."""
        if self.litellm >= OLDEST:
            yield from extra_problems(self)
            yield from model_problems(self.models, self.litellm)

    @property
    def litellm(self) -> LiteLLMVersion:
        """The release, comparable."""
        return LiteLLMVersion.of(self.version)

    @property
    def has_metrics(self) -> bool:
        """Whether the proxy counts for Prometheus."""
        return "prometheus" in self.litellm_settings.callbacks

    @property
    def shutdown_seconds(self) -> int:
        """How long running requests may go on after SIGTERM, in seconds."""
        given = self.graceful_shutdown_timeout
        return self.litellm_settings.request_timeout if given is None else given


@dataclass(frozen=True, slots=True, kw_only=True)
class ConfigInputs:
    """All that a configuration is made from."""

    props: ConfigProps
    """What the environment chose."""

    models: tuple[LiteLLMModel, ...]
    """Models of the props and those added by code."""

    master_key: SecretKeyRef
    """Key of the administrator."""

    salt_key: SecretKeyRef
    """What credentials in the database are encrypted with."""

    database: DatabaseConnection | None
    """Where keys, teams and spend are kept."""

    cache: CacheConnection | None
    """Where limits are counted for all pods together."""

    namespace: str
    """Where the pods run."""

    max_pods: int
    """Most pods at once."""

    surge: int
    """How many of them exist only during a rollout."""


def timeouts(props: ConfigProps, models: tuple[LiteLLMModel, ...] = ()) -> Iterator[tuple[str, float]]:
    """Every timeout of a request, with its field."""
    yield "litellm_settings.request_timeout", props.litellm_settings.request_timeout
    for name in ("timeout", "stream_timeout"):
        value = getattr(props.router_settings, name)
        if value is not None:
            yield f"router_settings.{name}", value
        for number, model in enumerate((*props.models, *models)):
            for index, deployment in enumerate(model.deployments):
                value = getattr(deployment, name)
                if value is not None:
                    yield f"models[{number}].deployments[{index}].{name}", value
