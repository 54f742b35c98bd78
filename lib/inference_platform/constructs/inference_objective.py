"""A priority that requests to a pool can ask for."""

from __future__ import annotations

from collections.abc import Iterator

from constructs import Construct

from inference_platform.constructs.base import namespace_of, path_of, standard_labels
from inference_platform.constructs.wiring import Wiring
from inference_platform.errors import Problem, raise_if
from inference_platform.model_refs import InferencePoolRef
from inference_platform.units import Between, Matches
from inference_platform_crds import k8s, llm_d

__all__ = ["InferenceObjective"]

_NAME = Matches(
    r"[a-z0-9]([-a-z0-9]*[a-z0-9])?",
    "a DNS label, at most 63 characters",
    "shorten it or replace the other characters",
    63,
)
_PRIORITY = Between(-(2**31), 2**31 - 1)


class InferenceObjective(Construct):
    """A priority for requests to a pool: the higher, the more important; 0 is that of requests without one.

    It does nothing by itself. A client asks for it by sending the header `header` (`x-llm-d-inference-objective`) with
    the name of the objective, and the pool's picker must have flow control, which serves higher priorities first and
    may refuse those below 0.

    Args:
        scope: Where it is put into the construct tree.
        id: Its construct id.
        name: Its name, which clients send.
        pool: The pool, in the same namespace.
        priority: From -2147483648 to 2147483647.

    Raises:
        InvalidSettings: The pool's picker would ignore it, or the name or the priority is not usable.
    """

    def __init__(self, scope: Construct, id: str, *, name: str, pool: InferencePoolRef, priority: int) -> None:
        super().__init__(scope, id)
        self._namespace = namespace_of(self)
        self.header = pool.picker.objective_header
        """Header that a client must send with the name of the objective."""
        raise_if(path_of(self), [*_own_problems(name, priority), *self._pool_problems(pool)])
        llm_d.InferenceObjective(
            self,
            "InferenceObjective",
            metadata=k8s.ObjectMeta(
                name=name,
                labels=standard_labels(name="inference-objective", instance=name, component="inference-objective"),
            ),
            spec=llm_d.InferenceObjectiveSpec(
                priority=priority,
                pool_ref=llm_d.InferenceObjectiveSpecPoolRef(group="inference.networking.k8s.io", name=pool.name),
            ),
        )
        Wiring.of(self).expects(pool)

    def _pool_problems(self, pool: InferencePoolRef) -> Iterator[Problem]:
        if pool.namespace != self._namespace:
            yield Problem(
                field="pool",
                must_be=f"in the namespace {self._namespace} of the objective",
                got=f"namespace {pool.namespace}",
                do="make the objective in a chart of the pool's namespace",
            )
        if not pool.picker.flow_control:
            yield Problem(
                field="pool",
                must_be="one whose picker has flow control, because priorities decide nothing without it",
                got=f"{pool.name} without flow control",
                do=f"give its picker flow_control=FlowControl() and let clients send the header {self.header}",
            )
        if pool.picker.objective_group != "llm-d.ai":
            yield Problem(
                field="pool",
                must_be="one whose picker reads objectives of llm-d.ai",
                got=f"a picker that reads those of {pool.picker.objective_group}",
                do="take llm-d-router v0.9.0 or v0.10.0 as the picker's version",
            )


def _own_problems(name: str, priority: int) -> Iterator[Problem]:
    if not _NAME.accepts(name):
        yield Problem(field="name", must_be=_NAME.allowed, got=name, do=_NAME.do)
    if not _PRIORITY.accepts(priority) or not isinstance(priority, int):
        yield Problem(
            field="priority", must_be=f"a whole number {_PRIORITY.allowed}", got=priority, do="give one in that range"
        )
