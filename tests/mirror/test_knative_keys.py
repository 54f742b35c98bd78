"""The settings of Knative are those of the list that was taken from its source."""

from __future__ import annotations

import json
import os
from dataclasses import fields
from pathlib import Path
from typing import Any

import pytest

from inference_platform.constructs.knative import KnativeProps
from inference_platform.constructs.knative.network import REPLACED
from inference_platform.constructs.knative.relations import parts_of
from inference_platform.constructs.knative.settings import VERSIONS, Settings
from tests.constructs.knative.knative_keys import KEYS

FACTS: dict[str, Any] = json.loads((Path(os.environ["MIRROR"]) / "facts" / "knative-config.json").read_text())
PARTS = {part.NAME: part for part in parts_of(KnativeProps()).values() if f"config-{part.NAME}" in FACTS}


def facts_of(name: str) -> dict[str, dict[str, Any]]:
    found: dict[str, dict[str, Any]] = FACTS[f"config-{name}"]
    return found


def test_every_config_map_of_the_list_is_offered() -> None:
    listed = {name.removeprefix("config-") for name in FACTS if name.startswith("config-")}
    assert set(PARTS) == listed
    assert set(KEYS) == listed | {"kourier"}


@pytest.mark.parametrize("name", sorted(PARTS))
def test_every_key_is_offered_or_replaced_and_no_other(name: str) -> None:
    listed = facts_of(name)
    part = PARTS[name]
    offered = {part.key(field.name) for field in fields(part)}  # type: ignore[arg-type]
    assert offered | (set(REPLACED) & set(listed)) == set(listed)
    assert set(KEYS[name]) == set(listed)


def test_only_deprecated_keys_are_replaced() -> None:
    assert {key for key, facts in facts_of("network").items() if facts.get("deprecated")} == set(REPLACED)


@pytest.mark.parametrize("name", sorted(PARTS))
def test_a_key_is_offered_from_the_version_on_that_has_it(name: str) -> None:
    part: type[Settings] = type(PARTS[name])
    listed = {key: facts["since"] for key, facts in facts_of(name).items() if facts.get("since") in VERSIONS}
    assert {part.key(field): since for field, since in part.SINCE.items()} == listed
