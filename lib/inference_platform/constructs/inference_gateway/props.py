"""What an environment may choose about the Gateway in front of its models."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from inference_platform.constructs.gateway import (
    ClientProps,
    EnvoyProps,
    GatewayProps,
    Http2,
    HttpListener,
    NamespaceSelector,
    OwnGatewayClass,
    PodMonitor,
    ServiceProps,
    TcpKeepalive,
)
from inference_platform.constructs.gateway.client import BufferSize
from inference_platform.model_refs import Wirings
from inference_platform.refs import GatewayClassRef
from inference_platform.units import DnsLabel, Duration, LabelKey, Port, seconds_of

__all__ = ["InferenceGatewayProps"]


@dataclass(frozen=True, slots=True, kw_only=True)
class InferenceGatewayProps:
    """An internal Gateway of Envoy Gateway: plain HTTP, reachable only inside the cluster."""

    wiring: Wirings = "EnvoyGateway"
    """How the choice of an endpoint picker takes effect: by policies of plain Envoy Gateway, or by Envoy AI Gateway,
    whose controller must then run beside Envoy Gateway."""

    port: Port = 80
    """Port of the Service. Envoy's pods listen 10000 above it when it is below 1024."""

    allowed_routes: Literal["Same", "All"] | NamespaceSelector = "Same"
    """Namespaces whose routes may attach."""

    silence: Duration = "15m"
    """Longest time without a byte that a route may ask for; also what holds for routes without a value of their own.
    `0s`: no limit."""

    max_request_body: BufferSize | None = None
    """Largest body of a request; larger ones get 413. Envoy then holds every body in memory and hands it to an
    endpoint picker in one message, of which pickers take no more than 4 MiB: a route with a pool is refused above
    that. Default: no limit; bodies of any size pass in pieces."""

    http2: Http2 | None = None
    """Limits of HTTP/2. Default: Envoy Gateway's."""

    tcp_keepalive: TcpKeepalive | None = TcpKeepalive()
    """Probes on silent connections. None: none are sent."""

    envoy: EnvoyProps = EnvoyProps()
    """The Envoy pods: how many, how large, where, and what they log."""

    service_annotations: Mapping[LabelKey, str] | None = None
    """Annotations of the Service, which is always of type ClusterIP. Default: none."""

    pod_monitor: PodMonitor | None = PodMonitor()
    """Monitoring of the Envoy pods with the Prometheus operator. None: not monitored."""

    controller_namespace: DnsLabel = "envoy-gateway-system"
    """Namespace of the Envoy Gateway controller, which runs the Envoy pods there too."""

    deploy_type: Literal["ControllerNamespace", "GatewayNamespace"] = "ControllerNamespace"
    """Where the controller runs Envoy; must be its own `provider.kubernetes.deploy.type`."""

    annotations: Mapping[LabelKey, str] | None = None
    """Annotations of the Gateway. Default: none."""

    @property
    def silence_seconds(self) -> float | None:
        """`silence` in seconds; none for no limit."""
        return seconds_of(self.silence) or None

    def gateway_props(self, gateway_class: GatewayClassRef | OwnGatewayClass) -> GatewayProps:
        """The props of the Gateway that it is made of.

        Args:
            gateway_class: Its class.
        """
        return GatewayProps(
            gateway_class=gateway_class,
            http=HttpListener(port=self.port),
            allowed_routes=self.allowed_routes,
            client=ClientProps(
                stream_idle_timeout=self.silence,
                tcp_keepalive=self.tcp_keepalive,
                http2=self.http2,
                max_request_body=self.max_request_body,
            ),
            envoy=self.envoy,
            service=ServiceProps(type="ClusterIP", annotations=self.service_annotations),
            pod_monitor=self.pod_monitor,
            controller_namespace=self.controller_namespace,
            deploy_type=self.deploy_type,
            annotations=self.annotations,
        )
