"""Resource types that are some of a document which is read and written whole."""

from __future__ import annotations

from collections.abc import Iterable

from generators.input.binding import check_known
from generators.input.description import Shape
from generators.input.operations import Call, call_of
from generators.input.rules.documents import PartRule, SettingsRule
from generators.input.rules.resources import ResourceRule
from generators.input.yaml_source import DefinitionError, Place
from generators.resolve.calls import Calls, dig
from generators.resolve.declared import declared
from generators.resolve.fields import Fields, Rules
from generators.resolve.schemas import Schemas
from generators.text import one_line
from rolecall.specification.schema import Attribute, PartLifecycle, Resource, Schema, SettingsLifecycle
from rolecall.specification.traits import NotEmpty


def settings(name: str, rule: ResourceRule, own: SettingsRule, calls: Calls, schemas: Schemas) -> Resource:
    """A resource type that is some keys of a list of keys and values. Raises `DefinitionError`."""
    body = calls.api(call_of(own.write)).body
    answer = calls.api(call_of(own.read)).answer
    if body is None or answer is None:
        raise DefinitionError(own.place, f"{name}: read answers nothing or write takes nothing", "a list in both")
    dig(answer, f"{own.items}.0.{own.key}", own.place, "key")
    shape = dig(body, f"{own.items}.0.{own.value}", own.place, "value")
    for key in (*(key for key, _ in own.constants), *(key for key, _ in own.given)):
        dig(shape, key, own.place, f"constants or given of {name}")
    attributes = _attributes(name, rule, shape, own.place, calls, call_of(own.read), schemas)
    names = [item.name for item in attributes]
    for _, attribute in own.given:
        check_known(attribute, names, own.place, f"given of {name}")
    for attribute, _ in own.hooks:
        check_known(attribute, names, own.place, f"hooks of {name}")
    return _resource(
        name,
        rule,
        attributes,
        declared(
            SettingsLifecycle,
            own,
            read=calls.operation(call_of(own.read), names),
            write=calls.operation(call_of(own.write), names),
            guards=rule.guards,
        ),
    )


def part(name: str, rule: ResourceRule, own: PartRule, calls: Calls, schemas: Schemas) -> Resource:
    """A resource type that is a part of a larger document. Raises `DefinitionError`."""
    answer = calls.api(call_of(own.read)).answer
    if answer is None or calls.api(call_of(own.write)).body is None:
        raise DefinitionError(own.place, f"{name}: read answers nothing or write takes nothing", "a document in both")
    shape = dig(answer, "".join(f"{step}.0." for step in own.at.split(".")).rstrip("."), own.place, "at")
    for member, _ in (*own.where, *own.prefer):
        dig(shape, member, own.place, f"where of {name}")
    attributes = _attributes(name, rule, shape, own.place, calls, call_of(own.read), schemas, own.where)
    remembered = Attribute(
        name=own.before,
        computed=True,
        issued="",
        description="What was there before, as JSON. Destroying brings it back; empty after an import.",
    )
    names = [item.name for item in attributes]
    for attribute, _ in own.hooks:
        check_known(attribute, names, own.place, f"hooks of {name}")
    return _resource(
        name,
        rule,
        (*attributes, remembered),
        declared(
            PartLifecycle,
            own,
            read=calls.operation(call_of(own.read), names),
            write=calls.operation(call_of(own.write), names),
            guards=rule.guards,
        ),
    )


def addressing(name: str, rule: ResourceRule, places: Iterable[str], place: Place) -> tuple[Attribute, ...]:
    """The attributes that only say where something is. Raises `DefinitionError` for one without a description."""
    found: list[Attribute] = []
    for each in places:
        said = rule.attributes.get(each)
        if said is None or not said.description:
            raise DefinitionError(place, f"{name}: attribute {each!r} has no description", "one under attributes")
        found.append(
            Attribute(
                name=each,
                required=True,
                replace=True,
                description=one_line(said.description),
                checks=said.checks or (NotEmpty(),),
                canonical_form=said.canonical_form,
            )
        )
    return tuple(found)


def _attributes(
    name: str,
    rule: ResourceRule,
    shape: Shape,
    place: Place,
    calls: Calls,
    call: Call,
    schemas: Schemas,
    where: tuple[tuple[str, str], ...] = (),
) -> tuple[Attribute, ...]:
    read = calls.api(call)
    named = [call.parameters.get(each.name) or calls.parameters.get(each.name) or each.name for each in read.parameters]
    places = [each.partition("|")[0] for each in named if not each.startswith("provider.")]
    places = list(dict.fromkeys([*places, *(attribute for _, attribute in where)]))
    rules = Rules(
        place=rule.place,
        what=name,
        attributes={each: item for each, item in rule.attributes.items() if each not in places},
        ignore=rule.ignore,
    )
    derived = schemas.derive(Fields(create=shape, update=shape, row=shape, updates=True), rules)
    if rule.id_template is None:
        raise DefinitionError(place, f"{name} has no id_template", f"one made of {', '.join(places)}")
    identity = Attribute(name="id", computed=True, description=f"`{rule.id_template.replace('|last', '')}`.")
    return (identity, *addressing(name, rule, places, place), *derived)


def _resource(
    name: str, rule: ResourceRule, attributes: tuple[Attribute, ...], lifecycle: SettingsLifecycle | PartLifecycle
) -> Resource:
    return Resource(
        name=name,
        schema=Schema(description=one_line(rule.description), attributes=attributes),
        id_template=rule.id_template,
        access=rule.access,
        lifecycle=lifecycle,
    )
