"""The HTTPRoute of a model and its policies from the props.

Defaults of the API server are written out inside lists, because GitOps tools compare lists as a whole and would
report a difference for ever.
"""

from __future__ import annotations

from inference_platform.connections import GatewayRef
from inference_platform.constructs.model_route.props import Backend, ModelRouteProps
from inference_platform.model_refs import EndpointPickerRef, Wirings
from inference_platform_crds import envoy_gateway, gateway_api

__all__ = ["DESTINATION_HEADER", "picker_policy_spec", "route_spec", "traffic_policy_spec"]

DESTINATION_HEADER = "x-gateway-destination-endpoint"
"""Where an endpoint picker writes the pod's address and port (the endpoint picker protocol,
https://github.com/kubernetes-sigs/gateway-api-inference-extension/tree/main/docs/proposals/004-endpoint-picker-protocol)."""

_GROUP = "gateway.networking.k8s.io"
_FULL_DUPLEX = envoy_gateway.EnvoyExtensionPolicySpecExtProcProcessingModeRequest(body="FullDuplexStreamed")


def route_spec(
    *, gateway: GatewayRef, wiring: Wirings, path: str, backends: tuple[Backend, ...], props: ModelRouteProps
) -> gateway_api.HTTPRouteSpec:
    """The route: only the API of the servers is reachable through it, not their metrics or administration."""
    api_path = backends[0].servers.api_path
    return gateway_api.HTTPRouteSpec(
        parent_refs=[
            gateway_api.GRPCRouteSpecParentRefs(
                group=_GROUP,
                kind="Gateway",
                name=gateway.name,
                namespace=gateway.namespace,
                section_name=listener.name,
            )
            for listener in gateway.serving
        ],
        hostnames=list(props.hostnames) or None,
        rules=[
            gateway_api.HTTPRouteSpecRules(
                name="model",
                matches=[_match(f"{path}{api_path}", props)],
                filters=[_rewrite(api_path)] if path else None,
                backend_refs=[_backend(backend, wiring) for backend in backends],
                # This wins over requestTimeout of a BackendTrafficPolicy, of the Gateway's as well.
                timeouts=gateway_api.HTTPRouteSpecRulesTimeouts(request=props.timeouts.request),
            )
        ],
    )


def traffic_policy_spec(
    *, route: str, wiring: Wirings, backends: tuple[Backend, ...], props: ModelRouteProps
) -> envoy_gateway.BackendTrafficPolicySpec:
    """What Envoy does between itself and the servers of the route with the name `route`."""
    picked = backends[0].pool is not None
    # Envoy AI Gateway replaces the way in which a pool's pod is chosen.
    ours = wiring == "EnvoyGateway" or not picked
    return envoy_gateway.BackendTrafficPolicySpec(
        target_refs=[_target(route)],
        # The Gateway's own policy (limits of bodies and rates ...) stays in force for what is not said here.
        merge_type="StrategicMerge",
        # With Service, Envoy would know one address for all pods, and no choice could take effect.
        routing_type="Endpoint" if ours else None,
        load_balancer=_load_balancer(picked=picked) if ours else None,
        timeout=envoy_gateway.BackendTrafficPolicySpecTimeout(
            http=envoy_gateway.BackendTrafficPolicySpecTimeoutHttp(
                connection_idle_timeout=props.timeouts.connection_idle,
                stream_idle_timeout=props.timeouts.silence,
            )
        ),
        retry=_retry(props.retries),
        circuit_breaker=_circuit_breaker(props),
    )


def picker_policy_spec(
    *, route: str, picker: EndpointPickerRef, props: ModelRouteProps
) -> envoy_gateway.EnvoyExtensionPolicySpec:
    """Asks the picker about each request of the route with the name `route`.

    Pickers answer only after the whole body and stream their answer, which is the full duplex mode alone; with it
    Envoy cannot let requests pass without an answer (failOpen).
    """
    return envoy_gateway.EnvoyExtensionPolicySpec(
        target_refs=[_target(route)],
        ext_proc=[
            envoy_gateway.EnvoyExtensionPolicySpecExtProc(
                backend_refs=[
                    envoy_gateway.SecurityPolicySpecExtAuthGrpcBackendRefs(
                        group="", kind="Service", name=picker.name, port=picker.service.port, weight=1
                    )
                ],
                # One call lasts as long as its request, so the limits are the same.
                backend_settings=envoy_gateway.SecurityPolicySpecExtAuthGrpcBackendSettings(
                    circuit_breaker=_circuit_breaker(props)
                ),
                fail_open=False,
                message_timeout=props.timeouts.message,
                processing_mode=envoy_gateway.EnvoyExtensionPolicySpecExtProcProcessingMode(
                    allow_mode_override=False, request=_FULL_DUPLEX, response=_FULL_DUPLEX
                ),
            )
        ],
    )


def _match(path: str, props: ModelRouteProps) -> gateway_api.HTTPRouteSpecRulesMatches:
    return gateway_api.HTTPRouteSpecRulesMatches(
        path=gateway_api.HTTPRouteSpecRulesMatchesPath(type="PathPrefix", value=path),
        headers=[
            gateway_api.GRPCRouteSpecRulesMatchesHeaders(type="Exact", name=name, value=value)
            for name, value in sorted((props.headers or {}).items())
        ]
        or None,
    )


def _rewrite(api_path: str) -> gateway_api.HTTPRouteSpecRulesFilters:
    return gateway_api.HTTPRouteSpecRulesFilters(
        type="URLRewrite",
        url_rewrite=gateway_api.HTTPRouteSpecRulesFiltersUrlRewrite(
            path=gateway_api.HTTPRouteSpecRulesFiltersUrlRewritePath(
                type="ReplacePrefixMatch", replace_prefix_match=api_path
            )
        ),
    )


def _backend(backend: Backend, wiring: Wirings) -> gateway_api.HTTPRouteSpecRulesBackendRefs:
    if backend.pool and wiring == "EnvoyAIGateway":
        return gateway_api.HTTPRouteSpecRulesBackendRefs(
            group="inference.networking.k8s.io", kind="InferencePool", name=backend.pool.name, weight=backend.weight
        )
    service = backend.servers.service
    return gateway_api.HTTPRouteSpecRulesBackendRefs(
        group="", kind="Service", name=service.name, port=service.port, weight=backend.weight
    )


def _load_balancer(*, picked: bool) -> envoy_gateway.BackendTrafficPolicySpecLoadBalancer:
    header = envoy_gateway.BackendTrafficPolicySpecLoadBalancerEndpointOverrideExtractFrom(header=DESTINATION_HEADER)
    override = envoy_gateway.BackendTrafficPolicySpecLoadBalancerEndpointOverride(extract_from=[header])
    return envoy_gateway.BackendTrafficPolicySpecLoadBalancer(
        type="LeastRequest", endpoint_override=override if picked else None
    )


def _retry(retries: int) -> envoy_gateway.BackendTrafficPolicySpecRetry:
    return envoy_gateway.BackendTrafficPolicySpecRetry(
        num_retries=retries,
        retry_on=envoy_gateway.BackendTrafficPolicySpecRetryRetryOn(triggers=["connect-failure"]) if retries else None,
    )


def _circuit_breaker(props: ModelRouteProps) -> envoy_gateway.BackendTrafficPolicySpecCircuitBreaker:
    most = props.max_parallel_requests
    return envoy_gateway.BackendTrafficPolicySpecCircuitBreaker(
        max_connections=most, max_pending_requests=most, max_parallel_requests=most
    )


def _target(route: str) -> envoy_gateway.SecurityPolicySpecTargetRef:
    return envoy_gateway.SecurityPolicySpecTargetRef(group=_GROUP, kind="HTTPRoute", name=route)
