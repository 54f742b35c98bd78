"""Where objects name other objects: every place collected once, as the rules about references need it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from inference_platform.checks import kinds
from inference_platform.checks.kinds import Kind
from inference_platform.checks.manifest import Manifest
from inference_platform.checks.places import CLUSTER_SCOPED, PLACES, Place, Step
from inference_platform.checks.reading import rows, table, text, value_at
from inference_platform.checks.templates import Container, PodTemplate

__all__ = ["Use", "uses_of_manifest", "uses_of_template"]


@dataclass(frozen=True, slots=True)
class Use:
    """One object that names another."""

    manifest: Manifest
    field: str
    kind: Kind
    namespace: str
    name: str
    key: str | None = None
    """Key of the Secret or ConfigMap that is read."""

    port: int | str | None = None
    """Port of the Service that is called."""

    optional: bool = False
    """Whether Kubernetes goes on without it."""

    granted: bool = False
    """Whether another namespace must allow it with a ReferenceGrant."""

    expected: tuple[Kind, ...] = ()
    """The kinds that could stand here, if `kind` is none of them."""


def uses_of_manifest(manifest: Manifest) -> Iterator[Use]:
    """What an object names outside its pod template."""
    for place in PLACES.get(manifest.type, ()):
        for field, value in _values(manifest.data, place.steps, ""):
            use = _use(manifest, place, field, value)
            if use is not None:
                yield use


def _values(value: Any, steps: tuple[Step, ...], field: str) -> Iterator[tuple[str, Any]]:
    if not steps:
        if value is not None:
            yield field, value
        return
    step, rest = steps[0], steps[1:]
    value = value_at(value, step.key)
    if value is None:
        return
    field = f"{field}.{step.key}" if field else step.key
    if not step.each:
        yield from _values(value, rest, field)
    elif isinstance(value, list | tuple):
        for index, item in enumerate(value):
            yield from _values(item, rest, f"{field}[{index}]")


def _use(manifest: Manifest, place: Place, field: str, value: Any) -> Use | None:
    name = value if isinstance(value, str) else text(value, place.name)
    if not name:
        return None
    kind = _kind(place, value)
    known = kind in place.kinds or Kind(kind.group, "*") in place.kinds
    namespace = "" if kind in CLUSTER_SCOPED else text(value, "namespace") or manifest.namespace
    key = place.key if place.fixed_key else text(value, place.key) or None
    port = value_at(value, *place.port) if place.port else None
    return Use(
        manifest=manifest,
        field=field,
        kind=kind,
        namespace=namespace,
        name=name,
        key=key,
        port=port if isinstance(port, int | str) else None,
        optional=value_at(value, "optional") is True,
        granted=place.granted and known,
        expected=() if known else place.kinds,
    )


def _kind(place: Place, value: Any) -> Kind:
    """The kind that a reference names; without an API group that of the place's kinds."""
    name = text(value, "kind") or place.kinds[0].name
    for key in ("group", "apiGroup", "apiVersion"):
        group = value_at(value, key)
        if isinstance(group, str):
            return Kind(group.partition("/")[0] if key != "apiVersion" or "/" in group else "", name)
    same = [kind for kind in place.kinds if kind.name in (name, "*")]
    return Kind((same or place.kinds)[0].group, name)


def uses_of_template(template: PodTemplate) -> Iterator[Use]:
    """What a pod template names."""
    spec, field = template.spec, template.field
    if template.complete or template.service_account != "default":
        yield _plain(template, f"{field}.serviceAccountName", kinds.SERVICE_ACCOUNT, template.service_account)
    yield from _named(template, f"{field}.priorityClassName", kinds.PRIORITY_CLASS, text(spec, "priorityClassName"))
    for index, pull in enumerate(rows(spec, "imagePullSecrets")):
        yield from _named(template, f"{field}.imagePullSecrets[{index}]", kinds.SECRET, text(pull, "name"))
    for volume in rows(spec, "volumes"):
        yield from _volume(template, f"{field}.volumes[{text(volume, 'name')}]", volume)
    for container in template.containers:
        yield from _container(template, container)


def _container(template: PodTemplate, container: Container) -> Iterator[Use]:
    for env in rows(container.data, "env"):
        source = table(env, "valueFrom")
        at = f"{container.field}.env[{text(env, 'name')}]"
        yield from _key(template, f"{at}.valueFrom.secretKeyRef", kinds.SECRET, table(source, "secretKeyRef"))
        yield from _key(template, f"{at}.valueFrom.configMapKeyRef", kinds.CONFIG_MAP, table(source, "configMapKeyRef"))
    for index, source in enumerate(rows(container.data, "envFrom")):
        at = f"{container.field}.envFrom[{index}]"
        yield from _key(template, f"{at}.secretRef", kinds.SECRET, table(source, "secretRef"))
        yield from _key(template, f"{at}.configMapRef", kinds.CONFIG_MAP, table(source, "configMapRef"))


def _volume(template: PodTemplate, at: str, volume: Mapping[str, Any]) -> Iterator[Use]:
    secret = table(volume, "secret")
    if secret:
        yield from _items(template, f"{at}.secret", kinds.SECRET, text(secret, "secretName"), secret)
    config = table(volume, "configMap")
    if config:
        yield from _items(template, f"{at}.configMap", kinds.CONFIG_MAP, text(config, "name"), config)
    claim = text(volume, "persistentVolumeClaim", "claimName")
    yield from _named(template, f"{at}.persistentVolumeClaim", kinds.PERSISTENT_VOLUME_CLAIM, claim)
    storage = text(volume, "ephemeral", "volumeClaimTemplate", "spec", "storageClassName")
    yield from _named(template, f"{at}.ephemeral", kinds.STORAGE_CLASS, storage)
    for index, source in enumerate(rows(volume, "projected", "sources")):
        for key, kind in (("secret", kinds.SECRET), ("configMap", kinds.CONFIG_MAP)):
            part = table(source, key)
            if part:
                field = f"{at}.projected.sources[{index}].{key}"
                yield from _items(template, field, kind, text(part, "name"), part)


def _items(template: PodTemplate, field: str, kind: Kind, name: str, source: Mapping[str, Any]) -> Iterator[Use]:
    """A volume from a Secret or ConfigMap: the object, and each key that is picked out of it."""
    optional = source.get("optional") is True
    keys = [text(item, "key") or None for item in rows(source, "items")]
    for key in keys or [None]:
        if name:
            yield Use(template.manifest, field, kind, template.namespace, name, key, optional=optional)


def _key(template: PodTemplate, field: str, kind: Kind, source: Mapping[str, Any]) -> Iterator[Use]:
    name = text(source, "name")
    if name:
        key = text(source, "key") or None
        optional = source.get("optional") is True
        yield Use(template.manifest, field, kind, template.namespace, name, key, optional=optional)


def _named(template: PodTemplate, field: str, kind: Kind, name: str) -> Iterator[Use]:
    if name:
        yield _plain(template, field, kind, name)


def _plain(template: PodTemplate, field: str, kind: Kind, name: str) -> Use:
    return Use(template.manifest, field, kind, "" if kind in CLUSTER_SCOPED else template.namespace, name)
