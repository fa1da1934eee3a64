"""What can hurt you about where an object lives: how it is listed, found, named and kept after its end."""

from __future__ import annotations

from collections.abc import Iterator

from generators.text import code, listed, markdown
from rolecall.specification.schema import Collection, Provider


def of_collection(collection: Collection, provider: Provider) -> Iterator[str]:
    """The hazards of every object of a collection."""
    deleted = collection.absent("deleted")
    if deleted:
        again = {
            "new": "Creating the same name again makes another object with another id; nothing is revived.",
            "revive": "Creating the same name again may bring the old object back, with what it had.",
        }[deleted.recreate]
        shown = " Listings still show it." if deleted.listed else ""
        yield (
            f"**Deleting is soft**: the record stays with {code(deleted.flag)} {_flags(deleted.values)}, and counts as "
            f"gone.{shown} {again} Mind what your rules on retention say about the record."
        )
    trait = collection.absent("indirect")
    if trait:
        values = listed((code(value) for value in trait.values), "or")
        yield (
            f"**Where {code(trait.flag)} is {values}, it is not there in its own right**, and counts as absent: none "
            f"can be created there, and what is destroyed may go on that way, with a warning. {markdown(trait.reason)}"
        )
    if collection.list_omits:
        fields = listed(code(name) for name in collection.list_omits.fields)
        yield (
            f"Rows of a listing may lack {fields}. The provider then reads the object by itself: what a row does not "
            "say is never taken for empty."
        )
    if collection.masked:
        masked = listed(code(name) for name in collection.masked.fields)
        values = listed(code(value) for value in collection.masked.values)
        yield f"Answers show {values} in place of {masked}; it is never compared and never written back."
    if collection.canonical_key:
        yield (
            f"{markdown(provider.title)} keeps names here in lower case. {code('JDoe')} and {code('jdoe')} are the "
            "same object: two resources for both would fight."
        )
    if collection.parents:
        inside = listed(code(name) for name in collection.parents)
        yield f"It lives inside of what {inside} names, is listed there, and gone with it. It cannot be listed alone."
    for _, holder in collection.holders:
        outer = code(holder.partition(".")[0])
        yield f"`rolecall drift` looks inside of each {outer} in state, `rolecall adopt` inside of each that it adopts."
    if collection.opposite:
        yield (
            f"The vendor has no single read here. One is looked for in {code(collection.opposite)} instead, many in "
            "the listing."
        )
    elif collection.get is None and not collection.list_omits:
        yield "The vendor has no dependable single read here, so every refresh reads the listing."
    listing = collection.invitation.listing if collection.invitation else None
    if listing:
        ends = listed((code(value) for value, _ in listing.ended), "or")
        yield (
            f"**How an invitation ended is told by {code(listing.lookup)} alone.** Somebody whose "
            f"invitation is {ends} there counts as gone, even if listed, and is not invited anew without a word: the "
            "plan warns, and says which it was. Somebody who is listed nowhere else is not invited twice while it is "
            f"{code(listing.open)}."
        )
    if collection.provisional_key:
        yield (
            f"As long as the vendor gives no {code(collection.key)}, the id is {code(collection.provisional_key)}; it "
            "changes once."
        )
    if collection.natural_key and collection.natural_key.within:
        yield (
            "Names are generated, and listings may not tell what an object is about. After an import the configuration "
            "says it, and the plan makes sure that it is there."
        )
    if collection.natural_key and not collection.natural_key.unique:
        yield (
            "The vendor takes several objects that grant the same. Creating one beside another is done, with a warning."
        )
    if collection.natural_key:
        scope = "".join(f" and the same {code(name)}" for name, _ in collection.natural_key.scope)
        yield (
            f"Creating is never repeated blindly. When an answer is lost, the provider looks for the same "
            f"{code(collection.natural_key.attribute)}{scope}; what was there before is never adopted, only imported."
        )
    if collection.pagination:
        yield (
            f"Listings come in pages of at most {collection.pagination.maximum} rows ({collection.pagination.default} "
            "when not asked). The vendor may give fewer than asked; the provider goes on until there are no more."
        )


def _flags(values: tuple[str, ...]) -> str:
    return "true" if "true" in values else listed((code(value) for value in values), "or")
