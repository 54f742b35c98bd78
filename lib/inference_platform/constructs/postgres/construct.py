"""PostgreSQL by CloudNativePG: the cluster, its pooler, backups, monitoring and network policies."""

from __future__ import annotations

from collections.abc import Mapping

from constructs import Construct

from inference_platform.connections import DatabaseConnection
from inference_platform.constructs.base import namespace_of, path_of, standard_labels
from inference_platform.constructs.postgres.backup import BackupProps, ObjectStoreProps
from inference_platform.constructs.postgres.cluster_spec import (
    backup_store_name,
    cluster_spec,
    recovery_store_name,
)
from inference_platform.constructs.postgres.flows import open_flows
from inference_platform.constructs.postgres.object_store_spec import object_store_spec, scheduled_backup_spec
from inference_platform.constructs.postgres.pooler import PoolerProps
from inference_platform.constructs.postgres.pooler_spec import pooler_spec
from inference_platform.constructs.postgres.pooling import direct_client_connections
from inference_platform.constructs.postgres.props import PostgresProps
from inference_platform.constructs.postgres.relations import archive_problems, object_stores
from inference_platform.constructs.postgres.rules import cluster_name_problems
from inference_platform.constructs.wiring import Wiring
from inference_platform.errors import raise_if
from inference_platform.problems import problems_of
from inference_platform.refs import Pods, SecretRef, ServiceRef
from inference_platform_crds import barman_cloud, cnpg, k8s, prometheus_operator

__all__ = ["Postgres"]

_DEFAULTS = PostgresProps()
_PORT = 5432
_APP_KEYS = ("username", "password", "dbname", "host", "port", "uri")


class Postgres(Construct):
    """A PostgreSQL cluster with a pooler in front, and its `connection`.

    The operator names what it makes after the cluster: the Services `<name>-rw`, `<name>-ro` and `<name>-r`, and
    the Secret `<name>-app` with the application's password. The pooler is `<name>-pooler-rw`.

    Args:
        scope: Where it is put into the construct tree.
        id: Its construct id.
        name: Name of the cluster: a DNS label of at most 50 characters.
        props: What the environment chose.

    Raises:
        InvalidSettings: With everything that PostgreSQL, PgBouncer or the operator would refuse.
        ConfigError: A Secret lies in another namespace, where the operator cannot read it.
    """

    existing = staticmethod(DatabaseConnection.existing)
    """The connection of a database that is run elsewhere; the same as `DatabaseConnection.existing`."""

    def __init__(self, scope: Construct, id: str, *, name: str, props: PostgresProps = _DEFAULTS) -> None:
        super().__init__(scope, id)
        self._name = name
        self._props = props
        self._namespace = namespace_of(self)
        self._check()
        self._expect()
        self.instances = Pods(self._namespace, {"cnpg.io/cluster": name, "app.kubernetes.io/component": "database"})
        """The PostgreSQL servers, and the operator's jobs that set them up, restore, join and upgrade them.

        Both carry these labels since CloudNativePG 1.28, and the poolers, which belong to the cluster too, do not."""
        self.poolers = Pods(self._namespace, {"cnpg.io/poolerName": self._pooler_name})
        """The PgBouncer servers, if there is a pooler."""
        self._cluster()
        if props.pooler:
            self._pooler(props.pooler)
        self._stores()
        if props.monitoring:
            self._monitors()
        self._protect()
        self.connection = self._connection()
        """How to reach the application's database."""

    @property
    def _pooler_name(self) -> str:
        return f"{self._name}-pooler-rw"

    def _check(self) -> None:
        found = [*cluster_name_problems(self._name), *problems_of(self._props)]
        raise_if(path_of(self), found or archive_problems(self._props, self._name))

    def _expect(self) -> None:
        """Record what must exist, and that it lies where the operator reads it."""
        wiring, path = Wiring.of(self), path_of(self)
        keys = [key for store in object_stores(self._props) for key in store.secret_keys]
        keys += [secret.key(".dockerconfigjson") for secret in self._props.image_pull_secrets]
        wiring.expects(*(key.readable_from(self._namespace, by=path) for key in keys))
        volumes = [self._props.storage, *([self._props.wal_storage] if self._props.wal_storage else [])]
        wiring.expects(*(volume.storage_class for volume in volumes if volume.storage_class))
        wiring.expects(self._props.placement.priority_class)
        if self._props.pooler:
            wiring.expects(self._props.pooler.placement.priority_class)
        services = [store.endpoint for store in object_stores(self._props)]
        wiring.expects(*(service for service in services if isinstance(service, ServiceRef)))

    def _metadata(self, name: str, *, component: str, extra: Mapping[str, str] | None = None) -> k8s.ObjectMeta:
        labels = standard_labels(name="postgresql", instance=self._name, component=component, extra=extra)
        return k8s.ObjectMeta(name=name, labels=labels)

    def _cluster(self) -> None:
        cnpg.Cluster(
            self,
            "Cluster",
            metadata=self._metadata(self._name, component="database"),
            spec=cluster_spec(self._name, self._props),
        )

    def _pooler(self, pooler: PoolerProps) -> None:
        metadata = self._metadata(self._pooler_name, component="pooler")
        cnpg.Pooler(
            self,
            "Pooler",
            metadata=metadata,
            spec=pooler_spec(
                self._name,
                pooler,
                labels=self.poolers.labels,
                image_pull_secrets=self._props.image_pull_secrets,
            ),
        )
        if pooler.instances > 1:
            k8s.PodDisruptionBudget(
                self,
                "PoolerPodDisruptionBudget",
                metadata=metadata,
                spec=k8s.PodDisruptionBudgetSpec(
                    max_unavailable=1, selector=k8s.LabelSelector(match_labels=dict(self.poolers.labels))
                ),
            )

    def _stores(self) -> None:
        backup, recovery = self._props.backup, self._props.recovery
        if recovery and recovery.store:
            self._store("RecoveryObjectStore", recovery_store_name(self._name, recovery), recovery.store)
        if backup:
            self._store("ObjectStore", backup_store_name(self._name), backup.store, retention=backup.retention_policy)
            self._schedule(backup)

    def _store(self, id: str, name: str, store: ObjectStoreProps, retention: str | None = None) -> None:
        barman_cloud.ObjectStore(
            self,
            id,
            metadata=self._metadata(name, component="backup"),
            spec=object_store_spec(store, retention),
        )

    def _schedule(self, backup: BackupProps) -> None:
        cnpg.ScheduledBackup(
            self,
            "ScheduledBackup",
            metadata=self._metadata(f"{self._name}-backup", component="backup"),
            spec=scheduled_backup_spec(self._name, backup),
        )

    def _monitors(self) -> None:
        # the operator's enablePodMonitor is deprecated; without the role the poolers would match as well
        servers = {"cnpg.io/cluster": self._name, "cnpg.io/podRole": "instance"}
        self._monitor("PodMonitor", self._name, component="database", pods=servers)
        if self._props.pooler:
            self._monitor("PoolerPodMonitor", self._pooler_name, component="pooler", pods=self.poolers.labels)

    def _monitor(self, id: str, name: str, *, component: str, pods: Mapping[str, str]) -> None:
        prometheus_operator.PodMonitor(
            self,
            id,
            metadata=self._metadata(name, component=component, extra=self._props.monitor_labels),
            spec=prometheus_operator.PodMonitorSpec(
                selector=prometheus_operator.PodMonitorSpecSelector(match_labels=dict(pods)),
                pod_metrics_endpoints=[
                    prometheus_operator.PodMonitorSpecPodMetricsEndpoints(
                        port="metrics", interval=self._props.scrape_interval
                    )
                ],
            ),
        )

    def _protect(self) -> None:
        wiring = Wiring.of(self)
        wiring.protect(self, "NetworkPolicy", name=self._name, pods=self.instances)
        if self._props.pooler:
            wiring.protect(self, "PoolerNetworkPolicy", name=self._pooler_name, pods=self.poolers)
        open_flows(wiring, self._props, instances=self.instances, poolers=self.poolers)

    def _connection(self) -> DatabaseConnection:
        secret = SecretRef(
            namespace=self._namespace,
            name=f"{self._name}-app",
            keys=_APP_KEYS,
            purpose="the application's role in PostgreSQL",
        )
        direct = ServiceRef(namespace=self._namespace, name=f"{self._name}-rw", port=_PORT, pods=self.instances)
        pooled = ServiceRef(namespace=self._namespace, name=self._pooler_name, port=_PORT, pods=self.poolers)
        pooler = self._props.pooler
        return DatabaseConnection(
            host=pooled.host if pooler else direct.host,
            port=_PORT,
            database=self._props.database,
            username=secret.key("username"),
            password=secret.key("password"),
            direct_host=direct.host,
            direct_port=_PORT,
            transaction_pooling=bool(pooler and pooler.pool_mode == "transaction"),
            prepared_statements=pooler.prepared_statements if pooler else True,
            max_client_connections=pooler.max_client_connections
            if pooler
            else direct_client_connections(self._props.max_connections),
            # both ends offer TLS always; the client does not verify the operator's own authority
            sslmode="require",
            server=self.poolers if pooler else self.instances,
            direct_server=self.instances,
        )
