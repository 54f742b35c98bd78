"""The Gateway in front of the models, inside the cluster."""

from __future__ import annotations

from constructs import Construct

from inference_platform.constructs.base import check_props, namespace_of
from inference_platform.constructs.gateway import Gateway, OwnGatewayClass
from inference_platform.constructs.inference_gateway.props import InferenceGatewayProps
from inference_platform.model_refs import InferenceGatewayRef
from inference_platform.refs import GatewayClassRef
from inference_platform.units import bytes_of

__all__ = ["InferenceGateway"]

_DEFAULTS = InferenceGatewayProps()


class InferenceGateway(Construct):
    """An internal Gateway: for all models, each with a path of its own, or dedicated to one of them.

    It has Envoy pods and a ClusterIP Service of its own, so that load on the models does not touch the edge and no
    load balancer makes it reachable from outside. The name of the Service never changes.

    Args:
        scope: Chart, in whose namespace the Gateway is.
        id: Construct id.
        name: Name of the Gateway and of what belongs to it, for example `inference-gateway`.
        gateway_class: Its class, for example that of the edge (`edge.gateway_class`). Default: an own one, named
            `<namespace>-<name>`, because classes belong to the whole cluster.
        props: What the environment chose.

    Raises:
        InvalidSettings: Something in `name` or `props` cannot work.
    """

    existing = staticmethod(InferenceGatewayRef.existing)
    """The handle of a Gateway that somebody else makes; the same as `InferenceGatewayRef.existing`."""

    def __init__(
        self,
        scope: Construct,
        id: str,
        *,
        name: str,
        gateway_class: GatewayClassRef | None = None,
        props: InferenceGatewayProps = _DEFAULTS,
    ) -> None:
        super().__init__(scope, id)
        check_props(self, props)
        self._props = props
        own = OwnGatewayClass(name=f"{namespace_of(self)}-{name}")
        self._gateway = Gateway(self, "Gateway", name=name, props=props.gateway_props(gateway_class or own))

    @property
    def ref(self) -> InferenceGatewayRef:
        """What model routes and the proxy need."""
        limit = self._props.max_request_body
        return InferenceGatewayRef(
            gateway=self._gateway.ref,
            wiring=self._props.wiring,
            silence=self._props.silence_seconds,
            max_request_body=bytes_of(limit) if limit else None,
        )

    @property
    def gateway_class(self) -> GatewayClassRef:
        """Its class, for another gateway."""
        return self._gateway.gateway_class
