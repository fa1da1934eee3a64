"""The grammar of a definition's parts: collections, resource types, attributes, data sources, ephemerals, functions.

Each class is a mapping of `provider.yaml`, its fields the keys. Operations are named by their `operationId`.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from generators.documents import PartRule, SettingsRule
from generators.operations import Call
from generators.source import Place, Remark
from generators.specification import Envelope, Literalish
from generators.traits import (
    Access,
    Ailing,
    Caution,
    Check,
    Companion,
    Federated,
    Filters,
    Inherited,
    Invitation,
    InvitedApart,
    LargeSet,
    ListOmits,
    Masked,
    NearMiss,
    Normalised,
    Protected,
    Reference,
    SoftDelete,
    Standing,
    Swap,
    Template,
    Unsupported,
    Versioned,
    WriteOnceSecret,
)

Kind = Literal["string", "number", "bool", "set", "list"]


@dataclass(frozen=True, slots=True, kw_only=True)
class StepRule:
    """A call that leads from any of the statuses `starts` to `ends`."""

    place: Place
    call: Call | Remark
    starts: tuple[str, ...]
    ends: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TransitionsRule:
    """A status that is brought about by calls."""

    place: Place
    steps: tuple[StepRule, ...]
    alike: tuple[tuple[str, str], ...] = ()
    closed: tuple[str, ...] = ()
    powerless: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class AttributeRule:
    """What is said about one attribute; None leaves it to the API description.

    `field`, `read` and `issued` name members of request, answer and the answer to create, where the attribute is not
    called as its field is. `provider_only` is an argument that no call carries. `example` is its value in examples.
    `words` are the vendor's words with the values that they mean here.
    """

    place: Place
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
    issued: str | None = None
    sent_on: Literal["both", "create", "update", "never"] | None = None
    unset: Literal["keep", "clear"] = "keep"
    recomputed_with: tuple[str, ...] = ()
    wire: Literal["plain", "integer", "epoch", "id_text", "listed", "values"] | None = None
    absent: Literal["unsaid", "empty"] = "unsaid"
    shared: bool = False
    swap: Swap | None = None
    transitions: TransitionsRule | None = None
    checks: tuple[Check, ...] | None = None
    reference: Reference | None = None
    normalised: Normalised | None = None
    words: tuple[tuple[str, str | bool], ...] = ()
    initial: Literalish = None
    imported: Literalish = None
    provider_only: bool = False
    nested: dict[str, AttributeRule] | None = None
    example: Literalish | tuple[str, ...] = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Paging:
    """The names of the paging parameters. The API description has their default and maximum.

    `next` is where an answer names the next page, in the styles `token` and `link`.
    """

    place: Place
    size: str
    start: str
    maximum: int | None = None
    style: Literal["offset", "token", "link", "header"] = "offset"
    next: str | None = None
    first: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class NaturalKeyRule:
    """By which attribute people know an object; `field` and `scope` follow from the attributes' own fields.

    `field` is given where no resource is made of the collection, only data sources.
    """

    place: Place
    attribute: str
    query: str | None = None
    scope: tuple[str, ...] = ()
    within: tuple[tuple[str, str], ...] = ()
    unique: bool = True
    field: str | None = None
    form: str = ""
    query_rows: int | None = None
    direct: bool = False
    caseless: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class CollectionRule:
    """A set of like objects. `parents` are attributes that say inside of what they are: places of the paths.

    `holders` says by parent where its values are held: `<resource type>.<attribute>`.
    """

    place: Place
    key: str
    list: Call | Remark
    provisional_key: str | None = None
    get: Call | Remark | None = None
    envelope: Envelope | None = None
    pagination: Paging | None = None
    natural_key: NaturalKeyRule | None = None
    soft_delete: SoftDelete | None = None
    list_omits: ListOmits | None = None
    masked: Masked | None = None
    normalised_key: Normalised | None = None
    parents: tuple[str, ...] = ()
    holders: tuple[tuple[str, str], ...] = ()
    opposite: str | None = None
    inherited: Inherited | None = None
    filters: Filters | None = None
    large_set: LargeSet | None = None
    versioned: Versioned | None = None
    invited_apart: InvitedApart | None = None
    ignore: dict[str, Remark] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class ReplaceRule:
    """`full_replace`: what to carry; what to strip follows from the description of the update's body."""

    carry: tuple[str, ...] = ("*",)


@dataclass(frozen=True, slots=True, kw_only=True)
class RevokeRule:
    """What an object owns: rows of `collection` whose `owner` member is its id, each deleted by `delete`."""

    place: Place
    collection: str
    owner: str
    delete: Call | Remark
    switch: str | None = None
    by: str = "id"
    where: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class DeprovisionRule:
    """The order in which access ends."""

    place: Place
    disable: tuple[tuple[str, bool | str], ...] = ()
    revoke: tuple[RevokeRule, ...] = ()
    mode: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class MembershipRule:
    """A resource that is one element of a set of its parent."""

    place: Place
    parent: str
    owner: str
    member: str
    of: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MoveRule:
    """Another provider's resource type whose state can be taken over."""

    place: Place
    provider: str
    type_name: str
    attributes: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ToggleRule:
    """An attribute that the calls `start` and `stop` set and clear."""

    place: Place
    attribute: str
    start: Call | Remark
    stop: Call | Remark


@dataclass(frozen=True, slots=True, kw_only=True)
class ResourceRule:
    """A resource type: `collection` with its operations, or one of `membership`, `custody`, `settings`, `part`."""

    place: Place
    description: str
    collection: str | None = None
    membership: MembershipRule | None = None
    settings: SettingsRule | None = None
    part: PartRule | None = None
    custody: bool = False
    create: Call | Remark | None = None
    update: Call | Remark | None = None
    patch: Call | Remark | None = None
    delete: Call | Remark | None = None
    withdraw: Call | Remark | None = None
    created_id: str | None = None
    id_template: str | None = None
    full_replace: ReplaceRule | None = None
    secret: WriteOnceSecret | None = None
    deprovision: DeprovisionRule | None = None
    protected: tuple[Protected, ...] = ()
    federated: Federated | None = None
    protect_self: bool = False
    authoritative: tuple[str, ...] = ()
    invitation: Invitation | None = None
    standing: tuple[Standing, ...] = ()
    near_miss: tuple[NearMiss, ...] = ()
    overlap: bool = False
    template: Template | None = None
    companion: Companion | None = None
    toggles: tuple[ToggleRule, ...] = ()
    ailing: tuple[Ailing, ...] = ()
    unsupported: tuple[Unsupported, ...] = ()
    cautions: tuple[Caution, ...] = ()
    attributes: dict[str, AttributeRule] = field(default_factory=dict)
    ignore: dict[str, Remark] = field(default_factory=dict)
    moves: tuple[MoveRule, ...] = ()
    access: Access | None = None
    hazards: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class OneOfRule:
    """One object, found by one of the attributes `by`."""

    place: Place
    collection: str
    by: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class FilterRule:
    """An argument that narrows a listing by the query parameter `query`."""

    place: Place
    query: str
    description: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AllOfRule:
    """Every object, as the list `into`, or those that the arguments `filters` leave."""

    place: Place
    collection: str
    into: str
    sort: str = "name"
    filters: dict[str, FilterRule] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class SingletonRule:
    """What one operation answers; `arguments`, with their descriptions, fill its path."""

    place: Place
    operation: Call | Remark
    arguments: dict[str, Remark] = field(default_factory=dict)
    envelope: Envelope | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class DataSourceRule:
    """A data source. `like` names the resource whose readable attributes it has; else its attributes are derived."""

    place: Place
    description: str
    one_of: OneOfRule | None = None
    all_of: AllOfRule | None = None
    singleton: SingletonRule | None = None
    like: str | None = None
    attributes: dict[str, AttributeRule] = field(default_factory=dict)
    ignore: dict[str, Remark] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class LoginRule:
    """An ephemeral that opens a session and closes it again."""

    place: Place
    open: Call | Remark
    close: Call | Remark | None = None
    envelope: Envelope | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class EphemeralRule:
    """An ephemeral resource: an object issued for one run, or a login."""

    place: Place
    description: str
    issue: str | None = None
    login: LoginRule | None = None
    attributes: dict[str, AttributeRule] = field(default_factory=dict)
    ignore: dict[str, Remark] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class FunctionRule:
    """A provider function: its parameters with their descriptions, and the text they fill."""

    place: Place
    summary: str
    template: str
    parameters: tuple[tuple[str, str], ...]
