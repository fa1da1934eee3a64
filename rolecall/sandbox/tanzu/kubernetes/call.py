"""One request to an API server, and what its handlers read from it."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from rolecall.sandbox.core.message import Request, Response
from rolecall.sandbox.tanzu.kubernetes.cluster import Caller, Cluster
from rolecall.sandbox.tanzu.kubernetes.kinds import Kind
from rolecall.sandbox.tanzu.kubernetes.status import Failure, bad_request, invalid
from rolecall.sandbox.tanzu.options import TanzuOptions

Object = dict[str, Any]


@dataclass
class Call:
    """A request about objects of one kind, from a caller who may not be allowed anything yet.

    `namespace` is None where the request is about all namespaces, empty for a kind that lives in none. `warnings` go
    out with the answer.
    """

    request: Request
    cluster: Cluster
    options: TanzuOptions
    caller: Caller
    kind: Kind
    warnings: list[str] = field(default_factory=list)

    @property
    def namespace(self) -> str | None:
        """The namespace in the path."""
        return self.request.arguments.get("namespace") if self.kind.namespaced else ""

    @property
    def place(self) -> str:
        """The namespace of a request that is about one object."""
        return self.namespace or ""

    @property
    def name(self) -> str:
        """The name in the path."""
        return self.request.arguments.get("name", "")

    @property
    def manager(self) -> str:
        """The writer: the field manager, or else what the client calls itself."""
        agent = self.request.headers.get("user-agent", "unknown")
        return self.request.parameter("fieldManager") or agent.partition("/")[0]

    def flag(self, name: str) -> bool:
        """A query parameter that is a boolean."""
        return self.request.parameter(name).lower() in ("1", "t", "true")

    def body(self, content_types: Sequence[str] = ("application/json", "")) -> Any:
        """The JSON value in the body; raises Refusal 415 for another media type, 400 for no JSON."""
        if self.request.content_type not in content_types:
            raise Failure(415, f"the body of the request was in an unknown format - {self.request.content_type}")
        try:
            return json.loads(self.request.body)
        except ValueError:
            raise bad_request("the object provided is not valid JSON") from None

    def object_body(self, content_types: Sequence[str] = ("application/json", "")) -> Object:
        """The JSON object in the body; raises Refusal 400 for any other value."""
        value = self.body(content_types)
        if not isinstance(value, dict):
            raise bad_request("the object provided is not an object")
        return value

    def dry_run(self, options: Object | None = None) -> bool:
        """True if nothing is to be stored, by the query or by options in the body; raises Refusal 422."""
        given = [*self.request.query.get("dryRun", []), *((options or {}).get("dryRun") or [])]
        if wrong := [value for value in given if value != "All"]:
            message = f'Unsupported value: "{wrong[0]}": supported values: "All"'
            raise invalid(self.kind, self.name, ("FieldValueNotSupported", "dryRun", message))
        return bool(given)

    def answer(self, value: Object, status: int = 200) -> Response:
        """An answer with the warnings there are (RFC 9111 header, warn-code 299)."""
        response = Response.json(value, status)
        if self.warnings:
            response.headers["Warning"] = ", ".join(f'299 - "{text}"' for text in self.warnings)
        return response
