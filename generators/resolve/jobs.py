"""Creates that go on after their answer."""

from __future__ import annotations

from generators.input.binding import one_of
from generators.input.description import ApiOperation
from generators.input.operations import call_of
from generators.input.rules.resources import JobRule
from generators.input.yaml_source import DefinitionError
from generators.resolve.calls import Calls, dig
from generators.resolve.declared import declared
from generators.resolve.path_places import filled
from rolecall.specification.schema import Job


def job(rule: JobRule, created: ApiOperation, calls: Calls) -> Job:
    """What to ask for after `created`, its members proven in both answers. Raises `DefinitionError`."""
    call = call_of(rule.poll)
    asked = calls.api(call)
    if asked.method != "GET" or asked.answer is None or created.answer is None:
        expected = "a create that answers what to ask for, and a GET that answers how far it is"
        raise DefinitionError(rule.place, f"job: {created.id} and {asked.id} do not fit together", expected)
    parts = [("id", rule.id, created, created.answer), ("status", rule.status, asked, asked.answer)]
    parts += [("result", rule.result, asked, asked.answer), ("words", rule.words, asked, asked.answer)]
    for name, path, api, answer in parts:
        found = dig(answer, path, rule.place, f"{name} of job, in the answer of {api.id}")
        if path and (found.properties or found.items is not None):
            inner = ", ".join(f"{path}.{each}" for each in found.properties)
            problem = f"{name} of job: {path!r} in the answer of {api.id} is no text, but {found.kind or 'an object'}"
            raise DefinitionError(rule.place, problem, f"a text or a number: {inner or 'another member'}"[:200])
    if both := set(rule.pending) & set(rule.done):
        problem = f"job: the status {sorted(both)[0]!r} is both pending and done"
        raise DefinitionError(rule.place, problem, "each in one of them")
    known = dig(asked.answer, rule.status, rule.place, "status of job").enum
    for value in (*rule.pending, *rule.done):
        if known and value not in known:
            raise DefinitionError(
                rule.place, f"job: {rule.status!r} is never {value!r}", one_of(value, map(str, known))
            )
    return declared(Job, rule, poll=calls.operation(filled(call, asked, ["job"]), {"job"}))
