"""Knative Serving."""

from __future__ import annotations

from cdk8s import App, Chart

from inference_platform.constructs.knative import (
    KNATIVE_NAMESPACE,
    KnativeConfigMaps,
    KnativeConfigMapsProps,
    KnativeProps,
    KnativeServing,
)

__all__ = ["KnativeChart"]


class KnativeChart(Chart):
    """What Knative's operator or Knative itself reads, in Knative's own namespace."""

    def __init__(self, app: App, id: str, *, props: KnativeProps | KnativeConfigMapsProps) -> None:
        super().__init__(app, id, namespace=KNATIVE_NAMESPACE, disable_resource_name_hashes=True)
        if isinstance(props, KnativeProps):
            KnativeServing(self, "knative", props=props)
        else:
            KnativeConfigMaps(self, "knative", props=props)
