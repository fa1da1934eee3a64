"""One authenticated call of the published API: its options, its JSON body, its answers and its refusals."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, TypeVar

from rolecall.sandbox.core.message import Refusal, Request, Response
from rolecall.sandbox.tanium.access import Access
from rolecall.sandbox.tanium.body import is_id, json_object
from rolecall.sandbox.tanium.options import TaniumOptions
from rolecall.sandbox.tanium.records import User
from rolecall.sandbox.tanium.store import TaniumStore

Row = TypeVar("Row")


@dataclass(frozen=True)
class Call:
    """A request by a caller whom `access` let in."""

    request: Request
    store: TaniumStore
    options: TaniumOptions
    access: Access

    def asks(self, option: str) -> bool:
        """Whether the header `tanium-options` sets an option."""
        try:
            found = json.loads(self.request.headers.get("tanium-options", "{}"))
        except ValueError:
            raise refusal(400, "InvalidJSONBody") from None
        return isinstance(found, dict) and bool(found.get(option))

    def body(self, allowed: Iterable[str]) -> dict[str, Any]:
        """The JSON object of the body. Refuses members beyond `allowed`; `id` belongs in the path alone."""
        given = json_object(self.request)
        if "id" in given:
            raise refusal(400, "TooManyTagsWithSameName")
        for name in given:
            if name not in allowed:
                raise refusal(400, "InvalidJSONBody", f"unknown member {name}")
        return given

    def key(self, missing: str) -> int:
        """The number in the path; what is no number is not found."""
        text = self.request.arguments["id"]
        if not text.isdecimal():
            raise refusal(self.options.missing_status, missing)
        return int(text)

    def user(self) -> User:
        """The user of the path, deleted or not as the options say."""
        user = self.store.users.get(self.key("UserNotFound"))
        if user is None or (user.deleted_flag and not self.options.reads_deleted):
            raise refusal(self.options.missing_status, "UserNotFound")
        return user

    def found(self, rows: Mapping[int, Row], missing: str) -> Row:
        """The row whose key is in the path; refuses with `missing` where there is none."""
        row = rows.get(self.key(missing))
        if row is None:
            raise refusal(self.options.missing_status, missing)
        return row

    def ids(self, value: Any, known: Iterable[int], missing: str) -> list[int]:
        """The ids in a list of references; refuses with `missing` what is not among `known`."""
        there, found = set(known), []
        for item in value if isinstance(value, list) else [None]:
            if not isinstance(item, Mapping) or not is_id(item.get("id")) or item["id"] not in there:
                raise refusal(self.options.missing_status, missing)
            found.append(item["id"])
        return list(dict.fromkeys(found))


def with_deleted(call: Call, rows: list[dict[str, Any]], deleted: Iterable[dict[str, Any]]) -> list[dict[str, Any]]:
    """The rows of a listing, and those of what was deleted where the options have them shown."""
    former = [{**row, "deleted_flag": 1} for row in deleted] if call.options.lists_deleted else []
    return listing(call, [*rows, *former])


def refusal(status: int, name: str, more: str = "") -> Refusal:
    """A refusal whose name stands in its text."""
    return Refusal(status, f"request failed: {name}{f' ({more})' if more else ''}", name)


def listing(call: Call, rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The rows of a listing, and the one that tells of it where the options have it."""
    return [*rows, {"cache_info": {}}] if call.options.cache_info else rows


def answer(data: Any) -> Response:
    """A success: always 200, always inside of `data`."""
    return Response.json({"data": data})
