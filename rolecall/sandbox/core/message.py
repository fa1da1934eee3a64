"""Messages between the HTTP server and a vendor: a request, an answer, and the refusal that is an answer."""

from __future__ import annotations

import json
from collections.abc import Mapping
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
    def content_type(self) -> str:
        """The media type of the body without parameters, lower case; empty when none was sent."""
        return self.headers.get("content-type", "").split(";")[0].strip().lower()

    def parameter(self, name: str, default: str = "") -> str:
        """The last value of a query parameter."""
        values = self.query.get(name)
        return values[-1] if values else default

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
