"""Plan: prior state and configuration to planned state and replacements (protocol call `PlanResourceChange`)."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

from rolecall.runtime.application import Object, PlanResult
from rolecall.runtime.diagnostics import Diagnostic
from rolecall.runtime.resources.added_since_plan import check_unshown
from rolecall.runtime.resources.change import Change
from rolecall.runtime.resources.context import Context
from rolecall.runtime.resources.gone import missed_by
from rolecall.runtime.resources.guards.cascades import check_cascades
from rolecall.runtime.resources.guards.losses import check_losses
from rolecall.runtime.resources.guards.managed_twice import check_addresses
from rolecall.runtime.resources.guards.transfers import plan_transfer
from rolecall.runtime.resources.handlers import handler_of
from rolecall.runtime.resources.identity import identify
from rolecall.runtime.resources.incarnation import check_planned
from rolecall.runtime.resources.instance import check_instance, check_name, check_saved_plan, remember
from rolecall.runtime.resources.last_dialect import check_dialect
from rolecall.runtime.resources.object.templates import with_origin
from rolecall.runtime.resources.object.unshown_elements import is_written_whole
from rolecall.runtime.resources.objects_met import counted
from rolecall.runtime.resources.private_state import NOTHING, Private, managed_by
from rolecall.runtime.resources.relations import is_heir
from rolecall.runtime.resources.unshown_losses import check_unshown_losses, digest, note_unshown
from rolecall.runtime.values.canonical import canonical_value, composed_alike
from rolecall.runtime.values.conversion import same
from rolecall.runtime.values.paths import PLACES
from rolecall.runtime.values.unknown import UNKNOWN, is_known, is_set
from rolecall.specification.schema import (
    Attribute,
    MembershipLifecycle,
    ObjectLifecycle,
    PrincipalLifecycle,
    Provider,
    Resource,
)


def plan_create(resource: Resource, config: Object, before: Private) -> PlanResult:
    """The planned state of something new: what is configured, defaults, and unknown for what the vendor decides.

    `before` is of what it replaces, if it does. A binding that comes out equal takes over what that one gave.
    """
    planned: Object = {}
    for attribute in resource.schema.attributes:
        planned[attribute.name] = _planned_at_create(attribute, config.get(attribute.name))
    _plan_id(resource, planned)
    is_heir = isinstance(resource.lifecycle, MembershipLifecycle) and before.prior == planned["id"]
    private = Private(
        managed=managed_by(resource.schema, config),
        stays=is_heir or before.stays,
        awaits=before.awaits,
        replaces=before.replaces,
        had_by=before.had_by,
        missed=before.missed,
        shown=before.shown,
        anew=True,
        becomes=_known_by(resource, planned),
    )
    return PlanResult(planned=planned, private=(private if before == NOTHING else private.planned(before)).to_bytes())


def _known_by(resource: Resource, planned: Object) -> dict[str, str]:
    """The names by which what it owns names the object, as far as they are known before it is made."""
    lifecycle = resource.lifecycle
    trait = lifecycle.deprovision if isinstance(lifecycle, ObjectLifecycle | PrincipalLifecycle) else None
    names = {owned.by for owned in trait.cascade_delete} if trait is not None else set()
    return {name: value for name in sorted(names) if isinstance(value := planned.get(name), str)}


def check(context: Context[Any], change: Change, result: PlanResult, refute: Callable[[], None]) -> None:
    """Put what speaks against a plan in `result`, and what is remembered from now on in its private state.

    `refute` is called before a change, once it is known to be about this instance; it raises Refusal where the vendor
    does not speak the dialect. Raises VendorError or Refusal.
    """
    addresses = context.connection.addresses
    with addresses.calling(), addresses.transfers.working():  # an apply plans what it makes once more
        _check(context, change, result, refute)


def _check(context: Context[Any], change: Change, result: PlanResult, refute: Callable[[], None]) -> None:
    change = replace(change, replaces=bool(result.requires_replace))
    check_saved_plan(context, Private.from_bytes(change.saved or b""))
    if change.prior is not None:
        check_instance(context, change.private, change.prior)
        check_name(context, change.private, change.prior, change.planned)
        check_planned(context, change.private, change.prior, change.planned)
        named = list(_imported_otherwise(context, change.private, change.prior, change.planned))
        result.diagnostics.extend(named or _imported_in_vain(context, change, result))
    if change.prior is None or change.planned != change.prior:
        refute()
        if change.prior is not None:
            check_dialect(context, change.private, change.prior)
    change = with_origin(context, change)
    handler = handler_of(context.resource)
    clash = list(check_addresses(context, change))
    with context.connection.presence.joined():
        result.diagnostics.extend(handler.check(context, change))
    result.diagnostics.extend(() if result.diagnostics.has_error else clash)
    having: frozenset[str] | None = None
    if not result.diagnostics.has_error and not change.is_planned_again:
        losses, having = check_losses(context, change)
        result.diagnostics.extend((*losses, *check_unshown(context, change), *check_unshown_losses(context, change)))
        result.diagnostics.extend(check_cascades(context, change))
    planned = Private.from_bytes(result.private)
    if change.prior is not None and (change.is_destroy or result.requires_replace):
        had_by = None if having is None else frozenset(map(digest, having))
        missed, stays = missed_by(context, change), handler.stays(context, change)
        planned = replace(planned.lasting, stays=stays, had_by=had_by, missed=missed, shown=True)
    elif change.is_create:
        planned = replace(planned, stays=planned.stays or is_heir(context, change), had=note_unshown(context, change))
    if isinstance(context.lifecycle, ObjectLifecycle) and planned.unshown and is_written_whole(context, change):
        planned = replace(planned, unshown={})
    if not change.is_destroy:
        planned = replace(planned, among=counted(context, change))
    planned, found = plan_transfer(context, change, planned)
    result.diagnostics.extend(() if result.diagnostics.has_error else found)
    result.private = remember(context, planned, change.before).to_bytes()


def _imported_otherwise(
    context: Context[Any], private: Private, prior: Object, planned: Object | None
) -> Iterator[Diagnostic]:
    """An error where what was imported has another name than the one that is configured, and would be deleted for it.

    Where it can be renamed that is a warning: whoever it is may be somebody else.
    """
    natural = context.collection.natural_key if isinstance(context.lifecycle, ObjectLifecycle) else None
    if natural is None or not private.imported or planned is None:
        return
    attribute = context.resource.schema.attribute(natural.attribute)
    there, wanted = prior.get(attribute.name), planned.get(attribute.name)
    if not isinstance(there, str) or not isinstance(wanted, str) or same(attribute, there, wanted):
        return
    if natural.caseless and there.casefold() == wanted.casefold():
        return
    found = f"{prior.get('id')!r} was imported and is {there!r}; the configuration says {wanted!r}."
    if attribute.replace:
        yield Diagnostic(
            "error",
            f"What was imported is {there!r}",
            f"{found} It cannot be renamed, so {there!r} would be deleted and {wanted!r} made. Import the id of "
            f"{wanted!r}, or write {there!r} as `{attribute.name}`. If {there!r} is to go, destroy it in a run of its "
            "own first.",
            (attribute.name,),
        )
    else:
        yield Diagnostic(
            "warning",
            f"What was imported is {there!r}, and will be renamed",
            f"{found} If that is somebody else, import the id of {wanted!r}.",
            (attribute.name,),
        )


def _imported_in_vain(context: Context[Any], change: Change, result: PlanResult) -> Iterator[Diagnostic]:
    """A warning where the configuration replaces what was imported: an import by the id of another one ends that."""
    if not change.private.imported or not result.requires_replace or change.prior is None:
        return
    names = [str(path[0]) for path in result.requires_replace]
    says = ", ".join(f"`{name}` {change.prior.get(name)!r}, not {change.after.get(name)!r}" for name in names)
    yield Diagnostic(
        "warning",
        f"{change.prior.get('id')!r} was imported, and ends in this run",
        f"It has {says} as the configuration says, so it is replaced: what it gives ends, whoever gave it. If another "
        f"{context.resource.name} was meant, take this one out with `terraform state rm` and import that.",
        (names[0],),
    )


def _planned_at_create(attribute: Attribute, configured: Any) -> Any:
    if attribute.write_only:
        return None
    if configured is not None:
        return _with_vendors_part(
            attribute, _with_defaults(attribute, canonical_value(attribute.value_type, configured)), None
        )
    if attribute.default is not None or attribute.initial is not None:
        return attribute.default if attribute.initial is None else attribute.initial
    comes = attribute.read_path is not None or attribute.issued is not None or attribute.made_of
    return UNKNOWN if attribute.computed and (comes or attribute.name == "id") else None


def plan_update(shim: Provider, resource: Resource, prior: Object, config: Object, private: Private) -> PlanResult:
    """The planned state of something that exists, and which changes replace it."""
    planned: Object = {}
    for attribute in resource.schema.attributes:
        planned[attribute.name] = _planned_at_update(
            attribute, prior.get(attribute.name), config.get(attribute.name), private
        )
    for name in _let_go(resource, config, private):
        planned[name] = UNKNOWN
    changed = {name for name, value in planned.items() if value is UNKNOWN or value != prior.get(name)}
    for attribute in resource.schema.attributes:
        causes = [resource.schema.attribute(name) for name in changed.intersection(attribute.recomputed_with)]
        if config.get(attribute.name) is None and not all(_only_recorded(each, prior, private) for each in causes):
            planned[attribute.name] = UNKNOWN
    managed = managed_by(resource.schema, config)
    stored = {name: pair for name, pair in private.stored.items() if planned.get(name) == pair.configured}
    kept = replace(private.lasting, managed=managed, imported=False, prior=str(prior.get("id")), stored=stored)
    result = PlanResult(planned=planned, private=kept.planned(private).to_bytes())
    for attribute in resource.schema.attributes:
        if attribute.name in changed and _replaces(resource, attribute, prior, planned, private):
            result.requires_replace.append((attribute.name,))
    if (plan := handler_of(resource).plan) is not None:
        plan(shim, resource, resource.lifecycle, prior, result)
    if resource.id_template is not None and result.requires_replace:
        _plan_id(resource, planned)
    return result


def _let_go(resource: Resource, config: Object, private: Private) -> Iterator[str]:
    """The whole sets that leave the configuration. They are planned as unknown, though nothing is written.

    So the object is part of the apply, where bindings ask who gave an element until now.
    """
    if isinstance(resource.lifecycle, ObjectLifecycle):
        for name in resource.lifecycle.authoritative:
            if config.get(name) is None and name in (private.managed or ()):
                yield name


def _planned_at_update(attribute: Attribute, before: Any, configured: Any, private: Private) -> Any:
    if attribute.write_only:
        return None
    if configured is not None:
        return _configured(attribute, configured, before)
    if attribute.default is not None:
        unseen = before is None and attribute.field is not None and attribute.read_path is None
        return None if unseen and attribute.computed else attribute.default
    if not attribute.computed:
        return None
    was_managed = private.managed is not None and attribute.name in private.managed
    if attribute.optional and attribute.unset == "clear" and was_managed:
        return None
    return before


def _configured(attribute: Attribute, configured: Any, before: Any) -> Any:
    """What is planned of an attribute that is configured. Another text that says the same is no change."""
    if attribute.further_members is not None and isinstance(before, str) and isinstance(configured, str):
        return before if same(attribute, before, configured) else configured
    whole = _with_defaults(attribute, canonical_value(attribute.value_type, configured))
    wanted = _with_vendors_part(attribute, whole, before)
    return before if wanted != before and composed_alike(attribute.value_type, wanted, before) else wanted


def _with_defaults(attribute: Attribute, configured: Any) -> Any:
    """`configured`; in an object, members that are left out have their defaults."""
    if attribute.nesting != "single" or not isinstance(configured, dict):
        return configured
    return {
        item.name: item.default if configured.get(item.name) is None else _with_defaults(item, configured[item.name])
        for item in attribute.nested
    }


def _with_vendors_part(attribute: Attribute, configured: Any, before: Any) -> Any:
    """`configured`; in an object that is shared, members left out are as before, or unknown if the object changes."""
    if not attribute.shared or attribute.nesting != "single" or not isinstance(configured, dict):
        return configured
    held = before if isinstance(before, dict) else {}
    kept = all(value is None or value == held.get(name) for name, value in configured.items()) and bool(held)
    left_out = {item.name for item in attribute.nested if item.computed and configured.get(item.name) is None}
    return {
        name: (held.get(name) if kept else UNKNOWN) if name in left_out else value for name, value in configured.items()
    }


def _replaces(resource: Resource, attribute: Attribute, prior: Object, planned: Object, private: Private) -> bool:
    if _only_recorded(attribute, prior, private):
        return False
    before, after = prior.get(attribute.name), planned.get(attribute.name)
    if isinstance(before, str) and isinstance(after, str) and same(attribute, before, after):
        return False  # another way to write the same
    stored = private.stored.get(attribute.name)
    if stored is not None and before == stored.configured and same(attribute, after, stored.shown):
        return False  # the configuration takes up the vendor's form
    if attribute.replace:
        return True
    sent = attribute.field is not None and (attribute.required or attribute.optional)
    return sent and handler_of(resource).is_replaced(resource.lifecycle)


def _only_recorded(attribute: Attribute, prior: Object, private: Private) -> bool:
    """Whether a value is new to the state alone: the vendor does not say what it is of something imported."""
    unread = attribute.required or attribute.read_path is None
    return private.imported and prior.get(attribute.name) is None and unread


def _plan_id(resource: Resource, planned: Object) -> None:
    if resource.id_template is None:
        return
    parts = {name: value for name, value in planned.items() if name != "id"}
    places = {place.partition("|")[0] for place in PLACES.findall(resource.id_template)}
    names = [name for name in parts if name in places]
    known = all(is_set(parts[name]) and is_known(parts[name]) for name in names)
    planned["id"] = identify(resource, planned) if known else UNKNOWN
