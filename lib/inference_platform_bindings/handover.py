"""Hands manifests to cdk8s; the one module that talks to it.

In Python `cdk8s.ApiObject` takes no spec, only API version, kind and metadata. So a resource is an ApiObject that
overrides `to_json`: making it costs one call to Node, and cdk8s asks for the data when it synthesizes.
"""

from __future__ import annotations

from typing import Any, cast
from weakref import ReferenceType, WeakKeyDictionary, ref

import cdk8s
from constructs import Construct, IConstruct
from jsii import JSIIMeta

from inference_platform_bindings.errors import ConfigError, SchemaError
from inference_platform_bindings.kind import Kind, Manifest
from inference_platform_bindings.messages import Path, violation
from inference_platform_bindings.naming import snake_case
from inference_platform_bindings.resource import Resource
from inference_platform_bindings.struct import plain

# Asking cdk8s costs a call to Node, so it is asked once for each scope and chart.
_charts: WeakKeyDictionary[IConstruct, ReferenceType[cdk8s.Chart]] = WeakKeyDictionary()
_defaults: WeakKeyDictionary[cdk8s.Chart, tuple[str | None, dict[str, str]]] = WeakKeyDictionary()
_classes: dict[type, type] = {}


class ResourceConstruct(cdk8s.ApiObject):
    """The cdk8s side of every resource class.

    Attributes:
        manifest: The object as plain data. It may be changed until synthesis; such changes are not checked again.
            Labels of the chart and what users do through `metadata` and `add_json_patch` are not in it, but in
            `final_manifest()`.
    """

    _kind: Kind
    manifest: Manifest

    def __init__(self, scope: Construct, id: str, *, metadata: Any = None, **fields: Any) -> None:
        kind = self._kind
        self._scope = scope
        self._metadata_used = False
        self._patches: list[cdk8s.JsonPatch] = []
        try:
            self.manifest = kind.build(metadata, fields, lambda: chart_defaults(chart_of(scope))[0])
            self._handed = plain(self.manifest["metadata"])
            handed = _jsii_metadata(self._handed)
            super().__init__(scope, id, api_version=kind.api_version, kind=kind.name, metadata=handed)
        except SchemaError as error:
            raise SchemaError(f"{_path_of(scope)}{id}: {line}" for line in error.violations) from None
        except RuntimeError as error:
            # What cdk8s says itself: the id is taken, or no chart is around.
            advice = "give it another id or scope"
            message = f"{_path_of(scope)}{id}: must be a new construct inside a chart, got '{error}'; {advice}"
            raise ConfigError(message) from None

    def __getattribute__(self, name: str) -> Any:
        # Whoever asks for `metadata` may change it on the JavaScript side. A Python property would be called
        # back from there at every access; this is not seen there.
        if name == "metadata":
            object.__setattr__(self, "_metadata_used", True)
        return super().__getattribute__(name)

    def add_json_patch(self, *ops: cdk8s.JsonPatch) -> None:
        """Change the final manifest, past the schema if need be.

        Args:
            ops: RFC 6902 operations, applied in order.
        """
        self._patches.extend(ops)

    def final_manifest(self) -> Manifest:
        """Return the manifest as it will be written: with labels of the chart, metadata changes and patches."""
        final = {**self.manifest, "metadata": self._final_metadata()}
        if self._patches:
            final = cdk8s.JsonPatch.apply(_sorted(final), *self._patches)
        return cast(Manifest, _sorted(final))

    def to_json(self) -> Any:
        """Return the final manifest; cdk8s calls this at synthesis.

        Raises:
            ConfigError: The manifest holds a null, which cdk8s would drop without a word. Only free-form fields can
                hold one, and there it often has a meaning (in Helm values it deletes a default).
        """
        manifest = self.final_manifest()
        path = None if self._kind.core else _path_to_null(manifest, None)
        if path is not None:
            advice = "leave it out, or write the manifests without cdk8s"
            raise ConfigError(f"{self.node.path}: {violation(path, 'a value that cdk8s can write', 'null', advice)}")
        return manifest

    def _final_metadata(self) -> Manifest:
        metadata = plain(self.manifest["metadata"])
        labels = chart_defaults(chart_of(self._scope))[1]
        if labels:
            metadata["labels"] = {**labels, **metadata.get("labels", {})}
        if self._metadata_used:
            before = {**self._handed, "labels": {**labels, **self._handed.get("labels", {})}}
            _apply_changes(metadata, before, super().__getattribute__("metadata").to_json())
            if not self._kind.namespaced:
                metadata.pop("namespace", None)
        return cast(Manifest, metadata)


def _apply_changes(target: Manifest, before: Manifest, after: Manifest) -> None:
    """Bring to `target` what has changed between two states of the metadata."""
    for key, value in after.items():
        if isinstance(value, dict) and isinstance(target.get(key, {}), dict):
            inner = dict(target.get(key, {}))
            _apply_changes(inner, before.get(key, {}), value)
            if inner:
                target[key] = inner
        elif value != before.get(key):
            target[key] = value


def _path_to_null(value: Any, path: Path | None) -> Path | None:
    """Return where the first null is below a path, or None."""
    entries = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, item in entries:
        found = (path, key) if item is None else _path_to_null(item, (path, key))
        if found is not None:
            return found
    return None


class _ConstructMeta(JSIIMeta, type(Resource)):  # type: ignore[misc]
    """The metaclass of classes that are both."""


def construct_class(cls: type) -> type:
    """Return the class that is both the resource class `cls` and a cdk8s.ApiObject."""
    if cls not in _classes:
        _classes[cls] = _ConstructMeta(cls.__name__, (cls, ResourceConstruct), {"__module__": cls.__module__})
    return _classes[cls]


def _path_of(scope: Construct) -> str:
    path = scope.node.path
    return f"{path}/" if path else ""


def chart_of(scope: IConstruct) -> cdk8s.Chart:
    """Return the chart that a construct is in."""
    known = _charts.get(scope)
    chart = known() if known is not None else None
    if chart is None:
        chart = cdk8s.Chart.of(scope)
        _charts[scope] = ref(chart)
    return chart


def chart_defaults(chart: cdk8s.Chart) -> tuple[str | None, dict[str, str]]:
    """Return the namespace and the labels that a chart gives to its objects."""
    defaults = _defaults.get(chart)
    if defaults is None:
        defaults = _defaults[chart] = (chart.namespace, dict(chart.labels))
    return defaults


def _sorted(value: Any) -> Any:
    """Copy a manifest with its keys in order, as cdk8s itself writes them."""
    if isinstance(value, dict):
        return {key: _sorted(value[key]) for key in sorted(value)}
    return [_sorted(item) for item in value] if isinstance(value, list) else value


def _is_same(left: Any, right: Any) -> bool:
    # Not `is`: for a construct that JavaScript made, jsii hands out a new Python object each time.
    return bool(left.__jsii_ref__.ref == right.__jsii_ref__.ref)


def manifests_in(chart: cdk8s.Chart) -> list[Manifest]:
    """Return the final manifests of a chart's own objects, in the order in which they were made."""
    manifests = []
    for construct in chart.node.find_all():
        if isinstance(construct, ResourceConstruct):
            if _is_same(chart_of(construct._scope), chart):
                manifests.append(construct.final_manifest())
        elif isinstance(construct, cdk8s.ApiObject) and _is_same(cdk8s.Chart.of(construct), chart):
            manifests.append(cast(Manifest, construct.to_json()))
    return manifests


def _jsii_metadata(metadata: Manifest) -> dict[str, Any]:
    """Return the metadata as keyword arguments of cdk8s.ApiObjectMetadata."""
    return {snake_case(name): value for name, value in metadata.items() if name != "ownerReferences"}
