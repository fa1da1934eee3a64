"""One authenticated call of the Admin Config Service: its JSON body, its pages and its refusals."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

from rolecall.sandbox.core.message import Refusal, Request, Response
from rolecall.sandbox.core.paging import page_of
from rolecall.sandbox.splunk.model import User
from rolecall.sandbox.splunk.options import SplunkOptions
from rolecall.sandbox.splunk.store import SplunkStore

Row = TypeVar("Row")
LARGEST_PAGE = 100
FEDERATION = "fsh_manage"
ACKNOWLEDGEMENT = "federated-search-manage-ack"


@dataclass(frozen=True)
class Call:
    """A request by a caller whose token this search head knows."""

    request: Request
    store: SplunkStore
    options: SplunkOptions
    caller: User

    def body(self, allowed: Iterable[str], required: Iterable[str] = ()) -> dict[str, Any]:
        """The JSON object of the body. Refuses members beyond `allowed`, and a body that lacks a required one."""
        broken = refusal(400, "bad-request", "The body is not a JSON object.")
        given = self.request.json_object(("application/json",), broken, broken, broken)
        for name in given:
            if name not in allowed:
                raise refusal(400, "bad-request", f"unknown field {name!r}")
        for name in required:
            if not given.get(name):
                raise refusal(400, "bad-request", f"field {name!r} is required")
        return given

    def found(self, rows: Mapping[str, Row], key: str, kind: str) -> Row:
        """The row of this key; refuses with 404, with the key as the path has it."""
        if key not in rows:
            raise refusal(404, f"{kind}-not-found", f"{kind} {next(iter(self.request.arguments.values()))} not found")
        return rows[key]

    def page(self, member: str, rows: Sequence[Row], render: Callable[[Row], dict[str, Any]]) -> Response:
        """One page of a list: `count` (30, at most 100) and `offset`. No answer says how many rows there are."""
        count = self.request.number("count", 30, 1, "bad-request")
        if count > LARGEST_PAGE:
            text = f"invalid 'count' value: {count}. Maximum value is {LARGEST_PAGE}"
            raise refusal(400, "bad-request", text)
        offset = self.request.number("offset", 0, 0, "bad-request")
        page = page_of(rows, offset, count, self.request)
        return Response.json({member: [render(row) for row in page.rows]})

    def acknowledged(self, capabilities: Iterable[str]) -> None:
        """Refuse capabilities that may manage federated search, unless the header acknowledges it."""
        if FEDERATION in capabilities and self.request.headers.get(ACKNOWLEDGEMENT) != "Y":
            text = f"set the header Federated-Search-Manage-Ack: Y to give the capability {FEDERATION}"
            raise refusal(400, "bad-request", text)


def refusal(status: int, word: str, text: str) -> Refusal:
    """A refusal with the code that the service gives it, such as `404-user-not-found`."""
    return Refusal(status, text, f"{status}-{word}")
