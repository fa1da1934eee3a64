"""Cloud Services: invitations, from the mail to the day someone accepts it, or nobody does."""

from __future__ import annotations

from typing import Any

import httpx
import pytest

from rolecall.sandbox.tanzu.sandbox import TanzuSandbox

NEW = "new@example.com"


def refused(answer: httpx.Response, status: int, code: str) -> None:
    assert (answer.status_code, answer.json()["errorCode"]) == (status, code)


def invite(csp: httpx.Client, *people: str, role: str = "org_member") -> httpx.Response:
    return csp.post("/invitations", json={"usernames": list(people), "orgRoleName": role})


def found(csp: httpx.Client, email: str = NEW) -> dict[str, Any] | None:
    rows = csp.get("/users", params={"pageLimit": 100}).json()["results"]
    return next((row for row in rows if row["email"] == email), None)


def status(csp: httpx.Client, email: str = NEW) -> str:
    row = found(csp, email)
    return "absent" if row is None else row["status"]


def test_someone_invited_becomes_a_member_when_they_accept(csp: httpx.Client, tanzu: TanzuSandbox) -> None:
    assert status(csp) == "absent"
    answer = invite(csp, NEW, role="developer")
    assert answer.status_code == 200
    assert set(answer.json()) == {"invitationLink", "invitedUsers"}
    assert answer.json()["invitedUsers"] == [{"email": NEW, "status": "INVITED"}]
    invited = found(csp)
    assert invited is not None
    assert (invited["status"], invited["role"], "firstName" in invited) == ("INVITED", "developer", False)
    tanzu.change("invitation.accept", email=NEW, first_name="Neo", last_name="Ohm")
    accepted = found(csp)
    assert accepted == invited | {"status": "ACTIVE", "firstName": "Neo", "lastName": "Ohm"}
    with pytest.raises(KeyError, match="no invitation"):
        tanzu.change("invitation.accept", email=NEW)


def test_addresses_are_kept_in_lower_case(csp: httpx.Client, tanzu: TanzuSandbox) -> None:
    answer = invite(csp, "Jane.Doe@Example.COM", "jane.doe@example.com")
    assert answer.json()["invitedUsers"] == [{"email": "jane.doe@example.com", "status": "INVITED"}]
    assert tanzu.store.cloud.mails["jane.doe@example.com"] == 1
    assert status(csp, "jane.doe@example.com") == "INVITED"


@pytest.mark.parametrize(
    ("body", "code"),
    [
        ({"usernames": [], "orgRoleName": "org_member"}, "invalid_field"),
        ({"orgRoleName": "org_member"}, "invalid_field"),
        ({"usernames": ["jane"], "orgRoleName": "org_member"}, "invalid_username"),
        ({"usernames": ["fine@example.com", "a b@example.com"], "orgRoleName": "org_member"}, "invalid_username"),
        ({"usernames": [NEW], "orgRoleName": "king"}, "invalid_role"),
        ({"usernames": [NEW], "orgRoleName": "org_member", "mood": "good"}, "invalid_field"),
    ],
)
def test_a_wrong_invitation_invites_nobody(
    csp: httpx.Client, tanzu: TanzuSandbox, body: dict[str, Any], code: str
) -> None:
    refused(csp.post("/invitations", json=body), 400, code)
    assert not tanzu.store.cloud.mails


def test_later_forms_of_the_role_are_taken_and_a_member_is_the_default(csp: httpx.Client) -> None:
    csp.post("/invitations", json={"usernames": ["a@example.com"], "orgRoleNames": ["org_admin"]})
    csp.post("/invitations", json={"usernames": ["b@example.com"], "organizationRoles": [{"name": "developer"}]})
    csp.post("/invitations", json={"usernames": ["c@example.com"]})
    roles = [(found(csp, f"{name}@example.com") or {})["role"] for name in "abc"]
    assert roles == ["org_admin", "developer", "org_member"]


def test_a_second_invitation_sends_a_second_mail(csp: httpx.Client, tanzu: TanzuSandbox) -> None:
    invite(csp, NEW)
    assert invite(csp, NEW, role="developer").status_code == 200
    assert tanzu.store.cloud.mails[NEW] == 2
    states = [row["status"] for row in csp.get("/invitations", params={"expand": "true"}).json()]
    assert states == ["REVOKED", "AVAILABLE"]
    tanzu.options.repeated_invitation = "conflict"
    refused(invite(csp, NEW), 409, "already_invited")
    assert tanzu.store.cloud.mails[NEW] == 2


def test_inviting_a_member_gives_them_the_role_at_once(csp: httpx.Client, tanzu: TanzuSandbox) -> None:
    member = "user00001@example.com"
    answer = invite(csp, member, role="org_owner")
    assert answer.json()["invitedUsers"] == [{"email": member, "status": "ACTIVE"}]
    assert (found(csp, member) or {})["role"] == "org_owner"
    assert tanzu.store.cloud.mails[member] == 0
    tanzu.options.repeated_invitation = "conflict"
    refused(invite(csp, NEW, member), 409, "already_member")
    assert status(csp) == "absent"  # all or nobody


def test_people_may_take_their_time(csp: httpx.Client, tanzu: TanzuSandbox) -> None:
    tanzu.options.accept_seconds = 600.0
    invite(csp, NEW)
    tanzu.change("clock.advance", seconds=500)
    assert status(csp) == "INVITED"
    tanzu.change("clock.advance", seconds=101)
    assert status(csp) == "ACTIVE"


def test_an_invitation_expires_and_is_gone_from_the_list(csp: httpx.Client, tanzu: TanzuSandbox) -> None:
    tanzu.options.invitation_seconds = 600.0
    tanzu.options.accept_seconds = 700.0
    invite(csp, NEW)
    member = (found(csp) or {})["userId"]
    tanzu.change("clock.advance", seconds=800)
    assert status(csp) == "absent"
    refused(csp.delete(f"/users/{member}"), 404, "user_not_found")
    tanzu.options.expired_members = "listed"
    assert status(csp) == "INVITED"  # it says so, and nobody can accept
    with pytest.raises(KeyError, match="no invitation"):
        tanzu.change("invitation.accept", email=NEW)
    invite(csp, NEW)
    tanzu.change("invitation.accept", email=NEW)
    assert (found(csp) or {})["userId"] == member


def test_a_test_expires_and_revokes_invitations(csp: httpx.Client, tanzu: TanzuSandbox) -> None:
    invite(csp, NEW)
    tanzu.change("invitation.expire", email=NEW)
    assert status(csp) == "absent"
    invite(csp, NEW)
    tanzu.change("invitation.revoke", email=NEW)
    assert status(csp) == "REMOVED"
    states = [row["status"] for row in csp.get("/invitations", params={"expand": "true"}).json()]
    assert states == ["EXPIRED", "REVOKED"]


def test_the_api_revokes_invitations_in_two_ways(csp: httpx.Client, tanzu: TanzuSandbox) -> None:
    invite(csp, NEW, "other@example.com")
    answer = csp.post("/invitations", params={"action": "revoke"}, json={"usernames": ["other@example.com"]})
    assert answer.status_code == 200
    assert status(csp, "other@example.com") == "REMOVED"
    again = csp.post("/invitations", params={"action": "revoke"}, json={"usernames": ["other@example.com"]})
    refused(again, 404, "invitation_not_found")
    assert csp.delete(f"/users/{(found(csp) or {})['userId']}").status_code == 204
    with pytest.raises(KeyError, match="no invitation"):
        tanzu.change("invitation.accept", email=NEW)


def test_the_role_of_someone_invited_cannot_be_changed(csp: httpx.Client) -> None:
    invite(csp, NEW)
    member = (found(csp) or {})["userId"]
    refused(csp.patch(f"/users/{member}", json={"role": "org_admin"}), 409, "invitation_pending")


def test_someone_removed_can_be_invited_again_and_keeps_their_id(csp: httpx.Client, tanzu: TanzuSandbox) -> None:
    member = tanzu.store.cloud.member("user00001@example.com").user_id
    csp.delete(f"/users/{member}")
    invite(csp, "user00001@example.com")
    row = found(csp, "user00001@example.com") or {}
    assert (row["userId"], row["status"]) == (member, "INVITED")


def test_invitations_are_links_unless_expanded(csp: httpx.Client, tanzu: TanzuSandbox) -> None:
    invite(csp, NEW)
    (link,) = csp.get("/invitations").json()
    assert set(link) == {"refLink"}
    (full,) = csp.get("/invitations", params={"expand": "true"}).json()
    assert csp.get(tanzu.url + link["refLink"]).json() == full
    assert (full["username"], full["status"], full["orgRoleNames"]) == (NEW, "AVAILABLE", ["org_member"])
    assert full["expirationTime"] - full["generatedAt"] == 7 * 86_400_000
    tanzu.change("invitation.accept", email=NEW)
    assert csp.get(tanzu.url + link["refLink"]).json()["redeemedAt"] >= full["generatedAt"]
    assert csp.get("/invitations/none").status_code == 404


def test_the_list_may_hide_people_invited_or_their_ids_and_the_answer_be_empty(
    csp: httpx.Client, tanzu: TanzuSandbox
) -> None:
    tanzu.options.invitation_answer = "empty"
    answer = invite(csp, NEW)
    assert (answer.status_code, answer.content) == (202, b"")
    tanzu.options.invited_have_id = False
    assert "userId" not in (found(csp) or {"userId": 1})
    tanzu.options.invited_members = "hidden"
    assert status(csp) == "absent"
    tanzu.change("invitation.accept", email=NEW)
    assert "userId" in (found(csp) or {})
