"""Collections, and the rows that they hold."""

from __future__ import annotations

import re
from dataclasses import replace

from generators.input.binding import one_of
from generators.input.definition import Definition
from generators.input.description import Shape
from generators.input.mistakes import Mistakes
from generators.input.operations import call_of
from generators.input.rules.collections import CollectionRule, HiddenSetRule, JoinedRule, NaturalKeyRule, NestedSetRule
from generators.input.yaml_source import DefinitionError, Place
from generators.resolve.calls import Calls, dig, joined, row_of
from generators.resolve.constants import check_absent
from generators.resolve.declared import declared
from generators.resolve.elements import element_row, elements
from generators.resolve.listings import asked_for, natural_key, pagination
from rolecall.specification.schema import (
    Collection,
    Envelope,
    HiddenSet,
    JoinedSet,
    NaturalKey,
    NestedSet,
    Operation,
    Resource,
)
from rolecall.specification.traits import Invitation


class Collections:
    """Builds the collections of one definition, and tells whoever uses one what its rows hold."""

    def __init__(self, definition: Definition, calls: Calls) -> None:
        self._definition = definition
        self._calls = calls

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
        if rule.elements is not None:
            return element_row(rule.elements, rule.key, self._calls)
        envelope = self.envelope(rule)
        listed = row_of(self._calls.api(rule.reading), envelope, rule.list is not None, rule.place)
        single = None
        if rule.get is not None:
            single = row_of(self._calls.api(call_of(rule.get)), envelope, False, rule.place)
        row = joined(single, listed) or listed
        for member, _ in rule.implied:
            if member in row.properties:
                raise DefinitionError(rule.place, f"{name}: rows have {member!r}", "implied members that no row has")
        implied = [member for member, _ in rule.implied]
        inside_of = {name: Shape(place=rule.place, kind="string") for name in (*rule.parents, *implied)}
        if rule.nested_set is not None and rule.nested_set.field not in row.properties:
            inside_of[rule.nested_set.field] = self._nested_shape(rule.nested_set)
        return replace(row, properties={**row.properties, **inside_of})

    def collection(self, name: str, resources: tuple[Resource, ...]) -> Collection:
        """A collection, its natural key found among the attributes of the resource type made of it.

        Raises `DefinitionError`; its `rest` is the collection where only paging, single read or natural key is wrong.
        """
        rule = self._definition.collections[name]
        envelope = self.envelope(rule)
        api = self._calls.api(rule.reading)
        if rule.list is None and (rule.natural_key is not None or rule.pagination is not None):
            raise DefinitionError(rule.place, f"{name} is not listed, and has a name or pages", "the key 'list'")
        row = self.row(name, rule.place)
        key_paths = re.findall(r"\{([^{}]+)\}", rule.key)
        rows = [path for path in key_paths if path not in rule.parents]
        for path in [
            *((rows if key_paths else None) or [rule.key]),
            *([rule.provisional_key] if rule.provisional_key else []),
        ]:
            if (part := dig(row, path, rule.place, f"key of {name}")).kind == "boolean":
                problem = f"key of {name}: {path!r} is {part.kind} at {part.place}, and tells no rows apart"
                raise DefinitionError(rule.place, problem, "a member that is a text or a number")
        if rule.precondition and not rule.incarnation:
            problem = f"{name}: precondition without incarnation"
            raise DefinitionError(rule.place, problem, "the member `incarnation` that it compares")
        if rule.incarnation:
            dig(row, rule.incarnation, rule.place, f"incarnation of {name}")
        if envelope.total and api.answer is not None:
            dig(api.answer, envelope.total, rule.place, f"total of {name}")
        for path in rule.list_omits.fields if rule.list_omits else ():
            dig(row, path, rule.place, f"list_omits of {name}")
        if rule.absent_rows:
            what = f"flag of absent_rows of {name}"
            check_absent(rule.absent_rows, dig(row, rule.absent_rows.flag, rule.place, what), rule.place, name)
        self._check_place(name, rule, key_paths)
        asked_for(rule, name, row, api)
        own = {"id", *rule.parents, *(path.rpartition(".")[2] for path in key_paths)}
        key = None if key_paths else rule.key.rpartition(".")[2]
        mistakes, get, paged, natural = Mistakes(), None, None, None
        with mistakes.noted():
            get = self._calls.operation(call_of(rule.get), own, key) if rule.get else None
        with mistakes.noted():
            paged = pagination(rule.pagination or self._definition.pagination, api, rule) if rule.list else None
        with mistakes.noted():
            natural = self._natural_key(rule.natural_key, name, resources) if rule.natural_key else None
        made = declared(
            Collection,
            rule,
            name=name,
            list=self._calls.operation(call_of(rule.list), own, key) if rule.list else None,
            get=get,
            envelope=envelope,
            pagination=paged,
            natural_key=natural,
            invitation=self._invitation(rule, row),
            joined=self._joined(rule.joined, name, row) if rule.joined else None,
            nested_set=self._nested(rule.nested_set, name) if rule.nested_set else None,
            list_deleted=self._list_deleted(rule, name),
            elements=elements(rule.elements, self._calls, self) if rule.elements else None,
        )
        mistakes.settle(rest=made)
        return made

    def _natural_key(self, rule: NaturalKeyRule, name: str, resources: tuple[Resource, ...]) -> NaturalKey:
        found = natural_key(rule, name, self.narrowing(name, rule.place), resources)
        if rule.get is None:
            return found
        if rule.direct:
            raise DefinitionError(rule.place, f"{name}: a natural key with get is direct too", "one of the two")
        return replace(found, get=self._calls.operation(call_of(rule.get), {rule.attribute, found.field}))

    def narrowing(self, name: str, place: Place) -> list[str]:
        """By what a listing can be narrowed: query parameters, or the members that say what a document is about."""
        rule = self.rule(name, place)
        if rule.elements is not None:
            return [f"{each.at}.{member}" for each in rule.elements.of for member, _ in each.names]
        return [each.name for each in self._calls.api(rule.reading).parameters if each.where == "query"]

    def _joined(self, rule: JoinedRule, name: str, row: Shape) -> JoinedSet:
        """A set that another listing shows, its members proven in both."""
        call = call_of(rule.list)
        element = row_of(self._calls.api(call), Envelope(items=rule.rows), True, rule.place)
        holders = dig(element, rule.holders, rule.place, f"holders of joined of {name}")
        if holders.items is None:
            raise DefinitionError(rule.place, f"{name}: {rule.holders!r} of joined is no list", "an array of objects")
        dig(holders.items, rule.by, rule.place, f"by of joined of {name}")
        if rule.field not in row.properties:
            raise DefinitionError(rule.place, f"{name} has no {rule.field!r}", one_of(rule.field, row.properties))
        listing = self._calls.operation(call, ())
        for other in rule.others:
            if dig(element, other, rule.place, f"others of joined of {name}").items is None:
                raise DefinitionError(rule.place, f"{name}: {other!r} of joined is no list", "an array of objects")
        return declared(JoinedSet, rule, list=listing)

    def _nested(self, rule: NestedSetRule, name: str) -> NestedSet:
        """A set that is a collection of its own, whose one parent is the object."""
        other = self.rule(rule.collection, rule.place)
        if len(other.parents) != 1 or self.rule(name, rule.place).get is None:
            expected = "one of one parent, and a single read of the object"
            raise DefinitionError(rule.place, f"{name}: {rule.collection!r} cannot be its set", expected)
        return declared(NestedSet, rule, hidden=self._hidden(rule.hidden, name))

    def _hidden(self, rule: HiddenSetRule | None, name: str) -> HiddenSet | None:
        """Which objects of the collection `name` hide their set, by a member that its rows have."""
        if rule is None:
            return None
        dig(self.row(name, rule.place), rule.field, rule.place, f"hidden of {name}")
        return declared(HiddenSet, rule)

    def _nested_shape(self, rule: NestedSetRule) -> Shape:
        """The set as a member of the object: texts, each the last part of the key of a row."""
        other = self.rule(rule.collection, rule.place)
        key = re.findall(r"\{([^{}]+)\}", other.key)[-1:] or [other.key]
        element = dig(self.row(rule.collection, rule.place), key[0], rule.place, f"key of {rule.collection}")
        texts = Shape(place=element.place, kind="string") if element.kind == "integer" else element
        return Shape(place=rule.place, kind="array", unique=True, items=texts)

    def _list_deleted(self, rule: CollectionRule, name: str) -> Operation | None:
        if rule.list_deleted is None:
            return None
        if rule.absent_rows is None or not rule.absent_rows.undelete:
            expected = "absent_rows that says how to undelete what it shows"
            raise DefinitionError(rule.place, f"{name} has list_deleted alone", expected)
        return self._calls.operation(call_of(rule.list_deleted), ())

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

    def _invitation(self, rule: CollectionRule, row: Shape) -> Invitation | None:
        """The trait of that name, the members that its listing mentions proven in both listings."""
        listing = rule.invitation.listing if rule.invitation is not None else None
        if listing is not None:
            other = self.row(listing.lookup, rule.place)
            told = (listing.who, listing.status, listing.since, *([listing.expires] if listing.expires else []))
            for path in (*told, *(there for _, there in listing.fills)):
                dig(other, path, rule.place, f"listing of invitation: {listing.lookup}")
            for path in (listing.by, listing.flag, *(here for here, _ in listing.fills)):
                dig(row, path, rule.place, "listing of invitation")
        return rule.invitation
