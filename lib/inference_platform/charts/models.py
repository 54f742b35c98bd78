"""The models: for each one its servers, and the way from the proxy to them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from cdk8s import App, Chart
from constructs import Construct

from inference_platform.constructs.base import path_of
from inference_platform.constructs.endpoint_picker import EppVersion
from inference_platform.constructs.inference_gateway import InferenceGateway, InferenceGatewayProps
from inference_platform.constructs.inference_objective import InferenceObjective
from inference_platform.constructs.inference_pool import InferencePool
from inference_platform.constructs.litellm import LiteLLMModel
from inference_platform.constructs.model_entry import litellm_model, server_behind
from inference_platform.constructs.model_route import Backend, ModelRoute, ModelRouteProps
from inference_platform.constructs.model_routing import Direct, KvCacheAware, ThroughGateway
from inference_platform.constructs.serving import LlmModelServer, ModelServer, ServedModel, VllmModel
from inference_platform.environment import Environment
from inference_platform.errors import Problem, raise_if
from inference_platform.model_refs import InferenceGatewayRef, ModelRouteRef, ModelServerRef, ServingRuntimeRef
from inference_platform.refs import GatewayClassRef

__all__ = ["ModelsChart", "Surroundings"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Surroundings:
    """What models need from the rest of the platform, made when the first of them asks for it."""

    runtime: Callable[[ServedModel], ServingRuntimeRef]
    """The runtime of a model's engine."""

    gateway: Callable[[], InferenceGatewayRef]
    """The inference Gateway of the platform."""

    gateway_class: GatewayClassRef | None
    """The class of Gateways of their own. None: they bring one along."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Way:
    """How the proxy reaches a model."""

    target: ModelServerRef | ModelRouteRef
    headers: dict[str, str]


class ModelsChart(Chart):
    """All models of an environment; `add` renders everything for one of them."""

    def __init__(self, app: App, id: str, *, environment: Environment, surroundings: Surroundings) -> None:
        super().__init__(app, id, namespace=environment.namespace, disable_resource_name_hashes=True)
        self._environment = environment
        self._surroundings = surroundings

    def add(self, model: ServedModel) -> tuple[LiteLLMModel, ...]:
        """Render a model.

        Args:
            model: The model.

        Returns:
            What the proxy has to know about it and its adapters.

        Raises:
            InvalidSettings: It cannot work.
        """
        scope = Construct(self, model.name)
        if isinstance(model, VllmModel) and model.serving == "LLMInferenceService":
            way = self._llm_service(scope, model)
        else:
            way = self._inference_service(scope, model)
        server = server_behind(way.target)
        offered = [(model.name, model.name, model.public_names)]
        # another version of the model may have adapters of the same names
        offered += [(each.name, f"{model.name}/{each.name}", (each.name,)) for each in model.adapters]
        return tuple(
            litellm_model(
                replace(server, model=served),
                model.proxy,
                name=name,
                names=names,
                timeout=model.timeouts.litellm_timeout,
                embeddings=model.task == "embed",
                headers=way.headers,
            )
            for served, name, names in offered
        )

    def _llm_service(self, scope: Construct, model: VllmModel) -> _Way:
        if model.routing is not None:
            problem = Problem(
                field="routing",
                must_be="left out with serving LLMInferenceService",
                got=type(model.routing).__name__,
                do="remove it: KServe makes the pool, the endpoint picker and the route",
            )
            raise_if(path_of(scope), [problem])
        server = LlmModelServer(
            scope, "server", model=model, gateway=self._surroundings.gateway(), props=self._environment.serving
        )
        return _Way(target=server.route, headers={})

    def _inference_service(self, scope: Construct, model: ServedModel) -> _Way:
        server = ModelServer(
            scope, "server", model=model, runtime=self._surroundings.runtime(model), props=self._environment.serving
        )
        raise_if(path_of(scope), self._knative_problems(server.required_knative_features))
        return self._way(scope, model, server.ref)

    def _knative_problems(self, needed: tuple[str, ...]) -> Iterator[Problem]:
        """Features without which Knative refuses the pods, which only the status of the model would say."""
        knative = self._environment.knative
        for feature in knative.missing_features(needed) if knative else ():
            yield Problem(
                field="autoscaling",
                must_be=f"other than KnativeScaling while the feature {feature} is off",
                got="KnativeScaling",
                do="switch the feature on in knative.features of the environment, or leave out what needs it",
            )

    def _way(self, scope: Construct, model: ServedModel, server: ModelServerRef) -> _Way:
        routing = model.chosen_routing
        if isinstance(routing, Direct):
            return _Way(target=server, headers={})
        gateway = self._gateway(scope, model, routing.gateway)
        if isinstance(routing, ThroughGateway):
            return self._routed(scope, model, gateway, Backend(server=server), routing.route)
        raise_if(path_of(scope), _task_problems(model, routing))
        pool = InferencePool(
            scope, "pool", name=model.name, server=server, wiring=gateway.wiring, picker=routing.picker_props
        ).ref
        way = self._routed(scope, model, gateway, Backend(pool=pool), routing.route)
        if routing.objective is None:
            return way
        objective = InferenceObjective(
            scope, "objective", name=model.name, pool=pool, priority=routing.objective.priority
        )
        return replace(way, headers=way.headers | {objective.header: model.name})

    def _routed(
        self,
        scope: Construct,
        model: ServedModel,
        gateway: InferenceGatewayRef,
        backend: Backend,
        props: ModelRouteProps,
    ) -> _Way:
        route = ModelRoute(
            scope,
            "route",
            name=model.name,
            gateway=gateway,
            backends=(backend,),
            props=replace(props, timeouts=model.timeouts),
        )
        return _Way(target=route.ref, headers=dict(route.ref.headers or {}))

    def _gateway(self, scope: Construct, model: ServedModel, own: InferenceGatewayProps | None) -> InferenceGatewayRef:
        if own is None:
            return self._surroundings.gateway()
        return InferenceGateway(
            scope,
            "gateway",
            name=f"{model.name}-inference-gateway",
            gateway_class=self._surroundings.gateway_class,
            props=own,
        ).ref


def _task_problems(model: ServedModel, routing: KvCacheAware) -> Iterator[Problem]:
    version = routing.picker.chosen_version
    if model.task == "embed" and not version.release.understands_embeddings:
        yield Problem(
            field="routing.picker.version",
            must_be="one that reads requests for embeddings",
            got=version.value,
            do=f"take {EppVersion.LLM_D_ROUTER_0_10.value}, or choose ThroughGateway()",
        )
