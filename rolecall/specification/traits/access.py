"""How resources give access: whose, which right, where, and how privileged that is.

These traits drive no call. The jobs read them to say in people's terms what a plan or a state means. Attributes are
dotted paths; one may lead through a list (`subjects.name`), and then stands for every element.
"""

from __future__ import annotations

from typing import Literal, TypeAlias

from rolecall.specification.declaration import dataclass

Tier: TypeAlias = Literal["critical", "high", "normal", "low"]

EVERYWHERE = "*"
"""In place of the attribute that names a scope: the level as a whole."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    """The resource is somebody's account. `name` is the attribute that people know it by, `mail` their address.

    `mails` are attributes that hold further addresses: whoever receives mail there may own the account. It is shut out
    while one of the attributes of `disabled` has one of the values given with it. One that is `locked` so keeps what it
    has, and gains it once more where it is let in again.
    """

    name: str
    mail: str | None = None
    mails: tuple[str, ...] = ()
    disabled: tuple[tuple[str, tuple[str | bool, ...]], ...] = ()
    locked: tuple[tuple[str, tuple[str | bool, ...]], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """The resource is a group called `name`; the attribute `members` holds the ids of accounts in it.

    `directory` groups are an identity provider's: other vendors give rights to groups of the same name.
    """

    name: str
    members: str | None = None
    directory: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class RoleDefinition:
    """The resource is a role called `name`; the attribute `includes` names roles whose rights it has too."""

    name: str
    includes: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Credential:
    """The resource is a credential called `name`: whoever has it can do what `owner` (an account's id) can.

    `days` is the attribute with its life in days, `until` the one with its end: a time, or one such as `+30d`.
    Without an owner it belongs to the account that the provider runs as. `tier` is how privileged it is by itself,
    whatever its owner may do, and `reason` says why.
    """

    name: str
    owner: str | None = None
    days: str | None = None
    until: str | None = None
    tier: Tier | None = None
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Subject:
    """The subject that has the permissions: `attribute` names accounts or groups, by `id` or by `name`.

    `kind` says which; where the attribute `kind_at` does, `kinds` are its values and what they mean. Names are unique
    in what the attribute `within` names, if there is one. `federated` accounts are an identity provider's, which the
    vendor shows only once they signed in: that it has none of the name says nothing.
    """

    attribute: str
    by: Literal["id", "name"] = "id"
    kind: Literal["user", "group"] = "user"
    kind_at: str | None = None
    kinds: tuple[tuple[str, Literal["user", "group", "service"]], ...] = ()
    within: str | None = None
    federated: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Permission:
    """What is given: `attribute` names it, or holds True, and then it is called `word`.

    `kind` is the word for it: `role` and `group` are followed further (what the role includes, what the group has), any
    other is the end. One that is named `by` its `id` gets its name from a `Label`.
    """

    attribute: str
    kind: str = "role"
    by: Literal["id", "name"] = "name"
    word: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class BuiltIn:
    """Objects that come with the vendor: those whose attribute `by` is one of `names` (`*` stands for anything).

    As they come, a binding has only `subjects` (a service account as `namespace/name`) and gives only `rights`, and a
    role gives no privileged right but `rights`, itself or through a role that it includes, and includes only roles that
    come with the vendor too. Whatever one has beyond that somebody else gave it. `reason` says what they are.
    """

    names: tuple[str, ...]
    reason: str
    by: str = "name"
    subjects: tuple[str, ...] = ()
    rights: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class GivenBy:
    """Bindings that the vendor makes by rules, which are objects of the type `rule`.

    A rule makes bindings whose attribute `attribute` is in its set `names`, while its attribute `where` has the value
    given with it. Which of the bindings are the rule's no answer says. `reason` says what to do.
    """

    rule: str
    names: str
    attribute: str
    where: tuple[str, str]
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """The resource gives to whoever the attribute `expression` means, which the vendor works out and nobody else can.

    It does while the attribute `where` has the value given with it. `excluded` is the attribute with the ids of people
    whom it never means.
    """

    expression: str
    where: tuple[str, str]
    excluded: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Reads:
    """The attribute `attribute` names what the vendor reads of accounts to decide what they get, which `gives` says.

    `tier` is how privileged that can be. Of several elements those count whose attribute beside it matches one of the
    names given with it in `beside` (`*` stands for anything).
    """

    attribute: str
    gives: str
    tier: Tier
    beside: tuple[str, tuple[str, ...]] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Access:
    """How a resource type gives access.

    It is at most one of an `account`, a `group`, a `role` and a `credential`, which then has its `permissions`;
    otherwise `subject` says who has them, or a `rule` means whom nobody can name. One that is none of these gives
    nobody anything, and only decides by `reach` and `limits` how far others' rights reach. `scopes` are pairs of a
    level and the attribute that names the scope at that level; the one that is set counts, and `EVERYWHERE` is the
    level as a whole.
    `outlives` says what stays when it is taken away. `built_in` are objects of the type that come with the vendor,
    `given_by` the rules that make some.

    `effective` are attributes in which the vendor shows, and nobody sets, what an account has by its roles, or a role
    by those that it includes: they count where nothing describes all of those.

    `reach` and `limits` are attributes that decide how far the rights reach, with how privileged what they open can be:
    more in one of `reach`, or less in one of `limits`, is more access, though nobody gains a right. A limit that is a
    number lets pass what is below it. `unlimited` are values of limits that set none, beside nothing at all.
    `alternatives` are limits that let pass whatever meets one of their elements: each with the list in an element of
    which everything must hold. `reads` is what decides by attributes of accounts.
    """

    account: Account | None = None
    group: Group | None = None
    role: RoleDefinition | None = None
    credential: Credential | None = None
    subject: Subject | None = None
    rule: Rule | None = None
    permissions: tuple[Permission, ...] = ()
    scopes: tuple[tuple[str, str], ...] = ()
    outlives: tuple[str, ...] = ()
    built_in: tuple[BuiltIn, ...] = ()
    given_by: GivenBy | None = None
    reach: tuple[tuple[str, Tier], ...] = ()
    limits: tuple[tuple[str, Tier], ...] = ()
    unlimited: tuple[tuple[str, tuple[str, ...]], ...] = ()
    alternatives: tuple[tuple[str, str], ...] = ()
    reads: tuple[Reads, ...] = ()
    effective: tuple[Permission, ...] = ()

    @property
    def gives(self) -> bool:
        """True if somebody has something by it; False where it only decides how far others' rights reach."""
        own = (self.account, self.group, self.role, self.credential, self.subject, self.rule)
        return any(each is not None for each in own)


@dataclass(frozen=True, slots=True, kw_only=True)
class Label:
    """Where names of ids are found: in resources and data sources of the type `of`, whose `key` is the id.

    A name that an earlier label gives wins over one of a later label. `kind` is what these ids are, where a subject's
    kind is not said otherwise.
    """

    of: str
    name: str
    key: str = "id"
    kind: Literal["user", "group"] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Containment:
    """The scope level `whole` reaches over everything at the levels `parts`."""

    whole: str
    parts: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class RiskTier:
    """How privileged rights of `kind` are whose names match one of `names` (`*` stands for anything), and why.

    `level` narrows it to rights at that scope level, `holders` to those of accounts and groups of these names, such as
    one that everybody is in. The first that matches counts.
    """

    names: tuple[str, ...]
    tier: Tier
    reason: str
    kind: str = "role"
    level: str | None = None
    holders: tuple[str, ...] = ()
