"""Caveats that differ between servers of one standard: what they can do, and whose they are."""

from __future__ import annotations

from rolecall.specification.declaration import dataclass
from rolecall.specification.traits.checks import Check
from rolecall.specification.traits.guards import Guard


@dataclass(frozen=True, slots=True, kw_only=True)
class Capabilities:
    """The call that tells what this server can do, asked once per run: `path` to call.

    `members` are pairs of a capability and the dotted path of the boolean that says it. One that the answer does not
    speak of, or that cannot be asked for, is taken as there.
    """

    path: str
    members: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Preset:
    """One vendor's deviations from a standard: chosen by `value` of the provider argument `argument`.

    `title` is the vendor's name in messages. `checks` are further checks of provider arguments. `lacks` are operations
    that this vendor does not have, as `<collection>.get`, `<resource type>.patch` or `<resource type>.delete`.
    `filters` are the only members that filter expressions may name, where that differs. `needs` are attributes
    without which it creates nothing, by resource type. `guards` are what
    it refuses and what to be warned of, by resource type. `hazards` are sentences for the documentation.
    """

    argument: str
    value: str
    title: str
    checks: tuple[tuple[str, tuple[Check, ...]], ...] = ()
    lacks: tuple[str, ...] = ()
    filters: tuple[str, ...] | None = None
    needs: tuple[tuple[str, tuple[str, ...]], ...] = ()
    guards: tuple[tuple[str, tuple[Guard, ...]], ...] = ()
    hazards: tuple[str, ...] = ()
