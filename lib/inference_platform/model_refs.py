"""Refs on a request's way to a model: the inference Gateway, the endpoint picker, the pool, and the servers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal, Self

from inference_platform.connections import GatewayRef
from inference_platform.refs import ExternalObject, ServiceRef

__all__ = [
    "EndpointPickerRef",
    "InferenceGatewayRef",
    "InferencePoolRef",
    "ModelRouteRef",
    "ModelServerRef",
    "ServingRuntimeRef",
    "Wirings",
]

Wirings = Literal["EnvoyGateway", "EnvoyAIGateway"]
"""How the picker's choice takes effect: by policies of plain Envoy Gateway, or by Envoy AI Gateway's controller."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ServingRuntimeRef:
    """A runtime of KServe, which says how a model format is served."""

    name: str
    kind: Literal["ClusterServingRuntime", "ServingRuntime"] = "ClusterServingRuntime"
    namespace: str | None = None
    """Namespace of a `ServingRuntime`."""

    is_external: bool = False

    @classmethod
    def existing(cls, name: str, *, namespace: str | None = None) -> Self:
        """A runtime that is made elsewhere: cluster-scoped unless a namespace is given."""
        kind: Literal["ClusterServingRuntime", "ServingRuntime"]
        kind = "ServingRuntime" if namespace else "ClusterServingRuntime"
        return cls(name=name, kind=kind, namespace=namespace, is_external=True)

    def external(self) -> ExternalObject | None:
        """The promise that it exists, or None if this output makes it."""
        return ExternalObject(kind=self.kind, name=self.name, namespace=self.namespace) if self.is_external else None


@dataclass(frozen=True, slots=True, kw_only=True)
class ModelServerRef:
    """The servers of one model: pods with an OpenAI-compatible API, and the Service in front of them."""

    service: ServiceRef
    """The Service; its `pods` and `pod_port` are those of the servers."""

    model: str
    """Name under which the servers know the model (vLLM's `--served-model-name`)."""

    api_path: str = "/v1"
    """Path of the OpenAI API on the servers: `/v1`, or `/openai/v1` with KServe's Hugging Face server."""

    pickable: bool = True
    """Whether a client may talk to single pods: not with Knative, whose autoscaler must see every request."""

    metrics: Literal["vllm", "none"] = "none"
    """The engine whose metrics an endpoint picker may read from the pods' port."""

    @property
    def namespace(self) -> str:
        """Namespace of the Service and its pods."""
        return self.service.namespace

    @classmethod
    def existing(
        cls,
        *,
        service: ServiceRef,
        model: str,
        api_path: str = "/v1",
        metrics: Literal["vllm", "none"] = "vllm",
    ) -> Self:
        """Servers that somebody else runs; `service.pods` must be known if an endpoint picker shall choose."""
        return cls(service=service, model=model, api_path=api_path, metrics=metrics)

    def external(self) -> ExternalObject | None:
        """The promise that the Service exists, or None if this output makes it."""
        return self.service.external()


@dataclass(frozen=True, slots=True, kw_only=True)
class EndpointPickerRef:
    """An endpoint picker (EPP): the ext-proc server that chooses the pod for each request."""

    service: ServiceRef
    """Its gRPC port."""

    secure_serving: bool
    """Whether it serves TLS (with a certificate that nobody can verify). Envoy AI Gateway needs it, plain Envoy Gateway
    must not have it."""

    flow_control: bool = False
    """Whether it queues requests by priority."""

    objective_header: str = "x-gateway-inference-objective"
    """Request header that names an InferenceObjective."""

    objective_group: Literal["inference.networking.x-k8s.io", "llm-d.ai"] = "llm-d.ai"
    """API group of the InferenceObjectives that it reads."""

    @property
    def namespace(self) -> str:
        """Its namespace."""
        return self.service.namespace

    @property
    def name(self) -> str:
        """Name of its Service."""
        return self.service.name

    @classmethod
    def existing(
        cls,
        *,
        service: ServiceRef,
        secure_serving: bool,
        flow_control: bool = False,
        objective_group: Literal["inference.networking.x-k8s.io", "llm-d.ai"] = "llm-d.ai",
    ) -> Self:
        """A picker that somebody else runs for the same pool."""
        return cls(
            service=service,
            secure_serving=secure_serving,
            flow_control=flow_control,
            objective_group=objective_group,
        )

    def external(self) -> ExternalObject | None:
        """The promise that it exists, or None if this output makes it."""
        return self.service.external()


@dataclass(frozen=True, slots=True, kw_only=True)
class InferencePoolRef:
    """An InferencePool: the pods of one model among which its picker chooses."""

    namespace: str
    name: str
    server: ModelServerRef
    """Its pods, and the Service of the same pods."""

    picker: EndpointPickerRef
    """Who chooses."""

    is_external: bool = False

    @classmethod
    def existing(cls, *, name: str, server: ModelServerRef, picker: EndpointPickerRef) -> Self:
        """A pool that somebody else makes, in the namespace of its servers."""
        return cls(namespace=server.namespace, name=name, server=server, picker=picker, is_external=True)

    def external(self) -> ExternalObject | None:
        """The promise that it exists, or None if this output makes it."""
        if not self.is_external:
            return None
        return ExternalObject(kind="InferencePool", name=self.name, namespace=self.namespace)


@dataclass(frozen=True, slots=True, kw_only=True)
class InferenceGatewayRef:
    """The internal Gateway before the models."""

    gateway: GatewayRef
    """The Gateway; its Service is known, because the proxy sends requests there."""

    wiring: Wirings = "EnvoyGateway"
    """How the choice of a picker takes effect."""

    silence: float | None = None
    """Seconds that a request may stay without a byte in either direction; None: for ever, or not known."""

    max_request_body: int | None = None
    """Bytes of the largest body. With such a limit Envoy hands each body on in one piece; None: no limit, or not known,
    and bodies pass in many pieces."""

    @property
    def namespace(self) -> str:
        """Its namespace."""
        return self.gateway.namespace

    @property
    def name(self) -> str:
        """Its name."""
        return self.gateway.name

    @classmethod
    def existing(cls, gateway: GatewayRef, *, wiring: Wirings = "EnvoyGateway", silence: float | None = None) -> Self:
        """A Gateway that somebody else makes, by `GatewayRef.existing(..., service=...)`."""
        return cls(gateway=gateway, wiring=wiring, silence=silence)

    def external(self) -> ExternalObject | None:
        """The promise that it exists, or None if this output makes it."""
        return self.gateway.external()


@dataclass(frozen=True, slots=True, kw_only=True)
class ModelRouteRef:
    """A model behind the inference Gateway: what a client inside the cluster needs to call it."""

    gateway: InferenceGatewayRef
    path: str
    """Path of the model on the Gateway, before the path of the API; empty with a host name or header of its own."""

    hostname: str | None = None
    """Host name of the route. Default: every name, also that of the Gateway's Service."""

    headers: Mapping[str, str] = field(default_factory=dict, hash=False)
    """Headers that requests must have."""

    model: str
    """Name under which the servers know the model."""

    api_path: str = "/v1"
    silence: float
    """Seconds that a request may stay without a byte."""
