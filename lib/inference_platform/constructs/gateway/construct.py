"""A gateway of Envoy Gateway: class, listeners, certificates, redirect, policies and the Envoy pods behind it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from constructs import Construct

from inference_platform.connections import GatewayRef
from inference_platform.constructs.base import namespace_of, path_of, standard_labels
from inference_platform.constructs.gateway.client_policy import body_limit_spec, client_policy_spec
from inference_platform.constructs.gateway.envoy import PodMonitor
from inference_platform.constructs.gateway.envoy_proxy import envoy_proxy_spec, service_spec
from inference_platform.constructs.gateway.gateway_spec import (
    certificate_spec,
    gateway_spec,
    listeners_of,
    redirect_spec,
    secret_name,
)
from inference_platform.constructs.gateway.listeners import (
    CertManagerAnnotation,
    CertManagerCertificate,
    ExistingCertificate,
    HttpsListener,
    host_id,
)
from inference_platform.constructs.gateway.props import GatewayProps, OwnGatewayClass, namespace_problems
from inference_platform.constructs.wiring import Wiring
from inference_platform.errors import Problem, raise_if
from inference_platform.problems import problems_of
from inference_platform.refs import ConfigMapRef, GatewayClassRef, IssuerRef, Pods, SecretKeyRef, SecretRef, ServiceRef
from inference_platform_crds import cert_manager, envoy_gateway, gateway_api, k8s, prometheus_operator

__all__ = ["Gateway"]

# Envoy Gateway lets Envoy's container listen this much above a privileged port, so that it needs no capability.
_PRIVILEGED_PORTS = 1024
_PORT_SHIFT = 10000
_LONGEST_NAME = 63
_METRICS_PORT = 19001
_METRICS_PATH = "/stats/prometheus"

_DEFAULTS = GatewayProps()


class Gateway(Construct):
    """A Gateway with everything that makes it reachable.

    Its EnvoyProxy belongs to the Gateway and not to the class, so that two gateways of one class do not share their
    load balancer's settings.

    Args:
        scope: Chart, in whose namespace the Gateway and its certificates are.
        id: Construct id.
        name: Name of the Gateway and of what belongs to it, for example `infra-gateway`.
        props: What the environment chose.

    Raises:
        InvalidSettings: Something in `name` or `props` cannot work.
    """

    existing = staticmethod(GatewayRef.existing)
    """The handle of a gateway that somebody else makes; the same as `GatewayRef.existing`."""

    def __init__(self, scope: Construct, id: str, *, name: str, props: GatewayProps = _DEFAULTS) -> None:
        super().__init__(scope, id)
        self._name = name
        self._props = props
        self._namespace = namespace_of(self)
        raise_if(path_of(self), self._problems())
        if isinstance(props.gateway_class, OwnGatewayClass):
            self._make_class(props.gateway_class)
        envoy_gateway.EnvoyProxy(self, "EnvoyProxy", metadata=self._metadata(name), spec=self._envoy_proxy_spec())
        gateway_api.Gateway(
            self,
            "Gateway",
            metadata=self._metadata(name, annotations=self._annotations()),
            spec=gateway_spec(name, self.gateway_class.name, props),
        )
        self._make_policies()
        self._make_certificates()
        if props.pod_monitor:
            self._make_monitor(props.pod_monitor)
        self._wire()

    @property
    def ref(self) -> GatewayRef:
        """What routes, network policies and clients inside the cluster need."""
        return GatewayRef(
            namespace=self._namespace,
            name=self._name,
            listeners=listeners_of(self._props),
            pods=self._pods(),
            service=self._service_ref(),
        )

    @property
    def gateway_class(self) -> GatewayClassRef:
        """Its class, for another gateway."""
        chosen = self._props.gateway_class
        return chosen if isinstance(chosen, GatewayClassRef) else GatewayClassRef(name=chosen.name)

    def _problems(self) -> list[Problem]:
        found = problems_of(self._props)
        if found:
            return [*_name_problems(self._name, self._name), *found]
        names = _name_problems(self._name, self._service_name())
        return [*names, *namespace_problems(self._props, self._namespace, self._pods().namespace)]

    def _metadata(
        self, name: str, *, annotations: Mapping[str, str] | None = None, labels: Mapping[str, str] | None = None
    ) -> k8s.ObjectMeta:
        return k8s.ObjectMeta(
            name=name,
            labels=standard_labels(name="envoy-gateway", instance=self._name, component="gateway", extra=labels),
            annotations=dict(sorted((annotations or {}).items())) or None,
        )

    def _annotations(self) -> dict[str, str]:
        """Annotations of the Gateway."""
        dns, https = self._props.external_dns, self._props.https
        found = dict(self._props.annotations or {}) | (dns.gateway_annotations() if dns else {})
        if https and isinstance(https.certificate, CertManagerAnnotation):
            issuer = https.certificate.issuer
            key = "cluster-issuer" if issuer.kind == "ClusterIssuer" else "issuer"
            found[f"cert-manager.io/{key}"] = issuer.name
        return found

    def _make_class(self, own: OwnGatewayClass) -> None:
        gateway_api.GatewayClass(
            self,
            "GatewayClass",
            metadata=self._metadata(own.name),
            spec=gateway_api.GatewayClassSpec(
                controller_name=own.controller_name, description="Gateways of the inference platform"
            ),
        )

    def _make_policies(self) -> None:
        name, client = self._name, self._props.client
        envoy_gateway.ClientTrafficPolicy(
            self,
            "ClientTrafficPolicy",
            metadata=self._metadata(name),
            spec=client_policy_spec(name, client, self._props.https),
        )
        if client.max_request_body:
            envoy_gateway.BackendTrafficPolicy(
                self,
                "BackendTrafficPolicy",
                metadata=self._metadata(name),
                spec=body_limit_spec(name, client.max_request_body),
            )
        if self._props.redirects:
            gateway_api.HTTPRoute(
                self,
                "Redirect",
                metadata=self._metadata(f"{name}-https-redirect"),
                spec=redirect_spec(name, self._props),
            )

    def _make_certificates(self) -> None:
        https = self._props.https
        if https is None or not isinstance(https.certificate, CertManagerCertificate):
            return
        for hostname in https.hostnames:
            secret = secret_name(self._name, https, hostname)
            cert_manager.Certificate(
                self,
                f"Certificate-{host_id(hostname)}",
                metadata=self._metadata(secret),
                spec=certificate_spec(secret, hostname, https.certificate),
            )

    def _make_monitor(self, monitor: PodMonitor) -> None:
        pods = self._pods()
        prometheus_operator.PodMonitor(
            self,
            "PodMonitor",
            metadata=self._metadata(self._name, labels=monitor.labels),
            spec=prometheus_operator.PodMonitorSpec(
                namespace_selector=prometheus_operator.PodMonitorSpecNamespaceSelector(match_names=[pods.namespace]),
                selector=prometheus_operator.PodMonitorSpecSelector(match_labels=dict(pods.labels)),
                pod_metrics_endpoints=[
                    prometheus_operator.PodMonitorSpecPodMetricsEndpoints(
                        port="metrics", path=_METRICS_PATH, interval=monitor.interval
                    )
                ],
            ),
        )
        Wiring.of(self).allow_monitoring(server=pods, port=_METRICS_PORT)

    def _envoy_proxy_spec(self) -> envoy_gateway.EnvoyProxySpec:
        props, service = self._props, self._props.service
        annotations = service.annotations_with(proxy_protocol=props.client.proxy_protocol is not None)
        if props.external_dns:
            annotations |= props.external_dns.service_annotations(props.hostnames())
        ports = ((props.http, service.http_node_port), (props.https, service.https_node_port))
        envoy_service = service_spec(
            self._service_name(),
            service,
            annotations=annotations,
            node_ports={listener.port: port for listener, port in ports if listener and port},
        )
        return envoy_proxy_spec(props.envoy, self._pods(), envoy_service)

    def _wire(self) -> None:
        wiring, envoy = Wiring.of(self), self._props.envoy
        wiring.expects(self.gateway_class, envoy.placement.priority_class)
        wiring.expects(*(secret.key(".dockerconfigjson") for secret in envoy.image_pull_secrets))
        if self._props.https:
            wiring.expects(*_promises(self._props.https))
        if envoy.tracing:
            collector = envoy.tracing.collector
            wiring.expects(collector)
            wiring.allow(client=self._pods(), server=collector.server, port=collector.pod_port)

    def _pods(self) -> Pods:
        in_own = self._props.deploy_type == "GatewayNamespace"
        return Pods(
            self._namespace if in_own else self._props.controller_namespace,
            {
                "gateway.envoyproxy.io/owning-gateway-name": self._name,
                "gateway.envoyproxy.io/owning-gateway-namespace": self._namespace,
            },
        )

    def _service_name(self) -> str:
        # The gateways of all namespaces meet in the controller's.
        in_own = self._props.deploy_type == "GatewayNamespace"
        return self._name if in_own else f"envoy-{self._namespace}-{self._name}"

    def _service_ref(self) -> ServiceRef:
        pods, serving = self._pods(), listeners_of(self._props)[-1]
        privileged = serving.port < _PRIVILEGED_PORTS
        return ServiceRef(
            namespace=pods.namespace,
            name=self._service_name(),
            port=serving.port,
            target_port=serving.port + _PORT_SHIFT if privileged else serving.port,
            pods=pods,
            port_name=f"{serving.protocol.lower()}-{serving.port}",
        )


def _promises(https: HttpsListener) -> Iterator[SecretKeyRef | ConfigMapRef | IssuerRef]:
    """What the listener needs that must exist outside the output."""
    certificate = https.certificate
    if isinstance(certificate, ExistingCertificate):
        for secret in (certificate.secret, *(certificate.by_hostname or {}).values()):
            yield from (secret.key("tls.crt"), secret.key("tls.key"))
    else:
        yield certificate.issuer
    for authority in https.client_certificates.authorities if https.client_certificates else ():
        yield authority.key("ca.crt") if isinstance(authority, SecretRef) else authority


def _name_problems(name: str, service: str) -> Iterator[Problem]:
    """What the names cannot be: the Gateway's is also a label of the Envoy pods."""
    for made, what in ((name, "the name"), (service, "the Service")):
        if len(made) > _LONGEST_NAME or not re.fullmatch(r"[a-z]([-a-z0-9]*[a-z0-9])?", made):
            yield Problem(
                field="name",
                must_be=f"such that {what} has lower-case letters, digits and '-', at most {_LONGEST_NAME}",
                got=made,
                do="shorten it or replace the other characters",
            )
            return
