"""Where the files of a model come from."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Annotated

from inference_platform.constructs.serving.storage import ModelCacheRef
from inference_platform.errors import Problem
from inference_platform.problems import problems_of
from inference_platform.refs import SecretKeyRef, ServiceRef
from inference_platform.units import DnsSubdomain, HttpUrl, ImageReference, Matches

__all__ = [
    "S3",
    "Adapter",
    "HuggingFace",
    "Oci",
    "PvcSource",
    "S3Credentials",
    "Source",
    "cache_folder",
    "parse_source",
    "source_problems",
]

_REPO = Matches(
    r"[A-Za-z0-9][A-Za-z0-9._-]*/[A-Za-z0-9][A-Za-z0-9._-]*",
    "a repository such as meta-llama/Llama-3.3-70B-Instruct",
    "give organisation and name with one '/' between them",
)
_REVISION = Matches(
    r"[A-Za-z0-9][A-Za-z0-9._-]*",
    "a branch, tag or commit without '/'",
    "name a tag or the commit; KServe's storage initializer splits its URI at every '/'",
)
_PATH = Matches(
    r"(?!.*(^|/)\.\.?(/|$))[A-Za-z0-9._-]+(/[A-Za-z0-9._-]+)*",
    "a path such as models/llama, without '/' at its ends",
    "write it relative to the root, without '.' and '..'",
)
_BUCKET = Matches(
    r"[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]",
    "the name of a bucket",
    "use 3 to 63 lower-case letters, digits, '.' and '-'",
)
_REGION = Matches(r"[a-z0-9-]+", "a region such as eu-central-1", "use lower-case letters, digits and '-'")
_ROLE = Matches(
    r"arn:aws[a-z-]*:iam::[0-9]{12}:role/.+",
    "the ARN of an IAM role",
    "copy it from IAM, for example arn:aws:iam::123456789012:role/models",
)
_PATTERN = Matches(
    r"[^,\"\s]+", "a file pattern such as *.safetensors", "write one pattern for each item, without spaces and commas"
)
_FilePattern = Annotated[str, _PATTERN]


@dataclass(frozen=True, slots=True, kw_only=True)
class HuggingFace:
    """A repository of the Hugging Face hub."""

    repo: Annotated[str, _REPO]
    """Repository, `organisation/name`."""

    revision: Annotated[str, _REVISION] | None = None
    """Branch, tag or commit. Default: the head of its main branch, which can change between two starts of a pod."""

    token: SecretKeyRef | None = None
    """Token for a gated or private repository. Default: that of `ServingProps`."""

    files: tuple[_FilePattern, ...] = ()
    """Patterns of the files to fetch, for example one quantization of many. Default: all of them."""

    ignore: tuple[_FilePattern, ...] = ("original/*",)
    """Patterns of files to leave out. Default: the second copy of the weights that some repositories have."""

    @property
    def uri(self) -> str:
        """The URI that KServe's storage initializer understands."""
        return f"hf://{self.repo}" + (f":{self.revision}" if self.revision else "")


@dataclass(frozen=True, slots=True, kw_only=True)
class S3Credentials:
    """The keys of an S3 account."""

    access_key_id: SecretKeyRef
    """Key of a Secret that holds the access key's id."""

    secret_access_key: SecretKeyRef
    """Key of a Secret that holds the secret access key."""


@dataclass(frozen=True, slots=True, kw_only=True)
class S3:
    """A folder in S3 or in a store with its interface."""

    bucket: Annotated[str, _BUCKET]
    path: Annotated[str, _PATH]
    """Folder in the bucket; all that begins with it is fetched."""

    credentials: S3Credentials | None = None
    """Keys of the account. Default: those that the nodes or the pods' identity provide, or none for a public bucket."""

    role_arn: Annotated[str, _ROLE] | None = None
    """IAM role of the pods' ServiceAccount (on EKS), instead of keys."""

    endpoint: HttpUrl | ServiceRef | None = None
    """The store, if it is not AWS: its URL, or its Service in the cluster, which is called with plain HTTP."""

    region: Annotated[str, _REGION] | None = None
    """Region of the bucket."""

    verify_ssl: bool = True
    """Whether the certificate of an `https://` endpoint is verified."""

    anonymous: bool = False
    """Whether the bucket is public: requests are not signed."""

    files: tuple[_FilePattern, ...] = ()
    """Patterns of the files to fetch. Default: all of them."""

    ignore: tuple[_FilePattern, ...] = ()
    """Patterns of files to leave out."""

    @property
    def uri(self) -> str:
        """The URI that KServe's storage initializer understands."""
        return f"s3://{self.bucket}/{self.path}"

    @property
    def endpoint_url(self) -> str | None:
        """URL of the store, if it is not AWS."""
        return self.endpoint.url() if isinstance(self.endpoint, ServiceRef) else self.endpoint

    def rules(self) -> Iterator[Problem]:
        """There is one identity at most."""
        ways = {
            "credentials": self.credentials is not None,
            "role_arn": self.role_arn is not None,
            "anonymous": self.anonymous,
        }
        given = [name for name, chosen in ways.items() if chosen]
        if len(given) > 1:
            yield Problem(
                field=given[1],
                must_be=f"left out beside {given[0]}",
                got="both",
                do="choose one identity; the downloader takes the keys and ignores the rest",
            )


@dataclass(frozen=True, slots=True, kw_only=True)
class PvcSource:
    """A folder of a volume that already holds the files, mounted read-only."""

    claim: DnsSubdomain | ModelCacheRef
    """The claim; a name means one in the model's own namespace that is made elsewhere."""

    path: Annotated[str, _PATH] | None = None
    """Folder in the volume. Default: its root."""

    @property
    def claim_name(self) -> str:
        """Name of the claim."""
        return self.claim if isinstance(self.claim, str) else self.claim.name

    @property
    def uri(self) -> str:
        """The URI that KServe's storage initializer understands."""
        return f"pvc://{self.claim_name}" + (f"/{self.path}" if self.path else "")


@dataclass(frozen=True, slots=True, kw_only=True)
class Oci:
    """An image with the files in its folder `/models`, which the kubelet mounts.

    KServe renders it as an image volume (`oci+native://`, KServe 0.20, Kubernetes 1.35 or 1.33 with the feature gate
    `ImageVolume`) and needs its setting `enableModelcar` for that. Its older way, a container that shares processes
    with the server, is not offered: Pod Security `restricted` refuses those containers, which have no security
    context, and vLLM would start before the files are there.
    """

    image: ImageReference

    @property
    def uri(self) -> str:
        """The URI that KServe understands."""
        return f"oci+native://{self.image}"


Source = HuggingFace | S3 | PvcSource | Oci


@dataclass(frozen=True, slots=True, kw_only=True)
class Adapter:
    """A LoRA adapter and where its files come from."""

    name: str
    source: Source


_FORMS = "hf://organisation/name[:revision], s3://bucket/path, pvc://claim[/path] or oci://image:tag"


def parse_source(text: str) -> Source:
    """The typed form of a source such as `hf://Qwen/Qwen2.5-7B-Instruct`.

    Raises:
        ValueError: It has none of the known forms.
    """
    scheme, separator, rest = text.partition("://")
    if separator and rest:
        if scheme == "hf":
            repo, _, revision = rest.partition(":")
            return HuggingFace(repo=repo, revision=revision or None)
        if scheme == "s3":
            bucket, _, path = rest.partition("/")
            return S3(bucket=bucket, path=path.rstrip("/"))
        if scheme == "pvc":
            claim, _, path = rest.partition("/")
            return PvcSource(claim=claim, path=path.rstrip("/") or None)
        if scheme == "oci":
            return Oci(image=rest)
    raise ValueError(f"{text!r} is not {_FORMS}")


def source_problems(field: str, source: str | Source) -> Iterator[Problem]:
    """What is wrong with a source that is given as a text; a typed one is checked like every setting."""
    if not isinstance(source, str):
        return
    try:
        parsed = parse_source(source)
    except ValueError:
        yield Problem(field=field, must_be=_FORMS, got=source, do="write one of these forms, or use the typed form")
        return
    for problem in problems_of(parsed):
        yield Problem(
            field=field, must_be=f"such that its {problem.field} is {problem.must_be}", got=source, do=problem.do
        )


def cache_folder(source: Source) -> str:
    """Folder of a source in a cache that several models share: another source or revision has another one."""
    return re.sub(r"[^A-Za-z0-9._-]+", "--", source.uri.replace("://", "--"))
