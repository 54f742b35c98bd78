"""Mistakes to plant in prod: objects of which some fields are set to something else.

Translation takes its time, so mistakes that do not hide each other are planted together.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from tests.conformance.gateway.translation import Object, objects_of

Break = Callable[[Object], Any]


def planted(*mistakes: tuple[str, str, Break]) -> list[Object]:
    """The objects of prod, some of them damaged.

    Args:
        mistakes: Kind and name of each object with what happens to it.
    """
    objects = objects_of("prod")
    for kind, name, damage in mistakes:
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
