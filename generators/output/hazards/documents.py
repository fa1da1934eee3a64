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
            f"**The vendor shows {masks} in place of values**, which is never compared and never written back: a value "
            "that was changed elsewhere is not noticed, only one that was removed."
        )
    yield (
        "**Every save sends all settings of this resource**, write-only ones from the configuration among them, "
        "because the vendor does not say whether it drops what a save leaves out. A secret in the configuration must "
        "therefore be the one in use. Settings that are not managed here are looked after: an error names those that a "
        "save dropped."
    )
    yield "What is there already is refused on create, because nobody could bring it back. Import it."


def of_part(lifecycle: PartLifecycle) -> Iterator[str]:
    """The hazards of a part of a larger document."""
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
