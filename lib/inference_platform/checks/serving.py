"""The pods that KServe makes: a runtime's pod template with what the InferenceService adds to it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any, NamedTuple

from inference_platform.checks import kinds
from inference_platform.checks.kinds import Kind
from inference_platform.checks.manifest import Manifest
from inference_platform.checks.reading import rows, table, text, words
from inference_platform.checks.strategic import merged
from inference_platform.checks.templates import PodTemplate, template_of

__all__ = [
    "COMPONENTS",
    "MODEL_CONTAINER",
    "ServedPorts",
    "is_knative",
    "is_standard",
    "runtime_of",
    "served_ports",
    "serving_templates",
]

Lookup = Callable[[Kind, str, str], Manifest | None]

COMPONENTS = ("predictor", "transformer", "explainer")
"""The parts of an InferenceService that have pods and a Service of their own."""

MODEL_CONTAINER = "kserve-container"
"""The container of the model server."""

_TRANSFORMER_CONTAINER = "transformer-container"
_SERVICE_PORT = 80
_DEFAULT_PORT = 8080
_AGENT_PORT = 9081
_LLM_PARTS = (("template",), ("worker",), ("prefill", "template"), ("prefill", "worker"))


def _mode(manifest: Manifest) -> str:
    return text(manifest.data, "metadata", "annotations", "serving.kserve.io/deploymentMode")


def is_knative(manifest: Manifest) -> bool:
    """Whether an InferenceService is known to run in Knative mode (`Serverless` is the legacy name)."""
    return _mode(manifest) in ("Knative", "Serverless")


def is_standard(manifest: Manifest) -> bool:
    """Whether an InferenceService is known to run as a Deployment (`RawDeployment` is the legacy name)."""
    return _mode(manifest) in ("Standard", "RawDeployment")


class ServedPorts(NamedTuple):
    """Ports of the Service that KServe makes for a component in Standard mode."""

    ports: Mapping[str, int]
    """By name; an unnamed one by an empty name."""

    targets: Mapping[int, int]
    """For each of the Service's ports the one of the pods."""


def served_ports(template: PodTemplate, component: str) -> ServedPorts | None:
    """The ports of a component's Service, or None if its containers are not known.

    KServe takes the ports of the first container, or else of the transformer's; the first one of them becomes port 80.
    """
    containers = [item.data for item in template.containers if item.list_name == "containers"]
    if not template.complete or not containers:
        return None
    chosen = next((item for item in containers if text(item, "name") == _TRANSFORMER_CONTAINER), containers[0])
    declared = [port for port in rows(chosen, "ports") if isinstance(port.get("containerPort"), int)]
    first = declared[0]["containerPort"] if declared else _DEFAULT_PORT
    part = table(template.manifest.spec, component)
    if part.get("logger") is not None or part.get("batcher") is not None:
        first = _AGENT_PORT
    name = text(declared[0], "name") if declared else f"{template.manifest.name}-{component}"
    ports, targets = {name: _SERVICE_PORT}, {_SERVICE_PORT: first}
    for port in declared[1:]:
        ports[text(port, "name")] = targets[port["containerPort"]] = port["containerPort"]
    return ServedPorts(ports, targets)


def runtime_of(manifest: Manifest, find: Lookup) -> Manifest | None:
    """The runtime of the output that serves an InferenceService's model; the namespace's own one wins."""
    name = text(manifest.spec, "predictor", "model", "runtime")
    if not name:
        return None
    return find(kinds.SERVING_RUNTIME, manifest.namespace, name) or find(kinds.CLUSTER_SERVING_RUNTIME, "", name)


def serving_templates(manifest: Manifest, find: Lookup) -> Iterator[PodTemplate]:
    """The pod templates of an InferenceService or LLMInferenceService."""
    if manifest.type == kinds.LLM_INFERENCE_SERVICE:
        yield from _llm_templates(manifest)
        return
    for component in COMPONENTS:
        part = table(manifest.spec, component)
        if not part:
            continue
        model = table(part, "model")
        runtime = runtime_of(manifest, find) if model else None
        labels = dict(table(manifest.data, "metadata", "labels")) | dict(table(part, "labels"))
        yield template_of(
            manifest,
            field=f"spec.{component}",
            labels=labels
            | {
                "app": f"isvc.{manifest.name}-{component}",
                "component": component,
                "serving.kserve.io/inferenceservice": manifest.name,
            },
            spec=_merged_pod(table(runtime.data, "spec") if runtime else {}, part, model),
            complete=runtime is not None if model else bool(rows(part, "containers")),
        )


def _llm_templates(manifest: Manifest) -> Iterator[PodTemplate]:
    for path in _LLM_PARTS:
        part = table(manifest.spec, *path)
        if part or path == ("template",):
            labels = {
                "app.kubernetes.io/name": manifest.name,
                "app.kubernetes.io/part-of": "llminferenceservice",
                "kserve.io/component": "workload",
            }
            yield template_of(manifest, field=f"spec.{'.'.join(path)}", labels=labels, spec=part, complete=False)


def _merged_pod(runtime: Mapping[str, Any], part: Mapping[str, Any], model: Mapping[str, Any]) -> dict[str, Any]:
    """What KServe makes of a runtime and a component."""
    own = {text(container, "name"): container for container in rows(part, "containers")}
    containers = []
    for container in rows(runtime, "containers"):
        name = text(container, "name")
        extra = own.pop(name, {})
        if name == MODEL_CONTAINER:
            extra = {**extra, **{key: value for key, value in model.items() if key != "name"}}
        containers.append(_merged_container(container, extra))
    if model and not containers:
        containers.append({"name": MODEL_CONTAINER, **model})
    return {**merged(runtime, part), "containers": [*containers, *own.values()]}


def _merged_container(base: Mapping[str, Any], extra: Mapping[str, Any]) -> dict[str, Any]:
    container = merged(base, extra)
    if "args" in base and "args" in extra:
        container["args"] = [*words(base, "args"), *words(extra, "args")]
    return container
