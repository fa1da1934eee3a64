"""Attributes and schemas."""

from __future__ import annotations

from typing import Literal, TypeAlias

from rolecall.specification.declaration import dataclass
from rolecall.specification.schema.operations import Operation
from rolecall.specification.traits import (
    AddRemoveLists,
    CanonicalForm,
    Check,
    Elements,
    FurtherMembers,
    Reference,
    Transitions,
)
from rolecall.specification.types import STRING, ListOf, MapOf, ObjectOf, SetOf, Type

Literalish: TypeAlias = str | int | float | bool | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Links:
    """References to other objects that no body carries along: one call adds them, another takes one away.

    The value, or each element of a set, is the id or the name of an object, as a body would carry it. `add` takes it
    worded as `form` says, `{element}` standing for it, in the member `member` of its body: a list of at most `batch`,
    or one bare where that is 0. Without `member` a place or a constant of `add` names it. `remove` ends one; the places
    of both are `id` and `element`.
    """

    add: Operation
    remove: Operation
    member: str = ""
    form: str = "{element}"
    batch: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Attribute:
    """One attribute of a schema, and how it travels to and from the vendor.

    `field` is its name in request bodies, `read` where an answer holds it (default: `field`); both None for an
    argument that only the provider itself uses. `issued` is where the answer to *create* holds it when later reads
    never do (a secret); `readable` is False when no read returns it, so that state keeps what was written.
    `sent_on` says which bodies carry it. `unset` says what removing it from the configuration means: `keep` what
    the vendor has, or `clear` it if this configuration had set it before. `recomputed_with` names attributes whose
    change makes this computed one unknown in the plan. `wire` converts: `epoch` is seconds since 1970 shown as
    RFC 3339, `integer` a whole number, `id_text` a string here and a whole number there, `listed` one value here and a
    list of one there, `values` a set here and a list of `{value}` there (RFC 7643 section 2.4), `joined` a set here and
    in answers, and in bodies one text with `;` between.
    `version_of` marks the `_wo_version` companion of a write-only attribute.

    `absent` says what it means when an answer lacks the member: nothing (`unsaid`), or that it is `empty`. In a
    `shared` map or object others keep members of their own: only those that the configuration sets are compared and
    written. `add_remove_lists` writes an update as what to add and what to take away; `elements` are objects there and
    texts here; `transitions` brings a status about by calls, and `links` references to other objects. `further_members`
    are one JSON text here, and members of the object at `field` there. What is cleared is sent as null where it is
    `nullable`.

    `words` are pairs of a value and what the vendor calls it, in a word or a number; the first of a value is written,
    any is read. An argument that only the provider itself uses, and that the configuration leaves out, is `initial` in
    what it creates and `imported` in what it imports. What no answer holds may be `made_of` arguments of the provider
    block: `{provider.url}/scim/v2`.
    """

    name: str
    type: Type = STRING
    description: str = ""
    required: bool = False
    optional: bool = False
    computed: bool = False
    sensitive: bool = False
    write_only: bool = False
    deprecated: str = ""
    default: Literalish = None
    replace: bool = False
    field: str | None = None
    read: str | None = None
    issued: str | None = None
    readable: bool = True
    sent_on: Literal["both", "create", "update", "never"] = "both"
    unset: Literal["keep", "clear"] = "keep"
    recomputed_with: tuple[str, ...] = ()
    wire: Literal["plain", "integer", "epoch", "id_text", "listed", "values", "joined"] = "plain"
    absent: Literal["unsaid", "empty"] = "unsaid"
    shared: bool = False
    add_remove_lists: AddRemoveLists | None = None
    elements: Elements | None = None
    transitions: Transitions | None = None
    links: Links | None = None
    further_members: FurtherMembers | None = None
    nullable: bool = False
    version_of: str | None = None
    checks: tuple[Check, ...] = ()
    reference: Reference | None = None
    canonical_form: CanonicalForm | None = None
    words: tuple[tuple[str | bool, str | int], ...] = ()
    initial: Literalish = None
    imported: Literalish = None
    made_of: str = ""
    nested: tuple[Attribute, ...] = ()
    nesting: Literal["single", "list", "set", "map"] | None = None

    @property
    def value_type(self) -> Type:
        """The type of the whole value: `type`, or what `nested` and `nesting` add up to."""
        if self.nesting is None:
            return self.type
        element = ObjectOf(tuple((item.name, item.value_type) for item in self.nested))
        match self.nesting:
            case "single":
                return element
            case "list":
                return ListOf(element)
            case "set":
                return SetOf(element)
            case "map":
                return MapOf(element)

    @property
    def read_path(self) -> str | None:
        """Where an answer holds the value, or None when no answer does."""
        if not self.readable:
            return None
        return self.read if self.read is not None else self.field


@dataclass(frozen=True, slots=True, kw_only=True)
class Schema:
    """A list of attributes with a version, as `GetProviderSchema` reports it. `description` is Markdown."""

    attributes: tuple[Attribute, ...]
    description: str = ""
    version: int = 0

    @property
    def type(self) -> ObjectOf:
        """The object type of a whole configuration or state."""
        return ObjectOf(tuple((item.name, item.value_type) for item in self.attributes))

    def attribute(self, name: str) -> Attribute:
        """The attribute called `name`; raises KeyError."""
        for item in self.attributes:
            if item.name == name:
                return item
        raise KeyError(name)
