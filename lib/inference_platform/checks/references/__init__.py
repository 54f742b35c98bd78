"""Rules: whatever an object names exists, is made by an operator, or is declared to exist elsewhere."""

from inference_platform.checks.references import files, flows, hosts, namespaces, objects, pods, routing

__all__ = ["files", "flows", "hosts", "namespaces", "objects", "pods", "routing"]
