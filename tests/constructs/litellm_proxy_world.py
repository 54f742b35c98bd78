"""A proxy and the things around it, for the tests of its objects."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import cdk8s

from inference_platform.connections import CacheConnection, DatabaseConnection, GatewayRef, Listener
from inference_platform.constructs.litellm.models import Deployment, LiteLLMModel
from inference_platform.constructs.litellm.props import LiteLLMProps
from inference_platform.constructs.litellm.proxy import LiteLLMProxy
from inference_platform.constructs.litellm.servers import InClusterServer, Provider
from inference_platform.refs import Pods, SecretKeyRef, ServiceRef

NAMESPACE = "llm-platform"
NAME = "platform-litellm-proxy"
PROXY_PODS = Pods(
    NAMESPACE,
    {
        "app.kubernetes.io/component": "proxy",
        "app.kubernetes.io/instance": NAME,
        "app.kubernetes.io/name": "litellm",
    },
)
POOLER = Pods(NAMESPACE, {"cnpg.io/poolerName": "platform-postgresql-pooler-rw"})
PRIMARY = Pods(NAMESPACE, {"cnpg.io/cluster": "platform-postgresql"})
VALKEY = Pods(NAMESPACE, {"app.kubernetes.io/name": "valkey"})

Find = Callable[..., dict[str, Any]]
Manifests = Callable[[cdk8s.Chart], list[dict[str, Any]]]


def key(secret: str, name: str) -> SecretKeyRef:
    return SecretKeyRef.existing(name=secret, namespace=NAMESPACE, key=name)


DATABASE = DatabaseConnection(
    host=f"platform-postgresql-pooler-rw.{NAMESPACE}.svc.cluster.local",
    database="litellm",
    username=key("platform-postgresql-app", "username"),
    password=key("platform-postgresql-app", "password"),
    direct_host=f"platform-postgresql-rw.{NAMESPACE}.svc.cluster.local",
    transaction_pooling=True,
    max_client_connections=1000,
    server=POOLER,
    direct_server=PRIMARY,
)
CACHE = CacheConnection(
    host=f"platform-valkey-primary.{NAMESPACE}.svc.cluster.local",
    password=key("platform-valkey", "valkey-password"),
    server=VALKEY,
)
GATEWAY = GatewayRef.existing(
    name="platform-gateway",
    namespace="edge",
    listeners=(
        Listener(name="http", port=80, protocol="HTTP"),
        Listener(name="https", port=443, protocol="HTTPS", hostname="*.example.com"),
    ),
)
LLAMA = LiteLLMModel(
    model_name="llama-70b",
    deployments=(
        Deployment(
            server=InClusterServer(
                service=ServiceRef(
                    namespace="models",
                    name="llama-70b-predictor",
                    port=80,
                    target_port=8080,
                    pods=Pods("models", {"app": "llama-70b"}),
                ),
                model="llama-70b",
            )
        ),
    ),
)
GPT = LiteLLMModel(
    model_name="gpt-4",
    deployments=(Deployment(server=Provider(model="openai/gpt-4", api_key=key("openai", "api-key"))),),
)


def proxy(chart: cdk8s.Chart, props: LiteLLMProps | None = None, **refs: Any) -> LiteLLMProxy:
    """A proxy with database and cache; `refs` replaces what it is handed."""
    given: dict[str, Any] = {
        "name": NAME,
        "database": DATABASE,
        "cache": CACHE,
        "master_key": key("litellm-master-key", "master-key"),
        "salt_key": key("litellm-salt-key", "salt-key"),
    }
    return LiteLLMProxy(chart, "proxy", props=props or LiteLLMProps(), **(given | refs))
