"""`metadata` of every object: Kubernetes' ObjectMeta, written by hand because it belongs to no project."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from inference_platform_bindings.compile import compile_schema, named
from inference_platform_bindings.containers import Object
from inference_platform_bindings.nodes import Node, Schema
from inference_platform_bindings.struct import Struct

_STRINGS = {"type": "map", "values": "string"}
_OWNER: Schema = {
    "type": "object",
    "properties": {
        "apiVersion": "string",
        "kind": "string",
        "name": "string",
        "uid": "string",
        "blockOwnerDeletion": "boolean",
        "controller": "boolean",
    },
    "required": ["apiVersion", "kind", "name", "uid"],
}
_METADATA: Schema = {
    "type": "object",
    "properties": {
        "name": "string",
        "generateName": "string",
        "namespace": "string",
        "labels": _STRINGS,
        "annotations": _STRINGS,
        "finalizers": {"type": "array", "items": "string", "unique": True},
        "ownerReferences": {"type": "array", "items": _OWNER, "keys": ["uid"]},
        # The rest is written by the API server; a manifest that was read from a cluster has it.
        "creationTimestamp": "date-time",
        "deletionGracePeriodSeconds": "int64",
        "deletionTimestamp": "date-time",
        "generation": "int64",
        "managedFields": {"type": "array", "items": "map"},
        "resourceVersion": "string",
        "selfLink": "string",
        "uid": "string",
    },
}


class _Compiler:
    """Resolves the short names above."""

    core = True

    def compile(self, schema: str | Schema) -> Node:
        return named(schema, self) if isinstance(schema, str) else compile_schema(schema, self, "ownerReferences")


NODE = Object(_METADATA, _Compiler(), "ObjectMeta")


class ObjectMeta(Struct):
    """Name, namespace, labels and annotations of an object."""

    _node = NODE

    def __init__(
        self,
        *,
        name: str | None = None,
        generate_name: str | None = None,
        namespace: str | None = None,
        labels: Mapping[str, str] | None = None,
        annotations: Mapping[str, str] | None = None,
        finalizers: Sequence[str] | None = None,
        owner_references: Sequence[Mapping[str, Any]] | None = None,
    ) -> None:
        """Check and hold the metadata.

        Args:
            name: The object's name.
            generate_name: What the cluster makes a name from (pod templates only).
            namespace: The object's namespace.
            labels: What selectors look at.
            annotations: What tools look at.
            finalizers: Who must agree before the object goes away.
            owner_references: Whose disappearance takes the object along, with Kubernetes' own field names.
        """
        super().__init__(
            name=name,
            generate_name=generate_name,
            namespace=namespace,
            labels=labels,
            annotations=annotations,
            finalizers=finalizers,
            owner_references=owner_references,
        )


NODE.struct = ObjectMeta
