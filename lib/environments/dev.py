"""dev: one of everything, plain HTTP inside the cluster, one external model and one that needs no GPU."""

from __future__ import annotations

from environments.baseline import baseline, gpt_4o
from inference_platform.constructs import gateway, serving

__all__ = ["DEV"]

DEV = baseline(
    name="dev",
    hostname=None,
    edge=gateway.GatewayProps(service=gateway.ServiceProps(type="ClusterIP"), envoy=gateway.EnvoyProps(replicas=1)),
    external=(gpt_4o(),),
    models=(serving.OllamaModel(name="qwen-tiny", source="ollama://qwen2.5:0.5b"),),
)
