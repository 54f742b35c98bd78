"""The tables of docs/parity have everything that the documents say which this project started from, and no more."""

from __future__ import annotations

import os
import re
import shutil
from pathlib import Path

import pytest

from tests.mirror.seed_documents import documented, plain
from tests.parity_tables import FOLDER, rows_of

SEEDS = Path(os.environ["MIRROR"]) / "seeds"
NAMES = sorted(path.name for path in SEEDS.iterdir())


def missing(seed: Path, table: Path) -> list[str]:
    """Keys, and values of keys, that the table does not have."""
    rows = rows_of(table)
    said = {key: set(row.values) for row in rows for key in row.keys}
    found: list[str] = []
    for key, values in documented(seed).items():
        if key not in said:
            found.append(key)
        found += [f"{key} = {value}" for value in sorted(values - said.get(key, values))]
    return found


def invented(seed: Path, table: Path) -> list[str]:
    """Keys and values of the table that the document does not have, neither as such nor in its text."""
    stated, text = documented(seed), plain(seed.read_text())
    found: list[str] = []
    for row in rows_of(table):
        known = {value for key in row.keys for value in stated.get(key, ())}
        found += [f"{row.place}: {key}" for key in row.keys if key not in stated and not says(text, key)]
        found += [f"{row.place}: {value}" for value in row.values if value not in known and not says(text, value)]
    return found


def says(text: str, words: str) -> bool:
    """Whether a text has some words, and not only as a part of others."""
    return re.search(rf"(?<![\w.-]){re.escape(words)}(?![\w-])", text) is not None


def twice(table: Path) -> list[str]:
    keys = [key for row in rows_of(table) for key in row.keys]
    return sorted({key for key in keys if keys.count(key) > 1})


def table_of(seed: str) -> Path:
    return FOLDER / f"{Path(seed).stem}.md"


def test_every_document_has_its_tables_and_no_other() -> None:
    assert sorted(path.name for path in FOLDER.glob("*.md")) == sorted(table_of(name).name for name in NAMES)


@pytest.mark.parametrize("name", NAMES)
def test_everything_that_is_documented_has_a_row(name: str) -> None:
    assert missing(SEEDS / name, table_of(name)) == []


@pytest.mark.parametrize("name", NAMES)
def test_no_row_is_for_what_is_not_documented(name: str) -> None:
    assert invented(SEEDS / name, table_of(name)) == []


@pytest.mark.parametrize("name", NAMES)
def test_everything_has_one_row(name: str) -> None:
    assert twice(table_of(name)) == []


def test_the_documents_are_read_as_expected() -> None:
    infrastructure = documented(SEEDS / "inference-infrastructure.README.md")
    assert infrastructure["gateway.listeners.https.hostname"] == {'""', "llm.example.com"}
    assert infrastructure["infra-postgresql-pooler-rw"] == set()
    assert infrastructure["inference-gateway.extensionPolicy.targetName"] == {"platform-gateway"}
    picker = documented(SEEDS / "inference-gateway.NOTES.txt")
    assert picker["epp.schedulingConfig.scorers.prefixCacheScorer"] == {"60"}
    assert "kubectl logs -n <Release.Namespace> deployment/<eppName>" in picker
    assert sum(len(documented(SEEDS / name)) for name in NAMES) > 350


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    return Path(shutil.copytree(FOLDER, tmp_path / "parity"))


def changed(table: Path, old: str, new: str) -> Path:
    text = table.read_text()
    assert text.count(old) == 1
    table.write_text(text.replace(old, new))
    return table


def test_fails_when_a_row_is_missing(copy: Path) -> None:
    seed = SEEDS / "networking-layer.README.md"
    table = copy / "networking-layer.README.md"
    lines = table.read_text().splitlines(keepends=True)
    table.write_text("".join(line for line in lines if "`knative.autoscaler.stableWindow`" not in line))
    assert missing(seed, table) == ["knative.autoscaler.stableWindow"]


def test_fails_when_a_documented_default_is_not_quoted(copy: Path) -> None:
    seed = SEEDS / "networking-layer.README.md"
    table = changed(
        copy / "networking-layer.README.md",
        "`knative.autoscaler.stableWindow` | `60s`",
        "`knative.autoscaler.stableWindow` | `61s`",
    )
    assert missing(seed, table) == ["knative.autoscaler.stableWindow = 60s"]
    assert [each.partition(": ")[2] for each in invented(seed, table)] == ["61s"]


def test_fails_when_a_row_is_for_an_unknown_key(copy: Path) -> None:
    seed = SEEDS / "networking-layer.README.md"
    table = changed(copy / "networking-layer.README.md", "`kourier.enabled`", "`kourier.enable`")
    assert missing(seed, table) == ["kourier.enabled"]
    assert [each.partition(": ")[2] for each in invented(seed, table)] == ["kourier.enable"]
