"""Departures of real servers from the RFCs in what they take and give, each by an option (`ScimOptions`)."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from typing import Any

from rolecall.sandbox.core.message import Refusal, Request, Response
from rolecall.sandbox.scim.body import MEDIA_TYPE, whole_number
from rolecall.sandbox.scim.definitions import ENTERPRISE
from rolecall.sandbox.scim.filters import Both, Compare, Either, Node, leaves
from rolecall.sandbox.scim.options import ScimOptions
from rolecall.sandbox.scim.store import Catalogue, Resource, ScimStore

_FIRST = ""
_CURSOR = "page-"
_ID = re.compile(r"[0-9A-Fa-f]{8}(-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12}")


def check_media_type(request: Request, options: ScimOptions) -> None:
    """Refuse SCIM's own media type where only plain JSON is taken."""
    if options.plain_json_only and request.body and request.content_type == MEDIA_TYPE:
        raise Refusal(415, f"Content-Type {MEDIA_TYPE} is not supported; send application/json.")


def check_size(members: int, operations: int, options: ScimOptions) -> None:
    """Refuse a write of more members, or a PATCH of more operations, than one request may hold."""
    most = options.largest_change
    if most is not None and max(members, operations) > most:
        words = f"{max(members, operations)} changes are too many; at most {most} in one request."
        raise Refusal(options.oversize_status, words if options.oversize_words else "", "tooMany")


def check_patch(operations: Sequence[Mapping[str, Any]], options: ScimOptions) -> None:
    """Refuse a PATCH that is too large, or that takes members out in a way that the server does not know."""
    values = [operation.get("value") for operation in operations if operation.get("path") == "members"]
    filtered = [each for each in operations if _removes(each) and str(each.get("path")).startswith("members[")]
    members = sum(len(value) for value in values if isinstance(value, list)) + len(filtered)
    check_size(members, len(operations), options)
    if filtered and "path" not in options.removal:
        raise Refusal(400, "members cannot be addressed by a filter.", "invalidPath")
    listed = [each for each in operations if _removes(each) and each.get("path") == "members" and each.get("value")]
    if listed and "value" not in options.removal:
        raise Refusal(400, "remove takes no value.", "invalidSyntax")


def check_attributes(operations: Sequence[Mapping[str, Any]], options: ScimOptions) -> None:
    """Refuse a PATCH of attributes that only a PUT changes."""
    for name in (str(operation.get("path", "")).partition(".")[0] for operation in operations):
        if name in options.unpatchable:
            raise Refusal(400, f"{name} cannot be changed by PATCH.", "invalidPath")


def check_user(values: Mapping[str, Any], resource: Resource | None, options: ScimOptions) -> None:
    """Refuse a user as this server wants none: without an extension, or renamed in nothing but case."""
    if options.needs_extension and not values.get(ENTERPRISE):
        raise Refusal(400, f"A user needs {ENTERPRISE}.", "invalidValue")
    old, new = ("" if resource is None else resource.name), str(values.get("userName", ""))
    if not options.case_changes and old != new and old.lower() == new.lower():
        raise Refusal(400, "userName cannot change in case alone.", "mutability")


def _removes(operation: Mapping[str, Any]) -> bool:
    return str(operation.get("op")).lower() == "remove"


def check_filter(text: str, node: Node, store: ScimStore, options: ScimOptions) -> None:
    """Refuse filters of forms that the server does not take, and those that ask for a member it does not know."""
    several = isinstance(node, Both | Either)
    refused = {
        "any": False,
        "conjunction": "(" in text or isinstance(node, Either),
        "term": several,
        "none": True,
    }[options.filter_form]
    if refused:
        raise Refusal(400, "The filter is not supported.", "invalidFilter")
    if options.unknown_member_is_404:
        for each in leaves(node, inside=True):
            of_members = each.target.attribute is not None and each.target.attribute.keyed
            if of_members and isinstance(each, Compare) and store.resource(str(each.literal)) is None:
                raise Refusal(404, f"No user {each.literal}.")


def start_of(values: Mapping[str, Any], options: ScimOptions) -> int:
    """The number of the first row of a page, by index or by cursor (RFC 9865). Raises Refusal."""
    cursor = values.get("cursor")
    if options.paging == "index" or cursor is None:
        start = max(1, whole_number(values, "startIndex") or 1)
        if start > 1 and options.paging == "cursor":
            raise Refusal(400, "Beyond the first page this server pages by cursor.", "invalidValue")
        return start
    if cursor == _FIRST:
        return 1
    number = str(cursor).removeprefix(_CURSOR)
    if not str(cursor).startswith(_CURSOR) or not number.isdecimal():
        raise Refusal(400, "The cursor is not known.", "invalidCursor")
    return int(number)


def next_of(values: Mapping[str, Any], start: int, rows: int, total: int, options: ScimOptions) -> dict[str, Any]:
    """What the answer to a page says of the next one."""
    asked = "cursor" in values or options.paging == "cursor"
    if options.paging == "index" or not asked or start - 1 + rows >= total:
        return {}
    return {"nextCursor": f"{_CURSOR}{start + rows}"}


def check_count(count: int | None, options: ScimOptions) -> None:
    """Refuse a page that is larger than any, or empty, where the server minds that."""
    if not options.refuses_count or count is None:
        return
    if not 1 <= count <= options.largest_page:
        raise Refusal(400, f"count must be between 1 and {options.largest_page}.", "invalidValue")


def is_hidden(resource: Resource, options: ScimOptions) -> bool:
    """True for a user who is deactivated, where the server then shows nobody."""
    return options.hides_deactivated and resource.values.get("active") is False


def found(catalogue: Catalogue, id: str, options: ScimOptions) -> Resource:
    """The resource of this id. Raises Refusal with the status that the server has for what is missing."""
    resource = catalogue.get(id)
    if resource is None or is_hidden(resource, options):
        raise Refusal(options.missing_status, f"No {catalogue.type.name} {id}.")
    return resource


def as_kept(request: Request, options: ScimOptions) -> None:
    """Write the ids in `request` as they are kept, where they may be in any letters."""
    if options.capital_ids:
        request.raw_path, request.raw_query = (_lowered(each) for each in (request.raw_path, request.raw_query))
        request.body = _lowered(request.body.decode()).encode()


def _lowered(text: str) -> str:
    return _ID.sub(lambda found: found[0].lower(), text)


def as_given(response: Response, options: ScimOptions) -> Response:
    """`response` as the server writes it: other spellings, texts for booleans, nulls, numbers for ids."""
    changed = (options.lower_resources, options.text_active, options.nulls, options.number_ids, options.capital_ids)
    if not any(changed) or not response.body:
        return response
    data = json.loads(response.body)
    if options.lower_resources and "Resources" in data:
        data["resources"] = data.pop("Resources")
    for row in data.get("resources", data.get("Resources", [data])):
        _change(row, options)
    response.body = json.dumps(data, separators=(",", ":")).encode()
    return response


def _change(row: dict[str, Any], options: ScimOptions) -> None:
    if options.text_active and isinstance(row.get("active"), bool):
        row["active"] = str(row["active"])
    if options.nulls and "userName" in row:
        row.update({name: None for name in ("displayName", "externalId", "title", "name", "emails") if name not in row})
    if options.capital_ids and "id" in row:
        row["id"] = row["id"].upper()
        for each in row.get("groups", ()):
            each["value"] = each["value"].upper()
    if options.number_ids and str(row.get("id")).isdecimal():
        row["id"] = int(row["id"])
