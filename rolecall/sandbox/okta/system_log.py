"""The system log: `GET /api/v1/logs`. Its events come from changes through the API and from those made by hand.

https://developer.okta.com/docs/api/openapi/okta-management/management/tag/SystemLog/
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import Any, Final

from rolecall.sandbox.core.clock import iso
from rolecall.sandbox.core.message import Request, Response
from rolecall.sandbox.core.trail import Entry
from rolecall.sandbox.okta.call import BASE, Call
from rolecall.sandbox.okta.errors import invalid
from rolecall.sandbox.okta.expressions import Grammar
from rolecall.sandbox.okta.store import OktaStore

_TEXT: Final = frozenset({"eq", "sw", "co"})
_GRAMMAR: Final = Grammar({"eventType": _TEXT, "outcome.result": _TEXT, "target.id": frozenset({"eq"})}, folded=False)
_EVENTS: Final = (
    (r"user\.create|POST users", "user.lifecycle.create"),
    (r"user\.update|(POST|PUT) users/[^/]+", "user.account.update_profile"),
    (r"user\.(deactivate|status)|POST users/[^/]+/lifecycle/.+", "user.lifecycle.status_change"),
    (r"user\.lock", "user.account.lock"),
    (r"user\.delete|DELETE users/[^/]+", "user.lifecycle.delete.completed"),
    (r"group\.create|POST groups", "group.lifecycle.create"),
    (r"group\.rename|PUT groups/[^/]+", "group.profile.update"),
    (r"group\.delete|DELETE groups/[^/]+", "group.lifecycle.delete"),
    (r"group\.join|PUT groups/[^/]+/users/.+", "group.user_membership.add"),
    (r"group\.leave|DELETE groups/[^/]+/users/.+", "group.user_membership.remove"),
    (r"app\.assign|POST apps/[^/]+/users(/.+)?", "application.user_membership.add"),
    (r"app\.unassign|DELETE apps/[^/]+/users/.+", "application.user_membership.remove"),
    (r"app\.assign_group|PUT apps/[^/]+/groups/.+", "group.application_assignment.add"),
    (r"app\.unassign_group|DELETE apps/[^/]+/groups/.+", "group.application_assignment.remove"),
)
"""What the log calls a change by hand or a request."""


@contextmanager
def noted(store: OktaStore, request: Request, caller: str) -> Iterator[None]:
    """Note the request in the block, if it changes something and is not refused."""
    path = request.path.removeprefix(f"{BASE}/").rstrip("/")
    before = _ids(store, request, path)
    yield
    if request.method != "GET":
        targets = [*before, *_ids(store, request, path)]
        store.trail.note(store.clock.now(), caller, f"{request.method} {path}", targets)


def _ids(store: OktaStore, request: Request, path: str) -> list[str]:
    """The ids of what a request is about: those in its path, and of the person that an app is given to."""
    inside = re.findall(r'"id"\s*:\s*"([^"]+)"', request.body.decode(errors="replace"))
    return [each for each in (*path.split("/"), *inside) if each in {**store.users, **store.groups, **store.apps}]


def list_events(call: Call) -> Response:
    """GET /logs."""
    call.parameters("since", "until", "filter", "q", "sortOrder", "limit", "after")
    test = _GRAMMAR.parse(call.request.parameter("filter")) if "filter" in call.request.query else None
    since = call.request.parameter("since", "")
    try:
        start = datetime.fromisoformat(since).timestamp() if since else call.store.clock.now() - 7 * 86_400
    except ValueError:
        raise invalid("since", "The since parameter is not a valid date.") from None
    entries = [each for each in call.store.trail.entries if each.time >= start]
    found = [each for each in entries if test is None or any(test(fields) for fields in _fields(each))]
    if call.request.parameter("sortOrder", "ASCENDING") == "DESCENDING":
        found.reverse()
    return call.page(found, lambda each: _event(each, call.store), default=100, most=1000)


def _fields(entry: Entry) -> list[dict[str, Any]]:
    """What filters see of an event, once for each target."""
    shown = {"eventType": _type(entry), "outcome.result": "SUCCESS"}
    return [{**shown, "target.id": target} for target in entry.targets] or [shown]


def _type(entry: Entry) -> str:
    return next((name for pattern, name in _EVENTS if re.fullmatch(pattern, entry.action)), "system.event")


def _event(entry: Entry, store: OktaStore) -> dict[str, Any]:
    actor = entry.actor or store.administrator.profile["login"]
    known = store.by_login(actor)
    return {
        "uuid": entry.request,
        "published": iso(entry.time),
        "eventType": _type(entry),
        "actor": {"id": known.id if known else "unknown", "type": "User", "alternateId": actor, "displayName": actor},
        "outcome": {"result": "SUCCESS", "reason": None},
        "target": [{"id": each, "type": "Object", "alternateId": each, "displayName": each} for each in entry.targets],
        "debugContext": {"debugData": {"requestId": entry.request}},
    }
