"""Redis for LiteLLM: where limits are counted for all pods together, and where answers are kept."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields
from typing import Annotated, Any, Literal

from inference_platform.connections import CacheConnection
from inference_platform.constructs.litellm.environment_variables import EnvironmentVariable
from inference_platform.constructs.litellm.known import ENVIRONMENT_REFERENCE, key_problems
from inference_platform.constructs.litellm.version import Feature, LiteLLMVersion
from inference_platform.errors import Problem
from inference_platform.units import Between, Matches

__all__ = ["CacheSettings"]

_PASSWORD = "REDIS_PASSWORD"
_SENTINEL_PASSWORD = "REDIS_SENTINEL_PASSWORD"

_INSTEAD = {
    "host": "it comes from the cache connection",
    "password": "it comes from the cache connection",
    "port": "it comes from the cache connection",
    "redis_startup_nodes": "a cluster of Redis is not supported; use a single server or Sentinel",
    "sentinel_nodes": "it comes from the cache connection",
    "sentinel_password": "it comes from the cache connection",
    "service_name": "it comes from the cache connection",
    "ssl": "say it with CacheConnection.tls",
    "startup_nodes": "a cluster of Redis is not supported; use a single server or Sentinel",
    "type": "leave it out; the cache connection is a Redis",
    "url": "it comes from the cache connection; a URL would carry the password",
    "username": "it comes from the cache connection",
}

Prefix = Annotated[str, Matches(r"[^\s:]+", "a prefix without blanks and colons", "rename it")]
CallType = Literal[
    "completion",
    "acompletion",
    "embedding",
    "aembedding",
    "atranscription",
    "transcription",
    "atext_completion",
    "text_completion",
    "arerank",
    "rerank",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class CacheSettings:
    """The cache of answers, `litellm_settings.cache_params`, and how Redis is reached for it and for the limits.

    Limits, budgets and locks are shared by all pods as soon as there is a cache connection, whatever is said here.
    """

    enabled: bool | None = None
    """Whether answers are kept. Default: if there is a cache connection."""

    mode: Literal["default_on", "default_off"] = "default_off"
    """`default_off`: only for requests that ask for it with `"cache": {"use-cache": true}` in their body."""

    ttl: Annotated[int, Between(1, 31_536_000)] = 600
    """How long an answer is kept, in seconds."""

    namespace: Annotated[str, Matches(r"[^\s:]+", "a prefix without blanks and colons", "rename it")] = (
        "litellm.caching"
    )
    """Begins the keys of answers, so that others can use the same Redis."""

    supported_call_types: tuple[CallType, ...] | None = None
    """Kinds of requests whose answers are kept. Default: all."""

    socket_timeout: Annotated[float, Between(0.1, 60)] | None = None
    """Longest wait for Redis, in seconds. Default: LiteLLM's, 5."""

    max_connections: Annotated[int, Between(1, 10_000)] | None = None
    """Most connections of a worker. Default: no limit."""

    ssl_ca_certs: Annotated[str, Matches(r"/\S+", "an absolute path", "name the mounted file")] | None = None
    """File with the authorities that Redis' certificate may come from, for TLS. Default: the system's."""

    ssl_cert_reqs: Literal["required", "optional", "none"] | None = None
    """Whether Redis' certificate is checked, for TLS. Default: redis-py's, required."""

    extra_cache_params: Mapping[str, Any] | None = None
    """More `cache_params`, checked against the names that LiteLLM knows."""

    def litellm_settings(self, cache: CacheConnection | None, version: LiteLLMVersion) -> dict[str, Any]:
        """The keys of `litellm_settings`.

        Versions that cannot be told otherwise count limits in the Redis of the response cache; for them it is there
        even when no answer is to be kept.
        """
        if cache is None or (self.enabled is False and version.has(Feature.COORDINATION_REDIS)):
            return {"cache": False}
        params = {
            "type": "redis",
            **self._connection(cache),
            "mode": self.mode,
            "ttl": self.ttl,
            "namespace": self.namespace,
        }
        if self.supported_call_types is not None:
            params["supported_call_types"] = list(self.supported_call_types)
        if self.enabled is False:
            params |= {"mode": "default_off", "supported_call_types": []}
        return {"cache": True, "cache_params": params | dict(self.extra_cache_params or {})}

    def general_settings(self, cache: CacheConnection | None, version: LiteLLMVersion) -> dict[str, Any]:
        """The keys of `general_settings`.

        Saying where limits are counted keeps the prefix of answers away from the counters, and counts them together
        whether answers are kept or not. While Redis is away, LiteLLM counts in each worker alone and logs errors.
        """
        if cache is None or not version.has(Feature.COORDINATION_REDIS):
            return {}
        return {"coordination_redis": self._connection(cache)}

    def environment(self, cache: CacheConnection | None) -> Iterator[EnvironmentVariable]:
        """The passwords; never the address, which LiteLLM would mix with the Sentinels' and fail."""
        if cache and cache.password:
            yield EnvironmentVariable(name=_PASSWORD, value=cache.password)
        if cache and cache.sentinel and cache.sentinel.password:
            yield EnvironmentVariable(name=_SENTINEL_PASSWORD, value=cache.sentinel.password)

    def problems(self, cache: CacheConnection | None, version: LiteLLMVersion) -> Iterator[Problem]:
        """What the connection or the version does not allow."""
        if self.enabled and cache is None:
            yield Problem(
                field="cache.enabled",
                must_be="false without a cache connection",
                got=True,
                do="hand a cache connection over, or leave it out",
            )
        if (self.ssl_ca_certs or self.ssl_cert_reqs) and not (cache and cache.tls):
            yield Problem(
                field="cache.ssl_ca_certs" if self.ssl_ca_certs else "cache.ssl_cert_reqs",
                must_be="left out without TLS",
                got=self.ssl_ca_certs or self.ssl_cert_reqs,
                do="connect with CacheConnection.tls, or remove it",
            )
        if cache and cache.sentinel:
            yield from version.problems(
                Feature.SENTINEL, otherwise="connect to a single server; older ones mix the two passwords up"
            )
        extra = self.extra_cache_params or {}
        typed = {each.name: f"use cache.{each.name}" for each in fields(self)}
        yield from key_problems(
            "cache.extra_cache_params", "cache_params", extra, version=version, instead=_INSTEAD | typed
        )

    def _connection(self, cache: CacheConnection) -> dict[str, Any]:
        """How Redis is reached, in the words that the cache and the coordination share."""
        if cache.sentinel:
            address: dict[str, Any] = {
                "service_name": cache.sentinel.master_name,
                "sentinel_nodes": [list(node) for node in cache.sentinel.nodes],
            }
            if cache.sentinel.password:
                address["sentinel_password"] = ENVIRONMENT_REFERENCE + _SENTINEL_PASSWORD
        else:
            address = {"host": cache.host, "port": cache.port}
        optional = {
            "username": cache.username,
            "password": ENVIRONMENT_REFERENCE + _PASSWORD if cache.password else None,
            "ssl": True if cache.tls else None,
            "ssl_ca_certs": self.ssl_ca_certs,
            "ssl_cert_reqs": self.ssl_cert_reqs,
            "socket_timeout": self.socket_timeout,
            "max_connections": self.max_connections,
        }
        return address | {name: value for name, value in optional.items() if value is not None}
