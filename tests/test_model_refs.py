from __future__ import annotations

from inference_platform.connections import GatewayRef, Listener
from inference_platform.model_refs import (
    EndpointPickerRef,
    InferenceGatewayRef,
    InferencePoolRef,
    ModelServerRef,
    ServingRuntimeRef,
)
from inference_platform.refs import ExternalObject, Pods, ServiceRef

PODS = Pods("models", {"app": "qwen"})
SERVICE = ServiceRef.existing(name="qwen", namespace="models", port=80, target_port=8080, pods=PODS)
PICKER_SERVICE = ServiceRef.existing(name="qwen-epp", namespace="models", port=9002)


def test_an_existing_runtime_promises_itself() -> None:
    assert ServingRuntimeRef.existing("vllm").external() == ExternalObject(kind="ClusterServingRuntime", name="vllm")
    assert ServingRuntimeRef.existing("vllm", namespace="models").external() == ExternalObject(
        kind="ServingRuntime", name="vllm", namespace="models"
    )


def test_an_own_runtime_promises_nothing() -> None:
    assert ServingRuntimeRef(name="vllm").external() is None


def test_existing_servers_promise_their_service() -> None:
    server = ModelServerRef.existing(service=SERVICE, model="qwen")
    assert server.external() == ExternalObject(kind="Service", name="qwen", namespace="models")
    assert (server.namespace, server.api_path, server.metrics) == ("models", "/v1", "vllm")


def test_an_existing_picker_promises_its_service() -> None:
    picker = EndpointPickerRef.existing(service=PICKER_SERVICE, secure_serving=False)
    assert picker.external() == ExternalObject(kind="Service", name="qwen-epp", namespace="models")
    assert (picker.namespace, picker.name) == ("models", "qwen-epp")


def test_a_pool_promises_itself_only_when_it_is_made_elsewhere() -> None:
    server = ModelServerRef.existing(service=SERVICE, model="qwen")
    picker = EndpointPickerRef.existing(service=PICKER_SERVICE, secure_serving=False)
    pool = InferencePoolRef.existing(name="qwen", server=server, picker=picker)
    assert pool.external() == ExternalObject(kind="InferencePool", name="qwen", namespace="models")
    assert InferencePoolRef(namespace="models", name="qwen", server=server, picker=picker).external() is None


def test_an_existing_inference_gateway_promises_its_gateway() -> None:
    listener = Listener(name="http", port=80, protocol="HTTP")
    gateway = InferenceGatewayRef.existing(
        GatewayRef.existing(name="inner", namespace="models", listeners=(listener,)), wiring="EnvoyAIGateway", silence=9
    )
    assert gateway.external() == ExternalObject(kind="Gateway", name="inner", namespace="models")
    assert (gateway.namespace, gateway.name, gateway.wiring, gateway.silence) == (
        "models",
        "inner",
        "EnvoyAIGateway",
        9,
    )
