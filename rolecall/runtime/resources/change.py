"""The change that a plan or an apply makes."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any, Final, TypeAlias

from rolecall.runtime.application import Object
from rolecall.runtime.diagnostics import Diagnostic
from rolecall.runtime.resources.context import Context
from rolecall.runtime.resources.private_state import Private

NOTHING: Final = Private()


@dataclass(frozen=True, slots=True)
class Change:
    """A resource from `prior` to `planned`, under the configuration `config`.

    Without `prior` it is created, without `planned` it is destroyed. A replacement comes as two changes. `private` is
    what is remembered of it: in a plan what was remembered before, in an apply what the plan remembers. `saved` is of
    the plan that Terraform makes once more when it applies: what the first one remembers, where Terraform sends that.
    """

    prior: Object | None
    planned: Object | None
    config: Object | None
    private: Private = NOTHING
    saved: Private = NOTHING

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
