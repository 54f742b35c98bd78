"""How many proxy pods may be missing while nodes are drained."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Annotated

from inference_platform.errors import Problem
from inference_platform.units import Between, Matches
from inference_platform_crds import k8s

__all__ = ["DisruptionBudget", "budget_spec"]

Share = Annotated[str, Matches(r"(100|[1-9]?[0-9])%", "a share such as 50%", "write a whole number and '%'")]


@dataclass(frozen=True, slots=True, kw_only=True)
class DisruptionBudget:
    """How many pods may be missing while nodes are drained."""

    max_unavailable: Annotated[int, Between(1, 1000)] | Share | None = None
    """Most pods that may be missing, as a number or a share. Default: 1, unless `min_available` is given."""

    min_available: Annotated[int, Between(1, 1000)] | Share | None = None
    """Fewest pods that must be there, as a number or a share."""

    def rules(self) -> Iterator[Problem]:
        """Kubernetes takes one of the two."""
        if self.max_unavailable is not None and self.min_available is not None:
            yield Problem(
                field="min_available",
                must_be="left out when max_unavailable is given",
                got=self.min_available,
                do="keep one of the two",
            )

    @property
    def most_unavailable(self) -> int | str | None:
        """What the object says; none beside `min_available`."""
        return 1 if self.max_unavailable is None and self.min_available is None else self.max_unavailable

    def blocks(self, pods: int) -> bool:
        """Whether no pod at all could be moved when there are `pods`, so that no node can be drained."""
        if self.min_available is not None:
            return _count(self.min_available, pods) >= pods
        return self.max_unavailable is not None and _count(self.max_unavailable, pods) == 0


def _count(amount: int | str, pods: int) -> int:
    """Pods of a number or a share; shares are rounded up, as the disruption controller does."""
    return amount if isinstance(amount, int) else -(-pods * int(amount.rstrip("%")) // 100)


def budget_spec(budget: DisruptionBudget, selector: Mapping[str, str]) -> k8s.PodDisruptionBudgetSpec:
    """The spec of the PodDisruptionBudget for some pods."""
    return k8s.PodDisruptionBudgetSpec(
        min_available=budget.min_available,
        max_unavailable=budget.most_unavailable,
        # Pods that are not ready serve nobody; they must not keep a node from being drained.
        unhealthy_pod_eviction_policy="AlwaysAllow",
        selector=k8s.LabelSelector(match_labels=dict(selector)),
    )
