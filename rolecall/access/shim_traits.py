"""Traits of the shims about access, by vendor and by resource type."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from functools import cache
from typing import Any, Final, NamedTuple

from rolecall.estate.runtime_facade import UNKNOWN, parse_time, shims
from rolecall.specification.schema import AllOf, Attribute, Collection, ObjectLifecycle, Provider, Resource, Singleton
from rolecall.specification.traits import Access

_PAIRS: Final = ("reach", "limits", "unlimited", "alternatives")
"""The fields of `Access` that are pairs, of which each dialect has its own."""


class Rows(NamedTuple):
    """A data source that shows objects of the resource type `type`: in the list `into`, or itself."""

    type: str
    into: str | None


@cache
def shim(vendor: str) -> Provider | None:
    """The vendor's shim, None where there is no such vendor."""
    return shims.load(vendor)


@cache
def resource(vendor: str, type_name: str) -> Resource | None:
    """The resource type; None where the vendor has none of that name."""
    known = shim(vendor)
    return next((item for item in known.resources if item.name == type_name), None) if known else None


@cache
def access(vendor: str, type_name: str) -> Access | None:
    """The trait by which a resource type gives access; None where it gives none, or is not known.

    Its permissions, and what decides how far they reach, are those of all dialects: a plan and a state do not tell
    which one the vendor speaks, and what a dialect lacks is null there.
    """
    known, found = shim(vendor), resource(vendor, type_name)
    if known is None or found is None or found.access is None:
        return None
    permissions = dict.fromkeys(found.access.permissions)
    pairs: dict[str, dict[str, Any]] = {name: dict(getattr(found.access, name)) for name in _PAIRS}
    for each in known.dialects:
        if (each.argument, each.name) not in known.spoken:
            others = shims.dialect(vendor, each.name).resources
            rules = [item.access for item in others if item.name == type_name and item.access is not None]
            permissions |= dict.fromkeys(permission for rule in rules for permission in rule.permissions)
            for rule in rules:
                pairs = {name: {**dict(getattr(rule, name)), **own} for name, own in pairs.items()}
    merged: dict[str, Any] = {name: tuple(own.items()) for name, own in pairs.items()}
    return replace(found.access, permissions=tuple(permissions), **merged)


def works(vendor: str, type_name: str, values: Mapping[str, Any]) -> bool:
    """False for a credential that has ended, or is said to work no longer (`live` of the trait `WriteOnceSecret`)."""
    found = resource(vendor, type_name)
    lifecycle = found.lifecycle if found is not None else None
    secret = lifecycle.secret if isinstance(lifecycle, ObjectLifecycle) else None
    if secret is None:
        return True
    attribute, alive = secret.live or ("", "")
    if attribute and values.get(attribute) not in (None, UNKNOWN, alive):
        return False
    end = values.get(secret.expires) if secret.expires else None
    return not isinstance(end, str) or not has_passed(end)


def has_passed(end: str) -> bool:
    """True for a time that is over; what is no time never is."""
    try:
        return parse_time(end, datetime.now(UTC)) <= datetime.now(UTC)
    except ValueError:
        return False


@cache
def rows(vendor: str, data_source: str) -> Rows | None:
    """Of which resource type a data source shows objects that matter for access; None where of none."""
    known = shim(vendor)
    source = next((item for item in known.data_sources if item.name == data_source), None) if known else None
    if known is None or source is None or isinstance(source.source, Singleton):
        return None
    for each in known.resources:
        lifecycle, rule = each.lifecycle, each.access
        if not isinstance(lifecycle, ObjectLifecycle) or rule is None or rule.credential or rule.subject:
            continue
        if lifecycle.collection == source.source.collection:
            into = source.source.into if isinstance(source.source, AllOf) else None
            return Rows(each.name, into)
    return None


@cache
def shows_ourselves(vendor: str, data_source: str) -> bool:
    """True if a data source tells whose credentials the provider runs with."""
    known = shim(vendor)
    if known is None or known.whoami is None:
        return False
    return any(
        item.name == data_source
        and isinstance(item.source, Singleton)
        and item.source.operation.path == known.whoami.path
        for item in known.data_sources
    )


@cache
def _name_and_home(vendor: str, type_name: str) -> tuple[Attribute, Collection] | None:
    """The attribute with the name of an account, group or role, and the collection of such objects."""
    found, known = resource(vendor, type_name), shim(vendor)
    if found is None or known is None or found.access is None or not isinstance(found.lifecycle, ObjectLifecycle):
        return None
    rule = found.access.account or found.access.group or found.access.role
    attribute = next((item for item in found.schema.attributes if rule and item.name == rule.name), None)
    return None if attribute is None else (attribute, known.collection(found.lifecycle.collection))


def id_is_name(vendor: str, type_name: str) -> bool:
    """True if the id of an account, group or role is its name, so that it is known before it is made."""
    found = _name_and_home(vendor, type_name)
    return found is not None and found[1].key in (found[0].read, found[0].field)


@cache
def lowers_accounts(vendor: str, kind: str) -> bool:
    """True if the vendor keeps the names of all its accounts (or groups, or roles) in lower case."""
    found = [each for name in _types_of(vendor, kind) if (each := _name_and_home(vendor, name)) is not None]
    return any(home.canonical_key is not None or attribute.canonical_form for attribute, home in found)


@cache
def ids_are_names(vendor: str, kind: str) -> bool:
    """True if accounts (or groups, or roles) of the vendor have no id but their name."""
    return any(id_is_name(vendor, name) for name in _types_of(vendor, kind))


def _types_of(vendor: str, kind: str) -> list[str]:
    known = shim(vendor)
    types = known.resources if known is not None else ()
    return [item.name for item in types if item.access is not None and own_kind(item.access) == kind]


def own_kind(rule: Access) -> str | None:
    """The kind of entity that a resource with this access is itself."""
    if rule.account is not None:
        return "user"
    if rule.group is not None:
        return "group"
    return "role" if rule.role is not None else None


@cache
def is_directory(vendor: str) -> bool:
    """True if other vendors give rights to the groups of this one, by their names."""
    known = shim(vendor)
    return known is not None and any(
        item.access is not None and item.access.group is not None and item.access.group.directory
        for item in known.resources
    )


@cache
def says_access(vendor: str, type_name: str) -> frozenset[str]:
    """The attributes of a resource type that say who has which right where, or whether an account works."""
    rule = access(vendor, type_name)
    if rule is None:
        return frozenset()
    paths = _paths(rule, ("id", "name"))
    paths += [rule.rule.expression, rule.rule.where[0]] if rule.rule is not None else []
    paths += [path for path, _ in (*rule.account.disabled, *rule.account.locked)] if rule.account is not None else []
    paths += [rule.role.includes] if rule.role is not None and rule.role.includes is not None else []
    paths += [path for path, _ in (*rule.reach, *rule.limits)]
    return frozenset(path.partition(".")[0] for path in paths)


@cache
def holds_ids(vendor: str, type_name: str) -> frozenset[str]:
    """The attributes of a resource type that hold ids of what people know by name."""
    rule = access(vendor, type_name)
    return frozenset(path.partition(".")[0] for path in (_paths(rule, ("id",)) if rule is not None else ()))


def _paths(rule: Access, by: Sequence[str]) -> list[str]:
    """The paths that say which right, as far as one of `by` says it, and of whom, and where."""
    paths = [permission.attribute for permission in rule.permissions if permission.by in by]
    paths += [path for _, path in rule.scopes]
    paths += [rule.subject.attribute] if rule.subject is not None and rule.subject.by in by else []
    paths += [rule.group.members] if rule.group is not None and rule.group.members is not None else []
    paths += [rule.rule.excluded] if rule.rule is not None and rule.rule.excluded is not None else []
    paths += [rule.credential.owner] if rule.credential is not None and rule.credential.owner is not None else []
    return paths
