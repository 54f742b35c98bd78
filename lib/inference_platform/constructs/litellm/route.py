"""How clients outside the cluster reach the proxy: its HTTPRoutes and what Envoy does with their traffic."""

from __future__ import annotations

from collections.abc import Mapping
from math import ceil

from constructs import Construct

from inference_platform.connections import GatewayRef, Listener
from inference_platform.constructs.litellm.config_props import ConfigProps, timeouts
from inference_platform.constructs.litellm.models import LiteLLMModel
from inference_platform.constructs.litellm.route_props import RouteProps
from inference_platform.refs import ServiceRef
from inference_platform_crds import envoy_gateway, gateway_api, k8s

__all__ = ["KEEPALIVE_SECONDS", "LiteLLMRoute", "longest_silence"]

_IDLE_SECONDS = 60
"""How long Envoy keeps an idle connection to a pod."""

KEEPALIVE_SECONDS = 75
"""How long a pod keeps an idle connection: longer than Envoy, so that Envoy never sends a request into a connection
that the pod is just closing (uvicorn's default of 5 s makes that a regular 503)."""

_LAST_WORD = 60
"""Seconds that Envoy waits longer than LiteLLM, so that clients get LiteLLM's error and not Envoy's."""


def longest_silence(config: ConfigProps, models: tuple[LiteLLMModel, ...]) -> int:
    """Seconds that a request may stay without a byte: each attempt may fail at its last moment.

    Args:
        config: LiteLLM's configuration.
        models: Models besides those of the configuration.
    """
    longest = max(seconds for _, seconds in timeouts(config, models))
    return ceil(longest) * (config.litellm_settings.num_retries + 1) + _LAST_WORD


class LiteLLMRoute(Construct):
    """The HTTPRoutes of the proxy and their BackendTrafficPolicy.

    Args:
        scope: The proxy.
        id: Its construct id.
        name: Name of the route; also the stem of the others' names.
        labels: Labels of every object.
        gateway: The Gateway that the routes attach to.
        service: The proxy's Service.
        silence: Longest that LiteLLM may send nothing before it answers, in seconds.
        props: What the environment chose.
    """

    def __init__(
        self,
        scope: Construct,
        id: str,
        *,
        name: str,
        labels: Mapping[str, str],
        gateway: GatewayRef,
        service: ServiceRef,
        silence: int,
        props: RouteProps,
    ) -> None:
        super().__init__(scope, id)
        self._name = name
        self._labels = dict(labels)
        self._gateway = gateway
        self._service = service
        self._props = props
        self._route("HTTPRoute", name, props.hostnames, [self._inference_rule()])
        if props.path_prefix != "/":
            self._prefix_filter()
        if props.admin_hostnames:
            self._route("Admin", f"{name}-admin", props.admin_hostnames, [self._no_metrics(), self._everything()])
            self._not_found_filter()
        self._policy = self._traffic_policy(silence)

    def outlast(self, silence: int) -> None:
        """Let requests stay without a byte as long as LiteLLM now may."""
        self._policy.manifest["spec"]["timeout"] = self._timeout(silence)

    def _route(
        self,
        id: str,
        name: str,
        hostnames: tuple[str, ...],
        rules: list[gateway_api.HTTPRouteSpecRules],
    ) -> None:
        gateway_api.HTTPRoute(
            self,
            id,
            metadata=k8s.ObjectMeta(
                name=name, labels=self._labels, annotations=dict(self._props.annotations or {}) or None
            ),
            spec=gateway_api.HTTPRouteSpec(
                parent_refs=[self._parent(listener) for listener in self._gateway.serving],
                hostnames=list(hostnames) or None,
                rules=rules,
            ),
        )

    def _parent(self, listener: Listener) -> gateway_api.GRPCRouteSpecParentRefs:
        return gateway_api.GRPCRouteSpecParentRefs(
            group="gateway.networking.k8s.io",
            kind="Gateway",
            name=self._gateway.name,
            namespace=self._gateway.namespace,
            section_name=listener.name,
        )

    def _inference_rule(self) -> gateway_api.HTTPRouteSpecRules:
        prefix = "" if self._props.path_prefix == "/" else self._props.path_prefix
        return gateway_api.HTTPRouteSpecRules(
            name="inference",
            matches=[_prefix(f"{prefix}{path}") for path in self._props.paths],
            filters=[_extension(f"{self._name}-prefix")] if prefix else None,
            backend_refs=[self._backend()],
            timeouts=self._timeouts(),
        )

    def _everything(self) -> gateway_api.HTTPRouteSpecRules:
        return gateway_api.HTTPRouteSpecRules(
            name="admin", matches=[_prefix("/")], backend_refs=[self._backend()], timeouts=self._timeouts()
        )

    def _no_metrics(self) -> gateway_api.HTTPRouteSpecRules:
        return gateway_api.HTTPRouteSpecRules(
            name="no-metrics", matches=[_prefix("/metrics")], filters=[_extension(f"{self._name}-not-found")]
        )

    def _backend(self) -> gateway_api.HTTPRouteSpecRulesBackendRefs:
        return gateway_api.HTTPRouteSpecRulesBackendRefs(
            group="", kind="Service", name=self._service.name, port=self._service.port, weight=1
        )

    def _timeouts(self) -> gateway_api.HTTPRouteSpecRulesTimeouts:
        return gateway_api.HTTPRouteSpecRulesTimeouts(request=self._props.request_timeout)

    def _prefix_filter(self) -> None:
        """Takes `path_prefix` away; the standard rewrite would replace each whole match instead."""
        envoy_gateway.HTTPRouteFilter(
            self,
            "PrefixFilter",
            metadata=k8s.ObjectMeta(name=f"{self._name}-prefix", labels=self._labels),
            spec=envoy_gateway.HTTPRouteFilterSpec(
                url_rewrite=envoy_gateway.HTTPRouteFilterSpecUrlRewrite(
                    path=envoy_gateway.HTTPRouteFilterSpecUrlRewritePath(
                        type="ReplaceRegexMatch",
                        replace_regex_match=envoy_gateway.HTTPRouteFilterSpecUrlRewritePathReplaceRegexMatch(
                            pattern=f"^{self._props.path_prefix}/", substitution="/"
                        ),
                    )
                )
            ),
        )

    def _not_found_filter(self) -> None:
        envoy_gateway.HTTPRouteFilter(
            self,
            "NotFoundFilter",
            metadata=k8s.ObjectMeta(name=f"{self._name}-not-found", labels=self._labels),
            spec=envoy_gateway.HTTPRouteFilterSpec(
                direct_response=envoy_gateway.HTTPRouteFilterSpecDirectResponse(status_code=404)
            ),
        )

    def _traffic_policy(self, silence: int) -> envoy_gateway.BackendTrafficPolicy:
        names = [self._name, *([f"{self._name}-admin"] if self._props.admin_hostnames else [])]
        return envoy_gateway.BackendTrafficPolicy(
            self,
            "BackendTrafficPolicy",
            metadata=k8s.ObjectMeta(name=self._name, labels=self._labels),
            spec=envoy_gateway.BackendTrafficPolicySpec(
                target_refs=[
                    envoy_gateway.SecurityPolicySpecTargetRef(
                        group="gateway.networking.k8s.io", kind="HTTPRoute", name=name
                    )
                    for name in names
                ],
                # The Gateway's own policy (rate limits ...) stays in force for what is not said here.
                merge_type="StrategicMerge",
                timeout=self._timeout(silence),
                # A request costs tokens; LiteLLM knows which ones may be repeated, Envoy does not.
                retry=envoy_gateway.BackendTrafficPolicySpecRetry(num_retries=0),
                circuit_breaker=envoy_gateway.BackendTrafficPolicySpecCircuitBreaker(
                    max_connections=self._props.max_parallel_requests,
                    max_pending_requests=self._props.max_parallel_requests,
                    max_parallel_requests=self._props.max_parallel_requests,
                ),
            ),
        )

    def _timeout(self, silence: int) -> envoy_gateway.BackendTrafficPolicySpecTimeout:
        return envoy_gateway.BackendTrafficPolicySpecTimeout(
            http=envoy_gateway.BackendTrafficPolicySpecTimeoutHttp(
                connection_idle_timeout=f"{_IDLE_SECONDS}s",
                stream_idle_timeout=self._props.stream_idle_timeout or f"{silence}s",
            )
        )


def _prefix(path: str) -> gateway_api.HTTPRouteSpecRulesMatches:
    return gateway_api.HTTPRouteSpecRulesMatches(
        path=gateway_api.HTTPRouteSpecRulesMatchesPath(type="PathPrefix", value=path)
    )


def _extension(name: str) -> gateway_api.HTTPRouteSpecRulesFilters:
    return gateway_api.HTTPRouteSpecRulesFilters(
        type="ExtensionRef",
        extension_ref=gateway_api.GRPCRouteSpecRulesFiltersExtensionRef(
            group="gateway.envoyproxy.io", kind="HTTPRouteFilter", name=name
        ),
    )
