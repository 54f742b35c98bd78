"""Rules: no secret stands in the output."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from inference_platform.checks import kinds
from inference_platform.checks.index import Index
from inference_platform.checks.literals import assignments, is_sensitive_name, known_secret, looks_secret
from inference_platform.checks.manifest import Manifest
from inference_platform.checks.reading import rows, table, text
from inference_platform.checks.rule import Violation, rule

__all__ = ["literal_secret", "secret_object", "secret_value"]

_SHORTEST = 12
_DO = "put it into a Secret that is not part of the output, and rotate it: it is known now"


@rule("policy/secret-object")
def secret_object(index: Index) -> Iterator[Violation]:
    """The output contains no Secret with data."""
    for secret in index.of(kinds.SECRET):
        for part in ("data", "stringData"):
            if table(secret.data, part):
                keys = ", ".join(sorted(map(str, table(secret.data, part))))
                yield Violation(
                    secret, part, "absent", f"values for {keys}", "name an existing Secret or use an ExternalSecret"
                )


@rule("policy/literal-secret")
def literal_secret(index: Index) -> Iterator[Violation]:
    """No text is a key, a token or a URL with a password."""
    for manifest in index.manifests:
        if manifest.type == kinds.SECRET:
            continue  # Refused as a whole.
        if not _has_secret(manifest.data):
            continue
        for field, value in _texts(manifest.data, ""):
            what = known_secret(value)
            if what:
                yield Violation(manifest, field, "free of secrets", f"{what} (not shown)", _DO)


def _has_secret(data: object) -> bool:
    """Whether any text is a secret; paths are only written for an object where one is."""
    rest = [data]
    while rest:
        value = rest.pop()
        if isinstance(value, str):
            if len(value) >= _SHORTEST and known_secret(value):
                return True
        elif isinstance(value, dict):
            rest.extend(value.values())
        elif isinstance(value, list | tuple):
            rest.extend(value)
    return False


def _texts(value: object, field: str) -> Iterator[tuple[str, str]]:
    """Every text with its path."""
    if isinstance(value, str):
        yield field, value
    elif isinstance(value, dict):
        for key, item in value.items():
            yield from _texts(item, f"{field}.{key}" if field else str(key))
    elif isinstance(value, list | tuple):
        for position, item in enumerate(value):
            yield from _texts(item, f"{field}[{position}]")


@rule("policy/secret-value")
def secret_value(index: Index) -> Iterator[Violation]:
    """No variable, argument, annotation or line of configuration that is named like a secret has a literal value."""
    for manifest, field, name, value in _named_values(index):
        if is_sensitive_name(name) and looks_secret(name, value):
            shown = f"a literal value of {len(value)} characters (not shown)"
            yield Violation(manifest, field, "a reference to a Secret", shown, _DO)


def _named_values(index: Index) -> Iterator[tuple[Manifest, str, str, str]]:
    for template in index.templates:
        for container in template.containers:
            for env in rows(container.data, "env"):
                name = text(env, "name")
                yield template.manifest, f"{container.field}.env[{name}]", name, text(env, "value")
                yield from _lines(template.manifest, f"{container.field}.env[{name}]", text(env, "value"))
            for key in ("command", "args"):
                yield from _arguments(template.manifest, f"{container.field}.{key}", container.data.get(key))
    for config in index.of(kinds.CONFIG_MAP):
        for key, value in table(config.data, "data").items():
            if isinstance(value, str):
                yield config, f"data[{key}]", str(key), value if "\n" not in value else ""
                yield from _lines(config, f"data[{key}]", value)
    for external in index.of(kinds.EXTERNAL_SECRET):
        for key, value in table(external.spec, "target", "template", "data").items():
            yield external, f"spec.target.template.data[{key}]", str(key), str(value)
    for manifest in index.manifests:
        for key, value in table(manifest.data, "metadata", "annotations").items():
            yield manifest, f"metadata.annotations[{key}]", str(key).rpartition("/")[2], str(value)


def _lines(manifest: Manifest, field: str, content: str) -> Iterator[tuple[Manifest, str, str, str]]:
    for name, value in assignments(content):
        yield manifest, f"{field}: {name}", name, value


def _arguments(manifest: Manifest, field: str, words: Any) -> Iterator[tuple[Manifest, str, str, str]]:
    previous = ""
    for position, word in enumerate(words if isinstance(words, list | tuple) else ()):
        if not isinstance(word, str):
            continue
        if previous.startswith("-") and "=" not in previous and not word.startswith("-"):
            yield manifest, f"{field}[{position}]", previous.lstrip("-"), word
        yield from _lines(manifest, f"{field}[{position}]", word)
        previous = word
