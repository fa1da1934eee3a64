"""Sending what changes in a large set (trait `LargeSet`), in batches and in the form that the server takes.

A batch that is refused for its size is halved, and the rest goes in batches of the size that was taken. Elements are
taken out by a path with a filter (RFC 7644 section 3.5.2.2). Where that is refused and they are still there, the whole
object is written without them; where that cannot be done, they are named in a list as `value`. A server that keeps to
the RFC empties the set then, so that all that must stay is added again in the same request, which is done as a whole or
not at all. What was taken after a refusal is kept for the run.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final, Literal, TypeAlias

from rolecall.runtime.collections.filters import element
from rolecall.runtime.collections.large_sets import Elements, elements, shown_in
from rolecall.runtime.connection import Connection
from rolecall.runtime.errors import Conflict, Rejected
from rolecall.runtime.http.client import Answer
from rolecall.runtime.http.learnt_limits import is_wordless, smaller
from rolecall.runtime.resources.context import Context
from rolecall.runtime.resources.object.bulk import sent_together
from rolecall.runtime.resources.object.merge import gone
from rolecall.runtime.resources.object.truncated_sets import shown_whole
from rolecall.runtime.resources.object.unreadable_members import check_never_shown
from rolecall.runtime.values.paths import dig
from rolecall.specification.schema import Collection, ObjectLifecycle, Operation

Edit: TypeAlias = tuple[Literal["add", "remove"], str]
"""An element to add to a large set, or to take out of it."""
ATTEMPTS: Final = 3
MEMBERS: Final = "members_per_request"
REMOVAL: Final = "member_removal"

_FORMS: Final = (400, 422)
"""The refusals that may be about how elements are taken out."""


def batch_size(connection: Connection, collection: Collection) -> int:
    """So many elements of the collection's large set go into one request, as far as is known."""
    large = collection.large_set
    most = large.batch if large is not None else 1
    return min(most, connection.client.learnt.get(MEMBERS) or most)


def first_batch(connection: Connection, collection: Collection, count: int, send: Callable[[int], Answer]) -> Answer:
    """The answer to a create that carries as many of `count` elements as the server takes; an update adds the others.

    A refusal says that nothing was made, so that a smaller one may follow. Raises VendorError.
    """
    size, first = min(count, batch_size(connection, collection)), None
    while True:
        try:
            answer = send(size)
        except Rejected as refused:
            less = smaller(refused, size, alone=is_wordless(refused))
            if less is None:
                raise first or refused from None
            size, first = less, first or refused
        else:
            if first is not None:
                connection.client.learnt.learn(MEMBERS, size, first)
            return answer


class Sending:
    """Changes of the large set of `key`. `left` gives those of some changes that a read shows as not done."""

    def __init__(
        self,
        connection: Connection,
        collection: Collection,
        operation: Operation,
        key: str,
        left: Callable[[list[Edit]], list[Edit]],
    ) -> None:
        self._connection = connection
        self._collection = collection
        self._operation = operation
        self._key = key
        self._left = left
        large = collection.large_set
        self._field = large.field if large is not None else ""
        self._stated = large.removal if large is not None else None
        self._form = self._stated or connection.client.learnt.get(REMOVAL) or "path"
        self._size = batch_size(connection, collection)
        self._refused: Rejected | None = None
        self._bulk = True

    def __call__(self, changes: list[Edit]) -> Elements | None:
        """Send `changes`, and give the set as the last answer shows it, if it does. Raises VendorError, Refusal."""
        waiting, shown = list(changes), None
        while waiting:
            left = self._together(waiting)
            if not left:
                return None
            batch, waiting = self._next(left)
            try:
                shown = self._sent(batch)
            except Rejected as refused:
                waiting = [*self._again(refused, batch), *waiting]
            else:
                self._learn(batch)
        return shown

    def _together(self, waiting: list[Edit]) -> list[Edit]:
        """What is left after several batches went in one request, where the server takes that (trait `Bulk`)."""
        while self._bulk:
            batches: list[list[Edit]] = []
            left = waiting
            while left and (self._form == "path" or left[0][0] == "add"):
                batch, left = self._next(left)
                batches.append(batch)
            bodies = [self._body(batch) for batch in batches]
            done = sent_together(self._connection, self._operation, self._key, bodies)
            self._bulk = done > 0 and done < len(batches)
            waiting = waiting[sum(map(len, batches[:done])) :]
        return waiting

    def _next(self, waiting: list[Edit]) -> tuple[list[Edit], list[Edit]]:
        """The next batch, and what waits after it. Only a path says of each change by itself what it is."""
        if self._form != "path" and waiting[0][0] == "remove":
            several = [edit for edit in waiting if edit[0] == "remove"]
            size = len(several) if self._form == "replace" else self._size
            return several[:size], [*(edit for edit in waiting if edit[0] == "add"), *several[size:]]
        batch = waiting[: self._size]
        if self._form != "path":
            batch = [edit for edit in batch if edit[0] == "add"]
        return batch, waiting[len(batch) :]

    def _sent(self, batch: list[Edit]) -> Elements | None:
        removed = frozenset(item for kind, item in batch if kind == "remove")
        if removed and self._form == "replace":
            return self._replace(removed)
        return self._answered(self._operation, self._body(batch))

    def _body(self, batch: list[Edit]) -> dict[str, Any]:
        """The message that makes the changes of `batch`."""
        removed = frozenset(item for kind, item in batch if kind == "remove")
        added = [item for kind, item in batch if kind == "add"]
        operations: list[dict[str, Any]] = []
        if removed and self._form == "value":
            operations.append({"op": "remove", "path": self._field, "value": _values(sorted(removed))})
            if not self._stated and (staying := self._without(removed, self._row())):
                operations.append({"op": "add", "path": self._field, "value": staying})
            removed = frozenset()
        if added:
            operations.append({"op": "add", "path": self._field, "value": _values(added)})
        operations += [{"op": "remove", "path": element(self._field, item)} for kind, item in batch if item in removed]
        return patch_message(operations)

    def _answered(
        self, operation: Operation, body: dict[str, Any], headers: dict[str, str] | None = None
    ) -> Elements | None:
        answer = self._connection.client.call(operation, {"id": self._key}, body=body, safe=True, headers=headers or {})
        return shown_in(self._collection, answer.data)

    def _without(self, removed: Elements, row: dict[str, Any]) -> list[Any]:
        """The set in `row` without `removed`, as it stands there. Raises the first refusal where it is not shown."""
        if not isinstance(elements(self._collection, row), frozenset):
            raise self._unlearnt()
        return [each for each in dig(row, self._field) if _key(each) not in removed]

    def _row(self) -> dict[str, Any]:
        row = self._connection.fresh(self._collection, self._key, {}, whole=True)
        if row is None:
            raise gone(self._connection.shim.title, self._key)
        return shown_whole(self._connection, self._collection, self._key, row)

    def _replace(self, removed: Elements) -> Elements | None:
        """Write the whole object without `removed`; again from a fresh read where somebody else was faster."""
        whole = self._whole()
        if whole is None:
            raise self._unlearnt()
        update, context = whole
        for attempt in range(ATTEMPTS):
            row = self._row()
            body = {**row, self._field: self._without(removed, row)}
            check_never_shown(context, self._key, row, {}, {})
            try:
                return self._answered(update, body, self._connection.unless_changed(self._collection, row))
            except Conflict:
                if attempt == ATTEMPTS - 1:
                    raise
        return None

    def _whole(self) -> tuple[Operation, Context[ObjectLifecycle]] | None:
        """The call that writes the whole object, and the context of its resource type."""
        for resource in self._connection.shim.resources:
            lifecycle = resource.lifecycle
            if isinstance(lifecycle, ObjectLifecycle) and lifecycle.patch == self._operation and lifecycle.update:
                return lifecycle.update, Context(self._connection, resource, lifecycle)
        return None

    def _again(self, refused: Rejected, batch: list[Edit]) -> list[Edit]:
        """What of a refused `batch` is to be sent in another form. Raises the refusal where there is none."""
        removes = any(kind == "remove" for kind, _ in batch)
        is_form_known = not removes or self._form == "value" or self._refused is None
        size = smaller(refused, len(batch), alone=is_form_known and is_wordless(refused))
        if size is not None and self._form != "replace":
            self._size, self._refused = size, self._refused or refused
            return batch
        if not removes:
            raise self._refused or refused
        left = self._left(batch)
        if len(left) < len(batch):
            return left
        form = self._other_form(refused)
        if form is None:
            raise self._refused or refused
        self._form, self._refused = form, self._refused or refused
        return batch

    def _other_form(self, refused: Rejected) -> Literal["replace", "value"] | None:
        if self._stated is not None:
            return None
        if self._form == "path" and refused.status in _FORMS:
            return "replace" if self._whole() is not None else "value"
        return "value" if self._form == "replace" and refused.is_no_method else None

    def _learn(self, batch: list[Edit]) -> None:
        """A batch was taken after another was refused."""
        if self._refused is None:
            return
        learnt, removes = self._connection.client.learnt, any(kind == "remove" for kind, _ in batch)
        if self._size < batch_size(self._connection, self._collection):
            learnt.learn(MEMBERS, self._size, self._refused)
            self._bulk = True
        if self._form != "path" and self._stated is None and removes:
            learnt.learn(REMOVAL, self._form, self._refused)
        if self._form == "path" or removes:
            self._refused = None

    def _unlearnt(self) -> Rejected:
        """The refusal that stays where nothing else can be tried without knowing the whole set."""
        error = self._refused or Rejected("The set is not shown, so that the whole object cannot be written.")
        error.advice = (
            f"Members could not be taken out by a path with a filter, and without seeing all of them no other way is "
            f'safe to try. If the server takes a list of those to remove, set `{REMOVAL} = "value"` in the provider '
            "block."
        )
        return error


def _key(entry: Any) -> str:
    return str(entry.get("value") if isinstance(entry, dict) else entry)


def _values(items: list[str]) -> list[dict[str, str]]:
    return [{"value": item} for item in items]


def patch_message(operations: list[dict[str, Any]]) -> dict[str, Any]:
    """The body of a PATCH (RFC 7644 section 3.5.2), but for the constants of its operation."""
    return {"Operations": operations}
