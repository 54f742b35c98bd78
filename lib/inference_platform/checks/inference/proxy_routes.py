"""Rules: what a LiteLLM proxy calls is there, on the path and under the name that it uses."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any

from inference_platform.checks import kinds
from inference_platform.checks.index import Index
from inference_platform.checks.inference.backends import servers_behind
from inference_platform.checks.inference.engines import api_path, served_names
from inference_platform.checks.inference.proxies import Address, ProxyModel, address_of, proxy_models
from inference_platform.checks.inference.routing import RouteRule, backends, gateways_of, listeners_of, route_rules
from inference_platform.checks.manifest import Manifest
from inference_platform.checks.reading import number, rows, table, text, words
from inference_platform.checks.rule import Violation, rule
from inference_platform.checks.templates import PodTemplate

__all__ = ["proxy_address", "proxy_api_path", "proxy_model_name", "proxy_once", "proxy_route"]

_OPENAI = ("hosted_vllm", "openai", "text-completion-openai", "openai_like", "custom_openai", "litellm_proxy")
_NAME_LABEL = "kubernetes.io/metadata.name"
_AI_GATEWAY = "aigateway.envoyproxy.io"
_ENDPOINT = re.compile(r"/(?:chat/)?completions$|/embeddings$|/responses$")
_HOST_HEADERS = frozenset({"host", ":authority"})


def _called(index: Index) -> Iterator[tuple[ProxyModel, Address]]:
    for model in index.once(proxy_models):
        address = address_of(model.api_base)
        if address is not None:
            yield model, address


@rule("litellm/address")
def proxy_address(index: Index) -> Iterator[Violation]:
    """The api_base of a proxy's model is a Service on one of its ports."""
    for model, address in _called(index):
        known = index.find(kinds.SERVICE, address.namespace, address.service)
        headless = known is not None and known.manifest and text(known.manifest.spec, "clusterIP") == "None"
        if known is None or known.ports is None or headless or address.port in known.ports.values():
            continue  # That the Service exists is the matter of reference/host.
        shown = ", ".join(map(str, sorted(known.ports.values())))
        yield Violation(
            model.config,
            f"{model.field}.litellm_params.api_base",
            f"a URL with a port of Service {address.service} ({shown or 'it has none'})",
            model.api_base,
            "write the port behind the host",
        )


def _gateway(index: Index, address: Address) -> Manifest | None:
    """The Gateway of the output whose proxies are behind a Service, or None."""
    maker = index.maker(kinds.SERVICE, address.namespace, address.service)
    return maker if maker is not None and maker.type == kinds.GATEWAY else None


def _attached(index: Index, gateway: Manifest, port: int) -> list[RouteRule]:
    """The rules on a Gateway's listeners of a port."""
    known = index.once(_attachments)
    key = (id(gateway), port)
    if key not in known:
        known[key] = [
            each
            for each in route_rules(index)
            if any(
                parent is gateway and any(number(item, "port") == port for item in listeners_of(ref, gateway))
                for ref, parent in gateways_of(index, each.route)
            )
        ]
    return known[key]


def _attachments(_: Index) -> dict[tuple[int, int], list[RouteRule]]:
    return {}


def _takes_strangers(index: Index, gateway: Manifest) -> bool:
    """Whether routes that the output does not contain may be attached to a Gateway."""
    admitted = {gateway.namespace}
    for listener in rows(gateway.spec, "listeners"):
        namespaces = table(listener, "allowedRoutes", "namespaces")
        allowed = text(namespaces, "from") or "Same"
        if allowed == "All":
            return True
        if allowed == "Selector":
            admitted |= _selected(table(namespaces, "selector"))
    if "" in admitted or not admitted <= index.namespaces:
        return True
    return not admitted.isdisjoint(index.once(_made_routes))


def _selected(selector: Mapping[str, Any]) -> set[str]:
    """The namespaces that a selector names; an empty name stands for those that it does not."""
    for item in rows(selector, "matchExpressions"):
        if text(item, "key") == _NAME_LABEL and text(item, "operator") == "In":
            return set(words(item, "values"))
    return {text(selector, "matchLabels", _NAME_LABEL)}


def _made_routes(index: Index) -> set[str]:
    """The namespaces with objects from which a controller makes routes."""
    return {
        item.namespace
        for item in index.manifests
        if item.type == kinds.LLM_INFERENCE_SERVICE or item.type.group == _AI_GATEWAY
    }


def _taking(model: ProxyModel, address: Address, each: RouteRule) -> list[Mapping[str, Any]]:
    """The matches of a rule that take a model's requests, as far as that is known."""
    headers = {str(key).lower() for key in table(model.params, "extra_headers")}
    hostnames = words(each.route.spec, "hostnames")
    if hostnames and not headers & _HOST_HEADERS and not any(_is_host(name, address.host) for name in hostnames):
        return []
    return [match for match in rows(each.entry, "matches") or [{}] if _is_path(match, address.path)]


def _is_host(pattern: str, host: str) -> bool:
    return pattern == host or (pattern.startswith("*.") and host.endswith(pattern[1:]))


def _is_path(match: Mapping[str, Any], path: str) -> bool:
    """Whether a match may take requests below a path; headers are given the benefit of the doubt."""
    if text(match, "method") not in ("", "POST"):
        return False
    kind, value = text(match, "path", "type") or "PathPrefix", text(match, "path", "value") or "/"
    if kind == "PathPrefix":
        prefix = value.rstrip("/")
        return f"{path}/".startswith(f"{prefix}/") or value.startswith(f"{path}/")
    return kind == "RegularExpression" or value.startswith(f"{path}/")


@rule("litellm/route")
def proxy_route(index: Index) -> Iterator[Violation]:
    """The api_base of a proxy's model on a Gateway is a path that a route of the Gateway takes."""
    for model, address in _called(index):
        gateway = _gateway(index, address)
        if gateway is None or _takes_strangers(index, gateway):
            continue
        rules = _attached(index, gateway, address.port)
        if not any(_taking(model, address, each) for each in rules):
            paths = sorted({_shown(each, match) for each in rules for match in rows(each.entry, "matches") or [{}]})
            yield Violation(
                model.config,
                f"{model.field}.litellm_params.api_base",
                f"a URL that a route of Gateway {gateway.name} takes ({', '.join(paths) or 'it has none'})",
                model.api_base,
                "correct the path, or add the route",
            )


def _shown(each: RouteRule, match: Mapping[str, Any]) -> str:
    hostnames = words(each.route.spec, "hostnames")
    return f"{hostnames[0] if hostnames else ''}{text(match, 'path', 'value') or '/'}"


def _servers(index: Index, model: ProxyModel, address: Address) -> list[tuple[PodTemplate, str]] | None:
    """The model servers that requests for a model end at, each with the path as it arrives there; None if unknown."""
    gateway = _gateway(index, address)
    if gateway is None:
        return _templates(index, address.namespace, address.service, address.path)
    taking = [
        (len(text(match, "path", "value")), len(rows(match, "headers")), each, match)
        for each in _attached(index, gateway, address.port)
        for match in _taking(model, address, each)
    ]
    if not taking or any(headers for _, headers, _, _ in taking):
        return None
    longest = max(length for length, _, _, _ in taking)
    found: list[tuple[PodTemplate, str]] = []
    for length, _, each, match in taking:
        path = _rewritten(each, match, address.path)
        for backend in backends(each) if length == longest else ():
            servers = None
            if path is not None and backend.kind == kinds.SERVICE:
                servers = _templates(index, backend.namespace, backend.name, path)
            if servers is None:
                return None
            found += servers
    return found


def _templates(index: Index, namespace: str, service: str, path: str) -> list[tuple[PodTemplate, str]] | None:
    servers = servers_behind(index, namespace, service)
    return None if servers is None else [(server, path) for server in servers]


def _rewritten(each: RouteRule, match: Mapping[str, Any], path: str) -> str | None:
    """A path as a rule's backends get it; None if that is not known."""
    if text(match, "path", "type") not in ("", "PathPrefix"):
        return None
    filters = rows(each.entry, "filters")
    if any(text(item, "type") == "ExtensionRef" for item in filters):
        return None
    change = next((table(item, "urlRewrite", "path") for item in filters if text(item, "type") == "URLRewrite"), {})
    if not change:
        return path
    if text(change, "type") != "ReplacePrefixMatch":
        return None
    prefix = text(match, "path", "value").rstrip("/")
    return text(change, "replacePrefixMatch").rstrip("/") + path.removeprefix(prefix)


def _arrivals(index: Index) -> list[tuple[ProxyModel, list[tuple[PodTemplate, str]]]]:
    """The models of proxies that speak OpenAI's API, with the servers where their requests are known to arrive."""
    return [
        (model, _servers(index, model, address) or [])
        for model, address in _called(index)
        if text(model.params, "model").partition("/")[0] in _OPENAI
    ]


@rule("litellm/api-path")
def proxy_api_path(index: Index) -> Iterator[Violation]:
    """The api_base of a proxy's model ends with the path of its server's API."""
    for model, servers in index.once(_arrivals):
        for template, path in servers:
            wanted = api_path(template)
            if wanted is not None and _ENDPOINT.sub("", path) != wanted:
                yield Violation(
                    model.config,
                    f"{model.field}.litellm_params.api_base",
                    f"a URL that arrives at {template.manifest.kind} {template.manifest.name} as {wanted}",
                    f"{model.api_base}, which arrives as {path or '/'}",
                    f"let it end with {wanted}; LiteLLM only adds /chat/completions and the like",
                )


@rule("litellm/model-name")
def proxy_model_name(index: Index) -> Iterator[Violation]:
    """A proxy asks a model's server for a name under which that server knows the model."""
    for model, servers in index.once(_arrivals):
        provider, slash, name = text(model.params, "model").partition("/")
        for template, _ in servers if slash else ():
            names = served_names(template)
            if names is not None and name not in names:
                yield Violation(
                    model.config,
                    f"{model.field}.litellm_params.model",
                    f"{provider}/ and a name that {template.manifest.kind} {template.manifest.name} serves "
                    f"({', '.join(names)})",
                    f"{provider}/{name}",
                    "use that name, or add yours to --served-model-name",
                )


@rule("litellm/once")
def proxy_once(index: Index) -> Iterator[Violation]:
    """A proxy's list has no model twice: neither the same entry nor the same id."""
    entries: dict[tuple[object, ...], str] = {}
    for model in index.once(proxy_models):
        config = model.config
        same = json.dumps(model.params, sort_keys=True, default=str)
        unique = text(model.entry, "model_info", "id")
        for key, what in ((("entry", model.name, same), "entry"), (("id", unique), "model_info.id")):
            if what == "model_info.id" and not unique:
                continue
            first = entries.setdefault((config.identity, *key), model.field)
            if first != model.field:
                yield Violation(
                    config,
                    model.field if what == "entry" else f"{model.field}.{what}",
                    "different from every other entry of the list",
                    f"the same as {first.rpartition('.')[2]}",
                    "remove it: requests are not spread better by it" if what == "entry" else "choose another id",
                )
