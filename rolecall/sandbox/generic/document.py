"""The description of a vendor that the generic sandbox serves: plain data, as the generators write it.

A document says what each operation of the API does to which collection, and which rules hold. It is made of the
vendor's API description and definition, and knows nothing of either.
"""

from __future__ import annotations

import types
import typing
from collections.abc import Mapping
from dataclasses import dataclass, field, fields, is_dataclass
from typing import Any, Literal, TypeVar, Union, get_args, get_origin, get_type_hints

T = TypeVar("T")
Does = Literal["list", "create", "read", "replace", "change", "delete", "step", "elements", "add", "remove", "poll"]


@dataclass(frozen=True, kw_only=True)
class Shape:
    """A schema (JSON Schema's own words): what a body may hold, or what an answer shows."""

    kind: str = ""
    properties: Mapping[str, Shape] = field(default_factory=dict)
    required: tuple[str, ...] = ()
    items: Shape | None = None
    values: Shape | None = None
    read_only: bool = False
    default: Any = None
    enum: tuple[Any, ...] = ()
    minimum: int | None = None
    maximum: int | None = None
    min_length: int = 0
    max_length: int | None = None
    pattern: str = ""
    format: str = ""


@dataclass(frozen=True, kw_only=True)
class Paging:
    """How a listing is paged; `style` and the other words are those of the trait Pagination."""

    style: str
    size: str
    start: str
    default: int
    maximum: int
    next: str | None = None
    first: int = 0


@dataclass(frozen=True, kw_only=True)
class Filter:
    """A query parameter that narrows a listing to rows whose `member` is the value, which is worded as `form`."""

    member: str
    form: str = ""


@dataclass(frozen=True, kw_only=True)
class Body:
    """What an operation takes. `fields` are pairs of a dotted path in the body and the row's member that it sets."""

    encoding: str
    media_type: str
    shape: Shape
    fields: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, kw_only=True)
class Job:
    """Work that goes on after the answer: where the answer names it, how it is asked for, and what it says then."""

    id: str
    status: str
    pending: str
    done: str
    failed: str
    result: str
    words: str


@dataclass(frozen=True, kw_only=True)
class Action:
    """One operation: what it does to which collection, and what it answers.

    `places` say which member of a row each place of the path is compared with; `{element}` is an element of the set
    `member`. `item` is where an answer holds the object, `items` the rows, `merge` what is lifted out of members of it.
    A step brings the member `member` from one of `starts` to `ends`. `element` is where a body names the element.
    """

    does: Does
    collection: str
    method: str
    path: str
    places: Mapping[str, str] = field(default_factory=dict)
    body: Body | None = None
    answer: Shape | None = None
    media_type: str = ""
    item: str = ""
    items: str = ""
    merge: tuple[str, ...] = ()
    total: str = ""
    query: tuple[str, ...] = ()
    filters: Mapping[str, Filter] = field(default_factory=dict)
    paging: Paging | None = None
    member: str = ""
    element: str = ""
    starts: tuple[str, ...] = ()
    ends: str = ""
    job: Job | None = None


@dataclass(frozen=True, kw_only=True)
class Reference:
    """A member that names rows of `lookup`: bodies by `wire`, an object, an id or the name."""

    lookup: str
    by: str
    key: str
    wire: str
    many: bool


@dataclass(frozen=True, kw_only=True)
class Absent:
    """A soft delete: `flag` becomes `value`. `listed`: listings go on to show it; `recreate`: `new` or `revive`."""

    flag: str
    value: str
    listed: bool
    recreate: str


@dataclass(frozen=True, kw_only=True)
class ElementSet:
    """A set that is a listing of its own. Its elements are the member `key` of what is listed, rows of `lookup`.

    `counted`: they are whole numbers.
    """

    key: str
    lookup: str = ""
    counted: bool = False


@dataclass(frozen=True, kw_only=True)
class Kind:
    """One collection: its key, the shape of its rows, and its rules.

    `parents` say by member which collection each object is inside of. `chosen`: the client gives the key. `unique` are
    members of which no two rows of the same parents have the same value. `omitted` is left out by listings.
    `shown_once` are members that only the answer to create has. `status` are members that steps change, with the first
    value of each. `seeded`: no operation makes rows, so that they are there from the start.
    """

    key: str
    row: Shape
    parents: Mapping[str, str] = field(default_factory=dict)
    chosen: bool = False
    unique: tuple[str, ...] = ()
    caseless: bool = False
    absent: Absent | None = None
    omitted: tuple[str, ...] = ()
    shown_once: tuple[str, ...] = ()
    references: Mapping[str, Reference] = field(default_factory=dict)
    sets: Mapping[str, ElementSet] = field(default_factory=dict)
    status: Mapping[str, str] = field(default_factory=dict)
    seeded: bool = False


@dataclass(frozen=True, kw_only=True)
class Login:
    """A way in: a token in `header` after `prefix`, or HTTP Basic (RFC 7617) where there is no header."""

    header: str = ""
    prefix: str = ""


@dataclass(frozen=True, kw_only=True)
class Document:
    """One vendor. `environment` are the provider's variables: templates over `{url}`, `{token}` and `{name}`.

    `words` is where an error answer says what is wrong, `signature` what no proxy writes beside that.
    """

    name: str
    title: str
    base_path: str
    environment: Mapping[str, str]
    logins: tuple[Login, ...]
    words: str
    kinds: Mapping[str, Kind]
    actions: tuple[Action, ...]
    signature: tuple[str, ...] = ()


def load(data: Mapping[str, Any]) -> Document:
    """The document in `data`, as JSON has it; raises ValueError for what is no such document."""
    return _object(Document, data, "the document")


def _object(kind: type[T], data: Any, what: str) -> T:
    hints = get_type_hints(kind)
    if not isinstance(data, Mapping):
        raise ValueError(f"{what} is no object")
    if odd := sorted(set(data) - set(hints)):
        raise ValueError(f"{what} has an unknown member {odd[0]!r}")
    try:
        return kind(**{name: _value(hints[name], value, f"{name} of {what}") for name, value in data.items()})
    except TypeError as error:
        raise ValueError(f"{what}: {error}") from None


def _value(hint: Any, value: Any, what: str) -> Any:
    origin, inner = get_origin(hint), get_args(hint)
    if origin in (Union, types.UnionType):
        return None if value is None else _value(inner[0], value, what)
    if origin is tuple:
        kinds = inner if inner[-1] is not Ellipsis else inner[:1] * len(value)
        return tuple(_value(each, item, what) for each, item in zip(kinds, value, strict=True))
    if isinstance(origin, type) and issubclass(origin, Mapping):
        return {name: _value(inner[1], item, f"{name} of {what}") for name, item in value.items()}
    if is_dataclass(hint):
        return _object(typing.cast(type, hint), value, what)
    return value


def plain(value: Any) -> Any:
    """A document, or a part of one, as JSON has it, without what is as it would be anyway."""
    if is_dataclass(value) and not isinstance(value, type):
        said = {each.name: getattr(value, each.name) for each in fields(value)}
        usual = {each.name: each.default for each in fields(value)}
        return {name: plain(item) for name, item in said.items() if item != usual[name] and item not in ({}, ())}
    if isinstance(value, Mapping):
        return {name: plain(item) for name, item in value.items()}
    return [plain(item) for item in value] if isinstance(value, tuple | list) else value
