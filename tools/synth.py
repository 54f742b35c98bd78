"""Run `cdk8s synth` without the JavaScript stack that the CLI adds when the app has already said what is wrong."""

from __future__ import annotations

import subprocess
import sys

_COMMAND = ["cdk8s", "synth", "--check-upgrade=false"]


def is_noise(line: str) -> bool:
    """Whether a line is the CLI's report that the app failed, or a line of its stack."""
    return line.startswith(("    at ", 'Error: command "python main.py'))


def main() -> int:
    """Pass everything else on, and the exit code."""
    with subprocess.Popen(_COMMAND, stderr=subprocess.PIPE, text=True) as process:
        assert process.stderr is not None
        for line in process.stderr:
            if not is_noise(line):
                sys.stderr.write(line)
    return process.returncode


if __name__ == "__main__":
    sys.exit(main())
