"""Elements of a set that the object would have anyway, which a vendor does not store (check `NotGiven`)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from rolecall.runtime.diagnostics import Diagnostic
from rolecall.runtime.resources.change import Change
from rolecall.runtime.resources.context import Context
from rolecall.runtime.values.paths import every
from rolecall.runtime.values.texts import same_name
from rolecall.runtime.values.unknown import UNKNOWN
from rolecall.specification.schema import Attribute, ObjectLifecycle
from rolecall.specification.traits import NotGiven


def check_given(context: Context[ObjectLifecycle], change: Change) -> Iterator[Diagnostic]:
    """Findings about elements that can never be stored, since something that the plan names gives them already.

    What the same run still makes is looked at when it is there: Terraform plans once more before it applies. Raises
    VendorError.
    """
    for attribute in context.resource.schema.attributes:
        for check in attribute.checks:
            if isinstance(check, NotGiven) and (change.changed(attribute.name) or change.changed(check.through)):
                yield from _given(context, attribute, check, change)


def _given(
    context: Context[ObjectLifecycle], attribute: Attribute, check: NotGiven, change: Change
) -> Iterator[Diagnostic]:
    asked, named = change.given.get(attribute.name), change.after.get(check.through)
    reference = context.resource.schema.attribute(check.through).reference
    if not isinstance(asked, list) or not isinstance(named, list) or reference is None or not asked or not named:
        return
    givers: dict[Any, list[str]] = {}
    for row in context.connection.references.rows(reference.lookup):
        if any(isinstance(name, str) and same_name(str(row.get(reference.by)), name) for name in named):
            for element in {each for member in check.members for each in _flat(every(row, member))}:
                givers.setdefault(element, []).append(str(row[reference.by]))
    for element in asked:
        if element is not UNKNOWN and element in givers:
            yield Diagnostic(
                "error",
                f"{element!r} comes with {', '.join(sorted(givers[element]))} already",
                f"{context.title} does not store an element of `{attribute.name}` that `{check.through}` gives: it "
                f"would be missing after every apply. Leave {element!r} out of `{attribute.name}`; nothing is lost.",
                (attribute.name,),
            )


def _flat(values: list[Any]) -> Iterator[Any]:
    for value in values:
        yield from value if isinstance(value, list) else [value]
