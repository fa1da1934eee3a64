"""Answers: rows as the API description shows them, in the envelope that it wraps them in."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any
from urllib.parse import urlencode

from rolecall.sandbox.core.message import Refusal, Request, Response
from rolecall.sandbox.core.paging import page_of
from rolecall.sandbox.core.tokens import seal, unseal
from rolecall.sandbox.generic.document import Action, Kind, Paging, Reference, Shape
from rolecall.sandbox.generic.paths import NOTHING, dig, drop, put
from rolecall.sandbox.generic.store import GenericStore, Row


def single(action: Action, row: Row, store: GenericStore, status: int = 200) -> Response:
    """The object `row`, as `action` answers it; 204 where it answers nothing."""
    if action.answer is None:
        return Response(204)
    body: Any = {}
    shown = _shown(action, _inside(action.answer, action.item), row, store)
    if action.item:
        put(body, action.item, shown)
    else:
        body = shown
    return _json(action, body, status)


def listing(action: Action, rows: Sequence[Row], request: Request, store: GenericStore) -> Response:
    """A page of `rows`, as `action` lists them."""
    paging, kind = action.paging, store.document.kinds[action.collection]
    if paging is None:
        return _wrapped(action, rows, len(rows), store, kind, "")
    size = request.number(paging.size, paging.default, 1, "size")
    if size > paging.maximum or (store.options.largest_page and size > store.options.largest_page):
        most = min(paging.maximum, store.options.largest_page or paging.maximum)
        raise Refusal(400, f"{paging.size} must be at most {most}.")
    offset = _offset(paging, request)
    page = page_of(rows, offset, size, request, lambda row, number: {**row, kind.key: _made_up(row, kind, number)})
    following = offset + len(page.rows)
    more = following < page.total and bool(page.rows)
    token = seal(following, request.raw_path) if more and paging.style != "offset" else ""
    link = _link(paging, request, token) if token else ""
    response = _wrapped(action, page.rows, page.total, store, kind, link if paging.style == "link" else token)
    if paging.style == "header" and token:
        response.headers["Link"] = f'<{link}>; rel="next"'
    return response


def elements(action: Action, row: Row, store: GenericStore) -> Response:
    """The elements of the set `member` of `row`, as `action` lists them."""
    kind = store.document.kinds[action.collection]
    trait = kind.sets[action.member]
    listed = _inside(action.answer, action.items)
    shape = (listed.items if listed is not None else None) or Shape()
    shown = []
    for element in row.get(action.member, ()):
        found = store.find(trait.lookup, {trait.key: element}) if trait.lookup else None
        whole = found if found is not None else {trait.key: element}
        shown.append(_view(shape, whole, {}, action.merge, store) if shape.properties else element)
    body: Any = {}
    if not action.items:
        return _json(action, shown)
    put(body, action.items, shown)
    return _json(action, body)


def _wrapped(action: Action, rows: Sequence[Row], total: int, store: GenericStore, kind: Kind, token: str) -> Response:
    listed = _inside(action.answer, action.items)
    shape = listed.items if listed is not None else None
    shown = [_shown(action, shape, _left_out(row, kind, store), store) for row in rows]
    if not action.items:
        return _json(action, shown)
    body: dict[str, Any] = {}
    put(body, action.items, shown)
    if action.total:
        put(body, action.total, total)
    if action.paging is not None and action.paging.next:
        put(body, action.paging.next, token or None)
    return _json(action, body)


def _left_out(row: Row, kind: Kind, store: GenericStore) -> Row:
    if not (kind.omitted and store.options.lists_omit):
        return row
    shown = dict(row)
    for path in kind.omitted:
        drop(shown, path)
    return shown


def _shown(action: Action, shape: Shape | None, row: Row, store: GenericStore) -> Row:
    kind = store.document.kinds[action.collection]
    return _view(shape or Shape(), row, kind.references, action.merge, store)


def _view(
    shape: Shape,
    row: Row,
    references: Mapping[str, Reference],
    merge: Sequence[str],
    store: GenericStore,
    path: str = "",
) -> Row:
    """The members of `row` that `shape` has, those that are lifted out of others back in their places."""
    if not shape.properties:
        return dict(row)
    shown: Row = {}
    for name, each in shape.properties.items():
        where = f"{path}{name}"
        if not path and name in merge:
            shown[name] = _view(each, row, references, (), store)
        elif where in references and name in row:
            shown[name] = _named(references[where], each, row[name], store)
        elif row.get(name) is None and len(each.enum) == 1:
            shown[name] = each.enum[0]
        elif name in row and isinstance(row[name], Mapping) and each.properties:
            shown[name] = _view(each, row[name], references, (), store, f"{where}.")
        elif name in row:
            shown[name] = row[name]
    return shown


def _named(reference: Reference, shape: Shape, value: Any, store: GenericStore) -> Any:
    """Keys as the API shows what they are keys of: objects, names or the keys themselves."""
    inner = (shape.items or Shape()) if isinstance(value, list) else shape

    def one(key: Any) -> Any:
        row = store.find(reference.lookup, {reference.key: key})
        if inner.properties:
            whole = row if row is not None else {reference.key: key}
            return _view(inner, whole, {}, (), store)
        return key if reference.wire != "name" or row is None else dig(row, reference.by)

    if isinstance(value, list):
        return [one(key) for key in value]
    return None if value is None else one(value)


def _inside(shape: Shape | None, path: str) -> Shape | None:
    """What `path` leads to in `shape`."""
    for step in path.split(".") if path else []:
        if shape is None:
            return None
        shape = shape.items if step.isdecimal() else shape.properties.get(step)
    return shape


def _offset(paging: Paging, request: Request) -> int:
    if paging.style == "offset":
        return max(request.number(paging.start, paging.first, 0, "start") - paging.first, 0)
    text = request.parameter(paging.start)
    if not text:
        return 0
    match unseal(text):
        case [int(start), path] if path == request.raw_path:
            return start
    raise Refusal(400, f"{paging.start} is no place in this listing.")


def _link(paging: Paging, request: Request, token: str) -> str:
    query = {name: values[-1] for name, values in request.query.items()}
    return f"{request.origin}{request.raw_path}?{urlencode({**query, paging.start: token})}"


def _made_up(row: Row, kind: Kind, number: int) -> Any:
    key = dig(row, kind.key)
    return number + 1_000_000 if isinstance(key, int) else f"{'' if key is NOTHING else key}x{number}"


def _json(action: Action, body: Any, status: int = 200) -> Response:
    response = Response.json(body, status)
    if action.media_type:
        response.content_type = action.media_type
    return response
