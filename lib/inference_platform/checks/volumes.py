"""Rules: volumes that exist, and mounts that the kubelet accepts."""

from __future__ import annotations

from collections.abc import Iterator

from inference_platform.checks.index import Index
from inference_platform.checks.reading import rows, text, value_at
from inference_platform.checks.rule import Violation, rule

__all__ = ["block_devices", "mount_propagation", "recursive_read_only", "sub_paths", "volume_mounts", "volume_sources"]


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


@rule("volume/device")
def block_devices(index: Index) -> Iterator[Violation]:
    """A block device is a claim of the pod, and the container does not mount it as well."""
    for template in index.complete_templates:
        volumes = rows(template.spec, "volumes")
        names = {text(item, "name") for item in volumes if item.get("persistentVolumeClaim") or item.get("ephemeral")}
        names |= {text(claim, "metadata", "name") for claim in rows(template.manifest.spec, "volumeClaimTemplates")}
        for container in template.containers:
            mounted = {text(mount, "name") for mount in rows(container.data, "volumeMounts")}
            for position, device in enumerate(rows(container.data, "volumeDevices")):
                name = text(device, "name")
                if name not in names or name in mounted:
                    yield Violation(
                        template.manifest,
                        f"{container.field}.volumeDevices[{position}].name",
                        f"a claim of the pod that is not mounted ({', '.join(sorted(names - mounted)) or 'none is'})",
                        name or "nothing",
                        "add the claim, or use a volumeMount for a file system",
                    )


@rule("volume/propagation")
def mount_propagation(index: Index) -> Iterator[Violation]:
    """Only a privileged container passes its mounts on to the node."""
    for template in index.complete_templates:
        for container in template.containers:
            privileged = value_at(container.data, "securityContext", "privileged") is True
            for position, mount in enumerate(rows(container.data, "volumeMounts")):
                if text(mount, "mountPropagation") == "Bidirectional" and not privileged:
                    yield Violation(
                        template.manifest,
                        f"{container.field}.volumeMounts[{position}].mountPropagation",
                        "None or HostToContainer in a container that is not privileged",
                        "Bidirectional",
                        "correct it",
                    )


@rule("volume/recursive")
def recursive_read_only(index: Index) -> Iterator[Violation]:
    """A mount that is read-only with all mounts below it is itself read-only and takes no new mounts."""
    for template in index.templates:
        for container in template.containers:
            for position, mount in enumerate(rows(container.data, "volumeMounts")):
                below = text(mount, "recursiveReadOnly")
                open_to = text(mount, "mountPropagation") not in ("", "None")
                if below in ("Enabled", "IfPossible") and (mount.get("readOnly") is not True or open_to):
                    yield Violation(
                        template.manifest,
                        f"{container.field}.volumeMounts[{position}].recursiveReadOnly",
                        "Disabled unless the mount has readOnly: true and no mountPropagation",
                        below,
                        "add readOnly: true, or leave it out",
                    )
