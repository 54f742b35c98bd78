"""dev: one of everything, plain HTTP inside the cluster, one external model."""

from __future__ import annotations

from environments.baseline import baseline, gpt_4o
from inference_platform.constructs import gateway

__all__ = ["DEV"]

DEV = baseline(
    name="dev",
    hostname=None,
    edge=gateway.GatewayProps(service=gateway.ServiceProps(type="ClusterIP"), envoy=gateway.EnvoyProps(replicas=1)),
    models=(gpt_4o(),),
)
