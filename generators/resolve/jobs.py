"""Creates that go on after their answer."""

from __future__ import annotations

from generators.input.description import ApiOperation
from generators.input.operations import call_of
from generators.input.rules import JobRule
from generators.input.yaml_source import DefinitionError
from generators.resolve.calls import Calls, dig
from generators.resolve.places import filled
from rolecall.specification.schema import Job


def job(rule: JobRule, created: ApiOperation, calls: Calls) -> Job:
    """What to ask for after `created`, its members proven in both answers. Raises `DefinitionError`."""
    call = call_of(rule.poll)
    asked = calls.api(call)
    if asked.method != "GET" or asked.answer is None or created.answer is None:
        expected = "a create that answers what to ask for, and a GET that answers how far it is"
        raise DefinitionError(rule.place, f"job: {created.id} and {asked.id} do not fit together", expected)
    dig(created.answer, rule.id, rule.place, f"id of job, in the answer of {created.id}")
    for name, path in (("status", rule.status), ("result", rule.result), ("words", rule.words)):
        dig(asked.answer, path, rule.place, f"{name} of job, in the answer of {asked.id}")
    return Job(
        poll=calls.operation(filled(call, asked, ["job"]), {"job"}),
        id=rule.id,
        status=rule.status,
        pending=rule.pending,
        done=rule.done,
        result=rule.result,
        words=rule.words,
        seconds=rule.seconds,
    )
