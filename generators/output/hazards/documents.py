"""What can hurt you about resources that are some of a document, which is written whole."""

from __future__ import annotations

from collections.abc import Iterator

from generators.text import code, listed, markdown
from rolecall.specification.schema import PartLifecycle, SettingsLifecycle


def of_settings(lifecycle: SettingsLifecycle) -> Iterator[str]:
    """The hazards of some keys of a list of keys and values."""
    if lifecycle.masks:
        masks = listed(code(value) for value in lifecycle.masks)
        yield (
            f"**The vendor shows {masks} in place of values**, and the provider neither compares these nor writes them "
            "back: a value that was changed elsewhere is not noticed, only one that was removed."
        )
    yield (
        "**Every save sends all settings of this resource**, write-only ones from the configuration among them, "
        "because the vendor does not say whether it drops what a save leaves out. The secret in the configuration must "
        "stay the one in use, or a save replaces it. After each save the provider checks all other settings, and an "
        "error names any that the save dropped."
    )
    if lifecycle.test:
        yield (
            f"**The vendor tries the credentials before they are saved**, with every save. If they do not work, the "
            f"apply fails at {code(lifecycle.test.attribute)} and saves nothing. {markdown(lifecycle.test.advice)}"
        )
    yield ("If settings are there already, create is refused, since destroying could not restore them. Import them.")


def of_part(lifecycle: PartLifecycle) -> Iterator[str]:
    """The hazards of a part of a larger document."""
    yield (
        "**The vendor can only replace the whole document.** The provider reads the document, changes this part, "
        "writes it all back, other parts as they were read, and reads it again, one writer at a time. If somebody "
        "else changes the document between our read and our write, their change is lost."
    )
    yield (
        f"**Creating takes over what is there, and destroying brings it back**: {code(lifecycle.before)} keeps it. "
        "What others changed since stays, with a warning. After an import the provider does not know the "
        "earlier content, so destroying changes nothing at the vendor."
    )
    if lifecycle.mappings:
        trait = lifecycle.mappings
        yield (
            f"{code(trait.attribute)} is the whole list: what it leaves out is removed. An attribute or a function "
            "that the vendor's own schema does not have fails in the plan, and so does a list in which "
            f"no element has {code(trait.priority)}, or two have the same. Other members of an element keep their "
            "values."
        )
    if lifecycle.scoping:
        yield (
            f"{code(lifecycle.scoping.attribute)}: an operator must exist and fit the attribute's type, which the plan "
            "checks. Groups are alternatives; within a group every clause must hold."
        )
