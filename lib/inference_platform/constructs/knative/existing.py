"""A Knative Serving that somebody else installed and configures."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from inference_platform.constructs.knative.autoscaler import KnativeAutoscaler
from inference_platform.constructs.knative.defaults import KnativeDefaults
from inference_platform.constructs.knative.features import KnativeFeatures
from inference_platform.constructs.knative.flows import KNATIVE_NAMESPACE
from inference_platform.constructs.knative.settings import KnativeVersion
from inference_platform.refs import ExternalObject
from inference_platform.versions import KNATIVE_VERSION

__all__ = ["ExistingKnative"]


@dataclass(frozen=True, slots=True, kw_only=True)
class ExistingKnative:
    """Knative Serving with Kourier in `knative-serving`, run by others."""

    version: KnativeVersion = KNATIVE_VERSION
    """Its minor version."""

    features: KnativeFeatures
    """What its `config-features` lets a model contain; an untouched Knative lets very little. `KnativeFeatures()` is
    what models use."""

    autoscaler: KnativeAutoscaler | None = None
    """What its `config-autoscaler` says. Default: as Knative is installed."""

    defaults: KnativeDefaults | None = None
    """What its `config-defaults` says. Default: as Knative is installed, where no answer takes more than 600 s."""

    def missing_features(self, needed: Iterable[str]) -> tuple[str, ...]:
        """Features that are needed and off.

        Args:
            needed: Keys of `config-features`.
        """
        return tuple(feature for feature in needed if not self.features.is_on(feature, self.version))

    def external(self) -> ExternalObject:
        """The promise that it exists."""
        return ExternalObject(
            kind="Namespace", name=KNATIVE_NAMESPACE, purpose="Knative Serving with Kourier, for models that it scales"
        )
