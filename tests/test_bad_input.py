"""What a user may get wrong in an environment: one clear sentence each, exit code 1, and an untouched output folder."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from environments import ENVIRONMENTS
from inference_platform import (
    Environment,
    ExistingSecret,
    GeneratedSecret,
    IssuerRef,
    NetworkProps,
    RemoteKey,
    Resources,
    SecretKeyRef,
    SecretRef,
    SecretStoreRef,
    StoreSecret,
    synthesize,
)
from inference_platform.constructs import gateway, litellm, postgres, valkey
from inference_platform.constructs.pods import Placement, Toleration

PROD: Environment = next(each for each in ENVIRONMENTS if each.name == "prod")


def environment(**changes: Any) -> Environment:
    return replace(PROD, **changes)


def edge(**changes: Any) -> Environment:
    assert isinstance(PROD.gateway, gateway.GatewayProps)
    return replace(PROD, gateway=replace(PROD.gateway, **changes))


def https(**changes: Any) -> Environment:
    assert isinstance(PROD.gateway, gateway.GatewayProps)
    assert PROD.gateway.https
    return edge(https=replace(PROD.gateway.https, **changes))


def service(**changes: Any) -> Environment:
    return edge(service=gateway.ServiceProps(**changes))


def proxy(**changes: Any) -> Environment:
    return replace(PROD, proxy=replace(PROD.proxy, **changes))


def config(**changes: Any) -> Environment:
    return proxy(config=replace(PROD.proxy.config, **changes))


def database(**changes: Any) -> Environment:
    assert isinstance(PROD.database, postgres.PostgresProps)
    return replace(PROD, database=replace(PROD.database, **changes))


def backup(**changes: Any) -> Environment:
    assert isinstance(PROD.database, postgres.PostgresProps)
    assert PROD.database.backup
    return database(backup=replace(PROD.database.backup, **changes))


def cache(**changes: Any) -> Environment:
    assert isinstance(PROD.cache, valkey.ValkeyProps)
    return replace(PROD, cache=replace(PROD.cache, **changes))


def model(name: str = "m", **server: Any) -> litellm.LiteLLMModel:
    provider = litellm.Provider(**({"model": "openai/gpt-4o"} | server))
    return litellm.LiteLLMModel(model_name=name, deployments=(litellm.Deployment(server=provider),))


def rated(**limits: Any) -> litellm.LiteLLMModel:
    deployment = litellm.Deployment(server=litellm.Provider(model="openai/gpt-4o"), **limits)
    return litellm.LiteLLMModel(model_name="m", deployments=(deployment,))


STORE = SecretStoreRef.existing("vault")
ELSEWHERE = SecretRef.existing(name="tls", namespace="other", keys=("tls.crt", "tls.key"))

BAD: dict[str, tuple[Callable[[], Environment], str]] = {
    # the environment itself
    "wrong type of a number": (lambda: proxy(replicas="three"), "proxy.replicas must be a whole number"),
    "bool for a number": (lambda: database(instances=True), "database.instances must be a whole number, got True"),
    "upper-case name": (lambda: environment(name="Prod"), "name must be a DNS label"),
    "namespace with a dot": (lambda: environment(namespace="llm.platform"), "namespace must be a DNS label"),
    "platform name with underscore": (lambda: environment(platform="my_llm"), "platform must be a DNS label"),
    "salt key as text": (lambda: environment(salt_key="s3cr3t-salt"), "salt_key must be ExistingSecret or"),
    "no cache password": (
        lambda: environment(cache_password=None),
        "cache_password must be given with an own Valkey",
    ),
    "password without a cache": (lambda: environment(cache=None), "cache_password must be left out"),
    "generated key too short": (
        lambda: environment(master_key=GeneratedSecret(length=4)),
        "master_key.length must be",
    ),
    "secret name with capitals": (
        lambda: environment(master_key=ExistingSecret(name="MasterKey")),
        "master_key.name must be a DNS name",
    ),
    "store without the key": (
        lambda: environment(salt_key=StoreSecret(store=STORE, remote={"salt": RemoteKey(path="x")})),
        "remote[salt-key] must be given",
    ),
    "network that is none": (
        lambda: environment(network=NetworkProps(kubernetes_api_networks=("10.0.0.0",))),
        "network.kubernetes_api_networks[0] must be a network such as 10.0.0.0/8",
    ),
    "port out of range": (
        lambda: environment(network=NetworkProps(kubernetes_api_ports=(66443,))),
        "network.kubernetes_api_ports[0] must be from 1 to 65535, got 66443",
    ),
    # the gateway
    "both listeners off": (lambda: edge(http=None, https=None), "gateway.http must be given when https is not"),
    "TLS without hostname": (
        lambda: https(hostnames=()),
        "gateway.https.hostnames must be given when cert-manager makes the certificate",
    ),
    "hostname twice": (
        lambda: https(hostnames=("llm.example.com", "llm.example.com")),
        "gateway.https.hostnames[1] must be another name",
    ),
    "URL for a hostname": (
        lambda: https(hostnames=("https://llm.example.com",)),
        "gateway.https.hostnames[0] must be a host name",
    ),
    "redirect without HTTPS": (
        lambda: edge(https=None, redirect=True),
        "gateway.redirect must be left out unless http and https are both given",
    ),
    "one port for both listeners": (lambda: https(port=80), "gateway.https.port must be another port than http.port"),
    "unknown TLS version": (lambda: https(min_tls_version="1.1"), "gateway.https.min_tls_version must be one of"),
    "certificate elsewhere": (
        lambda: https(certificate=gateway.ExistingCertificate(secret=ELSEWHERE)),
        "https.certificate.secret must be in the gateway's namespace llm-platform",
    ),
    "issuer elsewhere": (
        lambda: https(
            certificate=gateway.CertManagerCertificate(
                issuer=IssuerRef.existing("ca", kind="Issuer", namespace="other")
            )
        ),
        "https.certificate.issuer must be a ClusterIssuer or an Issuer in the gateway's namespace",
    ),
    "certificate that is never renewed": (
        lambda: https(
            certificate=gateway.CertManagerCertificate(
                issuer=IssuerRef.existing("ca"), duration="720h", renew_before="720h"
            )
        ),
        "gateway.https.certificate.renew_before must be shorter than the duration",
    ),
    "unknown cloud": (lambda: service(load_balancer="aliyun"), "gateway.service.load_balancer must be"),
    "load balancer of a ClusterIP": (
        lambda: service(type="ClusterIP", load_balancer=gateway.AwsNlb()),
        "gateway.service.load_balancer must be left out",
    ),
    "unknown service type": (lambda: service(type="External"), "gateway.service.type must be one of"),
    "gateway HPA with min > max": (
        lambda: edge(envoy=gateway.EnvoyProps(replicas=gateway.Autoscaling(min_replicas=5, max_replicas=2))),
        "gateway.envoy.replicas.m",
    ),
    # the proxy
    "HPA with min > max": (
        lambda: proxy(autoscaling=litellm.Autoscaling(min_replicas=5, max_replicas=2)),
        "proxy.autoscaling.m",
    ),
    "replicas beside an HPA": (lambda: proxy(replicas=2), "proxy.replicas must be left out beside autoscaling"),
    "image latest": (lambda: proxy(image="ghcr.io/berriai/litellm:latest"), "proxy.image must be an image with a tag"),
    "too little memory": (
        lambda: proxy(resources=Resources(cpu="1", memory="128Mi")),
        "proxy.resources.memory_limit must be at least",
    ),
    "limit below request": (
        lambda: proxy(resources=Resources(cpu="2", cpu_limit="1", memory="4Gi")),
        "proxy.resources.cpu_limit must be at least the request 2",
    ),
    "toleration that means nothing": (
        lambda: proxy(placement=Placement(tolerations=(Toleration(key="gpu", value="x"),))),
        "proxy.placement.tolerations[0].value must be given with operator Equal and only there",
    ),
    "selector label on pods": (
        lambda: proxy(pod_labels={"app.kubernetes.io/name": "x"}),
        "proxy.pod_labels must be without the labels that select the pods",
    ),
    "two models of one name": (
        lambda: config(models=(model("a"), model("a"))),
        "models[1].model_name must be a name that no other model and no alias has, got a",
    ),
    "model without provider": (
        lambda: config(models=(model(model="gpt-4o"),)),
        "models[0].deployments[0].server.model must be <provider>/<model>",
    ),
    "vLLM without /v1": (
        lambda: config(models=(model(model="hosted_vllm/llama", api_base="http://vllm.example.com:8000"),)),
        "models[0].deployments[0].server.api_base must be given and end with /v1",
    ),
    "limit of zero": (lambda: config(models=(rated(rpm=0),)), "models[0].deployments[0].rpm must be at least 1, got 0"),
    "API key as text": (
        lambda: config(models=(model(api_key="sk-live-123"),)),
        "server.api_key must be SecretKeyRef or none, got a text",
    ),
    "fallback to nothing": (
        lambda: config(models=(replace(model("a"), fallbacks=("b",)),)),
        "models[0].fallbacks must be the name of a model of this proxy, got b",
    ),
    "Sentinel with an old LiteLLM": (
        lambda: proxy(
            image="ghcr.io/berriai/litellm-non_root:v1.81.3", config=replace(PROD.proxy.config, version="1.81.3")
        ),
        "must be 1.85.0 or newer, which a Sentinel setup needs",
    ),
    "image of another release": (
        lambda: config(version="1.100.0"),
        "proxy.image must be of release 1.100.0, which config.version names",
    ),
    "secret of another namespace": (
        lambda: config(models=(model(api_key=SecretKeyRef.existing(name="openai", namespace="other", key="key")),)),
        "must be in namespace llm-platform",
    ),
    "timeout above the route's": (
        lambda: proxy(route=replace(PROD.proxy.route, request_timeout="10s")),
        "route.request_timeout must be",
    ),
    # the database
    "database name too long": (lambda: database(database="d" * 64), "database.database must be"),
    "platform name too long": (
        lambda: environment(platform="p" * 50),
        "prod/database/postgresql: name must be a DNS label",
    ),
    "fixed parameter": (lambda: database(parameters={"ssl": "off"}), "database.parameters[ssl] must be"),
    "shared buffers above memory": (lambda: database(shared_buffers="8GB"), "database.shared_buffers must be"),
    "pools above max_connections": (lambda: database(max_connections=20), "database."),
    "volume without unit": (lambda: database(storage=postgres.Storage(size="50GB")), "database.storage.size must be"),
    "budget for one instance": (
        lambda: database(instances=1, pod_disruption_budget=True),
        "database.pod_disruption_budget must be",
    ),
    "five cron fields": (
        lambda: backup(schedule="0 3 * * *"),
        "database.backup.schedule must be a cron expression of six",
    ),
    "retention without unit": (lambda: backup(retention_policy="30"), "database.backup.retention_policy must be"),
    # the cache
    "even number of Sentinels": (
        lambda: cache(architecture=valkey.Sentinel(replicas=4)),
        "cache.architecture.replicas must be",
    ),
    "quorum above the Sentinels": (
        lambda: cache(architecture=valkey.Sentinel(quorum=5)),
        "cache.architecture.quorum must be",
    ),
    "maxmemory above the limit": (lambda: cache(maxmemory="2gb"), "cache.maxmemory must be"),
    "unknown eviction policy": (lambda: cache(maxmemory_policy="lru"), "cache.maxmemory_policy must be one of"),
    "a password in the cache's config": (lambda: cache(extra_config={"requirepass": "x"}), "cache.extra_config"),
}


@pytest.mark.parametrize("what", BAD)
def test_fails_when_an_environment_is_wrong(what: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    wrong, sentence = BAD[what]
    outdir = tmp_path / "dist"
    assert synthesize([wrong()], outdir=str(outdir)) == 1
    printed = capsys.readouterr().err.splitlines()
    fitting = [line for line in printed if sentence in line]
    assert len(fitting) == 1, printed
    assert fitting[0].count("; ") >= 1, "the sentence says what to do"
    assert not any("Traceback" in line or "jsii" in line for line in printed)
    assert not outdir.exists()


def test_every_mistake_of_every_environment_is_reported_at_once(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    wrong = replace(proxy(replicas=2), name="first", platform="A")
    other = replace(PROD, name="second", cache_password=None)
    assert synthesize([wrong, PROD, other], outdir=str(tmp_path / "dist")) == 1
    printed = capsys.readouterr().err
    for sentence in ("first: platform must", "second: cache_password must"):
        assert sentence in printed


def test_a_secret_given_as_text_is_not_printed(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    synthesize([environment(salt_key="s3cr3t-salt")], outdir=str(tmp_path / "dist"))
    assert "s3cr3t-salt" not in capsys.readouterr().err


def test_an_earlier_rendering_stays_when_something_is_wrong(tmp_path: Path) -> None:
    outdir = tmp_path / "dist"
    assert synthesize([PROD], outdir=str(outdir)) == 0
    before = {path: path.read_bytes() for path in outdir.rglob("*") if path.is_file()}
    assert synthesize([proxy(replicas=2)], outdir=str(outdir)) == 1
    assert {path: path.read_bytes() for path in outdir.rglob("*") if path.is_file()} == before


def test_mistakes_of_different_parts_are_reported_together(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    wrong = replace(
        edge(http=None, https=None),
        proxy=config(models=(model("a"), model("a")), extra_general_settings={"request_timeout": 1}).proxy,
        database=database(shared_buffers="8GB").database,
    )
    assert synthesize([wrong], outdir=str(tmp_path / "dist")) == 1
    printed = capsys.readouterr().err
    for sentence in (
        "gateway.http must be given",
        "models[1].model_name must be a name that no other model",
        "extra_general_settings[request_timeout] must be",
        "database.shared_buffers must be",
    ):
        assert sentence in printed
