"""Access of one value, such as a role, that somebody changed between plan and apply. Of sets, news are merged."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from rolecall.runtime.diagnostics import Diagnostic, Refusal
from rolecall.runtime.resources.context import Context
from rolecall.runtime.values.conversion import same
from rolecall.runtime.writes import unchanged
from rolecall.specification.schema import Attribute, ObjectLifecycle


def check_meanwhile(
    context: Context[ObjectLifecycle],
    key: str,
    row: Mapping[str, Any],
    prior: Mapping[str, Any],
    changes: Mapping[str, Any],
) -> None:
    """Raise Refusal where `changes` would overwrite access that `row` shows and the plan did not: `prior` is other."""
    found = []
    for attribute in _single(context):
        name, before = attribute.name, prior.get(attribute.name)
        if name not in changes or not isinstance(before, str):
            continue
        now, wanted = context.connection.wire.decode(attribute, row), changes[name]
        if not isinstance(now, str) or not now or same(attribute, now, before) or same(attribute, now, wanted):
            continue
        found.append(
            Diagnostic(
                "error",
                f"{name} of {key!r} is {now!r} since this was planned",
                f"The plan changes it from {before!r} to {wanted!r}, and somebody else made it {now!r}. Plan once "
                f"more, and look what is lost by it.{unchanged()}",
                (name,),
            )
        )
    if found:
        raise Refusal(*found)


def _single(context: Context[ObjectLifecycle]) -> Iterator[Attribute]:
    """The attributes that say with one value who has what."""
    access, schema = context.resource.access, context.resource.schema
    if access is None:
        return
    names = [each.attribute for each in access.permissions] + ([] if access.rule is None else [access.rule.expression])
    yield from (schema.attribute(name) for name in names if "." not in name)
