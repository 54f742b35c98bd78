"""Rules: selectors find pods, and ports lead to ports of those pods."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from inference_platform.checks import kinds
from inference_platform.checks.index import Index
from inference_platform.checks.manifest import Manifest
from inference_platform.checks.reading import number, rows, table, text, words
from inference_platform.checks.rule import Violation, rule
from inference_platform.checks.selectors import PodSet, matches, shown_selector
from inference_platform.checks.templates import PodTemplate

__all__ = [
    "affinity_pods",
    "allowed_ports",
    "budget_pods",
    "headless_service",
    "monitored_pods",
    "monitored_services",
    "pool_pods",
    "selects_nothing",
    "service_pods",
    "target_ports",
]


_WITH_PODS = frozenset({"DaemonSet", "Deployment", "InferenceService", "LeaderWorkerSet", "Service", "StatefulSet"})

_OPERATORS = {
    kinds.DATABASE_CLUSTER: ("cnpg.io/",),
    kinds.POOLER: ("cnpg.io/",),
    kinds.GATEWAY: ("gateway.envoyproxy.io/", "gateway.networking.k8s.io/", "app.kubernetes.io/"),
    kinds.INFERENCE_SERVICE: ("serving.k", "networking.internal.knative.dev/", "component", "app"),
    kinds.LLM_INFERENCE_SERVICE: ("app.kubernetes.io/", "kserve.io/"),
}
"""Beginnings of the label keys of the Services that operators make."""


def selects_nothing(manifest: Manifest, field: str, selector: Mapping[str, Any], what: str = "pods") -> Violation:
    """What to say of a selector that matches nothing."""
    return Violation(
        manifest,
        field,
        f"a selector that matches {what} of the output",
        shown_selector(selector),
        f"use the labels of the {what} that are meant",
    )


def _backed(index: Index) -> Iterator[tuple[Manifest, Mapping[str, Any], list[PodSet]]]:
    """Services with a selector, and the pods that it matches."""
    for service in index.of(kinds.SERVICE):
        labels = table(service.spec, "selector")
        if labels and text(service.spec, "type") != "ExternalName":
            selector = {"matchLabels": labels}
            yield service, selector, index.pods.selected(service.namespace, selector)


@rule("reference/service-pods")
def service_pods(index: Index) -> Iterator[Violation]:
    """A Service's selector matches pods."""
    for service, selector, pods in _backed(index):
        if not pods and service.namespace in index.namespaces:
            yield selects_nothing(service, "spec.selector", selector)


@rule("reference/target-port")
def target_ports(index: Index) -> Iterator[Violation]:
    """A Service's target ports are ports of the pods that it selects."""
    for service, _, pods in _backed(index):
        for position, port in enumerate(rows(service.spec, "ports")):
            target = text(port, "targetPort") or number(port, "targetPort") or number(port, "port")
            for pod in pods:
                allowed = allowed_ports(pod, target)
                if allowed is not None:
                    yield Violation(
                        service,
                        f"spec.ports[{position}].targetPort",
                        f"a port of {pod.by.kind} {pod.by.name} ({allowed})",
                        str(target),
                        "use one of them or declare the container's port",
                    )


def allowed_ports(pod: PodSet, target: str | int | None) -> str | None:
    """The ports of a pod in words if `target` is none of them, or None."""
    if pod.ports is None or pod.numbers is None:
        return None
    if isinstance(target, str):
        return None if target in pod.ports else ", ".join(pod.ports) or "none has a name"
    # A container may listen without declaring it; only where ports are declared does another number look wrong.
    return None if not pod.numbers or target in pod.numbers else ", ".join(map(str, sorted(pod.numbers)))


@rule("reference/disruption-pods")
def budget_pods(index: Index) -> Iterator[Violation]:
    """A disruption budget's selector matches pods."""
    for budget in index.of(kinds.DISRUPTION_BUDGET):
        selector = table(budget.spec, "selector")
        if budget.namespace in index.namespaces and not index.pods.selected(budget.namespace, selector):
            yield selects_nothing(budget, "spec.selector", selector)


@rule("reference/affinity-pods")
def affinity_pods(index: Index) -> Iterator[Violation]:
    """The pods that a pod wants near or far exist; a selector that matches none has no effect."""
    for template in index.templates:
        if template.namespace not in index.namespaces:
            continue
        for field, term in _affinity_terms(template):
            selector = table(term, "labelSelector")
            elsewhere = term.get("namespaceSelector") is not None or term.get("namespaces")
            if selector and not elsewhere and not index.pods.selected(template.namespace, selector):
                yield selects_nothing(template.manifest, f"{field}.labelSelector", selector)


def _affinity_terms(template: PodTemplate) -> Iterator[tuple[str, Mapping[str, Any]]]:
    for kind in ("podAffinity", "podAntiAffinity"):
        at = f"{template.field}.affinity.{kind}"
        terms = table(template.spec, "affinity", kind)
        for position, term in enumerate(rows(terms, "requiredDuringSchedulingIgnoredDuringExecution")):
            yield f"{at}.requiredDuringSchedulingIgnoredDuringExecution[{position}]", term
        for position, term in enumerate(rows(terms, "preferredDuringSchedulingIgnoredDuringExecution")):
            field = f"{at}.preferredDuringSchedulingIgnoredDuringExecution[{position}].podAffinityTerm"
            yield field, table(term, "podAffinityTerm")


@rule("reference/pool-pods")
def pool_pods(index: Index) -> Iterator[Violation]:
    """An InferencePool's selector matches pods that listen on its ports."""
    for pool in index.of(kinds.INFERENCE_POOL):
        selector = table(pool.spec, "selector")
        pods = index.pods.selected(pool.namespace, selector)
        if not pods and pool.namespace in index.namespaces and not _has_strangers(index, pool.namespace):
            yield selects_nothing(pool, "spec.selector", selector)
        for position, port in enumerate(rows(pool.spec, "targetPorts")):
            for pod in pods:
                target = number(port, "number")
                allowed = allowed_ports(pod, target)
                if allowed is not None:
                    yield Violation(
                        pool,
                        f"spec.targetPorts[{position}].number",
                        f"a port of {pod.by.kind} {pod.by.name} ({allowed})",
                        target,
                        "use the port that the model server listens on",
                    )


def _has_strangers(index: Index, namespace: str) -> bool:
    """Whether somebody else's pods are declared to be in a namespace, too."""
    return any(item.kind in _WITH_PODS and item.namespace == namespace for item in index.declared.external)


@rule("reference/headless")
def headless_service(index: Index) -> Iterator[Violation]:
    """The Service that names a StatefulSet's pods exists and is headless."""
    for workload in index.of(kinds.STATEFUL_SET):
        name = text(workload.spec, "serviceName")
        if not name:
            continue
        known = index.find(kinds.SERVICE, workload.namespace, name)
        if known is None:
            got = f"{name}, which does not exist"
        elif known.manifest is not None and text(known.manifest.spec, "clusterIP") != "None":
            got = f"{name}, which has an address"
        else:
            continue
        yield Violation(
            workload, "spec.serviceName", "a headless Service of the namespace", got, "add one with clusterIP: None"
        )


def _watched(monitor: Manifest, index: Index) -> list[str]:
    """Namespaces that a monitor looks into, as far as the output has any."""
    wanted = table(monitor.spec, "namespaceSelector")
    if wanted.get("any") is True:
        return sorted(index.served_namespaces)
    return words(wanted, "matchNames") or [monitor.namespace]


@rule("reference/monitored-services")
def monitored_services(index: Index) -> Iterator[Violation]:
    """A ServiceMonitor's selector matches Services that have the ports it scrapes."""
    for monitor in index.of(kinds.SERVICE_MONITOR):
        selector, namespaces = table(monitor.spec, "selector"), _watched(monitor, index)
        found = list(_selected_services(index, selector, namespaces))
        if not found and set(namespaces) <= index.namespaces and not _makes_others(index, namespaces, selector):
            yield selects_nothing(monitor, "spec.selector", selector, "Services")
        ports = {name for names in found for name in names or ()}
        for position, endpoint in enumerate(rows(monitor.spec, "endpoints")):
            name = text(endpoint, "port")
            if found and None not in found and name and name not in ports:
                yield Violation(
                    monitor,
                    f"spec.endpoints[{position}].port",
                    f"the name of a port of the Services ({', '.join(sorted(ports - {''})) or 'none has a name'})",
                    name,
                    "use one of them or name the Service's port",
                )


def _selected_services(index: Index, selector: Mapping[str, Any], namespaces: list[str]) -> Iterator[set[str] | None]:
    """For each Service that a selector matches the names of its ports; None if they are not known."""
    for namespace in namespaces:
        for service in index.services.get(namespace, ()):
            if matches(selector, table(service.data, "metadata", "labels")):
                yield {text(port, "name") for port in rows(service.spec, "ports")}
    for made in index.derived(kinds.SERVICE):
        if made.namespace in namespaces and made.labels is not None and matches(selector, made.labels):
            yield None if made.ports is None else set(made.ports)


def _makes_others(index: Index, namespaces: list[str], selector: Mapping[str, Any]) -> bool:
    """Whether a selector may mean Services that operators make there, whose labels are not known in full."""
    keys = tuple(table(selector, "matchLabels"))
    return any(
        made.namespace in namespaces and any(key.startswith(_OPERATORS.get(made.by.type, ("",))) for key in keys)
        for made in index.derived(kinds.SERVICE)
        if made.labels is None
    )


@rule("reference/monitored-pods")
def monitored_pods(index: Index) -> Iterator[Violation]:
    """A PodMonitor's selector matches pods that have the ports it scrapes."""
    for monitor in index.of(kinds.POD_MONITOR):
        selector, namespaces = table(monitor.spec, "selector"), _watched(monitor, index)
        found = [pod for namespace in namespaces for pod in index.pods.selected(namespace, selector)]
        if not found and set(namespaces) <= index.namespaces:
            yield selects_nothing(monitor, "spec.selector", selector)
        known = [pod.ports for pod in found if pod.ports is not None]
        if not found or len(known) < len(found):
            continue
        ports = {name for named in known for name in named}
        for position, endpoint in enumerate(rows(monitor.spec, "podMetricsEndpoints")):
            name, value = text(endpoint, "port"), number(endpoint, "portNumber")
            if name and name not in ports:
                yield Violation(
                    monitor,
                    f"spec.podMetricsEndpoints[{position}].port",
                    f"the name of a container port ({', '.join(sorted(ports)) or 'none has a name'})",
                    name,
                    "use one of them or name the container's port",
                )
            numbers = sorted({each for pod in found for each in pod.numbers or ()})
            if value is not None and numbers and value not in numbers:
                yield Violation(
                    monitor,
                    f"spec.podMetricsEndpoints[{position}].portNumber",
                    f"a declared port of the pods ({', '.join(map(str, numbers))})",
                    value,
                    "use one of them; Prometheus asks no port that a container does not declare",
                )
