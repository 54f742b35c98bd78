"""Checks on finished manifests: what the API server, the operators and a reviewer would refuse, found before.

They work on plain data and import no construct, so they serve any folder of YAML:

    manifests, declared = read_folder(Path("dist/prod"))
    for finding in check(manifests, declared):
        print(finding)
"""

from inference_platform.checks import (
    access,
    cel,
    containers,
    databases,
    envoy_proxies,
    finalizers,
    gateways,
    inference,
    jobs,
    made_deployments,
    names,
    pods,
    policy,
    references,
    resources,
    routes,
    scaling,
    schema,
    services,
    traffic,
    uniqueness,
    volumes,
    workloads,
)
from inference_platform.checks.declared import (
    Declared,
    PolicyException,
    declared_from_yaml_data,
    declared_to_yaml_data,
)
from inference_platform.checks.folder import DECLARED_FILE, read_declared, read_folder, read_tree
from inference_platform.checks.manifest import Identity, Manifest
from inference_platform.checks.report import Finding, as_json, as_text
from inference_platform.checks.rule import RULES, Rule, check

__all__ = [
    "DECLARED_FILE",
    "RULES",
    "Declared",
    "Finding",
    "Identity",
    "Manifest",
    "PolicyException",
    "Rule",
    "access",
    "as_json",
    "as_text",
    "cel",
    "check",
    "containers",
    "databases",
    "declared_from_yaml_data",
    "declared_to_yaml_data",
    "envoy_proxies",
    "finalizers",
    "gateways",
    "inference",
    "jobs",
    "made_deployments",
    "names",
    "pods",
    "policy",
    "read_declared",
    "read_folder",
    "read_tree",
    "references",
    "resources",
    "routes",
    "scaling",
    "schema",
    "services",
    "traffic",
    "uniqueness",
    "volumes",
    "workloads",
]
