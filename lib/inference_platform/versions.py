"""Every version that this platform pins, one line each: images and the components that they must fit."""

from __future__ import annotations

KUBERNETES = "1.34"
"""Newest Kubernetes whose API the bindings describe."""

# images
REDIS_EXPORTER_IMAGE = "ghcr.io/oliver006/redis_exporter:v1.79.0"
VALKEY_IMAGE = "docker.io/valkey/valkey:9.1.1"
