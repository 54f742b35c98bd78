from __future__ import annotations

from copy import deepcopy
from dataclasses import dataclass
from typing import Any

import pytest

from tests.conformance.kserve.agreement import container_differences, pods_selected, selectors
from tests.conformance.kserve.rendering import (
    FOLDERS,
    Objects,
    judged,
    of_kind,
    rendered,
    rendered_environment,
    surroundings,
)
from tests.conformance.kserve.variations import LLM_GATEWAY, as_llm_inference_services
from tests.conformance.kserve.verdicts import Controller, Verdict

_MODE = "serving.kserve.io/deploymentMode"


@dataclass(frozen=True)
class Platform:
    """A rendered platform and what KServe makes of its models in Standard mode."""

    objects: Objects
    verdicts: list[Verdict]

    @property
    def services(self) -> dict[str, dict[str, Any]]:
        found = of_kind(self.objects, "InferenceService")
        return {
            each["metadata"]["name"]: each for each in found if each["metadata"]["annotations"][_MODE] == "Standard"
        }

    @property
    def runtimes(self) -> dict[str, dict[str, Any]]:
        return {each["metadata"]["name"]: each for each in of_kind(self.objects, "ClusterServingRuntime")}

    @property
    def made(self) -> dict[str, Verdict]:
        return {each.name: each for each in self.verdicts if each.name in self.services}

    @property
    def pod_labels(self) -> dict[str, dict[str, str]]:
        return {name: verdict.one("Pod")["metadata"]["labels"] for name, verdict in self.made.items()}


@pytest.fixture(scope="module", params=FOLDERS)
def platform(request: pytest.FixtureRequest, kserve: Controller) -> Platform:
    chosen = request.param
    objects = rendered_environment(chosen)
    return Platform(objects, kserve.judge(judged(objects), surroundings(objects)))


def test_kserve_admits_everything_without_a_warning(platform: Platform) -> None:
    assert {"InferenceService", "ClusterServingRuntime"} == {each.kind for each in platform.verdicts}
    assert [each for each in platform.verdicts if each.errors or each.warnings] == []


def test_kserve_makes_a_deployment_a_service_and_the_scaler_that_was_asked_for(platform: Platform) -> None:
    scalers = {"none": [], "hpa": ["HorizontalPodAutoscaler"], "keda": ["ScaledObject"]}
    for name, verdict in platform.made.items():
        chosen = platform.services[name]["metadata"]["annotations"]["serving.kserve.io/autoscalerClass"]
        expected = [("Deployment", "apps/v1"), ("Service", "v1"), ("Pod", "v1")]
        kinds = sorted(each["kind"] for each in verdict.derived)
        assert kinds == sorted([kind for kind, _ in expected] + scalers[chosen]), name
        names = {each["metadata"]["name"] for each in verdict.derived if each["kind"] != "Pod"}
        assert names == {f"{name}-predictor"}


def test_the_pods_are_what_runtime_and_model_say_and_nothing_is_injected(platform: Platform) -> None:
    for name, verdict in platform.made.items():
        service = platform.services[name]
        runtime = platform.runtimes[service["spec"]["predictor"]["model"]["runtime"]]
        pod = verdict.one("Pod")["spec"]
        assert container_differences(service, runtime, pod) == [], name
        assert len(pod["containers"]) == 1
        assert pod["terminationGracePeriodSeconds"] == service["spec"]["predictor"]["terminationGracePeriodSeconds"]


def test_the_pods_pass_pod_security_restricted(platform: Platform) -> None:
    assert [(name, verdict.security) for name, verdict in platform.made.items() if verdict.security] == []


def test_every_selector_selects_the_pods_of_its_model_and_no_others(platform: Platform) -> None:
    pods = platform.pod_labels
    found = [(where, model, labels) for where, model, labels in selectors(platform.objects) if model in pods]
    assert {model for _, model, _ in found} == set(pods)
    assert [where for where, model, labels in found if pods_selected(labels, pods) != [model]] == []


def test_the_service_leads_to_the_port_that_routes_and_monitors_assume(platform: Platform) -> None:
    for name, verdict in platform.made.items():
        spec = verdict.one("Service")["spec"]
        (port,) = spec["ports"]
        assert (port["port"], port["targetPort"], port["protocol"]) == (80, 8080, "TCP"), name
        assert pods_selected(spec["selector"], platform.pod_labels) == [name]
        (container,) = verdict.one("Pod")["spec"]["containers"]
        assert [each["containerPort"] for each in container["ports"]] == [8080]


def test_every_route_leads_to_a_service_that_kserve_makes_or_to_a_pool(platform: Platform) -> None:
    services = {verdict.one("Service")["metadata"]["name"] for verdict in platform.made.values()}
    pools = {each["metadata"]["name"] for each in of_kind(platform.objects, "InferencePool")}
    for route in of_kind(platform.objects, "HTTPRoute"):
        for rule in route["spec"]["rules"]:
            for backend in rule.get("backendRefs", ()):
                if backend.get("kind") == "InferencePool":
                    assert backend["name"] in pools
                elif backend["name"].endswith("-predictor"):
                    assert backend["name"] in services
                    assert backend["port"] == 80


def test_replicas_and_strategy_are_those_of_the_model(platform: Platform) -> None:
    for name, verdict in platform.made.items():
        predictor = platform.services[name]["spec"]["predictor"]
        deployment = verdict.one("Deployment")["spec"]
        assert deployment["strategy"] == predictor["deploymentStrategy"], name
        if not verdict.all("ScaledObject") and not verdict.all("HorizontalPodAutoscaler"):
            assert deployment["replicas"] == predictor["minReplicas"] == predictor["maxReplicas"], name


def test_keda_asks_prometheus_what_we_chose(platform: Platform) -> None:
    for name, verdict in platform.made.items():
        for scaled in verdict.all("ScaledObject"):
            predictor, spec = platform.services[name]["spec"]["predictor"], scaled["spec"]
            assert (spec["minReplicaCount"], spec["maxReplicaCount"]) == (
                predictor["minReplicas"],
                predictor["maxReplicas"],
            )
            assert spec["scaleTargetRef"]["name"] == f"{name}-predictor"
            (trigger,) = spec["triggers"]
            (metric,) = predictor["autoScaling"]["metrics"]
            asked = metric["external"]["metric"]
            assert trigger["type"] == "prometheus"
            assert trigger["metadata"]["query"] == asked["query"]
            assert trigger["metadata"]["serverAddress"] == asked["serverAddress"]
            assert float(trigger["metadata"]["threshold"]) == float(metric["external"]["target"]["value"])


def test_the_hpa_watches_what_we_chose(platform: Platform) -> None:
    for name, verdict in platform.made.items():
        for scaler in verdict.all("HorizontalPodAutoscaler"):
            predictor, spec = platform.services[name]["spec"]["predictor"], scaler["spec"]
            assert (spec["minReplicas"], spec["maxReplicas"]) == (predictor["minReplicas"], predictor["maxReplicas"])
            (metric,) = spec["metrics"]
            target = {"type": "Utilization", "averageUtilization": predictor["scaleTarget"]}
            assert metric["resource"] == {"name": predictor["scaleMetric"], "target": target}


def test_kserve_admits_every_llm_inference_service(kserve: Controller) -> None:
    objects = rendered(*as_llm_inference_services(), inference_gateway=LLM_GATEWAY)
    verdicts = kserve.judge(judged(objects), surroundings(objects))
    assert len(verdicts) == len(as_llm_inference_services()) > 5
    assert [each for each in verdicts if each.errors or each.warnings] == []


def changed(kserve: Controller, name: str, **predictor: Any) -> tuple[Objects, Verdict]:
    """prod with other settings of one model."""
    objects = deepcopy(list(rendered_environment("prod")))
    (service,) = [each for each in of_kind(objects, "InferenceService") if each["metadata"]["name"] == name]
    service["spec"]["predictor"].update(predictor)
    (verdict,) = kserve.judge([service], [*surroundings(objects), *of_kind(objects, "ClusterServingRuntime")])
    return objects, verdict


def test_fails_when_kserve_would_inject_its_own_downloader(kserve: Controller) -> None:
    _, verdict = changed(kserve, "qwen-7b", initContainers=[])
    injected = verdict.one("Pod")["spec"]["initContainers"]
    assert [each["name"] for each in injected] == ["storage-initializer"]
    assert verdict.one("Pod")["spec"]["containers"][0]["volumeMounts"] != []


def test_fails_when_the_pods_would_break_pod_security(kserve: Controller) -> None:
    _, verdict = changed(kserve, "qwen-7b", securityContext={"runAsUser": 0})
    assert any("runAsUser=0" in each for each in verdict.security)


def test_fails_when_a_model_without_storage_becomes_a_multi_model_server(kserve: Controller) -> None:
    objects = rendered_environment("dev")
    (service,) = of_kind(deepcopy(objects), "InferenceService")
    del service["spec"]["predictor"]["model"]["storage"]
    (verdict,) = kserve.judge([service], of_kind(objects, "ClusterServingRuntime", "ServiceAccount"))
    assert [each["kind"] for each in verdict.derived].count("ConfigMap") == 1


def test_fails_when_the_labels_of_the_pods_are_others(kserve: Controller) -> None:
    _, verdict = changed(kserve, "qwen-7b", labels={"component": "other"})
    labels = {"qwen-7b": verdict.one("Pod")["metadata"]["labels"]}
    assert labels["qwen-7b"]["component"] == "predictor", "KServe's own labels win"
    assert pods_selected({"component": "other"}, labels) == []
