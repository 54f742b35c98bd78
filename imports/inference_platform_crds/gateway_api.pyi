# Made by `python -m inference_platform_bindings.generate`; do not edit.

from collections.abc import Mapping, Sequence
from typing import Any, Literal

from constructs import Construct

from inference_platform_bindings.metadata import ObjectMeta as ObjectMeta
from inference_platform_bindings.resource import Metadata, Resource
from inference_platform_bindings.struct import Struct

class BackendTLSPolicy(Resource):
    def __init__(
        self,
        scope: Construct,
        id: str,
        *,
        metadata: Metadata,
        spec: BackendTLSPolicySpec,
    ) -> None: ...
    @classmethod
    def manifest_of(
        cls,
        *,
        metadata: Metadata,
        spec: BackendTLSPolicySpec,
    ) -> dict[str, Any]: ...

class GRPCRoute(Resource):
    def __init__(
        self,
        scope: Construct,
        id: str,
        *,
        metadata: Metadata,
        spec: GRPCRouteSpec,
    ) -> None: ...
    @classmethod
    def manifest_of(
        cls,
        *,
        metadata: Metadata,
        spec: GRPCRouteSpec,
    ) -> dict[str, Any]: ...

class Gateway(Resource):
    def __init__(
        self,
        scope: Construct,
        id: str,
        *,
        metadata: Metadata,
        spec: GatewaySpec,
    ) -> None: ...
    @classmethod
    def manifest_of(
        cls,
        *,
        metadata: Metadata,
        spec: GatewaySpec,
    ) -> dict[str, Any]: ...

class GatewayClass(Resource):
    def __init__(
        self,
        scope: Construct,
        id: str,
        *,
        metadata: Metadata,
        spec: GatewayClassSpec,
    ) -> None: ...
    @classmethod
    def manifest_of(
        cls,
        *,
        metadata: Metadata,
        spec: GatewayClassSpec,
    ) -> dict[str, Any]: ...

class HTTPRoute(Resource):
    def __init__(
        self,
        scope: Construct,
        id: str,
        *,
        metadata: Metadata,
        spec: HTTPRouteSpec,
    ) -> None: ...
    @classmethod
    def manifest_of(
        cls,
        *,
        metadata: Metadata,
        spec: HTTPRouteSpec,
    ) -> dict[str, Any]: ...

class ReferenceGrant(Resource):
    def __init__(
        self,
        scope: Construct,
        id: str,
        *,
        metadata: Metadata,
        spec: ReferenceGrantSpec,
    ) -> None: ...
    @classmethod
    def manifest_of(
        cls,
        *,
        metadata: Metadata,
        spec: ReferenceGrantSpec,
    ) -> dict[str, Any]: ...

class BackendTLSPolicySpec(Struct):
    def __init__(
        self,
        *,
        target_refs: Sequence[BackendTLSPolicySpecTargetRefs],
        validation: BackendTLSPolicySpecValidation,
        options: Mapping[str, str] | None = ...,
    ) -> None: ...

class BackendTLSPolicySpecTargetRefs(Struct):
    def __init__(
        self,
        *,
        group: str,
        kind: str,
        name: str,
        section_name: str | None = ...,
    ) -> None: ...

class BackendTLSPolicySpecValidation(Struct):
    def __init__(
        self,
        *,
        hostname: str,
        ca_certificate_refs: Sequence[GRPCRouteSpecRulesFiltersExtensionRef] | None = ...,
        subject_alt_names: Sequence[BackendTLSPolicySpecValidationSubjectAltNames] | None = ...,
        well_known_ca_certificates: str | None = ...,
    ) -> None: ...

class BackendTLSPolicySpecValidationSubjectAltNames(Struct):
    def __init__(
        self,
        *,
        type: Literal['Hostname', 'URI'],
        hostname: str | None = ...,
        uri: str | None = ...,
    ) -> None: ...

class GRPCRouteSpec(Struct):
    def __init__(
        self,
        *,
        hostnames: Sequence[str] | None = ...,
        parent_refs: Sequence[GRPCRouteSpecParentRefs] | None = ...,
        rules: Sequence[GRPCRouteSpecRules] | None = ...,
    ) -> None: ...

class GRPCRouteSpecParentRefs(Struct):
    def __init__(
        self,
        *,
        name: str,
        group: str | None = ...,
        kind: str | None = ...,
        namespace: str | None = ...,
        port: int | None = ...,
        section_name: str | None = ...,
    ) -> None: ...

class GRPCRouteSpecRules(Struct):
    def __init__(
        self,
        *,
        backend_refs: Sequence[GRPCRouteSpecRulesBackendRefs] | None = ...,
        filters: Sequence[GRPCRouteSpecRulesFilters] | None = ...,
        matches: Sequence[GRPCRouteSpecRulesMatches] | None = ...,
        name: str | None = ...,
    ) -> None: ...

class GRPCRouteSpecRulesBackendRefs(Struct):
    def __init__(
        self,
        *,
        name: str,
        filters: Sequence[GRPCRouteSpecRulesFilters] | None = ...,
        group: str | None = ...,
        kind: str | None = ...,
        namespace: str | None = ...,
        port: int | None = ...,
        weight: int | None = ...,
    ) -> None: ...

class GRPCRouteSpecRulesFilters(Struct):
    def __init__(
        self,
        *,
        type: Literal['ResponseHeaderModifier', 'RequestHeaderModifier', 'RequestMirror', 'ExtensionRef'],
        extension_ref: GRPCRouteSpecRulesFiltersExtensionRef | None = ...,
        request_header_modifier: GRPCRouteSpecRulesFiltersRequestHeaderModifier | None = ...,
        request_mirror: GRPCRouteSpecRulesFiltersRequestMirror | None = ...,
        response_header_modifier: GRPCRouteSpecRulesFiltersRequestHeaderModifier | None = ...,
    ) -> None: ...

class GRPCRouteSpecRulesFiltersExtensionRef(Struct):
    def __init__(
        self,
        *,
        group: str,
        kind: str,
        name: str,
    ) -> None: ...

class GRPCRouteSpecRulesFiltersRequestHeaderModifier(Struct):
    def __init__(
        self,
        *,
        add: Sequence[GRPCRouteSpecRulesFiltersRequestHeaderModifierAdd] | None = ...,
        remove: Sequence[str] | None = ...,
        set: Sequence[GRPCRouteSpecRulesFiltersRequestHeaderModifierAdd] | None = ...,
    ) -> None: ...

class GRPCRouteSpecRulesFiltersRequestHeaderModifierAdd(Struct):
    def __init__(
        self,
        *,
        name: str,
        value: str,
    ) -> None: ...

class GRPCRouteSpecRulesFiltersRequestMirror(Struct):
    def __init__(
        self,
        *,
        backend_ref: GRPCRouteSpecRulesFiltersRequestMirrorBackendRef,
        fraction: GRPCRouteSpecRulesFiltersRequestMirrorFraction | None = ...,
        percent: int | None = ...,
    ) -> None: ...

class GRPCRouteSpecRulesFiltersRequestMirrorBackendRef(Struct):
    def __init__(
        self,
        *,
        name: str,
        group: str | None = ...,
        kind: str | None = ...,
        namespace: str | None = ...,
        port: int | None = ...,
    ) -> None: ...

class GRPCRouteSpecRulesFiltersRequestMirrorFraction(Struct):
    def __init__(
        self,
        *,
        numerator: int,
        denominator: int | None = ...,
    ) -> None: ...

class GRPCRouteSpecRulesMatches(Struct):
    def __init__(
        self,
        *,
        headers: Sequence[GRPCRouteSpecRulesMatchesHeaders] | None = ...,
        method: GRPCRouteSpecRulesMatchesMethod | None = ...,
    ) -> None: ...

class GRPCRouteSpecRulesMatchesHeaders(Struct):
    def __init__(
        self,
        *,
        name: str,
        value: str,
        type: Literal['Exact', 'RegularExpression'] | None = ...,
    ) -> None: ...

class GRPCRouteSpecRulesMatchesMethod(Struct):
    def __init__(
        self,
        *,
        method: str | None = ...,
        service: str | None = ...,
        type: Literal['Exact', 'RegularExpression'] | None = ...,
    ) -> None: ...

class GatewayClassSpec(Struct):
    def __init__(
        self,
        *,
        controller_name: str,
        description: str | None = ...,
        parameters_ref: GatewayClassSpecParametersRef | None = ...,
    ) -> None: ...

class GatewayClassSpecParametersRef(Struct):
    def __init__(
        self,
        *,
        group: str,
        kind: str,
        name: str,
        namespace: str | None = ...,
    ) -> None: ...

class GatewaySpec(Struct):
    def __init__(
        self,
        *,
        gateway_class_name: str,
        listeners: Sequence[GatewaySpecListeners],
        addresses: Sequence[GatewaySpecAddresses] | None = ...,
        allowed_listeners: GatewaySpecAllowedListeners | None = ...,
        infrastructure: GatewaySpecInfrastructure | None = ...,
        tls: GatewaySpecTls | None = ...,
    ) -> None: ...

class GatewaySpecAddresses(Struct):
    def __init__(
        self,
        *,
        type: str | None = ...,
        value: str | None = ...,
    ) -> None: ...

class GatewaySpecAllowedListeners(Struct):
    def __init__(
        self,
        *,
        namespaces: GatewaySpecAllowedListenersNamespaces | None = ...,
    ) -> None: ...

class GatewaySpecAllowedListenersNamespaces(Struct):
    def __init__(
        self,
        *,
        from_: Literal['All', 'Selector', 'Same', 'None'] | None = ...,
        selector: GatewaySpecAllowedListenersNamespacesSelector | None = ...,
    ) -> None: ...

class GatewaySpecAllowedListenersNamespacesSelector(Struct):
    def __init__(
        self,
        *,
        match_expressions: Sequence[GatewaySpecAllowedListenersNamespacesSelectorMatchExpressions] | None = ...,
        match_labels: Mapping[str, str] | None = ...,
    ) -> None: ...

class GatewaySpecAllowedListenersNamespacesSelectorMatchExpressions(Struct):
    def __init__(
        self,
        *,
        key: str,
        operator: str,
        values: Sequence[str] | None = ...,
    ) -> None: ...

class GatewaySpecInfrastructure(Struct):
    def __init__(
        self,
        *,
        annotations: Mapping[str, str] | None = ...,
        labels: Mapping[str, str] | None = ...,
        parameters_ref: GRPCRouteSpecRulesFiltersExtensionRef | None = ...,
    ) -> None: ...

class GatewaySpecListeners(Struct):
    def __init__(
        self,
        *,
        name: str,
        port: int,
        protocol: str,
        allowed_routes: GatewaySpecListenersAllowedRoutes | None = ...,
        hostname: str | None = ...,
        tls: GatewaySpecListenersTls | None = ...,
    ) -> None: ...

class GatewaySpecListenersAllowedRoutes(Struct):
    def __init__(
        self,
        *,
        kinds: Sequence[GatewaySpecListenersAllowedRoutesKinds] | None = ...,
        namespaces: GatewaySpecListenersAllowedRoutesNamespaces | None = ...,
    ) -> None: ...

class GatewaySpecListenersAllowedRoutesKinds(Struct):
    def __init__(
        self,
        *,
        kind: str,
        group: str | None = ...,
    ) -> None: ...

class GatewaySpecListenersAllowedRoutesNamespaces(Struct):
    def __init__(
        self,
        *,
        from_: Literal['All', 'Selector', 'Same'] | None = ...,
        selector: GatewaySpecAllowedListenersNamespacesSelector | None = ...,
    ) -> None: ...

class GatewaySpecListenersTls(Struct):
    def __init__(
        self,
        *,
        certificate_refs: Sequence[GatewaySpecListenersTlsCertificateRefs] | None = ...,
        mode: Literal['Terminate', 'Passthrough'] | None = ...,
        options: Mapping[str, str] | None = ...,
    ) -> None: ...

class GatewaySpecListenersTlsCertificateRefs(Struct):
    def __init__(
        self,
        *,
        name: str,
        group: str | None = ...,
        kind: str | None = ...,
        namespace: str | None = ...,
    ) -> None: ...

class GatewaySpecTls(Struct):
    def __init__(
        self,
        *,
        backend: GatewaySpecTlsBackend | None = ...,
        frontend: GatewaySpecTlsFrontend | None = ...,
    ) -> None: ...

class GatewaySpecTlsBackend(Struct):
    def __init__(
        self,
        *,
        client_certificate_ref: GatewaySpecListenersTlsCertificateRefs | None = ...,
    ) -> None: ...

class GatewaySpecTlsFrontend(Struct):
    def __init__(
        self,
        *,
        default: GatewaySpecTlsFrontendDefault,
        per_port: Sequence[GatewaySpecTlsFrontendPerPort] | None = ...,
    ) -> None: ...

class GatewaySpecTlsFrontendDefault(Struct):
    def __init__(
        self,
        *,
        validation: GatewaySpecTlsFrontendDefaultValidation | None = ...,
    ) -> None: ...

class GatewaySpecTlsFrontendDefaultValidation(Struct):
    def __init__(
        self,
        *,
        ca_certificate_refs: Sequence[GatewayClassSpecParametersRef],
        mode: Literal['AllowValidOnly', 'AllowInsecureFallback'] | None = ...,
    ) -> None: ...

class GatewaySpecTlsFrontendPerPort(Struct):
    def __init__(
        self,
        *,
        port: int,
        tls: GatewaySpecTlsFrontendDefault,
    ) -> None: ...

class HTTPRouteSpec(Struct):
    def __init__(
        self,
        *,
        hostnames: Sequence[str] | None = ...,
        parent_refs: Sequence[GRPCRouteSpecParentRefs] | None = ...,
        rules: Sequence[HTTPRouteSpecRules] | None = ...,
    ) -> None: ...

class HTTPRouteSpecRules(Struct):
    def __init__(
        self,
        *,
        backend_refs: Sequence[HTTPRouteSpecRulesBackendRefs] | None = ...,
        filters: Sequence[HTTPRouteSpecRulesFilters] | None = ...,
        matches: Sequence[HTTPRouteSpecRulesMatches] | None = ...,
        name: str | None = ...,
        timeouts: HTTPRouteSpecRulesTimeouts | None = ...,
    ) -> None: ...

class HTTPRouteSpecRulesBackendRefs(Struct):
    def __init__(
        self,
        *,
        name: str,
        filters: Sequence[HTTPRouteSpecRulesFilters] | None = ...,
        group: str | None = ...,
        kind: str | None = ...,
        namespace: str | None = ...,
        port: int | None = ...,
        weight: int | None = ...,
    ) -> None: ...

class HTTPRouteSpecRulesFilters(Struct):
    def __init__(
        self,
        *,
        type: Literal['RequestHeaderModifier', 'ResponseHeaderModifier', 'RequestMirror', 'RequestRedirect', 'URLRewrite', 'ExtensionRef', 'CORS'],
        cors: HTTPRouteSpecRulesFiltersCors | None = ...,
        extension_ref: GRPCRouteSpecRulesFiltersExtensionRef | None = ...,
        request_header_modifier: GRPCRouteSpecRulesFiltersRequestHeaderModifier | None = ...,
        request_mirror: GRPCRouteSpecRulesFiltersRequestMirror | None = ...,
        request_redirect: HTTPRouteSpecRulesFiltersRequestRedirect | None = ...,
        response_header_modifier: GRPCRouteSpecRulesFiltersRequestHeaderModifier | None = ...,
        url_rewrite: HTTPRouteSpecRulesFiltersUrlRewrite | None = ...,
    ) -> None: ...

class HTTPRouteSpecRulesFiltersCors(Struct):
    def __init__(
        self,
        *,
        allow_credentials: bool | None = ...,
        allow_headers: Sequence[str] | None = ...,
        allow_methods: Sequence[Literal['GET', 'HEAD', 'POST', 'PUT', 'DELETE', 'CONNECT', 'OPTIONS', 'TRACE', 'PATCH', '*']] | None = ...,
        allow_origins: Sequence[str] | None = ...,
        expose_headers: Sequence[str] | None = ...,
        max_age: int | None = ...,
    ) -> None: ...

class HTTPRouteSpecRulesFiltersRequestRedirect(Struct):
    def __init__(
        self,
        *,
        hostname: str | None = ...,
        path: HTTPRouteSpecRulesFiltersUrlRewritePath | None = ...,
        port: int | None = ...,
        scheme: Literal['http', 'https'] | None = ...,
        status_code: Literal[301, 302, 303, 307, 308] | None = ...,
    ) -> None: ...

class HTTPRouteSpecRulesFiltersUrlRewrite(Struct):
    def __init__(
        self,
        *,
        hostname: str | None = ...,
        path: HTTPRouteSpecRulesFiltersUrlRewritePath | None = ...,
    ) -> None: ...

class HTTPRouteSpecRulesFiltersUrlRewritePath(Struct):
    def __init__(
        self,
        *,
        type: Literal['ReplaceFullPath', 'ReplacePrefixMatch'],
        replace_full_path: str | None = ...,
        replace_prefix_match: str | None = ...,
    ) -> None: ...

class HTTPRouteSpecRulesMatches(Struct):
    def __init__(
        self,
        *,
        headers: Sequence[GRPCRouteSpecRulesMatchesHeaders] | None = ...,
        method: Literal['GET', 'HEAD', 'POST', 'PUT', 'DELETE', 'CONNECT', 'OPTIONS', 'TRACE', 'PATCH'] | None = ...,
        path: HTTPRouteSpecRulesMatchesPath | None = ...,
        query_params: Sequence[HTTPRouteSpecRulesMatchesQueryParams] | None = ...,
    ) -> None: ...

class HTTPRouteSpecRulesMatchesPath(Struct):
    def __init__(
        self,
        *,
        type: Literal['Exact', 'PathPrefix', 'RegularExpression'] | None = ...,
        value: str | None = ...,
    ) -> None: ...

class HTTPRouteSpecRulesMatchesQueryParams(Struct):
    def __init__(
        self,
        *,
        name: str,
        value: str,
        type: Literal['Exact', 'RegularExpression'] | None = ...,
    ) -> None: ...

class HTTPRouteSpecRulesTimeouts(Struct):
    def __init__(
        self,
        *,
        backend_request: str | None = ...,
        request: str | None = ...,
    ) -> None: ...

class ReferenceGrantSpec(Struct):
    def __init__(
        self,
        *,
        from_: Sequence[ReferenceGrantSpecFrom],
        to: Sequence[ReferenceGrantSpecTo],
    ) -> None: ...

class ReferenceGrantSpecFrom(Struct):
    def __init__(
        self,
        *,
        group: str,
        kind: str,
        namespace: str,
    ) -> None: ...

class ReferenceGrantSpecTo(Struct):
    def __init__(
        self,
        *,
        group: str,
        kind: str,
        name: str | None = ...,
    ) -> None: ...
