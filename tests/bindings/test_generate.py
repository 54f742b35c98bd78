"""The generator: what it writes, and when it refuses."""

from __future__ import annotations

import importlib.util
import runpy
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from inference_platform_bindings.errors import ConfigError
from inference_platform_bindings.generate import __main__, output, sources
from inference_platform_bindings.generate.sharing import Shared
from tests.bindings.conftest import Workspace

Crd = Callable[..., str]

LISTENER = {
    "type": "object",
    "description": "Upstream prose.",
    "properties": {"port": {"type": "integer", "description": "More prose."}, "name": {"type": "string"}},
    "required": ["port"],
}
GATE = {
    "type": "object",
    "properties": {
        "listeners": {"type": "array", "items": LISTENER},
        "fallback": LISTENER,
        "mode": {"type": "string", "enum": ["Open", "Closed"], "default": "Open"},
    },
    "required": ["listeners", "mode"],
    "x-kubernetes-validations": [{"rule": "true", "message": "Yet more prose."}],
}


@pytest.fixture
def gates(workspace: Workspace, crd: Crd) -> Workspace:
    workspace.add("gates.yaml", crd("Gate", GATE))
    workspace.configure({"gates.yaml": "gates"})
    return workspace


def text(workspace: Workspace, name: str) -> str:
    return workspace.contents()[name].decode()


def test_writes_a_package(gates: Workspace) -> None:
    assert gates.run() == 0
    assert sorted(gates.contents()) == ["__init__.py", "gates.json", "gates.py", "gates.pyi", "kinds.json", "py.typed"]


def test_the_package_works(gates: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    gates.run()
    spec = importlib.util.spec_from_file_location("gates_under_test", gates.output / "gates.py")
    assert spec is not None
    assert spec.loader is not None
    gates_module: Any = importlib.util.module_from_spec(spec)
    monkeypatch.setitem(sys.modules, "gates_under_test", gates_module)
    spec.loader.exec_module(gates_module)
    listener = gates_module.GateSpecFallback(port=80)
    assert gates_module.GateSpec(listeners=[listener]) == {"listeners": [{"port": 80}]}


def test_equal_objects_share_the_shortest_name(gates: Workspace) -> None:
    gates.run()
    assert "class GateSpecFallback(Struct):" in text(gates, "gates.pyi")
    assert "GateSpecListeners" not in text(gates, "gates.pyi")


def test_stubs_say_what_is_required(gates: Workspace) -> None:
    gates.run()
    stub = text(gates, "gates.pyi")
    assert "        listeners: Sequence[GateSpecFallback],\n" in stub
    assert "        mode: Literal['Open', 'Closed'] | None = ...,\n" in stub
    assert "        port: int,\n        name: str | None = ...,\n" in stub


def test_no_prose_is_carried_over(gates: Workspace) -> None:
    gates.run()
    assert not any(b"prose" in content for content in gates.contents().values())


def test_a_second_run_changes_nothing(gates: Workspace) -> None:
    gates.run()
    before = {path: path.stat().st_mtime_ns for path in gates.output.iterdir()}
    gates.run()
    assert {path: path.stat().st_mtime_ns for path in gates.output.iterdir()} == before


def test_the_order_of_the_imports_does_not_matter(workspace: Workspace, crd: Crd) -> None:
    workspace.add("a.yaml", crd("Alpha", GATE))
    workspace.add("b.yaml", crd("Beta", {**GATE, "required": []}))
    workspace.configure({"a.yaml": "letters", "b.yaml": "letters"})
    workspace.run()
    first = workspace.contents()
    workspace.configure({"b.yaml": "letters", "a.yaml": "letters"})
    workspace.run()
    assert workspace.contents() == first


def test_check_passes_after_a_run(gates: Workspace) -> None:
    gates.run()
    assert gates.run("--check") == 0


@pytest.mark.parametrize("name", ["gates.pyi", "kinds.json"])
def test_check_fails_when_a_file_was_edited(gates: Workspace, name: str, capsys: pytest.CaptureFixture[str]) -> None:
    gates.run()
    (gates.output / name).write_bytes(b"\xff")
    assert gates.run("--check") == 1
    assert f"{name} is stale; run python -m inference_platform_bindings.generate" in capsys.readouterr().err
    assert (gates.output / name).read_bytes() == b"\xff"


def test_check_fails_when_a_file_is_missing_or_extra(gates: Workspace, capsys: pytest.CaptureFixture[str]) -> None:
    gates.run()
    (gates.output / "gates.py").rename(gates.output / "other.py")
    assert gates.run("--check") == 1
    assert capsys.readouterr().err.count("is stale") == 2
    gates.run()
    assert "other.py" not in gates.contents()


def test_check_fails_before_the_first_run(gates: Workspace) -> None:
    assert gates.run("--check") == 1
    assert not gates.output.exists()


def test_check_fails_when_the_generator_writes_something_else(
    gates: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    gates.run()
    monkeypatch.setattr(output, "_HEADER", "# Another header.\n")
    assert gates.run("--check") == 1


def test_check_fails_when_the_lock_pins_too_much(gates: Workspace, capsys: pytest.CaptureFixture[str]) -> None:
    gates.run()
    with (gates.folder / "imports.lock").open("a") as lock:
        lock.write(f"https://example.org/old.yaml {'0' * 64}\n")
    assert gates.run("--check") == 1
    assert "imports.lock pins https://example.org/old.yaml, which" in capsys.readouterr().err


def test_fails_when_a_document_has_changed(gates: Workspace, crd: Crd, capsys: pytest.CaptureFixture[str]) -> None:
    gates.add("gates.yaml", crd("Gate", {**GATE, "required": []}))
    assert gates.run() == 1
    message = capsys.readouterr().err
    assert gates.documents["gates.yaml"].as_uri() in message
    assert "must have the checksum " in message
    assert "find out why it changed, then run with --update-lock" in message


def test_update_lock_pins_what_is_there(gates: Workspace, crd: Crd) -> None:
    gates.add("gates.yaml", crd("Gate", {**GATE, "required": []}))
    assert gates.run("--update-lock") == 0
    assert gates.run("--check") == 0


def test_a_mirror_stands_in_for_the_network(gates: Workspace) -> None:
    hidden = gates.folder / "mirror" / ".git"
    hidden.mkdir(parents=True)
    gates.documents["gates.yaml"].rename(gates.folder / "mirror" / "copy.yaml")
    assert gates.run() == 1
    assert gates.run("--mirror", str(gates.folder / "mirror")) == 0


def test_fails_when_the_mirror_does_not_exist(gates: Workspace, capsys: pytest.CaptureFixture[str]) -> None:
    assert gates.run("--mirror", "/nowhere") == 1
    assert "--mirror must be a folder, got /nowhere; name one that exists" in capsys.readouterr().err


def test_fails_when_a_document_cannot_be_read(gates: Workspace, capsys: pytest.CaptureFixture[str]) -> None:
    gates.documents["gates.yaml"].unlink()
    assert gates.run() == 1
    assert "check the address and the network, or give a copy with --mirror" in capsys.readouterr().err


def test_fails_when_a_url_is_not_locked(gates: Workspace, capsys: pytest.CaptureFixture[str]) -> None:
    (gates.folder / "imports.lock").unlink()
    assert gates.run() == 1
    assert "must have a line in imports.lock, got none; run with --update-lock" in capsys.readouterr().err


@pytest.mark.parametrize("entry", ["https://example.org/a.yaml", "Gates:=https://example.org/a.yaml", "k8s", "a:="])
def test_fails_when_an_import_names_no_module(tmp_path: Path, entry: str) -> None:
    config = tmp_path / "cdk8s.yaml"
    config.write_text(f"imports:\n- {entry!r}\n")
    with pytest.raises(ConfigError, match="an import must be MODULE:=URL, got"):
        sources.read_imports(config)


def test_a_configuration_without_imports_is_empty(tmp_path: Path) -> None:
    config = tmp_path / "cdk8s.yaml"
    config.write_text("language: python\n")
    assert sources.read_imports(config) == []


CORE = '{"definitions": {}}'


def test_fails_when_core_kinds_and_crds_share_a_module(
    gates: Workspace, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(__main__, "read_core", lambda content: Shared([], {}))
    gates.add("core.json", CORE)
    gates.configure({"core.json": "gates", "gates.yaml": "gates"})
    assert gates.run() == 1
    assert "a module must hold core kinds or CRDs, got both in gates" in capsys.readouterr().err


def test_fails_when_a_module_has_two_sets_of_core_kinds(
    workspace: Workspace, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(__main__, "read_core", lambda content: Shared([], {}))
    workspace.add("a.json", CORE)
    workspace.add("b.json", CORE)
    workspace.configure({"a.json": "k8s", "b.json": "k8s"})
    assert workspace.run() == 1
    assert "k8s must have one document with core kinds, got two; remove one import" in capsys.readouterr().err


def test_is_a_command(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr(sys, "argv", ["generate", "--help"])
    monkeypatch.delitem(sys.modules, "inference_platform_bindings.generate.__main__")
    with pytest.raises(SystemExit, match="0"):
        runpy.run_module("inference_platform_bindings.generate", run_name="__main__")
    assert "usage: python -m inference_platform_bindings.generate" in capsys.readouterr().out


def test_fails_when_a_document_holds_no_crds(workspace: Workspace, capsys: pytest.CaptureFixture[str]) -> None:
    workspace.add("a.yaml", "kind: ConfigMap\n---\n")
    workspace.configure({"a.yaml": "a"})
    assert workspace.run() == 1
    assert "must hold CustomResourceDefinitions, got none" in capsys.readouterr().err
