"""References to other objects that calls of their own add and take away, and deleted objects that are restored."""

from __future__ import annotations

import re
from dataclasses import replace

from generators.input.binding import one_of
from generators.input.operations import Call, call_of
from generators.input.rules.attributes import AttributeRule
from generators.input.rules.resources import ResourceRule
from generators.input.yaml_source import DefinitionError
from generators.resolve.bodies import check_body
from generators.resolve.calls import Calls, dig
from generators.resolve.collections import Collections
from generators.resolve.declared import declared
from generators.resolve.path_places import filled
from rolecall.specification.schema import Attribute, Links, Restore
from rolecall.specification.types import SetOf

_PLACES = {"id", "element"}
_METHODS = {"add": ("PUT", "POST", "PATCH"), "remove": ("DELETE", "POST", "PUT", "PATCH")}


def linking(item: Attribute, said: AttributeRule | None, calls: Calls) -> Attribute:
    """`item`, with the calls that link and unlink other objects if there are any.

    Raises `DefinitionError` for a value that is no id or set of ids, and for a member that the body does not take.
    """
    rule = said.links if said is not None else None
    if rule is None:
        return item
    add, remove = (filled(call, calls.api(call), ["id", "element"]) for call in map(call_of, (rule.add, rule.remove)))
    body = calls.api(add).body
    several = isinstance(item.value_type, SetOf)
    if not rule.member:
        _check_named(add, item.name, calls)
    elif body is None or rule.member not in body.properties:
        known = one_of(rule.member, body.properties if body is not None else ())
        raise DefinitionError(rule.place, f"links: {add.operation} takes no {rule.member!r}", known)
    elif several != (body.properties[rule.member].items is not None) or several != bool(rule.batch):
        problem = f"links: {item.name} and {rule.member!r} are not both a list, or there is no batch for one"
        raise DefinitionError(rule.place, problem, "a set, a list and a batch, or one id, one text and none")
    if several:
        _check_named(remove, item.name, calls)
    if item.reference is not None and item.reference.wire == "object":
        problem = f"links: {item.name} refers to objects, and the calls name texts"
        raise DefinitionError(rule.place, problem, "wire: id or wire: name, as the calls take it")
    for name in re.findall(r"\{([^{}]+)\}", rule.form):
        outer, _, argument = name.partition(".")
        if name not in _PLACES and not (outer == "provider" and argument in calls.arguments):
            raise DefinitionError(rule.place, f"form of links: there is no {name!r}", "{element}, {provider.…}")
    if item.read_path is None:
        raise DefinitionError(rule.place, f"links: no answer shows {item.name}", "one that is read")
    links = declared(Links, rule, add=calls.operation(add, _PLACES), remove=calls.operation(remove, _PLACES))
    _check_opposite(links, (add, remove))
    for word, call in (("add", add), ("remove", remove)):
        check_body(call, calls.api(call), (), f"{word} of links of {item.name}", (rule.member,) if rule.member else ())
    shown = replace(item, field=item.read_path, read=None, sent_on="update", replace=False)
    return replace(shown, optional=True, computed=True, links=links)


def _check_named(call: Call, name: str, calls: Calls) -> None:
    """Raise `DefinitionError` where `call` does not say which element of the attribute `name` it is about."""
    made = calls.operation(call, _PLACES)
    told = (("", made.path), *made.query, *made.constants)
    if not any(isinstance(text, str) and "{element}" in text for _, text in told):
        expected = "parameters: {<place>: element}, or constants: {<member>: '{element}'}"
        raise DefinitionError(call.place, f"links: {call.operation} does not say which element of {name}", expected)


def _check_opposite(links: Links, calls: tuple[Call, Call]) -> None:
    """Raise `DefinitionError` for calls that cannot be each other's opposite: by their methods, or as they are one."""
    for name, made, call in zip(_METHODS, (links.add, links.remove), calls, strict=True):
        if made.method not in _METHODS[name]:
            problem = f"links: {name} is {call.operation}, {made.method} {made.path}"
            raise DefinitionError(call.place, problem, f"an operation that is {' or '.join(_METHODS[name])}")
    if links.add == links.remove:
        problem = f"links: add and remove are both {links.add.method} {links.add.path} and say the same"
        raise DefinitionError(calls[1].place, problem, "another operation, or constants that tell them apart")


def restoring(
    rule: ResourceRule, collection: str, attributes: tuple[Attribute, ...], calls: Calls, collections: Collections
) -> Restore | None:
    """How deleted objects come back, its members proven. Raises `DefinitionError`."""
    said = rule.restore
    if said is None:
        return None
    names = {item.name for item in attributes}
    if said.switch not in names:
        raise DefinitionError(said.place, f"restore: there is no attribute {said.switch!r}", one_of(said.switch, names))
    source = collections.rule(collection, rule.place)
    if source.natural_key is None:
        raise DefinitionError(said.place, f"restore: {collection} has no natural key", "a natural_key")
    listed = call_of(said.list)
    answer = calls.api(listed).answer
    items = dig(answer, collections.envelope(source).items, said.place, "restore") if answer is not None else None
    if items is None or items.items is None:
        raise DefinitionError(said.place, f"restore: {listed.operation} answers no list", "a listing")
    dig(items.items, said.name, said.place, "name of restore")
    return declared(
        Restore,
        said,
        list=calls.operation(listed, ()),
        restore=calls.operation(call_of(said.restore), {"id"}),
    )
