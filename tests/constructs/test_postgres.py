from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import cdk8s
import pytest

from inference_platform.connections import DatabaseConnection
from inference_platform.constructs.postgres import (
    BackupProps,
    InitDb,
    ObjectStoreProps,
    PoolerProps,
    Postgres,
    PostgresProps,
    RecoveryProps,
    S3Keys,
    S3Role,
)
from inference_platform.constructs.wiring import Wiring
from inference_platform.errors import ConfigError, InvalidSettings
from inference_platform.refs import (
    SecretKeyRef,
    SecretRef,
)

NAME = "infra-postgresql"
NAMESPACE = "llm-platform"
ARN = "arn:aws:iam::123456789012:role/backups"
PLUGIN = "barman-cloud.cloudnative-pg.io"
Find = Callable[..., dict[str, Any]]
Manifests = Callable[[cdk8s.Chart], list[dict[str, Any]]]
ROLE_STORE = ObjectStoreProps(destination_path="s3://backups/llm", credentials=S3Role(arn=ARN))


@pytest.fixture
def app() -> cdk8s.App:
    """Made by Python: the tree of `Testing.app()` has another root object each time that it is asked for."""
    return cdk8s.App()


def key(name: str, namespace: str = NAMESPACE) -> SecretKeyRef:
    return SecretKeyRef.existing(name="backup-s3", namespace=namespace, key=name)


def build(chart: cdk8s.Chart, props: PostgresProps | None = None, name: str = NAME) -> Postgres:
    return Postgres(chart, "postgresql", name=name, props=props or PostgresProps())


def test_minimal_renders_a_cluster_and_a_pooler_with_their_guards(chart: cdk8s.Chart, manifests: Manifests) -> None:
    build(chart)
    assert [(each["kind"], each["metadata"]["name"]) for each in manifests(chart)] == [
        ("Cluster", NAME),
        ("Pooler", f"{NAME}-pooler-rw"),
        ("PodDisruptionBudget", f"{NAME}-pooler-rw"),
        ("PodMonitor", NAME),
        ("PodMonitor", f"{NAME}-pooler-rw"),
        ("NetworkPolicy", NAME),
        ("NetworkPolicy", f"{NAME}-pooler-rw"),
    ]
    assert {each["metadata"]["namespace"] for each in manifests(chart)} == {NAMESPACE}


def test_minimal_cluster_is_one_server_that_nodes_may_drain(chart: cdk8s.Chart, find: Find) -> None:
    build(chart)
    assert find(chart, "Cluster")["spec"] == {
        "affinity": {
            "enablePodAntiAffinity": True,
            "podAntiAffinityType": "preferred",
            "topologyKey": "topology.kubernetes.io/zone",
        },
        "bootstrap": {
            "initdb": {
                "database": "litellm",
                "owner": "litellm",
                "encoding": "UTF8",
                "localeCollate": "C",
                "localeCType": "C",
                "dataChecksums": True,
            }
        },
        "enablePDB": False,
        "enableSuperuserAccess": False,
        "imageName": "ghcr.io/cloudnative-pg/postgresql:18.4-system-trixie",
        "instances": 1,
        "logLevel": "info",
        "postgresql": {"parameters": {"max_connections": "100", "shared_buffers": "256MB"}},
        "primaryUpdateMethod": "restart",
        "primaryUpdateStrategy": "unsupervised",
        "resources": {"requests": {"cpu": "500m", "memory": "1Gi"}, "limits": {"memory": "1Gi"}},
        "storage": {"size": "20Gi"},
    }


def test_monitors_select_servers_and_poolers_apart(chart: cdk8s.Chart, find: Find) -> None:
    build(chart, PostgresProps(monitor_labels={"release": "prometheus"}, scrape_interval="1m"))
    servers, poolers = (find(chart, "PodMonitor", name) for name in (NAME, f"{NAME}-pooler-rw"))
    assert servers["spec"]["selector"]["matchLabels"] == {"cnpg.io/cluster": NAME, "cnpg.io/podRole": "instance"}
    assert poolers["spec"]["selector"]["matchLabels"] == {"cnpg.io/poolerName": f"{NAME}-pooler-rw"}
    for monitor in (servers, poolers):
        assert monitor["spec"]["podMetricsEndpoints"] == [{"port": "metrics", "interval": "1m"}]
        assert monitor["metadata"]["labels"]["release"] == "prometheus"


def test_the_connection_goes_through_the_pooler_and_migrations_past_it(chart: cdk8s.Chart) -> None:
    connection = build(chart).connection
    assert connection.host == f"{NAME}-pooler-rw.{NAMESPACE}.svc.cluster.local"
    assert connection.direct_host == f"{NAME}-rw.{NAMESPACE}.svc.cluster.local"
    assert (connection.port, connection.direct_port, connection.database) == (5432, 5432, "litellm")
    assert (connection.transaction_pooling, connection.prepared_statements) == (True, False)
    assert connection.max_client_connections == 1000
    assert connection.sslmode == "require"


def test_the_connection_reads_the_secret_that_the_operator_makes(chart: cdk8s.Chart) -> None:
    connection = build(chart).connection
    assert isinstance(connection.username, SecretKeyRef)
    assert (connection.username.secret.name, connection.username.key) == (f"{NAME}-app", "username")
    assert (connection.password.secret.name, connection.password.key) == (f"{NAME}-app", "password")
    assert connection.password.external() is None


def test_without_a_pooler_clients_connect_directly(chart: cdk8s.Chart, manifests: Manifests) -> None:
    connection = build(chart, PostgresProps(pooler=None)).connection
    assert connection.host == connection.direct_host
    assert connection.server == connection.direct_server
    assert (connection.transaction_pooling, connection.prepared_statements) == (False, True)
    assert connection.max_client_connections == 100 - 3 - 10
    assert not [each for each in manifests(chart) if "pooler" in each["metadata"]["name"]]


def test_a_pooler_that_tracks_statements_lets_clients_use_them(chart: cdk8s.Chart) -> None:
    connection = build(chart, PostgresProps(pooler=PoolerProps(max_prepared_statements=200))).connection
    assert (connection.transaction_pooling, connection.prepared_statements) == (True, True)


def test_a_single_pooler_starts_its_successor_first_and_needs_no_budget(
    chart: cdk8s.Chart, manifests: Manifests, find: Find
) -> None:
    build(chart, PostgresProps(pooler=PoolerProps(instances=1)))
    strategy = find(chart, "Pooler")["spec"]["deploymentStrategy"]
    assert strategy == {"type": "RollingUpdate", "rollingUpdate": {"maxSurge": 1, "maxUnavailable": 0}}
    assert not [each for each in manifests(chart) if each["kind"] == "PodDisruptionBudget"]


def test_several_poolers_never_exceed_their_number_in_a_rollout(chart: cdk8s.Chart, find: Find) -> None:
    build(chart)
    strategy = find(chart, "Pooler")["spec"]["deploymentStrategy"]
    assert strategy == {"type": "RollingUpdate", "rollingUpdate": {"maxSurge": 0, "maxUnavailable": 1}}
    assert find(chart, "PodDisruptionBudget")["spec"] == {
        "maxUnavailable": 1,
        "selector": {"matchLabels": {"cnpg.io/poolerName": f"{NAME}-pooler-rw"}},
    }


def test_every_container_of_a_pooler_has_requests_and_limits(chart: cdk8s.Chart, find: Find) -> None:
    build(chart)
    pod = find(chart, "Pooler")["spec"]["template"]["spec"]
    resources = {"requests": {"cpu": "100m", "memory": "256Mi"}, "limits": {"memory": "256Mi"}}
    assert pod["containers"] == [{"name": "pgbouncer", "resources": resources}]
    assert pod["initContainers"] == [{"name": "bootstrap-controller", "resources": resources}]


@pytest.mark.parametrize(("instances", "choice", "enabled"), [(1, None, False), (3, None, True), (3, False, False)])
def test_several_instances_have_a_disruption_budget_unless_it_is_refused(
    chart: cdk8s.Chart, find: Find, instances: int, choice: bool | None, enabled: bool
) -> None:
    build(chart, PostgresProps(instances=instances, pod_disruption_budget=choice))
    assert find(chart, "Cluster")["spec"]["enablePDB"] is enabled


def test_the_locale_of_icu_is_named_with_its_provider(chart: cdk8s.Chart, find: Find) -> None:
    build(chart, PostgresProps(initdb=InitDb(icu_locale="en-US")))
    initdb = find(chart, "Cluster")["spec"]["bootstrap"]["initdb"]
    assert (initdb["localeProvider"], initdb["icuLocale"]) == ("icu", "en-US")
    assert (initdb["localeCollate"], initdb["localeCType"]) == ("C", "C")


def test_a_role_of_aws_goes_onto_the_service_account(chart: cdk8s.Chart, find: Find) -> None:
    build(chart, PostgresProps(backup=BackupProps(store=ROLE_STORE)))
    template = find(chart, "Cluster")["spec"]["serviceAccountTemplate"]
    assert template["metadata"]["annotations"] == {"eks.amazonaws.com/role-arn": ARN}
    configuration = find(chart, "ObjectStore")["spec"]["configuration"]
    assert configuration["s3Credentials"] == {"inheritFromIAMRole": True}
    assert "endpointURL" not in configuration
    assert "env" not in find(chart, "ObjectStore")["spec"]["instanceSidecarConfiguration"]


def test_archiving_into_the_clusters_own_folder_names_no_server(chart: cdk8s.Chart, find: Find) -> None:
    build(chart, PostgresProps(backup=BackupProps(store=ROLE_STORE)))
    (plugin,) = find(chart, "Cluster")["spec"]["plugins"]
    assert plugin["parameters"] == {"barmanObjectName": NAME}
    assert "serverName" not in find(chart, "ObjectStore")["spec"]["configuration"]


def test_a_restore_reads_from_the_store_of_the_backups(chart: cdk8s.Chart, find: Find) -> None:
    recovery = RecoveryProps(server_name=NAME, target_time="2025-03-01T06:00:00Z")
    backup = BackupProps(store=ROLE_STORE, server_name=f"{NAME}-2")
    build(chart, PostgresProps(backup=backup, recovery=recovery))
    spec = find(chart, "Cluster")["spec"]
    assert spec["bootstrap"] == {
        "recovery": {
            "source": "origin",
            "database": "litellm",
            "owner": "litellm",
            "recoveryTarget": {"targetTime": "2025-03-01T06:00:00Z"},
        }
    }
    parameters = {"barmanObjectName": NAME, "serverName": NAME}
    assert spec["externalClusters"] == [{"name": "origin", "plugin": {"name": PLUGIN, "parameters": parameters}}]
    assert find(chart, "ObjectStore", NAME)["spec"]["retentionPolicy"] == "30d"


def test_a_restore_from_elsewhere_only_reads_there(chart: cdk8s.Chart, find: Find) -> None:
    old = replace(ROLE_STORE, destination_path="s3://old/llm")
    build(chart, PostgresProps(recovery=RecoveryProps(server_name="old", store=old)))
    spec = find(chart, "Cluster")["spec"]
    assert spec["externalClusters"][0]["plugin"]["parameters"] == {
        "barmanObjectName": f"{NAME}-origin",
        "serverName": "old",
    }
    assert "recoveryTarget" not in spec["bootstrap"]["recovery"]
    assert "plugins" not in spec
    assert "retentionPolicy" not in find(chart, "ObjectStore", f"{NAME}-origin")["spec"]


def test_without_backups_nothing_outside_is_needed(chart: cdk8s.Chart) -> None:
    build(chart, PostgresProps(pooler=None))
    assert Wiring.of(chart).external_objects == ()


def test_a_database_elsewhere_is_made_by_the_same_name() -> None:
    connection = Postgres.existing(
        host="db.example.com", database="litellm", username="litellm", password=key("password")
    )
    assert connection == DatabaseConnection.existing(
        host="db.example.com", database="litellm", username="litellm", password=key("password")
    )


@pytest.mark.parametrize("name", ["1-postgresql", "Postgres", "a" * 51, "post.gres", "postgres-", ""])
def test_fails_when_the_name_is_none_of_a_cluster(chart: cdk8s.Chart, name: str) -> None:
    with pytest.raises(InvalidSettings, match="name must be a DNS label that begins with a letter, at most 50"):
        build(chart, name=name)


def test_fails_when_anything_is_wrong_with_all_of_it_at_once(chart: cdk8s.Chart) -> None:
    props = PostgresProps(shared_buffers="2GB", pod_disruption_budget=True)
    with pytest.raises(InvalidSettings) as caught:
        build(chart, props, name="1")
    fields_of = [(where, problem.field) for where, problem in caught.value.problems]
    assert fields_of == [
        ("test/postgresql", "name"),
        ("test/postgresql", "pod_disruption_budget"),
        ("test/postgresql", "shared_buffers"),
    ]


def test_fails_when_a_restore_would_archive_into_its_own_source(chart: cdk8s.Chart) -> None:
    props = PostgresProps(backup=BackupProps(store=ROLE_STORE), recovery=RecoveryProps(server_name=NAME))
    with pytest.raises(InvalidSettings, match=r"backup\.server_name must be another than recovery\.server_name"):
        build(chart, props)


@pytest.mark.parametrize("attribute", ["access_key_id", "secret_access_key"])
def test_fails_when_a_key_of_s3_lies_in_another_namespace(chart: cdk8s.Chart, attribute: str) -> None:
    keys = {"access_key_id": key("id"), "secret_access_key": key("secret"), attribute: key("id", "elsewhere")}
    store = replace(ROLE_STORE, credentials=S3Keys(**keys))
    with pytest.raises(ConfigError, match="secret backup-s3 must be in namespace llm-platform where it is read"):
        build(chart, PostgresProps(backup=BackupProps(store=store)))


def test_fails_when_a_registrys_secret_lies_in_another_namespace(chart: cdk8s.Chart) -> None:
    secret = SecretRef.existing(name="registry", namespace="elsewhere")
    with pytest.raises(ConfigError, match="secret registry must be in namespace llm-platform where it is read"):
        build(chart, PostgresProps(image_pull_secrets=(secret,)))
