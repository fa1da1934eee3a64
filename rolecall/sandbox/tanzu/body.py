"""Reading what requests to Cloud Services and Mission Control carry."""

from __future__ import annotations

from typing import Any

from rolecall.sandbox.core.message import Refusal, Request
from rolecall.sandbox.core.tokens import unseal


def json_object(request: Request) -> dict[str, Any]:
    """The JSON object in the body; raises Refusal 415 or 400."""
    return request.json_object(
        ("application/json",),
        Refusal(415, f"Content type '{request.content_type}' is not supported.", "unsupported_media_type"),
        Refusal(400, "The body is not JSON.", "invalid_body"),
        Refusal(400, "The body is not a JSON object.", "invalid_body"),
    )


def refuse_unknown(body: dict[str, Any], known: set[str], where: str) -> None:
    """Raise Refusal 400 for a field that `where` does not have."""
    if unknown := sorted(set(body) - known):
        raise Refusal(400, f'unknown field "{unknown[0]}" in {where}', "invalid_field")


def invalid(text: str) -> Refusal:
    """The refusal of an argument by Mission Control, gRPC code 3."""
    return Refusal(400, text, "invalid_argument")


def number(request: Request, name: str, default: int) -> int:
    """A query parameter that is a whole number from 1; raises Refusal 400."""
    return request.number(name, default, 1, "invalid_parameter")


def place(token: str, kind: str, about: str = "") -> int:
    """The number in a page token of this kind; raises Refusal 400 for one that was not made for this listing."""
    match unseal(token):
        case [given, number, meant] if (given, meant) == (kind, about):
            return int(number)
    raise Refusal(400, "The page token is not valid for this request.", "invalid_page_token")
