"""Resource types that are one element of a set of their parent."""

from __future__ import annotations

from generators.input.binding import one_of
from generators.input.definition import Definition
from generators.input.operations import call_of
from generators.input.rules.attributes import AttributeRule
from generators.input.rules.resources import MembershipRule, PairsRule, ResourceRule
from generators.input.yaml_source import DefinitionError
from generators.resolve.calls import Calls, dig
from generators.resolve.collections import Collections
from generators.resolve.declared import declared
from generators.text import one_line
from rolecall.specification.schema import Attribute, MembershipLifecycle, Pairs, Resource, Schema
from rolecall.specification.traits import NotEmpty


def membership(
    name: str,
    rule: ResourceRule,
    own: MembershipRule,
    definition: Definition,
    calls: Calls,
    collections: Collections,
) -> Resource:
    """A resource type that is one element of a set of its parent.

    Raises `DefinitionError` for a parent that is no object of a collection, and for attributes that do not fit.
    """
    parent = definition.resources.get(own.parent)
    if parent is None or parent.collection is None:
        known = [each for each, item in definition.resources.items() if item.collection]
        raise DefinitionError(own.place, f"no parent {own.parent!r}", one_of(own.parent, known))
    normalised = collections.rule(parent.collection, own.place).canonical_key
    wanted = (own.owner, own.member)
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
                canonical_form=normalised if each == own.owner else said.canonical_form,
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
        lifecycle=declared(
            MembershipLifecycle,
            own,
            pairs=_pairs(own.pairs, calls, collections) if own.pairs else None,
            guards=rule.guards,
        ),
    )


def _pairs(rule: PairsRule, calls: Calls, collections: Collections) -> Pairs:
    """The collection whose objects are the elements, its members proven in rows and in the body of the create."""
    create = call_of(rule.create)
    body = calls.api(create).body
    row = collections.row(rule.collection, rule.place)
    if body is None:
        raise DefinitionError(create.place, f"{create.operation} takes no body", "one with the ids of the pair")
    for path in (rule.owner, rule.member):
        dig(row, path, rule.place, f"pairs: {rule.collection}")
        dig(body, path, rule.place, f"pairs: the body of {create.operation}")
    key = collections.rule(rule.collection, rule.place).key
    return declared(
        Pairs,
        rule,
        create=calls.operation(create, ()),
        delete=calls.operation(call_of(rule.delete), {"id"}, key),
    )
