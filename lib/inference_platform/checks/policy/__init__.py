"""Rules: what the API server would accept and the platform does not, unless a `PolicyException` says why."""

from inference_platform.checks.policy import exposure, identity, namespaces, pod_security, pods, secrets

__all__ = ["exposure", "identity", "namespaces", "pod_security", "pods", "secrets"]
