"""The endpoint picker (EPP) of Gateway API Inference Extension and llm-d: chooses the pod for each request."""

from inference_platform.constructs.endpoint_picker.config import (
    DataSource,
    EndpointPickerConfig,
    Profile,
    ProfilePlugin,
)
from inference_platform.constructs.endpoint_picker.construct import EndpointPicker, server_problems
from inference_platform.constructs.endpoint_picker.flow_control import BandLimits, FlowControl, PriorityBand
from inference_platform.constructs.endpoint_picker.monitoring import (
    DashboardProps,
    MetricsAuthentication,
    MonitoringProps,
)
from inference_platform.constructs.endpoint_picker.plugin import Plugin
from inference_platform.constructs.endpoint_picker.plugins import (
    ActiveRequestScorer,
    KvCacheUtilizationScorer,
    LoadAwareScorer,
    LoraAffinityScorer,
    MaxScorePicker,
    NoHitLruScorer,
    QueueScorer,
    RandomPicker,
    RunningRequestsScorer,
    SessionAffinityScorer,
    TokenLoadScorer,
    WeightedRandomPicker,
)
from inference_platform.constructs.endpoint_picker.prefix_cache import PrefixCacheScorer
from inference_platform.constructs.endpoint_picker.props import EndpointPickerProps, Tracing
from inference_platform.constructs.endpoint_picker.saturation import Concurrency, Saturation
from inference_platform.constructs.endpoint_picker.scoring import Scoring
from inference_platform.constructs.endpoint_picker.version import EppVersion

__all__ = [
    "ActiveRequestScorer",
    "BandLimits",
    "Concurrency",
    "DashboardProps",
    "DataSource",
    "EndpointPicker",
    "EndpointPickerConfig",
    "EndpointPickerProps",
    "EppVersion",
    "FlowControl",
    "KvCacheUtilizationScorer",
    "LoadAwareScorer",
    "LoraAffinityScorer",
    "MaxScorePicker",
    "MetricsAuthentication",
    "MonitoringProps",
    "NoHitLruScorer",
    "Plugin",
    "PrefixCacheScorer",
    "PriorityBand",
    "Profile",
    "ProfilePlugin",
    "QueueScorer",
    "RandomPicker",
    "RunningRequestsScorer",
    "Saturation",
    "Scoring",
    "SessionAffinityScorer",
    "TokenLoadScorer",
    "Tracing",
    "WeightedRandomPicker",
    "server_problems",
]
