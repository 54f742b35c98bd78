# Made by `python -m inference_platform_bindings.generate`; do not edit.

from collections.abc import Mapping, Sequence
from typing import Any, Literal

from constructs import Construct

from inference_platform_bindings.metadata import ObjectMeta as ObjectMeta
from inference_platform_bindings.resource import Metadata, Resource
from inference_platform_bindings.struct import Struct

class ExternalSecret(Resource):
    def __init__(
        self,
        scope: Construct,
        id: str,
        *,
        metadata: Metadata,
        spec: ExternalSecretSpec | None = ...,
    ) -> None: ...
    @classmethod
    def manifest_of(
        cls,
        *,
        metadata: Metadata,
        spec: ExternalSecretSpec | None = ...,
    ) -> dict[str, Any]: ...

class Password(Resource):
    def __init__(
        self,
        scope: Construct,
        id: str,
        *,
        metadata: Metadata,
        spec: PasswordSpec | None = ...,
    ) -> None: ...
    @classmethod
    def manifest_of(
        cls,
        *,
        metadata: Metadata,
        spec: PasswordSpec | None = ...,
    ) -> dict[str, Any]: ...

class ExternalSecretSpec(Struct):
    def __init__(
        self,
        *,
        data: Sequence[ExternalSecretSpecData] | None = ...,
        data_from: Sequence[ExternalSecretSpecDataFrom] | None = ...,
        refresh_interval: str | None = ...,
        refresh_policy: Literal['CreatedOnce', 'Periodic', 'OnChange'] | None = ...,
        secret_store_ref: ExternalSecretSpecSecretStoreRef | None = ...,
        sync_windows: ExternalSecretSpecSyncWindows | None = ...,
        target: ExternalSecretSpecTarget | None = ...,
    ) -> None: ...

class ExternalSecretSpecData(Struct):
    def __init__(
        self,
        *,
        remote_ref: ExternalSecretSpecDataRemoteRef,
        secret_key: str,
        source_ref: ExternalSecretSpecDataSourceRef | None = ...,
    ) -> None: ...

class ExternalSecretSpecDataFrom(Struct):
    def __init__(
        self,
        *,
        extract: ExternalSecretSpecDataRemoteRef | None = ...,
        find: ExternalSecretSpecDataFromFind | None = ...,
        rewrite: Sequence[ExternalSecretSpecDataFromRewrite] | None = ...,
        source_ref: ExternalSecretSpecDataSourceRef | None = ...,
    ) -> None: ...

class ExternalSecretSpecDataFromFind(Struct):
    def __init__(
        self,
        *,
        conversion_strategy: Literal['Default', 'Unicode'] | None = ...,
        decoding_strategy: Literal['Auto', 'Base64', 'Base64URL', 'None'] | None = ...,
        name: ExternalSecretSpecDataFromFindName | None = ...,
        null_byte_policy: Literal['Ignore', 'Fail'] | None = ...,
        path: str | None = ...,
        tags: Mapping[str, str] | None = ...,
    ) -> None: ...

class ExternalSecretSpecDataFromFindName(Struct):
    def __init__(
        self,
        *,
        regexp: str | None = ...,
    ) -> None: ...

class ExternalSecretSpecDataFromRewrite(Struct):
    def __init__(
        self,
        *,
        merge: ExternalSecretSpecDataFromRewriteMerge | None = ...,
        regexp: ExternalSecretSpecDataFromRewriteRegexp | None = ...,
        transform: ExternalSecretSpecDataFromRewriteTransform | None = ...,
    ) -> None: ...

class ExternalSecretSpecDataFromRewriteMerge(Struct):
    def __init__(
        self,
        *,
        conflict_policy: Literal['Ignore', 'Error'] | None = ...,
        into: str | None = ...,
        priority: Sequence[str] | None = ...,
        priority_policy: Literal['IgnoreNotFound', 'Strict'] | None = ...,
        strategy: Literal['Extract', 'JSON'] | None = ...,
    ) -> None: ...

class ExternalSecretSpecDataFromRewriteRegexp(Struct):
    def __init__(
        self,
        *,
        source: str,
        target: str,
    ) -> None: ...

class ExternalSecretSpecDataFromRewriteTransform(Struct):
    def __init__(
        self,
        *,
        template: str,
    ) -> None: ...

class ExternalSecretSpecDataRemoteRef(Struct):
    def __init__(
        self,
        *,
        key: str,
        conversion_strategy: Literal['Default', 'Unicode'] | None = ...,
        decoding_strategy: Literal['Auto', 'Base64', 'Base64URL', 'None'] | None = ...,
        metadata_policy: Literal['None', 'Fetch'] | None = ...,
        null_byte_policy: Literal['Ignore', 'Fail'] | None = ...,
        property: str | None = ...,
        version: str | None = ...,
    ) -> None: ...

class ExternalSecretSpecDataSourceRef(Struct):
    def __init__(
        self,
        *,
        generator_ref: ExternalSecretSpecDataSourceRefGeneratorRef | None = ...,
        store_ref: ExternalSecretSpecSecretStoreRef | None = ...,
    ) -> None: ...

class ExternalSecretSpecDataSourceRefGeneratorRef(Struct):
    def __init__(
        self,
        *,
        kind: Literal['ACRAccessToken', 'BeyondtrustWorkloadCredentialsDynamicSecret', 'ClusterGenerator', 'CloudsmithAccessToken', 'ECRAuthorizationToken', 'Fake', 'GCRAccessToken', 'GithubAccessToken', 'GitlabDeployToken', 'QuayAccessToken', 'Password', 'SSHKey', 'STSSessionToken', 'UUID', 'VaultDynamicSecret', 'Webhook', 'Grafana', 'MFA'],
        name: str,
        api_version: str | None = ...,
    ) -> None: ...

class ExternalSecretSpecSecretStoreRef(Struct):
    def __init__(
        self,
        *,
        kind: Literal['SecretStore', 'ClusterSecretStore'] | None = ...,
        name: str | None = ...,
    ) -> None: ...

class ExternalSecretSpecSyncWindows(Struct):
    def __init__(
        self,
        *,
        kind: Literal['allow', 'deny'],
        windows: Sequence[ExternalSecretSpecSyncWindowsWindows],
    ) -> None: ...

class ExternalSecretSpecSyncWindowsWindows(Struct):
    def __init__(
        self,
        *,
        duration: str,
        schedule: str,
    ) -> None: ...

class ExternalSecretSpecTarget(Struct):
    def __init__(
        self,
        *,
        creation_policy: Literal['Owner', 'Orphan', 'Merge', 'None', 'CreateOrMerge'] | None = ...,
        deletion_policy: Literal['Delete', 'Merge', 'Retain'] | None = ...,
        immutable: bool | None = ...,
        manifest: ExternalSecretSpecTargetManifest | None = ...,
        name: str | None = ...,
        template: ExternalSecretSpecTargetTemplate | None = ...,
    ) -> None: ...

class ExternalSecretSpecTargetManifest(Struct):
    def __init__(
        self,
        *,
        api_version: str,
        kind: str,
    ) -> None: ...

class ExternalSecretSpecTargetTemplate(Struct):
    def __init__(
        self,
        *,
        data: Mapping[str, str] | None = ...,
        engine_version: Literal['v2'] | None = ...,
        merge_policy: Literal['Replace', 'Merge'] | None = ...,
        metadata: ExternalSecretSpecTargetTemplateMetadata | None = ...,
        template_from: Sequence[ExternalSecretSpecTargetTemplateTemplateFrom] | None = ...,
        type: str | None = ...,
    ) -> None: ...

class ExternalSecretSpecTargetTemplateMetadata(Struct):
    def __init__(
        self,
        *,
        annotations: Mapping[str, str] | None = ...,
        finalizers: Sequence[str] | None = ...,
        labels: Mapping[str, str] | None = ...,
    ) -> None: ...

class ExternalSecretSpecTargetTemplateTemplateFrom(Struct):
    def __init__(
        self,
        *,
        config_map: ExternalSecretSpecTargetTemplateTemplateFromSecret | None = ...,
        literal: str | None = ...,
        secret: ExternalSecretSpecTargetTemplateTemplateFromSecret | None = ...,
        target: str | None = ...,
        values_decoding_strategy: Literal['Auto', 'Base64', 'Base64URL', 'None'] | None = ...,
    ) -> None: ...

class ExternalSecretSpecTargetTemplateTemplateFromSecret(Struct):
    def __init__(
        self,
        *,
        items: Sequence[ExternalSecretSpecTargetTemplateTemplateFromSecretItems],
        name: str,
    ) -> None: ...

class ExternalSecretSpecTargetTemplateTemplateFromSecretItems(Struct):
    def __init__(
        self,
        *,
        key: str,
        template_as: Literal['Values', 'KeysAndValues'] | None = ...,
    ) -> None: ...

class PasswordSpec(Struct):
    def __init__(
        self,
        *,
        allow_repeat: bool | None = ...,
        digits: int | None = ...,
        encoding: Literal['base64', 'base64url', 'base32', 'hex', 'raw'] | None = ...,
        length: int | None = ...,
        no_upper: bool | None = ...,
        secret_keys: Sequence[str] | None = ...,
        symbol_characters: str | None = ...,
        symbols: int | None = ...,
    ) -> None: ...
