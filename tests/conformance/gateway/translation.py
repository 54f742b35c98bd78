"""From rendered objects to what Envoy Gateway makes of them, with `egctl x translate`: no cluster, the real code."""

from __future__ import annotations

import copy
import os
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import yaml

from tests.conformance.apiserver.environments import environments
from tests.conformance.gateway.cluster import with_the_work_of_others
from tests.conformance.gateway.gateways import GROUPS, Object, part_of
from tests.conformance.gateway.programs import egctl

__all__ = ["Object", "Translation", "objects_of", "translate"]

_CORE = ("Namespace", "Service", "Secret")


@dataclass(frozen=True, slots=True)
class Translation:
    """What became of the objects of one Gateway."""

    sent: list[Object]
    """The objects that Envoy Gateway got, those included that stand for the work of others."""

    said: list[Object]
    """The same objects with the status that it gave them; what it ignored is missing."""

    folder: Path
    """Where the certificates are, `<Secret>.crt`."""

    dumps: dict[str, list[Object]]
    """Envoy's configuration for each Gateway, `<namespace>/<name>`, in the shape of Envoy's own config_dump."""


def objects_of(environment: str) -> list[Object]:
    """Return the objects of an environment in the output folder, as copies."""
    (found,) = (each for each in environments() if each.name == environment)
    return copy.deepcopy(found.objects)


def translate(objects: list[Object], folder: Path, *, gateway: str) -> Translation:
    """Translate the objects that concern one Gateway.

    Args:
        objects: All objects of an environment.
        folder: For the certificates and the input.
        gateway: Name of the Gateway.

    Raises:
        RuntimeError: Envoy Gateway refuses them; the message is its own.
    """
    sent = list(filter(_is_read, with_the_work_of_others(part_of(objects, gateway), folder)))
    file = folder / "objects.yaml"
    file.write_text(yaml.safe_dump_all(sent), encoding="utf-8")
    command = [str(egctl()), "experimental", "translate", "--from", "gateway-api", "--to", "gateway-api,xds"]
    command += ["--type", "all", "--output", "yaml", "--file", str(file)]
    # It lives for a second and collects garbage for a third of it.
    env = {**os.environ, "GOGC": "800"}
    done = subprocess.run(command, capture_output=True, text=True, check=False, env=env)
    if done.returncode or done.stderr:
        raise RuntimeError(f"Envoy Gateway must translate the objects, got exit code {done.returncode}:\n{done.stderr}")
    result = yaml.load(done.stdout, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))
    dumps = {name: dump["configs"] for name, dump in result.pop("xds", {}).items()}
    return Translation(sent, list(_said(result)), folder, dumps)


def _is_read(each: Object) -> bool:
    """Whether Envoy Gateway reads the object: egctl stops at kinds that it does not know."""
    return each["apiVersion"].split("/")[0] in GROUPS or (each["apiVersion"] == "v1" and each["kind"] in _CORE)


def _said(result: Object) -> Iterator[Object]:
    for value in result.values():
        yield from value if isinstance(value, list) else [value]
