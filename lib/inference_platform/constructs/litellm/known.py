"""The names that LiteLLM's versions read, and what to say about a name that none of them reads."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from difflib import get_close_matches
from functools import cache
from importlib.resources import files
from typing import Any

from inference_platform.constructs.litellm.version import LiteLLMVersion
from inference_platform.errors import Problem

__all__ = [
    "ENVIRONMENT_REFERENCE",
    "environment_references",
    "key_problems",
    "known_names",
    "nearest",
    "secret_problems",
]

ENVIRONMENT_REFERENCE = "os.environ/"
"""Begins a value in config.yaml that LiteLLM replaces by the environment variable that follows."""

_KINDS: Mapping[str, tuple[tuple[type, ...], str]] = {
    "bool": ((bool,), "true or false"),
    "int": ((int,), "a whole number"),
    "number": ((int, float), "a number"),
    "text": ((str,), "a text"),
    "list": ((list, tuple), "a list"),
    "mapping": ((Mapping,), "a mapping"),
}
_SECRET_ENDINGS = ("api_key", "access_key", "credentials", "password", "secret", "secret_key", "_token")


@cache
def _data() -> Mapping[str, Any]:
    text = files(__package__).joinpath("known_settings.json").read_text(encoding="utf-8")
    data: Mapping[str, Any] = json.loads(text)
    return data


def newest_known() -> LiteLLMVersion:
    """The newest version whose package was looked at."""
    return LiteLLMVersion.of(_data()["versions"][-1])


@cache
def known_names(section: str, version: LiteLLMVersion) -> Mapping[str, str]:
    """Name and kind of every setting of a section that a version reads.

    For a version whose package was not looked at, both neighbours count: what one of them reads may be read.
    """
    versions = [LiteLLMVersion.of(text) for text in _data()["versions"]]
    older = [index for index, each in enumerate(versions) if each <= version][-1:]
    newer = [index for index, each in enumerate(versions) if each >= version][:1]
    found = {}
    for name, value in _data()[section].items():
        kind, bits = value.split(" ")
        if any(bits[index] == "1" for index in (*older, *newer)):
            found[name] = kind
    return found


def nearest(name: str, names: Mapping[str, object]) -> str:
    """What to do about an unknown name: take the one that was probably meant, or none."""
    close = get_close_matches(name, names, n=1, cutoff=0.75)
    return f"did you mean {close[0]}?" if close else "remove it"


def key_problems(
    field: str,
    section: str,
    values: Mapping[str, Any],
    *,
    version: LiteLLMVersion,
    instead: Mapping[str, str],
) -> Iterator[Problem]:
    """Keys of an escape hatch that would do nothing, or the wrong thing.

    Args:
        field: The escape hatch, for example `extra_general_settings`.
        section: Section of the known settings that the keys belong to.
        values: The keys with their values.
        version: LiteLLM's version.
        instead: For a key that is dead, or that is rendered from a typed field, what to use instead.
    """
    known = known_names(section, version)
    for key, value in values.items():
        path = f"{field}[{key}]"
        if key in instead:
            yield Problem(field=path, must_be="set where it works", got=value, do=instead[key])
        elif key not in known:
            yield Problem(
                field=path, must_be=f"a setting that LiteLLM {version} reads", got=key, do=nearest(key, known)
            )
        else:
            yield from _value_problems(path, known[key], value)
            yield from secret_problems(path, key, value)


def environment_references(value: object) -> Iterator[str]:
    """Names of the environment variables that a part of config.yaml refers to."""
    if isinstance(value, str):
        if value.startswith(ENVIRONMENT_REFERENCE):
            yield value.removeprefix(ENVIRONMENT_REFERENCE)
    elif isinstance(value, Mapping):
        for item in value.values():
            yield from environment_references(item)
    elif isinstance(value, list | tuple):
        for item in value:
            yield from environment_references(item)


def _value_problems(path: str, kind: str, value: object) -> Iterator[Problem]:
    if kind not in _KINDS or value is None or any(True for _ in environment_references(value)):
        return
    types, words = _KINDS[kind]
    if not isinstance(value, types) or (isinstance(value, bool) and bool not in types):
        yield Problem(field=path, must_be=words, got=value, do="LiteLLM does not convert it; give that type")


def secret_problems(path: str, key: str, value: object) -> Iterator[Problem]:
    """Texts under names that mean secrets, at any depth of a value: config.yaml is readable by everybody."""
    if isinstance(value, Mapping):
        for name, item in value.items():
            yield from secret_problems(f"{path}[{name}]", str(name), item)
    elif isinstance(value, list | tuple):
        for index, item in enumerate(value):
            yield from secret_problems(f"{path}[{index}]", key, item)
    elif isinstance(value, str) and _is_secret(key, value):
        yield Problem(
            field=path,
            must_be=f"{ENVIRONMENT_REFERENCE}<NAME>, because config.yaml is a ConfigMap",
            got="a text",
            do="put the value into a Secret and hand its key over, with secret_params or extra_environment",
        )


def _is_secret(key: str, value: str) -> bool:
    """Whether a text is a secret by its name; a path names a mounted file, not its content."""
    return f"_{key.lower()}".endswith(_SECRET_ENDINGS) and not value.startswith((ENVIRONMENT_REFERENCE, "/"))
