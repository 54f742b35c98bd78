"""How long a request to a model may take: one policy, from which every hop on its way gets its own limits."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from math import ceil

from inference_platform.errors import Problem
from inference_platform.units import Duration, seconds_of

__all__ = ["Timeouts"]

_SHORTEST_KEEPALIVE = 2
_KEEPALIVE_SHARE = 0.8
"""Envoy closes an idle connection after this share of the time that the server keeps it."""

_LONGEST_MESSAGE = 3600
"""Longest message timeout that Envoy accepts from the ext-proc filter, in seconds."""

_LAST_WORD = 10
"""Seconds that LiteLLM waits longer than Envoy, so that the hop that knows the reason answers."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Timeouts:
    """How long a request to a model may take on its whole way: proxy, inference Gateway, endpoint picker, server.

    Each hop's limits are made from these, with the limits of outer hops above those of inner ones.
    """

    silence: Duration = "10m"
    """Longest time without a byte in either direction: the wait for the first token and between two tokens, and the
    whole of an answer that is not streamed."""

    answer: Duration | None = None
    """Longest time for a whole answer, streams included. Default: no limit; a stream ends when it is silent."""

    keepalive: Duration = "75s"
    """How long the server keeps an idle connection, in whole seconds. Envoy closes its own earlier: a request on a
    connection that the server is just closing is lost, and answered with 503. Set on servers that can be told;
    uvicorn's own 5 s would cost a new connection for nearly every request."""

    def rules(self) -> Iterator[Problem]:
        """No limit is without end, and none lies below another that it contains."""
        if self.silence_seconds < 1:
            yield Problem(
                field="silence",
                must_be="at least 1s",
                got=self.silence,
                do="give the longest wait for a first token: without limit, requests of lost clients never end",
            )
        if self.answer is not None and seconds_of(self.answer) < max(1, self.silence_seconds):
            yield Problem(
                field="answer",
                must_be=f"at least silence {self.silence}",
                got=self.answer,
                do="lengthen it, shorten silence, or leave it out for no limit",
            )
        keepalive = seconds_of(self.keepalive)
        if keepalive < _SHORTEST_KEEPALIVE or keepalive != int(keepalive):
            yield Problem(
                field="keepalive",
                must_be=f"a whole number of seconds, at least {_SHORTEST_KEEPALIVE}s",
                got=self.keepalive,
                do="give what the server is started with, for example 75s",
            )

    @property
    def silence_seconds(self) -> float:
        """`silence` in seconds."""
        return seconds_of(self.silence)

    @property
    def request(self) -> str:
        """Limit of the HTTPRoute for a whole answer. Never left out: Envoy's own default is 15 s."""
        return self.answer or "0s"

    @property
    def message(self) -> str:
        """How long the endpoint picker may think, for the ext-proc filter; it may queue requests."""
        return f"{ceil(min(self.silence_seconds, _LONGEST_MESSAGE))}s"

    @property
    def keepalive_seconds(self) -> int:
        """`keepalive` in seconds, for the server (vLLM: `VLLM_HTTP_TIMEOUT_KEEP_ALIVE`)."""
        return int(seconds_of(self.keepalive))

    @property
    def connection_idle(self) -> str:
        """How long Envoy keeps an idle connection to a server."""
        return f"{int(self.keepalive_seconds * _KEEPALIVE_SHARE)}s"

    @property
    def litellm_timeout(self) -> int:
        """`timeout` of LiteLLM's deployment, in seconds: time without a byte, as its HTTP client counts it."""
        return ceil(self.silence_seconds) + _LAST_WORD

    @property
    def revision_timeout(self) -> int | None:
        """`timeoutSeconds` of a Knative revision; none without `answer`.

        Knative ends every answer at this time, streams included, and knows no "without limit": a model that it serves
        must have an `answer`.
        """
        return None if self.answer is None else ceil(seconds_of(self.answer))
