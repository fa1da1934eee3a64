"""Users and groups of an identity provider, however somebody names them: by login, by id or as resources.

Names are looked up with the provider's data sources, so that somebody who is not there is told in the plan.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final, TypeAlias

from rolecall.bindings import entra, okta
from rolecall.cdk.base_classes import DataSource, Resource
from rolecall.cdk.errors import DeclarationError
from rolecall.cdk.field_checks import kind_of
from rolecall.cdk.toolkit import Construct, TerraformProvider
from rolecall.cdk.values import holds_reference
from rolecall.patterns import access_declarations
from rolecall.patterns.accounts import require_sound
from rolecall.patterns.roster import Roster
from rolecall.patterns.roster_file import load_people

Principal: TypeAlias = access_declarations.Person | Resource | DataSource | str
Principals: TypeAlias = str | Path | Roster | Mapping[str, str] | Iterable[Principal]
"""A roster file or a roster (people only), ids by a name, or one by one."""

_GUID: Final = re.compile(r"[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}")


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of principal: the resource types that may stand for it, and how it is found by name.

    Attributes:
        noun: what to call one in an error.
        types: the Terraform types whose `id` is one.
        data: the data source that finds one by name.
        by: the data source's argument that takes the name.
        id: what its ids look like.
        people: whether they are people, whom a roster can hold.
    """

    noun: str
    types: tuple[str, ...]
    data: type[DataSource]
    by: str
    id: re.Pattern[str]
    people: bool = False


ENTRA_USER: Final = Kind("a user of Entra", ("entra_user",), entra.DataUser, "user_principal_name", _GUID, True)
ENTRA_GROUP: Final = Kind("a group of Entra", ("entra_group",), entra.DataGroup, "display_name", _GUID)
OKTA_USER: Final = Kind(
    "a user of Okta", ("okta_user",), okta.DataUser, "login", re.compile(r"00u[0-9A-Za-z]{17}"), True
)
OKTA_GROUP: Final = Kind("a group of Okta", ("okta_group",), okta.DataGroup, "name", re.compile(r"00g[0-9A-Za-z]{17}"))


@dataclass(slots=True)
class Found:
    """Principals by a name that stays: the id of each, or whom to look up, once there is a construct to do it in."""

    kind: Kind
    ids: dict[str, str] = field(default_factory=dict)
    names: dict[str, str] = field(default_factory=dict)

    def resolved(self, scope: Construct, provider: TerraformProvider | None) -> Iterator[tuple[str, str]]:
        """Each name that stays, and a reference to the id; looks up below `scope` whoever is known by name."""
        for key, name in self.names.items():
            make: Any = self.kind.data
            what = "user" if self.kind.people else "group"
            yield key, make(scope, f"find-{what}-{key}", provider=provider, **{self.kind.by: name}).id
        yield from self.ids.items()


def find(kind: Kind, given: Principals, where: str, argument: str) -> Found:
    """The people that are `given` as `argument` of the construct at `where`; people who have left are nobody.

    A `Person` is looked up by mail address, text by name unless it looks like an id. A reference needs a name that
    stays: give the resource itself, or a mapping from names to references. Raises DeclarationError or RosterError.
    """
    found = Found(kind)
    if isinstance(given, Mapping):
        for key, id_ in given.items():
            if not isinstance(key, str) or not key.strip() or not isinstance(id_, str) or not id_.strip():
                raise DeclarationError(f"{where}: {argument} must map names to ids")
            found.ids[key] = id_
        return found
    for each in _each(kind, given, where, argument):
        _take(found, each, where, argument)
    return found


def _each(kind: Kind, given: Any, where: str, argument: str) -> Iterator[Any]:
    if kind.people and isinstance(given, str | Path):
        return iter(load_people(given))
    if kind.people and isinstance(given, Roster):
        given.give_elsewhere()
        return iter(given.people.values())
    if isinstance(given, str | Path | Roster) or not isinstance(given, Iterable):
        raise DeclarationError(f"{where}: {argument} must be a list, not {kind_of(given)}")
    return iter(given)


def _take(found: Found, each: Any, where: str, argument: str) -> None:
    """Take in one principal, unless it is somebody who has left."""
    kind = found.kind
    if isinstance(each, access_declarations.Person):
        require_sound(each, f"{where}/{each.id}")
        if each.active:
            _add(found.names, found, each.id, each.email, where, argument)
        return
    if isinstance(each, Resource | DataSource):
        if each.TF_RESOURCE_TYPE not in kind.types:
            raise DeclarationError(f"{where}: {argument} holds {each.TF_RESOURCE_TYPE}, which is not {kind.noun}")
        id_: str = each.get_string_attribute("id")
        _add(found.ids, found, each.terraform_name, id_, where, argument)
        return
    if not isinstance(each, str) or not each.strip():
        raise DeclarationError(f"{where}: {argument} must hold names, ids or resources, not {kind_of(each)}")
    if holds_reference(each):
        raise DeclarationError(
            f"{where}: {argument} holds a reference, from which no name that stays can follow; give the resource "
            f"itself, or a mapping such as {{'ada': reference}}"
        )
    _add(found.ids if kind.id.fullmatch(each) else found.names, found, each, each, where, argument)


def _add(into: dict[str, str], found: Found, key: str, value: str, where: str, argument: str) -> None:
    if key in found.ids or key in found.names:
        raise DeclarationError(f"{where}: {argument} names {key!r} twice")
    into[key] = value
