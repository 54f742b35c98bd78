from __future__ import annotations

from typing import Any, get_args

import pytest

from inference_platform import units


def accepts(hint: Any, value: object) -> bool:
    return all(constraint.accepts(value) for constraint in get_args(hint)[1:])


@pytest.mark.parametrize(
    ("quantity", "expected"), [("1", 1), ("512Mi", 512 * 2**20), ("1.5Gi", 3 * 2**29), ("2G", 2 * 10**9), ("3k", 3000)]
)
def test_bytes_of_reads_binary_and_decimal_suffixes(quantity: str, expected: int) -> None:
    assert units.bytes_of(quantity) == expected


@pytest.mark.parametrize("quantity", ["", "Mi", "1 Gi", "-1Gi", "500m", "1GiB"])
def test_fails_when_bytes_are_not_a_quantity(quantity: str) -> None:
    with pytest.raises(ValueError, match=r"is (not )?a quantity"):
        units.bytes_of(quantity)


@pytest.mark.parametrize(("quantity", "expected"), [("2", 2000), ("500m", 500), ("0.25", 250)])
def test_millicores_of_reads_cpus(quantity: str, expected: int) -> None:
    assert units.millicores_of(quantity) == expected


def test_fails_when_cpus_are_given_in_bytes() -> None:
    with pytest.raises(ValueError, match="not a quantity of CPUs"):
        units.millicores_of("2Gi")


@pytest.mark.parametrize(("duration", "expected"), [("10m", 600.0), ("1h30m", 5400.0), ("500ms", 0.5), ("0s", 0.0)])
def test_seconds_of_reads_durations(duration: str, expected: float) -> None:
    assert units.seconds_of(duration) == expected


@pytest.mark.parametrize("duration", ["", "10", "10 m", "m10", "1d"])
def test_fails_when_a_duration_has_no_known_unit(duration: str) -> None:
    with pytest.raises(ValueError, match="is not a duration"):
        units.seconds_of(duration)


@pytest.mark.parametrize(
    ("hint", "good", "bad"),
    [
        (units.Port, 65535, 65536),
        (units.Replicas, 1, 0),
        (units.Percent, 100, 101),
        (units.Seconds, 0, -1),
        (units.DnsLabel, "a-1", "a.b"),
        (units.DnsLabel, "a" * 63, "a" * 64),
        (units.DnsSubdomain, "a.b-c", "A.b"),
        (units.Hostname, "llm.example.com", "https://llm.example.com"),
        (units.WildcardHostname, "*.example.com", "a.*.com"),
        (units.Memory, "1Gi", "1GB"),
        (units.Cpu, "500m", "1Gi"),
        (units.Duration, "1h30m", "1.5h"),
        (units.Cidr, "10.0.0.0/8", "10.0.0.0/33"),
        (units.ImageReference, "ghcr.io/org/app:v1.2", "ghcr.io/org/app:latest"),
        (units.ImageReference, "localhost:5000/app@sha256:" + "0" * 64, "localhost:5000/app"),
        (units.LabelKey, "example.com/team", "example.com/"),
        (units.LabelKey, "example.com/" + "a" * 63, "example.com/" + "a" * 64),
        (units.LabelKey, "a" * 253 + "/team", "a" * 254 + "/team"),
        (units.LabelValue, "", "-a"),
        (units.SecretKeyName, "master-key", "a b"),
        (units.EnvName, "A_1", "1A"),
        (units.HttpUrl, "https://api.example.com/v1", "https://user:pw@api.example.com"),
        (units.S3Url, "s3://bucket/path", "bucket/path"),
        (units.Cron6, "0 0 3 * * *", "0 3 * * *"),
    ],
    ids=lambda value: str(value)[:30] if isinstance(value, str | int) else "",
)
def test_a_constraint_tells_good_from_bad(hint: Any, good: object, bad: object) -> None:
    assert accepts(hint, good)
    assert not accepts(hint, bad)


def test_a_bool_is_not_a_number() -> None:
    assert not units.Between(0, 1).accepts(True)


@pytest.mark.parametrize(
    ("constraint", "words"),
    [
        (units.Between(1, 2), "from 1 to 2"),
        (units.Between(minimum=1), "at least 1"),
        (units.Between(maximum=2), "at most 2"),
        (units.OneOf(("a", "b")), "one of a, b"),
    ],
)
def test_a_constraint_says_in_words_what_it_allows(constraint: units.Constraint, words: str) -> None:
    assert constraint.allowed == words
    assert constraint.do


def test_one_of_accepts_only_its_values() -> None:
    assert units.OneOf((1, 3)).accepts(3)
    assert not units.OneOf((1, 3)).accepts(2)
