from __future__ import annotations

from typing import Any

import cdk8s
import pytest

from inference_platform.constructs.gateway import (
    AccessLog,
    Autoscaling,
    CertManagerAnnotation,
    CertManagerCertificate,
    ClientCertificates,
    ClientProps,
    EnvoyProps,
    ExistingCertificate,
    ExternalDns,
    Gateway,
    GatewayProps,
    Http2,
    HttpListener,
    HttpsListener,
    NamespaceSelector,
    OwnGatewayClass,
    TcpKeepalive,
    TrustedProxies,
)
from inference_platform.errors import ConfigError, InvalidSettings
from inference_platform.refs import ConfigMapRef, IssuerRef, SecretRef

NAMESPACE = "llm-platform"
SECRET = SecretRef.existing(name="tls", namespace=NAMESPACE)
FOREIGN = SecretRef.existing(name="tls", namespace="elsewhere")
EXISTING = ExistingCertificate(secret=SECRET)
ISSUER = IssuerRef.existing("letsencrypt-prod")


def build(chart: cdk8s.Chart, name: str = "infra-gateway", **settings: Any) -> None:
    Gateway(chart, "gateway", name=name, props=GatewayProps(**settings))


def https(*hostnames: str, certificate: Any = EXISTING, **settings: Any) -> dict[str, Any]:
    return {"https": HttpsListener(hostnames=hostnames, certificate=certificate, **settings)}


def issued(**settings: Any) -> dict[str, Any]:
    return https("llm.example.com", certificate=CertManagerCertificate(issuer=ISSUER, **settings))


REFUSED: list[tuple[dict[str, Any], str]] = [
    ({"http": None}, "http must be given when https is not, got None; give at least one listener"),
    ({"redirect": True}, "redirect must be left out unless http and https are both given"),
    ({"http": None, **https(), "redirect": True}, "redirect must be left out unless http and https are both"),
    ({"redirect_status_code": 308}, "redirect_status_code must be left out without a redirect, got 308"),
    ({**https(), "redirect_status_code": 418}, "redirect_status_code must be one of 301, 302, 303, 307, 308"),
    ({"http": HttpListener(port=443), **https()}, "https.port must be another port than http.port, got 443"),
    ({"http": HttpListener(port=70000)}, "http.port must be from 1 to 65535, got 70000"),
    ({"http": HttpListener(hostname="10.0.0.1")}, "http.hostname must be a name, got 10.0.0.1"),
    (https("https://llm.example.com"), r"https.hostnames\[0\] must be a host name such as"),
    (https("llm.*.com"), r"https.hostnames\[0\] must be a host name such as llm.example.com or \*.example.com"),
    (https("*"), r"https.hostnames\[0\] must be a host name such as"),
    (https("10.0.0.1"), r"https.hostnames\[0\] must be a name, got 10.0.0.1"),
    (https("a.example.com", "a.example.com"), r"https.hostnames\[1\] must be another name than a.example.com"),
    (https("a-b.example.com", "a.b.example.com"), r"https.hostnames\[1\] must be another name than a-b.example"),
    (https(*(f"h{i}.example.com" for i in range(64))), "https.hostnames must be at most 63, got 64"),
    (
        https(certificate=CertManagerCertificate(issuer=ISSUER)),
        "https.hostnames must be given when cert-manager makes the certificate",
    ),
    (
        https(certificate=CertManagerAnnotation(issuer=ISSUER)),
        "https.hostnames must be given when cert-manager makes the certificate",
    ),
    (
        https(certificate=ExistingCertificate(secret=SECRET, by_hostname={"b.example.com": SECRET})),
        r"https.certificate.by_hostname\[b.example.com\] must be one of hostnames",
    ),
    (https(min_tls_version="1.3", ciphers=("ECDHE-RSA-AES128-GCM-SHA256",)), "https.ciphers must be left out when"),
    (https(ciphers=("AES128-SHA",)), r"https.ciphers\[0\] must be one of ECDHE-ECDSA-AES128-GCM-SHA256"),
    (https(client_certificates=ClientCertificates(authorities=())), "authorities must be one to eight Secrets"),
    (issued(duration="24h", renew_before="24h"), "renew_before must be shorter than the duration 24h, got 24h"),
    (issued(duration="30m", renew_before="10m"), "https.certificate.duration must be at least 1h, got 30m"),
    (issued(renew_before="4m"), "https.certificate.renew_before must be at least 5m, got 4m"),
    (issued(duration="90d"), "https.certificate.duration must be a duration such as 10m or 1h30m"),
    (
        {"annotations": {"cert-manager.io/cluster-issuer": "letsencrypt-prod"}},
        "must be left to https.certificate and external_dns, got letsencrypt-prod; set it there, so that no Secret",
    ),
    ({"allowed_routes": NamespaceSelector()}, "allowed_routes.names must be given when labels are not"),
    ({"gateway_class": OwnGatewayClass(controller_name="envoy")}, "controller_name must be a domain and a path"),
    (
        {"deploy_type": "GatewayNamespace", "controller_namespace": "gateways"},
        "controller_namespace must be left out with deploy_type GatewayNamespace",
    ),
    ({"external_dns": ExternalDns()}, "external_dns.target must be given with source gateway, got None"),
    ({"external_dns": ExternalDns(target="a.net", ttl=60)}, "external_dns.ttl must be left out with source gateway"),
    ({"external_dns": ExternalDns(source="service")}, "hostnames must be given when no listener has a host name"),
    (
        {"envoy": EnvoyProps(replicas=Autoscaling(min_replicas=5, max_replicas=4))},
        "envoy.replicas.max_replicas must be at least min_replicas 5, got 4",
    ),
    ({"envoy": EnvoyProps(replicas=0)}, "envoy.replicas must be from 1 to 1000, got 0"),
    ({"envoy": EnvoyProps(image="envoyproxy/envoy:latest")}, "envoy.image must be an image with a tag other than"),
    ({"envoy": EnvoyProps(access_log=AccessLog(fields={}))}, "envoy.access_log.fields must be at least one"),
    (
        {"client": ClientProps(http2=Http2(keepalive_interval="5s", keepalive_timeout="5s"))},
        "client.http2.keepalive_timeout must be shorter than keepalive_interval 5s",
    ),
    (
        {"client": ClientProps(http2=Http2(keepalive_timeout="5s"))},
        "client.http2.keepalive_timeout must be left out without keepalive_interval",
    ),
    (
        {"client": ClientProps(http2=Http2(initial_stream_window_size="1Ki"))},
        "client.http2.initial_stream_window_size must be from 65535 to 2147483647 bytes",
    ),
    (
        {"client": ClientProps(tcp_keepalive=TcpKeepalive(interval="500ms"))},
        "client.tcp_keepalive.interval must be a whole number of seconds, at least 1s, got 500ms",
    ),
    ({"client": ClientProps(client_address=TrustedProxies(networks=()))}, "networks must be at least one"),
    ({"client": ClientProps(buffer_limit="1.5Mi")}, "client.buffer_limit must be a whole number of bytes"),
    ({"client": ClientProps(max_request_body="4Gi")}, "client.max_request_body must be a whole number of bytes"),
    (
        {"client": ClientProps(request_timeout="10s")},
        "client.request_timeout must be at least request_headers_timeout 30s, got 10s",
    ),
]


@pytest.mark.parametrize(("settings", "message"), REFUSED, ids=[message for _, message in REFUSED])
def test_fails_when_settings_cannot_work(chart: cdk8s.Chart, settings: dict[str, Any], message: str) -> None:
    with pytest.raises(InvalidSettings, match=message):
        build(chart, **settings)


def test_fails_when_a_certificate_lies_in_another_namespace(chart: cdk8s.Chart) -> None:
    certificate = ExistingCertificate(secret=FOREIGN, by_hostname={"a.example.com": FOREIGN})
    message = "must be in the gateway's namespace llm-platform, got namespace elsewhere; create"
    with pytest.raises(InvalidSettings, match=f"https.certificate.secret {message}") as error:
        build(chart, **https("a.example.com", certificate=certificate))
    assert f"https.certificate.by_hostname[a.example.com] {message}" in str(error.value)


def test_fails_when_an_authority_lies_in_another_namespace(chart: cdk8s.Chart) -> None:
    authority = ConfigMapRef.existing(name="ca", namespace="elsewhere")
    with pytest.raises(InvalidSettings, match=r"client_certificates.authorities\[0\] must be in the gateway's"):
        build(chart, **https(client_certificates=ClientCertificates(authorities=(authority,))))


def test_fails_when_an_issuer_lies_in_another_namespace(chart: cdk8s.Chart) -> None:
    issuer = IssuerRef.existing("ca", kind="Issuer", namespace="elsewhere")
    with pytest.raises(InvalidSettings, match=r"https.certificate.issuer must be a ClusterIssuer or an Issuer in"):
        build(chart, **https("llm.example.com", certificate=CertManagerAnnotation(issuer=issuer)))


def test_fails_when_the_envoys_cannot_read_a_pull_secret(chart: cdk8s.Chart) -> None:
    registry = SecretRef.existing(name="registry", namespace=NAMESPACE)
    with pytest.raises(InvalidSettings, match="must be in the namespace envoy-gateway-system of the Envoy pods"):
        build(chart, envoy=EnvoyProps(image_pull_secrets=(registry,)))


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("Edge", "such that the name has lower-case letters, digits and '-', at most 63, got Edge"),
        ("4edge", "such that the name has lower-case"),
        ("x" * 64, "such that the name has lower-case letters, digits and '-', at most 63, got xxx"),
        ("x" * 45, f"such that the Service has .* at most 63, got envoy-{NAMESPACE}-xxx"),
    ],
)
def test_fails_when_the_name_makes_no_object_names(chart: cdk8s.Chart, name: str, message: str) -> None:
    with pytest.raises(InvalidSettings, match=f"test/gateway: name must be {message}"):
        build(chart, name)


def test_fails_when_the_chart_has_no_namespace() -> None:
    with pytest.raises(ConfigError, match="namespace of the chart must be given"):
        build(cdk8s.Chart(cdk8s.Testing.app(), "test"))


def test_fails_with_everything_that_is_wrong_and_renders_nothing(chart: cdk8s.Chart) -> None:
    with pytest.raises(InvalidSettings) as error:
        build(chart, "Edge", http=None, envoy=EnvoyProps(replicas=0), client=ClientProps(max_connections=0))
    assert [problem.field for _, problem in error.value.problems] == [
        "name",
        "client.max_connections",
        "envoy.replicas",
    ]
    assert chart.to_json() == []


def test_problems_of_several_parts_are_reported_together(chart: cdk8s.Chart) -> None:
    with pytest.raises(InvalidSettings) as error:
        build(chart, http=None, redirect=True, external_dns=ExternalDns(source="service"))
    assert [problem.field for _, problem in error.value.problems] == [
        "http",
        "redirect",
        "external_dns.hostnames",
    ]
