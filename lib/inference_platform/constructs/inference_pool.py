"""A pool: the pods of one model, and the picker that chooses among them."""

from __future__ import annotations

from collections.abc import Iterator

from constructs import Construct

from inference_platform.constructs.base import namespace_of, path_of, standard_labels
from inference_platform.constructs.endpoint_picker import EndpointPicker, EndpointPickerProps, server_problems
from inference_platform.constructs.wiring import Wiring
from inference_platform.errors import Problem, raise_if
from inference_platform.model_refs import EndpointPickerRef, InferencePoolRef, ModelServerRef, Wirings
from inference_platform.units import Matches
from inference_platform_crds import inference_extension, k8s

__all__ = ["InferencePool"]

_SUFFIX = "-epp"
_NAME = Matches(
    r"[a-z]([-a-z0-9]*[a-z0-9])?",
    f"a DNS label that begins with a letter, at most {63 - len(_SUFFIX)} characters",
    f"shorten it or replace the other characters; the picker's name ends in {_SUFFIX}",
    63 - len(_SUFFIX),
)


class InferencePool(Construct):
    """The pods of one model as an InferencePool, with an endpoint picker `<name>-epp` unless one is given.

    When the picker is down, requests fail (`FailClose`): neither Envoy Gateway nor Envoy AI Gateway can send them past
    it, whatever the object says.

    Args:
        scope: Where it is put into the construct tree.
        id: Its construct id.
        name: Name of the pool.
        server: The model servers; the pool selects exactly their pods and their port.
        wiring: How the picker's choice takes effect.
        picker: What the environment chose about its own picker, or a picker that somebody else runs for this pool.

    Raises:
        InvalidSettings: The name, the servers or the picker cannot work.
    """

    existing = staticmethod(InferencePoolRef.existing)
    """The handle of a pool that somebody else makes; the same as `InferencePoolRef.existing`."""

    def __init__(
        self,
        scope: Construct,
        id: str,
        *,
        name: str,
        server: ModelServerRef,
        wiring: Wirings = "EnvoyGateway",
        picker: EndpointPickerProps | EndpointPickerRef = EndpointPickerProps(),  # noqa: B008 - frozen
    ) -> None:
        super().__init__(scope, id)
        self._name = name
        self._server = server
        self._wiring: Wirings = wiring
        self._namespace = namespace_of(self)
        raise_if(path_of(self), self._problems(picker))
        self._picker = picker if isinstance(picker, EndpointPickerRef) else self._own_picker(picker)
        inference_extension.InferencePool(
            self,
            "InferencePool",
            metadata=k8s.ObjectMeta(
                name=name, labels=standard_labels(name="inference-pool", instance=name, component="inference-pool")
            ),
            spec=self._spec(),
        )
        Wiring.of(self).expects(server, self._picker)

    @property
    def ref(self) -> InferencePoolRef:
        """What routes and objectives need."""
        return InferencePoolRef(namespace=self._namespace, name=self._name, server=self._server, picker=self._picker)

    def _own_picker(self, props: EndpointPickerProps) -> EndpointPickerRef:
        return EndpointPicker(
            self,
            "EndpointPicker",
            name=f"{self._name}{_SUFFIX}",
            pool_name=self._name,
            server=self._server,
            wiring=self._wiring,
            props=props,
        ).ref

    def _spec(self) -> inference_extension.InferencePoolSpec:
        return inference_extension.InferencePoolSpec(
            selector=inference_extension.InferencePoolSpecSelector(
                match_labels=dict(self._server.service.server.labels)
            ),
            target_ports=[inference_extension.InferencePoolSpecTargetPorts(number=self._server.service.pod_port)],
            endpoint_picker_ref=inference_extension.InferencePoolSpecEndpointPickerRef(
                name=self._picker.name,
                port=inference_extension.InferencePoolSpecTargetPorts(number=self._picker.service.port),
                failure_mode="FailClose",
            ),
        )

    def _problems(self, picker: EndpointPickerProps | EndpointPickerRef) -> Iterator[Problem]:
        if not _NAME.accepts(self._name):
            yield Problem(field="name", must_be=_NAME.allowed, got=self._name, do=_NAME.do)
        yield from server_problems(self._server, self._namespace)
        if isinstance(picker, EndpointPickerRef):
            yield from self._picker_problems(picker)

    def _picker_problems(self, picker: EndpointPickerRef) -> Iterator[Problem]:
        if picker.namespace != self._namespace:
            yield Problem(
                field="picker",
                must_be=f"in the namespace {self._namespace} of the pool",
                got=f"namespace {picker.namespace}",
                do="run the picker there; the pool names its Service without a namespace",
            )
        needs_tls = self._wiring == "EnvoyAIGateway"
        if picker.secure_serving != needs_tls:
            yield Problem(
                field="picker.secure_serving",
                must_be=f"{str(needs_tls).lower()} with wiring {self._wiring}",
                got=picker.secure_serving,
                do=f"start that picker with --secure-serving={str(needs_tls).lower()}",
            )
