"""Reading requests and wording answers: media types, JSON, errors (RFC 7644 sections 3.1, 3.8, 3.12)."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from typing import Any

from rolecall.sandbox.core.message import Refusal, Request, Response

MEDIA_TYPE = "application/scim+json"
ERROR = "urn:ietf:params:scim:api:messages:2.0:Error"
LIST_RESPONSE = "urn:ietf:params:scim:api:messages:2.0:ListResponse"
SEARCH_REQUEST = "urn:ietf:params:scim:api:messages:2.0:SearchRequest"

_SCIM_TYPES = frozenset(
    {
        "invalidFilter",
        "tooMany",
        "uniqueness",
        "mutability",
        "invalidSyntax",
        "invalidPath",
        "noTarget",
        "invalidValue",
        "invalidVers",
        "sensitive",
    }
)


def json_object(request: Request) -> dict[str, Any]:
    """The JSON object in the body; raises Refusal 415, or 400 invalidSyntax."""
    return request.json_object(
        (MEDIA_TYPE, "application/json"),
        Refusal(415, f"Content-Type {request.content_type!r} is not {MEDIA_TYPE}."),
        Refusal(400, "The body is not JSON.", "invalidSyntax"),
        Refusal(400, "The body is not a JSON object.", "invalidSyntax"),
    )


def need_schema(body: Mapping[str, Any], urn: str) -> None:
    """Raise Refusal 400 invalidSyntax unless `schemas` names this message (RFC 7644 section 3.1)."""
    schemas = body.get("schemas")
    if not isinstance(schemas, list) or urn not in schemas:
        raise Refusal(400, f"schemas lacks {urn}.", "invalidSyntax")


def answer(value: Any = None, status: int = 200, **headers: str) -> Response:
    """An answer of SCIM's media type under a request id; without a body when `value` is None."""
    response = Response(status) if value is None else Response.json(value, status)
    response.content_type = f"{MEDIA_TYPE}; charset=utf-8"
    response.headers |= {name.replace("_", "-"): text for name, text in headers.items()}
    response.headers["X-Request-Id"] = str(uuid.uuid4())
    return response


def refused(refusal: Refusal) -> Response:
    """A refusal as SCIM's error object; its name is the scimType, if it is one."""
    body: dict[str, Any] = {"schemas": [ERROR], "status": str(refusal.status), "detail": refusal.text}
    if refusal.name in _SCIM_TYPES:
        body["scimType"] = refusal.name
    response = answer(body, refusal.status)
    response.headers |= refusal.headers
    return response


def whole_number(values: Mapping[str, Any], name: str) -> int | None:
    """A number of a query, given as text in a URL; None when it is not given. Raises Refusal 400 invalidValue."""
    value = values.get(name)
    if value is None or value == "":
        return None
    try:
        if isinstance(value, bool) or not isinstance(value, int | str):
            raise ValueError
        return int(value)
    except ValueError:
        raise Refusal(400, f"{name} is a whole number, not {value!r}.", "invalidValue") from None


def names(values: Mapping[str, Any], name: str) -> list[str]:
    """The attribute names of a query: with commas between them in a URL, a list in a body."""
    value = values.get(name)
    if value is None:
        return []
    found = value.split(",") if isinstance(value, str) else value
    if not isinstance(found, list) or not all(isinstance(item, str) for item in found):
        raise Refusal(400, f"{name} is a list of attribute names.", "invalidValue")
    return [item.strip() for item in found if item.strip()]
