# Made by `python -m inference_platform_bindings.generate`; do not edit.

from collections.abc import Mapping, Sequence
from typing import Any, Literal

from constructs import Construct

from inference_platform_bindings.metadata import ObjectMeta as ObjectMeta
from inference_platform_bindings.resource import Metadata, Resource
from inference_platform_bindings.struct import Struct

class InferenceModelRewrite(Resource):
    def __init__(
        self,
        scope: Construct,
        id: str,
        *,
        metadata: Metadata,
        spec: InferenceModelRewriteSpec | None = ...,
    ) -> None: ...
    @classmethod
    def manifest_of(
        cls,
        *,
        metadata: Metadata,
        spec: InferenceModelRewriteSpec | None = ...,
    ) -> dict[str, Any]: ...

class InferenceObjective(Resource):
    def __init__(
        self,
        scope: Construct,
        id: str,
        *,
        metadata: Metadata,
        spec: InferenceObjectiveSpec | None = ...,
    ) -> None: ...
    @classmethod
    def manifest_of(
        cls,
        *,
        metadata: Metadata,
        spec: InferenceObjectiveSpec | None = ...,
    ) -> dict[str, Any]: ...

class InferenceModelRewriteSpec(Struct):
    def __init__(
        self,
        *,
        pool_ref: InferenceObjectiveSpecPoolRef,
        rules: Sequence[InferenceModelRewriteSpecRules],
    ) -> None: ...

class InferenceModelRewriteSpecRules(Struct):
    def __init__(
        self,
        *,
        matches: Sequence[InferenceModelRewriteSpecRulesMatches] | None = ...,
        targets: Sequence[InferenceModelRewriteSpecRulesTargets] | None = ...,
    ) -> None: ...

class InferenceModelRewriteSpecRulesMatches(Struct):
    def __init__(
        self,
        *,
        model: InferenceModelRewriteSpecRulesMatchesModel,
    ) -> None: ...

class InferenceModelRewriteSpecRulesMatchesModel(Struct):
    def __init__(
        self,
        *,
        value: str,
        type: Literal['Exact'] | None = ...,
    ) -> None: ...

class InferenceModelRewriteSpecRulesTargets(Struct):
    def __init__(
        self,
        *,
        model_rewrite: str,
        weight: int | None = ...,
    ) -> None: ...

class InferenceObjectiveSpec(Struct):
    def __init__(
        self,
        *,
        pool_ref: InferenceObjectiveSpecPoolRef,
        priority: int | None = ...,
    ) -> None: ...

class InferenceObjectiveSpecPoolRef(Struct):
    def __init__(
        self,
        *,
        name: str,
        group: str | None = ...,
        kind: str | None = ...,
    ) -> None: ...
