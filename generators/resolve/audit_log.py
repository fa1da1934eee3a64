"""The vendor's own log of who changed what, checked against the API description."""

from __future__ import annotations

import re

from generators.input.definition import Definition
from generators.input.operations import Call
from generators.input.yaml_source import DefinitionError
from generators.resolve.calls import Calls, dig
from generators.resolve.declared import declared
from generators.text import one_line
from rolecall.specification.traits import Audit


def audit(definition: Definition, calls: Calls) -> Audit | None:
    """The trait `Audit` of a definition. Raises `DefinitionError` for what the log does not have."""
    rule = definition.audit
    if rule is None:
        return None
    api = calls.description.operation(rule.operation, rule.place)
    if api.method != "GET" or api.answer is None or api.endpoint:
        raise DefinitionError(rule.place, f"audit: {rule.operation} is no read of this system", "a GET that answers")
    call = calls.operation(Call(place=rule.place, operation=rule.operation, query=rule.query), ())
    for name, template in rule.query:
        for place in re.findall(r"\{([^{}]*)\}", template):
            if place not in ("value", "since"):
                known = "{value} and {since}"
                raise DefinitionError(rule.place, f"audit: {name} has the place {{{place}}}", known)
    if not any("{value}" in template for _, template in rule.query):
        raise DefinitionError(rule.place, "audit: no query says whose events are meant", "{value} in one of them")
    shape = dig(api.answer, rule.items, rule.place, "items of audit")
    event = shape.items or shape
    for path in filter(None, (rule.time, *rule.actor, rule.action, rule.target, rule.request)):
        inside = event
        for step in path.split("."):
            inside = dig(inside.items or inside, step, rule.place, f"{path!r} in an event of audit")
    return declared(Audit, rule, path=call.path, query=call.query, needs=one_line(rule.needs))
