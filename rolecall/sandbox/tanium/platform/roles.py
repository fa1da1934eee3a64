"""`/content_set_roles` and their memberships: who has which role directly."""

from __future__ import annotations

from typing import Any

from rolecall.sandbox.core.message import Response
from rolecall.sandbox.tanium.platform.call import Call, answer, listing, refusal, with_deleted


def list_roles(call: Call) -> Response:
    """GET: every role."""
    flags = {"all_content_sets_flag": "0", "deny_flag": "0", "deleted_flag": 0}
    rows = [{"id": role.id, "name": role.name, **flags} for role in call.store.roles]
    former = [{"id": role.id, "name": role.name} for role in call.store.roles.former]
    return answer(with_deleted(call, rows, former))


def list_holders(call: Call) -> Response:
    """GET: the roles that somebody has, each with its users and groups; no other."""
    found = []
    for role in call.store.roles:
        users = [user for user in call.store.users.values() if role.id in user.roles and not user.deleted_flag]
        groups = [group for group in call.store.user_groups.values() if role.id in group.roles]
        if users or groups:
            found.append(_shown(call, role.id, users, groups))
    if call.options.unsaid_holders == "nothing":
        return answer({"content_set_roles": None})
    return answer({"content_set_roles": listing(call, found)})


def _shown(call: Call, role: int, users: list[Any], groups: list[Any]) -> dict[str, Any]:
    """A role with those who have it, as far as the options let the listing say."""
    row = {"id": role, "users": _references(users), "user_groups": _references(groups)}
    unsaid = call.options.unsaid_holders or (
        {"null": "null", "left_out": "missing"}.get(call.options.holders) if not users else None
    )
    if unsaid == "null":
        return {**row, "users": None}
    return {name: value for name, value in row.items() if name != "users"} if unsaid == "missing" else row


def _references(items: list[Any]) -> list[dict[str, Any]]:
    return [{"id": item.id, "name": item.name} for item in items]


def _pairs(call: Call) -> dict[int, tuple[int, int]]:
    """Every live membership by its id: the user and the role."""
    known = {role.id for role in call.store.roles}
    pairs = [
        (user.id, role)
        for user in call.store.users.values()
        if not user.deleted_flag
        for role in user.roles
        if role in known
    ]
    return {call.store.pair_id(*pair): pair for pair in pairs}


def _row(id: int, pair: tuple[int, int], deleted: int = 0) -> dict[str, Any]:
    return {"id": id, "user": {"id": pair[0]}, "content_set_role": {"id": pair[1]}, "deleted_flag": deleted}


def list_pairs(call: Call) -> Response:
    """GET: every membership, deleted ones too."""
    live = _pairs(call)
    former = [_row(id, pair, 1) for id, pair in call.store.former_pairs]
    return answer(listing(call, [*(_row(id, pair) for id, pair in live.items()), *former]))


def get_pair(call: Call) -> Response:
    """GET: one membership, in a list."""
    return answer([_row(*_known(call))])


def create_pair(call: Call) -> Response:
    """POST: one user gets one role. A second one of the same pair makes none, or is refused as the options say."""
    given = call.body(("user", "content_set_role"))
    users = [user.id for user in call.store.users.values() if not user.deleted_flag]
    (owner,) = call.ids([given.get("user")], users, "UserNotFound")
    (role,) = call.ids(
        [given.get("content_set_role")], [each.id for each in call.store.roles], "ContentSetRoleNotFound"
    )
    user = call.store.users[owner]
    if role in user.roles and call.options.second_pair == "refuse":
        raise refusal(500, "SQLException")
    user.roles = list(dict.fromkeys([*(() if call.options.pair_replaces else user.roles), role]))
    return answer(_row(call.store.pair_id(owner, role), (owner, role)))


def delete_pair(call: Call) -> Response:
    """DELETE: the user has the role no more; the record stays."""
    id, (owner, role) = _known(call)
    user = call.store.users[owner]
    user.roles = [each for each in user.roles if each != role]
    call.store.end_pair(owner, role)
    return answer(_row(id, (owner, role), 1))


def _known(call: Call) -> tuple[int, tuple[int, int]]:
    """The membership of the path: its id, and the user and the role."""
    missing = "ContentSetRoleMembershipNotFound"
    return call.key(missing), call.found(_pairs(call), missing)
