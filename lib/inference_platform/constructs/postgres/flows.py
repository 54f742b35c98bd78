"""Which network flows a database cluster needs besides those of its clients."""

from __future__ import annotations

from urllib.parse import urlsplit

from inference_platform.constructs.postgres.backup import ObjectStoreProps, S3Role
from inference_platform.constructs.postgres.props import PostgresProps
from inference_platform.constructs.postgres.relations import ROLE_ANNOTATION, object_stores, role_annotations
from inference_platform.constructs.wiring import Wiring
from inference_platform.refs import Cidrs, Pods, ServiceRef

__all__ = ["open_flows"]

_POSTGRES = 5432
_INSTANCE_MANAGER = 8000
"""Status port of the instance manager: the operator asks it, and instances ask each other when the API is away."""

_INSTANCE_METRICS = 9187
_POOLER_METRICS = 9127
_OPERATOR_LABELS = {"app.kubernetes.io/name": "cloudnative-pg"}
"""Labels of the operator's pods, in its manifests and in its chart."""

_POD_IDENTITY = Cidrs(("169.254.170.23/32",))
"""Address of the EKS Pod Identity agent on every node, which answers on port 80."""


def open_flows(wiring: Wiring, props: PostgresProps, *, instances: Pods, poolers: Pods) -> None:
    """Open everything between the servers, the poolers, the operator, Prometheus and the object stores."""
    operator = Pods(props.operator_namespace, _OPERATOR_LABELS)
    for port in (_POSTGRES, _INSTANCE_MANAGER):
        wiring.allow(client=instances, server=instances, port=port)
        wiring.allow(client=operator, server=instances, port=port)
    wiring.allow_kubernetes_api(client=instances)
    if props.monitoring:
        wiring.allow_monitoring(server=instances, port=_INSTANCE_METRICS)
    if props.pooler:
        wiring.allow(client=poolers, server=instances, port=_POSTGRES)
        wiring.allow_kubernetes_api(client=poolers)
        if props.monitoring:
            wiring.allow_monitoring(server=poolers, port=_POOLER_METRICS)
    for store in object_stores(props):
        _open_store(wiring, store, client=instances)
        if isinstance(store.credentials, S3Role):
            _open_role(wiring, client=instances, annotated=ROLE_ANNOTATION in role_annotations(props))


def _open_store(wiring: Wiring, store: ObjectStoreProps, *, client: Pods) -> None:
    if isinstance(store.endpoint, ServiceRef):
        wiring.allow(client=client, server=store.endpoint.server, port=store.endpoint.pod_port)
        return
    url = urlsplit(store.endpoint or "https://s3.amazonaws.com")
    wiring.allow_internet(client=client, port=url.port or {"http": 80, "https": 443}[url.scheme])


def _open_role(wiring: Wiring, *, client: Pods, annotated: bool) -> None:
    """The role's credentials come from AWS STS with the annotation, and from an agent on the node without it."""
    if annotated:
        wiring.allow_internet(client=client)
    else:
        wiring.allow(client=client, server=_POD_IDENTITY, port=80)
