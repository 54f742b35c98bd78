"""Renders every environment of this repository; `cdk8s synth` runs it, and so may you."""

from __future__ import annotations

import os
import sys

from environments import ENVIRONMENTS
from inference_platform import synthesize

if __name__ == "__main__":
    sys.exit(synthesize(ENVIRONMENTS, outdir=os.environ.get("CDK8S_OUTDIR", "dist")))
