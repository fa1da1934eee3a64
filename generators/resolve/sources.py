"""Data sources, ephemeral resources, actions and functions."""

from __future__ import annotations

import re
from dataclasses import replace

from generators.input.binding import one_of
from generators.input.definition import Definition
from generators.input.operations import call_of
from generators.input.rules.sources import (
    ActionRule,
    AllOfRule,
    DataSourceRule,
    EphemeralRule,
    FunctionRule,
    LoginRule,
    OneOfRule,
    SingletonRule,
)
from generators.input.yaml_source import DefinitionError
from generators.resolve.calls import Calls, row_of
from generators.resolve.collections import Collections
from generators.resolve.declared import declared
from generators.resolve.fields import Fields, Rules
from generators.resolve.schemas import Schemas
from generators.text import one_line
from rolecall.specification.schema import (
    Action,
    AllOf,
    Attribute,
    DataSource,
    Ephemeral,
    Function,
    Issue,
    Login,
    ObjectLifecycle,
    OneOf,
    Parameter,
    Resource,
    Schema,
    Singleton,
)


class Sources:
    """Builds what is read or opened rather than managed. `resources` are the finished resource types."""

    def __init__(
        self,
        definition: Definition,
        calls: Calls,
        collections: Collections,
        schemas: Schemas,
        resources: tuple[Resource, ...],
    ) -> None:
        self._definition = definition
        self._calls = calls
        self._collections = collections
        self._schemas = schemas
        self._resources = {item.name: item for item in resources}

    def data_source(self, name: str, rule: DataSourceRule) -> DataSource:
        """A data source: one object, all objects, or the answer of one call."""
        kinds = [kind for kind in (rule.one_of, rule.all_of, rule.singleton) if kind is not None]
        if len(kinds) != 1:
            raise DefinitionError(rule.place, f"{name} has {len(kinds)} kinds", "one of one_of, all_of, singleton")
        attributes, source = self._kind(name, rule, kinds[0])
        schema = Schema(description=one_line(rule.description), attributes=attributes)
        return DataSource(name=name, schema=schema, source=source)

    def _kind(
        self, name: str, rule: DataSourceRule, kind: OneOfRule | AllOfRule | SingletonRule
    ) -> tuple[tuple[Attribute, ...], OneOf | AllOf | Singleton]:
        match kind:
            case OneOfRule():
                return self._one(name, rule, kind)
            case AllOfRule():
                return self._all(name, rule, kind)
            case SingletonRule():
                return self._singleton(name, rule, kind)

    def _one(self, name: str, rule: DataSourceRule, kind: OneOfRule) -> tuple[tuple[Attribute, ...], OneOf]:
        row = self._row(name, rule, kind.collection)
        names = [item.name for item in row]
        for each in kind.by:
            if each not in names:
                raise DefinitionError(kind.place, f"{name} has no attribute {each!r}", one_of(each, names))
        attributes = tuple(_choosing(item, alone=len(kind.by) == 1) if item.name in kind.by else item for item in row)
        return attributes, OneOf(collection=kind.collection, by=kind.by)

    def _all(self, name: str, rule: DataSourceRule, kind: AllOfRule) -> tuple[tuple[Attribute, ...], AllOf]:
        row = self._row(name, rule, kind.collection)
        if kind.sort not in [item.name for item in row]:
            known = one_of(kind.sort, [item.name for item in row])
            raise DefinitionError(kind.place, f"{name} cannot be sorted by {kind.sort!r}", known)
        rows = Attribute(
            name=kind.into,
            computed=True,
            nesting="list",
            nested=row,
            description=f"All of them, sorted by `{kind.sort}`.",
        )
        fixed = Attribute(name="id", computed=True, description="A fixed value.")
        narrowing = tuple(
            Attribute(name=each, optional=True, description=one_line(said.description), checks=said.checks)
            for each, said in kind.filters.items()
        )
        parameters = self._collections.narrowing(kind.collection, rule.place)
        for rule_of in kind.filters.values():
            if rule_of.query not in parameters:
                complaint = f"the listing of {kind.collection} has no query parameter {rule_of.query!r}"
                raise DefinitionError(rule_of.place, complaint, one_of(rule_of.query, parameters))
            if rule_of.form and "{}" not in rule_of.form:
                complaint = f"{name}: the filter {rule_of.form!r} is the same for every value"
                raise DefinitionError(rule_of.place, complaint, "a form with {} for the value")
        filters = tuple((each, said.query) for each, said in kind.filters.items())
        return (fixed, *narrowing, rows), declared(
            AllOf,
            kind,
            filters=filters,
            forms=tuple((each, said.form) for each, said in kind.filters.items() if said.form),
        )

    def _singleton(
        self, name: str, rule: DataSourceRule, kind: SingletonRule
    ) -> tuple[tuple[Attribute, ...], Singleton]:
        envelope = kind.envelope or self._definition.envelope
        call = call_of(kind.operation)
        row = row_of(self._calls.api(call), envelope, False, kind.place)
        rules = Rules(place=rule.place, what=name, attributes=rule.attributes, ignore=rule.ignore)
        attributes = self._schemas.derive(Fields(row=row), rules)
        given = tuple(
            Attribute(name=each, required=True, description=one_line(text)) for each, text in kind.arguments.items()
        )
        operation = self._calls.operation(call, kind.arguments)
        return (*attributes, *given), Singleton(operation=operation, envelope=envelope)

    def _row(self, name: str, rule: DataSourceRule, collection: str) -> tuple[Attribute, ...]:
        if rule.like is None:
            source = self._collections.rule(collection, rule.place)
            fields = Fields(
                row=self._collections.row(collection, rule.place), key=None if "{" in source.key else source.key
            )
            ignore = {**source.ignore, **rule.ignore}
            return self._schemas.derive(
                fields, Rules(place=rule.place, what=name, attributes=rule.attributes, ignore=ignore)
            )
        like = self._resources.get(rule.like)
        if like is None or not isinstance(like.lifecycle, ObjectLifecycle) or like.lifecycle.collection != collection:
            known = [
                item.name
                for item in self._resources.values()
                if isinstance(item.lifecycle, ObjectLifecycle) and item.lifecycle.collection == collection
            ]
            raise DefinitionError(rule.place, f"{name} cannot be like {rule.like!r}", one_of(rule.like, known))
        if rule.attributes or rule.ignore:
            raise DefinitionError(rule.place, f"{name} is like {rule.like} and has rules of its own", "one of the two")
        return tuple(
            replace(_reading(item), description=self._schemas.described.get((like.name, item.name), item.description))
            for item in like.schema.attributes
            if item.read_path is not None
        )

    def ephemeral(self, name: str, rule: EphemeralRule) -> Ephemeral:
        """An ephemeral resource: an object issued for one run, or a login."""
        description = one_line(rule.description)
        if rule.issue is not None and rule.login is None:
            twin = self._resources.get(rule.issue)
            if twin is None or not isinstance(twin.lifecycle, ObjectLifecycle) or twin.lifecycle.secret is None:
                known = [
                    item.name
                    for item in self._resources.values()
                    if isinstance(item.lifecycle, ObjectLifecycle) and item.lifecycle.secret
                ]
                raise DefinitionError(rule.place, f"{rule.issue!r} issues nothing", one_of(rule.issue, known))
            if rule.attributes or rule.ignore:
                raise DefinitionError(
                    rule.place, f"{name} issues {rule.issue} and has rules of its own", "one of the two"
                )
            attributes = tuple(_issuing(item) for item in twin.schema.attributes if _is_of_the_object(item))
            return Ephemeral(
                name=name,
                schema=Schema(description=description, attributes=attributes),
                source=Issue(resource=rule.issue),
            )
        if rule.login is None or rule.issue is not None:
            raise DefinitionError(rule.place, f"{name} has both or neither of its kinds", "issue or login")
        attributes, login = self._login(name, rule, rule.login)
        return Ephemeral(name=name, schema=Schema(description=description, attributes=attributes), source=login)

    def _login(self, name: str, rule: EphemeralRule, login: LoginRule) -> tuple[tuple[Attribute, ...], Login]:
        envelope = login.envelope or self._definition.envelope
        opening = call_of(login.open)
        api = self._calls.api(opening)
        row = row_of(api, envelope, False, login.place)
        fields = Fields(create=api.body, row=row, secrets_plain=True)
        rules = Rules(place=rule.place, what=name, attributes=rule.attributes, ignore=rule.ignore)
        attributes = self._schemas.derive(fields, rules)
        names = {item.name for item in attributes}
        close = self._calls.operation(call_of(login.close), names) if login.close else None
        return attributes, Login(open=self._calls.operation(opening, names), close=close, envelope=envelope)

    def action(self, name: str, rule: ActionRule) -> Action:
        """An action. Its arguments are the members of the body, and those that fill the places of its calls."""
        asking = call_of(rule.operation)
        rules = Rules(place=rule.place, what=name, attributes=rule.attributes, ignore=rule.ignore)
        derived = self._schemas.derive(Fields(create=self._calls.api(asking).body, secrets_plain=True), rules)
        attributes = tuple(replace(item, computed=False) for item in derived)
        names = [item.name for item in attributes]
        for each in (rule.at, *(said.partition("|")[0] for said in re.findall(r"\{([^{}]*)\}", rule.done))):
            if each not in names:
                raise DefinitionError(rule.place, f"{name} has no argument {each!r}", one_of(each, names))
        for item in attributes:
            if f"{{{item.name}" in self._calls.operation(asking, names).path and not item.required:
                problem = f"{name}: {item.name!r} fills a place of the path, and may be left out"
                raise DefinitionError(rule.place, problem, "required: true")
        return declared(
            Action,
            rule,
            name=name,
            schema=Schema(description=one_line(rule.description), attributes=attributes),
            operation=self._calls.operation(asking, names),
            look=self._calls.operation(call_of(rule.look), names),
            place=rule.at,
            done=one_line(rule.done),
            gives=one_line(rule.gives),
        )

    def function(self, name: str, rule: FunctionRule) -> Function:
        """A provider function; every parameter stands in its template and nothing else does."""
        known = [parameter for parameter, _ in rule.parameters]
        used = re.findall(r"\{([^{}]*)\}", rule.template)
        for each in sorted(set(used) ^ set(known)):
            raise DefinitionError(
                rule.place, f"{each!r} is not both parameter and in the template", one_of(each, known)
            )
        return Function(
            name=name,
            summary=one_line(rule.summary),
            template=rule.template,
            parameters=tuple(Parameter(name=each, description=text) for each, text in rule.parameters),
        )


def _choosing(item: Attribute, alone: bool) -> Attribute:
    """An attribute by which an object is chosen; `alone` says that there is no other."""
    return replace(item, required=alone, optional=not alone, computed=not alone)


def _reading(item: Attribute) -> Attribute:
    """An attribute of a resource as a data source has it: read, never sent."""
    return Attribute(
        name=item.name,
        type=item.type,
        description=item.description,
        computed=True,
        sensitive=item.sensitive,
        read=item.read_path,
        wire=item.wire,
        absent=item.absent,
        reference=item.reference,
        elements=item.elements,
        further_members=item.further_members,
        canonical_form=item.canonical_form,
        words=item.words,
        nested=tuple(_reading(each) for each in item.nested if each.read_path is not None),
        nesting=item.nesting,
    )


def _is_of_the_object(item: Attribute) -> bool:
    """Whether the vendor knows the attribute, and not only the provider."""
    return bool(item.field or item.read or item.issued or item.made_of)


def _issuing(item: Attribute) -> Attribute:
    """An attribute of a resource as its ephemeral twin has it: given or answered, never kept."""
    return Attribute(
        name=item.name,
        type=item.type,
        description=item.description,
        required=item.required,
        optional=item.optional,
        computed=item.computed,
        sensitive=item.sensitive,
        checks=item.checks,
        canonical_form=item.canonical_form,
    )
