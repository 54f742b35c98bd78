"""Who goes first when the cluster is full: the priority classes of the models' pods."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Annotated

from constructs import Construct

from inference_platform.constructs.base import path_of, standard_labels
from inference_platform.errors import ConfigError, Problem, raise_if
from inference_platform.problems import problems_of
from inference_platform.refs import PriorityClassRef
from inference_platform.units import Between, DnsSubdomain
from inference_platform_crds import k8s

__all__ = ["DEFAULT_PRIORITIES", "Priority", "PriorityClasses", "PriorityClassesProps"]

_HIGHEST = 1_000_000_000
"""Above it are Kubernetes' own classes; the API server refuses everybody else's."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Priority:
    """One PriorityClass."""

    name: DnsSubdomain
    """Name of the class; it is cluster-scoped, so it must be the only one of that name in the cluster."""

    value: Annotated[int, Between(-2_147_483_648, _HIGHEST)]
    """Its pods go before those of a lower value; a pod without a class has 0 unless a class is the global default. It
    cannot be changed later: make a new class instead."""

    description: str | None = None
    """Who should use it, for those who look at the cluster."""

    preempting: bool = True
    """Whether a pod that finds no room makes some by ending pods of a lower value. If not it goes first among those
    that wait."""

    global_default: bool = False
    """Whether pods without a class get this one, in every namespace."""

    def rules(self) -> Iterator[Problem]:
        """Names that Kubernetes keeps for itself."""
        if self.name.startswith("system-"):
            yield Problem(
                field="name",
                must_be="a name that does not begin with system-",
                got=self.name,
                do="rename it; Kubernetes keeps that prefix for itself",
            )


DEFAULT_PRIORITIES = (
    Priority(
        name="llm-production",
        value=1_000_000,
        description="Models that people wait for; their pods end pods of other classes when the GPUs are taken.",
    ),
    Priority(
        name="llm-standard",
        value=100_000,
        description="Models that can wait for a free GPU, but not behind batch work.",
        preempting=False,
    ),
    Priority(
        name="llm-batch",
        value=10_000,
        description="Models for batch work; the first ones to give way.",
        preempting=False,
    ),
)
"""Three classes: only the first one ends other pods."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PriorityClassesProps:
    """A set of priority classes."""

    classes: tuple[Priority, ...] = DEFAULT_PRIORITIES
    """The classes. Default: `llm-production`, `llm-standard` and `llm-batch`."""

    def rules(self) -> Iterator[Problem]:
        """What the API server would overwrite or leave to chance."""
        if not self.classes:
            yield Problem(field="classes", must_be="at least one class", got=self.classes, do="add one")
        for name, times in Counter(each.name for each in self.classes).items():
            if times > 1:
                yield Problem(
                    field="classes", must_be="classes with different names", got=name, do="rename one of them"
                )
        defaults = [each.name for each in self.classes if each.global_default]
        if len(defaults) > 1:
            yield Problem(
                field="classes",
                must_be="at most one class with global_default",
                got=", ".join(defaults),
                do="leave it to one of them; the API server refuses the second one",
            )


class PriorityClasses(Construct):
    """PriorityClasses of the cluster. They have no namespace: render them once for each cluster.

    Args:
        scope: Where they are put into the construct tree.
        id: Construct id.
        props: The classes.

    Raises:
        InvalidSettings: The props cannot work.
    """

    def __init__(
        self,
        scope: Construct,
        id: str,
        *,
        props: PriorityClassesProps = PriorityClassesProps(),
    ) -> None:
        super().__init__(scope, id)
        raise_if(path_of(self), problems_of(props))
        self._classes = {each.name: each for each in props.classes}
        for each in props.classes:
            self._render(each)

    def ref(self, name: str) -> PriorityClassRef:
        """The class of that name, for `Placement.priority_class`.

        Raises:
            ConfigError: It is not among them.
        """
        if name not in self._classes:
            raise ConfigError(
                f"{path_of(self)}: name must be one of {', '.join(self._classes)}, got {name!r}; "
                "add the class to props or use PriorityClassRef.existing for one that is made elsewhere"
            )
        return PriorityClassRef(name=name)

    def _render(self, priority: Priority) -> None:
        k8s.PriorityClass(
            self,
            priority.name,
            metadata=k8s.ObjectMeta(
                name=priority.name,
                labels=standard_labels(name="priority-class", instance=priority.name, component="model-serving"),
            ),
            value=priority.value,
            description=priority.description,
            global_default=priority.global_default or None,
            preemption_policy=None if priority.preempting else "Never",
        )
