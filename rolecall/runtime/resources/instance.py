"""The instance that a resource lives at: remembered in private state, compared before anything is done to it.

An id means something at one URL, organization, tenant or cluster only. Resources of state that remembers nothing yet
are taken to live where they are first seen.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from rolecall.runtime.application import Object
from rolecall.runtime.diagnostics import refusal
from rolecall.runtime.errors import VendorError
from rolecall.runtime.resources.context import Context
from rolecall.runtime.resources.instance_names import OWN_ID, agree, former_urls, instance_of, own_id, words_for
from rolecall.runtime.resources.private_state import Private
from rolecall.runtime.resources.systems import endpoint_of
from rolecall.runtime.values.conversion import same
from rolecall.runtime.writes import unchanged
from rolecall.specification.schema import (
    Attribute,
    MembershipLifecycle,
    ObjectLifecycle,
    PrincipalLifecycle,
)
from rolecall.specification.traits import Reference


def check_instance(context: Context[Any], private: Private, state: Object, *, ask: bool = False) -> None:
    """See that `state` is of the configured instance. Raises Refusal if it is of another one, and VendorError.

    `ask`: the vendor's own id of the instance counts beside the URL, where one is remembered. Where the URL is another
    one it is asked for in any case.
    """
    there = private.instance
    here = None if there is None else instance_of(context.connection, context.resource)
    if here is None or there is None:
        return
    if agree(here, there, former_urls(context.connection)):
        if ask:
            _check_id(context, here, there, state)
        return
    if _has_its_id(context, there):
        return
    context.connection.misplaced.add(here["url"])
    raise refusal(
        f"{state.get('id')!r} belongs to another instance of {context.title}",
        f"It was made or first seen at {words_for(there)}; this provider speaks to {words_for(here)}, where the same "
        f"id may be somebody else. Nothing was asked or changed. Point the provider at the right instance. "
        f"{_names(context)}If this is the same instance under a new URL, add the old one to `former_urls` of the "
        "provider. If it is another one, take this resource out of the state with `terraform state rm`, and import "
        f"what is meant with `terraform import {context.resource.name}.<label> <id>`.",
        ("id",),
    )


def _names(context: Context[Any]) -> str:
    """What to do where an argument may be another name of the same instance, which its own id alone proves."""
    trait = own_id(context.connection, endpoint_of(context.connection.shim, context.resource.lifecycle))
    if trait is None or not trait.argument:
        return ""
    return (
        f"If `{trait.argument}` is another name of the same, apply once under the old one: that remembers its own id, "
        "by which all its names are known. "
    )


def _check_id(context: Context[Any], here: Mapping[str, str], there: Mapping[str, str], state: Object) -> None:
    """See that the instance at the remembered URL is still the remembered one. Raises Refusal."""
    if there["url"] != here["url"] or OWN_ID not in there or _has_its_id(context, there):
        return  # what `former_urls` says holds, whatever the id is
    found = context.connection.instance_ids.get(endpoint_of(context.connection.shim, context.resource.lifecycle))
    if found is None:
        return
    context.connection.misplaced.add(here["url"])
    raise refusal(
        f"Another instance of {context.title} answers at {here['url']}",
        f"{state.get('id')!r} was made or first seen at the instance {there[OWN_ID]!r}; the one that answers now calls "
        f"itself {found!r}, where the same id may be somebody else: it was set up anew, or the name leads elsewhere. "
        "Point the provider at the right instance. If this one is meant, take the resource out of the state with "
        f"`terraform state rm`, and import what is there.{unchanged()}",
        ("id",),
    )


def _has_its_id(context: Context[Any], there: Mapping[str, str]) -> bool:
    """Whether the vendor's own id of the instance is the one that is remembered. Raises VendorError."""
    endpoint = endpoint_of(context.connection.shim, context.resource.lifecycle)
    trait = own_id(context.connection, endpoint)
    known = {there.get(OWN_ID), there.get(trait.argument) if trait is not None else None} - {None}
    own = context.connection.instance_id(endpoint) if known else None
    return own is not None and own.casefold() in {each.casefold() for each in known if each is not None}


def check_saved_plan(context: Context[Any], saved: Private) -> None:
    """See that the plan that is applied was made at the configured instance. Raises as `check_instance` does."""
    there = saved.instance
    here = None if there is None else instance_of(context.connection, context.resource)
    if here is None or there is None or agree(here, there, former_urls(context.connection)):
        return
    if _has_its_id(context, there):
        return
    raise refusal(
        f"This plan was made at another instance of {context.title}",
        f"It was made at {words_for(there)}; this provider speaks to {words_for(here)}. Nothing was asked or changed. "
        "Apply the plan with the environment that it was made in, or plan again. If this is the same instance under a "
        "new URL, add the old one to `former_urls` of the provider.",
    )


def check_company(context: Context[Any]) -> None:
    """See that nothing else of this apply belongs to another instance than the one it speaks to. Raises Refusal.

    What is new has no state that says where its plan was made, and most versions of Terraform do not say it either.
    """
    here = instance_of(context.connection, context.resource)
    if here is not None and here["url"] in context.connection.misplaced:
        raise refusal(
            f"This plan was made at another instance of {context.title}",
            f"Other resources of it belong to another instance than {words_for(here)}, to which this provider speaks, "
            "so nothing is made here. Apply the plan with the environment that it was made in, or plan again.",
        )


def check_name(context: Context[Any], private: Private, prior: Object, planned: Object | None) -> None:
    """See that the id still stands for what it stood for, unless the configuration follows.

    Raises Refusal where an object that cannot be renamed shows another name than the remembered one.
    """
    attribute = name_attribute(context)
    if attribute is None or private.name is None:
        return
    shown = prior.get(attribute.name)
    if isinstance(context.lifecycle, MembershipLifecycle):
        _check_element(context, attribute, private.name, shown, planned)
        return
    if shown is None or same(attribute, shown, private.name) or _is_only_case(context, shown, private.name):
        return
    if planned is not None and planned.get(attribute.name) == shown:
        return
    raise refusal(
        f"{prior.get('id')!r} is {shown!r} now, and was {private.name!r}",
        f"The same id shows another {attribute.name} than when it was last applied, so it may be somebody else: ids "
        "start anew where an instance is set up again or restored. Neither a replacement nor a destroy is planned for "
        f"it. If {shown!r} is what is meant, write that as `{attribute.name}`. Otherwise take the resource out of the "
        f"state with `terraform state rm`, and import {private.name!r} where it is.",
        (attribute.name,),
    )


def _check_element(
    context: Context[MembershipLifecycle], attribute: Attribute, before: str, shown: Any, planned: Object | None
) -> None:
    """An error where the configuration still has the old name of what a binding names, and nothing else has it."""
    reference = _reference(context)
    if reference is None or shown in (None, before) or planned is None or planned.get(attribute.name) != before:
        return
    if any(row.get(reference.by) == before for row in context.connection.references.rows(reference.lookup)):
        return
    raise refusal(
        f"The {reference.noun} {before!r} is called {shown!r} now",
        f"{context.title} renamed it, and nobody lost it. Write {shown!r} as `{attribute.name}`; then nothing changes.",
        (attribute.name,),
    )


def check_row(context: Context[Any], key: str, state: Mapping[str, Any], row: Mapping[str, Any]) -> None:
    """See that the object `key`, as `row` shows it now, is the one that `state` has. For whoever changes or ends it.

    Raises Refusal where an object that cannot be renamed shows another name.
    """
    attribute = name_attribute(context)
    known = state.get(attribute.name) if attribute is not None else None
    if attribute is None or not isinstance(known, str):
        return
    shown = context.connection.wire.decode(attribute, row)
    if not isinstance(shown, str) or same(attribute, shown, known) or _is_only_case(context, shown, known):
        return
    if context.stored.get(attribute.name) == (known, shown):
        return
    raise refusal(
        f"{key!r} is {shown!r} now, and was {known!r}",
        f"The same id shows another {attribute.name} than the state has, so it may be somebody else: ids start anew "
        "where an instance is set up again or restored. It was neither changed nor deleted. Refresh the state, and if "
        f"it is somebody else, take the resource out of it with `terraform state rm`.{unchanged()}",
        (attribute.name,),
    )


def remember(context: Context[Any], private: Private, state: Object, *, anew: bool = False) -> Private:
    """`private` with the instance as it is called now, and with the name that `state` shows if none is remembered.

    `state` was read or applied: what is only planned is no name that anything has. `anew`: it was applied, and its name
    takes the place of the remembered one, and the vendor's own id of the instance is asked for.
    """
    attribute = name_attribute(context)
    shown = state.get(attribute.name) if attribute is not None else None
    name = shown if isinstance(shown, str) and (anew or private.name is None) else private.name
    here = instance_of(context.connection, context.resource)
    instance = private.instance if here is None else _with_id(context, here, private.instance, ask=anew)
    key = _key(context, private, shown)
    if (instance, name, key) == (private.instance, private.name, private.key):
        return private
    return replace(private, instance=instance, name=name, key=key)


def _with_id(
    context: Context[Any], here: dict[str, str], there: Mapping[str, str] | None, *, ask: bool
) -> dict[str, str]:
    """`here` with the vendor's own id of the instance, as far as it is known. A principal is made without a request."""
    endpoint = endpoint_of(context.connection.shim, context.resource.lifecycle)
    ask = ask and not isinstance(context.lifecycle, PrincipalLifecycle)
    kept = there.get(OWN_ID) if there is not None and there.get("url") == here["url"] else None
    known = context.connection.instance_id(endpoint) if ask else kept
    known = known or kept or context.connection.instance_ids.get(endpoint)
    return here if known is None else {**here, OWN_ID: known}


def name_attribute(context: Context[Any]) -> Attribute | None:
    """The attribute by which a resource is recognised beside its id: its natural key, where that never changes.

    Of a binding it is the element, where the vendor knows that by an id.
    """
    if isinstance(context.lifecycle, MembershipLifecycle):
        return None if _reference(context) is None else context.resource.schema.attribute(context.lifecycle.member)
    if not isinstance(context.lifecycle, ObjectLifecycle):
        return None
    collection = context.collection
    natural = collection.natural_key
    if natural is None or natural.field == collection.key or context.resource.id_template is not None:
        return None
    attribute = context.resource.schema.attribute(natural.attribute)
    return attribute if attribute.replace and attribute.read_path is not None and attribute.nesting is None else None


def _reference(context: Context[MembershipLifecycle]) -> Reference | None:
    """How the element of a binding is looked up, where the vendor knows it by an id."""
    parent = context.connection.shim.resource(context.lifecycle.parent)
    reference = parent.schema.attribute(context.lifecycle.of).reference
    return None if reference is None or reference.wire == "name" else reference


def _key(context: Context[Any], private: Private, shown: Any) -> str | None:
    """The vendor's id of what a binding names; as it is remembered where it cannot be told."""
    reference = _reference(context) if isinstance(context.lifecycle, MembershipLifecycle) else None
    if reference is None or not isinstance(shown, str):
        return private.key
    try:
        rows = context.connection.references.rows(reference.lookup)
    except VendorError:
        return private.key
    found = [str(row.get(reference.key)) for row in rows if row.get(reference.by) == shown]
    return found[0] if len(found) == 1 else private.key


def _is_only_case(context: Context[Any], left: Any, right: str) -> bool:
    """Whether the vendor takes both names for one."""
    natural = context.collection.natural_key
    return natural is not None and natural.caseless and str(left).casefold() == right.casefold()
