"""Messages between the HTTP server and a vendor: a request, an answer, and the refusal that is an answer."""

from __future__ import annotations

import base64
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any
from urllib.parse import parse_qs, unquote

from rolecall.sandbox.core.faults import Fault, Faults


@dataclass
class Request:
    """One HTTP request. Header names are lower case; `raw_path` is still percent-encoded.

    `scheme` is `http` or `https`. `certificate` is the client's certificate, verified, in the form of
    `ssl.SSLSocket.getpeercert`; None when the client showed none.
    """

    method: str
    raw_path: str
    raw_query: str
    headers: dict[str, str]
    body: bytes
    faults: Faults
    arguments: dict[str, str] = field(default_factory=dict)
    connection: int = 0
    scheme: str = "http"
    certificate: Mapping[str, Any] | None = None

    @cached_property
    def path(self) -> str:
        """The decoded path."""
        return unquote(self.raw_path)

    @cached_property
    def query(self) -> dict[str, list[str]]:
        """The query, each name with all its values."""
        return parse_qs(self.raw_query, keep_blank_values=True)

    @property
    def origin(self) -> str:
        """The scheme and host that the request was sent to."""
        return f"{self.scheme}://{self.headers.get('host', '')}"

    @property
    def bearer(self) -> str:
        """The bearer token; empty without one."""
        scheme, _, token = self.headers.get("authorization", "").partition(" ")
        return token if scheme.lower() == "bearer" else ""

    @property
    def content_type(self) -> str:
        """The media type of the body without parameters, lower case; empty when none was sent."""
        return self.headers.get("content-type", "").split(";")[0].strip().lower()

    @property
    def basic(self) -> tuple[str, str] | None:
        """Name and password of HTTP Basic (RFC 7617); None without, or where they cannot be read."""
        scheme, _, given = self.headers.get("authorization", "").partition(" ")
        try:
            name, _, password = base64.b64decode(given).decode().partition(":")
        except ValueError:
            return None
        return (name, password) if scheme.lower() == "basic" else None

    @property
    def form(self) -> dict[str, str]:
        """The last value of each field of a form in the body."""
        return {name: values[-1] for name, values in parse_qs(self.body.decode("utf-8", "replace")).items()}

    def parameter(self, name: str, default: str = "") -> str:
        """The last value of a query parameter."""
        values = self.query.get(name)
        return values[-1] if values else default

    def number(self, name: str, default: int, least: int, error: str) -> int:
        """A query parameter that is a whole number from `least`; raises Refusal 400 called `error`."""
        text = self.parameter(name)
        if text and (not text.isdecimal() or int(text) < least):
            raise Refusal(400, f"{name} must be a number from {least}.", error)
        return int(text) if text else default

    def json_object(
        self, types: Sequence[str], wrong_type: Refusal, no_json: Refusal, other: Refusal
    ) -> dict[str, Any]:
        """The JSON object in a body of one of these media types; raises the refusal that fits."""
        if self.content_type not in types:
            raise wrong_type
        try:
            value = json.loads(self.body)
        except ValueError:
            raise no_json from None
        if not isinstance(value, dict):
            raise other
        return value

    def fault(self, kind: str) -> Fault | None:
        """The fault of this kind that strikes this request, if any; asking counts it."""
        return self.faults.take(kind, self.method, self.path)


@dataclass
class Response:
    """One HTTP answer."""

    status: int
    body: bytes = b""
    content_type: str = "application/json; charset=utf-8"
    headers: dict[str, str] = field(default_factory=dict)

    @classmethod
    def json(cls, value: Any, status: int = 200, **headers: str) -> Response:
        """An answer whose body is `value` as JSON."""
        body = json.dumps(value, separators=(",", ":")).encode()
        return cls(status, body, headers={name.replace("_", "-"): text for name, text in headers.items()})


class Refusal(Exception):
    """Raised inside a vendor to answer with an HTTP error; the vendor words it.

    `name` is the vendor's own name of the error where it has one.
    """

    def __init__(self, status: int, text: str, name: str = "", **headers: str) -> None:
        super().__init__(text)
        self.status = status
        self.text = text
        self.name = name
        self.headers = {key.replace("_", "-"): value for key, value in headers.items()}
