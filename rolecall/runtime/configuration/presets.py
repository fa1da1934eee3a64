"""One standard as different vendors have it: the shim of the preset that the configuration chooses."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields, replace
from typing import Any

from rolecall.runtime.diagnostics import Diagnostics
from rolecall.runtime.values.checks import check_value
from rolecall.specification.schema import Collection, ObjectLifecycle, Provider, Resource
from rolecall.specification.traits import Preset, ServerForms


def chosen(shim: Provider, arguments: Mapping[str, Any]) -> Preset | None:
    """The preset that `arguments` of the provider block choose, if they choose one."""
    return next((item for item in shim.presets if arguments.get(item.argument) == item.value), None)


def with_preset(shim: Provider, arguments: Mapping[str, Any]) -> Provider:
    """`shim` with what the chosen preset, and arguments that say what the server takes, change in it."""
    if not shim.presets:
        return shim
    preset = chosen(shim, arguments)
    forms = forms_of(preset, arguments)
    collections, resources = shim.collections, shim.resources
    large = {each.name for each in collections if each.large_set is not None}
    if preset is not None:
        shim = replace(shim, title=preset.title)
        collections = tuple(_collection(preset, item) for item in collections)
        resources = tuple(_resource(preset, item) for item in resources)
    return replace(
        shim,
        media_type=forms.media_type,
        bulk=None if forms.bulk is False else shim.bulk,
        capabilities=None if forms.says_capabilities is False else shim.capabilities,
        collections=tuple(_asked(forms, item) for item in collections),
        resources=tuple(_written(forms, item, large) for item in resources),
    )


def forms_of(preset: Preset | None, arguments: Mapping[str, Any]) -> ServerForms:
    """What the server takes, as arguments say it, or else the preset."""
    stated = (preset.forms if preset is not None else None) or ServerForms()
    names = [each.name for each in fields(stated)]
    given = {name: arguments[name] for name in names if arguments.get(name) is not None}
    if "members_per_request" in given:
        given["members_per_request"] = int(given["members_per_request"])
    return replace(stated, **given)


def check_preset(shim: Provider, arguments: Mapping[str, Any]) -> Diagnostics:
    """Findings about provider arguments that the chosen preset checks further. Values not known pass."""
    found = Diagnostics()
    preset = chosen(shim, arguments)
    for name, checks in preset.checks if preset is not None else ():
        value = arguments.get(name)
        if isinstance(value, str):
            found.extend(check_value(replace(shim.schema.attribute(name), checks=checks), value, (name,)))
    return found


def _collection(preset: Preset, collection: Collection) -> Collection:
    filters, large = collection.filters, collection.large_set
    if filters is not None and preset.filters is not None:
        filters = replace(filters, fields=tuple(each for each in filters.fields if each in preset.filters))
        if large is not None and large.probe not in filters.fields:
            large = replace(large, probe=None)
    get = None if f"{collection.name}.get" in preset.lacks else collection.get
    return replace(collection, filters=filters, large_set=large, get=get)


def _resource(preset: Preset, resource: Resource) -> Resource:
    lifecycle = resource.lifecycle
    guards = (*lifecycle.guards, *dict(preset.guards).get(resource.name, ()))
    lifecycle = replace(lifecycle, guards=guards)
    if isinstance(lifecycle, ObjectLifecycle):
        lifecycle = replace(lifecycle, needs=(*lifecycle.needs, *dict(preset.needs).get(resource.name, ())))
        if f"{resource.name}.patch" in preset.lacks:
            lifecycle = replace(lifecycle, patch=None)
        if f"{resource.name}.delete" in preset.lacks:
            lifecycle = replace(lifecycle, delete=None)
    return replace(resource, lifecycle=lifecycle)


def _asked(forms: ServerForms, collection: Collection) -> Collection:
    """`collection` as it is listed, filtered and changed at a server of these forms."""
    filters, large, paging = collection.filters, collection.large_set, collection.pagination
    if large is not None:
        plain = forms.filter_form not in ("term", "none")
        large = replace(
            large,
            batch=forms.members_per_request or large.batch,
            page=min(forms.largest_page or large.page, large.page),
            removal=forms.member_removal or large.removal,
            additions_keep=bool(forms.additions_keep or large.additions_keep),
            shows_all=bool(forms.shows_all_members or large.shows_all),
            probe=large.probe if plain else None,
        )
    if filters is not None and forms.filter_form is not None:
        filters = None if forms.filter_form == "none" else replace(filters, form=forms.filter_form)
    if paging is not None:
        paging = replace(paging, maximum=min(forms.largest_page or paging.maximum, paging.maximum))
        if forms.paging == "index":
            paging = replace(paging, cursor=None)
        elif forms.paging == "cursor" and paging.cursor is not None:
            paging = replace(paging, style="cursor")
    return replace(collection, filters=filters, large_set=large, pagination=paging)


def _written(forms: ServerForms, resource: Resource, large: set[str]) -> Resource:
    """`resource` as it is changed and ended at a server of these forms; `large` are collections with large sets.

    Where additions do not keep what is there, such a set is written whole.
    """
    lifecycle = resource.lifecycle
    if not isinstance(lifecycle, ObjectLifecycle):
        return resource
    whole = forms.update_method == "put" or (forms.additions_keep is False and lifecycle.collection in large)
    if whole and lifecycle.update is not None:
        lifecycle = replace(lifecycle, patch=None)
    trait = lifecycle.deprovision
    if trait is not None and trait.disable:
        trait = replace(
            trait,
            disabled_is_gone=bool(forms.disabled_is_gone or trait.disabled_is_gone),
            delete_disables=bool(forms.delete_disables or trait.delete_disables),
        )
    carried = lifecycle.full_replace
    if carried is not None:
        carried = replace(carried, shows_all=bool(forms.shows_all_attributes or carried.shows_all))
    return replace(resource, lifecycle=replace(lifecycle, deprovision=trait, full_replace=carried))
