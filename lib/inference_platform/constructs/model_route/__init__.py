"""A model's route on the inference Gateway: `ModelRoute`, its props, and the timeouts of a request's whole way."""

from inference_platform.constructs.model_route.construct import ModelRoute
from inference_platform.constructs.model_route.props import Backend, ModelRouteProps
from inference_platform.constructs.model_route.timeouts import Timeouts

__all__ = ["Backend", "ModelRoute", "ModelRouteProps", "Timeouts"]
