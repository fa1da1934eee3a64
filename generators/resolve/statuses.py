"""Statuses: attributes whose values are brought about by calls."""

from __future__ import annotations

import re
from dataclasses import replace

from generators.input.binding import one_of
from generators.input.operations import call_of
from generators.input.rules.attributes import AttributeRule
from generators.input.yaml_source import DefinitionError
from generators.resolve.bodies import check_body
from generators.resolve.calls import Calls
from generators.resolve.declared import declared
from rolecall.specification.schema import Attribute
from rolecall.specification.traits import Step, Transitions
from rolecall.specification.types import BOOL


def moving(item: Attribute, said: AttributeRule | None, attributes: tuple[Attribute, ...], calls: Calls) -> Attribute:
    """`item`, with the calls that bring its value about if there are any; they may use every one of `attributes`.

    Raises `DefinitionError` for a call that is no step.
    """
    rule = said.transitions if said is not None else None
    if rule is None:
        return item
    names = {each.name for each in attributes}
    steps = []
    for each in rule.steps:
        call = calls.operation(call_of(each.call), names)
        if call.method != "POST" or call.endpoint:
            raise DefinitionError(each.place, f"a step is {call.method} {call.path}", "a POST of the own system")
        for text in (text for _, text in call.query):
            for name in re.findall(r"\{([^{}]+)\}", text):
                if name not in names:
                    raise DefinitionError(each.place, f"there is no attribute {name!r}", one_of(name, names))
        check_body(call_of(each.call), calls.api(call_of(each.call)), (), f"a step to {each.ends!r}")
        steps.append(Step(path=call.path, starts=each.starts, ends=each.ends, query=call.query))
    starts = {status for step in steps for status in step.starts}
    if rule.initial and rule.initial not in starts:
        raise DefinitionError(rule.place, f"no step starts from {rule.initial!r}", one_of(rule.initial, starts))
    for status in rule.writable:
        if status not in starts:
            raise DefinitionError(rule.place, f"no step starts from {status!r}", one_of(status, starts))
    transitions = declared(Transitions, rule, steps=tuple(steps))
    if item.type == BOOL:
        if {step.ends for step in steps} != {"true", "false"}:
            raise DefinitionError(rule.place, f"{item.name} cannot be switched", "a step to 'true' and one to 'false'")
        return replace(item, transitions=transitions)
    return replace(
        item, field=item.read_path, read=None, sent_on="update", optional=True, replace=False, transitions=transitions
    )
