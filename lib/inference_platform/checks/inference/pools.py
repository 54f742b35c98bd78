"""Rules: InferencePools hold the pods that a picker can choose, and routes follow the choice."""

from __future__ import annotations

from collections.abc import Iterator

from inference_platform.checks import kinds
from inference_platform.checks.index import Index
from inference_platform.checks.inference.backends import pods_behind, pods_of_pool, target_port
from inference_platform.checks.inference.picker import pools_of_picker
from inference_platform.checks.inference.routing import (
    Backend,
    RouteRule,
    backends,
    effective_policies,
    is_envoys,
    picking_processors,
    pool_backends,
    processors_of,
    route_rules,
)
from inference_platform.checks.manifest import Manifest
from inference_platform.checks.reading import number, rows, text
from inference_platform.checks.rule import Violation, rule
from inference_platform.checks.selectors import PodSet
from inference_platform.checks.serving import is_knative

__all__ = [
    "pool_choice",
    "pool_component",
    "pool_endpoint_routing",
    "pool_failure_mode",
    "pool_knative",
    "pool_service",
    "pool_service_port",
    "pool_wiring",
]

_HEADER = "x-gateway-destination-endpoint"


@rule("pool/component")
def pool_component(index: Index) -> Iterator[Violation]:
    """An InferencePool selects the predictors of an InferenceService, not its transformers and explainers as well."""
    for pool in index.of(kinds.INFERENCE_POOL):
        served = [pods for pods in pods_of_pool(index, pool) if pods.by.type == kinds.INFERENCE_SERVICE]
        found = {str(pods.labels.get("component")): pods for pods in served}
        for component in sorted(set(found) - {"predictor"}) if "predictor" in found else ():
            yield Violation(
                pool,
                "spec.selector.matchLabels[component]",
                "predictor",
                f"a selector that the {component} of InferenceService {found[component].by.name} matches too",
                "add the label component: predictor",
            )


@rule("pool/knative")
def pool_knative(index: Index) -> Iterator[Violation]:
    """No InferencePool holds pods that Knative scales: requests from a picker go past its proxy and are not seen."""
    for pool in index.of(kinds.INFERENCE_POOL):
        for pods in pods_of_pool(index, pool):
            if pods.by.type == kinds.INFERENCE_SERVICE and is_knative(pods.by):
                yield Violation(
                    pool,
                    "spec.selector",
                    "for pods that Knative does not scale",
                    f"those of InferenceService {pods.by.name} in Knative mode",
                    "set serving.kserve.io/deploymentMode: Standard there, or route to its Service without a pool",
                )


@rule("pool/failure-mode")
def pool_failure_mode(index: Index) -> Iterator[Violation]:
    """An InferencePool behind Envoy Gateway fails closed, which is all that Envoy Gateway can do."""
    used = {id(pool) for rule_, _, pool in pool_backends(index) if is_envoys(index, rule_.route)}
    for each in index.once(picking_processors):
        used |= {id(pool) for pool in pools_of_picker(index, each.namespace, each.service)}
    for pool in index.of(kinds.INFERENCE_POOL):
        if text(pool.spec, "endpointPickerRef", "failureMode") == "FailOpen" and id(pool) in used:
            yield Violation(
                pool,
                "spec.endpointPickerRef.failureMode",
                "FailClose",
                "FailOpen",
                "remove it and run several pickers: neither Envoy Gateway nor Envoy AI Gateway goes on without one",
            )


@rule("pool/wiring")
def pool_wiring(index: Index) -> Iterator[Violation]:
    """A rule of a route either sends requests to an InferencePool or has a policy that asks a picker, not both."""
    for each, backend, pool in pool_backends(index):
        for processor in processors_of(index, each):
            yield Violation(
                each.route,
                backend.field,
                f"a Service beside EnvoyExtensionPolicy {processor.policy.name}",
                f"InferencePool {pool.name}",
                "name the Service of the pool's pods, or remove the policy if Envoy AI Gateway resolves pools here",
            )


def _picked(index: Index) -> Iterator[tuple[RouteRule, list[Manifest]]]:
    """The rules with Services for whose requests a picker chooses, and its pools."""
    for each in route_rules(index):
        found = processors_of(index, each)
        if found and any(backend.kind == kinds.SERVICE for backend in backends(each)):
            pools = [pool for item in found for pool in pools_of_picker(index, item.namespace, item.service)]
            yield each, list({id(pool): pool for pool in pools}.values())


@rule("pool/choice")
def pool_choice(index: Index) -> Iterator[Violation]:
    """Where a picker chooses, a BackendTrafficPolicy makes Envoy follow the choice."""
    if index.of(kinds.ENVOY_PATCH_POLICY):
        return  # A patch may do the same.
    for each, _ in _picked(index):
        policies = effective_policies(index, kinds.BACKEND_TRAFFIC_POLICY, each)
        if policies is not None and not any(_overrides(policy) for policy in policies):
            yield Violation(
                each.route,
                each.field,
                f"covered by a BackendTrafficPolicy with loadBalancer.endpointOverride from header {_HEADER}",
                policies[0].name if policies else "none",
                "add one for this route: without it Envoy ignores the pod that the picker chose",
            )


def _overrides(policy: Manifest) -> bool:
    sources = rows(policy.spec, "loadBalancer", "endpointOverride", "extractFrom")
    return any(text(source, "header").lower() == _HEADER for source in sources)


@rule("pool/endpoint-routing")
def pool_endpoint_routing(index: Index) -> Iterator[Violation]:
    """Where a picker chooses, Envoy knows the single pods and not just the address of their Service."""
    for each, _ in _picked(index):
        for policy in effective_policies(index, kinds.BACKEND_TRAFFIC_POLICY, each) or ():
            if text(policy.spec, "routingType") == "Service":
                yield Violation(
                    policy,
                    "spec.routingType",
                    f"Endpoint for HTTPRoute {each.route.name}, where a picker chooses",
                    "Service",
                    "write Endpoint, or Envoy cannot send a request to the chosen pod",
                )


@rule("pool/service")
def pool_service(index: Index) -> Iterator[Violation]:
    """The Services of a rule for which a picker chooses lead to all the pods of its pool."""
    for each, pools in _picked(index):
        behind = _behind(index, backends(each))
        if behind is None:
            continue
        for pool in pools:
            missing = [pods for pods in pods_of_pool(index, pool) if not any(pods is other for other in behind)]
            if missing:
                shown = ", ".join(sorted(f"{pods.by.kind} {pods.by.name}" for pods in missing))
                yield Violation(
                    each.route,
                    f"{each.field}.backendRefs",
                    f"Services of the pods of InferencePool {pool.name}, among which the picker chooses",
                    f"none for the pods of {shown}",
                    "name the Service of those pods; Envoy follows a choice only among the pods of the rule",
                )


def _behind(index: Index, found: list[Backend]) -> list[PodSet] | None:
    behind: list[PodSet] = []
    for backend in found:
        pods = pods_behind(index, backend.namespace, backend.name) if backend.kind == kinds.SERVICE else None
        if pods is None:
            return None
        behind.extend(pods)
    return behind


@rule("pool/service-port")
def pool_service_port(index: Index) -> Iterator[Violation]:
    """A pool and the Service of the same pods lead to the same port of theirs."""
    for each, pools in _picked(index):
        for backend in backends(each):
            behind = _behind(index, [backend]) or []
            port = target_port(index, backend.namespace, backend.name, backend.port)
            for pool in pools:
                numbers = [number(item, "number") for item in rows(pool.spec, "targetPorts")]
                shared = any(pods is other for pods in pods_of_pool(index, pool) for other in behind)
                if shared and port is not None and port not in numbers:
                    yield Violation(
                        pool,
                        "spec.targetPorts",
                        f"with {port}, the port of the pods to which Service {backend.name} leads",
                        ", ".join(map(str, numbers)) or "none",
                        "use that port: Envoy does not know the pods by any other",
                    )
