"""The paths of the published API under `/csp/gateway/am/api`."""

from __future__ import annotations

from collections.abc import Callable

from rolecall.sandbox.core.message import Response
from rolecall.sandbox.core.routing import Router
from rolecall.sandbox.tanzu.cloud_services.call import Call
from rolecall.sandbox.tanzu.cloud_services.published import groups, invitations, members

Handler = Callable[[Call], Response]


def router(base: str) -> Router[Handler]:
    """The handlers by path, below `base`. The list of the first version is there too, and no flat row anywhere."""
    found: Router[Handler] = Router()
    add = found.add
    org = f"{base}/orgs/{{org}}"
    add(f"{base}/v2/orgs/{{org}}/users", GET=members.list_members, DELETE=members.remove_members)
    add(f"{org}/users", GET=members.list_members_of_the_first_version)
    add(f"{org}/users/search", GET=members.search)
    add(f"{base}/v2/users/{{user}}/orgs/{{org}}/info", GET=members.read_member)
    add(f"{base}/v3/users/{{user}}/orgs/{{org}}/roles", PATCH=members.change_roles)
    add(f"{org}/roles", GET=members.list_roles)
    add(f"{org}/invitations", GET=invitations.list_invitations, POST=invitations.invite)
    add(f"{org}/invitations/{{id}}", GET=invitations.read_invitation)
    add(f"{org}/groups", GET=groups.list_groups, POST=groups.create_group, DELETE=groups.delete_groups)
    add(f"{org}/groups/{{group}}", GET=groups.read_group, PATCH=groups.change_group)
    add(
        f"{org}/groups/{{group}}/users",
        GET=groups.list_members,
        POST=groups.add_members,
        DELETE=groups.remove_members,
    )
    return found
