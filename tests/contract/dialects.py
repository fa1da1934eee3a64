"""The cases of a vendor's other dialects: what the vendor's own cases say, without what the dialect lacks."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any, TypeVar

from rolecall.runtime import shims
from rolecall.specification.schema import Provider
from rolecall.testing.case import DataCase, EphemeralCase, ResourceCase, Update
from tests.contract.cases import tanium, tanzu

OPTIONS: Mapping[str, Mapping[str, Any]] = {
    "splunk@acs": {"api": "acs"},
    "tanium@platform": {"api": "platform", "deleted_names_taken": False},
    "tanzu@policy": {"mission_control": "policy"},
    "tanzu@v2": {"cloud_services": "v2", "accept_seconds": 0.0},
    "tanzu@v2_policy": {"cloud_services": "v2", "accept_seconds": 0.0, "mission_control": "policy"},
}
"""The sandbox's options by vendor and dialect; the dialect is that of the package of its shim.

What the tables below say of a dialect holds in its combinations with others too.
"""

BASIC: Mapping[tuple[str, str], Mapping[str, Any]] = {
    ("tanzu@v2", "tanzu_org_member"): {"roles": ["org_member"]},
}
"""Arguments that a dialect needs beside those of the vendor's own."""

UPDATES: Mapping[tuple[str, str], Mapping[str, Update]] = {
    ("splunk@acs", "splunk_user"): {
        "force_change_pass": Update(value=True, stored={"force_change_pass": True}, unset={"force_change_pass": False}),
        "federated_search_manage_ack": Update(value=True),
    },
    ("splunk@acs", "splunk_role"): {"federated_search_manage_ack": Update(value=True)},
    ("tanzu@v2", "tanzu_org_member"): {
        "roles": Update(
            value=["org_admin", "support_user"],
            first=tanzu.accept,
            stored={"role": "org_admin"},
            unset={"role": "org_member"},
        ),
        "service_roles": Update(
            value={"TmcDefinition_": ["tmc:member"]},
            first=tanzu.accept,
            stored={"service_roles": {"TmcDefinition_": ["tmc:member"]}},
        ),
        "invitation_expires_in_days": Update(value=14),
    },
    ("tanium@platform", "tanium_api_token"): {
        "notes": Update(value="for the night", replaces=True, stored={"notes": "for the night"}),
        "trusted_ip_addresses": Update(
            value="192.0.2.0/24", replaces=True, stored={"trusted_ip_addresses": "192.0.2.0/24"}
        ),
    },
}
"""Updates of attributes that only a dialect has, or has in another way."""

READABLE: Mapping[tuple[str, str], frozenset[str]] = {
    ("tanzu@policy", "tanzu_role_binding"): frozenset({"scope"}),
}
"""Arguments that only a dialect shows, so that an import knows them."""

ALONE: Mapping[str, tuple[ResourceCase, ...]] = {
    "tanium@platform": tanium.PUBLISHED,
    "tanzu@v2": tanzu.PUBLISHED,
    "tanzu@v2_policy": tanzu.PUBLISHED,
}
"""The cases of the types that only a dialect has."""

DATA_SOURCES_ALONE: Mapping[str, tuple[DataCase, ...]] = {
    "tanium@platform": tanium.PUBLISHED_DATA_SOURCES,
    "tanzu@v2": tanzu.PUBLISHED_DATA_SOURCES,
    "tanzu@v2_policy": tanzu.PUBLISHED_DATA_SOURCES,
}
"""The cases of the data sources that only a dialect has."""

EPHEMERALS_ALONE: Mapping[str, tuple[EphemeralCase, ...]] = {"tanium@platform": tanium.PUBLISHED_EPHEMERALS}
"""The cases of the ephemeral resources that only a dialect has."""

Reading = TypeVar("Reading", DataCase, EphemeralCase)


def provider_of(where: str) -> Provider:
    """The shim of a vendor, or of the dialect in `vendor@dialect`."""
    vendor, _, dialect = where.partition("@")
    provider = shims.dialect(vendor, dialect) if dialect else shims.load(vendor)
    assert provider is not None
    return provider


def in_dialects(cases: tuple[ResourceCase, ...]) -> Iterator[ResourceCase]:
    """The cases again in each dialect, of the types that it has."""
    for where in OPTIONS:
        provider, dialect = provider_of(where), where.partition("@")[2]
        lacking = {each.type_name for each in provider.lacks if not each.attribute}
        for case in cases:
            if case.vendor == provider.name and case.type not in lacking:
                refused = provider.resource(case.type).refused
                keys = [(part, case.type) for part in _parts(where)]
                own = {name: update for key in keys for name, update in UPDATES.get(key, {}).items()}
                updates = {name: update for name, update in case.updates.items() if name not in {*refused, *own}}
                yield replace(
                    case,
                    dialect=dialect,
                    basic={
                        **{name: value for name, value in case.basic.items() if name not in refused},
                        **{name: value for key in keys for name, value in BASIC.get(key, {}).items()},
                    },
                    updates={**own, **updates},
                    unreadable=case.unreadable.difference(*(READABLE.get(key, ()) for key in keys)),
                )
        yield from (replace(case, dialect=dialect) for part in _parts(where) for case in ALONE.get(part, ()))


def _parts(where: str) -> list[str]:
    """`vendor@dialect` for each dialect of a combination."""
    vendor, _, dialect = where.partition("@")
    return [f"{vendor}@{part}" for part in dialect.split("_")]


def readings_in_dialects(prefix: str, cases: tuple[Reading, ...]) -> Iterator[Reading]:
    """The cases of data sources (`data.`) or ephemeral resources (`ephemeral.`) again in each dialect that has them."""
    for where in OPTIONS:
        provider, dialect = provider_of(where), where.partition("@")[2]
        lacking = lacked_by(provider, prefix)
        for case in cases:
            if case.vendor == provider.name and case.type not in lacking:
                yield replace(case, dialect=dialect)


def alone(table: Mapping[str, tuple[Reading, ...]]) -> Iterator[Reading]:
    """The cases of data sources or ephemeral resources that only a dialect has."""
    for where, cases in table.items():
        yield from (replace(case, dialect=where.partition("@")[2]) for case in cases)


def lacked_by(provider: Provider, prefix: str) -> set[str]:
    """The types that a dialect lacks altogether, without the prefix of their kind (`data.`, `ephemeral.`)."""
    names = {each.type_name for each in provider.lacks if not each.attribute}
    return {name.removeprefix(prefix) for name in names if name.startswith(prefix)}
