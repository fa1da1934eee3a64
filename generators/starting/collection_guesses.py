"""Guesses about an API: which operations make a collection, what its rows are called by, how its listing is paged.

A collection is a path whose GET answers a list of objects; the same path with one place more is one of them. A path
below that with two places, which can only be made and deleted, is an element of a set.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from generators.input.description import ApiOperation, Description, Method, Shape
from generators.resolve.listings import PAGE_NUMBERS, PAGE_SIZES, PAGE_STARTS, PAGE_TOKENS
from generators.starting.api_vocabulary import KEYS, NATURAL, NEXT, PLACE, TOTALS, first_of, singular, snake
from generators.starting.jobs import JobGuess, job

PathMethods = Mapping[tuple[str, Method], ApiOperation]


@dataclass(frozen=True, kw_only=True)
class Paging:
    """How a listing seems to be paged."""

    style: str
    size: str
    start: str
    next: str = ""


@dataclass(frozen=True, kw_only=True)
class Elements:
    """A set that seems to be a listing of its own."""

    field: str
    list: ApiOperation
    rows: str
    element: str
    add: ApiOperation
    remove: ApiOperation


@dataclass(frozen=True, kw_only=True)
class Guess:
    """A collection, and the resource type that is made of it where something creates one.

    `places` are the places of the path of one object; the last one is its key. `merge` is a member with the members.
    """

    name: str
    list: ApiOperation
    items: str
    item: str
    row: Shape
    key: str
    parents: tuple[str, ...]
    places: tuple[str, ...]
    merge: str = ""
    total: str = ""
    get: ApiOperation | None = None
    create: ApiOperation | None = None
    update: ApiOperation | None = None
    delete: ApiOperation | None = None
    job: JobGuess | None = None
    natural: str = ""
    query: str = ""
    paging: Paging | None = None
    sets: tuple[Elements, ...] = field(default=())

    @property
    def singular(self) -> str:
        """One of the collection: `person` of `people`."""
        return singular(self.name)


def guesses(description: Description) -> list[Guess]:
    """The collections of an API, those whose objects are inside of nothing first."""
    by_path: PathMethods = {(each.path, each.method): each for each in description.operations.values()}
    sets = {path for path, method in by_path if method == "GET" and _changed_by_elements(path, by_path)}
    found = [
        guess
        for path, method in by_path
        if method == "GET" and path not in sets and (guess := _guess(path, by_path)) is not None
    ]
    return sorted(found, key=lambda each: len(each.parents))


def rows_in(answer: Shape | None) -> tuple[str, Shape] | None:
    """Where an answer has a list of objects, at most two members deep, and what they are like."""
    for path, shape in _within(answer, 2):
        if shape.items is not None and (shape.items.properties or not path):
            return path, shape.items
    return None


def _within(shape: Shape | None, depth: int, path: str = "") -> Iterator[tuple[str, Shape]]:
    if shape is None:
        return
    yield path, shape
    if depth:
        for name, each in shape.properties.items():
            yield from _within(each, depth - 1, f"{path}.{name}".strip("."))


def _guess(path: str, by_path: PathMethods) -> Guess | None:
    listing = by_path[path, "GET"]
    rows = rows_in(listing.answer)
    if rows is None or path.endswith("}"):
        return None
    one = next((other for other, _ in by_path if PLACE.sub("{}", other) == f"{PLACE.sub('{}', path)}/{{}}"), "")
    get, items, row = by_path.get((one, "GET")), *rows
    item = _item(get or by_path.get((path, "POST")), row)
    merge = "attributes" if row.properties.get("attributes", row).properties and "attributes" in row.properties else ""
    inner = row.properties[merge].properties if merge else {}
    members = {**row.properties, **inner}
    places = tuple(PLACE.findall(one or path))
    create = by_path.get((path, "POST")) or by_path.get((one, "PUT"))
    change = by_path.get((one, "PATCH")) or by_path.get((one, "PUT")) or by_path.get((one, "POST"))
    key = first_of([*places[-1:], *KEYS] if one else KEYS, members)
    if key is None:
        return None
    taken = _leaves(create.body) if create is not None and create.body is not None else members
    natural = first_of(NATURAL, [name for name in taken if name in members]) or first_of(NATURAL, members) or ""
    chosen = create is not None and (create.method == "PUT" or key in taken)
    natural = key if chosen and key != "id" else natural
    queries = [each.name for each in listing.parameters if each.where == "query"]
    return Guess(
        name=snake(path.rpartition("/")[2]),
        list=listing,
        items=items,
        item=item,
        row=row,
        key=key,
        parents=tuple(PLACE.findall(path)),
        places=places,
        merge=merge,
        total=_total(listing.answer),
        get=get,
        create=create,
        update=change,
        delete=by_path.get((one, "DELETE")),
        job=job(create, row, key, singular(snake(path.rpartition("/")[2])), by_path),
        natural=natural,
        query=next((name for name in queries if natural and natural in re.split(r"\W+", name)), ""),
        paging=_paging(listing),
        sets=tuple(_sets(one, by_path)) if one else (),
    )


def _leaves(shape: Shape) -> list[str]:
    """The names of members at any depth."""
    found: list[str] = []
    for name, each in shape.properties.items():
        found += [name, *_leaves(each)]
    return found


def _item(single: ApiOperation | None, row: Shape) -> str:
    """Where a single answer has the object: the member, if any, that is most like a row."""
    if single is None or single.answer is None:
        return ""

    def likeness(shape: Shape) -> int:
        return len(shape.properties.keys() & row.properties.keys())

    path, _ = max(_within(single.answer, 1), key=lambda each: (likeness(each[1]), -len(each[0])))
    return path


def _total(answer: Shape | None) -> str:
    members = answer.properties if answer is not None else {}
    found = first_of(TOTALS, [name for name, each in members.items() if each.kind == "integer"])
    return found or ""


def _paging(listing: ApiOperation) -> Paging | None:
    queries = {each.name: each.shape for each in listing.parameters if each.where == "query"}
    size, start = first_of(PAGE_SIZES, queries), first_of((*PAGE_TOKENS, *PAGE_STARTS), queries) or ""
    if size is None:
        return None
    texts = [path for path, shape in _within(listing.answer, 2) if shape.kind == "string"]
    following = next((path for path in texts if path.rpartition(".")[2] in NEXT), "")
    if not following:
        counts = start and start not in PAGE_NUMBERS and queries[start].kind == "integer"
        return Paging(style="offset" if counts else "header", size=size, start=start)
    style = "link" if "link" in following.lower() else "token"
    return Paging(style=style, size=size, start=start, next=following)


def _changed_by_elements(path: str, by_path: PathMethods) -> bool:
    return bool(PLACE.findall(path)) and _changes(path, by_path) is not None


def _changes(path: str, by_path: PathMethods) -> tuple[ApiOperation, ApiOperation] | None:
    """The calls that add an element to the listing at `path` and take one out, where there is no other way."""
    own = [
        (other, method)
        for other, method in by_path
        if other.startswith(f"{path}/") and (other.count("/") == path.count("/") + 1)
    ]
    if any(method in ("GET", "PATCH") for _, method in own):
        return None
    made = by_path.get((path, "POST"))
    add = next((by_path[each] for each in own if each[1] == "PUT" or each[0].endswith(("/add", "/assign"))), None)
    remove = next((by_path[each] for each in own if each[1] == "DELETE" or each[0].endswith("/remove")), None)
    if add is None and made is not None and made.body is None:
        add = made
    return None if add is None or remove is None else (add, remove)


def _sets(one: str, by_path: PathMethods) -> Iterator[Elements]:
    """The sets that are listings inside of the object at `one`."""
    for path, method in by_path:
        calls = _changes(path, by_path) if method == "GET" and path.rpartition("/")[0] == one else None
        rows = rows_in(by_path[path, "GET"].answer) if calls is not None else None
        if calls is None or rows is None:
            continue
        last = PLACE.findall(calls[0].path)[len(PLACE.findall(one)) :]
        element = first_of([*last, *KEYS], rows[1].properties) or next(iter(rows[1].properties), "")
        yield Elements(
            field=snake(path.rpartition("/")[2]),
            list=by_path[path, "GET"],
            rows=rows[0],
            element=element,
            add=calls[0],
            remove=calls[1],
        )
