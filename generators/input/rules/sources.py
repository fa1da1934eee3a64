"""What a definition says about data sources, ephemeral resources and functions."""

from __future__ import annotations

from dataclasses import dataclass, field

from generators.input.operations import Call
from generators.input.rules.attributes import AttributeRule
from generators.input.yaml_source import Placed, Remark
from rolecall.specification.schema import Envelope
from rolecall.specification.traits import Check, Tier


@dataclass(frozen=True, slots=True, kw_only=True)
class OneOfRule(Placed):
    """One object, found by one of the attributes `by`."""

    collection: str
    by: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class FilterRule(Placed):
    """An argument that narrows a listing by the query parameter `query`, worded by `form`: `{}` is the value."""

    query: str
    description: str
    form: str = ""
    checks: tuple[Check, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class AllOfRule(Placed):
    """Every object, as the list `into`, or those that the arguments `filters` leave."""

    collection: str
    into: str
    sort: str = "name"
    filters: dict[str, FilterRule] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class SingletonRule(Placed):
    """What one operation answers; `arguments`, with their descriptions, fill its path."""

    operation: Call | Remark
    arguments: dict[str, Remark] = field(default_factory=dict)
    envelope: Envelope | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class DataSourceRule(Placed):
    """A data source. `like` names the resource whose readable attributes it has; else its attributes are derived."""

    description: str
    one_of: OneOfRule | None = None
    all_of: AllOfRule | None = None
    singleton: SingletonRule | None = None
    like: str | None = None
    permissions: tuple[str, ...] = ()
    attributes: dict[str, AttributeRule] = field(default_factory=dict)
    ignore: dict[str, Remark] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class LoginRule(Placed):
    """An ephemeral that opens a session and closes it again."""

    open: Call | Remark
    close: Call | Remark | None = None
    envelope: Envelope | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class EphemeralRule(Placed):
    """An ephemeral resource: an object issued for one run, or a login."""

    description: str
    issue: str | None = None
    login: LoginRule | None = None
    attributes: dict[str, AttributeRule] = field(default_factory=dict)
    ignore: dict[str, Remark] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class ActionRule(Placed):
    """An action: the operation that asks for it, the read `look` of what it is for, the argument `at` that names that.

    `done` says in a sentence what was done, `{name}` standing for an argument. `tier` is how privileged the access can
    be that comes of it, and `gives` says in a sentence what that is. `hook` names code of the vendor's own.
    """

    description: str
    operation: Call | Remark
    look: Call | Remark
    at: str
    done: str
    tier: Tier
    gives: str
    hook: str = ""
    subcategory: str = ""
    permissions: tuple[str, ...] = ()
    hazards: tuple[str, ...] = ()
    attributes: dict[str, AttributeRule] = field(default_factory=dict)
    ignore: dict[str, Remark] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class FunctionRule(Placed):
    """A provider function: its parameters with their descriptions, and the text they fill."""

    summary: str
    template: str
    parameters: tuple[tuple[str, str], ...]
