"""staging: HTTPS with certificates that no client trusts, one GPU, and a model that scales to zero."""

from __future__ import annotations

from dataclasses import replace

from environments.baseline import baseline, gpt_4o
from inference_platform import IssuerRef
from inference_platform.constructs import gateway, knative, serving

__all__ = ["STAGING"]

_HOSTNAME = "llm.staging.example.com"

_MODELS = (
    serving.VllmModel(
        name="qwen-7b",
        source="hf://Qwen/Qwen2.5-7B-Instruct",
        gpus=1,
        tool_call_parser="hermes",
    ),
    serving.LlamaCppModel(
        name="qwen-small",
        source="hf://Qwen/Qwen2.5-1.5B-Instruct-GGUF",
        file="*q4_k_m.gguf",
        replicas=serving.Replicas(0, 2),
        autoscaling=serving.KnativeScaling(target=2),
        timeouts=serving.Timeouts(answer="10m"),
    ),
)

STAGING = replace(
    baseline(
        name="staging",
        hostname=_HOSTNAME,
        edge=gateway.GatewayProps(
            https=gateway.HttpsListener(
                hostnames=(_HOSTNAME,),
                certificate=gateway.CertManagerCertificate(issuer=IssuerRef.existing("letsencrypt-staging")),
            ),
            service=gateway.ServiceProps(load_balancer=gateway.AwsNlb(scheme="internal")),
            envoy=gateway.EnvoyProps(replicas=1),
        ),
        external=(gpt_4o(),),
        models=_MODELS,
    ),
    knative=knative.KnativeProps(),
)
