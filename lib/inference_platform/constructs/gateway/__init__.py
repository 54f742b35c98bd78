"""A gateway at the edge or in front of the models: `Gateway` and everything that its props are made of."""

from inference_platform.constructs.gateway.client import (
    ClientAddressHeader,
    ClientProps,
    Http2,
    TcpKeepalive,
    TrustedHops,
    TrustedProxies,
)
from inference_platform.constructs.gateway.construct import Gateway
from inference_platform.constructs.gateway.envoy import AccessLog, Autoscaling, EnvoyProps, PodMonitor, Tracing
from inference_platform.constructs.gateway.listeners import (
    CertManagerAnnotation,
    CertManagerCertificate,
    ClientCertificates,
    ExistingCertificate,
    HttpListener,
    HttpsListener,
    NamespaceSelector,
)
from inference_platform.constructs.gateway.load_balancers import (
    AwsNlb,
    AzureLoadBalancer,
    GcpLoadBalancer,
    GenericLoadBalancer,
    LoadBalancer,
    MetalLb,
    load_balancer,
)
from inference_platform.constructs.gateway.props import GatewayProps, OwnGatewayClass
from inference_platform.constructs.gateway.service import ExternalDns, ServiceProps

__all__ = [
    "AccessLog",
    "Autoscaling",
    "AwsNlb",
    "AzureLoadBalancer",
    "CertManagerAnnotation",
    "CertManagerCertificate",
    "ClientAddressHeader",
    "ClientCertificates",
    "ClientProps",
    "EnvoyProps",
    "ExistingCertificate",
    "ExternalDns",
    "Gateway",
    "GatewayProps",
    "GcpLoadBalancer",
    "GenericLoadBalancer",
    "Http2",
    "HttpListener",
    "HttpsListener",
    "LoadBalancer",
    "MetalLb",
    "NamespaceSelector",
    "OwnGatewayClass",
    "PodMonitor",
    "ServiceProps",
    "TcpKeepalive",
    "Tracing",
    "TrustedHops",
    "TrustedProxies",
    "load_balancer",
]
