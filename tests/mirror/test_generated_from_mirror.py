"""The committed bindings are what the generator makes from the pinned upstream files."""

from __future__ import annotations

import functools
import os
import re
from pathlib import Path
from typing import Any

import pytest
import yaml

from inference_platform_bindings.generate import sources
from inference_platform_bindings.generate.__main__ import main
from inference_platform_bindings.module import at
from inference_platform_bindings.pattern import matcher
from inference_platform_bindings.schema import catalogue

ROOT = Path(__file__).parents[2]
MIRROR = Path(os.environ["MIRROR"])


@functools.cache
def documents() -> list[dict[str, Any]]:
    imports = sources.read_imports(ROOT / "cdk8s.yaml")
    crds = [entry for entry in imports if entry.module != "k8s"]
    locked = sources.read_lock(ROOT / "imports.lock")
    contents = sources.fetch(crds, locked, sources.mirror([MIRROR])).values()
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    return [document for content in contents for document in yaml.load_all(content, loader) if document]


def test_the_mirror_has_every_pinned_file() -> None:
    present = sources.mirror([MIRROR])
    locked = sources.read_lock(ROOT / "imports.lock")
    assert [url for url, checksum in locked.items() if checksum not in present] == []


def test_the_committed_bindings_are_up_to_date(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    assert main(["--check", "--mirror", str(MIRROR.resolve())]) == 0


def test_every_pattern_can_be_checked() -> None:
    names = sorted(set(catalogue().kinds().values()))
    texts = [(catalogue().folder / f"{name}.json").read_text() for name in names]
    patterns = {yaml.safe_load(found) for text in texts for found in re.findall(r'"pattern":("(?:\\.|[^"\\])*")', text)}
    assert len(patterns) > 40
    assert [pattern for pattern in patterns if matcher(pattern) is None] == []


def test_every_kind_has_its_scope() -> None:
    for document in documents():
        spec = document["spec"]
        known = [kind for kind in catalogue().kinds() if kind[1] == spec["names"]["kind"]]
        kind = catalogue().kind(*next(each for each in known if each[0].startswith(f"{spec['group']}/")))
        assert kind is not None
        assert kind.namespaced == (spec["scope"] == "Namespaced")


def test_no_upstream_prose_is_committed() -> None:
    prose = {text for document in documents() for text in descriptions(document) if len(text) > 60}
    committed = "".join(path.read_text() for path in catalogue().folder.glob("*.*") if path.is_file())
    assert len(prose) > 1000
    assert [text for text in prose if text in committed] == []


def descriptions(node: Any) -> list[str]:
    if isinstance(node, list):
        return [text for item in node for text in descriptions(item)]
    if not isinstance(node, dict):
        return []
    own = [node["description"]] if isinstance(node.get("description"), str) else []
    return own + [text for item in node.values() for text in descriptions(item)]


def test_every_class_of_every_module_can_be_made() -> None:
    for name in sorted(set(catalogue().kinds().values())):
        module = at(str(catalogue().folder / f"{name}.json"), name)
        assert all(isinstance(module.get(each), type) for each in module.names())
