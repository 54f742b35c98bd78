"""The ClientTrafficPolicy of a gateway from its props."""

from __future__ import annotations

from inference_platform.constructs.gateway.client import (
    ClientAddressHeader,
    ClientProps,
    Http2,
    TcpKeepalive,
    TrustedHops,
    TrustedProxies,
)
from inference_platform.constructs.gateway.listeners import ClientCertificates, HttpsListener
from inference_platform.refs import SecretRef
from inference_platform_crds import envoy_gateway

__all__ = ["body_limit_spec", "client_policy_spec"]


def client_policy_spec(
    gateway: str, client: ClientProps, https: HttpsListener | None
) -> envoy_gateway.ClientTrafficPolicySpec:
    """What holds for all listeners of the gateway with the name `gateway`."""
    path = client.health_check_path
    return envoy_gateway.ClientTrafficPolicySpec(
        target_refs=[
            envoy_gateway.SecurityPolicySpecTargetRef(group="gateway.networking.k8s.io", kind="Gateway", name=gateway)
        ],
        headers=envoy_gateway.ClientTrafficPolicySpecHeaders(
            request_id=client.request_id, with_underscores_action=client.headers_with_underscores
        ),
        timeout=envoy_gateway.ClientTrafficPolicySpecTimeout(
            http=envoy_gateway.ClientTrafficPolicySpecTimeoutHttp(
                idle_timeout=client.idle_timeout,
                request_headers_received_timeout=client.request_headers_timeout,
                request_received_timeout=client.request_timeout,
                stream_idle_timeout=client.stream_idle_timeout,
            )
        ),
        tcp_keepalive=_tcp_keepalive(client.tcp_keepalive) if client.tcp_keepalive else None,
        connection=_connection(client),
        http2=_http2(client.http2) if client.http2 else None,
        client_ip_detection=_client_address(client.client_address) if client.client_address else None,
        proxy_protocol=_proxy_protocol(client.proxy_protocol) if client.proxy_protocol else None,
        health_check=envoy_gateway.ClientTrafficPolicySpecHealthCheck(path=path) if path else None,
        tls=_tls(https) if https else None,
    )


def body_limit_spec(gateway: str, limit: str) -> envoy_gateway.BackendTrafficPolicySpec:
    """The largest request body of the routes of the gateway with the name `gateway`."""
    return envoy_gateway.BackendTrafficPolicySpec(
        target_refs=[
            envoy_gateway.SecurityPolicySpecTargetRef(group="gateway.networking.k8s.io", kind="Gateway", name=gateway)
        ],
        request_buffer=envoy_gateway.BackendTrafficPolicySpecRequestBuffer(limit=limit),
    )


def _tcp_keepalive(keepalive: TcpKeepalive) -> envoy_gateway.ClientTrafficPolicySpecTcpKeepalive:
    return envoy_gateway.ClientTrafficPolicySpecTcpKeepalive(
        idle_time=keepalive.idle_time, interval=keepalive.interval, probes=keepalive.probes
    )


def _proxy_protocol(mode: str) -> envoy_gateway.ClientTrafficPolicySpecProxyProtocol:
    return envoy_gateway.ClientTrafficPolicySpecProxyProtocol(optional=mode == "Optional")


def _connection(client: ClientProps) -> envoy_gateway.ClientTrafficPolicySpecConnection | None:
    limit = envoy_gateway.ClientTrafficPolicySpecConnectionConnectionLimit(
        value=client.max_connections,
        max_connection_duration=client.max_connection_duration,
        max_requests_per_connection=client.max_requests_per_connection,
    )
    connection = envoy_gateway.ClientTrafficPolicySpecConnection(
        buffer_limit=client.buffer_limit, connection_limit=limit or None
    )
    return connection or None


def _http2(http2: Http2) -> envoy_gateway.ClientTrafficPolicySpecHttp2:
    return envoy_gateway.ClientTrafficPolicySpecHttp2(
        max_concurrent_streams=http2.max_concurrent_streams,
        initial_stream_window_size=http2.initial_stream_window_size,
        initial_connection_window_size=http2.initial_connection_window_size,
        connection_keepalive=envoy_gateway.ClientTrafficPolicySpecHttp2ConnectionKeepalive(
            interval=http2.keepalive_interval, timeout=http2.keepalive_timeout
        )
        if http2.keepalive_interval
        else None,
    )


def _client_address(
    source: TrustedHops | TrustedProxies | ClientAddressHeader,
) -> envoy_gateway.ClientTrafficPolicySpecClientIPDetection:
    if isinstance(source, ClientAddressHeader):
        return envoy_gateway.ClientTrafficPolicySpecClientIPDetection(
            custom_header=envoy_gateway.ClientTrafficPolicySpecClientIPDetectionCustomHeader(
                name=source.name, fail_closed=source.required
            )
        )
    return envoy_gateway.ClientTrafficPolicySpecClientIPDetection(
        x_forwarded_for=envoy_gateway.ClientTrafficPolicySpecClientIPDetectionXForwardedFor(
            num_trusted_hops=source.count if isinstance(source, TrustedHops) else None,
            trusted_cidrs=list(source.networks) if isinstance(source, TrustedProxies) else None,
        )
    )


def _tls(https: HttpsListener) -> envoy_gateway.ClientTrafficPolicySpecTls:
    return envoy_gateway.ClientTrafficPolicySpecTls(
        min_version=https.min_tls_version,
        ciphers=list(https.ciphers) or None,
        alpn_protocols=list(https.alpn_protocols) or None,
        client_validation=_client_validation(https.client_certificates) if https.client_certificates else None,
    )


def _client_validation(
    certificates: ClientCertificates,
) -> envoy_gateway.ClientTrafficPolicySpecTlsClientValidation:
    return envoy_gateway.ClientTrafficPolicySpecTlsClientValidation(
        mode="VerifyIfGiven" if certificates.optional else "RequireAndVerify",
        ca_certificate_refs=[
            envoy_gateway.SecurityPolicySpecBasicAuthUsers(
                group="", kind="Secret" if isinstance(authority, SecretRef) else "ConfigMap", name=authority.name
            )
            for authority in certificates.authorities
        ],
    )
