"""The route of one model on the inference Gateway."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from constructs import Construct

from inference_platform.constructs.base import namespace_of, path_of, standard_labels
from inference_platform.constructs.model_route.props import Backend, ModelRouteProps
from inference_platform.constructs.model_route.rules import backend_problems, gateway_problems
from inference_platform.constructs.model_route.specs import picker_policy_spec, route_spec, traffic_policy_spec
from inference_platform.constructs.wiring import Wiring
from inference_platform.errors import Problem, raise_if
from inference_platform.model_refs import InferenceGatewayRef, ModelRouteRef
from inference_platform.problems import problems_of
from inference_platform.units import Matches
from inference_platform_crds import envoy_gateway, gateway_api, k8s

__all__ = ["ModelRoute"]

_NAME = Matches(
    r"[a-z0-9]([-a-z0-9]*[a-z0-9])?",
    "a name of lower-case letters, digits and '-', at most 63 characters",
    "shorten it or replace the other characters",
    63,
)
_DEFAULTS = ModelRouteProps()


class ModelRoute(Construct):
    """A model's HTTPRoute, with policies that hold for this route and nothing else.

    A pool's picker is asked about each request: on plain Envoy Gateway by an EnvoyExtensionPolicy, and a
    BackendTrafficPolicy lets Envoy follow its choice; on Envoy AI Gateway the route names the InferencePool.

    **Canaries.** Plain servers of two versions share a route by `weight`. With pools they cannot: a route has one
    picker, which chooses among the pods of one pool. Each version then has its own pool and route, and the proxy gives
    them weights under one public name; or chosen requests go to the other version by `headers`.

    Args:
        scope: Chart, in whose namespace the servers are too.
        id: Construct id.
        name: Name of the route and its policies; also its path, unless the props say another.
        gateway: The inference Gateway.
        backends: Who answers.
        props: What the environment chose.

    Raises:
        InvalidSettings: Something in the arguments cannot work.
    """

    def __init__(
        self,
        scope: Construct,
        id: str,
        *,
        name: str,
        gateway: InferenceGatewayRef,
        backends: tuple[Backend, ...],
        props: ModelRouteProps = _DEFAULTS,
    ) -> None:
        super().__init__(scope, id)
        self._name = name
        self._gateway = gateway
        self._backends = backends
        self._props = props
        raise_if(path_of(self), self._problems())
        self._path = f"/{name}" if props.path is None else props.path
        self._make_route()
        self._make_policies()
        self._wire()

    @property
    def ref(self) -> ModelRouteRef:
        """What a client inside the cluster needs."""
        servers = self._backends[0].servers
        return ModelRouteRef(
            gateway=self._gateway,
            path=self._path,
            hostname=self._props.hostnames[0] if self._props.hostnames else None,
            headers=dict(self._props.headers or {}),
            model=servers.model,
            api_path=servers.api_path,
            silence=self._props.timeouts.silence_seconds,
        )

    def _problems(self) -> list[Problem]:
        found = [*self._own_problems()]
        return found or [
            *backend_problems(self._backends, self._gateway, namespace_of(self)),
            *gateway_problems(self._gateway, self._props),
        ]

    def _own_problems(self) -> Iterator[Problem]:
        if not _NAME.accepts(self._name):
            yield Problem(field="name", must_be=_NAME.allowed, got=self._name, do=_NAME.do)
        yield from problems_of(self._props)
        for index, backend in enumerate(self._backends):
            yield from (problem.under(f"backends[{index}]") for problem in problems_of(backend))

    def _metadata(self, annotations: Mapping[str, str] | None = None) -> k8s.ObjectMeta:
        return k8s.ObjectMeta(
            name=self._name,
            labels=standard_labels(name="model-route", instance=self._name, component="routing"),
            annotations=dict(sorted((annotations or {}).items())) or None,
        )

    def _make_route(self) -> None:
        gateway_api.HTTPRoute(
            self,
            "HTTPRoute",
            metadata=self._metadata(self._props.annotations),
            spec=route_spec(
                gateway=self._gateway.gateway,
                wiring=self._gateway.wiring,
                path=self._path,
                backends=self._backends,
                props=self._props,
            ),
        )

    def _make_policies(self) -> None:
        pool, wiring = self._backends[0].pool, self._gateway.wiring
        envoy_gateway.BackendTrafficPolicy(
            self,
            "BackendTrafficPolicy",
            metadata=self._metadata(),
            spec=traffic_policy_spec(route=self._name, wiring=wiring, backends=self._backends, props=self._props),
        )
        if pool and wiring == "EnvoyGateway":
            envoy_gateway.EnvoyExtensionPolicy(
                self,
                "EnvoyExtensionPolicy",
                metadata=self._metadata(),
                spec=picker_policy_spec(route=self._name, picker=pool.picker, props=self._props),
            )

    def _wire(self) -> None:
        wiring, envoy = Wiring.of(self), self._gateway.gateway.pods
        wiring.expects(self._gateway)
        for backend in self._backends:
            service = backend.servers.service
            wiring.expects(backend.servers)
            wiring.allow(client=envoy, server=service.server, port=service.pod_port)
            if backend.pool:
                picker = backend.pool.picker
                wiring.expects(backend.pool, picker)
                wiring.allow(client=envoy, server=picker.service.server, port=picker.service.pod_port)
