"""What is wrong with a configuration for a release: the endpoint picker would not start, or ignore it."""

from __future__ import annotations

from collections.abc import Iterator

from inference_platform.constructs.endpoint_picker.config import Profile
from inference_platform.constructs.endpoint_picker.known import METRIC_READERS, nearest
from inference_platform.constructs.endpoint_picker.plugin import AnyPlugin, PluginSpec
from inference_platform.constructs.endpoint_picker.rendering import DEFAULT_PICKER, METRICS_SOURCE, Resolved
from inference_platform.errors import Problem

__all__ = ["config_problems", "metrics_problems"]

_IN_PROFILES = frozenset({"filter", "picker", "scorer"})
_SINGLE_HANDLER = "single-profile-handler"
_RANDOM_PICKER = "random-picker"
_DETECTOR = "utilization-detector"


def config_problems(resolved: Resolved, *, allow_experimental: bool) -> Iterator[Problem]:
    """Everything that is wrong whatever the model servers are."""
    yield from _plugin_problems(resolved, allow_experimental)
    yield from _duplicates(resolved)
    yield from _profiles_problems(resolved)
    if resolved.config.profiles:
        yield from _unused(resolved)
    config = resolved.config
    if config.saturation:
        yield from (each.under("saturation") for each in config.saturation.problems(resolved.version))
    if config.flow_control:
        yield from (each.under("flow_control") for each in config.flow_control.problems(resolved.version))
    yield from _policy_problems(resolved, allow_experimental)
    yield from _parser_problems(resolved)
    yield from _source_problems(resolved)


def metrics_problems(resolved: Resolved) -> Iterator[Problem]:
    """What needs metrics of servers that have none."""
    if resolved.metrics != "none":
        return
    if resolved.version.release.always_reads_metrics:
        yield Problem(
            field="version",
            must_be="one that can leave the metrics of model servers alone, because these have none",
            got=resolved.version.value,
            do="take llm-d-router v0.10.0",
        )
    instead = (
        "score by prefix_cache and active_requests only, or serve the model with vLLM, or choose ThroughGateway() "
        "instead of KvCacheAware"
    )
    readers = [spec.ref for spec in resolved.specs if spec.type in METRIC_READERS]
    if any(spec.type == _DETECTOR for spec in resolved.specs):
        instead = "give saturation=Concurrency(max_concurrency=...)"
    if readers:
        yield Problem(
            field="plugins",
            must_be="without those that read metrics, which these model servers do not have for the picker",
            got=", ".join(readers),
            do=instead,
        )
    if resolved.config.flow_control and resolved.saturation is None:
        yield Problem(
            field="saturation",
            must_be="Concurrency with flow control when the model servers have no metrics",
            got=None,
            do="give Concurrency(max_concurrency=...); servers without metrics count as full for ever",
        )


def _plugin_problems(resolved: Resolved, allow_experimental: bool) -> Iterator[Problem]:
    for index, plugin in enumerate(resolved.config.plugins):
        field = f"plugins[{index}]"
        found = list(_type_problems(resolved, plugin, field, allow_experimental))
        yield from found
        if not found:
            yield from (each.under(field) for each in plugin.problems(resolved.version))


def _type_problems(resolved: Resolved, plugin: AnyPlugin, field: str, allow_experimental: bool) -> Iterator[Problem]:
    for spec in plugin.specs(resolved.version):
        known = resolved.known.get(spec.type)
        if known is None:
            yield Problem(
                field=f"{field}.type",
                must_be=f"a plugin of {resolved.version.value}",
                got=spec.type,
                do=nearest(spec.type, resolved.known, "see the plugins of that version"),
            )
            continue
        yield from _parameter_problems(resolved, spec, field)
        yield from _experimental(resolved, spec.type, f"{field}.type", allow_experimental)
        if "discovery" in known.roles:
            yield Problem(
                field=f"{field}.type",
                must_be="left out, because the servers are the pods of the pool",
                got=spec.type,
                do="remove it",
            )


def _parameter_problems(resolved: Resolved, spec: PluginSpec, field: str) -> Iterator[Problem]:
    names = resolved.known[spec.type].parameters
    otherwise = f"choose from {', '.join(sorted(names))}" if names else "remove it; it has none"
    for name in spec.parameters:
        if name not in names:
            yield Problem(
                field=f"{field}.parameters[{name}]",
                must_be=f"a parameter of {spec.type} in {resolved.version.value}",
                got=spec.parameters[name],
                do=nearest(name, names, otherwise),
            )


def _experimental(resolved: Resolved, type_: str, field: str, allowed: bool) -> Iterator[Problem]:
    if resolved.known[type_].alpha and not allowed:
        yield Problem(
            field=field,
            must_be=f"no plugin of stability Alpha in {resolved.version.value}",
            got=type_,
            do="set allow_experimental=True, or the picker does not start",
        )


def _duplicates(resolved: Resolved) -> Iterator[Problem]:
    refs = [spec.ref for spec in resolved.listed]
    for name in sorted({ref for ref in refs if refs.count(ref) > 1}):
        yield Problem(
            field="plugins",
            must_be="plugins with different names",
            got=f"{name} {refs.count(name)} times",
            do="give one of them another name or remove it",
        )


def _profiles_problems(resolved: Resolved) -> Iterator[Problem]:
    if not resolved.config.profiles:
        yield Problem(
            field="profiles",
            must_be="at least one profile",
            got=(),
            do="give Profile(plugins=...); without one every plugin scores with weight 1",
        )
    names = [profile.name for profile in resolved.config.profiles]
    for index, profile in enumerate(resolved.profiles):
        if profile.name in names[:index]:
            yield Problem(
                field=f"profiles[{index}].name",
                must_be="another one than those before",
                got=profile.name,
                do="rename it",
            )
        yield from (problem.under(f"profiles[{index}]") for problem in _profile_problems(resolved, profile))
    yield from _handler_problems(resolved, len(names))


def _profile_problems(resolved: Resolved, profile: Profile) -> Iterator[Problem]:
    types = {spec.ref: spec.type for spec in resolved.specs}
    for index, each in enumerate(profile.plugins):
        roles = resolved.roles(each.ref)
        if each.ref not in types:
            do = nearest(each.ref, types, "list a plugin of that name in plugins")
            yield Problem(field=f"plugins[{index}].ref", must_be="the name of a plugin", got=each.ref, do=do)
        elif types[each.ref] not in resolved.known:
            pass  # which is a problem of its own
        elif not roles & _IN_PROFILES:
            yield Problem(
                field=f"plugins[{index}].ref",
                must_be="a filter, a scorer or a picker",
                got=each.ref,
                do="remove it; it works by being listed in plugins",
            )
        elif "scorer" not in roles and each.weight is not None:
            yield Problem(
                field=f"plugins[{index}].weight",
                must_be="left out unless the plugin is a scorer",
                got=each.weight,
                do="remove it",
            )
        elif resolved.version.release.whole_weights and each.weight and not float(each.weight).is_integer():
            yield Problem(
                field=f"plugins[{index}].weight",
                must_be=f"a whole number with {resolved.version.value}",
                got=each.weight,
                do="multiply all weights; only their ratio counts",
            )
    yield from _choice_problems(resolved, profile)


def _choice_problems(resolved: Resolved, profile: Profile) -> Iterator[Problem]:
    """A profile has one picker, and scorers exactly if that looks at scores."""
    pickers = [each.ref for each in profile.plugins if "picker" in resolved.roles(each.ref)]
    scorers = [each.ref for each in profile.plugins if "scorer" in resolved.roles(each.ref)]
    if len(pickers) > 1:
        yield Problem(field="plugins", must_be="at most one picker", got=", ".join(pickers), do="keep one of them")
    types = {spec.ref: spec.type for spec in resolved.listed}
    is_random = [types.get(ref, ref) for ref in pickers] == [_RANDOM_PICKER]
    if is_random and scorers:
        yield Problem(
            field="plugins",
            must_be=f"without scorers when the picker is {_RANDOM_PICKER}, which looks at no score",
            got=", ".join(scorers),
            do=f"take {DEFAULT_PICKER} or remove the scorers",
        )
    unknown = [each.ref for each in profile.plugins if types.get(each.ref, each.ref) not in resolved.known]
    if not is_random and not scorers and not unknown:
        yield Problem(
            field="plugins",
            must_be="at least one scorer",
            got=", ".join(each.ref for each in profile.plugins),
            do="add one, or requests go to servers at random",
        )


def _handler_problems(resolved: Resolved, profiles: int) -> Iterator[Problem]:
    handlers = [spec for spec in resolved.listed if "handler" in resolved.roles(spec.ref)]
    if len(handlers) > 1:
        yield Problem(
            field="plugins",
            must_be="with at most one profile handler",
            got=", ".join(spec.ref for spec in handlers),
            do="keep one of them",
        )
    if profiles > 1 and (not handlers or handlers[0].type == _SINGLE_HANDLER):
        yield Problem(
            field="plugins",
            must_be="with a handler for several profiles, such as disagg-profile-handler",
            got=handlers[0].type if handlers else None,
            do="list one or keep one profile",
        )


def _unused(resolved: Resolved) -> Iterator[Problem]:
    used = {each.ref for profile in resolved.config.profiles for each in profile.plugins}
    for spec in (spec for plugin in resolved.config.plugins for spec in plugin.specs(resolved.version)):
        roles = resolved.roles(spec.ref)
        if roles and roles <= _IN_PROFILES and spec.ref not in used:
            yield Problem(
                field="plugins",
                must_be="without filters, scorers and pickers that no profile names",
                got=spec.ref,
                do="name it in a profile or remove it",
            )


def _policy_problems(resolved: Resolved, allow_experimental: bool) -> Iterator[Problem]:
    flow_control = resolved.config.flow_control
    for field, role, name in flow_control.policies() if flow_control else ():
        known = {each for each, plugin in resolved.known.items() if role in plugin.roles}
        if role not in resolved.roles(name):
            yield Problem(
                field=f"flow_control.{field}",
                must_be=f"a {role} policy of {resolved.version.value}",
                got=name,
                do=nearest(name, known, f"choose from {', '.join(sorted(known)) or 'none'}"),
            )
        elif name in resolved.known:
            yield from _experimental(resolved, name, f"flow_control.{field}", allow_experimental)


def _parser_problems(resolved: Resolved) -> Iterator[Problem]:
    known = {each for each, plugin in resolved.known.items() if "parser" in plugin.roles}
    schema, parsers = resolved.version.release.schema, resolved.config.parsers
    for index, name in enumerate(parsers):
        if "parser" not in resolved.roles(name):
            yield Problem(
                field=f"parsers[{index}]",
                must_be=f"a parser of {resolved.version.value}",
                got=name,
                do=nearest(name, known, f"choose from {', '.join(sorted(known)) or 'none'}"),
            )
    if schema == "x-k8s.io with flow control" and len(parsers) > 1:
        yield Problem(
            field="parsers",
            must_be=f"at most one with {resolved.version.value}",
            got=", ".join(parsers),
            do="keep one of them or raise the version",
        )


def _source_problems(resolved: Resolved) -> Iterator[Problem]:
    sources = resolved.config.data_sources
    if sources and resolved.version.release.schema == "x-k8s.io":
        yield Problem(
            field="data_sources",
            must_be=f"left out with {resolved.version.value}",
            got=", ".join(each.source for each in sources),
            do="remove them or raise the version",
        )
        return
    for index, each in enumerate(sources):
        if "source" not in resolved.roles(each.source):
            yield Problem(
                field=f"data_sources[{index}].source",
                must_be=f"a plugin that reads data in {resolved.version.value}, such as {METRICS_SOURCE}",
                got=each.source,
                do="name one",
            )
        for name in each.extractors:
            if "extractor" not in resolved.roles(name):
                yield Problem(
                    field=f"data_sources[{index}].extractors",
                    must_be=f"plugins that extract data in {resolved.version.value}",
                    got=name,
                    do="name one",
                )
