from __future__ import annotations

from typing import Any

import cdk8s
import pytest

from inference_platform.constructs.model_route.timeouts import Timeouts
from inference_platform.constructs.pods import Placement
from inference_platform.constructs.serving import Hpa, Keda, KnativeScaling, Replicas, Rollout, ServingProps
from inference_platform.constructs.serving.storage import ModelCacheRef
from inference_platform.constructs.wiring import Wiring
from inference_platform.errors import InvalidSettings
from inference_platform.problems import problems_of
from inference_platform.refs import Pods, PriorityClassRef
from tests.constructs.serving.vllm_world import (
    KNATIVE,
    NAMESPACE,
    PROMETHEUS,
    Find,
    annotations_of,
    predictor,
    serve,
    vllm,
)


@pytest.fixture
def app() -> cdk8s.App:
    """Made by Python: the tree of `Testing.app()` has another root object each time that it is asked for."""
    return cdk8s.App()


def problems(**fields: Any) -> str:
    return "\n".join(str(problem) for problem in problems_of(vllm(**fields)))


def knative(**fields: Any) -> Any:
    return vllm(**(KNATIVE | fields))


def test_a_fixed_number_has_no_autoscaler(chart: cdk8s.Chart) -> None:
    serve(chart, vllm(replicas=2))
    assert annotations_of(chart) == {
        "serving.kserve.io/autoscalerClass": "none",
        "serving.kserve.io/deploymentMode": "Standard",
    }
    spec = predictor(chart)
    assert (spec["minReplicas"], spec["maxReplicas"]) == (2, 2)
    assert not {"scaleMetric", "autoScaling"} & set(spec)


def test_gpus_follow_the_waiting_requests_by_default(chart: cdk8s.Chart) -> None:
    serve(chart, vllm(replicas=Replicas(1, 3)))
    assert annotations_of(chart)["serving.kserve.io/autoscalerClass"] == "keda"
    [metric] = predictor(chart)["autoScaling"]["metrics"]
    assert metric == {
        "type": "External",
        "external": {
            "metric": {
                "backend": "prometheus",
                "serverAddress": PROMETHEUS,
                "query": 'sum(vllm:num_requests_waiting{namespace="llm-platform",model_name="qwen"})',
            },
            "target": {"type": "Value", "value": "4"},
        },
    }
    assert "scaleMetric" not in predictor(chart)
    assert [each.name for each in Wiring.of(chart).external_objects] == ["scaledobjects.keda.sh"]


def test_keda_gets_a_query_and_windows_of_its_own(chart: cdk8s.Chart) -> None:
    scaling = Keda(query="sum(queue)", threshold=10, scale_up_window=30, scale_down_window=600)
    serve(chart, vllm(replicas=Replicas(0, 3), autoscaling=scaling, monitoring=None))
    spec = predictor(chart)["autoScaling"]
    assert spec["metrics"][0]["external"]["metric"]["query"] == "sum(queue)"
    assert spec["metrics"][0]["external"]["target"]["value"] == "10"
    assert spec["behavior"] == {
        "scaleUp": {"stabilizationWindowSeconds": 30},
        "scaleDown": {"stabilizationWindowSeconds": 600},
    }
    assert predictor(chart)["minReplicas"] == 0


def test_cpus_follow_their_load_by_default(chart: cdk8s.Chart) -> None:
    serve(chart, vllm(gpus=0, replicas=Replicas(1, 3)), ServingProps())
    assert annotations_of(chart)["serving.kserve.io/autoscalerClass"] == "hpa"
    assert (predictor(chart)["scaleMetric"], predictor(chart)["scaleTarget"]) == ("cpu", 80)


def test_fails_when_keda_has_no_prometheus(chart: cdk8s.Chart) -> None:
    with pytest.raises(InvalidSettings, match=r"props.prometheus_url must be given for a model that KEDA scales"):
        serve(chart, vllm(replicas=Replicas(1, 3)), ServingProps())


def test_fails_when_the_props_cannot_work(chart: cdk8s.Chart) -> None:
    with pytest.raises(InvalidSettings, match=r"test/server: props\.prometheus_url must be a URL"):
        serve(chart, vllm(), ServingProps(prometheus_url="prometheus"))


def test_knative_gets_what_it_honours(chart: cdk8s.Chart) -> None:
    serve(chart, knative(autoscaling=KnativeScaling(metric="rps", target=5, container_concurrency=32)))
    spec = predictor(chart)
    assert annotations_of(chart) == {
        "serving.knative.dev/progress-deadline": "3600s",
        "serving.kserve.io/deploymentMode": "Knative",
    }
    assert (spec["scaleMetric"], spec["scaleTarget"], spec["containerConcurrency"]) == ("rps", 5, 32)
    assert (spec["minReplicas"], spec["maxReplicas"], spec["timeout"]) == (0, 3, 600)


def test_knative_gets_no_field_that_it_refuses(chart: cdk8s.Chart, find: Find) -> None:
    serve(chart, knative())
    spec = predictor(chart)
    assert not {"terminationGracePeriodSeconds", "deploymentStrategy", "topologySpreadConstraints"} & set(spec)
    assert "fsGroupChangePolicy" not in spec["securityContext"]
    assert "lifecycle" not in spec["model"]
    with pytest.raises(AssertionError, match="0 objects match PodDisruptionBudget"):
        find(chart, "PodDisruptionBudget")


def test_knative_calls_the_pods_through_its_proxy(chart: cdk8s.Chart, find: Find) -> None:
    ref = serve(chart, knative()).ref
    ingress = find(chart, "NetworkPolicy")["spec"]["ingress"]
    opened = {
        rule["from"][0]["podSelector"]["matchLabels"]["app"]: [port["port"] for port in rule["ports"]]
        for rule in ingress
        if "knative-serving" in str(rule)
    }
    assert opened == {"3scale-kourier-gateway": [8012, 8112], "activator": [8012, 8112], "autoscaler": [9090]}
    assert not ref.pickable
    assert ref.service.server == Pods("knative-serving", {"app": "3scale-kourier-gateway"})
    assert ref.service.pod_port == 8081


def test_knative_features_that_the_pods_need_are_named(chart: cdk8s.Chart) -> None:
    model = knative(
        placement=Placement(node_selector={"a": "b"}, priority_class=PriorityClassRef(name="high")),
        cache=ModelCacheRef.existing(name="models", namespace=NAMESPACE, access_mode="ReadWriteMany"),
    )
    assert serve(chart, model).required_knative_features == (
        "kubernetes.podspec-init-containers",
        "kubernetes.podspec-nodeselector",
        "kubernetes.podspec-persistent-volume-claim",
        "kubernetes.podspec-persistent-volume-write",
        "kubernetes.podspec-priorityclassname",
        "kubernetes.podspec-securitycontext",
        "kubernetes.podspec-tolerations",
    )


def test_a_model_on_cpus_needs_few_knative_features(chart: cdk8s.Chart) -> None:
    server = serve(chart, knative(gpus=0, source="pvc://models"))
    assert server.required_knative_features == ("kubernetes.podspec-securitycontext",)


def test_standard_mode_needs_no_knative_features(chart: cdk8s.Chart) -> None:
    assert serve(chart).required_knative_features == ()


def test_every_setting_of_knative_is_an_annotation() -> None:
    scaling = KnativeScaling(
        initial_scale=0,
        activation_scale=2,
        panic_window=20,
        panic_threshold=150,
        target_burst_capacity=-1,
        scale_down_delay=60,
        zero_retention=900,
        window=30,
        target_utilization=70,
    )
    assert scaling.annotations() == {
        "autoscaling.knative.dev/activation-scale": "2",
        "autoscaling.knative.dev/initial-scale": "0",
        "autoscaling.knative.dev/panic-threshold-percentage": "150",
        "autoscaling.knative.dev/panic-window-percentage": "20",
        "autoscaling.knative.dev/scale-down-delay": "60s",
        "autoscaling.knative.dev/scale-to-zero-pod-retention-period": "900s",
        "autoscaling.knative.dev/target-burst-capacity": "-1",
        "autoscaling.knative.dev/target-utilization-percentage": "70",
        "autoscaling.knative.dev/window": "30s",
    }


def test_a_stopping_pod_of_knative_has_the_time_of_an_answer() -> None:
    assert knative(timeouts=Timeouts(answer="20m")).drain_seconds == 1195
    assert vllm(autoscaling=KnativeScaling()).grace_seconds == 300


@pytest.mark.parametrize(
    ("fields", "message"),
    [
        ({"autoscaling": Keda()}, "autoscaling must be left out with a fixed number of replicas, got Keda"),
        (
            {"autoscaling": Hpa(), "gpus": 0, "replicas": Replicas(0, 2)},
            "replicas.minimum must be at least 1, got 0; raise it, or use KnativeScaling to scale to zero; an Hpa",
        ),
        ({"replicas": Replicas(0, 2)}, "a model without pods has no waiting requests to see"),
        ({"replicas": Replicas(1, 2), "monitoring": None}, "monitoring must be given with Keda's default query"),
        ({"replicas": Replicas(1, 2), "autoscaling": Hpa()}, "autoscaling.metric must be something that follows"),
        ({"replicas": Replicas(3, 2)}, "replicas.minimum must be at most maximum (2), got 3"),
        (
            {"replicas": Replicas(1, 2), "autoscaling": Hpa(target=200), "gpus": 0},
            "autoscaling.target must be from 1 to 100, got 200",
        ),
        ({"replicas": 0}, "replicas must be from 1 to 1000, got 0"),
        ({"termination_grace": 20}, "termination_grace must be at least 30, got 20"),
        ({"rollout": Rollout(max_unavailable=0)}, "rollout.max_surge must be above 0 when max_unavailable is 0"),
        (KNATIVE | {"termination_grace": 60}, "termination_grace must be left out with KnativeScaling, got 60"),
        (KNATIVE | {"rollout": Rollout()}, "rollout must be left out with KnativeScaling"),
        (KNATIVE | {"timeouts": Timeouts()}, "timeouts.answer must be given with KnativeScaling, got None"),
        (
            KNATIVE | {"autoscaling": KnativeScaling(activation_scale=5)},
            "autoscaling.activation_scale must be at most replicas.maximum (3), got 5",
        ),
        (
            KNATIVE | {"autoscaling": KnativeScaling(initial_scale=5)},
            "autoscaling.initial_scale must be at most replicas.maximum (3), got 5",
        ),
        (
            KNATIVE | {"replicas": Replicas(3, 5), "autoscaling": KnativeScaling(activation_scale=2)},
            "autoscaling.activation_scale must be at least replicas.minimum (3), got 2",
        ),
        (
            KNATIVE | {"autoscaling": KnativeScaling(target=20, container_concurrency=10)},
            "autoscaling.target must be at most container_concurrency (10), got 20",
        ),
        (KNATIVE | {"autoscaling": KnativeScaling(window=5)}, "autoscaling.window must be from 6 to 3600, got 5"),
        (
            KNATIVE | {"autoscaling": KnativeScaling(panic_threshold=100)},
            "autoscaling.panic_threshold must be from 110 to 1000, got 100",
        ),
        (
            KNATIVE | {"autoscaling": KnativeScaling(container_concurrency=1001)},
            "autoscaling.container_concurrency must be from 0 to 1000, got 1001",
        ),
        ({"autoscaling": KnativeScaling()}, "autoscaling must be left out with a fixed number"),
    ],
)
def test_fails_when_a_mode_would_refuse_or_ignore_it(fields: dict[str, Any], message: str) -> None:
    assert message in problems(**fields)
