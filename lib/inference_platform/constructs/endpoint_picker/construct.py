"""The endpoint picker (EPP) of a pool."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator

from constructs import Construct

from inference_platform.constructs.base import namespace_of, path_of, selector_labels, standard_labels
from inference_platform.constructs.endpoint_picker.access import metrics_review_rules, role_rules
from inference_platform.constructs.endpoint_picker.dashboard import dashboard
from inference_platform.constructs.endpoint_picker.flags import CONFIG_FILE, EXT_PROC_PORT, METRICS_PORT
from inference_platform.constructs.endpoint_picker.monitoring import PickerMonitoring
from inference_platform.constructs.endpoint_picker.props import EndpointPickerProps
from inference_platform.constructs.endpoint_picker.workload import Workload, deployment_spec, service_spec
from inference_platform.constructs.wiring import Wiring
from inference_platform.errors import Problem, raise_if
from inference_platform.model_refs import EndpointPickerRef, ModelServerRef, Wirings
from inference_platform.problems import problems_of
from inference_platform.refs import Pods, ServiceRef
from inference_platform.units import Matches
from inference_platform_crds import k8s

__all__ = ["EndpointPicker", "server_problems"]

_NAME = Matches(
    r"[a-z]([-a-z0-9]*[a-z0-9])?",
    "a DNS label that begins with a letter, at most 63 characters",
    "shorten it or replace the other characters",
    63,
)


class EndpointPicker(Construct):
    """Chooses the pod for each request to a model: an ext-proc server that Envoy asks, and that watches the pods.

    One pod works at a time. A single one is replaced by a rolling update; several elect a leader, and all of them are
    replaced at once (Recreate), which interrupts requests until one leads again. There is no PodDisruptionBudget: only
    the leader is ready, so every budget above 0 would keep its node from being drained for ever.

    It opens its own connections: to the model servers, the API server, the collector of traces, and from Prometheus.
    Whoever routes requests to it opens theirs.

    Args:
        scope: Where it is put into the construct tree.
        id: Its construct id.
        name: Name of all its objects.
        pool_name: Name of the InferencePool in the same namespace; it is ready once that exists.
        server: The model servers among which it chooses.
        wiring: How its choice takes effect: it serves TLS for Envoy AI Gateway and plain text for plain Envoy Gateway.
        props: What the environment chose.

    Raises:
        InvalidSettings: The props cannot work, or not with these servers.
        ConfigError: A Secret is in another namespace.
    """

    existing = staticmethod(EndpointPickerRef.existing)
    """The handle of a picker that somebody else runs; the same as `EndpointPickerRef.existing`."""

    def __init__(
        self,
        scope: Construct,
        id: str,
        *,
        name: str,
        pool_name: str,
        server: ModelServerRef,
        wiring: Wirings = "EnvoyGateway",
        props: EndpointPickerProps = EndpointPickerProps(),  # noqa: B008 - frozen
    ) -> None:
        super().__init__(scope, id)
        self._name = name
        self._pool_name = pool_name
        self._server = server
        self._wiring: Wirings = wiring
        self._props = props
        self._namespace = namespace_of(self)
        raise_if(path_of(self), self._problems())
        self._selector = selector_labels(name="endpoint-picker", instance=name, component="endpoint-picker")
        self.pods = Pods(self._namespace, self._selector)
        """Its pods."""
        self._config = props.resolved(server.metrics).text()
        self._workload = self._described()
        self._expect()
        self._objects()
        self._access()
        self._monitor()
        self._protect()

    @property
    def ref(self) -> EndpointPickerRef:
        """What pools, routes and objectives need."""
        release = self._props.chosen_version.release
        return EndpointPickerRef(
            service=ServiceRef(
                namespace=self._namespace,
                name=self._name,
                port=EXT_PROC_PORT,
                pods=self.pods,
                port_name="grpc-ext-proc",
            ),
            secure_serving=self._workload.secure_serving,
            flow_control=self._props.resolved(self._server.metrics).config.flow_control is not None,
            objective_header=release.objective_header,
            objective_group=release.objective_group,
        )

    def _problems(self) -> Iterator[Problem]:
        if not _NAME.accepts(self._name):
            yield Problem(field="name", must_be=_NAME.allowed, got=self._name, do=_NAME.do)
        yield from server_problems(self._server, self._namespace)
        found = problems_of(self._props)
        yield from found or self._props.server_problems(self._server.metrics)

    def _described(self) -> Workload:
        return Workload(
            name=self._name,
            namespace=self._namespace,
            pool=self._pool_name,
            labels=self._labels,
            selector=self._selector,
            secure_serving=self._wiring == "EnvoyAIGateway",
            config_checksum=hashlib.sha256(self._config.encode()).hexdigest(),
            props=self._props,
        )

    def _expect(self) -> None:
        """Record what must exist, and that it lies where the pods and Prometheus read it."""
        wiring, path, props = Wiring.of(self), path_of(self), self._props
        wiring.expects(self._server, props.placement.priority_class)
        for secret in props.image_pull_secrets:
            wiring.expects(secret.key(".dockerconfigjson").readable_from(self._namespace, by=path))
        if props.tracing:
            wiring.expects(props.tracing.collector)
        authentication = props.monitoring.authentication
        if authentication and authentication.token:
            wiring.expects(authentication.token.readable_from(self._namespace, by=path))

    @property
    def _labels(self) -> dict[str, str]:
        return standard_labels(name="endpoint-picker", instance=self._name, component="endpoint-picker")

    def _metadata(self, name: str | None = None) -> k8s.ObjectMeta:
        return k8s.ObjectMeta(name=name or self._name, labels=self._labels)

    def _objects(self) -> None:
        # the pods ask for the token themselves
        k8s.ServiceAccount(self, "ServiceAccount", metadata=self._metadata(), automount_service_account_token=False)
        k8s.ConfigMap(self, "ConfigMap", metadata=self._metadata(), data={CONFIG_FILE: self._config})
        k8s.Deployment(self, "Deployment", metadata=self._metadata(), spec=deployment_spec(self._workload))
        k8s.Service(self, "Service", metadata=self._metadata(), spec=service_spec(self._workload))

    def _access(self) -> None:
        account = k8s.Subject(kind="ServiceAccount", name=self._name, namespace=self._namespace)
        k8s.Role(
            self,
            "Role",
            metadata=self._metadata(),
            rules=role_rules(
                version=self._props.chosen_version,
                namespace=self._namespace,
                pool=self._pool_name,
                leader_election=self._workload.leader_election,
            ),
        )
        k8s.RoleBinding(
            self,
            "RoleBinding",
            metadata=self._metadata(),
            role_ref=k8s.RoleRef(api_group="rbac.authorization.k8s.io", kind="Role", name=self._name),
            subjects=[account],
        )
        if self._props.monitoring.authentication:
            name = f"{self._namespace}-{self._name}-metrics-review"
            k8s.ClusterRole(self, "ClusterRole", metadata=self._metadata(name), rules=metrics_review_rules())
            k8s.ClusterRoleBinding(
                self,
                "ClusterRoleBinding",
                metadata=self._metadata(name),
                role_ref=k8s.RoleRef(api_group="rbac.authorization.k8s.io", kind="ClusterRole", name=name),
                subjects=[account],
            )

    def _monitor(self) -> None:
        props = self._props.monitoring
        if not props.enabled:
            return
        PickerMonitoring(
            self,
            "Monitoring",
            name=self._name,
            namespace=self._namespace,
            labels=self._labels,
            service_labels=self._selector,
            board=dashboard(
                namespace=self._namespace,
                name=self._name,
                pool=self._pool_name,
                version=self._props.chosen_version,
                flow_control=self.ref.flow_control,
                metrics=self._server.metrics,
            ),
            props=props,
        )

    def _protect(self) -> None:
        wiring, collector = Wiring.of(self), self._props.tracing.collector if self._props.tracing else None
        wiring.protect(self, "NetworkPolicy", name=self._name, pods=self.pods)
        wiring.allow_kubernetes_api(client=self.pods)
        wiring.allow(client=self.pods, server=self._server.service.server, port=self._server.service.pod_port)
        if collector:
            wiring.allow(client=self.pods, server=collector.server, port=collector.pod_port)
        if self._props.monitoring.enabled:
            wiring.allow_monitoring(server=self.pods, port=METRICS_PORT)


def server_problems(server: ModelServerRef, namespace: str) -> Iterator[Problem]:
    """Why nobody can choose among the pods of some servers.

    Args:
        server: The servers.
        namespace: Namespace of the pool and the picker.
    """
    if not server.pickable:
        yield Problem(
            field="server",
            must_be="one whose pods clients may reach, which Knative's autoscaler does not allow",
            got=f"{server.service.name} with Knative",
            do="serve the model with Keda, Hpa or a fixed number of replicas, or route to it directly",
        )
        return
    pods = server.service.pods
    if pods is None or not pods.labels:
        yield Problem(
            field="server.service.pods",
            must_be="known by their labels",
            got=None if pods is None else dict(pods.labels),
            do="give Pods(namespace, labels) with the labels that the servers' pods have and no others",
        )
    elif {pods.namespace, server.namespace} != {namespace}:
        yield Problem(
            field="server",
            must_be=f"in the namespace {namespace} of the pool, which selects pods only there",
            got=f"namespace {server.namespace}",
            do="put pool, picker and servers into one chart or into charts of one namespace",
        )
