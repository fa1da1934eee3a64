"""The faults of the matrix: each strikes one request of a command, at the vendor or on the way there."""

from __future__ import annotations

import itertools
import json
from collections.abc import Collection, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, Final

import httpx

from benchmarks.faults.wire import Handle, Send, Wire
from rolecall.sandbox import Fault, Sandbox

READS: Final = ("GET", "HEAD")
EVERY: Final = -1
"""In place of a request's number: the fault strikes every read for as long as it lasts."""
LARGEST_MEMBERS: Final = 6
"""How many members of one answer are left out, one at a time."""


@dataclass(frozen=True)
class Exchanged:
    """One request of a command that met no fault: `members` are those of its answer that can be left out.

    `refused`: the vendor itself refused it, for a moment perhaps.
    """

    method: str
    path: str
    members: tuple[str, ...]
    refused: bool = False


@dataclass(frozen=True)
class Kind:
    """One fault. `settings` are those of the sandbox's `Fault`; without a kind there it is on the way.

    `of` says which requests it makes sense for: reads, writes or all. `lasts`: it strikes every read of a command too.
    `grants`: the answer says that it is done, so that it is none to a write that the vendor refuses.
    """

    says: str
    settings: Mapping[str, Any] | None = None
    of: str = "all"
    lasts: bool = False
    grants: bool = False

    def variants(self, exchanged: Exchanged) -> tuple[str, ...]:
        """The ways to strike this request: a member for each that can be missing, otherwise one or none."""
        reads = exchanged.method in READS
        if (self.of == "reads" and not reads) or (self.of == "writes" and reads):
            return ()
        if self.grants and exchanged.refused and not reads:
            return ()
        return exchanged.members if self.settings and self.settings["kind"] == "member_missing" else ("",)


def _status(status: int, **more: Any) -> dict[str, Any]:
    return {"kind": "status", "status": status, **more}


def _after(status: int, **more: Any) -> dict[str, Any]:
    return {"kind": "status_after", "status": status, **more}


KINDS: Final[Mapping[str, Kind]] = {
    "refused": Kind("the connection is refused"),
    "dropped_before": Kind("the connection breaks, nothing is done", {"kind": "drop_before"}),
    "dropped_after": Kind("it is done, then the connection breaks", {"kind": "drop_after"}),
    "500": Kind("it is done, and answered with 500", _after(500)),
    "502": Kind("it is done, and a proxy answers 502 with a page", _after(502, html=True)),
    "503": Kind("it is done, and answered with 503 and Retry-After", _after(503, retry_after=1)),
    "429": Kind("429 with Retry-After, nothing is done", _status(429, retry_after=1)),
    "401": Kind("401 once", _status(401)),
    "403": Kind("403 once", _status(403)),
    "404": Kind("404, as for an object that is not there", {"kind": "not_found"}, lasts=True),
    "409": Kind("409 once", _status(409)),
    "slow": Kind("it is done, and the answer comes later than we wait"),
    "broken_json": Kind("it is done, and half of the answer arrives", {"kind": "broken_json"}),
    "empty_body": Kind(
        "it is done, and answered with 200 and no body", {"kind": "empty_body"}, lasts=True, grants=True
    ),
    "empty_object": Kind("it is done, and answered with {}", {"kind": "empty_object"}, lasts=True, grants=True),
    "wrong_content_type": Kind("the right answer, sent as text/html", {"kind": "wrong_content_type"}, lasts=True),
    "member_missing": Kind("the answer lacks a member", {"kind": "member_missing"}, lasts=True),
    "stale": Kind("a read shows what was there before our last write", {"kind": "stale"}, of="reads", lasts=True),
    "misrouted": Kind("a single read answers another object", {"kind": "misrouted"}, of="reads", lasts=True),
}


@contextmanager
def struck(box: Sandbox[Any, Any], wire: Wire, name: str, variant: str, index: int) -> Iterator[None]:
    """In this block the request number `index` (from 0), or every read, meets the fault `name`."""
    kind = KINDS[name]
    if kind.settings is None:
        with wire.held(_on_the_way(name, index)):
            yield
        return
    which = {"method": "GET"} if index == EVERY else {"after": index, "times": 1}
    fault = box.faults.add(Fault(**{**kind.settings, **which, "member": variant}))
    try:
        yield
    finally:
        box.faults.remove(fault)


def _on_the_way(name: str, index: int) -> Handle:
    """The request number `index` is refused before it is sent, or its answer comes too late."""
    count = itertools.count()

    def handle(send: Send, request: httpx.Request) -> httpx.Response:
        if next(count) != index:
            return send(request)
        if name == "refused":
            raise httpx.ConnectError("[Errno 111] Connection refused", request=request)
        send(request)
        raise httpx.ReadTimeout("timed out", request=request)

    return handle


@contextmanager
def recorded(wire: Wire, into: list[Exchanged], read: Collection[str]) -> Iterator[None]:
    """In this block each request is noted, with what its answer has: first the members that the provider reads."""

    def unread(member: str) -> bool:
        return member != "id" and not {member, member.partition(".")[2]} & set(read)

    def handle(send: Send, request: httpx.Request) -> httpx.Response:
        response = send(request)
        members = tuple(sorted(_members(response.content), key=unread))[:LARGEST_MEMBERS]
        into.append(Exchanged(request.method, request.url.path, members, response.is_error))
        return response

    with wire.held(handle):
        yield


def _members(content: bytes) -> Iterator[str]:
    """The members that are worth leaving out: the id, lists, which hold rights, and flags."""
    try:
        row = _row(json.loads(content))
    except ValueError:
        return
    if "id" in row:
        yield "id"
    for kind in (list, bool):
        yield from (name for name, value in row.items() if isinstance(value, kind))
        for name, value in row.items():
            if isinstance(value, dict):
                yield from (f"{name}.{inner}" for inner, item in value.items() if isinstance(item, kind))


def _row(value: Any) -> dict[str, Any]:
    """The object of an answer, or the first row of a list, without what it is wrapped in."""
    if isinstance(value, list):
        return next((row for item in value if (row := _row(item))), {})
    if not isinstance(value, dict):
        return {}
    if {"id", "name", "metadata", "fullName"} & set(value):
        return value
    return next((row for item in value.values() if (row := _row(item))), {})
