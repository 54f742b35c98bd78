# Made by `python -m inference_platform_bindings.generate`; do not edit.

from collections.abc import Mapping, Sequence
from typing import Any, Literal

from constructs import Construct

from inference_platform_bindings.metadata import ObjectMeta as ObjectMeta
from inference_platform_bindings.resource import Metadata, Resource
from inference_platform_bindings.struct import Struct

class PodMonitor(Resource):
    def __init__(
        self,
        scope: Construct,
        id: str,
        *,
        metadata: Metadata,
        spec: PodMonitorSpec,
    ) -> None: ...
    @classmethod
    def manifest_of(
        cls,
        *,
        metadata: Metadata,
        spec: PodMonitorSpec,
    ) -> dict[str, Any]: ...

class PrometheusRule(Resource):
    def __init__(
        self,
        scope: Construct,
        id: str,
        *,
        metadata: Metadata,
        spec: PrometheusRuleSpec,
    ) -> None: ...
    @classmethod
    def manifest_of(
        cls,
        *,
        metadata: Metadata,
        spec: PrometheusRuleSpec,
    ) -> dict[str, Any]: ...

class ServiceMonitor(Resource):
    def __init__(
        self,
        scope: Construct,
        id: str,
        *,
        metadata: Metadata,
        spec: ServiceMonitorSpec,
    ) -> None: ...
    @classmethod
    def manifest_of(
        cls,
        *,
        metadata: Metadata,
        spec: ServiceMonitorSpec,
    ) -> dict[str, Any]: ...

class PodMonitorSpec(Struct):
    def __init__(
        self,
        *,
        selector: PodMonitorSpecSelector,
        attach_metadata: PodMonitorSpecAttachMetadata | None = ...,
        body_size_limit: str | None = ...,
        convert_classic_histograms_to_nhcb: bool | None = ...,
        fallback_scrape_protocol: Literal['PrometheusProto', 'OpenMetricsText0.0.1', 'OpenMetricsText1.0.0', 'PrometheusText0.0.4', 'PrometheusText1.0.0'] | None = ...,
        job_label: str | None = ...,
        keep_dropped_targets: int | None = ...,
        label_limit: int | None = ...,
        label_name_length_limit: int | None = ...,
        label_value_length_limit: int | None = ...,
        namespace_selector: PodMonitorSpecNamespaceSelector | None = ...,
        native_histogram_bucket_limit: int | None = ...,
        native_histogram_min_bucket_factor: int | str | None = ...,
        pod_metrics_endpoints: Sequence[PodMonitorSpecPodMetricsEndpoints] | None = ...,
        pod_target_labels: Sequence[str] | None = ...,
        sample_limit: int | None = ...,
        scrape_class: str | None = ...,
        scrape_classic_histograms: bool | None = ...,
        scrape_native_histograms: bool | None = ...,
        scrape_protocols: Sequence[Literal['PrometheusProto', 'OpenMetricsText0.0.1', 'OpenMetricsText1.0.0', 'PrometheusText0.0.4', 'PrometheusText1.0.0']] | None = ...,
        selector_mechanism: Literal['RelabelConfig', 'RoleSelector'] | None = ...,
        target_limit: int | None = ...,
    ) -> None: ...

class PodMonitorSpecAttachMetadata(Struct):
    def __init__(
        self,
        *,
        node: bool | None = ...,
    ) -> None: ...

class PodMonitorSpecNamespaceSelector(Struct):
    def __init__(
        self,
        *,
        any: bool | None = ...,
        match_names: Sequence[str] | None = ...,
    ) -> None: ...

class PodMonitorSpecPodMetricsEndpoints(Struct):
    def __init__(
        self,
        *,
        authorization: ServiceMonitorSpecEndpointsAuthorization | None = ...,
        basic_auth: ServiceMonitorSpecEndpointsBasicAuth | None = ...,
        bearer_token_secret: ServiceMonitorSpecEndpointsBasicAuthPassword | None = ...,
        enable_http2: bool | None = ...,
        filter_running: bool | None = ...,
        follow_redirects: bool | None = ...,
        honor_labels: bool | None = ...,
        honor_timestamps: bool | None = ...,
        interval: str | None = ...,
        metric_relabelings: Sequence[ServiceMonitorSpecEndpointsRelabelings] | None = ...,
        no_proxy: str | None = ...,
        oauth2: ServiceMonitorSpecEndpointsOauth2 | None = ...,
        params: Mapping[str, Sequence[str]] | None = ...,
        path: str | None = ...,
        port: str | None = ...,
        port_number: int | None = ...,
        proxy_connect_header: Mapping[str, Sequence[ServiceMonitorSpecEndpointsBasicAuthPassword]] | None = ...,
        proxy_from_environment: bool | None = ...,
        proxy_url: str | None = ...,
        relabelings: Sequence[ServiceMonitorSpecEndpointsRelabelings] | None = ...,
        scheme: Literal['http', 'https', 'HTTP', 'HTTPS'] | None = ...,
        scrape_timeout: str | None = ...,
        target_port: int | str | None = ...,
        tls_config: PodMonitorSpecPodMetricsEndpointsTlsConfig | None = ...,
        track_timestamps_staleness: bool | None = ...,
    ) -> None: ...

class PodMonitorSpecPodMetricsEndpointsTlsConfig(Struct):
    def __init__(
        self,
        *,
        ca: ServiceMonitorSpecEndpointsTlsConfigCa | None = ...,
        cert: ServiceMonitorSpecEndpointsTlsConfigCa | None = ...,
        insecure_skip_verify: bool | None = ...,
        key_secret: ServiceMonitorSpecEndpointsBasicAuthPassword | None = ...,
        max_version: Literal['TLS10', 'TLS11', 'TLS12', 'TLS13'] | None = ...,
        min_version: Literal['TLS10', 'TLS11', 'TLS12', 'TLS13'] | None = ...,
        server_name: str | None = ...,
    ) -> None: ...

class PodMonitorSpecSelector(Struct):
    def __init__(
        self,
        *,
        match_expressions: Sequence[PodMonitorSpecSelectorMatchExpressions] | None = ...,
        match_labels: Mapping[str, str] | None = ...,
    ) -> None: ...

class PodMonitorSpecSelectorMatchExpressions(Struct):
    def __init__(
        self,
        *,
        key: str,
        operator: str,
        values: Sequence[str] | None = ...,
    ) -> None: ...

class PrometheusRuleSpec(Struct):
    def __init__(
        self,
        *,
        groups: Sequence[PrometheusRuleSpecGroups] | None = ...,
    ) -> None: ...

class PrometheusRuleSpecGroups(Struct):
    def __init__(
        self,
        *,
        name: str,
        interval: str | None = ...,
        labels: Mapping[str, str] | None = ...,
        limit: int | None = ...,
        partial_response_strategy: str | None = ...,
        query_offset: str | None = ...,
        rules: Sequence[PrometheusRuleSpecGroupsRules] | None = ...,
    ) -> None: ...

class PrometheusRuleSpecGroupsRules(Struct):
    def __init__(
        self,
        *,
        expr: int | str,
        alert: str | None = ...,
        annotations: Mapping[str, str] | None = ...,
        for_: str | None = ...,
        keep_firing_for: str | None = ...,
        labels: Mapping[str, str] | None = ...,
        record: str | None = ...,
    ) -> None: ...

class ServiceMonitorSpec(Struct):
    def __init__(
        self,
        *,
        endpoints: Sequence[ServiceMonitorSpecEndpoints],
        selector: PodMonitorSpecSelector,
        attach_metadata: PodMonitorSpecAttachMetadata | None = ...,
        body_size_limit: str | None = ...,
        convert_classic_histograms_to_nhcb: bool | None = ...,
        fallback_scrape_protocol: Literal['PrometheusProto', 'OpenMetricsText0.0.1', 'OpenMetricsText1.0.0', 'PrometheusText0.0.4', 'PrometheusText1.0.0'] | None = ...,
        job_label: str | None = ...,
        keep_dropped_targets: int | None = ...,
        label_limit: int | None = ...,
        label_name_length_limit: int | None = ...,
        label_value_length_limit: int | None = ...,
        namespace_selector: PodMonitorSpecNamespaceSelector | None = ...,
        native_histogram_bucket_limit: int | None = ...,
        native_histogram_min_bucket_factor: int | str | None = ...,
        pod_target_labels: Sequence[str] | None = ...,
        sample_limit: int | None = ...,
        scrape_class: str | None = ...,
        scrape_classic_histograms: bool | None = ...,
        scrape_native_histograms: bool | None = ...,
        scrape_protocols: Sequence[Literal['PrometheusProto', 'OpenMetricsText0.0.1', 'OpenMetricsText1.0.0', 'PrometheusText0.0.4', 'PrometheusText1.0.0']] | None = ...,
        selector_mechanism: Literal['RelabelConfig', 'RoleSelector'] | None = ...,
        service_discovery_role: Literal['Endpoints', 'EndpointSlice'] | None = ...,
        target_labels: Sequence[str] | None = ...,
        target_limit: int | None = ...,
    ) -> None: ...

class ServiceMonitorSpecEndpoints(Struct):
    def __init__(
        self,
        *,
        authorization: ServiceMonitorSpecEndpointsAuthorization | None = ...,
        basic_auth: ServiceMonitorSpecEndpointsBasicAuth | None = ...,
        bearer_token_file: str | None = ...,
        bearer_token_secret: ServiceMonitorSpecEndpointsBasicAuthPassword | None = ...,
        enable_http2: bool | None = ...,
        filter_running: bool | None = ...,
        follow_redirects: bool | None = ...,
        honor_labels: bool | None = ...,
        honor_timestamps: bool | None = ...,
        interval: str | None = ...,
        metric_relabelings: Sequence[ServiceMonitorSpecEndpointsRelabelings] | None = ...,
        no_proxy: str | None = ...,
        oauth2: ServiceMonitorSpecEndpointsOauth2 | None = ...,
        params: Mapping[str, Sequence[str]] | None = ...,
        path: str | None = ...,
        port: str | None = ...,
        proxy_connect_header: Mapping[str, Sequence[ServiceMonitorSpecEndpointsBasicAuthPassword]] | None = ...,
        proxy_from_environment: bool | None = ...,
        proxy_url: str | None = ...,
        relabelings: Sequence[ServiceMonitorSpecEndpointsRelabelings] | None = ...,
        scheme: Literal['http', 'https', 'HTTP', 'HTTPS'] | None = ...,
        scrape_timeout: str | None = ...,
        target_port: int | str | None = ...,
        tls_config: ServiceMonitorSpecEndpointsTlsConfig | None = ...,
        track_timestamps_staleness: bool | None = ...,
    ) -> None: ...

class ServiceMonitorSpecEndpointsAuthorization(Struct):
    def __init__(
        self,
        *,
        credentials: ServiceMonitorSpecEndpointsBasicAuthPassword | None = ...,
        type: str | None = ...,
    ) -> None: ...

class ServiceMonitorSpecEndpointsBasicAuth(Struct):
    def __init__(
        self,
        *,
        password: ServiceMonitorSpecEndpointsBasicAuthPassword | None = ...,
        username: ServiceMonitorSpecEndpointsBasicAuthPassword | None = ...,
    ) -> None: ...

class ServiceMonitorSpecEndpointsBasicAuthPassword(Struct):
    def __init__(
        self,
        *,
        key: str,
        name: str | None = ...,
        optional: bool | None = ...,
    ) -> None: ...

class ServiceMonitorSpecEndpointsOauth2(Struct):
    def __init__(
        self,
        *,
        client_id: ServiceMonitorSpecEndpointsTlsConfigCa,
        client_secret: ServiceMonitorSpecEndpointsBasicAuthPassword,
        token_url: str,
        endpoint_params: Mapping[str, str] | None = ...,
        no_proxy: str | None = ...,
        proxy_connect_header: Mapping[str, Sequence[ServiceMonitorSpecEndpointsBasicAuthPassword]] | None = ...,
        proxy_from_environment: bool | None = ...,
        proxy_url: str | None = ...,
        scopes: Sequence[str] | None = ...,
        tls_config: PodMonitorSpecPodMetricsEndpointsTlsConfig | None = ...,
    ) -> None: ...

class ServiceMonitorSpecEndpointsRelabelings(Struct):
    def __init__(
        self,
        *,
        action: Literal['replace', 'Replace', 'keep', 'Keep', 'drop', 'Drop', 'hashmod', 'HashMod', 'labelmap', 'LabelMap', 'labeldrop', 'LabelDrop', 'labelkeep', 'LabelKeep', 'lowercase', 'Lowercase', 'uppercase', 'Uppercase', 'keepequal', 'KeepEqual', 'dropequal', 'DropEqual'] | None = ...,
        modulus: int | None = ...,
        regex: str | None = ...,
        replacement: str | None = ...,
        separator: str | None = ...,
        source_labels: Sequence[str] | None = ...,
        target_label: str | None = ...,
    ) -> None: ...

class ServiceMonitorSpecEndpointsTlsConfig(Struct):
    def __init__(
        self,
        *,
        ca: ServiceMonitorSpecEndpointsTlsConfigCa | None = ...,
        ca_file: str | None = ...,
        cert: ServiceMonitorSpecEndpointsTlsConfigCa | None = ...,
        cert_file: str | None = ...,
        insecure_skip_verify: bool | None = ...,
        key_file: str | None = ...,
        key_secret: ServiceMonitorSpecEndpointsBasicAuthPassword | None = ...,
        max_version: Literal['TLS10', 'TLS11', 'TLS12', 'TLS13'] | None = ...,
        min_version: Literal['TLS10', 'TLS11', 'TLS12', 'TLS13'] | None = ...,
        server_name: str | None = ...,
    ) -> None: ...

class ServiceMonitorSpecEndpointsTlsConfigCa(Struct):
    def __init__(
        self,
        *,
        config_map: ServiceMonitorSpecEndpointsBasicAuthPassword | None = ...,
        secret: ServiceMonitorSpecEndpointsBasicAuthPassword | None = ...,
    ) -> None: ...
