"""The change that a plan or an apply makes."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any, TypeAlias

from rolecall.runtime.application import Object
from rolecall.runtime.diagnostics import Diagnostic
from rolecall.runtime.resources.context import Context
from rolecall.runtime.resources.private_state import NOTHING, Private


@dataclass(frozen=True, slots=True)
class Change:
    """A resource from `prior` to `planned`, under the configuration `config`.

    Without `prior` it is created, without `planned` it is destroyed. A replacement comes as two changes. `private` is
    what is remembered of it: in a plan what was remembered before, in an apply what the plan remembers. `saved` are
    the private bytes of the first plan where an apply plans once more, and none in that plan; None where Terraform does
    not send them, so that nobody knows which of both a plan is. `replaces`: what there is would be removed, and another
    one made at the same address.
    """

    prior: Object | None
    planned: Object | None
    config: Object | None
    private: Private = NOTHING
    saved: bytes | None = None
    replaces: bool = False

    @property
    def is_certainly_planned(self) -> bool:
        """Whether this is a plan before an apply, and certainly none that an apply makes."""
        return self.saved == b""

    @property
    def is_planned_again(self) -> bool:
        """Whether this is certainly the plan that an apply makes."""
        return bool(self.saved)

    @property
    def is_create(self) -> bool:
        """Whether there is nothing yet."""
        return self.prior is None

    @property
    def is_destroy(self) -> bool:
        """Whether nothing is to be left."""
        return self.planned is None or self.config is None

    @property
    def before(self) -> Object:
        """The prior state; empty where there is none."""
        return self.prior or {}

    @property
    def after(self) -> Object:
        """The planned state; empty where there is none."""
        return self.planned or {}

    @property
    def given(self) -> Object:
        """The configuration; empty where there is none."""
        return self.config or {}

    def changed(self, name: str) -> bool:
        """Whether the attribute is planned as something else than it was."""
        return bool(self.after.get(name) != self.before.get(name))


Check: TypeAlias = Callable[[Context[Any], Change], Iterable[Diagnostic]]
"""Findings about a change, made while planning. May ask the vendor, and raise VendorError or Refusal."""
