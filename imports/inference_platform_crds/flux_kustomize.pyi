# Made by `python -m inference_platform_bindings.generate`; do not edit.

from collections.abc import Mapping, Sequence
from typing import Any, Literal

from constructs import Construct

from inference_platform_bindings.metadata import ObjectMeta as ObjectMeta
from inference_platform_bindings.resource import Metadata, Resource
from inference_platform_bindings.struct import Struct

class Kustomization(Resource):
    def __init__(
        self,
        scope: Construct,
        id: str,
        *,
        metadata: Metadata,
        spec: KustomizationSpec | None = ...,
    ) -> None: ...
    @classmethod
    def manifest_of(
        cls,
        *,
        metadata: Metadata,
        spec: KustomizationSpec | None = ...,
    ) -> dict[str, Any]: ...

class KustomizationSpec(Struct):
    def __init__(
        self,
        *,
        interval: str,
        prune: bool,
        source_ref: KustomizationSpecSourceRef,
        build_metadata: Sequence[Literal['originAnnotations', 'transformerAnnotations']] | None = ...,
        common_metadata: KustomizationSpecCommonMetadata | None = ...,
        components: Sequence[str] | None = ...,
        decryption: KustomizationSpecDecryption | None = ...,
        deletion_policy: Literal['MirrorPrune', 'Delete', 'WaitForTermination', 'Orphan'] | None = ...,
        depends_on: Sequence[KustomizationSpecDependsOn] | None = ...,
        force: bool | None = ...,
        health_check_exprs: Sequence[KustomizationSpecHealthCheckExprs] | None = ...,
        health_checks: Sequence[KustomizationSpecHealthChecks] | None = ...,
        ignore: Sequence[KustomizationSpecIgnore] | None = ...,
        ignore_missing_components: bool | None = ...,
        images: Sequence[KustomizationSpecImages] | None = ...,
        kube_config: KustomizationSpecKubeConfig | None = ...,
        name_prefix: str | None = ...,
        name_suffix: str | None = ...,
        patches: Sequence[KustomizationSpecPatches] | None = ...,
        path: str | None = ...,
        post_build: KustomizationSpecPostBuild | None = ...,
        retry_interval: str | None = ...,
        service_account_name: str | None = ...,
        suspend: bool | None = ...,
        target_namespace: str | None = ...,
        timeout: str | None = ...,
        wait: bool | None = ...,
    ) -> None: ...

class KustomizationSpecCommonMetadata(Struct):
    def __init__(
        self,
        *,
        annotations: Mapping[str, str] | None = ...,
        labels: Mapping[str, str] | None = ...,
    ) -> None: ...

class KustomizationSpecDecryption(Struct):
    def __init__(
        self,
        *,
        provider: Literal['sops'],
        secret_ref: KustomizationSpecDecryptionSecretRef | None = ...,
        service_account_name: str | None = ...,
    ) -> None: ...

class KustomizationSpecDecryptionSecretRef(Struct):
    def __init__(
        self,
        *,
        name: str,
    ) -> None: ...

class KustomizationSpecDependsOn(Struct):
    def __init__(
        self,
        *,
        name: str,
        namespace: str | None = ...,
        ready_expr: str | None = ...,
    ) -> None: ...

class KustomizationSpecHealthCheckExprs(Struct):
    def __init__(
        self,
        *,
        api_version: str,
        current: str,
        failed: str | None = ...,
        in_progress: str | None = ...,
        kind: str | None = ...,
    ) -> None: ...

class KustomizationSpecHealthChecks(Struct):
    def __init__(
        self,
        *,
        kind: str,
        name: str,
        api_version: str | None = ...,
        namespace: str | None = ...,
    ) -> None: ...

class KustomizationSpecIgnore(Struct):
    def __init__(
        self,
        *,
        paths: Sequence[str],
        target: KustomizationSpecIgnoreTarget | None = ...,
    ) -> None: ...

class KustomizationSpecIgnoreTarget(Struct):
    def __init__(
        self,
        *,
        annotation_selector: str | None = ...,
        group: str | None = ...,
        kind: str | None = ...,
        label_selector: str | None = ...,
        name: str | None = ...,
        namespace: str | None = ...,
        version: str | None = ...,
    ) -> None: ...

class KustomizationSpecImages(Struct):
    def __init__(
        self,
        *,
        name: str,
        digest: str | None = ...,
        new_name: str | None = ...,
        new_tag: str | None = ...,
    ) -> None: ...

class KustomizationSpecKubeConfig(Struct):
    def __init__(
        self,
        *,
        config_map_ref: KustomizationSpecDecryptionSecretRef | None = ...,
        secret_ref: KustomizationSpecKubeConfigSecretRef | None = ...,
    ) -> None: ...

class KustomizationSpecKubeConfigSecretRef(Struct):
    def __init__(
        self,
        *,
        name: str,
        key: str | None = ...,
    ) -> None: ...

class KustomizationSpecPatches(Struct):
    def __init__(
        self,
        *,
        patch: str,
        target: KustomizationSpecIgnoreTarget | None = ...,
    ) -> None: ...

class KustomizationSpecPostBuild(Struct):
    def __init__(
        self,
        *,
        substitute: Mapping[str, str] | None = ...,
        substitute_from: Sequence[KustomizationSpecPostBuildSubstituteFrom] | None = ...,
        substitute_strategy: Literal['WithVariables', 'Always'] | None = ...,
    ) -> None: ...

class KustomizationSpecPostBuildSubstituteFrom(Struct):
    def __init__(
        self,
        *,
        kind: Literal['Secret', 'ConfigMap'],
        name: str,
        optional: bool | None = ...,
    ) -> None: ...

class KustomizationSpecSourceRef(Struct):
    def __init__(
        self,
        *,
        kind: Literal['OCIRepository', 'GitRepository', 'Bucket', 'ExternalArtifact'],
        name: str,
        api_version: str | None = ...,
        namespace: str | None = ...,
    ) -> None: ...
