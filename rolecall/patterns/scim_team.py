"""One list of people as users, and a group of them, on any vendor that speaks SCIM."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, Final, Literal

from rolecall.bindings.scim import Group, GroupMember, ScimProvider, User
from rolecall.cdk.base_classes import Resource
from rolecall.cdk.construct_names import home_of
from rolecall.cdk.errors import DeclarationError
from rolecall.cdk.field_checks import text_problems
from rolecall.cdk.toolkit import Annotations, Construct
from rolecall.cdk.values import holds_reference
from rolecall.patterns import access_declarations
from rolecall.patterns.account import provider_key
from rolecall.patterns.accounts import require_sound
from rolecall.patterns.roster import Roster
from rolecall.patterns.roster_file import load_people
from rolecall.patterns.tanzu_developer import TanzuDeveloper

VENDORS: Final = ("generic", "tanium", "splunk", "tmc", "aws", "atlassian", "databricks", "entra", "github", "slack")
"""Whose SCIM it can be, as `vendor` of the provider `scim` says it."""
_READ_ONLY_GROUPS: Final = "splunk"
_NO_CASCADE: Final = "tmc"
_ON_DESTROY: Final = (None, "delete", "deactivate", "retain")


class ScimTeam(Construct):
    """Everyone of a list as a user, and whoever is still there in one group.

        ScimTeam(self, "soc", people="people.yaml", group="SOC laptops", provider=tanium_scim)

    A joiner is a user and a member; a leaver (`active=False`) is disabled and in no group; whoever is taken out of the
    list is removed, by `on_destroy`. User names are mail addresses, as identity providers send them, unless `user_name`
    says otherwise.

    What differs between vendors follows from `vendor`:

    * `tanium`: a group is a computer group, which says what members reach and not what they may do.
    * `splunk`: groups are read-only. Users are made, no group is, and synthesis says so.
    * `tmc`: nothing cascades to Kubernetes. Role bindings given as `bindings` depend on the team: they go before the
      users and the group that they name. Each binding must spell the group as it is spelled here, letter by letter.

    Args:
        scope: the stack, or a construct in it.
        id_: short stable name of the team, from which Terraform addresses and the group's external id follow.
        people: a roster file, a `Roster`, or people as `Person` declaration declares them. Only id, name, email,
            login and active count.
        group: name of a group to make. None: users alone, or `group_id`.
        group_id: the id of a group that is there already; the people are added to it beside others.
        members: `all` (the group has these people and nobody else) or `added` (it may have others too).
        vendor: whose SCIM it is; by default what the provider block says, or else `generic`.
        user_name: what to sign in with: the `email` or the `login` (the id, where somebody has none).
        on_destroy: what becomes of a user that is taken out of the list: `delete` (the default), `deactivate` or
            `retain`.
        bindings: role bindings in Kubernetes or Mission Control that name these people or their group.
        provider: the provider block, if it is not the default one.

    Raises:
        RosterError: mistakes in the file, each with file and line.
        DeclarationError: the declaration cannot be right.
        NameCollisionError: someone else in the stack has the same Terraform name or user name on this server.
    """

    def __init__(
        self,
        scope: Construct,
        id_: str,
        *,
        people: str | Path | Roster | Iterable[access_declarations.Person],
        group: str | None = None,
        group_id: str | None = None,
        members: Literal["all", "added"] = "all",
        vendor: str | None = None,
        user_name: Literal["email", "login"] = "email",
        on_destroy: Literal["delete", "deactivate", "retain"] | None = None,
        bindings: Iterable[Resource | TanzuDeveloper] = (),
        provider: ScimProvider | None = None,
    ) -> None:
        home = home_of(scope)
        self._where = home.path(id_)
        self.vendor = _vendor_of(vendor, provider, self._where)
        self.provider = provider
        self.people = _people(people, self._where)
        named = list(_resources(bindings, self._where))
        wrong = [
            *_choice("members", members, ("all", "added")),
            *_choice("user_name", user_name, ("email", "login")),
            *_choice("on_destroy", on_destroy, _ON_DESTROY),
            *_group_problems(group, group_id, members, self.vendor),
            *_binding_problems(named, group, self.vendor),
        ]
        if wrong:
            raise DeclarationError(f"{self._where}: {'; '.join(wrong)}")
        names = {person.id: _user_name(person, user_name) for person in self.people}
        for person in self.people:
            key = provider_key("scim", provider)
            home.registry.claim_login(key, names[person.id].lower(), f"{self._where}/{person.id}")
        super().__init__(scope, id_)
        home.enter(self, id_)
        self._users = {
            person.id: User(
                self,
                person.id,
                user_name=names[person.id],
                display_name=person.name,
                external_id=person.id,
                active=person.active,
                emails=[{"value": person.email, "type": "work", "primary": True}],
                on_destroy=on_destroy,
                provider=provider,
            )
            for person in self.people
        }
        self._group = self._make_group(id_, group, group_id, members, provider)
        elements: list[Resource] = [*self._users.values(), *([self._group] if self._group else [])]
        addresses = [f"{each.TF_RESOURCE_TYPE}.{each.terraform_name}" for each in elements]
        for binding in named:
            binding.depends_on = [*(binding.depends_on or []), *addresses]

    def user(self, person_id: str) -> User:
        """The user of one person, by the person's id. Raises KeyError if there is no such person."""
        return self._users[person_id]

    @property
    def users(self) -> dict[str, User]:
        """Everyone's user, by the person's id."""
        return dict(self._users)

    @property
    def group(self) -> Group:
        """The group; raises DeclarationError if none is made here."""
        if self._group is None:
            reason = "Splunk's groups are read-only" if self.vendor == _READ_ONLY_GROUPS else "none is declared"
            raise DeclarationError(f"{self._where} has no group: {reason}")
        return self._group

    def _make_group(
        self, id_: str, name: str | None, group_id: str | None, members: str, provider: ScimProvider | None
    ) -> Group | None:
        if self.vendor == _READ_ONLY_GROUPS:
            if name is not None:
                Annotations.of(self).add_warning(
                    f"Splunk's SCIM groups are read-only: users are made, and the group {name!r} is not. Make it at "
                    "the identity provider and map it to roles with SamlGroup of the splunk bindings"
                )
            return None
        here = [self._users[person.id] for person in self.people if person.active]
        made: Group | None = None
        if name is not None:
            ids = [user.id for user in here] if members == "all" else None
            made = Group(self, "group", display_name=name, external_id=id_, members=ids, provider=provider)
        target = made.id if made is not None else group_id
        if target is not None and members == "added":
            for person in self.people:
                if person.active:
                    user_id = self._users[person.id].id
                    GroupMember(self, f"member-{person.id}", group_id=target, user_id=user_id, provider=provider)
        return made


def _vendor_of(vendor: str | None, provider: ScimProvider | None, where: str) -> str:
    """Whose SCIM it is. Raises DeclarationError for one there is not, or another one than the provider block's."""
    block = provider.arguments.get("vendor") if provider is not None else None
    said = str(block) if isinstance(block, str) and not holds_reference(block) else None
    if vendor is not None and vendor not in VENDORS:
        raise DeclarationError(f"{where}: vendor must be one of {', '.join(VENDORS)}, not {vendor!r}")
    if vendor is not None and said is not None and vendor != said:
        raise DeclarationError(f"{where}: vendor is {vendor!r}, and its provider block is for {said!r}")
    return vendor or said or "generic"


def _people(
    people: str | Path | Roster | Iterable[access_declarations.Person], where: str
) -> list[access_declarations.Person]:
    if isinstance(people, str | Path):
        return load_people(people)
    if isinstance(people, Roster):
        people.give_elsewhere()
    found = list(people.people.values()) if isinstance(people, Roster) else list(people)
    paths: dict[str, str] = {}
    for person in found:
        if not isinstance(person, access_declarations.Person):
            raise DeclarationError(
                f"{where}: people must be Persons of rolecall.patterns.access_declarations, not {type(person).__name__}"
            )
        require_sound(person, f"{where}/{person.id}")
        if person.id in paths:
            raise DeclarationError(f"{where}/{person.id} is declared twice")
        paths[person.id] = where
    return found


def _user_name(person: access_declarations.Person, choice: str) -> str:
    return person.email if choice == "email" else person.login or person.id


def _choice(field: str, value: str | None, allowed: tuple[str | None, ...]) -> Iterator[str]:
    if value not in allowed:
        yield f"{field} must be {' or '.join(str(each) for each in allowed if each)}, not {value!r}"


def _group_problems(group: str | None, group_id: str | None, members: str, vendor: str) -> Iterator[str]:
    yield from (f"{field} {text}" for field, text in text_problems("group", group, optional=True))
    yield from (f"{field} {text}" for field, text in text_problems("group_id", group_id, optional=True))
    if group is not None and group_id is not None:
        yield "give either group, to make one, or group_id, to add people to one that is there"
    if group_id is not None and members != "added":
        yield "group_id is a group that others know too; add people to it with members='added'"
    if group_id is not None and vendor == _READ_ONLY_GROUPS:
        yield "Splunk's SCIM groups are read-only; put the people into the group at the identity provider"


def _resources(bindings: Iterable[Resource | TanzuDeveloper], where: str) -> Iterator[Resource]:
    for each in bindings:
        if isinstance(each, TanzuDeveloper):
            yield from (*each.mission_control, *each.kubernetes)
        elif isinstance(each, Resource):
            yield each
        else:
            raise DeclarationError(f"{where}: bindings must be resources or TanzuDevelopers, not {type(each).__name__}")


def _binding_problems(bindings: list[Resource], group: str | None, vendor: str) -> Iterator[str]:
    if bindings and vendor != _NO_CASCADE:
        yield f"bindings are for Tanzu Mission Control (vendor='{_NO_CASCADE}'), not for {vendor!r}"
    for binding in bindings:
        for name in _subjects(binding.arguments):
            if group is not None and name != group and name.casefold() == group.casefold():
                yield f"a binding names the group {name!r}, which is {group!r} here; it would grant nothing"


def _subjects(arguments: Any) -> Iterator[str]:
    for subject in [arguments.get("subject"), *(arguments.get("subjects") or [])]:
        if isinstance(subject, dict) and isinstance(subject.get("name"), str):
            yield subject["name"]
