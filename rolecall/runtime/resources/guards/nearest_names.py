"""The name that somebody may have meant, for messages about one that nothing has."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches


def nearest(name: str, known: Iterable[str], likeness: float) -> str | None:
    """The one of `known` that `name` nearly is, which has at least `likeness` of 1."""
    folded = {each.casefold(): each for each in known}
    close = get_close_matches(name.casefold(), folded, n=1, cutoff=likeness)
    return folded.get(name.casefold()) or next((folded[each] for each in close), None)
