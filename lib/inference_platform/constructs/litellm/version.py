"""Versions of LiteLLM: which one is the default, and what others can and cannot do."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum
from typing import Annotated, Self

from inference_platform.errors import Problem
from inference_platform.units import Matches
from inference_platform.versions import LITELLM_VERSION

__all__ = ["OLDEST", "Feature", "LiteLLMVersion", "VersionText"]

VersionText = Annotated[
    str,
    Matches(
        r"[0-9]{1,3}\.[0-9]{1,4}\.[0-9]{1,4}",
        f"a version of LiteLLM such as {LITELLM_VERSION}",
        "write the three numbers of a release, without v",
    ),
]


class Feature(Enum):
    """What LiteLLM can do only from some version on.

    The value is the oldest release in whose package the feature was found, and the feature in words. Releases in
    between were not all looked at, so a feature may be a little older than its number says, never younger.
    """

    CHECKED_MIGRATIONS = ("1.82.6", "a database, whose failed migration must fail its Job,")
    RATE_LIMITS = ("1.82.6", "a rate limit of a model that holds across workers and pods")
    METRICS_OF_WORKERS = ("1.82.6", "collecting the metrics of several workers")
    SENTINEL = ("1.85.0", "a Sentinel setup")
    PREPARED_STATEMENTS_OFF = ("1.85.7", "a pooler that loses prepared statements")
    SHUTDOWN_TIMEOUT = ("1.91.5", "a limited graceful shutdown")
    COORDINATION_REDIS = ("1.94.3", "counting limits in Redis apart from the response cache")
    METRICS_PORT = ("1.101.6", "a separate port for metrics")
    DATABASE_TLS = ("1.102.4", "choosing the TLS mode of the database connection")

    def __init__(self, since: str, words: str) -> None:
        self.since = since
        self.words = words


@dataclass(frozen=True, slots=True, order=True)
class LiteLLMVersion:
    """A release of LiteLLM, comparable with others."""

    numbers: tuple[int, int, int]

    @classmethod
    def of(cls, text: VersionText) -> Self:
        """The version of a text such as `1.103.7`."""
        major, minor, patch = (int(part) for part in text.split("."))
        return cls((major, minor, patch))

    def __str__(self) -> str:
        return ".".join(map(str, self.numbers))

    def has(self, feature: Feature) -> bool:
        """Whether this version can do it."""
        return self >= LiteLLMVersion.of(feature.since)

    def problems(self, feature: Feature, *, field: str = "version", otherwise: str) -> Iterator[Problem]:
        """The problem that this version cannot do what is asked for.

        Args:
            feature: What is asked for.
            field: The setting to blame.
            otherwise: What to do if the version has to stay.
        """
        if not self.has(feature):
            yield Problem(
                field=field,
                must_be=f"{feature.since} or newer, which {feature.words} needs",
                got=str(self),
                do=f"raise the version, or {otherwise}",
            )


OLDEST = LiteLLMVersion.of("1.81.3")
"""Oldest version whose settings are known."""
