"""Errors that show what a request held, secrets too, in each form in which vendors have been seen to write them."""

from __future__ import annotations

import base64
import html
import json
import re
from collections.abc import Callable, Mapping
from typing import Any, Final, Protocol
from urllib.parse import parse_qsl, quote, quote_plus
from xml.sax.saxutils import escape


class Echoed(Protocol):
    """A request: its headers and its body."""

    @property
    def headers(self) -> Mapping[str, str]:
        """Header values by lower-case name."""

    @property
    def body(self) -> bytes:
        """The body as it came."""


def _json(text: str) -> str:
    return json.dumps(text)[1:-1]


def _base64(text: str) -> str:
    return base64.b64encode(text.encode()).decode()


HOSTILE: Final = (
    "\x1b[2J\x1b]0;title\x07 \u202egnp.exe\u2066 \x00\r\n::error file=main.tf::forged\n##[error]forged\n"
    "##vso[task.setvariable variable=PATH]forged\n::add-mask::plan"
)
"""Control characters, bidirectional marks, and commands of CI systems."""

FORMS: Final[Mapping[str, Callable[[str], str]]] = {
    "plain": lambda text: text,
    "collapsed": lambda text: " ".join(text.split()),
    "html": html.escape,
    "xml": lambda text: escape(text, {'"': "&quot;", "'": "&apos;"}),
    "json_twice": lambda text: _json(_json(text)),
    "percent": lambda text: re.sub("%..", lambda match: match[0].lower(), quote(text, safe="")),
    "form": quote_plus,
    "base64": _base64,
    "base64url": lambda text: base64.urlsafe_b64encode(text.encode()).decode().rstrip("="),
    "basic": lambda text: _base64(f"admin:{text}"),
    "cut": lambda text: f"{text[: max(9, 2 * len(text) // 3)]}...",
    "hostile": lambda _: HOSTILE,
}


def echo(request: Echoed, form: str) -> str:
    """The text of an error about every credential and every text in the body of `request`, written as `form`."""
    credentials = request.headers.get("authorization", "").partition(" ")[2]
    texts = [*request.headers.get("session", "").split(), *credentials.split(), *_texts(request.body)]
    return "; ".join(f"invalid value {FORMS[form](text)}" for text in texts) or FORMS[form]("invalid request")


def _texts(body: bytes) -> list[str]:
    """Every text in a JSON or form body, longest first: what is cut off at the end is then the least of it."""
    try:
        found = list(_leaves(json.loads(body)))
    except ValueError:
        found = [value for _, value in parse_qsl(body.decode("utf-8", "replace"))]
    return sorted(found, key=len, reverse=True)


def _leaves(data: Any) -> list[str]:
    if isinstance(data, str):
        return [data]
    items = data.values() if isinstance(data, dict) else data if isinstance(data, list) else ()
    return [leaf for item in items for leaf in _leaves(item)]
