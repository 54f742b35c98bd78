"""The cache of LiteLLM, which also counts its rate limits."""

from __future__ import annotations

from cdk8s import App, Chart

from inference_platform.constructs.secrets import PlatformSecret, SecretSource
from inference_platform.constructs.valkey import Valkey, ValkeyProps
from inference_platform.environment import Environment

__all__ = ["CacheChart"]

_KEY = "valkey-password"


class CacheChart(Chart):
    """Valkey with its password."""

    def __init__(
        self, app: App, id: str, *, environment: Environment, props: ValkeyProps, password: SecretSource
    ) -> None:
        super().__init__(app, id, namespace=environment.namespace, disable_resource_name_hashes=True)
        name = f"{environment.platform}-valkey"
        secret = PlatformSecret(
            self, "password", name=name, keys={_KEY: ""}, source=password, purpose="password of the cache"
        )
        valkey = Valkey(self, "valkey", name=name, password=secret.key(_KEY), props=props)
        self.connection = valkey.connection
        """How to reach it."""
