"""Calls of a code host's JSON API."""

from __future__ import annotations

import json
import urllib.error
import urllib.request
from collections.abc import Iterator, Mapping
from typing import Any, Final
from urllib.parse import urlsplit

from rolecall.reports.errors import JobError
from rolecall.text.link_header import linked

SECONDS: Final = 30.0


class JsonApi:
    """A JSON API below `url`, which takes `headers`; `host` is what messages call it."""

    def __init__(self, host: str, url: str, headers: Mapping[str, str]) -> None:
        self._host = host
        self._url = url.rstrip("/")
        self._headers = {"Accept": "application/json", "User-Agent": "rolecall", **headers}

    def call(self, method: str, path: str, body: Mapping[str, Any] | None = None) -> Any:
        """The answer to one request. Raises JobError for every other answer than success."""
        return self._send(method, f"{self._url}/{path}", body)[0]

    def all(self, path: str) -> Iterator[Any]:
        """The rows of a listing, page by page (RFC 8288). Raises JobError."""
        url: str | None = f"{self._url}/{path}{'&' if '?' in path else '?'}per_page=100"
        while url:
            rows, link = self._send("GET", url, None)
            if not isinstance(rows, list):
                raise JobError(f"{self._host} answers {urlsplit(url).path} with no list.", hint="Is the URL its API's?")
            yield from rows
            try:
                following = linked(link, "next")
            except ValueError as problem:
                raise JobError(
                    f"{self._host} does not say what follows a page of {urlsplit(url).path}: in its header `Link` "
                    f"{problem}.",
                    hint="Look whether a proxy on the way changes headers.",
                ) from None
            url = following
            if url and urlsplit(url)[:2] != urlsplit(self._url)[:2]:
                raise JobError(f"{self._host} leads to another server for its next page.", hint="Tell its operators.")

    def _send(self, method: str, url: str, body: Mapping[str, Any] | None) -> tuple[Any, str]:
        data = None if body is None else json.dumps(body).encode()
        headers = {**self._headers, **({} if data is None else {"Content-Type": "application/json"})}
        request = urllib.request.Request(url, data=data, headers=headers, method=method)
        what = f"{method} {urlsplit(url).path}"
        try:
            with _OPENER.open(request, timeout=SECONDS) as answer:
                text = answer.read()
                return (json.loads(text) if text else None), ", ".join(answer.headers.get_all("Link", []))
        except urllib.error.HTTPError as error:
            raise JobError(
                f"{self._host} answers {what} with {error.code} {error.reason}.",
                hint="Has the token of the job the rights that the example's comments name?",
            ) from None
        except (OSError, ValueError) as error:
            raise JobError(
                f"{self._host} does not answer {what}: {type(error).__name__}.", hint="Try again; nothing was applied."
            ) from None


class _NoRedirect(urllib.request.HTTPRedirectHandler):
    """A token does not follow to another address."""

    def redirect_request(self, *_: Any, **__: Any) -> None:
        """Take the redirect for what it is: no answer."""


_OPENER: Final = urllib.request.build_opener(_NoRedirect)
