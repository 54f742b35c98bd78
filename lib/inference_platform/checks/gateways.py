"""Rules: Gateways and what is attached to them, as the CEL rules of their CRDs want them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from inference_platform.checks import kinds
from inference_platform.checks.index import Index
from inference_platform.checks.manifest import Manifest
from inference_platform.checks.reading import number, rows, table, text, value_at
from inference_platform.checks.rule import Violation, rule

__all__ = [
    "attachment",
    "extension_processing",
    "listener_places",
    "listener_tls",
    "pool_ports",
]

_POLICIES = (
    kinds.BACKEND_TRAFFIC_POLICY,
    kinds.CLIENT_TRAFFIC_POLICY,
    kinds.ENVOY_EXTENSION_POLICY,
    kinds.SECURITY_POLICY,
)


@rule("gateway/listeners")
def listener_places(index: Index) -> Iterator[Violation]:
    """A Gateway's listeners differ in port, protocol or host name."""
    for gateway in index.of(kinds.GATEWAY):
        places: set[tuple[int | None, str, str]] = set()
        for listener in rows(gateway.spec, "listeners"):
            place = (number(listener, "port"), text(listener, "protocol"), text(listener, "hostname"))
            if place in places:
                shown = f"{place[1]} {place[0]} {place[2] or 'any host'}"
                yield Violation(
                    gateway,
                    f"spec.listeners[{text(listener, 'name')}]",
                    "the only one for its port, protocol and host",
                    shown,
                    "merge the two or give them different host names",
                )
            places.add(place)


@rule("gateway/tls")
def listener_tls(index: Index) -> Iterator[Violation]:
    """A listener has TLS settings exactly where its protocol is encrypted, and then certificates to end it."""
    for gateway in index.of(kinds.GATEWAY):
        for listener in rows(gateway.spec, "listeners"):
            protocol, tls = text(listener, "protocol"), listener.get("tls")
            field = f"spec.listeners[{text(listener, 'name')}].tls"
            if protocol in ("HTTP", "TCP", "UDP") and tls is not None:
                yield Violation(gateway, field, f"absent for {protocol}", "given", "remove it or use HTTPS")
            elif protocol in ("HTTPS", "TLS"):
                yield from _termination(gateway, field, protocol, table(tls))


def _termination(gateway: Manifest, field: str, protocol: str, tls: Mapping[str, Any]) -> Iterator[Violation]:
    mode = text(tls, "mode") or "Terminate"
    if protocol == "HTTPS" and mode != "Terminate":
        yield Violation(gateway, f"{field}.mode", "Terminate for HTTPS", mode, "use protocol TLS to pass it through")
    elif mode == "Terminate" and not rows(tls, "certificateRefs") and not table(tls, "options"):
        yield Violation(gateway, f"{field}.certificateRefs", "given", "nothing", "name the Secret with the certificate")


@rule("gateway/attachment")
def attachment(index: Index) -> Iterator[Violation]:
    """An Envoy Gateway policy names its targets in exactly one way."""
    for policy in index.of(*_POLICIES):
        given = [key for key in ("targetRef", "targetRefs", "targetSelectors") if policy.spec.get(key)]
        if not given or {"targetRef", "targetRefs"} <= set(given):
            yield Violation(
                policy,
                "spec.targetRefs",
                "the one way to name targets",
                " and ".join(given) or "nothing",
                "use targetRefs",
            )


@rule("gateway/processing")
def extension_processing(index: Index) -> Iterator[Violation]:
    """An external processor that streams both ways does not fail open, and one in shadow mode streams one way."""
    for policy in index.of(kinds.ENVOY_EXTENSION_POLICY):
        for position, processor in enumerate(rows(policy.spec, "extProc")):
            modes = {text(processor, "processingMode", way, "body") for way in ("request", "response")} - {""}
            field = f"spec.extProc[{position}]"
            if "FullDuplexStreamed" in modes and value_at(processor, "failOpen") is True:
                yield Violation(
                    policy,
                    f"{field}.failOpen",
                    "false with FullDuplexStreamed",
                    "true",
                    "remove it; requests fail while the processor is down",
                )
            if value_at(processor, "shadowMode") is True and modes - {"Streamed"}:
                shown = ", ".join(sorted(modes - {"Streamed"}))
                expected = "false unless bodies are Streamed or left out"
                yield Violation(policy, f"{field}.shadowMode", expected, f"true with {shown}", "remove it")


@rule("gateway/pool")
def pool_ports(index: Index) -> Iterator[Violation]:
    """An InferencePool's ports differ, and its endpoint picker is a Service with a port."""
    for pool in index.of(kinds.INFERENCE_POOL):
        numbers = [number(port, "number") for port in rows(pool.spec, "targetPorts")]
        if len(set(numbers)) != len(numbers):
            shown = ", ".join(map(str, numbers))
            yield Violation(pool, "spec.targetPorts", "different ports", shown, "remove the repeated one")
        picker = table(pool.spec, "endpointPickerRef")
        if picker and (text(picker, "kind") or "Service") == "Service" and not picker.get("port"):
            yield Violation(pool, "spec.endpointPickerRef.port", "given for a Service", "nothing", "write port.number")
