"""Refs with more than a name: what is needed to use a database, a cache or a gateway."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, Self

from inference_platform.errors import ConfigError
from inference_platform.refs import Cidrs, ExternalObject, Peer, Pods, SecretKeyRef, ServiceRef

__all__ = [
    "CacheConnection",
    "DatabaseConnection",
    "GatewayRef",
    "Listener",
    "SentinelConnection",
]

_EVERYWHERE = Cidrs(("0.0.0.0/0",))


@dataclass(frozen=True, slots=True, kw_only=True)
class DatabaseConnection:
    """A PostgreSQL database: where, as whom, and what the way there can do."""

    host: str
    """DNS name that clients use; the pooler if there is one."""

    port: int = 5432
    database: str
    username: str | SecretKeyRef
    password: SecretKeyRef
    direct_host: str
    """DNS name of the read-write primary; migrations go there because poolers break session locks."""

    direct_port: int = 5432
    transaction_pooling: bool = False
    """Whether `host` is a pooler that gives a server connection per transaction."""

    prepared_statements: bool = True
    """Whether named prepared statements survive on the way to `host`."""

    max_client_connections: int | None = None
    """Most connections that `host` accepts from all clients together. Default: not known."""

    sslmode: Literal["disable", "prefer", "require"] = "prefer"
    """TLS as the client library knows it."""

    server: Peer = _EVERYWHERE
    """Who answers at `host`, for network policies."""

    direct_server: Peer = _EVERYWHERE
    """Who answers at `direct_host`."""

    @classmethod
    def existing(
        cls,
        *,
        host: str,
        database: str,
        username: str | SecretKeyRef,
        password: SecretKeyRef,
        port: int = 5432,
        direct_host: str | None = None,
        direct_port: int | None = None,
        transaction_pooling: bool = False,
        prepared_statements: bool | None = None,
        max_client_connections: int | None = None,
        sslmode: Literal["disable", "prefer", "require"] = "require",
        server: Peer = _EVERYWHERE,
        direct_server: Peer | None = None,
    ) -> Self:
        """A database that is run elsewhere.

        Args:
            host: DNS name or address.
            database: Name of the database.
            username: Role, or the key of a Secret that holds it.
            password: Key of the Secret with the password.
            port: TCP port.
            direct_host: The primary, when `host` is a pooler. Default: `host`.
            direct_port: Its port. Default: `port`.
            transaction_pooling: Whether `host` pools by transaction.
            prepared_statements: Whether they survive. Default: not with `transaction_pooling`.
            max_client_connections: The limit of `host`, if known.
            sslmode: TLS; a database outside the cluster should be asked for it.
            server: Addresses or pods behind `host`. Default: anywhere.
            direct_server: Addresses or pods behind `direct_host`. Default: `server`.
        """
        _not_empty("database", host=host, database=database)
        return cls(
            host=host,
            port=port,
            database=database,
            username=username,
            password=password,
            direct_host=direct_host or host,
            direct_port=direct_port or port,
            transaction_pooling=transaction_pooling,
            prepared_statements=not transaction_pooling if prepared_statements is None else prepared_statements,
            max_client_connections=max_client_connections,
            sslmode=sslmode,
            server=server,
            direct_server=direct_server or server,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class SentinelConnection:
    """The Sentinels that know which server is the primary."""

    master_name: str
    """Name of the monitored set."""

    nodes: tuple[tuple[str, int], ...]
    """Host and port of each Sentinel."""

    password: SecretKeyRef | None = None
    """Password of the Sentinels themselves. Default: they ask for none."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CacheConnection:
    """A Valkey or Redis server, alone or found through Sentinel."""

    host: str | None
    """DNS name of the server; none when it is found through Sentinel."""

    port: int = 6379
    password: SecretKeyRef | None = None
    username: str | None = None
    """ACL user. Default: the server's default user."""

    tls: bool = False
    sentinel: SentinelConnection | None = None
    server: Peer = _EVERYWHERE
    """Who answers, servers and Sentinels, for network policies."""

    @property
    def ports(self) -> tuple[int, ...]:
        """Every port that a client needs, sorted."""
        sentinels = {port for _, port in self.sentinel.nodes} if self.sentinel else set()
        return tuple(sorted({self.port} | sentinels))

    @classmethod
    def existing(
        cls,
        *,
        host: str | None = None,
        port: int = 6379,
        password: SecretKeyRef | None = None,
        username: str | None = None,
        tls: bool = False,
        sentinel: SentinelConnection | None = None,
        server: Peer = _EVERYWHERE,
    ) -> Self:
        """A cache that is run elsewhere; either `host` or `sentinel` says where.

        Raises:
            ConfigError: Both or neither are given.
        """
        if (host is None) == (sentinel is None):
            raise ConfigError(
                f"cache: exactly one of host and sentinel must be given, got {host!r} and {sentinel!r}; "
                "give the host of a single server, or the Sentinels that know it"
            )
        return cls(
            host=host,
            port=port,
            password=password,
            username=username,
            tls=tls,
            sentinel=sentinel,
            server=server,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Listener:
    """One listener of a Gateway."""

    name: str
    """Its section name, which routes attach to."""

    port: int
    protocol: Literal["HTTP", "HTTPS"]
    hostname: str | None = None
    """Host name that it serves; none serves all."""


@dataclass(frozen=True, slots=True, kw_only=True)
class GatewayRef:
    """A Gateway that routes attach to, and the proxies behind it."""

    namespace: str
    name: str
    listeners: tuple[Listener, ...]
    pods: Pods
    """The Envoy pods, which talk to the backends of its routes."""

    service: ServiceRef | None = None
    """Stable way to it inside the cluster; none if its name is not known."""

    is_external: bool = False

    @property
    def serving(self) -> tuple[Listener, ...]:
        """The listeners that apps attach to: HTTPS if there is one, so that plain HTTP can only redirect."""
        secure = tuple(listener for listener in self.listeners if listener.protocol == "HTTPS")
        return secure or self.listeners

    @classmethod
    def existing(
        cls,
        *,
        name: str,
        namespace: str,
        listeners: tuple[Listener, ...],
        controller_namespace: str = "envoy-gateway-system",
        service: ServiceRef | None = None,
    ) -> Self:
        """A Gateway of Envoy Gateway that somebody else makes.

        Args:
            name: Its name.
            namespace: Its namespace.
            listeners: The listeners that routes may attach to.
            controller_namespace: Namespace in which the controller runs the Envoy pods.
            service: The Service of the Envoy pods, if known.
        """
        labels = {
            "gateway.envoyproxy.io/owning-gateway-name": name,
            "gateway.envoyproxy.io/owning-gateway-namespace": namespace,
        }
        return cls(
            namespace=namespace,
            name=name,
            listeners=listeners,
            pods=Pods(controller_namespace, labels),
            service=service,
            is_external=True,
        )

    def external(self) -> ExternalObject | None:
        """The promise that it exists, or None if this output makes it."""
        if not self.is_external:
            return None
        return ExternalObject(kind="Gateway", name=self.name, namespace=self.namespace)


def _not_empty(where: str, **values: str) -> None:
    for field, value in values.items():
        if not value:
            raise ConfigError(f"{where}: {field} must be given, got {value!r}; name the existing {where}'s {field}")
