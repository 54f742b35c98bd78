"""Rules: what containers ask for and may use."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from inference_platform.checks.index import Index
from inference_platform.checks.reading import quantity, table
from inference_platform.checks.rule import Violation, rule
from inference_platform.checks.templates import Container, PodTemplate
from inference_platform_bindings.formats import QUALIFIED_NAME_PATTERN

__all__ = [
    "extended_resources",
    "limits_hold_requests",
    "memory_limit",
    "not_negative",
    "requests",
    "resource_names",
]

_OWN = ("cpu", "ephemeral-storage", "memory")
_DEVICE = re.compile(QUALIFIED_NAME_PATTERN)


@rule("resources/negative")
def not_negative(index: Index) -> Iterator[Violation]:
    """Requests and limits are not negative."""
    for template in index.templates:
        for container in template.containers:
            for part in ("requests", "limits"):
                for name, value in table(container.data, "resources", part).items():
                    amount = quantity(value)
                    if amount is not None and amount < 0:
                        field = f"{container.field}.resources.{part}[{name}]"
                        yield Violation(template.manifest, field, "at least 0", value, "correct it")


@rule("resources/limit")
def limits_hold_requests(index: Index) -> Iterator[Violation]:
    """No request is above its limit."""
    for template in index.templates:
        for container in template.containers:
            limits = table(container.data, "resources", "limits")
            for name, value in table(container.data, "resources", "requests").items():
                request, limit = quantity(value), quantity(limits.get(name))
                if request is not None and limit is not None and request > limit:
                    field = f"{container.field}.resources.requests[{name}]"
                    yield Violation(
                        template.manifest, field, f"at most the limit {limits[name]}", value, "raise the limit"
                    )


@rule("resources/extended")
def extended_resources(index: Index) -> Iterator[Violation]:
    """Devices such as `nvidia.com/gpu` have a limit in whole numbers, and a request only if it is the same."""
    for template in index.templates:
        for container in template.containers:
            limits = table(container.data, "resources", "limits")
            wanted = table(container.data, "resources", "requests")
            for name in sorted({*limits, *wanted}, key=str):
                if "/" not in str(name) or str(name).split("/")[0].endswith("kubernetes.io"):
                    continue
                limit = quantity(limits.get(name))
                request = limit if name not in wanted else quantity(wanted[name])
                if limit is None or request != limit or limit % 1:
                    yield Violation(
                        template.manifest,
                        f"{container.field}.resources.limits[{name}]",
                        "a whole number, and the same as the request",
                        f"limit {limits.get(name, 'none')}, request {wanted.get(name, 'none')}",
                        "write the limit alone; Kubernetes takes the request from it",
                    )


@rule("resources/name")
def resource_names(index: Index) -> Iterator[Violation]:
    """A resource is one of Kubernetes' own or has the domain of a device plug-in in its name."""
    for template in index.templates:
        for field, amounts in _amounts(template):
            for name in amounts:
                if not _is_resource(name):
                    yield Violation(
                        template.manifest,
                        f"{field}[{name}]",
                        "cpu, memory, ephemeral-storage, hugepages-<size> or a name such as example.com/device",
                        name if isinstance(name, str) else repr(name),
                        "correct it",
                    )


def _amounts(template: PodTemplate) -> Iterator[tuple[str, Mapping[str, Any]]]:
    yield f"{template.field}.overhead", table(template.spec, "overhead")
    for container in template.containers:
        for part in ("requests", "limits"):
            yield f"{container.field}.resources.{part}", table(container.data, "resources", part)


def _is_resource(name: object) -> bool:
    if not isinstance(name, str):
        return False
    if "/" not in name:
        return name in _OWN or name.startswith("hugepages-")
    # `requests.` is how a quota speaks of a resource.
    return _DEVICE.fullmatch(name) is not None and not name.startswith("requests.")


@rule("policy/requests")
def requests(index: Index) -> Iterator[Violation]:
    """Every container asks for CPU and memory."""
    for template in index.complete_templates:
        for container in _long_lived(template):
            resources = table(container.data, "resources")
            for name in ("cpu", "memory"):
                # A limit without a request is a request of the same size.
                if not table(resources, "requests").get(name) and not table(resources, "limits").get(name):
                    yield Violation(
                        template.manifest,
                        f"{container.field}.resources.requests.{name}",
                        "given",
                        "nothing",
                        "say what the container needs, or the scheduler places it blindly",
                    )


@rule("policy/memory-limit")
def memory_limit(index: Index) -> Iterator[Violation]:
    """Every container has a memory limit."""
    for template in index.complete_templates:
        for container in _long_lived(template):
            if not table(container.data, "resources", "limits").get("memory"):
                yield Violation(
                    template.manifest,
                    f"{container.field}.resources.limits.memory",
                    "given",
                    "nothing",
                    "say how much the container may use, or it can take its node down",
                )


def _long_lived(template: PodTemplate) -> Iterator[Container]:
    """All containers but ephemeral ones, which cannot have resources."""
    return (container for container in template.containers if container.list_name != "ephemeralContainers")
