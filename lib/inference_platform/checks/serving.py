"""The pods that KServe makes: a runtime's pod template with what the InferenceService adds to it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from inference_platform.checks import kinds
from inference_platform.checks.kinds import Kind
from inference_platform.checks.manifest import Manifest
from inference_platform.checks.reading import rows, table, text, words
from inference_platform.checks.templates import PodTemplate, template_of

__all__ = ["is_knative", "runtime_of", "serving_templates"]

Lookup = Callable[[Kind, str, str], Manifest | None]

_COMPONENTS = ("predictor", "transformer", "explainer")
_MODEL_CONTAINER = "kserve-container"
_BY_NAME = {"env", "volumeMounts", "ports"}
_LLM_PARTS = (("template",), ("worker",), ("prefill", "template"), ("prefill", "worker"))


def is_knative(manifest: Manifest) -> bool:
    """Whether an InferenceService runs in Knative mode (`Serverless` is the legacy name)."""
    mode = text(manifest.data, "metadata", "annotations", "serving.kserve.io/deploymentMode")
    return mode in ("Knative", "Serverless")


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
    for component in _COMPONENTS:
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
    """What KServe makes of a runtime and a component: the component's fields win, lists of volumes add up."""
    merged = {**runtime, **part}
    merged["volumes"] = [*rows(runtime, "volumes"), *rows(part, "volumes")]
    own = {text(container, "name"): container for container in rows(part, "containers")}
    containers = []
    for container in rows(runtime, "containers"):
        name = text(container, "name")
        extra = own.pop(name, {})
        if name == _MODEL_CONTAINER:
            extra = {**extra, **{key: value for key, value in model.items() if key != "name"}}
        containers.append(_merged_container(container, extra))
    if model and not containers:
        containers.append({"name": _MODEL_CONTAINER, **model})
    merged["containers"] = [*containers, *own.values()]
    return merged


def _merged_container(base: Mapping[str, Any], extra: Mapping[str, Any]) -> dict[str, Any]:
    merged = {**base, **extra}
    if "args" in base and "args" in extra:
        merged["args"] = [*words(base, "args"), *words(extra, "args")]
    if "resources" in base and "resources" in extra:
        merged["resources"] = {
            part: {**table(base, "resources", part), **table(extra, "resources", part)}
            for part in ("requests", "limits")
        }
    for key in _BY_NAME:
        if key in base and key in extra:
            by_name = {_item_key(key, item): item for item in [*rows(base, key), *rows(extra, key)]}
            merged[key] = list(by_name.values())
    return merged


def _item_key(key: str, item: Mapping[str, Any]) -> object:
    """What Kubernetes' strategic merge takes as the key of a list's items."""
    return item.get({"env": "name", "volumeMounts": "mountPath", "ports": "containerPort"}[key])
