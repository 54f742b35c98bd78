"""Mistakes to plant before the models: one object of prod with some of its fields set to something else."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from tests.conformance.gateway.inner import INNER
from tests.conformance.gateway.translation import Object, objects_of

PROD = INNER[-1]

Break = Callable[[Object], Any]


def planted(kind: str, name: str, damage: Break) -> list[Object]:
    """The objects of prod with one damaged."""
    objects = objects_of(PROD.environment)
    (target,) = (each for each in objects if (each["kind"], each["metadata"]["name"]) == (kind, name))
    damage(target)
    return objects


def spec(*changes: tuple[str, Any]) -> Break:
    """Set fields of the spec, each named by its path such as `rules.0.timeouts`; None takes a field away."""

    def damage(target: Object) -> None:
        for path, value in changes:
            *parents, last = map(_step, path.split("."))
            place: Any = target["spec"]
            for parent in parents:
                place = place[parent]
            if value is None:
                del place[last]
            else:
                place[last] = value

    return damage


def _step(name: str) -> str | int:
    return int(name) if name.isdigit() else name
