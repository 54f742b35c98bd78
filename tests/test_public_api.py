from __future__ import annotations

import ast
import inspect
import os
import subprocess
import sys
from dataclasses import fields, is_dataclass
from importlib import import_module
from pathlib import Path
from pkgutil import walk_packages
from typing import Any

import pytest

import inference_platform

LIBRARY = Path(inference_platform.__file__).parent


def typed_names() -> set[str]:
    """The names that type checkers see, from the imports under `if TYPE_CHECKING`."""
    tree = ast.parse((LIBRARY / "__init__.py").read_text())
    imports = [node for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)]
    return {
        alias.name for node in imports if (node.module or "").startswith("inference_platform.") for alias in node.names
    }


def test_type_checkers_and_python_see_the_same_names() -> None:
    assert typed_names() == set(inference_platform.__all__)


@pytest.mark.parametrize("name", inference_platform.__all__)
def test_every_public_name_can_be_imported(name: str) -> None:
    assert getattr(inference_platform, name).__name__ == name


def test_fails_when_a_name_is_not_public() -> None:
    with pytest.raises(AttributeError, match="has no attribute 'Nothing'"):
        inference_platform.__getattr__("Nothing")


def props_classes() -> list[type]:
    found: dict[str, Any] = {}
    for module in walk_packages([str(LIBRARY)], "inference_platform."):
        if module.name.endswith("__main__"):
            continue
        for name, value in vars(import_module(module.name)).items():
            own = isinstance(value, type) and value.__module__ == module.name and not name.startswith("_")
            if own and is_dataclass(value) and module.name.startswith("inference_platform.constructs"):
                found[f"{module.name}.{name}"] = value
    return [found[name] for name in sorted(found)]


@pytest.mark.parametrize("props", props_classes(), ids=lambda props: props.__name__)
def test_every_field_of_a_props_class_has_a_docstring_or_explains_itself(props: type) -> None:
    """A required or optional setting of `...Props` says what it means, its unit and its default."""
    if not props.__name__.endswith("Props"):
        assert props.__doc__
        return
    (definition,) = ast.parse(inspect.getsource(props).lstrip()).body
    assert isinstance(definition, ast.ClassDef)
    documented = {
        before.target.id
        for before, after in zip(definition.body, definition.body[1:], strict=False)
        if isinstance(before, ast.AnnAssign) and isinstance(before.target, ast.Name) and isinstance(after, ast.Expr)
    }
    assert {field.name for field in fields(props)} <= documented


def test_a_node_that_somebody_chose_is_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("JSII_NODE", "/their/node")
    inference_platform._choose_node()
    assert os.environ["JSII_NODE"] == "/their/node"


def test_the_node_of_the_wheel_is_chosen(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("JSII_NODE", raising=False)
    inference_platform._choose_node()
    assert Path(os.environ["JSII_NODE"]).is_file()


def test_without_a_wheel_jsii_looks_for_node_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("JSII_NODE", raising=False)
    monkeypatch.setattr(inference_platform, "find_spec", lambda name: None)
    inference_platform._choose_node()
    assert "JSII_NODE" not in os.environ


def test_importing_the_package_starts_no_node() -> None:
    code = "import inference_platform, sys; sys.exit('jsii' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
