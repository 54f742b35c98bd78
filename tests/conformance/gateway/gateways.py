"""Which Gateway each object concerns: `egctl` knows one EnvoyProxy at a time, an environment has one for each."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

Object = dict[str, Any]
Identity = tuple[str, str | None, str]

GROUPS = ("gateway.networking.k8s.io", "gateway.envoyproxy.io")
"""API groups of which Envoy Gateway reads every object."""


def part_of(objects: list[Object], gateway: str) -> list[Object]:
    """Return what concerns one Gateway, in the same order.

    What concerns no single Gateway is in every part: classes, Services and the like, but also an object that leads
    nowhere by mistake, so that Envoy Gateway itself says what becomes of it.

    Args:
        objects: All objects of an environment.
        gateway: Name of the Gateway.
    """
    return [each for each, owners in owned(objects) if not owners or gateway in owners]


def owned(objects: list[Object]) -> list[tuple[Object, set[str]]]:
    """Return each object with the names of the Gateways that it belongs to.

    Args:
        objects: All objects of an environment.
    """
    known = {identity(each): each for each in objects}
    return [(each, _gateways(each, known)) for each in objects]


def identity(each: Object) -> Identity:
    """Kind, namespace and name."""
    return each["kind"], each["metadata"].get("namespace"), each["metadata"]["name"]


def _gateways(each: Object, known: dict[Identity, Object]) -> set[str]:
    """The Gateways that an object belongs to: those that name it, and those that it leads to."""
    if each["kind"] == "Gateway":
        return {each["metadata"]["name"]}
    me = identity(each)
    if each["kind"] == "Certificate":  # named by the Secret that comes of it
        me = ("Secret", each["metadata"]["namespace"], each["spec"]["secretName"])
    found = {
        gateway["metadata"]["name"]
        for gateway in known.values()
        if gateway["kind"] == "Gateway" and me in _named_by(gateway)
    }
    for target in _leads_to(each):
        if target in known:
            found |= _gateways(known[target], known)
    return found


def _named_by(gateway: Object) -> Iterator[Identity]:
    """What a Gateway names itself: its EnvoyProxy, and the Secrets of its listeners."""
    namespace, spec = gateway["metadata"]["namespace"], gateway["spec"]
    parameters = spec.get("infrastructure", {}).get("parametersRef")
    if parameters:
        yield parameters["kind"], namespace, parameters["name"]
    for listener in spec["listeners"]:
        for reference in listener.get("tls", {}).get("certificateRefs", []):
            yield "Secret", reference.get("namespace", namespace), reference["name"]


def _leads_to(each: Object) -> Iterator[Identity]:
    """What a route is attached to, or a policy holds for."""
    spec, namespace = each.get("spec", {}), each["metadata"].get("namespace")
    if each["apiVersion"].split("/")[0] in GROUPS:
        for parent in spec.get("parentRefs", []):
            yield parent.get("kind", "Gateway"), parent.get("namespace", namespace), parent["name"]
        for target in spec.get("targetRefs", []):
            yield target["kind"], namespace, target["name"]
