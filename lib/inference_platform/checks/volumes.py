"""Rules: volumes that exist, and mounts that the kubelet accepts."""

from __future__ import annotations

from collections.abc import Iterator

from inference_platform.checks.containers import DNS_LABEL, repeated
from inference_platform.checks.index import Index
from inference_platform.checks.reading import rows, text
from inference_platform.checks.rule import Violation, rule
from inference_platform.checks.templates import Container, PodTemplate

__all__ = ["mount_paths", "volume_mounts", "volume_names", "volume_sources"]


@rule("volume/name")
def volume_names(index: Index) -> Iterator[Violation]:
    """Volumes of a pod have names that are DNS labels and differ."""
    for template in index.templates:
        names = [text(volume, "name") for volume in rows(template.spec, "volumes")]
        for name in names:
            if not DNS_LABEL.fullmatch(name):
                yield Violation(
                    template.manifest,
                    f"{template.field}.volumes[{name}].name",
                    "a DNS label (lower-case letters, digits and '-', at most 63 characters)",
                    name or "nothing",
                    "rename the volume",
                )
        for name in repeated(names):
            field = f"{template.field}.volumes[{name}].name"
            yield Violation(template.manifest, field, "unique in the pod", name, "rename one of the volumes")


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


@rule("volume/mount-path")
def mount_paths(index: Index) -> Iterator[Violation]:
    """Mounts of a container have paths that differ, and sub paths stay inside their volume."""
    for template in index.templates:
        for container in template.containers:
            yield from _container_paths(template, container)


def _container_paths(template: PodTemplate, container: Container) -> Iterator[Violation]:
    mounts = rows(container.data, "volumeMounts")
    for path in repeated(text(mount, "mountPath") for mount in mounts):
        yield Violation(
            template.manifest,
            f"{container.field}.volumeMounts",
            "at different paths",
            f"{path or 'nothing'} twice",
            "change or remove one of them",
        )
    for position, mount in enumerate(mounts):
        path = text(mount, "subPath")
        if path.startswith("/") or ".." in path.split("/") or (path and text(mount, "subPathExpr")):
            yield Violation(
                template.manifest,
                f"{container.field}.volumeMounts[{position}].subPath",
                "a relative path without '..', and not beside subPathExpr",
                path,
                "name a path inside the volume",
            )
