from __future__ import annotations

from collections.abc import Mapping

import pytest

from inference_platform.constructs.knative.relations import parts_of
from tests.conformance.knative.values import IGNORED, OTHERWISE, REFUSED, Text
from tests.conformance.knative.verdicts import CONFIG_MAPS, Webhook
from tests.conformance.kserve.rendering import FOLDERS, knative_config, rendered_environment
from tests.constructs.knative.knative_edges import right
from tests.constructs.knative.knative_everything import EVERYTHING

_FLIPPED = {
    "Enabled": "Disabled",
    "Disabled": "Enabled",
    "enabled": "disabled",
    "disabled": "enabled",
    "true": "false",
    "false": "true",
    "900": "899",
}
"""Other values than those that have the same effect as no value."""


def config_of(props: object) -> dict[str, dict[str, str]]:
    """Data of the ConfigMaps of settings, without Kourier's, whose parser is in no Go module."""
    return {name: part.data(EVERYTHING.version) for name, part in parts_of(props).items() if name in CONFIG_MAPS}


def parsed(knative_serving: Webhook, name: str, data: Mapping[str, str]) -> object:
    """What Knative reads from a ConfigMap; its errors if it refuses it."""
    (verdict,) = knative_serving.parse([(name, data)])
    return verdict.errors or verdict.parsed


def test_knative_reads_every_config_map_of_the_environments(knative_serving: Webhook) -> None:
    configs = [knative_config(rendered_environment(name)) for name in FOLDERS]
    maps = [(name, data) for config in configs for name, data in config.items() if name in CONFIG_MAPS]
    assert {name for name, _ in maps} == {"autoscaler", "defaults", "deployment", "features", "network"}
    assert [verdict for verdict in knative_serving.parse(maps) if verdict.errors] == []


def test_knative_reads_every_config_map_at_the_edges_of_what_we_take(knative_serving: Webhook) -> None:
    maps = [(name, data) for props in right() for name, data in config_of(props).items()]
    assert len(maps) > 150
    assert [verdict for verdict in knative_serving.parse(maps) if verdict.errors] == []


@pytest.mark.parametrize("name", CONFIG_MAPS)
def test_knative_knows_every_key_that_we_write(knative_serving: Webhook, name: str) -> None:
    data = config_of(EVERYTHING)[name]
    whole = parsed(knative_serving, name, data)
    unread = []
    for key, value in data.items():
        changed = {other: text for other, text in data.items() if other != key}
        if value in _FLIPPED:
            changed[key] = _FLIPPED[value]
        if parsed(knative_serving, name, changed) == whole:
            unread.append(key)
    assert unread == []


@pytest.mark.parametrize("text", REFUSED)
def test_knative_refuses(knative_serving: Webhook, text: Text) -> None:
    name, key, value = text
    (verdict,) = knative_serving.parse([(name, {key: value})])
    assert verdict.errors != ()


@pytest.mark.parametrize("text", IGNORED)
def test_knative_silently_ignores(knative_serving: Webhook, text: Text) -> None:
    name, key, value = text
    assert parsed(knative_serving, name, {key: value}) == parsed(knative_serving, name, {})


@pytest.mark.parametrize(("text", "why"), OTHERWISE)
def test_knative_reads_but_not_as_it_looks(knative_serving: Webhook, text: Text, why: str) -> None:
    name, key, value = text
    (verdict,) = knative_serving.parse([(name, {key: value})])
    assert verdict.errors == (), why
    assert verdict.parsed != parsed(knative_serving, name, {})
