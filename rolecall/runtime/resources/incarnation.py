"""Which of several objects that had one key in turn a resource is: what somebody else made is not what was deleted.

Where a key is free again once its object is deleted, the vendor gives each object something anew (`incarnation` of a
collection). It is remembered in private state when an object was made or first seen, and compared from then on.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from rolecall.runtime.application import Object
from rolecall.runtime.collections.envelope import incarnation_of
from rolecall.runtime.diagnostics import Diagnostic, Refusal, refusal
from rolecall.runtime.resources.context import Context
from rolecall.runtime.resources.private_state import Private
from rolecall.runtime.values.paths import put
from rolecall.runtime.writes import unchanged
from rolecall.specification.schema import ObjectLifecycle


def note_incarnation(context: Context[Any], private: Private, state: Object, *, anew: bool = False) -> Private:
    """`private` with which object this run saw last under the key of `state`.

    `anew`: what was seen is what an apply made or changed, and not another object.
    """
    if not isinstance(context.lifecycle, ObjectLifecycle):
        return private
    shown = context.connection.client.seen.incarnation(context.lifecycle.collection, str(state.get("id")))
    if shown is None:
        return private
    if anew or private.incarnation in (None, shown):
        return replace(private, incarnation=shown, another=None)
    return replace(private, another=shown)


def warn_of_another(context: Context[Any], private: Private, state: Object) -> list[Diagnostic]:
    """A warning of a refresh that found another object under the key of `state`."""
    if private.another is None:
        return []
    return [
        Diagnostic(
            "warning",
            f"{state.get('id')!r} is not the one that this state made",
            f"It was deleted, and made again by somebody else: {_told(context, private.incarnation, private.another)} "
            f"The state shows what is there now; it is neither changed nor deleted. {_way_out(context, state)}",
            ("id",),
        )
    ]


def check_planned(context: Context[Any], private: Private, prior: Object, planned: Object | None) -> None:
    """See that a plan changes or ends nothing that is another object than the state made. Raises Refusal."""
    if private.another is not None and planned != prior:
        raise _refused(context, private.incarnation, private.another, prior)


def check_incarnation(context: Context[ObjectLifecycle], state: Mapping[str, Any], row: Mapping[str, Any]) -> None:
    """See that `row`, on which a change or an end of `state` is built, is the object that is remembered.

    Raises Refusal. A row that does not say is believed.
    """
    shown, known = incarnation_of(context.collection, row), context.incarnation
    if known is not None and shown not in (None, known):
        raise _refused(context, known, shown, state)


def precondition(context: Context[ObjectLifecycle]) -> dict[str, Any] | None:
    """The body of a deletion by which the vendor deletes the remembered object alone; None where it takes none."""
    path, body = context.collection.precondition, dict[str, Any]()
    if path is None or context.incarnation is None:
        return None
    put(body, path, context.incarnation)
    return body


def _refused(context: Context[Any], known: str | None, shown: str | None, state: Mapping[str, Any]) -> Refusal:
    return refusal(
        f"{state.get('id')!r} is not the one that this state made",
        f"It was deleted, and made again by somebody else: {_told(context, known, shown)} What others gave is neither "
        f"changed nor deleted. {_way_out(context, state)}{unchanged()}",
        ("id",),
    )


def _told(context: Context[Any], known: str | None, shown: str | None) -> str:
    return f"its `{context.collection.incarnation}` was {known!r}, and is {shown!r}."


def _way_out(context: Context[Any], state: Mapping[str, Any]) -> str:
    return (
        "To manage it from now on, take this resource out of the state with `terraform state rm` and import it with "
        f"`terraform import {context.resource.name}.<label> {state.get('id')}`. To leave it to them, take the resource "
        "out of the state and out of the configuration."
    )
