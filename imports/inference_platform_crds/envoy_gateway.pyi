# Made by `python -m inference_platform_bindings.generate`; do not edit.

from collections.abc import Mapping, Sequence
from typing import Any, Literal

from constructs import Construct

from inference_platform_bindings.metadata import ObjectMeta as ObjectMeta
from inference_platform_bindings.resource import Metadata, Resource
from inference_platform_bindings.struct import Struct

class Backend(Resource):
    def __init__(
        self,
        scope: Construct,
        id: str,
        *,
        metadata: Metadata,
        spec: BackendSpec,
    ) -> None: ...
    @classmethod
    def manifest_of(
        cls,
        *,
        metadata: Metadata,
        spec: BackendSpec,
    ) -> dict[str, Any]: ...

class BackendTrafficPolicy(Resource):
    def __init__(
        self,
        scope: Construct,
        id: str,
        *,
        metadata: Metadata,
        spec: BackendTrafficPolicySpec,
    ) -> None: ...
    @classmethod
    def manifest_of(
        cls,
        *,
        metadata: Metadata,
        spec: BackendTrafficPolicySpec,
    ) -> dict[str, Any]: ...

class ClientTrafficPolicy(Resource):
    def __init__(
        self,
        scope: Construct,
        id: str,
        *,
        metadata: Metadata,
        spec: ClientTrafficPolicySpec,
    ) -> None: ...
    @classmethod
    def manifest_of(
        cls,
        *,
        metadata: Metadata,
        spec: ClientTrafficPolicySpec,
    ) -> dict[str, Any]: ...

class EnvoyExtensionPolicy(Resource):
    def __init__(
        self,
        scope: Construct,
        id: str,
        *,
        metadata: Metadata,
        spec: EnvoyExtensionPolicySpec,
    ) -> None: ...
    @classmethod
    def manifest_of(
        cls,
        *,
        metadata: Metadata,
        spec: EnvoyExtensionPolicySpec,
    ) -> dict[str, Any]: ...

class EnvoyPatchPolicy(Resource):
    def __init__(
        self,
        scope: Construct,
        id: str,
        *,
        metadata: Metadata,
        spec: EnvoyPatchPolicySpec,
    ) -> None: ...
    @classmethod
    def manifest_of(
        cls,
        *,
        metadata: Metadata,
        spec: EnvoyPatchPolicySpec,
    ) -> dict[str, Any]: ...

class EnvoyProxy(Resource):
    def __init__(
        self,
        scope: Construct,
        id: str,
        *,
        metadata: Metadata,
        spec: EnvoyProxySpec,
    ) -> None: ...
    @classmethod
    def manifest_of(
        cls,
        *,
        metadata: Metadata,
        spec: EnvoyProxySpec,
    ) -> dict[str, Any]: ...

class HTTPRouteFilter(Resource):
    def __init__(
        self,
        scope: Construct,
        id: str,
        *,
        metadata: Metadata,
        spec: HTTPRouteFilterSpec,
    ) -> None: ...
    @classmethod
    def manifest_of(
        cls,
        *,
        metadata: Metadata,
        spec: HTTPRouteFilterSpec,
    ) -> dict[str, Any]: ...

class SecurityPolicy(Resource):
    def __init__(
        self,
        scope: Construct,
        id: str,
        *,
        metadata: Metadata,
        spec: SecurityPolicySpec,
    ) -> None: ...
    @classmethod
    def manifest_of(
        cls,
        *,
        metadata: Metadata,
        spec: SecurityPolicySpec,
    ) -> dict[str, Any]: ...

class BackendSpec(Struct):
    def __init__(
        self,
        *,
        app_protocols: Sequence[Literal['gateway.envoyproxy.io/h2c', 'gateway.envoyproxy.io/ws', 'gateway.envoyproxy.io/wss']] | None = ...,
        endpoints: Sequence[BackendSpecEndpoints] | None = ...,
        fallback: bool | None = ...,
        tls: BackendSpecTls | None = ...,
        type: Literal['Endpoints', 'DynamicResolver'] | None = ...,
    ) -> None: ...

class BackendSpecEndpoints(Struct):
    def __init__(
        self,
        *,
        fqdn: BackendSpecEndpointsFqdn | None = ...,
        hostname: str | None = ...,
        ip: BackendSpecEndpointsIp | None = ...,
        unix: BackendSpecEndpointsUnix | None = ...,
        zone: str | None = ...,
    ) -> None: ...

class BackendSpecEndpointsFqdn(Struct):
    def __init__(
        self,
        *,
        hostname: str,
        port: int,
    ) -> None: ...

class BackendSpecEndpointsIp(Struct):
    def __init__(
        self,
        *,
        address: str,
        port: int,
    ) -> None: ...

class BackendSpecEndpointsUnix(Struct):
    def __init__(
        self,
        *,
        path: str,
    ) -> None: ...

class BackendSpecTls(Struct):
    def __init__(
        self,
        *,
        alpn_protocols: Sequence[str] | None = ...,
        auto_sni_from_endpoint_hostname: bool | None = ...,
        ca_certificate_refs: Sequence[EnvoyPatchPolicySpecTargetRef] | None = ...,
        ciphers: Sequence[str] | None = ...,
        client_certificate_ref: SecurityPolicySpecBasicAuthUsers | None = ...,
        ecdh_curves: Sequence[str] | None = ...,
        fingerprints: Sequence[Literal['JA3', 'JA4']] | None = ...,
        insecure_skip_verify: bool | None = ...,
        max_version: Literal['Auto', '1.0', '1.1', '1.2', '1.3'] | None = ...,
        min_version: Literal['Auto', '1.0', '1.1', '1.2', '1.3'] | None = ...,
        signature_algorithms: Sequence[str] | None = ...,
        sni: str | None = ...,
        well_known_ca_certificates: str | None = ...,
    ) -> None: ...

class BackendTrafficPolicySpec(Struct):
    def __init__(
        self,
        *,
        admission_control: BackendTrafficPolicySpecAdmissionControl | None = ...,
        bandwidth_limit: BackendTrafficPolicySpecBandwidthLimit | None = ...,
        circuit_breaker: BackendTrafficPolicySpecCircuitBreaker | None = ...,
        compression: Sequence[BackendTrafficPolicySpecCompressor] | None = ...,
        compressor: Sequence[BackendTrafficPolicySpecCompressor] | None = ...,
        connection: BackendTrafficPolicySpecConnection | None = ...,
        dns: BackendTrafficPolicySpecDns | None = ...,
        fault_injection: BackendTrafficPolicySpecFaultInjection | None = ...,
        health_check: BackendTrafficPolicySpecHealthCheck | None = ...,
        http2: ClientTrafficPolicySpecHttp2 | None = ...,
        http_upgrade: Sequence[BackendTrafficPolicySpecHttpUpgrade] | None = ...,
        load_balancer: BackendTrafficPolicySpecLoadBalancer | None = ...,
        merge_type: str | None = ...,
        proxy_protocol: BackendTrafficPolicySpecProxyProtocol | None = ...,
        rate_limit: BackendTrafficPolicySpecRateLimit | None = ...,
        request_buffer: BackendTrafficPolicySpecRequestBuffer | None = ...,
        response_override: Sequence[BackendTrafficPolicySpecResponseOverride] | None = ...,
        retry: BackendTrafficPolicySpecRetry | None = ...,
        routing_type: str | None = ...,
        target_ref: SecurityPolicySpecTargetRef | None = ...,
        target_refs: Sequence[SecurityPolicySpecTargetRef] | None = ...,
        target_selectors: Sequence[SecurityPolicySpecTargetSelectors] | None = ...,
        tcp_keepalive: ClientTrafficPolicySpecTcpKeepalive | None = ...,
        telemetry: BackendTrafficPolicySpecTelemetry | None = ...,
        timeout: BackendTrafficPolicySpecTimeout | None = ...,
        use_client_protocol: bool | None = ...,
    ) -> None: ...

class BackendTrafficPolicySpecAdmissionControl(Struct):
    def __init__(
        self,
        *,
        max_rejection_percent: int | None = ...,
        min_request_rate: int | None = ...,
        min_success_rate: int | None = ...,
        rejection_aggression: int | None = ...,
        sampling_window: str | None = ...,
        success_criteria: BackendTrafficPolicySpecAdmissionControlSuccessCriteria | None = ...,
    ) -> None: ...

class BackendTrafficPolicySpecAdmissionControlSuccessCriteria(Struct):
    def __init__(
        self,
        *,
        grpc: BackendTrafficPolicySpecAdmissionControlSuccessCriteriaGrpc | None = ...,
        http: BackendTrafficPolicySpecAdmissionControlSuccessCriteriaHttp | None = ...,
    ) -> None: ...

class BackendTrafficPolicySpecAdmissionControlSuccessCriteriaGrpc(Struct):
    def __init__(
        self,
        *,
        status_codes: Sequence[Literal['Ok', 'Cancelled', 'Unknown', 'InvalidArgument', 'DeadlineExceeded', 'NotFound', 'AlreadyExists', 'PermissionDenied', 'ResourceExhausted', 'FailedPrecondition', 'Aborted', 'OutOfRange', 'Unimplemented', 'Internal', 'Unavailable', 'DataLoss', 'Unauthenticated']] | None = ...,
    ) -> None: ...

class BackendTrafficPolicySpecAdmissionControlSuccessCriteriaHttp(Struct):
    def __init__(
        self,
        *,
        status_codes: Sequence[int] | None = ...,
    ) -> None: ...

class BackendTrafficPolicySpecBandwidthLimit(Struct):
    def __init__(
        self,
        *,
        request: BackendTrafficPolicySpecBandwidthLimitRequest | None = ...,
        response: BackendTrafficPolicySpecBandwidthLimitResponse | None = ...,
    ) -> None: ...

class BackendTrafficPolicySpecBandwidthLimitRequest(Struct):
    def __init__(
        self,
        *,
        limit: BackendTrafficPolicySpecBandwidthLimitRequestLimit,
    ) -> None: ...

class BackendTrafficPolicySpecBandwidthLimitRequestLimit(Struct):
    def __init__(
        self,
        *,
        unit: Literal['Second', 'Minute', 'Hour'],
        value: int | str,
    ) -> None: ...

class BackendTrafficPolicySpecBandwidthLimitResponse(Struct):
    def __init__(
        self,
        *,
        limit: BackendTrafficPolicySpecBandwidthLimitRequestLimit,
        response_trailers: BackendTrafficPolicySpecBandwidthLimitResponseResponseTrailers | None = ...,
    ) -> None: ...

class BackendTrafficPolicySpecBandwidthLimitResponseResponseTrailers(Struct):
    def __init__(
        self,
        *,
        prefix: str | None = ...,
    ) -> None: ...

class BackendTrafficPolicySpecCircuitBreaker(Struct):
    def __init__(
        self,
        *,
        max_connections: int | None = ...,
        max_parallel_requests: int | None = ...,
        max_parallel_retries: int | None = ...,
        max_pending_requests: int | None = ...,
        max_requests_per_connection: int | None = ...,
        per_endpoint: BackendTrafficPolicySpecCircuitBreakerPerEndpoint | None = ...,
        retry_budget: BackendTrafficPolicySpecCircuitBreakerRetryBudget | None = ...,
    ) -> None: ...

class BackendTrafficPolicySpecCircuitBreakerPerEndpoint(Struct):
    def __init__(
        self,
        *,
        max_connections: int | None = ...,
    ) -> None: ...

class BackendTrafficPolicySpecCircuitBreakerRetryBudget(Struct):
    def __init__(
        self,
        *,
        percent: SecurityPolicySpecCsrfShadowFraction,
        min_retry_concurrency: int | None = ...,
    ) -> None: ...

class BackendTrafficPolicySpecCompressor(Struct):
    def __init__(
        self,
        *,
        type: Literal['Gzip', 'Brotli', 'Zstd'],
        brotli: ClientTrafficPolicySpecHttp3 | None = ...,
        gzip: ClientTrafficPolicySpecHttp3 | None = ...,
        min_content_length: int | str | None = ...,
        zstd: ClientTrafficPolicySpecHttp3 | None = ...,
    ) -> None: ...

class BackendTrafficPolicySpecConnection(Struct):
    def __init__(
        self,
        *,
        buffer_limit: int | str | None = ...,
        preconnect: BackendTrafficPolicySpecConnectionPreconnect | None = ...,
        socket_buffer_limit: int | str | None = ...,
    ) -> None: ...

class BackendTrafficPolicySpecConnectionPreconnect(Struct):
    def __init__(
        self,
        *,
        per_endpoint_percent: int | None = ...,
        predictive_percent: int | None = ...,
    ) -> None: ...

class BackendTrafficPolicySpecDns(Struct):
    def __init__(
        self,
        *,
        dns_refresh_rate: str | None = ...,
        lookup_family: Literal['IPv4', 'IPv6', 'IPv4Preferred', 'IPv6Preferred', 'IPv4AndIPv6'] | None = ...,
        respect_dns_ttl: bool | None = ...,
    ) -> None: ...

class BackendTrafficPolicySpecFaultInjection(Struct):
    def __init__(
        self,
        *,
        abort: BackendTrafficPolicySpecFaultInjectionAbort | None = ...,
        delay: BackendTrafficPolicySpecFaultInjectionDelay | None = ...,
    ) -> None: ...

class BackendTrafficPolicySpecFaultInjectionAbort(Struct):
    def __init__(
        self,
        *,
        grpc_status: int | None = ...,
        http_status: int | None = ...,
        percentage: float | None = ...,
    ) -> None: ...

class BackendTrafficPolicySpecFaultInjectionDelay(Struct):
    def __init__(
        self,
        *,
        fixed_delay: str,
        percentage: float | None = ...,
    ) -> None: ...

class BackendTrafficPolicySpecHealthCheck(Struct):
    def __init__(
        self,
        *,
        active: BackendTrafficPolicySpecHealthCheckActive | None = ...,
        panic_threshold: int | None = ...,
        passive: BackendTrafficPolicySpecHealthCheckPassive | None = ...,
    ) -> None: ...

class BackendTrafficPolicySpecHealthCheckActive(Struct):
    def __init__(
        self,
        *,
        type: Literal['HTTP', 'TCP', 'GRPC'],
        grpc: BackendTrafficPolicySpecHealthCheckActiveGrpc | None = ...,
        health_check_log: EnvoyProxySpecTelemetryHealthCheckLog | None = ...,
        healthy_threshold: int | None = ...,
        http: BackendTrafficPolicySpecHealthCheckActiveHttp | None = ...,
        initial_jitter: str | None = ...,
        interval: str | None = ...,
        overrides: BackendTrafficPolicySpecHealthCheckActiveOverrides | None = ...,
        tcp: BackendTrafficPolicySpecHealthCheckActiveTcp | None = ...,
        timeout: str | None = ...,
        unhealthy_threshold: int | None = ...,
    ) -> None: ...

class BackendTrafficPolicySpecHealthCheckActiveGrpc(Struct):
    def __init__(
        self,
        *,
        service: str | None = ...,
    ) -> None: ...

class BackendTrafficPolicySpecHealthCheckActiveHttp(Struct):
    def __init__(
        self,
        *,
        path: str,
        expected_response: BackendTrafficPolicySpecHealthCheckActiveTcpSend | None = ...,
        expected_statuses: Sequence[int] | None = ...,
        hostname: str | None = ...,
        method: str | None = ...,
        request_body: BackendTrafficPolicySpecHealthCheckActiveTcpSend | None = ...,
        retriable_statuses: Sequence[int] | None = ...,
    ) -> None: ...

class BackendTrafficPolicySpecHealthCheckActiveOverrides(Struct):
    def __init__(
        self,
        *,
        port: int | None = ...,
    ) -> None: ...

class BackendTrafficPolicySpecHealthCheckActiveTcp(Struct):
    def __init__(
        self,
        *,
        receive: BackendTrafficPolicySpecHealthCheckActiveTcpSend | None = ...,
        send: BackendTrafficPolicySpecHealthCheckActiveTcpSend | None = ...,
    ) -> None: ...

class BackendTrafficPolicySpecHealthCheckActiveTcpSend(Struct):
    def __init__(
        self,
        *,
        type: Literal['Text', 'Binary'],
        binary: str | None = ...,
        text: str | None = ...,
    ) -> None: ...

class BackendTrafficPolicySpecHealthCheckPassive(Struct):
    def __init__(
        self,
        *,
        always_eject_one_endpoint: bool | None = ...,
        base_ejection_time: str | None = ...,
        consecutive5_xx_errors: int | None = ...,
        consecutive_gateway_errors: int | None = ...,
        consecutive_local_origin_failures: int | None = ...,
        failure_percentage_threshold: int | None = ...,
        interval: str | None = ...,
        max_ejection_percent: int | None = ...,
        split_external_local_origin_errors: bool | None = ...,
    ) -> None: ...

class BackendTrafficPolicySpecHttpUpgrade(Struct):
    def __init__(
        self,
        *,
        type: str,
        connect: BackendTrafficPolicySpecHttpUpgradeConnect | None = ...,
    ) -> None: ...

class BackendTrafficPolicySpecHttpUpgradeConnect(Struct):
    def __init__(
        self,
        *,
        terminate: bool | None = ...,
    ) -> None: ...

class BackendTrafficPolicySpecLoadBalancer(Struct):
    def __init__(
        self,
        *,
        type: Literal['ConsistentHash', 'LeastRequest', 'Random', 'RoundRobin', 'BackendUtilization', 'DynamicModule'],
        backend_utilization: BackendTrafficPolicySpecLoadBalancerBackendUtilization | None = ...,
        consistent_hash: BackendTrafficPolicySpecLoadBalancerConsistentHash | None = ...,
        dynamic_module: BackendTrafficPolicySpecLoadBalancerDynamicModule | None = ...,
        endpoint_override: BackendTrafficPolicySpecLoadBalancerEndpointOverride | None = ...,
        slow_start: BackendTrafficPolicySpecLoadBalancerSlowStart | None = ...,
        zone_aware: BackendTrafficPolicySpecLoadBalancerZoneAware | None = ...,
    ) -> None: ...

class BackendTrafficPolicySpecLoadBalancerBackendUtilization(Struct):
    def __init__(
        self,
        *,
        blackout_period: str | None = ...,
        error_utilization_penalty_percent: int | None = ...,
        keep_response_headers: bool | None = ...,
        metric_names_for_computing_utilization: Sequence[str] | None = ...,
        out_of_band: BackendTrafficPolicySpecLoadBalancerBackendUtilizationOutOfBand | None = ...,
        weight_expiration_period: str | None = ...,
        weight_update_period: str | None = ...,
    ) -> None: ...

class BackendTrafficPolicySpecLoadBalancerBackendUtilizationOutOfBand(Struct):
    def __init__(
        self,
        *,
        authority: str | None = ...,
        port: int | None = ...,
        reporting_period: str | None = ...,
    ) -> None: ...

class BackendTrafficPolicySpecLoadBalancerConsistentHash(Struct):
    def __init__(
        self,
        *,
        type: Literal['SourceIP', 'Header', 'Headers', 'Cookie', 'QueryParams'],
        cookie: BackendTrafficPolicySpecLoadBalancerConsistentHashCookie | None = ...,
        header: BackendTrafficPolicySpecLoadBalancerConsistentHashHeader | None = ...,
        headers: Sequence[BackendTrafficPolicySpecLoadBalancerConsistentHashHeader] | None = ...,
        query_params: Sequence[BackendTrafficPolicySpecLoadBalancerConsistentHashHeader] | None = ...,
        table_size: int | None = ...,
    ) -> None: ...

class BackendTrafficPolicySpecLoadBalancerConsistentHashCookie(Struct):
    def __init__(
        self,
        *,
        name: str,
        attributes: Mapping[str, str] | None = ...,
        ttl: str | None = ...,
    ) -> None: ...

class BackendTrafficPolicySpecLoadBalancerConsistentHashHeader(Struct):
    def __init__(
        self,
        *,
        name: str,
    ) -> None: ...

class BackendTrafficPolicySpecLoadBalancerDynamicModule(Struct):
    def __init__(
        self,
        *,
        lb_policy_name: str,
        name: str,
        config: Any | None = ...,
    ) -> None: ...

class BackendTrafficPolicySpecLoadBalancerEndpointOverride(Struct):
    def __init__(
        self,
        *,
        extract_from: Sequence[BackendTrafficPolicySpecLoadBalancerEndpointOverrideExtractFrom],
    ) -> None: ...

class BackendTrafficPolicySpecLoadBalancerEndpointOverrideExtractFrom(Struct):
    def __init__(
        self,
        *,
        header: str | None = ...,
    ) -> None: ...

class BackendTrafficPolicySpecLoadBalancerSlowStart(Struct):
    def __init__(
        self,
        *,
        window: str,
    ) -> None: ...

class BackendTrafficPolicySpecLoadBalancerZoneAware(Struct):
    def __init__(
        self,
        *,
        prefer_local: BackendTrafficPolicySpecLoadBalancerZoneAwarePreferLocal | None = ...,
        weighted_zones: Sequence[BackendTrafficPolicySpecLoadBalancerZoneAwareWeightedZones] | None = ...,
    ) -> None: ...

class BackendTrafficPolicySpecLoadBalancerZoneAwarePreferLocal(Struct):
    def __init__(
        self,
        *,
        force: BackendTrafficPolicySpecLoadBalancerZoneAwarePreferLocalForce | None = ...,
        min_endpoints_threshold: int | None = ...,
        percentage_enabled: int | None = ...,
    ) -> None: ...

class BackendTrafficPolicySpecLoadBalancerZoneAwarePreferLocalForce(Struct):
    def __init__(
        self,
        *,
        min_endpoints_in_zone_threshold: int | None = ...,
    ) -> None: ...

class BackendTrafficPolicySpecLoadBalancerZoneAwareWeightedZones(Struct):
    def __init__(
        self,
        *,
        weight: int,
        zone: str,
    ) -> None: ...

class BackendTrafficPolicySpecProxyProtocol(Struct):
    def __init__(
        self,
        *,
        version: Literal['V1', 'V2'],
    ) -> None: ...

class BackendTrafficPolicySpecRateLimit(Struct):
    def __init__(
        self,
        *,
        global_: BackendTrafficPolicySpecRateLimitGlobal | None = ...,
        local: BackendTrafficPolicySpecRateLimitLocal | None = ...,
        type: Literal['Global', 'Local'] | None = ...,
    ) -> None: ...

class BackendTrafficPolicySpecRateLimitGlobal(Struct):
    def __init__(
        self,
        *,
        rules: Sequence[BackendTrafficPolicySpecRateLimitLocalRules],
    ) -> None: ...

class BackendTrafficPolicySpecRateLimitLocal(Struct):
    def __init__(
        self,
        *,
        rules: Sequence[BackendTrafficPolicySpecRateLimitLocalRules] | None = ...,
    ) -> None: ...

class BackendTrafficPolicySpecRateLimitLocalRules(Struct):
    def __init__(
        self,
        *,
        limit: BackendTrafficPolicySpecRateLimitLocalRulesLimit,
        client_selectors: Sequence[BackendTrafficPolicySpecRateLimitLocalRulesClientSelectors] | None = ...,
        cost: BackendTrafficPolicySpecRateLimitLocalRulesCost | None = ...,
        shadow_mode: bool | None = ...,
        shared: bool | None = ...,
        x_rate_limit_headers: Literal['Off', 'DraftVersion03'] | None = ...,
    ) -> None: ...

class BackendTrafficPolicySpecRateLimitLocalRulesClientSelectors(Struct):
    def __init__(
        self,
        *,
        headers: Sequence[BackendTrafficPolicySpecRateLimitLocalRulesClientSelectorsHeaders] | None = ...,
        methods: Sequence[BackendTrafficPolicySpecRateLimitLocalRulesClientSelectorsMethods] | None = ...,
        path: SecurityPolicySpecAuthorizationRulesOperationPath | None = ...,
        query_params: Sequence[BackendTrafficPolicySpecRateLimitLocalRulesClientSelectorsHeaders] | None = ...,
        source_cidr: BackendTrafficPolicySpecRateLimitLocalRulesClientSelectorsSourceCIDR | None = ...,
    ) -> None: ...

class BackendTrafficPolicySpecRateLimitLocalRulesClientSelectorsHeaders(Struct):
    def __init__(
        self,
        *,
        name: str,
        invert: bool | None = ...,
        type: Literal['Exact', 'RegularExpression', 'Distinct'] | None = ...,
        value: str | None = ...,
    ) -> None: ...

class BackendTrafficPolicySpecRateLimitLocalRulesClientSelectorsMethods(Struct):
    def __init__(
        self,
        *,
        value: Literal['GET', 'HEAD', 'POST', 'PUT', 'DELETE', 'CONNECT', 'OPTIONS', 'TRACE', 'PATCH'],
        invert: bool | None = ...,
    ) -> None: ...

class BackendTrafficPolicySpecRateLimitLocalRulesClientSelectorsSourceCIDR(Struct):
    def __init__(
        self,
        *,
        value: str,
        invert: bool | None = ...,
        type: Literal['Exact', 'Distinct'] | None = ...,
    ) -> None: ...

class BackendTrafficPolicySpecRateLimitLocalRulesCost(Struct):
    def __init__(
        self,
        *,
        request: BackendTrafficPolicySpecRateLimitLocalRulesCostRequest | None = ...,
        response: BackendTrafficPolicySpecRateLimitLocalRulesCostRequest | None = ...,
    ) -> None: ...

class BackendTrafficPolicySpecRateLimitLocalRulesCostRequest(Struct):
    def __init__(
        self,
        *,
        from_: Literal['Number', 'Metadata'],
        metadata: BackendTrafficPolicySpecRateLimitLocalRulesCostRequestMetadata | None = ...,
        number: int | None = ...,
    ) -> None: ...

class BackendTrafficPolicySpecRateLimitLocalRulesCostRequestMetadata(Struct):
    def __init__(
        self,
        *,
        key: str,
        namespace: str,
    ) -> None: ...

class BackendTrafficPolicySpecRateLimitLocalRulesLimit(Struct):
    def __init__(
        self,
        *,
        requests: int,
        unit: Literal['Second', 'Minute', 'Hour', 'Day', 'Week', 'Month', 'Year'],
        from_metadata: BackendTrafficPolicySpecRateLimitLocalRulesLimitFromMetadata | None = ...,
    ) -> None: ...

class BackendTrafficPolicySpecRateLimitLocalRulesLimitFromMetadata(Struct):
    def __init__(
        self,
        *,
        key: str,
        namespace: str,
    ) -> None: ...

class BackendTrafficPolicySpecRequestBuffer(Struct):
    def __init__(
        self,
        *,
        limit: int | str | None = ...,
    ) -> None: ...

class BackendTrafficPolicySpecResponseOverride(Struct):
    def __init__(
        self,
        *,
        match: BackendTrafficPolicySpecResponseOverrideMatch,
        redirect: BackendTrafficPolicySpecResponseOverrideRedirect | None = ...,
        response: HTTPRouteFilterSpecDirectResponse | None = ...,
        source: Literal['All', 'Local', 'Backend'] | None = ...,
    ) -> None: ...

class BackendTrafficPolicySpecResponseOverrideMatch(Struct):
    def __init__(
        self,
        *,
        response_headers: Sequence[BackendTrafficPolicySpecResponseOverrideMatchResponseHeaders] | None = ...,
        status_codes: Sequence[BackendTrafficPolicySpecResponseOverrideMatchStatusCodes] | None = ...,
    ) -> None: ...

class BackendTrafficPolicySpecResponseOverrideMatchResponseHeaders(Struct):
    def __init__(
        self,
        *,
        name: str,
        value: EnvoyProxySpecTelemetryMetricsMatches,
    ) -> None: ...

class BackendTrafficPolicySpecResponseOverrideMatchStatusCodes(Struct):
    def __init__(
        self,
        *,
        range: BackendTrafficPolicySpecResponseOverrideMatchStatusCodesRange | None = ...,
        type: Literal['Value', 'Range'] | None = ...,
        value: int | None = ...,
    ) -> None: ...

class BackendTrafficPolicySpecResponseOverrideMatchStatusCodesRange(Struct):
    def __init__(
        self,
        *,
        end: int,
        start: int,
    ) -> None: ...

class BackendTrafficPolicySpecResponseOverrideRedirect(Struct):
    def __init__(
        self,
        *,
        hostname: str | None = ...,
        path: BackendTrafficPolicySpecResponseOverrideRedirectPath | None = ...,
        port: int | None = ...,
        scheme: Literal['http', 'https'] | None = ...,
        status_code: Literal[301, 302] | None = ...,
    ) -> None: ...

class BackendTrafficPolicySpecResponseOverrideRedirectPath(Struct):
    def __init__(
        self,
        *,
        type: Literal['ReplaceFullPath', 'ReplacePrefixMatch'],
        replace_full_path: str | None = ...,
        replace_prefix_match: str | None = ...,
    ) -> None: ...

class BackendTrafficPolicySpecRetry(Struct):
    def __init__(
        self,
        *,
        num_attempts_per_priority: int | None = ...,
        num_retries: int | None = ...,
        per_retry: BackendTrafficPolicySpecRetryPerRetry | None = ...,
        retry_on: BackendTrafficPolicySpecRetryRetryOn | None = ...,
    ) -> None: ...

class BackendTrafficPolicySpecRetryPerRetry(Struct):
    def __init__(
        self,
        *,
        back_off: BackendTrafficPolicySpecRetryPerRetryBackOff | None = ...,
        timeout: str | None = ...,
    ) -> None: ...

class BackendTrafficPolicySpecRetryPerRetryBackOff(Struct):
    def __init__(
        self,
        *,
        base_interval: str | None = ...,
        max_interval: str | None = ...,
    ) -> None: ...

class BackendTrafficPolicySpecRetryRetryOn(Struct):
    def __init__(
        self,
        *,
        http_status_codes: Sequence[int] | None = ...,
        triggers: Sequence[Literal['5xx', 'gateway-error', 'reset', 'reset-before-request', 'connect-failure', 'retriable-4xx', 'refused-stream', 'retriable-status-codes', 'cancelled', 'deadline-exceeded', 'internal', 'resource-exhausted', 'unavailable']] | None = ...,
    ) -> None: ...

class BackendTrafficPolicySpecTelemetry(Struct):
    def __init__(
        self,
        *,
        metrics: BackendTrafficPolicySpecTelemetryMetrics | None = ...,
        tracing: BackendTrafficPolicySpecTelemetryTracing | None = ...,
    ) -> None: ...

class BackendTrafficPolicySpecTelemetryMetrics(Struct):
    def __init__(
        self,
        *,
        route_stat_name: str | None = ...,
    ) -> None: ...

class BackendTrafficPolicySpecTelemetryTracing(Struct):
    def __init__(
        self,
        *,
        client_sampling_fraction: SecurityPolicySpecCsrfShadowFraction | None = ...,
        custom_tags: Mapping[str, EnvoyProxySpecTelemetryTracingCustomTags] | None = ...,
        overall_sampling_fraction: SecurityPolicySpecCsrfShadowFraction | None = ...,
        sampling_fraction: SecurityPolicySpecCsrfShadowFraction | None = ...,
        span_name: EnvoyProxySpecTelemetryTracingSpanName | None = ...,
        tags: Mapping[str, str] | None = ...,
    ) -> None: ...

class BackendTrafficPolicySpecTimeout(Struct):
    def __init__(
        self,
        *,
        http: BackendTrafficPolicySpecTimeoutHttp | None = ...,
        tcp: BackendTrafficPolicySpecTimeoutTcp | None = ...,
    ) -> None: ...

class BackendTrafficPolicySpecTimeoutHttp(Struct):
    def __init__(
        self,
        *,
        connection_idle_timeout: str | None = ...,
        max_connection_duration: str | None = ...,
        max_stream_duration: str | None = ...,
        request_timeout: str | None = ...,
        stream_idle_timeout: str | None = ...,
    ) -> None: ...

class BackendTrafficPolicySpecTimeoutTcp(Struct):
    def __init__(
        self,
        *,
        connect_timeout: str | None = ...,
    ) -> None: ...

class ClientTrafficPolicySpec(Struct):
    def __init__(
        self,
        *,
        client_ip_detection: ClientTrafficPolicySpecClientIPDetection | None = ...,
        connection: ClientTrafficPolicySpecConnection | None = ...,
        enable_proxy_protocol: bool | None = ...,
        grpc: ClientTrafficPolicySpecGrpc | None = ...,
        headers: ClientTrafficPolicySpecHeaders | None = ...,
        health_check: ClientTrafficPolicySpecHealthCheck | None = ...,
        http1: ClientTrafficPolicySpecHttp1 | None = ...,
        http2: ClientTrafficPolicySpecHttp2 | None = ...,
        http3: ClientTrafficPolicySpecHttp3 | None = ...,
        path: ClientTrafficPolicySpecPath | None = ...,
        proxy_protocol: ClientTrafficPolicySpecProxyProtocol | None = ...,
        scheme: Literal['Preserve', 'MatchBackend'] | None = ...,
        target_ref: SecurityPolicySpecTargetRef | None = ...,
        target_refs: Sequence[SecurityPolicySpecTargetRef] | None = ...,
        target_selectors: Sequence[SecurityPolicySpecTargetSelectors] | None = ...,
        tcp_keepalive: ClientTrafficPolicySpecTcpKeepalive | None = ...,
        timeout: ClientTrafficPolicySpecTimeout | None = ...,
        tls: ClientTrafficPolicySpecTls | None = ...,
    ) -> None: ...

class ClientTrafficPolicySpecClientIPDetection(Struct):
    def __init__(
        self,
        *,
        custom_header: ClientTrafficPolicySpecClientIPDetectionCustomHeader | None = ...,
        direct_source_ip: ClientTrafficPolicySpecHttp3 | None = ...,
        x_forwarded_for: ClientTrafficPolicySpecClientIPDetectionXForwardedFor | None = ...,
    ) -> None: ...

class ClientTrafficPolicySpecClientIPDetectionCustomHeader(Struct):
    def __init__(
        self,
        *,
        name: str,
        fail_closed: bool | None = ...,
    ) -> None: ...

class ClientTrafficPolicySpecClientIPDetectionXForwardedFor(Struct):
    def __init__(
        self,
        *,
        disable_x_forwarded_for_append: bool | None = ...,
        num_trusted_hops: int | None = ...,
        trusted_cidrs: Sequence[str] | None = ...,
    ) -> None: ...

class ClientTrafficPolicySpecConnection(Struct):
    def __init__(
        self,
        *,
        buffer_limit: int | str | None = ...,
        connection_limit: ClientTrafficPolicySpecConnectionConnectionLimit | None = ...,
        max_accept_per_socket_event: int | None = ...,
        socket_buffer_limit: int | str | None = ...,
    ) -> None: ...

class ClientTrafficPolicySpecConnectionConnectionLimit(Struct):
    def __init__(
        self,
        *,
        close_delay: str | None = ...,
        max_connection_duration: str | None = ...,
        max_requests_per_connection: int | None = ...,
        max_stream_duration: str | None = ...,
        value: int | None = ...,
    ) -> None: ...

class ClientTrafficPolicySpecGrpc(Struct):
    def __init__(
        self,
        *,
        enable_web: bool | None = ...,
    ) -> None: ...

class ClientTrafficPolicySpecHeaders(Struct):
    def __init__(
        self,
        *,
        disable_rate_limit_headers: bool | None = ...,
        early_request_headers: ClientTrafficPolicySpecHeadersEarlyRequestHeaders | None = ...,
        enable_envoy_headers: bool | None = ...,
        host: ClientTrafficPolicySpecHeadersHost | None = ...,
        late_response_headers: ClientTrafficPolicySpecHeadersEarlyRequestHeaders | None = ...,
        preserve_x_request_id: bool | None = ...,
        request_id: Literal['PreserveOrGenerate', 'Preserve', 'Generate', 'Disable'] | None = ...,
        with_underscores_action: Literal['Allow', 'RejectRequest', 'DropHeader'] | None = ...,
        x_forwarded_client_cert: ClientTrafficPolicySpecHeadersXForwardedClientCert | None = ...,
    ) -> None: ...

class ClientTrafficPolicySpecHeadersEarlyRequestHeaders(Struct):
    def __init__(
        self,
        *,
        add: Sequence[HTTPRouteFilterSpecDirectResponseHeaderAdd] | None = ...,
        add_if_absent: Sequence[HTTPRouteFilterSpecDirectResponseHeaderAdd] | None = ...,
        remove: Sequence[str] | None = ...,
        remove_on_match: Sequence[EnvoyProxySpecTelemetryMetricsMatches] | None = ...,
        set: Sequence[HTTPRouteFilterSpecDirectResponseHeaderAdd] | None = ...,
    ) -> None: ...

class ClientTrafficPolicySpecHeadersHost(Struct):
    def __init__(
        self,
        *,
        strip_trailing_host_dot: bool | None = ...,
    ) -> None: ...

class ClientTrafficPolicySpecHeadersXForwardedClientCert(Struct):
    def __init__(
        self,
        *,
        cert_details_to_add: Sequence[Literal['Subject', 'Cert', 'Chain', 'DNS', 'URI']] | None = ...,
        mode: Literal['Sanitize', 'ForwardOnly', 'AppendForward', 'SanitizeSet', 'AlwaysForwardOnly'] | None = ...,
    ) -> None: ...

class ClientTrafficPolicySpecHealthCheck(Struct):
    def __init__(
        self,
        *,
        path: str,
    ) -> None: ...

class ClientTrafficPolicySpecHttp1(Struct):
    def __init__(
        self,
        *,
        disable_safe_max_connection_duration: bool | None = ...,
        enable_trailers: bool | None = ...,
        http10: ClientTrafficPolicySpecHttp1Http10 | None = ...,
        ignored_upgrade_types: Sequence[EnvoyProxySpecTelemetryMetricsMatches] | None = ...,
        preserve_header_case: bool | None = ...,
    ) -> None: ...

class ClientTrafficPolicySpecHttp1Http10(Struct):
    def __init__(
        self,
        *,
        use_default_host: bool | None = ...,
    ) -> None: ...

class ClientTrafficPolicySpecHttp2(Struct):
    def __init__(
        self,
        *,
        connection_keepalive: ClientTrafficPolicySpecHttp2ConnectionKeepalive | None = ...,
        initial_connection_window_size: int | str | None = ...,
        initial_stream_window_size: int | str | None = ...,
        max_concurrent_streams: int | None = ...,
        on_invalid_message: str | None = ...,
    ) -> None: ...

class ClientTrafficPolicySpecHttp2ConnectionKeepalive(Struct):
    def __init__(
        self,
        *,
        idle_interval: str | None = ...,
        interval: str | None = ...,
        interval_jitter: int | None = ...,
        timeout: str | None = ...,
    ) -> None: ...

class ClientTrafficPolicySpecHttp3(Struct):
    def __init__(self) -> None: ...

class ClientTrafficPolicySpecPath(Struct):
    def __init__(
        self,
        *,
        disable_merge_slashes: bool | None = ...,
        escaped_slashes_action: Literal['KeepUnchanged', 'RejectRequest', 'UnescapeAndForward', 'UnescapeAndRedirect'] | None = ...,
    ) -> None: ...

class ClientTrafficPolicySpecProxyProtocol(Struct):
    def __init__(
        self,
        *,
        optional: bool | None = ...,
    ) -> None: ...

class ClientTrafficPolicySpecTcpKeepalive(Struct):
    def __init__(
        self,
        *,
        idle_time: str | None = ...,
        interval: str | None = ...,
        probes: int | None = ...,
    ) -> None: ...

class ClientTrafficPolicySpecTimeout(Struct):
    def __init__(
        self,
        *,
        http: ClientTrafficPolicySpecTimeoutHttp | None = ...,
        tcp: ClientTrafficPolicySpecTimeoutTcp | None = ...,
    ) -> None: ...

class ClientTrafficPolicySpecTimeoutHttp(Struct):
    def __init__(
        self,
        *,
        idle_timeout: str | None = ...,
        request_headers_received_timeout: str | None = ...,
        request_received_timeout: str | None = ...,
        stream_idle_timeout: str | None = ...,
    ) -> None: ...

class ClientTrafficPolicySpecTimeoutTcp(Struct):
    def __init__(
        self,
        *,
        connection_inspection_timeout: str | None = ...,
        idle_timeout: str | None = ...,
        tls_handshake_timeout: str | None = ...,
    ) -> None: ...

class ClientTrafficPolicySpecTls(Struct):
    def __init__(
        self,
        *,
        alpn_protocols: Sequence[str] | None = ...,
        ciphers: Sequence[str] | None = ...,
        client_validation: ClientTrafficPolicySpecTlsClientValidation | None = ...,
        ecdh_curves: Sequence[str] | None = ...,
        fingerprints: Sequence[Literal['JA3', 'JA4']] | None = ...,
        max_version: Literal['Auto', '1.0', '1.1', '1.2', '1.3'] | None = ...,
        min_version: Literal['Auto', '1.0', '1.1', '1.2', '1.3'] | None = ...,
        session: ClientTrafficPolicySpecTlsSession | None = ...,
        signature_algorithms: Sequence[str] | None = ...,
    ) -> None: ...

class ClientTrafficPolicySpecTlsClientValidation(Struct):
    def __init__(
        self,
        *,
        allow_expired_certificate: bool | None = ...,
        ca_certificate_refs: Sequence[SecurityPolicySpecBasicAuthUsers] | None = ...,
        certificate_hashes: Sequence[str] | None = ...,
        crl: ClientTrafficPolicySpecTlsClientValidationCrl | None = ...,
        mode: Literal['Request', 'RequireAny', 'VerifyIfGiven', 'RequireAndVerify'] | None = ...,
        optional: bool | None = ...,
        spki_hashes: Sequence[str] | None = ...,
        subject_alt_names: ClientTrafficPolicySpecTlsClientValidationSubjectAltNames | None = ...,
    ) -> None: ...

class ClientTrafficPolicySpecTlsClientValidationCrl(Struct):
    def __init__(
        self,
        *,
        refs: Sequence[SecurityPolicySpecBasicAuthUsers],
        only_verify_leaf_certificate: bool | None = ...,
    ) -> None: ...

class ClientTrafficPolicySpecTlsClientValidationSubjectAltNames(Struct):
    def __init__(
        self,
        *,
        dns_names: Sequence[EnvoyProxySpecTelemetryMetricsMatches] | None = ...,
        email_addresses: Sequence[EnvoyProxySpecTelemetryMetricsMatches] | None = ...,
        ip_addresses: Sequence[EnvoyProxySpecTelemetryMetricsMatches] | None = ...,
        other_names: Sequence[ClientTrafficPolicySpecTlsClientValidationSubjectAltNamesOtherNames] | None = ...,
        uris: Sequence[EnvoyProxySpecTelemetryMetricsMatches] | None = ...,
    ) -> None: ...

class ClientTrafficPolicySpecTlsClientValidationSubjectAltNamesOtherNames(Struct):
    def __init__(
        self,
        *,
        oid: str,
        value: str,
        type: Literal['Exact', 'Prefix', 'Suffix', 'RegularExpression'] | None = ...,
    ) -> None: ...

class ClientTrafficPolicySpecTlsSession(Struct):
    def __init__(
        self,
        *,
        resumption: ClientTrafficPolicySpecTlsSessionResumption | None = ...,
    ) -> None: ...

class ClientTrafficPolicySpecTlsSessionResumption(Struct):
    def __init__(
        self,
        *,
        stateful: ClientTrafficPolicySpecHttp3 | None = ...,
        stateless: ClientTrafficPolicySpecHttp3 | None = ...,
    ) -> None: ...

class EnvoyExtensionPolicySpec(Struct):
    def __init__(
        self,
        *,
        dynamic_module: Sequence[EnvoyExtensionPolicySpecDynamicModule] | None = ...,
        ext_proc: Sequence[EnvoyExtensionPolicySpecExtProc] | None = ...,
        lua: Sequence[EnvoyExtensionPolicySpecLua] | None = ...,
        merge_type: str | None = ...,
        target_ref: SecurityPolicySpecTargetRef | None = ...,
        target_refs: Sequence[SecurityPolicySpecTargetRef] | None = ...,
        target_selectors: Sequence[SecurityPolicySpecTargetSelectors] | None = ...,
        wasm: Sequence[EnvoyExtensionPolicySpecWasm] | None = ...,
    ) -> None: ...

class EnvoyExtensionPolicySpecDynamicModule(Struct):
    def __init__(
        self,
        *,
        name: str,
        config: Any | None = ...,
        filter_name: str | None = ...,
        terminal_filter: bool | None = ...,
    ) -> None: ...

class EnvoyExtensionPolicySpecExtProc(Struct):
    def __init__(
        self,
        *,
        backend_ref: SecurityPolicySpecExtAuthGrpcBackendRef | None = ...,
        backend_refs: Sequence[SecurityPolicySpecExtAuthGrpcBackendRefs] | None = ...,
        backend_settings: SecurityPolicySpecExtAuthGrpcBackendSettings | None = ...,
        fail_open: bool | None = ...,
        message_timeout: str | None = ...,
        metadata: EnvoyExtensionPolicySpecExtProcMetadata | None = ...,
        processing_mode: EnvoyExtensionPolicySpecExtProcProcessingMode | None = ...,
        shadow_mode: bool | None = ...,
        status_on_error: Literal[400, 401, 402, 403, 404, 405, 406, 407, 408, 409, 410, 411, 412, 413, 414, 415, 416, 417, 421, 422, 423, 424, 426, 428, 429, 431, 500, 501, 502, 503, 504, 505, 506, 507, 508, 510, 511] | None = ...,
    ) -> None: ...

class EnvoyExtensionPolicySpecExtProcMetadata(Struct):
    def __init__(
        self,
        *,
        accessible_namespaces: Sequence[str] | None = ...,
        writable_namespaces: Sequence[str] | None = ...,
    ) -> None: ...

class EnvoyExtensionPolicySpecExtProcProcessingMode(Struct):
    def __init__(
        self,
        *,
        allow_mode_override: bool | None = ...,
        request: EnvoyExtensionPolicySpecExtProcProcessingModeRequest | None = ...,
        response: EnvoyExtensionPolicySpecExtProcProcessingModeRequest | None = ...,
    ) -> None: ...

class EnvoyExtensionPolicySpecExtProcProcessingModeRequest(Struct):
    def __init__(
        self,
        *,
        attributes: Sequence[str] | None = ...,
        body: Literal['Streamed', 'Buffered', 'BufferedPartial', 'FullDuplexStreamed'] | None = ...,
    ) -> None: ...

class EnvoyExtensionPolicySpecLua(Struct):
    def __init__(
        self,
        *,
        filter_context: Any | None = ...,
        inline: str | None = ...,
        type: Literal['Inline', 'ValueRef'] | None = ...,
        value_ref: EnvoyPatchPolicySpecTargetRef | None = ...,
    ) -> None: ...

class EnvoyExtensionPolicySpecWasm(Struct):
    def __init__(
        self,
        *,
        code: EnvoyExtensionPolicySpecWasmCode,
        config: Any | None = ...,
        env: EnvoyExtensionPolicySpecWasmEnv | None = ...,
        fail_open: bool | None = ...,
        name: str | None = ...,
        root_id: str | None = ...,
    ) -> None: ...

class EnvoyExtensionPolicySpecWasmCode(Struct):
    def __init__(
        self,
        *,
        type: Literal['HTTP', 'Image'],
        http: EnvoyExtensionPolicySpecWasmCodeHttp | None = ...,
        image: EnvoyExtensionPolicySpecWasmCodeImage | None = ...,
        pull_policy: Literal['IfNotPresent', 'Always'] | None = ...,
    ) -> None: ...

class EnvoyExtensionPolicySpecWasmCodeHttp(Struct):
    def __init__(
        self,
        *,
        url: str,
        sha256: str | None = ...,
        tls: EnvoyExtensionPolicySpecWasmCodeHttpTls | None = ...,
    ) -> None: ...

class EnvoyExtensionPolicySpecWasmCodeHttpTls(Struct):
    def __init__(
        self,
        *,
        ca_certificate_ref: SecurityPolicySpecBasicAuthUsers,
    ) -> None: ...

class EnvoyExtensionPolicySpecWasmCodeImage(Struct):
    def __init__(
        self,
        *,
        url: str,
        pull_secret_ref: SecurityPolicySpecBasicAuthUsers | None = ...,
        sha256: str | None = ...,
        tls: EnvoyExtensionPolicySpecWasmCodeHttpTls | None = ...,
    ) -> None: ...

class EnvoyExtensionPolicySpecWasmEnv(Struct):
    def __init__(
        self,
        *,
        host_keys: Sequence[str] | None = ...,
    ) -> None: ...

class EnvoyPatchPolicySpec(Struct):
    def __init__(
        self,
        *,
        target_ref: EnvoyPatchPolicySpecTargetRef,
        type: Literal['JSONPatch'],
        json_patches: Sequence[EnvoyPatchPolicySpecJsonPatches] | None = ...,
        priority: int | None = ...,
    ) -> None: ...

class EnvoyPatchPolicySpecJsonPatches(Struct):
    def __init__(
        self,
        *,
        name: str,
        operation: EnvoyProxySpecBootstrapJsonPatches,
        type: Literal['type.googleapis.com/envoy.config.listener.v3.Listener', 'type.googleapis.com/envoy.config.route.v3.RouteConfiguration', 'type.googleapis.com/envoy.config.cluster.v3.Cluster', 'type.googleapis.com/envoy.config.endpoint.v3.ClusterLoadAssignment', 'type.googleapis.com/envoy.extensions.transport_sockets.tls.v3.Secret'],
    ) -> None: ...

class EnvoyPatchPolicySpecTargetRef(Struct):
    def __init__(
        self,
        *,
        group: str,
        kind: str,
        name: str,
    ) -> None: ...

class EnvoyProxySpec(Struct):
    def __init__(
        self,
        *,
        backend_tls: EnvoyProxySpecBackendTLS | None = ...,
        bootstrap: EnvoyProxySpecBootstrap | None = ...,
        concurrency: int | None = ...,
        dynamic_modules: Sequence[EnvoyProxySpecDynamicModules] | None = ...,
        extra_args: Sequence[str] | None = ...,
        filter_order: Sequence[EnvoyProxySpecFilterOrder] | None = ...,
        geo_ip: EnvoyProxySpecGeoIP | None = ...,
        ip_family: Literal['IPv4', 'IPv6', 'DualStack'] | None = ...,
        logging: EnvoyProxySpecLogging | None = ...,
        lua_validation: Literal['Strict', 'InsecureSyntax', 'Disabled'] | None = ...,
        merge_backends: EnvoyProxySpecMergeBackends | None = ...,
        merge_gateways: bool | None = ...,
        merge_type: Literal['Replace', 'StrategicMerge', 'JSONMerge'] | None = ...,
        preserve_route_order: bool | None = ...,
        provider: EnvoyProxySpecProvider | None = ...,
        routing_type: str | None = ...,
        shutdown: EnvoyProxySpecShutdown | None = ...,
        telemetry: EnvoyProxySpecTelemetry | None = ...,
    ) -> None: ...

class EnvoyProxySpecBackendTLS(Struct):
    def __init__(
        self,
        *,
        alpn_protocols: Sequence[str] | None = ...,
        ciphers: Sequence[str] | None = ...,
        client_certificate_ref: SecurityPolicySpecBasicAuthUsers | None = ...,
        ecdh_curves: Sequence[str] | None = ...,
        fingerprints: Sequence[Literal['JA3', 'JA4']] | None = ...,
        max_version: Literal['Auto', '1.0', '1.1', '1.2', '1.3'] | None = ...,
        min_version: Literal['Auto', '1.0', '1.1', '1.2', '1.3'] | None = ...,
        signature_algorithms: Sequence[str] | None = ...,
    ) -> None: ...

class EnvoyProxySpecBootstrap(Struct):
    def __init__(
        self,
        *,
        json_patches: Sequence[EnvoyProxySpecBootstrapJsonPatches] | None = ...,
        type: Literal['Merge', 'Replace', 'JSONPatch'] | None = ...,
        value: str | None = ...,
    ) -> None: ...

class EnvoyProxySpecBootstrapJsonPatches(Struct):
    def __init__(
        self,
        *,
        op: Literal['add', 'remove', 'replace', 'move', 'copy', 'test'],
        from_: str | None = ...,
        json_path: str | None = ...,
        path: str | None = ...,
        value: Any | None = ...,
    ) -> None: ...

class EnvoyProxySpecDynamicModules(Struct):
    def __init__(
        self,
        *,
        name: str,
        source: EnvoyProxySpecDynamicModulesSource,
        do_not_close: bool | None = ...,
        load_globally: bool | None = ...,
    ) -> None: ...

class EnvoyProxySpecDynamicModulesSource(Struct):
    def __init__(
        self,
        *,
        local: EnvoyProxySpecDynamicModulesSourceLocal | None = ...,
        remote: EnvoyProxySpecDynamicModulesSourceRemote | None = ...,
        type: Literal['Local', 'Remote'] | None = ...,
    ) -> None: ...

class EnvoyProxySpecDynamicModulesSourceLocal(Struct):
    def __init__(
        self,
        *,
        path: str,
    ) -> None: ...

class EnvoyProxySpecDynamicModulesSourceRemote(Struct):
    def __init__(
        self,
        *,
        sha256: str,
        url: str,
    ) -> None: ...

class EnvoyProxySpecFilterOrder(Struct):
    def __init__(
        self,
        *,
        name: Literal['envoy.filters.http.custom_response', 'envoy.filters.http.health_check', 'envoy.filters.http.fault', 'envoy.filters.http.cors', 'envoy.filters.http.csrf', 'envoy.filters.http.header_mutation', 'envoy.filters.http.ext_authz', 'envoy.filters.http.api_key_auth', 'envoy.filters.http.basic_auth', 'envoy.filters.http.oauth2', 'envoy.filters.http.jwt_authn', 'envoy.filters.http.stateful_session', 'envoy.filters.http.buffer', 'envoy.filters.http.lua', 'envoy.filters.http.ext_proc', 'envoy.filters.http.wasm', 'envoy.filters.http.dynamic_modules', 'envoy.filters.http.geoip', 'envoy.filters.http.rbac', 'envoy.filters.http.local_ratelimit', 'envoy.filters.http.ratelimit', 'envoy.filters.http.bandwidth_limit', 'envoy.filters.http.grpc_web', 'envoy.filters.http.grpc_stats', 'envoy.filters.http.credential_injector', 'envoy.filters.http.compressor', 'envoy.filters.http.dynamic_forward_proxy'],
        after: Literal['envoy.filters.http.custom_response', 'envoy.filters.http.health_check', 'envoy.filters.http.fault', 'envoy.filters.http.cors', 'envoy.filters.http.csrf', 'envoy.filters.http.header_mutation', 'envoy.filters.http.ext_authz', 'envoy.filters.http.api_key_auth', 'envoy.filters.http.basic_auth', 'envoy.filters.http.oauth2', 'envoy.filters.http.jwt_authn', 'envoy.filters.http.stateful_session', 'envoy.filters.http.buffer', 'envoy.filters.http.lua', 'envoy.filters.http.ext_proc', 'envoy.filters.http.wasm', 'envoy.filters.http.dynamic_modules', 'envoy.filters.http.geoip', 'envoy.filters.http.rbac', 'envoy.filters.http.local_ratelimit', 'envoy.filters.http.ratelimit', 'envoy.filters.http.bandwidth_limit', 'envoy.filters.http.grpc_web', 'envoy.filters.http.grpc_stats', 'envoy.filters.http.credential_injector', 'envoy.filters.http.compressor', 'envoy.filters.http.dynamic_forward_proxy'] | None = ...,
        before: Literal['envoy.filters.http.custom_response', 'envoy.filters.http.health_check', 'envoy.filters.http.fault', 'envoy.filters.http.cors', 'envoy.filters.http.csrf', 'envoy.filters.http.header_mutation', 'envoy.filters.http.ext_authz', 'envoy.filters.http.api_key_auth', 'envoy.filters.http.basic_auth', 'envoy.filters.http.oauth2', 'envoy.filters.http.jwt_authn', 'envoy.filters.http.stateful_session', 'envoy.filters.http.buffer', 'envoy.filters.http.lua', 'envoy.filters.http.ext_proc', 'envoy.filters.http.wasm', 'envoy.filters.http.dynamic_modules', 'envoy.filters.http.geoip', 'envoy.filters.http.rbac', 'envoy.filters.http.local_ratelimit', 'envoy.filters.http.ratelimit', 'envoy.filters.http.bandwidth_limit', 'envoy.filters.http.grpc_web', 'envoy.filters.http.grpc_stats', 'envoy.filters.http.credential_injector', 'envoy.filters.http.compressor', 'envoy.filters.http.dynamic_forward_proxy'] | None = ...,
    ) -> None: ...

class EnvoyProxySpecGeoIP(Struct):
    def __init__(
        self,
        *,
        provider: EnvoyProxySpecGeoIPProvider,
    ) -> None: ...

class EnvoyProxySpecGeoIPProvider(Struct):
    def __init__(
        self,
        *,
        type: Literal['MaxMind'],
        max_mind: EnvoyProxySpecGeoIPProviderMaxMind | None = ...,
    ) -> None: ...

class EnvoyProxySpecGeoIPProviderMaxMind(Struct):
    def __init__(
        self,
        *,
        anonymous_ip_db_source: EnvoyProxySpecGeoIPProviderMaxMindAsnDbSource | None = ...,
        asn_db_source: EnvoyProxySpecGeoIPProviderMaxMindAsnDbSource | None = ...,
        city_db_source: EnvoyProxySpecGeoIPProviderMaxMindAsnDbSource | None = ...,
        country_db_source: EnvoyProxySpecGeoIPProviderMaxMindAsnDbSource | None = ...,
        isp_db_source: EnvoyProxySpecGeoIPProviderMaxMindAsnDbSource | None = ...,
    ) -> None: ...

class EnvoyProxySpecGeoIPProviderMaxMindAsnDbSource(Struct):
    def __init__(
        self,
        *,
        local: EnvoyProxySpecGeoIPProviderMaxMindAsnDbSourceLocal,
    ) -> None: ...

class EnvoyProxySpecGeoIPProviderMaxMindAsnDbSourceLocal(Struct):
    def __init__(
        self,
        *,
        path: str,
    ) -> None: ...

class EnvoyProxySpecLogging(Struct):
    def __init__(
        self,
        *,
        level: Mapping[str, Literal['trace', 'debug', 'info', 'warn', 'error', 'off', 'critical']] | None = ...,
    ) -> None: ...

class EnvoyProxySpecMergeBackends(Struct):
    def __init__(
        self,
        *,
        selector: EnvoyProxySpecMergeBackendsSelector | None = ...,
    ) -> None: ...

class EnvoyProxySpecMergeBackendsSelector(Struct):
    def __init__(
        self,
        *,
        match_expressions: Sequence[SecurityPolicySpecTargetSelectorsMatchExpressions] | None = ...,
        match_labels: Mapping[str, str] | None = ...,
    ) -> None: ...

class EnvoyProxySpecProvider(Struct):
    def __init__(
        self,
        *,
        type: Literal['Kubernetes', 'Host'],
        host: EnvoyProxySpecProviderHost | None = ...,
        kubernetes: EnvoyProxySpecProviderKubernetes | None = ...,
    ) -> None: ...

class EnvoyProxySpecProviderHost(Struct):
    def __init__(
        self,
        *,
        envoy_version: str | None = ...,
    ) -> None: ...

class EnvoyProxySpecProviderKubernetes(Struct):
    def __init__(
        self,
        *,
        envoy_daemon_set: EnvoyProxySpecProviderKubernetesEnvoyDaemonSet | None = ...,
        envoy_deployment: EnvoyProxySpecProviderKubernetesEnvoyDeployment | None = ...,
        envoy_hpa: EnvoyProxySpecProviderKubernetesEnvoyHpa | None = ...,
        envoy_pdb: EnvoyProxySpecProviderKubernetesEnvoyPDB | None = ...,
        envoy_service: EnvoyProxySpecProviderKubernetesEnvoyService | None = ...,
        envoy_service_account: EnvoyProxySpecProviderKubernetesEnvoyServiceAccount | None = ...,
        use_listener_port_as_container_port: bool | None = ...,
    ) -> None: ...

class EnvoyProxySpecProviderKubernetesEnvoyDaemonSet(Struct):
    def __init__(
        self,
        *,
        container: EnvoyProxySpecProviderKubernetesEnvoyDaemonSetContainer | None = ...,
        name: str | None = ...,
        patch: EnvoyProxySpecProviderKubernetesEnvoyHpaPatch | None = ...,
        pod: EnvoyProxySpecProviderKubernetesEnvoyDaemonSetPod | None = ...,
        strategy: EnvoyProxySpecProviderKubernetesEnvoyDaemonSetStrategy | None = ...,
    ) -> None: ...

class EnvoyProxySpecProviderKubernetesEnvoyDaemonSetContainer(Struct):
    def __init__(
        self,
        *,
        env: Sequence[EnvoyProxySpecProviderKubernetesEnvoyDaemonSetContainerEnv] | None = ...,
        image: str | None = ...,
        image_repository: str | None = ...,
        resources: EnvoyProxySpecProviderKubernetesEnvoyDaemonSetContainerResources | None = ...,
        security_context: EnvoyProxySpecProviderKubernetesEnvoyDaemonSetContainerSecurityContext | None = ...,
        volume_mounts: Sequence[EnvoyProxySpecProviderKubernetesEnvoyDaemonSetContainerVolumeMounts] | None = ...,
    ) -> None: ...

class EnvoyProxySpecProviderKubernetesEnvoyDaemonSetContainerEnv(Struct):
    def __init__(
        self,
        *,
        name: str,
        value: str | None = ...,
        value_from: EnvoyProxySpecProviderKubernetesEnvoyDaemonSetContainerEnvValueFrom | None = ...,
    ) -> None: ...

class EnvoyProxySpecProviderKubernetesEnvoyDaemonSetContainerEnvValueFrom(Struct):
    def __init__(
        self,
        *,
        config_map_key_ref: EnvoyProxySpecProviderKubernetesEnvoyDaemonSetContainerEnvValueFromSecretKeyRef | None = ...,
        field_ref: EnvoyProxySpecProviderKubernetesEnvoyDaemonSetContainerEnvValueFromFieldRef | None = ...,
        file_key_ref: EnvoyProxySpecProviderKubernetesEnvoyDaemonSetContainerEnvValueFromFileKeyRef | None = ...,
        resource_field_ref: EnvoyProxySpecProviderKubernetesEnvoyDaemonSetContainerEnvValueFromResourceFieldRef | None = ...,
        secret_key_ref: EnvoyProxySpecProviderKubernetesEnvoyDaemonSetContainerEnvValueFromSecretKeyRef | None = ...,
    ) -> None: ...

class EnvoyProxySpecProviderKubernetesEnvoyDaemonSetContainerEnvValueFromFieldRef(Struct):
    def __init__(
        self,
        *,
        field_path: str,
        api_version: str | None = ...,
    ) -> None: ...

class EnvoyProxySpecProviderKubernetesEnvoyDaemonSetContainerEnvValueFromFileKeyRef(Struct):
    def __init__(
        self,
        *,
        key: str,
        path: str,
        volume_name: str,
        optional: bool | None = ...,
    ) -> None: ...

class EnvoyProxySpecProviderKubernetesEnvoyDaemonSetContainerEnvValueFromResourceFieldRef(Struct):
    def __init__(
        self,
        *,
        resource: str,
        container_name: str | None = ...,
        divisor: int | str | None = ...,
    ) -> None: ...

class EnvoyProxySpecProviderKubernetesEnvoyDaemonSetContainerEnvValueFromSecretKeyRef(Struct):
    def __init__(
        self,
        *,
        key: str,
        name: str | None = ...,
        optional: bool | None = ...,
    ) -> None: ...

class EnvoyProxySpecProviderKubernetesEnvoyDaemonSetContainerResources(Struct):
    def __init__(
        self,
        *,
        claims: Sequence[EnvoyProxySpecProviderKubernetesEnvoyDaemonSetContainerResourcesClaims] | None = ...,
        limits: Mapping[str, int | str] | None = ...,
        requests: Mapping[str, int | str] | None = ...,
    ) -> None: ...

class EnvoyProxySpecProviderKubernetesEnvoyDaemonSetContainerResourcesClaims(Struct):
    def __init__(
        self,
        *,
        name: str,
        request: str | None = ...,
    ) -> None: ...

class EnvoyProxySpecProviderKubernetesEnvoyDaemonSetContainerSecurityContext(Struct):
    def __init__(
        self,
        *,
        allow_privilege_escalation: bool | None = ...,
        app_armor_profile: EnvoyProxySpecProviderKubernetesEnvoyDaemonSetPodSecurityContextSeccompProfile | None = ...,
        capabilities: EnvoyProxySpecProviderKubernetesEnvoyDaemonSetContainerSecurityContextCapabilities | None = ...,
        privileged: bool | None = ...,
        proc_mount: str | None = ...,
        read_only_root_filesystem: bool | None = ...,
        run_as_group: int | None = ...,
        run_as_non_root: bool | None = ...,
        run_as_user: int | None = ...,
        se_linux_options: EnvoyProxySpecProviderKubernetesEnvoyDaemonSetPodSecurityContextSeLinuxOptions | None = ...,
        seccomp_profile: EnvoyProxySpecProviderKubernetesEnvoyDaemonSetPodSecurityContextSeccompProfile | None = ...,
        windows_options: EnvoyProxySpecProviderKubernetesEnvoyDaemonSetPodSecurityContextWindowsOptions | None = ...,
    ) -> None: ...

class EnvoyProxySpecProviderKubernetesEnvoyDaemonSetContainerSecurityContextCapabilities(Struct):
    def __init__(
        self,
        *,
        add: Sequence[str] | None = ...,
        drop: Sequence[str] | None = ...,
    ) -> None: ...

class EnvoyProxySpecProviderKubernetesEnvoyDaemonSetContainerVolumeMounts(Struct):
    def __init__(
        self,
        *,
        mount_path: str,
        name: str,
        mount_propagation: str | None = ...,
        read_only: bool | None = ...,
        recursive_read_only: str | None = ...,
        sub_path: str | None = ...,
        sub_path_expr: str | None = ...,
    ) -> None: ...

class EnvoyProxySpecProviderKubernetesEnvoyDaemonSetPod(Struct):
    def __init__(
        self,
        *,
        affinity: EnvoyProxySpecProviderKubernetesEnvoyDaemonSetPodAffinity | None = ...,
        annotations: Mapping[str, str] | None = ...,
        image_pull_secrets: Sequence[EnvoyProxySpecProviderKubernetesEnvoyDaemonSetPodImagePullSecrets] | None = ...,
        labels: Mapping[str, str] | None = ...,
        node_selector: Mapping[str, str] | None = ...,
        priority_class_name: str | None = ...,
        security_context: EnvoyProxySpecProviderKubernetesEnvoyDaemonSetPodSecurityContext | None = ...,
        tolerations: Sequence[EnvoyProxySpecProviderKubernetesEnvoyDaemonSetPodTolerations] | None = ...,
        topology_spread_constraints: Sequence[EnvoyProxySpecProviderKubernetesEnvoyDaemonSetPodTopologySpreadConstraints] | None = ...,
        volumes: Sequence[EnvoyProxySpecProviderKubernetesEnvoyDaemonSetPodVolumes] | None = ...,
    ) -> None: ...

class EnvoyProxySpecProviderKubernetesEnvoyDaemonSetPodAffinity(Struct):
    def __init__(
        self,
        *,
        node_affinity: EnvoyProxySpecProviderKubernetesEnvoyDaemonSetPodAffinityNodeAffinity | None = ...,
        pod_affinity: EnvoyProxySpecProviderKubernetesEnvoyDaemonSetPodAffinityPodAffinity | None = ...,
        pod_anti_affinity: EnvoyProxySpecProviderKubernetesEnvoyDaemonSetPodAffinityPodAffinity | None = ...,
    ) -> None: ...

class EnvoyProxySpecProviderKubernetesEnvoyDaemonSetPodAffinityNodeAffinity(Struct):
    def __init__(
        self,
        *,
        preferred_during_scheduling_ignored_during_execution: Sequence[EnvoyProxySpecProviderKubernetesEnvoyDaemonSetPodAffinityNodeAffinityPreferredDuringSchedulingIgnoredDuringExecution] | None = ...,
        required_during_scheduling_ignored_during_execution: EnvoyProxySpecProviderKubernetesEnvoyDaemonSetPodAffinityNodeAffinityRequiredDuringSchedulingIgnoredDuringExecution | None = ...,
    ) -> None: ...

class EnvoyProxySpecProviderKubernetesEnvoyDaemonSetPodAffinityNodeAffinityPreferredDuringSchedulingIgnoredDuringExecution(Struct):
    def __init__(
        self,
        *,
        preference: EnvoyProxySpecProviderKubernetesEnvoyDaemonSetPodAffinityNodeAffinityPreferredDuringSchedulingIgnoredDuringExecutionPreference,
        weight: int,
    ) -> None: ...

class EnvoyProxySpecProviderKubernetesEnvoyDaemonSetPodAffinityNodeAffinityPreferredDuringSchedulingIgnoredDuringExecutionPreference(Struct):
    def __init__(
        self,
        *,
        match_expressions: Sequence[SecurityPolicySpecTargetSelectorsMatchExpressions] | None = ...,
        match_fields: Sequence[SecurityPolicySpecTargetSelectorsMatchExpressions] | None = ...,
    ) -> None: ...

class EnvoyProxySpecProviderKubernetesEnvoyDaemonSetPodAffinityNodeAffinityRequiredDuringSchedulingIgnoredDuringExecution(Struct):
    def __init__(
        self,
        *,
        node_selector_terms: Sequence[EnvoyProxySpecProviderKubernetesEnvoyDaemonSetPodAffinityNodeAffinityPreferredDuringSchedulingIgnoredDuringExecutionPreference],
    ) -> None: ...

class EnvoyProxySpecProviderKubernetesEnvoyDaemonSetPodAffinityPodAffinity(Struct):
    def __init__(
        self,
        *,
        preferred_during_scheduling_ignored_during_execution: Sequence[EnvoyProxySpecProviderKubernetesEnvoyDaemonSetPodAffinityPodAffinityPreferredDuringSchedulingIgnoredDuringExecution] | None = ...,
        required_during_scheduling_ignored_during_execution: Sequence[EnvoyProxySpecProviderKubernetesEnvoyDaemonSetPodAffinityPodAffinityRequiredDuringSchedulingIgnoredDuringExecution] | None = ...,
    ) -> None: ...

class EnvoyProxySpecProviderKubernetesEnvoyDaemonSetPodAffinityPodAffinityPreferredDuringSchedulingIgnoredDuringExecution(Struct):
    def __init__(
        self,
        *,
        pod_affinity_term: EnvoyProxySpecProviderKubernetesEnvoyDaemonSetPodAffinityPodAffinityRequiredDuringSchedulingIgnoredDuringExecution,
        weight: int,
    ) -> None: ...

class EnvoyProxySpecProviderKubernetesEnvoyDaemonSetPodAffinityPodAffinityRequiredDuringSchedulingIgnoredDuringExecution(Struct):
    def __init__(
        self,
        *,
        topology_key: str,
        label_selector: EnvoyProxySpecMergeBackendsSelector | None = ...,
        match_label_keys: Sequence[str] | None = ...,
        mismatch_label_keys: Sequence[str] | None = ...,
        namespace_selector: EnvoyProxySpecMergeBackendsSelector | None = ...,
        namespaces: Sequence[str] | None = ...,
    ) -> None: ...

class EnvoyProxySpecProviderKubernetesEnvoyDaemonSetPodImagePullSecrets(Struct):
    def __init__(
        self,
        *,
        name: str | None = ...,
    ) -> None: ...

class EnvoyProxySpecProviderKubernetesEnvoyDaemonSetPodSecurityContext(Struct):
    def __init__(
        self,
        *,
        app_armor_profile: EnvoyProxySpecProviderKubernetesEnvoyDaemonSetPodSecurityContextSeccompProfile | None = ...,
        fs_group: int | None = ...,
        fs_group_change_policy: str | None = ...,
        run_as_group: int | None = ...,
        run_as_non_root: bool | None = ...,
        run_as_user: int | None = ...,
        se_linux_change_policy: str | None = ...,
        se_linux_options: EnvoyProxySpecProviderKubernetesEnvoyDaemonSetPodSecurityContextSeLinuxOptions | None = ...,
        seccomp_profile: EnvoyProxySpecProviderKubernetesEnvoyDaemonSetPodSecurityContextSeccompProfile | None = ...,
        supplemental_groups: Sequence[int] | None = ...,
        supplemental_groups_policy: str | None = ...,
        sysctls: Sequence[EnvoyProxySpecProviderKubernetesEnvoyDaemonSetPodSecurityContextSysctls] | None = ...,
        windows_options: EnvoyProxySpecProviderKubernetesEnvoyDaemonSetPodSecurityContextWindowsOptions | None = ...,
    ) -> None: ...

class EnvoyProxySpecProviderKubernetesEnvoyDaemonSetPodSecurityContextSeLinuxOptions(Struct):
    def __init__(
        self,
        *,
        level: str | None = ...,
        role: str | None = ...,
        type: str | None = ...,
        user: str | None = ...,
    ) -> None: ...

class EnvoyProxySpecProviderKubernetesEnvoyDaemonSetPodSecurityContextSeccompProfile(Struct):
    def __init__(
        self,
        *,
        type: str,
        localhost_profile: str | None = ...,
    ) -> None: ...

class EnvoyProxySpecProviderKubernetesEnvoyDaemonSetPodSecurityContextSysctls(Struct):
    def __init__(
        self,
        *,
        name: str,
        value: str,
    ) -> None: ...

class EnvoyProxySpecProviderKubernetesEnvoyDaemonSetPodSecurityContextWindowsOptions(Struct):
    def __init__(
        self,
        *,
        gmsa_credential_spec: str | None = ...,
        gmsa_credential_spec_name: str | None = ...,
        host_process: bool | None = ...,
        run_as_user_name: str | None = ...,
    ) -> None: ...

class EnvoyProxySpecProviderKubernetesEnvoyDaemonSetPodTolerations(Struct):
    def __init__(
        self,
        *,
        effect: str | None = ...,
        key: str | None = ...,
        operator: str | None = ...,
        toleration_seconds: int | None = ...,
        value: str | None = ...,
    ) -> None: ...

class EnvoyProxySpecProviderKubernetesEnvoyDaemonSetPodTopologySpreadConstraints(Struct):
    def __init__(
        self,
        *,
        max_skew: int,
        topology_key: str,
        when_unsatisfiable: str,
        label_selector: EnvoyProxySpecMergeBackendsSelector | None = ...,
        match_label_keys: Sequence[str] | None = ...,
        min_domains: int | None = ...,
        node_affinity_policy: str | None = ...,
        node_taints_policy: str | None = ...,
    ) -> None: ...

class EnvoyProxySpecProviderKubernetesEnvoyDaemonSetPodVolumes(Struct):
    def __init__(
        self,
        *,
        name: str,
        aws_elastic_block_store: EnvoyProxySpecProviderKubernetesEnvoyDaemonSetPodVolumesAwsElasticBlockStore | None = ...,
        azure_disk: EnvoyProxySpecProviderKubernetesEnvoyDaemonSetPodVolumesAzureDisk | None = ...,
        azure_file: EnvoyProxySpecProviderKubernetesEnvoyDaemonSetPodVolumesAzureFile | None = ...,
        cephfs: EnvoyProxySpecProviderKubernetesEnvoyDaemonSetPodVolumesCephfs | None = ...,
        cinder: EnvoyProxySpecProviderKubernetesEnvoyDaemonSetPodVolumesCinder | None = ...,
        config_map: EnvoyProxySpecProviderKubernetesEnvoyDaemonSetPodVolumesConfigMap | None = ...,
        csi: EnvoyProxySpecProviderKubernetesEnvoyDaemonSetPodVolumesCsi | None = ...,
        downward_api: EnvoyProxySpecProviderKubernetesEnvoyDaemonSetPodVolumesDownwardAPI | None = ...,
        empty_dir: EnvoyProxySpecProviderKubernetesEnvoyDaemonSetPodVolumesEmptyDir | None = ...,
        ephemeral: EnvoyProxySpecProviderKubernetesEnvoyDaemonSetPodVolumesEphemeral | None = ...,
        fc: EnvoyProxySpecProviderKubernetesEnvoyDaemonSetPodVolumesFc | None = ...,
        flex_volume: EnvoyProxySpecProviderKubernetesEnvoyDaemonSetPodVolumesFlexVolume | None = ...,
        flocker: EnvoyProxySpecProviderKubernetesEnvoyDaemonSetPodVolumesFlocker | None = ...,
        gce_persistent_disk: EnvoyProxySpecProviderKubernetesEnvoyDaemonSetPodVolumesGcePersistentDisk | None = ...,
        git_repo: EnvoyProxySpecProviderKubernetesEnvoyDaemonSetPodVolumesGitRepo | None = ...,
        glusterfs: EnvoyProxySpecProviderKubernetesEnvoyDaemonSetPodVolumesGlusterfs | None = ...,
        host_path: EnvoyProxySpecProviderKubernetesEnvoyDaemonSetPodVolumesHostPath | None = ...,
        image: EnvoyProxySpecProviderKubernetesEnvoyDaemonSetPodVolumesImage | None = ...,
        iscsi: EnvoyProxySpecProviderKubernetesEnvoyDaemonSetPodVolumesIscsi | None = ...,
        nfs: EnvoyProxySpecProviderKubernetesEnvoyDaemonSetPodVolumesNfs | None = ...,
        persistent_volume_claim: EnvoyProxySpecProviderKubernetesEnvoyDaemonSetPodVolumesPersistentVolumeClaim | None = ...,
        photon_persistent_disk: EnvoyProxySpecProviderKubernetesEnvoyDaemonSetPodVolumesPhotonPersistentDisk | None = ...,
        portworx_volume: EnvoyProxySpecProviderKubernetesEnvoyDaemonSetPodVolumesPortworxVolume | None = ...,
        projected: EnvoyProxySpecProviderKubernetesEnvoyDaemonSetPodVolumesProjected | None = ...,
        quobyte: EnvoyProxySpecProviderKubernetesEnvoyDaemonSetPodVolumesQuobyte | None = ...,
        rbd: EnvoyProxySpecProviderKubernetesEnvoyDaemonSetPodVolumesRbd | None = ...,
        scale_io: EnvoyProxySpecProviderKubernetesEnvoyDaemonSetPodVolumesScaleIO | None = ...,
        secret: EnvoyProxySpecProviderKubernetesEnvoyDaemonSetPodVolumesSecret | None = ...,
        storageos: EnvoyProxySpecProviderKubernetesEnvoyDaemonSetPodVolumesStorageos | None = ...,
        vsphere_volume: EnvoyProxySpecProviderKubernetesEnvoyDaemonSetPodVolumesVsphereVolume | None = ...,
    ) -> None: ...

class EnvoyProxySpecProviderKubernetesEnvoyDaemonSetPodVolumesAwsElasticBlockStore(Struct):
    def __init__(
        self,
        *,
        volume_id: str,
        fs_type: str | None = ...,
        partition: int | None = ...,
        read_only: bool | None = ...,
    ) -> None: ...

class EnvoyProxySpecProviderKubernetesEnvoyDaemonSetPodVolumesAzureDisk(Struct):
    def __init__(
        self,
        *,
        disk_name: str,
        disk_uri: str,
        caching_mode: str | None = ...,
        fs_type: str | None = ...,
        kind: str | None = ...,
        read_only: bool | None = ...,
    ) -> None: ...

class EnvoyProxySpecProviderKubernetesEnvoyDaemonSetPodVolumesAzureFile(Struct):
    def __init__(
        self,
        *,
        secret_name: str,
        share_name: str,
        read_only: bool | None = ...,
    ) -> None: ...

class EnvoyProxySpecProviderKubernetesEnvoyDaemonSetPodVolumesCephfs(Struct):
    def __init__(
        self,
        *,
        monitors: Sequence[str],
        path: str | None = ...,
        read_only: bool | None = ...,
        secret_file: str | None = ...,
        secret_ref: EnvoyProxySpecProviderKubernetesEnvoyDaemonSetPodImagePullSecrets | None = ...,
        user: str | None = ...,
    ) -> None: ...

class EnvoyProxySpecProviderKubernetesEnvoyDaemonSetPodVolumesCinder(Struct):
    def __init__(
        self,
        *,
        volume_id: str,
        fs_type: str | None = ...,
        read_only: bool | None = ...,
        secret_ref: EnvoyProxySpecProviderKubernetesEnvoyDaemonSetPodImagePullSecrets | None = ...,
    ) -> None: ...

class EnvoyProxySpecProviderKubernetesEnvoyDaemonSetPodVolumesConfigMap(Struct):
    def __init__(
        self,
        *,
        default_mode: int | None = ...,
        items: Sequence[EnvoyProxySpecProviderKubernetesEnvoyDaemonSetPodVolumesSecretItems] | None = ...,
        name: str | None = ...,
        optional: bool | None = ...,
    ) -> None: ...

class EnvoyProxySpecProviderKubernetesEnvoyDaemonSetPodVolumesCsi(Struct):
    def __init__(
        self,
        *,
        driver: str,
        fs_type: str | None = ...,
        node_publish_secret_ref: EnvoyProxySpecProviderKubernetesEnvoyDaemonSetPodImagePullSecrets | None = ...,
        read_only: bool | None = ...,
        volume_attributes: Mapping[str, str] | None = ...,
    ) -> None: ...

class EnvoyProxySpecProviderKubernetesEnvoyDaemonSetPodVolumesDownwardAPI(Struct):
    def __init__(
        self,
        *,
        default_mode: int | None = ...,
        items: Sequence[EnvoyProxySpecProviderKubernetesEnvoyDaemonSetPodVolumesDownwardAPIItems] | None = ...,
    ) -> None: ...

class EnvoyProxySpecProviderKubernetesEnvoyDaemonSetPodVolumesDownwardAPIItems(Struct):
    def __init__(
        self,
        *,
        path: str,
        field_ref: EnvoyProxySpecProviderKubernetesEnvoyDaemonSetContainerEnvValueFromFieldRef | None = ...,
        mode: int | None = ...,
        resource_field_ref: EnvoyProxySpecProviderKubernetesEnvoyDaemonSetContainerEnvValueFromResourceFieldRef | None = ...,
    ) -> None: ...

class EnvoyProxySpecProviderKubernetesEnvoyDaemonSetPodVolumesEmptyDir(Struct):
    def __init__(
        self,
        *,
        medium: str | None = ...,
        size_limit: int | str | None = ...,
    ) -> None: ...

class EnvoyProxySpecProviderKubernetesEnvoyDaemonSetPodVolumesEphemeral(Struct):
    def __init__(
        self,
        *,
        volume_claim_template: EnvoyProxySpecProviderKubernetesEnvoyDaemonSetPodVolumesEphemeralVolumeClaimTemplate | None = ...,
    ) -> None: ...

class EnvoyProxySpecProviderKubernetesEnvoyDaemonSetPodVolumesEphemeralVolumeClaimTemplate(Struct):
    def __init__(
        self,
        *,
        spec: EnvoyProxySpecProviderKubernetesEnvoyDaemonSetPodVolumesEphemeralVolumeClaimTemplateSpec,
        metadata: ClientTrafficPolicySpecHttp3 | None = ...,
    ) -> None: ...

class EnvoyProxySpecProviderKubernetesEnvoyDaemonSetPodVolumesEphemeralVolumeClaimTemplateSpec(Struct):
    def __init__(
        self,
        *,
        access_modes: Sequence[str] | None = ...,
        data_source: EnvoyProxySpecProviderKubernetesEnvoyDaemonSetPodVolumesEphemeralVolumeClaimTemplateSpecDataSource | None = ...,
        data_source_ref: EnvoyProxySpecProviderKubernetesEnvoyDaemonSetPodVolumesEphemeralVolumeClaimTemplateSpecDataSourceRef | None = ...,
        resources: EnvoyProxySpecProviderKubernetesEnvoyDaemonSetPodVolumesEphemeralVolumeClaimTemplateSpecResources | None = ...,
        selector: EnvoyProxySpecMergeBackendsSelector | None = ...,
        storage_class_name: str | None = ...,
        volume_attributes_class_name: str | None = ...,
        volume_mode: str | None = ...,
        volume_name: str | None = ...,
    ) -> None: ...

class EnvoyProxySpecProviderKubernetesEnvoyDaemonSetPodVolumesEphemeralVolumeClaimTemplateSpecDataSource(Struct):
    def __init__(
        self,
        *,
        kind: str,
        name: str,
        api_group: str | None = ...,
    ) -> None: ...

class EnvoyProxySpecProviderKubernetesEnvoyDaemonSetPodVolumesEphemeralVolumeClaimTemplateSpecDataSourceRef(Struct):
    def __init__(
        self,
        *,
        kind: str,
        name: str,
        api_group: str | None = ...,
        namespace: str | None = ...,
    ) -> None: ...

class EnvoyProxySpecProviderKubernetesEnvoyDaemonSetPodVolumesEphemeralVolumeClaimTemplateSpecResources(Struct):
    def __init__(
        self,
        *,
        limits: Mapping[str, int | str] | None = ...,
        requests: Mapping[str, int | str] | None = ...,
    ) -> None: ...

class EnvoyProxySpecProviderKubernetesEnvoyDaemonSetPodVolumesFc(Struct):
    def __init__(
        self,
        *,
        fs_type: str | None = ...,
        lun: int | None = ...,
        read_only: bool | None = ...,
        target_wwns: Sequence[str] | None = ...,
        wwids: Sequence[str] | None = ...,
    ) -> None: ...

class EnvoyProxySpecProviderKubernetesEnvoyDaemonSetPodVolumesFlexVolume(Struct):
    def __init__(
        self,
        *,
        driver: str,
        fs_type: str | None = ...,
        options: Mapping[str, str] | None = ...,
        read_only: bool | None = ...,
        secret_ref: EnvoyProxySpecProviderKubernetesEnvoyDaemonSetPodImagePullSecrets | None = ...,
    ) -> None: ...

class EnvoyProxySpecProviderKubernetesEnvoyDaemonSetPodVolumesFlocker(Struct):
    def __init__(
        self,
        *,
        dataset_name: str | None = ...,
        dataset_uuid: str | None = ...,
    ) -> None: ...

class EnvoyProxySpecProviderKubernetesEnvoyDaemonSetPodVolumesGcePersistentDisk(Struct):
    def __init__(
        self,
        *,
        pd_name: str,
        fs_type: str | None = ...,
        partition: int | None = ...,
        read_only: bool | None = ...,
    ) -> None: ...

class EnvoyProxySpecProviderKubernetesEnvoyDaemonSetPodVolumesGitRepo(Struct):
    def __init__(
        self,
        *,
        repository: str,
        directory: str | None = ...,
        revision: str | None = ...,
    ) -> None: ...

class EnvoyProxySpecProviderKubernetesEnvoyDaemonSetPodVolumesGlusterfs(Struct):
    def __init__(
        self,
        *,
        endpoints: str,
        path: str,
        read_only: bool | None = ...,
    ) -> None: ...

class EnvoyProxySpecProviderKubernetesEnvoyDaemonSetPodVolumesHostPath(Struct):
    def __init__(
        self,
        *,
        path: str,
        type: str | None = ...,
    ) -> None: ...

class EnvoyProxySpecProviderKubernetesEnvoyDaemonSetPodVolumesImage(Struct):
    def __init__(
        self,
        *,
        pull_policy: str | None = ...,
        reference: str | None = ...,
    ) -> None: ...

class EnvoyProxySpecProviderKubernetesEnvoyDaemonSetPodVolumesIscsi(Struct):
    def __init__(
        self,
        *,
        iqn: str,
        lun: int,
        target_portal: str,
        chap_auth_discovery: bool | None = ...,
        chap_auth_session: bool | None = ...,
        fs_type: str | None = ...,
        initiator_name: str | None = ...,
        iscsi_interface: str | None = ...,
        portals: Sequence[str] | None = ...,
        read_only: bool | None = ...,
        secret_ref: EnvoyProxySpecProviderKubernetesEnvoyDaemonSetPodImagePullSecrets | None = ...,
    ) -> None: ...

class EnvoyProxySpecProviderKubernetesEnvoyDaemonSetPodVolumesNfs(Struct):
    def __init__(
        self,
        *,
        path: str,
        server: str,
        read_only: bool | None = ...,
    ) -> None: ...

class EnvoyProxySpecProviderKubernetesEnvoyDaemonSetPodVolumesPersistentVolumeClaim(Struct):
    def __init__(
        self,
        *,
        claim_name: str,
        read_only: bool | None = ...,
    ) -> None: ...

class EnvoyProxySpecProviderKubernetesEnvoyDaemonSetPodVolumesPhotonPersistentDisk(Struct):
    def __init__(
        self,
        *,
        pd_id: str,
        fs_type: str | None = ...,
    ) -> None: ...

class EnvoyProxySpecProviderKubernetesEnvoyDaemonSetPodVolumesPortworxVolume(Struct):
    def __init__(
        self,
        *,
        volume_id: str,
        fs_type: str | None = ...,
        read_only: bool | None = ...,
    ) -> None: ...

class EnvoyProxySpecProviderKubernetesEnvoyDaemonSetPodVolumesProjected(Struct):
    def __init__(
        self,
        *,
        default_mode: int | None = ...,
        sources: Sequence[EnvoyProxySpecProviderKubernetesEnvoyDaemonSetPodVolumesProjectedSources] | None = ...,
    ) -> None: ...

class EnvoyProxySpecProviderKubernetesEnvoyDaemonSetPodVolumesProjectedSources(Struct):
    def __init__(
        self,
        *,
        cluster_trust_bundle: EnvoyProxySpecProviderKubernetesEnvoyDaemonSetPodVolumesProjectedSourcesClusterTrustBundle | None = ...,
        config_map: EnvoyProxySpecProviderKubernetesEnvoyDaemonSetPodVolumesProjectedSourcesSecret | None = ...,
        downward_api: EnvoyProxySpecProviderKubernetesEnvoyDaemonSetPodVolumesProjectedSourcesDownwardAPI | None = ...,
        pod_certificate: EnvoyProxySpecProviderKubernetesEnvoyDaemonSetPodVolumesProjectedSourcesPodCertificate | None = ...,
        secret: EnvoyProxySpecProviderKubernetesEnvoyDaemonSetPodVolumesProjectedSourcesSecret | None = ...,
        service_account_token: EnvoyProxySpecProviderKubernetesEnvoyDaemonSetPodVolumesProjectedSourcesServiceAccountToken | None = ...,
    ) -> None: ...

class EnvoyProxySpecProviderKubernetesEnvoyDaemonSetPodVolumesProjectedSourcesClusterTrustBundle(Struct):
    def __init__(
        self,
        *,
        path: str,
        label_selector: EnvoyProxySpecMergeBackendsSelector | None = ...,
        name: str | None = ...,
        optional: bool | None = ...,
        signer_name: str | None = ...,
    ) -> None: ...

class EnvoyProxySpecProviderKubernetesEnvoyDaemonSetPodVolumesProjectedSourcesDownwardAPI(Struct):
    def __init__(
        self,
        *,
        items: Sequence[EnvoyProxySpecProviderKubernetesEnvoyDaemonSetPodVolumesDownwardAPIItems] | None = ...,
    ) -> None: ...

class EnvoyProxySpecProviderKubernetesEnvoyDaemonSetPodVolumesProjectedSourcesPodCertificate(Struct):
    def __init__(
        self,
        *,
        key_type: str,
        signer_name: str,
        certificate_chain_path: str | None = ...,
        credential_bundle_path: str | None = ...,
        key_path: str | None = ...,
        max_expiration_seconds: int | None = ...,
        user_annotations: Mapping[str, str] | None = ...,
    ) -> None: ...

class EnvoyProxySpecProviderKubernetesEnvoyDaemonSetPodVolumesProjectedSourcesSecret(Struct):
    def __init__(
        self,
        *,
        items: Sequence[EnvoyProxySpecProviderKubernetesEnvoyDaemonSetPodVolumesSecretItems] | None = ...,
        name: str | None = ...,
        optional: bool | None = ...,
    ) -> None: ...

class EnvoyProxySpecProviderKubernetesEnvoyDaemonSetPodVolumesProjectedSourcesServiceAccountToken(Struct):
    def __init__(
        self,
        *,
        path: str,
        audience: str | None = ...,
        expiration_seconds: int | None = ...,
    ) -> None: ...

class EnvoyProxySpecProviderKubernetesEnvoyDaemonSetPodVolumesQuobyte(Struct):
    def __init__(
        self,
        *,
        registry: str,
        volume: str,
        group: str | None = ...,
        read_only: bool | None = ...,
        tenant: str | None = ...,
        user: str | None = ...,
    ) -> None: ...

class EnvoyProxySpecProviderKubernetesEnvoyDaemonSetPodVolumesRbd(Struct):
    def __init__(
        self,
        *,
        image: str,
        monitors: Sequence[str],
        fs_type: str | None = ...,
        keyring: str | None = ...,
        pool: str | None = ...,
        read_only: bool | None = ...,
        secret_ref: EnvoyProxySpecProviderKubernetesEnvoyDaemonSetPodImagePullSecrets | None = ...,
        user: str | None = ...,
    ) -> None: ...

class EnvoyProxySpecProviderKubernetesEnvoyDaemonSetPodVolumesScaleIO(Struct):
    def __init__(
        self,
        *,
        gateway: str,
        secret_ref: EnvoyProxySpecProviderKubernetesEnvoyDaemonSetPodImagePullSecrets,
        system: str,
        fs_type: str | None = ...,
        protection_domain: str | None = ...,
        read_only: bool | None = ...,
        ssl_enabled: bool | None = ...,
        storage_mode: str | None = ...,
        storage_pool: str | None = ...,
        volume_name: str | None = ...,
    ) -> None: ...

class EnvoyProxySpecProviderKubernetesEnvoyDaemonSetPodVolumesSecret(Struct):
    def __init__(
        self,
        *,
        default_mode: int | None = ...,
        items: Sequence[EnvoyProxySpecProviderKubernetesEnvoyDaemonSetPodVolumesSecretItems] | None = ...,
        optional: bool | None = ...,
        secret_name: str | None = ...,
    ) -> None: ...

class EnvoyProxySpecProviderKubernetesEnvoyDaemonSetPodVolumesSecretItems(Struct):
    def __init__(
        self,
        *,
        key: str,
        path: str,
        mode: int | None = ...,
    ) -> None: ...

class EnvoyProxySpecProviderKubernetesEnvoyDaemonSetPodVolumesStorageos(Struct):
    def __init__(
        self,
        *,
        fs_type: str | None = ...,
        read_only: bool | None = ...,
        secret_ref: EnvoyProxySpecProviderKubernetesEnvoyDaemonSetPodImagePullSecrets | None = ...,
        volume_name: str | None = ...,
        volume_namespace: str | None = ...,
    ) -> None: ...

class EnvoyProxySpecProviderKubernetesEnvoyDaemonSetPodVolumesVsphereVolume(Struct):
    def __init__(
        self,
        *,
        volume_path: str,
        fs_type: str | None = ...,
        storage_policy_id: str | None = ...,
        storage_policy_name: str | None = ...,
    ) -> None: ...

class EnvoyProxySpecProviderKubernetesEnvoyDaemonSetStrategy(Struct):
    def __init__(
        self,
        *,
        rolling_update: EnvoyProxySpecProviderKubernetesEnvoyDaemonSetStrategyRollingUpdate | None = ...,
        type: str | None = ...,
    ) -> None: ...

class EnvoyProxySpecProviderKubernetesEnvoyDaemonSetStrategyRollingUpdate(Struct):
    def __init__(
        self,
        *,
        max_surge: int | str | None = ...,
        max_unavailable: int | str | None = ...,
    ) -> None: ...

class EnvoyProxySpecProviderKubernetesEnvoyDeployment(Struct):
    def __init__(
        self,
        *,
        container: EnvoyProxySpecProviderKubernetesEnvoyDaemonSetContainer | None = ...,
        init_containers: Sequence[EnvoyProxySpecProviderKubernetesEnvoyDeploymentInitContainers] | None = ...,
        name: str | None = ...,
        patch: EnvoyProxySpecProviderKubernetesEnvoyHpaPatch | None = ...,
        pod: EnvoyProxySpecProviderKubernetesEnvoyDaemonSetPod | None = ...,
        replicas: int | None = ...,
        strategy: EnvoyProxySpecProviderKubernetesEnvoyDaemonSetStrategy | None = ...,
    ) -> None: ...

class EnvoyProxySpecProviderKubernetesEnvoyDeploymentInitContainers(Struct):
    def __init__(
        self,
        *,
        name: str,
        args: Sequence[str] | None = ...,
        command: Sequence[str] | None = ...,
        env: Sequence[EnvoyProxySpecProviderKubernetesEnvoyDaemonSetContainerEnv] | None = ...,
        env_from: Sequence[EnvoyProxySpecProviderKubernetesEnvoyDeploymentInitContainersEnvFrom] | None = ...,
        image: str | None = ...,
        image_pull_policy: str | None = ...,
        lifecycle: EnvoyProxySpecProviderKubernetesEnvoyDeploymentInitContainersLifecycle | None = ...,
        liveness_probe: EnvoyProxySpecProviderKubernetesEnvoyDeploymentInitContainersStartupProbe | None = ...,
        ports: Sequence[EnvoyProxySpecProviderKubernetesEnvoyDeploymentInitContainersPorts] | None = ...,
        readiness_probe: EnvoyProxySpecProviderKubernetesEnvoyDeploymentInitContainersStartupProbe | None = ...,
        resize_policy: Sequence[EnvoyProxySpecProviderKubernetesEnvoyDeploymentInitContainersResizePolicy] | None = ...,
        resources: EnvoyProxySpecProviderKubernetesEnvoyDaemonSetContainerResources | None = ...,
        restart_policy: str | None = ...,
        restart_policy_rules: Sequence[EnvoyProxySpecProviderKubernetesEnvoyDeploymentInitContainersRestartPolicyRules] | None = ...,
        security_context: EnvoyProxySpecProviderKubernetesEnvoyDaemonSetContainerSecurityContext | None = ...,
        startup_probe: EnvoyProxySpecProviderKubernetesEnvoyDeploymentInitContainersStartupProbe | None = ...,
        stdin: bool | None = ...,
        stdin_once: bool | None = ...,
        termination_message_path: str | None = ...,
        termination_message_policy: str | None = ...,
        tty: bool | None = ...,
        volume_devices: Sequence[EnvoyProxySpecProviderKubernetesEnvoyDeploymentInitContainersVolumeDevices] | None = ...,
        volume_mounts: Sequence[EnvoyProxySpecProviderKubernetesEnvoyDaemonSetContainerVolumeMounts] | None = ...,
        working_dir: str | None = ...,
    ) -> None: ...

class EnvoyProxySpecProviderKubernetesEnvoyDeploymentInitContainersEnvFrom(Struct):
    def __init__(
        self,
        *,
        config_map_ref: EnvoyProxySpecProviderKubernetesEnvoyDeploymentInitContainersEnvFromSecretRef | None = ...,
        prefix: str | None = ...,
        secret_ref: EnvoyProxySpecProviderKubernetesEnvoyDeploymentInitContainersEnvFromSecretRef | None = ...,
    ) -> None: ...

class EnvoyProxySpecProviderKubernetesEnvoyDeploymentInitContainersEnvFromSecretRef(Struct):
    def __init__(
        self,
        *,
        name: str | None = ...,
        optional: bool | None = ...,
    ) -> None: ...

class EnvoyProxySpecProviderKubernetesEnvoyDeploymentInitContainersLifecycle(Struct):
    def __init__(
        self,
        *,
        post_start: EnvoyProxySpecProviderKubernetesEnvoyDeploymentInitContainersLifecyclePreStop | None = ...,
        pre_stop: EnvoyProxySpecProviderKubernetesEnvoyDeploymentInitContainersLifecyclePreStop | None = ...,
        stop_signal: str | None = ...,
    ) -> None: ...

class EnvoyProxySpecProviderKubernetesEnvoyDeploymentInitContainersLifecyclePreStop(Struct):
    def __init__(
        self,
        *,
        exec: EnvoyProxySpecProviderKubernetesEnvoyDeploymentInitContainersStartupProbeExec | None = ...,
        http_get: EnvoyProxySpecProviderKubernetesEnvoyDeploymentInitContainersStartupProbeHttpGet | None = ...,
        sleep: EnvoyProxySpecProviderKubernetesEnvoyDeploymentInitContainersLifecyclePreStopSleep | None = ...,
        tcp_socket: EnvoyProxySpecProviderKubernetesEnvoyDeploymentInitContainersStartupProbeTcpSocket | None = ...,
    ) -> None: ...

class EnvoyProxySpecProviderKubernetesEnvoyDeploymentInitContainersLifecyclePreStopSleep(Struct):
    def __init__(
        self,
        *,
        seconds: int,
    ) -> None: ...

class EnvoyProxySpecProviderKubernetesEnvoyDeploymentInitContainersPorts(Struct):
    def __init__(
        self,
        *,
        container_port: int,
        host_ip: str | None = ...,
        host_port: int | None = ...,
        name: str | None = ...,
        protocol: str | None = ...,
    ) -> None: ...

class EnvoyProxySpecProviderKubernetesEnvoyDeploymentInitContainersResizePolicy(Struct):
    def __init__(
        self,
        *,
        resource_name: str,
        restart_policy: str,
    ) -> None: ...

class EnvoyProxySpecProviderKubernetesEnvoyDeploymentInitContainersRestartPolicyRules(Struct):
    def __init__(
        self,
        *,
        action: str,
        exit_codes: EnvoyProxySpecProviderKubernetesEnvoyDeploymentInitContainersRestartPolicyRulesExitCodes | None = ...,
    ) -> None: ...

class EnvoyProxySpecProviderKubernetesEnvoyDeploymentInitContainersRestartPolicyRulesExitCodes(Struct):
    def __init__(
        self,
        *,
        operator: str,
        values: Sequence[int] | None = ...,
    ) -> None: ...

class EnvoyProxySpecProviderKubernetesEnvoyDeploymentInitContainersStartupProbe(Struct):
    def __init__(
        self,
        *,
        exec: EnvoyProxySpecProviderKubernetesEnvoyDeploymentInitContainersStartupProbeExec | None = ...,
        failure_threshold: int | None = ...,
        grpc: EnvoyProxySpecProviderKubernetesEnvoyDeploymentInitContainersStartupProbeGrpc | None = ...,
        http_get: EnvoyProxySpecProviderKubernetesEnvoyDeploymentInitContainersStartupProbeHttpGet | None = ...,
        initial_delay_seconds: int | None = ...,
        period_seconds: int | None = ...,
        success_threshold: int | None = ...,
        tcp_socket: EnvoyProxySpecProviderKubernetesEnvoyDeploymentInitContainersStartupProbeTcpSocket | None = ...,
        termination_grace_period_seconds: int | None = ...,
        timeout_seconds: int | None = ...,
    ) -> None: ...

class EnvoyProxySpecProviderKubernetesEnvoyDeploymentInitContainersStartupProbeExec(Struct):
    def __init__(
        self,
        *,
        command: Sequence[str] | None = ...,
    ) -> None: ...

class EnvoyProxySpecProviderKubernetesEnvoyDeploymentInitContainersStartupProbeGrpc(Struct):
    def __init__(
        self,
        *,
        port: int,
        service: str | None = ...,
    ) -> None: ...

class EnvoyProxySpecProviderKubernetesEnvoyDeploymentInitContainersStartupProbeHttpGet(Struct):
    def __init__(
        self,
        *,
        port: int | str,
        host: str | None = ...,
        http_headers: Sequence[EnvoyProxySpecProviderKubernetesEnvoyDaemonSetPodSecurityContextSysctls] | None = ...,
        path: str | None = ...,
        scheme: str | None = ...,
    ) -> None: ...

class EnvoyProxySpecProviderKubernetesEnvoyDeploymentInitContainersStartupProbeTcpSocket(Struct):
    def __init__(
        self,
        *,
        port: int | str,
        host: str | None = ...,
    ) -> None: ...

class EnvoyProxySpecProviderKubernetesEnvoyDeploymentInitContainersVolumeDevices(Struct):
    def __init__(
        self,
        *,
        device_path: str,
        name: str,
    ) -> None: ...

class EnvoyProxySpecProviderKubernetesEnvoyHpa(Struct):
    def __init__(
        self,
        *,
        max_replicas: int,
        behavior: EnvoyProxySpecProviderKubernetesEnvoyHpaBehavior | None = ...,
        metrics: Sequence[EnvoyProxySpecProviderKubernetesEnvoyHpaMetrics] | None = ...,
        min_replicas: int | None = ...,
        name: str | None = ...,
        patch: EnvoyProxySpecProviderKubernetesEnvoyHpaPatch | None = ...,
    ) -> None: ...

class EnvoyProxySpecProviderKubernetesEnvoyHpaBehavior(Struct):
    def __init__(
        self,
        *,
        scale_down: EnvoyProxySpecProviderKubernetesEnvoyHpaBehaviorScaleUp | None = ...,
        scale_up: EnvoyProxySpecProviderKubernetesEnvoyHpaBehaviorScaleUp | None = ...,
    ) -> None: ...

class EnvoyProxySpecProviderKubernetesEnvoyHpaBehaviorScaleUp(Struct):
    def __init__(
        self,
        *,
        policies: Sequence[EnvoyProxySpecProviderKubernetesEnvoyHpaBehaviorScaleUpPolicies] | None = ...,
        select_policy: str | None = ...,
        stabilization_window_seconds: int | None = ...,
        tolerance: int | str | None = ...,
    ) -> None: ...

class EnvoyProxySpecProviderKubernetesEnvoyHpaBehaviorScaleUpPolicies(Struct):
    def __init__(
        self,
        *,
        period_seconds: int,
        type: str,
        value: int,
    ) -> None: ...

class EnvoyProxySpecProviderKubernetesEnvoyHpaMetrics(Struct):
    def __init__(
        self,
        *,
        type: str,
        container_resource: EnvoyProxySpecProviderKubernetesEnvoyHpaMetricsContainerResource | None = ...,
        external: EnvoyProxySpecProviderKubernetesEnvoyHpaMetricsPods | None = ...,
        object: EnvoyProxySpecProviderKubernetesEnvoyHpaMetricsObject | None = ...,
        pods: EnvoyProxySpecProviderKubernetesEnvoyHpaMetricsPods | None = ...,
        resource: EnvoyProxySpecProviderKubernetesEnvoyHpaMetricsResource | None = ...,
    ) -> None: ...

class EnvoyProxySpecProviderKubernetesEnvoyHpaMetricsContainerResource(Struct):
    def __init__(
        self,
        *,
        container: str,
        name: str,
        target: EnvoyProxySpecProviderKubernetesEnvoyHpaMetricsPodsTarget,
    ) -> None: ...

class EnvoyProxySpecProviderKubernetesEnvoyHpaMetricsObject(Struct):
    def __init__(
        self,
        *,
        described_object: EnvoyProxySpecProviderKubernetesEnvoyHpaMetricsObjectDescribedObject,
        metric: EnvoyProxySpecProviderKubernetesEnvoyHpaMetricsPodsMetric,
        target: EnvoyProxySpecProviderKubernetesEnvoyHpaMetricsPodsTarget,
    ) -> None: ...

class EnvoyProxySpecProviderKubernetesEnvoyHpaMetricsObjectDescribedObject(Struct):
    def __init__(
        self,
        *,
        kind: str,
        name: str,
        api_version: str | None = ...,
    ) -> None: ...

class EnvoyProxySpecProviderKubernetesEnvoyHpaMetricsPods(Struct):
    def __init__(
        self,
        *,
        metric: EnvoyProxySpecProviderKubernetesEnvoyHpaMetricsPodsMetric,
        target: EnvoyProxySpecProviderKubernetesEnvoyHpaMetricsPodsTarget,
    ) -> None: ...

class EnvoyProxySpecProviderKubernetesEnvoyHpaMetricsPodsMetric(Struct):
    def __init__(
        self,
        *,
        name: str,
        selector: EnvoyProxySpecMergeBackendsSelector | None = ...,
    ) -> None: ...

class EnvoyProxySpecProviderKubernetesEnvoyHpaMetricsPodsTarget(Struct):
    def __init__(
        self,
        *,
        type: str,
        average_utilization: int | None = ...,
        average_value: int | str | None = ...,
        value: int | str | None = ...,
    ) -> None: ...

class EnvoyProxySpecProviderKubernetesEnvoyHpaMetricsResource(Struct):
    def __init__(
        self,
        *,
        name: str,
        target: EnvoyProxySpecProviderKubernetesEnvoyHpaMetricsPodsTarget,
    ) -> None: ...

class EnvoyProxySpecProviderKubernetesEnvoyHpaPatch(Struct):
    def __init__(
        self,
        *,
        value: Any,
        type: str | None = ...,
    ) -> None: ...

class EnvoyProxySpecProviderKubernetesEnvoyPDB(Struct):
    def __init__(
        self,
        *,
        max_unavailable: int | str | None = ...,
        min_available: int | str | None = ...,
        name: str | None = ...,
        patch: EnvoyProxySpecProviderKubernetesEnvoyHpaPatch | None = ...,
    ) -> None: ...

class EnvoyProxySpecProviderKubernetesEnvoyService(Struct):
    def __init__(
        self,
        *,
        allocate_load_balancer_node_ports: bool | None = ...,
        annotations: Mapping[str, str] | None = ...,
        external_traffic_policy: Literal['Local', 'Cluster'] | None = ...,
        labels: Mapping[str, str] | None = ...,
        load_balancer_class: str | None = ...,
        load_balancer_ip: str | None = ...,
        load_balancer_source_ranges: Sequence[str] | None = ...,
        name: str | None = ...,
        patch: EnvoyProxySpecProviderKubernetesEnvoyHpaPatch | None = ...,
        type: Literal['ClusterIP', 'LoadBalancer', 'NodePort'] | None = ...,
    ) -> None: ...

class EnvoyProxySpecProviderKubernetesEnvoyServiceAccount(Struct):
    def __init__(
        self,
        *,
        name: str | None = ...,
    ) -> None: ...

class EnvoyProxySpecShutdown(Struct):
    def __init__(
        self,
        *,
        drain_timeout: str | None = ...,
        health_check_failure_delay: str | None = ...,
        min_drain_duration: str | None = ...,
    ) -> None: ...

class EnvoyProxySpecTelemetry(Struct):
    def __init__(
        self,
        *,
        access_log: EnvoyProxySpecTelemetryAccessLog | None = ...,
        health_check_log: EnvoyProxySpecTelemetryHealthCheckLog | None = ...,
        metrics: EnvoyProxySpecTelemetryMetrics | None = ...,
        request_id: EnvoyProxySpecTelemetryRequestID | None = ...,
        tracing: EnvoyProxySpecTelemetryTracing | None = ...,
    ) -> None: ...

class EnvoyProxySpecTelemetryAccessLog(Struct):
    def __init__(
        self,
        *,
        disable: bool | None = ...,
        settings: Sequence[EnvoyProxySpecTelemetryAccessLogSettings] | None = ...,
    ) -> None: ...

class EnvoyProxySpecTelemetryAccessLogSettings(Struct):
    def __init__(
        self,
        *,
        sinks: Sequence[EnvoyProxySpecTelemetryAccessLogSettingsSinks],
        format: EnvoyProxySpecTelemetryAccessLogSettingsFormat | None = ...,
        matches: Sequence[str] | None = ...,
        type: Literal['Listener', 'Route', 'Upstream'] | None = ...,
    ) -> None: ...

class EnvoyProxySpecTelemetryAccessLogSettingsFormat(Struct):
    def __init__(
        self,
        *,
        json: Mapping[str, str] | None = ...,
        text: str | None = ...,
        type: Literal['Text', 'JSON'] | None = ...,
    ) -> None: ...

class EnvoyProxySpecTelemetryAccessLogSettingsSinks(Struct):
    def __init__(
        self,
        *,
        als: EnvoyProxySpecTelemetryAccessLogSettingsSinksAls | None = ...,
        file: EnvoyProxySpecTelemetryAccessLogSettingsSinksFile | None = ...,
        open_telemetry: EnvoyProxySpecTelemetryAccessLogSettingsSinksOpenTelemetry | None = ...,
        type: Literal['ALS', 'File', 'OpenTelemetry'] | None = ...,
    ) -> None: ...

class EnvoyProxySpecTelemetryAccessLogSettingsSinksAls(Struct):
    def __init__(
        self,
        *,
        type: Literal['HTTP', 'TCP'],
        backend_ref: SecurityPolicySpecExtAuthGrpcBackendRef | None = ...,
        backend_refs: Sequence[SecurityPolicySpecExtAuthGrpcBackendRefs] | None = ...,
        backend_settings: SecurityPolicySpecExtAuthGrpcBackendSettings | None = ...,
        http: EnvoyProxySpecTelemetryAccessLogSettingsSinksAlsHttp | None = ...,
        log_name: str | None = ...,
    ) -> None: ...

class EnvoyProxySpecTelemetryAccessLogSettingsSinksAlsHttp(Struct):
    def __init__(
        self,
        *,
        request_headers: Sequence[str] | None = ...,
        response_headers: Sequence[str] | None = ...,
        response_trailers: Sequence[str] | None = ...,
    ) -> None: ...

class EnvoyProxySpecTelemetryAccessLogSettingsSinksFile(Struct):
    def __init__(
        self,
        *,
        path: str | None = ...,
    ) -> None: ...

class EnvoyProxySpecTelemetryAccessLogSettingsSinksOpenTelemetry(Struct):
    def __init__(
        self,
        *,
        backend_ref: SecurityPolicySpecExtAuthGrpcBackendRef | None = ...,
        backend_refs: Sequence[SecurityPolicySpecExtAuthGrpcBackendRefs] | None = ...,
        backend_settings: SecurityPolicySpecExtAuthGrpcBackendSettings | None = ...,
        headers: Sequence[HTTPRouteFilterSpecDirectResponseHeaderAdd] | None = ...,
        host: str | None = ...,
        port: int | None = ...,
        resource_attributes: Mapping[str, str] | None = ...,
        resources: Mapping[str, str] | None = ...,
    ) -> None: ...

class EnvoyProxySpecTelemetryHealthCheckLog(Struct):
    def __init__(
        self,
        *,
        matches: Sequence[Literal['Failure', 'FailureSeriesStart', 'Success', 'HealthyTransition']] | None = ...,
        sinks: Sequence[EnvoyProxySpecTelemetryHealthCheckLogSinks] | None = ...,
    ) -> None: ...

class EnvoyProxySpecTelemetryHealthCheckLogSinks(Struct):
    def __init__(
        self,
        *,
        type: Literal['File'],
        file: EnvoyProxySpecTelemetryHealthCheckLogSinksFile | None = ...,
    ) -> None: ...

class EnvoyProxySpecTelemetryHealthCheckLogSinksFile(Struct):
    def __init__(
        self,
        *,
        path: str,
    ) -> None: ...

class EnvoyProxySpecTelemetryMetrics(Struct):
    def __init__(
        self,
        *,
        cluster_stat_name: str | None = ...,
        enable_grpc_stats: bool | None = ...,
        enable_per_endpoint_stats: bool | None = ...,
        enable_request_response_sizes_stats: bool | None = ...,
        enable_virtual_host_stats: bool | None = ...,
        matches: Sequence[EnvoyProxySpecTelemetryMetricsMatches] | None = ...,
        prometheus: EnvoyProxySpecTelemetryMetricsPrometheus | None = ...,
        sinks: Sequence[EnvoyProxySpecTelemetryMetricsSinks] | None = ...,
    ) -> None: ...

class EnvoyProxySpecTelemetryMetricsMatches(Struct):
    def __init__(
        self,
        *,
        value: str,
        type: Literal['Exact', 'Prefix', 'Suffix', 'RegularExpression'] | None = ...,
    ) -> None: ...

class EnvoyProxySpecTelemetryMetricsPrometheus(Struct):
    def __init__(
        self,
        *,
        compression: BackendTrafficPolicySpecCompressor | None = ...,
        disable: bool | None = ...,
    ) -> None: ...

class EnvoyProxySpecTelemetryMetricsSinks(Struct):
    def __init__(
        self,
        *,
        open_telemetry: EnvoyProxySpecTelemetryMetricsSinksOpenTelemetry | None = ...,
        type: Literal['OpenTelemetry'] | None = ...,
    ) -> None: ...

class EnvoyProxySpecTelemetryMetricsSinksOpenTelemetry(Struct):
    def __init__(
        self,
        *,
        backend_ref: SecurityPolicySpecExtAuthGrpcBackendRef | None = ...,
        backend_refs: Sequence[SecurityPolicySpecExtAuthGrpcBackendRefs] | None = ...,
        backend_settings: SecurityPolicySpecExtAuthGrpcBackendSettings | None = ...,
        headers: Sequence[HTTPRouteFilterSpecDirectResponseHeaderAdd] | None = ...,
        host: str | None = ...,
        port: int | None = ...,
        report_counters_as_deltas: bool | None = ...,
        report_histograms_as_deltas: bool | None = ...,
        resource_attributes: Mapping[str, str] | None = ...,
    ) -> None: ...

class EnvoyProxySpecTelemetryRequestID(Struct):
    def __init__(
        self,
        *,
        tracing: Literal['PackAndSample', 'Sample', 'Pack', 'Disable'] | None = ...,
    ) -> None: ...

class EnvoyProxySpecTelemetryTracing(Struct):
    def __init__(
        self,
        *,
        provider: EnvoyProxySpecTelemetryTracingProvider,
        client_sampling_fraction: SecurityPolicySpecCsrfShadowFraction | None = ...,
        custom_tags: Mapping[str, EnvoyProxySpecTelemetryTracingCustomTags] | None = ...,
        overall_sampling_fraction: SecurityPolicySpecCsrfShadowFraction | None = ...,
        sampling_fraction: SecurityPolicySpecCsrfShadowFraction | None = ...,
        sampling_rate: int | None = ...,
        span_name: EnvoyProxySpecTelemetryTracingSpanName | None = ...,
        tags: Mapping[str, str] | None = ...,
    ) -> None: ...

class EnvoyProxySpecTelemetryTracingCustomTags(Struct):
    def __init__(
        self,
        *,
        environment: EnvoyProxySpecTelemetryTracingCustomTagsEnvironment | None = ...,
        literal: EnvoyProxySpecTelemetryTracingCustomTagsLiteral | None = ...,
        request_header: EnvoyProxySpecTelemetryTracingCustomTagsEnvironment | None = ...,
        type: Literal['Literal', 'Environment', 'RequestHeader'] | None = ...,
    ) -> None: ...

class EnvoyProxySpecTelemetryTracingCustomTagsEnvironment(Struct):
    def __init__(
        self,
        *,
        name: str,
        default_value: str | None = ...,
    ) -> None: ...

class EnvoyProxySpecTelemetryTracingCustomTagsLiteral(Struct):
    def __init__(
        self,
        *,
        value: str,
    ) -> None: ...

class EnvoyProxySpecTelemetryTracingProvider(Struct):
    def __init__(
        self,
        *,
        backend_ref: SecurityPolicySpecExtAuthGrpcBackendRef | None = ...,
        backend_refs: Sequence[SecurityPolicySpecExtAuthGrpcBackendRefs] | None = ...,
        backend_settings: SecurityPolicySpecExtAuthGrpcBackendSettings | None = ...,
        host: str | None = ...,
        open_telemetry: EnvoyProxySpecTelemetryTracingProviderOpenTelemetry | None = ...,
        port: int | None = ...,
        service_name: str | None = ...,
        type: Literal['OpenTelemetry', 'Zipkin', 'Datadog'] | None = ...,
        zipkin: EnvoyProxySpecTelemetryTracingProviderZipkin | None = ...,
    ) -> None: ...

class EnvoyProxySpecTelemetryTracingProviderOpenTelemetry(Struct):
    def __init__(
        self,
        *,
        headers: Sequence[HTTPRouteFilterSpecDirectResponseHeaderAdd] | None = ...,
        resource_attributes: Mapping[str, str] | None = ...,
        sampler: EnvoyProxySpecTelemetryTracingProviderOpenTelemetrySampler | None = ...,
    ) -> None: ...

class EnvoyProxySpecTelemetryTracingProviderOpenTelemetrySampler(Struct):
    def __init__(
        self,
        *,
        sampling_percentage: SecurityPolicySpecCsrfShadowFraction | None = ...,
        type: Literal['AlwaysOn', 'AlwaysOff', 'TraceIdRatio', 'ParentBasedAlwaysOn', 'ParentBasedAlwaysOff', 'ParentBasedTraceIdRatio'] | None = ...,
    ) -> None: ...

class EnvoyProxySpecTelemetryTracingProviderZipkin(Struct):
    def __init__(
        self,
        *,
        disable_shared_span_context: bool | None = ...,
        enable128_bit_trace_id: bool | None = ...,
    ) -> None: ...

class EnvoyProxySpecTelemetryTracingSpanName(Struct):
    def __init__(
        self,
        *,
        client: str,
        server: str,
    ) -> None: ...

class HTTPRouteFilterSpec(Struct):
    def __init__(
        self,
        *,
        credential_injection: HTTPRouteFilterSpecCredentialInjection | None = ...,
        direct_response: HTTPRouteFilterSpecDirectResponse | None = ...,
        matches: Sequence[HTTPRouteFilterSpecMatches] | None = ...,
        url_rewrite: HTTPRouteFilterSpecUrlRewrite | None = ...,
    ) -> None: ...

class HTTPRouteFilterSpecCredentialInjection(Struct):
    def __init__(
        self,
        *,
        credential: HTTPRouteFilterSpecCredentialInjectionCredential,
        header: str | None = ...,
        overwrite: bool | None = ...,
    ) -> None: ...

class HTTPRouteFilterSpecCredentialInjectionCredential(Struct):
    def __init__(
        self,
        *,
        value_ref: SecurityPolicySpecBasicAuthUsers,
    ) -> None: ...

class HTTPRouteFilterSpecDirectResponse(Struct):
    def __init__(
        self,
        *,
        body: HTTPRouteFilterSpecDirectResponseBody | None = ...,
        content_type: str | None = ...,
        header: HTTPRouteFilterSpecDirectResponseHeader | None = ...,
        status_code: int | None = ...,
    ) -> None: ...

class HTTPRouteFilterSpecDirectResponseBody(Struct):
    def __init__(
        self,
        *,
        inline: str | None = ...,
        type: Literal['Inline', 'ValueRef'] | None = ...,
        value_ref: EnvoyPatchPolicySpecTargetRef | None = ...,
    ) -> None: ...

class HTTPRouteFilterSpecDirectResponseHeader(Struct):
    def __init__(
        self,
        *,
        add: Sequence[HTTPRouteFilterSpecDirectResponseHeaderAdd] | None = ...,
        remove: Sequence[str] | None = ...,
        set: Sequence[HTTPRouteFilterSpecDirectResponseHeaderAdd] | None = ...,
    ) -> None: ...

class HTTPRouteFilterSpecDirectResponseHeaderAdd(Struct):
    def __init__(
        self,
        *,
        name: str,
        value: str,
    ) -> None: ...

class HTTPRouteFilterSpecMatches(Struct):
    def __init__(
        self,
        *,
        cookies: Sequence[HTTPRouteFilterSpecMatchesCookies] | None = ...,
    ) -> None: ...

class HTTPRouteFilterSpecMatchesCookies(Struct):
    def __init__(
        self,
        *,
        name: str,
        value: str,
        type: Literal['Exact', 'RegularExpression'] | None = ...,
    ) -> None: ...

class HTTPRouteFilterSpecUrlRewrite(Struct):
    def __init__(
        self,
        *,
        append_x_forwarded_host: bool | None = ...,
        hostname: HTTPRouteFilterSpecUrlRewriteHostname | None = ...,
        path: HTTPRouteFilterSpecUrlRewritePath | None = ...,
    ) -> None: ...

class HTTPRouteFilterSpecUrlRewriteHostname(Struct):
    def __init__(
        self,
        *,
        type: Literal['Header', 'Backend', 'PathRegex'],
        header: str | None = ...,
        path_regex: HTTPRouteFilterSpecUrlRewriteHostnamePathRegex | None = ...,
    ) -> None: ...

class HTTPRouteFilterSpecUrlRewriteHostnamePathRegex(Struct):
    def __init__(
        self,
        *,
        pattern: str,
        substitution: str,
    ) -> None: ...

class HTTPRouteFilterSpecUrlRewritePath(Struct):
    def __init__(
        self,
        *,
        type: Literal['ReplaceRegexMatch'],
        replace_regex_match: HTTPRouteFilterSpecUrlRewritePathReplaceRegexMatch | None = ...,
    ) -> None: ...

class HTTPRouteFilterSpecUrlRewritePathReplaceRegexMatch(Struct):
    def __init__(
        self,
        *,
        pattern: str,
        substitution: str,
    ) -> None: ...

class SecurityPolicySpec(Struct):
    def __init__(
        self,
        *,
        api_key_auth: SecurityPolicySpecApiKeyAuth | None = ...,
        authorization: SecurityPolicySpecAuthorization | None = ...,
        basic_auth: SecurityPolicySpecBasicAuth | None = ...,
        cors: SecurityPolicySpecCors | None = ...,
        csrf: SecurityPolicySpecCsrf | None = ...,
        ext_auth: SecurityPolicySpecExtAuth | None = ...,
        jwt: SecurityPolicySpecJwt | None = ...,
        merge_type: str | None = ...,
        oidc: SecurityPolicySpecOidc | None = ...,
        target_ref: SecurityPolicySpecTargetRef | None = ...,
        target_refs: Sequence[SecurityPolicySpecTargetRef] | None = ...,
        target_selectors: Sequence[SecurityPolicySpecTargetSelectors] | None = ...,
    ) -> None: ...

class SecurityPolicySpecApiKeyAuth(Struct):
    def __init__(
        self,
        *,
        credential_refs: Sequence[SecurityPolicySpecBasicAuthUsers],
        extract_from: Sequence[SecurityPolicySpecApiKeyAuthExtractFrom],
        forward_client_id_header: str | None = ...,
        sanitize: bool | None = ...,
    ) -> None: ...

class SecurityPolicySpecApiKeyAuthExtractFrom(Struct):
    def __init__(
        self,
        *,
        cookies: Sequence[str] | None = ...,
        headers: Sequence[str] | None = ...,
        params: Sequence[str] | None = ...,
    ) -> None: ...

class SecurityPolicySpecAuthorization(Struct):
    def __init__(
        self,
        *,
        default_action: Literal['Allow', 'Deny'] | None = ...,
        rules: Sequence[SecurityPolicySpecAuthorizationRules] | None = ...,
    ) -> None: ...

class SecurityPolicySpecAuthorizationRules(Struct):
    def __init__(
        self,
        *,
        action: Literal['Allow', 'Deny'],
        cel: str | None = ...,
        name: str | None = ...,
        operation: SecurityPolicySpecAuthorizationRulesOperation | None = ...,
        principal: SecurityPolicySpecAuthorizationRulesPrincipal | None = ...,
    ) -> None: ...

class SecurityPolicySpecAuthorizationRulesOperation(Struct):
    def __init__(
        self,
        *,
        methods: Sequence[Literal['GET', 'HEAD', 'POST', 'PUT', 'DELETE', 'CONNECT', 'OPTIONS', 'TRACE', 'PATCH']] | None = ...,
        path: SecurityPolicySpecAuthorizationRulesOperationPath | None = ...,
    ) -> None: ...

class SecurityPolicySpecAuthorizationRulesOperationPath(Struct):
    def __init__(
        self,
        *,
        invert: bool | None = ...,
        type: Literal['Exact', 'PathPrefix', 'RegularExpression'] | None = ...,
        value: str | None = ...,
    ) -> None: ...

class SecurityPolicySpecAuthorizationRulesPrincipal(Struct):
    def __init__(
        self,
        *,
        client_cidrs: Sequence[str] | None = ...,
        client_ip_geo_locations: Sequence[SecurityPolicySpecAuthorizationRulesPrincipalClientIPGeoLocations] | None = ...,
        headers: Sequence[SecurityPolicySpecAuthorizationRulesPrincipalHeaders] | None = ...,
        jwt: SecurityPolicySpecAuthorizationRulesPrincipalJwt | None = ...,
    ) -> None: ...

class SecurityPolicySpecAuthorizationRulesPrincipalClientIPGeoLocations(Struct):
    def __init__(
        self,
        *,
        anonymous: SecurityPolicySpecAuthorizationRulesPrincipalClientIPGeoLocationsAnonymous | None = ...,
        asn: int | None = ...,
        city: str | None = ...,
        country: str | None = ...,
        isp: str | None = ...,
        region: str | None = ...,
    ) -> None: ...

class SecurityPolicySpecAuthorizationRulesPrincipalClientIPGeoLocationsAnonymous(Struct):
    def __init__(
        self,
        *,
        is_anonymous: bool | None = ...,
        is_hosting: bool | None = ...,
        is_proxy: bool | None = ...,
        is_tor: bool | None = ...,
        is_vpn: bool | None = ...,
    ) -> None: ...

class SecurityPolicySpecAuthorizationRulesPrincipalHeaders(Struct):
    def __init__(
        self,
        *,
        name: str,
        values: Sequence[str],
    ) -> None: ...

class SecurityPolicySpecAuthorizationRulesPrincipalJwt(Struct):
    def __init__(
        self,
        *,
        provider: str,
        claims: Sequence[SecurityPolicySpecAuthorizationRulesPrincipalJwtClaims] | None = ...,
        scopes: Sequence[str] | None = ...,
    ) -> None: ...

class SecurityPolicySpecAuthorizationRulesPrincipalJwtClaims(Struct):
    def __init__(
        self,
        *,
        name: str,
        values: Sequence[str],
        value_type: Literal['String', 'StringArray'] | None = ...,
    ) -> None: ...

class SecurityPolicySpecBasicAuth(Struct):
    def __init__(
        self,
        *,
        users: SecurityPolicySpecBasicAuthUsers,
        forward_username_header: str | None = ...,
    ) -> None: ...

class SecurityPolicySpecBasicAuthUsers(Struct):
    def __init__(
        self,
        *,
        name: str,
        group: str | None = ...,
        kind: str | None = ...,
        namespace: str | None = ...,
    ) -> None: ...

class SecurityPolicySpecCors(Struct):
    def __init__(
        self,
        *,
        allow_credentials: bool | None = ...,
        allow_headers: Sequence[str] | None = ...,
        allow_methods: Sequence[str] | None = ...,
        allow_origins: Sequence[str] | None = ...,
        expose_headers: Sequence[str] | None = ...,
        max_age: str | None = ...,
    ) -> None: ...

class SecurityPolicySpecCsrf(Struct):
    def __init__(
        self,
        *,
        additional_origins: Sequence[str] | None = ...,
        shadow_fraction: SecurityPolicySpecCsrfShadowFraction | None = ...,
    ) -> None: ...

class SecurityPolicySpecCsrfShadowFraction(Struct):
    def __init__(
        self,
        *,
        numerator: int,
        denominator: int | None = ...,
    ) -> None: ...

class SecurityPolicySpecExtAuth(Struct):
    def __init__(
        self,
        *,
        body_to_ext_auth: SecurityPolicySpecExtAuthBodyToExtAuth | None = ...,
        context_extensions: Sequence[SecurityPolicySpecExtAuthContextExtensions] | None = ...,
        fail_open: bool | None = ...,
        grpc: SecurityPolicySpecExtAuthGrpc | None = ...,
        headers_to_ext_auth: Sequence[str] | None = ...,
        http: SecurityPolicySpecExtAuthHttp | None = ...,
        include_route_metadata: bool | None = ...,
        recompute_route: bool | None = ...,
        status_on_error: Literal[400, 401, 402, 403, 404, 405, 406, 407, 408, 409, 410, 411, 412, 413, 414, 415, 416, 417, 421, 422, 423, 424, 426, 428, 429, 431, 500, 501, 502, 503, 504, 505, 506, 507, 508, 510, 511] | None = ...,
        timeout: str | None = ...,
    ) -> None: ...

class SecurityPolicySpecExtAuthBodyToExtAuth(Struct):
    def __init__(
        self,
        *,
        max_request_bytes: int,
    ) -> None: ...

class SecurityPolicySpecExtAuthContextExtensions(Struct):
    def __init__(
        self,
        *,
        name: str,
        type: Literal['Value', 'ValueRef'] | None = ...,
        value: str | None = ...,
        value_ref: SecurityPolicySpecExtAuthContextExtensionsValueRef | None = ...,
    ) -> None: ...

class SecurityPolicySpecExtAuthContextExtensionsValueRef(Struct):
    def __init__(
        self,
        *,
        group: str,
        key: str,
        kind: str,
        name: str,
    ) -> None: ...

class SecurityPolicySpecExtAuthGrpc(Struct):
    def __init__(
        self,
        *,
        backend_ref: SecurityPolicySpecExtAuthGrpcBackendRef | None = ...,
        backend_refs: Sequence[SecurityPolicySpecExtAuthGrpcBackendRefs] | None = ...,
        backend_settings: SecurityPolicySpecExtAuthGrpcBackendSettings | None = ...,
    ) -> None: ...

class SecurityPolicySpecExtAuthGrpcBackendRef(Struct):
    def __init__(
        self,
        *,
        name: str,
        group: str | None = ...,
        kind: str | None = ...,
        namespace: str | None = ...,
        port: int | None = ...,
    ) -> None: ...

class SecurityPolicySpecExtAuthGrpcBackendRefs(Struct):
    def __init__(
        self,
        *,
        name: str,
        fallback: bool | None = ...,
        group: str | None = ...,
        kind: str | None = ...,
        namespace: str | None = ...,
        port: int | None = ...,
        weight: int | None = ...,
    ) -> None: ...

class SecurityPolicySpecExtAuthGrpcBackendSettings(Struct):
    def __init__(
        self,
        *,
        circuit_breaker: BackendTrafficPolicySpecCircuitBreaker | None = ...,
        connection: BackendTrafficPolicySpecConnection | None = ...,
        dns: BackendTrafficPolicySpecDns | None = ...,
        health_check: BackendTrafficPolicySpecHealthCheck | None = ...,
        http2: ClientTrafficPolicySpecHttp2 | None = ...,
        load_balancer: BackendTrafficPolicySpecLoadBalancer | None = ...,
        proxy_protocol: BackendTrafficPolicySpecProxyProtocol | None = ...,
        retry: BackendTrafficPolicySpecRetry | None = ...,
        tcp_keepalive: ClientTrafficPolicySpecTcpKeepalive | None = ...,
        timeout: BackendTrafficPolicySpecTimeout | None = ...,
    ) -> None: ...

class SecurityPolicySpecExtAuthHttp(Struct):
    def __init__(
        self,
        *,
        backend_ref: SecurityPolicySpecExtAuthGrpcBackendRef | None = ...,
        backend_refs: Sequence[SecurityPolicySpecExtAuthGrpcBackendRefs] | None = ...,
        backend_settings: SecurityPolicySpecExtAuthGrpcBackendSettings | None = ...,
        headers_to_backend: Sequence[str] | None = ...,
        path: str | None = ...,
        path_override: str | None = ...,
    ) -> None: ...

class SecurityPolicySpecJwt(Struct):
    def __init__(
        self,
        *,
        providers: Sequence[SecurityPolicySpecJwtProviders],
        fail_open: bool | None = ...,
        optional: bool | None = ...,
    ) -> None: ...

class SecurityPolicySpecJwtProviders(Struct):
    def __init__(
        self,
        *,
        name: str,
        audiences: Sequence[str] | None = ...,
        claim_to_headers: Sequence[SecurityPolicySpecJwtProvidersClaimToHeaders] | None = ...,
        extract_from: SecurityPolicySpecJwtProvidersExtractFrom | None = ...,
        issuer: str | None = ...,
        local_jwks: HTTPRouteFilterSpecDirectResponseBody | None = ...,
        recompute_route: bool | None = ...,
        remote_jwks: SecurityPolicySpecJwtProvidersRemoteJWKS | None = ...,
    ) -> None: ...

class SecurityPolicySpecJwtProvidersClaimToHeaders(Struct):
    def __init__(
        self,
        *,
        claim: str,
        header: str,
    ) -> None: ...

class SecurityPolicySpecJwtProvidersExtractFrom(Struct):
    def __init__(
        self,
        *,
        cookies: Sequence[str] | None = ...,
        headers: Sequence[SecurityPolicySpecJwtProvidersExtractFromHeaders] | None = ...,
        params: Sequence[str] | None = ...,
    ) -> None: ...

class SecurityPolicySpecJwtProvidersExtractFromHeaders(Struct):
    def __init__(
        self,
        *,
        name: str,
        value_prefix: str | None = ...,
    ) -> None: ...

class SecurityPolicySpecJwtProvidersRemoteJWKS(Struct):
    def __init__(
        self,
        *,
        uri: str,
        backend_ref: SecurityPolicySpecExtAuthGrpcBackendRef | None = ...,
        backend_refs: Sequence[SecurityPolicySpecExtAuthGrpcBackendRefs] | None = ...,
        backend_settings: SecurityPolicySpecExtAuthGrpcBackendSettings | None = ...,
        cache_duration: str | None = ...,
        failed_refetch_duration: str | None = ...,
    ) -> None: ...

class SecurityPolicySpecOidc(Struct):
    def __init__(
        self,
        *,
        client_secret: SecurityPolicySpecBasicAuthUsers,
        provider: SecurityPolicySpecOidcProvider,
        client_id: str | None = ...,
        client_id_ref: SecurityPolicySpecBasicAuthUsers | None = ...,
        cookie_config: SecurityPolicySpecOidcCookieConfig | None = ...,
        cookie_domain: str | None = ...,
        cookie_names: SecurityPolicySpecOidcCookieNames | None = ...,
        csrf_token_ttl: str | None = ...,
        default_refresh_token_ttl: str | None = ...,
        default_token_ttl: str | None = ...,
        deny_redirect: SecurityPolicySpecOidcDenyRedirect | None = ...,
        disable_token_encryption: bool | None = ...,
        forward_access_token: bool | None = ...,
        forward_id_token: SecurityPolicySpecOidcForwardIDToken | None = ...,
        logout_path: str | None = ...,
        pass_through_auth_header: bool | None = ...,
        redirect_url: str | None = ...,
        refresh_token: bool | None = ...,
        resources: Sequence[str] | None = ...,
        scopes: Sequence[str] | None = ...,
    ) -> None: ...

class SecurityPolicySpecOidcCookieConfig(Struct):
    def __init__(
        self,
        *,
        same_site: Literal['Lax', 'Strict', 'None'] | None = ...,
    ) -> None: ...

class SecurityPolicySpecOidcCookieNames(Struct):
    def __init__(
        self,
        *,
        access_token: str | None = ...,
        id_token: str | None = ...,
    ) -> None: ...

class SecurityPolicySpecOidcDenyRedirect(Struct):
    def __init__(
        self,
        *,
        headers: Sequence[SecurityPolicySpecOidcDenyRedirectHeaders],
    ) -> None: ...

class SecurityPolicySpecOidcDenyRedirectHeaders(Struct):
    def __init__(
        self,
        *,
        name: str,
        value: str,
        type: Literal['Exact', 'Prefix', 'Suffix', 'RegularExpression'] | None = ...,
    ) -> None: ...

class SecurityPolicySpecOidcForwardIDToken(Struct):
    def __init__(
        self,
        *,
        header: str,
    ) -> None: ...

class SecurityPolicySpecOidcProvider(Struct):
    def __init__(
        self,
        *,
        issuer: str,
        authorization_endpoint: str | None = ...,
        backend_ref: SecurityPolicySpecExtAuthGrpcBackendRef | None = ...,
        backend_refs: Sequence[SecurityPolicySpecExtAuthGrpcBackendRefs] | None = ...,
        backend_settings: SecurityPolicySpecExtAuthGrpcBackendSettings | None = ...,
        end_session_endpoint: str | None = ...,
        token_endpoint: str | None = ...,
    ) -> None: ...

class SecurityPolicySpecTargetRef(Struct):
    def __init__(
        self,
        *,
        group: str,
        kind: str,
        name: str,
        section_name: str | None = ...,
    ) -> None: ...

class SecurityPolicySpecTargetSelectors(Struct):
    def __init__(
        self,
        *,
        kind: str,
        group: str | None = ...,
        match_expressions: Sequence[SecurityPolicySpecTargetSelectorsMatchExpressions] | None = ...,
        match_labels: Mapping[str, str] | None = ...,
        namespaces: SecurityPolicySpecTargetSelectorsNamespaces | None = ...,
    ) -> None: ...

class SecurityPolicySpecTargetSelectorsMatchExpressions(Struct):
    def __init__(
        self,
        *,
        key: str,
        operator: str,
        values: Sequence[str] | None = ...,
    ) -> None: ...

class SecurityPolicySpecTargetSelectorsNamespaces(Struct):
    def __init__(
        self,
        *,
        from_: Literal['Same', 'All', 'Selector'] | None = ...,
        selector: EnvoyProxySpecMergeBackendsSelector | None = ...,
    ) -> None: ...
