"""Where the model servers of an environment are and what they answer to, as the manifests say and not the proxy."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import takewhile
from typing import Any

from tests.conformance.litellm.backend import ANY_NAME, Backend
from tests.conformance.litellm.rendered import Rendered

_NAMING = ("--served-model-name", "--alias")


def addresses(backend: Backend, environment: Rendered) -> dict[str, str]:
    """Start every server that the models need: the provider's, the inference Gateway and the predictors.

    Returns:
        `host:port` in the manifests, and where that is here. `openai` is the provider.
    """
    named = {str(each["metadata"]["name"]): _names(each) for each in environment.all_of_kind("InferenceService")}
    found = {"openai": backend.serve({"/v1": ANY_NAME})}
    for name, names in named.items():
        namespace = environment.of_kind("InferenceService", name=name)["metadata"]["namespace"]
        found[f"{name}-predictor.{namespace}.svc.cluster.local:80"] = backend.serve({"/v1": names})
    for envoy in environment.all_of_kind("EnvoyProxy"):
        service = envoy["spec"]["provider"]["kubernetes"]["envoyService"].get("name")
        if service:
            served = dict(_served(environment, envoy["metadata"]["name"], named))
            found[f"{service}.envoy-gateway-system.svc.cluster.local:80"] = backend.serve(served)
    return found


def _served(environment: Rendered, gateway: str, named: Mapping[str, frozenset[str]]) -> Iterator[tuple[str, Any]]:
    """Path of each route of a Gateway, and the names of the models behind it."""
    for route in environment.all_of_kind("HTTPRoute"):
        if any(each["name"] == gateway for each in route["spec"]["parentRefs"]):
            for rule in route["spec"]["rules"]:
                names = [named.get(ref["name"].removesuffix("-predictor")) for ref in rule.get("backendRefs", [])]
                if names and None not in names:
                    (match,) = rule["matches"]
                    yield match["path"]["value"], frozenset(name for each in names for name in each or ())


def _names(service: Mapping[str, Any]) -> frozenset[str]:
    """Names that a server is started with, those of adapters among them."""
    predictor = service["spec"]["predictor"]
    args: Sequence[str] = predictor["model"].get("args", [])
    found = [name for option in _NAMING for name in _values(args, option)]
    found += [name.partition("=")[0] for name in _values(args, "--lora-modules")]
    fetched = [each for container in predictor.get("initContainers", []) for each in container.get("env", [])]
    found += [each["value"] for each in fetched if each["name"] == "MODEL_NAME"]
    return frozenset(found)


def _values(args: Sequence[str], option: str) -> Iterator[str]:
    """The words after an option."""
    rest = args[args.index(option) + 1 :] if option in args else []
    return takewhile(lambda word: not word.startswith("--"), rest)
