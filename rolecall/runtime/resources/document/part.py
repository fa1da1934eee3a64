"""Resources that are a part of a larger document: fetch the whole, change the part, write the whole, read back.

Whatever else the document holds is written as it was fetched.
"""

from __future__ import annotations

import copy
import json
from collections.abc import Iterator, Mapping
from typing import Any

from rolecall.runtime.application import Object, StateResult
from rolecall.runtime.diagnostics import Diagnostic, Diagnostics, Refusal, refusal
from rolecall.runtime.errors import Incomplete, NotFound, VendorError
from rolecall.runtime.http.requests import places, render_text
from rolecall.runtime.resources.change import Change
from rolecall.runtime.resources.context import Context
from rolecall.runtime.resources.document.whole import (
    alone,
    choose,
    fetch,
    fetched,
    find,
    names_of,
    no_document,
    no_part,
    read_back,
    send,
    unsaid,
)
from rolecall.runtime.resources.document.written_part import is_kept, state_of, write_part
from rolecall.runtime.resources.exception_diagnostics import as_warnings, explain
from rolecall.runtime.resources.hooks import attributes_of
from rolecall.runtime.resources.private_state import Private
from rolecall.runtime.resources.unread_members import is_something, refused, unread, warned
from rolecall.runtime.values.documents import Chain, alike
from rolecall.runtime.values.unknown import UNKNOWN, is_set
from rolecall.specification.schema import PartLifecycle


def read_part(context: Context[PartLifecycle], state: Object, private: Private) -> StateResult:
    """The part as it is; None when the document or the part is gone. Raises VendorError or Refusal."""
    try:
        document = fetch(context, state)
    except Incomplete as problem:
        return _kept(context, state, problem)
    chain = None if document is None else find(context, document, state)
    if document is None or chain is None:
        return StateResult(state=None)
    names = [name for name in unsaid(context, document, state) if is_something(state.get(name))]
    found = Diagnostics(warned(context.title, str(state["id"]), names))
    return StateResult(state=state_of(context, chain[-1], state), diagnostics=found)


def _kept(context: Context[PartLifecycle], state: Object, problem: Incomplete) -> StateResult:
    """The state as it was, with a warning about each attribute that could not be seen."""
    names = [item.attribute.name for item in attributes_of(context) if is_something(state.get(item.attribute.name))]
    found = Diagnostics(unread(context.title, str(state["id"]), names, problem))
    return StateResult(state=state, diagnostics=found)


def check_part(context: Context[PartLifecycle], change: Change) -> Iterator[Diagnostic]:
    """Findings about a plan: names, functions, operators. What is not known yet is checked before it is written.

    Raises VendorError.
    """
    lifecycle, planned = context.lifecycle, change.after
    found = [finding for item in attributes_of(context) for finding in item.validate(planned.get(item.attribute.name))]
    if found:
        yield from found
        return
    needed = [name.partition("|")[0] for name in places(lifecycle.read)] + [name for _, name in lifecycle.where]
    if not all(is_set(planned.get(name)) for name in needed):
        return
    document = fetch(context, planned)
    if document is None:
        raise no_document(context, planned)
    chain = find(context, document, planned)
    if chain is None:
        raise no_part(context, planned, document)
    yield from _check(context, chain, planned)


def create_part(context: Context[PartLifecycle], change: Change) -> StateResult:
    """Take the part over, remembering what it was."""
    planned = change.after
    result = StateResult(state=None)
    try:
        with alone(context, planned), context.connection.client.finishing():
            chain = fetched(context, planned)
            kept = {item.member: chain[-1].get(item.member) for item in attributes_of(context)}
            before = {**planned, context.lifecycle.before: json.dumps(kept, ensure_ascii=False, default=str)}
            before["id"] = render_text(context.resource.id_template or "{id}", before)
            found = _check(context, chain, planned)
            if found.has_error:
                raise Refusal(*found)
            write_part(context, None, before, chain[0], result)
    except (VendorError, Refusal) as problem:
        made = result.state
        result.diagnostics.extend(explain(problem) if made is None else as_warnings(problem, str(made["id"])))
    return result


def update_part(context: Context[PartLifecycle], change: Change) -> StateResult:
    """Bring the part from prior to planned. On error the state holds what was last read."""
    prior, planned = change.before, change.after
    result = StateResult(state=prior)
    written = [item for item in context.resource.schema.attributes if item.field is not None]
    try:
        if all(alike(planned.get(item.name), prior.get(item.name)) for item in written):
            result.state = {name: prior.get(name) if value is UNKNOWN else value for name, value in planned.items()}
            return result
        with alone(context, planned), context.connection.client.finishing():
            chain = fetched(context, planned)
            found = _check(context, chain, planned)
            if found.has_error:
                raise Refusal(*found)
            write_part(context, prior, planned, chain[0], result)
    except (VendorError, Refusal) as problem:
        result.diagnostics.extend(explain(problem))
    return result


def delete_part(context: Context[PartLifecycle], change: Change) -> StateResult:
    """Bring back what was there before, as far as it still is as this resource left it."""
    prior = change.before
    result = StateResult(state=prior)
    if not prior.get(context.lifecycle.before):
        result.state = None
        result.diagnostics.warning(
            f"{prior['id']!r} stays as it is",
            f"It was imported, so that nobody knows what was there before. It leaves Terraform's state; what is in "
            f"{context.title} was not changed.",
        )
        return result
    try:
        with alone(context, prior), context.connection.client.finishing():
            document = fetch(context, prior)
            chain = None if document is None else find(context, document, prior)
            if chain is not None:
                _refuse_unsaid(context, chain, prior)
                _restore(context, chain, prior, result)
        result.state = None
    except NotFound as problem:
        if fetch(context, prior) is None:
            result.state = None
        else:
            result.diagnostics.extend(explain(problem))
    except (VendorError, Refusal) as problem:
        result.diagnostics.extend(explain(problem))
    return result


def _refuse_unsaid(context: Context[PartLifecycle], chain: Chain, values: Object) -> None:
    """Raise Refusal where the document does not say what is about to be overwritten."""
    names = unsaid(context, chain[0], values)
    if names:
        raise refused(context.title, str(values["id"]), {name: values.get(name) for name in names})


def _check(context: Context[PartLifecycle], chain: Chain, planned: Object) -> Diagnostics:
    """Findings about what is planned. Raises Refusal where the document does not say what the part is, VendorError."""
    _refuse_unsaid(context, chain, planned)
    found = Diagnostics()
    for item in attributes_of(context):
        found.extend(item.validate(planned.get(item.attribute.name)))
        found.extend(item.check(chain, planned))
    return found


def _restore(
    context: Context[PartLifecycle],
    chain: Chain,
    prior: Object,
    result: StateResult,
) -> None:
    """Bring back what the part was, where it still is as `prior` says."""
    kept: dict[str, Any] = json.loads(str(prior[context.lifecycle.before]))
    document = copy.deepcopy(dict(chain[0]))
    part: Any = choose(context.lifecycle, document, names_of(context.lifecycle, prior))[0][-1]
    others: list[str] = []
    for item in attributes_of(context):
        ours = prior.get(item.attribute.name)
        if ours is not None and is_kept(context, item, part):
            ours = context.stored[item.attribute.name].shown
        if ours is not None:
            others += item.restore(part, kept, ours)
    if part != choose(context.lifecycle, chain[0], names_of(context.lifecycle, prior))[0][-1]:
        send(context, prior, document)
        if not _same_as(read_back(context, prior, document, lambda now: _same_as(now, part)), part):
            raise refusal(
                f"What {prior['id']!r} was is not back",
                f"{context.title} took the request without an error, but a read does not show it. Apply again.",
                (context.lifecycle.where[0][1],),
            )
    if others:
        result.diagnostics.warning(
            f"Some of {prior['id']!r} was changed by others",
            f"{', '.join(others)} is not as this configuration left it, and stays as it is.",
        )


def _same_as(now: Mapping[str, Any], wanted: Mapping[str, Any]) -> bool:
    return all(alike(now.get(name), value) for name, value in wanted.items())
