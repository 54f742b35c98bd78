"""The Envoy pods that Envoy Gateway runs for a gateway: how many, how large, where, and what they report."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Annotated, Literal

from inference_platform.constructs.pods import Placement, Resources
from inference_platform.errors import Problem
from inference_platform.refs import SecretRef, ServiceRef
from inference_platform.units import Between, Duration, ImageReference, Matches, Percent, Replicas

__all__ = ["AccessLog", "Autoscaling", "EnvoyProps", "PodMonitor", "Tracing"]

# No query string and no Authorization header: both may carry API keys.
_ACCESS_LOG_FIELDS = {
    "authority": "%REQ(:AUTHORITY)%",
    "bytes_received": "%BYTES_RECEIVED%",
    "bytes_sent": "%BYTES_SENT%",
    "client_address": "%DOWNSTREAM_REMOTE_ADDRESS%",
    "duration": "%DURATION%",
    "method": "%REQ(:METHOD)%",
    "path": "%REQ_WITHOUT_QUERY(X-ENVOY-ORIGINAL-PATH?:PATH)%",
    "protocol": "%PROTOCOL%",
    "request_id": "%REQ(X-REQUEST-ID)%",
    "response_code": "%RESPONSE_CODE%",
    "response_code_details": "%RESPONSE_CODE_DETAILS%",
    "response_flags": "%RESPONSE_FLAGS%",
    "route_name": "%ROUTE_NAME%",
    "start_time": "%START_TIME%",
    "time_to_first_byte": "%RESPONSE_DURATION%",
    "upstream_cluster": "%UPSTREAM_CLUSTER%",
    "upstream_host": "%UPSTREAM_HOST%",
    "user_agent": "%REQ(USER-AGENT)%",
    "x_forwarded_for": "%REQ(X-FORWARDED-FOR)%",
}

LogLevel = Literal["trace", "debug", "info", "warn", "error", "critical", "off"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Autoscaling:
    """A HorizontalPodAutoscaler for the Envoy pods."""

    min_replicas: Replicas = 2
    """Fewest pods."""

    max_replicas: Replicas = 10
    """Most pods."""

    cpu_utilization: Percent = 75
    """Share of the requested CPU that it aims at, in percent."""

    def rules(self) -> Iterator[Problem]:
        """The API server refuses an empty range."""
        if self.min_replicas > self.max_replicas:
            yield Problem(
                field="max_replicas",
                must_be=f"at least min_replicas {self.min_replicas}",
                got=self.max_replicas,
                do="raise max_replicas or lower min_replicas",
            )


@dataclass(frozen=True, slots=True, kw_only=True)
class AccessLog:
    """One JSON line for each request on the standard output of the Envoy pods."""

    fields: Mapping[str, str] | None = None
    """Names and Envoy's command operators. Default: a set with the request id and the time to the first byte, and
    without query strings, which may carry keys."""

    def json(self) -> dict[str, str]:
        """The fields as EnvoyProxy takes them."""
        return dict(self.fields or _ACCESS_LOG_FIELDS)

    def rules(self) -> Iterator[Problem]:
        """An empty object would log empty lines."""
        if self.fields is not None and not self.fields:
            yield Problem(
                field="fields", must_be="at least one", got=self.fields, do="name fields or set access_log to None"
            )


@dataclass(frozen=True, slots=True, kw_only=True)
class Tracing:
    """Traces, sent with OTLP over gRPC."""

    collector: ServiceRef
    """The collector's gRPC port, usually 4317."""

    sampling_rate: Annotated[int, Between(0, 100)] = 1
    """Share of the requests that start a trace, in percent."""

    service_name: Annotated[str, Matches(r"\S+", "a name without blanks", "remove the blanks")] | None = None
    """Name of the gateway in the traces. Default: Envoy Gateway's, `<gateway>.<namespace>`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PodMonitor:
    """A PodMonitor of the Prometheus operator.

    It lies in the gateway's namespace and selects pods in the controller's, so Prometheus must not be set to
    `ignoreNamespaceSelectors`.
    """

    interval: Duration = "30s"
    """Time between scrapes."""

    labels: Mapping[str, str] | None = None
    """Labels that the Prometheus object selects monitors by, for example `release: kube-prometheus-stack`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class EnvoyProps:
    """What becomes the gateway's EnvoyProxy."""

    replicas: Replicas | Autoscaling = 2
    """Number of pods, or the range of an autoscaler."""

    resources: Resources = Resources(cpu="500m", memory="1Gi")
    """CPU and memory of Envoy. Envoy Gateway keeps Envoy's heap below 80 % of the memory limit."""

    placement: Placement = Placement()
    """Where the pods run."""

    max_unavailable: Annotated[int, Between(1, 1000)] | None = 1
    """Pods that a node drain may stop at one time. None: no PodDisruptionBudget."""

    image: ImageReference | None = None
    """Image of Envoy, for mirrors. Default: the one that the version of Envoy Gateway was made for."""

    image_pull_secrets: tuple[SecretRef, ...] = ()
    """Secrets for the registry of the images, in the namespace of the Envoy pods. Default: none."""

    drain_timeout: Duration = "5m"
    """How long a stopping pod waits for open requests, so that streams end by themselves. The pod's termination
    grace period is five minutes more."""

    min_drain_duration: Duration | None = None
    """How long it waits at least, for load balancers that notice late. Default: Envoy Gateway's, 10s."""

    log_level: LogLevel = "warn"
    """Level of Envoy's own log."""

    access_log: AccessLog | None = AccessLog()
    """The access log. None: there is none."""

    tracing: Tracing | None = None
    """Traces. Default: none."""
