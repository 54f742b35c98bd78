"""What is rendered for the proof: prod, with a version of the picker that can be had, one cache, and a canary."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from environments.prod import PROD
from environments.staging import STAGING
from inference_platform import Environment, synthesize
from inference_platform.constructs.endpoint_picker import EppVersion
from inference_platform.constructs.serving import KvCacheAware, ProxyEntry, ServedModel, ThroughGateway
from tests.conformance.litellm.rendered import Rendered, rendered

NAMESPACE = "llm-platform"
CANARY = "qwen-7b-next"
SHARE = 0.1
"""Part of the requests for qwen-7b that the canary is to get."""


def environment(version: EppVersion) -> Environment:
    """The prod of this repository with three differences.

    The pickers are of another version, because llm-d-router is in no registry but as an image. The cache has one
    member, as in staging. And qwen-7b has a canary.
    """
    return replace(PROD, cache=STAGING.cache, models=tuple(_models(version)))


def _models(version: EppVersion) -> Iterator[ServedModel]:
    for model in PROD.models:
        routing = model.chosen_routing
        if isinstance(routing, KvCacheAware):
            routing = replace(routing, picker=replace(routing.picker, version=version))
        each = replace(model, routing=routing)
        if model.name == "qwen-7b":
            yield replace(each, proxy=replace(each.proxy, weight=9))
            canary = ProxyEntry(weight=1)
            yield replace(each, name=CANARY, served_as=("qwen-7b",), routing=ThroughGateway(), proxy=canary)
        else:
            yield each


def rendering(version: EppVersion, folder: Path) -> Rendered:
    """Render it.

    Args:
        version: Version of the pickers.
        folder: For the output.
    """
    assert synthesize([environment(version)], outdir=str(folder)) == 0
    return rendered(PROD.name, folder)
