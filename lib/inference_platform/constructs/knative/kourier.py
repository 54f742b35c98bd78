"""Settings of Kourier, the ingress of Knative: the ConfigMap `config-kourier`."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from ipaddress import ip_address
from typing import Annotated, ClassVar, Literal

from inference_platform.constructs.knative.settings import KnativeVersion, Settings
from inference_platform.constructs.knative.values import NumberIn
from inference_platform.errors import Problem
from inference_platform.refs import SecretRef
from inference_platform.units import Between, Duration, Hostname, Matches, Port

__all__ = ["ExternalAuthorization", "IpAddress", "KnativeKourier", "KourierTracing"]

_NAMESPACE = "knative-serving"
IpAddress = Annotated[
    str, Matches(r"[0-9a-fA-F:.]+", "an IP address", "write it without prefix length and port", parse=ip_address)
]
_Cipher = Annotated[str, Matches(r"[A-Z0-9-]+", "a cipher suite of Envoy", "see the cipher suites of Envoy")]
_Endpoint = Annotated[
    str,
    Matches(
        r"https?://[a-z0-9.-]+:[0-9]{1,5}(/\S*)?",
        "the URL of an OTLP collector with its port, such as http://collector.observability:4317",
        "write scheme, host and port",
    ),
]


@dataclass(frozen=True, slots=True, kw_only=True)
class KourierTracing:
    """Traces of the gateway, since Knative 1.21."""

    endpoint: _Endpoint
    """URL of the collector; with `http/protobuf` including the path, usually `/v1/traces`."""

    protocol: Literal["grpc", "http/protobuf"] = "grpc"
    sampling_rate: Annotated[float, NumberIn(0, 1)] = 1.0
    """Share of the requests, from 0 to 1."""

    service_name: str | None = None
    """Name of the gateway in the traces. Default: `kourier-knative`."""

    def data(self) -> dict[str, str]:
        """Keys of the ConfigMap."""
        name = {"tracing-service-name": self.service_name} if self.service_name else {}
        return {
            "tracing-endpoint": self.endpoint,
            "tracing-protocol": self.protocol,
            "tracing-sampling-rate": str(self.sampling_rate),
        } | name


@dataclass(frozen=True, slots=True, kw_only=True)
class ExternalAuthorization:
    """A server that is asked about every request."""

    host: Hostname
    port: Port
    protocol: Literal["grpc", "http", "https"] = "grpc"
    failure_mode_allow: bool | None = None
    """Whether requests pass while the server is away. Default: no."""

    max_request_body_bytes: Annotated[int, Between(1, 2**32 - 1)] | None = None
    """Bytes of the body that the server gets. Default: 8192."""

    timeout: Annotated[int, Between(1, 600_000)] | None = None
    """Milliseconds. Default: 2000."""

    path_prefix: Annotated[str, Matches(r"/\S*", "a path", "begin it with /")] | None = None
    """Path on the server, with HTTP. Default: `/`."""

    pack_as_bytes: bool | None = None
    """Whether the body is sent as bytes, with gRPC. Default: as UTF-8."""

    def rules(self) -> Iterator[Problem]:
        """What stops Kourier's controller, or is not read."""
        if self.pack_as_bytes and self.protocol != "grpc":
            yield Problem(
                field="pack_as_bytes",
                must_be="left out with HTTP, or Kourier's controller crashes",
                got=self.pack_as_bytes,
                do="choose protocol grpc or leave it out",
            )
        if self.path_prefix is not None and self.protocol == "grpc":
            yield Problem(
                field="path_prefix",
                must_be="left out with gRPC",
                got=self.path_prefix,
                do="choose protocol http or https, or leave it out",
            )

    def data(self) -> dict[str, str]:
        """Keys of the ConfigMap."""
        more = {
            "extauthz-failure-mode-allow": self.failure_mode_allow,
            "extauthz-max-request-body-bytes": self.max_request_body_bytes,
            "extauthz-timeout": self.timeout,
            "extauthz-path-prefix": self.path_prefix,
            "extauthz-pack-as-bytes": self.pack_as_bytes,
        }
        # without the protocol Kourier refuses the ConfigMap, in spite of the default that it documents
        return {"extauthz-host": f"{self.host}:{self.port}", "extauthz-protocol": self.protocol} | {
            key: str(value).lower() if isinstance(value, bool) else str(value)
            for key, value in more.items()
            if value is not None
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class KnativeKourier(Settings):
    """The gateway of Knative's services. Nothing is written unless it is set.

    Source: https://github.com/knative-extensions/net-kourier/tree/knative-v1.23.0/pkg/reconciler/ingress/config
    """

    NAME: ClassVar[str] = "kourier"
    COMPONENT: ClassVar[str] = "net-kourier"
    SINCE: ClassVar[Mapping[str, KnativeVersion]] = {"listen_ip_addresses": "1.21", "tracing": "1.21"}

    enable_service_access_logging: bool | None = None
    """Whether requests are logged. Default: yes."""

    service_access_log_template: str | None = None
    """Format of these logs, as Envoy reads it. Default: Envoy's."""

    enable_proxy_protocol: bool | None = None
    """Whether clients must send the PROXY protocol. Default: no."""

    cluster_cert_secret: SecretRef | None = None
    """Certificate for HTTPS inside the cluster, a Secret in knative-serving. Default: none."""

    certs_secret: SecretRef | None = None
    """One certificate for all hosts outside the cluster. Default: one for each host."""

    stream_idle_timeout: Duration | None = None
    """Longest time without a byte. Default: any."""

    enable_cryptomb: bool | None = None
    """Whether Intel's CryptoMB signs for TLS. Default: no."""

    trusted_hops_count: Annotated[int, Between(0, 2**32 - 1)] | None = None
    """Proxies before the gateway whose `x-forwarded-for` is true. Default: 0."""

    use_remote_address: bool | None = None
    """Whether the client's address is that of the connection. Default: no."""

    cipher_suites: tuple[_Cipher, ...] | None = None
    """Cipher suites outside the cluster. Default: Envoy's."""

    disable_envoy_server_header: bool | None = None
    """Whether answers come without the header `server: envoy`. Default: no."""

    listen_ip_addresses: tuple[IpAddress, ...] | None = None
    """Addresses on which the gateway listens, since Knative 1.21. Default: `0.0.0.0`."""

    tracing: KourierTracing | None = None
    """Traces. Default: none."""

    external_authorization: ExternalAuthorization | None = None
    """A server that is asked about every request. Default: none."""

    def data(self, version: KnativeVersion) -> dict[str, str]:
        """Data of the ConfigMap: the parts that are one setting here have several keys there."""
        data = Settings.data(self, version)
        for part in ("tracing", "external-authorization", "certs-secret"):
            data.pop(part, None)
        if self.cluster_cert_secret is not None:
            data["cluster-cert-secret"] = self.cluster_cert_secret.name
        if self.certs_secret is not None:
            data["certs-secret-name"] = self.certs_secret.name
            data["certs-secret-namespace"] = self.certs_secret.namespace
        for settings in (self.tracing, self.external_authorization):
            data |= settings.data() if settings is not None else {}
        return data

    def rules(self) -> Iterator[Problem]:
        """What nobody would find, or nobody would listen to."""
        secret = self.cluster_cert_secret
        if secret is not None and secret.namespace != _NAMESPACE:
            yield Problem(
                field="cluster_cert_secret",
                must_be=f"in namespace {_NAMESPACE}",
                got=secret.namespace,
                do="put the Secret there; Kourier looks nowhere else",
            )
        for name in ("cipher_suites", "listen_ip_addresses"):
            if getattr(self, name) == ():
                yield Problem(field=name, must_be="left out or not empty", got="nothing", do="name one or leave it out")
