"""Rules: InferenceServices are scaled by what their mode can scale by.

Taken from the validation and the reconcilers of https://github.com/kserve/kserve 0.20.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from inference_platform.checks import kinds
from inference_platform.checks.index import Index
from inference_platform.checks.inference.models import components
from inference_platform.checks.manifest import Manifest
from inference_platform.checks.reading import number, rows, table, text
from inference_platform.checks.rule import Violation, rule
from inference_platform.checks.serving import is_knative, is_standard

__all__ = ["model_autoscaler", "model_metric", "model_replicas"]

_CLASS = "serving.kserve.io/autoscalerClass"
_CLASSES = ("external", "hpa", "keda", "none")
_KNATIVE_PREFIX = "autoscaling.knative.dev/"
_KNATIVE_CLASS = f"{_KNATIVE_PREFIX}class"
_METRICS = {"Resource": "resource", "External": "external", "PodMetric": "podmetric"}


def _class(service: Manifest) -> str:
    return text(service.data, "metadata", "annotations", _CLASS)


@rule("model/autoscaler")
def model_autoscaler(index: Index) -> Iterator[Violation]:
    """An InferenceService names an autoscaler that its mode has, and no settings of another's."""
    for service in index.of(kinds.INFERENCE_SERVICE):
        annotations = table(service.data, "metadata", "annotations")
        given = annotations.get(_CLASS)
        field = f"metadata.annotations[{_CLASS}]"
        if given is not None and given not in _CLASSES:
            yield Violation(service, field, "hpa, keda, external or none", str(given), "correct it")
        if is_standard(service):
            for key in sorted(key for key in annotations if str(key).startswith(_KNATIVE_PREFIX)):
                yield Violation(
                    service,
                    f"metadata.annotations[{key}]",
                    "absent in Standard mode",
                    str(annotations[key]),
                    "remove it; only Knative reads it",
                )


@rule("model/replicas")
def model_replicas(index: Index) -> Iterator[Violation]:
    """The least number of replicas is not above the largest, and is 0 only where something scales up again."""
    for service, component, part in components(index):
        least, most = number(part, "minReplicas"), number(part, "maxReplicas")
        field = f"spec.{component}"
        for name, value in (("minReplicas", least), ("maxReplicas", most)):
            if value is not None and value < 0:
                yield Violation(service, f"{field}.{name}", "at least 0", value, "correct it")
        floor = 1 if least is None else least
        if most and 0 < most < floor:
            yield Violation(
                service, f"{field}.maxReplicas", f"at least minReplicas ({floor})", most, "raise it; 0 is unlimited"
            )
        if least == 0 and is_standard(service) and _class(service) in ("", "hpa"):
            yield Violation(
                service,
                f"{field}.minReplicas",
                "at least 1 with a HorizontalPodAutoscaler",
                0,
                f"scale to zero with Knative, or with {_CLASS}: keda",
            )


@rule("model/metric")
def model_metric(index: Index) -> Iterator[Violation]:
    """An InferenceService is scaled by a metric that its autoscaler knows, to a target that makes sense."""
    for service, component, part in components(index):
        field, metric = f"spec.{component}", text(part, "scaleMetric")
        if is_knative(service):
            if text(service.data, "metadata", "annotations", _KNATIVE_CLASS) != "hpa.autoscaling.knative.dev":
                yield from _knative_metric(service, field, part, metric)
        elif is_standard(service):
            kind = _class(service) or "hpa"
            if kind == "keda":
                yield from _keda(service, field, part)
            elif kind == "hpa":
                yield from _hpa(service, field, part, metric)


def _knative_metric(service: Manifest, field: str, part: Mapping[str, Any], metric: str) -> Iterator[Violation]:
    if metric not in ("", "concurrency", "rps"):
        yield Violation(
            service, f"{field}.scaleMetric", "concurrency or rps in Knative mode", metric, "use one of them"
        )
    target = number(part, "scaleTarget")
    if metric == "rps" and target is not None and target < 1:
        yield Violation(service, f"{field}.scaleTarget", "at least 1 for rps", target, "raise it")


def _keda(service: Manifest, field: str, part: Mapping[str, Any]) -> Iterator[Violation]:
    if part.get("scaleMetric") is not None:
        yield Violation(
            service,
            f"{field}.scaleMetric",
            f"absent with {_CLASS}: keda",
            str(part["scaleMetric"]),
            "describe the metric in autoScaling.metrics",
        )
    for position, item in enumerate(rows(part, "autoScaling", "metrics")):
        block = _METRICS.get(text(item, "type"), "")
        given = table(item, block) if block else {}
        at = f"{field}.autoScaling.metrics[{position}].{block}"
        if block and not given:
            yield Violation(service, at, f"given for type {text(item, 'type')}", "nothing", "describe the metric")
        elif block in ("external", "podmetric"):
            if not text(given, "metric", "query"):
                yield Violation(service, f"{at}.metric.query", "given", "nothing", "write the query")
            if table(given, "target").get("value") is None:
                yield Violation(service, f"{at}.target.value", "given", "nothing", "write the threshold")


def _hpa(service: Manifest, field: str, part: Mapping[str, Any], metric: str) -> Iterator[Violation]:
    if metric not in ("", "cpu", "memory"):
        yield Violation(
            service,
            f"{field}.scaleMetric",
            "cpu or memory in Standard mode",
            metric,
            f"use one of them, {_CLASS}: keda with a query, or Knative mode; Kubernetes would scale at 80% CPU",
        )
    target = number(part, "scaleTarget")
    if metric == "memory" and target is None and not rows(part, "autoScaling", "metrics"):
        yield Violation(
            service, f"{field}.scaleTarget", "given for memory", "nothing", "write the share of the request in percent"
        )
    if target is not None and _class(service) == "hpa" and not 1 <= target <= 100:
        yield Violation(service, f"{field}.scaleTarget", "a percentage from 1 to 100", target, "correct it")
    for position, item in enumerate(rows(part, "autoScaling", "metrics")):
        kind = text(item, "type")
        if kind not in ("", "Resource"):
            yield Violation(
                service,
                f"{field}.autoScaling.metrics[{position}].type",
                "Resource with a HorizontalPodAutoscaler",
                kind,
                f"set {_CLASS}: keda for other metrics",
            )
