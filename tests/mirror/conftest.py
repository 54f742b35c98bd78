"""Tests that need the pinned upstream files. `MIRROR` names a folder with copies; without it nothing is collected."""

from __future__ import annotations

import os

collect_ignore_glob = [] if os.environ.get("MIRROR") else ["test_*.py"]
