"""Refusals in Okta's words and codes."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar

from rolecall.sandbox.core.message import Refusal

Row = TypeVar("Row")
ALREADY = "An object with this field already exists in the current organization"


class OktaRefusal(Refusal):
    """A refusal with causes of its own."""

    def __init__(self, status: int, code: str, text: str, *causes: str) -> None:
        super().__init__(status, text, code)
        self.causes = causes


def invalid(where: str, *causes: str) -> OktaRefusal:
    """400: the body, or a part of it, is not as it must be."""
    return OktaRefusal(400, "E0000001", f"Api validation failed: {where}", *causes)


def malformed() -> OktaRefusal:
    """400: the body is no JSON object."""
    return OktaRefusal(400, "E0000003", "The request body was not well-formed.")


def bad_expression(text: str) -> OktaRefusal:
    """400: a filter or search that cannot be read or is not supported."""
    return OktaRefusal(400, "E0000031", f"Invalid search criteria. {text}")


def not_found(id: str, kind: str) -> OktaRefusal:
    """404: there is no such object."""
    return OktaRefusal(404, "E0000007", f"Not found: Resource not found: {id} ({kind})")


def found(rows: Mapping[str, Row], id: Any, kind: str) -> Row:
    """The row with this id; refuses with 404."""
    if not isinstance(id, str) or id not in rows:
        raise not_found(str(id), kind)
    return rows[id]


def bad_token() -> OktaRefusal:
    """401: the token lets no one in."""
    return OktaRefusal(401, "E0000011", "Invalid token provided")


def forbidden() -> OktaRefusal:
    """403: the caller, or anyone, may not do this."""
    return OktaRefusal(403, "E0000006", "You do not have permission to perform the requested action")


def wrong_status() -> OktaRefusal:
    """403: not in the status the person has."""
    return OktaRefusal(403, "E0000038", "This operation is not allowed in the user's current status.")


def unsupported() -> OktaRefusal:
    """501: nobody can do this to such an object."""
    return OktaRefusal(501, "E0000060", "Unsupported operation.")


def too_many() -> OktaRefusal:
    """429: over the limit."""
    return OktaRefusal(429, "E0000047", "API call exceeded rate limit due to too many requests.")
