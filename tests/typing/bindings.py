"""What type checkers must find in code that uses the bindings; read by mypy and pyright, never run.

Each line with `type: ignore` is wrong on purpose. Both checkers report an ignore that nothing needs, so this file
fails when they stop to find the mistake.
"""

from __future__ import annotations

from cdk8s import App, Chart

from inference_platform_crds import envoy_gateway, gateway_api, k8s

chart = Chart(App(), "chart", namespace="llm")
listener = gateway_api.GatewaySpecListeners(name="http", port=80, protocol="HTTP")
spec = gateway_api.GatewaySpec(gateway_class_name="edge", listeners=[listener])
gateway = gateway_api.Gateway(chart, "gateway", metadata=k8s.ObjectMeta(name="edge"), spec=spec)
name: str | None = gateway.metadata.name

gateway_api.GatewaySpecListeners(name="http", port=80, protocol="HTTP", hostnames=[])  # type: ignore[call-arg]
gateway_api.GatewaySpecListeners(name="http", port="80", protocol="HTTP")  # type: ignore[arg-type]
gateway_api.GatewaySpec(gateway_class_name="edge")  # type: ignore[call-arg]
gateway_api.GatewaySpec(gateway_class_name="edge", listeners=[spec])  # type: ignore[list-item]
k8s.ServiceSpec(type="External")  # type: ignore[arg-type]
k8s.ServicePort(port=80, target_port=1.5)  # type: ignore[arg-type]
k8s.PodSpec(container=[])  # type: ignore[call-arg]
envoy_gateway.EnvoyProxySpec(mergeType="StrategicMerge")  # type: ignore[call-arg]
gateway_api.Gateway(chart, "other", metadata=k8s.ObjectMeta(name="x"), spec=k8s.ServiceSpec())  # type: ignore[arg-type]
unknown = gateway_api.NoSuchKind  # type: ignore[attr-defined]
