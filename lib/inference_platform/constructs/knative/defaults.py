"""Defaults and limits of Knative's revisions: the ConfigMap `config-defaults`."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Annotated, ClassVar, Literal

from inference_platform.constructs.knative.quantities import request_problems
from inference_platform.constructs.knative.settings import Settings
from inference_platform.constructs.knative.values import Count, GoTemplate
from inference_platform.errors import Problem
from inference_platform.units import Between, Cpu, Memory

__all__ = ["KnativeDefaults"]

_LABEL = r"[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?"
_CONTAINER = GoTemplate(
    fields={"Name": "model", "Namespace": "llm"}, needs=(), result=_LABEL, named="the name of a container"
)
_LARGEST_CONCURRENCY = 1000

Timeout = Annotated[int, Between(1, 86400)]
ContainerName = Annotated[str, _CONTAINER]


@dataclass(frozen=True, slots=True, kw_only=True)
class KnativeDefaults(Settings):
    """What a model gets that says nothing, and the most that one may ask for. Times are in whole seconds.

    Knative's own timeouts (300 s, at most 600 s) cut long answers. The timeout of a request is also the grace of its
    pod. Requests that go through the activator live no longer than its own grace once it stops: 600 s, which the
    operator cannot raise (`KnativeAutoscaler.target_burst_capacity=0` keeps it out of the way of a running model).
    Source: https://github.com/knative/serving/blob/knative-v1.23.0/pkg/apis/config/defaults.go
    """

    NAME: ClassVar[str] = "defaults"
    COMPONENT: ClassVar[str] = "controller"

    revision_timeout_seconds: Timeout = 600
    """Longest time of a request, its whole answer included."""

    max_revision_timeout_seconds: Timeout = 3600
    """The most that a model may ask for."""

    revision_response_start_timeout_seconds: Timeout | None = None
    """Longest time until the first byte of the answer. Default: `revision_timeout_seconds`."""

    revision_idle_timeout_seconds: Annotated[int, Between(0, 86400)] | None = None
    """Longest time without a byte of the answer; 0: any. Default: 0."""

    container_concurrency: Count | None = None
    """Requests at once that a pod may get, a hard limit; 0: any number. Default: 0."""

    container_concurrency_max_limit: Annotated[int, Between(1, 2**31 - 1)] | None = None
    """The most that a model may ask for as `container_concurrency`. Default: 1000."""

    allow_container_concurrency_zero: bool | None = None
    """Whether a model may ask for no limit. Default: yes."""

    enable_service_links: bool | Literal["default"] | None = None
    """Whether pods get environment variables of every Service; `default` leaves it to Kubernetes, which does so.
    Default: no."""

    container_name_template: ContainerName | None = None
    """Name of a container that has none. Default: `user-container`."""

    init_container_name_template: ContainerName | None = None
    """Name of an init container that has none. Default: `init-container`."""

    revision_cpu_request: Cpu | None = None
    revision_cpu_limit: Cpu | None = None
    revision_memory_request: Memory | None = None
    revision_memory_limit: Memory | None = None
    revision_ephemeral_storage_request: Memory | None = None
    revision_ephemeral_storage_limit: Memory | None = None
    """Requests and limits of a container that has none. Default: none."""

    def rules(self) -> Iterator[Problem]:
        """What Knative's webhook refuses, here or later in every model."""
        yield from self._timeout_problems()
        yield from self._concurrency_problems()
        yield from request_problems(self, "revision", {})

    def _timeout_problems(self) -> Iterator[Problem]:
        timeout, longest = self.revision_timeout_seconds, self.max_revision_timeout_seconds
        if timeout > longest:
            yield Problem(
                field="revision_timeout_seconds",
                must_be=f"at most max_revision_timeout_seconds ({longest})",
                got=timeout,
                do="lower it or raise the maximum",
            )
        for name in ("revision_response_start_timeout_seconds", "revision_idle_timeout_seconds"):
            value = getattr(self, name)
            if value is not None and value > timeout:
                yield Problem(
                    field=name,
                    must_be=f"at most revision_timeout_seconds ({timeout})",
                    got=value,
                    do="lower it or raise the timeout",
                )

    def _concurrency_problems(self) -> Iterator[Problem]:
        limit = self.container_concurrency_max_limit or _LARGEST_CONCURRENCY
        wanted = self.container_concurrency or 0
        if wanted > limit:
            yield Problem(
                field="container_concurrency",
                must_be=f"at most container_concurrency_max_limit ({limit})",
                got=wanted,
                do="lower it or raise the limit",
            )
        if self.allow_container_concurrency_zero is False and wanted == 0:
            yield Problem(
                field="container_concurrency",
                must_be="at least 1 without allow_container_concurrency_zero",
                got=self.container_concurrency,
                do="set it, or every model that says nothing is refused",
            )
