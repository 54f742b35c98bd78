"""Typed bindings without code generation's price: structs that are plain data, checked when they are made.

The package reads the packed schemas that `python -m inference_platform_bindings.generate` writes, and hands
finished manifests to cdk8s. Importing it, or any generated module, imports neither cdk8s nor a schema.
"""
