"""Whether NetworkPolicies let pods reach each other, as far as an output tells."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from inference_platform.checks import kinds
from inference_platform.checks.index import Index
from inference_platform.checks.manifest import Manifest
from inference_platform.checks.reading import number, rows, table, text, words
from inference_platform.checks.selectors import PodSet, matches, selects

__all__ = ["is_judged", "lets_in", "lets_out"]

_NAME_LABEL = "kubernetes.io/metadata.name"


def is_judged(index: Index) -> bool:
    """Whether the NetworkPolicies of the output are all that there are."""
    others = [item.kind for item in index.manifests if item.kind != "NetworkPolicy"]
    others += [item.kind for item in index.declared.external]
    others += [name.rpartition("/")[2] for name in index.declared.kinds]
    return not any(kind.endswith("NetworkPolicy") for kind in others)


def lets_in(index: Index, server: PodSet, clients: Iterable[PodSet], port: int) -> bool:
    """Whether pods take connections from any of some others on a port."""
    policies = _policies(index, server, "Ingress")
    return not policies or any(_opens(index, policies, "ingress", client, server, port) for client in clients)


def lets_out(index: Index, client: PodSet, servers: Iterable[PodSet], port: int) -> bool:
    """Whether pods may connect to any of some others on a port."""
    policies = _policies(index, client, "Egress")
    return not policies or any(_opens(index, policies, "egress", server, server, port) for server in servers)


def _policies(index: Index, pods: PodSet, direction: str) -> list[Manifest]:
    """The policies that say what pods may do in a direction."""
    known = index.once(_known)
    if (id(pods), direction) not in known:
        known[id(pods), direction] = [
            policy
            for policy in index.once(_by_namespace).get((pods.namespace, direction), ())
            if matches(table(policy.spec, "podSelector"), pods.labels)
        ]
    return known[id(pods), direction]


def _known(_: Index) -> dict[tuple[int, str], list[Manifest]]:
    return {}


def _by_namespace(index: Index) -> dict[tuple[str, str], list[Manifest]]:
    found: dict[tuple[str, str], list[Manifest]] = {}
    for policy in index.of(kinds.NETWORK_POLICY):
        for direction in _directions(policy):
            found.setdefault((policy.namespace, direction), []).append(policy)
    return found


def _directions(policy: Manifest) -> list[str]:
    given = words(policy.spec, "policyTypes")
    return given or (["Ingress", "Egress"] if policy.spec.get("egress") else ["Ingress"])


def _opens(index: Index, policies: list[Manifest], direction: str, peer: PodSet, server: PodSet, port: int) -> bool:
    key = "from" if direction == "ingress" else "to"
    for policy in policies:
        for entry in rows(policy.spec, direction):
            peers, ports = rows(entry, key), rows(entry, "ports")
            known = not peers or any(_is_peer(index, policy, each, peer) for each in peers)
            if known and (not ports or any(_is_port(each, server, port) for each in ports)):
                return True
    return False


def _is_peer(index: Index, policy: Manifest, peer: Mapping[str, Any], pods: PodSet) -> bool:
    if peer.get("ipBlock") is not None:
        return True  # Which addresses pods have is not known.
    spaces = peer.get("namespaceSelector")
    if spaces is None:
        in_namespace = policy.namespace == pods.namespace
    else:
        in_namespace = _is_namespace(index, table(spaces), pods.namespace)
    chosen = table(peer, "podSelector")
    return in_namespace and (not chosen or selects(chosen, pods))


def _is_namespace(index: Index, selector: Mapping[str, Any], name: str) -> bool:
    own = index.manifest(kinds.NAMESPACE, "", name)
    labels = {**(table(own.data, "metadata", "labels") if own else {}), _NAME_LABEL: name}
    # Of a namespace that is made elsewhere only the name is known; its other labels may well match.
    return matches(selector, labels, () if own else ("",))


def _is_port(entry: Mapping[str, Any], server: PodSet, port: int) -> bool:
    if text(entry, "protocol") not in ("", "TCP"):
        return False
    name, first, last = text(entry, "port"), number(entry, "port"), number(entry, "endPort")
    if name:
        return server.ports is None or server.ports.get(name) == port
    return first is None or first <= port <= (first if last is None else last)
