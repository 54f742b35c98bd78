"""Servers of a model, pickers for them, and how to read what is rendered."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Literal

import cdk8s
import yaml

from inference_platform.constructs.endpoint_picker import EndpointPicker, EndpointPickerProps
from inference_platform.model_refs import ModelServerRef, Wirings
from inference_platform.refs import Pods, ServiceRef

NAMESPACE = "llm-platform"
POOL = "llama-70b"
NAME = f"{POOL}-epp"
SERVER_LABELS = {"component": "predictor", "serving.kserve.io/inferenceservice": POOL}

Find = Callable[..., dict[str, Any]]
Manifests = Callable[[cdk8s.Chart], list[dict[str, Any]]]


def server(
    *,
    namespace: str = NAMESPACE,
    metrics: Literal["vllm", "none"] = "vllm",
    pickable: bool = True,
    pods: Pods | None = Pods(NAMESPACE, SERVER_LABELS),  # noqa: B008 - frozen
) -> ModelServerRef:
    service = ServiceRef(namespace=namespace, name=f"{POOL}-predictor", port=80, target_port=8080, pods=pods)
    return ModelServerRef(service=service, model=POOL, metrics=metrics, pickable=pickable)


def picker(
    chart: cdk8s.Chart,
    props: EndpointPickerProps | None = None,
    *,
    servers: ModelServerRef | None = None,
    wiring: Wirings = "EnvoyGateway",
    name: str = NAME,
) -> EndpointPicker:
    return EndpointPicker(
        chart,
        "picker",
        name=name,
        pool_name=POOL,
        server=servers or server(),
        wiring=wiring,
        props=props or EndpointPickerProps(),
    )


def container(deployment: dict[str, Any]) -> dict[str, Any]:
    (found,) = deployment["spec"]["template"]["spec"]["containers"]
    return dict(found)


def config(config_map: dict[str, Any]) -> dict[str, Any]:
    return dict(yaml.safe_load(config_map["data"]["config.yaml"]))


def text_of(props: EndpointPickerProps, metrics: Literal["vllm", "none"] = "vllm") -> dict[str, Any]:
    """The configuration file, without the objects around it."""
    return dict(yaml.safe_load(props.resolved(metrics).text()))
