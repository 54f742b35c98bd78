"""Rule: the Deployments that KServe makes. CRDs say little about pods, so the API server refuses them only then."""

from __future__ import annotations

import re
from collections.abc import Container, Iterator, Mapping
from functools import cache
from typing import Any, cast

from inference_platform.checks import kinds
from inference_platform.checks.declared import Declared
from inference_platform.checks.index import Index
from inference_platform.checks.manifest import Manifest
from inference_platform.checks.names import annotation_keys, label_syntax
from inference_platform.checks.pods import deadline
from inference_platform.checks.reading import rows, table, text
from inference_platform.checks.rule import Violation, rule
from inference_platform.checks.schema import fields
from inference_platform.checks.serving import MODEL_CONTAINER, is_knative, runtime_of
from inference_platform.checks.templates import PodTemplate
from inference_platform.checks.workloads import restart_policy, rollout
from inference_platform_bindings.containers import List, Object
from inference_platform_bindings.schema import KindInfo, kind_info

__all__ = ["deployment", "made_deployments"]

_RULES = (fields, label_syntax, annotation_keys, deadline, restart_policy, rollout)
"""What is asked about Deployments; rules about all pod templates look at KServe's anyway."""

_CONTAINER = re.compile(r"(containers|initContainers)\[(\d+)\]")


@rule("model/deployment")
def made_deployments(index: Index) -> Iterator[Violation]:
    """The Deployment that KServe makes of an InferenceService and its runtime is one that Kubernetes takes."""
    for template in index.complete_templates:
        if template.manifest.type != kinds.INFERENCE_SERVICE or not _is_readable(index, template.manifest):
            continue
        made = Manifest(environment="", chart="", data=deployment(template))
        alone = Index([made], Declared())
        for found in (each for examine in _RULES for each in examine(alone)):
            field, do = _field(template, found.field), f"{found.do} (here or in the runtime)"
            yield Violation(template.manifest, field, found.expected, found.got, do)


def deployment(template: PodTemplate) -> dict[str, Any]:
    """The Deployment of a component of an InferenceService, whose pod template is complete.

    In Knative mode Knative makes it, without the strategy.
    """
    manifest, component = template.manifest, template.field.removeprefix("spec.")
    strategy = {} if is_knative(manifest) else {"strategy": dict(table(template.spec, "deploymentStrategy"))}
    metadata = {"labels": dict(template.labels), "annotations": dict(table(template.spec, "annotations"))}
    return {
        "apiVersion": "apps/v1",
        "kind": "Deployment",
        "metadata": {"name": f"{manifest.name}-{component}", "namespace": manifest.namespace},
        "spec": {
            "selector": {"matchLabels": {"app": template.labels["app"]}},
            **strategy,
            "template": {"metadata": metadata, "spec": _pod(template.spec)},
        },
    }


def _pod(merged: Mapping[str, Any]) -> dict[str, Any]:
    """Leave out what KServe reads itself."""
    pod, container = _known_fields()
    containers = [
        _only(container, each) if text(each, "name") == MODEL_CONTAINER else each for each in rows(merged, "containers")
    ]
    return {**_only(pod, merged), "containers": containers}


def _only(names: Container[str], value: Mapping[str, Any]) -> dict[str, Any]:
    return {key: item for key, item in value.items() if key in names}


@cache
def _known_fields() -> tuple[frozenset[str], frozenset[str]]:
    """The fields of a pod and of a container."""
    pod = cast(KindInfo, kind_info("v1", "Pod")).node.properties["spec"]
    known = cast(Object, pod).properties
    return frozenset(known), frozenset(cast(Object, cast(List, known["containers"]).items).properties)


def _is_readable(index: Index, service: Manifest) -> bool:
    """Whether its own schema and that of the runtime find nothing; else they say it better."""
    runtime = runtime_of(service, index.manifest)
    read = [each for each in (service, runtime) if each is not None]
    return not any(schema.violations(each.data) for each in read if (schema := index.schema(each)))


def _field(template: PodTemplate, field: str) -> str:
    """Where the user wrote what became a field of the Deployment."""
    for start, own in (
        ("spec.template.spec", ""),
        ("spec.template.metadata", ""),
        ("spec.strategy", ".deploymentStrategy"),
    ):
        if field.startswith(start):
            rest = field.removeprefix(start)
            return f"{template.field}{own}{_CONTAINER.sub(lambda found: _named(template, found), rest)}"
    return template.field


def _named(template: PodTemplate, found: re.Match[str]) -> str:
    containers = rows(template.spec, found[1])
    return f"{found[1]}[{text(containers[int(found[2])], 'name') or found[2]}]"
