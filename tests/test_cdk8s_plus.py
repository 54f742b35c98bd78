"""The boundary to cdk8s-plus: another team's workload takes our connection, and we take their Secret."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from typing import Any

import cdk8s
import cdk8s_plus_27 as kplus

from inference_platform.constructs.valkey import Valkey
from inference_platform.constructs.wiring import Wiring
from inference_platform.refs import ConfigMapRef, Pods, SecretKeyRef, SecretRef, ServiceAccountRef

Find = Callable[..., dict[str, Any]]


def test_a_cdk8s_plus_workload_takes_our_connection(chart: cdk8s.Chart, find: Find) -> None:
    password = SecretKeyRef.existing(name="cache", namespace="llm-platform", key="password")
    cache = Valkey(chart, "cache", name="cache", password=password)
    assert cache.connection.password
    app = kplus.Deployment(chart, "App", metadata=cdk8s.ApiObjectMetadata(name="app"))
    app.add_container(
        image="registry.example.com/app:1",
        env_variables={
            "CACHE_HOST": kplus.EnvValue.from_value(str(cache.connection.host)),
            "CACHE_PASSWORD": cache.connection.password.to_cdk8s_plus(chart, "CachePassword"),
        },
    )
    Wiring.of(chart).allow(client=Pods("llm-platform", {"app": "app"}), server=cache.connection.server, port=6379)
    (container,) = find(chart, "Deployment", "app")["spec"]["template"]["spec"]["containers"]
    variables = {each["name"]: each for each in container["env"]}
    assert variables["CACHE_PASSWORD"]["valueFrom"]["secretKeyRef"] == {"name": "cache", "key": "password"}
    assert variables["CACHE_HOST"]["value"] == "cache-primary.llm-platform.svc.cluster.local"


def test_we_take_a_secret_of_a_cdk8s_plus_app(chart: cdk8s.Chart, find: Find) -> None:
    theirs = kplus.Secret.from_secret_name(chart, "Theirs", "their-secret")
    ours = SecretRef.from_cdk8s_plus(theirs, namespace="llm-platform", keys=("password",))
    Valkey(chart, "cache", name="cache", password=ours.key("password"))
    (first, *_) = find(chart, "StatefulSet")["spec"]["template"]["spec"]["containers"]
    (variable,) = (each for each in first["env"] if "valueFrom" in each and "secretKeyRef" in each["valueFrom"])
    assert variable["valueFrom"]["secretKeyRef"] == {"name": "their-secret", "key": "password"}


def test_config_maps_and_service_accounts_cross_the_boundary(chart: cdk8s.Chart) -> None:
    config = ConfigMapRef.existing(name="ca", namespace="llm-platform").to_cdk8s_plus(chart, "Ca")
    account = ServiceAccountRef(namespace="llm-platform", name="app").to_cdk8s_plus(chart, "Account")
    assert (config.name, account.name) == ("ca", "app")


def test_cdk8s_plus_is_paid_for_only_when_it_is_used() -> None:
    code = (
        "import inference_platform, sys; from inference_platform.platform import InferencePlatform; "
        "sys.exit('cdk8s_plus_27' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
