"""CEL rules of CustomResourceDefinitions (`x-kubernetes-validations`), evaluated without a cluster.

    crds = Crds.read([Path("crds")])
    findings = check(manifests, declared, crds=crds)
    crds.not_evaluated  # rules that could not be; nothing is left out in silence

Needs the package `cel-expr-python`, the extra `cel`; it is imported by `Crds.read` and nowhere else.
"""

from inference_platform.checks.cel.definitions import Crds
from inference_platform.checks.cel.holding import cel

__all__ = ["Crds", "cel"]
