"""Typed bindings of the kinds that cdk8s.yaml imports, made by `python -m inference_platform_bindings.generate`; do not edit."""
