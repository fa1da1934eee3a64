"""Caveats of objects that are made from something else, or together with something else."""

from __future__ import annotations

from rolecall.specification.declaration import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Template:
    """An object is made from a template, named by its key in the attribute `id` or its name in the attribute `name`.

    Exactly one of both is given, and the other follows: the member `by` of the rows of `lookup` is the name. There are
    too many templates to list, so a name is searched for. `noun` is the word for messages.
    """

    id: str
    name: str
    lookup: str
    by: str
    noun: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Companion:
    """Making an object makes another one along with it, whose key the attribute `attribute` holds.

    The answer to the create tells it. After an import it is found in `collection`: the row whose member `by` is what
    the object has at `member`. A create waits until both are there to be read.
    """

    attribute: str
    collection: str
    member: str
    by: str
