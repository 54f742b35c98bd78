"""Names of keyword arguments and classes."""

from __future__ import annotations

import pytest

from inference_platform_bindings.naming import keyword_names, pascal_case, snake_case


@pytest.mark.parametrize(
    ("field", "keyword"),
    [
        ("name", "name"),
        ("gatewayClassName", "gateway_class_name"),
        ("clusterIP", "cluster_ip"),
        ("clusterIPs", "cluster_ips"),
        ("issuingCertificateURLs", "issuing_certificate_urls"),
        ("trustedCIDRs", "trusted_cidrs"),
        ("URL", "url"),
        ("enableGRPCStats", "enable_grpc_stats"),
        ("appendXForwardedHost", "append_x_forwarded_host"),
        ("postInitApplicationSQLRefs", "post_init_application_sql_refs"),
        ("isWALArchiver", "is_wal_archiver"),
        ("hostPID", "host_pid"),
        ("gatewayHTTPRoute", "gateway_http_route"),
        ("gcpIPv4Pool", "gcp_ipv4_pool"),
        ("clientOAuth2Token", "client_oauth2_token"),
        ("s3Credentials", "s3_credentials"),
        ("high-availability", "high_availability"),
        ("keep_firing_for", "keep_firing_for"),
        ("x-kubernetes-list-type", "x_kubernetes_list_type"),
        ("$ref", "ref"),
        ("from", "from_"),
        ("continue", "continue_"),
        ("as", "as_"),
        ("self", "self_"),
        ("2fa", "n2_fa"),
        ("+", "field_"),
    ],
)
def test_fields_become_keywords(field: str, keyword: str) -> None:
    assert snake_case(field) == keyword


def test_fails_when_two_fields_would_share_a_keyword() -> None:
    with pytest.raises(ValueError, match="'foo-bar' and 'fooBar' would both be written foo_bar="):
        keyword_names(["fooBar", "foo-bar"])


def test_fields_become_parts_of_class_names() -> None:
    assert pascal_case("allowedRoutes") == "AllowedRoutes"
    assert pascal_case("high-availability") == "HighAvailability"
