"""The media types of requests and answers (RFC 9110 sections 8.3 and 12.5.1), and those that a vendor refuses.

A vendor that refuses its own standard's media type (415) is sent plain JSON, and one that has no answer of the type
that is asked for (406) is asked for any. What was refused once is not sent again in this run.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from rolecall.runtime.errors import VendorError
from rolecall.runtime.http.requests import form_body, json_body
from rolecall.runtime.logging import Logger
from rolecall.specification.schema import Operation

JSON: Final = "application/json"
_ANY: Final = "*/*"

log = Logger("client")


class MediaTypes:
    """The media types that one system takes and gives, as far as its refusals have told.

    `stated` is that of bodies where it is known, in place of an operation's own.
    """

    def __init__(self, stated: str | None = None) -> None:
        self._stated = stated
        self._refused: set[str] = set()
        self._any = False

    def content(self, operation: Operation, body: Mapping[str, Any] | None) -> tuple[dict[str, str], bytes | None]:
        """The headers `accept` and `content-type` of a request, and its body."""
        own = operation.media_type
        headers = {"accept": _ANY if self._any else f"{own}, {JSON}" if own else JSON}
        if body is None:
            return headers, None
        match operation.body:
            case "json":
                kind = self._stated or (own if own and own not in self._refused else JSON)
                return {**headers, "content-type": kind}, json_body(body)
            case "form":
                return {**headers, "content-type": "application/x-www-form-urlencoded"}, form_body(body)
            case "none":
                raise ValueError(f"{operation.method} {operation.path} takes no body")

    def learn(self, operation: Operation, error: VendorError) -> bool:
        """Note what `error` says of the types of a request; True if another can be tried without harm.

        A write that was answered with 406 may have been done, and the media type of a patch says how it is meant.
        """
        own = operation.media_type
        if error.status == 415 and operation.body == "json" and own and "patch" not in own and own not in self._refused:
            self._refused.add(own)
        elif error.status == 406 and operation.method == "GET" and not self._any:
            self._any = True
        else:
            return False
        log.info("the vendor refuses a media type", method=error.method, path=error.path, status=error.status, own=own)
        return True
