"""What a definition says about attributes, and about a status that calls bring about."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from generators.input.operations import Call
from generators.input.yaml_source import Placed, Remark
from rolecall.specification.numbers import CountOrNone
from rolecall.specification.schema import Literalish
from rolecall.specification.traits import AddRemoveLists, CanonicalForm, Check, Elements, FurtherMembers, Reference

Kind = Literal["string", "number", "bool", "set", "list", "map"]


@dataclass(frozen=True, slots=True, kw_only=True)
class StepRule(Placed):
    """A call that leads from any of the statuses `starts` to `ends`."""

    call: Call | Remark
    starts: tuple[str, ...]
    ends: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TransitionsRule(Placed):
    """A status that is brought about by calls."""

    steps: tuple[StepRule, ...]
    counts_as: tuple[tuple[str, str], ...] = ()
    closed: tuple[str, ...] = ()
    powerless: tuple[str, ...] = ()
    initial: str = ""
    writable: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class LinksRule(Placed):
    """References to other objects: `add` takes them at `member` of its body, worded as `form` says, `batch` at once.

    Without `member` the calls name one themselves. A path with one place takes the object's id there, one with two the
    id and then the element.
    """

    add: Call | Remark
    remove: Call | Remark
    member: str = ""
    form: str = "{element}"
    batch: CountOrNone = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class AttributeRule(Placed):
    """What is said about one attribute; None leaves it to the API description.

    `field`, `read` and `issued` name members of request, answer and the answer to create, where the attribute is not
    called as its field is. `provider_only` is an argument that no call carries. `example` is its value in examples.
    `read_back: false`: answers hold something else in the member of that name. `words` are the vendor's words, or
    its whole numbers, with the values that they mean here. `made_of` is a text of arguments of the provider block, for
    what no answer holds.
    """

    description: str | None = None
    type: Kind | None = None
    required: bool | None = None
    optional: bool | None = None
    computed: bool | None = None
    sensitive: bool | None = None
    deprecated: str = ""
    default: Literalish = None
    replace: bool | None = None
    field: str | None = None
    read: str | None = None
    read_back: bool = True
    issued: str | None = None
    sent_on: Literal["both", "create", "update", "never"] | None = None
    unset: Literal["keep", "clear"] = "keep"
    recomputed_with: tuple[str, ...] = ()
    wire: Literal["plain", "integer", "epoch", "id_text", "listed", "values", "joined"] | None = None
    absent: Literal["unsaid", "empty"] = "unsaid"
    shared: bool = False
    add_remove_lists: AddRemoveLists | None = None
    elements: Elements | None = None
    transitions: TransitionsRule | None = None
    links: LinksRule | None = None
    further_members: FurtherMembers | None = None
    checks: tuple[Check, ...] | None = None
    reference: Reference | None = None
    canonical_form: CanonicalForm | None = None
    words: tuple[tuple[str, str | bool], ...] = ()
    initial: Literalish = None
    imported: Literalish = None
    made_of: str = ""
    provider_only: bool = False
    nested: dict[str, AttributeRule] | None = None
    example: Literalish | tuple[str, ...] = None
