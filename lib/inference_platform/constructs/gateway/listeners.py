"""The listeners of a gateway: ports, host names, certificates, and who may attach routes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from ipaddress import ip_address
from typing import Annotated, Literal

from inference_platform.errors import Problem
from inference_platform.refs import ConfigMapRef, IssuerRef, SecretRef
from inference_platform.units import (
    DnsLabel,
    Duration,
    LabelKey,
    LabelValue,
    OneOf,
    Port,
    WildcardHostname,
    seconds_of,
)

__all__ = [
    "CertManagerAnnotation",
    "CertManagerCertificate",
    "Certificate",
    "ClientCertificates",
    "ExistingCertificate",
    "HttpListener",
    "HttpsListener",
    "NamespaceSelector",
    "host_id",
]

# Gateway API allows 64 listeners; one is kept for plain HTTP.
_MOST_HOSTNAMES = 63
_SHORTEST_DURATION = "1h"
_SHORTEST_RENEW_BEFORE = "5m"

# What Envoy can be told for TLS 1.2, without the suites that lack forward secrecy or authenticated encryption.
Cipher = Annotated[
    str,
    OneOf(
        (
            "ECDHE-ECDSA-AES128-GCM-SHA256",
            "ECDHE-RSA-AES128-GCM-SHA256",
            "ECDHE-ECDSA-AES256-GCM-SHA384",
            "ECDHE-RSA-AES256-GCM-SHA384",
            "ECDHE-ECDSA-CHACHA20-POLY1305",
            "ECDHE-RSA-CHACHA20-POLY1305",
        )
    ),
]


@dataclass(frozen=True, slots=True, kw_only=True)
class NamespaceSelector:
    """The namespaces whose routes may attach."""

    names: tuple[DnsLabel, ...] = ()
    """Their names. Default: any name."""

    labels: Mapping[LabelKey, LabelValue] | None = None
    """Labels that they all have. Default: any labels."""

    def rules(self) -> Iterator[Problem]:
        """An empty selector would select every namespace."""
        if not self.names and not self.labels:
            yield Problem(
                field="names",
                must_be="given when labels are not",
                got=self.names,
                do="name the namespaces or their labels, or set allowed_routes to All",
            )


@dataclass(frozen=True, slots=True, kw_only=True)
class HttpListener:
    """Plain HTTP."""

    port: Port = 80
    """Port of the Service. Envoy's pods listen 10000 above it when it is below 1024."""

    hostname: WildcardHostname | None = None
    """Host name that it serves. Default: all."""

    def rules(self) -> Iterator[Problem]:
        """Host names are names."""
        yield from _not_an_address("hostname", self.hostname)


@dataclass(frozen=True, slots=True, kw_only=True)
class ExistingCertificate:
    """A certificate in a Secret of type kubernetes.io/tls that somebody else makes and renews."""

    secret: SecretRef
    """The Secret, in the namespace of the gateway."""

    by_hostname: Mapping[WildcardHostname, SecretRef] | None = None
    """Secrets of single host names. Default: `secret` for all. With one certificate for several host names Envoy
    Gateway speaks only HTTP/1.1, because clients would reuse an HTTP/2 connection for the wrong listener."""

    def secret_of(self, hostname: str | None) -> SecretRef:
        """The Secret of one host name."""
        return (self.by_hostname or {}).get(hostname or "", self.secret)


@dataclass(frozen=True, slots=True, kw_only=True)
class CertManagerAnnotation:
    """cert-manager makes the certificates because of an annotation of the Gateway.

    It does so only when its Gateway API support is switched on, which is not the default.
    """

    issuer: IssuerRef
    """Who signs; an Issuer must be in the namespace of the gateway."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CertManagerCertificate:
    """One Certificate object of cert-manager for each host name; works with every configuration of cert-manager."""

    issuer: IssuerRef
    """Who signs; an Issuer must be in the namespace of the gateway."""

    duration: Duration = "2160h"
    """Lifetime that is asked for, at least 1h. Issuers may give another one. Default: 90 days."""

    renew_before: Duration = "720h"
    """How long before its end it is renewed, at least 5m. Default: 30 days."""

    private_key: Literal["RSA-2048", "RSA-3072", "RSA-4096", "ECDSA-256", "ECDSA-384"] = "RSA-2048"
    """Algorithm and size of the key, made anew at every renewal. Default: cert-manager's."""

    def rules(self) -> Iterator[Problem]:
        """What cert-manager's webhook refuses."""
        if seconds_of(self.duration) < seconds_of(_SHORTEST_DURATION):
            yield Problem(
                field="duration", must_be=f"at least {_SHORTEST_DURATION}", got=self.duration, do="lengthen it"
            )
        if seconds_of(self.renew_before) < seconds_of(_SHORTEST_RENEW_BEFORE):
            yield Problem(
                field="renew_before",
                must_be=f"at least {_SHORTEST_RENEW_BEFORE}",
                got=self.renew_before,
                do="lengthen it",
            )
        if seconds_of(self.renew_before) >= seconds_of(self.duration):
            yield Problem(
                field="renew_before",
                must_be=f"shorter than the duration {self.duration}",
                got=self.renew_before,
                do="lengthen duration or shorten renew_before",
            )


Certificate = ExistingCertificate | CertManagerAnnotation | CertManagerCertificate


@dataclass(frozen=True, slots=True, kw_only=True)
class ClientCertificates:
    """Mutual TLS: clients show a certificate that one of these authorities signed."""

    authorities: tuple[SecretRef | ConfigMapRef, ...]
    """Where the authorities' certificates are, key `ca.crt`, in the namespace of the gateway; at most 8."""

    optional: bool = False
    """Whether clients without a certificate are let in too."""

    def rules(self) -> Iterator[Problem]:
        """Verification needs an authority."""
        if not 1 <= len(self.authorities) <= 8:
            yield Problem(
                field="authorities",
                must_be="one to eight Secrets or ConfigMaps",
                got=len(self.authorities),
                do="name those with the ca.crt of the clients' authorities",
            )


@dataclass(frozen=True, slots=True, kw_only=True)
class HttpsListener:
    """HTTPS, one listener for each host name."""

    certificate: Certificate
    """Where the certificates come from: exactly one way, so that no Secret has two owners."""

    port: Port = 443
    """Port of the Service. Envoy's pods listen 10000 above it when it is below 1024."""

    hostnames: tuple[WildcardHostname, ...] = ()
    """Host names that it serves. Default: all, with one listener named `https`."""

    min_tls_version: Literal["1.2", "1.3"] = "1.2"
    """Oldest TLS version that is accepted."""

    ciphers: tuple[Cipher, ...] = ()
    """Cipher suites of TLS 1.2, OpenSSL's names. Default: Envoy's."""

    alpn_protocols: tuple[Literal["h2", "http/1.1"], ...] = ()
    """Protocols that are offered. Default: both, or HTTP/1.1 where certificates of listeners overlap."""

    client_certificates: ClientCertificates | None = None
    """Mutual TLS. Default: clients need no certificate."""

    def hosts(self) -> tuple[str | None, ...]:
        """The host name of each listener; one without a host name when none is given."""
        return self.hostnames or (None,)

    def rules(self) -> Iterator[Problem]:
        """What Envoy Gateway and cert-manager refuse or ignore."""
        yield from self._hostname_rules()
        yield from self._certificate_rules()
        if self.ciphers and self.min_tls_version == "1.3":
            yield Problem(
                field="ciphers",
                must_be="left out when min_tls_version is 1.3",
                got=self.ciphers,
                do="remove them: the suites of TLS 1.3 cannot be chosen",
            )

    def _hostname_rules(self) -> Iterator[Problem]:
        if len(self.hostnames) > _MOST_HOSTNAMES:
            yield Problem(
                field="hostnames",
                must_be=f"at most {_MOST_HOSTNAMES}",
                got=len(self.hostnames),
                do="use a wildcard or a second gateway",
            )
        seen: dict[str, str] = {}
        for index, hostname in enumerate(self.hostnames):
            yield from _not_an_address(f"hostnames[{index}]", hostname)
            before = seen.setdefault(host_id(hostname), hostname)
            if before != hostname or hostname in self.hostnames[:index]:
                yield Problem(
                    field=f"hostnames[{index}]",
                    must_be=f"another name than {before}, also with dots as dashes",
                    got=hostname,
                    do="remove the duplicate: each listener needs its own name",
                )

    def _certificate_rules(self) -> Iterator[Problem]:
        if not self.hostnames and not isinstance(self.certificate, ExistingCertificate):
            yield Problem(
                field="hostnames",
                must_be="given when cert-manager makes the certificate",
                got=self.hostnames,
                do="name the hosts that the certificate is for",
            )
        if isinstance(self.certificate, ExistingCertificate):
            for hostname in self.certificate.by_hostname or {}:
                if hostname not in self.hostnames:
                    yield Problem(
                        field=f"certificate.by_hostname[{hostname}]",
                        must_be="one of hostnames",
                        got=hostname,
                        do="add it to hostnames or remove the Secret",
                    )


def host_id(hostname: str) -> str:
    """A host name as a part of an object's name: `*.example.com` becomes `wildcard-example-com`."""
    return hostname.replace("*", "wildcard").replace(".", "-")


def _not_an_address(field: str, hostname: str | None) -> Iterator[Problem]:
    try:
        ip_address(hostname or "")
    except ValueError:
        return
    yield Problem(
        field=field, must_be="a name", got=hostname, do="leave it out: a listener without a host name serves all"
    )
