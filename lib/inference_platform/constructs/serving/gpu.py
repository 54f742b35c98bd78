"""Kinds of GPUs: the resource that a pod asks for, and the nodes that have it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Annotated, Self

from inference_platform.constructs.pods import Toleration
from inference_platform.units import LabelKey, LabelValue, Matches

__all__ = ["NVIDIA", "GpuType"]

_RESOURCE = Matches(
    r"[a-z0-9.-]+\.[a-z]+/[A-Za-z0-9_.-]+",
    "an extended resource such as nvidia.com/gpu, nvidia.com/mig-3g.40gb or amd.com/gpu",
    "give the name that the device plugin registers",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class GpuType:
    """A kind of GPU."""

    resource: Annotated[str, _RESOURCE] = "nvidia.com/gpu"
    """Resource that the device plugin offers, of which a pod gets whole ones."""

    node_labels: Mapping[LabelKey, LabelValue] | None = None
    """Labels of the nodes that have it. Default: any node that offers the resource."""

    taint: LabelKey | None = "nvidia.com/gpu"
    """Key of the taint that keeps other pods off its nodes; the pods tolerate it with every value and effect. None:
    no toleration is added."""

    @classmethod
    def nvidia(cls, product: str) -> Self:
        """A whole GPU of NVIDIA by the label that GPU Feature Discovery gives the nodes.

        Args:
            product: Value of the label `nvidia.com/gpu.product`, for example `NVIDIA-A100-SXM4-80GB`.
        """
        return cls(node_labels={"nvidia.com/gpu.product": product})

    @classmethod
    def mig(cls, profile: str, *, product: str | None = None) -> Self:
        """A slice of a GPU of NVIDIA, where the device plugin has the strategy `mixed`.

        Args:
            profile: Profile of the slice, for example `3g.40gb`.
            product: Value of the label `nvidia.com/gpu.product`. Default: any.
        """
        labels = {"nvidia.com/gpu.product": product} if product else None
        return cls(resource=f"nvidia.com/mig-{profile}", node_labels=labels)

    @classmethod
    def amd(cls, *, node_labels: Mapping[str, str] | None = None) -> Self:
        """A GPU of AMD.

        Args:
            node_labels: Labels of its nodes, for example those of AMD's node labeller. Default: any node with one.
        """
        return cls(resource="amd.com/gpu", node_labels=node_labels, taint="amd.com/gpu")

    @property
    def is_nvidia(self) -> bool:
        """Whether programs for CUDA run on it."""
        return self.resource.startswith("nvidia.com/")

    @property
    def is_slice(self) -> bool:
        """Whether it is a part of a GPU."""
        return self.resource.startswith("nvidia.com/mig-")

    @property
    def tolerations(self) -> tuple[Toleration, ...]:
        """What lets pods onto its nodes."""
        return (Toleration(key=self.taint),) if self.taint else ()


NVIDIA = GpuType()
"""Any GPU of NVIDIA."""
