"""One request to Cloud Services, and what its handlers ask of it."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from rolecall.sandbox.core.message import Refusal, Request, Response
from rolecall.sandbox.core.paging import page_of
from rolecall.sandbox.core.tokens import seal
from rolecall.sandbox.tanzu.body import json_object, number, place, refuse_unknown
from rolecall.sandbox.tanzu.cloud_services.model import ROLES, Member
from rolecall.sandbox.tanzu.cloud_services.store import CloudServices
from rolecall.sandbox.tanzu.options import TanzuOptions

DEFAULT_PAGE, LARGEST_PAGE = 20, 100


@dataclass(frozen=True)
class Call:
    """A request with its caller, who was let in but may not be allowed anything yet."""

    request: Request
    cloud: CloudServices
    options: TanzuOptions
    caller: Member

    def check_organization(self) -> None:
        """Refuse an organization that is not an id (400), or not this one (404)."""
        given = self.request.arguments["org"]
        try:
            uuid.UUID(given)
        except ValueError:
            raise Refusal(400, f"'{given}' is not an organization id.", "invalid_org_id") from None
        if given != self.cloud.org_id:
            raise Refusal(404, f"Organization {given} was not found.", "org_not_found")

    def body(self, known: set[str], where: str) -> dict[str, Any]:
        """The JSON object in the body; refuses with 415 or 400, also a field that `where` does not have."""
        body = json_object(self.request)
        refuse_unknown(body, known, where)
        return body

    def check_role(self, role: Any) -> str:
        """A role of the organization; refuses anything else with 400."""
        if role not in ROLES:
            raise Refusal(400, f"The role '{role}' does not exist in the organization.", "invalid_role")
        return str(role)

    def member(self) -> Member:
        """The person in the path whom the list shows; refuses with 404."""
        user_id = self.request.arguments["user"]
        member = self.cloud.members.get(user_id)
        if member is None or not self.cloud.shows(member):
            raise Refusal(404, f"User {user_id} was not found in the organization.", "user_not_found")
        return member

    def page(self, rows: Sequence[Member], render: Callable[[Member], dict[str, Any]]) -> Response:
        """A page of members: `page_size` and `page_token`, or `pageLimit` and `pageStart`, which counts from 1."""
        request = self.request
        size = number(request, "pageLimit", number(request, "page_size", DEFAULT_PAGE))
        size = min(size, LARGEST_PAGE, self.options.largest_page)
        start = number(request, "pageStart", 1) - 1
        if token := request.parameter("page_token"):
            start = place(token, "members")
        page = page_of(rows, start, size, request)
        following = start + len(page.rows)
        more = {"next": self._next(following, size)} if page.rows and following < page.total else {}
        return Response.json({"results": [render(row) for row in page.rows], "pagination": more})

    def _next(self, start: int, size: int) -> str:
        if self.options.next_page == "token":
            return seal("members", start, "")
        path = self.link(start + 1, size)
        return path if self.options.next_page == "path" else f"{self.request.origin}{path}"

    def link(self, start: int, size: int) -> str:
        """The path that leads to the rows from number `start` on, counted from 1."""
        return f"{self.request.raw_path}?{urlencode({'pageStart': start, 'pageLimit': size})}"
