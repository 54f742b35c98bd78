"""What type checkers must find in an environment; read by mypy and pyright, never run."""

from __future__ import annotations

from inference_platform import DatabaseConnection, Environment, ExistingSecret, LiteLLMProps, SecretKeyRef
from inference_platform.constructs import gateway, postgres

key = SecretKeyRef.existing(name="db", namespace="llm", key="password")
edge = gateway.GatewayProps(http=gateway.HttpListener(port=8080))
Environment(
    name="dev",
    gateway=edge,
    proxy=LiteLLMProps(replicas=2),
    master_key=ExistingSecret(name="master"),
    salt_key=ExistingSecret(name="salt"),
    cache_password=ExistingSecret(name="cache"),
    database=DatabaseConnection.existing(host="db", database="litellm", username="litellm", password=key),
)

Environment(name="dev", gateway=edge, proxy=LiteLLMProps())  # type: ignore[call-arg]
LiteLLMProps(replicas="2")  # type: ignore[arg-type]
LiteLLMProps(replica=2)  # type: ignore[call-arg]
postgres.PostgresProps(primary_update_method="reboot")  # type: ignore[arg-type]
gateway.ServiceProps(load_balancer="aws")  # type: ignore[arg-type]
DatabaseConnection.existing(host="db", database="x", username="u", password="text")  # type: ignore[arg-type]
edge.http = None  # type: ignore[misc]
