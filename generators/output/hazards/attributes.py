"""What can hurt you about attributes: each by itself, and those of a schema together."""

from __future__ import annotations

from collections.abc import Iterator

from generators.text import code, listed, scalar
from rolecall.specification.schema import Attribute, Schema
from rolecall.specification.traits import Among, NotGiven
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
            f" A {item.reference.noun} that {code(item.reference.made_by)} creates in the same run is known too."
            if item.reference.made_by
            else ""
        )
        ids = (
            ""
            if item.reference.wire == "name"
            else " The provider looks their ids up, because these differ between instances."
        )
        yield (
            f"{code(item.name)}: **case matters in names**. A plan fails on an unknown or ambiguous "
            f"{item.reference.noun} and shows the nearest name.{made}{ids}"
        )
    yield from _moving(item)
    yield from _given(item)
    if item.canonical_form and item.canonical_form.form == "lower":
        yield f"{code(item.name)}: the vendor stores it in lower case; upper and lower case are no difference."
    elif item.canonical_form:
        yield f"{code(item.name)}: it is the same with or without what comes before the slash."
    if item.write_only:
        yield (
            f"{code(item.name)} enters neither plan nor state, so a change made elsewhere cannot be noticed. Change "
            f"{code(f'{item.name}_version')} to send it again."
        )
    elif item.field and not item.readable and (item.optional or item.required) and not item.replace:
        yield f"{code(item.name)}: no answer shows it, so a change made elsewhere is not noticed."
    if item.shared and item.nesting in ("single", "set"):
        yield f"{code(item.name)}: members that you leave out are not managed and keep their values."
    elif item.shared:
        yield (
            f"{code(item.name)}: **others write here too**. Only the keys that this configuration sets are read, "
            "compared and written."
        )
    if item.elements and item.elements.flag and not item.elements.others:
        yield f"{code(item.name)}: only what is given directly is managed. What comes by a group is shown apart."
    if item.elements and item.elements.never_empty and not item.elements.others:
        yield f"{code(item.name)}: an empty answer means that our account may not see them, and is not believed."
    if item.add_remove_lists:
        yield (
            f"{code(item.name)}: a change adds the new value and removes the one that the vendor has at that "
            "moment; other values stay."
        )
    for check in item.checks:
        if isinstance(check, Among) and item.sent_on == "update":
            yield f"{code(item.name)}: only {listed(code(scalar(value)) for value in check.values)} can be configured."


def of_changes(schema: Schema) -> Iterator[str]:
    """The hazards of changing attributes and of leaving them out, each told once for all of them."""
    attributes = schema.attributes
    replaced = [code(item.name) for item in attributes if item.replace]
    if replaced:
        yield (
            f"**Changing {listed(replaced, 'or')} replaces the object**: Terraform creates a new one in its place; "
            "access, ids and tokens of the old one are lost."
        )
    sets = [
        code(item.name)
        for item in attributes
        if item.optional and item.computed and (isinstance(item.type, SetOf) or item.nesting == "set")
    ]
    if sets:
        one = "it" if len(sets) == 1 else "one"
        yield (
            f"{listed(sets)}: leaving {one} out means that it is not managed here and stays as it is; an empty set "
            f"means none. Removing {one} from the configuration only stops managing it."
        )
    cleared = [code(item.name) for item in attributes if item.unset == "clear"]
    if cleared:
        yield f"Removing {listed(cleared, 'or')} from the configuration clears its value at the vendor."


def _given(item: Attribute) -> Iterator[str]:
    for check in item.checks:
        if isinstance(check, NotGiven):
            yield (
                f"**The vendor does not store an element of {code(item.name)} that {code(check.through)} gives "
                "already.** A plan that asks for one is refused."
            )


def _moving(item: Attribute) -> Iterator[str]:
    trait = item.transitions
    if trait is None:
        return
    name = code(item.name)
    if item.field is None:
        yield f"{name} is changed by a separate call; the provider reads until the change shows."
        return
    yield (
        f"{name} **is changed by separate calls**, one for each step. A plan refuses a value that no sequence of steps "
        "reaches. If you leave it out, it is not managed."
    )
    if trait.initial:
        yield f"{name} of a new object is {code(trait.initial)} until a step leads from there."
    if trait.counts_as:
        pairs = listed((f"{code(status)} counts as {code(other)}" for status, other in trait.counts_as), "and")
        yield f"{name}: the vendor changes some values by itself: {pairs}. Steps start from the one it really has."
    if trait.closed:
        closed = listed((code(each) for each in trait.closed), "or")
        yield f"While {name} is {closed}, nothing else of the object can be changed."
