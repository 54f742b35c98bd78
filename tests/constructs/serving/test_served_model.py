"""What holds for every engine, shown with one that fetches its model by itself and exports no metrics."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, ClassVar, Literal

import cdk8s
import pytest

from inference_platform.constructs.pods import Resources
from inference_platform.constructs.serving import Keda, Replicas, ServedModel
from inference_platform.constructs.serving.bindings import as_kserve
from inference_platform.constructs.serving.engines.base import PORT, EngineOverrides
from inference_platform.problems import problems_of
from inference_platform_crds import k8s, kserve
from tests.constructs.serving.vllm_world import Find, env, predictor, serve, vllm


class Engine:
    name: ClassVar[str] = "other"
    model_format: ClassVar[str] = "other"
    metrics: ClassVar[Literal["vllm", "none"]] = "none"
    metrics_path: ClassVar[str | None] = None
    api_path: ClassVar[str] = "/v1"
    user: ClassVar[int] = 1234

    def runtime_spec(self) -> kserve.ServingRuntimeSpec:
        probe = k8s.Probe(exec=k8s.ExecAction(command=["ready"]), period_seconds=7)
        container = k8s.Container(name="kserve-container", image="registry.example.com/other:1", startup_probe=probe)
        return kserve.ServingRuntimeSpec(containers=[as_kserve(container)])

    def overrides(self, model: ServedModel) -> EngineOverrides:
        downloader = k8s.Container(name="storage-initializer", image="registry.example.com/other:1")
        return EngineOverrides(env=(k8s.EnvVar(name="MODEL", value=model.name),), downloader=downloader)


@dataclass(frozen=True, slots=True, kw_only=True)
class Model(ServedModel):
    @property
    def engine(self) -> Engine:
        return Engine()

    @property
    def pod_resources(self) -> Resources:
        return Resources()

    @property
    def storage_uri(self) -> str:
        return ""

    @property
    def downloads_from(self) -> tuple[str, ...]:
        return ("https://registry.example.com:5000/v2/",)


@pytest.fixture
def app() -> cdk8s.App:
    """Made by Python: the tree of `Testing.app()` has another root object each time that it is asked for."""
    return cdk8s.App()


def model(**fields: Any) -> Model:
    return Model(name="small", source="hf://a/b", **fields)


def test_a_model_that_fetches_itself_is_no_multi_model_server(chart: cdk8s.Chart) -> None:
    serve(chart, model())
    spec = predictor(chart)["model"]
    assert spec["storage"] == {}
    assert "storageUri" not in spec


def test_the_engine_brings_its_own_downloader(chart: cdk8s.Chart, find: Find) -> None:
    serve(chart, model())
    assert [each["name"] for each in predictor(chart)["initContainers"]] == ["storage-initializer"]
    assert env(predictor(chart)["model"]) == {"MODEL": "small"}
    [rule] = find(chart, "NetworkPolicy")["spec"]["egress"][1:]
    assert rule["ports"] == [{"port": 5000, "protocol": "TCP"}]


def test_an_engine_without_metrics_is_not_scraped(chart: cdk8s.Chart, find: Find) -> None:
    server = serve(chart, model())
    assert server.ref.metrics == "none"
    assert find(chart, "NetworkPolicy")["spec"]["ingress"] == []
    with pytest.raises(AssertionError, match="0 objects match PodMonitor"):
        find(chart, "PodMonitor")


def test_the_pods_run_as_the_user_of_the_engine(chart: cdk8s.Chart) -> None:
    serve(chart, model())
    context = predictor(chart)["securityContext"]
    assert {context["runAsUser"], context["runAsGroup"], context["fsGroup"]} == {1234}


def test_the_startup_probe_is_the_one_of_the_engine(chart: cdk8s.Chart) -> None:
    serve(chart, model(load_timeout=100))
    assert predictor(chart)["model"]["startupProbe"] == {
        "exec": {"command": ["ready"]},
        "periodSeconds": 7,
        "failureThreshold": 15,
    }


def test_the_public_names_are_those_that_are_given_or_its_own() -> None:
    assert model().public_names == ("small",)
    assert vllm(served_as=("gpt-4", "gpt-4o")).public_names == ("gpt-4", "gpt-4o")


def test_a_model_has_no_adapters_unless_its_engine_loads_them(chart: cdk8s.Chart) -> None:
    assert model().adapters == ()
    assert serve(chart, model()).ref.service.pod_port == PORT


def test_fails_when_keda_shall_watch_a_queue_that_nobody_shows() -> None:
    [problem] = problems_of(model(replicas=Replicas(1, 2), autoscaling=Keda()))
    assert str(problem) == (
        "autoscaling.query must be given with the engine other, which does not export the waiting requests, got None; "
        "write a query of your own, or use Hpa"
    )
