"""Where the schemas come from: the `imports:` of cdk8s.yaml, pinned by checksum in imports.lock."""

from __future__ import annotations

import hashlib
import os
import re
import urllib.error
import urllib.request
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import NamedTuple

import yaml

from inference_platform_bindings.errors import ConfigError

_TIMEOUT_SECONDS = 60
_ENTRY = re.compile(r"([a-z][a-z0-9_]*):=(\S+)")


class Import(NamedTuple):
    """One entry of `imports:`: a document and the module that its kinds go to."""

    module: str
    url: str


def read_imports(config: Path) -> list[Import]:
    """Return the entries `NAME:=URL` of cdk8s.yaml, in order.

    Raises:
        ConfigError: An entry has another form.
    """
    document = yaml.safe_load(config.read_text(encoding="utf-8")) or {}
    entries = []
    for entry in document.get("imports", []):
        match = _ENTRY.fullmatch(str(entry))
        if match is None:
            raise ConfigError(f"{config}: an import must be MODULE:=URL, got {entry!r}; name the module it goes to")
        entries.append(Import(match[1], match[2]))
    return entries


def read_lock(path: Path) -> dict[str, str]:
    """Return the checksum of every URL; nothing when there is no lock file yet."""
    if not path.exists():
        return {}
    lines = path.read_text(encoding="utf-8").splitlines()
    return dict(line.split() for line in lines if line and not line.startswith("#"))


def lock_text(checksums: Mapping[str, str]) -> str:
    """Return the content of the lock file."""
    return "".join(f"{url} {checksums[url]}\n" for url in sorted(checksums))


def download(url: str) -> bytes:
    """Fetch a document.

    Raises:
        ConfigError: It cannot be fetched.
    """
    try:
        with urllib.request.urlopen(url, timeout=_TIMEOUT_SECONDS) as response:
            content: bytes = response.read()
    except (urllib.error.URLError, OSError, ValueError) as error:
        advice = "check the address and the network, or give a copy with --mirror"
        raise ConfigError(f"{url} must be readable, got {error}; {advice}") from error
    return content


def mirror(folders: Iterable[Path]) -> dict[str, Path]:
    """Return every file below the folders by its checksum.

    Raises:
        ConfigError: A folder does not exist.
    """
    files = {}
    for folder in folders:
        if not folder.is_dir():
            raise ConfigError(f"--mirror must be a folder, got {folder}; name one that exists")
        for parent, children, names in os.walk(folder):
            children[:] = sorted(child for child in children if not child.startswith("."))
            for name in sorted(names):
                path = Path(parent, name)
                files[hashlib.sha256(path.read_bytes()).hexdigest()] = path
    return files


def fetch(
    imports: Iterable[Import],
    locked: Mapping[str, str],
    mirrored: Mapping[str, Path],
    get: Callable[[str], bytes] = download,
) -> dict[str, bytes]:
    """Return the document of every URL, checked against the lock.

    Raises:
        ConfigError: A URL is not locked, not reachable or has another content.
    """
    documents = {}
    for entry in imports:
        expected = locked.get(entry.url)
        if expected is None:
            raise ConfigError(f"{entry.url} must have a line in imports.lock, got none; run with --update-lock")
        content = mirrored[expected].read_bytes() if expected in mirrored else get(entry.url)
        actual = hashlib.sha256(content).hexdigest()
        if actual != expected:
            advice = "find out why it changed, then run with --update-lock"
            raise ConfigError(f"{entry.url} must have the checksum {expected}, got {actual}; {advice}")
        documents[entry.url] = content
    return documents
