"""What is reachable through the Gateway: host names, paths and how long a request may take."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Annotated

from inference_platform.connections import GatewayRef, Listener
from inference_platform.constructs.litellm.endpoints import INFERENCE_ENDPOINTS, Endpoint, paths_of
from inference_platform.errors import Problem
from inference_platform.units import Between, Duration, Hostname, Matches, WildcardHostname, seconds_of

__all__ = ["RouteProps"]

_MOST_MATCHES = 64
"""Most matches of one rule (HTTPRoute, Gateway API v1)."""

PathPrefix = Annotated[
    str,
    Matches(
        r"(/[A-Za-z0-9._~-]+)+",
        "a path such as /v1/chat/completions, not / alone",
        "begin it with '/', end it without, and use letters, digits, '-', '.', '_' and '~'",
        1024,
    ),
]
MountPath = Annotated[
    str,
    Matches(
        r"/|(/[A-Za-z0-9_-]+)+",
        "/ or a path such as /llm",
        "begin it with '/', end it without, and use letters, digits, '-' and '_'",
        256,
    ),
]


@dataclass(frozen=True, slots=True, kw_only=True)
class RouteProps:
    """What is reachable through the Gateway, and for how long."""

    hostnames: tuple[WildcardHostname, ...] = ()
    """Host names of the inference API. Default: every host name of the Gateway's listener."""

    path_prefix: MountPath = "/"
    """Where the inference API begins; Envoy removes it again, so clients use `https://<host><path_prefix>/v1`."""

    endpoints: tuple[Endpoint, ...] = INFERENCE_ENDPOINTS
    """Parts of the inference API that are reachable. Default: inference, without what stores objects at a provider
    (files, batches, vector stores ...). Management, UI, health and metrics are never among them."""

    extra_paths: tuple[PathPrefix, ...] = ()
    """More path prefixes on the same host names, for example `/key/info` or a pass-through provider."""

    admin_hostnames: tuple[Hostname, ...] = ()
    """Host names that serve the whole proxy, `/metrics` excepted: admin UI, key, user, team and model management.
    Default: those are not reachable through the Gateway at all, only inside the cluster."""

    request_timeout: Duration = "0s"
    """Longest a request may take with all of its answer. Default: `0s`, no limit, because a stream's length is the
    client's affair; without any value Envoy Gateway would end it after 15 s."""

    stream_idle_timeout: Duration | None = None
    """Longest a request may stay without a byte in either direction; must outlast LiteLLM's own `request_timeout`.
    Default: LiteLLM's `request_timeout` for each try, and one minute. Without any value a listener-wide setting
    (5 minutes by Envoy's default) can end requests that wait for their first token."""

    max_parallel_requests: Annotated[int, Between(1, 1_000_000)] = 10_000
    """Most requests that one Envoy has open to the proxy at a time; more get 503 at once. Envoy's own default of
    1024 is soon reached by streams that last minutes."""

    annotations: Mapping[str, str] | None = None
    """Annotations of the HTTPRoutes, for example for external-dns."""

    def rules(self) -> Iterator[Problem]:
        """Nothing twice, something at all, and no more than one rule holds."""
        if len(set(self.paths)) != len(self.paths):
            yield Problem(
                field="extra_paths",
                must_be="paths that are not reachable already",
                got=", ".join(sorted(path for path in set(self.paths) if self.paths.count(path) > 1)),
                do="name each path and each endpoint once",
            )
        if not 1 <= len(self.paths) <= _MOST_MATCHES:
            yield Problem(
                field="endpoints",
                must_be=f"1 to {_MOST_MATCHES} paths together with extra_paths",
                got=f"{len(self.paths)} paths",
                do="name fewer endpoints, or at least one",
            )
        for path in self.extra_paths:
            if path == "/metrics" or path.startswith("/metrics/"):
                yield Problem(
                    field="extra_paths",
                    must_be="other paths than /metrics",
                    got=path,
                    do="let Prometheus scrape inside the cluster",
                )
        if self.stream_idle_timeout is not None and seconds_of(self.stream_idle_timeout) == 0:
            yield Problem(
                field="stream_idle_timeout",
                must_be="longer than 0s",
                got=self.stream_idle_timeout,
                do="leave it out for the default; a request without limit stays open for ever when its client is gone",
            )

    @property
    def paths(self) -> tuple[str, ...]:
        """Every reachable path prefix of the inference API, without `path_prefix`."""
        return (*(path for each in self.endpoints for path in paths_of(each)), *self.extra_paths)

    def public_url(self, gateway: GatewayRef) -> str | None:
        """Base URL of the inference API for clients, without `/v1`; none if no host name is known."""
        prefix = "" if self.path_prefix == "/" else self.path_prefix
        listener = gateway.serving[0]
        hostname = next((name for name in (*self.hostnames, listener.hostname) if name), None)
        return None if hostname is None or hostname.startswith("*") else f"{_origin(listener, hostname)}{prefix}"

    def admin_url(self, gateway: GatewayRef) -> str | None:
        """URL of the whole proxy for administrators; none if it is not reachable."""
        return _origin(gateway.serving[0], self.admin_hostnames[0]) if self.admin_hostnames else None

    def hostname_problems(self, gateway: GatewayRef) -> Iterator[Problem]:
        """Host names that no listener of the Gateway serves; their routes would never be accepted."""
        for field, hostnames in (("hostnames", self.hostnames), ("admin_hostnames", self.admin_hostnames)):
            for hostname in hostnames:
                if not any(_serves(listener, hostname) for listener in gateway.serving):
                    served = ", ".join(listener.hostname or "*" for listener in gateway.serving)
                    yield Problem(
                        field=field,
                        must_be=f"within what the listeners of Gateway {gateway.name} serve ({served})",
                        got=hostname,
                        do="add a listener for it or change the host name",
                    )


def _origin(listener: Listener, hostname: str) -> str:
    scheme = listener.protocol.lower()
    port = "" if listener.port == {"http": 80, "https": 443}[scheme] else f":{listener.port}"
    return f"{scheme}://{hostname}{port}"


def _serves(listener: Listener, hostname: str) -> bool:
    """Whether a listener and a route's host name intersect, as the Gateway API defines it."""
    if listener.hostname is None or listener.hostname == hostname:
        return True
    return _covers(listener.hostname, hostname) or _covers(hostname, listener.hostname)


def _covers(wildcard: str, hostname: str) -> bool:
    return wildcard.startswith("*.") and hostname.removeprefix("*").endswith(wildcard[1:])
