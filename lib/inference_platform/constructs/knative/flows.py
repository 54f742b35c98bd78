"""Who talks to a model in Knative mode: its network flows, for the policies of its pods and of its clients.

A request goes from the client to Kourier's gateway, from there to the activator while no pod is ready or few are, and
to the sidecar (queue-proxy) of a pod, which alone talks to the server beside it.
"""

from __future__ import annotations

from inference_platform.constructs.wiring import Wiring
from inference_platform.refs import Pods, ServiceRef

__all__ = [
    "ACTIVATOR",
    "AUTOSCALER",
    "KNATIVE_NAMESPACE",
    "KOURIER_CLUSTER_LOCAL_PORT",
    "KOURIER_GATEWAY",
    "QUEUE_PROXY_ADMIN_PORT",
    "QUEUE_PROXY_AUTOSCALING_PORT",
    "QUEUE_PROXY_METRICS_PORT",
    "QUEUE_PROXY_PORTS",
    "admit_knative",
    "knative_service",
]

KNATIVE_NAMESPACE = "knative-serving"

ACTIVATOR = Pods(KNATIVE_NAMESPACE, {"app": "activator"})
"""Holds requests while a model has no pod, and spreads bursts."""

AUTOSCALER = Pods(KNATIVE_NAMESPACE, {"app": "autoscaler"})
"""Asks the sidecars how many requests they have."""

KOURIER_GATEWAY = Pods(KNATIVE_NAMESPACE, {"app": "3scale-kourier-gateway"})
"""The gateway; under the operator it runs beside Knative and not in `kourier-system`."""

KOURIER_CLUSTER_LOCAL_PORT = 8081
"""Port of the gateway's pods for host names of the cluster."""

QUEUE_PROXY_PORTS = (8012, 8112)
"""Ports of the sidecar for requests: HTTP/1, and TLS with `system-internal-tls`. 8013 is for servers whose port is
named `h2c`."""

QUEUE_PROXY_AUTOSCALING_PORT = 9090
"""Port of the sidecar's counts for the autoscaler."""

QUEUE_PROXY_METRICS_PORT = 9091
"""Port of the sidecar's metrics for Prometheus."""

QUEUE_PROXY_ADMIN_PORT = 8022
"""Port of the sidecar for probes and the drain before it stops. Only the kubelet of the node asks there, which network
policies let through, so no flow is opened."""


def admit_knative(wiring: Wiring, *, model: Pods) -> None:
    """Let Knative and Prometheus reach the sidecars of a model; the server's own port stays closed.

    Args:
        wiring: Of the tree that the model is in.
        model: The model's pods.
    """
    for port in QUEUE_PROXY_PORTS:
        for client in (ACTIVATOR, KOURIER_GATEWAY):
            wiring.allow(client=client, server=model, port=port)
    wiring.allow(client=AUTOSCALER, server=model, port=QUEUE_PROXY_AUTOSCALING_PORT)
    wiring.allow_monitoring(server=model, port=QUEUE_PROXY_METRICS_PORT)


def knative_service(*, name: str, namespace: str) -> ServiceRef:
    """The Service of a Knative service: an alias for Kourier's gateway, whose pods are what a policy must open.

    Args:
        name: Name of the Knative service; KServe's is `<InferenceService>-predictor`.
        namespace: Its namespace.
    """
    return ServiceRef(
        namespace=namespace, name=name, port=80, target_port=KOURIER_CLUSTER_LOCAL_PORT, pods=KOURIER_GATEWAY
    )
