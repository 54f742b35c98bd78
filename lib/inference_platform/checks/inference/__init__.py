"""Rules: models are served as their operators take them, and requests for them arrive."""

from inference_platform.checks.inference import (
    devices,
    flows,
    knative,
    model_scaling,
    models,
    objectives,
    picker_access,
    picker_args,
    picker_config,
    picker_wiring,
    pools,
    proxy_routes,
    revisions,
    routes,
)

__all__ = [
    "devices",
    "flows",
    "knative",
    "model_scaling",
    "models",
    "objectives",
    "picker_access",
    "picker_args",
    "picker_config",
    "picker_wiring",
    "pools",
    "proxy_routes",
    "revisions",
    "routes",
]
