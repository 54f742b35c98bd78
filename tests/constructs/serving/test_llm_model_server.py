from __future__ import annotations

from typing import Any

import cdk8s
import pytest
from syrupy.assertion import SnapshotAssertion

from inference_platform.connections import GatewayRef, Listener
from inference_platform.constructs.model_entry import server_behind
from inference_platform.constructs.pods import Placement
from inference_platform.constructs.serving import (
    S3,
    HuggingFace,
    Keda,
    Lora,
    LoraAdapter,
    Replicas,
    Rollout,
    ServingProps,
)
from inference_platform.constructs.serving.llm_inference_service import LlmModelServer
from inference_platform.constructs.serving.storage import ModelCacheRef
from inference_platform.constructs.wiring import Wiring
from inference_platform.errors import InvalidSettings
from inference_platform.model_refs import InferenceGatewayRef
from inference_platform.refs import ExternalObject, Pods, PriorityClassRef, SecretRef, ServiceRef
from tests.constructs.serving.vllm_world import NAMESPACE, Find, Manifests, env, findings, secret, vllm
from tests.constructs.serving.vllm_world import serve as serve_plain

LABELS = {
    "app.kubernetes.io/name": "qwen",
    "app.kubernetes.io/part-of": "llminferenceservice",
    "kserve.io/component": "workload",
}
GATEWAY = InferenceGatewayRef.existing(
    GatewayRef.existing(
        name="inference",
        namespace=NAMESPACE,
        listeners=(Listener(name="http", port=80, protocol="HTTP", hostname=None),),
        service=ServiceRef(namespace="envoy-gateway-system", name="inference", port=80, target_port=10080),
    ),
    wiring="EnvoyAIGateway",
)


@pytest.fixture
def app() -> cdk8s.App:
    """Made by Python: the tree of `Testing.app()` has another root object each time that it is asked for."""
    return cdk8s.App()


def serve(
    chart: cdk8s.Chart, props: ServingProps | None = None, gateway: InferenceGatewayRef = GATEWAY, **fields: Any
) -> LlmModelServer:
    return LlmModelServer(chart, "server", model=vllm(**fields), gateway=gateway, props=props or ServingProps())


def test_kserve_makes_everything_but_identity_policy_and_monitoring(chart: cdk8s.Chart, manifests: Manifests) -> None:
    serve(chart)
    assert [(each["kind"], each["metadata"]["name"]) for each in manifests(chart)] == [
        ("ServiceAccount", "qwen"),
        ("LLMInferenceService", "qwen"),
        ("NetworkPolicy", "qwen"),
        ("PodMonitor", "qwen"),
    ]


def test_everything_snapshot(chart: cdk8s.Chart, manifests: Manifests, manifest_snapshot: SnapshotAssertion) -> None:
    serve(
        chart,
        ServingProps(huggingface_token=secret("hub", "token")),
        replicas=2,
        gpus=4,
        served_as=("gpt-4",),
        image="registry.example.com/vllm:0.24.0",
        image_pull_secrets=(SecretRef.existing(name="registry", namespace=NAMESPACE),),
        placement=Placement(node_selector={"pool": "large"}, priority_class=PriorityClassRef(name="llm-production")),
        termination_grace=300,
        load_timeout=3605,
        tool_call_parser="hermes",
        chat_template="{{ messages }}",
        lora=Lora(adapters=(LoraAdapter(name="sql", source="hf://example/sql"),), max_rank=32),
        labels={"team": "search"},
        annotations={"example.com/owner": "search"},
        extra_args=("--block-size=32",),
        extra_env={"VLLM_LOGGING_LEVEL": "WARNING"},
    )
    [service] = [each for each in manifests(chart) if each["kind"] == "LLMInferenceService"]
    assert service["spec"]["parallelism"] == {"tensor": 4}
    assert manifests(chart) == manifest_snapshot


def test_the_checks_find_nothing(chart: cdk8s.Chart) -> None:
    serve(chart)
    Wiring.of(chart).expects(ExternalObject(kind="Namespace", name=NAMESPACE))
    assert findings(chart) == []


def test_the_downloader_of_the_controller_gets_token_and_memory(chart: cdk8s.Chart, find: Find) -> None:
    serve(chart, ServingProps(huggingface_token=secret("hub", "my-token"), download=None))
    [downloader] = find(chart, "LLMInferenceService")["spec"]["template"]["initContainers"]
    assert downloader["name"] == "storage-initializer"
    assert env(downloader)["HF_TOKEN"] == {"secretKeyRef": {"name": "hub", "key": "my-token"}}
    assert downloader["resources"]["limits"] == {"memory": "4Gi"}
    # those are the controller's
    assert not {"args", "command"} & set(downloader)


def test_a_mounted_source_has_no_downloader(chart: cdk8s.Chart, find: Find) -> None:
    serve(chart, source="pvc://models/qwen")
    spec = find(chart, "LLMInferenceService")["spec"]
    assert spec["model"] == {"uri": "pvc://models/qwen", "name": "qwen"}
    assert "initContainers" not in spec["template"]


def test_the_route_is_the_one_that_kserve_makes(chart: cdk8s.Chart) -> None:
    server = serve(chart)
    assert server.route.path == "/llm-platform/qwen"
    entry = server_behind(server.route)
    assert (entry.service.name, entry.route, entry.api_path) == ("inference", "/llm-platform/qwen", "/v1")
    assert server.ref.service.url() == "http://qwen-kserve-workload-svc.llm-platform.svc.cluster.local:8000"
    assert server.ref.service.server == Pods(NAMESPACE, LABELS)


def test_the_pool_and_the_picker_are_left_to_kserve(chart: cdk8s.Chart, find: Find) -> None:
    serve(chart)
    assert find(chart, "LLMInferenceService")["spec"]["router"] == {
        "gateway": {"refs": [{"name": "inference", "namespace": NAMESPACE}]},
        "route": {},
        "scheduler": {},
    }


def test_gateway_picker_and_prometheus_may_call_the_pods(chart: cdk8s.Chart, find: Find) -> None:
    serve(chart)
    ingress = find(chart, "NetworkPolicy")["spec"]["ingress"]
    assert [rule["ports"] for rule in ingress] == [[{"port": 8000, "protocol": "TCP"}]] * 3


def test_without_monitoring_nothing_is_scraped(chart: cdk8s.Chart, find: Find, manifests: Manifests) -> None:
    serve(chart, monitoring=None)
    assert "PodMonitor" not in [each["kind"] for each in manifests(chart)]
    assert len(find(chart, "NetworkPolicy")["spec"]["ingress"]) == 2


@pytest.mark.parametrize(
    ("fields", "message"),
    [
        ({"replicas": Replicas(1, 2), "autoscaling": Keda(query="x")}, "autoscaling must be left out"),
        ({"replicas": Replicas(1, 2)}, "replicas must be a fixed number for an LLMInferenceService"),
        ({"gpus": 0}, "gpus must be at least 1 for an LLMInferenceService"),
        ({"gpus": 4, "pipeline_parallel": 2}, "pipeline_parallel must be 1"),
        ({"task": "embed"}, "task must be generate"),
        ({"rollout": Rollout()}, "rollout must be left out"),
        ({"disk": "10Gi"}, "disk must be left out"),
        ({"cache": ModelCacheRef.existing(name="c", namespace=NAMESPACE)}, "cache must be left out"),
        ({"extra_args": ("--x=$(id)",)}, r"extra_args\[0\] must be letters, digits and"),
        (
            {"lora": Lora(adapters=(LoraAdapter(name="a", source=HuggingFace(repo="a/b", token=secret("x", "y"))),))},
            r"lora.adapters\[0\].source must be fetched with what the model is fetched with",
        ),
        (
            {"lora": Lora(adapters=(LoraAdapter(name="a", source=S3(bucket="models", path="a")),))},
            r"lora.adapters\[0\].source must be fetched with",
        ),
        ({"name": "Qwen"}, "name must be a name of lower-case letters"),
    ],
)
def test_fails_when_an_llm_inference_service_cannot_have_it(
    chart: cdk8s.Chart, fields: dict[str, Any], message: str
) -> None:
    with pytest.raises(InvalidSettings, match=message):
        serve(chart, **fields)


def test_fails_when_the_gateway_does_not_know_pools(chart: cdk8s.Chart) -> None:
    plain = InferenceGatewayRef.existing(GATEWAY.gateway)
    with pytest.raises(InvalidSettings, match=r"gateway.wiring must be EnvoyAIGateway for an LLMInferenceService"):
        serve(chart, gateway=plain)


def test_fails_when_a_model_server_shall_render_an_llm_inference_service(chart: cdk8s.Chart) -> None:
    with pytest.raises(InvalidSettings, match=r"serving must be InferenceService for a ModelServer"):
        serve_plain(chart, vllm(serving="LLMInferenceService"))
