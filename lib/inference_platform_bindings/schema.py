"""Schemas of finished manifests: which kinds are known, and what is wrong with an object. Never loads cdk8s."""

from __future__ import annotations

from collections.abc import Mapping
from importlib import import_module
from pathlib import Path
from typing import Any

from inference_platform_bindings.kind import Kind
from inference_platform_bindings.messages import shown, violation
from inference_platform_bindings.module import at

KindInfo = Kind
"""What is known about a kind: `name`, `api_version`, `namespaced` and the schema `node` of a manifest."""


class Catalogue:
    """The kinds of a folder of generated bindings.

    Args:
        folder: A package that `python -m inference_platform_bindings.generate` has written.
        package: Its import name.
    """

    def __init__(self, folder: Path, package: str) -> None:
        self.folder = folder
        self.package = package
        self._modules: dict[tuple[str, str], str] | None = None

    def kind(self, api_version: str, kind: str) -> Kind | None:
        """Return what is known about a kind, or None when it is not one of ours."""
        module = self.kinds().get((api_version, kind))
        if module is None:
            return None
        return at(str(self.folder / f"{module}.json"), f"{self.package}.{module}").kind(kind)

    def kinds(self) -> Mapping[tuple[str, str], str]:
        """The module of every known (API version, kind)."""
        if self._modules is None:
            import json

            rows = json.loads((self.folder / "kinds.json").read_text(encoding="utf-8"))
            self._modules = {(api_version, kind): module for api_version, kind, module in rows}
        return self._modules

    def violations(self, manifest: Mapping[str, Any]) -> list[str]:
        """Return a sentence for everything that is wrong with a finished manifest.

        Of a kind that is not known only `apiVersion`, `kind` and `metadata` are checked.
        """
        known = self.kind(str(manifest.get("apiVersion")), str(manifest.get("kind")))
        return known.violations(manifest) if known else _unknown_kind_violations(manifest)


def _unknown_kind_violations(manifest: Mapping[str, Any]) -> list[str]:
    from inference_platform_bindings.metadata import NODE

    errors: list[str] = []
    for name in ("apiVersion", "kind"):
        if not isinstance(manifest.get(name), str) or not manifest[name]:
            got = shown(manifest[name]) if name in manifest else "nothing"
            errors.append(violation((None, name), "a text that is not empty", got, "say what the object is"))
    if "metadata" in manifest:
        NODE.check(manifest["metadata"], (None, "metadata"), errors)
    return errors


_catalogues: list[Catalogue] = []


def catalogue() -> Catalogue:
    """Return the kinds of `inference_platform_crds`."""
    if not _catalogues:
        # By name, because the generated package imports this one.
        package = import_module("inference_platform_crds")
        _catalogues.append(Catalogue(Path(package.__path__[0]), package.__name__))
    return _catalogues[0]


def kind_info(api_version: str, kind: str) -> KindInfo | None:
    """Return what is known about a kind (`.namespaced`, `.node` ...), or None when it is not one of ours."""
    return catalogue().kind(api_version, kind)


schema_for = kind_info
"""The same under the name that speaks of its `node`."""


def validate(api_version: str, kind: str, field: str, value: Any, path: str | None = None) -> list[str]:
    """Check one top-level field (such as `spec`) of a known kind.

    Raises:
        KeyError: The kind or the field is not known.
    """
    known = kind_info(api_version, kind)
    if known is None:
        raise KeyError(f"{api_version} {kind}")
    errors: list[str] = []
    known.node.properties[field].check(value, (None, path or field), errors)
    return errors


def validate_manifest(manifest: Mapping[str, Any]) -> list[str]:
    """Return a sentence for everything that is wrong with a finished manifest; nothing when it is right.

    Of a kind that is not known only `apiVersion`, `kind` and `metadata` are checked.
    """
    return catalogue().violations(manifest)
