"""Authentication by access tokens, and permissions in the organization."""

from __future__ import annotations

from rolecall.sandbox.core.message import Refusal, Request
from rolecall.sandbox.tanzu.cloud_services.model import ACTIVE, ADMIN, OWNER, Member
from rolecall.sandbox.tanzu.cloud_services.store import CloudServices


def enter(request: Request, cloud: CloudServices, *, own_header: bool = False) -> Member:
    """The caller, known by the bearer token; `own_header`: or by Cloud Services' own header `csp-auth-token`.

    Refuses with 401 a token that is missing, unknown or over.
    """
    value = request.bearer or (request.headers.get("csp-auth-token", "") if own_header else "")
    caller = cloud.bearer(value) if value else None
    if caller is None:
        raise Refusal(401, "The access token is missing, invalid or expired.", "unauthenticated")
    return caller


def require_member(caller: Member) -> None:
    """Refuse with 403 a caller who is not a member of the organization (any more)."""
    if caller.status != ACTIVE:
        raise Refusal(403, "You are not a member of this organization.", "forbidden")


def is_administrator(caller: Member) -> bool:
    """Whether the caller administers the organization."""
    return bool({OWNER, ADMIN} & set(caller.roles))


def require_administrator(caller: Member) -> None:
    """Refuse with 403 a caller who does not administer the organization."""
    require_member(caller)
    if not is_administrator(caller):
        raise Refusal(403, "This needs the scope csp:org_admin.", "forbidden")
