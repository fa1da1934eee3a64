"""Writing a part of a document until it is as planned, and what the vendor keeps of it in a form of its own."""

from __future__ import annotations

import copy
from collections.abc import Mapping
from typing import Any, Final

from rolecall.runtime.application import Object, StateResult
from rolecall.runtime.diagnostics import Diagnostic, Refusal
from rolecall.runtime.errors import VendorError
from rolecall.runtime.http.requests import render_text
from rolecall.runtime.resources.context import Context
from rolecall.runtime.resources.document.whole import choose, fetched, fetched_to_write, names_of, read_back, send
from rolecall.runtime.resources.exception_diagnostics import as_warnings
from rolecall.runtime.resources.hooks import PartAttribute, attributes_of
from rolecall.runtime.resources.private_state import Private, Stored
from rolecall.runtime.resources.stored_forms import remembered
from rolecall.runtime.values.documents import alike, is_another_form
from rolecall.runtime.values.unknown import UNKNOWN, is_known, is_set, known_part
from rolecall.specification.schema import PartLifecycle

ATTEMPTS: Final = 3
"""So many times a part is written that reads as something else."""


def state_of(context: Context[PartLifecycle], part: Mapping[str, Any], expected: Object) -> Object:
    """The state of a part, written as `expected` where it means the same; what it does not say stays as expected."""
    state: Object = {name: None if value is UNKNOWN else value for name, value in expected.items()}
    for item in attributes_of(context):
        if not item.is_unsaid(part):
            kept = is_kept(context, item, part)
            name = item.attribute.name
            state[name] = context.stored[name].configured if kept else item.decode(part, state.get(name))
    state["id"] = render_text(context.resource.id_template or "{id}", state)
    return state


def is_kept(context: Context[PartLifecycle], item: PartAttribute, part: Mapping[str, Any]) -> bool:
    """Whether the part still has the form of its own in which the vendor keeps what was written."""
    stored = context.stored.get(item.attribute.name)
    return stored is not None and alike(item.decode(part, None), stored.shown)


def write_part(
    context: Context[PartLifecycle],
    prior: Object | None,
    planned: Object,
    seen: Mapping[str, Any],
    result: StateResult,
) -> None:
    """Write the part and read it back, from a fresh document each time, until it is as planned.

    The first of them must have everything that was `seen` of the document just before. A new part is in state as soon
    as it may be written; that it cannot be read back is then a warning, since an error would taint it.
    """
    items = {item.attribute.name: item for item in attributes_of(context) if is_set(planned.get(item.attribute.name))}
    for attempt in range(ATTEMPTS):
        chain = fetched(context, planned) if attempt else fetched_to_write(context, planned, seen)
        document = copy.deepcopy(dict(chain[0]))
        part: Any = choose(context.lifecycle, document, names_of(context.lifecycle, planned))[0][-1]
        for each, item in items.items():
            if is_known(planned[each]) and not _is_as_planned(context, item, part, planned):
                item.write(part, prior, planned)

        def unsettled(now: Mapping[str, Any]) -> list[str]:
            """The attributes that are not as planned."""
            return [
                each
                for each, item in items.items()
                if not _is_as_planned(context, item, now, planned)
                and not item.is_written(chain[-1], part, now, planned[each])  # noqa: B023  # used at once
            ]

        def settled(now: Mapping[str, Any]) -> bool:
            """Whether all is as planned, at least in a form of the vendor's own."""
            return all(is_another_form(items[each].decode(now, None), planned[each]) for each in unsettled(now))

        is_sent = send(context, planned, document)
        if prior is None:
            result.state = {each: None if value is UNKNOWN else value for each, value in planned.items()}
        try:
            now = read_back(context, planned, document, settled)
        except VendorError as problem:
            if prior is not None or not is_sent:
                raise
            result.diagnostics.extend(as_warnings(problem, str(planned["id"])))
            return
        names = unsettled(now)
        result.state = state_of(context, now, planned)
        if not names:
            result.state = {each: result.state[each] if value is UNKNOWN else value for each, value in planned.items()}
            return
        if settled(now):
            break
    _settle(context, prior, planned, now, {name: items[name] for name in names}, result)


def _is_as_planned(context: Context[PartLifecycle], item: PartAttribute, part: Mapping[str, Any], to: Object) -> bool:
    """Whether the vendor has what is planned, in the form of its own that is remembered."""
    stored = context.stored.get(item.attribute.name)
    return stored is not None and alike(stored.configured, to[item.attribute.name]) and is_kept(context, item, part)


def _settle(
    context: Context[PartLifecycle],
    prior: Object | None,
    planned: Object,
    now: Mapping[str, Any],
    items: Mapping[str, PartAttribute],
    result: StateResult,
) -> None:
    """What is to be said of a part whose `items` show something else than was written, each time.

    Texts that differ in case and blanks are the vendor's form: it is remembered and no difference from now on. Anything
    else is an error, or drift in the next plan where the part is new. Raises Refusal.
    """
    found = state_of(context, now, planned)
    stored, others = dict(context.stored), list[str]()
    for name, item in items.items():
        shown = item.decode(now, None)
        if not is_known(planned[name]) or not is_another_form(shown, planned[name]):
            others.append(name)
            continue
        stored[name] = Stored(planned[name], shown)
        result.diagnostics.extend([remembered(context.title, name, stored[name])])
    result.private = Private(stored=stored).to_bytes()
    result.state = {
        name: value if is_known(value) and (prior is None or name not in others) else found[name]
        for name, value in planned.items()
    }
    problems = [
        Diagnostic(
            "error",
            f"{context.title} did not store {name}",
            f"Written: {known_part(planned[name])!r}. Read back: {found[name]!r}. Somebody else may be writing the "
            f"same document. {'Plan again.' if prior is None else 'What is there is in state; plan again.'}",
            (name,),
        )
        for name in others
    ]
    if problems and prior is not None:
        raise Refusal(*problems)
    result.diagnostics.extend(as_warnings(Refusal(*problems), str(planned["id"])) if problems else ())
