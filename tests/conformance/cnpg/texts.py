"""Texts that both we and the operator read: what belongs into which field, and where we are stricter on purpose."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace

from inference_platform.constructs.pods import Placement, Toleration
from inference_platform.constructs.postgres import PostgresProps, RecoveryProps, Storage
from tests.conformance.cnpg.refusals import BACKUP, STORE

_IMAGE = "ghcr.io/cloudnative-pg/postgresql"
_DIGEST = "@sha256:" + "a" * 64


@dataclass(frozen=True)
class Texts:
    """The texts of one kind of setting."""

    props: Callable[[str], PostgresProps]
    agreed: tuple[str, ...]
    """Texts that both accept, or both refuse."""

    stricter: Mapping[str, str] = field(default_factory=dict)
    """Texts that only we refuse, and why."""


def _parameter(name: str) -> Callable[[str], PostgresProps]:
    return lambda text: PostgresProps(parameters={name: text})


def _tolerating(toleration: Toleration) -> PostgresProps:
    return PostgresProps(placement=Placement(tolerations=(toleration,)))


_NO_UNIT = "the operator adds MB, PostgreSQL another unit"
_WHOLE = "whole numbers are enough, and the message says so"

TEXTS: Mapping[str, Texts] = {
    "schedule": Texts(
        lambda text: PostgresProps(backup=replace(BACKUP, schedule=text)),
        (
            *("0 0 3 * * *", "*/5 * * * * *", "0 0-30/5 1,13 ? JAN-mar mon", "0 5/10 * 1-31 12 6"),
            *("60 * * * * *", "* 60 * * * *", "* * 24 * * *", "* * * 0 * *", "* * * 32 * *", "* * * * 13 *"),
            *("* * * * 0 *", "* * * * * 7", "0 0 5-3 * * *", "0 0 */0 * * *", "0 0 1-2-3 * * *", "0 0 1/2/3 * * *"),
            *("0 0 3 * FOO *", "0 0 3 * * MONDAY", "0 0 JAN * * *", "a b c d e f", "0 0 3 * * * *", "0 0 -1 * * *"),
            *("0 0 3- * * *", "0 0 3/ * * *", "0 0 /3 * * *", "0 0 3-x * * *", "0 0 */99 * * *", "0 0 **", ""),
            *("@yearly", "@annually", "@monthly", "@weekly", "@daily", "@midnight", "@hourly", "@never", "@Daily"),
            *("@every 1h30m", "@every 24h", "@every 1", "@every day", "@every", "@every 1.5h", "@every 1d"),
        ),
        {
            **dict.fromkeys(("0 3 * * *", "*/15 * * * *"), "the operator reads the first field as seconds"),
            **dict.fromkeys((" 0 0 3 * * *", "0 0 0 1,,2 * *"), "most likely a slip"),
        },
    ),
    "image": Texts(
        lambda text: PostgresProps(image=text),
        (
            *(f"{_IMAGE}:{tag}" for tag in ("17", "17.6", "18.4-system-trixie", "17beta1", "13.0", "16.1-7", "16.4.2")),
            f"{_IMAGE}:13.3.2.1-1",
            *(f"{_IMAGE}:{tag}" for tag in ("12", "9.6.24", "latest", "v17", "17.", "trixie", "17.-1", "1")),
            *(f"{_IMAGE}:17.6{_DIGEST}", f"{_IMAGE}:latest{_DIGEST}", f"{_IMAGE}{_DIGEST}", _IMAGE, "postgres:17"),
            *("registry.example.com:5000/postgresql:17", "registry.example.com:5000/postgresql"),
        ),
        {
            f"{_IMAGE}:17.6@sha256:abc": "no digest is that short",
            f"{_IMAGE}:17.6.": "no version ends with a dot",
        },
    ),
    "shared_buffers": Texts(
        lambda text: PostgresProps(shared_buffers=text),
        ("8kB", "256MB", "256 MB", "1GB", "2GB", "1TB", "256Mi", "256M", "256mb", "B", "x"),
        {
            "256": _NO_UNIT,
            "0.5GB": _WHOLE,
            "268435456B": _WHOLE,
            "2  MB": _WHOLE,
            **dict.fromkeys(("0MB", "MB", "-1MB", "1KB"), "PostgreSQL would not start"),
        },
    ),
    "max_wal_size": Texts(
        _parameter("max_wal_size"),
        ("1GB", "2 GB", "100MB", "80MB", "10MB", "4Gi", "4gb", "much"),
        {
            "2048": _NO_UNIT,
            "1.5GB": _WHOLE,
            "": "the operator puts the default in its place",
            "2TB": "fills the volume",
        },
    ),
    "hot_standby_feedback": Texts(
        _parameter("hot_standby_feedback"),
        (
            *("1", "on", "ON", "y", "ye", "yes", "Yes", "t", "tr", "tru", "true", "TRUE", "0", "of", "off", "n", "no"),
            *("f", "fa", "fal", "fals", "false", "o", "", " on", "2", "enabled", "yess", "truee", "10", "nope"),
        ),
    ),
    "wal_level": Texts(_parameter("wal_level"), ("replica", "logical", "minimal", "REPLICA", "archive", "")),
    "name of a parameter": Texts(
        lambda text: PostgresProps(parameters={text: "1"}),
        ("work_mem", "a.b", "_a$1", "A", "a.b.c", "a.", ".a", "1a", "a-b", "a b", "a\nb", "é", "$a", "a\n"),
    ),
    "size of a volume": Texts(
        lambda text: PostgresProps(storage=Storage(size=text)),
        ("20Gi", "1.5Ti", "20G", "30000000000", "1Pi", "20GB", "20gi", "20 Gi", "", "much", "1,5Gi"),
        {
            **dict.fromkeys(("0", "Gi", "-20Gi", "5m"), "no volume is that small"),
            **dict.fromkeys(("20e9", "+20Gi"), "the plain form says the same"),
        },
    ),
    "target time": Texts(
        lambda text: PostgresProps(recovery=RecoveryProps(server_name="old", store=STORE, target_time=text)),
        (
            *("2025-03-01T06:00:00Z", "2025-03-01T06:00:00+05:30", "2025-03-01T06:00:00.123456-08:00"),
            *("2025-03-01T06:00:00.5Z", "2024-02-29T00:00:00Z", "2025-02-29T00:00:00Z", "2025-13-01T00:00:00Z"),
            *("2025-03-01T25:00:00Z", "2025-03-01T06:60:00Z", "soon", "2025-03-01T06:00:00z", "2025-03-01T06:00Z"),
        ),
        {
            "2025-03-01T06:00:00": "without a zone the server's counts",
            "2025-03-01 06:00:00+00": "one way to write it is enough",
        },
    ),
    "key of a toleration": Texts(
        lambda text: _tolerating(Toleration(key=text)),
        (
            *("dedicated", "example.com/A_b.c-1", "a" * 63, "a" * 64, "example.com/" + "a" * 64, "a" * 253 + "/a"),
            *("a" * 254 + "/a", "/a", "a/", "a/b/c", "A.b/c", "a b", "-a", "a\n"),
        ),
    ),
    "value of a toleration": Texts(
        lambda text: _tolerating(Toleration(key="dedicated", operator="Equal", value=text)),
        ("db", "", "A_b.c-1", "a" * 63, "a" * 64, "a b", "-a", "a/b", "é", "a\n"),
    ),
}
