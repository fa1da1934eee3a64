"""`/roles` and `/capabilities`: what is written as `importedRoles` is read as `imported.roles`."""

from __future__ import annotations

from fnmatch import fnmatchcase
from typing import Any

from rolecall.sandbox.core.message import Response
from rolecall.sandbox.splunk import capabilities, settings
from rolecall.sandbox.splunk.acs.call import FEDERATION, Call, refusal
from rolecall.sandbox.splunk.model import Role

_SETTABLE = ("defaultApp", "srchFilter", "srchIndexesAllowed", "srchIndexesDefault", *settings.INHERITED_NUMBERS)


def shown(call: Call, role: Role) -> dict[str, Any]:
    """A role as the service shows it: its own settings, and under `imported` what comes with other roles."""
    inherited = call.store.imported_capabilities(role)
    return {
        "name": role.name,
        "capabilities": sorted(set(role.capabilities) - inherited),
        "imported": {"roles": sorted(role.imported_roles), "capabilities": sorted(inherited)},
        **{name: role.settings[name] for name in _SETTABLE},
    }


def list_roles(call: Call) -> Response:
    """GET: a page of roles sorted by name."""
    roles = [call.store.roles[name] for name in sorted(call.store.roles)]
    return call.page("roles", roles, lambda role: shown(call, role))


def _known(call: Call) -> Role:
    return call.found(call.store.roles, call.request.arguments["name"].lower(), "role")


def get_role(call: Call) -> Response:
    """GET: one role."""
    return Response.json(shown(call, _known(call)))


def create_role(call: Call) -> Response:
    """POST: a new role, its name in lower case."""
    given = call.body(("name", "capabilities", "importedRoles", *_SETTABLE), ("name",))
    name = str(given["name"]).lower()
    if name in call.store.roles:
        raise refusal(409, "object-already-exists", f"role {name} already exists")
    role = Role(name)
    _apply(call, role, given)
    call.store.roles[name] = role
    return Response.json(shown(call, role))


def update_role(call: Call) -> Response:
    """PATCH: what is sent replaces what was, what is left out stays. Built-in roles are refused."""
    role = _known(call)
    given = call.body(("capabilities", "importedRoles", *_SETTABLE))
    if role.built_in:
        raise refusal(403, "forbidden", f"the built-in role {role.name} cannot be changed")
    _apply(call, role, given)
    return Response.json(shown(call, role))


def delete_role(call: Call) -> Response:
    """DELETE: the role is gone, and whoever had it has it no more."""
    role = _known(call)
    if role.built_in:
        raise refusal(403, "forbidden", f"the built-in role {role.name} cannot be deleted")
    call.store.delete_role(role.name)
    return Response.json({})


def all_capabilities(call: Call) -> Response:
    """GET: every capability, and those that the caller may grant."""
    names = sorted(capabilities.ALL)
    return Response.json({"grantableCapabilities": names, "systemCapabilities": names})


def _covers(pattern: str, index: str) -> bool:
    """True if an allowed index or pattern covers `index`. Internal ones are covered by such patterns alone."""
    return pattern.startswith("_") == index.startswith("_") and fnmatchcase(index, pattern)


def _apply(call: Call, role: Role, given: dict[str, Any]) -> None:
    """Set on `role` what the body says; all of it is checked before any of it is set."""
    store = call.store
    imported = given.get("importedRoles", role.imported_roles)
    for name in imported:
        if name not in store.roles:
            raise refusal(400, "bad-request", f"role {name} does not exist")
        if name == role.name or role.name in {other.name for other in store.imported(store.roles[name])}:
            raise refusal(400, "bad-request", f"role {role.name} cannot import {name}, which imports it")
    wanted = given.get("capabilities", role.capabilities)
    for capability in wanted:
        if capability not in capabilities.ALL and capability != FEDERATION:
            raise refusal(400, "bad-request", f"capability {capability} does not exist")
    allowed = given.get("srchIndexesAllowed", role.settings["srchIndexesAllowed"]) or []
    for index in given.get("srchIndexesDefault", role.settings["srchIndexesDefault"]) or []:
        if not any(_covers(pattern, index) for pattern in allowed):
            raise refusal(400, "bad-request", f"srchIndexesDefault: {index} is not covered by srchIndexesAllowed")
    call.acknowledged([*wanted, *(each for name in imported for each in store.effective_capabilities([name]))])
    role.imported_roles = sorted(set(imported))
    role.capabilities = sorted(set(wanted) - store.imported_capabilities(role))
    fresh = settings.defaults()
    for name in _SETTABLE:
        if name in given:
            role.settings[name] = fresh[name] if given[name] is None else given[name]
