"""What can hurt you about resources that are some of a document, which is written whole."""

from __future__ import annotations

from collections.abc import Iterator

from generators.text import code, listed
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
    yield "If settings are there already, create is refused, since destroying could not restore them. Import them."


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
