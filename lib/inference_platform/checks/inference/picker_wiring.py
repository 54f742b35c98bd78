"""Rules: Envoy asks endpoint pickers as they want to be asked, and follows their choice.

What works and what ends in an error was tried with Envoy 1.39 for every mode named here.
"""

from __future__ import annotations

from collections.abc import Iterator

from inference_platform.checks import kinds
from inference_platform.checks.index import Index
from inference_platform.checks.inference.backends import pods_behind, pods_of_pool, target_port
from inference_platform.checks.inference.picker import pickers_behind, pools_of_picker
from inference_platform.checks.inference.routing import (
    Backend,
    Processor,
    backends,
    gateways_of,
    is_envoys,
    picking_processors,
    pool_backends,
    route_rules,
    targets,
)
from inference_platform.checks.manifest import Manifest
from inference_platform.checks.reading import number, table, text, value_at
from inference_platform.checks.rule import Violation, rule
from inference_platform.checks.selectors import PodSet

__all__ = ["picker_certificate", "picker_port", "picker_processing", "picker_target", "picker_tls"]

_DUPLEX = "FullDuplexStreamed"


@rule("picker/port")
def picker_port(index: Index) -> Iterator[Violation]:
    """Pools and external processors name the port on which an endpoint picker answers Envoy."""
    for pool in index.of(kinds.INFERENCE_POOL):
        ref = table(pool.spec, "endpointPickerRef")
        if (text(ref, "kind") or "Service") == "Service":
            port = number(ref, "port", "number")
            field = "spec.endpointPickerRef.port.number"
            yield from _wrong_port(index, pool, field, pool.namespace, text(ref, "name"), port)
    for each in index.once(picking_processors):
        if each.backend is None:
            field = f"{each.backend_field}.port"
            yield from _wrong_port(index, each.policy, field, each.namespace, each.service, each.port)


def _wrong_port(
    index: Index, manifest: Manifest, field: str, namespace: str, service: str, port: int | None
) -> Iterator[Violation]:
    found = target_port(index, namespace, service, port)
    for picker in pickers_behind(index, namespace, service):
        if found is not None and picker.grpc_port not in (None, found):
            yield Violation(
                manifest,
                field,
                f"the port of Service {service} that leads to {picker.grpc_port}, where "
                f"{picker.manifest.kind} {picker.manifest.name} serves gRPC",
                f"{port}, which leads to {found}",
                "use the gRPC port; the others are for probes and metrics",
            )


@rule("picker/tls")
def picker_tls(index: Index) -> Iterator[Violation]:
    """Envoy and an endpoint picker both use TLS, or neither does."""
    for each in index.once(picking_processors):
        for picker in pickers_behind(index, each.namespace, each.service):
            asked = _asks_tls(index, each)
            if picker.serves_tls is None or asked in (None, picker.serves_tls):
                continue
            serves = "serves TLS" if picker.serves_tls else "serves plain text"
            yield Violation(
                each.policy,
                each.backend_field,
                f"asked {'with' if picker.serves_tls else 'without'} TLS, for "
                f"{picker.manifest.kind} {picker.manifest.name} {serves}",
                "plain text" if picker.serves_tls else "TLS",
                "start the picker with --secure-serving=false"
                if picker.serves_tls
                else "remove the TLS settings of the Backend or the BackendTLSPolicy",
            )
    yield from _pool_tls(index)


@rule("picker/certificate")
def picker_certificate(index: Index) -> Iterator[Violation]:
    """Envoy verifies an endpoint picker only where that has a certificate of its own; else it makes one up."""
    for each in index.once(picking_processors):
        skips = each.backend is not None and value_at(each.backend.spec, "tls", "insecureSkipVerify") is True
        for picker in pickers_behind(index, each.namespace, each.service) if not skips else ():
            if picker.serves_tls and picker.command.value("cert-path") == "" and _asks_tls(index, each):
                yield Violation(
                    picker.manifest,
                    picker.args,
                    "with --cert-path, for Envoy verifies its certificate",
                    "none, with which the picker makes up a certificate that nobody can verify",
                    "mount a certificate, or set tls.insecureSkipVerify in a Backend for it",
                )


def _asks_tls(index: Index, processor: Processor) -> bool | None:
    """Whether Envoy talks TLS to a processor; None if it cannot be known."""
    if processor.backend is not None:
        return processor.backend.spec.get("tls") is not None
    if any(item.kind == kinds.BACKEND_TLS_POLICY.name for item in index.declared.external):
        return None
    return any(
        (policy.namespace, text(ref, "kind"), text(ref, "name")) == (processor.namespace, "Service", processor.service)
        for policy in index.of(kinds.BACKEND_TLS_POLICY)
        for _, ref in targets(policy)
    )


def _pool_tls(index: Index) -> Iterator[Violation]:
    """Envoy AI Gateway, which alone makes a pool a backend of Envoy Gateway, always asks pickers with TLS."""
    for rule_, backend, pool in pool_backends(index):
        ref = table(pool.spec, "endpointPickerRef")
        for picker in pickers_behind(index, pool.namespace, text(ref, "name")):
            if picker.serves_tls is False and is_envoys(index, rule_.route):
                yield Violation(
                    rule_.route,
                    backend.field,
                    "a pool whose endpoint picker serves TLS, as Envoy AI Gateway asks it",
                    f"{pool.name}, whose {picker.manifest.kind} {picker.manifest.name} serves plain text",
                    "start the picker without --secure-serving=false, or send requests to a Service",
                )


@rule("picker/processing")
def picker_processing(index: Index) -> Iterator[Violation]:
    """Envoy streams whole requests to an endpoint picker, and answers either likewise or not at all."""
    for each in index.once(picking_processors):
        for way, needed in (("request", True), ("response", False)):
            body = text(each.entry, "processingMode", way, "body")
            if body != _DUPLEX and (needed or body):
                yield Violation(
                    each.policy,
                    f"{each.field}.processingMode.{way}.body",
                    _DUPLEX,
                    body or "nothing",
                    "write it: an endpoint picker answers only after the whole body, and only as a stream",
                )


@rule("picker/target")
def picker_target(index: Index) -> Iterator[Violation]:
    """An endpoint picker is asked for the requests to its own pods, not for all that come through a Gateway."""
    for policy in {id(each.policy): each.policy for each in index.once(picking_processors)}.values():
        for field, ref in targets(policy):
            gateway = index.manifest(kinds.GATEWAY, policy.namespace, text(ref, "name"))
            if text(ref, "kind") == "Gateway" and gateway is not None and _serves_more(index, policy, gateway):
                yield Violation(
                    policy,
                    field,
                    "the HTTPRoute of the picker's model",
                    f"Gateway {gateway.name}, which has other routes as well",
                    "name the route: without its picker every route of the target answers 500",
                )


def _serves_more(index: Index, policy: Manifest, gateway: Manifest) -> bool:
    """Whether a Gateway of the output has routes to other pods than those of a policy's pickers."""
    own = [
        pods
        for each in index.once(picking_processors)
        if each.policy is policy
        for pool in pools_of_picker(index, each.namespace, each.service)
        for pods in pods_of_pool(index, pool)
    ]
    for entry in route_rules(index):
        if any(gateway is found for _, found in gateways_of(index, entry.route)):
            for backend in backends(entry):
                behind = _pods(index, backend)
                if behind and own and not any(pods is each for pods in behind for each in own):
                    return True
    return False


def _pods(index: Index, backend: Backend) -> list[PodSet]:
    """The known pods of a backend, which is a Service or a pool."""
    if backend.kind == kinds.INFERENCE_POOL:
        pool = index.manifest(kinds.INFERENCE_POOL, backend.namespace, backend.name)
        return pods_of_pool(index, pool) if pool else []
    return (pods_behind(index, backend.namespace, backend.name) or []) if backend.kind == kinds.SERVICE else []
