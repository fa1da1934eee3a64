"""Reading and checking JSON bodies and path ids as Tanium does."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from typing import Any

from rolecall.sandbox.core.message import Refusal, Request
from rolecall.sandbox.tanium.options import TaniumOptions
from rolecall.sandbox.tanium.records import REFERENCES, Catalogue
from rolecall.sandbox.tanium.store import TaniumStore

_FORBIDDEN = re.compile(r"[/\\\[\]:;|=,+*?<>]")
_READ_ONLY = {"last_login", "deleted_flag"}
_PLAIN: Mapping[str, tuple[type, str]] = {
    **dict.fromkeys(("display_name", "email"), (str, "string")),
    **dict.fromkeys(("active", "local_admin_flag"), (bool, "boolean")),
}


def json_object(request: Request) -> dict[str, Any]:
    """The JSON object in the body; raises Refusal 415 or 400."""
    return request.json_object(
        ("application/json",),
        Refusal(415, f"Content-Type {request.content_type!r} is not application/json.", "UnsupportedMediaType"),
        Refusal(400, "The body is not JSON.", "InvalidJSONBody"),
        Refusal(400, "The body is not a JSON object.", "InvalidJSONBody"),
    )


def path_id(request: Request) -> int:
    """The numeric id in the path; raises Refusal 400."""
    text = request.arguments["id"]
    if not text.isdecimal():
        raise Refusal(400, f"{text!r} is not an id.", "InvalidID")
    return int(text)


def refuse_unknown(body: Mapping[str, Any], known: set[str]) -> None:
    """Raise Refusal 400 for a field the endpoint does not know; `id` in a body has an error of its own."""
    if "id" in body and "id" not in known:
        raise Refusal(400, "The id belongs in the path.", "TooManyTagsWithSameName")
    if unknown := sorted(set(body) - known):
        raise Refusal(400, f"Unknown field {unknown[0]!r}.", "UnknownField")


def user_name(value: Any) -> str:
    """A valid user name; raises Refusal 400 (vendor contract: the twelve characters a name cannot have)."""
    if value is None or value == "":
        raise Refusal(400, "A user needs a name.", "UserNameRequired")
    if not isinstance(value, str):
        raise Refusal(400, "The name of a user is a string.", "InvalidFieldType")
    if bad := _FORBIDDEN.search(value):
        raise Refusal(400, f"The name {value!r} has the forbidden character {bad[0]!r}.", "InvalidUserName")
    return value


def user_fields(body: Mapping[str, Any], store: TaniumStore) -> dict[str, Any]:
    """The fields of a user a body asks for, checked, references as ids.

    Read-only fields are ignored. Raises Refusal 400 for unknown fields, wrong types and unknown ids.
    """
    refuse_unknown(body, {"name", "persona_id", *_PLAIN, *REFERENCES, *_READ_ONLY})
    fields: dict[str, Any] = {}
    if "name" in body:
        fields["name"] = user_name(body["name"])
    for name, (kind, called) in _PLAIN.items():
        if body.get(name) is not None:
            if not isinstance(body[name], kind):
                raise Refusal(400, f"{name} is a {called}.", "InvalidFieldType")
            fields[name] = body[name]
    for name in REFERENCES:
        if body.get(name) is not None:
            fields[name] = _references(name, body[name], getattr(store, name))
    if body.get("persona_id") is not None:
        if not is_id(body["persona_id"]):
            raise Refusal(400, "persona_id is an integer.", "InvalidFieldType")
        if store.personas.get(body["persona_id"]) is None:
            raise Refusal(400, f"No persona {body['persona_id']}.", "InvalidPersonaForUser")
        fields["persona_id"] = body["persona_id"]
    return fields


def stored_text(name: str, text: str, options: TaniumOptions) -> str:
    """The form in which a text of a user or a token is stored."""
    if options.trim:
        text = text.strip()
    if options.compose:
        text = unicodedata.normalize("NFC", text)
    if name == "name":
        text = (text.lower() if options.lower_names else text)[: options.name_length]
    return text.lower() if name == "email" and options.lower_emails else text


def _references(name: str, value: Any, catalogue: Catalogue) -> list[int]:
    if not isinstance(value, list):
        raise Refusal(400, f"{name} is an array of objects.", "InvalidFieldType")
    ids: list[int] = []
    for item in value:
        if not isinstance(item, dict) or not is_id(item.get("id")) or set(item) - {"id", "name"}:
            raise Refusal(400, f"Each of {name} is an object with a numeric id.", "InvalidReference")
        if catalogue.get(item["id"]) is None:
            raise Refusal(400, f"No {catalogue.kind} {item['id']}.", "ObjectNotFound")
        if item["id"] not in ids:
            ids.append(item["id"])
    return ids


def is_id(value: Any) -> bool:
    """True if a JSON value is a whole number; true and false are not."""
    return isinstance(value, int) and not isinstance(value, bool)
