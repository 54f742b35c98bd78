"""The Gateway, its redirect and its certificates from the props.

Defaults of the API server are written out inside lists, because GitOps tools compare lists as a whole and would
report a difference for ever.
"""

from __future__ import annotations

from typing import Literal

from inference_platform.connections import Listener
from inference_platform.constructs.gateway.listeners import (
    CertManagerCertificate,
    ExistingCertificate,
    HttpsListener,
    NamespaceSelector,
    host_id,
)
from inference_platform.constructs.gateway.props import GatewayProps
from inference_platform_crds import cert_manager, gateway_api

__all__ = ["certificate_spec", "gateway_spec", "listeners_of", "redirect_spec", "secret_name"]

_GROUP = "gateway.networking.k8s.io"
_HTTP = "http"


def listeners_of(props: GatewayProps) -> tuple[Listener, ...]:
    """The listeners by name; the name of an HTTPS listener comes from its host name, so that it never changes."""
    http, https = props.http, props.https
    plain = [Listener(name=_HTTP, port=http.port, protocol="HTTP", hostname=http.hostname)] if http else []
    secure = [_https_listener(https.port, hostname) for hostname in https.hosts()] if https else []
    return (*plain, *secure)


def secret_name(gateway: str, https: HttpsListener, hostname: str | None) -> str:
    """Name of the Secret with the certificate of a host name."""
    if isinstance(https.certificate, ExistingCertificate):
        return https.certificate.secret_of(hostname).name
    return f"{gateway}-{host_id(hostname or '')}-tls"


def gateway_spec(name: str, class_name: str, props: GatewayProps) -> gateway_api.GatewaySpec:
    """The Gateway with the name `name`, whose EnvoyProxy has the same name."""
    return gateway_api.GatewaySpec(
        gateway_class_name=class_name,
        infrastructure=gateway_api.GatewaySpecInfrastructure(
            parameters_ref=gateway_api.GRPCRouteSpecRulesFiltersExtensionRef(
                group="gateway.envoyproxy.io", kind="EnvoyProxy", name=name
            )
        ),
        listeners=[_listener(name, listener, props) for listener in listeners_of(props)],
    )


def redirect_spec(name: str, props: GatewayProps) -> gateway_api.HTTPRouteSpec:
    """A route on the plain listener alone that sends every request to HTTPS."""
    port = props.https.port if props.https else 443
    return gateway_api.HTTPRouteSpec(
        parent_refs=[gateway_api.GRPCRouteSpecParentRefs(group=_GROUP, kind="Gateway", name=name, section_name=_HTTP)],
        rules=[
            gateway_api.HTTPRouteSpecRules(
                matches=[
                    gateway_api.HTTPRouteSpecRulesMatches(
                        path=gateway_api.HTTPRouteSpecRulesMatchesPath(type="PathPrefix", value="/")
                    )
                ],
                filters=[
                    gateway_api.HTTPRouteSpecRulesFilters(
                        type="RequestRedirect",
                        request_redirect=gateway_api.HTTPRouteSpecRulesFiltersRequestRedirect(
                            scheme="https",
                            # without a port the scheme's own one is meant
                            port=port if port != 443 else None,
                            status_code=props.redirect_status_code,
                        ),
                    )
                ],
            )
        ],
    )


def certificate_spec(secret: str, hostname: str, certificate: CertManagerCertificate) -> cert_manager.CertificateSpec:
    """The certificate of one host name, in the Secret with the name `secret`."""
    algorithm: Literal["RSA", "ECDSA"] = "RSA" if certificate.private_key.startswith("RSA") else "ECDSA"
    size = int(certificate.private_key.partition("-")[2])
    return cert_manager.CertificateSpec(
        secret_name=secret,
        dns_names=[hostname],
        duration=certificate.duration,
        renew_before=certificate.renew_before,
        private_key=cert_manager.CertificateSpecPrivateKey(algorithm=algorithm, size=size, rotation_policy="Always"),
        usages=["digital signature", "key encipherment", "server auth"],
        issuer_ref=cert_manager.CertificateSpecIssuerRef(
            group="cert-manager.io", kind=certificate.issuer.kind, name=certificate.issuer.name
        ),
    )


def _https_listener(port: int, hostname: str | None) -> Listener:
    name = f"https-{host_id(hostname)}" if hostname else "https"
    return Listener(name=name, port=port, protocol="HTTPS", hostname=hostname)


def _listener(name: str, listener: Listener, props: GatewayProps) -> gateway_api.GatewaySpecListeners:
    secure = listener.protocol == "HTTPS"
    return gateway_api.GatewaySpecListeners(
        name=listener.name,
        port=listener.port,
        protocol=listener.protocol,
        hostname=listener.hostname,
        # routes of other namespaces would otherwise serve over plain HTTP, past the redirect
        allowed_routes=_allowed_routes("Same" if props.redirects and not secure else props.allowed_routes),
        tls=_tls(name, props.https, listener.hostname) if secure and props.https else None,
    )


def _tls(name: str, https: HttpsListener, hostname: str | None) -> gateway_api.GatewaySpecListenersTls:
    return gateway_api.GatewaySpecListenersTls(
        mode="Terminate",
        certificate_refs=[
            gateway_api.GatewaySpecListenersTlsCertificateRefs(
                group="", kind="Secret", name=secret_name(name, https, hostname)
            )
        ],
    )


def _allowed_routes(
    allowed: Literal["Same", "All"] | NamespaceSelector,
) -> gateway_api.GatewaySpecListenersAllowedRoutes:
    if isinstance(allowed, str):
        namespaces = gateway_api.GatewaySpecListenersAllowedRoutesNamespaces(from_=allowed)
        return gateway_api.GatewaySpecListenersAllowedRoutes(namespaces=namespaces)
    by_name = gateway_api.GatewaySpecAllowedListenersNamespacesSelectorMatchExpressions(
        key="kubernetes.io/metadata.name", operator="In", values=list(allowed.names)
    )
    return gateway_api.GatewaySpecListenersAllowedRoutes(
        namespaces=gateway_api.GatewaySpecListenersAllowedRoutesNamespaces(
            from_="Selector",
            selector=gateway_api.GatewaySpecAllowedListenersNamespacesSelector(
                match_labels=dict(allowed.labels) if allowed.labels else None,
                match_expressions=[by_name] if allowed.names else None,
            ),
        )
    )
