"""Hundreds or thousands of people from a file, synthesized in one breath."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import fields, replace
from pathlib import Path

from rolecall.bindings.splunk import Role
from rolecall.cdk.bulk_resources import Bulk, Plain
from rolecall.cdk.construct_names import home_of
from rolecall.cdk.errors import DeclarationError
from rolecall.cdk.garbage_collection import collector_paused
from rolecall.cdk.source_locations import Place, caller
from rolecall.cdk.toolkit import Aspects, Construct, IAspect, IConstruct, IValidation, TerraformProvider, implements
from rolecall.cdk.values import is_reference
from rolecall.patterns import access_declarations
from rolecall.patterns.account import Blocks
from rolecall.patterns.accounts import access_problem, accounts, require_sound
from rolecall.patterns.person import Person
from rolecall.patterns.roster_file import People, load_people


class Roster(Construct):
    """Everyone in a YAML or CSV file, with the same meaning as one `Person` each, and far faster.

        Roster(self, "people", "people.yaml", splunk_password_from=password, splunk_roles=[analysts])

    The accounts are flat resources (never `for_each`, which Terraform works through quadratically) that CDKTF sees as
    one element: ten thousand people take seconds. `roster["jane"]` makes that one person a real `Person` construct,
    with references that work in `Fn`, outputs, `depends_on` and across stacks, and with import and overrides. Where
    an Aspect stands above, everyone becomes a real construct before it comes by, which costs milliseconds for each:
    for rules over large rosters look at `roster.people` instead.

    Terraform addresses follow from the ids alone (`tanium_user.jane`), the same as a `Person`'s.

    Args:
        scope: the stack, or a construct in it.
        id_: the construct's id.
        people: the file (see `rolecall.patterns.roster_file`), or the people themselves.
        splunk_password_from: where first passwords in Splunk come from: a reference, never the password.
        splunk_roles: roles made in the same run. People who name one wait for it.
        providers: by vendor, the provider block to use where it is not the default one.
        tanzu_clusters: by the names that people's access to Tanzu uses, the provider block of each Kubernetes cluster.
        at_least: how many people there must be, against a truncated export that would remove everyone.

    Raises:
        RosterError: mistakes in the file, each with file and line.
        DeclarationError: a person given in code cannot be right, or there are too few.
        NameCollisionError: someone else in the stack has the same Terraform name or account.
    """

    def __init__(
        self,
        scope: Construct,
        id_: str,
        people: str | Path | Iterable[access_declarations.Person],
        *,
        splunk_password_from: str | None = None,
        splunk_roles: Sequence[Role] = (),
        providers: Mapping[str, TerraformProvider] | None = None,
        tanzu_clusters: Mapping[str, TerraformProvider] | None = None,
        at_least: int = 1,
    ) -> None:
        home = home_of(scope)
        where = home.path(id_)
        declared = load_people(people) if isinstance(people, str | Path) else _sound(people, where)
        if len(declared) < at_least:
            raise DeclarationError(f"{where}: {len(declared)} people, and there must be at least {at_least}")
        super().__init__(scope, id_)
        self._home = home.enter(self, id_)
        self._blocks = Blocks(providers, tanzu_clusters, home.registry.blocks)
        self._people: dict[str, access_declarations.Person] = {}
        self._constructs: dict[str, Person] = {}
        self._idle: list[str] = []
        self._bulk = Bulk(self, "Bulk")
        made_here = {_name_of(role): role.id for role in splunk_roles}
        here = caller()
        places = declared.places if isinstance(declared, People) else {}
        with collector_paused():
            for person in declared:
                self._add(_with_references(person, splunk_password_from, made_here), places.get(person.id, here))
        Aspects.of(self).add(_ConstructsForAspects(self))
        if self._idle:
            self.node.add_validation(_EverybodyHasAccess(self._idle))

    @property
    def people(self) -> Mapping[str, access_declarations.Person]:
        """Everyone's declaration, by id."""
        return self._people

    def give_elsewhere(self) -> None:
        """Say that somebody else gives these people access, so that they need none here."""
        self._idle.clear()

    def __getitem__(self, person_id: str) -> Person:
        """The construct of one person, made at the first call. Raises KeyError if there is no such person."""
        construct = self._constructs.get(person_id)
        if construct is None:
            person = self._people[person_id]
            for account in accounts(person, self._blocks):
                self._bulk.remove(account.binding, account.name)
            said = {each.name: getattr(person, each.name) for each in fields(person) if each.name != "id"}
            construct = self._constructs[person_id] = Person(
                self, person.id, **said, providers=self._blocks.providers, tanzu_clusters=self._blocks.clusters
            )
        return construct

    def __len__(self) -> int:
        return len(self._people)

    def __iter__(self) -> Iterator[str]:
        return iter(self._people)

    def _add(self, person: access_declarations.Person, place: Place) -> None:
        path = self._home.path(person.id)
        if problem := access_problem(person):
            self._idle.append(f"{place[0]}:{place[1]}: {person.id}: {problem}")
        if person.id in self._people:
            raise DeclarationError(f"{path} is declared twice")
        self._people[person.id] = person
        addresses: dict[str, str] = {}
        for account in accounts(person, self._blocks):
            where = f"{path}/{account.construct_id}"
            name = account.name
            block = self._blocks.of(account, path)
            self._home.registry.claim(account.binding.TF_RESOURCE_TYPE, name, where, place)
            key = (account.binding.TF_RESOURCE_TYPE, name)
            self._home.registry.declared[key].provider = getattr(block, "alias", None)
            if account.login is not None:
                self._home.registry.claim_login(self._blocks.key(account.vendor), account.login, path)
            addresses[account.construct_id] = account.address
            plain = Plain(
                account.binding,
                account.binding.checked(account.arguments, where),
                block,
                depends_on=[addresses[each] for each in account.after],
                overlap=account.overlap,
            )
            self._bulk.add(name, plain)


@implements(IAspect)
class _ConstructsForAspects:
    """Makes everyone in a roster a construct when some other Aspect is going to visit it."""

    def __init__(self, roster: Roster) -> None:
        self._roster = roster

    def visit(self, node: IConstruct) -> None:
        if node is self._roster and self._others_watch():
            for person_id in self._roster:
                self._roster[person_id]

    def _others_watch(self) -> bool:
        return any(aspect is not self for scope in self._roster.node.scopes for aspect in Aspects.of(scope).all)


def _sound(people: Iterable[access_declarations.Person], where: str) -> list[access_declarations.Person]:
    found = list(people)
    for person in found:
        require_sound(person, f"{where}/{person.id}")
    return found


def _with_references(
    person: access_declarations.Person, password: str | None, made_here: Mapping[str, str]
) -> access_declarations.Person:
    """`person` with Splunk's first password, and with references for the names of roles made in the same run."""
    access = person.splunk
    if access is None or (password is None and not made_here):
        return person
    roles = None if access.roles is None else [made_here.get(role, role) for role in access.roles]
    return replace(person, splunk=replace(access, roles=roles, password_from=access.password_from or password))


def _name_of(role: Role) -> str:
    name = role.arguments["name"]
    if not isinstance(name, str) or is_reference(name):
        raise DeclarationError(f"role {role.node.path}: people in a file can only name a role whose name is plain text")
    return name


@implements(IValidation)
class _EverybodyHasAccess:
    """Finds, when CDKTF asks whether all is well, people for whom nothing is made."""

    def __init__(self, found: list[str]) -> None:
        self._found = found

    def validate(self) -> list[str]:
        """What was found, and has not been given access elsewhere since."""
        return list(self._found)
