"""Reading and checking JSON bodies as Okta does."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from rolecall.sandbox.core.message import Request
from rolecall.sandbox.okta.errors import OktaRefusal, invalid, malformed


def json_object(request: Request, *, needed: bool = True) -> dict[str, Any]:
    """The JSON object in the body; refuses with 400 or 415. Not `needed`: a missing body is an empty object."""
    if not request.body and not needed:
        return {}
    text = "Unsupported media type." if request.content_type else "The Content-Type header is missing."
    wrong_type = OktaRefusal(415, "E0000021", f"Bad request. {text}")
    return request.json_object(("application/json",), wrong_type, malformed(), malformed())


def refuse_unknown(body: Mapping[str, Any], known: frozenset[str] | set[str], where: str) -> None:
    """Refuse with 400 a property that `where` does not have."""
    if unknown := sorted(set(body) - known):
        raise invalid(where, f"{unknown[0]}: The field is not allowed.")


def part(body: Mapping[str, Any], name: str, where: str) -> dict[str, Any]:
    """An object inside a body, empty when absent or null; refuses anything else with 400."""
    value = body.get(name)
    if value is None:
        return {}
    if not isinstance(value, dict):
        raise invalid(where, f"{name}: The field must be an object.")
    return value


def group_profile(body: Mapping[str, Any]) -> dict[str, Any]:
    """A group's profile, whole: what is not sent is empty. Refuses with 400."""
    refuse_unknown(body, {"profile"}, "group")
    sent = part(body, "profile", "group")
    refuse_unknown(sent, {"name", "description"}, "profile")
    name = sent.get("name")
    description = sent.get("description")
    if not isinstance(name, str) or not name.strip():
        raise invalid("name", "name: The field cannot be left blank")
    if len(name) > 255:
        raise invalid("name", "name: The field is too long")
    if description is not None and (not isinstance(description, str) or len(description) > 1024):
        raise invalid("description", "description: The field must be a string of up to 1024 characters")
    return {"name": name, "description": description}


def password_of(body: Mapping[str, Any]) -> str | None:
    """The password in a user's credentials, or None; refuses with 400."""
    credentials = part(body, "credentials", "user")
    refuse_unknown(credentials, {"password", "recovery_question", "provider"}, "credentials")
    value = part(credentials, "password", "credentials").get("value")
    if value is None:
        return None
    if not isinstance(value, str) or len(value) < 8:
        raise invalid("password", "password: Password requirements were not met. At least 8 characters")
    return value
