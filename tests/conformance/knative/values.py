"""Texts in Knative's ConfigMaps, and what Knative does with them when each is the only one."""

from __future__ import annotations

__all__ = ["IGNORED", "OTHERWISE", "REFUSED", "Text"]

Text = tuple[str, str, str]
"""ConfigMap without `config-`, key, value."""

REFUSED: tuple[Text, ...] = (
    ("autoscaler", "max-scale-up-rate", "1"),
    ("autoscaler", "stable-window", "60"),
    ("autoscaler", "stable-window", "5s"),
    ("autoscaler", "enable-scale-to-zero", "yes"),
    ("autoscaler", "container-concurrency-target-percentage", "70%"),
    ("autoscaler", "initial-scale", "0"),
    ("autoscaler", "min-scale", "-1"),
    ("autoscaler", "target-burst-capacity", "-2"),
    ("defaults", "revision-timeout-seconds", "601"),
    ("defaults", "revision-timeout-seconds", "600s"),
    ("defaults", "max-revision-timeout-seconds", "100"),
    ("defaults", "container-concurrency", "1001"),
    ("defaults", "revision-cpu-request", "1x"),
    ("defaults", "container-name-template", "{{.Nam}"),
    ("defaults", "allow-container-concurrency-zero", "no"),
    ("network", "domain-template", "{{.Name}}.{{.Namespace}"),
    ("network", "domain-template", "{{.Service}}.{{.Domain}}"),
    ("network", "rollout-duration", "30s"),
    ("network", "rollout-duration", "-1"),
    ("network", "system-internal-tls", "true"),
    ("network", "cluster-local-domain-tls", "on"),
    ("network", "http-protocol", "off"),
    ("deployment", "progress-deadline", "600"),
    ("deployment", "progress-deadline", "1500ms"),
    ("deployment", "progress-deadline", "0s"),
    ("deployment", "queue-sidecar-image", ""),
    ("deployment", "queue-sidecar-cpu-request", "lots"),
    ("deployment", "default-affinity-type", "spread"),
    ("deployment", "runtime-class-name", "kata"),
    ("deployment", "pod-is-always-schedulable", "yes"),
    ("deployment", "queue-sidecar-tls-min-version", "1.1"),
    ("deployment", "queue-sidecar-tls-cipher-suites", "x"),
    ("deployment", "digest-resolution-timeout", "0s"),
    ("gc", "retain-since-create-time", "2d"),
    ("gc", "retain-since-create-time", "never"),
    ("gc", "min-non-active-revisions", "-1"),
    ("gc", "max-non-active-revisions", "1"),
    ("gc", "max-non-active-revisions", "none"),
)
"""The parser refuses them; with the operator they show as a KnativeServing that is not ready."""

IGNORED: tuple[Text, ...] = (
    ("autoscaler", "scale-to-zero", "true"),
    ("autoscaler", "stable_window", "90s"),
    ("features", "kubernetes.podspec-tolerations", "true"),
    ("features", "podspec-tolerations", "Enabled"),
    ("features", "kubernetes.podspec-terminationGracePeriodSeconds", "Enabled"),
    ("features", "kubernetes.podspec-dryrun", "Enabled"),
    ("features", "secure-pod-defaults", "Allowed"),
    ("network", "external-domain-tls", "true"),
    ("network", "mesh-compatibility-mode", "on"),
)
"""Nothing happens: what is parsed is equal to an empty ConfigMap. Only types and checks can tell."""

OTHERWISE: tuple[tuple[Text, str], ...] = (
    (("autoscaler", "container-concurrency-target-percentage", "1"), "1 is 100 %, not 1 %"),
    (("autoscaler", "panic-threshold-percentage", "50"), "the annotation of a revision demands 110 to 1000"),
    (("autoscaler", "scale-down-delay", "90m"), "the annotation of a revision allows one hour at most"),
    (("autoscaler", "pod-autoscaler-class", "keda"), "no part of Knative scales such revisions"),
    (("defaults", "enable-service-links", "maybe"), "every other word than true and false leaves it to Kubernetes"),
    (("network", "ingress-class", "kourier"), "nothing serves routes of this class"),
    (("network", "default-external-scheme", "ftp"), "it would be in the URL of every status"),
    (("network", "internal-encryption", "true"), "deprecated for system-internal-tls"),
)
"""Accepted and read, though not as it looks, or of no use; with the reason why only we refuse it."""
