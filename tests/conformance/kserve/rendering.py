"""Platforms with models, as the library renders them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

import inference_platform  # isort: skip - chooses the Node runtime, which cdk8s starts
import cdk8s
import yaml

from environments import ENVIRONMENTS
from inference_platform import Environment, InferencePlatform
from inference_platform.constructs.knative import KnativeProps
from inference_platform.constructs.serving import ServedModel
from tests.conformance.kserve.verdicts import KINDS

assert inference_platform

Objects = Sequence[Mapping[str, Any]]

_DIST = Path(__file__).parents[3] / "dist"
_STAGING: Environment = next(each for each in ENVIRONMENTS if each.name == "staging")
FOLDERS = tuple(sorted(path.name for path in _DIST.iterdir()))
"""The environments of this repository."""


@cache
def rendered_environment(name: str) -> Objects:
    """Every object of an environment of `dist`."""
    return _parsed(path.read_text("utf-8") for path in sorted((_DIST / name).rglob("*.yaml")))


def rendered(*models: ServedModel, **changes: Any) -> Objects:
    """Every object of a platform with these models, on a Knative of its own."""
    environment = replace(_STAGING, models=models, knative=KnativeProps(), **changes)
    files = InferencePlatform(cdk8s.App(outdir="unused"), environment=environment).files()
    return _parsed(text for path, text in sorted(files.items()) if path.endswith(".yaml"))


def _parsed(texts: Iterable[str]) -> Objects:
    return [each for text in texts for each in yaml.safe_load_all(text) if each and "metadata" in each]


def of_kind(objects: Objects, *kinds: str) -> list[dict[str, Any]]:
    """The objects of these kinds."""
    return [dict(each) for each in objects if each["kind"] in kinds]


def judged(objects: Objects) -> list[dict[str, Any]]:
    """What KServe's webhooks judge."""
    return [each for each in of_kind(objects, *KINDS) if each["apiVersion"].startswith("serving.kserve.io/")]


def surroundings(objects: Objects) -> list[dict[str, Any]]:
    """What KServe looks up besides the objects that it judges."""
    return of_kind(objects, "ServiceAccount", "ConfigMap")


def knative_config(objects: Objects) -> Mapping[str, Mapping[str, str]]:
    """Data of Knative's ConfigMaps, by their names without `config-`; empty without a Knative of the platform."""
    found = of_kind(objects, "KnativeServing")
    return dict(found[0]["spec"]["config"]) if found else {}
