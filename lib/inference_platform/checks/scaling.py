"""Rules: autoscalers and disruption budgets that do what they say."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from inference_platform.checks import kinds
from inference_platform.checks.index import Index
from inference_platform.checks.kinds import Kind
from inference_platform.checks.manifest import Manifest
from inference_platform.checks.reading import number, quantity, rows, table, text
from inference_platform.checks.rule import Violation, rule

__all__ = [
    "autoscaler_bounds",
    "autoscaler_metrics",
    "autoscaler_reference",
    "autoscaler_targets",
    "budget_bounds",
    "budget_room",
    "fixed_replicas",
]

_TARGETS = {kind.name: kind for kind in (kinds.DEPLOYMENT, kinds.STATEFUL_SET, kinds.REPLICA_SET)}
_METRIC_FIELDS = {
    "ContainerResource": "containerResource",
    "External": "external",
    "Object": "object",
    "Pods": "pods",
    "Resource": "resource",
}
_TARGET_FIELDS = {
    "containerResource": ("averageUtilization", "averageValue"),
    "external": ("averageValue", "value"),
    "object": ("averageValue", "value"),
    "pods": ("averageValue",),
    "resource": ("averageUtilization", "averageValue"),
}


def _target(index: Index, autoscaler: Manifest) -> Manifest | None:
    kind: Kind | None = _TARGETS.get(text(autoscaler.spec, "scaleTargetRef", "kind"))
    name = text(autoscaler.spec, "scaleTargetRef", "name")
    return index.manifest(kind, autoscaler.namespace, name) if kind else None


@rule("autoscaler/bounds")
def autoscaler_bounds(index: Index) -> Iterator[Violation]:
    """An autoscaler's smallest size is at least 1 and not above its largest."""
    for manifest in index.of(kinds.AUTOSCALER):
        lowest = number(manifest.spec, "minReplicas")
        highest = number(manifest.spec, "maxReplicas")
        lowest = 1 if lowest is None else lowest
        if lowest < 1:
            yield Violation(
                manifest, "spec.minReplicas", "at least 1", lowest, "scale to zero needs KEDA or Knative instead"
            )
        if highest is not None and highest < max(lowest, 1):
            yield Violation(manifest, "spec.maxReplicas", f"at least minReplicas ({lowest})", highest, "raise it")


@rule("autoscaler/metrics")
def autoscaler_metrics(index: Index) -> Iterator[Violation]:
    """An autoscaler's metric has the block of its type, and a share of a request only where there is a request."""
    for manifest in index.of(kinds.AUTOSCALER):
        for position, metric in enumerate(rows(manifest.spec, "metrics")):
            field = f"spec.metrics[{position}]"
            block = _METRIC_FIELDS.get(text(metric, "type"))
            if block and metric.get(block) is None:
                yield Violation(manifest, f"{field}.{block}", "given", "nothing", "describe the metric")
            elif block == "resource":
                yield from _without_request(index, manifest, field, table(metric, "resource"))


@rule("autoscaler/target")
def autoscaler_targets(index: Index) -> Iterator[Violation]:
    """An autoscaler's metric has the block of its type alone, with one target that is more than 0."""
    for manifest in index.of(kinds.AUTOSCALER):
        for position, metric in enumerate(rows(manifest.spec, "metrics")):
            field, kind = f"spec.metrics[{position}]", text(metric, "type")
            own = _METRIC_FIELDS.get(kind, "")
            for block in sorted(_METRIC_FIELDS.values()):
                if own and block != own and metric.get(block) is not None:
                    advice = "make a metric of its own of it"
                    yield Violation(manifest, f"{field}.{block}", f"absent with type {kind}", "given", advice)
            if metric.get(own) is not None:
                yield from _target_values(manifest, f"{field}.{own}.target", own, table(metric, own, "target"))


def _target_values(manifest: Manifest, field: str, block: str, target: Mapping[str, Any]) -> Iterator[Violation]:
    fields = _TARGET_FIELDS[block]
    given = [key for key in fields if target.get(key) is not None]
    # Of an object both are taken.
    if not given or (len(given) > 1 and block != "object"):
        allowed = f"given {' or '.join(fields)}"
        yield Violation(manifest, field, allowed, " and ".join(given) or "none of them", "name one value to aim at")
    for key in ("averageValue", "value"):
        amount = quantity(target.get(key))
        if amount is not None and amount <= 0:
            yield Violation(manifest, f"{field}.{key}", "more than 0", target[key], "correct it")


@rule("autoscaler/reference")
def autoscaler_reference(index: Index) -> Iterator[Violation]:
    """An autoscaler names the API group of what it scales."""
    # Without it the newest API servers refuse the autoscaler, and with older ones it never finds the workload.
    for manifest in index.of(kinds.AUTOSCALER):
        target = table(manifest.spec, "scaleTargetRef")
        version = text(target, "apiVersion")
        group, slash, rest = version.partition("/")
        if text(target, "kind") != "ReplicationController" and not (group and slash and rest and "/" not in rest):
            yield Violation(
                manifest,
                "spec.scaleTargetRef.apiVersion",
                "an API group and a version, such as apps/v1",
                version or "nothing",
                "write that of the workload",
            )


def _without_request(index: Index, manifest: Manifest, field: str, metric: Mapping[str, Any]) -> Iterator[Violation]:
    target = _target(index, manifest)
    name = text(metric, "name")
    if target is None or text(metric, "target", "type") != "Utilization":
        return
    for container in rows(target.spec, "template", "spec", "containers"):
        resources = table(container, "resources")
        if name not in table(resources, "requests") and name not in table(resources, "limits"):
            yield Violation(
                manifest,
                f"{field}.resource.target",
                f"a share of what every container requests ({name})",
                f"no request in container {text(container, 'name')}",
                "add the request, or the autoscaler never acts",
            )


@rule("autoscaler/replicas")
def fixed_replicas(index: Index) -> Iterator[Violation]:
    """A workload with an autoscaler has no `replicas`, which every delivery would set back."""
    for autoscaler in index.of(kinds.AUTOSCALER):
        target = _target(index, autoscaler)
        if target is not None and target.spec.get("replicas") is not None:
            yield Violation(
                target,
                "spec.replicas",
                f"absent beside HorizontalPodAutoscaler {autoscaler.name}",
                target.spec["replicas"],
                "remove it; minReplicas is the size to start with",
            )


@rule("disruption/bounds")
def budget_bounds(index: Index) -> Iterator[Violation]:
    """A disruption budget has either a minimum or a maximum, as a number or a percentage."""
    for manifest in index.of(kinds.DISRUPTION_BUDGET):
        given = [key for key in ("minAvailable", "maxUnavailable") if manifest.spec.get(key) is not None]
        if len(given) != 1:
            yield Violation(
                manifest,
                "spec",
                "given either minAvailable or maxUnavailable",
                " and ".join(given) or "neither",
                "keep exactly one",
            )
        for key in given:
            value = manifest.spec[key]
            share = value[:-1] if isinstance(value, str) and value.endswith("%") else ""
            amount = number(value)
            valid = share.isdecimal() and int(share) <= 100 if share else amount is None or amount >= 0
            if not valid:
                yield Violation(manifest, f"spec.{key}", "a number or a percentage up to 100%", value, "correct it")


@rule("disruption/room")
def budget_room(index: Index) -> Iterator[Violation]:
    """A disruption budget lets at least one pod go, or no node could ever be drained."""
    for manifest in index.of(kinds.DISRUPTION_BUDGET):
        needed, spare = manifest.spec.get("minAvailable"), manifest.spec.get("maxUnavailable")
        blocked = spare in (0, "0%") or needed == "100%"
        for pods in index.pods.selected(manifest.namespace, table(manifest.spec, "selector")):
            replicas = pods.by.spec.get("replicas") if pods.by.type in _TARGETS.values() else None
            if isinstance(needed, int) and isinstance(replicas, int) and 0 < replicas <= needed:
                blocked = True
        if blocked:
            yield Violation(
                manifest,
                "spec.maxUnavailable" if spare is not None else "spec.minAvailable",
                "such that one pod may go",
                spare if spare is not None else needed,
                "allow one unavailable pod, or remove the budget of a single pod",
            )
