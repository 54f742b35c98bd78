"""Made by `python -m inference_platform_bindings.generate`; do not edit. The types are in the .pyi beside this file."""

from inference_platform_bindings.module import lazy

__getattr__, __dir__ = lazy(__name__, __file__)
