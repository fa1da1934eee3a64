"""Resources that are some keys of a list of keys and values, whose values are mostly hidden.

What hidden values are is not known, so that they are neither compared nor written back. It is not known either whether
a write drops the keys that it leaves out: each write carries everything of this resource, secrets from the
configuration among it, and whether something of others was dropped is looked at afterwards.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Any

from rolecall.runtime.application import Object, StateResult
from rolecall.runtime.diagnostics import Diagnostic, Diagnostics, Refusal, refusal
from rolecall.runtime.errors import Incomplete, NotFound, VendorError
from rolecall.runtime.http.requests import places, render_text
from rolecall.runtime.resources.change import Change
from rolecall.runtime.resources.context import Context
from rolecall.runtime.resources.exception_diagnostics import as_warnings, explain
from rolecall.runtime.resources.hooks import before_save, settings_hooks
from rolecall.runtime.resources.private_state import Private, managed_by
from rolecall.runtime.resources.settings.held import alone, held_by, held_to_write, own_of, shown_of
from rolecall.runtime.resources.unread_members import is_something, unread, warned
from rolecall.runtime.values.conversion import settle
from rolecall.runtime.values.paths import MISSING, dig, put
from rolecall.runtime.values.unknown import UNKNOWN, is_set
from rolecall.runtime.writes import unchanged
from rolecall.specification.schema import Resource, SettingsLifecycle


def read_settings(context: Context[SettingsLifecycle], state: Object, private: Private) -> StateResult:
    """The settings as far as they are shown; None when none of them is there any more."""
    readable = [item.name for item in context.resource.schema.attributes if item.field and not item.write_only]
    managed = [name for name in readable if is_something(state.get(name))]
    try:
        held = held_by(context, state)
    except Incomplete as problem:
        found = Diagnostics(unread(context.title, str(state["id"]), managed, problem))
        return StateResult(state=state, diagnostics=found)
    if not own_of(context.resource, held, state, private.managed):
        return StateResult(state=None)
    unsaid = [
        name for name in managed if str(context.resource.schema.attribute(name).field).partition(".")[0] not in held
    ]
    found = Diagnostics(warned(context.title, str(state["id"]), unsaid))
    return StateResult(state=_state_of(context, held, state), diagnostics=found)


def create_settings(context: Context[SettingsLifecycle], change: Change) -> StateResult:
    """Try the settings, save them and look whether they are there. Settings that are there already are refused."""
    planned = change.after
    result = StateResult(state=None)
    try:
        with alone(context, planned), context.connection.client.finishing():
            held = held_to_write(context, planned)
            managed = managed_by(context.resource.schema, change.given)
            if present := own_of(context.resource, held, planned, managed):
                id = render_text(context.resource.id_template or "{id}", planned)
                raise refusal(
                    f"There are settings already: {', '.join(sorted(present))}",
                    "They were not made by this configuration, and their values are hidden. To manage them, import "
                    f"them: `terraform import {context.resource.name}.<label> {id}`.{unchanged()}",
                    ("id",),
                )
            entries = _entries(context.resource, context.lifecycle, planned, change.given)
            before_save(context, planned, entries)
            result.state = _saved(context, planned, held, entries, result)
    except (VendorError, Refusal) as problem:
        made = result.state
        result.diagnostics.extend(explain(problem) if made is None else as_warnings(problem, str(made["id"])))
    return result


def update_settings(context: Context[SettingsLifecycle], change: Change) -> StateResult:
    """Try and save all settings, if one of them changed. Whatever fails leaves the prior state."""
    prior, planned = change.before, change.after
    result = StateResult(state=prior)
    if not _changed(context.resource, change):
        result.state = {name: prior.get(name) if value is UNKNOWN else value for name, value in planned.items()}
        return result
    try:
        with alone(context, planned), context.connection.client.finishing():
            held = held_to_write(context, planned)
            entries = _entries(context.resource, context.lifecycle, planned, change.given)
            before_save(context, planned, entries)
            result.state = _saved(context, planned, held, entries, result)
    except (VendorError, Refusal) as problem:
        result.diagnostics.extend(explain(problem))
    return result


def delete_settings(context: Context[SettingsLifecycle], change: Change) -> StateResult:
    """Take the settings away; others stay. What they would belong to may be gone."""
    prior = change.before
    result = StateResult(state=prior)
    try:
        with alone(context, prior), context.connection.client.finishing():
            held = held_to_write(context, prior)
            managed = change.private.managed
            present = own_of(context.resource, held, prior, managed)
            if present:
                _write(context, prior, {**shown_of(context.lifecycle, held, present), **dict.fromkeys(present, "")})
                left = context.connection.client.consistency.until(
                    lambda: own_of(context.resource, held_by(context, prior), prior, managed), lambda found: not found
                )
                if left:
                    raise refusal(
                        f"{', '.join(sorted(left))} of {prior['id']!r} are still there",
                        f"{context.title} took the request to remove them without an error. Apply again.",
                    )
        result.state = None
    except NotFound as problem:
        if held_by(context, prior):
            result.diagnostics.extend(explain(problem))
        else:
            result.state = None
    except (VendorError, Refusal) as problem:
        result.diagnostics.extend(explain(problem))
    return result


def check_settings(context: Context[SettingsLifecycle], change: Change) -> Iterator[Diagnostic]:
    """What hooks find, and a warning about each secret that a plan would save along with something else."""
    changed = [] if change.is_create else _changed(context.resource, change)
    for item in context.resource.schema.attributes:
        if (
            changed
            and item.version_of is not None
            and item.name not in changed
            and change.given.get(item.version_of) is not None
        ):
            yield Diagnostic(
                "warning",
                f"{item.version_of} is saved too",
                f"The plan changes {', '.join(changed)}. {context.title} does not say whether a save drops "
                "what it leaves out, so that each carries everything: what the configuration has as "
                f"{item.version_of} is saved as well, although {item.name} is unchanged. Make sure that it is the one "
                "in use.",
                (item.version_of,),
            )
    if changed:
        yield from _overwritten(context, change)
    if changed or change.is_create:
        for _, hook in settings_hooks(context):
            yield from hook.check(context, change.after, change.given)


def _overwritten(context: Context[SettingsLifecycle], change: Change) -> Iterator[Diagnostic]:
    """A warning about each JSON text that a save replaces, that is hidden, and of which not everything is set here."""
    texts = _texts(context.resource, change.given)
    held = held_by(context, change.before) if texts else {}
    for key in sorted(texts):
        members = [item for item in context.resource.schema.attributes if (item.field or "").startswith(f"{key}.")]
        unset = [item.name for item in members if change.given.get(item.name) is None]
        if held.get(key) in context.lifecycle.masks and unset:
            known = [name for name in unset if is_set(change.after.get(name))]
            carried = f" {', '.join(known)} goes along as it is in state." if known else ""
            yield Diagnostic(
                "warning",
                f"{key} is overwritten, and what it is cannot be seen",
                f"The save sets {', '.join(item.name for item in members if item.name not in unset)}, and "
                f"{context.title} keeps {key} as one value, which it shows to nobody.{carried} Whatever else was set "
                f"in it, in the portal or by others, is lost. Set {', '.join(unset)} too, as they should be.",
                (next(item.name for item in members if item.name not in unset),),
            )


def _changed(resource: Resource, change: Change) -> list[str]:
    """The attributes to save that the plan changes."""
    saved = [item.name for item in resource.schema.attributes if item.field is not None or item.version_of is not None]
    return [name for name in saved if change.changed(name)]


def _state_of(
    context: Context[SettingsLifecycle],
    held: Mapping[str, Any],
    expected: Object,
) -> Object:
    state: Object = {}
    for attribute in context.resource.schema.attributes:
        before = expected.get(attribute.name)
        state[attribute.name] = None if before is UNKNOWN or attribute.write_only else before
        if attribute.field is None or attribute.write_only:
            continue
        key, _, member = attribute.field.partition(".")
        value = held.get(key, MISSING)
        if value is MISSING or value in context.lifecycle.masks:
            continue
        if member:
            value = dig(_json(value), member)
        found = context.connection.wire.decode(attribute, {"value": value}, "value")
        if found is not MISSING:
            state[attribute.name] = settle(attribute, found, before)
    state["id"] = render_text(context.resource.id_template or "{id}", state)
    return state


def _json(text: Any) -> Any:
    try:
        return json.loads(text)
    except (TypeError, ValueError):
        return {}


def _entries(resource: Resource, lifecycle: SettingsLifecycle, planned: Object, config: Object) -> dict[str, str]:
    """Every setting of this resource as text, by key. Raises Refusal when the configuration lacks one.

    A JSON text of which the configuration sets nothing is left out: its members may be set elsewhere. Of one that is
    written, members that the configuration leaves out go along as far as they are known.
    """
    values: dict[str, Any] = {}
    written = _texts(resource, config)
    for attribute in resource.schema.attributes:
        if attribute.field is None or ("." in attribute.field and attribute.field.partition(".")[0] not in written):
            continue
        value = config.get(attribute.name) if attribute.write_only else planned.get(attribute.name)
        if value is None and attribute.required:
            raise refusal(
                f"{attribute.name} is needed to save anything",
                "The vendor shows none of the settings, and a write may drop what it leaves out: each one carries them "
                "all. Give the value.",
                (attribute.name,),
            )
        if value is not None and value is not UNKNOWN:
            words = dict(attribute.words)
            put(values, attribute.field, words.get(value, int(value) if isinstance(value, Decimal) else value))
    for path, name in lifecycle.given:
        if is_set(planned.get(name)) and ("." not in path or path.partition(".")[0] in values):
            put(values, path, bool(planned.get(name)))
    for path, constant in lifecycle.constants:
        if path.partition(".")[0] in values or "." not in path:
            put(values, path, constant)
    return {key: value if isinstance(value, str) else json.dumps(value) for key, value in values.items()}


def _texts(resource: Resource, config: Object) -> set[str]:
    """The keys of JSON texts of which `config` sets a member."""
    fields = [item.field for item in resource.schema.attributes if config.get(item.name) is not None]
    return {field.partition(".")[0] for field in fields if field is not None and "." in field}


def _write(context: Context[SettingsLifecycle], values: Object, entries: Mapping[str, Any]) -> None:
    lifecycle = context.lifecycle
    rows = [{lifecycle.key: key, lifecycle.value: value} for key, value in entries.items()]
    context.connection.client.call(lifecycle.write, values, body={lifecycle.items: rows})


def _saved(
    context: Context[SettingsLifecycle],
    planned: Object,
    held: Mapping[str, Any],
    entries: Mapping[str, str],
    result: StateResult,
) -> Object:
    """Write everything of this resource, look whether it is there, and give the state."""
    own = own_of(context.resource, {**held, **entries}, planned, entries) | entries.keys()
    cleared = {
        item.field for item in context.resource.schema.attributes if item.field is not None and item.unset == "clear"
    }
    gone = dict.fromkeys(cleared & held.keys() - entries.keys(), "")
    _write(context, planned, {**shown_of(context.lifecycle, held, own), **gone, **entries})
    result.state = _state_of(context, {}, planned)
    now = context.connection.client.consistency.until(
        lambda: held_by(context, planned), lambda found: entries.keys() <= found.keys()
    )
    if missing := entries.keys() - now.keys():
        raise refusal(
            f"{context.title} did not keep {', '.join(sorted(missing))}",
            "The write was taken without an error, but a read does not show them. Apply again.",
            (places(context.lifecycle.read)[0],),
        )
    if dropped := held.keys() - entries.keys() - gone.keys() - now.keys():
        result.diagnostics.error(
            f"Saving dropped {', '.join(sorted(dropped))}",
            f"{context.title} hides their values, so nobody but whoever set them can bring them back. They are "
            "not set here; set them again.",
        )
    return _state_of(context, now, planned)
