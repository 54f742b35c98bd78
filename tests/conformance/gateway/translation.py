"""From rendered objects to what Envoy Gateway makes of them, with `egctl x translate`: no cluster, the real code."""

from __future__ import annotations

import base64
import copy
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from tests.conformance.apiserver.environments import environments, missing_namespaces
from tests.conformance.gateway.programs import egctl

Object = dict[str, Any]

_GROUPS = ("gateway.networking.k8s.io", "gateway.envoyproxy.io")
_CORE = ("Namespace", "Service")
_ADDRESS = "192.0.2.10"
"""Stands for the cluster IP of every Service: a documentation address, so that nothing is reached by accident."""


@dataclass(frozen=True, slots=True)
class Translation:
    """What became of one environment's objects."""

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


def translate(objects: list[Object], folder: Path) -> Translation:
    """Translate the objects that concern Envoy Gateway.

    Args:
        objects: All objects of an environment.
        folder: For the certificates and the input.

    Raises:
        RuntimeError: Envoy Gateway refuses them; the message is its own.
    """
    sent = list(_input(objects, folder))
    file = folder / "objects.yaml"
    file.write_text(yaml.safe_dump_all(sent), encoding="utf-8")
    command = [str(egctl()), "experimental", "translate", "--from", "gateway-api", "--to", "gateway-api,xds"]
    command += ["--type", "all", "--output", "yaml", "--file", str(file)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode or done.stderr:
        raise RuntimeError(f"Envoy Gateway must translate the objects, got exit code {done.returncode}:\n{done.stderr}")
    result = yaml.load(done.stdout, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))
    dumps = {name: dump["configs"] for name, dump in result.pop("xds", {}).items()}
    return Translation(sent, list(_said(result)), folder, dumps)


def _input(objects: list[Object], folder: Path) -> Iterator[Object]:
    """Yield what translation reads: egctl stops at kinds that it does not know."""
    yield from missing_namespaces(objects)
    for each in objects:
        if each["apiVersion"].split("/")[0] in _GROUPS:
            yield each
        elif each["apiVersion"] == "v1" and each["kind"] in _CORE:
            yield _with_address(each)
        elif each["kind"] == "Certificate":
            yield _issued(each, folder)


def _with_address(each: Object) -> Object:
    """What the API server adds to a Service."""
    if each["kind"] != "Service" or each["spec"].get("clusterIP") == "None":
        return each
    return {**each, "spec": {**each["spec"], "clusterIP": _ADDRESS}}


def _issued(certificate: Object, folder: Path) -> Object:
    """The Secret that cert-manager makes from a Certificate; here it signs itself."""
    spec = certificate["spec"]
    names = ",".join(f"DNS:{name}" for name in spec["dnsNames"])
    key, crt = (folder / f"{spec['secretName']}.{suffix}" for suffix in ("key", "crt"))
    command = ["openssl", "req", "-x509", "-nodes", "-days", "1", "-newkey", f"rsa:{spec['privateKey']['size']}"]
    command += ["-subj", f"/CN={spec['dnsNames'][0]}", "-addext", f"subjectAltName={names}"]
    subprocess.run([*command, "-keyout", str(key), "-out", str(crt)], capture_output=True, check=True)
    return {
        "apiVersion": "v1",
        "kind": "Secret",
        "metadata": {"name": spec["secretName"], "namespace": certificate["metadata"]["namespace"]},
        "type": "kubernetes.io/tls",
        "data": {f"tls.{each.suffix[1:]}": base64.b64encode(each.read_bytes()).decode() for each in (crt, key)},
    }


def _said(result: Object) -> Iterator[Object]:
    for value in result.values():
        yield from value if isinstance(value, list) else [value]
