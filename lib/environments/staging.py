"""staging: HTTPS with certificates that no client trusts, otherwise as small as dev."""

from __future__ import annotations

from environments.baseline import baseline, gpt_4o
from inference_platform import IssuerRef
from inference_platform.constructs import gateway

__all__ = ["STAGING"]

_HOSTNAME = "llm.staging.example.com"

STAGING = baseline(
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
    models=(gpt_4o(),),
)
