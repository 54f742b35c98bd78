"""`python -m inference_platform_bindings.generate`: write or check the generated bindings."""

from __future__ import annotations

import argparse
import hashlib
import sys
from collections.abc import Sequence
from pathlib import Path

from inference_platform_bindings.errors import ConfigError
from inference_platform_bindings.generate import output, sources
from inference_platform_bindings.generate.core import is_core, read_core
from inference_platform_bindings.generate.crd import KindSource, read_crds
from inference_platform_bindings.generate.sharing import Shared, share


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command and return its exit code: 0 when all is well, 1 when files are stale or an input is wrong."""
    options = _parser().parse_args(arguments)
    try:
        return _run(options)
    except ConfigError as error:
        print(error, file=sys.stderr)
        return 1


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m inference_platform_bindings.generate", description=__doc__)
    parser.add_argument("--config", type=Path, default=Path("cdk8s.yaml"), help="file with the imports")
    parser.add_argument("--lock", type=Path, default=Path("imports.lock"), help="file with the checksums")
    parser.add_argument("--output", type=Path, default=Path("imports/inference_platform_crds"), help="package to write")
    parser.add_argument("--mirror", type=Path, action="append", default=[], help="folder with copies; may be repeated")
    parser.add_argument("--check", action="store_true", help="write nothing, fail when something is stale")
    parser.add_argument("--update-lock", action="store_true", help="download everything and pin what is there now")
    return parser


def _run(options: argparse.Namespace) -> int:
    imports = sources.read_imports(options.config)
    if options.update_lock:
        documents = {entry.url: sources.download(entry.url) for entry in imports}
        locked = {url: hashlib.sha256(content).hexdigest() for url, content in documents.items()}
        options.lock.write_text(sources.lock_text(locked), encoding="utf-8", newline="\n")
    else:
        locked = sources.read_lock(options.lock)
        documents = sources.fetch(imports, locked, sources.mirror(options.mirror))
    files = output.render(*_modules(imports, documents))
    if options.check:
        return _check(options, files, sorted(locked.keys() - documents.keys()))
    output.write(options.output, files)
    return 0


def _modules(imports: Sequence[sources.Import], documents: dict[str, bytes]) -> tuple[dict[str, Shared], set[str]]:
    kinds: dict[str, list[KindSource]] = {}
    modules: dict[str, Shared] = {}
    for entry in imports:
        content = documents[entry.url]
        if is_core(content):
            if entry.module in modules:
                raise ConfigError(f"{entry.module} must have one document with core kinds, got two; remove one import")
            modules[entry.module] = read_core(content)
        else:
            kinds.setdefault(entry.module, []).extend(read_crds(content))
    core = set(modules)
    mixed = sorted(core & kinds.keys())
    if mixed:
        raise ConfigError(
            f"a module must hold core kinds or CRDs, got both in {mixed[0]}; give the CRDs another module"
        )
    modules.update({name: share(found) for name, found in kinds.items()})
    return dict(sorted(modules.items())), core


def _check(options: argparse.Namespace, files: dict[str, str], unused: Sequence[str]) -> int:
    problems = [f"{options.output / name} is stale" for name in output.stale(options.output, files)]
    problems += [f"{options.lock} pins {url}, which {options.config} does not import" for url in unused]
    for problem in problems:
        print(f"{problem}; run python -m inference_platform_bindings.generate", file=sys.stderr)
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
