"""Short ways to a rendered configuration, for the tests of what it holds."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from inference_platform.connections import CacheConnection, DatabaseConnection, SentinelConnection
from inference_platform.constructs.litellm.config import ConfigProps, RenderedConfig, render_config
from inference_platform.constructs.litellm.models import Deployment, LiteLLMModel
from inference_platform.constructs.litellm.servers import InClusterServer, Provider
from inference_platform.refs import Pods, SecretKeyRef, ServiceRef

NAMESPACE = "llm-platform"
PREDICTOR = ServiceRef(
    namespace="models", name="llama-70b-predictor", port=80, target_port=8080, pods=Pods("models", {"app": "llama"})
)
CACHE = CacheConnection.existing(
    host="valkey.cache.svc", password=SecretKeyRef.existing(name="valkey", namespace=NAMESPACE, key="password")
)
SENTINELS = CacheConnection.existing(
    password=SecretKeyRef.existing(name="valkey", namespace=NAMESPACE, key="password"),
    sentinel=SentinelConnection(
        master_name="mymaster",
        nodes=(("valkey-0.valkey", 26379), ("valkey-1.valkey", 26379)),
        password=SecretKeyRef.existing(name="valkey", namespace=NAMESPACE, key="sentinel-password"),
    ),
)
DATABASE = DatabaseConnection(
    host="postgresql-pooler-rw.llm-platform.svc",
    database="litellm",
    username=SecretKeyRef.existing(name="postgresql-app", namespace=NAMESPACE, key="username"),
    password=SecretKeyRef.existing(name="postgresql-app", namespace=NAMESPACE, key="password"),
    direct_host="postgresql-rw.llm-platform.svc",
    transaction_pooling=True,
    prepared_statements=False,
    max_client_connections=100,
)


def key(name: str, namespace: str = NAMESPACE) -> SecretKeyRef:
    """Key `api-key` of a Secret."""
    return SecretKeyRef.existing(name=name, namespace=namespace, key="api-key")


def llama(name: str = "llama-70b", **settings: Any) -> LiteLLMModel:
    """A model with one predictor."""
    of_model = {field: settings.pop(field) for field in list(settings) if field in LiteLLMModel.__dataclass_fields__}
    server = InClusterServer(service=PREDICTOR, model="meta-llama/Llama-3.3-70B-Instruct")
    return LiteLLMModel(model_name=name, deployments=(Deployment(server=server, **settings),), **of_model)


def provided(name: str, model: str, **settings: Any) -> LiteLLMModel:
    """A model of a provider."""
    return LiteLLMModel(model_name=name, deployments=(Deployment(server=Provider(model=model, **settings)),))


def render(props: ConfigProps | None = None, **inputs: Any) -> RenderedConfig:
    """The configuration of one pod without database and cache, unless said otherwise."""
    everything: Mapping[str, Any] = {
        "master_key": SecretKeyRef.existing(name="litellm-keys", namespace=NAMESPACE, key="master-key"),
        "salt_key": SecretKeyRef.existing(name="litellm-keys", namespace=NAMESPACE, key="salt-key"),
        "database": None,
        "cache": None,
        "namespace": NAMESPACE,
        "max_pods": 2,
        "where": "prod/proxy",
    }
    return render_config(props or ConfigProps(), **(dict(everything) | inputs))


def old(version: str, **settings: Any) -> ConfigProps:
    """Settings for an older version, without what only newer ones have."""
    return replace(ConfigProps(version=version, metrics_port=None), **settings)


def environment(rendered: RenderedConfig) -> dict[str, str]:
    """The environment with `<secret>/<key>` for values from Secrets."""
    return {
        each.name: each.value if isinstance(each.value, str) else f"{each.value.secret.name}/{each.value.key}"
        for each in rendered.environment
    }
