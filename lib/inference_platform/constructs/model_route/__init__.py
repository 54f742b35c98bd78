"""A model's route on the inference Gateway: `ModelRoute` and the timeouts of a request's whole way."""

from inference_platform.constructs.model_route.timeouts import Timeouts

__all__ = ["Timeouts"]
