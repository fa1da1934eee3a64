"""Caveats of rows that are there and count as absent."""

from __future__ import annotations

from typing import Literal

from rolecall.specification.declaration import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class AbsentRows:
    """Rows whose `flag` is one of `values` count as absent, `because` they are one of two things.

    `deleted`: what a soft delete left behind. `listed` says whether listings show it; `recreate` what creating the same
    name does: `new` makes another object. `indirect`: not there in its own right, something else brought it about; what
    is deleted may go on as one, and `reason` says where they come from and what to do about them. `taken_up` says what
    a create does with such a row: it makes it one in its own right, which stays when that other thing ends; without it
    a create is refused. `undelete` says how what was deleted is brought back, where its name stays taken.
    """

    because: Literal["deleted", "indirect"]
    flag: str
    values: tuple[str, ...] = ("true", "1")
    listed: bool = True
    recreate: Literal["new", "revive"] = "new"
    reason: str = ""
    taken_up: bool = False
    undelete: str = ""
