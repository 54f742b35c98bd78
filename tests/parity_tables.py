"""The tables of docs/parity, read."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

HEADER = ("Documented", "Its value", "Here", "Default here", "Note")
FOLDER = Path(__file__).parents[1] / "docs" / "parity"

_CELLS = re.compile(r"(?<!\\)\|")
_NAMED = re.compile(r"`([^`]+)`|\*\*([^*]+)\*\*")


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One line of a table."""

    place: str
    """File and line."""

    cells: tuple[str, ...]

    @property
    def keys(self) -> tuple[str, ...]:
        """What the document names, in code or bold."""
        return spans(self.cells[0])

    @property
    def values(self) -> tuple[str, ...]:
        """What the document says it is by default or in its examples."""
        return spans(self.cells[1])

    @property
    def here(self) -> tuple[str, ...]:
        """The code in the column that says what stands for it here."""
        return spans(self.cells[2])

    @property
    def defaults(self) -> tuple[str, ...]:
        """The code in the column of our defaults."""
        return spans(self.cells[3])

    @property
    def note(self) -> str:
        """The last column."""
        return self.cells[4]


def spans(cell: str) -> tuple[str, ...]:
    """The texts of a cell that are set as code or in bold."""
    return tuple(code or bold for code, bold in _NAMED.findall(cell))


def rows_of(path: Path) -> list[Row]:
    """Every row of every table of a file.

    Raises:
        ValueError: A table has other columns than the ones that these tables have.
    """
    found: list[Row] = []
    begins = True
    for number, line in enumerate(path.read_text().splitlines(), start=1):
        if not line.startswith("|"):
            begins = True
            continue
        cells = tuple(cell.strip() for cell in _CELLS.split(line)[1:-1])
        if len(cells) != len(HEADER):
            raise ValueError(f"{path.name}:{number}: a row has {len(HEADER)} cells, got {len(cells)}")
        if begins and cells != HEADER:
            raise ValueError(f"{path.name}:{number}: a table has the columns {', '.join(HEADER)}, got {cells}")
        if not begins and set(line) - set("|- "):
            found.append(Row(place=f"{path.name}:{number}", cells=cells))
        begins = False
    return found


def files() -> list[Path]:
    """The files with tables: one for each document."""
    return sorted(FOLDER.glob("*.md"))
