"""What others make in a cluster, and what is therefore not in the output."""

from __future__ import annotations

import base64
import subprocess
from collections.abc import Iterator
from ipaddress import ip_network
from pathlib import Path

from tests.conformance.apiserver.environments import missing_namespaces
from tests.conformance.gateway.gateways import Object

_ADDRESSES = ip_network("192.0.2.0/24")
"""For the cluster IPs of Services: documentation addresses, so that nothing is reached by accident."""


def with_the_work_of_others(objects: list[Object], folder: Path) -> list[Object]:
    """Return the objects as they stand in a cluster.

    Args:
        objects: What is rendered.
        folder: For the certificates.
    """
    made = [*missing_namespaces(objects), *objects, *_made(objects, folder)]
    services = (each for each in made if each["kind"] == "Service" and each["spec"].get("clusterIP") != "None")
    addresses = {id(each): str(_ADDRESSES[number]) for number, each in enumerate(services, 1)}
    return [_with_address(each, addresses[id(each)]) if id(each) in addresses else each for each in made]


def _made(objects: list[Object], folder: Path) -> Iterator[Object]:
    for each in objects:
        if each["kind"] == "Certificate":
            yield _secret(each, folder)
        if each["kind"] == "InferenceService":
            yield from _predictor(each)


def _with_address(service: Object, address: str) -> Object:
    """What the API server adds to a Service; each has an address of its own, by which it is known again."""
    return {**service, "spec": {**service["spec"], "clusterIP": address}}


def _secret(certificate: Object, folder: Path) -> Object:
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


def _predictor(model: Object) -> Iterator[Object]:
    """The Service that KServe makes in Standard mode; with Knative there is only an alias, which no route can use."""
    metadata = model["metadata"]
    if metadata["annotations"]["serving.kserve.io/deploymentMode"] == "Standard":
        name = f"{metadata['name']}-predictor"
        yield {
            "apiVersion": "v1",
            "kind": "Service",
            "metadata": {"name": name, "namespace": metadata["namespace"]},
            "spec": {
                "type": "ClusterIP",
                "ports": [{"name": name, "protocol": "TCP", "port": 80, "targetPort": 8080}],
                "selector": {"app": f"isvc.{name}"},
            },
        }
