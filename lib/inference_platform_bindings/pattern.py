"""Go's regular expressions (RE2 syntax) in Python's `re`.

The API server matches `pattern` with Go's `regexp`. Where Python's syntax or meaning differs, the pattern is
rewritten; where it cannot be expressed, nothing is checked, because a wrong refusal is worse than a missed one.
"""

from __future__ import annotations

import re
from collections.abc import Callable

_POSIX = {
    "alnum": "0-9A-Za-z",
    "alpha": "A-Za-z",
    "ascii": r"\x00-\x7F",
    "blank": r"\t ",
    "cntrl": r"\x00-\x1F\x7F",
    "digit": "0-9",
    "graph": "!-~",
    "lower": "a-z",
    "print": " -~",
    "punct": r"!-/:-@\[-`{-~",
    "space": r"\t\n\v\f\r ",
    "upper": "A-Z",
    "word": "0-9A-Za-z_",
    "xdigit": "0-9A-Fa-f",
}
# One class ([...]) is one token, because nothing outside a class has the same meaning inside.
_TOKEN = re.compile(
    r"\\x\{[0-9A-Fa-f]+\}|\\.|\[\^?\]?(?:\\.|\[:\^?[a-z]+:\]|[^\]\\])*\]|\(\?[imsU-]+\)|\(\?P?<|\(\?[imsU-]*:|.",
    re.DOTALL,
)
_IN_CLASS = re.compile(r"\\x\{[0-9A-Fa-f]+\}|\\.|\[:\^?[a-z]+:\]|.", re.DOTALL)
# Fragments on which Python's backtracking would take exponential time, and the same in linear time.
_LINEAR = {r"(([\w-]+\.?)+)?[\w-]+": r"[\w-]+(\.[\w-]+)*"}
_SPACE = r"\t\n\f\r "


class _UntranslatableError(Exception):
    """The pattern uses something that Python's `re` does not have."""


def matcher(pattern: str) -> Callable[[str], object] | None:
    """Return a function that finds the pattern in a text, or None when Python cannot express it."""
    try:
        return re.compile(translate(pattern), re.ASCII).search
    except (_UntranslatableError, re.error, OverflowError):
        return None


def translate(pattern: str) -> str:
    """Rewrite a Go pattern for Python's `re` with the ASCII flag."""
    for slow, quick in _LINEAR.items():
        pattern = pattern.replace(slow, quick)
    out: list[str] = []
    # The inline flags set inside each open group: in Go they hold until the end of that group.
    flags: list[str] = [""]
    for token in _TOKEN.findall(pattern):
        if token.startswith("["):
            out.append(_class(token))
        elif token.startswith("(") or token in (")", "|"):
            out.append(_group(token, flags))
        elif token == "$":
            # Python's `$` also matches before a last newline; Go's does so only under (?m).
            out.append("$" if any("m" in names.split("-")[0] for names in flags) else r"\Z")
        else:
            out.append(_escape(token))
    return "".join(out) + ")" * bool(flags[-1])


def _group(token: str, flags: list[str]) -> str:
    if "U" in token or (token.endswith(":") and "m" in token):
        raise _UntranslatableError(token)
    if token == "|":
        return f")|(?{flags[-1]}:" if flags[-1] else token
    if token == ")":
        return ")" * (1 + bool(flags.pop()))
    if token.endswith(")"):
        if flags[-1]:
            raise _UntranslatableError(token)
        flags[-1] = token[2:-1]
        return f"(?{flags[-1]}:"
    flags.append("")
    return "(?P<" if token == "(?<" else token


def _class(token: str) -> str:
    start = 2 if token.startswith("[^") else 1
    if token == "[":
        raise _UntranslatableError(token)
    parts = []
    for part in _IN_CLASS.findall(token[start:-1]):
        if part.startswith("[:"):
            if part[2:-2] not in _POSIX:
                raise _UntranslatableError(part)
            parts.append(_POSIX[part[2:-2]])
        elif part == r"\S":
            raise _UntranslatableError(part)
        elif part == r"\s":
            parts.append(_SPACE)
        else:
            # A bare `[`, `&&`, `~~` or `||` inside a class is reserved in Python for set operations.
            parts.append(f"\\{part}" if part in "[]&~|" else _escape(part))
    return f"{token[:start]}{''.join(parts)}]"


def _escape(token: str) -> str:
    if token.startswith(r"\x{"):
        return f"\\U{int(token[3:-1], 16):08x}"
    if token in (r"\s", r"\S"):
        return f"[{_SPACE}]" if token == r"\s" else f"[^{_SPACE}]"
    if token == r"\z":
        return r"\Z"
    if len(token) == 2 and token[0] == "\\" and token[1] in "pPQECZ123456789":
        raise _UntranslatableError(token)
    return token
