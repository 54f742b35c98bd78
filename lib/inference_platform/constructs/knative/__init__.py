"""Knative Serving with Kourier: its installation by the operator, all of its settings, and its network flows."""

from inference_platform.constructs.knative.autoscaler import KnativeAutoscaler
from inference_platform.constructs.knative.config_maps import KnativeConfigMaps
from inference_platform.constructs.knative.construct import KnativeServing
from inference_platform.constructs.knative.defaults import KnativeDefaults
from inference_platform.constructs.knative.deployment import KnativeDeployment
from inference_platform.constructs.knative.existing import ExistingKnative
from inference_platform.constructs.knative.features import KnativeFeatures
from inference_platform.constructs.knative.flows import KNATIVE_NAMESPACE, admit_knative, knative_service
from inference_platform.constructs.knative.gc import KnativeGc
from inference_platform.constructs.knative.kourier import ExternalAuthorization, KnativeKourier, KourierTracing
from inference_platform.constructs.knative.network import KnativeNetwork, LabelRequirement, LabelSelector
from inference_platform.constructs.knative.props import KnativeConfigMapsProps, KnativeProps
from inference_platform.constructs.knative.settings import KnativeVersion
from inference_platform.constructs.knative.workloads import (
    KnativeWorkload,
    KourierClusterIp,
    KourierLoadBalancer,
    KourierNodePort,
)

__all__ = [
    "KNATIVE_NAMESPACE",
    "ExistingKnative",
    "ExternalAuthorization",
    "KnativeAutoscaler",
    "KnativeConfigMaps",
    "KnativeConfigMapsProps",
    "KnativeDefaults",
    "KnativeDeployment",
    "KnativeFeatures",
    "KnativeGc",
    "KnativeKourier",
    "KnativeNetwork",
    "KnativeProps",
    "KnativeServing",
    "KnativeVersion",
    "KnativeWorkload",
    "KourierClusterIp",
    "KourierLoadBalancer",
    "KourierNodePort",
    "KourierTracing",
    "LabelRequirement",
    "LabelSelector",
    "admit_knative",
    "knative_service",
]
