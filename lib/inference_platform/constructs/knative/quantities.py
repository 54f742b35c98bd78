"""Pairs of resource requests and limits among the settings of Knative."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from inference_platform.errors import Problem
from inference_platform.units import bytes_of, millicores_of

__all__ = ["request_problems"]


def request_problems(settings: object, prefix: str, defaults: Mapping[str, str]) -> Iterator[Problem]:
    """Requests above their limits, which make the API server refuse every pod.

    Args:
        settings: Has the fields `<prefix>_{cpu,memory,ephemeral_storage}_{request,limit}`.
        prefix: What the fields begin with.
        defaults: What Knative takes for a field that is None.
    """
    for resource in ("cpu", "memory", "ephemeral_storage"):
        fields = [f"{prefix}_{resource}_{kind}" for kind in ("request", "limit")]
        request, limit = (getattr(settings, field) or defaults.get(field) for field in fields)
        size = millicores_of if resource == "cpu" else bytes_of
        if request and limit and size(request) > size(limit):
            yield Problem(
                field=fields[1],
                must_be=f"at least {fields[0]} ({request})",
                got=limit,
                do="raise the limit or lower the request",
            )
