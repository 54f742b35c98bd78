"""What fetching a model needs: secrets, volumes, and a way through the network."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import urlsplit

from constructs import Construct

from inference_platform.constructs.base import namespace_of, path_of
from inference_platform.constructs.serving.download import token_of
from inference_platform.constructs.serving.model import ServedModel
from inference_platform.constructs.serving.props import ServingProps
from inference_platform.constructs.serving.sources import S3, HuggingFace, PvcSource, Source
from inference_platform.constructs.serving.storage import ModelCacheRef
from inference_platform.constructs.wiring import Wiring
from inference_platform.errors import Problem
from inference_platform.refs import Pods, SecretKeyRef, ServiceRef

__all__ = ["Copy", "downloads", "expect_secrets", "expect_volumes", "open_downloads", "source_account_problems"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Copy:
    """One source whose files a pod fetches."""

    field: str
    """Where the model names it."""

    source: HuggingFace | S3
    token: SecretKeyRef | None

    @property
    def secrets(self) -> tuple[SecretKeyRef, ...]:
        """Keys that it is fetched with."""
        if self.token is not None:
            return (self.token,)
        credentials = self.source.credentials if isinstance(self.source, S3) else None
        return (credentials.access_key_id, credentials.secret_access_key) if credentials else ()


def _sources(model: ServedModel) -> Iterator[tuple[str, Source]]:
    if model.storage_uri:
        yield "source", model.files
    for position, adapter in enumerate(model.adapters):
        yield f"lora.adapters[{position}].source", adapter.source


def downloads(model: ServedModel, props: ServingProps) -> tuple[Copy, ...]:
    """What the pods of a model fetch."""
    return tuple(
        Copy(field=field, source=source, token=token_of(source, props.huggingface_token))
        for field, source in _sources(model)
        if isinstance(source, HuggingFace | S3)
    )


def expect_secrets(scope: Construct, copies: tuple[Copy, ...]) -> None:
    """Record the Secrets that must exist where the pods read them."""
    for copy in copies:
        for key in copy.secrets:
            Wiring.of(scope).expects(key.readable_from(namespace_of(scope), by=path_of(scope)))


def expect_volumes(scope: Construct, model: ServedModel) -> None:
    """Record the claims that must exist where the pods mount them."""
    claims: list[ModelCacheRef] = [model.claim] if model.claim else []
    for _, source in _sources(model):
        if isinstance(source, PvcSource):
            claims.append(
                ModelCacheRef.existing(name=source.claim, namespace=namespace_of(scope))
                if isinstance(source.claim, str)
                else source.claim
            )
    for claim in claims:
        Wiring.of(scope).expects(claim.mountable_from(namespace_of(scope), by=path_of(scope)))


def open_downloads(wiring: Wiring, pods: Pods, copies: tuple[Copy, ...], urls: tuple[str, ...] = ()) -> None:
    """Let the pods reach what they fetch from.

    Args:
        wiring: The wiring of the tree.
        pods: The pods.
        copies: What they fetch from the sources of the model.
        urls: What else they fetch from.
    """
    for url in urls:
        wiring.allow_internet(client=pods, port=_port(url))
    for copy in copies:
        endpoint = copy.source.endpoint if isinstance(copy.source, S3) else None
        if isinstance(endpoint, ServiceRef):
            wiring.expects(endpoint)
            wiring.allow(client=pods, server=endpoint.server, port=endpoint.pod_port)
        else:
            wiring.allow_internet(client=pods, port=_port(endpoint))


def _port(url: str | None) -> int:
    if url is None:
        return 443
    parts = urlsplit(url)
    return parts.port or (443 if parts.scheme == "https" else 80)


def source_account_problems(copies: tuple[Copy, ...]) -> Iterator[Problem]:
    """What KServe's own injection of the downloader cannot do.

    It takes the Secrets of the pod's ServiceAccount under fixed keys, and everything else about an S3 store from
    annotations of that Secret (pkg/credentials at v0.20.0), which is not ours to change.
    """
    for copy in copies:
        if copy.field != "source":
            yield _needs_download(copy.field, "left out", copy.source.uri)
        if isinstance(copy.source, HuggingFace):
            yield from _injected_hub_problems(copy, copy.source)
        else:
            yield from _injected_s3_problems(copy, copy.source)


def _injected_hub_problems(copy: Copy, source: HuggingFace) -> Iterator[Problem]:
    if copy.token is not None and copy.token.key != "HF_TOKEN":
        yield _needs_download(f"{copy.field}.token", "a key named HF_TOKEN", copy.token.key)
    if source.files:
        yield _needs_download(f"{copy.field}.files", "left out", source.files)


def _injected_s3_problems(copy: Copy, source: S3) -> Iterator[Problem]:
    for name in ("endpoint", "region", "files", "ignore"):
        value = getattr(source, name)
        if value:
            got = source.endpoint_url if name == "endpoint" else value
            yield _needs_download(f"{copy.field}.{name}", "left out", got)
    for name, given in (("verify_ssl", not source.verify_ssl), ("anonymous", source.anonymous)):
        if given:
            yield _needs_download(f"{copy.field}.{name}", "left out", getattr(source, name))
    if source.credentials is None:
        return
    keys = (source.credentials.access_key_id, source.credentials.secret_access_key)
    if [key.key for key in keys] != ["AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"] or keys[0].secret.name != keys[
        1
    ].secret.name:
        yield _needs_download(
            f"{copy.field}.credentials",
            "one Secret with the keys AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY",
            ", ".join(f"{key.secret.name}/{key.key}" for key in keys),
        )


def _needs_download(field: str, must_be: str, got: object) -> Problem:
    return Problem(
        field=field,
        must_be=f"{must_be} when KServe injects the downloader (props.download is none)",
        got=got,
        do="set props.download, whose container gets all of it",
    )
