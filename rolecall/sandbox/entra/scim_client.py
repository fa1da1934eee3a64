"""The SCIM client of a cycle, with the habits Entra's provisioning service is known for.

It looks for an object by its matching attribute before it creates one, names the operations of a PATCH with capitals,
sends booleans of a PATCH as text, and removes members one by one with a filter in the path.
"""

from __future__ import annotations

import json
import re
import ssl
from collections.abc import Iterable, Mapping
from typing import Any
from urllib.error import HTTPError, URLError
from urllib.parse import quote, urlsplit
from urllib.request import HTTPSHandler, ProxyHandler, Request, build_opener

_CORE = "urn:ietf:params:scim:schemas:core:2.0:"
_PATCH = "urn:ietf:params:scim:api:messages:2.0:PatchOp"
_FILTERED = re.compile(r'(?P<name>\w+)\[type eq "(?P<type>\w+)"\]\.(?P<part>\w+)')
_TIMEOUT = 10.0


class PushError(Exception):
    """An endpoint that did not do what it was asked; `status` is 0 when it answered nothing."""

    def __init__(self, status: int, text: str) -> None:
        super().__init__(text)
        self.status = status


class Endpoint:
    """A SCIM endpoint by its Tenant URL and secret token.

    `ca` is a PEM file to believe in place of the system's; `through` is the server that stands in for the URL's own.
    """

    def __init__(self, url: str, token: str, ca: str = "", through: str = "") -> None:
        parts = urlsplit(url)
        own = f"{parts.scheme}://{parts.netloc}"
        self._url = url.replace(own, through.rstrip("/") or own, 1).rstrip("/")
        self._token = token
        context = ssl.create_default_context(cafile=ca or None)
        self._opener = build_opener(ProxyHandler({}), HTTPSHandler(context=context))

    def probe(self) -> None:
        """Ask for a user there is not, as the test of a connection does; raises PushError."""
        self._find("User", "userName", "00000000-0000-0000-0000-000000000000")

    def create(self, kind: str, matching: str, values: Mapping[str, Any]) -> str:
        """The id of an object with these values, made unless one matches; raises PushError."""
        found = self._find(kind, matching, str(values.get(matching)))
        if found is not None:
            self.update(kind, found, values)
            return found
        body = {"schemas": [f"{_CORE}{kind}"], **_nested(values)}
        return str(self._ask("POST", f"/{kind}s", body)["id"])

    def update(self, kind: str, id: str, values: Mapping[str, Any], removed: Iterable[str] = ()) -> None:
        """Set these values of an object, and take the `removed` members out of it; raises PushError."""
        operations: list[dict[str, Any]] = []
        for path, value in values.items():
            if path == "members":
                operations += [{"op": "Add", "path": path, "value": [{"value": member}]} for member in value]
            else:
                text = str(value) if isinstance(value, bool) else value
                operations.append({"op": "Replace", "path": path, "value": text})
        operations += [{"op": "Remove", "path": f'members[value eq "{member}"]'} for member in removed]
        if operations:
            self._ask("PATCH", f"/{kind}s/{quote(id)}", {"schemas": [_PATCH], "Operations": operations})

    def delete(self, kind: str, id: str) -> None:
        """Delete an object; one that is gone is no error. Raises PushError."""
        try:
            self._ask("DELETE", f"/{kind}s/{quote(id)}")
        except PushError as error:
            if error.status != 404:
                raise

    def _find(self, kind: str, matching: str, value: str) -> str | None:
        rows = self._ask("GET", f"/{kind}s?filter={quote(f'{matching} eq {json.dumps(value)}')}").get("Resources") or []
        return str(rows[0]["id"]) if rows else None

    def _ask(self, method: str, path: str, body: Mapping[str, Any] | None = None) -> dict[str, Any]:
        headers = {"Authorization": f"Bearer {self._token}", "Accept": "application/scim+json"}
        if body is not None:
            headers["Content-Type"] = "application/scim+json"
        data = None if body is None else json.dumps(body).encode()
        request = Request(f"{self._url}{path}", data, headers, method=method)
        try:
            with self._opener.open(request, timeout=_TIMEOUT) as answer:
                text = answer.read()
        except HTTPError as error:
            raise PushError(error.code, f"{method} {path}: {error.code}") from error
        except (URLError, OSError) as error:
            raise PushError(0, f"{method} {path}: {error}") from error
        found = json.loads(text) if text else {}
        return found if isinstance(found, dict) else {}


def _nested(values: Mapping[str, Any]) -> dict[str, Any]:
    """Target attributes as the object they are paths into."""
    made: dict[str, Any] = {}
    for path, value in values.items():
        if value is None:
            continue
        if match := _FILTERED.fullmatch(path):
            made.setdefault(match["name"], []).append({"type": match["type"], match["part"]: value})
        elif path.startswith("urn:"):
            schema, _, name = path.rpartition(":")
            made.setdefault(schema, {})[name] = value
        elif "." in path:
            name, _, part = path.partition(".")
            made.setdefault(name, {})[part] = value
        elif path == "members":
            made[path] = [{"value": member} for member in value]
        else:
            made[path] = value
    return made
