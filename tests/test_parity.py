"""What the tables of docs/parity say about this library is so."""

from __future__ import annotations

import inspect
import re
import shutil
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import MISSING, Field, fields, is_dataclass
from enum import Enum
from functools import cache
from importlib import import_module
from pathlib import Path
from pkgutil import walk_packages
from typing import Any

import pytest

import inference_platform
from inference_platform_bindings.schema import catalogue
from tests.parity_tables import FOLDER, Row, files, rows_of, spans

LIBRARY = Path(inference_platform.__file__).parent
ROOT = Path(__file__).parents[1]
NAMES = [path.name for path in files()]

_FIELD = re.compile(r"(?:(\w+)\.)?([A-Z]\w*[a-z]\w*)\.([a-z]\w*)")
_CALL = re.compile(r"(?:(\w+)\.)?([A-Z]\w*[a-z]\w*)(?:\.([a-z]\w*))?\((.*)\)")
_CLASS = re.compile(r"(?:([a-z]\w*)\.)?([A-Z][a-z]\w*)")
_OBJECT = re.compile(r"([A-Z]\w+)/(\S+)")
_SERIES = re.compile(r"(?:llm_d_epp|litellm|inference|vllm:)_?\w+_\w+")
_WORKLOAD = re.compile(
    r"\b(?:deployment|deploy|job|svc|gateway|httproute|hpa|pdb|configmap|secret|cluster)[/ ]([a-z][\w.-]+)"
)
_VERDICT = re.compile(r"(?:Same\b|(?:Otherwise|Gone|Not yet): ).*\.")
_SELECTOR = re.compile(r"(app\.kubernetes\.io/\w+)=([\w.-]+)")


@cache
def classes() -> dict[str, list[type]]:
    """Every class of the library by its name."""
    found: dict[str, list[type]] = defaultdict(list)
    for module in walk_packages([str(LIBRARY)], "inference_platform."):
        if module.name.endswith("__main__") or ".checks" in module.name:
            continue
        for name, value in vars(import_module(module.name)).items():
            if isinstance(value, type) and value.__module__ == module.name:
                found[name].append(value)
    return found


def class_of(name: str, package: str | None) -> type | None:
    """The one class of a name, of those whose module has the package in its path if one is given."""
    found = [each for each in classes().get(name, []) if package is None or package in each.__module__.split(".")]
    return found[0] if len(found) == 1 else None


@cache
def rendered() -> tuple[frozenset[str], str]:
    """`<Kind>/<name>` of every object of the example environments, and the text of all of them."""
    paths = [path for path in sorted((ROOT / "dist").glob("*/*/*.yaml")) if path.name != "kustomization.yaml"]
    names = (path.stem.partition(".") for path in paths)
    return frozenset(f"{kind}/{name}" for kind, _, name in names), "".join(path.read_text() for path in paths)


@cache
def source() -> str:
    return "".join(path.read_text() for path in sorted(LIBRARY.rglob("*.py")))


def shown(value: object) -> str:
    """A default as the tables write it: settings that are settings themselves only with what differs in them."""
    if isinstance(value, Enum):
        return f"{type(value).__name__}.{value.name}"
    if isinstance(value, str):
        return f'"{value}"'
    if isinstance(value, tuple):
        return f"({', '.join(map(shown, value))}{',' if len(value) == 1 else ''})"
    if is_dataclass(value) and not isinstance(value, type):
        given = [
            f"{each.name}={shown(getattr(value, each.name))}"
            for each in fields(value)
            if getattr(value, each.name) != each.default
        ]
        return f"{type(value).__name__}({', '.join(given)})"
    return repr(value)


def default_of(field: Field[Any]) -> str:
    if field.default is not MISSING:
        return shown(field.default)
    return "required" if field.default_factory is MISSING else shown(field.default_factory())


def untrue(row: Row) -> Iterator[str]:
    """What a row says that is not so."""
    for span in (*row.here, *spans(row.note)):
        yield from (f"{row.place}: {span}: {wrong}" for wrong in _wrong_name(span))
    for span in row.here:
        yield from (f"{row.place}: {span}: {wrong}" for wrong in (*_wrong_class(span), *_wrong_object(span)))
    yield from (f"{row.place}: {wrong}" for wrong in _wrong_defaults(row))


def _wrong_name(span: str) -> Iterator[str]:
    field, call = _FIELD.fullmatch(span), _CALL.fullmatch(span)
    if field:
        owner = class_of(field[2], field[1])
        if owner is None:
            yield "not the name of one class"
        elif not hasattr(owner, field[3]) and field[3] not in getattr(owner, "__dataclass_fields__", {}):
            yield "no such field"
    elif call:
        owner = class_of(call[2], call[1])
        # jsii's metaclass hides the parameters of a construct
        called = getattr(owner, call[3] or "__init__", None)
        if called is None:
            yield "nothing that can be called"
        else:
            known = inspect.signature(called).parameters
            yield from (f"no parameter {each}" for each in re.findall(r"(\w+)=", call[4]) if each not in known)


def _wrong_class(span: str) -> Iterator[str]:
    named = _CLASS.fullmatch(span)
    if named and class_of(named[2], named[1]) is None:
        yield "not the name of one class"


def _wrong_object(span: str) -> Iterator[str]:
    objects, text = rendered()
    named = _OBJECT.fullmatch(span)
    if named:
        if named[1] not in {kind for _, kind in catalogue().kinds()}:
            yield "no kind that this library knows"
        elif "<" not in named[2] and span not in objects:
            yield "no object of the example environments"
    if span.startswith("kubectl"):
        names = {each.partition("/")[2] for each in objects}
        for name in _WORKLOAD.findall(span):
            if name not in names:
                yield f"no object {name} in the example environments"
        for label, value in _SELECTOR.findall(span):
            if f"{label}: {value}\n" not in text and f'"{value}"' not in source():
                yield f"no object with {label}={value} in the example environments"
    elif _SERIES.fullmatch(span) and span not in source():
        yield "no series that this library names"


def _wrong_defaults(row: Row) -> Iterator[str]:
    found = [match for match in map(_FIELD.fullmatch, row.here) if match]
    wanted: list[str] = []
    for match in found:
        owner = class_of(match[2], match[1])
        own = getattr(owner, "__dataclass_fields__", {}).get(match[3])
        if own is not None:
            wanted.append(default_of(own))
    if list(row.defaults) != wanted:
        yield f"the defaults are {', '.join(wanted) or 'none'}, got {', '.join(row.defaults) or 'none'}"


def test_the_index_names_every_file() -> None:
    index = (FOLDER.parent / "parity.md").read_text()
    assert re.findall(r"\]\(parity/([^)]+)\)", index) == NAMES
    assert len(NAMES) == 5


@pytest.mark.parametrize("name", NAMES)
def test_every_row_says_something(name: str) -> None:
    rows = rows_of(FOLDER / name)
    assert len(rows) > 20
    assert [row.place for row in rows if not (row.keys and row.cells[2] and _VERDICT.fullmatch(row.note))] == []


@pytest.mark.parametrize("name", NAMES)
def test_what_the_tables_say_about_this_library_is_so(name: str) -> None:
    assert [wrong for row in rows_of(FOLDER / name) for wrong in untrue(row)] == []


def test_the_tables_compare_many_defaults() -> None:
    assert sum(len(row.defaults) for name in NAMES for row in rows_of(FOLDER / name)) > 100


def row(here: str, default: str = "", note: str = "The same.") -> Row:
    return Row(place="table:1", cells=("`key`", "`1`", here, default, note))


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        (row("`GatewayProps.httpx`"), "GatewayProps.httpx: no such field"),
        (row("`GatewayProp.http`"), "GatewayProp.http: not the name of one class"),
        (row("`MonitoringProps.enabled`", "`True`"), "MonitoringProps.enabled: not the name of one class"),
        (row("`Gatewy`"), "Gatewy: not the name of one class"),
        (row("`HttpListener.port`", "`81`"), "the defaults are 80, got 81"),
        (row("`HttpListener.port`"), "the defaults are 80, got none"),
        (row("`AwsNlb.scheme`", '`"internal"`'), 'the defaults are "internet-facing", got "internal"'),
        (row("`Environment.gateway`", "`None`"), "the defaults are required, got None"),
        (row("nothing", note="See `HttpListener.ports`."), "HttpListener.ports: no such field"),
        (row("`LiteLLMProxy(gatway=None)`"), "LiteLLMProxy(gatway=None): no parameter gatway"),
        (
            row("`DatabaseConnection.existin(host=...)`"),
            "DatabaseConnection.existin(host=...): nothing that can be called",
        ),
        (row("`Service/infra-nothing`"), "Service/infra-nothing: no object of the example environments"),
        (row("`Servise/<name>`"), "Servise/<name>: no kind that this library knows"),
        (row("`kubectl get svc infra-nothing`"), "no object infra-nothing in the example environments"),
        (row("`kubectl get pods -l app.kubernetes.io/name=litelm`"), "no object with app.kubernetes.io/name=litelm"),
        (row("`litellm_requests_total`"), "litellm_requests_total: no series that this library names"),
    ],
)
def test_fails_when_a_row_says_what_is_not_so(wrong: Row, said: str) -> None:
    assert any(said in each for each in untrue(wrong))


def test_accepts_what_is_so() -> None:
    right = row(
        "`HttpListener.port` of `Gateway`, `litellm.MonitoringProps.enabled`, `Service/infra-valkey`", "`80` `True`"
    )
    assert [each for each in untrue(right) if "infra-valkey" not in each] == []


def test_fails_when_a_table_is_changed(tmp_path: Path) -> None:
    copy = Path(shutil.copy(FOLDER / "networking-layer.README.md", tmp_path))
    text = copy.read_text()
    old = '`KnativeAutoscaler.stable_window` | `"60s"` |'
    assert text.count(old) == 1
    copy.write_text(text.replace(old, '`KnativeAutoscaler.stable_window` | `"90s"` |'))
    found = [wrong for each in rows_of(copy) for wrong in untrue(each)]
    assert [each.partition(": ")[2] for each in found] == ['the defaults are "60s", got "90s"']


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("| Documented | Value |\n|---|---|\n", "a row has 5 cells, got 2"),
        ("| Documented | Its value | Ours | Default here | Note |\n", "a table has the columns Documented"),
    ],
)
def test_fails_when_a_table_has_other_columns(tmp_path: Path, text: str, said: str) -> None:
    (tmp_path / "table.md").write_text(text)
    with pytest.raises(ValueError, match=said):
        rows_of(tmp_path / "table.md")
