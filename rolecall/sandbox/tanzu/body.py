"""Reading what requests to Cloud Services and Mission Control carry."""

from __future__ import annotations

import base64
import json
from typing import Any

from rolecall.sandbox.core.message import Refusal, Request


def json_object(request: Request) -> dict[str, Any]:
    """The JSON object in the body; raises Refusal 415 or 400."""
    if request.content_type != "application/json":
        raise Refusal(415, f"Content type '{request.content_type}' is not supported.", "unsupported_media_type")
    try:
        value = json.loads(request.body)
    except ValueError:
        raise Refusal(400, "The body is not JSON.", "invalid_body") from None
    if not isinstance(value, dict):
        raise Refusal(400, "The body is not a JSON object.", "invalid_body")
    return value


def refuse_unknown(body: dict[str, Any], known: set[str], where: str) -> None:
    """Raise Refusal 400 for a field that `where` does not have."""
    if unknown := sorted(set(body) - known):
        raise Refusal(400, f'unknown field "{unknown[0]}" in {where}', "invalid_field")


def number(request: Request, name: str, default: int, least: int) -> int:
    """A query parameter that is a whole number from `least`; raises Refusal 400."""
    text = request.parameter(name)
    if not text:
        return default
    if not text.isdecimal() or int(text) < least:
        raise Refusal(400, f"{name} must be a number from {least}.", "invalid_parameter")
    return int(text)


def seal(kind: str, value: int, about: str = "") -> str:
    """An opaque page token that carries a number and what listing it is about."""
    return base64.urlsafe_b64encode(json.dumps([kind, value, about]).encode()).decode().rstrip("=")


def unseal(token: str, kind: str, about: str = "") -> int:
    """The number in a page token; raises Refusal 400 for one that was not made for this listing."""
    try:
        values = json.loads(base64.urlsafe_b64decode(token + "=" * (-len(token) % 4)))
    except ValueError:
        values = None
    if not isinstance(values, list) or len(values) != 3 or values[::2] != [kind, about]:
        raise Refusal(400, "The page token is not valid for this request.", "invalid_page_token")
    return int(values[1])
