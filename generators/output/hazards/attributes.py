"""What can hurt you about attributes: each by itself, and those of a schema together."""

from __future__ import annotations

from collections.abc import Iterator

from generators.text import code, listed, scalar
from rolecall.specification.schema import Attribute, Schema
from rolecall.specification.traits import Among
from rolecall.specification.types import SetOf


def of_schema(schema: Schema) -> Iterator[str]:
    """The hazards of a schema's attributes, one by one and together."""
    for item in schema.attributes:
        yield from of_attribute(item)
    yield from of_changes(schema)


def of_attribute(item: Attribute) -> Iterator[str]:
    """The hazards of one attribute."""
    if item.reference:
        made = (
            f" One that {code(item.reference.made_by)} makes in the same run counts." if item.reference.made_by else ""
        )
        ids = "" if item.reference.wire == "name" else " Their ids differ from instance to instance and are looked up."
        yield (
            f"{code(item.name)}: names are compared letter by letter, upper and lower case included. An unknown or "
            f"ambiguous {item.reference.noun} fails in the plan, with the nearest name.{made}{ids}"
        )
    yield from _moving(item)
    if item.canonical_form:
        yield f"{code(item.name)}: the vendor stores it in lower case; both forms are the same here."
    if item.write_only:
        yield (
            f"{code(item.name)} enters neither plan nor state, so a change made elsewhere cannot be noticed. Change "
            f"{code(f'{item.name}_version')} to send it again."
        )
    elif item.field and not item.readable and (item.optional or item.required) and not item.replace:
        yield f"{code(item.name)}: no answer shows it, so a change made elsewhere is not noticed."
    if item.shared and item.nesting in ("single", "set"):
        yield f"{code(item.name)}: what is left out in it is the vendor's, and stays as it is."
    elif item.shared:
        yield (
            f"{code(item.name)}: **others write here too**. Only the keys that this configuration sets are read, "
            "compared and written."
        )
    if item.absent == "empty" and not item.shared:
        yield f"{code(item.name)}: the vendor leaves it out when it is empty."
    if item.add_remove_lists:
        yield (
            f"{code(item.name)}: a change adds the new value and takes the one away that the vendor has at that "
            "moment; what else was given there stays."
        )
    for check in item.checks:
        if isinstance(check, Among) and item.sent_on == "update":
            yield f"{code(item.name)}: only {listed(code(scalar(value)) for value in check.values)} can be asked for."


def of_changes(schema: Schema) -> Iterator[str]:
    """The hazards of changing attributes and of leaving them out, each told once for all of them."""
    attributes = schema.attributes
    replaced = [code(item.name) for item in attributes if item.replace]
    if replaced:
        yield (
            f"**Changing {listed(replaced, 'or')} replaces the object**: it is deleted and made anew, "
            "with all that follows."
        )
    sets = [
        code(item.name)
        for item in attributes
        if item.optional and item.computed and (isinstance(item.type, SetOf) or item.nesting == "set")
    ]
    if sets:
        yield (
            f"{listed(sets)}: leaving one out means that it is not managed here and stays as it is; an empty set means "
            "none. Removing one from the configuration takes nothing away."
        )
    cleared = [code(item.name) for item in attributes if item.unset == "clear"]
    if cleared:
        yield f"Removing {listed(cleared, 'or')} from a configuration that had set it clears it at the vendor."


def _moving(item: Attribute) -> Iterator[str]:
    trait = item.transitions
    if trait is None:
        return
    name = code(item.name)
    if item.field is None:
        yield f"{name} is changed by a call of its own, and read back until it shows."
        return
    yield (
        f"{name} **is brought about by calls of its own**, one for each step; a plan refuses what no step leads to. "
        "Left out, it is not managed here."
    )
    if trait.alike:
        pairs = listed((f"{code(status)} as {code(other)}" for status, other in trait.alike), "and")
        yield f"{name}: the vendor moves between some by itself, so {pairs} count as the same."
    if trait.closed:
        closed = listed((code(each) for each in trait.closed), "or")
        yield f"While {name} is {closed}, nothing else of the object can be changed."
