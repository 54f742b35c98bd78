"""The pod templates of an output: one shape for every kind that makes pods."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from inference_platform.checks import kinds
from inference_platform.checks.kinds import Kind
from inference_platform.checks.manifest import Manifest
from inference_platform.checks.reading import rows, table, text

__all__ = ["CONTROLLER_LABELS", "TEMPLATE_PATHS", "Container", "PodTemplate", "template_of", "workload_template"]

TEMPLATE_PATHS: Mapping[Kind, tuple[str, ...]] = {
    kinds.POD: (),
    kinds.DEPLOYMENT: ("spec", "template"),
    kinds.STATEFUL_SET: ("spec", "template"),
    kinds.DAEMON_SET: ("spec", "template"),
    kinds.REPLICA_SET: ("spec", "template"),
    kinds.JOB: ("spec", "template"),
    kinds.CRON_JOB: ("spec", "jobTemplate", "spec", "template"),
}
"""Where each of Kubernetes' own kinds keeps its pod template."""

CONTROLLER_LABELS: Mapping[Kind, tuple[str, ...]] = {
    kinds.STATEFUL_SET: ("statefulset.kubernetes.io/", "apps.kubernetes.io/pod-index", "controller-revision-hash"),
    kinds.JOB: ("batch.kubernetes.io/", "job-name", "controller-uid"),
    kinds.CRON_JOB: ("batch.kubernetes.io/", "job-name", "controller-uid"),
}
"""Beginnings of the label keys that Kubernetes itself sets on pods, for the kinds where people select by them."""

_LISTS = ("initContainers", "containers", "ephemeralContainers")


@dataclass(frozen=True, slots=True)
class Container:
    """One container of a pod template."""

    field: str
    """Its path in the manifest, with its name in brackets."""

    data: Mapping[str, Any]
    list_name: str
    """`containers`, `initContainers` or `ephemeralContainers`."""

    @property
    def name(self) -> str:
        """Name of the container, or an empty text."""
        return text(self.data, "name")


@dataclass(frozen=True, slots=True)
class PodTemplate:
    """What pods of one manifest look like."""

    manifest: Manifest
    field: str
    """Path of the pod's spec in the manifest."""

    labels: Mapping[str, Any]
    spec: Mapping[str, Any]
    containers: tuple[Container, ...]
    complete: bool = True
    """False if an operator adds to it, so that something missing here proves nothing."""

    @property
    def namespace(self) -> str:
        """Namespace of the pods."""
        return self.manifest.namespace

    @property
    def service_account(self) -> str:
        """Name of the ServiceAccount that the pods run as."""
        return text(self.spec, "serviceAccountName") or text(self.spec, "serviceAccount") or "default"

    def ports(self) -> dict[str, int]:
        """Named ports of all containers."""
        return {
            text(port, "name"): port["containerPort"]
            for container in self.containers
            for port in rows(container.data, "ports")
            if text(port, "name") and isinstance(port.get("containerPort"), int)
        }

    def port_numbers(self) -> set[int]:
        """Numbers of all declared container ports."""
        return {
            port["containerPort"]
            for container in self.containers
            for port in rows(container.data, "ports")
            if isinstance(port.get("containerPort"), int)
        }


def workload_template(manifest: Manifest) -> PodTemplate | None:
    """The pod template of one of Kubernetes' own workloads, or None."""
    path = TEMPLATE_PATHS.get(manifest.type)
    if path is None:
        return None
    template = table(manifest.data, *path)
    return template_of(
        manifest,
        field=".".join([*path, "spec"]),
        labels=table(template, "metadata", "labels"),
        spec=table(template, "spec"),
    )


def template_of(
    manifest: Manifest, *, field: str, labels: Mapping[str, Any], spec: Mapping[str, Any], complete: bool = True
) -> PodTemplate:
    """A pod template from its parts."""
    return PodTemplate(manifest, field, labels, spec, tuple(_containers(field, spec)), complete)


def _containers(field: str, spec: Mapping[str, Any]) -> Iterator[Container]:
    for list_name in _LISTS:
        for index, container in enumerate(rows(spec, list_name)):
            shown = text(container, "name") or str(index)
            yield Container(f"{field}.{list_name}[{shown}]", container, list_name)
