"""Kinds of GPUs: the resource that a pod asks for, and the nodes that have it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Self

from inference_platform.units import LabelKey, LabelValue

__all__ = ["GpuType"]


@dataclass(frozen=True, slots=True, kw_only=True)
class GpuType:
    """A kind of GPU."""

    resource: LabelKey = "nvidia.com/gpu"
    """Resource that the device plugin offers, of which a pod gets whole ones."""

    node_labels: Mapping[LabelKey, LabelValue] | None = None
    """Labels of the nodes that have it. Default: any node that offers the resource."""

    taint: LabelKey | None = "nvidia.com/gpu"
    """Key of the taint that keeps other pods off its nodes, which the pods tolerate with every effect. None: no
    toleration is added."""

    @classmethod
    def nvidia(cls, product: str) -> Self:
        """A whole GPU of NVIDIA by the label that GPU Feature Discovery gives the nodes.

        Args:
            product: Value of the label `nvidia.com/gpu.product`, for example `NVIDIA-A100-SXM4-80GB`.
        """
        return cls(node_labels={"nvidia.com/gpu.product": product})
