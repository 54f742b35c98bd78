"""Kubernetes' own kinds: from their definitions, and with the rules of the Go code."""

from __future__ import annotations

import json
from typing import Any

import pytest

from inference_platform_bindings.errors import ConfigError
from inference_platform_bindings.generate.core import is_core, read_core
from inference_platform_bindings.generate.sharing import Shared
from inference_platform_bindings.schema import validate_manifest
from tests.bindings.conftest import Workspace

META = "io.k8s.apimachinery.pkg.apis.meta.v1.ObjectMeta"


def ref(name: str) -> dict[str, str]:
    return {"$ref": f"#/definitions/{name}"}


def definition(group: str, kind: str | None = None, **properties: Any) -> dict[str, Any]:
    marks = [{"group": group, "version": "v1", "kind": kind}]
    own: dict[str, Any] = {"x-kubernetes-group-version-kind": marks} if kind else {}
    return {"type": "object", "description": "Prose.", "properties": properties, "required": [*properties][:1], **own}


DEFINITIONS = {
    "io.k8s.api.core.v1.Claim": definition(
        "", "Claim", spec=ref("io.k8s.api.core.v1.ClaimSpec"), metadata=ref(META), status={"type": "string"}
    ),
    "io.k8s.api.core.v1.ClaimSpec": definition("", size=ref("io.k8s.apimachinery.pkg.api.resource.Quantity")),
    "io.k8s.api.apps.v1.Set": definition("apps", "Set", spec=ref("io.k8s.api.apps.v1.SetSpec"), metadata=ref(META)),
    "io.k8s.api.apps.v1.SetSpec": definition(
        "apps",
        claims={"type": "array", "items": ref("io.k8s.api.core.v1.Claim"), "x-kubernetes-list-type": "set"},
        here=ref("io.k8s.api.apps.v1.Subject"),
        there=ref("io.k8s.api.core.v1.Subject"),
        self=ref("io.k8s.api.apps.v1.SetSpec"),
        labels={"type": "object", "additionalProperties": {"type": "string"}},
        data={"type": "object", "additionalProperties": {"type": "string", "format": "byte"}},
        replicas={"type": "integer", "format": "int32"},
        share={"type": "number", "format": "double"},
        paused={"type": "boolean"},
        since=ref("io.k8s.apimachinery.pkg.apis.meta.v1.Time"),
    ),
    "io.k8s.api.apps.v1.Subject": definition("apps", a={"type": "string"}),
    "io.k8s.api.core.v1.Subject": definition("", b={"type": "integer"}),
    "io.k8s.api.core.v1.Unused": definition("", c={"type": "string"}),
}
KINDS = [("Set", "apps/v1", True), ("Claim", "v1", False)]


def core(rules: dict[str, Any] | None = None) -> Shared:
    return read_core(json.dumps({"definitions": DEFINITIONS}).encode(), KINDS, rules or {})


def test_nodes_keep_the_names_of_their_definitions() -> None:
    assert sorted(core().nodes) == ["AppsSubject", "ClaimSpec", "CoreSubject", "EmbeddedClaim", "SetSpec"]


def test_fields_are_packed() -> None:
    assert core().nodes["SetSpec"]["properties"] == {
        "claims": {"type": "array", "items": "@EmbeddedClaim", "unique": True},
        "data": {"type": "map", "values": "byte"},
        "here": "@AppsSubject",
        "labels": {"type": "map", "values": "string"},
        "paused": "boolean",
        "replicas": "int32",
        "self": "@SetSpec",
        "share": "number",
        "since": "date-time",
        "there": "@CoreSubject",
    }
    assert core().nodes["ClaimSpec"] == {"type": "object", "properties": {"size": "quantity"}, "required": ["size"]}


def test_an_embedded_kind_has_metadata_but_no_status() -> None:
    assert core().nodes["EmbeddedClaim"]["properties"] == {"spec": "@ClaimSpec", "metadata": "metadata"}


def test_rules_are_added() -> None:
    rules = {
        "SetSpec.replicas": {"minimum": 0},
        "SetSpec.data": {"values": {"secret": True}},
        "SetSpec.claims": {"keys": ["name"]},
    }
    properties = core(rules).nodes["SetSpec"]["properties"]
    assert properties["replicas"] == {"type": "integer", "format": "int32", "minimum": 0}
    assert properties["data"] == {"type": "map", "values": {"type": "string", "format": "byte", "secret": True}}
    assert properties["claims"]["keys"] == ["name"]


def test_rules_say_which_fields_are_required_in_practice() -> None:
    shared = core({"SetSpec.here": {"required": True}, "Set.spec": {"required": True}})
    assert shared.nodes["SetSpec"]["required"] == ["claims", "here"]
    assert shared.nodes["SetSpec"]["properties"]["here"] == "@AppsSubject"
    assert {kind.name: kind.required for kind in shared.kinds} == {"Claim": ["spec"], "Set": ["spec"]}


def test_rules_say_which_fields_have_a_default_in_practice() -> None:
    shared = core({"ClaimSpec.size": {"required": False}})
    assert shared.nodes["ClaimSpec"] == {"type": "object", "properties": {"size": "quantity"}}


def test_fails_when_a_rule_names_nothing() -> None:
    with pytest.raises(ConfigError, match=r"a rule must name a field of the definitions, got SetSpec\.replica;"):
        core({"SetSpec.replica": {"minimum": 0}})


def test_fails_when_a_kind_has_no_definition() -> None:
    with pytest.raises(ConfigError, match="a core kind must have a definition, got v1 Lost without"):
        read_core(json.dumps({"definitions": DEFINITIONS}).encode(), [("Lost", "v1", True)], {})


def test_fails_when_a_definition_has_an_unknown_shape() -> None:
    odd = {**DEFINITIONS, "io.k8s.api.core.v1.ClaimSpec": definition("", a={"type": "null"})}
    with pytest.raises(ValueError, match="no packed form for"):
        read_core(json.dumps({"definitions": odd}).encode(), KINDS, {})


def test_definitions_are_told_from_crds(workspace: Workspace) -> None:
    assert is_core(b' {"definitions": {}}')
    assert not is_core(b"kind: CustomResourceDefinition")
    workspace.add("core.json", json.dumps({"definitions": DEFINITIONS}))
    workspace.configure({"core.json": "k8s"})
    assert workspace.run() == 1


def deployment(container: dict[str, Any], **pod: Any) -> dict[str, Any]:
    template = {"metadata": {"creationTimestamp": None}, "spec": {"containers": [{"name": "a", **container}], **pod}}
    spec = {"selector": {"matchLabels": {"a": "b"}}, "template": template}
    return {"apiVersion": "apps/v1", "kind": "Deployment", "metadata": {"name": "a"}, "spec": spec}


PORT = {"containerPort": 80}


@pytest.mark.parametrize(
    ("container", "pod"),
    [
        ({"ports": [{"containerPort": 80, "name": "http", "protocol": ""}]}, {}),
        ({"resources": {"limits": {"cpu": 0.5, "memory": "1Gi", "example.org/gpu": 1}}}, {}),
        ({"livenessProbe": {"httpGet": {"port": "http"}}}, {"restartPolicy": "Always", "dnsPolicy": ""}),
        ({"env": [{"name": "A", "value": "1"}, {"name": "A", "value": "2"}]}, {"nodeSelector": None}),
        (
            {},
            {
                "volumes": [{"name": "v", "configMap": {"name": "c", "defaultMode": 420}}],
                "terminationGracePeriodSeconds": 0,
            },
        ),
        ({"startupProbe": {"exec": {"command": ["true"]}}, "terminationMessagePolicy": "", "imagePullPolicy": ""}, {}),
        ({"livenessProbe": {"httpGet": {"port": 80, "path": "", "scheme": ""}}}, {"restartPolicy": ""}),
        ({"env": [{"name": "A", "valueFrom": {"fieldRef": {"apiVersion": "", "fieldPath": "metadata.uid"}}}]}, {}),
        (
            {"volumeMounts": [{"name": "v", "mountPath": "/v", "subPath": "", "mountPropagation": None}]},
            {"volumes": [{"name": "v", "emptyDir": {"sizeLimit": "0", "medium": ""}}], "hostname": "", "nodeName": ""},
        ),
        ({}, {"os": {"name": "linux"}, "hostAliases": [{"ip": "::1", "hostnames": ["a.b"]}, {"ip": "010.1.2.3"}]}),
        ({}, {"tolerations": [{"operator": "Exists", "key": "", "effect": ""}], "imagePullSecrets": [{"name": ""}]}),
    ],
)
def test_accepts_what_the_api_server_accepts(container: dict[str, Any], pod: dict[str, Any]) -> None:
    assert validate_manifest(deployment(container, **pod)) == []


CONTAINER = "spec.template.spec.containers[0]"


@pytest.mark.parametrize(
    ("container", "message"),
    [
        ({"name": "Web"}, f"{CONTAINER}.name must be a DNS label"),
        ({"ports": [{"containerPort": 0}]}, f"{CONTAINER}.ports[0].containerPort must be at least 1, got 0"),
        ({"ports": [{**PORT, "name": "a-very-long-port-name"}]}, f"{CONTAINER}.ports[0].name must be at most 15"),
        ({"ports": [{**PORT, "protocol": "HTTP"}]}, f'{CONTAINER}.ports[0].protocol must be one of "SCTP", "TCP"'),
        ({"imagePullPolicy": "always"}, f"{CONTAINER}.imagePullPolicy must be one of"),
        ({"livenessProbe": {"httpGet": {"port": 70000}}}, f"{CONTAINER}.livenessProbe.httpGet.port must be at most"),
        ({"resources": {"limits": {"cpu": "1 core"}}}, f"{CONTAINER}.resources.limits.cpu must be a quantity such as"),
        ({"resources": {"limits": {"cpu": True}}}, f"{CONTAINER}.resources.limits.cpu must be a number or a string"),
        ({"env": [{"name": "A", "value": 1}]}, f"{CONTAINER}.env[0].value must be a string, got 1; put it in quotes"),
        (
            {"volumeMounts": [{"name": "a", "mountPath": "/a"}] * 2},
            f"{CONTAINER}.volumeMounts[1] must be the only item",
        ),
        ({"name": ""}, f"{CONTAINER}.name must be a text that is not empty"),
        ({"resources": {"limits": {"cpu": ""}}}, f"{CONTAINER}.resources.limits.cpu must be a quantity such as"),
        ({"livenessProbe": {"exec": {}}}, f"{CONTAINER}.livenessProbe.exec.command must be set, got nothing"),
        ({"livenessProbe": {"exec": {"command": []}}}, f"{CONTAINER}.livenessProbe.exec.command must be at least 1"),
        ({"livenessProbe": {"tcpSocket": {"port": "80"}}}, "tcpSocket.port must be a name with a letter in it"),
        ({"livenessProbe": {"tcpSocket": {"port": "a--b"}}}, "tcpSocket.port must be a port name (lower-case letters"),
        ({"envFrom": [{"secretRef": {}}]}, f"{CONTAINER}.envFrom[0].secretRef.name must be set"),
        ({"env": [{"name": "A", "valueFrom": {"secretKeyRef": {"key": "k"}}}]}, "secretKeyRef.name must be set"),
        ({"env": [{"name": "A", "valueFrom": {"secretKeyRef": {"name": "", "key": "k"}}}]}, "secretKeyRef.name must"),
        ({"env": [{"name": "A", "valueFrom": {"secretKeyRef": {"name": "S", "key": "k"}}}]}, "must be a DNS name"),
        ({"env": [{"name": "A", "valueFrom": {"secretKeyRef": {"name": "s", "key": "a b"}}}]}, "secretKeyRef.key must"),
        ({"volumeMounts": [{"name": "a", "mountPath": ""}]}, f"{CONTAINER}.volumeMounts[0].mountPath must be a text"),
        (
            {"resizePolicy": [{"resourceName": "gpu", "restartPolicy": "NotRequired"}]},
            'must be one of "cpu" or "memory',
        ),
    ],
)
def test_refuses_what_the_api_server_refuses(container: dict[str, Any], message: str) -> None:
    (violation,) = validate_manifest(deployment(container))
    assert message in violation


POD = "spec.template.spec"


@pytest.mark.parametrize(
    ("pod", "message"),
    [
        ({"os": {"name": "plan9"}}, f"{POD}.os.name must be one of"),
        ({"hostAliases": [{"ip": "localhost"}]}, f"{POD}.hostAliases[0].ip must be an IP address"),
        ({"hostAliases": [{"ip": ""}]}, f"{POD}.hostAliases[0].ip must be a text that is not empty"),
        ({"dnsConfig": {"nameservers": ["10.0.0"]}}, f"{POD}.dnsConfig.nameservers[0] must be an IP address"),
        ({"volumes": [{"name": "v", "configMap": {}}]}, f"{POD}.volumes[0].configMap.name must be set"),
        ({"securityContext": {"fsGroupChangePolicy": ""}}, f"{POD}.securityContext.fsGroupChangePolicy must be one of"),
        ({"securityContext": {"supplementalGroups": [-1]}}, f"{POD}.securityContext.supplementalGroups[0] must be at"),
        ({"tolerations": [{"key": "a b"}]}, f"{POD}.tolerations[0].key must be a key such as"),
        ({"volumes": [{"name": "v", "ephemeral": {}}]}, f"{POD}.volumes[0].ephemeral.volumeClaimTemplate must be set"),
        ({"serviceAccountName": "A"}, f"{POD}.serviceAccountName must be a DNS name (lower-case labels"),
        ({"resourceClaims": [{"name": "a", "resourceClaimName": ""}]}, "resourceClaims[0].resourceClaimName must be"),
        ({"securityContext": {"sysctls": [{"name": "a", "value": "1"}] * 2}}, "sysctls[1] must be the only item with"),
        (
            {"topologySpreadConstraints": [{"maxSkew": 1, "topologyKey": "", "whenUnsatisfiable": "DoNotSchedule"}]},
            f"{POD}.topologySpreadConstraints[0].topologyKey must be a text that is not empty",
        ),
        (
            {"affinity": {"podAffinity": {"requiredDuringSchedulingIgnoredDuringExecution": [{"topologyKey": "A/B"}]}}},
            'topologyKey must be a key such as "name" or "example.com/name", got "A/B"',
        ),
    ],
)
def test_refuses_pods_that_the_api_server_refuses(pod: dict[str, Any], message: str) -> None:
    (violation,) = validate_manifest(deployment({}, **pod))
    assert message in violation


def of_kind(api_version: str, kind: str, **fields: Any) -> dict[str, Any]:
    return {"apiVersion": api_version, "kind": kind, "metadata": {"name": "a", "namespace": "b"}, **fields}


TARGET = {"apiVersion": "apps/v1", "kind": "Deployment", "name": "a"}


@pytest.mark.parametrize(
    ("manifest", "message"),
    [
        (of_kind("autoscaling/v2", "HorizontalPodAutoscaler"), "spec must be set, got nothing"),
        (of_kind("v1", "Service", spec={"externalIPs": ["a"]}), "spec.externalIPs[0] must be an IP address"),
        (
            of_kind(
                "autoscaling/v2",
                "HorizontalPodAutoscaler",
                spec={"scaleTargetRef": TARGET, "maxReplicas": 1, "behavior": {"scaleUp": {"policies": []}}},
            ),
            "spec.behavior.scaleUp.policies must be at least 1 items, got 0",
        ),
        (of_kind("v1", "ServiceAccount", secrets=[{}]), 'secrets[0] must be an item with "name", got one without'),
        (
            of_kind("v1", "Service", spec={"ports": [{"port": 80, "appProtocol": "a b"}]}),
            'spec.ports[0].appProtocol must be a key such as "name"',
        ),
        (
            of_kind("networking.k8s.io/v1", "NetworkPolicy", spec={"podSelector": {}, "policyTypes": ["Egress"] * 3}),
            "spec.policyTypes must be at most 2 items, got 3",
        ),
        (
            of_kind("batch/v1", "Job", spec={"template": {"spec": {"containers": [{"name": "a"}]}}, "managedBy": "me"}),
            'spec.managedBy must be a path below a domain, such as "example.com/controller", got "me"',
        ),
        (
            of_kind("v1", "Service", spec={"ports": [{"port": 80}], "ipFamilies": ["IPv4", "IPv4"]}),
            "spec.ipFamilies[1] must be an item that comes once",
        ),
        (
            of_kind("apps/v1", "Deployment", spec={"selector": {}, "template": {"metadata": {}}}),
            "spec.template.spec must be set, got nothing",
        ),
        (
            of_kind("policy/v1", "PodDisruptionBudget", spec={"maxUnavailable": 2**40}),
            "spec.maxUnavailable must be an int32, got 1099511627776",
        ),
    ],
)
def test_refuses_objects_that_the_api_server_refuses(manifest: dict[str, Any], message: str) -> None:
    (violation,) = validate_manifest(manifest)
    assert message in violation


def test_accepts_a_port_name_wherever_the_api_server_does() -> None:
    port = {"port": 80, "targetPort": "", "name": "", "appProtocol": "kubernetes.io/h2c", "nodePort": 0}
    assert validate_manifest(of_kind("v1", "Service", spec={"ports": [port, {"port": 81, "targetPort": "a-1"}]})) == []
    policy = {"podSelector": {}, "egress": [{"ports": [{"port": "http"}, {"port": 80, "protocol": None}]}]}
    assert validate_manifest(of_kind("networking.k8s.io/v1", "NetworkPolicy", spec=policy)) == []
