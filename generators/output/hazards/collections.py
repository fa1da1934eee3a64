"""What can hurt you about where an object lives: how it is listed, found, named and kept after its end."""

from __future__ import annotations

from collections.abc import Iterator

from generators.text import code, listed, markdown
from rolecall.specification.schema import Collection, DocumentElements, Provider


def of_collection(collection: Collection, provider: Provider) -> Iterator[str]:
    """The hazards of every object of a collection."""
    deleted = collection.absent("deleted")
    if deleted:
        again = {
            "new": "Creating the same name again makes another object with another id; nothing is revived.",
            "revive": "Creating the same name again may bring the old object back, with what it had.",
        }[deleted.recreate]
        shown = " Listings still show it." if deleted.listed else ""
        if deleted.undelete and deleted.recreate == "new":
            again = "Creating the same name again is refused, or makes another object with another id."
        taken = f" Its name may stay taken. {markdown(deleted.undelete)}" if deleted.undelete else ""
        yield (
            f"**Deleting is soft**: the record stays with {code(deleted.flag)} {_flags(deleted.values)}, and the "
            f"provider treats it as gone.{shown} {again}{taken} Check your retention rules: the vendor still keeps the "
            "record."
        )
    trait = collection.absent("indirect")
    if trait:
        values = listed((code(value) for value in trait.values), "or")
        beside = "takes its place, and the plan says so" if trait.taken_up else "cannot be created beside it"
        yield (
            f"**Where {code(trait.flag)} is {values}, the access is indirect** and this resource counts as absent. A "
            f"direct one {beside}. After a destroy the indirect access may remain; a warning says "
            f"so. {markdown(trait.reason)}"
        )
    if collection.list_omits:
        fields = listed(code(name) for name in collection.list_omits.fields)
        yield (
            f"Rows of a listing may lack {fields}. The provider then reads the object singly, and never takes a "
            "missing field for an empty one."
        )
    if collection.joined:
        yield (
            f"{code(collection.joined.field)} comes from a listing of its own, {code(collection.joined.list.path)}: "
            "one request for all objects of a run, and another before each write. While it cannot be read, nothing is "
            "taken as empty: every refresh and every change stops with the vendor's error."
        )
    if collection.implied:
        names, values = (listed(code(each[at]) for each in collection.implied) for at in (0, 1))
        yield f"No row says {names}. Whoever is listed counts as {values}."
    if collection.masked:
        masked = listed(code(name) for name in collection.masked.fields)
        values = listed(code(value) for value in collection.masked.values)
        yield f"Answers show {values} in place of {masked}; it is never compared and never written back."
    if collection.canonical_key:
        yield (
            f"{markdown(provider.title)} keeps names here in lower case. {code('JDoe')} and {code('jdoe')} are the "
            "same object: two resources for both would undo each other."
        )
    if collection.parents:
        inside = listed(code(name) for name in collection.parents)
        yield (f"It belongs to the object that {inside} names: it can be listed only there, and is deleted with it.")
    for _, holder in collection.holders:
        outer = code(holder.partition(".")[0])
        yield (
            f"`rolecall drift` lists these only for each {outer} in state, `rolecall adopt` only for each {outer} that "
            "it adopts."
        )
    if collection.opposite:
        yield (
            f"The vendor has no way to read one object here. The provider looks in {code(collection.opposite)} for "
            "one object and in the listing for many."
        )
    elif collection.elements:
        yield from _of_elements(collection, collection.elements)
    elif collection.get is None and not collection.list_omits:
        yield "The vendor has no reliable way to read one object here, so every refresh reads the listing."
    listing = collection.invitation.listing if collection.invitation else None
    if listing:
        ends = listed((code(value) for value, _ in listing.ended), "or")
        yield (
            f"**Only {code(listing.lookup)} says how an invitation ended.** Somebody whose invitation "
            f"is {ends} counts as gone even if still listed; before inviting again the plan warns and says why. While "
            f"the invitation is {code(listing.open)}, nobody is invited twice."
        )
    if collection.provisional_key:
        yield (
            f"Until the vendor assigns {code(collection.key)}, the id is {code(collection.provisional_key)}; it "
            "changes once."
        )
    if collection.incarnation:
        yield (
            f"What is deleted and made again under its name, by whomever, has another {code(collection.incarnation)}. "
            "It is not what this state made: a refresh warns, and the provider neither changes nor deletes it until it "
            "is taken out of the state and imported."
        )
    if collection.natural_key and collection.natural_key.within and not collection.elements:
        yield (
            "The vendor generates names, and a listing may not say where an object is. After an import the plan checks "
            "that the object is where the configuration says."
        )
    if collection.natural_key and not collection.natural_key.unique:
        yield ("The vendor accepts a second object that grants the same. The provider creates it and warns.")
    if collection.natural_key and not collection.elements:
        scope = "".join(f" and the same {code(name)}" for name, _ in collection.natural_key.scope)
        yield (
            "A create is never repeated blindly. If the answer is lost, the provider looks for the same "
            f"{code(collection.natural_key.attribute)}{scope}. An object that was there before must be imported."
        )


def _of_elements(collection: Collection, elements: DocumentElements) -> Iterator[str]:
    """The hazards of elements of documents."""
    change, said = elements.of[0].change, code(elements.path.partition(".")[0])
    yield (
        "**It is an element of a document that others change too**: a change adds or removes elements "
        f"({code(change.method)} with {code(elements.deltas)}) and never writes the document. The provider reads it "
        "before and after. An element that is there already must be imported; if others vanished, the apply ends with "
        "an error that names them."
    )
    yield (
        "What is added or removed in one document at the same moment is one request. If somebody else was faster or "
        "the answer is lost, the document is read again before anything is repeated."
    )
    yield f"A document that does not say {said} is not taken for empty: the refresh ends with an error."
    if elements.inherited:
        yield (
            "Only what an object has of its own counts. What it inherits is neither listed nor adopted, and goes on "
            f"after a destroy. Where an answer mixes both, {code(elements.inherited.list.path)} tells them apart; "
            "if that has fewer rows than it says, or not what was just read, refresh and destroy end with an error."
        )
    yield (
        "A refresh reads one document for each object that the state names. `rolecall drift`, `rolecall adopt` and the "
        "end of a member read that of every object."
    )


def _flags(values: tuple[str, ...]) -> str:
    return "true" if "true" in values else listed((code(value) for value in values), "or")
