"""What a value must be, checked before anything is sent."""

from __future__ import annotations

from typing import TypeAlias

from rolecall.specification.declaration import dataclass
from rolecall.specification.numbers import Count


@dataclass(frozen=True, slots=True, kw_only=True)
class NotEmpty:
    """A string must not be blank, and a set, list or map not without elements."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Among:
    """A value must be one of these."""

    values: tuple[str | bool, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Forbidden:
    """A string must not contain any of these characters."""

    characters: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Matches:
    """A string must match this regular expression as a whole; `meaning` says it in words."""

    pattern: str
    meaning: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Unlikely:
    """A string that matches this regular expression as a whole is taken, with a warning: it looks like `meaning`."""

    pattern: str
    meaning: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Length:
    """A string must not have more characters than this."""

    maximum: Count


@dataclass(frozen=True, slots=True, kw_only=True)
class Between:
    """A number must lie between these, both included."""

    minimum: int
    maximum: int


@dataclass(frozen=True, slots=True, kw_only=True)
class FutureTime:
    """A time that must not be past: RFC 3339, seconds since 1970, or relative (`+30d`, `+12h`)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ExactlyOne:
    """Of the members of a nested attribute exactly one must be set."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NeedsMember:
    """An element must have its member `member` where its member `by` is one of `values`."""

    member: str
    by: str
    values: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class KeysMatch:
    """The keys of a map must match this regular expression as a whole; `meaning` says it in words."""

    pattern: str
    meaning: str


@dataclass(frozen=True, slots=True, kw_only=True)
class NotGiven:
    """An element of a set must not be one that the object has anyway: the vendor would not store it.

    The attribute `through` names other objects; the dotted `members` of their rows list what they give.
    """

    through: str
    members: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class WellKnown:
    """The vendor comes with these `values`, and people make others: one that nearly is one of them is a warning."""

    values: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Exists:
    """The value, or each element of a set, must be the id of something that is there: the vendor refuses it else.

    One of the collections `among` has it; `noun` is the word for it in messages. Ids of those that the types of
    resources `made_by` manage are known without asking, as are those of types whose collections are `among`. What our
    account may not look for passes.
    """

    among: tuple[str, ...]
    noun: str
    made_by: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class EarlierThan:
    """A time that must be before that of the attribute `other`, where both are known: forms as for `FutureTime`."""

    other: str


@dataclass(frozen=True, slots=True, kw_only=True)
class NotItself:
    """The value, or an element of a set, must not be that of `name`, an attribute beside it."""

    name: str


Check: TypeAlias = (
    NotEmpty
    | Among
    | Forbidden
    | Matches
    | Unlikely
    | Length
    | Between
    | FutureTime
    | ExactlyOne
    | NeedsMember
    | KeysMatch
    | NotGiven
    | Exists
    | EarlierThan
    | NotItself
    | WellKnown
)
