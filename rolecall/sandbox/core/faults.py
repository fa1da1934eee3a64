"""Faults that can be switched on: what a network, a proxy or a bad day at the vendor does to a request.

Each fault has a kind, a match (method and path) and a count. The kinds are listed in `KINDS`; any vendor can show each
of them, but for those that speak of lists or roles, which need something to act on.
"""

from __future__ import annotations

import json
import re
import threading
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass, fields
from typing import Any

from rolecall.sandbox.core.echoes import FORMS
from rolecall.sandbox.core.stored import STORED

KINDS: Mapping[str, str] = {
    "status": "answer with `status` (and Retry-After if `retry_after` is given); the work is not done",
    "page_too_large": "refuse a listing that asks for more than `most` rows in its parameter `member`, with `status` "
    "and `words`; no other request is counted",
    "media_type_refused": "answer 415 to a body that is sent as neither `application/json` nor a form; the work is not "
    "done, and no other request is counted",
    "echo": "refuse with `status` and an error that shows the request's credentials and body, written as `form` of "
    "`rolecall.sandbox.core.echoes`; the work is not done",
    "status_after": "do the work, then answer with `status`",
    "not_found": "answer 404, in the vendor's form, as for an object that is not there; the work is not done",
    "route_missing": "answer 404 with JSON that is not the vendor's, as a server without this route; nothing is done",
    "drop_before": "close the connection without doing the work",
    "drop_after": "do the work, then close the connection without an answer",
    "slow": "do the work, then hold the answer back for `seconds`",
    "html": "answer 200 with an HTML page, as a proxy's login page; the work is not done",
    "broken_json": "do the work, then answer with the first half of the body",
    "empty_body": "do the work, then answer 200 without a body",
    "empty_object": "do the work, then answer 200 with `{}`",
    "wrong_content_type": "do the work, then send the right body as text/html",
    "member_missing": "do the work, then leave `member` (dotted) out of the object or of each row in the answer",
    "member_emptied": "do the work, then show `member` (dotted) as `words`, which are JSON: `null`, `[]`, `[null]`",
    "row_missing": "do the work, then leave the text `words`, and rows that have it as a value, out of the lists in "
    "the answer, as for an account that may not see them",
    "stale": "show what was there before the last write to this object or its list; 404 when that created it",
    "other_tenant": "show what was there before the first write, as to the credentials of a tenant that shares nothing "
    "with the one that was written to",
    "misrouted": "answer a single read with another object of the same list, and a create, which is done, with one too",
    "endless_pages": "fill every page of a list with made-up rows, so that it never ends",
    "ends_early": "say of a page of a list that it is the last, and that there are no more rows than until there",
    "repeat_page": "answer every page of a list with the first page",
    "torn": "from the second page on, move the first row of a list to its end: one row is missed, one seen twice",
    "stored_otherwise": "do the work as if texts of `member` in the body had come as `words`, which is `lower`, "
    "`upper`, `trimmed`, `composed`, `decomposed`, `cut` (to half their letters) or `dropped`",
    "drop_roles": "accept a write of a user, but do not store the last role it names",
}


@dataclass
class Fault:
    """One fault.

    `method` is compared exactly and `path` is a regular expression searched in the path; empty matches all.
    `after` lets that many matching requests pass first, `times` says how many are hit after that (None: all).
    `status` and `retry_after` (seconds, or an HTTP date) belong to the status kinds, and `html`: a proxy's page
    comes in place of the vendor's error; `words` are those of that error, or belong to `row_missing`, `member_emptied`
    and `stored_otherwise`. `status` and `form` belong to `echo`, `seconds` to `slow`, `member` to `member_missing`,
    `member_emptied`, `stored_otherwise` and, with `most`, to `page_too_large`. The faults `stale` and `other_tenant`
    know the writes that came while they were on, hit or not.
    """

    kind: str
    method: str = ""
    path: str = ""
    times: int | None = None
    after: int = 0
    status: int = 503
    retry_after: float | str | None = None
    html: bool = False
    seconds: float = 0.0
    member: str = ""
    most: int = 0
    words: str = "The service cannot answer this request now."
    form: str = "plain"
    seen: int = 0
    fired: int = 0

    def __post_init__(self) -> None:
        if self.kind not in KINDS:
            raise ValueError(f"no fault {self.kind!r}; there are {', '.join(KINDS)}")
        if self.form not in FORMS:
            raise ValueError(f"no form {self.form!r}; there are {', '.join(FORMS)}")
        try:
            re.compile(self.path)
        except re.error as error:
            raise ValueError(f"path is no regular expression: {error}") from error
        if self.kind == "member_emptied":
            try:
                json.loads(self.words)
            except ValueError:
                raise ValueError(f"the words of member_emptied are JSON, not {self.words!r}") from None
        if self.kind == "stored_otherwise" and self.words not in STORED:
            raise ValueError(f"the words of stored_otherwise are {', '.join(STORED)}")
        of_members = ("member_missing", "member_emptied", "page_too_large", "stored_otherwise")
        if (self.kind in of_members) != bool(self.member):
            raise ValueError(f"a fault of the kinds {', '.join(of_members)} needs a member; no other has one")

    @classmethod
    def load(cls, values: Mapping[str, Any]) -> Fault:
        """A fault from its JSON form; raises ValueError for keys it does not have."""
        known = {field.name for field in fields(cls)} - {"seen", "fired"}
        if unknown := sorted(set(values) - known):
            raise ValueError(f"a fault has no {', '.join(unknown)}; it has {', '.join(sorted(known))}")
        if "kind" not in values:
            raise ValueError("a fault needs a kind")
        return cls(**values)

    def dump(self) -> dict[str, Any]:
        """The fault as JSON-ready values, with how often it was seen and fired."""
        return asdict(self)

    def _hits(self, method: str, path: str) -> bool:
        """Count a request of this method and path, and say whether the fault strikes it."""
        if (self.method and self.method != method) or not re.search(self.path, path):
            return False
        self.seen += 1
        if self.seen <= self.after or (self.times is not None and self.fired >= self.times):
            return False
        self.fired += 1
        return True


class Faults:
    """The faults of one sandbox, safe to change from any thread."""

    def __init__(self) -> None:
        self._faults: list[Fault] = []
        self._lock = threading.Lock()

    def add(self, fault: Fault) -> Fault:
        """Switch `fault` on and return it, so that its counters can be read later."""
        with self._lock:
            self._faults.append(fault)
        return fault

    def remove(self, fault: Fault) -> None:
        """Switch `fault` off; nothing happens when it is off already."""
        with self._lock:
            self._faults = [other for other in self._faults if other is not fault]

    def clear(self) -> None:
        """Switch every fault off."""
        with self._lock:
            self._faults.clear()

    def take(self, kind: str, method: str, path: str) -> Fault | None:
        """The first fault of `kind` that strikes this request, counted; None when none does."""
        if not self._faults:
            return None
        with self._lock:
            return next((f for f in self._faults if f.kind == kind and f._hits(method, path)), None)

    def on(self, kind: str) -> bool:
        """True if a fault of `kind` is switched on, struck out or not."""
        return bool(self._faults) and any(fault.kind == kind for fault in self)

    def __iter__(self) -> Iterator[Fault]:
        with self._lock:
            return iter(list(self._faults))

    def __len__(self) -> int:
        return len(self._faults)
