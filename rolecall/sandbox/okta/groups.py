"""Groups of Okta and their members."""

from __future__ import annotations

from rolecall.sandbox.core.message import Response
from rolecall.sandbox.okta import rules
from rolecall.sandbox.okta.body import group_profile, json_object
from rolecall.sandbox.okta.call import Call
from rolecall.sandbox.okta.errors import ALREADY, forbidden, invalid, unsupported
from rolecall.sandbox.okta.expressions import CONTAINED, EQUAL, ORDERED, SEARCHED, Grammar
from rolecall.sandbox.okta.model import BUILT_IN, DEPROVISIONED, OKTA_GROUP, Group
from rolecall.sandbox.okta.representation import group_fields, group_row, user_row

_MOST_FOUND = 300
_FILTER = Grammar(
    {"id": EQUAL, "type": EQUAL, "lastUpdated": ORDERED, "lastMembershipUpdated": ORDERED},
    folded=False,
)
_SEARCH = Grammar(
    {
        **dict.fromkeys(("id", "type", "created", "lastUpdated", "lastMembershipUpdated"), SEARCHED),
        "profile.name": CONTAINED,
        "profile.description": CONTAINED,
    },
    folded=True,
)


def list_groups(call: Call) -> Response:
    """Groups: all, or whichever `q`, `filter` or `search` finds; a query of names has one page alone."""
    call.parameters("q", "filter", "search", "limit", "after")
    request, store = call.request, call.store
    if len({"q", "filter", "search"} & set(request.query)) > 1:
        raise invalid("search", "q, filter and search exclude each other.")
    if "search" in request.query:
        found = _SEARCH.parse(request.parameter("search"))
        groups = [group for group in store.group_index.items() if found(group_fields(group))]
    elif "filter" in request.query:
        found = _FILTER.parse(request.parameter("filter"))
        groups = [group for group in store.groups.values() if found(group_fields(group))]
    else:
        term = request.parameter("q").lower()
        groups = [group for group in store.groups.values() if group.name.lower().startswith(term)]
    plain = "q" not in request.query
    if not plain:
        groups = groups[:_MOST_FOUND]
    return call.page(
        groups,
        lambda group: group_row(group, call.base),
        default=10_000 if plain else _MOST_FOUND,
        most=10_000,
        paged=plain,
    )


def create(call: Call) -> Response:
    """A new group."""
    profile = group_profile(json_object(call.request))
    _refuse_taken(call, profile["name"], None)
    group = call.store.add_group(profile["name"], profile["description"])
    return Response.json(group_row(group, call.base))


def read(call: Call) -> Response:
    """One group."""
    return Response.json(group_row(call.group(), call.base))


def replace(call: Call) -> Response:
    """Set a group's name and description; a description that is not sent is cleared."""
    group = _writable(call)
    profile = group_profile(json_object(call.request))
    _refuse_taken(call, profile["name"], group)
    group.profile = profile
    group.last_updated = call.store.clock.now()
    call.store.group_index.touch(group.id)
    return Response.json(group_row(group, call.base))


def delete(call: Call) -> Response:
    """Remove a group."""
    call.store.remove_group(_writable(call).id)
    return Response(204)


def list_members(call: Call) -> Response:
    """The members of a group."""
    call.parameters("limit", "after")
    users = [call.store.users[id] for id in call.group().members]
    return call.page(users, lambda user: user_row(user, call.base), default=1000, most=1000)


def add_member(call: Call) -> Response:
    """Put someone into a group; once more changes nothing."""
    group, user = _writable(call), call.user_by_id(call.request.arguments["user"])
    if user.status == DEPROVISIONED:
        raise invalid("userId", "A deactivated user cannot be put into a group.")
    call.store.join(group, user)
    return Response(204)


def remove_member(call: Call) -> Response:
    """Take someone out of a group; who is not there is not missed. The options say what becomes of a rule's members."""
    group, user = _writable(call), call.user_by_id(call.request.arguments["user"])
    if call.options.rule_members == "exclude":
        rules.exclude(call.store, group, user)
    elif group.members.get(user.id):
        raise forbidden()
    call.store.leave(group, user)
    return Response(204)


def _writable(call: Call) -> Group:
    group = call.group()
    if group.type == BUILT_IN:
        raise unsupported()
    if group.type != OKTA_GROUP:
        raise forbidden()
    return group


def _refuse_taken(call: Call, name: str, group: Group | None) -> None:
    for other in call.store.groups.values():
        if other is not group and other.name.lower() == name.lower() and other.type != "APP_GROUP":
            raise invalid("name", f"name: {ALREADY}")
