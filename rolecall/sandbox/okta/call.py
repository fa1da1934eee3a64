"""One request to Okta, and what its handlers ask of it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar
from urllib.parse import urlencode

from rolecall.sandbox.core.message import Request, Response
from rolecall.sandbox.core.paging import page_of
from rolecall.sandbox.core.tokens import seal, unseal
from rolecall.sandbox.okta.assignments import settle
from rolecall.sandbox.okta.errors import forbidden, found, invalid, not_found
from rolecall.sandbox.okta.model import App, Group, User
from rolecall.sandbox.okta.options import OktaOptions
from rolecall.sandbox.okta.store import OktaStore

BASE = "/api/v1"
Row = TypeVar("Row")


@dataclass(frozen=True)
class Call:
    """A request with its caller, who was let in but may not be allowed anything yet."""

    request: Request
    store: OktaStore
    options: OktaOptions
    caller: User

    @property
    def base(self) -> str:
        """The URL of the API, for links in bodies."""
        return f"{self.request.origin}{BASE}"

    def require_administrator(self) -> None:
        """Refuse a caller who is no administrator."""
        if not self.caller.administrator:
            raise forbidden()

    def parameters(self, *names: str) -> None:
        """Refuse a query parameter that is not among `names`."""
        if unknown := sorted(set(self.request.query) - set(names)):
            raise invalid(unknown[0], f"The parameter {unknown[0]} is not supported here.")

    def flag(self, name: str, default: bool) -> bool:
        """A query parameter that is `true` or `false`; refuses anything else with 400."""
        text = self.request.parameter(name, "true" if default else "false").lower()
        if text not in ("true", "false"):
            raise invalid(name, f"{name} must be true or false.")
        return text == "true"

    def user(self) -> User:
        """The person in the path: an id, a login or `me`; refuses with 404."""
        who = self.request.arguments["user"]
        if who == "me" and self.caller.id in self.store.users:
            return self.caller
        user = self.store.users.get(who) or self.store.by_login(who)
        if user is None or (
            who != user.id and user.status == "DEPROVISIONED" and not self.options.login_finds_deprovisioned
        ):
            raise not_found(who, "User")
        return user

    def user_by_id(self, id: Any) -> User:
        """The person with this id, not login; refuses with 404."""
        return found(self.store.users, id, "User")

    def group(self) -> Group:
        """The group in the path; refuses with 404."""
        return found(self.store.groups, self.request.arguments["group"], "UserGroup")

    def app(self) -> App:
        """The app in the path, its people up to date; refuses with 404."""
        app = found(self.store.apps, self.request.arguments["app"], "AppInstance")
        settle(self.store, app)
        return app

    def page(
        self,
        rows: Sequence[Row],
        render: Callable[[Row], dict[str, Any]],
        *,
        default: int,
        most: int,
        paged: bool = True,
    ) -> Response:
        """A page of a list, with links to itself and, where there is more, to the next. Not `paged`: without that."""
        text = self.request.parameter("limit", str(default))
        if not text.isdecimal() or not 1 <= int(text) <= most:
            raise invalid("limit", f"limit must be a number from 1 to {most}.")
        limit = min(int(text), self.options.largest_page or most)
        path = self.request.raw_path
        start = _unseal(self.request.parameter("after"), path) if "after" in self.request.query else 0
        page = page_of(rows, start, limit, self.request)
        response = Response.json([render(row) for row in page.rows])
        links = [self._link("self", self.request.raw_query)]
        following = start + len(page.rows)
        if paged and page.rows and following < page.total:
            query = {name: values[-1] for name, values in self.request.query.items()}
            links.append(self._link("next", urlencode({**query, "after": seal(following, path), "limit": limit})))
        header = ", ".join(links)
        response.headers["Link"] = header[: len(header) - len('"next"')] if self.options.link_form == "torn" else header
        return response

    def _link(self, relation: str, query: str) -> str:
        host = self.options.link_host or self.request.origin
        said = f'rel="{relation}"'
        if self.options.link_form == "full":
            said = f'title="rows, more; <of {relation}>"; REL = "https://example.com/rel/{relation} {relation}" ;'
        return f"<{host}{self.request.raw_path}{'?' if query else ''}{query}>; {said}"


def _unseal(cursor: str, path: str) -> int:
    """The place where a cursor goes on; refuses with 400 one that was not made for this list."""
    match unseal(cursor):
        case [start, about] if about == path:
            return int(start)
    raise invalid("after", "The cursor is not valid for this list.")
