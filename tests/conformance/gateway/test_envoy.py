"""Envoy itself accepts what Envoy Gateway makes of every Gateway."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

from tests.conformance.gateway.bootstrap import bootstrap_of
from tests.conformance.gateway.edges import EDGES
from tests.conformance.gateway.programs import envoy
from tests.conformance.gateway.translation import Object, Translation, objects_of, translate


def refusal(config: Object, folder: Path) -> str:
    """What Envoy says against a bootstrap; nothing if it accepts it."""
    file = folder / "envoy.json"
    file.write_text(json.dumps(config), encoding="utf-8")
    command = [str(envoy()), "--mode", "validate", "--config-path", str(file), "--log-level", "error"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    return f"exit code {done.returncode}:\n{done.stderr}" if done.returncode else ""


def test_envoy_accepts_the_configuration(translation: Translation, tmp_path: Path) -> None:
    assert refusal(bootstrap_of(translation), tmp_path) == ""


def test_envoy_accepts_the_configuration_before_the_models(inner_translation: Translation, tmp_path: Path) -> None:
    assert refusal(bootstrap_of(inner_translation), tmp_path) == ""


def test_fails_when_the_access_log_names_what_envoy_does_not_know(tmp_path: Path) -> None:
    objects, gateway = objects_of("prod"), EDGES[-1].gateway
    (proxy,) = (each for each in objects if (each["kind"], each["metadata"]["name"]) == ("EnvoyProxy", gateway))
    (setting,) = proxy["spec"]["telemetry"]["accessLog"]["settings"]
    setting["format"]["json"]["tokens"] = "%TOKENS%"
    planted = bootstrap_of(translate(objects, tmp_path, gateway=gateway))  # Envoy Gateway has nothing against it
    assert "Not supported field in StreamInfo: TOKENS" in refusal(planted, tmp_path)
