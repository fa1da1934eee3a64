"""The handler of a kind of resources: its verbs, its checks, and what all kinds have in common."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from rolecall.runtime.application import ListEvent, Object, PlanResult, StateResult
from rolecall.runtime.diagnostics import Diagnostic, Diagnostics
from rolecall.runtime.resources.change import Change, Check
from rolecall.runtime.resources.context import Context
from rolecall.runtime.resources.guards.guard import check_refused, check_support, check_warned
from rolecall.runtime.resources.importing import Read, import_by_id
from rolecall.specification.schema import Lifecycle, Provider, Resource

L = TypeVar("L", bound=Lifecycle)


@dataclass(frozen=True, slots=True, kw_only=True)
class Checks:
    """The checks of a kind, in the order in which their findings are shown.

    `support` come first, and again before anything is written: an error there ends it. `keep` are about everything
    that is to be there after the apply, `create` and `update` only about what the plan makes or changes.
    """

    support: tuple[Check, ...] = (check_support,)
    destroy: tuple[Check, ...] = ()
    keep: tuple[Check, ...] = ()
    create: tuple[Check, ...] = ()
    update: tuple[Check, ...] = ()


def _cannot_list(context: Context[Any]) -> Iterator[ListEvent]:
    raise TypeError(f"{context.resource.name} cannot be listed")


@dataclass(frozen=True, slots=True, kw_only=True)
class Handler(Generic[L]):
    """Executes the resources of one lifecycle class: its verbs, and what it adds to validating and planning.

    `importer` and `list` raise VendorError or Refusal, as `read` does; the verbs that write give what is there, with
    errors if there are any. Objects of a kind without `list` are listed in no shim. `validate` gives findings about a
    configuration alone. `is_replaced` says whether every change of what is sent to the vendor replaces the resource.
    `plan` changes the planned state of something that exists. `settle` notes for the rest of the run that a change was
    carried out, well or not. `stays` says of a destroy that another resource keeps what is destroyed.
    """

    create: Callable[[Context[L], Change], StateResult]
    read: Read[L]
    update: Callable[[Context[L], Change], StateResult]
    delete: Callable[[Context[L], Change], StateResult]
    importer: Callable[[Context[L], str, Read[L]], Object] = import_by_id
    list: Callable[[Context[L]], Iterator[ListEvent]] = _cannot_list
    checks: Checks = Checks()
    validate: Callable[[L, Object], Iterable[Diagnostic]] = lambda lifecycle, config: ()
    is_replaced: Callable[[L], bool] = lambda lifecycle: False
    plan: Callable[[Provider, Resource, L, Object, PlanResult], None] | None = None
    settle: Callable[[Context[L], Change, StateResult], None] | None = None
    stays: Callable[[Context[L], Change], bool] = lambda context, change: False

    def check(self, context: Context[L], change: Change) -> Diagnostics:
        """Findings that need the vendor or the rest of the plan. A plan that changes nothing asks the vendor nothing.

        Raises VendorError or Refusal.
        """
        found = Diagnostics()
        _run(self.checks.support, context, change, found)
        if found.has_error:
            return found
        _run((check_refused, check_warned), context, change, found)
        if change.is_destroy:
            _run(self.checks.destroy if change.prior is not None else (), context, change, found)
            return found
        _run(self.checks.keep, context, change, found)
        if change.prior != change.planned:
            _run(self.checks.create if change.is_create else self.checks.update, context, change, found)
        return found

    def apply(self, context: Context[L], change: Change) -> StateResult:
        """Create, update or delete. With errors the result holds whatever exists. Raises VendorError or Refusal."""
        found = Diagnostics()
        _run((*self.checks.support, check_refused), context, change, found)
        if found.has_error:
            result = StateResult(state=change.prior, diagnostics=found)
        elif change.is_destroy:
            result = self.delete(context, change) if change.prior is not None else StateResult(state=None)
        else:
            result = self.create(context, change) if change.is_create else self.update(context, change)
        if self.settle is not None:
            self.settle(context, change, result)
        return result

    def import_(self, context: Context[L], given: str) -> Object:
        """The state of what `given` names. Raises VendorError, or Refusal when there is no such thing or several."""
        return self.importer(context, given, self.read)


def _run(checks: Iterable[Check], context: Context[Any], change: Change, found: Diagnostics) -> None:
    for check in checks:
        found.extend(check(context, change))
