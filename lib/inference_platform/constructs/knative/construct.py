"""Knative Serving with Kourier, from the resource that Knative's operator reads."""

from __future__ import annotations

from constructs import Construct

from inference_platform.constructs.base import check_props, standard_labels
from inference_platform.constructs.knative.flows import KNATIVE_NAMESPACE
from inference_platform.constructs.knative.props import KnativeProps
from inference_platform.constructs.knative.workloads import DISRUPTION_BUDGETS, KourierLoadBalancer, KourierNodePort
from inference_platform.constructs.wiring import Wiring
from inference_platform.refs import ExternalObject
from inference_platform_crds import k8s, knative_operator

__all__ = ["KnativeServing"]


class KnativeServing(Construct):
    """Knative Serving and its ingress Kourier, in their own namespace.

    The namespace is always `knative-serving`, whatever the chart's: the operator puts everything beside its resource,
    and Kourier's gateway looks for its controller at `net-kourier-controller.knative-serving`. Network policies of
    ours stay out of it. The operator takes one minor version at a time when it upgrades.
    Fields of the resource: https://github.com/knative/operator/blob/knative-v1.23.0/pkg/apis/operator/base/common.go

    Args:
        scope: Where it is put into the construct tree.
        id: Its construct id.
        props: What the environment chose.

    Raises:
        InvalidSettings: The props cannot work.
    """

    def __init__(self, scope: Construct, id: str, *, props: KnativeProps = KnativeProps()) -> None:  # noqa: B008 - frozen
        super().__init__(scope, id)
        check_props(self, props)
        self._props = props
        self._namespace()
        Wiring.of(self).expects(props.kourier.cluster_cert_secret, props.kourier.certs_secret)
        knative_operator.KnativeServing(
            self,
            "KnativeServing",
            metadata=k8s.ObjectMeta(name="knative-serving", namespace=KNATIVE_NAMESPACE, labels=self._labels),
            spec=self._spec(),
        )

    @property
    def _labels(self) -> dict[str, str]:
        # the operator writes the same name on the same namespace, so the two never take turns
        return standard_labels(name="knative-serving", instance=KNATIVE_NAMESPACE)

    def _namespace(self) -> None:
        props = self._props.namespace
        if not props.create:
            Wiring.of(self).expects(ExternalObject(kind="Namespace", name=KNATIVE_NAMESPACE, purpose="Knative Serving"))
            return
        security = {f"pod-security.kubernetes.io/{mode}": props.pod_security for mode in ("enforce", "audit", "warn")}
        labels = self._labels | security | dict(props.labels or {})
        k8s.Namespace(self, "Namespace", metadata=k8s.ObjectMeta(name=KNATIVE_NAMESPACE, labels=labels))

    def _spec(self) -> knative_operator.KnativeServingSpec:
        props = self._props
        return knative_operator.KnativeServingSpec(
            version=props.version,
            high_availability=knative_operator.KnativeServingSpecHighAvailability(replicas=props.high_availability),
            ingress=knative_operator.KnativeServingSpecIngress(kourier=self._kourier()),
            config=props.config(),
            pod_disruption_budgets=[
                knative_operator.KnativeServingSpecPodDisruptionBudgets(
                    name=name, max_unavailable=props.max_unavailable
                )
                for name in DISRUPTION_BUDGETS
            ],
            workloads=[each.spec() for each in props.workloads] or None,
        )

    def _kourier(self) -> knative_operator.KnativeServingSpecIngressKourier:
        service = self._props.kourier_service
        if isinstance(service, KourierLoadBalancer):
            return knative_operator.KnativeServingSpecIngressKourier(
                enabled=True, service_type="LoadBalancer", service_load_balancer_ip=service.ip
            )
        if isinstance(service, KourierNodePort):
            return knative_operator.KnativeServingSpecIngressKourier(
                enabled=True, service_type="NodePort", http_port=service.http_port, https_port=service.https_port
            )
        return knative_operator.KnativeServingSpecIngressKourier(enabled=True, service_type="ClusterIP")
