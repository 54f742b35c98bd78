"""What our objects assume about what KServe makes of a model, against what it makes."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

from tests.conformance.kserve.rendering import Objects, of_kind

__all__ = ["container_differences", "pods_selected", "selectors"]

_LABEL = "serving.kserve.io/inferenceservice"
_SELECTORS = {
    "InferencePool": ("selector",),
    "NetworkPolicy": ("podSelector",),
    "PodDisruptionBudget": ("selector",),
    "PodMonitor": ("selector",),
}

Labels = Mapping[str, str]


def selectors(objects: Objects) -> Iterator[tuple[str, str, Labels]]:
    """Every selector for a model's pods: the object, the model, and the labels."""
    for each in of_kind(objects, *_SELECTORS):
        (field,) = _SELECTORS[each["kind"]]
        labels = each["spec"][field].get("matchLabels", {})
        if _LABEL in labels:
            yield f"{each['kind']}/{each['metadata']['name']}", labels[_LABEL], labels
        for peer in _peers(each["spec"]):
            if _LABEL in peer:
                yield f"NetworkPolicy/{each['metadata']['name']}", peer[_LABEL], peer


def _peers(spec: Mapping[str, Any]) -> Iterator[Labels]:
    for direction, ends in (("ingress", "from"), ("egress", "to")):
        for rule in spec.get(direction, ()):
            for peer in rule.get(ends, ()):
                yield peer.get("podSelector", {}).get("matchLabels", {})


def pods_selected(labels: Labels, pods: Mapping[str, Labels]) -> list[str]:
    """The models whose pods a selector selects."""
    return [model for model, own in pods.items() if labels.items() <= own.items()]


def container_differences(service: Mapping[str, Any], runtime: Mapping[str, Any], pod: Mapping[str, Any]) -> list[str]:
    """What of a pod is not what the runtime and the InferenceService say."""
    own = service["spec"]["predictor"]
    shared = json.loads(json.dumps(runtime["spec"]).replace("{{.Name}}", service["metadata"]["name"]))
    mounted, volume = _mounted(own["model"].get("storageUri", ""))
    model, recipe = own["model"], shared["containers"][0]
    containers = [each for each in pod["containers"] if each["name"] != "queue-proxy"]
    (made,) = containers
    expected = {
        "name": "kserve-container",
        "image": model.get("image", recipe["image"]),
        "command": recipe.get("command"),
        "args": [*recipe.get("args", ()), *model.get("args", ())] or None,
        "resources": model["resources"],
        "startupProbe": model["startupProbe"],
        "readinessProbe": recipe["readinessProbe"],
        "livenessProbe": recipe.get("livenessProbe"),
        "securityContext": recipe["securityContext"],
        "lifecycle": model.get("lifecycle"),
        "ports": recipe["ports"],
    }
    found = [key for key, value in expected.items() if made.get(key) != value]
    if _by_name(made["env"]) != _environment(service, recipe, model):
        found.append("env")
    mounts = [*recipe.get("volumeMounts", ()), *model.get("volumeMounts", ()), *mounted]
    if _by(made["volumeMounts"], "mountPath") != _by(mounts, "mountPath"):
        found.append("volumeMounts")
    if _by_name(pod["volumes"]) != _by_name([*shared.get("volumes", ()), *own.get("volumes", ()), *volume]):
        found.append("volumes")
    init = [{key: each.get(key) for key in ("name", "image", "args", "env")} for each in pod.get("initContainers", ())]
    ours = [{key: each.get(key) for key in ("name", "image", "args", "env")} for each in own.get("initContainers", ())]
    if init != ours:
        found.append("initContainers")
    for key in ("securityContext", "serviceAccountName", "tolerations", "nodeSelector", "priorityClassName"):
        if pod.get(key) != own.get(key):
            found.append(key)
    for key in ("imagePullSecrets", "automountServiceAccountToken", "enableServiceLinks"):
        if pod.get(key) != own.get(key):
            found.append(key)
    return found


def _mounted(uri: str) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """The mount and the volume of a source that needs no download, which KServe itself adds."""
    scheme, _, rest = uri.partition("://")
    place: dict[str, Any] = {"mountPath": "/mnt/models", "readOnly": True}
    if scheme == "pvc":
        claim, _, path = rest.partition("/")
        volume: dict[str, Any] = {"name": "kserve-pvc-source", "persistentVolumeClaim": {"claimName": claim}}
        return [place | {"name": "kserve-pvc-source", "subPath": path}], [volume]
    if scheme == "oci+native":
        volume = {"name": "mnt-models", "image": {"reference": rest, "pullPolicy": "IfNotPresent"}}
        return [place | {"name": "mnt-models", "subPath": "models"}], [volume]
    return [], []


def _environment(service: Mapping[str, Any], recipe: Mapping[str, Any], model: Mapping[str, Any]) -> dict[str, Any]:
    named = {"name": "INFERENCE_SERVICE_NAME", "value": service["metadata"]["name"]}
    return _by_name([*recipe.get("env", ()), *model.get("env", ()), named])


def _by_name(items: list[dict[str, Any]]) -> dict[str, Any]:
    return _by(items, "name")


def _by(items: list[dict[str, Any]], key: str) -> dict[str, Any]:
    return {each[key]: each for each in items}
