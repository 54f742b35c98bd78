"""The common plugins of the endpoint picker, with typed parameters."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Annotated, Any, ClassVar, Literal

from inference_platform.constructs.endpoint_picker.plugin import (
    IN_FLIGHT_LOAD,
    PluginSpec,
    TypedPlugin,
    given,
    number,
)
from inference_platform.constructs.endpoint_picker.version import EppVersion
from inference_platform.errors import Problem
from inference_platform.units import Between, Matches

__all__ = [
    "ActiveRequestScorer",
    "KvCacheUtilizationScorer",
    "LoadAwareScorer",
    "LoraAffinityScorer",
    "MaxScorePicker",
    "NoHitLruScorer",
    "QueueScorer",
    "RandomPicker",
    "RunningRequestsScorer",
    "SessionAffinityScorer",
    "TokenLoadScorer",
    "WeightedRandomPicker",
]

HeaderName = Annotated[
    str,
    Matches(r"[a-z0-9][a-z0-9_-]*", "the name of a header in lower case", "write it in lower case", 128),
]


class KvCacheUtilizationScorer(TypedPlugin):
    """Prefers servers whose KV cache is less used."""

    __slots__ = ()
    TYPE = "kv-cache-utilization-scorer"


class QueueScorer(TypedPlugin):
    """Prefers servers with fewer waiting requests."""

    __slots__ = ()
    TYPE = "queue-scorer"


class RunningRequestsScorer(TypedPlugin):
    """Prefers servers with fewer running requests."""

    __slots__ = ()
    TYPE = "running-requests-size-scorer"


class LoraAffinityScorer(TypedPlugin):
    """Prefers servers that have the LoRA adapter of the request loaded, then those with room for one more."""

    __slots__ = ()
    TYPE = "lora-affinity-scorer"


@dataclass(frozen=True, slots=True, kw_only=True)
class ActiveRequestScorer(TypedPlugin):
    """Prefers servers with fewer requests under way, as the picker itself counts them; needs llm-d-router."""

    TYPE: ClassVar[str] = "active-request-scorer"

    idle_threshold: Annotated[int, Between(0, 10_000)] | None = None
    """Requests up to which a server counts as idle. Default: 0."""

    max_busy_score: Annotated[float, Between(0, 1)] | None = None
    """Best score of a server that is not idle. Default: 1."""

    def parameters(self, version: EppVersion) -> dict[str, Any]:
        """Its parameters as a version reads them."""
        del version
        return given(idleThreshold=self.idle_threshold, maxBusyScore=number(self.max_busy_score))


@dataclass(frozen=True, slots=True, kw_only=True)
class LoadAwareScorer(TypedPlugin):
    """Prefers servers with an empty queue, then those further from a threshold; needs llm-d-router."""

    TYPE: ClassVar[str] = "load-aware-scorer"

    threshold: Annotated[int, Between(1, 1_000_000)] | None = None
    """Waiting requests at which the score is 0. Default: 128."""

    def parameters(self, version: EppVersion) -> dict[str, Any]:
        """Its parameters as a version reads them."""
        del version
        return given(threshold=self.threshold)


@dataclass(frozen=True, slots=True, kw_only=True)
class TokenLoadScorer(TypedPlugin):
    """Prefers servers with fewer tokens under way, as the picker estimates them; needs llm-d-router."""

    TYPE: ClassVar[str] = "token-load-scorer"

    queue_threshold_tokens: Annotated[int, Between(1, 10**12)] | None = None
    """Tokens at which the score is 0. Default: 4,194,304."""

    def needs(self, version: EppVersion) -> tuple[PluginSpec, ...]:
        """What counts the tokens: no release makes it for this scorer."""
        del version
        return (IN_FLIGHT_LOAD,)

    def problems(self, version: EppVersion) -> Iterator[Problem]:
        """Version 1.5.0 takes its data for another type than the one that is produced."""
        if version is EppVersion.GIE_1_5_0:
            yield Problem(
                field="type",
                must_be=f"another scorer with {version.value}, which does not start with this one and its data",
                got=self.TYPE,
                do="take llm-d-router v0.10.0 or RunningRequestsScorer",
            )

    def parameters(self, version: EppVersion) -> dict[str, Any]:
        """Its parameters as a version reads them."""
        del version
        return given(queueThresholdTokens=self.queue_threshold_tokens)


@dataclass(frozen=True, slots=True, kw_only=True)
class NoHitLruScorer(TypedPlugin):
    """Sends requests that no cache knows to the server whose last such request is oldest; needs llm-d-router."""

    TYPE: ClassVar[str] = "no-hit-lru-scorer"

    lru_size: Annotated[int, Between(1, 1_000_000)] | None = None
    """Servers to remember. Default: 1024."""

    def parameters(self, version: EppVersion) -> dict[str, Any]:
        """Its parameters as a version reads them."""
        del version
        return given(lruSize=self.lru_size)


@dataclass(frozen=True, slots=True, kw_only=True)
class SessionAffinityScorer(TypedPlugin):
    """Prefers the server that answered the session before; needs llm-d-router, in 0.10 with `allow_experimental`.

    By `token`, the answer carries a header that names the server and the client must send it back. By `session_id`,
    the client sends an identifier of its own and the picker remembers the server (llm-d-router 0.10).
    """

    TYPE: ClassVar[str] = "session-affinity-scorer"

    by: Literal["token", "session_id"] = "token"
    """What identifies a session."""

    header: HeaderName | None = None
    """Header with it. Default: `x-session-token`, or `x-session-id`."""

    time_to_live: Annotated[float, Between(1, 604_800)] | None = None
    """Seconds that the picker remembers an unused session identifier. Default: 300."""

    def rules(self) -> Iterator[Problem]:
        """A token is remembered by the client."""
        if self.by == "token" and self.time_to_live is not None:
            yield Problem(
                field="time_to_live",
                must_be="left out when sessions are identified by token",
                got=self.time_to_live,
                do="set by to session_id or remove it",
            )

    def problems(self, version: EppVersion) -> Iterator[Problem]:
        """Identifiers came with 0.10."""
        if self.by == "session_id" and version is EppVersion.LLM_D_ROUTER_0_9:
            yield Problem(field="by", must_be=f"token with {version.value}", got=self.by, do="raise the version")

    def parameters(self, version: EppVersion) -> dict[str, Any]:
        """Its parameters as a version reads them."""
        if self.by == "session_id":
            sources = [{"header": self.header}] if self.header else None
            config = given(sources=sources, evictionTtlSeconds=number(self.time_to_live))
            return {"strategy": "session_id"} | ({"sessionIdConfig": config} if config else {})
        if self.header is None:
            return {}
        if version is EppVersion.LLM_D_ROUTER_0_9:
            return {"headerName": self.header}
        return {"encodedEndpointHeaderConfig": {"header": self.header}}


@dataclass(frozen=True, slots=True, kw_only=True)
class _Picker(TypedPlugin):
    max_endpoints: Annotated[int, Between(1, 100)] | None = None
    """Servers to name in the answer; Envoy takes the next one when the first is gone. Default: 1."""

    def parameters(self, version: EppVersion) -> dict[str, Any]:
        """Its parameters as a version reads them."""
        del version
        return given(maxNumOfEndpoints=self.max_endpoints)


class MaxScorePicker(_Picker):
    """Takes the server with the highest score, any of them when several have it."""

    __slots__ = ()
    TYPE = "max-score-picker"


class WeightedRandomPicker(_Picker):
    """Takes a server at random, the likelier the higher its score."""

    __slots__ = ()
    TYPE = "weighted-random-picker"


class RandomPicker(_Picker):
    """Takes any server; scores have no effect."""

    __slots__ = ()
    TYPE = "random-picker"
