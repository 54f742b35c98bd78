"""The API server over HTTPS: server-side apply as Flux and Argo CD do it, with nothing but the standard library."""

from __future__ import annotations

import json
import ssl
from collections.abc import Mapping
from dataclasses import dataclass
from http.client import HTTPSConnection
from typing import Any
from urllib.parse import quote, urlencode

Object = Mapping[str, Any]

_MANAGER = "conformance"


@dataclass(frozen=True)
class Answer:
    """What the server said."""

    code: int
    body: dict[str, Any]
    warnings: tuple[str, ...] = ()
    """Of deprecated fields, and of pods that the namespace's Pod Security level would not run."""

    @property
    def accepted(self) -> bool:
        """Whether the server did what it was asked."""
        return 200 <= self.code < 300

    @property
    def message(self) -> str:
        """Why it did not."""
        return str(self.body.get("message", ""))

    @property
    def causes(self) -> list[tuple[str, str]]:
        """Field and reason of everything that it found wrong; empty when it could not even read the object."""
        causes = (self.body.get("details") or {}).get("causes") or ()
        return [(str(each.get("field", "")), str(each.get("reason", ""))) for each in causes]


class Client:
    """One connection; not for two threads at once."""

    def __init__(self, port: int, token: str, tls: ssl.SSLContext) -> None:
        self._connection = HTTPSConnection("127.0.0.1", port, context=tls, timeout=60)
        self._headers = {"Authorization": f"Bearer {token}", "Accept": "application/json"}
        self._resources: dict[str, dict[str, tuple[str, bool]]] = {}

    def close(self) -> None:
        """Give the connection back."""
        self._connection.close()

    def request(self, method: str, path: str, body: bytes | None = None, content_type: str = "") -> Answer:
        """Send one request; the connection stays open."""
        headers = {**self._headers, **({"Content-Type": content_type} if content_type else {})}
        self._connection.request(method, path, body, headers)
        response = self._connection.getresponse()
        content = response.read()
        warnings = tuple(response.headers.get_all("Warning") or ())
        is_json = response.headers.get_content_type() == "application/json"
        return Answer(response.status, json.loads(content) if is_json else {"message": content.decode()}, warnings)

    def apply(self, manifest: Object, *, dry_run: bool = False) -> Answer:
        """Apply an object; a field that its schema does not know is an error, not dropped."""
        query = {"fieldManager": _MANAGER, "fieldValidation": "Strict", "force": "true"}
        if dry_run:
            query["dryRun"] = "All"
        # JSON is YAML: the server needs the content type only to know that this is an apply.
        path = f"{self.path(manifest)}?{urlencode(query)}"
        return self.request("PATCH", path, json.dumps(manifest).encode(), "application/apply-patch+yaml")

    def read(self, manifest: Object) -> Answer:
        """Read an object back."""
        return self.request("GET", self.path(manifest))

    def delete(self, manifest: Object) -> Answer:
        """Delete an object at once; no garbage collector runs here, so nothing may wait for one."""
        return self.request("DELETE", f"{self.path(manifest)}?propagationPolicy=Background")

    def path(self, manifest: Object) -> str:
        """Return the address of an object.

        Raises:
            LookupError: The server does not serve its kind, or the object does not say enough to have an address.
        """
        api_version, kind = manifest.get("apiVersion"), manifest.get("kind")
        metadata = manifest.get("metadata")
        name = metadata.get("name") if isinstance(metadata, Mapping) else None
        if not isinstance(api_version, str) or not isinstance(kind, str) or not isinstance(name, str) or not name:
            raise LookupError("the object has no apiVersion, kind or name")
        assert isinstance(metadata, Mapping)
        resource, namespaced = self._resource(api_version, kind)
        base = f"/api/{api_version}" if "/" not in api_version else f"/apis/{api_version}"
        place = f"/namespaces/{quote(str(metadata.get('namespace', 'default')), safe='')}" if namespaced else ""
        return f"{base}{place}/{resource}/{quote(name, safe='')}"

    def _resource(self, api_version: str, kind: str) -> tuple[str, bool]:
        if kind not in self._resources.get(api_version, {}):
            base = "api" if "/" not in api_version else "apis"
            rows = self.request("GET", f"/{base}/{quote(api_version)}").body.get("resources", [])
            found = {row["kind"]: (row["name"], row["namespaced"]) for row in rows if "/" not in row["name"]}
            self._resources[api_version] = found
        if kind not in self._resources[api_version]:
            raise LookupError(f"the server does not serve {api_version} {kind}")
        return self._resources[api_version][kind]
