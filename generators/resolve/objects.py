"""Resource types that are an object of a collection."""

from __future__ import annotations

from typing import Literal

from generators.input.binding import one_of
from generators.input.description import ApiOperation, Shape
from generators.input.mistakes import Mistakes
from generators.input.operations import Call, call_of
from generators.input.rules.collections import CollectionRule
from generators.input.rules.resources import ResourceRule
from generators.input.yaml_source import DefinitionError, Remark
from generators.resolve.bodies import check_body, check_overwritten
from generators.resolve.calls import Calls, dig, row_of
from generators.resolve.collections import Collections
from generators.resolve.constants import check_compared
from generators.resolve.declared import declared
from generators.resolve.deprovision import deprovision
from generators.resolve.fields import Fields, Rules
from generators.resolve.jobs import job
from generators.resolve.links import linking, restoring
from generators.resolve.schemas import Schemas
from generators.resolve.statuses import moving
from generators.text import one_line
from rolecall.specification.schema import Attribute, Move, ObjectLifecycle, Operation, Resource, Schema
from rolecall.specification.traits import FullReplace, Recreate


def managed(
    name: str, rule: ResourceRule, collection: str, calls: Calls, collections: Collections, schemas: Schemas
) -> Resource:
    """A resource type that is an object of `collection`, with calls of its own.

    Raises `DefinitionError`; its `rest` is the type where only values and bodies of calls are wrong.
    """
    if rule.create is None:
        raise DefinitionError(rule.place, f"{name} has no create", "the operation that creates it")
    create = call_of(rule.create)
    source = collections.rule(collection, rule.place)
    envelope = collections.envelope(source)
    created = calls.api(create)
    updated = calls.api(call_of(rule.update)) if rule.update else None
    row = collections.row(collection, rule.place)
    if envelope.may_wrap and created.answer is not None:
        wrapped = ".".join(filter(None, (envelope.item, envelope.may_wrap)))
        dig(created.answer, wrapped, rule.place, f"may_wrap in the answer of {created.id}")
    issued = None
    if created.answer is not None and source.elements is None and rule.job is None:
        issued = row_of(created, envelope, False, create.place)
    attributes = schemas.derive(
        Fields(
            create=created.body if source.elements is None else row,
            update=updated.body if updated else None,
            row=row,
            issued=issued,
            updates=updated is not None,
            key=None if "{" in source.key else source.key,
        ),
        Rules(place=rule.place, what=name, attributes=rule.attributes, ignore={**source.ignore, **rule.ignore}),
    )
    mistakes = Mistakes()
    attributes = tuple(_called(item, rule, attributes, calls, mistakes) for item in attributes)
    if rule.id_template is not None:
        attributes = (Attribute(name="id", computed=True, description=f"`{rule.id_template}`."), *attributes)
    names = {item.name for item in attributes}
    _check_findable(rule, name, created, source, attributes)
    with mistakes.noted():
        check_compared(rule, source.invitation, attributes, row, name)
    key = None if "{" in source.key else source.key.rpartition(".")[2]
    if rule.created_id is not None and created.answer is not None and issued is not None:
        _check_created_id(rule.created_id, rule, issued, dig(created.answer, envelope.item, rule.place, "envelope"))

    carried = tuple(row.properties) if rule.full_replace is not None else ()
    with mistakes.noted():
        _check_body("create", create, created, attributes, source, name)
    with mistakes.noted():
        if rule.update is not None and updated is not None:
            _check_body("update", call_of(rule.update), updated, attributes, source, name, carried)
    with mistakes.noted():
        if rule.update is not None and updated is not None and source.elements is None:
            check_overwritten(dict(create.constants), call_of(rule.update), updated, row, envelope, f"update of {name}")
    with mistakes.noted():
        if rule.patch is not None and source.elements is None:
            patch, created_with = call_of(rule.patch), dict(create.constants)
            same = {path: value for path, value in patch.constants if path in created_with}  # that of another form
            check_overwritten(same, patch, calls.api(patch), row, envelope, f"patch of {name}")
    with mistakes.noted():
        if rule.delete is not None and source.elements is None:
            check_body(call_of(rule.delete), calls.api(call_of(rule.delete)), (), f"delete of {name}")

    def operation(call: Call | Remark | None) -> Operation | None:
        return calls.operation(call_of(call), names, key) if call else None

    made = Resource(
        name=name,
        schema=Schema(description=one_line(rule.description), attributes=attributes),
        id_template=rule.id_template,
        access=rule.access,
        moves=_moves(rule, names),
        lifecycle=declared(
            ObjectLifecycle,
            rule,
            create=calls.operation(create, names, None if key in names else key),
            update=operation(rule.update),
            patch=operation(rule.patch),
            delete=operation(rule.delete),
            withdraw=operation(rule.withdraw),
            created_id=rule.created_id or source.key,
            full_replace=_full_replace(rule, row, updated),
            recreate=_recreate(rule, attributes),
            deprovision=deprovision(rule.deprovision, collections, calls),
            restore=restoring(rule, collection, attributes, calls, collections),
            job=job(rule.job, created, calls) if rule.job else None,
        ),
    )
    mistakes.settle(rest=made)
    return made


def _called(
    item: Attribute, rule: ResourceRule, attributes: tuple[Attribute, ...], calls: Calls, mistakes: Mistakes
) -> Attribute:
    """`item` with the calls of its own; as it is where they are wrong, which `mistakes` then has."""
    said, made = rule.attributes.get(item.name), item
    with mistakes.noted():
        made = moving(item, said, attributes, calls)
        return linking(made, said, calls)
    return made


def _check_body(
    word: Literal["create", "update"],
    call: Call,
    api: ApiOperation,
    attributes: tuple[Attribute, ...],
    source: CollectionRule,
    name: str,
    carried: tuple[str, ...] = (),
) -> None:
    """The body of a call is filled; that of an element of a document is made of deltas."""
    if source.elements is None:
        sent = tuple(item for item in attributes if item.sent_on in ("both", word))
        check_body(call, api, sent, f"{word} of {name}", carried)


def _check_findable(
    rule: ResourceRule, name: str, created: ApiOperation, source: CollectionRule, attributes: tuple[Attribute, ...]
) -> None:
    """Whether what was created can be found: by the answer, by the key that was sent, or by its natural key."""
    sent = {path for item in attributes if item.required or item.optional for path in (item.field, item.read_path)}
    known = rule.id_template is not None or source.key in sent or source.elements is not None
    if created.answer is None and rule.job is None and source.natural_key is None and not known:
        problem = f"{name}: {created.id} answers nothing, and nothing else says which object it made"
        raise DefinitionError(rule.place, problem, "a natural_key of its collection, by which it is looked for")


def _check_created_id(path: str, rule: ResourceRule, issued: Shape, whole: Shape) -> None:
    """`path` leads to the id in what the create answers, as it is there or after `merge` lifted members."""
    shape = issued if path.split(".")[0] in issued.properties else whole
    dig(shape, path, rule.place, "created_id")


def _full_replace(rule: ResourceRule, row: Shape, updated: ApiOperation | None) -> FullReplace | None:
    """What an update must carry along, and which members of a fetched object its body does not take."""
    if rule.full_replace is None:
        return None
    if updated is None or updated.body is None:
        raise DefinitionError(rule.place, "full_replace without an update", "an update with a body")
    writable = {name for name, item in updated.body.properties.items() if not item.read_only}
    carry, may_have = rule.full_replace.carry, rule.full_replace.may_have
    if carry == ("*",):
        return FullReplace(strip=tuple(name for name in row.properties if name not in writable), may_have=may_have)
    if may_have:
        raise DefinitionError(rule.place, "may_have of a full_replace that carries some members alone", "no `carry`")
    for name in carry:
        if name not in writable:
            raise DefinitionError(rule.place, f"{updated.id} does not take {name!r}", one_of(name, writable))
    return FullReplace(carry=carry)


def _recreate(rule: ResourceRule, attributes: tuple[Attribute, ...]) -> Recreate | None:
    """The trait, where reads show everything that a create takes and there is something to change."""
    if rule.recreate is None:
        return None
    if rule.update or not rule.delete:
        raise DefinitionError(rule.place, "recreate with an update, or without a delete", "a create and a delete alone")
    for item in attributes:
        if item.field is not None and (item.write_only or item.read_path is None):
            problem = f"recreate would lose {item.name}, which no read shows"
            raise DefinitionError(rule.place, problem, "attributes that are read back")
    return rule.recreate


def _moves(rule: ResourceRule, names: set[str]) -> tuple[Move, ...]:
    for move in rule.moves:
        for _, here in move.attributes:
            if here not in names:
                raise DefinitionError(move.place, f"there is no attribute {here!r} to move to", one_of(here, names))
    return tuple(declared(Move, move) for move in rule.moves)
