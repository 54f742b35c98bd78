# Made by `python -m inference_platform_bindings.generate`; do not edit.

from collections.abc import Mapping, Sequence
from typing import Any, Literal

from constructs import Construct

from inference_platform_bindings.metadata import ObjectMeta as ObjectMeta
from inference_platform_bindings.resource import Metadata, Resource
from inference_platform_bindings.struct import Struct

class HelmRelease(Resource):
    def __init__(
        self,
        scope: Construct,
        id: str,
        *,
        metadata: Metadata,
        spec: HelmReleaseSpec | None = ...,
    ) -> None: ...
    @classmethod
    def manifest_of(
        cls,
        *,
        metadata: Metadata,
        spec: HelmReleaseSpec | None = ...,
    ) -> dict[str, Any]: ...

class HelmReleaseSpec(Struct):
    def __init__(
        self,
        *,
        interval: str,
        chart: HelmReleaseSpecChart | None = ...,
        chart_ref: HelmReleaseSpecChartRef | None = ...,
        common_metadata: HelmReleaseSpecChartMetadata | None = ...,
        depends_on: Sequence[HelmReleaseSpecDependsOn] | None = ...,
        drift_detection: HelmReleaseSpecDriftDetection | None = ...,
        health_check_exprs: Sequence[HelmReleaseSpecHealthCheckExprs] | None = ...,
        install: HelmReleaseSpecInstall | None = ...,
        kube_config: HelmReleaseSpecKubeConfig | None = ...,
        max_history: int | None = ...,
        persistent_client: bool | None = ...,
        post_render_strategy: Literal['nohooks', 'combined', 'separate'] | None = ...,
        post_renderers: Sequence[HelmReleaseSpecPostRenderers] | None = ...,
        release_name: str | None = ...,
        rollback: HelmReleaseSpecRollback | None = ...,
        service_account_name: str | None = ...,
        storage_namespace: str | None = ...,
        suspend: bool | None = ...,
        target_namespace: str | None = ...,
        test: HelmReleaseSpecTest | None = ...,
        timeout: str | None = ...,
        uninstall: HelmReleaseSpecUninstall | None = ...,
        upgrade: HelmReleaseSpecUpgrade | None = ...,
        values: Any | None = ...,
        values_from: Sequence[HelmReleaseSpecValuesFrom] | None = ...,
        wait_strategy: HelmReleaseSpecWaitStrategy | None = ...,
    ) -> None: ...

class HelmReleaseSpecChart(Struct):
    def __init__(
        self,
        *,
        spec: HelmReleaseSpecChartSpec,
        metadata: HelmReleaseSpecChartMetadata | None = ...,
    ) -> None: ...

class HelmReleaseSpecChartMetadata(Struct):
    def __init__(
        self,
        *,
        annotations: Mapping[str, str] | None = ...,
        labels: Mapping[str, str] | None = ...,
    ) -> None: ...

class HelmReleaseSpecChartRef(Struct):
    def __init__(
        self,
        *,
        kind: Literal['OCIRepository', 'HelmChart', 'ExternalArtifact'],
        name: str,
        api_version: str | None = ...,
        namespace: str | None = ...,
    ) -> None: ...

class HelmReleaseSpecChartSpec(Struct):
    def __init__(
        self,
        *,
        chart: str,
        source_ref: HelmReleaseSpecChartSpecSourceRef,
        ignore_missing_values_files: bool | None = ...,
        interval: str | None = ...,
        reconcile_strategy: Literal['ChartVersion', 'Revision'] | None = ...,
        values_files: Sequence[str] | None = ...,
        verify: HelmReleaseSpecChartSpecVerify | None = ...,
        version: str | None = ...,
    ) -> None: ...

class HelmReleaseSpecChartSpecSourceRef(Struct):
    def __init__(
        self,
        *,
        kind: Literal['HelmRepository', 'GitRepository', 'Bucket'],
        name: str,
        api_version: str | None = ...,
        namespace: str | None = ...,
    ) -> None: ...

class HelmReleaseSpecChartSpecVerify(Struct):
    def __init__(
        self,
        *,
        provider: Literal['cosign', 'notation'] | None = ...,
        secret_ref: HelmReleaseSpecKubeConfigConfigMapRef | None = ...,
    ) -> None: ...

class HelmReleaseSpecDependsOn(Struct):
    def __init__(
        self,
        *,
        name: str,
        namespace: str | None = ...,
        ready_expr: str | None = ...,
    ) -> None: ...

class HelmReleaseSpecDriftDetection(Struct):
    def __init__(
        self,
        *,
        ignore: Sequence[HelmReleaseSpecDriftDetectionIgnore] | None = ...,
        mode: Literal['enabled', 'warn', 'disabled'] | None = ...,
    ) -> None: ...

class HelmReleaseSpecDriftDetectionIgnore(Struct):
    def __init__(
        self,
        *,
        paths: Sequence[str],
        target: HelmReleaseSpecDriftDetectionIgnoreTarget | None = ...,
    ) -> None: ...

class HelmReleaseSpecDriftDetectionIgnoreTarget(Struct):
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

class HelmReleaseSpecHealthCheckExprs(Struct):
    def __init__(
        self,
        *,
        api_version: str,
        current: str,
        failed: str | None = ...,
        in_progress: str | None = ...,
        kind: str | None = ...,
    ) -> None: ...

class HelmReleaseSpecInstall(Struct):
    def __init__(
        self,
        *,
        crds: Literal['Skip', 'Create', 'CreateReplace'] | None = ...,
        create_namespace: bool | None = ...,
        disable_hooks: bool | None = ...,
        disable_open_api_validation: bool | None = ...,
        disable_schema_validation: bool | None = ...,
        disable_take_ownership: bool | None = ...,
        disable_wait: bool | None = ...,
        disable_wait_for_jobs: bool | None = ...,
        remediation: HelmReleaseSpecInstallRemediation | None = ...,
        replace: bool | None = ...,
        server_side_apply: bool | None = ...,
        skip_crds: bool | None = ...,
        strategy: HelmReleaseSpecInstallStrategy | None = ...,
        timeout: str | None = ...,
    ) -> None: ...

class HelmReleaseSpecInstallRemediation(Struct):
    def __init__(
        self,
        *,
        ignore_test_failures: bool | None = ...,
        remediate_last_failure: bool | None = ...,
        retries: int | None = ...,
    ) -> None: ...

class HelmReleaseSpecInstallStrategy(Struct):
    def __init__(
        self,
        *,
        name: Literal['RemediateOnFailure', 'RetryOnFailure'],
        retry_interval: str | None = ...,
    ) -> None: ...

class HelmReleaseSpecKubeConfig(Struct):
    def __init__(
        self,
        *,
        config_map_ref: HelmReleaseSpecKubeConfigConfigMapRef | None = ...,
        secret_ref: HelmReleaseSpecKubeConfigSecretRef | None = ...,
    ) -> None: ...

class HelmReleaseSpecKubeConfigConfigMapRef(Struct):
    def __init__(
        self,
        *,
        name: str,
    ) -> None: ...

class HelmReleaseSpecKubeConfigSecretRef(Struct):
    def __init__(
        self,
        *,
        name: str,
        key: str | None = ...,
    ) -> None: ...

class HelmReleaseSpecPostRenderers(Struct):
    def __init__(
        self,
        *,
        kustomize: HelmReleaseSpecPostRenderersKustomize | None = ...,
    ) -> None: ...

class HelmReleaseSpecPostRenderersKustomize(Struct):
    def __init__(
        self,
        *,
        images: Sequence[HelmReleaseSpecPostRenderersKustomizeImages] | None = ...,
        patches: Sequence[HelmReleaseSpecPostRenderersKustomizePatches] | None = ...,
    ) -> None: ...

class HelmReleaseSpecPostRenderersKustomizeImages(Struct):
    def __init__(
        self,
        *,
        name: str,
        digest: str | None = ...,
        new_name: str | None = ...,
        new_tag: str | None = ...,
    ) -> None: ...

class HelmReleaseSpecPostRenderersKustomizePatches(Struct):
    def __init__(
        self,
        *,
        patch: str,
        target: HelmReleaseSpecDriftDetectionIgnoreTarget | None = ...,
    ) -> None: ...

class HelmReleaseSpecRollback(Struct):
    def __init__(
        self,
        *,
        cleanup_on_fail: bool | None = ...,
        disable_hooks: bool | None = ...,
        disable_wait: bool | None = ...,
        disable_wait_for_jobs: bool | None = ...,
        force: bool | None = ...,
        recreate: bool | None = ...,
        server_side_apply: Literal['enabled', 'disabled', 'auto'] | None = ...,
        timeout: str | None = ...,
    ) -> None: ...

class HelmReleaseSpecTest(Struct):
    def __init__(
        self,
        *,
        enable: bool | None = ...,
        filters: Sequence[HelmReleaseSpecTestFilters] | None = ...,
        ignore_failures: bool | None = ...,
        timeout: str | None = ...,
    ) -> None: ...

class HelmReleaseSpecTestFilters(Struct):
    def __init__(
        self,
        *,
        name: str,
        exclude: bool | None = ...,
    ) -> None: ...

class HelmReleaseSpecUninstall(Struct):
    def __init__(
        self,
        *,
        deletion_propagation: Literal['background', 'foreground', 'orphan'] | None = ...,
        disable_hooks: bool | None = ...,
        disable_wait: bool | None = ...,
        keep_history: bool | None = ...,
        timeout: str | None = ...,
    ) -> None: ...

class HelmReleaseSpecUpgrade(Struct):
    def __init__(
        self,
        *,
        chart_name_change_strategy: Literal['InPlaceUpdate', 'Reinstall'] | None = ...,
        cleanup_on_fail: bool | None = ...,
        crds: Literal['Skip', 'Create', 'CreateReplace'] | None = ...,
        disable_hooks: bool | None = ...,
        disable_open_api_validation: bool | None = ...,
        disable_schema_validation: bool | None = ...,
        disable_take_ownership: bool | None = ...,
        disable_wait: bool | None = ...,
        disable_wait_for_jobs: bool | None = ...,
        force: bool | None = ...,
        preserve_values: bool | None = ...,
        remediation: HelmReleaseSpecUpgradeRemediation | None = ...,
        server_side_apply: Literal['enabled', 'disabled', 'auto'] | None = ...,
        strategy: HelmReleaseSpecInstallStrategy | None = ...,
        timeout: str | None = ...,
    ) -> None: ...

class HelmReleaseSpecUpgradeRemediation(Struct):
    def __init__(
        self,
        *,
        ignore_test_failures: bool | None = ...,
        remediate_last_failure: bool | None = ...,
        retries: int | None = ...,
        strategy: Literal['rollback', 'uninstall'] | None = ...,
    ) -> None: ...

class HelmReleaseSpecValuesFrom(Struct):
    def __init__(
        self,
        *,
        kind: Literal['Secret', 'ConfigMap'],
        name: str,
        literal: bool | None = ...,
        optional: bool | None = ...,
        target_path: str | None = ...,
        values_key: str | None = ...,
    ) -> None: ...

class HelmReleaseSpecWaitStrategy(Struct):
    def __init__(
        self,
        *,
        name: Literal['poller', 'legacy'],
    ) -> None: ...
