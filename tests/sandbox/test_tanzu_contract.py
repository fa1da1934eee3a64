"""The published APIs of Cloud Services and of Mission Control, fact by fact: each test is named after one."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import httpx
import pytest

from rolecall.sandbox.tanzu.sandbox import TanzuSandbox

BASE = "/csp/gateway/am/api"
ADA = "ada@example.com"
TMC = "TmcDefinition_"
LINK = f"/csp/gateway/slc/api/definitions/external/{TMC}"


@pytest.fixture(autouse=True)
def box(tanzu: TanzuSandbox) -> TanzuSandbox:
    tanzu.options.cloud_services, tanzu.options.mission_control = "v2", "policy"
    return tanzu


@pytest.fixture
def api(box: TanzuSandbox, csp: httpx.Client) -> Iterator[httpx.Client]:
    """All of Cloud Services, not of one organization alone."""
    with httpx.Client(base_url=f"{box.url}{BASE}", headers=csp.headers) as client:
        yield client


@pytest.fixture
def users(box: TanzuSandbox) -> str:
    return f"/v2/orgs/{box.store.cloud.org_id}/users"


def roles_of(box: TanzuSandbox, email: str = ADA) -> str:
    return f"/v3/users/vmware.com:{box.store.cloud.member(email).user_id}/orgs/{box.store.cloud.org_id}/roles"


def refused(answer: httpx.Response, status: int, words: str) -> None:
    assert answer.status_code == status, answer.text
    assert words in answer.json()["message"]


class TestTokens:
    @pytest.mark.parametrize("field", ["api_token", "refresh_token"])
    def test_exchange_answers_these_members(self, box: TanzuSandbox, api: httpx.Client, field: str) -> None:
        answer = api.post("/auth/api-tokens/authorize", data={field: box.environment["TANZU_API_TOKEN"]})
        members = {"access_token", "id_token", "refresh_token", "token_type", "expires_in", "scope"}
        assert answer.status_code == 200 and set(answer.json()) == members
        assert api.post("/auth/api-tokens/authorize", data={field: "wrong"}).status_code == 400

    def test_details_tell_the_organization_and_the_account(self, box: TanzuSandbox, api: httpx.Client) -> None:
        token = box.environment["TANZU_API_TOKEN"]
        said = httpx.post(f"{box.url}{BASE}/auth/api-tokens/details", json={"tokenValue": token}).json()
        assert said["orgId"] == box.store.cloud.org_id and said["userId"] == box.store.cloud.administrator.user_id
        assert {"tokenId", "tokenName", "acct"} <= set(said)
        refused(api.post("/auth/api-tokens/details", json={"tokenValue": "wrong"}), 400, "invalid_grant")

    def test_either_header_lets_in(self, box: TanzuSandbox, api: httpx.Client, users: str) -> None:
        token = api.headers["Authorization"].removeprefix("Bearer ")
        assert httpx.get(f"{box.url}{BASE}{users}", headers={"csp-auth-token": token}).status_code == 200
        answer = httpx.get(f"{box.url}{BASE}{users}")
        assert answer.status_code == 401
        members = {"cspErrorCode", "errorCode", "message", "moduleCode", "requestId", "statusCode"}
        assert set(answer.json()) == members and answer.json()["statusCode"] == 401


class TestMembers:
    def test_rows_are_nested_and_have_no_status(self, api: httpx.Client, users: str) -> None:
        said = api.get(users).json()
        row = said["results"][0]
        assert said["totalResults"] == 4 and set(said) == {"totalResults", "results"}
        assert {"user", "orgId", "organizationRoles", "serviceRoles", "customRoles"} == set(row)
        assert {"userId", "username", "email", "acct", "domain", "idpId", "accessible"} <= set(row["user"])
        assert {"name", "displayName", "resource", "membershipType", "expiresAt"} == set(row["organizationRoles"][0])
        assert "status" not in row and "status" not in row["user"]

    def test_pages_begin_at_a_row_counted_from_one(self, box: TanzuSandbox, api: httpx.Client, users: str) -> None:
        box.store.cloud.seed(250)
        said = api.get(users).json()
        assert len(said["results"]) == 200 and said["nextLink"].startswith(f"{BASE}{users}?pageStart=201&pageLimit=200")
        assert len(api.get(users, params={"pageLimit": 500}).json()["results"]) == 200
        second = api.get(users, params={"pageStart": 2, "pageLimit": 1}).json()
        assert second["results"] == said["results"][1:2] and second["prevLink"].startswith("/csp/")
        assert api.get(users, params={"pageStart": 0}).status_code == 400

    def test_the_first_version_answers_the_same_rows_twenty_at_a_time(
        self, box: TanzuSandbox, csp: httpx.Client, api: httpx.Client, users: str
    ) -> None:
        box.store.cloud.seed(30)
        said = csp.get("/users").json()
        assert said["results"] == api.get(users).json()["results"][:20]

    @pytest.mark.parametrize("value", ["", "false", "true"])
    def test_flags_count_by_being_there(self, api: httpx.Client, users: str, value: str) -> None:
        (first, *_) = api.get(users, params={"excludeRoles": value}).json()["results"]
        assert "organizationRoles" not in first

    def test_plain_members_see_no_roles(self, box: TanzuSandbox, api: httpx.Client, users: str) -> None:
        token = box.change("api_token.create", email="user00001@example.com")["api_token"]
        access = api.post("/auth/api-tokens/authorize", data={"api_token": token}).json()["access_token"]
        rows = api.get(users, headers={"Authorization": f"Bearer {access}"}).json()["results"]
        assert len(rows) == 4 and not any(row["organizationRoles"] for row in rows)

    def test_one_member_is_read_by_id(self, box: TanzuSandbox, api: httpx.Client) -> None:
        who = box.store.cloud.administrator.user_id
        path = f"/v2/users/vmware.com:{who}/orgs/{box.store.cloud.org_id}/info"
        said = api.get(path).json()
        assert said["user"]["userId"] == f"vmware.com:{who}"
        assert said["userOrgInfo"][0]["orgRoles"] == [{"name": "org_owner"}]
        assert api.get(path.replace(who, "nobody")).status_code == 404

    def test_rows_say_how_a_role_came(self, box: TanzuSandbox, api: httpx.Client, users: str) -> None:
        ada = box.change("member.create", email=ADA) and box.store.cloud.member(ADA)
        ada.service_roles, ada.inherited_roles = {TMC: ["tmc:member"]}, ["support_user"]
        [row] = [each for each in api.get(users).json()["results"] if each["user"]["email"] == ADA]
        own, other = row["organizationRoles"]
        assert (own["name"], own["membershipType"], other["name"]) == ("org_member", "DIRECT", "support_user")
        assert other["membershipType"] != "DIRECT"
        [service] = row["serviceRoles"]
        assert service["serviceDefinitionId"] == TMC and service["serviceRoleNames"] == ["tmc:member"]
        assert service["serviceRoles"][0]["membershipType"] == "DIRECT"

    def test_roles_are_named_in_a_listing(self, csp: httpx.Client) -> None:
        said = csp.get("/roles", params={"expand": ""}).json()
        assert set(said) == {"refLinks", "orgRolesData"}
        assert {"org_owner", "org_admin", "org_member", "support_user", "developer"} <= {
            each["name"] for each in said["orgRolesData"]
        }


class TestChanges:
    @pytest.fixture(autouse=True)
    def somebody(self, box: TanzuSandbox) -> None:
        box.change("member.create", email=ADA)

    def test_roles_are_added_and_removed_by_name_and_nothing_is_answered(
        self, box: TanzuSandbox, api: httpx.Client
    ) -> None:
        body = {
            "organizationRoles": {"roleNamesToAdd": ["developer"], "rolesToAdd": [{"name": "support_user"}]},
            "serviceRoles": [{"serviceDefinitionId": TMC, "roleNamesToAdd": ["tmc:member"]}],
        }
        answer = api.patch(roles_of(box), json=body)
        assert (answer.status_code, answer.content) == (200, b"")
        ada = box.store.cloud.member(ADA)
        assert set(ada.roles) == {"org_member", "developer", "support_user"}
        assert ada.service_roles == {TMC: ["tmc:member"]}
        taken = {"organizationRoles": {"roleNamesToRemove": ["org_member"], "rolesToRemove": [{"name": "developer"}]}}
        assert api.patch(roles_of(box), json=taken).status_code == 200 and ada.roles == ["support_user"]

    def test_somebody_who_is_not_there_has_no_roles_to_change(self, box: TanzuSandbox, api: httpx.Client) -> None:
        path = f"/v3/users/nobody/orgs/{box.store.cloud.org_id}/roles"
        assert api.patch(path, json={"organizationRoles": {}}).status_code == 404

    def test_the_last_owner_stays_one(self, box: TanzuSandbox, api: httpx.Client, users: str) -> None:
        owner = box.store.cloud.administrator
        body = {"organizationRoles": {"roleNamesToAdd": ["org_member"], "roleNamesToRemove": ["org_owner"]}}
        refused(api.patch(roles_of(box, owner.email), json=body), 400, "last owner")
        ids = [f"vmware.com:{owner.user_id}"]
        refused(api.request("DELETE", users, json={"ids": ids}), 400, "last org owner")

    def test_a_removal_succeeds_in_part(self, box: TanzuSandbox, api: httpx.Client, users: str) -> None:
        ada = f"vmware.com:{box.store.cloud.member(ADA).user_id}"
        answer = api.request("DELETE", users, json={"ids": [ada, "vmware.com:nobody"], "notifyUsers": False})
        assert answer.status_code == 200
        assert answer.json() == {"succeeded": [ada], "failed": ["vmware.com:nobody"]}
        refused(api.request("DELETE", users, json={"ids": ["x"] * 21}), 400, "more than 20")


class TestInvitations:
    def invite(self, csp: httpx.Client, **said: Any) -> httpx.Response:
        return csp.post("/invitations", json={"usernames": [ADA], **said})

    def test_an_invitation_is_accepted_without_a_body(self, box: TanzuSandbox, csp: httpx.Client) -> None:
        services = [{"serviceDefinitionLink": LINK, "serviceRoleNames": ["tmc:member"]}]
        answer = self.invite(csp, organizationRoles=[{"name": "org_member"}], serviceRolesDtos=services)
        assert (answer.status_code, answer.content) == (202, b"")
        (row,) = csp.get("/invitations", params={"expand": ""}).json()
        assert row["username"] == ADA and row["status"] == "AVAILABLE" and row["orgRoleNames"] == ["org_member"]
        assert row["serviceRolesDtos"][0]["serviceDefinitionLink"] == LINK
        assert row["expirationTime"] - row["generatedAt"] == 7 * 86_400_000
        assert box.store.cloud.find(ADA) is None or all(
            each["user"]["email"] != ADA for each in csp.get("/users").json()["results"]
        )

    @pytest.mark.parametrize(
        ("said", "words"),
        [
            ({}, "need a role"),
            ({"organizationRoles": []}, "need a role"),
            ({"organizationRoles": [{"name": "king"}]}, "'king' does not exist"),
            ({"orgRoleName": "org_member"}, 'unknown field "orgRoleName"'),
            ({"organizationRoles": [{"name": "org_member"}], "invitationExpirationInDays": 91}, "1 to 90"),
            ({"organizationRoles": [{"name": "org_member"}], "invitationExpirationInDays": 0}, "1 to 90"),
            ({"organizationRoles": [{"name": "org_member"}], "customGroupsIds": ["g"] * 16}, "more than 15"),
        ],
    )
    def test_roles_are_mandatory_and_limits_hold(self, csp: httpx.Client, said: dict[str, Any], words: str) -> None:
        refused(self.invite(csp, **said), 400, words)

    def test_the_deprecated_names_of_roles_are_taken(self, csp: httpx.Client) -> None:
        assert self.invite(csp, orgRoleNames=["org_member"]).status_code == 202

    def test_a_listing_is_of_links_unless_it_is_expanded(self, csp: httpx.Client) -> None:
        self.invite(csp, orgRoleNames=["org_member"])
        (row,) = csp.get("/invitations").json()
        assert set(row) == {"refLink"}
        single = csp.get(f"/invitations/{row['refLink'].rpartition('/')[2]}").json()
        assert single["username"] == ADA and single["refLink"] == row["refLink"]
        assert csp.get("/invitations/nothing").status_code == 404

    def test_no_status_says_that_it_expired(self, box: TanzuSandbox, csp: httpx.Client) -> None:
        self.invite(csp, orgRoleNames=["org_member"])
        box.change("invitation.expire", email=ADA)
        (row,) = csp.get("/invitations", params={"expand": "true"}).json()
        assert row["status"] == "AVAILABLE" and row["expirationTime"] <= box.store.clock.now() * 1000

    def test_it_is_taken_back_by_address(self, csp: httpx.Client) -> None:
        self.invite(csp, orgRoleNames=["org_member"])
        answer = csp.post("/invitations", params={"action": "revoke"}, json={"usernames": [ADA]})
        assert (answer.status_code, answer.content) == (202, b"")
        (row,) = csp.get("/invitations", params={"expand": "true"}).json()
        assert row["status"] == "REVOKED" and "revokedAt" in row


class TestGroups:
    def test_people_come_by_name_and_go_by_id(self, box: TanzuSandbox, csp: httpx.Client) -> None:
        box.change("member.create", email=ADA)
        group = csp.post("/groups", json={"displayName": "Crew"}).json()["id"]
        path = f"/groups/{group}/users"
        added = csp.post(path, json={"usernamesToAdd": [ADA, "eve@example.com"], "notifyUsers": False})
        assert (added.status_code, added.json()) == (200, {"succeeded": [ADA], "failed": ["eve@example.com"]})
        ada = f"vmware.com:{box.store.cloud.member(ADA).user_id}"
        assert [each["userId"] for each in csp.get(path).json()["results"]] == [ada]
        gone = csp.request("DELETE", path, json={"ids": [ada, "nobody"]})
        assert (gone.status_code, gone.json()) == (200, {"succeeded": [ada], "failed": ["nobody"]})

    def test_deleting_says_what_failed_and_why(self, box: TanzuSandbox, csp: httpx.Client) -> None:
        own = csp.post("/groups", json={"displayName": "Crew"}).json()["id"]
        said = csp.request("DELETE", "/groups", json={"ids": [own, "nothing"]}).json()
        assert (said["succeeded"], said["failed"]) == ([own], ["nothing"])
        assert set(said["failures"][0]) == {"id", "errorCode", "message"}

    @pytest.mark.parametrize(("kind", "status"), [("enterprise", 400), ("shared", 403), ("", 404)])
    def test_only_custom_groups_can_be_changed(
        self, box: TanzuSandbox, csp: httpx.Client, kind: str, status: int
    ) -> None:
        group = box.change("group.create", name="Theirs", kind=kind)["id"] if kind else "nothing"
        answer = csp.post(f"/groups/{group}/users", json={"usernamesToAdd": ["user00001@example.com"]})
        assert answer.status_code == status


JANE = {"name": "user00001@example.com", "kind": "USER"}


class TestPolicies:
    """What test_tanzu_policies does not say: deltas, scopes, limits and listings are there."""

    def test_overwriting_takes_away_what_it_does_not_name(self, box: TanzuSandbox, tmc: httpx.Client) -> None:
        delta = {"op": "ADD", "role": "cluster.view", "subject": JANE}
        tmc.patch("/clusters:iam/alpha", json={"fullName": {"name": "alpha"}, "bindingDeltaList": [delta]})
        other = {"role": "cluster.edit", "subjects": [{"name": "crew", "kind": "GROUP"}]}
        said = tmc.put("/clusters:iam/alpha", json={"roleBindings": [other]}).json()["policy"]
        assert said["roleBindings"] == [other]
        assert tmc.put("/clusters:iam/alpha").json()["policy"]["roleBindings"] == []

    def test_the_organization_may_be_named_in_the_query(self, box: TanzuSandbox, tmc: httpx.Client) -> None:
        own = {"fullName.orgId": box.store.cloud.org_id}
        assert tmc.get("/organization:iam", params=own).json() == {"policyList": []}
        assert tmc.get("/organization:iam", params={"fullName.orgId": "other"}).status_code == 404

    def test_errors_are_worded_as_the_gateway_words_them(self, box: TanzuSandbox, tmc: httpx.Client) -> None:
        said = tmc.get("/clusters:iam/nothing")
        assert said.status_code == 404 and {"error", "code", "message"} <= set(said.json())

    def test_role_bindings_of_their_own_are_no_route(self, box: TanzuSandbox, tmc: httpx.Client) -> None:
        assert tmc.get("/iam/rolebindings").status_code == 404

    def test_a_login_of_its_own_takes_no_token_of_cloud_services(self, box: TanzuSandbox, tmc: httpx.Client) -> None:
        box.options.self_managed = True
        assert tmc.get("/clustergroups").status_code == 401
