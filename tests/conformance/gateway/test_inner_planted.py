"""Each check of the Gateway before the models has something to find: an object is broken, as by mistake."""

from __future__ import annotations

import copy
from pathlib import Path

import pytest

from tests.conformance.gateway import inner_promises as promises
from tests.conformance.gateway import promises as shared
from tests.conformance.gateway.conftest import Once
from tests.conformance.gateway.gateways import owned
from tests.conformance.gateway.inner import INNER
from tests.conformance.gateway.planting import Break, planted, spec
from tests.conformance.gateway.status import complaints
from tests.conformance.gateway.translation import objects_of, translate
from tests.conformance.gateway.xds import Xds, http_options, xds_of

PROD = INNER[-1]
GATEWAY = PROD.gateway
FIRST, SECOND, THIRD, PLAIN = "llama-70b", "qwen-7b", "bge-m3", "qwen-cpu"

WHOLE_GATEWAY = {"group": "gateway.networking.k8s.io", "kind": "Gateway", "name": GATEWAY}
OVERRIDE = {"extractFrom": [{"header": "x-gateway-destination-endpoint"}]}
METRICS = {"name": "metrics", "matches": [{"path": {"type": "PathPrefix", "value": f"/{THIRD}/metrics"}}]}
WITH_KNATIVE = {"serving.kserve.io/deploymentMode": "Knative"}

LOST: list[tuple[str, str, Break, str]] = [
    (
        "InferenceService",
        FIRST,
        lambda model: model["metadata"]["annotations"].update(WITH_KNATIVE),
        f"HTTPRoute {FIRST} ResolvedRefs=False, BackendNotFound",
    ),
    (
        "Service",
        f"{SECOND}-epp",
        spec(("ports.0.port", 9003)),
        f"EnvoyExtensionPolicy {SECOND} Accepted=False",
    ),
    ("Gateway", GATEWAY, spec(("infrastructure.parametersRef.name", "other")), f"EnvoyProxy {GATEWAY} is ignored"),
    (
        "EnvoyExtensionPolicy",
        THIRD,
        spec(("targetRefs.0.name", "other")),
        f"EnvoyExtensionPolicy {THIRD} is ignored",
    ),
    (
        "BackendTrafficPolicy",
        THIRD,
        spec(("targetRefs.0.name", "other")),
        f"BackendTrafficPolicy {THIRD} is ignored",
    ),
    ("HTTPRoute", PLAIN, spec(("parentRefs.0.name", "other")), f"HTTPRoute {PLAIN} is ignored"),
]
"""References that lead nowhere, and what is said of them."""

BROKEN: list[tuple[promises.Promise, str, str, Break, str]] = [
    (
        promises.listens_on_plain_http_alone,
        "Gateway",
        GATEWAY,
        lambda gateway: gateway["spec"]["listeners"].append({"name": "more", "port": 8080, "protocol": "HTTP"}),
        "listens on [8080, ",
    ),
    (
        shared.request_ids_survive,
        "ClientTrafficPolicy",
        GATEWAY,
        spec(("headers.requestID", None)),
        "'preserveExternalRequestId': None",
    ),
    (
        promises.only_the_models_apis_are_reachable,
        "HTTPRoute",
        FIRST,
        spec(("rules.0.matches.0.path.value", f"/{FIRST}")),
        f"{{'pathSeparatedPrefix': '/{FIRST}'}} becomes /v1",
    ),
    (
        promises.only_the_models_apis_are_reachable,
        "HTTPRoute",
        SECOND,
        spec(("rules.0.filters", None)),
        f"{{'pathSeparatedPrefix': '/{SECOND}/v1'}} becomes None",
    ),
    (
        promises.only_the_models_apis_are_reachable,
        "HTTPRoute",
        THIRD,
        lambda route: route["spec"]["rules"].append({**route["spec"]["rules"][0], **METRICS}),
        f"{{'pathSeparatedPrefix': '/{THIRD}/metrics'}} becomes /v1",
    ),
    (
        promises.requests_go_to_the_models_own_servers,
        "HTTPRoute",
        PLAIN,
        spec(("rules.0.backendRefs.0.name", f"{SECOND}-predictor")),
        f"requests for {PLAIN} go to [('{SECOND}-predictor', 80)]",
    ),
    (
        promises.pickers_are_asked_about_their_own_models_alone,
        "EnvoyExtensionPolicy",
        FIRST,
        spec(("targetRefs.0", WHOLE_GATEWAY)),
        f"requests for {PLAIN} are shown to [('{FIRST}-epp', 9002)]",
    ),
    (
        promises.pickers_are_asked_about_their_own_models_alone,
        "EnvoyExtensionPolicy",
        THIRD,
        spec(("extProc.0.backendRefs.0.name", f"{SECOND}-epp")),
        f"requests for {THIRD} are shown to [('{SECOND}-epp', 9002)]",
    ),
    (
        promises.pickers_see_everything_in_full_duplex,
        "EnvoyExtensionPolicy",
        SECOND,
        spec(("extProc.0.processingMode.response.body", "Streamed")),
        "'responseBodyMode': 'STREAMED'",
    ),
    (
        promises.pickers_see_everything_in_full_duplex,
        "EnvoyExtensionPolicy",
        THIRD,
        spec(("extProc.0.processingMode.request.body", "Buffered")),
        "'requestBodyMode': 'BUFFERED'",
    ),
    (
        promises.pickers_see_everything_in_full_duplex,
        "EnvoyExtensionPolicy",
        FIRST,
        spec(("extProc.0.messageTimeout", None)),
        f"{FIRST}/extproc/0 has the default of 0.2s",
    ),
    (
        promises.choices_are_followed_in_pools_alone,
        "BackendTrafficPolicy",
        SECOND,
        spec(("loadBalancer.endpointOverride", None)),
        f"the pod of {SECOND} is chosen by envoy.load_balancing_policies.least_request",
    ),
    (
        promises.choices_are_followed_in_pools_alone,
        "BackendTrafficPolicy",
        PLAIN,
        spec(("loadBalancer.endpointOverride", OVERRIDE)),
        f"the pod of {PLAIN} is chosen by envoy.load_balancing_policies.override_host",
    ),
    (
        promises.streams_are_not_cut,
        "HTTPRoute",
        SECOND,
        spec(("rules.0.timeouts", None)),
        f"answers of {SECOND} end after the default of 15s",
    ),
    (
        promises.streams_are_not_cut,
        "BackendTrafficPolicy",
        THIRD,
        spec(("timeout.http.streamIdleTimeout", "1h")),
        f"answers of {THIRD} end after 3600s of silence",
    ),
    (
        promises.streams_are_not_cut,
        "ClientTrafficPolicy",
        GATEWAY,
        spec(("timeout.http.streamIdleTimeout", None)),
        "requests end after the default of 300s of silence",
    ),
    (
        promises.requests_have_no_limit,
        "BackendTrafficPolicy",
        PLAIN,
        spec(("requestBuffer", {"limit": "4Mi"})),
        "requests pass ['envoy.filters.http.buffer",
    ),
    (
        promises.requests_have_no_limit,
        "ClientTrafficPolicy",
        GATEWAY,
        spec(("timeout.http.requestReceivedTimeout", "60s")),
        "requests have ['requestTimeout']",
    ),
    (
        promises.requests_are_not_repeated,
        "BackendTrafficPolicy",
        PLAIN,
        spec(("retry.numRetries", 2)),
        f"requests for {PLAIN} are tried 2 times more",
    ),
    (
        promises.load_has_a_limit,
        "EnvoyExtensionPolicy",
        SECOND,
        spec(("extProc.0.backendSettings", None)),
        f"{SECOND}/extproc/0: maxRequests is the default of 1024",
    ),
    (
        promises.connections_are_left_before_vllm_closes_them,
        "BackendTrafficPolicy",
        SECOND,
        spec(("timeout.http.connectionIdleTimeout", "90s")),
        f"an idle connection to {SECOND} is kept for 90s",
    ),
]
"""Broken promises, and what is said of them."""


@pytest.fixture(scope="module")
def said(tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    """What is said of all lost references."""
    objects = planted(*((kind, name, damage) for kind, name, damage, _ in LOST))
    return list(complaints(translate(objects, tmp_path_factory.mktemp("lost"), gateway=GATEWAY)))


@pytest.fixture(scope="module")
def broken(tmp_path_factory: pytest.TempPathFactory) -> Xds:
    """What becomes of all broken promises."""
    objects = planted(*((kind, name, damage) for _, kind, name, damage, _ in BROKEN))
    return xds_of(translate(objects, tmp_path_factory.mktemp("broken"), gateway=GATEWAY))


@pytest.mark.parametrize("complaint", [complaint for *_, complaint in LOST])
def test_fails_when_a_reference_leads_nowhere(said: list[str], complaint: str) -> None:
    assert [each for each in said if each.startswith(complaint)] != []


@pytest.mark.parametrize(
    ("kind", "name"), [("HTTPRoute", PLAIN), ("EnvoyProxy", GATEWAY), ("BackendTrafficPolicy", THIRD)]
)
def test_fails_when_an_object_belongs_to_no_gateway(kind: str, name: str) -> None:
    objects = planted(*((kind, name, damage) for kind, name, damage, _ in LOST))
    owners = {(each["kind"], each["metadata"]["name"]): found for each, found in owned(objects)}
    assert owners[kind, name] == set()


@pytest.mark.parametrize(
    ("promise", "complaint"), [pytest.param(promise, complaint, id=complaint) for promise, *_, complaint in BROKEN]
)
def test_fails_when_a_promise_is_broken(broken: Xds, promise: promises.Promise, complaint: str) -> None:
    assert [each for each in promise(PROD, broken) if complaint in each] != []


def test_fails_when_requests_could_pass_without_the_picker(tmp_path: Path) -> None:
    objects = planted(("EnvoyExtensionPolicy", FIRST, spec(("extProc.0.failOpen", True))))
    with pytest.raises(RuntimeError, match="FailOpen must be false"):
        translate(objects, tmp_path, gateway=GATEWAY)


def test_fails_when_a_picker_is_called_over_tls(tmp_path: Path) -> None:
    picker = {"group": "", "kind": "Service", "name": f"{FIRST}-epp"}
    validation = {"wellKnownCACertificates": "System", "hostname": "picker.example.com"}
    policy = {
        "apiVersion": "gateway.networking.k8s.io/v1",
        "kind": "BackendTLSPolicy",
        "metadata": {"name": "tls", "namespace": "llm-platform"},
        "spec": {"targetRefs": [picker], "validation": validation},
    }
    xds = xds_of(translate([*objects_of(PROD.environment), policy], tmp_path, gateway=GATEWAY))
    assert "is called over TLS" in "\n".join(promises.pickers_are_called_over_plain_http2(PROD, xds))


def test_fails_when_a_picker_is_not_called_over_http2(once: Once) -> None:
    xds = xds_of(copy.deepcopy(once(PROD.environment, GATEWAY)))  # no field of any object takes HTTP/2 away
    options = http_options(xds.cluster(f"envoyextensionpolicy/llm-platform/{FIRST}/extproc/0"))
    options["explicitHttpConfig"] = {"httpProtocolOptions": {}}
    assert "is not called over HTTP/2" in "\n".join(promises.pickers_are_called_over_plain_http2(PROD, xds))
