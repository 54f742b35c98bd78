"""What an output folder holds for the proxy, its cache and its pooler, and how a container sees it on this machine."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import yaml

_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
DIST = Path(__file__).parents[3] / "dist"
SECRETS = {"master-key": "sk-conformance", "username": "litellm", "api-key": "sk-of-the-provider"}
"""Values for the keys of Secrets; every other key gets `ODD_PASSWORD`."""

ODD_PASSWORD = "p@ss/w:rd#1?%+&'\"\\=x"

Addresses = Mapping[str, str]
"""What stands in the manifests, and what it is on this machine: names and ports, and paths of mounted volumes."""


@dataclass(frozen=True)
class Rendered:
    """One environment: every object below its folder."""

    name: str
    objects: tuple[Mapping[str, Any], ...]

    def of_kind(self, kind: str, *, name: str) -> Mapping[str, Any]:
        """The only object of a kind with such an ending of its name."""
        (found,) = [o for o in self.objects if o["kind"] == kind and o["metadata"]["name"].endswith(name)]
        return found

    def all_of_kind(self, kind: str) -> list[Mapping[str, Any]]:
        """Every object of a kind."""
        return [each for each in self.objects if each["kind"] == kind]

    @property
    def deployment(self) -> Mapping[str, Any]:
        """The pods of the proxy."""
        found: Mapping[str, Any] = self.of_kind("Deployment", name="litellm-proxy")["spec"]["template"]["spec"]
        return found

    @property
    def migration(self) -> Mapping[str, Any]:
        """The pod of the migration; its Job's name ends with a checksum."""
        (job,) = [o for o in self.objects if o["kind"] == "Job" and "-litellm-proxy-migrate-" in o["metadata"]["name"]]
        found: Mapping[str, Any] = job["spec"]["template"]["spec"]
        return found

    @property
    def config_text(self) -> str:
        """config.yaml as it is mounted."""
        return str(self.of_kind("ConfigMap", name="litellm-proxy")["data"]["config.yaml"])

    @property
    def config(self) -> dict[str, Any]:
        """config.yaml, read."""
        read: dict[str, Any] = yaml.safe_load(self.config_text)
        return read


def rendered(name: str, dist: Path = DIST) -> Rendered:
    """Read one environment of an output folder."""
    files = sorted((dist / name).rglob("*.yaml"))
    objects = [each for file in files for each in yaml.load_all(file.read_text(encoding="utf-8"), _LOADER)]
    return Rendered(name, tuple(each for each in objects if each and "kind" in each and "metadata" in each))


def environments(dist: Path = DIST) -> list[Rendered]:
    """Every environment of an output folder that has a proxy."""
    folders = sorted(path.parent.parent for path in dist.glob("*/litellm/Deployment.*.yaml"))
    return [rendered(folder.name, dist) for folder in folders]


def variables(container: Mapping[str, Any]) -> dict[str, str]:
    """The environment of a container, with values for what comes from Secrets."""
    return dict(_variables(container))


def _variables(container: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    for each in container.get("env", []):
        if "value" in each:
            yield each["name"], each["value"]
        else:
            yield each["name"], SECRETS.get(each["valueFrom"]["secretKeyRef"]["key"], ODD_PASSWORD)


def container_port(container: Mapping[str, Any], name: str) -> int:
    """Number of a port that a Service or a monitor names."""
    (number,) = [each["containerPort"] for each in container["ports"] if each["name"] == name]
    return int(number)


def with_addresses(value: Any, addresses: Addresses) -> Any:
    """A piece of config.yaml in which each host, each `host, port` pair and each URL is one of this machine."""
    if isinstance(value, str) and value.startswith("http://"):
        url = urlsplit(value)
        return url._replace(netloc=addresses[f"{url.hostname}:{url.port or 80}"]).geturl()
    if isinstance(value, dict):
        here = addresses.get(f"{value.get('host')}:{value.get('port')}")
        moved = {} if here is None else _split(here)
        return {key: with_addresses(each, addresses) for key, each in value.items()} | moved
    if isinstance(value, list):
        here = addresses.get(":".join(map(str, value))) if len(value) == 2 else None
        return list(_split(here).values()) if here else [with_addresses(each, addresses) for each in value]
    return value


def _split(address: str) -> dict[str, str | int]:
    host, port = address.rsplit(":", 1)
    return {"host": host, "port": int(port)}


def settings_only(config: Mapping[str, Any]) -> str:
    """A config without its addresses, to tell that nothing but addresses was changed."""

    def strip(value: Any) -> Any:
        if isinstance(value, dict):
            return {key: strip(each) for key, each in value.items() if key not in ("host", "port", "sentinel_nodes")}
        if isinstance(value, str) and value.startswith("http://"):
            return urlsplit(value)._replace(netloc="").geturl()
        return [strip(each) for each in value] if isinstance(value, list) else value

    return json.dumps(strip(config), sort_keys=True)
