# Made by `python -m inference_platform_bindings.generate`; do not edit.

from collections.abc import Mapping, Sequence
from typing import Any, Literal

from constructs import Construct

from inference_platform_bindings.metadata import ObjectMeta as ObjectMeta
from inference_platform_bindings.resource import Metadata, Resource
from inference_platform_bindings.struct import Struct

class Certificate(Resource):
    def __init__(
        self,
        scope: Construct,
        id: str,
        *,
        metadata: Metadata,
        spec: CertificateSpec | None = ...,
    ) -> None: ...
    @classmethod
    def manifest_of(
        cls,
        *,
        metadata: Metadata,
        spec: CertificateSpec | None = ...,
    ) -> dict[str, Any]: ...

class ClusterIssuer(Resource):
    def __init__(
        self,
        scope: Construct,
        id: str,
        *,
        metadata: Metadata,
        spec: IssuerSpec,
    ) -> None: ...
    @classmethod
    def manifest_of(
        cls,
        *,
        metadata: Metadata,
        spec: IssuerSpec,
    ) -> dict[str, Any]: ...

class Issuer(Resource):
    def __init__(
        self,
        scope: Construct,
        id: str,
        *,
        metadata: Metadata,
        spec: IssuerSpec,
    ) -> None: ...
    @classmethod
    def manifest_of(
        cls,
        *,
        metadata: Metadata,
        spec: IssuerSpec,
    ) -> dict[str, Any]: ...

class CertificateSpec(Struct):
    def __init__(
        self,
        *,
        issuer_ref: CertificateSpecIssuerRef,
        secret_name: str,
        additional_output_formats: Sequence[CertificateSpecAdditionalOutputFormats] | None = ...,
        common_name: str | None = ...,
        dns_names: Sequence[str] | None = ...,
        duration: str | None = ...,
        email_addresses: Sequence[str] | None = ...,
        encode_usages_in_request: bool | None = ...,
        ip_addresses: Sequence[str] | None = ...,
        is_ca: bool | None = ...,
        keystores: CertificateSpecKeystores | None = ...,
        literal_subject: str | None = ...,
        name_constraints: CertificateSpecNameConstraints | None = ...,
        other_names: Sequence[CertificateSpecOtherNames] | None = ...,
        private_key: CertificateSpecPrivateKey | None = ...,
        renew_before: str | None = ...,
        renew_before_percentage: int | None = ...,
        renewal: CertificateSpecRenewal | None = ...,
        revision_history_limit: int | None = ...,
        secret_template: CertificateSpecSecretTemplate | None = ...,
        signature_algorithm: Literal['SHA256WithRSA', 'SHA384WithRSA', 'SHA512WithRSA', 'ECDSAWithSHA256', 'ECDSAWithSHA384', 'ECDSAWithSHA512', 'PureEd25519'] | None = ...,
        subject: CertificateSpecSubject | None = ...,
        uris: Sequence[str] | None = ...,
        usages: Sequence[Literal['signing', 'digital signature', 'content commitment', 'key encipherment', 'key agreement', 'data encipherment', 'cert sign', 'crl sign', 'encipher only', 'decipher only', 'any', 'server auth', 'client auth', 'code signing', 'email protection', 's/mime', 'ipsec end system', 'ipsec tunnel', 'ipsec user', 'timestamping', 'ocsp signing', 'microsoft sgc', 'netscape sgc']] | None = ...,
    ) -> None: ...

class CertificateSpecAdditionalOutputFormats(Struct):
    def __init__(
        self,
        *,
        type: Literal['DER', 'CombinedPEM'],
    ) -> None: ...

class CertificateSpecIssuerRef(Struct):
    def __init__(
        self,
        *,
        name: str,
        group: str | None = ...,
        kind: str | None = ...,
    ) -> None: ...

class CertificateSpecKeystores(Struct):
    def __init__(
        self,
        *,
        jks: CertificateSpecKeystoresJks | None = ...,
        pkcs12: CertificateSpecKeystoresPkcs12 | None = ...,
    ) -> None: ...

class CertificateSpecKeystoresJks(Struct):
    def __init__(
        self,
        *,
        create: bool,
        alias: str | None = ...,
        password: str | None = ...,
        password_secret_ref: IssuerSpecVaultCaBundleSecretRef | None = ...,
    ) -> None: ...

class CertificateSpecKeystoresPkcs12(Struct):
    def __init__(
        self,
        *,
        create: bool,
        password: str | None = ...,
        password_secret_ref: IssuerSpecVaultCaBundleSecretRef | None = ...,
        profile: Literal['LegacyRC2', 'LegacyDES', 'Modern2023', 'Modern2026'] | None = ...,
    ) -> None: ...

class CertificateSpecNameConstraints(Struct):
    def __init__(
        self,
        *,
        critical: bool | None = ...,
        excluded: CertificateSpecNameConstraintsExcluded | None = ...,
        permitted: CertificateSpecNameConstraintsExcluded | None = ...,
    ) -> None: ...

class CertificateSpecNameConstraintsExcluded(Struct):
    def __init__(
        self,
        *,
        dns_domains: Sequence[str] | None = ...,
        email_addresses: Sequence[str] | None = ...,
        ip_ranges: Sequence[str] | None = ...,
        uri_domains: Sequence[str] | None = ...,
    ) -> None: ...

class CertificateSpecOtherNames(Struct):
    def __init__(
        self,
        *,
        oid: str | None = ...,
        utf8_value: str | None = ...,
    ) -> None: ...

class CertificateSpecPrivateKey(Struct):
    def __init__(
        self,
        *,
        algorithm: Literal['RSA', 'ECDSA', 'Ed25519'] | None = ...,
        encoding: Literal['PKCS1', 'PKCS8'] | None = ...,
        rotation_policy: Literal['Never', 'Always'] | None = ...,
        size: int | None = ...,
    ) -> None: ...

class CertificateSpecRenewal(Struct):
    def __init__(
        self,
        *,
        policy: Literal['RenewBefore', 'Disabled'] | None = ...,
        windows: Sequence[CertificateSpecRenewalWindows] | None = ...,
    ) -> None: ...

class CertificateSpecRenewalWindows(Struct):
    def __init__(
        self,
        *,
        cron: str,
        window_duration: str,
        timezone: str | None = ...,
    ) -> None: ...

class CertificateSpecSecretTemplate(Struct):
    def __init__(
        self,
        *,
        annotations: Mapping[str, str] | None = ...,
        labels: Mapping[str, str] | None = ...,
    ) -> None: ...

class CertificateSpecSubject(Struct):
    def __init__(
        self,
        *,
        countries: Sequence[str] | None = ...,
        localities: Sequence[str] | None = ...,
        organizational_units: Sequence[str] | None = ...,
        organizations: Sequence[str] | None = ...,
        postal_codes: Sequence[str] | None = ...,
        provinces: Sequence[str] | None = ...,
        serial_number: str | None = ...,
        street_addresses: Sequence[str] | None = ...,
    ) -> None: ...

class IssuerSpec(Struct):
    def __init__(
        self,
        *,
        acme: IssuerSpecAcme | None = ...,
        ca: IssuerSpecCa | None = ...,
        self_signed: IssuerSpecSelfSigned | None = ...,
        vault: IssuerSpecVault | None = ...,
        venafi: IssuerSpecVenafi | None = ...,
    ) -> None: ...

class IssuerSpecAcme(Struct):
    def __init__(
        self,
        *,
        private_key_secret_ref: IssuerSpecVaultCaBundleSecretRef,
        server: str,
        ca_bundle: str | None = ...,
        disable_account_key_generation: bool | None = ...,
        email: str | None = ...,
        enable_duration_feature: bool | None = ...,
        external_account_binding: IssuerSpecAcmeExternalAccountBinding | None = ...,
        preferred_chain: str | None = ...,
        profile: str | None = ...,
        skip_tls_verify: bool | None = ...,
        solvers: Sequence[IssuerSpecAcmeSolvers] | None = ...,
    ) -> None: ...

class IssuerSpecAcmeExternalAccountBinding(Struct):
    def __init__(
        self,
        *,
        key_id: str,
        key_secret_ref: IssuerSpecVaultCaBundleSecretRef,
        key_algorithm: Literal['HS256', 'HS384', 'HS512'] | None = ...,
    ) -> None: ...

class IssuerSpecAcmeSolvers(Struct):
    def __init__(
        self,
        *,
        dns01: IssuerSpecAcmeSolversDns01 | None = ...,
        http01: IssuerSpecAcmeSolversHttp01 | None = ...,
        selector: IssuerSpecAcmeSolversSelector | None = ...,
        wait_instead_of_self_check: str | None = ...,
    ) -> None: ...

class IssuerSpecAcmeSolversDns01(Struct):
    def __init__(
        self,
        *,
        acme_dns: IssuerSpecAcmeSolversDns01AcmeDNS | None = ...,
        akamai: IssuerSpecAcmeSolversDns01Akamai | None = ...,
        azure_dns: IssuerSpecAcmeSolversDns01AzureDNS | None = ...,
        cloud_dns: IssuerSpecAcmeSolversDns01CloudDNS | None = ...,
        cloudflare: IssuerSpecAcmeSolversDns01Cloudflare | None = ...,
        cname_strategy: Literal['None', 'Follow'] | None = ...,
        digitalocean: IssuerSpecAcmeSolversDns01Digitalocean | None = ...,
        rfc2136: IssuerSpecAcmeSolversDns01Rfc2136 | None = ...,
        route53: IssuerSpecAcmeSolversDns01Route53 | None = ...,
        webhook: IssuerSpecAcmeSolversDns01Webhook | None = ...,
    ) -> None: ...

class IssuerSpecAcmeSolversDns01AcmeDNS(Struct):
    def __init__(
        self,
        *,
        account_secret_ref: IssuerSpecVaultCaBundleSecretRef,
        host: str,
    ) -> None: ...

class IssuerSpecAcmeSolversDns01Akamai(Struct):
    def __init__(
        self,
        *,
        access_token_secret_ref: IssuerSpecVaultCaBundleSecretRef,
        client_secret_secret_ref: IssuerSpecVaultCaBundleSecretRef,
        client_token_secret_ref: IssuerSpecVaultCaBundleSecretRef,
        service_consumer_domain: str,
    ) -> None: ...

class IssuerSpecAcmeSolversDns01AzureDNS(Struct):
    def __init__(
        self,
        *,
        resource_group_name: str,
        subscription_id: str,
        client_id: str | None = ...,
        client_secret_secret_ref: IssuerSpecVaultCaBundleSecretRef | None = ...,
        environment: Literal['AzurePublicCloud', 'AzureChinaCloud', 'AzureGermanCloud', 'AzureUSGovernmentCloud'] | None = ...,
        hosted_zone_name: str | None = ...,
        managed_identity: IssuerSpecAcmeSolversDns01AzureDNSManagedIdentity | None = ...,
        tenant_id: str | None = ...,
        zone_type: Literal['AzurePublicZone', 'AzurePrivateZone'] | None = ...,
    ) -> None: ...

class IssuerSpecAcmeSolversDns01AzureDNSManagedIdentity(Struct):
    def __init__(
        self,
        *,
        client_id: str | None = ...,
        resource_id: str | None = ...,
        tenant_id: str | None = ...,
    ) -> None: ...

class IssuerSpecAcmeSolversDns01CloudDNS(Struct):
    def __init__(
        self,
        *,
        project: str,
        hosted_zone_name: str | None = ...,
        service_account_secret_ref: IssuerSpecVaultCaBundleSecretRef | None = ...,
    ) -> None: ...

class IssuerSpecAcmeSolversDns01Cloudflare(Struct):
    def __init__(
        self,
        *,
        api_key_secret_ref: IssuerSpecVaultCaBundleSecretRef | None = ...,
        api_token_secret_ref: IssuerSpecVaultCaBundleSecretRef | None = ...,
        email: str | None = ...,
    ) -> None: ...

class IssuerSpecAcmeSolversDns01Digitalocean(Struct):
    def __init__(
        self,
        *,
        token_secret_ref: IssuerSpecVaultCaBundleSecretRef,
    ) -> None: ...

class IssuerSpecAcmeSolversDns01Rfc2136(Struct):
    def __init__(
        self,
        *,
        nameserver: str,
        protocol: Literal['TCP', 'UDP'] | None = ...,
        tsig_algorithm: str | None = ...,
        tsig_key_name: str | None = ...,
        tsig_secret_secret_ref: IssuerSpecVaultCaBundleSecretRef | None = ...,
    ) -> None: ...

class IssuerSpecAcmeSolversDns01Route53(Struct):
    def __init__(
        self,
        *,
        access_key_id: str | None = ...,
        access_key_id_secret_ref: IssuerSpecVaultCaBundleSecretRef | None = ...,
        auth: IssuerSpecAcmeSolversDns01Route53Auth | None = ...,
        hosted_zone_id: str | None = ...,
        region: str | None = ...,
        role: str | None = ...,
        secret_access_key_secret_ref: IssuerSpecVaultCaBundleSecretRef | None = ...,
    ) -> None: ...

class IssuerSpecAcmeSolversDns01Route53Auth(Struct):
    def __init__(
        self,
        *,
        kubernetes: IssuerSpecAcmeSolversDns01Route53AuthKubernetes,
    ) -> None: ...

class IssuerSpecAcmeSolversDns01Route53AuthKubernetes(Struct):
    def __init__(
        self,
        *,
        service_account_ref: IssuerSpecVaultAuthAwsServiceAccountRef,
    ) -> None: ...

class IssuerSpecAcmeSolversDns01Webhook(Struct):
    def __init__(
        self,
        *,
        group_name: str,
        solver_name: str,
        config: Any | None = ...,
    ) -> None: ...

class IssuerSpecAcmeSolversHttp01(Struct):
    def __init__(
        self,
        *,
        gateway_http_route: IssuerSpecAcmeSolversHttp01GatewayHTTPRoute | None = ...,
        ingress: IssuerSpecAcmeSolversHttp01Ingress | None = ...,
    ) -> None: ...

class IssuerSpecAcmeSolversHttp01GatewayHTTPRoute(Struct):
    def __init__(
        self,
        *,
        labels: Mapping[str, str] | None = ...,
        parent_refs: Sequence[IssuerSpecAcmeSolversHttp01GatewayHTTPRouteParentRefs] | None = ...,
        pod_template: IssuerSpecAcmeSolversHttp01IngressPodTemplate | None = ...,
        service_type: str | None = ...,
    ) -> None: ...

class IssuerSpecAcmeSolversHttp01GatewayHTTPRouteParentRefs(Struct):
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

class IssuerSpecAcmeSolversHttp01Ingress(Struct):
    def __init__(
        self,
        *,
        class_: str | None = ...,
        ingress_class_name: str | None = ...,
        ingress_template: IssuerSpecAcmeSolversHttp01IngressIngressTemplate | None = ...,
        name: str | None = ...,
        pod_template: IssuerSpecAcmeSolversHttp01IngressPodTemplate | None = ...,
        service_type: str | None = ...,
    ) -> None: ...

class IssuerSpecAcmeSolversHttp01IngressIngressTemplate(Struct):
    def __init__(
        self,
        *,
        metadata: CertificateSpecSecretTemplate | None = ...,
    ) -> None: ...

class IssuerSpecAcmeSolversHttp01IngressPodTemplate(Struct):
    def __init__(
        self,
        *,
        metadata: CertificateSpecSecretTemplate | None = ...,
        spec: IssuerSpecAcmeSolversHttp01IngressPodTemplateSpec | None = ...,
    ) -> None: ...

class IssuerSpecAcmeSolversHttp01IngressPodTemplateSpec(Struct):
    def __init__(
        self,
        *,
        affinity: IssuerSpecAcmeSolversHttp01IngressPodTemplateSpecAffinity | None = ...,
        image_pull_secrets: Sequence[IssuerSpecAcmeSolversHttp01IngressPodTemplateSpecImagePullSecrets] | None = ...,
        node_selector: Mapping[str, str] | None = ...,
        priority_class_name: str | None = ...,
        resources: IssuerSpecAcmeSolversHttp01IngressPodTemplateSpecResources | None = ...,
        security_context: IssuerSpecAcmeSolversHttp01IngressPodTemplateSpecSecurityContext | None = ...,
        service_account_name: str | None = ...,
        tolerations: Sequence[IssuerSpecAcmeSolversHttp01IngressPodTemplateSpecTolerations] | None = ...,
    ) -> None: ...

class IssuerSpecAcmeSolversHttp01IngressPodTemplateSpecAffinity(Struct):
    def __init__(
        self,
        *,
        node_affinity: IssuerSpecAcmeSolversHttp01IngressPodTemplateSpecAffinityNodeAffinity | None = ...,
        pod_affinity: IssuerSpecAcmeSolversHttp01IngressPodTemplateSpecAffinityPodAffinity | None = ...,
        pod_anti_affinity: IssuerSpecAcmeSolversHttp01IngressPodTemplateSpecAffinityPodAffinity | None = ...,
    ) -> None: ...

class IssuerSpecAcmeSolversHttp01IngressPodTemplateSpecAffinityNodeAffinity(Struct):
    def __init__(
        self,
        *,
        preferred_during_scheduling_ignored_during_execution: Sequence[IssuerSpecAcmeSolversHttp01IngressPodTemplateSpecAffinityNodeAffinityPreferredDuringSchedulingIgnoredDuringExecution] | None = ...,
        required_during_scheduling_ignored_during_execution: IssuerSpecAcmeSolversHttp01IngressPodTemplateSpecAffinityNodeAffinityRequiredDuringSchedulingIgnoredDuringExecution | None = ...,
    ) -> None: ...

class IssuerSpecAcmeSolversHttp01IngressPodTemplateSpecAffinityNodeAffinityPreferredDuringSchedulingIgnoredDuringExecution(Struct):
    def __init__(
        self,
        *,
        preference: IssuerSpecAcmeSolversHttp01IngressPodTemplateSpecAffinityNodeAffinityPreferredDuringSchedulingIgnoredDuringExecutionPreference,
        weight: int,
    ) -> None: ...

class IssuerSpecAcmeSolversHttp01IngressPodTemplateSpecAffinityNodeAffinityPreferredDuringSchedulingIgnoredDuringExecutionPreference(Struct):
    def __init__(
        self,
        *,
        match_expressions: Sequence[IssuerSpecAcmeSolversHttp01IngressPodTemplateSpecAffinityNodeAffinityPreferredDuringSchedulingIgnoredDuringExecutionPreferenceMatchFields] | None = ...,
        match_fields: Sequence[IssuerSpecAcmeSolversHttp01IngressPodTemplateSpecAffinityNodeAffinityPreferredDuringSchedulingIgnoredDuringExecutionPreferenceMatchFields] | None = ...,
    ) -> None: ...

class IssuerSpecAcmeSolversHttp01IngressPodTemplateSpecAffinityNodeAffinityPreferredDuringSchedulingIgnoredDuringExecutionPreferenceMatchFields(Struct):
    def __init__(
        self,
        *,
        key: str,
        operator: str,
        values: Sequence[str] | None = ...,
    ) -> None: ...

class IssuerSpecAcmeSolversHttp01IngressPodTemplateSpecAffinityNodeAffinityRequiredDuringSchedulingIgnoredDuringExecution(Struct):
    def __init__(
        self,
        *,
        node_selector_terms: Sequence[IssuerSpecAcmeSolversHttp01IngressPodTemplateSpecAffinityNodeAffinityPreferredDuringSchedulingIgnoredDuringExecutionPreference],
    ) -> None: ...

class IssuerSpecAcmeSolversHttp01IngressPodTemplateSpecAffinityPodAffinity(Struct):
    def __init__(
        self,
        *,
        preferred_during_scheduling_ignored_during_execution: Sequence[IssuerSpecAcmeSolversHttp01IngressPodTemplateSpecAffinityPodAffinityPreferredDuringSchedulingIgnoredDuringExecution] | None = ...,
        required_during_scheduling_ignored_during_execution: Sequence[IssuerSpecAcmeSolversHttp01IngressPodTemplateSpecAffinityPodAffinityRequiredDuringSchedulingIgnoredDuringExecution] | None = ...,
    ) -> None: ...

class IssuerSpecAcmeSolversHttp01IngressPodTemplateSpecAffinityPodAffinityPreferredDuringSchedulingIgnoredDuringExecution(Struct):
    def __init__(
        self,
        *,
        pod_affinity_term: IssuerSpecAcmeSolversHttp01IngressPodTemplateSpecAffinityPodAffinityRequiredDuringSchedulingIgnoredDuringExecution,
        weight: int,
    ) -> None: ...

class IssuerSpecAcmeSolversHttp01IngressPodTemplateSpecAffinityPodAffinityRequiredDuringSchedulingIgnoredDuringExecution(Struct):
    def __init__(
        self,
        *,
        topology_key: str,
        label_selector: IssuerSpecAcmeSolversHttp01IngressPodTemplateSpecAffinityPodAffinityRequiredDuringSchedulingIgnoredDuringExecutionLabelSelector | None = ...,
        match_label_keys: Sequence[str] | None = ...,
        mismatch_label_keys: Sequence[str] | None = ...,
        namespace_selector: IssuerSpecAcmeSolversHttp01IngressPodTemplateSpecAffinityPodAffinityRequiredDuringSchedulingIgnoredDuringExecutionLabelSelector | None = ...,
        namespaces: Sequence[str] | None = ...,
    ) -> None: ...

class IssuerSpecAcmeSolversHttp01IngressPodTemplateSpecAffinityPodAffinityRequiredDuringSchedulingIgnoredDuringExecutionLabelSelector(Struct):
    def __init__(
        self,
        *,
        match_expressions: Sequence[IssuerSpecAcmeSolversHttp01IngressPodTemplateSpecAffinityNodeAffinityPreferredDuringSchedulingIgnoredDuringExecutionPreferenceMatchFields] | None = ...,
        match_labels: Mapping[str, str] | None = ...,
    ) -> None: ...

class IssuerSpecAcmeSolversHttp01IngressPodTemplateSpecImagePullSecrets(Struct):
    def __init__(
        self,
        *,
        name: str | None = ...,
    ) -> None: ...

class IssuerSpecAcmeSolversHttp01IngressPodTemplateSpecResources(Struct):
    def __init__(
        self,
        *,
        limits: Mapping[str, int | str] | None = ...,
        requests: Mapping[str, int | str] | None = ...,
    ) -> None: ...

class IssuerSpecAcmeSolversHttp01IngressPodTemplateSpecSecurityContext(Struct):
    def __init__(
        self,
        *,
        fs_group: int | None = ...,
        fs_group_change_policy: str | None = ...,
        run_as_group: int | None = ...,
        run_as_non_root: bool | None = ...,
        run_as_user: int | None = ...,
        se_linux_options: IssuerSpecAcmeSolversHttp01IngressPodTemplateSpecSecurityContextSeLinuxOptions | None = ...,
        seccomp_profile: IssuerSpecAcmeSolversHttp01IngressPodTemplateSpecSecurityContextSeccompProfile | None = ...,
        supplemental_groups: Sequence[int] | None = ...,
        sysctls: Sequence[IssuerSpecAcmeSolversHttp01IngressPodTemplateSpecSecurityContextSysctls] | None = ...,
    ) -> None: ...

class IssuerSpecAcmeSolversHttp01IngressPodTemplateSpecSecurityContextSeLinuxOptions(Struct):
    def __init__(
        self,
        *,
        level: str | None = ...,
        role: str | None = ...,
        type: str | None = ...,
        user: str | None = ...,
    ) -> None: ...

class IssuerSpecAcmeSolversHttp01IngressPodTemplateSpecSecurityContextSeccompProfile(Struct):
    def __init__(
        self,
        *,
        type: str,
        localhost_profile: str | None = ...,
    ) -> None: ...

class IssuerSpecAcmeSolversHttp01IngressPodTemplateSpecSecurityContextSysctls(Struct):
    def __init__(
        self,
        *,
        name: str,
        value: str,
    ) -> None: ...

class IssuerSpecAcmeSolversHttp01IngressPodTemplateSpecTolerations(Struct):
    def __init__(
        self,
        *,
        effect: str | None = ...,
        key: str | None = ...,
        operator: str | None = ...,
        toleration_seconds: int | None = ...,
        value: str | None = ...,
    ) -> None: ...

class IssuerSpecAcmeSolversSelector(Struct):
    def __init__(
        self,
        *,
        dns_names: Sequence[str] | None = ...,
        dns_zones: Sequence[str] | None = ...,
        match_labels: Mapping[str, str] | None = ...,
    ) -> None: ...

class IssuerSpecCa(Struct):
    def __init__(
        self,
        *,
        secret_name: str,
        crl_distribution_points: Sequence[str] | None = ...,
        issuing_certificate_urls: Sequence[str] | None = ...,
        ocsp_servers: Sequence[str] | None = ...,
    ) -> None: ...

class IssuerSpecSelfSigned(Struct):
    def __init__(
        self,
        *,
        crl_distribution_points: Sequence[str] | None = ...,
    ) -> None: ...

class IssuerSpecVault(Struct):
    def __init__(
        self,
        *,
        auth: IssuerSpecVaultAuth,
        path: str,
        server: str,
        ca_bundle: str | None = ...,
        ca_bundle_secret_ref: IssuerSpecVaultCaBundleSecretRef | None = ...,
        client_cert_secret_ref: IssuerSpecVaultCaBundleSecretRef | None = ...,
        client_key_secret_ref: IssuerSpecVaultCaBundleSecretRef | None = ...,
        namespace: str | None = ...,
        server_name: str | None = ...,
    ) -> None: ...

class IssuerSpecVaultAuth(Struct):
    def __init__(
        self,
        *,
        app_role: IssuerSpecVaultAuthAppRole | None = ...,
        aws: IssuerSpecVaultAuthAws | None = ...,
        client_certificate: IssuerSpecVaultAuthClientCertificate | None = ...,
        kubernetes: IssuerSpecVaultAuthKubernetes | None = ...,
        token_secret_ref: IssuerSpecVaultCaBundleSecretRef | None = ...,
    ) -> None: ...

class IssuerSpecVaultAuthAppRole(Struct):
    def __init__(
        self,
        *,
        path: str,
        role_id: str,
        secret_ref: IssuerSpecVaultCaBundleSecretRef,
    ) -> None: ...

class IssuerSpecVaultAuthAws(Struct):
    def __init__(
        self,
        *,
        role: str,
        iam_role_arn: str | None = ...,
        mount_path: str | None = ...,
        region: str | None = ...,
        service_account_ref: IssuerSpecVaultAuthAwsServiceAccountRef | None = ...,
        vault_header_value: str | None = ...,
    ) -> None: ...

class IssuerSpecVaultAuthAwsServiceAccountRef(Struct):
    def __init__(
        self,
        *,
        name: str,
        audiences: Sequence[str] | None = ...,
    ) -> None: ...

class IssuerSpecVaultAuthClientCertificate(Struct):
    def __init__(
        self,
        *,
        mount_path: str | None = ...,
        name: str | None = ...,
        secret_name: str | None = ...,
    ) -> None: ...

class IssuerSpecVaultAuthKubernetes(Struct):
    def __init__(
        self,
        *,
        role: str,
        mount_path: str | None = ...,
        secret_ref: IssuerSpecVaultCaBundleSecretRef | None = ...,
        service_account_ref: IssuerSpecVaultAuthAwsServiceAccountRef | None = ...,
    ) -> None: ...

class IssuerSpecVaultCaBundleSecretRef(Struct):
    def __init__(
        self,
        *,
        name: str,
        key: str | None = ...,
    ) -> None: ...

class IssuerSpecVenafi(Struct):
    def __init__(
        self,
        *,
        zone: str,
        cloud: IssuerSpecVenafiCloud | None = ...,
        ngts: IssuerSpecVenafiNgts | None = ...,
        tpp: IssuerSpecVenafiTpp | None = ...,
    ) -> None: ...

class IssuerSpecVenafiCloud(Struct):
    def __init__(
        self,
        *,
        api_token_secret_ref: IssuerSpecVaultCaBundleSecretRef,
        url: str | None = ...,
    ) -> None: ...

class IssuerSpecVenafiNgts(Struct):
    def __init__(
        self,
        *,
        credentials_ref: IssuerSpecVenafiTppCredentialsRef,
        tsg_id: str,
        token_endpoint: str | None = ...,
        url: str | None = ...,
    ) -> None: ...

class IssuerSpecVenafiTpp(Struct):
    def __init__(
        self,
        *,
        credentials_ref: IssuerSpecVenafiTppCredentialsRef,
        url: str,
        ca_bundle: str | None = ...,
        ca_bundle_secret_ref: IssuerSpecVaultCaBundleSecretRef | None = ...,
    ) -> None: ...

class IssuerSpecVenafiTppCredentialsRef(Struct):
    def __init__(
        self,
        *,
        name: str,
    ) -> None: ...
