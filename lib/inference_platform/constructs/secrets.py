"""Where the platform's own Secrets come from: they exist, a store has them, or the cluster makes them once."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Annotated, ClassVar

from constructs import Construct

from inference_platform.constructs.base import check_props, namespace_of, path_of, standard_labels
from inference_platform.constructs.wiring import Wiring
from inference_platform.errors import Problem, raise_if
from inference_platform.refs import SecretKeyRef, SecretRef, SecretStoreRef
from inference_platform.units import Between, DnsSubdomain, Duration, SecretKeyName
from inference_platform_crds import external_secrets, k8s

__all__ = [
    "ExistingSecret",
    "GeneratedSecret",
    "PlatformSecret",
    "RemoteKey",
    "SecretSource",
    "StoreSecret",
]

_GENERATOR_API = "generators.external-secrets.io/v1alpha1"
_KEEP = {
    "argocd.argoproj.io/sync-options": "Prune=false,Delete=false",
    "kustomize.toolkit.fluxcd.io/prune": "disabled",
}
"""A generated Secret outlives its ExternalSecret: a lost salt key loses every credential encrypted with it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ExistingSecret:
    """A Secret that somebody else makes, in the platform's namespace."""

    STANDS_FOR_SECRET: ClassVar[bool] = True

    name: DnsSubdomain
    """Name of the Secret."""

    keys: Mapping[str, SecretKeyName] | None = None
    """The Secret's own key for a key that the platform asks for. Default: the platform's names."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RemoteKey:
    """One value in a secret store."""

    path: str
    """Path or name of the entry in the store (`remoteRef.key`)."""

    property: str | None = None
    """Field inside the entry. Default: the whole entry."""

    def rules(self) -> Iterator[Problem]:
        """The path is not empty."""
        if not self.path:
            yield Problem(field="path", must_be="given", got=self.path, do="name the entry in the store")


@dataclass(frozen=True, slots=True, kw_only=True)
class StoreSecret:
    """A Secret that the External Secrets operator copies from a store."""

    store: SecretStoreRef
    """The store, made with `SecretStoreRef.existing`."""

    remote: Mapping[str, RemoteKey]
    """For each key that the platform asks for, where the store has it."""

    refresh_interval: Duration = "1h"
    """How often the store is read again."""


@dataclass(frozen=True, slots=True, kw_only=True)
class GeneratedSecret:
    """A Secret that the External Secrets operator generates in the cluster, once.

    Its values never change and outlive the ExternalSecret (`refreshPolicy: CreatedOnce`, an immutable target and
    `creationPolicy: Orphan`; the target's immutability is the only thing that the operator documents to prevent
    an overwrite). Copy it into a store as well: a deleted Secret is not made again.
    """

    length: Annotated[int, Between(16, 256)] = 48
    """Characters of each value, letters and digits, without the prefix that the platform puts before it."""

    def rules(self) -> Iterator[Problem]:
        """The generator needs room for its digits."""
        if self.length % 4:
            yield Problem(
                field="length",
                must_be="a multiple of 4",
                got=self.length,
                do="round it, a quarter are digits",
            )


SecretSource = ExistingSecret | StoreSecret | GeneratedSecret


class PlatformSecret(Construct):
    """One Secret of the platform with the keys that it needs, from any source.

    Args:
        scope: Where it is put into the construct tree.
        id: Its construct id.
        name: Name of the Secret; an `ExistingSecret` has its own.
        keys: Keys that the platform needs, each with a prefix for generated values (`sk-` for LiteLLM's keys).
        source: Where it comes from.
        purpose: What it is for, in a few words, for the inventory.

    Raises:
        InvalidSettings: The source does not provide every key.
    """

    def __init__(
        self,
        scope: Construct,
        id: str,
        *,
        name: str,
        keys: Mapping[str, str],
        source: SecretSource,
        purpose: str = "",
    ) -> None:
        super().__init__(scope, id)
        check_props(self, source)
        self._name = name
        self._namespace = namespace_of(self)
        self._prefixes = keys
        self._keys = {key: key for key in keys}
        self.ref = self._from(source, purpose)
        """The Secret, for those who read it."""
        Wiring.of(self).expects(self.ref)

    def key(self, key: str) -> SecretKeyRef:
        """The handle of a key that the platform asked for, under the name that the Secret has for it."""
        return self.ref.key(self._keys[key])

    def _from(self, source: SecretSource, purpose: str) -> SecretRef:
        if isinstance(source, ExistingSecret):
            self._keys |= source.keys or {}
            own = tuple(self._keys[key] for key in self._prefixes)
            return SecretRef.existing(name=source.name, namespace=self._namespace, keys=own, purpose=purpose)
        if isinstance(source, StoreSecret):
            self._check_remote(source)
            Wiring.of(self).expects(source.store)
            spec = self._copied(source)
        else:
            self._generator(source)
            spec = self._generated()
        external_secrets.ExternalSecret(
            self,
            "ExternalSecret",
            metadata=k8s.ObjectMeta(
                name=self._name,
                labels=standard_labels(name="secret", instance=self._name),
                annotations=_KEEP if isinstance(source, GeneratedSecret) else None,
            ),
            spec=spec,
        )
        return SecretRef(namespace=self._namespace, name=self._name, keys=tuple(self._prefixes), purpose=purpose)

    def _check_remote(self, source: StoreSecret) -> None:
        missing = [key for key in self._prefixes if key not in source.remote]
        raise_if(
            path_of(self),
            [
                Problem(
                    field=f"remote[{key}]",
                    must_be="given",
                    got="nothing",
                    do=f"say where the store {source.store.name} has it with RemoteKey(path=...)",
                )
                for key in missing
            ],
        )

    def _copied(self, source: StoreSecret) -> external_secrets.ExternalSecretSpec:
        return external_secrets.ExternalSecretSpec(
            refresh_interval=source.refresh_interval,
            secret_store_ref=external_secrets.ExternalSecretSpecSecretStoreRef(
                kind=source.store.kind, name=source.store.name
            ),
            target=external_secrets.ExternalSecretSpecTarget(name=self._name, creation_policy="Owner"),
            data=[
                external_secrets.ExternalSecretSpecData(
                    secret_key=key,
                    remote_ref=external_secrets.ExternalSecretSpecDataRemoteRef(
                        key=source.remote[key].path, property=source.remote[key].property
                    ),
                )
                for key in self._prefixes
            ],
        )

    def _generator(self, source: GeneratedSecret) -> None:
        external_secrets.Password(
            self,
            "Password",
            metadata=k8s.ObjectMeta(
                name=self._name, labels=standard_labels(name="secret", instance=self._name), annotations=_KEEP
            ),
            spec=external_secrets.PasswordSpec(
                length=source.length, digits=source.length // 4, symbols=0, no_upper=False, allow_repeat=True
            ),
        )

    def _generated(self) -> external_secrets.ExternalSecretSpec:
        """One run of the generator for each key, each renamed so that the template can tell them apart."""
        return external_secrets.ExternalSecretSpec(
            refresh_policy="CreatedOnce",
            target=external_secrets.ExternalSecretSpecTarget(
                name=self._name,
                creation_policy="Orphan",
                deletion_policy="Retain",
                immutable=True,
                template=external_secrets.ExternalSecretSpecTargetTemplate(
                    type="Opaque",
                    data={key: f"{prefix}{{{{ .{_variable(key)} }}}}" for key, prefix in self._prefixes.items()},
                ),
            ),
            data_from=[self._run(key) for key in self._prefixes],
        )

    def _run(self, key: str) -> external_secrets.ExternalSecretSpecDataFrom:
        return external_secrets.ExternalSecretSpecDataFrom(
            source_ref=external_secrets.ExternalSecretSpecDataSourceRef(
                generator_ref=external_secrets.ExternalSecretSpecDataSourceRefGeneratorRef(
                    api_version=_GENERATOR_API, kind="Password", name=self._name
                )
            ),
            rewrite=[
                external_secrets.ExternalSecretSpecDataFromRewrite(
                    regexp=external_secrets.ExternalSecretSpecDataFromRewriteRegexp(
                        source="password", target=_variable(key)
                    )
                )
            ],
        )


def _variable(key: str) -> str:
    """A key as a name that Go templates can address with a dot."""
    return key.replace("-", "_").replace(".", "_")
