"""Resources: constructs whose manifest is plain data.

A resource class knows its kind at once; cdk8s, and with it Node, is loaded when the first resource is made.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, ClassVar

from inference_platform_bindings.errors import SchemaError
from inference_platform_bindings.kind import Kind

if TYPE_CHECKING:
    from cdk8s import ApiObject, ApiObjectMetadata, Chart
    from constructs import Construct, IConstruct

    from inference_platform_bindings.metadata import ObjectMeta

    Metadata = ObjectMeta | ApiObjectMetadata | Mapping[str, Any]

    class Resource(ApiObject):
        """A Kubernetes object as a cdk8s construct.

        Attributes:
            api_version: The API version of the kind.
            kind: The kind.
            namespaced: Whether objects of the kind live in a namespace.
        """

        api_version: ClassVar[str]
        kind: ClassVar[str]
        namespaced: ClassVar[bool]
        manifest: dict[str, Any]

        def __init__(self, scope: Construct, id: str, *, metadata: Metadata, **fields: Any) -> None: ...

        @classmethod
        def manifest_of(cls, *args: Any, **fields: Any) -> dict[str, Any]:
            """Return the checked manifest as plain data, without a construct and without cdk8s."""

        def final_manifest(self) -> dict[str, Any]:
            """Return the manifest as it will be written: with labels of the chart, metadata changes and patches."""

else:

    class _ResourceMeta(type):
        """Makes instances of the class that also is a cdk8s.ApiObject."""

        def __call__(cls, *args: Any, **kwargs: Any) -> Any:
            if hasattr(cls, "__jsii_type__"):
                return super().__call__(*args, **kwargs)
            from inference_platform_bindings.handover import construct_class

            return construct_class(cls)(*args, **kwargs)

    class Resource(metaclass=_ResourceMeta):
        """A Kubernetes object as a cdk8s construct."""

        _kind: ClassVar[Kind]

        @classmethod
        def manifest_of(cls, *, metadata: Any, **fields: Any) -> dict[str, Any]:
            """Return the checked manifest as plain data, without a construct and without cdk8s."""
            try:
                return cls._kind.build(metadata, fields)
            except SchemaError as error:
                raise SchemaError(f"{cls.__name__}: {line}" for line in error.violations) from None


def chart_of(scope: IConstruct) -> Chart:
    """Return the chart that a construct is in; cdk8s is asked once for each construct."""
    from inference_platform_bindings import handover

    return handover.chart_of(scope)


def namespace_of_chart(chart: Chart) -> str | None:
    """Return the namespace of a chart; cdk8s is asked once."""
    from inference_platform_bindings import handover

    return handover.chart_defaults(chart)[0]


def manifests_of(chart: Chart) -> list[dict[str, Any]]:
    """Return the final manifest of every object in a chart, in the order in which they were made.

    Objects of other libraries (cdk8s-plus, plain `ApiObject`) are included; those of charts inside are not.
    """
    from inference_platform_bindings.handover import manifests_in

    return manifests_in(chart)
