"""The inventory of Secrets of one environment, written for the person who has to provide them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from inference_platform.checks import Declared, Manifest
from inference_platform.refs import ExternalObject

__all__ = ["secrets_page"]

_Place = tuple[str, str]


def secrets_page(manifests: Sequence[Manifest], declared: Declared) -> str:
    """`SECRETS.md`: every Secret that the objects read, its keys, where it comes from and who reads it."""
    readers = _readers(manifests)
    external = {(each.namespace or "", each.name): each for each in declared.external if each.kind == "Secret"}
    made = dict(_made(manifests))
    environment = manifests[0].environment if manifests else ""
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
        *_table(
            ["Secret", "Namespace", "Keys read", "Made by", "Read by"],
            [
                [
                    f"`{name}`",
                    f"`{namespace}`",
                    _keys(readers[namespace, name]),
                    made.get((namespace, name), "operator"),
                    _who(readers[namespace, name]),
                ]
                for namespace, name in sorted(readers)
                if (namespace, name) not in external
            ],
        ),
    ]
    return "\n".join(lines).rstrip("\n") + "\n"


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


def _made(manifests: Sequence[Manifest]) -> Iterator[tuple[_Place, str]]:
    """Secrets whose maker is an object of the output."""
    for manifest in manifests:
        spec = manifest.data.get("spec", {})
        place = manifest.namespace or ""
        if manifest.kind == "ExternalSecret":
            name = spec.get("target", {}).get("name", manifest.name)
            store = spec.get("secretStoreRef", {}).get("name")
            made_by = f"External Secrets, from the store `{store}`" if store else "External Secrets, generated once"
            yield (place, name), made_by
        elif manifest.kind == "Cluster" and manifest.api_version.startswith("postgresql.cnpg.io/"):
            yield (place, f"{manifest.name}-app"), "CloudNativePG"
        elif manifest.kind == "Certificate":
            yield (place, spec["secretName"]), "cert-manager"
        elif manifest.kind == "Gateway":
            yield from ((secret, "cert-manager") for secret in _shimmed(manifest))


def _shimmed(gateway: Manifest) -> Iterator[_Place]:
    annotations = gateway.data["metadata"].get("annotations", {})
    if not {"cert-manager.io/cluster-issuer", "cert-manager.io/issuer"} & set(annotations):
        return
    for listener in gateway.data["spec"]["listeners"]:
        for certificate in listener.get("tls", {}).get("certificateRefs", []):
            yield gateway.namespace or "", certificate["name"]


def _readers(manifests: Sequence[Manifest]) -> dict[_Place, set[_Place]]:
    """For each Secret, the objects that name it, with the key that they read if they name one."""
    readers: dict[_Place, set[_Place]] = defaultdict(set)
    for manifest in manifests:
        for name, key in _named_secrets(manifest.data):
            readers[manifest.namespace or "", name].add((f"{manifest.kind}/{manifest.name}", key))
    return dict(readers)


def _named_secrets(value: Any) -> Iterator[_Place]:
    """Every Secret named anywhere in an object: by pods, monitors, gateways, databases and certificates."""
    if isinstance(value, list):
        for item in value:
            yield from _named_secrets(item)
    elif isinstance(value, Mapping):
        for key, item in value.items():
            yield from _named_by(key, item)
            yield from _named_secrets(item)


def _named_by(key: str, item: Any) -> Iterator[_Place]:
    if key in ("secretKeyRef", "accessKeyId", "secretAccessKey", "sessionToken", "credentials") and _names(item):
        yield item["name"], item.get("key", "")
    elif key == "secret" and isinstance(item, Mapping) and "secretName" in item:
        yield item["secretName"], ""
    elif key in ("imagePullSecrets", "certificateRefs") and isinstance(item, list):
        yield from ((each["name"], "") for each in item if _names(each) and each.get("kind", "Secret") == "Secret")
    elif key == "secretRef" and _names(item):
        yield item["name"], ""


def _names(item: Any) -> bool:
    return isinstance(item, Mapping) and isinstance(item.get("name"), str)
