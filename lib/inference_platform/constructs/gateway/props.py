"""What an environment may choose about a gateway, and what it may not combine."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

from inference_platform.constructs.gateway.client import ClientProps
from inference_platform.constructs.gateway.envoy import EnvoyProps, PodMonitor
from inference_platform.constructs.gateway.listeners import (
    CertManagerAnnotation,
    CertManagerCertificate,
    ExistingCertificate,
    HttpListener,
    HttpsListener,
    NamespaceSelector,
)
from inference_platform.constructs.gateway.service import ExternalDns, ServiceProps
from inference_platform.errors import Problem
from inference_platform.refs import ConfigMapRef, GatewayClassRef, SecretRef
from inference_platform.units import DnsLabel, DnsSubdomain, LabelKey

__all__ = ["GatewayProps", "OwnGatewayClass", "namespace_problems"]

_CONTROLLER = "gateway.envoyproxy.io/gatewayclass-controller"
_CONTROLLER_NAMESPACE = "envoy-gateway-system"
# What certificate and external_dns write into the Gateway.
_RESERVED_ANNOTATIONS = ("cert-manager.io/", "external-dns.")


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnGatewayClass:
    """The GatewayClass that this gateway brings along. A cluster can have each name once."""

    name: DnsSubdomain = "llm-gateway"
    """Name of the class, for the whole cluster."""

    controller_name: str = _CONTROLLER
    """The controller that serves it. Default: Envoy Gateway's own default."""

    def rules(self) -> Iterator[Problem]:
        """Controllers have a domain and a path."""
        domain, slash, path = self.controller_name.partition("/")
        if not (domain and slash and path):
            yield Problem(
                field="controller_name",
                must_be="a domain and a path",
                got=self.controller_name,
                do=f"use the controllerName of Envoy Gateway's configuration, usually {_CONTROLLER}",
            )


@dataclass(frozen=True, slots=True, kw_only=True)
class GatewayProps:
    """A gateway of Envoy Gateway with its listeners, its Envoy pods and its Service."""

    gateway_class: OwnGatewayClass | GatewayClassRef = OwnGatewayClass()
    """The class: an own one, that of another gateway (`edge.gateway_class`), or an existing one."""

    http: HttpListener | None = HttpListener()
    """Plain HTTP. None: there is no such listener."""

    https: HttpsListener | None = None
    """HTTPS. Default: there is no such listener."""

    redirect: bool | None = None
    """Whether plain HTTP only answers with a redirect to HTTPS. Default: when both listeners exist."""

    redirect_status_code: Literal[301, 302, 303, 307, 308] = 301
    """Status of the redirect. With 307 and 308 clients repeat a POST as a POST (Gateway API 1.5 or newer)."""

    allowed_routes: Literal["Same", "All"] | NamespaceSelector = "Same"
    """Namespaces whose routes may attach. A listener that only redirects takes routes of its own namespace."""

    client: ClientProps = ClientProps()
    """Request ids, timeouts and limits."""

    envoy: EnvoyProps = EnvoyProps()
    """The Envoy pods."""

    service: ServiceProps = ServiceProps()
    """The Service in front of them."""

    external_dns: ExternalDns | None = None
    """Annotations for external-dns. Default: none, which is enough for its source `gateway-httproute`."""

    pod_monitor: PodMonitor | None = PodMonitor()
    """Monitoring of the Envoy pods with the Prometheus operator. None: not monitored."""

    controller_namespace: DnsLabel = _CONTROLLER_NAMESPACE
    """Namespace of the Envoy Gateway controller, which runs the Envoy pods there too."""

    deploy_type: Literal["ControllerNamespace", "GatewayNamespace"] = "ControllerNamespace"
    """Where the controller runs Envoy; must be its own `provider.kubernetes.deploy.type`."""

    annotations: Mapping[LabelKey, str] | None = None
    """More annotations of the Gateway. Default: none."""

    @property
    def redirects(self) -> bool:
        """Whether plain HTTP only redirects."""
        return bool(self.http and self.https) if self.redirect is None else self.redirect

    def rules(self) -> Iterator[Problem]:
        """Combinations that cannot work, or of which one part would do nothing."""
        yield from self._listener_rules()
        yield from self._service_rules()
        yield from self._annotation_rules()

    def _listener_rules(self) -> Iterator[Problem]:
        if self.http is None and self.https is None:
            yield Problem(field="http", must_be="given when https is not", got=None, do="give at least one listener")
        if self.redirect and not (self.http and self.https):
            yield Problem(
                field="redirect",
                must_be="left out unless http and https are both given",
                got=True,
                do="give both listeners or remove redirect",
            )
        if self.redirect_status_code != 301 and not self.redirects:
            yield Problem(
                field="redirect_status_code",
                must_be="left out without a redirect",
                got=self.redirect_status_code,
                do="give both listeners or remove it",
            )
        if self.http and self.https and self.http.port == self.https.port:
            yield Problem(
                field="https.port",
                must_be="another port than http.port",
                got=self.https.port,
                do="give each listener its own port",
            )

    def _service_rules(self) -> Iterator[Problem]:
        if self.deploy_type == "GatewayNamespace" and self.controller_namespace != _CONTROLLER_NAMESPACE:
            yield Problem(
                field="controller_namespace",
                must_be="left out with deploy_type GatewayNamespace",
                got=self.controller_namespace,
                do="remove it: the Envoy pods run in the gateway's namespace then",
            )
        for listener in ("http", "https"):
            port = getattr(self.service, f"{listener}_node_port")
            if port is not None and getattr(self, listener) is None:
                yield Problem(
                    field=f"service.{listener}_node_port",
                    must_be=f"left out without {listener}",
                    got=port,
                    do=f"give the listener {listener} or remove the port",
                )
        balancer = self.service.load_balancer
        if self.client.proxy_protocol and balancer is not None and not balancer.sends_proxy_protocol:
            yield Problem(
                field="client.proxy_protocol",
                must_be=f"left out with {type(balancer).__name__}",
                got=self.client.proxy_protocol,
                do="remove it: that load balancer sends no PROXY protocol header",
            )
        yield from self._dns_rules()

    def _dns_rules(self) -> Iterator[Problem]:
        dns = self.external_dns
        if dns and dns.source == "service" and not (dns.hostnames or self.hostnames()):
            yield Problem(
                field="external_dns.hostnames",
                must_be="given when no listener has a host name",
                got=dns.hostnames,
                do="name the Service's DNS records",
            )

    def _annotation_rules(self) -> Iterator[Problem]:
        for key in sorted(self.annotations or {}):
            if key.startswith(_RESERVED_ANNOTATIONS):
                yield Problem(
                    field=f"annotations[{key}]",
                    must_be="left to https.certificate and external_dns",
                    got=(self.annotations or {})[key],
                    do="set it there, so that no Secret and no record has two owners",
                )

    def hostnames(self) -> tuple[str, ...]:
        """Host names of the listeners that apps attach to."""
        if self.https:
            return self.https.hostnames
        return (self.http.hostname,) if self.http and self.http.hostname else ()


def namespace_problems(props: GatewayProps, namespace: str, pods_namespace: str) -> Iterator[Problem]:
    """Secrets and issuers that lie where neither Envoy Gateway nor cert-manager may read them.

    A ReferenceGrant would open another namespace's Secret to every Gateway here, so none is made.

    Args:
        props: Props whose own rules hold.
        namespace: Namespace of the gateway.
        pods_namespace: Namespace of its Envoy pods.
    """
    for field, secret in _secrets(props):
        if secret.namespace != namespace:
            yield Problem(
                field=field,
                must_be=f"in the gateway's namespace {namespace}",
                got=f"namespace {secret.namespace}",
                do="create the gateway there, or copy it with an ExternalSecret or another certificate",
            )
    for index, secret in enumerate(props.envoy.image_pull_secrets):
        if secret.namespace != pods_namespace:
            yield Problem(
                field=f"envoy.image_pull_secrets[{index}]",
                must_be=f"in the namespace {pods_namespace} of the Envoy pods",
                got=f"namespace {secret.namespace}",
                do="create it there: pods read only Secrets of their own namespace",
            )
    certificate = props.https.certificate if props.https else None
    if isinstance(certificate, CertManagerAnnotation | CertManagerCertificate):
        issuer = certificate.issuer
        if issuer.namespace not in (None, namespace):
            yield Problem(
                field="https.certificate.issuer",
                must_be=f"a ClusterIssuer or an Issuer in the gateway's namespace {namespace}",
                got=f"namespace {issuer.namespace}",
                do="use a ClusterIssuer",
            )


def _secrets(props: GatewayProps) -> Iterator[tuple[str, SecretRef | ConfigMapRef]]:
    if props.https is None:
        return
    certificate = props.https.certificate
    if isinstance(certificate, ExistingCertificate):
        yield "https.certificate.secret", certificate.secret
        for hostname, secret in (certificate.by_hostname or {}).items():
            yield f"https.certificate.by_hostname[{hostname}]", secret
    if props.https.client_certificates:
        for index, authority in enumerate(props.https.client_certificates.authorities):
            yield f"https.client_certificates.authorities[{index}]", authority
