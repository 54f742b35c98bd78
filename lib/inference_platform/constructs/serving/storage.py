"""Volumes that keep the files of models, so that a new pod need not fetch them again."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal, Self

from constructs import Construct

from inference_platform.constructs.base import namespace_of, path_of, standard_labels
from inference_platform.constructs.wiring import Wiring
from inference_platform.errors import ConfigError, Problem, raise_if
from inference_platform.problems import problems_of
from inference_platform.refs import ExternalObject, StorageClassRef
from inference_platform.units import DnsSubdomain, Matches, Memory, bytes_of
from inference_platform_crds import k8s

__all__ = ["AccessMode", "ModelCache", "ModelCacheProps", "ModelCacheRef"]

AccessMode = Literal["ReadWriteOnce", "ReadWriteMany"]
"""Who may mount a volume: the pods of one node, or those of every node, which the storage must be able to do (NFS,
CephFS, EFS, Filestore ...)."""

_KEEP = {
    "argocd.argoproj.io/sync-options": "Prune=false,Delete=false",
    "kustomize.toolkit.fluxcd.io/prune": "disabled",
}

_NAME = Matches(
    r"[a-z0-9]([-a-z0-9]*[a-z0-9])?",
    "a DNS label (lower-case letters, digits and '-', at most 63 characters)",
    "shorten it or replace the other characters",
    63,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class ModelCacheRef:
    """A volume claim for the files of models; pods can mount it only in its own namespace."""

    namespace: str
    name: DnsSubdomain
    access_mode: AccessMode
    is_external: bool = False

    @classmethod
    def existing(cls, *, name: str, namespace: str, access_mode: AccessMode = "ReadWriteOnce") -> Self:
        """A claim that somebody else makes."""
        return cls(namespace=namespace, name=name, access_mode=access_mode, is_external=True)

    def uri(self, path: str = "") -> str:
        """What a model names as its source when its files lie in the claim.

        Args:
            path: Folder of the model in the volume. Default: the whole volume.
        """
        folder = path.strip("/")
        return f"pvc://{self.name}/{folder}" if folder else f"pvc://{self.name}"

    def mountable_from(self, namespace: str, *, by: object) -> Self:
        """Itself, after failing here where Kubernetes would only leave the pod pending.

        Args:
            namespace: Namespace of the pod that mounts it.
            by: Place of the pod's owner; its text is only asked for when there is something to say.

        Raises:
            ConfigError: The claim is in another namespace.
        """
        if self.namespace != namespace:
            raise ConfigError(
                f"{by}: cache {self.name} must be in namespace {namespace} where it is mounted, got namespace "
                f"{self.namespace}; give the models of each namespace a cache of their own"
            )
        return self

    def problems(self, *, pods: int) -> Iterator[Problem]:
        """What keeps so many pods from sharing it; the field of each problem is `cache`.

        Args:
            pods: Most pods of the model.
        """
        return _sharing_problems(self.name, self.access_mode, pods)

    def external(self) -> ExternalObject | None:
        """The promise that it exists, or None if this output makes it."""
        if not self.is_external:
            return None
        return ExternalObject(
            kind="PersistentVolumeClaim", name=self.name, namespace=self.namespace, purpose="files of models"
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class ModelCacheProps:
    """A volume for the files of models."""

    size: Memory = "100Gi"
    """Size of the volume. It must hold every model that was ever put into it: nothing is deleted from it."""

    storage_class: StorageClassRef | None = None
    """Kind of volume. Default: the cluster's default class."""

    access_mode: AccessMode = "ReadWriteOnce"
    """Whether the pods of one node or those of every node may mount it. More than one pod needs ReadWriteMany."""

    keep: bool = False
    """Whether Argo CD and Flux leave it alone when it is no longer rendered. Default: it goes, because what it holds
    can be fetched again; set it for files that nobody can fetch again."""

    def problems(self, *, pods: int) -> Iterator[Problem]:
        """What keeps so many pods from sharing it; the field of each problem is `cache`.

        Args:
            pods: Most pods of the model.
        """
        return _sharing_problems("a claim", self.access_mode, pods)

    def rules(self) -> Iterator[Problem]:
        """Too small for any model."""
        if bytes_of(self.size) < 2**30:
            yield Problem(field="size", must_be="at least 1Gi", got=self.size, do="raise it; no model fits in it")


class ModelCache(Construct):
    """A PersistentVolumeClaim that the pods of one or more models of the namespace share.

    Args:
        scope: Where it is put into the construct tree.
        id: Its construct id.
        name: Name of the claim.
        props: What the environment chose.

    Raises:
        InvalidSettings: The props cannot work, or the name is not usable.
    """

    def __init__(
        self,
        scope: Construct,
        id: str,
        *,
        name: str,
        props: ModelCacheProps = ModelCacheProps(),
    ) -> None:
        super().__init__(scope, id)
        raise_if(path_of(self), [*_name_problems(name), *problems_of(props)])
        self.ref = ModelCacheRef(namespace=namespace_of(self), name=name, access_mode=props.access_mode)
        """What models mount."""
        Wiring.of(self).expects(props.storage_class)
        k8s.PersistentVolumeClaim(
            self,
            "PersistentVolumeClaim",
            metadata=k8s.ObjectMeta(
                name=name,
                labels=standard_labels(name="model-cache", instance=name, component="model-serving"),
                annotations=_KEEP if props.keep else None,
            ),
            spec=k8s.PersistentVolumeClaimSpec(
                access_modes=[props.access_mode],
                storage_class_name=props.storage_class.name if props.storage_class else None,
                resources=k8s.VolumeResourceRequirements(requests={"storage": props.size}),
            ),
        )


def _sharing_problems(what: str, access_mode: AccessMode, pods: int) -> Iterator[Problem]:
    if pods > 1 and access_mode == "ReadWriteOnce":
        yield Problem(
            field="cache",
            must_be=f"a ReadWriteMany volume for {pods} pods",
            got=f"{what} with {access_mode}",
            do="give the cache access_mode ReadWriteMany and a storage class that can do it, or run one pod; "
            "pods on other nodes would wait for the volume for ever",
        )


def _name_problems(name: str) -> Iterator[Problem]:
    if not _NAME.accepts(name):
        yield Problem(field="name", must_be=_NAME.allowed, got=name, do=_NAME.do)
