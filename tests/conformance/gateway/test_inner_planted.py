"""Each check of the Gateway before the models has something to find: one object is broken, as by mistake."""

from __future__ import annotations

import copy
from pathlib import Path

import pytest

from tests.conformance.gateway import inner_promises as promises
from tests.conformance.gateway import promises as shared
from tests.conformance.gateway.conftest import Once
from tests.conformance.gateway.gateways import owned
from tests.conformance.gateway.planting import PROD, Break, planted, spec
from tests.conformance.gateway.status import complaints
from tests.conformance.gateway.translation import objects_of, translate
from tests.conformance.gateway.xds import http_options, xds_of

POOL, PLAIN, GATEWAY = "llama-70b", "qwen-cpu", PROD.gateway

WHOLE_GATEWAY = {"group": "gateway.networking.k8s.io", "kind": "Gateway", "name": GATEWAY}
METRICS = {"name": "metrics", "matches": [{"path": {"type": "PathPrefix", "value": "/llama-70b/metrics"}}]}


@pytest.mark.parametrize(
    ("kind", "name", "damage", "complaint"),
    [
        (
            "InferenceService",
            POOL,
            lambda model: model["metadata"]["annotations"].update({"serving.kserve.io/deploymentMode": "Knative"}),
            f"HTTPRoute {POOL} ResolvedRefs=False, BackendNotFound",
        ),
        ("Service", f"{POOL}-epp", spec(("ports.0.port", 9003)), f"EnvoyExtensionPolicy {POOL} Accepted=False"),
        (
            "Gateway",
            GATEWAY,
            spec(("infrastructure.parametersRef.name", "other")),
            f"EnvoyProxy {GATEWAY} is ignored",
        ),
        ("EnvoyExtensionPolicy", POOL, spec(("targetRefs.0.name", "other")), "is ignored"),
        ("BackendTrafficPolicy", POOL, spec(("targetRefs.0.name", "other")), "is ignored"),
        ("HTTPRoute", POOL, spec(("parentRefs.0.name", "other")), f"HTTPRoute {POOL} is ignored"),
    ],
)
def test_fails_when_a_reference_leads_nowhere(
    tmp_path: Path, kind: str, name: str, damage: Break, complaint: str
) -> None:
    translation = translate(planted(kind, name, damage), tmp_path, gateway=GATEWAY)
    assert complaint in "\n".join(complaints(translation))


@pytest.mark.parametrize(
    ("kind", "name", "damage", "lost"),
    [
        ("HTTPRoute", POOL, spec(("parentRefs.0.name", "other")), ("HTTPRoute", POOL)),
        ("Gateway", GATEWAY, spec(("infrastructure.parametersRef.name", "other")), ("EnvoyProxy", GATEWAY)),
        ("EnvoyExtensionPolicy", POOL, spec(("targetRefs.0.name", "other")), ("EnvoyExtensionPolicy", POOL)),
    ],
)
def test_fails_when_an_object_belongs_to_no_gateway(kind: str, name: str, damage: Break, lost: tuple[str, str]) -> None:
    owners = {(each["kind"], each["metadata"]["name"]): found for each, found in owned(planted(kind, name, damage))}
    assert owners[lost] == set()


def test_fails_when_requests_could_pass_without_the_picker(tmp_path: Path) -> None:
    objects = planted("EnvoyExtensionPolicy", POOL, spec(("extProc.0.failOpen", True)))
    with pytest.raises(RuntimeError, match="FailOpen must be false"):
        translate(objects, tmp_path, gateway=GATEWAY)


@pytest.mark.parametrize(
    ("promise", "kind", "name", "damage", "broken"),
    [
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
            POOL,
            spec(("rules.0.matches.0.path.value", f"/{POOL}")),
            "{'pathSeparatedPrefix': '/llama-70b'} becomes /v1",
        ),
        (
            promises.only_the_models_apis_are_reachable,
            "HTTPRoute",
            POOL,
            lambda route: route["spec"]["rules"].append({**route["spec"]["rules"][0], **METRICS}),
            "{'pathSeparatedPrefix': '/llama-70b/metrics'} becomes /v1",
        ),
        (
            promises.only_the_models_apis_are_reachable,
            "HTTPRoute",
            POOL,
            spec(("rules.0.filters", None)),
            "{'pathSeparatedPrefix': '/llama-70b/v1'} becomes None",
        ),
        (
            promises.requests_go_to_the_models_own_servers,
            "HTTPRoute",
            POOL,
            spec(("rules.0.backendRefs.0.name", "qwen-7b-predictor")),
            f"requests for {POOL} go to [('qwen-7b-predictor', 80)]",
        ),
        (
            promises.pickers_are_asked_about_their_own_models_alone,
            "EnvoyExtensionPolicy",
            POOL,
            spec(("targetRefs.0", WHOLE_GATEWAY)),
            f"requests for {PLAIN} are shown to [('{POOL}-epp', 9002)]",
        ),
        (
            promises.pickers_are_asked_about_their_own_models_alone,
            "EnvoyExtensionPolicy",
            POOL,
            spec(("extProc.0.backendRefs.0.name", "qwen-7b-epp")),
            f"requests for {POOL} are shown to [('qwen-7b-epp', 9002)]",
        ),
        (
            promises.pickers_see_everything_in_full_duplex,
            "EnvoyExtensionPolicy",
            POOL,
            spec(("extProc.0.processingMode.response.body", "Streamed")),
            "'responseBodyMode': 'STREAMED'",
        ),
        (
            promises.pickers_see_everything_in_full_duplex,
            "EnvoyExtensionPolicy",
            POOL,
            spec(("extProc.0.processingMode.request.body", "Buffered")),
            "'requestBodyMode': 'BUFFERED'",
        ),
        (
            promises.pickers_see_everything_in_full_duplex,
            "EnvoyExtensionPolicy",
            POOL,
            spec(("extProc.0.messageTimeout", None)),
            "the default of 0.2s",
        ),
        (
            promises.choices_are_followed_in_pools_alone,
            "BackendTrafficPolicy",
            POOL,
            spec(("loadBalancer.endpointOverride", None)),
            f"the pod of {POOL} is chosen by envoy.load_balancing_policies.least_request",
        ),
        (
            promises.choices_are_followed_in_pools_alone,
            "BackendTrafficPolicy",
            PLAIN,
            spec(("loadBalancer.endpointOverride", {"extractFrom": [{"header": "x-gateway-destination-endpoint"}]})),
            f"the pod of {PLAIN} is chosen by envoy.load_balancing_policies.override_host",
        ),
        (
            promises.streams_are_not_cut,
            "HTTPRoute",
            POOL,
            spec(("rules.0.timeouts", None)),
            f"answers of {POOL} end after the default of 15s",
        ),
        (
            promises.streams_are_not_cut,
            "BackendTrafficPolicy",
            POOL,
            spec(("timeout.http.streamIdleTimeout", None)),
            f"answers of {POOL} end after the default of silence",
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
            POOL,
            spec(("retry.numRetries", 2)),
            f"requests for {POOL} are tried 2 times more",
        ),
        (
            promises.load_has_a_limit,
            "EnvoyExtensionPolicy",
            POOL,
            spec(("extProc.0.backendSettings", None)),
            "extproc/0: maxRequests is the default of 1024",
        ),
        (
            promises.connections_are_left_before_vllm_closes_them,
            "BackendTrafficPolicy",
            POOL,
            spec(("timeout.http.connectionIdleTimeout", "90s")),
            f"an idle connection to {POOL} is kept for 90s",
        ),
    ],
)
def test_fails_when_a_promise_is_broken(
    tmp_path: Path, promise: promises.Promise, kind: str, name: str, damage: Break, broken: str
) -> None:
    xds = xds_of(translate(planted(kind, name, damage), tmp_path, gateway=GATEWAY))
    assert broken in "\n".join(promise(PROD, xds))


def test_fails_when_a_picker_is_called_over_tls(tmp_path: Path) -> None:
    picker = {"group": "", "kind": "Service", "name": f"{POOL}-epp"}
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
    options = http_options(xds.cluster(f"envoyextensionpolicy/llm-platform/{POOL}/extproc/0"))
    options["explicitHttpConfig"] = {"httpProtocolOptions": {}}
    assert "is not called over HTTP/2" in "\n".join(promises.pickers_are_called_over_plain_http2(PROD, xds))
