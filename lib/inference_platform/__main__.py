"""The command line: `python -m inference_platform <command>`."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from importlib import import_module

from inference_platform.commands import COMMANDS
from inference_platform.errors import ConfigError

__all__ = ["main"]


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command.

    Args:
        argv: The words after the program's name. Default: those of this process.

    Returns:
        The exit code: 0 all is well, 1 the command found something, 2 it was used wrongly.
    """
    parser = argparse.ArgumentParser(prog="python -m inference_platform", description=__doc__)
    subcommands = parser.add_subparsers(dest="command", metavar="COMMAND", required=True)
    for name in COMMANDS:
        import_module(f"inference_platform.commands.{name}").register(subcommands)
    arguments = parser.parse_args(argv)
    try:
        return int(arguments.run(arguments))
    except ConfigError as error:
        print(error, file=sys.stderr)
        return 2


if __name__ == "__main__":
    sys.exit(main())
