"""How invitations end, and that nobody is invited anew without a word, or twice."""

from __future__ import annotations

import threading
from dataclasses import replace

import pytest

from providers.tanzu import PROVIDER
from rolecall.sandbox import Fault
from rolecall.sandbox.tanzu.sandbox import TanzuSandbox
from tests.runtime.resources.practitioner import errors, warnings
from tests.runtime.resources.switches import with_collection
from tests.runtime.resources.tanzu_people import ADA, VIEW, WAITING, practitioner

pytestmark = pytest.mark.real_time

EMAIL = ADA["email"]
INVITATION = PROVIDER.collection("members").invitation
assert INVITATION is not None
WITHOUT = with_collection(PROVIDER, "members", invitation=replace(INVITATION, listing=None))


@pytest.mark.parametrize(
    ("end", "words"),
    [
        ("invitation.expire", f"The invitation of {EMAIL} expired"),
        ("invitation.revoke", f"The invitation of {EMAIL} was revoked"),
        ("member.remove", f"{EMAIL} was removed"),
    ],
)
def test_the_plan_says_what_came_to_an_end_before_anybody_is_invited_anew(
    tanzu: TanzuSandbox, end: str, words: str
) -> None:
    person = practitioner(tanzu)
    person.done("tanzu_org_member.ada", **ADA)
    if end == "member.remove":
        tanzu.change("invitation.accept", email=EMAIL)
        person.refresh("tanzu_org_member.ada")
    tanzu.change(end, email=EMAIL)
    person.restart()
    assert person.refresh("tanzu_org_member.ada").state is None
    # The refresh and the plan may be far apart: the plan says it whenever it would invite.
    for _ in range(2):
        person.restart()
        plan = person.plan("tanzu_org_member.ada", **ADA)
        (found,) = plan.diagnostics
        assert (found.severity, found.path, found.summary) == ("warning", ("email",), words)
        assert "invites ada@example.com anew, with another mail" in found.detail
    assert tanzu.store.cloud.mails[EMAIL] == 1
    person.done("tanzu_org_member.ada", **ADA)
    assert tanzu.store.cloud.mails[EMAIL] == 2


@pytest.mark.parametrize("end", ["invitation.expire", "invitation.revoke"])
def test_without_the_trait_nobody_says_that_an_invitation_ended(tanzu: TanzuSandbox, end: str) -> None:
    person = practitioner(tanzu, WITHOUT)
    person.done("tanzu_org_member.ada", **ADA)
    tanzu.change(end, email=EMAIL)
    person.restart()
    assert list(person.plan("tanzu_org_member.ada", **ADA).diagnostics) == []


@pytest.mark.caveat("Invitation", option="tanzu.expired_members")
def test_an_expired_invitation_that_is_still_listed_is_gone(tanzu: TanzuSandbox) -> None:
    tanzu.options.expired_members = "listed"
    person = practitioner(tanzu)
    person.done("tanzu_org_member.ada", **ADA)
    tanzu.change("invitation.expire", email=EMAIL)
    person.restart()
    assert person.refresh("tanzu_org_member.ada").state is None
    assert warnings(person.plan("tanzu_org_member.ada", **ADA).diagnostics)[0].startswith(
        f"The invitation of {EMAIL} expired"
    )
    assert person.done("tanzu_org_member.ada", **ADA)["status"] == "INVITED"
    assert tanzu.store.cloud.mails[EMAIL] == 2


def test_without_the_trait_an_expired_invitation_is_waited_for(tanzu: TanzuSandbox) -> None:
    tanzu.options.expired_members = "listed"
    person = practitioner(tanzu, WITHOUT)
    person.done("tanzu_org_member.ada", **ADA)
    tanzu.change("invitation.expire", email=EMAIL)
    person.restart()
    assert person.refresh("tanzu_org_member.ada").state is not None


def test_whoever_is_hidden_while_invited_is_invited_once(tanzu: TanzuSandbox) -> None:
    tanzu.options.invited_members = "hidden"
    person = practitioner(tanzu)
    made = person.done("tanzu_org_member.ada", **ADA, role="developer")
    assert (made["id"], made["status"], made["role"]) == (EMAIL, "INVITED", "developer")
    person.restart()
    assert person.refresh("tanzu_org_member.ada").state == made
    assert person.plan("tanzu_org_member.ada", **ADA, role="developer").planned == made
    # A state that was lost is taken up.
    again = practitioner(tanzu).done("tanzu_org_member.ada", **ADA, role="developer")
    assert again["status"] == "INVITED"
    assert tanzu.store.cloud.mails[EMAIL] == 1
    later = threading.Timer(0.7, lambda: tanzu.change("invitation.accept", email=EMAIL))
    later.start()
    waited = person.done("tanzu_org_member.ada", **{**WAITING, "timeouts": {"create": "30s"}}, role="developer")
    later.join()
    assert waited["status"] == "ACTIVE"
    assert waited["id"] == tanzu.store.cloud.find(EMAIL).user_id  # type: ignore[union-attr]  # she is there
    assert tanzu.store.cloud.mails[EMAIL] == 1


def test_a_role_waits_for_somebody_who_is_hidden_while_invited(tanzu: TanzuSandbox) -> None:
    tanzu.options.invited_members = "hidden"
    person = practitioner(tanzu)
    person.done("tanzu_org_member.ada", **ADA)
    bound = {**VIEW, "subject": {"kind": "USER", "name": EMAIL}, "timeouts": {"create": "20s"}}
    later = threading.Timer(0.7, lambda: tanzu.change("invitation.accept", email=EMAIL))
    later.start()
    person.done("tanzu_role_binding.b", **bound)
    later.join()
    (binding,) = tanzu.store.mission.bindings.values()
    assert tanzu.store.mission.grants(binding)


@pytest.mark.caveat("InvitationListing", option="tanzu.invited_members")
def test_a_hidden_invitation_is_taken_back(tanzu: TanzuSandbox) -> None:
    tanzu.options.invited_members = "hidden"
    person = practitioner(tanzu)
    person.done("tanzu_org_member.ada", **ADA)
    person.restart()
    result = person.destroy("tanzu_org_member.ada")
    assert (errors(result), result.state) == ([], None)
    assert tanzu.store.cloud.pending(EMAIL) is None


def test_without_the_trait_a_hidden_invitation_is_lost(tanzu: TanzuSandbox) -> None:
    tanzu.options.invited_members = "hidden"
    person = practitioner(tanzu, WITHOUT)
    assert errors(person.apply("tanzu_org_member.ada", **ADA))


def test_a_vendor_that_lists_no_invitations_is_believed_about_its_members(tanzu: TanzuSandbox) -> None:
    tanzu.faults.add(Fault(kind="status", method="GET", path="invitations", status=404, times=1000))
    person = practitioner(tanzu)
    assert person.done("tanzu_org_member.ada", **ADA)["status"] == "INVITED"
    tanzu.change("invitation.revoke", email=EMAIL)
    person.restart()
    assert person.refresh("tanzu_org_member.ada").state is None
    assert warnings(person.plan("tanzu_org_member.ada", **ADA).diagnostics)[0].startswith(f"{EMAIL} was removed")
    asked = tanzu.log.count("GET", "invitations")
    person.done("tanzu_org_member.ada", **ADA)
    assert tanzu.log.count("GET", "invitations") == asked


def test_a_refresh_asks_for_invitations_once_and_only_where_somebody_is_invited(tanzu: TanzuSandbox) -> None:
    person = practitioner(tanzu)
    for name in ("ada", "bob", "eve"):
        person.done(f"tanzu_org_member.{name}", email=f"{name}@example.com")
    person.restart()
    tanzu.log.clear()
    for name in ("ada", "bob", "eve"):
        person.refresh(f"tanzu_org_member.{name}")
    assert tanzu.log.count("GET", "invitations") == 1
    for name in ("ada", "bob", "eve"):
        tanzu.change("invitation.accept", email=f"{name}@example.com")
    person.restart()
    tanzu.log.clear()
    for name in ("ada", "bob", "eve"):
        person.refresh(f"tanzu_org_member.{name}")
    assert tanzu.log.count("GET", "invitations") == 0


def test_the_role_of_somebody_who_has_not_accepted_is_refused_in_the_plan(tanzu: TanzuSandbox) -> None:
    person = practitioner(tanzu)
    person.done("tanzu_org_member.ada", **ADA)
    (found,) = person.plan("tanzu_org_member.ada", **ADA, role="developer").diagnostics
    assert (found.severity, found.path) == ("error", ("role",))
    assert "before the invitation is accepted" in found.summary
    assert "Or revoke it with the vendor and apply again" in found.detail
    # What the vendor is not told may change at any time.
    assert person.done("tanzu_org_member.ada", **ADA, remove_role_bindings_on_destroy=False)["status"] == "INVITED"
    # The way out: revoked, she is invited anew with the other role.
    tanzu.change("invitation.revoke", email=EMAIL)
    person.restart()
    person.refresh("tanzu_org_member.ada")
    assert person.done("tanzu_org_member.ada", **ADA, role="developer")["role"] == "developer"


@pytest.mark.parametrize("has_ended", [False, True])
@pytest.mark.parametrize("have_id", [True, False])
def test_whoever_is_replaced_before_being_destroyed_stays_invited(
    tanzu: TanzuSandbox, have_id: bool, has_ended: bool
) -> None:
    """`-replace` with `create_before_destroy`, or a new name without a `moved` block."""
    tanzu.options.invited_have_id = have_id
    person = practitioner(tanzu)
    person.done("tanzu_org_member.ada", **ADA)
    subject = {"kind": "USER", "name": EMAIL}
    tanzu.change("role_binding.create", role="cluster.edit", subject=subject, scope={"cluster": "alpha"})
    if has_ended:
        tanzu.change("invitation.revoke", email=EMAIL)
    person.restart()
    person.done("tanzu_org_member.heir", **ADA)
    result = person.destroy("tanzu_org_member.ada")
    assert (errors(result), result.state) == ([], None)
    assert "The invitation of ada@example.com is kept" in warnings(result)[0]
    assert tanzu.store.cloud.pending(EMAIL) is not None
    assert len(tanzu.store.mission.bindings) == 1
    assert tanzu.store.cloud.mails[EMAIL] == (2 if has_ended else 1)
    # In another run the heir is what is destroyed, and the invitation with it.
    person.restart()
    assert errors(person.destroy("tanzu_org_member.heir")) == []
    assert tanzu.store.cloud.pending(EMAIL) is None


def test_an_heir_who_accepted_meanwhile_stays_a_member(tanzu: TanzuSandbox) -> None:
    person = practitioner(tanzu)
    person.done("tanzu_org_member.ada", **ADA)
    person.restart()
    person.done("tanzu_org_member.heir", **ADA)
    tanzu.change("invitation.accept", email=EMAIL)
    person.destroy("tanzu_org_member.ada")
    assert tanzu.store.cloud.is_active(EMAIL)


def test_an_invitation_that_is_taken_back_first_is_sent_anew(tanzu: TanzuSandbox) -> None:
    person = practitioner(tanzu)
    person.done("tanzu_org_member.ada", **ADA)
    person.restart()
    assert list(person.destroy("tanzu_org_member.ada").diagnostics) == []
    person.done("tanzu_org_member.heir", **ADA)
    assert tanzu.store.cloud.pending(EMAIL) is not None
