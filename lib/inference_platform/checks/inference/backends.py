"""Which pods are behind a Service, and on which of their ports: also for the Services that KServe makes."""

from __future__ import annotations

from inference_platform.checks import kinds
from inference_platform.checks.index import Index
from inference_platform.checks.kinds import Kind
from inference_platform.checks.manifest import Manifest
from inference_platform.checks.reading import number, rows, table, text
from inference_platform.checks.selectors import PodSet
from inference_platform.checks.serving import is_knative, is_standard
from inference_platform.checks.templates import PodTemplate

__all__ = [
    "MODEL_SERVERS",
    "is_model_server",
    "made_by",
    "pods_behind",
    "pods_of_pool",
    "servers_behind",
    "target_port",
]

MODEL_SERVERS: tuple[Kind, ...] = (kinds.INFERENCE_SERVICE, kinds.LLM_INFERENCE_SERVICE)
"""Kinds of KServe that make pods with a model."""


def made_by(index: Index, manifest: Manifest) -> list[PodSet]:
    """The pods that come of one object of the output."""
    return index.once(_by_maker).get(id(manifest), [])


def _by_maker(index: Index) -> dict[int, list[PodSet]]:
    found: dict[int, list[PodSet]] = {}
    for pods in index.pods.all:
        found.setdefault(id(pods.by), []).append(pods)
    return found


def pods_behind(index: Index, namespace: str, name: str) -> list[PodSet] | None:
    """The pods that a Service leads to, or None if they are not known."""
    service = index.manifest(kinds.SERVICE, namespace, name)
    if service is not None:
        labels = table(service.spec, "selector")
        return index.pods.selected(namespace, {"matchLabels": labels}) or None if labels else None
    maker = index.maker(kinds.SERVICE, namespace, name)
    if maker is None or maker.type != kinds.INFERENCE_SERVICE or not is_standard(maker):
        return None
    component = name.rpartition("-")[2]
    return [pods for pods in made_by(index, maker) if pods.labels.get("component") == component] or None


def servers_behind(index: Index, namespace: str, name: str) -> list[PodTemplate] | None:
    """The pod templates of the model servers that a Service leads to, in any mode of KServe; None if not known."""
    maker = index.maker(kinds.SERVICE, namespace, name)
    if maker is None or maker.type != kinds.INFERENCE_SERVICE:
        behind = pods_behind(index, namespace, name)
        return None if behind is None else [pods.template for pods in behind if pods.template is not None]
    component = name.rpartition("-")[2]
    own = (template for template in index.templates if template.manifest is maker)
    return [template for template in own if template.labels.get("component") == component] or None


def target_port(index: Index, namespace: str, name: str, port: int | str | None) -> int | None:
    """The port of the pods that a Service's port leads to, or None if it is not known."""
    service = index.manifest(kinds.SERVICE, namespace, name)
    if service is None:
        known = index.find(kinds.SERVICE, namespace, name)
        if known is None or known.targets is None:
            return None
        return known.targets.get(port) if isinstance(port, int) else None
    pods = pods_behind(index, namespace, name) or []
    for entry in rows(service.spec, "ports"):
        if port in (number(entry, "port"), text(entry, "name")):
            target = entry.get("targetPort") or number(entry, "port")
            if isinstance(target, int):
                return target
            found = {pod.ports.get(str(target)) for pod in pods if pod.ports is not None}
            return found.pop() if len(found) == 1 else None
    return None


def pods_of_pool(index: Index, pool: Manifest) -> list[PodSet]:
    """The pods of the output that an InferencePool selects."""
    return index.pods.selected(pool.namespace, table(pool.spec, "selector"))


def is_model_server(pods: PodSet) -> bool:
    """Whether pods serve a model of KServe."""
    return pods.by.type in MODEL_SERVERS and not is_knative(pods.by)
