"""What the documents that this project started from say: values, defaults, names, commands, as far as a program finds
them."""

from __future__ import annotations

import re
import textwrap
from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import yaml

Documented = dict[str, set[str]]
"""For each key what the document says of it: its default and its values in examples; nothing for a name or command."""

_FENCE = re.compile(r"^```(\w*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_CODE = re.compile(r"`([^`]+)`")
_BOLD = re.compile(r"^(?:[-*]|\d+\.)?\s*\*\*(.+?):?\*\*", re.MULTILINE)
_ASSIGNMENT_IN_COMMENT = re.compile(r'^\s*#\s*([\w./-]+):\s+"([^"]*)"', re.MULTILINE)
_COMMAND = re.compile(r"\b(?:kubectl|helm install|curl(?= .*https?://)) .*")
_REST_OF_COMMAND = re.compile(r" \| | (?:--set|--from-literal|-H|-d|-p|--type)\b|\)$")
_SET = re.compile(r"--set ([\w.-]+)=(\S+)")
_LITERAL = re.compile(r'--from-literal=([\w-]+)="(.*?)"(?= -n|$)')
_URL = re.compile(r"https?://[^\s\"')]+")
_JSON_FIELD = re.compile(r'"(\w+)":')
_TEMPLATE = re.compile(r"\{\{-?\s*(.*?)\s*-?\}\}")
_VALUE = re.compile(r"\.Values\.([\w.]+)")
_INCLUDE = re.compile(r'include "[\w-]+\.(\w+)"')
_METRIC = re.compile(r"^\s+- ((?:inference|litellm)_\w+)(?=[:\s])", re.MULTILINE)
_YAML_LINE = re.compile(rf"(?!{_METRIC.pattern})^\s+(?:- )?[a-z]\w*:(?:\s.*)?$")
_TROUBLE = re.compile(r"^(?:\d+\. )?([A-Z][\w -]*):$", re.MULTILINE)
_PORT = re.compile(r"\bport (\d+(?:/\d+)?)")
_SETTING = re.compile(r"(?<![\w./<\"-])([a-z][\w-]*(?:\.[a-z][A-Za-z]+)+)(?:=(\w+))?(?![\w./-])")
_ENVIRONMENT = re.compile(r"\b([A-Z]+(?:_[A-Z]+)+)(?:=(\w+))?(?=[\s:])")


def documented(path: Path) -> Documented:
    """Everything that is found in one document."""
    text = path.read_text()
    found: Documented = defaultdict(set)
    for key, value in _of_notes(text) if path.suffix == ".txt" else _of_markdown(text):
        found[key] |= {value} if value is not None else set()
    return dict(found)


def plain(text: str) -> str:
    """Text as it is searched for a key that no rule finds: without templates, line breaks and emphasis."""
    return " ".join(_without_templates(text).replace("`", "").replace("**", "").split())


Found = Iterator[tuple[str, str | None]]


def _of_markdown(text: str) -> Found:
    prose = _FENCE.sub("", text)
    yield from _tables(prose)
    words = "\n".join(line for line in prose.splitlines() if not line.startswith("|"))
    yield from _named(_CODE.findall(words))
    yield from _named(_BOLD.findall(words))
    for language, body in _FENCE.findall(text):
        if language == "yaml":
            yield from _leaves(yaml.safe_load(body))
            yield from _ASSIGNMENT_IN_COMMENT.findall(body)
        elif language == "bash":
            yield from _commands(body)
        elif language == "python":
            yield from _named(_URL.findall(body))
        else:
            yield from _named(f"port {number}" for number in _PORT.findall(body))


def _tables(prose: str) -> Found:
    for block in re.findall(r"(?:^\|.*\n)+", prose, re.MULTILINE):
        header, _, *rows = ([cell.strip() for cell in line.strip("|\n").split("|")] for line in block.splitlines())
        for row in rows:
            cells = dict(zip(header, row, strict=True))
            name = cells.get("Key") or cells.get("Name") or row[0]
            default = cells.get("Default")
            yield name.strip("`"), None if default is None else _value(default.strip("`"))


def _of_notes(text: str) -> Found:
    yield from _named(_VALUE.findall(text))
    yield from _named(f"<{name}>" for name in _INCLUDE.findall(text))
    text = _without_templates(text)
    yield from _commands(text)
    yield from _named(_METRIC.findall(text))
    trouble = text.partition("\nTROUBLESHOOTING\n")[2].partition("\nREQUIREMENTS\n")[0]
    yield from _named(_TROUBLE.findall(trouble))
    yield from _named(f"port {number}" for number in _PORT.findall(text))
    for run in _yaml_runs(text):
        yield from _leaves(yaml.safe_load(run))
    prose = [line for line in _joined(text) if not _COMMAND.search(line) and not _YAML_LINE.match(line)]
    for line in prose:
        yield from _named(_URL.findall(line))
        line = _URL.sub("", line)
        yield from ((name, value or None) for name, value in _SETTING.findall(line))
        if line.lstrip().startswith("- "):
            yield from ((name, value or None) for name, value in _ENVIRONMENT.findall(line))


def _without_templates(text: str) -> str:
    """Expressions of Helm as `<name>`; its control blocks leave nothing."""

    def name_of(match: re.Match[str]) -> str:
        inside = match[1]
        if re.match(r"(if|else|end|\$\w+ :=)\b", inside):
            return ""
        named = _VALUE.match(inside) or _INCLUDE.match(inside) or re.match(r"[.$]([\w.]+)", inside)
        return f"<{named[1].replace('fullName', 'fullname')}>" if named else ""

    return _TEMPLATE.sub(name_of, text)


def _commands(text: str) -> Found:
    for line in _joined(text):
        command = _COMMAND.search(line)
        if line.lstrip().startswith("#") or command is None:
            continue
        whole = command[0].strip()
        yield from _SET.findall(whole)
        yield from _LITERAL.findall(whole)
        yield from _named(_JSON_FIELD.findall(whole) if " -d " in whole else ())
        url = _URL.search(whole)
        yield (f"curl {url[0]}", None) if whole.startswith("curl") and url else (_shortened(whole), None)


def _shortened(command: str) -> str:
    return re.sub(r"'[^']*'", "'...'", _REST_OF_COMMAND.split(command)[0]).strip()


def _joined(text: str) -> Iterator[str]:
    """Lines, with those together that a backslash or an open quotation mark holds together."""
    pending = ""
    for line in text.splitlines():
        pending = f"{pending} {line.strip()}" if pending else line
        if pending.endswith("\\"):
            pending = pending[:-1].rstrip()
        elif not (_COMMAND.search(pending) and pending.count("'") % 2):
            yield pending
            pending = ""


def _yaml_runs(text: str) -> Iterator[str]:
    run: list[str] = []
    for line in [*text.splitlines(), ""]:
        if _YAML_LINE.match(line):
            run.append(line)
        elif run and not line.strip().startswith("#"):
            yield textwrap.dedent("\n".join(run))
            run = []


def _leaves(node: Any, path: str = "") -> Found:
    if isinstance(node, dict):
        for key, value in node.items():
            yield from _leaves(value, f"{path}.{key}" if path else key)
    elif isinstance(node, list):
        for value in node:
            yield from _leaves(value, f"{path}[]")
    else:
        yield path, _value(str(node).lower() if isinstance(node, bool) else str(node))


def _value(text: str) -> str:
    return text.strip('"') or '""'


def _named(names: Iterable[str]) -> Found:
    for name in names:
        yield name, None
