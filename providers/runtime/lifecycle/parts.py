"""Resources that are a part of a larger document: fetch the whole, change the part, write the whole, read back.

Whatever else the document holds is written as it was fetched. What this run has written to other parts is in what is
fetched, or it is fetched again: a copy that lags behind must not undo it.
"""

from __future__ import annotations

import copy
import json
from collections.abc import Callable, Mapping
from contextlib import suppress
from typing import Any

from providers.runtime.application import Object, StateResult
from providers.runtime.connection import Connection
from providers.runtime.diagnostics import Diagnostics, Refusal, refusal
from providers.runtime.documents import Chain, alike, chains
from providers.runtime.envelope import MISSING
from providers.runtime.errors import AmbiguousOutcome, Conflict, NotFound, VendorError
from providers.runtime.lifecycle.explaining import explain
from providers.runtime.lifecycle.mappings import check_elements, check_names, read_elements, restored, write_elements
from providers.runtime.lifecycle.scoping import check_clauses
from providers.runtime.rendering import places, render_path, render_text
from providers.runtime.schema import Attribute, PartLifecycle, Resource
from providers.runtime.values import UNKNOWN, is_known, is_set
from providers.runtime.wire import put

ATTEMPTS = 3


def read_part(connection: Connection, resource: Resource, lifecycle: PartLifecycle, state: Object) -> Object | None:
    """The part as it is, or None when the document or the part is gone. Raises VendorError or Refusal."""
    document = _fetch(connection, lifecycle, state)
    chain = None if document is None else _find(connection, lifecycle, document, state)
    return None if chain is None else _state_of(connection, resource, lifecycle, chain[-1], state)


def check_part(connection: Connection, resource: Resource, lifecycle: PartLifecycle, planned: Object) -> Diagnostics:
    """Findings about a plan: names, functions, operators. What is not known yet is checked before it is written.

    Raises VendorError.
    """
    found = Diagnostics()
    if lifecycle.mappings is not None:
        found.extend(check_elements(lifecycle.mappings, planned.get(lifecycle.mappings.attribute)))
    needed = [name.partition("|")[0] for name in places(lifecycle.read)] + [name for _, name in lifecycle.where]
    if found.has_error or not all(is_set(planned.get(name)) for name in needed):
        return found
    document = _fetch(connection, lifecycle, planned)
    if document is None:
        found.error(
            "What this is a part of does not exist",
            f"{connection.shim.title} does not have it: {render_path(lifecycle.read.path, planned)}. If the same run "
            "makes it, refer to it.",
            (needed[0],),
        )
        return found
    chain = _find(connection, lifecycle, document, planned)
    if chain is None:
        raise _no_part(connection, lifecycle, planned)
    found.extend(_check(connection, lifecycle, chain, planned))
    return found


def create_part(connection: Connection, resource: Resource, lifecycle: PartLifecycle, planned: Object) -> StateResult:
    """Take the part over, remembering what it was."""
    result = StateResult(state=None)
    try:
        with _alone(connection, lifecycle, planned), connection.client.finishing():
            chain = _fetched(connection, lifecycle, planned)
            kept = {name: chain[-1].get(name) for name in _members(resource, lifecycle)}
            before = {**planned, lifecycle.before: json.dumps(kept, ensure_ascii=False, default=str)}
            before["id"] = render_text(resource.id_template or "{id}", before)
            found = _check(connection, lifecycle, chain, planned)
            if found.has_error:
                raise Refusal(*found)
            _write(connection, resource, lifecycle, None, before, result)
    except (VendorError, Refusal) as problem:
        result.diagnostics.extend(explain(problem))
    return result


def update_part(
    connection: Connection, resource: Resource, lifecycle: PartLifecycle, prior: Object, planned: Object
) -> StateResult:
    """Bring the part from `prior` to `planned`. On error the state holds what was last read."""
    result = StateResult(state=prior)
    try:
        if all(alike(planned.get(item.name), prior.get(item.name)) for item in _written(resource)):
            result.state = {name: prior.get(name) if value is UNKNOWN else value for name, value in planned.items()}
            return result
        with _alone(connection, lifecycle, planned), connection.client.finishing():
            chain = _fetched(connection, lifecycle, planned)
            found = _check(connection, lifecycle, chain, planned)
            if found.has_error:
                raise Refusal(*found)
            _write(connection, resource, lifecycle, prior, planned, result)
    except (VendorError, Refusal) as problem:
        result.diagnostics.extend(explain(problem))
    return result


def remove_part(connection: Connection, resource: Resource, lifecycle: PartLifecycle, prior: Object) -> StateResult:
    """Bring back what was there before, as far as it still is as this resource left it."""
    result = StateResult(state=prior)
    if not prior.get(lifecycle.before):
        result.state = None
        result.diagnostics.warning(
            f"{prior['id']!r} stays as it is",
            f"It was imported, so that nobody knows what was there before. It leaves Terraform's state; what is in "
            f"{connection.shim.title} was not changed.",
        )
        return result
    try:
        with _alone(connection, lifecycle, prior), connection.client.finishing():
            document = _fetch(connection, lifecycle, prior)
            chain = None if document is None else _find(connection, lifecycle, document, prior)
            if chain is not None:
                _restore(connection, resource, lifecycle, chain, prior, result)
        result.state = None
    except NotFound:
        result.state = None
    except (VendorError, Refusal) as problem:
        result.diagnostics.extend(explain(problem))
    return result


def _written(resource: Resource) -> list[Attribute]:
    return [item for item in resource.schema.attributes if item.field is not None]


def _members(resource: Resource, lifecycle: PartLifecycle) -> list[str]:
    """The members of the part that attributes are about."""
    return list(dict.fromkeys((item.field or "").partition(".")[0] for item in _written(resource)))


def _place(connection: Connection, lifecycle: PartLifecycle, values: Mapping[str, Any]) -> str:
    return render_path(lifecycle.read.path, {**values, "provider": connection.settings.arguments})


def _alone(connection: Connection, lifecycle: PartLifecycle, values: Object) -> Any:
    return connection.locks.hold("document", _place(connection, lifecycle, values))


def _fetch(connection: Connection, lifecycle: PartLifecycle, values: Object) -> dict[str, Any] | None:
    """The whole document, or None when it is gone. Raises VendorError."""
    try:
        data = connection.client.call(lifecycle.read, values).data
    except NotFound:
        return None
    if not isinstance(data, Mapping):
        raise refusal("The document cannot be read", f"{connection.shim.title} answered something else.")
    return {name: value for name, value in data.items() if name not in lifecycle.strip}


def _choose(lifecycle: PartLifecycle, document: Mapping[str, Any], names: tuple[str, ...]) -> list[Chain]:
    """The parts that have the members `names`, narrowed to the preferred ones where there are several."""
    members = [member for member, _ in lifecycle.where]
    found = [
        chain
        for chain in chains(document, lifecycle.at)
        if [str(chain[-1].get(member)).casefold() for member in members] == [name.casefold() for name in names]
    ]
    if len(found) > 1:
        found = [chain for chain in found if all(chain[-1].get(member) == value for member, value in lifecycle.prefer)]
    return found


def _names(lifecycle: PartLifecycle, values: Mapping[str, Any]) -> tuple[str, ...]:
    return tuple(str(values[name]) for _, name in lifecycle.where)


def _find(
    connection: Connection, lifecycle: PartLifecycle, document: Mapping[str, Any], values: Mapping[str, Any]
) -> Chain | None:
    found = _choose(lifecycle, document, _names(lifecycle, values))
    if len(found) > 1:
        names = ", ".join(repr(chain[-1].get("name")) for chain in found)
        raise refusal(
            f"There are {len(found)} parts for {' '.join(_names(lifecycle, values))!r}",
            f"{names} of {connection.shim.title} all fit, and one resource manages one of them. Disable all but one.",
            (lifecycle.where[0][1],),
        )
    return found[0] if found else None


def _no_part(connection: Connection, lifecycle: PartLifecycle, values: Mapping[str, Any]) -> Refusal:
    return refusal(
        f"There is nothing for {' '.join(_names(lifecycle, values))!r}",
        f"The document of {connection.shim.title} has no such part in {lifecycle.at}.",
        (lifecycle.where[0][1],),
    )


def _fetched(connection: Connection, lifecycle: PartLifecycle, values: Object) -> Chain:
    """The part in a document that has what this run wrote to the other parts of it. Raises VendorError or Refusal."""
    written = connection.written.get(_place(connection, lifecycle, values), {})
    others = {names: part for names, part in written.items() if names != _names(lifecycle, values)}

    def has_them(document: Mapping[str, Any] | None) -> bool:
        return document is None or all(
            [chain[-1] for chain in _choose(lifecycle, document, names)] == [part] for names, part in others.items()
        )

    document = connection.client.patience.until(lambda: _fetch(connection, lifecycle, values), has_them)
    if document is None:
        raise refusal(
            "What this is a part of does not exist",
            f"{connection.shim.title} does not have {_place(connection, lifecycle, values)}. Nothing was written.",
        )
    chain = _find(connection, lifecycle, document, values)
    if chain is None:
        raise _no_part(connection, lifecycle, values)
    return chain


def _check(connection: Connection, lifecycle: PartLifecycle, chain: Chain, planned: Object) -> Diagnostics:
    found = Diagnostics()
    mappings, scoping = lifecycle.mappings, lifecycle.scoping
    if mappings is not None:
        elements = planned.get(mappings.attribute)
        found.extend(check_elements(mappings, elements))
        found.extend(check_names(connection, mappings, chain, planned, elements))
    if scoping is not None:
        found.extend(check_clauses(connection, scoping, chain, planned, planned.get(scoping.attribute)))
    return found


def _decode(
    connection: Connection, lifecycle: PartLifecycle, item: Attribute, part: Mapping[str, Any], like: Any
) -> Any:
    if lifecycle.mappings is not None and item.name == lifecycle.mappings.attribute:
        return read_elements(lifecycle.mappings, item, part, like)
    value = connection.wire.decode(item, part)
    return like if value is MISSING or alike(value, like) else value


def _state_of(
    connection: Connection, resource: Resource, lifecycle: PartLifecycle, part: Mapping[str, Any], expected: Object
) -> Object:
    state: Object = {name: None if value is UNKNOWN else value for name, value in expected.items()}
    for item in _written(resource):
        like = expected.get(item.name)
        state[item.name] = _decode(connection, lifecycle, item, part, None if like is UNKNOWN else like)
    state["id"] = render_text(resource.id_template or "{id}", state)
    return state


def _write(
    connection: Connection,
    resource: Resource,
    lifecycle: PartLifecycle,
    prior: Object | None,
    planned: Object,
    result: StateResult,
) -> None:
    """Write the part and read it back, from a fresh document each time, until it is as planned."""
    for _ in range(ATTEMPTS):
        chain = _fetched(connection, lifecycle, planned)
        document = copy.deepcopy(dict(chain[0]))
        part: Any = _choose(lifecycle, document, _names(lifecycle, planned))[0][-1]
        for item in _written(resource):
            wanted = planned.get(item.name)
            if not is_known(wanted) or wanted is None:
                continue
            if lifecycle.mappings is not None and item.name == lifecycle.mappings.attribute:
                trait = lifecycle.mappings
                ours = None if prior is None else {each[trait.target] for each in prior.get(item.name) or []}
                rows = write_elements(connection, trait, item, part, planned, wanted, ours)
                _put(part, item.field or "", rows)
            elif not alike(_decode(connection, lifecycle, item, part, None), wanted):
                _put(part, item.field or "", connection.wire.encode(item, wanted))

        def settled(now: Mapping[str, Any]) -> bool:
            state = _state_of(connection, resource, lifecycle, now, planned)
            return all(_has(lifecycle, item, state[item.name], planned.get(item.name)) for item in _written(resource))

        now = _exchange(connection, lifecycle, planned, document, settled)
        result.state = _state_of(connection, resource, lifecycle, now, planned)
        if settled(now):
            result.state = {name: result.state[name] if value is UNKNOWN else value for name, value in planned.items()}
            return
    name = next(
        item.name
        for item in _written(resource)
        if not _has(lifecycle, item, (result.state or {})[item.name], planned.get(item.name))
    )
    raise refusal(
        f"{connection.shim.title} did not store {name}",
        f"Written: {planned[name]!r}. Read back: {(result.state or {})[name]!r}. Somebody else may be writing the same "
        "document. What is there is in state; plan again.",
        (name,),
    )


def _has(lifecycle: PartLifecycle, item: Attribute, found: Any, wanted: Any) -> bool:
    """Whether what is wanted is there; of mappings, those that appeared beside them may be too."""
    if wanted is None or wanted is UNKNOWN:
        return True
    if lifecycle.mappings is not None and item.name == lifecycle.mappings.attribute:
        return alike(found[: len(wanted)], wanted)
    return alike(found, wanted)


def _put(part: dict[str, Any], path: str, value: Any) -> None:
    head = path.partition(".")[0]
    if "." in path and part.get(head) is None:
        part[head] = {}
    put(part, path, value)


def _exchange(
    connection: Connection,
    lifecycle: PartLifecycle,
    values: Object,
    document: dict[str, Any],
    settled: Callable[[Mapping[str, Any]], bool],
) -> Mapping[str, Any]:
    """Write the whole document, and give the part as it is read back once it shows. Raises VendorError or Refusal."""
    place, names = _place(connection, lifecycle, values), _names(lifecycle, values)
    with suppress(AmbiguousOutcome, Conflict):  # whether it was written shows when it is read back
        connection.client.call(lifecycle.write, values, body=document)

    def read() -> Mapping[str, Any] | None:
        found = _fetch(connection, lifecycle, values)
        chain = None if found is None else _find(connection, lifecycle, found, values)
        return None if chain is None else chain[-1]

    now = connection.client.patience.until(read, lambda found: found is not None and settled(found))
    if now is None:
        raise _no_part(connection, lifecycle, values)
    connection.written.setdefault(place, {})[names] = now
    return now


def _restore(
    connection: Connection,
    resource: Resource,
    lifecycle: PartLifecycle,
    chain: Chain,
    prior: Object,
    result: StateResult,
) -> None:
    """Bring back what the part was, where it still is as `prior` says."""
    kept: dict[str, Any] = json.loads(str(prior[lifecycle.before]))
    document = copy.deepcopy(dict(chain[0]))
    part: Any = _choose(lifecycle, document, _names(lifecycle, prior))[0][-1]
    others: list[str] = []
    for item in _written(resource):
        if prior.get(item.name) is None:
            continue
        head = (item.field or "").partition(".")[0]
        if lifecycle.mappings is not None and item.name == lifecycle.mappings.attribute:
            part[head], changed = restored(lifecycle.mappings, item, part, kept.get(head) or [], prior[item.name])
            others += changed
        elif alike(_decode(connection, lifecycle, item, part, None), prior[item.name]):
            part[head] = kept.get(head)
        else:
            others.append(item.name)
    if part != _choose(lifecycle, chain[0], _names(lifecycle, prior))[0][-1]:
        _exchange(connection, lifecycle, prior, document, lambda now: _same_as(now, part))
    if others:
        result.diagnostics.warning(
            f"Some of {prior['id']!r} was changed by others",
            f"{', '.join(others)} is not as this configuration left it, and stays as it is.",
        )


def _same_as(now: Mapping[str, Any], wanted: Mapping[str, Any]) -> bool:
    return all(alike(now.get(name), value) for name, value in wanted.items())
