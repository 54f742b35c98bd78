# Made by `python -m inference_platform_bindings.generate`; do not edit.

from collections.abc import Mapping, Sequence
from typing import Any, Literal

from constructs import Construct

from inference_platform_bindings.metadata import ObjectMeta as ObjectMeta
from inference_platform_bindings.resource import Metadata, Resource
from inference_platform_bindings.struct import Struct

class GitRepository(Resource):
    def __init__(
        self,
        scope: Construct,
        id: str,
        *,
        metadata: Metadata,
        spec: GitRepositorySpec | None = ...,
    ) -> None: ...
    @classmethod
    def manifest_of(
        cls,
        *,
        metadata: Metadata,
        spec: GitRepositorySpec | None = ...,
    ) -> dict[str, Any]: ...

class HelmRepository(Resource):
    def __init__(
        self,
        scope: Construct,
        id: str,
        *,
        metadata: Metadata,
        spec: HelmRepositorySpec | None = ...,
    ) -> None: ...
    @classmethod
    def manifest_of(
        cls,
        *,
        metadata: Metadata,
        spec: HelmRepositorySpec | None = ...,
    ) -> dict[str, Any]: ...

class OCIRepository(Resource):
    def __init__(
        self,
        scope: Construct,
        id: str,
        *,
        metadata: Metadata,
        spec: OCIRepositorySpec | None = ...,
    ) -> None: ...
    @classmethod
    def manifest_of(
        cls,
        *,
        metadata: Metadata,
        spec: OCIRepositorySpec | None = ...,
    ) -> dict[str, Any]: ...

class GitRepositorySpec(Struct):
    def __init__(
        self,
        *,
        interval: str,
        url: str,
        ignore: str | None = ...,
        include: Sequence[GitRepositorySpecInclude] | None = ...,
        provider: Literal['generic', 'aws', 'azure', 'github'] | None = ...,
        proxy_secret_ref: GitRepositorySpecSecretRef | None = ...,
        recurse_submodules: bool | None = ...,
        ref: GitRepositorySpecRef | None = ...,
        secret_ref: GitRepositorySpecSecretRef | None = ...,
        service_account_name: str | None = ...,
        sparse_checkout: Sequence[str] | None = ...,
        suspend: bool | None = ...,
        timeout: str | None = ...,
        verify: GitRepositorySpecVerify | None = ...,
    ) -> None: ...

class GitRepositorySpecInclude(Struct):
    def __init__(
        self,
        *,
        repository: GitRepositorySpecSecretRef,
        from_path: str | None = ...,
        to_path: str | None = ...,
    ) -> None: ...

class GitRepositorySpecRef(Struct):
    def __init__(
        self,
        *,
        branch: str | None = ...,
        commit: str | None = ...,
        name: str | None = ...,
        semver: str | None = ...,
        tag: str | None = ...,
    ) -> None: ...

class GitRepositorySpecSecretRef(Struct):
    def __init__(
        self,
        *,
        name: str,
    ) -> None: ...

class GitRepositorySpecVerify(Struct):
    def __init__(
        self,
        *,
        secret_ref: GitRepositorySpecSecretRef,
        mode: Literal['head', 'HEAD', 'Tag', 'TagAndHEAD'] | None = ...,
    ) -> None: ...

class HelmRepositorySpec(Struct):
    def __init__(
        self,
        *,
        url: str,
        access_from: HelmRepositorySpecAccessFrom | None = ...,
        cert_secret_ref: GitRepositorySpecSecretRef | None = ...,
        insecure: bool | None = ...,
        interval: str | None = ...,
        pass_credentials: bool | None = ...,
        provider: Literal['generic', 'aws', 'azure', 'gcp'] | None = ...,
        secret_ref: GitRepositorySpecSecretRef | None = ...,
        suspend: bool | None = ...,
        timeout: str | None = ...,
        type: Literal['default', 'oci'] | None = ...,
    ) -> None: ...

class HelmRepositorySpecAccessFrom(Struct):
    def __init__(
        self,
        *,
        namespace_selectors: Sequence[HelmRepositorySpecAccessFromNamespaceSelectors],
    ) -> None: ...

class HelmRepositorySpecAccessFromNamespaceSelectors(Struct):
    def __init__(
        self,
        *,
        match_labels: Mapping[str, str] | None = ...,
    ) -> None: ...

class OCIRepositorySpec(Struct):
    def __init__(
        self,
        *,
        interval: str,
        url: str,
        cert_secret_ref: GitRepositorySpecSecretRef | None = ...,
        ignore: str | None = ...,
        insecure: bool | None = ...,
        layer_selector: OCIRepositorySpecLayerSelector | None = ...,
        provider: Literal['generic', 'aws', 'azure', 'gcp'] | None = ...,
        proxy_secret_ref: GitRepositorySpecSecretRef | None = ...,
        ref: OCIRepositorySpecRef | None = ...,
        secret_ref: GitRepositorySpecSecretRef | None = ...,
        service_account_name: str | None = ...,
        suspend: bool | None = ...,
        timeout: str | None = ...,
        verify: OCIRepositorySpecVerify | None = ...,
    ) -> None: ...

class OCIRepositorySpecLayerSelector(Struct):
    def __init__(
        self,
        *,
        media_type: str | None = ...,
        operation: Literal['extract', 'copy'] | None = ...,
    ) -> None: ...

class OCIRepositorySpecRef(Struct):
    def __init__(
        self,
        *,
        digest: str | None = ...,
        semver: str | None = ...,
        semver_filter: str | None = ...,
        tag: str | None = ...,
    ) -> None: ...

class OCIRepositorySpecVerify(Struct):
    def __init__(
        self,
        *,
        match_oidc_identity: Sequence[OCIRepositorySpecVerifyMatchOIDCIdentity] | None = ...,
        provider: Literal['cosign', 'notation'] | None = ...,
        secret_ref: GitRepositorySpecSecretRef | None = ...,
        trusted_root_secret_ref: GitRepositorySpecSecretRef | None = ...,
    ) -> None: ...

class OCIRepositorySpecVerifyMatchOIDCIdentity(Struct):
    def __init__(
        self,
        *,
        issuer: str,
        subject: str,
    ) -> None: ...
