"""The API of a generated sandbox: each operation of its document, with the rules of its collection."""

from __future__ import annotations

import base64
import copy
from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from rolecall.sandbox.core.message import Refusal, Request, Response
from rolecall.sandbox.core.routing import Router
from rolecall.sandbox.generic import answers, bodies
from rolecall.sandbox.generic.document import Action, Kind
from rolecall.sandbox.generic.paths import NOTHING, dig, put
from rolecall.sandbox.generic.store import GenericStore, Row, Work

USER = "admin"
"""The name of the account that HTTP Basic lets in; the token is its password."""


class Api:
    """Answers requests by what the document of `store` says."""

    def __init__(self, store: GenericStore) -> None:
        self._store = store
        self._router: Router[list[Action]] = Router()
        routes: dict[str, dict[str, list[Action]]] = {}
        for action in store.document.actions:
            path = store.document.base_path + action.path
            routes.setdefault(path, {}).setdefault(action.method, []).append(action)
        for path, methods in routes.items():
            self._router.add(path, **methods)
        self._does: Mapping[str, Callable[[Request, Action, Kind], Response]] = {
            "list": self._list,
            "create": self._create,
            "read": self._read,
            "replace": self._update,
            "change": self._update,
            "delete": self._delete,
            "step": self._step,
            "elements": self._elements,
            "add": self._add,
            "remove": self._remove,
            "poll": self._poll,
        }

    def handle(self, request: Request) -> Response:
        """Answer a request; the caller holds the store's lock."""
        self._enter(request)
        actions, request.arguments = self._router.find(request.method, request.raw_path)
        action = actions[0]
        if len(actions) > 1:  # a PUT that makes what is not there
            there = self._store.find(action.collection, self._wanted(request, action)) is not None
            action = next(each for each in actions if (each.does == "create") is not there)
        return self._does[action.does](request, action, self._store.document.kinds[action.collection])

    def refuse(self, request: Request, refusal: Refusal) -> Response:
        """A refusal, its words and what only the vendor writes where the document says that they are."""
        body: dict[str, Any] = {}
        for member in self._store.document.signature:
            put(body, member, f"E{refusal.status}")
        put(body, self._store.document.words, refusal.text)
        return Response.json(body, refusal.status, **refusal.headers)

    def _enter(self, request: Request) -> None:
        for login in self._store.document.logins:
            if login.header:
                if request.headers.get(login.header.lower()) == login.prefix + self._store.token:
                    return
            else:
                pair = base64.b64encode(f"{USER}:{self._store.token}".encode()).decode()
                if request.headers.get("authorization") == f"Basic {pair}":
                    return
        raise Refusal(401, "The credentials are missing or wrong.")

    def _wanted(self, request: Request, action: Action) -> dict[str, str]:
        """The members that the path compares a row with."""
        places = {place: member for place, member in action.places.items() if member != "{element}"}
        return {member: request.arguments[place] for place, member in places.items()}

    def _found(self, request: Request, action: Action, *, deleted: bool = False) -> Row:
        """The row that the path names; refuses with 404."""
        row = self._store.find(action.collection, self._wanted(request, action))
        if row is None or (self._store.is_deleted(action.collection, row) and not deleted):
            raise Refusal(404, f"There is no {request.path}.")
        return row

    def _parents(self, request: Request, action: Action, kind: Kind) -> dict[str, str]:
        """What the path says that objects are inside of; refuses with 404 what is not there."""
        inside = {member: value for member, value in self._wanted(request, action).items() if member in kind.parents}
        for member, value in inside.items():
            parent = kind.parents[member]
            holder = self._store.document.kinds.get(parent)
            row = None if holder is None else self._store.find(parent, {holder.key: value})
            if holder is not None and (row is None or self._store.is_deleted(parent, row)):
                raise Refusal(404, f"There is no {parent} {value!r}.")
        return inside

    def _list(self, request: Request, action: Action, kind: Kind) -> Response:
        wanted: dict[str, Any] = self._parents(request, action, kind)
        paging = (action.paging.size, action.paging.start) if action.paging else ()
        for name in request.query:
            if name not in (*action.query, *action.filters, *paging):
                raise Refusal(400, f"The parameter {name} is not known.")
        if self._store.options.filters:
            for name, each in action.filters.items():
                if name in request.query:
                    before, _, after = (each.form or "{}").partition("{}")
                    wanted[each.member] = request.parameter(name).removeprefix(before).removesuffix(after)
        rows = list(self._store.matching(action.collection, wanted))
        if kind.absent is not None and not kind.absent.listed:
            rows = [row for row in rows if not self._store.is_deleted(action.collection, row)]
        return answers.listing(action, rows, request, self._store)

    def _read(self, request: Request, action: Action, kind: Kind) -> Response:
        return answers.single(action, self._found(request, action, deleted=True), self._store)

    def _create(self, request: Request, action: Action, kind: Kind) -> Response:
        inside = self._parents(request, action, kind)
        data = bodies.read(request, action, self._store)
        row = bodies.initial(kind)
        for path, value in self._given(data, action, kind).items():
            put(row, path, value)
        for member, value in {**self._wanted(request, action), **inside}.items():
            put(row, member, value)
        if not kind.chosen:
            put(row, kind.key, self._store.new_key(action.collection))
        for member in kind.shown_once:
            row[member] = self._store.add_token()
        row = self._revived(action, kind, row)
        if action.job is not None:
            return self._begun(action, row)
        if not any(each is row for each in self._store.rows[action.collection]):
            self._store.rows[action.collection].append(row)
        return answers.single(action, row, self._store, 201)

    def _given(self, data: Mapping[str, Any], action: Action, kind: Kind) -> Row:
        if action.body is None:
            return {}
        given = bodies.members(data, action.body, kind, self._store)
        return {member: dig(given, member) for _, member in action.body.fields if dig(given, member) is not NOTHING}

    def _revived(self, action: Action, kind: Kind, row: Row) -> Row:
        """`row`, or the deleted one of its name that comes back with it; refuses with 409 a name that is taken."""
        for member in kind.unique:
            self._refuse_taken(action, kind, row, member, None)
            wanted = {name: dig(row, name) for name in (member, *kind.parents)}
            for other in self._store.matching(action.collection, wanted):
                if kind.absent is not None and kind.absent.recreate == "revive":
                    key = dig(other, kind.key)
                    other.update(row)
                    put(other, kind.key, key)
                    return other
        return row

    def _refuse_taken(self, action: Action, kind: Kind, row: Row, member: str, own: Row | None) -> None:
        for other in self._store.rows[action.collection]:
            if other is own or self._store.is_deleted(action.collection, other):
                continue
            same = _same(dig(other, member), dig(row, member), caseless=kind.caseless)
            if same and all(str(dig(other, each)) == str(dig(row, each)) for each in kind.parents):
                raise Refusal(409, f"{member} {dig(row, member)!r} is taken.")

    def _update(self, request: Request, action: Action, kind: Kind) -> Response:
        row = self._found(request, action)
        given = self._given(bodies.read(request, action, self._store), action, kind)
        new = copy.deepcopy(row)
        if action.does == "replace" and self._store.options.put_replaces and action.body is not None:
            blank = bodies.initial(kind)
            given = {member: given.get(member, dig(blank, member)) for _, member in action.body.fields}
        for path, value in given.items():
            put(new, path, None if value is NOTHING else value)
        for member in kind.unique:
            self._refuse_taken(action, kind, new, member, row)
        row.update(new)
        return answers.single(action, row, self._store)

    def _delete(self, request: Request, action: Action, kind: Kind) -> Response:
        row = self._found(request, action)
        self._store.remove(action.collection, row)
        return answers.single(action, row, self._store)

    def _step(self, request: Request, action: Action, kind: Kind) -> Response:
        row = self._found(request, action)
        if str(dig(row, action.member)) not in action.starts:
            raise Refusal(409, f"{action.member} is {dig(row, action.member)}: that is no way to {action.ends}.")
        put(row, action.member, action.ends)
        return answers.single(action, row, self._store)

    def _elements(self, request: Request, action: Action, kind: Kind) -> Response:
        return answers.elements(action, self._found(request, action), self._store)

    def _element(self, request: Request, action: Action, kind: Kind) -> tuple[Row, str | int]:
        row = self._found(request, action)
        data = bodies.read(request, action, self._store)
        place = next((place for place, member in action.places.items() if member == "{element}"), None)
        said = request.arguments[place] if place is not None else str(dig(data, action.element))
        trait = kind.sets[action.member]
        element = int(said) if trait.counted and said.isdecimal() else said
        if trait.lookup and self._store.find(trait.lookup, {trait.key: element}) is None:
            raise Refusal(404, f"There is no {trait.lookup} {element!r}.")
        return row, element

    def _add(self, request: Request, action: Action, kind: Kind) -> Response:
        row, element = self._element(request, action, kind)
        if element in row[action.member]:
            raise Refusal(409, f"It has {element!r} already.")
        row[action.member] = [*row[action.member], element]
        return answers.single(action, row, self._store, 201)

    def _remove(self, request: Request, action: Action, kind: Kind) -> Response:
        row, element = self._element(request, action, kind)
        if element not in row[action.member]:
            raise Refusal(404, f"It has no {element!r}.")
        row[action.member] = [each for each in row[action.member] if each != element]
        return answers.single(action, row, self._store)

    def _begun(self, action: Action, row: Row) -> Response:
        """The answer to a create that goes on: 202, and the work to ask for."""
        job = action.job
        assert job is not None
        key = f"job{len(self._store.works) + 1}"
        self._store.works[key] = Work(action.collection, row, failed=self._store.options.work_fails)
        body: dict[str, Any] = {}
        put(body, job.id, key)
        put(body, job.status, job.pending)
        return Response.json(body, 202)

    def _poll(self, request: Request, action: Action, kind: Kind) -> Response:
        """How far work is; the last time that it is asked for in vain, what it makes is there."""
        job, key = action.job, next(iter(request.arguments.values()), "")
        work = self._store.works.get(key)
        if job is None or work is None:
            raise Refusal(404, f"There is no {request.path}.")
        body: dict[str, Any] = {}
        put(body, job.id, key)
        work.asked += 1
        if work.asked <= self._store.options.pending_polls:
            put(body, job.status, job.pending)
        elif work.failed:
            put(body, job.status, job.failed)
            put(body, job.words, work.failed)
        else:
            if not any(each is work.row for each in self._store.rows[work.collection]):
                self._store.rows[work.collection].append(work.row)
            put(body, job.status, job.done)
            put(body, job.result, dig(work.row, self._store.document.kinds[work.collection].key))
        return replace(Response.json(body), content_type=action.media_type or "application/json")


def _same(one: Any, other: Any, *, caseless: bool) -> bool:
    if caseless and isinstance(one, str) and isinstance(other, str):
        return one.casefold() == other.casefold()
    return bool(one == other)
