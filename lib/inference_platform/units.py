"""Value types of settings: what a number or a text may be, and how to read quantities and durations."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from ipaddress import ip_network
from typing import Annotated, Protocol, runtime_checkable

__all__ = [
    "Between",
    "Cidr",
    "Constraint",
    "Cpu",
    "Cron6",
    "DnsLabel",
    "DnsSubdomain",
    "Duration",
    "EnvName",
    "Hostname",
    "HttpUrl",
    "ImageReference",
    "LabelKey",
    "LabelValue",
    "Matches",
    "Memory",
    "OneOf",
    "Percent",
    "Port",
    "Replicas",
    "S3Url",
    "Seconds",
    "SecretKeyName",
    "WildcardHostname",
    "bytes_of",
    "millicores_of",
    "seconds_of",
]


@runtime_checkable
class Constraint(Protocol):
    """What `Annotated` metadata must offer for `problems_of` to enforce it."""

    @property
    def allowed(self) -> str:
        """What is allowed; reads after "must be"."""

    @property
    def do(self) -> str:
        """What to do about a value that is not."""

    def accepts(self, value: object) -> bool:
        """Whether the value is allowed."""


@dataclass(frozen=True, slots=True)
class Between:
    """A number from `minimum` to `maximum`, both included; `None` leaves a side open."""

    minimum: float | None = None
    maximum: float | None = None

    @property
    def allowed(self) -> str:
        """The range in words."""
        if self.minimum is None:
            return f"at most {self.maximum}"
        if self.maximum is None:
            return f"at least {self.minimum}"
        return f"from {self.minimum} to {self.maximum}"

    @property
    def do(self) -> str:
        """What to do."""
        return "give a number in that range"

    def accepts(self, value: object) -> bool:
        """Whether the value is a number in the range (a bool is not a number)."""
        if isinstance(value, bool) or not isinstance(value, int | float):
            return False
        return (self.minimum is None or value >= self.minimum) and (self.maximum is None or value <= self.maximum)


@dataclass(frozen=True, slots=True)
class Matches:
    """A text that the whole of `pattern` matches, at most `longest` characters."""

    pattern: str
    allowed: str
    do: str
    longest: int | None = None
    parse: Callable[[str], object] | None = None
    """An additional reading of the text that raises ValueError when it is wrong."""

    def accepts(self, value: object) -> bool:
        """Whether the value is such a text."""
        if not isinstance(value, str) or (self.longest is not None and len(value) > self.longest):
            return False
        if re.fullmatch(self.pattern, value) is None:
            return False
        try:
            if self.parse is not None:
                self.parse(value)
        except ValueError:
            return False
        return True


@dataclass(frozen=True, slots=True)
class OneOf:
    """One of a few values, for lists that are not an enum or a Literal."""

    values: tuple[object, ...]

    @property
    def allowed(self) -> str:
        """The values in words."""
        return "one of " + ", ".join(str(value) for value in self.values)

    @property
    def do(self) -> str:
        """What to do."""
        return "choose one of them"

    def accepts(self, value: object) -> bool:
        """Whether the value is one of them."""
        return value in self.values


_BINARY = {"Ki": 2**10, "Mi": 2**20, "Gi": 2**30, "Ti": 2**40, "Pi": 2**50, "Ei": 2**60}
_DECIMAL = {"k": 10**3, "M": 10**6, "G": 10**9, "T": 10**12, "P": 10**15, "E": 10**18}
_QUANTITY = re.compile(r"([0-9]+(?:\.[0-9]+)?)(Ki|Mi|Gi|Ti|Pi|Ei|k|M|G|T|P|E|m)?")
_DURATION_PART = re.compile(r"([0-9]+(?:\.[0-9]+)?)(ms|h|m|s)")
_SECONDS = {"h": 3600.0, "m": 60.0, "s": 1.0, "ms": 0.001}


def bytes_of(quantity: str) -> int:
    """Bytes of a Kubernetes quantity such as `512Mi`.

    Raises:
        ValueError: It is not a quantity of bytes.
    """
    number, suffix = _quantity(quantity)
    if suffix == "m":
        raise ValueError(f"{quantity!r} is a quantity in thousandths, not of bytes")
    return int(number * (_BINARY | _DECIMAL).get(suffix, 1))


def millicores_of(quantity: str) -> int:
    """Thousandths of a CPU of a quantity such as `500m` or `1.5`.

    Raises:
        ValueError: It is not a quantity of CPUs.
    """
    number, suffix = _quantity(quantity)
    if suffix not in ("", "m"):
        raise ValueError(f"{quantity!r} is not a quantity of CPUs")
    return int(number * (1 if suffix == "m" else 1000))


def seconds_of(duration: str) -> float:
    """Seconds of a Gateway API or Go duration such as `1h30m` or `500ms`.

    Raises:
        ValueError: It is not a duration.
    """
    parts = _DURATION_PART.findall(duration)
    if not parts or "".join(number + unit for number, unit in parts) != duration:
        raise ValueError(f"{duration!r} is not a duration")
    return sum(float(number) * _SECONDS[unit] for number, unit in parts)


def _quantity(text: str) -> tuple[Decimal, str]:
    found = _QUANTITY.fullmatch(text)
    if found is None:
        raise ValueError(f"{text!r} is not a quantity")
    return Decimal(found.group(1)), found.group(2) or ""


_LABEL = r"[a-z0-9]([-a-z0-9]*[a-z0-9])?"
_NAME = r"[A-Za-z0-9]([-A-Za-z0-9_.]*[A-Za-z0-9])?"
_HOST = rf"{_LABEL}(\.{_LABEL})*"

Port = Annotated[int, Between(1, 65535)]
Replicas = Annotated[int, Between(1, 1000)]
Percent = Annotated[int, Between(1, 100)]
Seconds = Annotated[int, Between(0, 86400)]
DnsLabel = Annotated[
    str,
    Matches(
        _LABEL,
        "a DNS label (lower-case letters, digits and '-', at most 63 characters)",
        "shorten it or replace the other characters",
        63,
    ),
]
DnsSubdomain = Annotated[
    str,
    Matches(
        _HOST,
        "a DNS name (lower-case letters, digits, '-' and '.', at most 253 characters)",
        "shorten it or replace the other characters",
        253,
    ),
]
Hostname = Annotated[
    str,
    Matches(_HOST, "a host name such as llm.example.com", "give it without scheme, port and path", 253),
]
WildcardHostname = Annotated[
    str,
    Matches(
        rf"(\*\.)?{_HOST}",
        "a host name such as llm.example.com or *.example.com",
        "give it without scheme, port and path",
        253,
    ),
]
Memory = Annotated[
    str,
    Matches(r"[0-9].*", "a quantity of bytes such as 512Mi", "give a number with Mi, Gi or Ti", parse=bytes_of),
]
Cpu = Annotated[
    str,
    Matches(
        r"[0-9].*",
        "a quantity of CPUs such as 500m",
        "give CPUs, or thousandths of one with m",
        parse=millicores_of,
    ),
]
Duration = Annotated[
    str,
    Matches(
        r"([0-9]{1,5}(h|m|s|ms)){1,4}",
        "a duration such as 10m or 1h30m",
        "write whole numbers with h, m, s or ms",
    ),
]
Cidr = Annotated[
    str,
    Matches(
        r"[0-9a-fA-F:.]+/[0-9]{1,3}",
        "a network such as 10.0.0.0/8",
        "write it as address/prefix length",
        parse=ip_network,
    ),
]
ImageReference = Annotated[
    str,
    Matches(
        r"[a-z0-9][a-z0-9./_:-]*(:(?!latest$|latest@)[A-Za-z0-9_][A-Za-z0-9._-]{0,127}(@sha256:[0-9a-f]{64})?|@sha256:[0-9a-f]{64})",
        "an image with a tag other than latest, or a digest",
        "pin the version, for example registry.example.com/app:1.2.3",
    ),
]
LabelKey = Annotated[
    str,
    Matches(
        rf"((?=[^/]{{1,253}}/){_HOST}/)?(?=[^/]{{1,63}}\Z){_NAME}",
        "a label key such as example.com/team, at most 63 characters behind the '/'",
        "use letters, digits, '-', '_' and '.', with an optional DNS prefix and '/'",
    ),
]
LabelValue = Annotated[
    str,
    Matches(
        rf"({_NAME})?",
        "a label value (letters, digits, '-', '_' and '.', at most 63 characters)",
        "shorten it or replace the other characters",
        63,
    ),
]
SecretKeyName = Annotated[
    str,
    Matches(r"[-._a-zA-Z0-9]+", "a key of a Secret (letters, digits, '-', '_' and '.')", "rename the key", 253),
]
EnvName = Annotated[
    str,
    Matches(
        r"[A-Za-z_][A-Za-z0-9_]*",
        "a name of an environment variable (letters, digits and '_')",
        "replace the other characters",
    ),
]
HttpUrl = Annotated[
    str,
    Matches(
        r"https?://[^\s/@]+(/[^\s]*)?",
        "a URL with http:// or https:// and no password",
        "write the whole URL; passwords belong into a Secret",
    ),
]
S3Url = Annotated[
    str,
    Matches(r"s3://[a-z0-9][a-z0-9.-]+(/[^\s]*)?", "an S3 URL such as s3://bucket/path", "start it with s3://"),
]
_FIELD = r"[0-9*,/A-Za-z?-]+"
Cron6 = Annotated[
    str,
    Matches(
        rf"({_FIELD} ){{5}}{_FIELD}|@(yearly|annually|monthly|weekly|daily|midnight|hourly|every .+)",
        "a cron expression of six fields, seconds first, such as 0 0 3 * * *",
        "put the seconds in front of the usual five fields",
    ),
]
