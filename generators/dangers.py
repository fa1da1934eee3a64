"""What can hurt you about documents that are written whole, about origins, and about what objects are doing."""

from __future__ import annotations

from collections.abc import Iterator

from generators.specification import MembershipLifecycle, ObjectLifecycle, PartLifecycle, SettingsLifecycle
from generators.text import code, listed, markdown


def of_lifecycle(lifecycle: MembershipLifecycle | SettingsLifecycle | PartLifecycle) -> Iterator[str]:
    """The hazards of a resource that is some of a document."""
    if isinstance(lifecycle, SettingsLifecycle):
        yield from _settings(lifecycle)
    elif isinstance(lifecycle, PartLifecycle):
        yield from _part(lifecycle)


def of_conditions(lifecycle: ObjectLifecycle) -> Iterator[str]:
    """The hazards of where an object comes from and what it is doing."""
    if lifecycle.template:
        trait = lifecycle.template
        yield (
            f"Give either {code(trait.name)} or {code(trait.id)}. A {trait.noun} of an unknown name fails in the plan, "
            "with the nearest name."
        )
    if lifecycle.companion:
        yield (
            f"**Creating makes two objects**; {code(lifecycle.companion.attribute)} is the other one. Both ids are in "
            "state before anything else is done, and the create ends when both can be read."
        )
    for toggle in lifecycle.toggles:
        yield f"{code(toggle.attribute)} is changed by a call of its own, and read back until it shows."
    for ailing in lifecycle.ailing:
        values = listed((code(value) for value in ailing.values), "or")
        yield (
            f"**{code(ailing.attribute)} {values} means that it does not do its work**; {code(ailing.because)} says "
            f"why. Every refresh warns of it. {markdown(ailing.advice)}"
        )


def _settings(lifecycle: SettingsLifecycle) -> Iterator[str]:
    if lifecycle.masks:
        masks = listed(code(value) for value in lifecycle.masks)
        yield (
            f"**The vendor shows {masks} in place of values**, which is never compared and never written back: a value "
            "that was changed elsewhere is not noticed, only one that was removed."
        )
    yield (
        "**Every save sends all settings of this resource**, write-only ones from the configuration among them, "
        "because the vendor does not say whether it drops what a save leaves out. A secret in the configuration must "
        "therefore be the one in use. Settings that are not managed here are looked after: an error names those that a "
        "save dropped."
    )
    if lifecycle.test:
        yield (
            f"**The vendor tries the credentials before they are saved**, with every save. A failure is an error at "
            f"{code(lifecycle.test.attribute)}, and nothing is saved. {markdown(lifecycle.test.advice)}"
        )
    yield "What is there already is refused on create, because nobody could bring it back. Import it."


def _part(lifecycle: PartLifecycle) -> Iterator[str]:
    yield (
        "**It is a part of a document that is written whole.** The provider fetches the document, changes this part, "
        "writes all of it and reads it back, one writer at a time: what others have in it is written as it was "
        "fetched. A change made elsewhere in that very moment can still be lost."
    )
    yield (
        f"**Creating takes over what is there, and destroying brings it back**: {code(lifecycle.before)} keeps it. "
        "What others changed since stays, with a warning. After an import nothing is known of before, and destroying "
        "changes nothing."
    )
    if lifecycle.mappings:
        trait = lifecycle.mappings
        yield (
            f"{code(trait.attribute)} is the whole list: what it leaves out is removed. An attribute or a function "
            "that the vendor's own schema does not have fails in the plan, and so does a list without "
            f"{code(trait.priority)} or with one twice. What else an element has is kept."
        )
    if lifecycle.scoping:
        yield (
            f"{code(lifecycle.scoping.attribute)}: an operator must exist and fit the attribute's type, which the plan "
            "checks. Groups are alternatives; within a group every clause must hold."
        )
