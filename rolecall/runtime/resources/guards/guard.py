"""Guards (trait Guard): changes that are refused, and changes and states that are warned of."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import Any, Literal

from rolecall.runtime.application import Object
from rolecall.runtime.diagnostics import Diagnostic
from rolecall.runtime.resources.change import Change
from rolecall.runtime.resources.context import Context
from rolecall.runtime.values.paths import dig, value_at
from rolecall.runtime.values.unknown import UNKNOWN, is_set
from rolecall.specification.schema import Lifecycle, ObjectLifecycle
from rolecall.specification.traits import Guard

_NEVER = {"create": "is never made here", "update": "is never changed", "delete": "is never deleted"}
_WAY_OUT = "Take it out of Terraform with `terraform state rm` or a `removed` block."


def check_support(context: Context[Any], change: Change) -> Iterator[Diagnostic]:
    """Findings about a change that the vendor does not take, whatever the object. What stays as it is may stay."""
    for guard, event in _guarding(context.lifecycle, change, "refuse"):
        if guard.attribute is None:
            out = (
                " To take it out of Terraform alone, use `terraform state rm` or a `removed` block."
                if change.prior
                else ""
            )
            summary = f"{context.title} does not take changes of {context.resource.name}"
            yield Diagnostic("error", summary, _detail(guard) + out)
        elif event == "set":
            summary = f"{context.title} does not take {guard.attribute}"
            yield Diagnostic("error", summary, _detail(guard), tuple(guard.attribute.split(".")))


def check_refused(context: Context[Any], change: Change) -> Iterator[Diagnostic]:
    """Findings against making, changing or deleting the objects that a guard means."""
    for guard, event in _guarding(context.lifecycle, change, "refuse"):
        if guard.attribute is not None and event != "set":
            value = (change.after if event == "create" else change.before)[guard.attribute]
            instead = f"Choose another {guard.attribute}." if event == "create" else _WAY_OUT
            yield Diagnostic("error", f"{value!r} {_NEVER[event]}", f"{_detail(guard)} {instead}", (guard.attribute,))


def check_warned(context: Context[Any], change: Change) -> Iterator[Diagnostic]:
    """Warnings about a change that does less, or more, than it seems to."""
    for guard, event in _guarding(context.lifecycle, change, "warn"):
        path = (guard.attribute,) if guard.attribute and change.planned else ()
        shown = repr(change.given.get(guard.attribute or "")) if event == "set" else "{value}"
        summary, detail = (text.replace("{value}", shown) for text in (guard.summary, _detail(guard)))
        yield Diagnostic("warning", summary, detail, path)


def told(lifecycle: ObjectLifecycle, state: Object) -> Iterator[Diagnostic]:
    """A warning for what is there and does not do what it should."""
    for guard in lifecycle.guards:
        if "read" in guard.events and guard.attribute is not None and means(guard, state.get(guard.attribute)):
            because = state.get(guard.because or "")
            why = f" ({because})" if because else ""
            summary = f"{guard.attribute} of {state['id']!r} is {state[guard.attribute]}{why}"
            yield Diagnostic("warning", summary, _detail(guard), (guard.attribute,))


def protecting(lifecycle: Lifecycle, values: Mapping[str, Any]) -> Iterator[Guard]:
    """The guards by which an object with these attributes is never deleted."""
    for guard in lifecycle.guards:
        refuses = guard.effect == "refuse" and "delete" in guard.events
        if refuses and guard.attribute is not None and means(guard, values.get(guard.attribute)):
            yield guard


def means(guard: Guard, value: Any) -> bool:
    """True if the guard is about objects whose attribute is `value`; a truth value is `true` or `false`."""
    value = str(value).lower() if isinstance(value, bool) else value
    if guard.pattern is not None and not (isinstance(value, str) and re.search(guard.pattern, value)):
        return False
    return not guard.values or (isinstance(value, str) and any(_glob(each).fullmatch(value) for each in guard.values))


def mode_of(lifecycle: Lifecycle, change: Change) -> str:
    """What destroying does (trait Deprovision): `delete`, unless the prior state says otherwise."""
    trait = lifecycle.deprovision if isinstance(lifecycle, ObjectLifecycle) else None
    value = change.before.get(trait.mode) if trait is not None and trait.mode is not None else None
    return str(value) if is_set(value) else "delete"


def _guarding(lifecycle: Lifecycle, change: Change, effect: Literal["refuse", "warn"]) -> Iterator[tuple[Guard, str]]:
    """The guards that the change sets off, each with the event that does."""
    for guard in lifecycle.guards:
        event = next((each for each in guard.events if _happens(lifecycle, guard, each, change)), None)
        if guard.effect == effect and event is not None:
            yield guard, event


def _happens(lifecycle: Lifecycle, guard: Guard, event: str, change: Change) -> bool:
    """True if the change is what `event` names, to an object that the guard means."""
    name = guard.attribute or ""
    if event == "set":
        value = value_at(change.given, name)
        if value is None and guard.effect == "refuse" and dig(change.given, name) in ([], {}):
            value = ()  # set to nothing, which takes away what is there
        is_news = guard.effect == "refuse" or (value is not UNKNOWN and change.changed(name))
        return change.planned is not None and value is not None and is_news and means(guard, value)
    if event == "create":
        return change.prior is None and change.planned is not None and means(guard, change.after.get(name))
    happens = {
        "update": change.prior is not None and change.planned is not None and not _is_forgotten(change),
        "delete": change.planned is None and mode_of(lifecycle, change) != "retain",
        "end": _ends(lifecycle, change),
    }
    return happens.get(event, False) and means(guard, change.before.get(name))


def _is_forgotten(change: Change) -> bool:
    """Whether nothing changes at the vendor: only values that are known after the apply."""
    return all(value is UNKNOWN or not change.changed(name) for name, value in change.after.items())


def _ends(lifecycle: Lifecycle, change: Change) -> bool:
    """Whether access ends: the object goes, unless it is retained, or is disabled in place."""
    if change.prior is None:
        return False
    if change.planned is None:
        return mode_of(lifecycle, change) != "retain"
    if not isinstance(lifecycle, ObjectLifecycle) or lifecycle.deprovision is None:
        return False
    return any(
        change.planned.get(name) == value and change.changed(name) for name, value in lifecycle.deprovision.disable
    )


def _detail(guard: Guard) -> str:
    return " ".join(filter(None, (guard.reason, guard.advice)))


@lru_cache
def _glob(value: str) -> re.Pattern[str]:
    return re.compile(".*".join(re.escape(part) for part in value.split("*")), re.DOTALL)
