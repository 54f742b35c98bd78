"""The generated files: their content, writing them, and telling whether they are up to date."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path

from inference_platform_bindings.generate.sharing import Shared, canonical
from inference_platform_bindings.generate.stubs import stub_text

_COMMAND = "python -m inference_platform_bindings.generate"
_HEADER = f"# Made by `{_COMMAND}`; do not edit.\n"
_SHIM = f'''"""Made by `{_COMMAND}`; do not edit. The types are in the .pyi beside this file."""

from inference_platform_bindings.module import lazy

__getattr__, __dir__ = lazy(__name__, __file__)
'''
_PACKAGE = f'"""Typed bindings of the kinds that cdk8s.yaml imports, made by `{_COMMAND}`; do not edit."""\n'


def render(modules: Mapping[str, Shared], core: set[str]) -> dict[str, str]:
    """Return the content of every generated file by its name.

    Args:
        modules: The kinds and nodes of every module.
        core: The modules that hold Kubernetes' own kinds.
    """
    files = {"__init__.py": _PACKAGE, "py.typed": "", "kinds.json": _kinds_text(modules)}
    for name, module in modules.items():
        files[f"{name}.py"] = _SHIM
        files[f"{name}.pyi"] = stub_text(_HEADER, module)
        files[f"{name}.json"] = _schema_text(module, core=name in core)
    return files


def _kinds_text(modules: Mapping[str, Shared]) -> str:
    rows = [[kind.api_version, kind.name, name] for name, module in modules.items() for kind in module.kinds]
    return "[\n" + ",\n".join(json.dumps(row) for row in sorted(rows)) + "\n]\n"


def _schema_text(module: Shared, *, core: bool) -> str:
    kinds = {
        kind.name: {
            "apiVersion": kind.api_version,
            "namespaced": kind.namespaced,
            "fields": kind.fields,
            "required": kind.required,
        }
        for kind in module.kinds
    }
    sections = [f'"core": {json.dumps(core)}', _section("kinds", kinds), _section("nodes", module.nodes)]
    return "{\n" + ",\n".join(sections) + "\n}\n"


def _section(name: str, entries: Mapping[str, object]) -> str:
    lines = ",\n".join(f"{json.dumps(key)}:{canonical(entries[key])}" for key in sorted(entries))
    return f'"{name}": {{\n{lines}\n}}'


def write(folder: Path, files: Mapping[str, str]) -> None:
    """Bring a folder to exactly these files, leaving alone those that are right."""
    folder.mkdir(parents=True, exist_ok=True)
    for name in stale(folder, files):
        if name in files:
            (folder / name).write_text(files[name], encoding="utf-8", newline="\n")
        else:
            (folder / name).unlink()


def stale(folder: Path, files: Mapping[str, str]) -> list[str]:
    """Return the names of files that differ, are missing or do not belong in the folder."""
    present = {path.name for path in folder.iterdir() if path.is_file()} if folder.is_dir() else set()
    wrong = [name for name in files if name not in present or _read(folder / name) != files[name]]
    return sorted([*wrong, *(present - files.keys())])


def _read(path: Path) -> str:
    return path.read_bytes().decode("utf-8", errors="replace")
