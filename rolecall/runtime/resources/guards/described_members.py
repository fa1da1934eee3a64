"""Members that the vendor does not describe, and values that are not of the type it says (trait `FurtherMembers`)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from decimal import Decimal
from difflib import get_close_matches
from typing import Any

from rolecall.runtime.diagnostics import Diagnostic
from rolecall.runtime.http.member_schemas import Described, Member
from rolecall.runtime.resources.change import Change
from rolecall.runtime.resources.context import Context
from rolecall.runtime.values.further_members import parsed
from rolecall.runtime.values.texts import shown
from rolecall.runtime.values.unknown import UNKNOWN
from rolecall.specification.schema import ObjectLifecycle
from rolecall.specification.traits import FurtherMembers


def check_described(context: Context[ObjectLifecycle], change: Change) -> Iterator[Diagnostic]:
    """An error for each member that is not as the vendor describes it, by what it says itself. Raises VendorError."""
    connection = context.connection
    for attribute in context.resource.schema.attributes:
        trait = attribute.further_members
        kind = "" if trait is None else _kind(trait, change)
        if trait is None or kind is None:
            continue
        for name, members in _given(trait, attribute.name, change):
            place = connection.member_schemas.place(trait, kind)
            described = connection.member_schemas.of(trait, place)
            for problem, advice in _problems(described, trait, members, "") if described is not None else ():
                told = connection.client.learnt.told()
                yield Diagnostic(
                    "error",
                    f"Invalid value for {name}",
                    f"{problem} So says {context.title} at {place}. {advice}{' ' if told else ''}{told}",
                    (name,),
                )


def _kind(trait: FurtherMembers, change: Change) -> str | None:
    """The id of the kind that the object is or will be of, empty where none is named; None where it is unknown yet."""
    configured = change.given.get(trait.kind) if trait.kind else ""
    if configured is UNKNOWN:
        return None
    return str(configured or change.before.get(trait.kind) or "")


def _given(trait: FurtherMembers, name: str, change: Change) -> Iterator[tuple[str, dict[str, Any]]]:
    """The members that change, by attribute: those of the text, and those that have an attribute of their own."""
    text = change.given.get(name)
    if isinstance(text, str) and change.changed(name):
        yield name, parsed(text)
    for member, own in trait.known if trait.form == "json_schema" else ():
        value = change.given.get(own)
        if isinstance(value, str) and change.changed(own):
            yield own, {member: value}


def _problems(
    described: Described, trait: FurtherMembers, members: Mapping[str, Any], above: str
) -> Iterator[tuple[str, str]]:
    """What is wrong with `members`, and what to do. `above` is what they are inside of."""
    for name, value in members.items():
        known = described.get(name)
        if known is None:
            where = f" in {above!r}" if above else ""
            folded = {each.casefold(): each for each in described}
            near = folded.get(name.casefold()) or next(iter(get_close_matches(name, described, n=1)), None)
            meant = f"Is {near!r} meant? " if near is not None else ""
            yield f"There is no {name!r}{where}.", f"{meant}There are: {', '.join(described)}."
        elif value is not None:
            yield from _misfits(known, trait, value, name, above)


def _misfits(known: Member, trait: FurtherMembers, value: Any, name: str, above: str) -> Iterator[tuple[str, str]]:
    said = f"{name!r} in {above!r}" if above else repr(name)
    if not known.writable:
        yield f"{said} is read-only.", "Leave it out."
        return
    if known.several is not isinstance(value, list):
        wanted = "a list" if known.several else "one value and no list"
        yield f"{said} is {wanted}; the value is {shown(value)}.", f"Write {wanted}."
        return
    for each in value if isinstance(value, list) else [value]:
        if not _is_of(known, each):
            yield f"{said} must be {known.kind}; the value is {shown(each)}.", f"Write {known.kind}, as JSON has it."
        elif known.choices and each not in known.choices:
            allowed = ", ".join(map(repr, known.choices))
            yield f"{said} cannot be {shown(each)}.", f"Allowed: {allowed}."
        elif isinstance(each, Mapping) and known.inner is not None:
            yield from _problems(known.inner, trait, each, name)
        elif isinstance(each, str):
            yield from _misformed(known, dict(trait.patterns).get(name, ""), each, said)


def _misformed(known: Member, otherwise: str, text: str, said: str) -> Iterator[tuple[str, str]]:
    """What is wrong with a text: its length, or its form."""
    longest = known.most if known.most is not None else len(text)
    if not known.least <= len(text) <= longest:
        yield f"{said} has {len(text)} characters.", f"It must have {known.least} to {longest}."
    pattern = known.pattern or otherwise
    try:
        fits = re.fullmatch(pattern, text) is not None if pattern else True
    except re.error:  # a pattern that only the vendor's own language has
        return
    if not fits:
        yield f"{said} is {shown(text)}, which is not of the form {pattern}.", "Write it so."


def _is_of(known: Member, value: Any) -> bool:
    """Whether a value is of the kind; a bool is no number here."""
    is_number = isinstance(value, int | float | Decimal) and not isinstance(value, bool)
    match known.kind:
        case "text":
            return isinstance(value, str)
        case "true or false":
            return isinstance(value, bool)
        case "a number":
            return is_number
        case "a whole number":
            return is_number and value == int(value)
        case "an object":
            return isinstance(value, Mapping)
    return True
