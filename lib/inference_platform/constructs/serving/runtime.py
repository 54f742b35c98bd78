"""The runtime of an engine, which all its models share."""

from __future__ import annotations

from constructs import Construct

from inference_platform.constructs.base import path_of, standard_labels
from inference_platform.constructs.serving.engines.base import Engine
from inference_platform.errors import Problem, raise_if
from inference_platform.model_refs import ServingRuntimeRef
from inference_platform.units import Matches
from inference_platform_crds import k8s, kserve

__all__ = ["ServingRuntime"]

_NAME = Matches(
    r"[a-z0-9]([-a-z0-9]*[a-z0-9])?", "a DNS label, at most 63 characters", "shorten it or replace the others", 63
)


class ServingRuntime(Construct):
    """A ClusterServingRuntime: KServe's recipe for the pods of an engine.

    It is cluster-scoped, so its name should begin with that of the platform. Models choose it by name only; KServe
    never selects it for somebody else's InferenceService.

    Args:
        scope: Where it is put into the construct tree.
        id: Its construct id.
        name: Its name, `<platform>-<engine>`.
        engine: What it runs.

    Raises:
        InvalidSettings: The name is not usable.
    """

    def __init__(self, scope: Construct, id: str, *, name: str, engine: Engine) -> None:
        super().__init__(scope, id)
        if not _NAME.accepts(name):
            raise_if(path_of(self), [Problem(field="name", must_be=_NAME.allowed, got=name, do=_NAME.do)])
        kserve.ClusterServingRuntime(
            self,
            "ClusterServingRuntime",
            metadata=k8s.ObjectMeta(
                name=name,
                labels=standard_labels(name=engine.name, instance=name, component="serving-runtime"),
            ),
            spec=engine.runtime_spec(),
        )
        self.ref = ServingRuntimeRef(name=name)
        """What its models name."""
