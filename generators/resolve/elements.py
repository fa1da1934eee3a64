"""Rows that are elements of documents, composed of what the documents hold and of the objects that they are about."""

from __future__ import annotations

from dataclasses import replace
from typing import Protocol

from generators.input.binding import one_of
from generators.input.description import Shape
from generators.input.operations import Call, call_of
from generators.input.rules.collections import CollectionRule, DocumentElementsRule, DocumentRule, InheritanceRule
from generators.input.yaml_source import DefinitionError, Place, Remark
from generators.resolve.calls import Calls, dig, row_of
from generators.resolve.declared import declared
from rolecall.specification.schema import Document, DocumentElements, Envelope, Inheritance, Operation


class Others(Protocol):
    """The other collections of the definition."""

    def row(self, name: str, place: Place) -> Shape:
        """What a row of a collection may hold."""

    def rule(self, name: str, place: Place) -> CollectionRule:
        """The rules of a collection."""


def element_row(rule: DocumentElementsRule, key: str, calls: Calls) -> Shape:
    """What a row holds: the members on the way to an element, what the document is about, and its key."""
    api = calls.api(call_of(rule.of[0].read))
    shape = row_of(api, Envelope(items=rule.documents), True, rule.place)
    found: dict[str, Shape] = {}
    steps = rule.path.split(".")
    for number, step in enumerate(steps):
        within = dig(shape, step, rule.place, f"path of elements in the answer of {api.id}")
        if within.items is None:
            raise DefinitionError(rule.place, f"path of elements: {step!r} is no list", "a list of objects")
        shape = within.items
        last = number == len(steps) - 1
        following = () if last else (steps[number + 1],)
        if last:
            found[step] = within
        else:
            found |= {name: item for name, item in shape.properties.items() if name not in following}
    row = Shape(place=rule.place, kind="object", properties=found, required=frozenset(found))
    for each in rule.of:
        row = _put(row, each.at.split("."), _named(each, calls))
    named = Shape(place=rule.place, kind="string", read_only=True, description="`<scope>/<role>/<kind>/<subject>`.")
    return replace(row, properties={key: named, **row.properties})


def elements(rule: DocumentElementsRule, calls: Calls, others: Others) -> DocumentElements:
    """The declaration, every path in it proven. Raises `DefinitionError`."""
    api = calls.api(call_of(rule.of[0].read))
    document = row_of(api, Envelope(items=rule.documents), True, rule.place)
    changed = calls.api(call_of(rule.of[0].change))
    if changed.body is None or changed.answer is None:
        raise DefinitionError(rule.place, f"{changed.id} takes or answers nothing", "a body and an answer")
    dig(document, rule.uid, rule.place, "uid of elements")
    dig(dig(changed.answer, rule.changed, rule.place, "changed of elements"), rule.uid, rule.place, "uid of elements")
    deltas = dig(changed.body, rule.deltas, rule.place, "deltas of elements")
    if deltas.items is None:
        raise DefinitionError(rule.place, f"{rule.deltas!r} of elements is no list", "a list of deltas")
    for name in (rule.op, *(name for name, _ in rule.delta)):
        dig(deltas.items, name, rule.place, "delta of elements")
    for value in (rule.add, rule.remove):
        if value not in (known := dig(deltas.items, rule.op, rule.place, "op of elements").enum):
            raise DefinitionError(rule.place, f"op of elements is never {value!r}", one_of(value, map(str, known)))
    row = element_row(rule, "key", calls)
    for path in (*rule.key, *(path for _, path in rule.delta)):
        dig(row, path, rule.place, "key of elements")
    return declared(
        DocumentElements,
        rule,
        of=tuple(_document(each, calls, others) for each in rule.of),
        inherited=_inheritance(rule.inherited, rule, calls, others) if rule.inherited else None,
    )


def _document(rule: DocumentRule, calls: Calls, others: Others) -> Document:
    if (rule.listed is None) == (rule.only is None):
        raise DefinitionError(rule.place, f"{rule.at} is listed and alone, or neither", "one of listed, only")
    paths = [path for _, path in rule.names]
    if rule.listed is not None:
        row = others.row(rule.listed, rule.place)
        for path in paths:
            dig(row, path, rule.place, f"names of {rule.at}")
        parents = others.rule(rule.listed, rule.place).parents
        if sorted(parents) != sorted(name for name, _ in rule.parents) or bool(parents) != bool(rule.inside):
            raise DefinitionError(
                rule.place, f"{rule.at} does not say what {rule.listed} are inside of", one_of("", parents)
            )
    if rule.inside is not None:
        outer = others.row(rule.inside, rule.place)
        for _, path in rule.parents:
            dig(outer, path, rule.place, f"parents of {rule.at}")
    return declared(
        Document, rule, read=_operation(rule.read, calls, paths), change=_operation(rule.change, calls, paths)
    )


def _operation(call: Call | Remark, calls: Calls, paths: list[str]) -> Operation:
    """A call whose parameters are called like the paths that fill them."""
    said = call_of(call)
    known = {each.name: each.name for each in calls.api(said).parameters if each.name in paths}
    return calls.operation(replace(said, parameters={**known, **said.parameters}), paths)


def _inheritance(rule: InheritanceRule, of: DocumentElementsRule, calls: Calls, others: Others) -> Inheritance:
    row = row_of(calls.api(call_of(rule.list)), Envelope(items=rule.rows), True, rule.place)
    dig(row, rule.flag, rule.place, "flag of inherited")
    dig(dig(row, rule.document, rule.place, "document of inherited"), of.path.split(".")[0], rule.place, "inherited")
    for each in of.of:
        if each.listed is not None:
            dig(others.row(each.listed, rule.place), rule.uid, rule.place, f"uid of {each.listed}")
    return declared(Inheritance, rule, list=calls.operation(call_of(rule.list), ("uid",)))


def _named(rule: DocumentRule, calls: Calls) -> Shape:
    """What a row says of the object that a document is about: the members of its full name, by their names there."""
    body = calls.api(call_of(rule.change)).body
    if body is None:
        raise DefinitionError(rule.place, f"the change of {rule.at} takes nothing", "a body")
    members = {name: dig(body, path, rule.place, f"names of {rule.at}") for name, path in rule.names}
    whole = dig(body, rule.names[0][1].rpartition(".")[0], rule.place, f"names of {rule.at}")
    return replace(
        whole, properties=members, required=frozenset(name for name, item in members.items() if not item.default)
    )


def _put(row: Shape, steps: list[str], shape: Shape) -> Shape:
    """`row` with `shape` at the path `steps`, objects made on the way."""
    name, *rest = steps
    if rest:
        outer = row.properties.get(name) or Shape(place=row.place, kind="object")
        shape = _put(outer, rest, shape)
        return replace(row, properties={**row.properties, name: shape}, required=row.required | {name})
    return replace(row, properties={**row.properties, name: shape})
