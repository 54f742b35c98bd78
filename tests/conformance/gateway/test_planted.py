"""Each check of the edge has something to find: an object is broken as a mistake would, and the check says so."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.conformance.gateway import promises
from tests.conformance.gateway.edges import EDGES
from tests.conformance.gateway.planting import Break, planted, spec
from tests.conformance.gateway.status import complaints
from tests.conformance.gateway.translation import translate
from tests.conformance.gateway.xds import Xds, xds_of

PROD = EDGES[-1]
API, REDIRECT, EDGE = "infra-litellm-proxy", "infra-gateway-https-redirect", PROD.gateway


@pytest.mark.parametrize(
    ("kind", "name", "damage", "complaint"),
    [
        ("Certificate", f"{EDGE}-llm-example-com-tls", spec(("secretName", "other")), "does not exist"),
        ("BackendTrafficPolicy", API, spec(("targetRefs.0.name", "other")), "is ignored"),
        ("ClientTrafficPolicy", EDGE, spec(("targetRefs.0.name", "other")), "is ignored"),
        ("Gateway", EDGE, spec(("gatewayClassName", "other")), f"Gateway {EDGE} is ignored"),
        ("HTTPRoute", API, spec(("parentRefs.0.name", "other")), f"HTTPRoute {API} is ignored"),
        ("HTTPRoute", API, spec(("parentRefs.0.sectionName", "other")), "Accepted=False"),
        ("HTTPRoute", API, spec(("hostnames", ["llm.other.com"])), "Accepted=False"),
        ("HTTPRoute", API, spec(("rules.0.backendRefs.0.name", "other")), "BackendNotFound"),
        ("HTTPRoute", API, spec(("rules.0.backendRefs.0.port", 1)), "ResolvedRefs=False"),
    ],
)
def test_fails_when_a_reference_leads_nowhere(
    tmp_path: Path, kind: str, name: str, damage: Break, complaint: str
) -> None:
    assert complaint in "\n".join(complaints(translate(planted((kind, name, damage)), tmp_path, gateway=EDGE)))


def test_fails_when_a_field_is_unknown(tmp_path: Path) -> None:
    objects = planted(("Gateway", EDGE, spec(("listners", []))))
    with pytest.raises(RuntimeError, match=r"spec\.listners: Invalid value"):
        translate(objects, tmp_path, gateway=EDGE)


def test_fails_when_a_cel_rule_is_broken(tmp_path: Path) -> None:
    objects = planted(("Gateway", EDGE, spec(("listeners.0.tls", {"mode": "Terminate"}))))
    with pytest.raises(RuntimeError, match="tls must not be specified for protocols"):
        translate(objects, tmp_path, gateway=EDGE)


BROKEN: list[tuple[promises.Promise, str, str, Break, str]] = [
    (
        promises.listens_where_it_should,
        "Gateway",
        EDGE,
        lambda gateway: gateway["spec"]["listeners"].append({"name": "more", "port": 8080, "protocol": "HTTP"}),
        "listens on [8080, ",
    ),
    (
        promises.plain_http_only_redirects,
        "HTTPRoute",
        REDIRECT,
        spec(("rules.0.filters.0.requestRedirect.statusCode", 302)),
        "plain HTTP does redirect",
    ),
    (
        promises.plain_http_only_redirects,
        "HTTPRoute",
        API,
        spec(("parentRefs.0.sectionName", None)),
        "plain HTTP does route",
    ),
    (
        promises.tls_is_modern_and_ours,
        "ClientTrafficPolicy",
        EDGE,
        spec(("tls.minVersion", "1.0")),
        "the oldest TLS is TLSv1_0",
    ),
    (
        promises.request_ids_survive,
        "ClientTrafficPolicy",
        EDGE,
        spec(("headers.requestID", None)),
        "'preserveExternalRequestId': None",
    ),
    (
        promises.paths_cannot_be_disguised,
        "ClientTrafficPolicy",
        EDGE,
        spec(("path", {"escapedSlashesAction": "KeepUnchanged"})),
        "KEEP_UNCHANGED",
    ),
    (
        promises.only_public_paths_lead_to_litellm,
        "HTTPRoute",
        API,
        lambda route: route["spec"]["rules"][0]["matches"].append({"path": {"type": "PathPrefix", "value": "/ui"}}),
        "{'pathSeparatedPrefix': '/ui'} is reachable",
    ),
    (
        promises.only_public_paths_lead_to_litellm,
        "HTTPRoute",
        API,
        spec(("rules.0.matches.0", None)),
        "/v1/chat/completions is not reachable",
    ),
    (promises.streams_are_not_cut, "HTTPRoute", API, spec(("rules.0.timeouts", None)), "the default of 15s"),
    (
        promises.streams_are_not_cut,
        "BackendTrafficPolicy",
        API,
        spec(("timeout.http.streamIdleTimeout", "600s")),
        "ends after 600s of silence",
    ),
    (
        promises.requests_are_not_repeated,
        "BackendTrafficPolicy",
        API,
        spec(("retry.numRetries", 2)),
        "is tried 2 times more",
    ),
    (
        promises.load_has_a_limit,
        "BackendTrafficPolicy",
        API,
        spec(("circuitBreaker.maxParallelRequests", None)),
        "maxRequests is 1024",
    ),
    (
        promises.connections_are_left_before_litellm_closes_them,
        "BackendTrafficPolicy",
        API,
        spec(("timeout.http.connectionIdleTimeout", "90s")),
        "kept for 90s",
    ),
]
"""Broken promises, and what is said of them."""


@pytest.fixture(scope="module")
def broken(tmp_path_factory: pytest.TempPathFactory) -> Xds:
    """What becomes of all broken promises."""
    objects = planted(*((kind, name, damage) for _, kind, name, damage, _ in BROKEN))
    return xds_of(translate(objects, tmp_path_factory.mktemp("broken"), gateway=EDGE))


@pytest.mark.parametrize(
    ("promise", "complaint"), [pytest.param(promise, complaint, id=complaint) for promise, *_, complaint in BROKEN]
)
def test_fails_when_a_promise_is_broken(broken: Xds, promise: promises.Promise, complaint: str) -> None:
    assert [each for each in promise(PROD, broken) if complaint in each] != []
