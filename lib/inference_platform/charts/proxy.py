"""The LiteLLM proxy."""

from __future__ import annotations

from cdk8s import App, Chart

from inference_platform.connections import CacheConnection, DatabaseConnection, GatewayRef
from inference_platform.constructs.litellm import LiteLLMProxy
from inference_platform.constructs.secrets import PlatformSecret
from inference_platform.environment import Environment

__all__ = ["ProxyChart"]


class ProxyChart(Chart):
    """LiteLLM with its keys, its migration and its route."""

    def __init__(
        self,
        app: App,
        id: str,
        *,
        environment: Environment,
        database: DatabaseConnection | None,
        cache: CacheConnection | None,
        gateway: GatewayRef,
        complete: bool = True,
    ) -> None:
        super().__init__(app, id, namespace=environment.namespace, disable_resource_name_hashes=True)
        name = f"{environment.platform}-litellm-proxy"
        master = PlatformSecret(
            self,
            "master-key",
            name=f"{name}-master-key",
            keys={"master-key": "sk-"},
            source=environment.master_key,
            purpose="administrator's key of LiteLLM; begins with sk-",
        )
        salt = PlatformSecret(
            self,
            "salt-key",
            name=f"{name}-salt-key",
            keys={"salt-key": "sk-"},
            source=environment.salt_key,
            purpose="encrypts credentials in LiteLLM's database; must never change",
        )
        self.proxy = LiteLLMProxy(
            self,
            "proxy",
            name=name,
            database=database,
            cache=cache,
            gateway=gateway,
            master_key=master.key("master-key"),
            salt_key=salt.key("salt-key"),
            complete=complete,
            props=environment.proxy,
        )
        """The proxy, for those who talk to it."""
