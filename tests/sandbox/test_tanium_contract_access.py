"""The API that Tanium publishes, fact by fact: roles, groups and tokens. Each test is named after a fact."""

from __future__ import annotations

import httpx
import pytest

from rolecall.sandbox.tanium.records import User
from tests.runtime.resources.boxes import TaniumBox
from tests.sandbox.tanium_answers import data, refused, role

PAIRS = "/content_set_role_memberships"


@pytest.fixture(autouse=True)
def box(tanium: TaniumBox) -> TaniumBox:
    tanium.options.api = "platform"
    return tanium


@pytest.fixture
def ada(box: TaniumBox) -> User:
    return box.store.add_user("ada", roles=["Analyst", "Operator"])


class TestRoles:
    def test_two_flags_are_text_and_one_is_a_number(self, api: httpx.Client) -> None:
        for row in data(api.get("/content_set_roles")):
            assert (row["all_content_sets_flag"], row["deny_flag"], row["deleted_flag"]) == ("0", "0", 0)

    def test_one_request_tells_who_has_what_directly(self, box: TaniumBox, api: httpx.Client, ada: User) -> None:
        group = box.store.add_user_group("Ops")
        group.roles = [box.store.roles.named("Analyst").id]
        rows = {row["id"]: row for row in data(api.get("/content_set_roles/memberships"))["content_set_roles"]}
        analysts = rows[box.store.roles.named("Analyst").id]
        assert {"id": ada.id, "name": "ada"} in analysts["users"]
        assert analysts["user_groups"] == [{"id": group.id, "name": "Ops"}]

    def test_roles_that_nobody_has_are_left_out(self, box: TaniumBox, api: httpx.Client) -> None:
        nobodys = box.store.roles.add("Nobody's").id
        rows = data(api.get("/content_set_roles/memberships"))["content_set_roles"]
        assert nobodys not in [row["id"] for row in rows]


class TestMemberships:
    def test_a_pair_is_an_object_of_two_ids(self, box: TaniumBox, api: httpx.Client, ada: User) -> None:
        body = {"user": {"id": ada.id}, "content_set_role": role(box, "Read Only User")}
        made = data(api.post(PAIRS, json=body))
        assert {"user": made["user"], "content_set_role": made["content_set_role"]} == body
        assert box.store.role_names("ada") == {"Analyst", "Operator", "Read Only User"}
        assert data(api.get(f"{PAIRS}/{made['id']}")) == [made]  # a list of one

    def test_the_listing_has_no_filter(self, api: httpx.Client, ada: User) -> None:
        assert data(api.get(PAIRS, params={"user": ada.id})) == data(api.get(PAIRS))

    def test_a_deleted_pair_stays_in_the_listing(self, box: TaniumBox, api: httpx.Client, ada: User) -> None:
        (first, _) = [row for row in data(api.get(PAIRS)) if row["user"]["id"] == ada.id]
        assert data(api.delete(f"{PAIRS}/{first['id']}"))["deleted_flag"] == 1
        assert [row["deleted_flag"] for row in data(api.get(PAIRS)) if row["id"] == first["id"]] == [1]
        refused(api.delete(f"{PAIRS}/{first['id']}"), "ContentSetRoleMembershipNotFound")
        assert len(box.store.role_names("ada")) == 1

    def test_each_half_must_be_there(self, box: TaniumBox, api: httpx.Client, ada: User) -> None:
        analyst = role(box, "Analyst")
        refused(api.post(PAIRS, json={"user": {"id": 1}, "content_set_role": analyst}), "UserNotFound")
        refused(api.post(PAIRS, json={"user": {"id": ada.id}, "content_set_role": {"id": 1}}), "ContentSetRoleNotFound")
        by_name = {"user": {"name": "ada"}, "content_set_role": analyst}
        refused(api.post(PAIRS, json=by_name), "UserNotFound")

    @pytest.mark.parametrize("second", ["same", "refuse"])
    def test_a_second_pair_is_the_same_or_refused(
        self, box: TaniumBox, api: httpx.Client, ada: User, second: str
    ) -> None:
        box.options.second_pair = second
        (first, _) = [row for row in data(api.get(PAIRS)) if row["user"]["id"] == ada.id]
        answer = api.post(PAIRS, json={"user": first["user"], "content_set_role": first["content_set_role"]})
        assert data(answer)["id"] == first["id"] if second == "same" else refused(answer, "SQLException")


class TestGroups:
    def test_lists_in_a_patch_replace_and_the_rest_stays(self, box: TaniumBox, api: httpx.Client, ada: User) -> None:
        computers = {"id": next(iter(box.store.computer_groups)).id}
        body = {"name": "Ops", "user_list": [{"id": ada.id}], "content_set_roles": [role(box, "Analyst")]}
        made = data(api.post("/user_groups", json={**body, "group": computers}))
        assert made["group"] == computers and made["user_list"] == [{"id": ada.id}]
        eve = box.store.add_user("eve")
        after = data(api.patch(f"/user_groups/{made['id']}", json={"user_list": [{"id": eve.id}]}))
        assert after["user_list"] == [{"id": eve.id}]
        assert [each["name"] for each in after["content_set_roles"]] == ["Analyst"] and after["group"] == computers

    def test_a_name_is_needed_and_is_unique(self, api: httpx.Client) -> None:
        refused(api.post("/user_groups", json={}), "UserGroupNameRequired")
        made = data(api.post("/user_groups", json={"name": "Ops"}))
        refused(api.post("/user_groups", json={"name": "Ops"}), "UserGroupAlreadyExists")
        assert data(api.get("/user_groups/by-name/Ops"))["id"] == made["id"]

    def test_a_deleted_group_is_gone_or_shown_with_its_flag(self, box: TaniumBox, api: httpx.Client) -> None:
        made = data(api.post("/user_groups", json={"name": "Ops"}))
        assert data(api.delete(f"/user_groups/{made['id']}"))["deleted_flag"] == 1
        refused(api.get(f"/user_groups/{made['id']}"), "UserGroupNotFound")
        box.options.lists_deleted = box.options.reads_deleted = True
        assert data(api.get(f"/user_groups/{made['id']}"))["deleted_flag"] == 1
        assert [row["deleted_flag"] for row in data(api.get("/user_groups"))] == [1]


class TestTokens:
    def test_a_token_is_always_the_callers(self, box: TaniumBox, api: httpx.Client, ada: User) -> None:
        refused(api.post("/api_tokens", json={"name": "ci", "user": {"id": ada.id}}), "InvalidJSONBody")
        made = data(api.post("/api_tokens", json={"name": "ci"}))
        assert made["user"] == {"id": box.store.administrator.id} and made["expire_in_days"] == 7
        assert made["token_string"].startswith("token-")
        assert "token_string" not in data(api.get(f"/api_tokens/{made['id']}"))
        assert not any("token_string" in row for row in data(api.get("/api_tokens")))

    def test_a_name_may_come_back_empty(self, box: TaniumBox, api: httpx.Client) -> None:
        box.options.tokens_show_no_name = True
        made = data(api.post("/api_tokens", json={"name": "ci", "notes": "Deploys"}))
        assert (made["name"], made["notes"]) == ("", "Deploys")

    def test_an_expired_token_is_gone_for_readers(self, box: TaniumBox, api: httpx.Client) -> None:
        made = data(api.post("/api_tokens", json={"name": "ci", "expire_in_days": 1}))
        box.store.clock.advance(86_401)
        refused(api.get(f"/api_tokens/{made['id']}"), "APITokenNotFound")
        assert made["id"] not in [row["id"] for row in data(api.get("/api_tokens"))]

    def test_deletion_answers_the_flag_as_a_number(self, api: httpx.Client) -> None:
        made = data(api.post("/api_tokens", json={"name": "ci"}))
        assert data(api.delete(f"/api_tokens/{made['id']}"))["deleted_flag"] == 1
        refused(api.delete(f"/api_tokens/{made['id']}"), "APITokenNotFound")


class TestScimServers:
    @pytest.mark.parametrize("wrapped", [True, False])
    def test_a_listing_of_one_is_an_object_or_a_list(self, box: TaniumBox, api: httpx.Client, wrapped: bool) -> None:
        box.options.wraps_scim = wrapped
        api.post("/scim_servers", json={"name": "entra"})
        listed = data(api.get("/scim_servers"))
        assert (listed["scim_server"] if wrapped else listed[0])["name"] == "entra"

    def test_making_one_makes_a_user_and_a_token(self, box: TaniumBox, api: httpx.Client) -> None:
        made = data(api.post("/scim_servers", json={"name": "entra", "expire_in_days": 30}))["scim_server"]
        assert made["api_token"]["token_string"].startswith("token-")
        assert box.store.live_user("entra SCIM User").id == made["api_token"]["user"]["id"]  # type: ignore[union-attr]
        one = data(api.get(f"/scim_servers/{made['id']}"))["scim_server"]
        assert "token_string" not in one["api_token"]

    @pytest.mark.parametrize("days", [0, 366])
    def test_days_beyond_a_year_are_an_error_of_the_server(self, api: httpx.Client, days: int) -> None:
        answer = api.post("/scim_servers", json={"name": "entra", "expire_in_days": days})
        assert answer.status_code == 500
        refused(answer, "InvalidExpireInDaysField")

    def test_a_name_is_needed_and_is_unique(self, api: httpx.Client) -> None:
        refused(api.post("/scim_servers", json={}), "SCIMServerNameRequired")
        api.post("/scim_servers", json={"name": "entra"})
        refused(api.post("/scim_servers", json={"name": "entra"}), "SCIMServerAlreadyExists")

    def test_it_is_deleted_for_good_and_nothing_is_answered(self, api: httpx.Client) -> None:
        made = data(api.post("/scim_servers", json={"name": "entra"}))["scim_server"]
        assert data(api.delete(f"/scim_servers/{made['id']}")) is None
        refused(api.get(f"/scim_servers/{made['id']}"), "SCIMServerNotFound")
