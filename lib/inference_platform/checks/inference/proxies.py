"""The LiteLLM proxies of an output: their lists of models, and where those lead."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple
from urllib.parse import urlsplit

from inference_platform.checks import kinds
from inference_platform.checks.index import Index
from inference_platform.checks.inference.picker_files import yaml_data
from inference_platform.checks.manifest import Manifest
from inference_platform.checks.reading import rows, table, text

__all__ = ["Address", "ProxyModel", "address_of", "proxy_models"]

_HINT = re.compile(r"^model_list:", re.MULTILINE)
_SERVICE = re.compile(r"(?P<name>[a-z0-9-]+)\.(?P<namespace>[a-z0-9-]+)\.svc(?:\.[a-z0-9.-]+)?\.?")
_PORTS = {"http": 80, "https": 443}


class ProxyModel(NamedTuple):
    """One entry of a proxy's list of models."""

    config: Manifest
    """The ConfigMap."""

    field: str
    entry: Mapping[str, Any]

    @property
    def name(self) -> str:
        """Name under which clients ask for it."""
        return text(self.entry, "model_name")

    @property
    def params(self) -> Mapping[str, Any]:
        """Where and how it is called."""
        return table(self.entry, "litellm_params")

    @property
    def api_base(self) -> str:
        """The URL of its API, or an empty text."""
        return text(self.params, "api_base")


class Address(NamedTuple):
    """A URL of a Service of the cluster."""

    service: str
    namespace: str
    port: int
    path: str
    host: str


def proxy_models(index: Index) -> tuple[ProxyModel, ...]:
    """Every entry of every list of models; each ConfigMap is parsed once."""
    return tuple(model for config in index.of(kinds.CONFIG_MAP) for model in _models(config))


def _models(config: Manifest) -> Iterator[ProxyModel]:
    for key, content in table(config.data, "data").items():
        if isinstance(content, str) and _HINT.search(content):
            for position, entry in enumerate(rows(yaml_data(content), "model_list")):
                if table(entry, "litellm_params"):
                    yield ProxyModel(config, f"data[{key}].model_list[{position}]", entry)


def address_of(url: str) -> Address | None:
    """Which Service a URL means, or None if it is none of a cluster's full host names."""
    try:
        parts = urlsplit(url)
        port = parts.port or _PORTS.get(parts.scheme)
    except ValueError:
        return None
    found = _SERVICE.fullmatch((parts.hostname or "").lower())
    if found is None or port is None:
        return None
    return Address(found["name"], found["namespace"], port, parts.path.rstrip("/"), found[0].rstrip("."))
