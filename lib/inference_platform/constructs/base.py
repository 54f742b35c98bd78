"""What every construct needs: its namespace, its path, the check of its props, and the standard labels."""

from __future__ import annotations

from collections.abc import Mapping
from weakref import WeakKeyDictionary

from cdk8s import App, Chart
from constructs import Construct, IConstruct

from inference_platform.errors import ConfigError, raise_if
from inference_platform.problems import problems_of
from inference_platform_bindings.resource import chart_of, namespace_of_chart

__all__ = ["check_props", "environment_of", "namespace_of", "path_of", "selector_labels", "standard_labels", "tree_of"]

_NAMESPACES: WeakKeyDictionary[Construct, str] = WeakKeyDictionary()
_TREES: WeakKeyDictionary[IConstruct, str] = WeakKeyDictionary()
_ENVIRONMENTS: dict[str, str] = {}


def namespace_of(scope: Construct) -> str:
    """Namespace of the chart that `scope` is in.

    Raises:
        ConfigError: The chart has none.
    """
    known = _NAMESPACES.get(scope)
    if known is None:
        known = namespace_of_chart(chart_of(scope))
        if not known:
            raise ConfigError(
                f"{path_of(scope)}: namespace of the chart must be given, got none; "
                "create the chart with Chart(app, id, namespace=...)"
            )
        _NAMESPACES[scope] = known
    return known


class _Path:
    """The path of a construct, asked for when it is written into a message: that costs calls to Node."""

    def __init__(self, scope: Construct) -> None:
        self._scope = scope

    def __str__(self) -> str:
        environment = environment_of(self._scope)
        path = self._scope.node.path
        return f"{environment}/{path}" if environment else path


def path_of(scope: Construct) -> object:
    """What says, as a text, where `scope` is: `<environment>/<construct path>`."""
    return _Path(scope)


def environment_of(scope: Construct) -> str:
    """Name of the environment that the tree of `scope` renders, or an empty text outside a platform."""
    return _ENVIRONMENTS.get(tree_of(scope), "")


def name_environment(root: Construct, environment: str) -> None:
    """Let the messages of a construct tree begin with the name of its environment."""
    _ENVIRONMENTS[tree_of(root)] = environment


def tree_of(scope: IConstruct) -> str:
    """What tells the construct tree of `scope` from every other one of this process.

    Not the root's Python object: for a root that JavaScript made (`Testing.app()`), jsii hands out a new one each time.
    """
    known = _TREES.get(scope)
    if known is None:
        known = _TREES[scope] = _ask_for_tree(scope)
    return known


def _ask_for_tree(scope: IConstruct) -> str:
    """Ask for the root, once for each chart, because every question is a call to Node."""
    if not isinstance(scope, Chart | App):
        return tree_of(chart_of(scope))
    return str(scope.node.root.__jsii_ref__.ref)  # type: ignore[attr-defined]


def check_props(scope: Construct, props: object) -> None:
    """Refuse props that cannot work.

    Raises:
        InvalidSettings: With every problem of the props and the path of the construct.
    """
    raise_if(path_of(scope), problems_of(props))


def selector_labels(*, name: str, instance: str, component: str | None = None) -> dict[str, str]:
    """The labels that select an app's pods; they never change, because selectors are immutable."""
    labels = {"app.kubernetes.io/instance": instance, "app.kubernetes.io/name": name}
    return labels | ({"app.kubernetes.io/component": component} if component else {})


def standard_labels(
    *,
    name: str,
    instance: str,
    component: str | None = None,
    extra: Mapping[str, str] | None = None,
) -> dict[str, str]:
    """The recommended labels of Kubernetes for an object of an app.

    Args:
        name: Name of the application, for example `valkey`.
        instance: Name that tells this installation from others, usually the construct's own name.
        component: Its part in the architecture, for example `cache`.
        extra: More labels; they win over the standard ones.
    """
    return (
        selector_labels(name=name, instance=instance, component=component)
        | {"app.kubernetes.io/managed-by": "cdk8s", "app.kubernetes.io/part-of": "inference-platform"}
        | dict(extra or {})
    )
