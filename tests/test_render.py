from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from inference_platform.checks import Declared, Manifest
from inference_platform.errors import ConfigError
from inference_platform.refs import ExternalObject
from inference_platform.render import MARKER, check_target, files_of, remove_others, write

MARKED = {MARKER: "external: []\n"}


def manifest(name: str, chart: str = "app", **data: Any) -> Manifest:
    body = {"data": {"b": "2", "a": "1"}, "kind": "ConfigMap", "apiVersion": "v1", "metadata": {"name": name}}
    return Manifest(environment="dev", chart=chart, data=body | data)


def test_each_object_is_one_file_in_the_folder_of_its_chart() -> None:
    files = files_of([manifest("x"), manifest("y", chart="other")], Declared())
    assert sorted(files) == [
        "SECRETS.md",
        "app/ConfigMap.x.yaml",
        "app/kustomization.yaml",
        MARKER,
        "other/ConfigMap.y.yaml",
        "other/kustomization.yaml",
    ]


def test_the_identity_of_an_object_comes_first_and_the_rest_is_sorted() -> None:
    text = files_of([manifest("x")], Declared())["app/ConfigMap.x.yaml"]
    assert text == "apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: x\ndata:\n  a: '1'\n  b: '2'\n"


def test_a_kustomization_lists_the_objects_of_its_chart_sorted() -> None:
    text = files_of([manifest("y"), manifest("x")], Declared())["app/kustomization.yaml"]
    assert yaml.safe_load(text)["resources"] == ["ConfigMap.x.yaml", "ConfigMap.y.yaml"]


def test_what_must_exist_outside_is_declared() -> None:
    declared = Declared(external=(ExternalObject(kind="StorageClass", name="gp3"),))
    assert yaml.safe_load(files_of([manifest("x")], declared)[MARKER])["external"] == [
        {"kind": "StorageClass", "name": "gp3"}
    ]


def test_fails_when_two_objects_would_be_one_file() -> None:
    twice = [manifest("x"), manifest("x", apiVersion="example.com/v1")]
    with pytest.raises(ConfigError, match=r"dev/app: file name ConfigMap.x.yaml must be used once"):
        files_of(twice, Declared())


def test_stale_files_disappear(tmp_path: Path) -> None:
    write(tmp_path / "dev", {**MARKED, "app/a.yaml": "a", "old/b.yaml": "b"})
    write(tmp_path / "dev", {**MARKED, "app/a.yaml": "new"})
    assert (tmp_path / "dev/app/a.yaml").read_text() == "new"
    assert not (tmp_path / "dev/old").exists()


def test_an_unchanged_environment_is_not_touched(tmp_path: Path) -> None:
    write(tmp_path / "dev", MARKED)
    before = (tmp_path / "dev").stat().st_ino
    write(tmp_path / "dev", MARKED)
    assert (tmp_path / "dev").stat().st_ino == before


def test_nothing_is_left_beside_the_output(tmp_path: Path) -> None:
    for text in ("old", "new"):
        write(tmp_path / "dev", {**MARKED, "a.yaml": text})
    assert [path.name for path in tmp_path.iterdir()] == ["dev"]


def test_an_interrupted_write_is_no_obstacle(tmp_path: Path) -> None:
    (tmp_path / ".dev.new").mkdir()
    (tmp_path / ".dev.new/half.yaml").write_text("half")
    write(tmp_path / "dev", MARKED)
    assert not (tmp_path / "dev/half.yaml").exists()


def test_fails_when_the_folder_holds_other_files(tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("mine")
    with pytest.raises(ConfigError, match="outdir must be a new or empty folder or an earlier rendering"):
        write(tmp_path, MARKED)
    assert (tmp_path / "notes.txt").read_text() == "mine"


def test_fails_when_the_folder_is_a_file(tmp_path: Path) -> None:
    (tmp_path / "dev").write_text("a file")
    with pytest.raises(ConfigError, match="outdir must be a new or empty folder"):
        check_target(tmp_path / "dev")


def test_an_environment_that_is_gone_is_removed_and_nothing_else(tmp_path: Path) -> None:
    write(tmp_path / "dev", MARKED)
    write(tmp_path / "gone", MARKED)
    (tmp_path / "notes").mkdir()
    remove_others(tmp_path, keep=[tmp_path / "dev"])
    assert sorted(path.name for path in tmp_path.iterdir()) == ["dev", "notes"]
