"""Go's regular expressions keep their meaning in Python."""

from __future__ import annotations

import pytest

from inference_platform_bindings.pattern import matcher

MATCHES = [
    ("^a$", "a"),
    ("^(?i)(abort|warn)?$", "ABORT"),
    ("a(?i)b|c", "C"),
    ("^(?:a|(?i)b)c$", "Bc"),
    (r"^\x{61}\z", "a"),
    (r"^[[:alpha:]_]+$", "a_b"),
    (r"^[^[:digit:]]$", "a"),
    (r"^[]a]$", "]"),
    (r"^[a[b]$", "["),
    (r"^[a&&b]+$", "&"),
    (r"^[\s]$", "\t"),
    (r"^\S+$", "ab"),
    (r"^\s$", " "),
    (r"(?m)^a$", "b\na\n"),
    (r"^(?P<name>a)(?<other>b)$", "ab"),
    (r"^(http|oci)://.*$", "oci://x"),
    (r"^[^\r\n\x00]*$", "anything"),
    (r"^\d+$", "12"),
    (r"^(\*|[A-Za-z][A-Za-z0-9+.-]*:\/\/(\*|(\*\.)?(([\w-]+\.?)+)?[\w-]+)(:\d{1,5})?)$", "https://a.b-c.d:80"),
]
DIFFERS = [
    ("^a$", "a\n"),
    (r"^\d+$", "\u0663"),
    (r"^\w$", "ä"),
    (r"^\s$", "\v"),
    (r"^[\s]$", "\v"),
    ("a(?i)b|c", "AB"),
    ("^(?:a|(?i)b)c$", "bC"),
    (r"^[[:alpha:]]$", "1"),
    (r"^a\z", "a\n"),
]


@pytest.mark.parametrize(("pattern", "text"), MATCHES)
def test_matches_as_in_go(pattern: str, text: str) -> None:
    search = matcher(pattern)
    assert search is not None
    assert search(text)


@pytest.mark.parametrize(("pattern", "text"), DIFFERS)
def test_does_not_match_as_in_go(pattern: str, text: str) -> None:
    search = matcher(pattern)
    assert search is not None
    assert not search(text)


@pytest.mark.parametrize(
    "pattern",
    [r"\p{Greek}", r"\Qa.b\E", "(?U)a+", "(?i)a(?s)b", r"[\S]", "[[:nope:]]", "[a", "(?m:a$)", "a**", r"\1"],
)
def test_leaves_unchecked_what_python_cannot_express(pattern: str) -> None:
    assert matcher(pattern) is None


def test_answers_on_texts_that_would_backtrack_for_ever() -> None:
    origin = r"^(\*|[A-Za-z][A-Za-z0-9+.-]*:\/\/(\*|(\*\.)?(([\w-]+\.?)+)?[\w-]+)(:\d{1,5})?)$"
    search = matcher(origin)
    assert search is not None
    assert not search(f"https://{'a' * 200}!")
