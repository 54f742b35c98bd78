"""The Gateway in front of the models."""

from __future__ import annotations

from cdk8s import App, Chart

from inference_platform.constructs.inference_gateway import InferenceGateway, InferenceGatewayProps
from inference_platform.environment import Environment
from inference_platform.refs import GatewayClassRef

__all__ = ["InferenceGatewayChart"]


class InferenceGatewayChart(Chart):
    """Envoy Gateway's objects for traffic between the proxy and the models."""

    def __init__(
        self,
        app: App,
        id: str,
        *,
        environment: Environment,
        gateway_class: GatewayClassRef | None,
        props: InferenceGatewayProps,
    ) -> None:
        super().__init__(app, id, namespace=environment.namespace, disable_resource_name_hashes=True)
        name = f"{environment.platform}-inference-gateway"
        self.ref = InferenceGateway(self, "gateway", name=name, gateway_class=gateway_class, props=props).ref
        """The Gateway, for the routes of models."""
