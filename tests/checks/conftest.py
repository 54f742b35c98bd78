"""Fixtures: a small platform in which nothing is wrong, and ways to break it."""

from __future__ import annotations

import pickle
from collections.abc import Callable
from pathlib import Path
from typing import Any
from unittest import mock

import pytest
import yaml

from inference_platform.checks import RULES, Declared, Finding, Manifest, check, declared_from_yaml_data
from inference_platform.checks.cel import Crds

_DATA = Path(__file__).parent / "data"
_OBJECTS = [
    each
    for file in sorted(_DATA.glob("platform*.yaml"))
    for each in yaml.safe_load_all(file.read_text(encoding="utf-8"))
]
_PICKLED = pickle.dumps(_OBJECTS)
_DECLARED = declared_from_yaml_data(
    yaml.safe_load((_DATA / "declared.yaml").read_text(encoding="utf-8")), where="declared.yaml"
)
_CRDS = Crds.read([_DATA / "crd.yaml"])


class Platform:
    """Objects of one environment that a test may change before it checks them."""

    def __init__(self, objects: list[dict[str, Any]], declared: Declared) -> None:
        self.objects = objects
        self.declared = declared

    def get(self, name: str) -> dict[str, Any]:
        """The object `<Kind>.<name>`."""
        kind, _, wanted = name.partition(".")
        (found,) = (each for each in self.objects if (each["kind"], each["metadata"]["name"]) == (kind, wanted))
        return found

    def put(self, name: str, path: str, value: Any) -> None:
        """Set a field of `<Kind>.<name>`; parts of the path are parted by `/`, and `~1` is a `/` in a key."""
        *way, last = (part.replace("~1", "/") for part in path.split("/"))
        place: Any = self.get(name)
        for step in way:
            place = place[int(step)] if isinstance(place, list) else place.setdefault(step, {})
        if not isinstance(place, list):
            place[last] = value
        else:
            place[int(last) : int(last) + 1] = [value]

    def drop(self, name: str, path: str = "") -> None:
        """Remove a field of `<Kind>.<name>`, or the whole object."""
        if not path:
            self.objects.remove(self.get(name))
            return
        *way, last = (part.replace("~1", "/") for part in path.split("/"))
        place: Any = self.get(name)
        for step in way:
            place = place[int(step) if isinstance(place, list) else step]
        del place[int(last) if isinstance(place, list) else last]

    def add(self, *documents: str) -> None:
        """Add objects from YAML."""
        self.objects += [each for text in documents for each in yaml.safe_load_all(text)]

    def findings(self, rule: str | None = None) -> list[Finding]:
        """What the checks find, maybe for one rule only."""
        manifests = [Manifest(environment="prod", chart="platform", data=each) for each in self.objects]
        # Thousands of cases ask for one rule each; the others need not run then.
        asked = RULES if rule in (None, "declared/exception") else {rule: RULES[rule]}
        with mock.patch.dict(RULES, asked, clear=asked is not RULES):
            found = check(manifests, self.declared, crds=_CRDS)
        return [each for each in found if rule in (None, each.rule)]

    def messages(self, rule: str) -> str:
        """The sentences of one rule, one per line."""
        return "\n".join(str(each) for each in self.findings(rule))


@pytest.fixture
def platform() -> Platform:
    """The platform that passes every rule."""
    return Platform(pickle.loads(_PICKLED), _DECLARED)


@pytest.fixture
def make() -> Callable[..., Platform]:
    """`make(yaml, declared=...)`: a platform of just these objects."""

    def of(*documents: str, declared: Declared | None = None) -> Platform:
        made = Platform([], declared or Declared())
        made.add(*documents)
        return made

    return of
