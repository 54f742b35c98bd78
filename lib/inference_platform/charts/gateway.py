"""The edge gateway."""

from __future__ import annotations

from cdk8s import App, Chart

from inference_platform.constructs.gateway import Gateway, GatewayProps
from inference_platform.environment import Environment

__all__ = ["GatewayChart"]


class GatewayChart(Chart):
    """Envoy Gateway's objects for traffic from outside."""

    def __init__(self, app: App, id: str, *, environment: Environment, props: GatewayProps) -> None:
        super().__init__(app, id, namespace=environment.namespace, disable_resource_name_hashes=True)
        gateway = Gateway(self, "gateway", name=f"{environment.platform}-gateway", props=props)
        self.ref = gateway.ref
        """The Gateway, for routes."""
        self.gateway_class = gateway.gateway_class
        """Its class, for other gateways."""
