"""The namespace and the policy that nothing may talk until another policy says so."""

from __future__ import annotations

from cdk8s import App, Chart

from inference_platform.constructs.namespace import PlatformNamespace
from inference_platform.environment import Environment

__all__ = ["NamespaceChart"]


class NamespaceChart(Chart):
    """What must exist before anything else of the platform."""

    def __init__(self, app: App, id: str, *, environment: Environment) -> None:
        super().__init__(app, id, namespace=environment.namespace, disable_resource_name_hashes=True)
        PlatformNamespace(self, "namespace", props=environment.namespace_props)
