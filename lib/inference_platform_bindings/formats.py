"""The string formats that the API server enforces, and names for patterns that people meet often."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import NamedTuple


class Format(NamedTuple):
    """A format: whether a text has it, and how to speak of it."""

    accepts: Callable[[str], object]
    allowed: str
    advice: str


_TIME = re.compile(r"([01]\d|2[0-3]):[0-5]\d:[0-5]\d(?:[.,]\d+)?(?:z|[+-]\d\d:\d\d)\Z", re.ASCII)
_BASE64 = re.compile(r"(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?\Z")


def _date(text: str) -> bool:
    from datetime import date

    if not re.fullmatch(r"\d{4}-\d\d-\d\d", text, re.ASCII):
        return False
    try:
        date.fromisoformat(text)
    except ValueError:
        # Go has a year 0, Python has not; nobody means it, but it is no reason to refuse.
        return text.startswith("0000-")
    return True


def _date_time(text: str) -> bool:
    day, separator, time = text.lower().partition("t")
    return bool(separator) and _date(day) and _TIME.match(time) is not None


def _byte(text: str) -> bool:
    # Go's decoder skips line breaks.
    return _BASE64.match(text.replace("\n", "").replace("\r", "")) is not None


def _ip(version: int) -> Callable[[str], bool]:
    def accepts(text: str) -> bool:
        import ipaddress

        # Go's sloppy parser accepts leading zeros, Python's does not.
        text = re.sub(r"(^|\.)0+(?=\d)", r"\1", text) if version == 4 else text
        try:
            return ipaddress.ip_address(text).version == version and "%" not in text
        except ValueError:
            return False

    return accepts


CHECKS = {
    "byte": Format(_byte, "base64 text", "encode it"),
    "date": Format(_date, "a date as in 2026-01-31", "write it in that form"),
    "date-time": Format(_date_time, "a time as in 2026-01-31T12:00:00Z", "write it in that form"),
    # For Kubernetes' own kinds; CRDs know no format for both versions, so this name must be none that they use.
    "kubernetes-ip": Format(lambda text: _ip(4)(text) or _ip(6)(text), "an IP address", "write one such as 10.9.8.7"),
    "ipv4": Format(_ip(4), "an IPv4 address", "write it as four numbers"),
    "ipv6": Format(_ip(6), "an IPv6 address", "write it in hexadecimal groups"),
}

_LABEL = "[a-z0-9]([-a-z0-9]*[a-z0-9])?"
QUANTITY_PATTERN = (
    r"^(\+|-)?(([0-9]+(\.[0-9]*)?)|(\.[0-9]+))"
    r"(([KMGTPE]i)|[numkMGTPE]|([eE](\+|-)?(([0-9]+(\.[0-9]*)?)|(\.[0-9]+))))?$"
)
_SUBDOMAIN = rf"{_LABEL}(\.{_LABEL})*"
DOMAIN_PATH_PATTERN = rf"^{_SUBDOMAIN}/[A-Za-z0-9/\-._~%!$&'()*+,;=:]+$"
PORT_NAME_PATTERNS = ["^[a-z0-9]+(-[a-z0-9]+)*$", "[a-z]"]
SUBDOMAIN_PATTERN = f"^{_SUBDOMAIN}$"
QUALIFIED_NAME_PATTERN = rf"^({_SUBDOMAIN}/)?[A-Za-z0-9]([-A-Za-z0-9_.]{{0,61}}[A-Za-z0-9])?$"
PATTERN_NAMES = {
    DOMAIN_PATH_PATTERN: 'a path below a domain, such as "example.com/controller"',
    PORT_NAME_PATTERNS[0]: "a port name (lower-case letters, digits and single inner dashes)",
    PORT_NAME_PATTERNS[1]: "a name with a letter in it",
    QUALIFIED_NAME_PATTERN: 'a key such as "name" or "example.com/name"',
    QUANTITY_PATTERN: 'a quantity such as "500m", "2" or "16Gi"',
    f"^{_LABEL}$": "a DNS label (lower-case letters, digits and inner dashes)",
    SUBDOMAIN_PATTERN: "a DNS name (lower-case labels joined by dots)",
    "^([0-9]{1,5}(h|m|s|ms)){1,4}$": 'a duration such as "500ms", "30s" or "1h30m"',
    r"^([0-9]+(\.[0-9]+)?(ms|s|m|h))+$": 'a duration such as "500ms", "30s" or "1h30m"',
}
