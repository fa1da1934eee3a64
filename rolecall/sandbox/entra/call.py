"""One request to Graph, and what its handlers ask of it: permissions, bodies, filters, pages."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, fields
from typing import Any, TypeVar
from urllib.parse import quote

from rolecall.sandbox.core.message import Refusal, Request, Response
from rolecall.sandbox.core.paging import made_up, page_of
from rolecall.sandbox.core.tokens import seal, unseal
from rolecall.sandbox.entra.filters import matcher
from rolecall.sandbox.entra.options import EntraOptions
from rolecall.sandbox.entra.replication import Identified, Replication
from rolecall.sandbox.entra.store import EntraStore

DEFAULT_PAGE = 100
EXPANDABLE = ("manager",)
"""The navigation properties that `$expand` may bring along."""
_QUERY = {"$filter", "$top", "$select", "$skiptoken", "$count", "$orderby"}
_ID = re.compile(r"[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}")
_LINK = re.compile(
    r"https?://[^/]+/(?:v1\.0|beta)/(?:directoryObjects|users|groups|servicePrincipals)/([0-9a-fA-F-]{36})"
)
Row = TypeVar("Row")
Kept = TypeVar("Kept", bound=Identified)


def not_found(id: str) -> Refusal:
    """Graph's refusal for an object that it does not find."""
    return Refusal(
        404,
        f"Resource '{id}' does not exist or one of its queried reference-property objects are not present.",
        "Request_ResourceNotFound",
    )


def properties(kind: type[Any], *but: str) -> dict[str, str]:
    """The fields of objects of this kind, without some, by what Graph calls them."""
    names = (each.name for each in fields(kind) if each.name not in but)
    return {re.sub("_(.)", lambda match: match[1].upper(), name): name for name in names}


def shown(row: Any, fields: Mapping[str, str]) -> dict[str, Any]:
    """The properties of an object, by what Graph calls each of these fields."""
    return {name: getattr(row, field) for name, field in fields.items()}


def bad_request(text: str, name: str = "Request_BadRequest") -> Refusal:
    """A refusal with 400."""
    return Refusal(400, text, name)


def id_of(link: Any) -> str:
    """The id in the URL of an object of the directory; refuses with 400 what is none."""
    found = _LINK.fullmatch(link) if isinstance(link, str) else None
    if found is None:
        raise bad_request(f"Invalid URL format specified in @odata.id or @odata.bind: '{link}'.")
    return plain_id(found[1])


def plain_id(text: str) -> str:
    """An object id as the directory keeps it, in small letters, however it is written; anything else as it is."""
    return text.lower() if _ID.fullmatch(text) else text


@dataclass(frozen=True)
class Call:
    """A request whose token was believed; `roles` are the application permissions in it."""

    request: Request
    store: EntraStore
    options: EntraOptions
    roles: frozenset[str]

    def argument(self, name: str) -> str:
        """A placeholder of the path; object ids have no case."""
        return plain_id(self.request.arguments[name])

    def found(self, name: str, row: Row | None) -> Row:
        """The object that this placeholder of the path names; refuses with 404 when there is none."""
        if row is None:
            raise not_found(self.argument(name))
        return row

    def seen(self, name: str, copies: Replication[Kept], rows: Mapping[str, Kept]) -> Kept:
        """The object in this place of the path as this copy of the directory has it; refuses with 404."""
        return self.found(name, copies.read(self.argument(name), rows.get(self.argument(name))))

    def written(self, name: str, copies: Replication[Kept], row: Kept | None) -> Kept:
        """`row`, which this place of the path names, for a write; refuses one that is not there, or not there yet."""
        found = self.found(name, row)
        ends = self.request.method == "DELETE" and self.request.path.rstrip("/").endswith(f"/{self.argument(name)}")
        copies.write(found.id, ends)
        return found

    def require(self, *permissions: str) -> None:
        """Refuse a caller who has none of these application permissions."""
        if not self.roles & set(permissions):
            raise Refusal(403, "Insufficient privileges to complete the operation.", "Authorization_RequestDenied")

    def body(self, allowed: Mapping[str, type], required: Sequence[str] = (), of: str = "") -> dict[str, Any]:
        """The JSON object in the body, its properties among `allowed` and of those types; null is always allowed.

        Annotations such as `@odata.type` are dropped unless they are allowed. Refuses with 400 or 415; what lacks a
        `required` property with the name of the resource that it is a property `of`.
        """
        sent = self.request.content_type
        value = self.request.json_object(
            ("application/json",),
            Refusal(415, f"Content-Type '{sent}' is not application/json.", "UnsupportedMediaType"),
            bad_request("Unable to read JSON request payload.", "BadRequest"),
            bad_request("The request payload must be a JSON object.", "BadRequest"),
        )
        body = {name: item for name, item in value.items() if "@odata." not in name or name in allowed}
        for name, item in body.items():
            if name not in allowed:
                raise bad_request(f"Invalid property '{name}'.")
            if item is not None and not isinstance(item, allowed[name]):
                raise bad_request(f"Invalid value specified for property '{name}'.")
        for name in required:
            if body.get(name) in (None, ""):
                where = f" of resource '{of}'" if of else ""
                raise bad_request(f"A value is required for property '{name}'{where}.")
        return body

    def reference(self) -> str:
        """The id of the object that the body refers to by `@odata.id`; refuses with 400 what is no reference."""
        return id_of(self.body({"@odata.id": str}, ["@odata.id"])["@odata.id"])

    def select(self, row: dict[str, Any], usual: Sequence[str] = ()) -> dict[str, Any]:
        """The row with the properties that `$select` asks for, else the `usual` ones, and with what was expanded."""
        if "$select" in self.request.query:
            names = [name.strip() for name in self.request.parameter("$select").split(",")]
        elif usual:
            names = list(usual)
        else:
            return row
        for name in names:
            if name not in row:
                raise bad_request(f"Could not find a property named '{name}'.", "BadRequest")
        expanded = {name: row[name] for name in EXPANDABLE if name in row}
        return {"id": row["id"], **{name: row[name] for name in names}, **expanded}

    def one(self, kind: str, row: dict[str, Any], status: int = 200, usual: Sequence[str] = ()) -> Response:
        """One object; of a kind that shows only its `usual` properties where none are asked for."""
        return Response.json({"@odata.context": self._context(f"{kind}/$entity"), **self.select(row, usual)}, status)

    def page(
        self,
        kind: str,
        rows: Sequence[Row],
        render: Callable[[Row], dict[str, Any]],
        filterable: Sequence[str] = (),
        size: int = DEFAULT_PAGE,
        usual: Sequence[str] = (),
        options: Sequence[str] = (),
    ) -> Response:
        """A page of objects: `$filter` on the `filterable` properties, `$top`, `$skiptoken` and `@odata.nextLink`.

        `options` are further query options that this listing takes.
        """
        request = self.request
        for name in request.query:
            if name not in _QUERY and name not in options:
                raise bad_request(f"Query option '{name}' is not supported.", "Request_UnsupportedQuery")
        matches = matcher(request.parameter("$filter"), filterable) if "$filter" in request.query else None
        found = [row for row in rows if matches(render(row))] if matches else rows
        text = request.parameter("$top", str(size))
        if not text.isdecimal() or not 1 <= int(text) <= 999:
            raise bad_request(f"Invalid page size specified: '{text}'. Must be between 1 and 999 inclusive.")
        limit = min(int(text), self.options.largest_page)
        start = _unseal(request.parameter("$skiptoken")) if "$skiptoken" in request.query else 0
        page = page_of(found, start, limit, request, lambda row, n: row if isinstance(row, str) else made_up(row, n))
        answer: dict[str, Any] = {"@odata.context": self._context(kind)}
        if request.parameter("$count") == "true":
            answer["@odata.count"] = page.total
        if page.rows and start + len(page.rows) < page.total:
            answer["@odata.nextLink"] = self._next(start + len(page.rows))
        answer["value"] = [self.select(render(row), usual) for row in page.rows]
        return Response.json(answer)

    def base(self) -> str:
        """The URL Graph is reached under."""
        return f"{self.request.origin}/v1.0"

    def _context(self, kind: str) -> str:
        return f"{self.base()}/$metadata#{kind}"

    def _next(self, start: int) -> str:
        parts = [
            f"{name}={quote(value)}"
            for name, values in self.request.query.items()
            if name != "$skiptoken"
            for value in values[-1:]
        ]
        parts.append(f"$skiptoken={seal(start)}")
        return f"{self.request.origin}{self.request.raw_path}?{'&'.join(parts)}"


def _unseal(token: str) -> int:
    match unseal(token):
        case [int(start)]:
            return start
    raise bad_request("The specified skip token is invalid.", "Directory_ExpiredPageToken")
