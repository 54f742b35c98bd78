"""What KServe's objects name in other ways than by a reference: in URIs and annotations."""

from __future__ import annotations

from collections.abc import Iterator

from inference_platform.checks import kinds
from inference_platform.checks.kinds import Kind
from inference_platform.checks.manifest import Manifest
from inference_platform.checks.reading import rows, table, text
from inference_platform.checks.serving import COMPONENTS
from inference_platform.checks.uses import Use

__all__ = ["uses_of_model"]

_CLAIM = "pvc://"
_SECRET_ANNOTATION = "serving.kserve.io/secretName"


def uses_of_model(manifest: Manifest) -> Iterator[Use]:
    """The claims with models and the Secrets for downloads that an object of KServe names."""
    if manifest.type == kinds.LLM_INFERENCE_SERVICE:
        yield from _claim(manifest, "spec.model.uri", text(manifest.spec, "model", "uri"))
    if manifest.type != kinds.INFERENCE_SERVICE:
        return
    secret = text(manifest.data, "metadata", "annotations", _SECRET_ANNOTATION)
    if secret:
        yield _use(manifest, f"metadata.annotations[{_SECRET_ANNOTATION}]", kinds.SECRET, secret)
    for component in COMPONENTS:
        model, field = table(manifest.spec, component, "model"), f"spec.{component}.model"
        yield from _claim(manifest, f"{field}.storageUri", text(model, "storageUri"))
        for position, item in enumerate(rows(model, "storageUris")):
            yield from _claim(manifest, f"{field}.storageUris[{position}].uri", text(item, "uri"))


def _claim(manifest: Manifest, field: str, uri: str) -> Iterator[Use]:
    name = uri.removeprefix(_CLAIM).partition("/")[0]
    if uri.startswith(_CLAIM) and name:
        yield _use(manifest, field, kinds.PERSISTENT_VOLUME_CLAIM, name)


def _use(manifest: Manifest, field: str, kind: Kind, name: str) -> Use:
    return Use(manifest, field, kind, manifest.namespace, name)
