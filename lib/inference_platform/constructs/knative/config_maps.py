"""The ConfigMaps of Knative Serving, for clusters without its operator."""

from __future__ import annotations

from collections.abc import Iterator

from constructs import Construct

from inference_platform.constructs.base import path_of, standard_labels
from inference_platform.constructs.knative.deployment import KnativeDeployment
from inference_platform.constructs.knative.flows import KNATIVE_NAMESPACE
from inference_platform.constructs.knative.kourier import KnativeKourier
from inference_platform.constructs.knative.props import KnativeConfigMapsProps
from inference_platform.constructs.knative.relations import parts_of
from inference_platform.constructs.knative.settings import Settings
from inference_platform.constructs.wiring import Wiring
from inference_platform.errors import Problem, raise_if
from inference_platform.problems import problems_of
from inference_platform.refs import ExternalObject
from inference_platform_crds import k8s

__all__ = ["KnativeConfigMaps"]


class KnativeConfigMaps(Construct):
    """The ConfigMaps of a Knative Serving that others installed from its release manifests.

    Where the operator runs, use `KnativeServing`: it would undo these objects. The labels are those without which
    Knative's webhook does not look at them, and a wrong value only shows in the logs. The release manifests contain
    the same objects; apply these after them, on the server side, and leave the ConfigMaps out of what is applied again.
    The selector of the webhook: https://github.com/knative/serving/blob/knative-v1.23.0/config/core/webhooks/configmap-validation.yaml

    Args:
        scope: Where it is put into the construct tree.
        id: Its construct id.
        props: What the environment chose.

    Raises:
        InvalidSettings: The props cannot work.
    """

    def __init__(self, scope: Construct, id: str, *, props: KnativeConfigMapsProps) -> None:
        super().__init__(scope, id)
        raise_if(path_of(self), [*problems_of(props), *_image_problems(props)])
        namespace = ExternalObject(kind="Namespace", name=KNATIVE_NAMESPACE, purpose="Knative Serving")
        Wiring.of(self).expects(namespace)
        if props.kourier is not None:
            Wiring.of(self).expects(props.kourier.cluster_cert_secret, props.kourier.certs_secret)
        for part in parts_of(props).values():
            data = part.data(props.version)
            if data:
                self._config_map(part, data)

    def _config_map(self, part: Settings, data: dict[str, str]) -> None:
        labels = standard_labels(name="knative-serving", instance=KNATIVE_NAMESPACE, component=part.COMPONENT)
        if isinstance(part, KnativeKourier):
            labels["networking.knative.dev/ingress-provider"] = "kourier"
        name = f"config-{part.NAME}"
        k8s.ConfigMap(
            self, name, metadata=k8s.ObjectMeta(name=name, namespace=KNATIVE_NAMESPACE, labels=labels), data=data
        )


def _image_problems(props: KnativeConfigMapsProps) -> Iterator[Problem]:
    if isinstance(props.deployment, KnativeDeployment) and props.deployment.queue_sidecar_image is None:
        yield Problem(
            field="deployment.queue_sidecar_image",
            must_be="given without the operator, or Knative refuses the ConfigMap",
            got=None,
            do="copy it from the ConfigMap config-deployment of the installed release",
        )
