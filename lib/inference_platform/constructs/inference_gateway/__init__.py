"""The internal Gateway before the models: `InferenceGateway` and its props."""

from inference_platform.constructs.inference_gateway.construct import InferenceGateway
from inference_platform.constructs.inference_gateway.props import InferenceGatewayProps

__all__ = ["InferenceGateway", "InferenceGatewayProps"]
