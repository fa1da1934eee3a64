"""One authenticated call: its arguments, its caller's capabilities, and the answer in the form it asked for."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cached_property
from typing import TypeVar
from urllib.parse import parse_qs

from rolecall.sandbox.core.message import Refusal, Request, Response
from rolecall.sandbox.core.paging import page_of
from rolecall.sandbox.splunk.atom import atom_feed
from rolecall.sandbox.splunk.feed import Entry, Feed, json_feed
from rolecall.sandbox.splunk.model import User
from rolecall.sandbox.splunk.options import SplunkOptions
from rolecall.sandbox.splunk.store import SplunkStore

Row = TypeVar("Row")
FORM = "application/x-www-form-urlencoded"
_FORM_TYPES = (FORM, "")  # splunk-sdk sends forms without a type
_TRUE, _FALSE = {"1", "true", "t", "yes", "on"}, {"0", "false", "f", "no", "off"}


class Call:
    """A request by a caller who is let in."""

    def __init__(self, request: Request, store: SplunkStore, options: SplunkOptions, caller: User) -> None:
        self.request = request
        self.store = store
        self.options = options
        self.caller = caller
        self.given = arguments(request)

    # Arguments

    def allow(self, names: Iterable[str]) -> None:
        """Refuse arguments beyond these and `output_mode`."""
        known = {"output_mode", *names}
        for name in self.given:
            if name not in known:
                raise Refusal(400, f'Argument "{name}" is not supported by this handler.')

    def has(self, name: str) -> bool:
        """True if the argument was sent, if only empty."""
        return name in self.given

    def text(self, name: str, default: str = "") -> str:
        """The argument's last value."""
        return self.given[name][-1] if name in self.given else default

    def required(self, name: str) -> str:
        """The argument's value; refuses when it is missing or empty."""
        value = self.text(name)
        if not value:
            raise Refusal(400, f"The following required arguments are missing: {name}.")
        return value

    def values(self, name: str) -> list[str]:
        """All values of a repeated argument; an empty value stands for none."""
        return [value for value in self.given.get(name, []) if value]

    def flag(self, name: str) -> bool:
        """The argument as a boolean; refuses what is none."""
        value = self.text(name).lower()
        if value not in _TRUE | _FALSE:
            raise Refusal(400, f'The value of argument "{name}" must be a boolean.')
        return value in _TRUE

    def whole(self, name: str, default: int) -> int:
        """The argument as a whole number; refuses what is none."""
        value = self.text(name)
        if not value:
            return default
        try:
            return int(value)
        except ValueError:
            raise Refusal(400, f'The value of argument "{name}" must be an integer.') from None

    def found(self, rows: Mapping[str, Row]) -> Row:
        """The row that the path names, in any case; refuses with 404."""
        name = self.request.arguments["name"].lower()
        if name not in rows:
            raise Refusal(404, f"Could not find object id={name}")
        return rows[name]

    # Capabilities

    @cached_property
    def capabilities(self) -> set[str]:
        """The capabilities of the caller, through all roles."""
        return self.store.effective_capabilities(self.caller.roles)

    def can(self, *capabilities: str) -> bool:
        """True if the caller has one of these capabilities."""
        return not self.capabilities.isdisjoint(capabilities)

    def require(self, *capabilities: str) -> None:
        """Refuse a caller who has none of these capabilities."""
        if not self.can(*capabilities):
            needed = " OR ".join(capabilities)
            text = f"You (user={self.caller.name}) do not have permission to perform this operation"
            raise Refusal(403, f"{text} (requires capability: {needed}).")

    # Answers

    def answer(
        self, path: str, entries: list[Entry], *, offset: int = 0, per_page: int = 30, total: int = -1, said: str = ""
    ) -> Response:
        """A feed of these entries and of what is `said` about them, as JSON or Atom."""
        feed = Feed(
            path,
            f"https://{self.request.headers.get('host', '127.0.0.1:8089')}",
            self.store.clock.now(),
            entries,
            len(entries) if total < 0 else total,
            per_page,
            offset,
            said,
        )
        return json_feed(feed) if wants_json(self.request) else atom_feed(feed)

    def written(self, path: str, entry: Entry) -> Response:
        """The answer to a create or update: the entry, or nothing where the version keeps it to itself."""
        return self.answer(path, [entry] if self.options.post_returns_entity else [])

    def page(self, path: str, rows: Sequence[Row], render: Callable[[Row], Entry]) -> Response:
        """One page of a list: `count` (0 or -1: all), `offset`, `search`, `sort_key`, `sort_dir`."""
        count, offset = self.whole("count", 30), self.whole("offset", 0)
        if count < -1 or offset < 0:
            raise Refusal(400, 'The values of "count" and "offset" cannot be negative.')
        if search := self.text("search"):
            rows = [row for row in rows if _matches(render(row), search)]
        if key := self.text("sort_key"):
            descending = self.text("sort_dir") == "desc"
            rows = sorted(rows, key=lambda row: _sort_value(render(row), key), reverse=descending)
        page = page_of(rows, offset, count if count > 0 else None, self.request)
        entries = [render(row) for row in page.rows]
        return self.answer(path, entries, offset=offset, per_page=max(count, 0), total=page.total)


def arguments(request: Request) -> dict[str, list[str]]:
    """The query's arguments and those of a form body; refuses a body that is not a form."""
    if request.method != "POST" or not request.body:
        return dict(request.query)
    if request.content_type not in _FORM_TYPES:
        raise Refusal(415, f"The body must be {FORM}, not {request.content_type}.")
    try:
        form = parse_qs(request.body.decode(), keep_blank_values=True)
    except ValueError:
        raise Refusal(400, "The body is not a form in UTF-8.") from None
    return {**request.query, **form}


def wants_json(request: Request) -> bool:
    """True if the caller asked for JSON, in the query or in the form."""
    if "output_mode" in request.query:
        return request.parameter("output_mode") == "json"
    return request.content_type in _FORM_TYPES and b"output_mode=json" in request.body.split(b"&")


def _matches(entry: Entry, search: str) -> bool:
    """`field=value` compares one field, anything else is looked for in the name and all texts."""
    name, equals, wanted = search.partition("=")
    if equals:
        value = entry.name if name == "name" else entry.content.get(name)
        values = value if isinstance(value, list) else [value]
        return wanted.strip('"').lower() in [str(each).lower() for each in values]
    texts = [entry.name, *(value for value in entry.content.values() if isinstance(value, str))]
    return any(search.lower() in text.lower() for text in texts)


def _sort_value(entry: Entry, key: str) -> str:
    return entry.name if key == "name" else str(entry.content.get(key) or "")
