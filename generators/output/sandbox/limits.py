"""Reasons why the generic sandbox cannot stand in for a vendor, which then needs one of its own."""

from __future__ import annotations

from collections.abc import Iterator

from rolecall.specification.schema import (
    Collection,
    MembershipLifecycle,
    ObjectLifecycle,
    PartLifecycle,
    Provider,
    SettingsLifecycle,
)
from rolecall.specification.traits import BasicLogin, HeaderToken


def unserved(provider: Provider) -> list[str]:
    """What the provider has that no document can say, in words; empty where there is nothing."""
    found = [reason for each in provider.collections for reason in _of_collection(each)]
    for resource in provider.resources:
        lifecycle = resource.lifecycle
        if isinstance(lifecycle, SettingsLifecycle | PartLifecycle):
            found.append(f"{resource.name} is a part of a document")
        elif isinstance(lifecycle, ObjectLifecycle):
            said = {
                "a template": lifecycle.template,
                "a companion": lifecycle.companion,
                "a form for other servers": lifecycle.create.other_form,
                "a way back for what was deleted": lifecycle.restore,
            }
            found += [f"{resource.name} has {name}" for name, value in said.items() if value is not None]
        elif isinstance(lifecycle, MembershipLifecycle) and lifecycle.pairs is not None:
            found.append(f"{resource.name} is made of pairs")
        found += [
            f"{resource.name}.{each.name} is written in another form than it is read in ({each.wire})"
            for each in resource.schema.attributes
            if each.wire in ("joined", "values", "listed") or each.elements or each.add_remove_lists
        ]
        found += [
            f"{resource.name}.{each.name} is linked in batches, or in words of its own"
            for each in resource.schema.attributes
            if each.links is not None and (each.links.batch or each.links.form != "{element}")
        ]
    if provider.endpoints:
        found.append("it has several systems")
    if not provider.authentication or not isinstance(provider.authentication[0], HeaderToken | BasicLogin):
        found.append("its first way in is neither a token in a header nor HTTP Basic")
    if provider.capabilities or provider.presets:
        found.append("its servers differ in what they can do")
    return found


def _of_collection(collection: Collection) -> Iterator[str]:
    said = {
        "an invitation": collection.invitation,
        "elements of documents": collection.elements,
        "a joined set": collection.joined,
        "a large set": collection.large_set,
        "filter expressions": collection.filters,
        "an opposite": collection.opposite,
        "an ETag": collection.etag,
        "a listing of what is deleted": collection.list_deleted,
    }
    yield from (f"{collection.name} has {name}" for name, value in said.items() if value)
    if collection.absent("indirect"):
        yield f"{collection.name} has indirect rows"
    if collection.envelope.may_wrap:
        yield f"{collection.name} is wrapped at times"
