"""Settings of Knative's garbage collection of revisions: the ConfigMap `config-gc`."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Annotated, ClassVar, Literal

from inference_platform.constructs.knative.settings import Settings
from inference_platform.errors import Problem
from inference_platform.units import Between, Duration

__all__ = ["KnativeGc"]

_FEWEST, _MOST = 20, 1000

Revisions = Annotated[int, Between(0, 2**63 - 1)]


@dataclass(frozen=True, slots=True, kw_only=True)
class KnativeGc(Settings):
    """Which old revisions are kept. Nothing is written unless it is set.

    Source: https://github.com/knative/serving/blob/knative-v1.23.0/pkg/gc/config.go
    """

    NAME: ClassVar[str] = "gc"
    COMPONENT: ClassVar[str] = "controller"

    retain_since_create_time: Duration | Literal["disabled"] | None = None
    """How long a revision is kept after it was made; `disabled`: age is no reason to keep it. Default: 48h."""

    retain_since_last_active_time: Duration | Literal["disabled"] | None = None
    """How long a revision is kept after its last request was routed to it, or `disabled`. Default: 15h."""

    min_non_active_revisions: Revisions | None = None
    """Inactive revisions that are always kept. Default: 20."""

    max_non_active_revisions: Revisions | Literal["disabled"] | None = None
    """Inactive revisions beyond which the oldest goes, however young; or `disabled`. Default: 1000."""

    def rules(self) -> Iterator[Problem]:
        """The defaults count too."""
        fewest = _FEWEST if self.min_non_active_revisions is None else self.min_non_active_revisions
        most = _MOST if self.max_non_active_revisions is None else self.max_non_active_revisions
        if isinstance(most, int) and fewest > most:
            yield Problem(
                field="min_non_active_revisions",
                must_be=f"at most max_non_active_revisions ({most})",
                got=fewest,
                do="set both",
            )
