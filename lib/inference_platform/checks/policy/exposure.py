"""Rules: nothing is reachable from outside by accident."""

from __future__ import annotations

from collections.abc import Iterator

from inference_platform.checks import kinds
from inference_platform.checks.index import Index
from inference_platform.checks.reading import text
from inference_platform.checks.rule import Violation, rule

__all__ = ["exposed_service"]


@rule("policy/exposed-service")
def exposed_service(index: Index) -> Iterator[Violation]:
    """A Service that is open to the outside (LoadBalancer, NodePort, external IPs) is a named exception."""
    for service in index.of(kinds.SERVICE):
        kind = text(service.spec, "type")
        if kind in ("LoadBalancer", "NodePort"):
            yield Violation(service, "spec.type", "ClusterIP", kind, "go through the Gateway or name an exception")
        if service.spec.get("externalIPs"):
            yield Violation(service, "spec.externalIPs", "absent", "given", "go through the Gateway")
