"""Remove from Pipfile.lock where the packages came from, and keep what they are: versions and hashes.

pipenv writes the package index of the machine that locked into the lock file. Which index to use is a matter
of the machine that installs (pip's own configuration); the hashes see to it that each gives the same files.
"""

from __future__ import annotations

import json
from pathlib import Path

LOCK = Path(__file__).resolve().parent.parent / "Pipfile.lock"


def main() -> None:
    """Rewrite Pipfile.lock in place, in pipenv's own layout."""
    lock = json.loads(LOCK.read_text(encoding="utf-8"))
    lock["_meta"]["sources"] = []
    for section in ("default", "develop"):
        for package in lock[section].values():
            package.pop("index", None)
    LOCK.write_text(json.dumps(lock, indent=4, sort_keys=True) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
