"""What the models share: KServe's runtimes and the priority classes."""

from __future__ import annotations

from cdk8s import App, Chart

from inference_platform.constructs.serving import ServedModel, ServingRuntime
from inference_platform.constructs.serving.priority import PriorityClasses, PriorityClassesProps
from inference_platform.environment import Environment
from inference_platform.model_refs import ServingRuntimeRef

__all__ = ["ServingChart"]


class ServingChart(Chart):
    """Cluster-scoped objects for all models of a platform; each runtime is made when the first model needs it."""

    def __init__(self, app: App, id: str, *, environment: Environment) -> None:
        super().__init__(app, id, namespace=environment.namespace, disable_resource_name_hashes=True)
        self._platform = environment.platform
        self._runtimes: dict[str, ServingRuntimeRef] = {}

    def make_priority_classes(self, props: PriorityClassesProps) -> None:
        """Render the priority classes of the cluster."""
        PriorityClasses(self, "priorities", props=props)

    def runtime_of(self, model: ServedModel) -> ServingRuntimeRef:
        """The runtime of a model's engine."""
        engine = model.engine
        if engine.name not in self._runtimes:
            runtime = ServingRuntime(self, engine.name, name=f"{self._platform}-{engine.name}", engine=engine)
            self._runtimes[engine.name] = runtime.ref
        return self._runtimes[engine.name]
