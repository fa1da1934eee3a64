"""Members of an object that its API description does not know."""

from __future__ import annotations

from typing import Literal

from rolecall.specification.declaration import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class FurtherMembers:
    """A JSON text that holds the members of an object of which no other attribute speaks, at the attribute's `field`.

    `names` is the form of their names, a regular expression, and `meaning` says it in words; `known` are pairs of a
    member and the attribute that speaks of it. What the
    configuration leaves out is kept, at any depth, and null takes a member away. Texts are compared by what they say.

    `schemas` is the path at which the vendor says which members there are, and `form` in what words: `scim`, a list of
    schemas (RFC 7643 section 7), of which each is a member by its id; or `json_schema`, one document whose `properties`
    or `definitions` have the members as `properties`. Unknown names and values of another type are refused in the plan.
    Where the vendor does not say it, nothing is refused. With `json_schema` the values of `known` are checked as well;
    `patterns` are the forms of members of which the vendor states none.

    Where objects are of several kinds, `kind` is the attribute with the id of the kind, `kinds` the path at which the
    vendor describes one, with `{kind}` in the place of its id, and `kind_schema` the member of that answer with the URL
    of the kind's own schema. `schemas` is then for new objects that name no kind.
    """

    names: str = ".+"
    meaning: str = "a name"
    known: tuple[tuple[str, str], ...] = ()
    patterns: tuple[tuple[str, str], ...] = ()
    schemas: str = ""
    form: Literal["scim", "json_schema"] = "scim"
    kind: str = ""
    kinds: str = ""
    kind_schema: str = ""
