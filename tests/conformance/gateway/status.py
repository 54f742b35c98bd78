"""What Envoy Gateway says about the objects: `kubectl get -o yaml` would show the same conditions."""

from __future__ import annotations

from collections.abc import Iterator

from tests.conformance.gateway.translation import Object, Translation

_PLACES = {
    "Gateway": ("listeners", {"Accepted", "Programmed", "ResolvedRefs"}),
    "HTTPRoute": ("parents", {"Accepted", "ResolvedRefs"}),
    "BackendTrafficPolicy": ("ancestors", {"Accepted"}),
    "ClientTrafficPolicy": ("ancestors", {"Accepted"}),
    "EnvoyExtensionPolicy": ("ancestors", {"Accepted"}),
    "SecurityPolicy": ("ancestors", {"Accepted"}),
    "EnvoyProxy": ("ancestors", {"Accepted"}),
    "GatewayClass": (None, {"Accepted"}),
}
"""Where the conditions of a kind are, and which ones it must have; a list there has an entry for each place of use."""

_WITHOUT = ("HTTPRouteFilter", "ReferenceGrant", "Namespace", "Service", "Secret")
"""Kinds without a status, or with none of Envoy Gateway's."""


def complaints(translation: Translation) -> Iterator[str]:
    """Yield a sentence for each object that is ignored, refused, or accepted with a reservation."""
    said = {_identity(each): each.get("status") or {} for each in translation.said}
    for each in translation.sent:
        if each["kind"] in _WITHOUT:
            continue
        yield from _of(each, said.get(_identity(each), {}))


def _of(each: Object, status: Object) -> Iterator[str]:
    field, expected = _PLACES[each["kind"]]
    places = [status] if field is None else status.get(field) or []
    if each["kind"] == "EnvoyProxy":  # egctl gives it to the class too, although no class of ours names one
        places = [place for place in places if place["ancestorRef"]["kind"] == "Gateway"]
    if not any(places):
        # This is what becomes of an object whose Gateway, class or target does not exist: no condition, no error.
        yield f"{_name(each)} is ignored"
    elif len(places) < _uses(each):
        yield f"{_name(each)} has a status for {len(places)} of {_uses(each)} places"
    for place in filter(None, places):
        conditions = {one["type"]: one for one in place.get("conditions", [])}
        for missing in sorted(expected - conditions.keys()):
            yield f"{_name(each)} has no condition {missing}"
        for kind, condition in conditions.items():
            if kind not in expected or condition["status"] != "True":
                yield f"{_name(each)} {kind}={condition['status']}, {condition['reason']}: {condition['message']}"


def _uses(each: Object) -> int:
    """At how many places the object is used, so far as it says that itself."""
    field = {"Gateway": "listeners", "HTTPRoute": "parentRefs"}.get(each["kind"])
    return len(each["spec"].get(field, [])) if field else 1


def _identity(each: Object) -> tuple[str, str | None, str]:
    return each["kind"], each["metadata"].get("namespace"), each["metadata"]["name"]


def _name(each: Object) -> str:
    return f"{each['kind']} {each['metadata']['name']}"
