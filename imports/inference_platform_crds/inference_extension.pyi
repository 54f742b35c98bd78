# Made by `python -m inference_platform_bindings.generate`; do not edit.

from collections.abc import Mapping, Sequence
from typing import Any, Literal

from constructs import Construct

from inference_platform_bindings.metadata import ObjectMeta as ObjectMeta
from inference_platform_bindings.resource import Metadata, Resource
from inference_platform_bindings.struct import Struct

class InferencePool(Resource):
    def __init__(
        self,
        scope: Construct,
        id: str,
        *,
        metadata: Metadata,
        spec: InferencePoolSpec,
    ) -> None: ...
    @classmethod
    def manifest_of(
        cls,
        *,
        metadata: Metadata,
        spec: InferencePoolSpec,
    ) -> dict[str, Any]: ...

class InferencePoolSpec(Struct):
    def __init__(
        self,
        *,
        selector: InferencePoolSpecSelector,
        target_ports: Sequence[InferencePoolSpecTargetPorts],
        app_protocol: Literal['http', 'kubernetes.io/h2c'] | None = ...,
        endpoint_picker_ref: InferencePoolSpecEndpointPickerRef | None = ...,
    ) -> None: ...

class InferencePoolSpecEndpointPickerRef(Struct):
    def __init__(
        self,
        *,
        name: str,
        failure_mode: Literal['FailOpen', 'FailClose'] | None = ...,
        group: str | None = ...,
        kind: str | None = ...,
        port: InferencePoolSpecTargetPorts | None = ...,
    ) -> None: ...

class InferencePoolSpecSelector(Struct):
    def __init__(
        self,
        *,
        match_labels: Mapping[str, str],
    ) -> None: ...

class InferencePoolSpecTargetPorts(Struct):
    def __init__(
        self,
        *,
        number: int,
    ) -> None: ...
