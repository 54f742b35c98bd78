"""The environments of this repository, in the order in which changes reach them."""

from __future__ import annotations

from environments.dev import DEV
from environments.prod import PROD
from environments.staging import STAGING

__all__ = ["ENVIRONMENTS"]

ENVIRONMENTS = (DEV, STAGING, PROD)
