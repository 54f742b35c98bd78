"""What an environment may choose about a model's route on the inference Gateway."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Annotated

from inference_platform.constructs.model_route.timeouts import Timeouts
from inference_platform.errors import Problem
from inference_platform.model_refs import InferencePoolRef, ModelServerRef
from inference_platform.units import Between, Hostname, LabelKey, Matches

__all__ = ["Backend", "ModelRouteProps", "RoutePath"]

# HTTPRoute, Gateway API v1
_MOST_HEADERS = 16
_MOST_HOSTNAMES = 16

RoutePath = Annotated[
    str,
    Matches(
        r"(/(?!\.{1,2}(/|$))[A-Za-z0-9._~-]+)*",
        "a path such as /llama-70b, or empty",
        "begin it with '/', end it without, and use letters, digits, '-', '.', '_' and '~'",
        512,
    ),
]
HeaderName = Annotated[
    str,
    Matches(
        r"(?i:(?!host$)[a-z][a-z0-9-]{0,255})",
        "the name of a header (letters, digits and '-') other than host",
        "rename it, for requests with '_' are refused; for host names there is hostnames",
    ),
]
HeaderValue = Annotated[
    str,
    Matches(r"[\x21-\x7e]([\x20-\x7e]*[\x21-\x7e])?", "a text without blanks around it", "give the exact value", 4096),
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Backend:
    """Who answers: servers among which Envoy chooses, or a pool in which an endpoint picker does."""

    server: ModelServerRef | None = None
    """Servers; each request goes to the one with the fewest."""

    pool: InferencePoolRef | None = None
    """A pool; its picker names the pod for each request."""

    weight: Annotated[int, Between(0, 1_000_000)] = 1
    """Share of the requests against the other backends; 0 gets none."""

    def rules(self) -> Iterator[Problem]:
        """It is one of the two."""
        if (self.server is None) == (self.pool is None):
            yield Problem(
                field="server",
                must_be="given exactly when pool is not",
                got="both" if self.server else None,
                do="name the servers, or the pool that has them",
            )

    @property
    def servers(self) -> ModelServerRef:
        """The servers, with or without a picker before them."""
        chosen = self.pool.server if self.pool else self.server
        assert chosen is not None  # its rules hold
        return chosen


@dataclass(frozen=True, slots=True, kw_only=True)
class ModelRouteProps:
    """Which requests are for the model, and what Envoy does with them."""

    path: RoutePath | None = None
    """What stands before the path of the API; Envoy takes it away again. Default: `/<name>`. Empty: nothing, for a
    Gateway with one model, or with host names or headers that tell the models apart."""

    hostnames: tuple[Hostname, ...] = ()
    """Host names that requests must be for. Default: any, also that of the Gateway's Service."""

    headers: Mapping[HeaderName, HeaderValue] | None = None
    """Headers that requests must have, with these exact values. A route with them goes before one for the same path
    without, for example to send chosen requests to another version."""

    timeouts: Timeouts = Timeouts()
    """How long requests may take on their whole way."""

    max_parallel_requests: Annotated[int, Between(1, 1_000_000)] = 10_000
    """Most requests that one Envoy has open to the servers, and to the picker, at a time; more get 503 at once.
    Envoy's own default of 1024 is soon reached by streams that last minutes."""

    retries: Annotated[int, Between(0, 5)] = 0
    """How often Envoy repeats a request whose connection to a server failed, so that no token was spent; bodies above
    32 KiB are not repeated. Default: never; LiteLLM repeats, and knows more of the error."""

    annotations: Mapping[LabelKey, str] | None = None
    """Annotations of the HTTPRoute."""

    def rules(self) -> Iterator[Problem]:
        """What the API server refuses."""
        names = [name.lower() for name in self.headers or {}]
        if len(names) > _MOST_HEADERS or len(set(names)) != len(names):
            yield Problem(
                field="headers",
                must_be=f"at most {_MOST_HEADERS} that differ in more than case",
                got=", ".join(names),
                do="name each header once",
            )
        if len(self.hostnames) > _MOST_HOSTNAMES or len(set(self.hostnames)) != len(self.hostnames):
            yield Problem(
                field="hostnames",
                must_be=f"at most {_MOST_HOSTNAMES}, each once",
                got=", ".join(self.hostnames),
                do="remove the duplicates, or make a second route",
            )
