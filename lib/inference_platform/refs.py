"""What constructs hand to each other: typed handles that carry the namespace, and what lies outside the output.

A ref comes from the construct that owns the object, or from `.existing(...)` for something that is made elsewhere.
Every `.existing` ref knows the `ExternalObject` that it promises; the promises of an environment are its inventory.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, ClassVar, Literal, Self

from inference_platform.errors import ConfigError

if TYPE_CHECKING:
    import cdk8s_plus_27 as kplus
    from constructs import Construct

__all__ = [
    "CLUSTER_DOMAIN",
    "Cidrs",
    "ConfigMapRef",
    "ExternalObject",
    "GatewayClassRef",
    "IssuerRef",
    "Peer",
    "Pods",
    "PriorityClassRef",
    "SecretKeyRef",
    "SecretRef",
    "SecretStoreRef",
    "ServiceAccountRef",
    "ServiceRef",
    "StorageClassRef",
]

CLUSTER_DOMAIN = "cluster.local"
"""DNS domain of the cluster; what kubeadm and every managed Kubernetes use unless told otherwise."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ExternalObject:
    """An object that must exist in the cluster although this output does not contain it."""

    kind: str
    """Kubernetes kind, for example `Secret`."""

    name: str
    """Name of the object."""

    namespace: str | None = None
    """Its namespace; none for a cluster-scoped kind."""

    keys: tuple[str, ...] = ()
    """Keys that a Secret or ConfigMap must have."""

    purpose: str = ""
    """What it is for, in a few words, for the inventory."""


@dataclass(frozen=True, slots=True)
class Pods:
    """Pods of one namespace by their labels: one end of a network flow."""

    namespace: str
    labels: Mapping[str, str] = field(default_factory=dict, hash=False)
    """Labels that select them; empty selects every pod of the namespace."""

    @classmethod
    def all_in(cls, namespace: str) -> Self:
        """Every pod of a namespace."""
        return cls(namespace, {})


@dataclass(frozen=True, slots=True)
class Cidrs:
    """Addresses outside the cluster (or the API server's): one end of a network flow."""

    networks: tuple[str, ...] = ("0.0.0.0/0",)
    """Networks in CIDR notation."""

    except_: tuple[str, ...] = ()
    """Networks inside them that stay closed; must lie within each of `networks`."""


Peer = Pods | Cidrs


@dataclass(frozen=True, slots=True, kw_only=True)
class _Named:
    """A cluster-scoped object that is looked up by name."""

    name: str
    is_external: bool = False

    @classmethod
    def existing(cls, name: str) -> Self:
        """One that is made outside this output."""
        return cls(name=name, is_external=True)

    @property
    def kind(self) -> str:
        """Kubernetes kind of the object."""
        return type(self).__name__.removesuffix("Ref")

    def external(self) -> ExternalObject | None:
        """The promise that it exists, or None if this output makes it."""
        return ExternalObject(kind=self.kind, name=self.name) if self.is_external else None


class StorageClassRef(_Named):
    """A StorageClass."""

    __slots__ = ()


class PriorityClassRef(_Named):
    """A PriorityClass."""

    __slots__ = ()


class GatewayClassRef(_Named):
    """A GatewayClass."""

    __slots__ = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class IssuerRef:
    """A cert-manager issuer."""

    name: str
    kind: Literal["ClusterIssuer", "Issuer"] = "ClusterIssuer"
    namespace: str | None = None
    """Namespace of an `Issuer`; it can issue only there."""

    @classmethod
    def existing(
        cls,
        name: str,
        *,
        kind: Literal["ClusterIssuer", "Issuer"] = "ClusterIssuer",
        namespace: str | None = None,
    ) -> Self:
        """An issuer that the cluster's owner provides."""
        if (kind == "Issuer") != (namespace is not None):
            raise ConfigError(
                f"issuer {name!r}: namespace must be given for an Issuer and only there, got {namespace!r} for a "
                f"{kind}; give the namespace of the Issuer or use a ClusterIssuer"
            )
        return cls(name=name, kind=kind, namespace=namespace)

    def external(self) -> ExternalObject:
        """The promise that it exists."""
        return ExternalObject(kind=self.kind, name=self.name, namespace=self.namespace)


@dataclass(frozen=True, slots=True, kw_only=True)
class SecretStoreRef:
    """A store of the External Secrets operator."""

    name: str
    kind: Literal["ClusterSecretStore", "SecretStore"] = "ClusterSecretStore"
    namespace: str | None = None

    @classmethod
    def existing(
        cls,
        name: str,
        *,
        kind: Literal["ClusterSecretStore", "SecretStore"] = "ClusterSecretStore",
        namespace: str | None = None,
    ) -> Self:
        """A store that the cluster's owner provides."""
        return cls(name=name, kind=kind, namespace=namespace)

    def external(self) -> ExternalObject:
        """The promise that it exists."""
        return ExternalObject(kind=self.kind, name=self.name, namespace=self.namespace)


@dataclass(frozen=True, slots=True, kw_only=True)
class ServiceAccountRef:
    """A ServiceAccount of a namespace."""

    namespace: str
    name: str

    def to_cdk8s_plus(self, scope: Construct, id: str) -> kplus.IServiceAccount:
        """The same account for a cdk8s-plus workload."""
        import cdk8s_plus_27 as kplus

        return kplus.ServiceAccount.from_service_account_name(scope, id, self.name, namespace_name=self.namespace)


@dataclass(frozen=True, slots=True, kw_only=True)
class SecretRef:
    """A Secret; pods can read it only in its own namespace."""

    namespace: str
    name: str
    keys: tuple[str, ...] = ()
    """The keys that it is known to have."""

    purpose: str = ""
    """What it is for, in a few words."""

    is_external: bool = False

    @classmethod
    def existing(cls, *, name: str, namespace: str, keys: tuple[str, ...] = (), purpose: str = "") -> Self:
        """A Secret that somebody else makes; it goes into the inventory with its keys."""
        return cls(namespace=namespace, name=name, keys=keys, purpose=purpose, is_external=True)

    @classmethod
    def from_cdk8s_plus(cls, secret: kplus.ISecret, *, namespace: str, keys: tuple[str, ...] = ()) -> Self:
        """The handle of a Secret that a cdk8s-plus app makes or names."""
        return cls.existing(name=secret.name, namespace=namespace, keys=keys)

    def key(self, key: str) -> SecretKeyRef:
        """One key of it."""
        return SecretKeyRef(secret=self, key=key)

    def external(self) -> ExternalObject | None:
        """The promise that it exists with its keys, or None if this output makes it."""
        if not self.is_external:
            return None
        return ExternalObject(
            kind="Secret", name=self.name, namespace=self.namespace, keys=self.keys, purpose=self.purpose
        )

    def to_cdk8s_plus(self, scope: Construct, id: str) -> kplus.ISecret:
        """The same Secret for a cdk8s-plus workload."""
        import cdk8s_plus_27 as kplus

        return kplus.Secret.from_secret_name(scope, id, self.name)


@dataclass(frozen=True, slots=True, kw_only=True)
class SecretKeyRef:
    """One key of a Secret."""

    STANDS_FOR_SECRET: ClassVar[bool] = True

    secret: SecretRef
    key: str

    @classmethod
    def existing(cls, *, name: str, namespace: str, key: str, purpose: str = "") -> Self:
        """One key of a Secret that somebody else makes."""
        return cls(secret=SecretRef.existing(name=name, namespace=namespace, keys=(key,), purpose=purpose), key=key)

    def readable_from(self, namespace: str, *, by: object) -> Self:
        """Itself, after failing here where Kubernetes would only fail at pod start.

        Args:
            namespace: Namespace of the pod that reads it.
            by: Place of the reader; its text is only asked for when there is something to say.

        Raises:
            ConfigError: The Secret is in another namespace.
        """
        if self.secret.namespace != namespace:
            raise ConfigError(
                f"{by}: secret {self.secret.name} must be in namespace {namespace} where it is read, got namespace "
                f"{self.secret.namespace}; put both into one namespace or copy the secret with an ExternalSecret"
            )
        return self

    def external(self) -> ExternalObject | None:
        """The promise that the Secret exists with this key, or None if this output makes it."""
        if not self.secret.is_external:
            return None
        return ExternalObject(
            kind="Secret",
            name=self.secret.name,
            namespace=self.secret.namespace,
            keys=(self.key,),
            purpose=self.secret.purpose,
        )

    def to_cdk8s_plus(self, scope: Construct, id: str) -> kplus.EnvValue:
        """The value of an environment variable of a cdk8s-plus container.

        Args:
            scope: Where the imported Secret is put into the construct tree.
            id: Its construct id there.
        """
        import cdk8s_plus_27 as kplus

        return kplus.EnvValue.from_secret_value(
            kplus.SecretValue(secret=self.secret.to_cdk8s_plus(scope, id), key=self.key)
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class ConfigMapRef:
    """A ConfigMap of a namespace."""

    namespace: str
    name: str
    keys: tuple[str, ...] = ()
    is_external: bool = False

    @classmethod
    def existing(cls, *, name: str, namespace: str, keys: tuple[str, ...] = ()) -> Self:
        """A ConfigMap that somebody else makes."""
        return cls(namespace=namespace, name=name, keys=keys, is_external=True)

    def external(self) -> ExternalObject | None:
        """The promise that it exists with its keys, or None if this output makes it."""
        if not self.is_external:
            return None
        return ExternalObject(kind="ConfigMap", name=self.name, namespace=self.namespace, keys=self.keys)

    def to_cdk8s_plus(self, scope: Construct, id: str) -> kplus.IConfigMap:
        """The same ConfigMap for a cdk8s-plus workload."""
        import cdk8s_plus_27 as kplus

        return kplus.ConfigMap.from_config_map_name(scope, id, self.name)


@dataclass(frozen=True, slots=True, kw_only=True)
class ServiceRef:
    """One port of a Service, and the pods behind it."""

    namespace: str
    name: str
    port: int
    """Port of the Service."""

    target_port: int | None = None
    """Port of the pods, which network policies see. Default: `port`."""

    pods: Pods | None = None
    """The pods behind it. Default: unknown, then every pod of its namespace."""

    port_name: str | None = None
    is_external: bool = False

    @classmethod
    def existing(
        cls,
        *,
        name: str,
        namespace: str,
        port: int,
        target_port: int | None = None,
        pods: Pods | None = None,
    ) -> Self:
        """A Service that somebody else makes."""
        return cls(namespace=namespace, name=name, port=port, target_port=target_port, pods=pods, is_external=True)

    @property
    def host(self) -> str:
        """DNS name inside the cluster."""
        return f"{self.name}.{self.namespace}.svc.{CLUSTER_DOMAIN}"

    @property
    def pod_port(self) -> int:
        """Port that a network policy must open."""
        return self.target_port if self.target_port is not None else self.port

    @property
    def server(self) -> Pods:
        """The pods behind it, for network policies."""
        return self.pods if self.pods is not None else Pods.all_in(self.namespace)

    def url(self, scheme: Literal["http", "https"] = "http", path: str = "") -> str:
        """URL inside the cluster; the scheme's default port is left out."""
        default = {"http": 80, "https": 443}[scheme]
        port = "" if self.port == default else f":{self.port}"
        return f"{scheme}://{self.host}{port}{path}"

    def external(self) -> ExternalObject | None:
        """The promise that it exists, or None if this output makes it."""
        if not self.is_external:
            return None
        return ExternalObject(kind="Service", name=self.name, namespace=self.namespace)
