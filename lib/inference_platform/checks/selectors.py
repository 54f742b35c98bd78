"""Label selectors against the pods of an output."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from inference_platform.checks.manifest import Manifest
from inference_platform.checks.reading import rows, table, text
from inference_platform.checks.templates import PodTemplate

__all__ = ["PodSet", "Pods", "matches", "selects", "shown_selector"]


@dataclass(frozen=True, slots=True)
class PodSet:
    """Pods that look alike, from a template or made by an operator."""

    namespace: str
    labels: Mapping[str, Any]
    by: Manifest
    ports: Mapping[str, int] | None
    """Named container ports; None if they cannot be known."""

    numbers: frozenset[int] | None
    """Container ports; None if they cannot be known, as where a container may listen on ports it does not declare."""

    prefixes: tuple[str, ...]
    """Beginnings of label keys whose values are not known."""

    template: PodTemplate | None


class Pods:
    """Pods by namespace and label, so that a selector looks only at those that share a label with it."""

    def __init__(self, pods: Iterable[PodSet]) -> None:
        self.all = tuple(pods)
        self._by_namespace: dict[str, list[PodSet]] = {}
        self._by_label: dict[tuple[str, str, object], list[PodSet]] = {}
        self._open: dict[str, list[PodSet]] = {}
        for pod in self.all:
            self._by_namespace.setdefault(pod.namespace, []).append(pod)
            if pod.prefixes:
                self._open.setdefault(pod.namespace, []).append(pod)
                continue
            for key, value in pod.labels.items():
                if isinstance(value, str):
                    self._by_label.setdefault((pod.namespace, key, value), []).append(pod)

    def selected(self, namespace: str, selector: Mapping[str, Any]) -> list[PodSet]:
        """The pods of a namespace that a LabelSelector matches; an empty one matches them all."""
        labels = table(selector, "matchLabels")
        candidates: Iterable[PodSet] = self._by_namespace.get(namespace, ())
        for key, value in labels.items():
            exact = self._by_label.get((namespace, key, value), []) if isinstance(value, str) else []
            candidates = [*exact, *self._open.get(namespace, ())]
            break
        possible = [pod for pod in candidates if selects(selector, pod)]
        # the doubt about operators' labels counts only where nothing matches for sure
        return [pod for pod in possible if matches(selector, pod.labels)] or possible


def selects(selector: Mapping[str, Any], pod: PodSet) -> bool:
    """Whether a LabelSelector matches pods; labels that an operator adds are given the benefit of the doubt.

    Doubt alone is not enough where an operator makes the pods: one label at least must be known to match.
    """
    if not matches(selector, pod.labels, pod.prefixes):
        return False
    wanted = table(selector, "matchLabels")
    return pod.template is not None or not wanted or any(pod.labels.get(key) == wanted[key] for key in wanted)


def matches(selector: Mapping[str, Any], labels: Mapping[str, Any], prefixes: tuple[str, ...] = ()) -> bool:
    """Whether a LabelSelector matches labels.

    Args:
        selector: `matchLabels` and `matchExpressions`.
        labels: The labels that are known.
        prefixes: Beginnings of label keys that may be there with any value.
    """
    for key, value in table(selector, "matchLabels").items():
        if labels.get(key) != value and not (key not in labels and key.startswith(prefixes or "\0")):
            return False
    return all(_expression(item, labels, prefixes) for item in rows(selector, "matchExpressions"))


def _expression(expression: Mapping[str, Any], labels: Mapping[str, Any], prefixes: tuple[str, ...]) -> bool:
    key, operator = text(expression, "key"), text(expression, "operator")
    values = expression.get("values")
    listed = isinstance(values, list | tuple) and labels.get(key) in values
    if key not in labels and key.startswith(prefixes or "\0"):
        return True
    if operator == "In":
        return key in labels and listed
    if operator == "NotIn":
        return not (key in labels and listed)
    if operator == "Exists":
        return key in labels
    return key not in labels


def shown_selector(selector: Mapping[str, Any]) -> str:
    """A selector as `kubectl -l` takes it."""
    parts = [f"{key}={value}" for key, value in table(selector, "matchLabels").items()]
    for item in rows(selector, "matchExpressions"):
        values = item.get("values") or []
        parts.append(f"{text(item, 'key')} {text(item, 'operator')} {','.join(map(str, values))}".strip())
    return ",".join(parts) or "every pod"
