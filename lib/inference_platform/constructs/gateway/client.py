"""How the gateway treats its clients: request ids, timeouts, limits, and whose address it believes."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Annotated, Literal

from inference_platform.errors import Problem
from inference_platform.units import Between, Cidr, Duration, Matches, bytes_of, seconds_of

__all__ = [
    "BufferSize",
    "ClientAddressHeader",
    "ClientProps",
    "Http2",
    "TcpKeepalive",
    "TrustedHops",
    "TrustedProxies",
]

# Envoy holds buffer sizes in 32 bits.
_LARGEST_BUFFER = 2**32 - 1


def _fits(size: str) -> None:
    if bytes_of(size) > _LARGEST_BUFFER:
        raise ValueError(f"{size!r} does not fit into 32 bits")


BufferSize = Annotated[
    str,
    Matches(
        r"[1-9][0-9]*(Ki|Mi|Gi|k|M|G)?",
        "a whole number of bytes such as 50Mi, below 4Gi",
        "write it with Ki, Mi or Gi and without a fraction",
        parse=_fits,
    ),
]


@dataclass(frozen=True, slots=True, kw_only=True)
class TcpKeepalive:
    """Probes on silent connections.

    They keep a client's connection open in the load balancers and NAT gateways on the way while a model thinks
    before its first token: AWS forgets a silent connection after 350 s, Azure after 4 minutes.
    """

    idle_time: Duration = "60s"
    """Silence before the first probe, whole seconds."""

    interval: Duration = "30s"
    """Time between probes, whole seconds."""

    probes: Annotated[int, Between(1, 100)] = 3
    """Unanswered probes after which the connection is closed."""

    def rules(self) -> Iterator[Problem]:
        """Sockets count whole seconds; Envoy Gateway would cut the rest off."""
        for field in ("idle_time", "interval"):
            seconds = seconds_of(getattr(self, field))
            if seconds < 1 or seconds != int(seconds):
                yield Problem(
                    field=field,
                    must_be="a whole number of seconds, at least 1s",
                    got=getattr(self, field),
                    do="round it",
                )


@dataclass(frozen=True, slots=True, kw_only=True)
class Http2:
    """Limits of HTTP/2 connections."""

    max_concurrent_streams: Annotated[int, Between(1, 2147483647)] | None = None
    """Requests at one time on one connection. Default: Envoy Gateway's, 100."""

    initial_stream_window_size: BufferSize | None = None
    """Flow control window of a request, 65535 to 2147483647 bytes. Default: Envoy Gateway's, 64 KiB."""

    initial_connection_window_size: BufferSize | None = None
    """Flow control window of a connection, 65535 to 2147483647 bytes. Default: Envoy Gateway's, 1 MiB."""

    keepalive_interval: Duration | None = None
    """Time between pings. Default: none are sent."""

    keepalive_timeout: Duration | None = None
    """How long an answer to a ping may take; shorter than the interval. Default: Envoy's, with the interval."""

    def rules(self) -> Iterator[Problem]:
        """What the API server and Envoy refuse."""
        for field in ("initial_stream_window_size", "initial_connection_window_size"):
            size = getattr(self, field)
            if size is not None and not 65535 <= bytes_of(size) <= 2147483647:
                yield Problem(
                    field=field,
                    must_be="from 65535 to 2147483647 bytes",
                    got=size,
                    do="give a size in that range, for example 1Mi",
                )
        if self.keepalive_timeout is None:
            return
        if self.keepalive_interval is None:
            yield Problem(
                field="keepalive_timeout",
                must_be="left out without keepalive_interval",
                got=self.keepalive_timeout,
                do="set the interval too",
            )
        elif seconds_of(self.keepalive_timeout) >= seconds_of(self.keepalive_interval):
            yield Problem(
                field="keepalive_timeout",
                must_be=f"shorter than keepalive_interval {self.keepalive_interval}",
                got=self.keepalive_timeout,
                do="shorten it or lengthen the interval",
            )


@dataclass(frozen=True, slots=True, kw_only=True)
class TrustedHops:
    """The client's address is in X-Forwarded-For, behind a known number of proxies."""

    count: Annotated[int, Between(1, 100)]
    """Proxies between the client and the gateway that each add one entry."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TrustedProxies:
    """The client's address is the last one in X-Forwarded-For that is not a known proxy."""

    networks: tuple[Cidr, ...]
    """Networks of the proxies."""

    def rules(self) -> Iterator[Problem]:
        """An empty list is refused by the API server."""
        if not self.networks:
            yield Problem(field="networks", must_be="at least one", got=self.networks, do="name the proxies' networks")


@dataclass(frozen=True, slots=True, kw_only=True)
class ClientAddressHeader:
    """The client's address is in a header of its own, which the proxy in front must overwrite."""

    name: Annotated[str, Matches(r"[A-Za-z0-9-]{1,255}", "a header name", "use letters, digits and '-'")]
    """Name of the header."""

    required: bool = False
    """Whether requests without a usable header get 403."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ClientProps:
    """What becomes the gateway's ClientTrafficPolicy. How long a whole answer may take belongs to the routes."""

    request_id: Literal["PreserveOrGenerate", "Preserve", "Generate", "Disable"] = "PreserveOrGenerate"
    """What happens to `x-request-id`. Default: a client's id is kept, so that it can be found in every log, and
    others get a new one. Envoy Gateway's own default overwrites it."""

    request_headers_timeout: Duration | None = "30s"
    """How long the headers of a request may take to arrive. None: for ever, Envoy Gateway's default."""

    request_timeout: Duration | None = None
    """How long a whole request with its body may take to arrive. Default: for ever, as uploads may be long."""

    idle_timeout: Duration | None = None
    """How long a connection without a request lives. Default: Envoy's, 1h."""

    stream_idle_timeout: Duration = "15m"
    """How long a request may go on without a byte in either direction: the longest wait for a first token. `0s`
    means for ever. Envoy's own default, 5m, is too short for a busy model."""

    tcp_keepalive: TcpKeepalive | None = TcpKeepalive()
    """Probes on silent connections. None: none are sent, Envoy Gateway's default."""

    http2: Http2 | None = None
    """Limits of HTTP/2. Default: Envoy Gateway's."""

    max_connections: Annotated[int, Between(1)] | None = None
    """Open client connections of each Envoy pod and listener. Default: no limit."""

    max_connection_duration: Duration | None = None
    """Age at which a connection is drained, for a better spread over pods. Default: no limit."""

    max_requests_per_connection: Annotated[int, Between(1, 4294967295)] | None = None
    """Requests after which a connection is drained. Default: no limit."""

    buffer_limit: BufferSize | None = None
    """Bytes that Envoy holds for one connection before it stops reading. Default: Envoy Gateway's, 32 KiB."""

    max_request_body: BufferSize | None = None
    """Largest body of a request; larger ones get 413. Envoy then holds every body in memory before it forwards it.
    A route with a BackendTrafficPolicy of its own must merge the two (`mergeType`), as LiteLLM's does. Default: no
    limit."""

    client_address: TrustedHops | TrustedProxies | ClientAddressHeader | None = None
    """Where the client's address is when HTTP proxies are in front. Default: the peer of the connection."""

    proxy_protocol: Literal["Required", "Optional"] | None = None
    """Whether connections begin with a PROXY protocol header, and whether those without one are accepted, as from
    pods that use the Service inside the cluster. An AwsNlb is told to send it. Default: they do not."""

    headers_with_underscores: Literal["RejectRequest", "Allow", "DropHeader"] | None = None
    """What happens to requests that have one. Default: Envoy Gateway's, RejectRequest."""

    health_check_path: Annotated[str, Matches(r"/\S{0,1023}", "a path", "start it with /")] | None = None
    """Path that Envoy answers itself, for load balancers that probe with HTTP. Default: none."""

    def rules(self) -> Iterator[Problem]:
        """Settings that contradict each other."""
        if self.request_timeout and self.request_headers_timeout:
            whole, headers = seconds_of(self.request_timeout), seconds_of(self.request_headers_timeout)
            if 0 < whole < headers:
                yield Problem(
                    field="request_timeout",
                    must_be=f"at least request_headers_timeout {self.request_headers_timeout}",
                    got=self.request_timeout,
                    do="lengthen it or shorten request_headers_timeout",
                )
