from __future__ import annotations

import json
import runpy
import subprocess
import sys
from pathlib import Path

import pytest

from inference_platform.__main__ import main

_GOOD = "apiVersion: v1\nkind: Namespace\nmetadata: {name: llm}\n"
_BAD = f"{_GOOD}---\napiVersion: v1\nkind: Secret\nmetadata: {{name: keys, namespace: llm}}\nstringData: {{key: x}}\n"
_SENTENCE = (
    "prod/proxy/Secret.keys: stringData must be absent, got values for key; "
    "name an existing Secret or use an ExternalSecret"
)


def _environment(root: Path, content: str, declared: str = "", name: str = "prod") -> Path:
    folder = root / name / "proxy"
    folder.mkdir(parents=True)
    (folder / "x.yaml").write_text(content, encoding="utf-8")
    (root / name / "declared.yaml").write_text(declared, encoding="utf-8")
    return root / name


def test_a_clean_folder_exits_with_0(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", str(_environment(tmp_path, _GOOD))]) == 0
    assert capsys.readouterr().out == "no findings\n"


def test_findings_exit_with_1(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", str(_environment(tmp_path, _BAD))]) == 1
    assert capsys.readouterr().out == f"{_SENTENCE} [policy/secret-object]\n1 finding\n"


def test_findings_can_be_had_as_json(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", str(_environment(tmp_path, _BAD)), "--format", "json"]) == 1
    (finding,) = json.loads(capsys.readouterr().out)
    assert finding["message"] == _SENTENCE
    assert finding["rule"] == "policy/secret-object"


def test_several_folders_are_checked_together(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    staging = _environment(tmp_path / "a", _BAD, name="staging")
    assert main(["check", str(_environment(tmp_path / "b", _BAD)), str(staging)]) == 1
    lines = capsys.readouterr().out.splitlines()
    assert lines[0].startswith("prod/")
    assert lines[1].startswith("staging/")
    assert lines[2] == "2 findings"


def test_exceptions_come_from_the_folder(tmp_path: Path) -> None:
    exception = "exceptions: [{rule: policy/secret-object, kind: Secret, name: keys, namespace: llm, reason: a test}]"
    assert main(["check", str(_environment(tmp_path, _BAD, exception))]) == 0


def test_more_declarations_come_from_a_file(tmp_path: Path) -> None:
    more = tmp_path / "more.yaml"
    more.write_text(
        "exceptions: [{rule: policy/secret-object, kind: Secret, name: keys, namespace: llm, reason: a test}]",
        encoding="utf-8",
    )
    assert main(["check", str(_environment(tmp_path, _BAD)), "--declared", str(more)]) == 0


def test_fails_when_more_declarations_meet_two_environments(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    _environment(tmp_path, _GOOD)
    _environment(tmp_path, _GOOD, name="dev")
    assert main(["check", str(tmp_path), "--declared", str(tmp_path / "prod/declared.yaml")]) == 2
    assert "--declared must be given with one environment, got 2; check them one by one" in capsys.readouterr().err


def test_fails_when_the_folder_does_not_exist(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", str(tmp_path / "nowhere")]) == 2
    assert capsys.readouterr().err.endswith(
        "nowhere: folder must exist, got none; give the path of a folder with YAML files\n"
    )


def test_fails_when_the_declarations_do_not_exist(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = _environment(tmp_path, _GOOD)
    assert main(["check", str(folder), "--declared", str(tmp_path / "none.yaml")]) == 2
    assert "none.yaml: file must be readable, got No such file or directory" in capsys.readouterr().err


def test_fails_when_the_command_is_missing(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit, match="2"):
        main([])
    assert "the following arguments are required: COMMAND" in capsys.readouterr().err


def test_the_package_runs_as_a_program(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "argv", ["inference_platform", "check", str(_environment(tmp_path, _BAD))])
    monkeypatch.delitem(sys.modules, "inference_platform.__main__")
    with pytest.raises(SystemExit) as exit:
        runpy.run_module("inference_platform", run_name="__main__")
    assert exit.value.code == 1


def test_checking_starts_no_node_process_and_needs_no_cdk8s(tmp_path: Path) -> None:
    folder = _environment(tmp_path, _GOOD)
    program = (
        "import sys; from inference_platform.__main__ import main; code = main(['check', sys.argv[1]]); "
        "print(sorted({'cdk8s', 'constructs', 'jsii'} & set(sys.modules)), code)"
    )
    result = subprocess.run(
        [sys.executable, "-c", program, str(folder)],
        capture_output=True,
        text=True,
        check=True,
        env={"PYTHONPATH": ":".join(sys.path)},
    )
    assert result.stdout.splitlines()[-1] == "[] 0"
