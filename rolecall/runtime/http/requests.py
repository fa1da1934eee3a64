"""Requests from templates: paths, queries and bodies as the vendor reads them."""

from __future__ import annotations

import copy
import json
import re
from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any
from urllib.parse import quote, urlencode, urlsplit

from rolecall.runtime.diagnostics import refusal
from rolecall.runtime.values.paths import MISSING, PLACES, dig, put
from rolecall.runtime.values.unknown import UNKNOWN
from rolecall.specification.schema import Operation


def places(operation: Operation) -> list[str]:
    """The names in braces in the path and the query of `operation` that are not the provider's own arguments."""
    texts = [operation.path, *(text for _, text in operation.query)]
    return [name for text in texts for name in PLACES.findall(text) if not name.startswith("provider.")]


def names_object(operation: Operation) -> bool:
    """True if the address of `operation` names an object, or something that it lies inside of."""
    return bool(places(operation))


def must_be_filled(operation: Operation, values: Mapping[str, Any]) -> None:
    """See that a write has a value for every place in its query. Raises Refusal: nothing is sent then."""
    for name, template in operation.query if operation.method != "GET" else ():
        _filled(operation, name, template, values)


def with_constants(
    operation: Operation, values: Mapping[str, Any], body: Mapping[str, Any] | None
) -> Mapping[str, Any] | None:
    """`body` with the members that every body of `operation` carries, their templates filled from `values`.

    A list `schemas` names the extensions that are in the body too. Raises Refusal for a place without a value, and
    KeyError for a name that `values` does not have: the shim is wrong then.
    """
    if not operation.constants:
        return _declared(body)
    filled = copy.deepcopy(dict(body or {}))
    for path, template in operation.constants:
        if isinstance(template, tuple):
            put(filled, path, [_filled(operation, path, text, values) for text in template])
        else:
            put(filled, path, _filled(operation, path, template, values) if isinstance(template, str) else template)
    return _declared(filled)


def _filled(operation: Operation, name: str, template: str, values: Mapping[str, Any]) -> str:
    """`template` filled from `values`. Raises Refusal for a place without one, which may stand for all objects."""
    for place in PLACES.findall(template):
        if _text(_value(place, values)) == "":
            raise refusal(
                f"{place} is empty",
                f"{operation.method} {operation.path} says by `{name}` which object is meant, and would mean others "
                "without it. Nothing was sent.",
                (place.partition("|")[0].partition(".")[0],),
            )
    return render_text(template, values)


def render_path(template: str, values: Mapping[str, Any]) -> str:
    """`template` with each `{name}` replaced by its value, percent-encoded whole (RFC 3986 section 2.1).

    Names may be dotted; `{name|last}` is what stands behind the last slash of the value.
    Raises Refusal for a value that is absent, empty, or `.` or `..` (which would address
    another object), and KeyError for a name that `values` does not have: the shim is wrong then.
    """

    def fill(match: re.Match[str]) -> str:
        name = match[1]
        text = _text(_value(name, values))
        if text in ("", ".", ".."):
            raise refusal(
                f"{name} cannot be {text!r}" if text else f"{name} is empty",
                f"The vendor's address of the object is made of it ({template}). Nothing was sent.",
                (name.split("|")[0].split(".")[0],),
            )
        return quote(text, safe="")

    return PLACES.sub(fill, template)


def shown_path(template: str, values: Mapping[str, Any]) -> str:
    """`template` as messages show it: filled from `values` as far as they go, `<name>` in the other places."""

    def fill(match: re.Match[str]) -> str:
        name = match[1].partition("|")[0]
        value = dig(values, name)
        known = isinstance(value, str | int) and value != ""
        return quote(str(value), safe="") if known else f"<{name.rpartition('.')[2]}>"

    return PLACES.sub(fill, template)


def render_query(
    templates: Iterable[tuple[str, str]], values: Mapping[str, Any], more: Mapping[str, Any] | None = None
) -> str:
    """A query string from (name, template) pairs and from `more`, whose lists repeat their name and nulls vanish."""
    pairs = [(name, render_text(text, values)) for name, text in templates]
    for name, value in (more or {}).items():
        if value is not None:
            pairs.extend((name, _text(item)) for item in (value if isinstance(value, list | tuple) else [value]))
    return urlencode(pairs, quote_via=quote)


def render_text(template: str, values: Mapping[str, Any]) -> str:
    """`template` with each `{name}` replaced by its value as it is. Raises KeyError for a name `values` lacks."""
    return PLACES.sub(lambda match: _text(_value(match[1], values)), template)


def _declared(body: Mapping[str, Any] | None) -> Mapping[str, Any] | None:
    """`body` whose list `schemas` names each member that is an extension, called by a URN (RFC 7643 section 3.3)."""
    schemas = body.get("schemas") if body is not None else None
    if body is None or not isinstance(schemas, list):
        return body
    extensions = [name for name in body if name.startswith("urn:") and name not in schemas]
    return {**body, "schemas": [*schemas, *extensions]} if extensions else body


def form_body(body: Mapping[str, Any]) -> bytes:
    """`body` as `application/x-www-form-urlencoded`.

    A list repeats its name, an empty list is one empty value (`roles=`), booleans are `true` and `false`, nulls
    vanish. Raises TypeError for what a form cannot carry.
    """
    pairs: list[tuple[str, str]] = []
    for name, value in body.items():
        if value is None:
            continue
        if isinstance(value, list | tuple):
            pairs.extend((name, _text(item)) for item in value or ("",))
        else:
            pairs.append((name, _text(value)))
    return urlencode(pairs).encode("ascii")


def json_body(body: Any) -> bytes:
    """`body` as JSON (RFC 8259), numbers exact. Raises TypeError or ValueError for what JSON cannot carry.

    Half a surrogate pair that the vendor sent goes back as it came, escaped: UTF-8 has none.
    """
    text = json.dumps(body, ensure_ascii=False, allow_nan=False, default=_number, separators=(",", ":"))
    return text.encode("utf-8", "backslashreplace")


def fits_a_header(text: str) -> bool:
    """True if a header can carry `text` as it is (RFC 9110 section 5.5)."""
    return text != "" and text.isascii() and text.isprintable() and text == text.strip()


def url_problem(url: str) -> str | None:
    """The fault of `url` as a vendor's base URL, in words, or None."""
    try:
        parts = urlsplit(url)
        host, _ = parts.hostname, parts.port
    except ValueError as error:
        return f"it cannot be read as a URL: {error}"
    if parts.scheme not in ("http", "https"):
        return "it must start with https:// (or http://)"
    if not host:
        return "it names no host"
    if parts.username is not None or parts.password is not None:
        return "credentials do not belong in a URL; use the provider's own arguments for them"
    if parts.query or parts.fragment:
        return "a base URL has neither ? nor #"
    if any(character.isspace() or not character.isprintable() for character in url):
        return "it has a space or an invisible character in it"
    return None


def _value(name: str, values: Mapping[str, Any]) -> Any:
    name, _, part = name.partition("|")
    value = values[name] if name in values else dig(values, name)
    if value is MISSING:
        raise KeyError(name)
    if value is None:
        return ""
    return str(value).rpartition("/")[2] if part == "last" else value


def _text(value: Any) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str):
        return value
    if isinstance(value, int | float):
        return str(value)
    if isinstance(value, Decimal):
        return format(value, "f")
    what = "an unknown value" if value is UNKNOWN else type(value).__name__
    raise TypeError(f"{what} has no place in a path, query or form")


def _number(value: Any) -> int | float:
    if isinstance(value, Decimal):
        if value == value.to_integral_value():
            return int(value)
        if Decimal(repr(float(value))) == value:
            return float(value)
        raise ValueError(f"the number {value} has too many digits")
    raise TypeError("an unknown value cannot be sent" if value is UNKNOWN else f"{type(value).__name__} is no JSON")
