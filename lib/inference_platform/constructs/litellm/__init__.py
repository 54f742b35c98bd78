"""The LiteLLM proxy and what it is configured with."""

from inference_platform.constructs.litellm.autoscaling import Autoscaling
from inference_platform.constructs.litellm.cache import CacheSettings
from inference_platform.constructs.litellm.config_props import ConfigProps
from inference_platform.constructs.litellm.deployment import Probes, Shutdown
from inference_platform.constructs.litellm.disruption import DisruptionBudget
from inference_platform.constructs.litellm.endpoints import INFERENCE_ENDPOINTS, Endpoint
from inference_platform.constructs.litellm.migration import MigrationProps
from inference_platform.constructs.litellm.models import (
    Deployment,
    InClusterServer,
    LiteLLMModel,
    ModelAlias,
    ModelInfo,
    Provider,
)
from inference_platform.constructs.litellm.monitoring import DashboardProps, MonitoringProps
from inference_platform.constructs.litellm.props import Egress, LiteLLMProps
from inference_platform.constructs.litellm.proxy import LiteLLMProxy
from inference_platform.constructs.litellm.route_props import RouteProps
from inference_platform.constructs.litellm.routing import RouterSettings
from inference_platform.constructs.litellm.settings import GeneralSettings, LiteLLMSettings, LoggingSettings

__all__ = [
    "INFERENCE_ENDPOINTS",
    "Autoscaling",
    "CacheSettings",
    "ConfigProps",
    "DashboardProps",
    "Deployment",
    "DisruptionBudget",
    "Egress",
    "Endpoint",
    "GeneralSettings",
    "InClusterServer",
    "LiteLLMModel",
    "LiteLLMProps",
    "LiteLLMProxy",
    "LiteLLMSettings",
    "LoggingSettings",
    "MigrationProps",
    "ModelAlias",
    "ModelInfo",
    "MonitoringProps",
    "Probes",
    "Provider",
    "RouteProps",
    "RouterSettings",
    "Shutdown",
]
