from __future__ import annotations

from typing import Any

import pytest

from inference_platform.connections import CacheConnection, DatabaseConnection, GatewayRef, Listener, SentinelConnection
from inference_platform.errors import ConfigError
from inference_platform.refs import (
    ConfigMapRef,
    ExternalObject,
    IssuerRef,
    Pods,
    SecretKeyRef,
    SecretRef,
    SecretStoreRef,
    ServiceRef,
    StorageClassRef,
)

PASSWORD = SecretKeyRef.existing(name="db", namespace="llm", key="password", purpose="database")


def test_an_existing_secret_promises_its_keys() -> None:
    secret = SecretRef.existing(name="keys", namespace="llm", keys=("a", "b"), purpose="keys of x")
    assert secret.external() == ExternalObject(
        kind="Secret", name="keys", namespace="llm", keys=("a", "b"), purpose="keys of x"
    )


def test_an_own_secret_promises_nothing() -> None:
    assert SecretRef(namespace="llm", name="keys").external() is None
    assert SecretRef(namespace="llm", name="keys").key("a").external() is None


def test_a_secret_key_promises_only_its_key() -> None:
    promise = PASSWORD.external()
    assert promise is not None
    assert promise.keys == ("password",)


def test_fails_when_a_secret_is_read_from_another_namespace() -> None:
    with pytest.raises(
        ConfigError, match="prod/x: secret db must be in namespace other where it is read, got namespace llm"
    ):
        PASSWORD.readable_from("other", by="prod/x")


def test_a_secret_is_readable_from_its_own_namespace() -> None:
    assert PASSWORD.readable_from("llm", by="prod/x") is PASSWORD


def test_a_cluster_scoped_ref_promises_its_kind() -> None:
    assert StorageClassRef.existing("gp3").external() == ExternalObject(kind="StorageClass", name="gp3")
    assert StorageClassRef(name="ours").external() is None


def test_fails_when_an_issuer_has_no_namespace() -> None:
    with pytest.raises(ConfigError, match="give the namespace of the Issuer or use a ClusterIssuer"):
        IssuerRef.existing("x", kind="Issuer")


@pytest.mark.parametrize(
    "ref",
    [
        IssuerRef.existing("letsencrypt"),
        SecretStoreRef.existing("vault"),
        ConfigMapRef.existing(name="ca", namespace="llm", keys=("ca.crt",)),
        ServiceRef.existing(name="vllm", namespace="models", port=80),
        GatewayRef.existing(
            name="edge", namespace="infra", listeners=(Listener(name="http", port=80, protocol="HTTP"),)
        ),
    ],
    ids=lambda ref: type(ref).__name__,
)
def test_every_existing_ref_promises_its_object(ref: Any) -> None:
    promise = ref.external()
    assert promise.kind == type(ref).__name__.removesuffix("Ref").replace("Issuer", "ClusterIssuer").replace(
        "SecretStore", "ClusterSecretStore"
    )
    assert promise.name == ref.name


def test_own_config_maps_services_and_gateways_promise_nothing() -> None:
    gateway = GatewayRef(namespace="llm", name="edge", listeners=(), pods=Pods("llm"))
    for ref in (ConfigMapRef(namespace="llm", name="x"), ServiceRef(namespace="llm", name="x", port=1), gateway):
        assert ref.external() is None


@pytest.mark.parametrize(
    ("port", "scheme", "url"),
    [
        (80, "http", "http://vllm.models.svc.cluster.local/v1"),
        (8080, "http", "http://vllm.models.svc.cluster.local:8080/v1"),
        (443, "https", "https://vllm.models.svc.cluster.local/v1"),
    ],
)
def test_a_service_knows_its_url(port: int, scheme: Any, url: str) -> None:
    assert ServiceRef(namespace="models", name="vllm", port=port).url(scheme, "/v1") == url


def test_policies_open_the_port_of_the_pods() -> None:
    assert ServiceRef(namespace="models", name="vllm", port=80, target_port=8080).pod_port == 8080
    assert ServiceRef(namespace="models", name="vllm", port=80).pod_port == 80


def test_a_service_without_known_pods_stands_for_its_namespace() -> None:
    assert ServiceRef(namespace="models", name="vllm", port=80).server == Pods.all_in("models")


def test_an_existing_pooled_database_has_no_prepared_statements() -> None:
    database = DatabaseConnection.existing(
        host="pooler",
        direct_host="db",
        database="litellm",
        username="litellm",
        password=PASSWORD,
        transaction_pooling=True,
    )
    assert not database.prepared_statements
    assert database.direct_host == "db"


def test_an_existing_database_is_reached_directly_by_default() -> None:
    database = DatabaseConnection.existing(host="db", port=6543, database="litellm", username="u", password=PASSWORD)
    assert (database.direct_host, database.direct_port, database.prepared_statements) == ("db", 6543, True)


def test_fails_when_an_existing_database_has_no_host() -> None:
    with pytest.raises(ConfigError, match="host must be given"):
        DatabaseConnection.existing(host="", database="litellm", username="u", password=PASSWORD)


def test_fails_when_a_cache_has_neither_host_nor_sentinel() -> None:
    with pytest.raises(ConfigError, match="exactly one of host and sentinel must be given"):
        CacheConnection.existing()


def test_a_cache_lists_every_port_that_clients_need() -> None:
    sentinel = SentinelConnection(master_name="mymaster", nodes=(("a", 26379), ("b", 26379)))
    assert CacheConnection.existing(sentinel=sentinel).ports == (6379, 26379)
    assert CacheConnection.existing(host="cache", port=6380).ports == (6380,)


def test_apps_attach_to_https_when_there_is_one() -> None:
    http = Listener(name="http", port=80, protocol="HTTP")
    https = Listener(name="https", port=443, protocol="HTTPS")
    assert GatewayRef.existing(name="e", namespace="n", listeners=(http, https)).serving == (https,)
    assert GatewayRef.existing(name="e", namespace="n", listeners=(http,)).serving == (http,)


def test_an_existing_gateways_pods_run_where_the_controller_does() -> None:
    pods = GatewayRef.existing(name="edge", namespace="infra", listeners=(), controller_namespace="egs").pods
    assert pods.namespace == "egs"
    assert pods.labels["gateway.envoyproxy.io/owning-gateway-name"] == "edge"
