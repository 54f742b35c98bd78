"""Rules: names, labels, annotations and sizes that the API server enforces and no schema holds."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from inference_platform.checks import kinds
from inference_platform.checks.index import Index
from inference_platform.checks.manifest import Manifest
from inference_platform.checks.reading import rows, table, value_at
from inference_platform.checks.rule import Violation, rule
from inference_platform.checks.templates import TEMPLATE_PATHS

__all__ = [
    "annotation_keys",
    "annotation_size",
    "data_keys",
    "data_size",
    "label_syntax",
    "object_name",
    "pod_security_levels",
]

_LABEL = r"[a-z0-9]([-a-z0-9]*[a-z0-9])?"
_MAXIMUM_DATA = 2**20
_MAXIMUM_ANNOTATIONS = 256 * 2**10
_QUALIFIED = re.compile(r"[A-Za-z0-9]([-A-Za-z0-9_.]*[A-Za-z0-9])?")
_SUBDOMAIN = re.compile(rf"{_LABEL}(\.{_LABEL})*")
_DATA_KEY = re.compile(r"[-._a-zA-Z0-9]+")
_POD_SECURITY = {
    "": re.compile("privileged|baseline|restricted"),
    "version": re.compile(r"latest|v1\.[0-9]+"),
}
_DO_RENAME = "shorten it or replace the other characters"


class _Names(NamedTuple):
    """What the names of a kind must look like."""

    pattern: re.Pattern[str]
    longest: int
    words: str

    def accepts(self, name: str) -> bool:
        return len(name) <= self.longest and self.pattern.fullmatch(name) is not None


_LOWER = "lower-case letters, digits and '-'"
_DNS_SUBDOMAIN = _Names(_SUBDOMAIN, 253, "a DNS name (lower-case letters, digits, '-' and '.', at most 253 characters)")
_DNS_LABEL = _Names(re.compile(_LABEL), 63, f"a DNS label ({_LOWER}, at most 63 characters)")
_PATH_SEGMENT = _Names(re.compile(r"(?!\.{1,2}$)[^/%]+"), 253, "a name without '/' and '%', at most 253 characters")


def _letter_first(longest: int) -> _Names:
    words = f"a DNS label that begins with a letter ({_LOWER}, at most {longest} characters)"
    return _Names(re.compile(r"[a-z]([-a-z0-9]*[a-z0-9])?"), longest, words)


def _shorter(longest: int, why: str) -> _Names:
    return _Names(_SUBDOMAIN, longest, f"a DNS name of at most {longest} characters ({why})")


_BY_KIND: Mapping[kinds.Kind, _Names] = {
    kinds.SERVICE: _letter_first(63),
    kinds.NAMESPACE: _DNS_LABEL,
    kinds.ROLE: _PATH_SEGMENT,
    kinds.ROLE_BINDING: _PATH_SEGMENT,
    kinds.CLUSTER_ROLE: _PATH_SEGMENT,
    kinds.CLUSTER_ROLE_BINDING: _PATH_SEGMENT,
    kinds.CRON_JOB: _shorter(52, "its Jobs' names get 11 more"),
    kinds.JOB: _shorter(63, "its pods carry it as a label"),
    kinds.STATEFUL_SET: _shorter(52, "its pods carry it with a revision as a label"),
    # CloudNativePG's webhook; a Pooler's Service and KServe's `<name>-predictor` Service need the rest.
    kinds.DATABASE_CLUSTER: _letter_first(50),
    kinds.POOLER: _letter_first(63),
    kinds.INFERENCE_SERVICE: _letter_first(53),
}


@rule("names/object")
def object_name(index: Index) -> Iterator[Violation]:
    """An object's name has the characters and the length that its kind allows."""
    for manifest in index.manifests:
        allowed = _BY_KIND.get(manifest.type, _DNS_SUBDOMAIN)
        if manifest.name and not allowed.accepts(manifest.name):
            yield Violation(manifest, "metadata.name", allowed.words, manifest.name, _DO_RENAME)
        if manifest.namespace and not _DNS_LABEL.accepts(manifest.namespace):
            yield Violation(manifest, "metadata.namespace", _DNS_LABEL.words, manifest.namespace, _DO_RENAME)


@rule("names/labels")
def label_syntax(index: Index) -> Iterator[Violation]:
    """Labels, and the selectors that look for them, have keys and values that Kubernetes allows."""
    for manifest in index.manifests:
        for field, labels in _label_maps(manifest):
            for key, value in labels.items():
                if not _is_key(key):
                    yield _bad_key(manifest, field, key, "label")
                if not _is_label_value(value):
                    yield Violation(
                        manifest,
                        f"{field}[{key}]",
                        "a label value (letters, digits, '-', '_' and '.', at most 63 characters)",
                        value,
                        "shorten it or replace the other characters",
                    )


@rule("names/annotations")
def annotation_keys(index: Index) -> Iterator[Violation]:
    """Annotations have keys that Kubernetes allows."""
    for manifest in index.manifests:
        for field, entries in _annotation_maps(manifest):
            for key in entries:
                if not isinstance(key, str) or not _is_key(key.lower()):
                    yield _bad_key(manifest, field, key, "annotation")


@rule("names/annotation-size")
def annotation_size(index: Index) -> Iterator[Violation]:
    """All annotations of an object together stay below 256 KiB."""
    for manifest in index.manifests:
        for field, entries in _annotation_maps(manifest):
            size = sum(len(str(key).encode()) + len(str(value).encode()) for key, value in entries.items())
            if size > _MAXIMUM_ANNOTATIONS:
                yield Violation(
                    manifest, field, "at most 262144 bytes", f"{size} bytes", "move large values into a ConfigMap"
                )


@rule("names/data-keys")
def data_keys(index: Index) -> Iterator[Violation]:
    """Keys of ConfigMaps and Secrets can be file names, and none is given twice."""
    for manifest in index.of(kinds.CONFIG_MAP, kinds.SECRET):
        for part in ("data", "stringData", "binaryData"):
            for key in table(manifest.data, part):
                if isinstance(key, str) and not _is_data_key(key):
                    yield Violation(
                        manifest,
                        f"{part}[{key}]",
                        "a key of letters, digits, '-', '_' and '.', at most 253 characters, not beginning with '..'",
                        key,
                        "rename the key",
                    )
        for key in sorted(set(table(manifest.data, "data")) & set(table(manifest.data, "binaryData")), key=str):
            yield Violation(manifest, f"binaryData[{key}]", "absent", "a key that data has too", "keep one of them")


@rule("names/data-size")
def data_size(index: Index) -> Iterator[Violation]:
    """A ConfigMap or Secret holds at most 1 MiB."""
    for manifest in index.of(kinds.CONFIG_MAP, kinds.SECRET):
        size = sum(
            _decoded_size(value, encoded=part == "binaryData" or (part == "data" and manifest.type == kinds.SECRET))
            for part in ("data", "stringData", "binaryData")
            for value in table(manifest.data, part).values()
        )
        if size > _MAXIMUM_DATA:
            yield Violation(
                manifest, "data", "at most 1048576 bytes", f"{size} bytes", "split it or mount a volume instead"
            )


@rule("names/pod-security")
def pod_security_levels(index: Index) -> Iterator[Violation]:
    """A Namespace's labels for Pod Security name a level and a version that exist."""
    for namespace in index.of(kinds.NAMESPACE):
        for key, value in table(namespace.data, "metadata", "labels").items():
            prefix, _, name = str(key).rpartition("/")
            allowed = _POD_SECURITY.get(name.partition("-")[2])
            if prefix == "pod-security.kubernetes.io" and allowed and not allowed.fullmatch(str(value)):
                words = "latest or v1.<minor>" if name.endswith("-version") else "privileged, baseline or restricted"
                yield Violation(namespace, f"metadata.labels[{key}]", words, str(value), "correct it")


def _decoded_size(value: object, *, encoded: bool) -> int:
    size = len(str(value).encode())
    return size * 3 // 4 if encoded else size


def _label_maps(manifest: Manifest) -> Iterator[tuple[str, Mapping[str, Any]]]:
    """Every map of labels of Kubernetes' own kinds; custom resources use the word `labels` for other things, too."""
    yield "metadata.labels", table(manifest.data, "metadata", "labels")
    path = TEMPLATE_PATHS.get(manifest.type)
    if path:
        field = ".".join([*path, "metadata.labels"])
        yield field, table(manifest.data, *path, "metadata", "labels")
        yield "spec.selector.matchLabels", table(manifest.spec, "selector", "matchLabels")
        yield f"{'.'.join(path)}.spec.nodeSelector", table(manifest.data, *path, "spec", "nodeSelector")
    elif manifest.type == kinds.SERVICE:
        yield "spec.selector", table(manifest.spec, "selector")
    elif manifest.type == kinds.DISRUPTION_BUDGET:
        yield "spec.selector.matchLabels", table(manifest.spec, "selector", "matchLabels")
    elif manifest.type == kinds.NETWORK_POLICY:
        yield from _policy_labels(manifest)
    for index, claim in enumerate(rows(manifest.spec, "volumeClaimTemplates")):
        yield f"spec.volumeClaimTemplates[{index}].metadata.labels", table(claim, "metadata", "labels")


def _policy_labels(manifest: Manifest) -> Iterator[tuple[str, Mapping[str, Any]]]:
    yield "spec.podSelector.matchLabels", table(manifest.spec, "podSelector", "matchLabels")
    for direction, peers in (("ingress", "from"), ("egress", "to")):
        for i, entry in enumerate(rows(manifest.spec, direction)):
            for j, peer in enumerate(rows(entry, peers)):
                for selector in ("podSelector", "namespaceSelector"):
                    field = f"spec.{direction}[{i}].{peers}[{j}].{selector}.matchLabels"
                    yield field, table(peer, selector, "matchLabels")


def _annotation_maps(manifest: Manifest) -> Iterator[tuple[str, Mapping[str, Any]]]:
    yield "metadata.annotations", table(manifest.data, "metadata", "annotations")
    path = TEMPLATE_PATHS.get(manifest.type)
    if path:
        field = ".".join([*path, "metadata.annotations"])
        yield field, table(value_at(manifest.data, *path), "metadata", "annotations")


def _bad_key(manifest: Manifest, field: str, key: object, what: str) -> Violation:
    return Violation(
        manifest,
        f"{field}[{key}]",
        "a key of the form prefix/name (an optional DNS prefix; letters, digits, '-', '_' and '.', at most 63)",
        key if isinstance(key, str) else repr(key),
        f"rename the {what}",
    )


def _is_key(key: object) -> bool:
    if not isinstance(key, str):
        return False
    prefix, slash, name = key.rpartition("/")
    if slash and (len(prefix) > 253 or not _SUBDOMAIN.fullmatch(prefix)):
        return False
    return len(name) <= 63 and _QUALIFIED.fullmatch(name) is not None


def _is_label_value(value: object) -> bool:
    # The schema's rule reports what is no text.
    return not isinstance(value, str) or not value or (len(value) <= 63 and _QUALIFIED.fullmatch(value) is not None)


def _is_data_key(key: str) -> bool:
    return len(key) <= 253 and not (key == "." or key.startswith("..")) and _DATA_KEY.fullmatch(key) is not None
