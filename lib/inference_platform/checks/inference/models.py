"""Rules: InferenceServices that KServe's webhook takes, in ways that KServe then also honours.

Taken from the validation and the reconcilers of https://github.com/kserve/kserve 0.16 to 0.20.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from inference_platform.checks import kinds
from inference_platform.checks.index import Index
from inference_platform.checks.manifest import Manifest
from inference_platform.checks.reading import number, rows, table, text
from inference_platform.checks.rule import Violation, rule
from inference_platform.checks.serving import COMPONENTS

__all__ = ["components", "llm_scaling", "model_fields", "model_mode", "model_name", "model_source", "runtime_priority"]

_NAME = re.compile(r"[a-z]([-a-z0-9]*[a-z0-9])?")
_MODES = ("Standard", "Knative", "ModelMesh", "RawDeployment", "Serverless")
_SCHEMES = ("file", "gs", "hdfs", "hf", "http", "https", "oci", "oci+native", "pvc", "s3", "webhdfs")
_SCHEME = re.compile(r"(\w[\w+]*?)://")
_LLM_SCHEMES = ("hf", "oci", "pvc", "s3")
_STORAGE_CONTAINER = "ClusterStorageContainer"


def components(index: Index) -> Iterator[tuple[Manifest, str, Mapping[str, Any]]]:
    """The parts of all InferenceServices, with their names."""
    for service in index.of(kinds.INFERENCE_SERVICE):
        for component in COMPONENTS:
            part = table(service.spec, component)
            if part:
                yield service, component, part


@rule("model/name")
def model_name(index: Index) -> Iterator[Violation]:
    """An InferenceService's name is one that KServe takes, with room for the names that it derives."""
    for service in index.of(kinds.INFERENCE_SERVICE):
        longest = max((len(component) + 1 for component in COMPONENTS if table(service.spec, component)), default=10)
        if service.name and not (_NAME.fullmatch(service.name) and len(service.name) + longest <= 63):
            yield Violation(
                service,
                "metadata.name",
                f"lower-case letters, digits and '-' after a letter, at most {63 - longest} characters",
                service.name,
                "rename it; its Services get the component's name behind it",
            )


@rule("model/mode")
def model_mode(index: Index) -> Iterator[Violation]:
    """An InferenceService's deployment mode is one that KServe knows."""
    for service in index.of(kinds.INFERENCE_SERVICE):
        annotations = table(service.data, "metadata", "annotations")
        mode = annotations.get("serving.kserve.io/deploymentMode")
        if mode is not None and mode not in _MODES:
            yield Violation(
                service,
                "metadata.annotations[serving.kserve.io/deploymentMode]",
                "Standard or Knative",
                str(mode),
                "correct it: KServe would take its default instead",
            )


@rule("model/source")
def model_source(index: Index) -> Iterator[Violation]:
    """A model comes from one place, by a scheme that KServe can download."""
    more = index.of(kinds.CLUSTER_STORAGE_CONTAINER) or any(
        item.kind == _STORAGE_CONTAINER for item in index.declared.external
    )
    for service, component, part in components(index):
        model, field = table(part, "model"), f"spec.{component}.model"
        if model.get("storageUri") is not None and model.get("storageUris") is not None:
            yield Violation(service, field, "with storageUri or storageUris", "both", "keep one of them")
        if not more:
            yield from _scheme(service, f"{field}.storageUri", text(model, "storageUri"), _SCHEMES)
    for service in index.of(kinds.LLM_INFERENCE_SERVICE):
        yield from _scheme(service, "spec.model.uri", text(service.spec, "model", "uri"), _LLM_SCHEMES)


def _scheme(service: Manifest, field: str, uri: str, known: tuple[str, ...]) -> Iterator[Violation]:
    found = _SCHEME.match(uri)
    if found is not None and found[1] not in known:
        yield Violation(service, field, f"a URI of a known scheme ({', '.join(known)})", uri, "correct the scheme")


@rule("model/fields")
def model_fields(index: Index) -> Iterator[Violation]:
    """An InferenceService has no field that KServe's webhook refuses in its mode."""
    for service, component, part in components(index):
        field, model = f"spec.{component}", table(part, "model")
        if component == "predictor" and model.get("name"):
            yield Violation(service, f"{field}.model.name", "absent", str(model["name"]), "remove it")
        for entry in rows(model, "env"):
            if text(entry, "name") == "PYTHONPATH":
                yield Violation(
                    service, f"{field}.model.env[PYTHONPATH]", "absent", "given", "remove it; KServe refuses it"
                )
        concurrency = number(part, "containerConcurrency")
        if concurrency is not None and concurrency < 0:
            yield Violation(service, f"{field}.containerConcurrency", "at least 0", concurrency, "0 is unlimited")


@rule("model/runtime-priority")
def runtime_priority(index: Index) -> Iterator[Violation]:
    """No two cluster-wide runtimes offer themselves for one format with the same priority."""
    seen: dict[tuple[object, ...], Manifest] = {}
    for runtime in index.of(kinds.CLUSTER_SERVING_RUNTIME):
        if runtime.spec.get("disabled") is True:
            continue
        for position, item in enumerate(rows(runtime.spec, "supportedModelFormats")):
            priority = number(item, "priority")
            if item.get("autoSelect") is not True or priority is None:
                continue
            for protocol in runtime.spec.get("protocolVersions") or ():
                key = (str(protocol), text(item, "name").lower(), str(item.get("version")), priority)
                first = seen.setdefault(key, runtime)
                if first is not runtime and first.spec.get("multiModel") == runtime.spec.get("multiModel"):
                    yield Violation(
                        runtime,
                        f"spec.supportedModelFormats[{position}].priority",
                        f"another than in ClusterServingRuntime {first.name} for {text(item, 'name')} ({protocol})",
                        priority,
                        "change it, or leave autoSelect out and name the runtime in every model",
                    )


@rule("model/llm-scaling")
def llm_scaling(index: Index) -> Iterator[Violation]:
    """An LLMInferenceService has a fixed number of replicas or is scaled, not both."""
    for service in index.of(kinds.LLM_INFERENCE_SERVICE):
        for field, part in (("spec", service.spec), ("spec.prefill", table(service.spec, "prefill"))):
            if part.get("replicas") is not None and part.get("scaling") is not None:
                yield Violation(service, f"{field}.replicas", "absent beside scaling", part["replicas"], "remove one")
