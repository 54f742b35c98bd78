"""`check`: hold folders of manifests against every rule."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from inference_platform.checks import Declared, Manifest
    from inference_platform.checks.cel import Crds

__all__ = ["register"]


def register(subcommands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the subcommand."""
    parser = subcommands.add_parser(
        "check",
        help="find what would fail in the cluster, in any folder of YAML",
        description="Check manifests before they reach a cluster. Exit code: 0 nothing found, 1 findings, 2 misuse.",
    )
    parser.add_argument(
        "folders", nargs="+", type=Path, metavar="DIR", help="folder of an environment, or of several such as dist"
    )
    parser.add_argument(
        "--declared",
        type=Path,
        metavar="FILE",
        help="more of what the environment declares, besides the declared.yaml in its folder",
    )
    parser.add_argument(
        "--crds",
        type=Path,
        action="append",
        default=[],
        metavar="PATH",
        help="CRDs whose CEL rules are evaluated, a file or folder; may be repeated; needs the extra 'cel'",
    )
    parser.add_argument("--format", choices=("text", "json"), default="text", help="default: text")
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Print the findings and return the exit code.

    Raises:
        ConfigError: A folder or file cannot be read.
    """
    from inference_platform.checks import as_json, as_text, check, read_tree

    environments = [environment for folder in arguments.folders for environment in read_tree(folder)]
    if arguments.declared is not None:
        environments = _with_more(environments, arguments.declared)
    crds = _crds(arguments.crds)
    findings = sorted(
        finding for manifests, declared in environments for finding in check(manifests, declared, crds=crds)
    )
    print((as_json if arguments.format == "json" else as_text)(findings))
    for sentence in crds.not_evaluated if crds else ():
        print(sentence, file=sys.stderr)
    return 1 if findings else 0


def _crds(paths: list[Path]) -> Crds | None:
    from inference_platform.checks.cel import Crds

    return Crds.read(paths) if paths else None


def _with_more(
    environments: list[tuple[list[Manifest], Declared]], file: Path
) -> list[tuple[list[Manifest], Declared]]:
    """The one environment with the declarations of another file as well."""
    from inference_platform.checks import Declared, read_declared
    from inference_platform.errors import ConfigError

    if len(environments) != 1:
        raise ConfigError(
            f"--declared must be given with one environment, got {len(environments)}; "
            "check them one by one, or write a declared.yaml into each folder"
        )
    manifests, own = environments[0]
    more = read_declared(file)
    merged = Declared(
        external=own.external + more.external,
        exceptions=own.exceptions + more.exceptions,
        kinds=own.kinds + more.kinds,
    )
    return [(manifests, merged)]
