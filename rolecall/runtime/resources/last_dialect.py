"""The dialect that a resource was seen in last: in another one its id may have another form, and mean nothing.

That an id is not found there is no proof that what it stands for is gone, and a delete that finds nothing ends nothing.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from rolecall.runtime.application import Object
from rolecall.runtime.diagnostics import refusal
from rolecall.runtime.resources.context import Context
from rolecall.runtime.resources.private_state import Private
from rolecall.runtime.resources.systems import endpoint_of
from rolecall.runtime.writes import unchanged


def dialects_of(context: Context[Any]) -> dict[str, str]:
    """The dialect, by argument, of the system that the resource lives at; empty where it has one alone."""
    shim, endpoint = context.connection.shim, endpoint_of(context.connection.shim, context.lifecycle)
    return {
        each.argument: each.name
        for each in shim.dialects
        if each.probe.endpoint == endpoint and (each.argument, each.name) in shim.spoken
    }


def seen(context: Context[Any], private: Private) -> Private:
    """`private` of what was found, in the dialect that is spoken now."""
    here = dialects_of(context)
    return private if here == private.dialects else replace(private, dialects=here)


def check_dialect(context: Context[Any], private: Private, state: Object) -> None:
    """See that `state` was seen in the dialect that is spoken, for whoever takes it for gone, changes or ends it.

    Raises Refusal. State that remembers no dialect is believed.
    """
    here, there = dialects_of(context), private.dialects
    for argument, name in here.items():
        if there.get(argument, name) != name:
            raise refusal(*_elsewhere(context, argument, there, here, state))


def _elsewhere(
    context: Context[Any], argument: str, there: Mapping[str, str], here: Mapping[str, str], state: Object
) -> tuple[str, str, tuple[str, ...]]:
    return (
        f"{state.get('id')!r} was seen in another dialect of {context.title} and not in this one",
        f"`{argument}` was {there[argument]!r} then and is {here[argument]!r} now, where the same thing may have "
        f"another id. Nothing was taken as gone. Refresh where the plan did not, or set `{argument}` back to "
        f"{there[argument]!r}; or import what it stands for by its id here, and take this one out of the state with "
        f"`terraform state rm`.{unchanged()}",
        ("id",),
    )
