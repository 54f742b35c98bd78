"""The endpoint pickers (EPPs) of an output: what they are started with, and for which pool.

Flags and defaults are those of the Gateway API Inference Extension 1.3 to 1.5 and of llm-d-router 0.9 and 0.10
(https://github.com/kubernetes-sigs/gateway-api-inference-extension, https://github.com/llm-d/llm-d-router).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Literal

from inference_platform.checks import kinds
from inference_platform.checks.command_line import CommandLine, command_line
from inference_platform.checks.index import Index
from inference_platform.checks.inference.backends import pods_behind
from inference_platform.checks.kinds import Kind
from inference_platform.checks.manifest import Manifest
from inference_platform.checks.reading import rows, table, text
from inference_platform.checks.templates import Container, PodTemplate

__all__ = ["Picker", "Release", "is_picker", "pickers", "pickers_behind", "pools_of_picker", "pools_of_service"]

Line = Literal["extension", "router", ""]
"""Which project's picker it is; empty for an image that is not known."""

_IMAGES: dict[Line, re.Pattern[str]] = {
    "extension": re.compile(r"(?:^|/)gateway-api-inference-extension/epp(?=[:@]|$)"),
    "router": re.compile(r"(?:^|/)llm-d-(?:router-endpoint-picker|inference-scheduler)(?=[:@]|$)"),
}
_TAG = re.compile(r":v?([0-9]+)\.([0-9]+)\.([0-9]+)(?:@|$)")
_OWN_FLAGS = ("config-file", "config-text", "grpc-port", "secure-serving", "grpc-health-port")
_WORKLOADS = (kinds.DEPLOYMENT, kinds.STATEFUL_SET, kinds.DAEMON_SET, kinds.REPLICA_SET)
_POOL_GROUP = kinds.INFERENCE_POOL.group


@dataclass(frozen=True, slots=True, order=True)
class Release:
    """A released version of a picker."""

    major: int
    minor: int
    patch: int

    def __str__(self) -> str:
        return f"{self.major}.{self.minor}.{self.patch}"


@dataclass(frozen=True, slots=True, eq=False)
class Picker:
    """One endpoint picker."""

    template: PodTemplate
    container: Container
    line: Line
    release: Release | None
    """None if the image's tag tells none."""

    command: CommandLine
    namespace_variable: str | None
    """Value of the variable NAMESPACE, which stands in for `--pool-namespace`; None if it cannot be known."""

    @property
    def manifest(self) -> Manifest:
        """The workload."""
        return self.template.manifest

    @property
    def title(self) -> str:
        """Project and version, as in a sentence."""
        name = {"extension": "the Gateway API Inference Extension", "router": "llm-d-router", "": "this picker"}[
            self.line
        ]
        return f"{name} {self.release}" if self.release else name

    @property
    def args(self) -> str:
        """Where its arguments are written."""
        return f"{self.container.field}.args"

    @property
    def pool_kind(self) -> Kind | None:
        """Kind of the pools that it watches, or None if it cannot be known."""
        group = self.command.value("pool-group", _POOL_GROUP)
        return None if group is None else Kind(group, kinds.INFERENCE_POOL.name)

    @property
    def pool_name(self) -> str | None:
        """Name of its pool: empty without one, and None if it cannot be known."""
        return self.command.value("pool-name")

    @property
    def pool_namespace(self) -> str | None:
        """Namespace of its pool, or None if it cannot be known."""
        given = self.command.value("pool-namespace")
        return given if given != "" else self.namespace_variable

    @property
    def elects(self) -> bool | None:
        """Whether several of them elect a leader; None if it cannot be known."""
        return self.command.switch("ha-enable-leader-election", default=False)

    @property
    def serves_tls(self) -> bool | None:
        """Whether Envoy must talk TLS to it; None if it cannot be known."""
        return self.command.switch("secure-serving", default=True)

    @property
    def grpc_port(self) -> int | None:
        """Port of the external processor; None if it cannot be known."""
        return self.command.number("grpc-port", 9002)

    def is_since(self, line: Line, major: int, minor: int, patch: int = 0) -> bool:
        """Whether it is known to be of a project and a version or a later one."""
        return self.line == line and self.release is not None and self.release >= Release(major, minor, patch)


def pickers(index: Index) -> tuple[Picker, ...]:
    """Every endpoint picker whose command line can be read."""
    return tuple(
        picker
        for template in index.templates
        if template.manifest.type in _WORKLOADS
        for container in template.containers
        if (picker := _picker(template, container)) is not None
    )


def _picker(template: PodTemplate, container: Container) -> Picker | None:
    image = text(container.data, "image")
    line: Line = next((line for line, pattern in _IMAGES.items() if pattern.search(image)), "")
    command = command_line(container, template.namespace)
    if command is None or not (line or _looks_like_picker(command)):
        return None
    found = _TAG.search(image)
    release = Release(*map(int, found.groups())) if found and line else None
    return Picker(template, container, line, release, command, _namespace_variable(template, container))


def _looks_like_picker(command: CommandLine) -> bool:
    """Whether an unknown image is started like a picker."""
    return command.get("pool-name") is not None and any(command.get(name) is not None for name in _OWN_FLAGS)


def _namespace_variable(template: PodTemplate, container: Container) -> str | None:
    for env in rows(container.data, "env"):
        if text(env, "name") == "NAMESPACE":
            value: Any = env.get("value")
            if text(env, "valueFrom", "fieldRef", "fieldPath") == "metadata.namespace":
                return template.namespace
            return value if isinstance(value, str) and "$(" not in value else None
    return None if rows(container.data, "envFrom") else "default"


def pickers_behind(index: Index, namespace: str, service: str) -> list[Picker]:
    """The endpoint pickers that a Service leads to."""
    behind = pods_behind(index, namespace, service) or ()
    templates = [pods.template for pods in behind]
    return [picker for picker in index.once(pickers) if any(template is picker.template for template in templates)]


def pools_of_service(index: Index, namespace: str, service: str) -> Iterator[Manifest]:
    """The pools that name a Service as their endpoint picker's."""
    for pool in index.of(kinds.INFERENCE_POOL):
        ref = table(pool.spec, "endpointPickerRef")
        named = (text(ref, "kind") or "Service", text(ref, "name"))
        if pool.namespace == namespace and named == ("Service", service):
            yield pool


def is_picker(index: Index, namespace: str, service: str) -> bool:
    """Whether a Service is known to be that of an endpoint picker."""
    named = next(pools_of_service(index, namespace, service), None)
    return named is not None or bool(pickers_behind(index, namespace, service))


def pools_of_picker(index: Index, namespace: str, service: str) -> list[Manifest]:
    """The pools of the output for which the picker behind a Service chooses."""
    found = list(pools_of_service(index, namespace, service))
    for picker in pickers_behind(index, namespace, service):
        kind, home, name = picker.pool_kind, picker.pool_namespace, picker.pool_name
        pool = index.manifest(kind, home, name) if kind and home and name else None
        if pool is not None and not any(pool is each for each in found):
            found.append(pool)
    return found
