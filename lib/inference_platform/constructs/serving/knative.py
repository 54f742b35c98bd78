"""What a model in Knative mode needs from Knative's configuration."""

from __future__ import annotations

from collections.abc import Iterator

from inference_platform.constructs.serving.pod_parts import PodParts

__all__ = ["required_features"]


def required_features(parts: PodParts) -> tuple[str, ...]:
    """Flags of Knative's `config-features` that must be enabled for the pods of a model, sorted.

    Those that Knative enables by itself are left out. What KServe adds to the pods when they are made (the mount of a
    `pvc://` source, an image volume) needs none.
    """
    return tuple(sorted(f"kubernetes.{flag}" for flag in _flags(parts))) if parts.model.knative else ()


def _flags(parts: PodParts) -> Iterator[str]:
    # the pod's own security context: user, group and seccomp profile
    yield "podspec-securitycontext"
    if parts.node_selector():
        yield "podspec-nodeselector"
    if parts.tolerations():
        yield "podspec-tolerations"
    if parts.model.placement.priority_class is not None:
        yield "podspec-priorityclassname"
    if parts.files.init_containers:
        yield "podspec-init-containers"
    claims = [volume for volume in parts.volumes() if "persistentVolumeClaim" in volume]
    if claims:
        yield "podspec-persistent-volume-claim"
    if any(not volume["persistentVolumeClaim"].get("readOnly") for volume in claims):
        yield "podspec-persistent-volume-write"
