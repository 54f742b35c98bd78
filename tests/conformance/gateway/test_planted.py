"""Each check of the edge has something to find: an object is broken as a mistake would, and the check says so."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.conformance.gateway import promises
from tests.conformance.gateway.edges import EDGES
from tests.conformance.gateway.status import complaints
from tests.conformance.gateway.translation import Object, objects_of, translate
from tests.conformance.gateway.xds import xds_of

PROD = EDGES[-1]
API, REDIRECT, EDGE = "infra-litellm-proxy", "infra-gateway-https-redirect", PROD.gateway

Break = Callable[[Object], Any]


def planted(kind: str, name: str, damage: Break) -> list[Object]:
    """The objects of prod with one damaged."""
    objects = objects_of(PROD.environment)
    (target,) = (each for each in objects if (each["kind"], each["metadata"]["name"]) == (kind, name))
    damage(target["spec"])
    return objects


@pytest.mark.parametrize(
    ("kind", "name", "damage", "complaint"),
    [
        ("Certificate", f"{EDGE}-llm-example-com-tls", lambda spec: spec.update(secretName="other"), "does not exist"),
        ("BackendTrafficPolicy", API, lambda spec: spec["targetRefs"][0].update(name="other"), "is ignored"),
        ("ClientTrafficPolicy", EDGE, lambda spec: spec["targetRefs"][0].update(name="other"), "is ignored"),
        ("Gateway", EDGE, lambda spec: spec.update(gatewayClassName="other"), f"Gateway {EDGE} is ignored"),
        ("HTTPRoute", API, lambda spec: spec["parentRefs"][0].update(name="other"), f"HTTPRoute {API} is ignored"),
        ("HTTPRoute", API, lambda spec: spec["parentRefs"][0].update(sectionName="other"), "Accepted=False"),
        ("HTTPRoute", API, lambda spec: spec.update(hostnames=["llm.other.com"]), "Accepted=False"),
        ("HTTPRoute", API, lambda spec: spec["rules"][0]["backendRefs"][0].update(name="other"), "BackendNotFound"),
        ("HTTPRoute", API, lambda spec: spec["rules"][0]["backendRefs"][0].update(port=1), "ResolvedRefs=False"),
    ],
)
def test_fails_when_a_reference_leads_nowhere(
    tmp_path: Path, kind: str, name: str, damage: Break, complaint: str
) -> None:
    assert complaint in "\n".join(complaints(translate(planted(kind, name, damage), tmp_path, gateway=EDGE)))


def test_fails_when_a_field_is_unknown(tmp_path: Path) -> None:
    objects = planted("Gateway", EDGE, lambda spec: spec.update(listners=[]))
    with pytest.raises(RuntimeError, match=r"spec\.listners: Invalid value"):
        translate(objects, tmp_path, gateway=EDGE)


def test_fails_when_a_cel_rule_is_broken(tmp_path: Path) -> None:
    objects = planted("Gateway", EDGE, lambda spec: spec["listeners"][0].update(tls={"mode": "Terminate"}))
    with pytest.raises(RuntimeError, match="tls must not be specified for protocols"):
        translate(objects, tmp_path, gateway=EDGE)


def no_timeout(spec: Object) -> None:
    del spec["rules"][0]["timeouts"]


@pytest.mark.parametrize(
    ("promise", "kind", "name", "damage", "broken"),
    [
        (
            promises.listens_where_it_should,
            "Gateway",
            EDGE,
            lambda spec: spec["listeners"].append({"name": "more", "port": 8080, "protocol": "HTTP"}),
            "listens on [8080, ",
        ),
        (
            promises.plain_http_only_redirects,
            "HTTPRoute",
            REDIRECT,
            lambda spec: spec["rules"][0]["filters"][0]["requestRedirect"].update(statusCode=302),
            "plain HTTP does redirect",
        ),
        (
            promises.plain_http_only_redirects,
            "HTTPRoute",
            API,
            lambda spec: spec["parentRefs"][0].pop("sectionName"),
            "plain HTTP does route",
        ),
        (
            promises.tls_is_modern_and_ours,
            "ClientTrafficPolicy",
            EDGE,
            lambda spec: spec["tls"].update(minVersion="1.0"),
            "the oldest TLS is TLSv1_0",
        ),
        (
            promises.request_ids_survive,
            "ClientTrafficPolicy",
            EDGE,
            lambda spec: spec["headers"].pop("requestID"),
            "'preserveExternalRequestId': None",
        ),
        (
            promises.paths_cannot_be_disguised,
            "ClientTrafficPolicy",
            EDGE,
            lambda spec: spec.update(path={"escapedSlashesAction": "KeepUnchanged"}),
            "KEEP_UNCHANGED",
        ),
        (
            promises.only_public_paths_lead_to_litellm,
            "HTTPRoute",
            API,
            lambda spec: spec["rules"][0]["matches"].append({"path": {"type": "PathPrefix", "value": "/ui"}}),
            "{'pathSeparatedPrefix': '/ui'} is reachable",
        ),
        (
            promises.only_public_paths_lead_to_litellm,
            "HTTPRoute",
            API,
            lambda spec: spec["rules"][0]["matches"].pop(0),
            "/v1/chat/completions is not reachable",
        ),
        (promises.streams_are_not_cut, "HTTPRoute", API, no_timeout, "the default of 15s"),
        (
            promises.streams_are_not_cut,
            "BackendTrafficPolicy",
            API,
            lambda spec: spec["timeout"]["http"].update(streamIdleTimeout="600s"),
            "ends after 600s of silence",
        ),
        (
            promises.requests_are_not_repeated,
            "BackendTrafficPolicy",
            API,
            lambda spec: spec["retry"].update(numRetries=2),
            "is tried 2 times more",
        ),
        (
            promises.load_has_a_limit,
            "BackendTrafficPolicy",
            API,
            lambda spec: spec["circuitBreaker"].pop("maxParallelRequests"),
            "maxRequests is 1024",
        ),
        (
            promises.connections_are_left_before_litellm_closes_them,
            "BackendTrafficPolicy",
            API,
            lambda spec: spec["timeout"]["http"].update(connectionIdleTimeout="90s"),
            "kept for 90s",
        ),
    ],
)
def test_fails_when_a_promise_is_broken(
    tmp_path: Path, promise: promises.Promise, kind: str, name: str, damage: Break, broken: str
) -> None:
    xds = xds_of(translate(planted(kind, name, damage), tmp_path, gateway=EDGE))
    assert broken in "\n".join(promise(PROD, xds))
