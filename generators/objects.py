"""Collections and resource types."""

from __future__ import annotations

import re
from dataclasses import replace

from generators import wholes
from generators.attributes import Derivation
from generators.bind import one_of
from generators.calls import Calls, dig, joined, row_of
from generators.custody import custody
from generators.definition import Definition
from generators.description import ApiOperation, Shape
from generators.fields import Fields, Rules
from generators.listings import asked_for, inside, natural_key, pagination, paths
from generators.naming import is_attribute_name
from generators.operations import Call, call_of
from generators.rules import (
    AttributeRule,
    CollectionRule,
    DeprovisionRule,
    MembershipRule,
    ResourceRule,
)
from generators.source import DefinitionError, Place
from generators.specification import (
    Attribute,
    Collection,
    Envelope,
    MembershipLifecycle,
    Move,
    ObjectLifecycle,
    Resource,
    Schema,
)
from generators.text import one_line
from generators.traits import Deprovision, FullReplace, InvitedApart, NotEmpty, RevokeOwned, Step, Toggle, Transitions


class Objects:
    """Builds the collections and resource types of one definition.

    `used` are the shared ignores that some schema needed, `described` the API description's words about attributes,
    by resource type and attribute.
    """

    def __init__(self, definition: Definition, calls: Calls) -> None:
        self._definition = definition
        self._calls = calls
        self.used: set[str] = set()
        self.described: dict[tuple[str, str], str] = {}

    def rule(self, name: str, place: Place) -> CollectionRule:
        """The rules of a collection; raises `DefinitionError` at `place` for one that does not exist."""
        rules = self._definition.collections
        if name not in rules:
            raise DefinitionError(place, f"there is no collection {name!r}", one_of(name, rules))
        return rules[name]

    def envelope(self, rule: CollectionRule) -> Envelope:
        """The collection's own envelope, or that of the whole definition."""
        return rule.envelope or self._definition.envelope

    def row(self, name: str, place: Place) -> Shape:
        """What a row of the collection may hold, in a listing or a single read."""
        rule = self.rule(name, place)
        envelope = self.envelope(rule)
        listed = row_of(self._calls.api(call_of(rule.list)), envelope, True, rule.place)
        single = None
        if rule.get is not None:
            single = row_of(self._calls.api(call_of(rule.get)), envelope, False, rule.place)
        row = joined(single, listed) or listed
        inside_of = {name: Shape(place=rule.place, kind="string") for name in rule.parents}
        return replace(row, properties={**row.properties, **inside_of})

    def derive(self, fields: Fields, rules: Rules) -> tuple[Attribute, ...]:
        """The attributes of a schema; remembers which shared ignores they needed."""
        derivation = Derivation(fields, replace(rules, shared=self._definition.ignore))
        found = derivation.attributes()
        self.used |= derivation.used
        self.described.update({(rules.what, name): text for name, text in derivation.described.items()})
        for item in found:
            if not is_attribute_name(item.name):
                raise DefinitionError(
                    rules.place,
                    f"{rules.what}: Terraform takes no attribute named {item.name!r}",
                    "a name like `realm_2`",
                )
        return found

    def collection(self, name: str, resources: tuple[Resource, ...]) -> Collection:
        """A collection, its natural key found among the attributes of the resource type made of it."""
        rule = self._definition.collections[name]
        envelope = self.envelope(rule)
        listing = call_of(rule.list)
        api = self._calls.api(listing)
        row = self.row(name, rule.place)
        key_paths = re.findall(r"\{([^{}]+)\}", rule.key)
        rows = [path for path in key_paths if path not in rule.parents]
        for path in [
            *((rows if key_paths else None) or [rule.key]),
            *([rule.provisional_key] if rule.provisional_key else []),
        ]:
            dig(row, path, rule.place, f"key of {name}")
        if envelope.total and api.answer is not None:
            dig(api.answer, envelope.total, rule.place, f"total of {name}")
        for path in rule.list_omits.fields if rule.list_omits else ():
            dig(row, path, rule.place, f"list_omits of {name}")
        if rule.soft_delete:
            dig(row, rule.soft_delete.flag, rule.place, f"flag of soft_delete of {name}")
        if rule.inherited:
            dig(row, rule.inherited.flag, rule.place, f"flag of inherited of {name}")
        self._check_place(name, rule, key_paths)
        asked_for(rule, name, row, api)
        own = {"id", *rule.parents, *(path.rpartition(".")[2] for path in key_paths)}
        key = None if key_paths else rule.key.rpartition(".")[2]
        return Collection(
            name=name,
            key=rule.key,
            provisional_key=rule.provisional_key,
            list=self._calls.operation(listing, own, key),
            get=self._calls.operation(call_of(rule.get), own, key) if rule.get else None,
            envelope=envelope,
            pagination=pagination(rule.pagination or self._definition.pagination, api, rule),
            natural_key=natural_key(rule.natural_key, name, api, resources) if rule.natural_key else None,
            soft_delete=rule.soft_delete,
            list_omits=rule.list_omits,
            masked=rule.masked,
            normalised_key=rule.normalised_key,
            parents=rule.parents,
            holders=rule.holders,
            opposite=rule.opposite,
            inherited=rule.inherited,
            filters=rule.filters,
            large_set=rule.large_set,
            versioned=rule.versioned,
            invited_apart=self._invited_apart(rule, row),
        )

    def _check_place(self, name: str, rule: CollectionRule, key_paths: list[str]) -> None:
        """What objects are inside of is part of their key; an opposite lists the same pairs the other way round."""
        for each in rule.parents:
            if each not in key_paths:
                raise DefinitionError(rule.place, f"{name}: {each!r} is not in the key", f'key: "{{{each}}}/{{…}}"')
        if rule.opposite is not None:
            other = self.rule(rule.opposite, rule.place)
            if len(rule.parents) != 1 or len(other.parents) != 1 or rule.get is not None:
                expected = "two collections with one of parents each, and no get here"
                raise DefinitionError(rule.place, f"{name} cannot have the opposite {rule.opposite!r}", expected)

    def _invited_apart(self, rule: CollectionRule, row: Shape) -> InvitedApart | None:
        """The trait of that name, its members proven in both listings."""
        trait = rule.invited_apart
        if trait is None:
            return None
        other = self.row(trait.lookup, rule.place)
        for path in (trait.who, trait.status, trait.since, *(there for _, there in trait.fills)):
            dig(other, path, rule.place, f"invited_apart: {trait.lookup}")
        for path in (trait.by, trait.flag, *(here for here, _ in trait.fills)):
            dig(row, path, rule.place, "invited_apart")
        return trait

    def resource(self, name: str, rule: ResourceRule) -> Resource:
        """A resource type: one object of a collection, or a membership."""
        kinds = (rule.collection, rule.membership, rule.settings, rule.part, rule.custody or None)
        if sum(kind is not None for kind in kinds) != 1:
            expected = "collection, membership, custody, settings or part"
            raise DefinitionError(rule.place, f"{name} is of no kind, or of several", expected)
        if rule.settings is not None:
            return wholes.settings(name, rule, rule.settings, self._calls, self)
        if rule.part is not None:
            return wholes.part(name, rule, rule.part, self._calls, self)
        if rule.membership is not None:
            return self._membership(name, rule, rule.membership)
        if rule.custody:
            return custody(name, rule, self._deprovision(rule.deprovision))
        if rule.create is None:
            raise DefinitionError(rule.place, f"{name} has no create", "the operation that creates it")
        return self._object(name, rule, rule.collection or "", call_of(rule.create))

    def _object(self, name: str, rule: ResourceRule, collection: str, create: Call) -> Resource:
        source = self.rule(collection, rule.place)
        envelope = self.envelope(source)
        update = call_of(rule.update) if rule.update else None
        created = self._calls.api(create)
        updated = self._calls.api(update) if update else None
        row = self.row(collection, rule.place)
        issued = row_of(created, envelope, False, create.place) if created.answer is not None else None
        attributes = self.derive(
            Fields(
                create=created.body,
                update=updated.body if updated else None,
                row=row,
                issued=issued,
                updates=updated is not None,
                key=None if "{" in source.key else source.key,
            ),
            Rules(
                place=rule.place,
                what=name,
                attributes=rule.attributes,
                ignore={**source.ignore, **rule.ignore},
            ),
        )
        attributes = tuple(self._moving(item, rule.attributes.get(item.name), attributes) for item in attributes)
        if rule.id_template is not None:
            attributes = (Attribute(name="id", computed=True, description=f"`{rule.id_template}`."), *attributes)
        names = {item.name for item in attributes}
        key = None if "{" in source.key else source.key.rpartition(".")[2]
        delete = call_of(rule.delete) if rule.delete else None
        if rule.created_id is not None and created.answer is not None and issued is not None:
            if rule.created_id.split(".")[0] not in issued.properties:
                dig(
                    dig(created.answer, envelope.item, rule.place, "envelope"),
                    rule.created_id,
                    rule.place,
                    "created_id",
                )
            else:
                dig(issued, rule.created_id, rule.place, "created_id")
        return Resource(
            name=name,
            schema=Schema(description=one_line(rule.description), attributes=attributes),
            id_template=rule.id_template,
            access=rule.access,
            moves=_moves(rule, names),
            lifecycle=ObjectLifecycle(
                collection=collection,
                create=self._calls.operation(create, names, key),
                update=self._calls.operation(update, names, key) if update else None,
                delete=self._calls.operation(delete, names, key) if delete else None,
                created_id=rule.created_id or source.key,
                full_replace=_full_replace(rule, row, updated),
                secret=rule.secret,
                deprovision=self._deprovision(rule.deprovision),
                protected=rule.protected,
                federated=rule.federated,
                protect_self=rule.protect_self,
                authoritative=rule.authoritative,
                withdraw=self._calls.operation(call_of(rule.withdraw), names, key) if rule.withdraw else None,
                invitation=rule.invitation,
                standing=rule.standing,
                near_miss=rule.near_miss,
                overlap=rule.overlap,
                template=rule.template,
                companion=rule.companion,
                toggles=tuple(
                    Toggle(
                        attribute=each.attribute,
                        on_path=self._calls.operation(call_of(each.start), names, key).path,
                        off_path=self._calls.operation(call_of(each.stop), names, key).path,
                    )
                    for each in rule.toggles
                ),
                ailing=rule.ailing,
                patch=self._calls.operation(call_of(rule.patch), names, key) if rule.patch else None,
                unsupported=rule.unsupported,
                cautions=rule.cautions,
            ),
        )

    def _moving(self, item: Attribute, said: AttributeRule | None, attributes: tuple[Attribute, ...]) -> Attribute:
        """`item`, with the calls that bring its value about if there are any."""
        rule = said.transitions if said is not None else None
        if rule is None:
            return item
        names = {each.name for each in attributes}
        steps = []
        for each in rule.steps:
            call = self._calls.operation(call_of(each.call), names)
            if call.method != "POST" or call.endpoint:
                raise DefinitionError(each.place, f"a step is {call.method} {call.path}", "a POST of the own system")
            for text in (text for _, text in call.query):
                for name in re.findall(r"\{([^{}]+)\}", text):
                    if name not in names:
                        raise DefinitionError(each.place, f"there is no attribute {name!r}", one_of(name, names))
            steps.append(Step(path=call.path, starts=each.starts, ends=each.ends, query=call.query))
        moving = Transitions(steps=tuple(steps), alike=rule.alike, closed=rule.closed, powerless=rule.powerless)
        return replace(
            item, field=item.read_path, read=None, sent_on="update", optional=True, replace=False, transitions=moving
        )

    def _deprovision(self, rule: DeprovisionRule | None) -> Deprovision | None:
        if rule is None:
            return None
        revoke = []
        for each in rule.revoke:
            row = self.row(each.collection, each.place)
            dig(row, inside(row, each.owner), each.place, f"owner of {each.collection}")
            for path, _ in each.where:
                dig(row, inside(row, path), each.place, f"where of {each.collection}")
            call = self._calls.operation(call_of(each.delete), paths(row))
            if call.query:
                raise DefinitionError(each.place, "the call that revokes has query parameters", "path parameters only")
            revoke.append(
                RevokeOwned(
                    collection=each.collection,
                    owner=each.owner,
                    delete_path=call.path,
                    switch=each.switch,
                    by=each.by,
                    where=each.where,
                    endpoint=call.endpoint,
                )
            )
        return Deprovision(disable=rule.disable, revoke=tuple(revoke), mode=rule.mode)

    def _membership(self, name: str, rule: ResourceRule, membership: MembershipRule) -> Resource:
        parent = self._definition.resources.get(membership.parent)
        if parent is None or parent.collection is None:
            known = [each for each, item in self._definition.resources.items() if item.collection]
            raise DefinitionError(
                membership.place, f"no parent {membership.parent!r}", one_of(membership.parent, known)
            )
        normalised = self.rule(parent.collection, membership.place).normalised_key
        wanted = (membership.owner, membership.member)
        for each, extra in rule.attributes.items():
            if each not in wanted:
                raise DefinitionError(extra.place, f"a membership has no attribute {each!r}", one_of(each, wanted))
        attributes = [Attribute(name="id", computed=True, description=f"`{rule.id_template}`.")]
        for each in wanted:
            said = rule.attributes.get(each, AttributeRule(place=rule.place))
            if not said.description:
                raise DefinitionError(said.place, f"{name}: attribute {each!r} has no description", "a description")
            attributes.append(
                Attribute(
                    name=each,
                    required=True,
                    replace=True,
                    description=one_line(said.description),
                    checks=said.checks or (NotEmpty(),),
                    normalised=normalised if each == membership.owner else said.normalised,
                )
            )
        if rule.id_template is None:
            raise DefinitionError(
                rule.place, f"{name} has no id_template", f'id_template: "{{{wanted[0]}}}/{{{wanted[1]}}}"'
            )
        return Resource(
            name=name,
            schema=Schema(description=one_line(rule.description), attributes=tuple(attributes)),
            id_template=rule.id_template,
            access=rule.access,
            lifecycle=MembershipLifecycle(
                parent=membership.parent,
                owner=membership.owner,
                member=membership.member,
                of=membership.of,
                unsupported=rule.unsupported,
                cautions=rule.cautions,
            ),
        )


def _full_replace(rule: ResourceRule, row: Shape, updated: ApiOperation | None) -> FullReplace | None:
    """What an update must carry along, and which members of a fetched object its body does not take."""
    if rule.full_replace is None:
        return None
    if updated is None or updated.body is None:
        raise DefinitionError(rule.place, "full_replace without an update", "an update with a body")
    writable = {name for name, item in updated.body.properties.items() if not item.read_only}
    carry = rule.full_replace.carry
    if carry == ("*",):
        return FullReplace(strip=tuple(name for name in row.properties if name not in writable))
    for name in carry:
        if name not in writable:
            raise DefinitionError(rule.place, f"{updated.id} does not take {name!r}", one_of(name, writable))
    return FullReplace(carry=carry)


def _moves(rule: ResourceRule, names: set[str]) -> tuple[Move, ...]:
    for move in rule.moves:
        for _, here in move.attributes:
            if here not in names:
                raise DefinitionError(move.place, f"there is no attribute {here!r} to move to", one_of(here, names))
    return tuple(
        Move(provider=move.provider, type_name=move.type_name, attributes=move.attributes) for move in rule.moves
    )
