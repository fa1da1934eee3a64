"""The effect of one change: what people gain and lose by it, how grave that makes it, and how to say it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Final

from rolecall.access import Row
from rolecall.drift.findings import Severity
from rolecall.specification.traits import Tier

SEVERITIES: Final[Mapping[Tier, Severity]] = {
    "critical": Severity.CRITICAL,
    "high": Severity.HIGH,
    "normal": Severity.MEDIUM,
    "low": Severity.LOW,
}
"""The severity of a right of each tier."""

PRIVILEGED: Final = Severity.HIGH
"""Rights that matter at least this much are privileged."""

SHOWN: Final = 4
"""The most rights that a sentence names; the rest are counted."""


@dataclass(frozen=True, slots=True)
class Effect:
    """What one change does to access: rights that somebody gains, and those that somebody loses, the gravest first.

    `undescribed` are roles among them of which nothing says what they bring along. `held` is true where somebody has
    what gains them.
    """

    gains: tuple[Row, ...] = ()
    losses: tuple[Row, ...] = ()
    undescribed: tuple[str, ...] = ()
    held: bool = False

    @property
    def gained(self) -> Severity | None:
        """The severity of what somebody gains; None where nobody gains anything."""
        return _severity(self.gains)

    @property
    def brings(self) -> Severity | None:
        """The severity of what is gained by roles too that nobody has."""
        return max((SEVERITIES[row.tier] for row in self.gains), default=None)

    @property
    def lost(self) -> Severity | None:
        """The severity of what somebody loses; None where nobody loses anything."""
        return _severity(self.losses)

    def only(self, rights: Sequence[str]) -> Effect:
        """The gains of `rights` alone (`capability edit_user`), with what they come along with; all where none is."""
        rows = tuple(
            row for row in self.gains if {f"{row.grant.kind} {row.grant.right}", *row.carries}.intersection(rights)
        )
        return replace(self, gains=rows or self.gains)

    def of_holders(self, names: Sequence[str]) -> Effect:
        """The gains of those alone who hold a binding by these names or ids."""
        known = {name.casefold() for name in names}
        held = (row for row in self.gains if row.grant.key.subject.key.partition(":")[2].casefold() in known)
        return replace(self, gains=tuple(held))

    def rights(self, *, by_holder: bool = True) -> tuple[str, ...]:
        """The gains, tokens aside, in a form that stays from run to run: with who gains each, or without."""
        keys = {row.grant.key for row in self.gains} | {each.key for row in self.gains for each in row.along}
        return tuple(
            sorted({repr((key.subject if by_holder else None, *key[1:])) for key in keys if key.right.kind != "token"})
        )

    def marks(self) -> dict[str, Any]:
        """The rights in the access map that it is about, as fields of a finding."""
        gained = (each.key for row in self.gains for each in (row.grant, *row.along) if each.kind != "account")
        lost = (each for row in _held(self.losses) for each in (row.grant, *row.along) if each.kind != "account")
        return {"gained": frozenset(gained), "lost": tuple(lost)}

    def told(self) -> str:
        """The gains in words: `12 gain role admin, capability edit_user and 30 more`; empty where there are none."""
        told = _told(self.gains, "gain")
        if told and self.undescribed:
            told += f" What role {', '.join(self.undescribed)} brings along is not known here."
        if told or not self.gains:
            return told
        return "Whoever has it had that already." if self.held else "Nobody has it."

    def given(self) -> str:
        """The gains in words, where nobody is known who has them; empty where there are none."""
        held = _held(self.gains)
        return f"It gives whoever goes by that name {_few(_rights(held))}: {held[0].tier}." if held else ""

    def told_of_losses(self) -> str:
        """The losses in words: `jane loses role admin: critical.`; empty where nobody loses anything."""
        return _told(self.losses, "lose")


NOTHING: Final = Effect()


def _held(rows: Sequence[Row]) -> list[Row]:
    """The rows of subjects that are somebody, not roles."""
    return [row for row in rows if row.grant.key.subject.kind != "role"]


def _severity(rows: Sequence[Row]) -> Severity | None:
    """The severity of rows; of what only a role gains that nobody has, at most medium."""
    held = _held(rows)
    if held:
        return max(SEVERITIES[row.tier] for row in held)
    return min(Severity.MEDIUM, max(SEVERITIES[row.tier] for row in rows)) if rows else None


def _told(rows: Sequence[Row], verb: str) -> str:
    """A sentence about those who gain or lose rights, by name; empty where nobody does."""
    held = _held(rows)
    if not held:
        return ""
    names = _rights(held)
    people = {row.grant.key.subject: row.grant.person for row in held}
    one = len(people) == 1
    who = held[0].grant.person if one else f"{len(people)} people and groups"
    if any(subject.kind == "matching" for subject in people):
        who += " (an unknown number of people)"
    named = "" if one else f" ({_few(sorted(people.values(), key=str.casefold))})"
    return f"{who} {verb}{'s' if one else ''} {_few(names)}: {held[0].tier}{named}."


def _rights(rows: Sequence[Row]) -> list[str]:
    """The rights of rows, with what they bring along."""
    return list(dict.fromkeys(name for row in rows for name in (f"{row.grant.kind} {row.grant.right}", *row.carries)))


def _few(names: Sequence[str]) -> str:
    more = f" and {len(names) - SHOWN} more" if len(names) > SHOWN else ""
    return f"{', '.join(names[:SHOWN])}{more}"
