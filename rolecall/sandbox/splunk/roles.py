"""`/services/authorization/roles` and the capabilities."""

from __future__ import annotations

import re
from typing import Any

from rolecall.sandbox.core.message import Refusal, Response
from rolecall.sandbox.splunk import capabilities, settings
from rolecall.sandbox.splunk.call import Call
from rolecall.sandbox.splunk.feed import Entry, Fields
from rolecall.sandbox.splunk.model import Role

PATH = "/services/authorization/roles"
CAPABILITIES = "/services/authorization/capabilities"
GRANTABLE = "/services/authorization/grantable_capabilities"
_SETTABLE = ("capabilities", "imported_roles", "grantable_roles", *settings.ALL)
_FORBIDDEN = re.compile(r"[\s:;/]")


def content(call: Call, role: Role) -> dict[str, Any]:
    """A role as the API shows it: direct capabilities without those it imports, and what it imports."""
    store = call.store
    imported = store.imported(role)
    inherited = store.imported_capabilities(role)
    values: dict[str, Any] = {
        "capabilities": sorted(set(role.capabilities) - inherited),
        "imported_capabilities": sorted(inherited),
        "imported_roles": sorted(role.imported_roles),
        "grantable_roles": sorted(role.grantable_roles),
        **role.settings,
        "kvstore_create.deny_list": role.denied_collections,
    }
    for name in settings.INHERITED_LISTS:
        values[f"imported_{name}"] = sorted({item for other in imported for item in other.settings[name]})
    for name in settings.INHERITED_NUMBERS:
        values[f"imported_{name}"] = max((other.settings[name] for other in imported), default=0)
    filters = [other.settings["srchFilter"] for other in imported if other.settings["srchFilter"]]
    values["imported_srchFilter"] = " OR ".join(filters)
    return values


def _entry(call: Call, role: Role) -> Entry:
    return Entry(role.name, PATH, content(call, role), Fields(optional=_SETTABLE), removable=not role.built_in)


def list_roles(call: Call) -> Response:
    """GET: a page of roles sorted by name."""
    roles = [call.store.roles[name] for name in sorted(call.store.roles)]
    return call.page(PATH, roles, lambda role: _entry(call, role))


def get_role(call: Call) -> Response:
    """GET: one role, its name in any case."""
    return call.answer(PATH, [_entry(call, call.found(call.store.roles))])


def create_role(call: Call) -> Response:
    """POST: a new role, its name in lower case."""
    call.require("edit_roles", "admin_all_objects")
    call.allow(("name", *_SETTABLE))
    name = call.required("name").lower()
    if _FORBIDDEN.search(name):
        raise Refusal(400, "A role name cannot contain spaces, colons, semicolons or forward slashes.")
    if name in call.store.roles:
        raise Refusal(409, f"Role with name={name} already exists.")
    role = Role(name)
    _apply(call, role)
    call.store.roles[name] = role
    return call.written(PATH, _entry(call, role))


def update_role(call: Call) -> Response:
    """POST to a role: what is sent replaces what was; what is left out stays, but for lists if the options clear it."""
    call.require("edit_roles", "admin_all_objects")
    call.allow(_SETTABLE)
    role = call.found(call.store.roles)
    _apply(call, role, clears=call.options.omitted_lists == "clear")
    return call.written(PATH, _entry(call, role))


def delete_role(call: Call) -> Response:
    """DELETE: the role is gone, and whoever had it has it no more. Built-in roles are refused."""
    call.require("edit_roles", "admin_all_objects")
    role = call.found(call.store.roles)
    if role.built_in:
        raise Refusal(400, f"The built-in role {role.name} cannot be deleted.")
    call.store.delete_role(role.name)
    return call.answer(PATH, [])


def _apply(call: Call, role: Role, *, clears: bool = False) -> None:
    """Set on `role` what the arguments say; all of it is checked before any of it is set.

    `clears`: lists that they do not name become empty.
    """
    store, before = call.store, Role(role.name) if clears else role
    imported = call.values("imported_roles") if call.has("imported_roles") else before.imported_roles
    grantable = call.values("grantable_roles") if call.has("grantable_roles") else role.grantable_roles
    for name in (*imported, *grantable):
        if name not in store.roles:
            raise Refusal(400, f"Role={name} does not exist.")
    for name in imported:
        if name == role.name or role.name in {other.name for other in store.imported(store.roles[name])}:
            raise Refusal(400, f"Role {role.name} cannot import {name}, which imports it.")
    wanted = call.values("capabilities") if call.has("capabilities") else before.capabilities
    for capability in wanted:
        if capability not in capabilities.ALL:
            raise Refusal(400, f"Capability={capability} does not exist.")
    changed = {name: [] for name in settings.INHERITED_LISTS if clears} | _settings(call)
    role.imported_roles = sorted(set(imported))
    role.grantable_roles = sorted(set(grantable))
    role.capabilities = sorted(set(wanted) - store.imported_capabilities(role))
    role.settings.update(changed)


def _settings(call: Call) -> dict[str, Any]:
    changed: dict[str, Any] = {}
    fresh = settings.defaults()
    for name in settings.ALL:
        if not call.has(name):
            continue
        if name in settings.JOINED:
            changed[name] = [each for each in call.text(name).split(";") if each]
        elif name in settings.LISTS:
            changed[name] = call.values(name)
        elif name in settings.TEXTS:
            changed[name] = call.text(name)
        elif name in settings.FLAGS:
            changed[name] = call.flag(name)
        else:
            changed[name] = call.whole(name, fresh[name])
    return changed


def all_capabilities(call: Call) -> Response:
    """GET: every capability there is, in one entry."""
    values = {"capabilities": list(capabilities.ALL)}
    return call.answer(CAPABILITIES, [Entry("capabilities", CAPABILITIES, values, removable=False)])


def grantable_capabilities(call: Call) -> Response:
    """GET: the capabilities the caller may give: all with edit_roles, else the caller's own."""
    granted = set(capabilities.ALL) if call.can("edit_roles", "admin_all_objects") else call.capabilities
    return call.answer(
        GRANTABLE, [Entry("capabilities", GRANTABLE, {"capabilities": sorted(granted)}, removable=False)]
    )
