"""Resources that are a part of a larger document: fetch the whole, change the part, write the whole, read back.

Whatever else the document holds is written as it was fetched.
"""

from __future__ import annotations

import copy
import json
from collections.abc import Mapping
from typing import Any

from rolecall.runtime.application import Object, StateResult
from rolecall.runtime.connection import Connection
from rolecall.runtime.diagnostics import Diagnostics, Refusal, refusal
from rolecall.runtime.errors import NotFound, VendorError
from rolecall.runtime.http.requests import places, render_path, render_text
from rolecall.runtime.resources.document.mappings import (
    check_elements,
    check_names,
    read_elements,
    restored,
    write_elements,
)
from rolecall.runtime.resources.document.scoping import check_clauses
from rolecall.runtime.resources.document.whole import alone, choose, exchange, fetch, fetched, find, names_of, no_part
from rolecall.runtime.resources.explaining import explain
from rolecall.runtime.values.documents import Chain, alike
from rolecall.runtime.values.paths import MISSING, put
from rolecall.runtime.values.unknown import UNKNOWN, is_known, is_set
from rolecall.specification.schema import Attribute, PartLifecycle, Resource

ATTEMPTS = 3


def read_part(connection: Connection, resource: Resource, lifecycle: PartLifecycle, state: Object) -> Object | None:
    """The part as it is, or None when the document or the part is gone. Raises VendorError or Refusal."""
    document = fetch(connection, lifecycle, state)
    chain = None if document is None else find(connection, lifecycle, document, state)
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
    document = fetch(connection, lifecycle, planned)
    if document is None:
        found.error(
            "What this is a part of does not exist",
            f"{connection.shim.title} does not have it: {render_path(lifecycle.read.path, planned)}. If the same run "
            "makes it, refer to it.",
            (needed[0],),
        )
        return found
    chain = find(connection, lifecycle, document, planned)
    if chain is None:
        raise no_part(connection, lifecycle, planned)
    found.extend(_check(connection, lifecycle, chain, planned))
    return found


def create_part(connection: Connection, resource: Resource, lifecycle: PartLifecycle, planned: Object) -> StateResult:
    """Take the part over, remembering what it was."""
    result = StateResult(state=None)
    try:
        with alone(connection, lifecycle, planned), connection.client.finishing():
            chain = fetched(connection, lifecycle, planned)
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
        with alone(connection, lifecycle, planned), connection.client.finishing():
            chain = fetched(connection, lifecycle, planned)
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
        with alone(connection, lifecycle, prior), connection.client.finishing():
            document = fetch(connection, lifecycle, prior)
            chain = None if document is None else find(connection, lifecycle, document, prior)
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
    name: str | None = None
    for _ in range(ATTEMPTS):
        chain = fetched(connection, lifecycle, planned)
        document = copy.deepcopy(dict(chain[0]))
        part: Any = choose(lifecycle, document, names_of(lifecycle, planned))[0][-1]
        removed = _targets(lifecycle, resource, part)
        _fill(connection, resource, lifecycle, prior, planned, part)
        removed -= _targets(lifecycle, resource, part)

        def unsettled(now: Mapping[str, Any]) -> str | None:
            """The first attribute that is not as planned."""
            state = _state_of(connection, resource, lifecycle, now, planned)
            stays = removed & _targets(lifecycle, resource, now)  # noqa: B023  # used at once
            for item in _written(resource):
                mapped = lifecycle.mappings is not None and item.name == lifecycle.mappings.attribute
                if not _has(lifecycle, item, state[item.name], planned.get(item.name)) or (mapped and stays):
                    return item.name
            return None

        now = exchange(connection, lifecycle, planned, document, lambda found: unsettled(found) is None)
        name = unsettled(now)
        result.state = _state_of(connection, resource, lifecycle, now, planned)
        if name is None:
            result.state = {each: result.state[each] if value is UNKNOWN else value for each, value in planned.items()}
            return
    raise refusal(
        f"{connection.shim.title} did not store {name}",
        f"Written: {planned[str(name)]!r}. Read back: {(result.state or {})[str(name)]!r}. Somebody else may be "
        "writing the same document. What is there is in state; plan again.",
        (str(name),),
    )


def _fill(
    connection: Connection,
    resource: Resource,
    lifecycle: PartLifecycle,
    prior: Object | None,
    planned: Object,
    part: dict[str, Any],
) -> None:
    """Change `part` into what is planned. Raises VendorError or Refusal."""
    for item in _written(resource):
        wanted = planned.get(item.name)
        if not is_known(wanted) or wanted is None:
            continue
        if lifecycle.mappings is not None and item.name == lifecycle.mappings.attribute:
            trait = lifecycle.mappings
            ours = None if prior is None else {each[trait.target] for each in prior.get(item.name) or []}
            _put(part, item.field or "", write_elements(connection, trait, item, part, planned, wanted, ours))
        elif not alike(_decode(connection, lifecycle, item, part, None), wanted):
            _put(part, item.field or "", connection.wire.encode(item, wanted))


def _targets(lifecycle: PartLifecycle, resource: Resource, part: Mapping[str, Any]) -> set[str]:
    """What the mappings of a part fill."""
    trait = lifecycle.mappings
    if trait is None:
        return set()
    return {each[trait.target] for each in read_elements(trait, resource.schema.attribute(trait.attribute), part, None)}


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
    part: Any = choose(lifecycle, document, names_of(lifecycle, prior))[0][-1]
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
    if part != choose(lifecycle, chain[0], names_of(lifecycle, prior))[0][-1]:
        exchange(connection, lifecycle, prior, document, lambda now: _same_as(now, part))
    if others:
        result.diagnostics.warning(
            f"Some of {prior['id']!r} was changed by others",
            f"{', '.join(others)} is not as this configuration left it, and stays as it is.",
        )


def _same_as(now: Mapping[str, Any], wanted: Mapping[str, Any]) -> bool:
    return all(alike(now.get(name), value) for name, value in wanted.items())
