# Made by `python -m inference_platform_bindings.generate`; do not edit.

from collections.abc import Mapping, Sequence
from typing import Any, Literal

from constructs import Construct

from inference_platform_bindings.metadata import ObjectMeta as ObjectMeta
from inference_platform_bindings.resource import Metadata, Resource
from inference_platform_bindings.struct import Struct

class ObjectStore(Resource):
    def __init__(
        self,
        scope: Construct,
        id: str,
        *,
        metadata: Metadata,
        spec: ObjectStoreSpec,
    ) -> None: ...
    @classmethod
    def manifest_of(
        cls,
        *,
        metadata: Metadata,
        spec: ObjectStoreSpec,
    ) -> dict[str, Any]: ...

class ObjectStoreSpec(Struct):
    def __init__(
        self,
        *,
        configuration: ObjectStoreSpecConfiguration,
        instance_sidecar_configuration: ObjectStoreSpecInstanceSidecarConfiguration | None = ...,
        retention_policy: str | None = ...,
    ) -> None: ...

class ObjectStoreSpecConfiguration(Struct):
    def __init__(
        self,
        *,
        destination_path: str,
        azure_credentials: ObjectStoreSpecConfigurationAzureCredentials | None = ...,
        data: ObjectStoreSpecConfigurationData | None = ...,
        endpoint_ca: ObjectStoreSpecConfigurationEndpointCA | None = ...,
        endpoint_url: str | None = ...,
        google_credentials: ObjectStoreSpecConfigurationGoogleCredentials | None = ...,
        history_tags: Mapping[str, str] | None = ...,
        s3_credentials: ObjectStoreSpecConfigurationS3Credentials | None = ...,
        server_name: str | None = ...,
        tags: Mapping[str, str] | None = ...,
        wal: ObjectStoreSpecConfigurationWal | None = ...,
    ) -> None: ...

class ObjectStoreSpecConfigurationAzureCredentials(Struct):
    def __init__(
        self,
        *,
        connection_string: ObjectStoreSpecConfigurationEndpointCA | None = ...,
        inherit_from_azure_ad: bool | None = ...,
        storage_account: ObjectStoreSpecConfigurationEndpointCA | None = ...,
        storage_key: ObjectStoreSpecConfigurationEndpointCA | None = ...,
        storage_sas_token: ObjectStoreSpecConfigurationEndpointCA | None = ...,
        use_default_azure_credentials: bool | None = ...,
    ) -> None: ...

class ObjectStoreSpecConfigurationData(Struct):
    def __init__(
        self,
        *,
        additional_command_args: Sequence[str] | None = ...,
        compression: Literal['bzip2', 'gzip', 'lz4', 'snappy'] | None = ...,
        encryption: Literal['AES256', 'aws:kms'] | None = ...,
        immediate_checkpoint: bool | None = ...,
        jobs: int | None = ...,
        restore_additional_command_args: Sequence[str] | None = ...,
    ) -> None: ...

class ObjectStoreSpecConfigurationEndpointCA(Struct):
    def __init__(
        self,
        *,
        key: str,
        name: str,
    ) -> None: ...

class ObjectStoreSpecConfigurationGoogleCredentials(Struct):
    def __init__(
        self,
        *,
        application_credentials: ObjectStoreSpecConfigurationEndpointCA | None = ...,
        gke_environment: bool | None = ...,
    ) -> None: ...

class ObjectStoreSpecConfigurationS3Credentials(Struct):
    def __init__(
        self,
        *,
        access_key_id: ObjectStoreSpecConfigurationEndpointCA | None = ...,
        inherit_from_iam_role: bool | None = ...,
        region: ObjectStoreSpecConfigurationEndpointCA | None = ...,
        secret_access_key: ObjectStoreSpecConfigurationEndpointCA | None = ...,
        session_token: ObjectStoreSpecConfigurationEndpointCA | None = ...,
    ) -> None: ...

class ObjectStoreSpecConfigurationWal(Struct):
    def __init__(
        self,
        *,
        archive_additional_command_args: Sequence[str] | None = ...,
        compression: Literal['bzip2', 'gzip', 'lz4', 'snappy', 'xz', 'zstd'] | None = ...,
        encryption: Literal['AES256', 'aws:kms'] | None = ...,
        max_parallel: int | None = ...,
        restore_additional_command_args: Sequence[str] | None = ...,
    ) -> None: ...

class ObjectStoreSpecInstanceSidecarConfiguration(Struct):
    def __init__(
        self,
        *,
        additional_container_args: Sequence[str] | None = ...,
        env: Sequence[ObjectStoreSpecInstanceSidecarConfigurationEnv] | None = ...,
        log_level: Literal['error', 'warning', 'info', 'debug', 'trace'] | None = ...,
        resources: ObjectStoreSpecInstanceSidecarConfigurationResources | None = ...,
        retention_policy_interval_seconds: int | None = ...,
    ) -> None: ...

class ObjectStoreSpecInstanceSidecarConfigurationEnv(Struct):
    def __init__(
        self,
        *,
        name: str,
        value: str | None = ...,
        value_from: ObjectStoreSpecInstanceSidecarConfigurationEnvValueFrom | None = ...,
    ) -> None: ...

class ObjectStoreSpecInstanceSidecarConfigurationEnvValueFrom(Struct):
    def __init__(
        self,
        *,
        config_map_key_ref: ObjectStoreSpecInstanceSidecarConfigurationEnvValueFromSecretKeyRef | None = ...,
        field_ref: ObjectStoreSpecInstanceSidecarConfigurationEnvValueFromFieldRef | None = ...,
        file_key_ref: ObjectStoreSpecInstanceSidecarConfigurationEnvValueFromFileKeyRef | None = ...,
        resource_field_ref: ObjectStoreSpecInstanceSidecarConfigurationEnvValueFromResourceFieldRef | None = ...,
        secret_key_ref: ObjectStoreSpecInstanceSidecarConfigurationEnvValueFromSecretKeyRef | None = ...,
    ) -> None: ...

class ObjectStoreSpecInstanceSidecarConfigurationEnvValueFromFieldRef(Struct):
    def __init__(
        self,
        *,
        field_path: str,
        api_version: str | None = ...,
    ) -> None: ...

class ObjectStoreSpecInstanceSidecarConfigurationEnvValueFromFileKeyRef(Struct):
    def __init__(
        self,
        *,
        key: str,
        path: str,
        volume_name: str,
        optional: bool | None = ...,
    ) -> None: ...

class ObjectStoreSpecInstanceSidecarConfigurationEnvValueFromResourceFieldRef(Struct):
    def __init__(
        self,
        *,
        resource: str,
        container_name: str | None = ...,
        divisor: int | str | None = ...,
    ) -> None: ...

class ObjectStoreSpecInstanceSidecarConfigurationEnvValueFromSecretKeyRef(Struct):
    def __init__(
        self,
        *,
        key: str,
        name: str | None = ...,
        optional: bool | None = ...,
    ) -> None: ...

class ObjectStoreSpecInstanceSidecarConfigurationResources(Struct):
    def __init__(
        self,
        *,
        claims: Sequence[ObjectStoreSpecInstanceSidecarConfigurationResourcesClaims] | None = ...,
        limits: Mapping[str, int | str] | None = ...,
        requests: Mapping[str, int | str] | None = ...,
    ) -> None: ...

class ObjectStoreSpecInstanceSidecarConfigurationResourcesClaims(Struct):
    def __init__(
        self,
        *,
        name: str,
        request: str | None = ...,
    ) -> None: ...
