"""Where a model is served: a server in the cluster, or a provider outside."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Annotated, Any, Literal
from urllib.parse import urlsplit

from inference_platform.connections import GatewayRef
from inference_platform.constructs.litellm.known import ENVIRONMENT_REFERENCE, known_names, nearest
from inference_platform.constructs.litellm.version import LiteLLMVersion
from inference_platform.errors import ConfigError, Problem
from inference_platform.refs import Cidrs, Peer, SecretKeyRef, ServiceRef
from inference_platform.units import HttpUrl, Matches

__all__ = ["InClusterServer", "Provider", "Server", "secret_variable"]

INTERNET = Cidrs()
_OPENAI_PROVIDERS = ("hosted_vllm",)
_NOT_EMPTY = Matches(r"\S(.*\S)?", "a name without blanks around it", "name it")
ApiPath = Annotated[
    str,
    Matches(
        r"(/[A-Za-z0-9._~-]+)*/v1",
        "the path of an OpenAI API, which ends with /v1",
        "vLLM serves /v1 and KServe's Hugging Face runtime /openai/v1; without it every request is a 404",
    ),
]
RoutePath = Annotated[
    str,
    Matches(r"(/[A-Za-z0-9._~-]+)*", "a path such as /llama-70b, or empty", "begin with / and end without"),
]


@dataclass(frozen=True, slots=True, kw_only=True)
class InClusterServer:
    """A server inside the cluster that speaks the OpenAI API: a predictor, or the inference Gateway before several."""

    service: ServiceRef
    """The Service of the predictor, or of the inference Gateway."""

    model: Annotated[str, _NOT_EMPTY]
    """Name under which the server knows the model (vLLM's `--served-model-name`)."""

    route: RoutePath = ""
    """Path of the model's route on the inference Gateway, before `api_path`. Default: none, a predictor."""

    api_path: ApiPath = "/v1"
    """Path of the OpenAI API behind the route: `/v1` with vLLM, `/openai/v1` with KServe's Hugging Face runtime."""

    scheme: Literal["http", "https"] = "http"
    """Protocol of the server."""

    api_key: SecretKeyRef | None = None
    """Key that the server asks for. Default: none; LiteLLM then sends a placeholder."""

    @classmethod
    def behind(cls, gateway: GatewayRef, *, route: str, model: str, api_path: str = "/v1") -> InClusterServer:
        """A model behind the inference Gateway.

        Args:
            gateway: The inference Gateway; its Service must be known.
            route: Path of the model's route, for example `/llama-70b`.
            model: Name under which the server knows the model.
            api_path: Path of the OpenAI API behind the route.

        Raises:
            ConfigError: The Service of the Gateway is not known.
        """
        if gateway.service is None:
            raise ConfigError(
                f"model {model}: service of gateway {gateway.name} must be given, got none; "
                "name the Service of its Envoy pods with GatewayRef.existing(service=...)"
            )
        return cls(service=gateway.service, route=route, model=model, api_path=api_path)

    @property
    def peer(self) -> Peer:
        """Who answers, for network policies."""
        return self.service.server

    @property
    def port(self) -> int:
        """Port of the pods."""
        return self.service.pod_port

    @property
    def secrets(self) -> tuple[SecretKeyRef, ...]:
        """Keys of Secrets that the proxy needs for it."""
        return (self.api_key,) if self.api_key else ()

    def params(self) -> dict[str, Any]:
        """What `litellm_params` says about it.

        The provider `hosted_vllm` appends `/chat/completions` to `api_base` and nothing else, hence the `/v1`.
        """
        params = {
            "model": f"hosted_vllm/{self.model}",
            "api_base": self.service.url(self.scheme, self.route + self.api_path),
        }
        return params | ({"api_key": _reference(self.api_key)} if self.api_key else {})

    def problems(self, version: LiteLLMVersion) -> Iterator[Problem]:
        """Nothing; its fields say everything."""
        yield from ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Provider:
    """A provider outside the cluster, or any server that is not in it."""

    model: Annotated[
        str,
        Matches(
            r"[a-z0-9_-]+/\S+",
            "<provider>/<model>, for example openai/gpt-4o",
            "put the provider in front, https://docs.litellm.ai/docs/providers lists them",
        ),
    ]
    """Provider and model in LiteLLM's spelling, for example `anthropic/claude-sonnet-4-5` or `bedrock/...`."""

    api_key: SecretKeyRef | None = None
    """Key of the API. Default: none, for providers that take the pod's identity (`bedrock`, `vertex_ai`)."""

    api_base: HttpUrl | None = None
    """Base URL. Default: the provider's own; `azure` has none and needs it."""

    api_version: str | None = None
    """Version of the API, for `azure`. Default: LiteLLM's."""

    organization: str | None = None
    """Organization, for `openai`."""

    aws_region_name: str | None = None
    """Region, for `bedrock` and `sagemaker`. Default: the pod's."""

    aws_role_name: str | None = None
    """ARN of a role to assume, for `bedrock` and `sagemaker`."""

    vertex_project: str | None = None
    """Project, for `vertex_ai`. Default: the pod's identity knows it."""

    vertex_location: str | None = None
    """Location, for `vertex_ai`. Default: us-central1."""

    secret_params: Mapping[str, SecretKeyRef] | None = None
    """More parameters whose values are keys of Secrets, for example `aws_secret_access_key`, `vertex_credentials`."""

    peer: Peer = INTERNET
    """Who answers, for network policies. Default: the internet; name networks for a private endpoint."""

    @property
    def port(self) -> int:
        """Port of `api_base`; 443 without one."""
        url = urlsplit(self.api_base or "https://provider")
        return url.port or {"http": 80, "https": 443}[url.scheme]

    @property
    def provider(self) -> str:
        """What stands before the first `/` of the model."""
        return self.model.partition("/")[0]

    @property
    def secrets(self) -> tuple[SecretKeyRef, ...]:
        """Keys of Secrets that the proxy needs for it."""
        return ((self.api_key,) if self.api_key else ()) + tuple((self.secret_params or {}).values())

    def rules(self) -> Iterator[Problem]:
        """What this provider needs, and where an address in the cluster belongs."""
        host = urlsplit(self.api_base or "").hostname or ""
        if re.search(r"\.svc(\.|$)", host):
            yield Problem(
                field="api_base",
                must_be="an address outside the cluster",
                got=self.api_base,
                do="use InClusterServer with the ServiceRef, which also opens the network policies",
            )
        if self.provider in _OPENAI_PROVIDERS and not (self.api_base or "").rstrip("/").endswith("/v1"):
            yield Problem(
                field="api_base",
                must_be=f"given and end with /v1 for {self.provider}",
                got=self.api_base,
                do="LiteLLM appends only /chat/completions; add /v1",
            )
        if self.provider == "azure" and self.api_base is None:
            yield Problem(
                field="api_base", must_be="given for azure", got=None, do="name the endpoint of your resource"
            )
        if "api_key" in (self.secret_params or {}):
            yield Problem(field="secret_params[api_key]", must_be="given as api_key", got="a key", do="move it")

    def params(self) -> dict[str, Any]:
        """What `litellm_params` says about it."""
        plain = {
            name: getattr(self, name)
            for name in (
                "api_base",
                "api_version",
                "organization",
                "aws_region_name",
                "aws_role_name",
                "vertex_project",
                "vertex_location",
            )
            if getattr(self, name) is not None
        }
        keys = ({"api_key": self.api_key} if self.api_key else {}) | dict(self.secret_params or {})
        return {"model": self.model} | plain | {name: _reference(key) for name, key in sorted(keys.items())}

    def problems(self, version: LiteLLMVersion) -> Iterator[Problem]:
        """What this version of LiteLLM does not know."""
        providers = known_names("providers", version)
        if self.provider not in providers:
            yield Problem(
                field="model",
                must_be=f"<provider>/<model> with a provider that LiteLLM {version} knows",
                got=self.model,
                do=nearest(self.provider, providers),
            )
        params = known_names("litellm_params", version)
        for name in self.secret_params or {}:
            if name not in params:
                yield Problem(
                    field=f"secret_params[{name}]",
                    must_be=f"a parameter that LiteLLM {version} reads",
                    got=name,
                    do=nearest(name, params),
                )


Server = InClusterServer | Provider


def secret_variable(key: SecretKeyRef) -> str:
    """The environment variable that carries a key of a model's Secret; it depends on the Secret alone."""
    name, part = (re.sub(r"[^A-Z0-9]", "_", text.upper()) for text in (key.secret.name, key.key))
    return f"MODEL_SECRET_{name}__{part}"


def _reference(key: SecretKeyRef) -> str:
    return ENVIRONMENT_REFERENCE + secret_variable(key)
