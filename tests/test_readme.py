"""What README.md shows works as it stands there."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import inference_platform
from inference_platform.checks import check, read_folder

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text()


def test_the_example_renders_a_platform_that_passes_the_checks(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (example,) = re.findall(r"```python\n(.*?)```", README, re.DOTALL)
    monkeypatch.chdir(tmp_path)
    exec(compile(example, "README.md", "exec"), {})
    manifests, declared = read_folder(tmp_path / "dist/demo")
    kinds = {each.kind for each in manifests}
    assert {"Gateway", "Deployment", "Cluster", "StatefulSet", "InferenceService", "InferencePool"} <= kinds
    assert check(manifests, declared) == []


def test_the_example_is_about_twenty_lines() -> None:
    (example,) = re.findall(r"```python\n(.*?)```", README, re.DOTALL)
    assert len(example.splitlines()) <= 22


def test_every_construct_in_the_table_is_public() -> None:
    names = re.findall(r"^\| `(\w+)` \|", README, re.MULTILINE)
    assert len(names) >= 7
    assert set(names) <= set(inference_platform.__all__)


def test_every_linked_file_exists() -> None:
    links = [link for link in re.findall(r"\]\(([^)]+)\)", README) if not link.startswith("http")]
    assert links
    assert [link for link in links if not (ROOT / link).exists()] == []


def test_every_make_target_that_is_named_exists() -> None:
    makefile = (ROOT / "Makefile").read_text()
    documents = README + (ROOT / "CONTRIBUTING.md").read_text()
    for target in set(re.findall(r"make ([a-z]+)`", documents)):
        assert re.search(rf"^{target}:", makefile, re.MULTILINE), target
