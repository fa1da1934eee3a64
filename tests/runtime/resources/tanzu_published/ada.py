"""Ada, a member of an organization whom the published API of Cloud Services invited."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from rolecall.runtime import shims
from rolecall.sandbox.tanzu.sandbox import TanzuSandbox
from rolecall.specification.schema import ObjectLifecycle, Provider
from tests.runtime.resources.practitioner import Practitioner
from tests.runtime.resources.switches import with_collection, with_lifecycle

LABEL = "tanzu_org_member.ada"
ADA: dict[str, Any] = {"email": "ada@example.com", "roles": ["org_member"]}
TMC = "TmcDefinition_"


def shim() -> Provider:
    return shims.dialect("tanzu", "v2")


def alone() -> Provider:
    """The shim of the dialect without the others."""
    return replace(shim(), dialects=(), spoken=())


def state_of(team: Practitioner) -> dict[str, Any]:
    """The state of Ada after a refresh."""
    state = team.refresh(LABEL).state
    assert state is not None
    return state


def joined(published: TanzuSandbox, team: Practitioner, **arguments: Any) -> dict[str, Any]:
    """The state of Ada, who was invited by this configuration and accepted."""
    team.done(LABEL, **{**ADA, **arguments})
    published.change("invitation.accept", email="ada@example.com")
    team.restart()
    return state_of(team)


def practitioner_without(
    published: TanzuSandbox, *, failed: str | None = None, expires: str | None = None
) -> Practitioner:
    """Somebody whose shim lacks a trait of the dialect."""
    given = alone()
    if failed is not None:
        lifecycle = given.resource("tanzu_org_member").lifecycle
        assert isinstance(lifecycle, ObjectLifecycle) and lifecycle.delete is not None
        given = with_lifecycle(given, "tanzu_org_member", delete=replace(lifecycle.delete, failed=failed))
    if expires is not None:
        members = given.collection("members")
        assert members.invitation is not None and members.invitation.listing is not None
        listing = replace(members.invitation.listing, expires=expires)
        given = with_collection(given, "members", invitation=replace(members.invitation, listing=listing))
    return Practitioner(given, published.environment)
