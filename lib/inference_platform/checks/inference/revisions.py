"""Rules: InferenceServices in Knative mode that Knative's webhook takes.

Taken from the validation of https://github.com/knative/serving 1.18 to 1.23.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from inference_platform.checks import kinds
from inference_platform.checks.index import Index
from inference_platform.checks.inference.knative import settings
from inference_platform.checks.inference.knative_keys import Setting, seconds
from inference_platform.checks.inference.models import components
from inference_platform.checks.reading import number, rows, table, text
from inference_platform.checks.rule import Violation, rule
from inference_platform.checks.serving import is_knative
from inference_platform.checks.templates import PodTemplate

__all__ = ["knative_annotations", "knative_features", "knative_fields", "knative_limits", "knative_ports"]

_RESERVED = frozenset({8008, 8012, 8013, 8022, 9090, 9091})
_PORT_NAMES = ("", "h2c", "http1")
_GATED = {
    "affinity": "affinity",
    "dnsConfig": "dnsconfig",
    "dnsPolicy": "dnspolicy",
    "hostAliases": "hostaliases",
    "hostIPC": "hostipc",
    "hostNetwork": "hostnetwork",
    "hostPID": "hostpid",
    "initContainers": "init-containers",
    "nodeSelector": "nodeselector",
    "priorityClassName": "priorityclassname",
    "runtimeClassName": "runtimeclassname",
    "schedulerName": "schedulername",
    "securityContext": "securitycontext",
    "shareProcessNamespace": "shareprocessnamespace",
    "tolerations": "tolerations",
    "topologySpreadConstraints": "topologyspreadconstraints",
}
_GATED_VOLUMES = {
    "csi": "volumes-csi",
    "ephemeral": "volumes-ephemeral",
    "hostPath": "volumes-hostpath",
    "image": "volumes-image",
    "persistentVolumeClaim": "persistent-volume-claim",
}
_PREFIX = "autoscaling.knative.dev/"
_IGNORED = ("min-scale", "max-scale", "minScale", "maxScale")


def _between(low: float, high: float | None = None, *, also: float | None = None) -> Setting:
    words = f"a number of at least {low:g}" + (f" and at most {high:g}" if high is not None else "")

    def accepts(value: str) -> bool:
        try:
            found = float(value)
        except ValueError:
            return False
        return (found >= low and (high is None or found <= high)) or found == also

    return Setting(words + (f", or {also:g}" if also is not None else ""), accepts)


def _time(low: float, *, whole: bool) -> Setting:
    words = f"a duration from {low:g}s to 1h{' in whole seconds' if whole else ''}"

    def accepts(value: str) -> bool:
        found = seconds(value)
        return found is not None and low <= found <= 3600 and not (whole and found != int(found))

    return Setting(words, accepts)


_ANNOTATIONS = {
    "activation-scale": _between(2),
    "initial-scale": _between(0),
    "panic-threshold-percentage": _between(110, 1000),
    "panic-window-percentage": _between(1, 100),
    "scale-down-delay": _time(0, whole=True),
    "scale-to-zero-pod-retention-period": _time(0, whole=False),
    "target": _between(0.01),
    "target-burst-capacity": _between(0, also=-1),
    "target-utilization-percentage": _between(1, 100),
    "window": _time(6, whole=True),
}


def _revisions(index: Index) -> Iterator[PodTemplate]:
    """The pod templates in Knative mode."""
    for template in index.templates:
        if template.manifest.type == kinds.INFERENCE_SERVICE and is_knative(template.manifest):
            yield template


@rule("knative/fields")
def knative_fields(index: Index) -> Iterator[Violation]:
    """An InferenceService in Knative mode has none of the fields that Knative never takes."""
    for service, component, part in components(index):
        if is_knative(service) and part.get("deploymentStrategy") is not None:
            yield Violation(
                service,
                f"spec.{component}.deploymentStrategy",
                "absent in Knative mode",
                "given",
                "remove it; Knative rolls out by itself",
            )
    for template in _revisions(index):
        grace = template.spec.get("terminationGracePeriodSeconds")
        if grace is not None:
            yield Violation(
                template.manifest,
                f"{template.field}.terminationGracePeriodSeconds",
                "absent in Knative mode",
                grace,
                "remove it, also from the runtime; Knative waits as long as the request timeout",
            )
        for container in template.containers:
            if container.data.get("lifecycle") is not None:
                yield Violation(
                    template.manifest, f"{container.field}.lifecycle", "absent in Knative mode", "given", "remove it"
                )


@rule("knative/ports")
def knative_ports(index: Index) -> Iterator[Violation]:
    """A model server in Knative mode has one port at most, with a name and a number that Knative takes."""
    for template in _revisions(index):
        ports = [
            (f"{container.field}.ports[{position}]", port)
            for container in template.containers
            if container.list_name == "containers"
            for position, port in enumerate(rows(container.data, "ports"))
        ]
        if len(ports) > 1:
            yield Violation(
                template.manifest, ports[1][0], "absent in Knative mode", f"port {len(ports)}", "keep one port"
            )
        for field, port in ports[:1]:
            name, value = text(port, "name"), number(port, "containerPort")
            if name not in _PORT_NAMES:
                yield Violation(template.manifest, f"{field}.name", "http1 or h2c in Knative mode", name, "write http1")
            if value in _RESERVED:
                yield Violation(
                    template.manifest, f"{field}.containerPort", "none of Knative's own ports", value, "use 8080"
                )


@rule("knative/features")
def knative_features(index: Index) -> Iterator[Violation]:
    """What a model server in Knative mode wants of its pod is enabled in the Knative Serving of the output."""
    enabled = _enabled(index)
    if enabled is None:
        return
    for template in _revisions(index):
        for field, feature in _wanted(template):
            if f"kubernetes.{feature}" not in enabled:
                yield Violation(
                    template.manifest,
                    field,
                    "absent without the Knative feature",
                    "given",
                    f"set kubernetes.{feature}: enabled in Knative's config-features",
                )


def _enabled(index: Index) -> set[str] | None:
    """The features that are on; None if the output does not install Knative Serving."""
    groups = [group.values for group in index.once(settings) if group.name == "features"]
    if not groups and not index.of(kinds.KNATIVE_SERVING):
        return None
    on = {
        str(key) for values in groups for key, value in values.items() if str(value).lower() in ("enabled", "allowed")
    }
    off = {str(key) for values in groups for key in values} - on
    return on | ({"kubernetes.podspec-volumes-emptydir"} - off)


def _wanted(template: PodTemplate) -> Iterator[tuple[str, str]]:
    """Fields of a pod that need a feature, with the feature."""
    spec, field = template.spec, template.field
    for key, feature in _GATED.items():
        if spec.get(key):
            yield f"{field}.{key}", f"podspec-{feature}"
    for volume in rows(spec, "volumes"):
        at = f"{field}.volumes[{text(volume, 'name')}]"
        for key, feature in _GATED_VOLUMES.items():
            if volume.get(key) is not None:
                yield f"{at}.{key}", f"podspec-{feature}"
        if volume.get("emptyDir") is not None:
            yield f"{at}.emptyDir", "podspec-volumes-emptydir"
        if table(volume, "persistentVolumeClaim") and volume["persistentVolumeClaim"].get("readOnly") is not True:
            yield f"{at}.persistentVolumeClaim.readOnly", "podspec-persistent-volume-write"
    for container in template.containers:
        for env in rows(container.data, "env"):
            if {"fieldRef", "resourceFieldRef"} & set(table(env, "valueFrom")):
                yield f"{container.field}.env[{text(env, 'name')}].valueFrom", "podspec-fieldref"
        if table(container.data, "securityContext", "capabilities").get("add"):
            yield f"{container.field}.securityContext.capabilities.add", "containerspec-addcapabilities"


@rule("knative/limits")
def knative_limits(index: Index) -> Iterator[Violation]:
    """Timeout and concurrency of a model in Knative mode are within the limits of the output's Knative Serving."""
    if not index.of(kinds.KNATIVE_SERVING):
        return
    defaults: Mapping[str, Any] = next((item.values for item in index.once(settings) if item.name == "defaults"), {})
    limits = (
        ("timeout", "max-revision-timeout-seconds", 600),
        ("containerConcurrency", "container-concurrency-max-limit", 1000),
    )
    for service, component, part in components(index):
        for key, limit_key, usual in limits if is_knative(service) else ():
            value, limit = number(part, key), defaults.get(limit_key, str(usual))
            if value is not None and isinstance(limit, str) and limit.isdecimal() and value > int(limit):
                yield Violation(
                    service,
                    f"spec.{component}.{key}",
                    f"at most {limit_key} ({limit})",
                    value,
                    "raise that limit in Knative's config-defaults",
                )


@rule("knative/annotations")
def knative_annotations(index: Index) -> Iterator[Violation]:
    """Settings of Knative's autoscaler for one model have values that it takes."""
    for service in index.of(kinds.INFERENCE_SERVICE):
        annotations = table(service.data, "metadata", "annotations") if is_knative(service) else {}
        for key, value in annotations.items():
            name = str(key).removeprefix(_PREFIX)
            field = f"metadata.annotations[{key}]"
            if name == str(key):
                continue
            if name in _IGNORED:
                yield Violation(
                    service, field, "absent", str(value), "write minReplicas and maxReplicas; KServe sets this itself"
                )
            setting = _ANNOTATIONS.get(name)
            if setting is not None and not setting.accepts(str(value)):
                yield Violation(service, field, setting.allowed, str(value), "correct it")
