"""The scorer for prefix caches: it remembers which server saw which beginning of a prompt."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Annotated, Any, ClassVar

from inference_platform.constructs.endpoint_picker.plugin import PluginSpec, TypedPlugin, given, number
from inference_platform.constructs.endpoint_picker.version import EppVersion
from inference_platform.errors import Problem
from inference_platform.units import Between

__all__ = ["PrefixCacheScorer"]

_PRODUCER = "approx-prefix-cache-producer"
_CHARACTERS_PER_TOKEN = 4
"""What version 1.3.1 itself takes for the average; it counts its blocks in characters."""

_SMALLEST_BLOCK = 64
"""Tokens that llm-d-router raises every smaller block to."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PrefixCacheScorer(TypedPlugin):
    """Prefers servers that saw the beginning of the prompt before, by an index that the picker keeps.

    Since version 1.5 the index belongs to a plugin of its own, `approx-prefix-cache-producer`, which this class lists
    when one of its parameters is given.
    """

    TYPE: ClassVar[str] = "prefix-cache-scorer"

    auto_tune: bool = True
    """Whether the size of blocks and the capacity of a server come from the metrics of the servers."""

    block_size_tokens: Annotated[int, Between(1, 65_536)] | None = None
    """Tokens in a block, the unit of matching; only without `auto_tune`, at least 64 with llm-d-router. Default: 16,
    or 64."""

    lru_capacity_per_server: Annotated[int, Between(1, 10**9)] | None = None
    """Blocks that one server is thought to keep; only without `auto_tune`. Default: 31,250."""

    max_prefix_tokens: Annotated[int, Between(1, 10**9)] | None = None
    """Longest beginning of a prompt that is matched, in tokens; not with version 1.3.1. Default: 131,072 with
    llm-d-router."""

    max_prefix_blocks: Annotated[int, Between(1, 10**8)] | None = None
    """The same in blocks. Default: 256 before llm-d-router."""

    match_length_weight: Annotated[float, Between(0, 1)] | None = None
    """Share of the score that rewards the length of the match instead of its share of the prompt; needs llm-d-router
    0.10. Default: 0."""

    match_length_scale_tokens: Annotated[int, Between(1, 10**9)] | None = None
    """Length of a match that is rewarded in full, in tokens. Default: 8192."""

    def rules(self) -> Iterator[Problem]:
        """Parameters that others make meaningless."""
        for field in ("block_size_tokens", "lru_capacity_per_server"):
            if self.auto_tune and getattr(self, field) is not None:
                yield Problem(
                    field=field,
                    must_be="left out while auto_tune takes it from the metrics of the servers",
                    got=getattr(self, field),
                    do="set auto_tune=False or remove it",
                )
        if self.max_prefix_tokens is not None and self.max_prefix_blocks is not None:
            yield Problem(
                field="max_prefix_blocks",
                must_be="left out beside max_prefix_tokens",
                got=self.max_prefix_blocks,
                do="keep one of the two",
            )
        if self.match_length_scale_tokens is not None and not self.match_length_weight:
            yield Problem(
                field="match_length_scale_tokens",
                must_be="left out without match_length_weight",
                got=self.match_length_scale_tokens,
                do="give match_length_weight or remove it",
            )

    def problems(self, version: EppVersion) -> Iterator[Problem]:
        """Parameters that a version ignores, changes or refuses."""
        llm_d = version.release.schema == "llm-d.ai"
        if llm_d and self.block_size_tokens is not None and self.block_size_tokens < _SMALLEST_BLOCK:
            yield Problem(
                field="block_size_tokens",
                must_be=f"at least {_SMALLEST_BLOCK} with {version.value}, which raises it",
                got=self.block_size_tokens,
                do="raise it or leave it out",
            )
        if self.max_prefix_tokens is not None and version is EppVersion.GIE_1_3_1:
            yield Problem(
                field="max_prefix_tokens",
                must_be=f"left out with {version.value}, which counts blocks",
                got=self.max_prefix_tokens,
                do="give max_prefix_blocks",
            )
        if self.match_length_weight is not None and version is not EppVersion.LLM_D_ROUTER_0_10:
            yield Problem(
                field="match_length_weight",
                must_be=f"left out with {version.value}",
                got=self.match_length_weight,
                do="remove it or take llm-d-router v0.10.0",
            )

    def specs(self, version: EppVersion) -> tuple[PluginSpec, ...]:
        """The scorer, and the producer of its index where that is another plugin."""
        if version is EppVersion.GIE_1_3_1:
            return (PluginSpec(self.TYPE, self.name, self._index_in_characters()),)
        scorer = PluginSpec(self.TYPE, self.name, self.parameters(version))
        index = self._index(version)
        return (PluginSpec(_PRODUCER, None, index), scorer) if index else (scorer,)

    def parameters(self, version: EppVersion) -> dict[str, Any]:
        """Parameters of the scorer itself."""
        del version
        return given(
            matchLengthWeight=number(self.match_length_weight),
            matchLengthScaleTokens=self.match_length_scale_tokens,
        )

    def _index(self, version: EppVersion) -> dict[str, Any]:
        blocks = self.max_prefix_blocks
        # llm-d-router looks at the blocks only when the tokens, which have a default there, are 0
        no_token_limit = blocks is not None and version.release.schema == "llm-d.ai"
        return given(
            autoTune=None if self.auto_tune else False,
            blockSizeTokens=self.block_size_tokens,
            maxPrefixTokensToMatch=0 if no_token_limit else self.max_prefix_tokens,
            maxPrefixBlocksToMatch=blocks,
            lruCapacityPerServer=self.lru_capacity_per_server,
        )

    def _index_in_characters(self) -> dict[str, Any]:
        tokens = self.block_size_tokens
        return given(
            autoTune=None if self.auto_tune else False,
            blockSize=None if tokens is None else tokens * _CHARACTERS_PER_TOKEN,
            maxPrefixBlocksToMatch=self.max_prefix_blocks,
            lruCapacityPerServer=self.lru_capacity_per_server,
        )
