"""What a literal secret looks like."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterator
from functools import cache

__all__ = ["assignments", "is_sensitive_name", "known_secret", "looks_secret"]

_KNOWN = re.compile(
    r"(?P<private_key>-----BEGIN [A-Z ]*PRIVATE KEY-----)"
    r"|(?P<aws_key>\b(?:AKIA|ASIA)[0-9A-Z]{16}\b)"
    r"|(?P<jwt>\beyJ[A-Za-z0-9_-]{8,}\.eyJ[A-Za-z0-9_-]{8,}\.[A-Za-z0-9_-]{8,})"
    r"|(?P<api_key>(?<![A-Za-z0-9_-])sk-(?=[A-Za-z_-]*[0-9])[A-Za-z0-9_-]{16,})"
    r"|(?P<access_token>\b(?:gh[pousr]_[A-Za-z0-9]{30,}|github_pat_[A-Za-z0-9_]{30,}|glpat-[A-Za-z0-9_-]{20,}"
    r"|hf_[A-Za-z0-9]{30,}|xox[abeoprs]-[A-Za-z0-9-]{10,}|AIza[A-Za-z0-9_-]{35}|npm_[A-Za-z0-9]{36}))"
    r"|[a-z][a-z0-9+.-]*://[^\s/:@\"'<>{}$]*:(?P<password_in_url>[^\s/:@\"']+)@"
)
_WORDS = {
    "private_key": "a private key",
    "aws_key": "an AWS access key",
    "jwt": "a JSON web token",
    "api_key": "an API key",
    "access_token": "an access token",
    "password_in_url": "a password in a URL",
}
# Cheap tests first: most texts and lines hold nothing of interest.
_HINT = re.compile(r"-----BEGIN|AKIA|ASIA|eyJ|sk-|gh[pousr]_|github_|glpat-|hf_|xox|AIza|npm_|://")
_NAME_HINT = re.compile(r"pass|pwd|secret|token|key|credential")

_PLACEHOLDER = re.compile(r"os\.environ/|\$|\{\{|%[sdv]|<|\*{3}|\bvalueFrom\b|[A-Z][A-Z0-9_]*$")
_SEPARATORS = re.compile(r"[^A-Za-z0-9]+|(?<=[a-z0-9])(?=[A-Z])")
_ASSIGNMENT = re.compile(
    r"""(?i)(?<![\w.$-])(?<!\$\{)["']?"""  # not what a shell expands, as in ${PASSWORD:?must be given}
    r"""(?P<name>[\w.-]*(?:passw|pwd|passphrase|secret|token|key|credential)[\w.-]*)["']?[ \t]*[:=][ \t]*"""
    r"""(?:"(?P<double>[^"\n]*)"|'(?P<single>[^'\n]*)'|(?P<plain>[^\s"',#}\]]+))"""
)
_ALWAYS = {"password", "passwd", "pwd", "passphrase"}
_SENSITIVE = _ALWAYS | {"token", "secret", "apikey", "credential", "credentials"}
_KEYS = {"access", "api", "encryption", "master", "private", "salt", "secret", "signing"}
_NEUTRAL = {
    "alg",
    "algorithm",
    "audience",
    "budget",
    "class",
    "count",
    "dir",
    "enabled",
    "encryption",
    "endpoint",
    "field",
    "file",
    "format",
    "header",
    "host",
    "id",
    "key",
    "keys",
    "kind",
    "length",
    "limit",
    "max",
    "min",
    "mode",
    "name",
    "namespace",
    "param",
    "path",
    "policy",
    "prefix",
    "property",
    "provider",
    "rate",
    "ref",
    "role",
    "seconds",
    "size",
    "source",
    "store",
    "suffix",
    "ttl",
    "type",
    "uri",
    "url",
    "usage",
    "version",
}
_LEAST_ENTROPY = 3.0
_SHORTEST_RANDOM = 12


def known_secret(text: str) -> str:
    """What kind of secret a text contains, in words; empty if none."""
    if _HINT.search(text) is None:
        return ""
    for found in _KNOWN.finditer(text):
        kind = found.lastgroup or ""
        if kind != "password_in_url" or not _PLACEHOLDER.match(found.group(kind)):
            return _WORDS[kind]
    return ""


@cache
def is_sensitive_name(name: str) -> bool:
    """Whether something of this name is expected to be a secret (`DB_PASSWORD`, `api_key`; not `token_limit`)."""
    words = [word.lower() for word in _SEPARATORS.split(name) if word]
    if not words:
        return False
    if len(words) > 1 and words[-1] in ("key", "keys") and words[-2] in _KEYS:
        return True
    return words[-1] not in _NEUTRAL and not _SENSITIVE.isdisjoint(words)


def looks_secret(name: str, value: str) -> bool:
    """Whether the value of something with a sensitive name is a secret and not a reference or a setting."""
    value = value.strip()
    if not value or _PLACEHOLDER.match(value) or "${" in value or "{{" in value or "$(" in value:
        return False
    if value.lower() in ("true", "false", "null", "none", "yes", "no", "on", "off") or value.startswith(("/", "./")):
        return False
    if not _ALWAYS.isdisjoint(word.lower() for word in _SEPARATORS.split(name)):
        return True
    return len(value) >= _SHORTEST_RANDOM and " " not in value and "://" not in value and _is_random(value)


def assignments(content: str) -> Iterator[tuple[str, str]]:
    """Names and values of lines such as `password: x`, `TOKEN=x` or `"apiKey": "x"` whose name hints at a secret."""
    for line in content.splitlines():
        if _NAME_HINT.search(line.lower()) is None:
            continue
        for found in _ASSIGNMENT.finditer(line):
            yield found.group("name"), found.group("double") or found.group("single") or found.group("plain") or ""


def _is_random(value: str) -> bool:
    """Whether a text mixes letters and digits like a generated one; words and version numbers do not."""
    if not any(character.isdigit() for character in value) or not any(character.isalpha() for character in value):
        return False
    counts = Counter(value)
    entropy = -sum(count / len(value) * math.log2(count / len(value)) for count in counts.values())
    return entropy >= _LEAST_ENTROPY
