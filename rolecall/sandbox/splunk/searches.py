"""Searches of the index `_audit`: `search/jobs/export`, and `search/jobs` where it answers at once (oneshot).

The language is the little that such searches need: `search` with terms, OR and parentheses, then `head`, `table` and
`fields`. Everything else is refused, rather than answered wrongly.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from datetime import UTC, datetime
from fnmatch import fnmatchcase
from typing import Any, Final

from rolecall.sandbox.core.expressions import Conditions, Test
from rolecall.sandbox.core.message import Refusal, Response
from rolecall.sandbox.core.trail import Entry
from rolecall.sandbox.splunk.call import Call

JOBS: Final = "/services/search/jobs"
V2: Final = "/services/search/v2/jobs"
INDEX: Final = "_audit"
_TOKEN: Final = re.compile(
    r'\s*(?:(?P<paren>[()])|(?P<term>[\w.]+=(?:"(?:[^"\\]|\\.)*"|[^\s()"|]+))|(?P<word>[^\s()"]+))'
)
_PARTS: Final = re.compile(r'((?:[^"|]|"(?:[^"\\]|\\.)*")+)(?:\||$)')
_ACTIONS: Final = (
    ("role.grant", "edit_user", "edit"),
    ("role.revoke", "edit_user", "edit"),
    ("user", "edit_user", ""),
    ("role", "edit_roles", ""),
    ("saml", "change_authentication", ""),
)
_VERBS: Final = {"create": "create", "update": "edit", "delete": "remove"}
Row = dict[str, Any]


def export(call: Call) -> Response:
    """The results, one JSON document on each line. An administrator may forbid it to GET."""
    if call.request.method == "GET" and call.options.block_get_search and "/v2/" not in call.request.path:
        raise Refusal(405, "Method Not Allowed", Allow="POST")
    rows = _run(call)
    lines = [
        {"preview": False, "offset": at, **({"lastrow": True} if at == len(rows) - 1 else {}), "result": row}
        for at, row in enumerate(rows)
    ] or [{"preview": False, "lastrow": True}]
    body = "\n".join(json.dumps(line) for line in lines) + "\n"
    return Response(200, body.encode())


def create_job(call: Call) -> Response:
    """A search whose results are the answer."""
    if call.text("exec_mode") != "oneshot":
        raise Refusal(400, "This stand-in runs searches at once: exec_mode=oneshot.")
    answer = {
        "preview": False,
        "init_offset": 0,
        "messages": [],
        "fields": [],
        "results": _run(call),
        "highlighted": {},
    }
    return Response.json(answer)


def _run(call: Call) -> list[Row]:
    call.require("search")
    if call.text("output_mode") != "json":
        raise Refusal(400, "This stand-in answers searches in JSON alone: output_mode=json.")
    first, *others = [part.strip() for part in _PARTS.findall(call.required("search"))]
    command, _, terms = first.partition(" ")
    if command != "search":
        raise Refusal(400, f"Unknown search command '{command}'.")
    test = _Terms(terms).parse()
    rows = [_row(each, call) for each in call.store.trail.newest() if each.time >= _earliest(call)]
    rows = [row for row in rows if _may_see(call) and test(row)]
    for part in others:
        rows = _piped(part, rows)
    return rows


def _piped(part: str, rows: list[Row]) -> list[Row]:
    command, _, rest = part.partition(" ")
    if command == "head" and rest.isdecimal():
        return rows[: int(rest)]
    if command in ("table", "fields"):
        names = re.split(r"[,\s]+", rest.strip())
        return [{name: row[name] for name in names if name in row} for row in rows]
    raise Refusal(400, f"Unknown search command '{command}'.")


def _may_see(call: Call) -> bool:
    """True if a role of the caller may search the index; a search of another one finds nothing, and is no error."""
    allowed = [name for role in call.caller.roles for name in call.store.roles[role].settings["srchIndexesAllowed"]]
    return any(fnmatchcase(INDEX, name) for name in allowed if name.startswith("_"))


def _earliest(call: Call) -> float:
    text = call.text("earliest_time")
    if not text:
        return 0.0
    try:
        return datetime.fromisoformat(text).timestamp()
    except ValueError:
        raise Refusal(400, f"Invalid value '{text}' for time term 'earliest_time'.") from None


def _row(entry: Entry, call: Call) -> Row:
    kind, _, verb = entry.action.partition(".")
    action, operation = next(
        (
            (name, fixed or _VERBS.get(verb, "edit"))
            for start, name, fixed in _ACTIONS
            if entry.action == start or kind.startswith(start)
        ),
        ("other", ""),
    )
    user, target = entry.actor or call.store.admin.name, entry.targets[0] if entry.targets else ""
    time = datetime.fromtimestamp(entry.time, UTC)
    return {
        "_time": time.isoformat(timespec="milliseconds"),
        "_raw": f"Audit:[timestamp={time:%m-%d-%Y %H:%M:%S.000}, user={user}, action={action}, info=granted "
        f'object="{target}" operation={operation}]',
        "index": INDEX,
        "user": user,
        "action": action,
        "info": "granted",
        "object": target,
        "operation": operation,
    }


class _Terms(Conditions):
    """Terms of the `search` command: `field=value`, with `*` for any text, side by side or with OR between them."""

    pattern = _TOKEN
    any_case = True

    def parse(self) -> Test:
        test = self._all()
        if self.peek():
            raise self.early()
        return test

    def _all(self) -> Test:
        tests: list[Callable[[Any], bool]] = []
        while self.peek() and self.peek() != ")":
            tests.append(self.either())
        return lambda row: all(each(row) for each in tests)

    def unreadable(self, at: int) -> Refusal:
        return Refusal(400, f"Error in 'search' command: Unable to parse the search at {self.text[at:]!r}.")

    def early(self) -> Refusal:
        return Refusal(400, "Error in 'search' command: Unable to parse the search: unbalanced parentheses.")

    def one(self) -> Test:
        kind, text = self.take()
        if (kind, text) == ("paren", "("):
            inner = self._all()
            if self.take() != ("paren", ")"):
                raise self.early()
            return inner
        if kind != "term":
            raise Refusal(400, f"Error in 'search' command: this stand-in takes no term {text!r}.")
        name, _, value = text.partition("=")
        wanted = re.sub(r"\\(.)", r"\1", value[1:-1]) if value.startswith('"') else value
        return lambda row: fnmatchcase(str(row.get(name, "")).lower(), wanted.lower().replace("[", "[[]"))
