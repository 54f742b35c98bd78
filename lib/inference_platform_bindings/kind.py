"""Kinds: what a whole object of a kind must look like, and how it is built from its parts."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, cast

from inference_platform_bindings.containers import Object
from inference_platform_bindings.errors import SchemaError
from inference_platform_bindings.messages import instead, violation
from inference_platform_bindings.module import Module
from inference_platform_bindings.naming import keyword_names
from inference_platform_bindings.struct import plain

Manifest = dict[str, Any]


class Kind:
    """A kind and its schema.

    Attributes:
        name: The kind, for example `Gateway`.
        api_version: The newest stable version that is served, for example `gateway.networking.k8s.io/v1`.
        namespaced: Whether its objects live in a namespace.
        core: Whether Kubernetes itself brings the kind, rather than a CRD.
        node: The schema of a whole manifest.
    """

    def __init__(self, module: Module, name: str, data: Mapping[str, Any]) -> None:
        self.name = name
        self.api_version: str = data["apiVersion"]
        self.namespaced: bool = data["namespaced"]
        self.core = module.core
        fields = {
            "apiVersion": {"type": "string", "enum": [self.api_version]},
            "kind": {"type": "string", "enum": [name]},
            "metadata": "metadata",
            **data["fields"],
        }
        required = ["apiVersion", "kind", "metadata", *data["required"]]
        self.node = Object({"type": "object", "properties": fields, "required": required}, module, name)
        self.keywords = keyword_names(data["fields"])

    def violations(self, manifest: Mapping[str, Any]) -> list[str]:
        """Return a sentence for everything that is wrong with a finished manifest."""
        errors: list[str] = []
        self.node.check(manifest, None, errors)
        metadata = manifest.get("metadata")
        if isinstance(metadata, Mapping) and not (metadata.get("name") or metadata.get("generateName")):
            errors.append(violation((None, "metadata.name"), "set", "nothing", "give the object a name"))
        return errors

    def build(
        self, metadata: Any, fields: Mapping[str, Any], default_namespace: Callable[[], str | None] | None = None
    ) -> Manifest:
        """Return the manifest of an object after checking all of it.

        Args:
            metadata: An ObjectMeta, a map with Kubernetes' field names, or a cdk8s.ApiObjectMetadata.
            fields: The other parts by keyword argument; None leaves one out.
            default_namespace: Tells where a namespaced object goes when its metadata does not.

        Raises:
            SchemaError: Anything is wrong; the message names all of it.
        """
        data: Manifest = {"apiVersion": self.api_version, "kind": self.name}
        data["metadata"] = self._metadata(metadata, default_namespace)
        errors: list[str] = []
        for keyword, value in fields.items():
            if keyword not in self.keywords:
                path = (None, keyword)
                known = [*self.keywords, "metadata"]
                errors.append(violation(path, f"a field of {self.name}", "an unknown field", instead(keyword, known)))
            elif value is not None:
                data[self.keywords[keyword]] = value
        self.node.check(data, None, errors)
        if isinstance(data["metadata"], Mapping):
            self._check_place(data["metadata"], errors)
        if errors:
            raise SchemaError(errors)
        return cast(Manifest, plain(data))

    def _metadata(self, metadata: Any, default_namespace: Callable[[], str | None] | None) -> Any:
        if not isinstance(metadata, Mapping):
            metadata = _from_jsii(metadata)
        if not self.namespaced or default_namespace is None:
            return metadata
        if not isinstance(metadata, Mapping) or metadata.get("namespace"):
            return metadata
        namespace = default_namespace()
        return {**metadata, "namespace": namespace} if namespace else metadata

    def _check_place(self, metadata: Mapping[str, Any], errors: list[str]) -> None:
        if not metadata.get("name"):
            advice = "give the object a stable name, none is generated"
            errors.append(violation((None, "metadata.name"), "set", "nothing", advice))
        path = (None, "metadata.namespace")
        if self.namespaced and not metadata.get("namespace"):
            errors.append(violation(path, "set", "nothing", "give it in the metadata or to the chart"))
        if not self.namespaced and metadata.get("namespace") is not None:
            got = str(metadata["namespace"])
            errors.append(violation(path, "left out", got, f"a {self.name} belongs to the whole cluster"))


def _from_jsii(value: Any) -> Any:
    """Turn a jsii struct (ApiObjectMetadata, OwnerReference) into a map with Kubernetes' names."""
    values = getattr(value, "_values", None)
    if values is not None:
        return {_camel_case(name): _from_jsii(item) for name, item in values.items() if item is not None}
    return [_from_jsii(item) for item in value] if isinstance(value, list) else value


def _camel_case(name: str) -> str:
    first, *rest = name.split("_")
    return first + "".join(word.capitalize() for word in rest)
