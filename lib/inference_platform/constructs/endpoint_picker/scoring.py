"""The simple way to say how a server is chosen."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Annotated

from inference_platform.constructs.endpoint_picker.config import (
    EndpointPickerConfig,
    Profile,
    ProfilePlugin,
)
from inference_platform.constructs.endpoint_picker.flow_control import FlowControl
from inference_platform.constructs.endpoint_picker.plugin import TypedPlugin
from inference_platform.constructs.endpoint_picker.plugins import (
    ActiveRequestScorer,
    KvCacheUtilizationScorer,
    LoraAffinityScorer,
    MaxScorePicker,
    QueueScorer,
    RunningRequestsScorer,
    WeightedRandomPicker,
)
from inference_platform.constructs.endpoint_picker.prefix_cache import PrefixCacheScorer
from inference_platform.constructs.endpoint_picker.saturation import Concurrency, Saturation
from inference_platform.errors import Problem
from inference_platform.units import Between

__all__ = ["Scoring"]

_Share = Annotated[float, Between(0, 1_000_000)]


@dataclass(frozen=True, slots=True, kw_only=True)
class Scoring:
    """Weights of the scorers: each scores a server from 0 to 1, and the sum of score times weight decides.

    Only ratios count, so weights need not sum up to anything; 0 leaves a scorer out.
    """

    prefix_cache: _Share = 3
    """For servers that saw the beginning of the prompt before: their KV cache saves computing it again."""

    kv_cache: _Share = 2
    """For servers whose KV cache is less used."""

    queue: _Share = 2
    """For servers with fewer waiting requests."""

    running_requests: _Share = 0
    """For servers with fewer running requests, by their metrics."""

    lora_affinity: _Share = 0
    """For servers that have the request's LoRA adapter loaded."""

    active_requests: _Share = 0
    """For servers with fewer requests under way, as the picker itself counts them; works without metrics, needs
    llm-d-router."""

    prefix: PrefixCacheScorer = PrefixCacheScorer()
    """How beginnings of prompts are matched."""

    def rules(self) -> Iterator[Problem]:
        """Something must score."""
        if not any(weight for _, weight in self._weights()):
            yield Problem(
                field="prefix_cache",
                must_be="above 0 when every other weight is 0",
                got=0,
                do="give at least one scorer a weight, or requests go to servers at random",
            )
        if not self.prefix_cache and self.prefix != PrefixCacheScorer():
            yield Problem(
                field="prefix",
                must_be="left out when prefix_cache is 0",
                got="given",
                do="give prefix_cache a weight or remove it",
            )

    def _weights(self) -> tuple[tuple[TypedPlugin, float], ...]:
        return (
            (self.prefix, self.prefix_cache),
            (KvCacheUtilizationScorer(), self.kv_cache),
            (QueueScorer(), self.queue),
            (RunningRequestsScorer(), self.running_requests),
            (LoraAffinityScorer(), self.lora_affinity),
            (ActiveRequestScorer(), self.active_requests),
        )

    def config(
        self,
        *,
        picker: MaxScorePicker | WeightedRandomPicker,
        saturation: Saturation | Concurrency | None,
        flow_control: FlowControl | None,
    ) -> EndpointPickerConfig:
        """The configuration with one profile of these scorers and a picker."""
        scorers = [(scorer, weight) for scorer, weight in self._weights() if weight]
        return EndpointPickerConfig(
            plugins=(*(scorer for scorer, _ in scorers), picker),
            profiles=(
                Profile(
                    plugins=(
                        *(ProfilePlugin(scorer.name or scorer.TYPE, weight) for scorer, weight in scorers),
                        ProfilePlugin(picker.name or picker.TYPE),
                    )
                ),
            ),
            saturation=saturation,
            flow_control=flow_control,
        )
