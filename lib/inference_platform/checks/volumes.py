"""Rules: volumes that exist, and mounts that the kubelet accepts."""

from __future__ import annotations

from collections.abc import Iterator

from inference_platform.checks.index import Index
from inference_platform.checks.reading import rows, text
from inference_platform.checks.rule import Violation, rule

__all__ = ["sub_paths", "volume_mounts", "volume_sources"]


@rule("volume/source")
def volume_sources(index: Index) -> Iterator[Violation]:
    """A volume has one source."""
    for template in index.templates:
        for volume in rows(template.spec, "volumes"):
            sources = [key for key, value in volume.items() if key != "name" and value is not None]
            if len(sources) > 1:
                field = f"{template.field}.volumes[{text(volume, 'name')}]"
                yield Violation(
                    template.manifest, field, "from one source", " and ".join(sources), "make one volume of each"
                )


@rule("volume/mount")
def volume_mounts(index: Index) -> Iterator[Violation]:
    """A mount names a volume of the pod."""
    for template in index.complete_templates:
        names = {text(volume, "name") for volume in rows(template.spec, "volumes")}
        names |= {text(claim, "metadata", "name") for claim in rows(template.manifest.spec, "volumeClaimTemplates")}
        for container in template.containers:
            for position, mount in enumerate(rows(container.data, "volumeMounts")):
                if text(mount, "name") not in names:
                    yield Violation(
                        template.manifest,
                        f"{container.field}.volumeMounts[{position}].name",
                        f"a volume of the pod ({', '.join(sorted(names)) or 'it has none'})",
                        text(mount, "name") or "nothing",
                        "add the volume or correct the name",
                    )


@rule("volume/sub-path")
def sub_paths(index: Index) -> Iterator[Violation]:
    """The sub path of a mount stays inside its volume."""
    for template in index.templates:
        for container in template.containers:
            for position, mount in enumerate(rows(container.data, "volumeMounts")):
                path = text(mount, "subPath")
                if path.startswith("/") or ".." in path.split("/") or (path and text(mount, "subPathExpr")):
                    yield Violation(
                        template.manifest,
                        f"{container.field}.volumeMounts[{position}].subPath",
                        "a relative path without '..', and not beside subPathExpr",
                        path,
                        "name a path inside the volume",
                    )
