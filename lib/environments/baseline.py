"""What every environment of this platform has in common; each file beside this one says only what differs."""

from __future__ import annotations

from inference_platform import Environment, ExistingSecret, SecretKeyRef
from inference_platform.constructs import gateway, litellm, serving

__all__ = ["NAMESPACE", "baseline", "gpt_4o"]

NAMESPACE = "llm-platform"


def gpt_4o(*, api_base: str | None = None) -> litellm.LiteLLMModel:
    """An external model behind an OpenAI-compatible API.

    Args:
        api_base: Base URL of the API. Default: OpenAI's own.
    """
    api_key = SecretKeyRef.existing(
        name="openai-api-key", namespace=NAMESPACE, key="api-key", purpose="key of the OpenAI-compatible API"
    )
    server = litellm.Provider(model="openai/gpt-4o", api_key=api_key, api_base=api_base)
    return litellm.LiteLLMModel(model_name="gpt-4o", deployments=(litellm.Deployment(server=server),))


def baseline(
    *,
    name: str,
    hostname: str | None,
    edge: gateway.GatewayProps,
    external: tuple[litellm.LiteLLMModel, ...],
    models: tuple[serving.ServedModel, ...],
) -> Environment:
    """An environment with one of everything, small and without high availability.

    Args:
        name: Name of the environment.
        hostname: Host name of the API. None: the Gateway answers to every name.
        edge: Settings of the Gateway.
        external: Models of providers that clients may ask for.
        models: Models that the platform serves itself.
    """
    return Environment(
        name=name,
        namespace=NAMESPACE,
        gateway=edge,
        proxy=litellm.LiteLLMProps(
            replicas=1,
            config=litellm.ConfigProps(
                models=external,
                # strangers can reach the proxy, so a key that cannot be checked must not pass
                general_settings=litellm.GeneralSettings(allow_requests_on_db_unavailable=False),
            ),
            route=litellm.RouteProps(hostnames=(hostname,) if hostname else ()),
        ),
        master_key=ExistingSecret(name="litellm-master-key"),
        salt_key=ExistingSecret(name="litellm-salt-key"),
        cache_password=ExistingSecret(name="infra-valkey"),
        models=models,
        serving=serving.ServingProps(prometheus_url="http://prometheus-operated.monitoring.svc:9090"),
    )
