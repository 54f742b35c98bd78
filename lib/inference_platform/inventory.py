"""The inventory of Secrets of one environment, written for the person who has to provide them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

from inference_platform.checks import Declared, Manifest, kinds
from inference_platform.checks.index import Index
from inference_platform.refs import ExternalObject

__all__ = ["secrets_page"]

_Place = tuple[str, str]


def secrets_page(manifests: Sequence[Manifest], declared: Declared) -> str:
    """`SECRETS.md`: every Secret that the objects read, its keys, where it comes from and who reads it."""
    index = Index(manifests, declared)
    readers = _readers(index)
    external = {(each.namespace or "", each.name): each for each in declared.external if each.kind == "Secret"}
    environment = manifests[0].environment if manifests else ""
    made = [
        [f"`{name}`", f"`{namespace}`", _keys(who), _maker(index, namespace, name), _who(who)]
        for (namespace, name), who in sorted(readers.items())
        if (namespace, name) not in external
    ]
    lines = [
        f"# Secrets of `{environment}`",
        "",
        "Rendered from the same objects as the manifests; no value of a Secret is ever part of this repository.",
        "",
        "## To be provided before the first sync",
        "",
        *_provided(external, readers),
        "## Made in the cluster",
        "",
        *_table(["Secret", "Namespace", "Keys read", "Made by", "Read by"], made),
    ]
    return "\n".join(lines).rstrip("\n") + "\n"


def _readers(index: Index) -> dict[_Place, set[_Place]]:
    """For each Secret, the objects that name it, with the key that they read if they name one."""
    readers: dict[_Place, set[_Place]] = defaultdict(set)
    for use in index.uses_of(kinds.SECRET):
        reader = f"{use.manifest.kind}/{use.manifest.name}"
        readers[use.namespace, use.name].add((reader, use.key or ""))
    return dict(readers)


def _maker(index: Index, namespace: str, name: str) -> str:
    """Who makes a Secret, in words."""
    by = index.maker(kinds.SECRET, namespace, name)
    if by is None:
        return "an operator"
    if by.type == kinds.EXTERNAL_SECRET:
        store = by.spec.get("secretStoreRef", {}).get("name")
        return f"External Secrets, from the store `{store}`" if store else "External Secrets, generated once"
    return f"`{by.kind}/{by.name}`"


def _provided(external: Mapping[_Place, ExternalObject], readers: Mapping[_Place, set[_Place]]) -> list[str]:
    if not external:
        return ["None.", ""]
    rows = [
        [
            f"`{each.name}`",
            f"`{each.namespace}`",
            ", ".join(f"`{key}`" for key in each.keys) or "any",
            each.purpose or "-",
            _who(readers.get(place, set())),
        ]
        for place, each in sorted(external.items())
    ]
    lines = _table(["Secret", "Namespace", "Keys", "Purpose", "Read by"], rows)
    lines += ["Each can be made by hand, the values read from files so that they stay out of the shell's history:", ""]
    lines.append("```sh")
    lines.extend(_command(each) for _, each in sorted(external.items()))
    return [*lines, "```", ""]


def _command(secret: ExternalObject) -> str:
    files = " ".join(f"--from-file={key}=./{key}" for key in secret.keys or ("KEY",))
    return f"kubectl -n {secret.namespace} create secret generic {secret.name} {files}"


def _table(header: list[str], rows: list[list[str]]) -> list[str]:
    if not rows:
        return ["None.", ""]
    return [
        "| " + " | ".join(header) + " |",
        "|" + " --- |" * len(header),
        *("| " + " | ".join(row) + " |" for row in rows),
        "",
    ]


def _keys(readers: set[_Place]) -> str:
    return ", ".join(f"`{key}`" for key in sorted({key for _, key in readers if key})) or "all"


def _who(readers: set[_Place]) -> str:
    return ", ".join(f"`{reader}`" for reader in sorted({reader for reader, _ in readers})) or "-"
