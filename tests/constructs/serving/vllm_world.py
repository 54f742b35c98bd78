"""Models and what is around them, for the tests of model servers."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import cdk8s

from inference_platform.checks import Declared, Manifest, check
from inference_platform.constructs.model_route.timeouts import Timeouts
from inference_platform.constructs.serving import (
    KnativeScaling,
    ModelServer,
    Replicas,
    ServedModel,
    ServingProps,
    ServingRuntime,
    VllmModel,
)
from inference_platform.constructs.wiring import Wiring
from inference_platform.refs import SecretKeyRef
from inference_platform_bindings.resource import manifests_of

NAMESPACE = "llm-platform"
PROMETHEUS = "http://prometheus-operated.monitoring:9090"
PROPS = ServingProps(prometheus_url=PROMETHEUS)
KNATIVE: dict[str, Any] = {
    "replicas": Replicas(0, 3),
    "autoscaling": KnativeScaling(),
    "timeouts": Timeouts(answer="10m"),
}

Find = Callable[..., dict[str, Any]]
Manifests = Callable[[cdk8s.Chart], list[dict[str, Any]]]


def secret(name: str, key: str, namespace: str = NAMESPACE) -> SecretKeyRef:
    return SecretKeyRef.existing(name=name, namespace=namespace, key=key)


def vllm(**fields: Any) -> VllmModel:
    defaults: dict[str, Any] = {"name": "qwen", "source": "hf://Qwen/Qwen2.5-7B-Instruct", "gpus": 1}
    return VllmModel(**(defaults | fields))


def serve(chart: cdk8s.Chart, model: ServedModel | None = None, props: ServingProps = PROPS) -> ModelServer:
    model = model or vllm()
    runtime = ServingRuntime(chart, "runtime", name=f"platform-{model.engine.name}", engine=model.engine)
    return ModelServer(chart, "server", model=model, runtime=runtime.ref, props=props)


def predictor(chart: cdk8s.Chart) -> dict[str, Any]:
    [found] = [each for each in manifests_of(chart) if each["kind"] == "InferenceService"]
    result: dict[str, Any] = found["spec"]["predictor"]
    return result


def annotations_of(chart: cdk8s.Chart) -> dict[str, str]:
    [found] = [each for each in manifests_of(chart) if each["kind"] == "InferenceService"]
    result: dict[str, str] = found["metadata"]["annotations"]
    return result


def env(container: dict[str, Any]) -> dict[str, Any]:
    return {each["name"]: each.get("value", each.get("valueFrom")) for each in container.get("env", [])}


def findings(chart: cdk8s.Chart) -> list[str]:
    """What the checks say of a chart that stands alone: the namespace of its own is not in it."""
    manifests = [Manifest(environment="test", chart="test", data=data) for data in manifests_of(chart)]
    external = Wiring.of(chart).external_objects
    return [
        f"{each.rule} {each.kind}/{each.name} {each.field}" for each in check(manifests, Declared(external=external))
    ]
