"""Every version that this platform pins, one line each: images and the components that they must fit."""

from __future__ import annotations

KUBERNETES = "1.34"
"""Newest Kubernetes whose API the bindings describe."""

LITELLM_VERSION = "1.103.7"
"""LiteLLM whose settings the proxy is rendered for: the newest whose Python requirements all resolve on PyPI."""

# images
LITELLM_IMAGE = f"ghcr.io/berriai/litellm-non_root:v{LITELLM_VERSION}"
PGBOUNCER_IMAGE = "ghcr.io/cloudnative-pg/pgbouncer:1.25.1"
POSTGRESQL_IMAGE = "ghcr.io/cloudnative-pg/postgresql:18.4-system-trixie"
REDIS_EXPORTER_IMAGE = "ghcr.io/oliver006/redis_exporter:v1.79.0"
VALKEY_IMAGE = "docker.io/valkey/valkey:9.1.4"
