"""Rules: containers that the API server accepts and the kubelet can start."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from inference_platform.checks.index import Index
from inference_platform.checks.reading import number, rows, table, text, value_at
from inference_platform.checks.rule import Violation, rule
from inference_platform.checks.templates import Container, PodTemplate

__all__ = [
    "container_image",
    "container_names",
    "env_from",
    "env_names",
    "env_values",
    "field_paths",
    "init_containers",
    "port_names",
    "probe_handler",
    "probe_ports",
    "repeated",
]

_ENV_NAME = re.compile(r"[ -<>-~]+")
_FIELD_PATH = re.compile(
    r"metadata\.(name|namespace|uid)|spec\.(nodeName|serviceAccountName)|status\.(host|pod)IPs?"
    r"|metadata\.(labels|annotations)\['[^']+'\]"
)
_RESOURCE = re.compile(r"(limits|requests)\.(cpu|memory|ephemeral-storage|hugepages-.+)")
_HANDLERS = ("exec", "httpGet", "tcpSocket", "grpc")
_PROBES = ("startupProbe", "readinessProbe", "livenessProbe")


def _all(index: Index) -> Iterator[tuple[PodTemplate, Container]]:
    for template in index.templates:
        for container in template.containers:
            yield template, container


def repeated(names: Iterable[object]) -> list[Any]:
    """Names that come more than once, in their order."""
    counts: dict[object, int] = {}
    for name in names:
        counts[name] = counts.get(name, 0) + 1
    return [name for name, count in counts.items() if count > 1]


@rule("container/name")
def container_names(index: Index) -> Iterator[Violation]:
    """Init containers and containers of a pod have different names; each list's own is the schema's matter."""
    for template in index.templates:
        lists: dict[str, str] = {}
        for container in template.containers:
            first = lists.setdefault(container.name, container.list_name)
            if first != container.list_name:
                yield Violation(
                    template.manifest,
                    f"{container.field}.name",
                    "unique in the pod",
                    f"{container.name}, as in {first}",
                    "rename one of the containers",
                )


@rule("container/image")
def container_image(index: Index) -> Iterator[Violation]:
    """A container has an image, without white space around it."""
    for template, container in _all(index):
        image = text(container.data, "image")
        if (not image and template.complete) or image != image.strip():
            yield Violation(
                template.manifest,
                f"{container.field}.image",
                "an image reference",
                image or "nothing",
                "name the image",
            )


@rule("container/ports")
def port_names(index: Index) -> Iterator[Violation]:
    """Ports of a container have different names, and no number comes twice with one protocol."""
    for template, container in _all(index):
        ports = rows(container.data, "ports")
        field = f"{container.field}.ports"
        for name in repeated(text(port, "name") for port in ports if text(port, "name")):
            yield Violation(template.manifest, field, "of different names", f"{name} twice", "rename one of them")
        for value, protocol in repeated((number(p, "containerPort"), text(p, "protocol") or "TCP") for p in ports):
            shown = f"{value}/{protocol} twice"
            yield Violation(template.manifest, field, "of different numbers", shown, "remove one of them")


@rule("container/env-name")
def env_names(index: Index) -> Iterator[Violation]:
    """Environment variables of a container have names that differ."""
    for template, container in _all(index):
        names = [text(env, "name") for env in rows(container.data, "env")]
        for name in names:
            if not _ENV_NAME.fullmatch(name):
                yield Violation(
                    template.manifest,
                    f"{container.field}.env[{name}].name",
                    "a name of printable ASCII characters without '='",
                    name or "nothing",
                    "rename the variable",
                )
        for name in repeated(names):
            field = f"{container.field}.env[{name}]"
            yield Violation(
                template.manifest, field, "given once", "the variable twice", "remove one: only the last one counts"
            )


@rule("container/env-value")
def env_values(index: Index) -> Iterator[Violation]:
    """An environment variable has a value or one source, not both."""
    for template, container in _all(index):
        for env in rows(container.data, "env"):
            sources = [key for key, value in table(env, "valueFrom").items() if value is not None]
            field = f"{container.field}.env[{text(env, 'name')}]"
            if env.get("value") and env.get("valueFrom") is not None:
                yield Violation(
                    template.manifest, field, "a value or a source", "value and valueFrom", "remove one of them"
                )
            elif env.get("valueFrom") is not None and len(sources) != 1:
                yield Violation(
                    template.manifest,
                    f"{field}.valueFrom",
                    "exactly one source",
                    " and ".join(sources) or "none",
                    "name one Secret key, ConfigMap key or field",
                )


@rule("container/env-from")
def env_from(index: Index) -> Iterator[Violation]:
    """An entry of `envFrom` takes the variables of one ConfigMap or of one Secret."""
    for template, container in _all(index):
        for position, source in enumerate(rows(container.data, "envFrom")):
            given = [key for key in ("configMapRef", "secretRef") if source.get(key) is not None]
            if len(given) != 1:
                yield Violation(
                    template.manifest,
                    f"{container.field}.envFrom[{position}]",
                    "given exactly one of configMapRef and secretRef",
                    " and ".join(given) or "none",
                    "name one source in each entry",
                )


@rule("container/field")
def field_paths(index: Index) -> Iterator[Violation]:
    """A variable from the pod itself names a field or a resource that Kubernetes offers."""
    for template, container in _all(index):
        for env in rows(container.data, "env"):
            at = f"{container.field}.env[{text(env, 'name')}].valueFrom"
            path = text(env, "valueFrom", "fieldRef", "fieldPath")
            if path and not _FIELD_PATH.fullmatch(path):
                yield Violation(
                    template.manifest,
                    f"{at}.fieldRef.fieldPath",
                    "a field such as metadata.name, status.podIP or metadata.labels['key']",
                    path,
                    "correct it",
                )
            resource = text(env, "valueFrom", "resourceFieldRef", "resource")
            if resource and not _RESOURCE.fullmatch(resource):
                yield Violation(
                    template.manifest,
                    f"{at}.resourceFieldRef.resource",
                    "limits or requests of cpu, memory, ephemeral-storage or huge pages",
                    resource,
                    "write limits.memory or so",
                )


@rule("container/init")
def init_containers(index: Index) -> Iterator[Violation]:
    """Only init containers that go on running (`restartPolicy: Always`) have probes and hooks."""
    for template, container in _all(index):
        if container.list_name != "initContainers" or text(container.data, "restartPolicy") == "Always":
            continue
        for key in (*_PROBES, "lifecycle"):
            if container.data.get(key) is not None:
                yield Violation(
                    template.manifest,
                    f"{container.field}.{key}",
                    "absent on an init container that ends",
                    "given",
                    "remove it or make the container a sidecar with restartPolicy: Always",
                )


def _handlers(container: Container) -> Iterator[tuple[str, Mapping[str, Any], bool]]:
    """Probes and lifecycle hooks of a container: field, data, whether it is a probe."""
    for key in _PROBES:
        if container.data.get(key) is not None:
            yield f"{container.field}.{key}", table(container.data, key), True
    for key in ("postStart", "preStop"):
        if value_at(container.data, "lifecycle", key) is not None:
            yield f"{container.field}.lifecycle.{key}", table(container.data, "lifecycle", key), False


@rule("container/probe")
def probe_handler(index: Index) -> Iterator[Violation]:
    """A probe does exactly one thing, and start-up and liveness count one success."""
    for template, container in _all(index):
        for field, handler, is_probe in _handlers(container):
            given = [key for key in (*_HANDLERS, "sleep") if handler.get(key) is not None]
            if len(given) != 1 and template.complete:
                yield Violation(
                    template.manifest,
                    field,
                    "exactly one of exec, httpGet, tcpSocket and grpc" if is_probe else "exactly one action",
                    " and ".join(given) or "none",
                    "keep one of them",
                )
            successes = number(handler, "successThreshold")
            if is_probe and not field.endswith("readinessProbe") and successes not in (None, 0, 1):
                yield Violation(
                    template.manifest, f"{field}.successThreshold", "1", successes, "leave it out or write 1"
                )
            if field.endswith("readinessProbe") and handler.get("terminationGracePeriodSeconds") is not None:
                yield Violation(
                    template.manifest,
                    f"{field}.terminationGracePeriodSeconds",
                    "absent: a readiness probe kills nothing",
                    handler["terminationGracePeriodSeconds"],
                    "move it to the liveness or start-up probe",
                )


@rule("container/probe-port")
def probe_ports(index: Index) -> Iterator[Violation]:
    """A probe asks a port that the pod declares."""
    for template, container in _all(index):
        names = {text(port, "name") for port in rows(container.data, "ports")} - {""}
        numbers = template.port_numbers()
        for field, handler, _ in _handlers(container):
            for key in ("httpGet", "tcpSocket", "grpc"):
                port = value_at(handler, key, "port")
                if isinstance(port, str) and port not in names:
                    allowed = f"a named port of the container ({', '.join(sorted(names)) or 'it has none'})"
                elif isinstance(port, int) and numbers and port not in numbers:
                    allowed = f"a declared port of the pod ({', '.join(map(str, sorted(numbers)))})"
                else:
                    continue
                yield Violation(
                    template.manifest, f"{field}.{key}.port", allowed, str(port), "correct it or declare the port"
                )
