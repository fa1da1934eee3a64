"""Caveats of names: what they stand for and in which form."""

from __future__ import annotations

from typing import Literal

from rolecall.specification.declaration import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Reference:
    """An attribute holds names; the vendor wants something else, or drops names it does not know.

    `lookup` is the collection that knows them; `by` the row member that is the name, `key` the one that is the id;
    `wire` is what request bodies carry: an object `{id}`, the bare `id`, or the `name` itself. Names are compared
    exactly. An unknown or ambiguous one fails in the plan; `made_by` is the resource type that makes such rows, so
    that one created in the same run counts, and one that ends in it is told. `noun` is the word for messages. Where the
    vendor takes the name itself and its listing may not be to be had, names pass that nobody could look up (`unseen`).
    """

    lookup: str
    noun: str
    by: str = "name"
    key: str = "id"
    wire: Literal["object", "id", "name"] = "object"
    made_by: str | None = None
    unseen: Literal["refuse", "pass"] = "refuse"


@dataclass(frozen=True, slots=True, kw_only=True)
class CanonicalForm:
    """The server changes a value's form; both forms are the same. `lower`: letters become lower case.

    `last`: it is the same with what it is inside of before a slash, or without. `bare`: it is the same with or without
    what stands before a colon, in either case.
    """

    form: Literal["lower", "last", "bare"] = "lower"


@dataclass(frozen=True, slots=True, kw_only=True)
class UncheckedName:
    """Names that the vendor compares exactly and never checks: one that nearly is another is probably mistyped.

    `attribute` (dotted) where the attribute `when` has the value given is compared with the values at `member` of the
    rows of `lookup` that have `where`; both may lead through a list. Without `where` the rows are all that there is of
    the name's kind, so that any name which none of them has gives nothing until something is called so.
    """

    attribute: str
    when: tuple[str, str]
    lookup: str
    member: str
    noun: str
    where: tuple[str, str] | None = None
