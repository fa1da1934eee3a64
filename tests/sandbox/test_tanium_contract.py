"""The API that Tanium publishes, fact by fact: calls and users. Each test is named after a fact."""

from __future__ import annotations

from typing import Any

import httpx
import pytest

from rolecall.sandbox.tanium.records import User
from tests.runtime.resources.boxes import TaniumBox
from tests.sandbox.tanium_answers import data, refused, role

SUMMARY = {"tanium-options": '{"summary":1}'}
DELETED_TOO = {"tanium-options": '{"summary":1,"include_hidden_flag":1}'}


@pytest.fixture(autouse=True)
def box(tanium: TaniumBox) -> TaniumBox:
    tanium.options.api = "platform"
    return tanium


@pytest.fixture
def ada(box: TaniumBox) -> User:
    return box.store.add_user("ada", roles=["Analyst", "Operator"])


class TestCalls:
    def test_the_token_goes_into_the_session_header_with_its_prefix(self, box: TaniumBox, api: httpx.Client) -> None:
        token = box.environment["TANIUM_API_TOKEN"]
        assert token.startswith("token-") and data(api.get("/session/current"))["user"]["name"] == "sandbox-admin"
        for headers in ({"session": token.removeprefix("token-")}, {"Authorization": f"Bearer {token}"}, {}):
            answer = httpx.get(f"{box.url}/api/v2/session/current", headers=headers)
            refused(answer, "InvalidSession")

    @pytest.mark.parametrize("wrapped", [True, False])
    def test_who_is_calling_is_told_with_lists_wrapped_or_plain(
        self, box: TaniumBox, api: httpx.Client, wrapped: bool
    ) -> None:
        box.options.wraps_session = wrapped
        (shown,) = data(api.get("/session/current"))["user"]["roles"]
        assert (shown["role"] if wrapped else shown)["name"] == "Administrator"

    def test_a_token_works_from_addresses_that_it_trusts_alone(self, box: TaniumBox, api: httpx.Client) -> None:
        made = data(api.post("/api_tokens", json={"notes": "ci", "trusted_ip_addresses": "192.0.2.0/24, 198.51.100.7"}))
        theirs = {"session": made["token_string"]}
        refused(api.get("/session/current", headers=theirs), "Unauthorized")
        for address in ("192.0.2.40", "198.51.100.7"):
            box.options.caller_address = address
            assert api.get("/session/current", headers=theirs).status_code == 200

    @pytest.mark.parametrize("status", [400, 404, 500])
    def test_an_error_has_a_name_under_whatever_status(self, box: TaniumBox, api: httpx.Client, status: int) -> None:
        box.options.missing_status = status
        answer = api.get("/users/999999")
        assert answer.status_code == status
        refused(answer, "UserNotFound")

    @pytest.mark.parametrize("path", ["users", "content_set_roles", "user_groups", "api_tokens", "scim_servers"])
    def test_a_listing_that_is_cached_ends_with_a_row_that_is_no_object(
        self, box: TaniumBox, api: httpx.Client, path: str
    ) -> None:
        box.options.wraps_scim = False
        plain = data(api.get(f"/{path}", headers=SUMMARY))
        box.options.cache_info = True
        *rows, last = data(api.get(f"/{path}", headers=SUMMARY))
        assert rows == plain and last == {"cache_info": {}}

    @pytest.mark.parametrize("status", [400, 409, 500])
    def test_a_taken_name_is_named_under_whatever_status(
        self, box: TaniumBox, api: httpx.Client, ada: User, status: int
    ) -> None:
        box.options.taken_status = status
        answer = api.post("/users", json={"name": "ada"})
        assert answer.status_code == status
        refused(answer, "UserAlreadyExists")

    @pytest.mark.parametrize("status", [400, 401, 500])
    def test_a_session_that_has_ended_is_named_under_whatever_status(self, box: TaniumBox, status: int) -> None:
        box.options.ended_status = status
        answer = httpx.get(f"{box.url}/api/v2/session/current", headers={"session": "token-0000"})
        assert answer.status_code == status
        refused(answer, "InvalidSession")


class TestUsers:
    def test_a_listing_without_a_summary_is_refused_in_the_cloud(self, box: TaniumBox, api: httpx.Client) -> None:
        refused(api.get("/users"), "UsersNonSummaryViewDisallowed")
        assert data(api.get("/users", headers=SUMMARY))
        box.options.cloud = False
        assert data(api.get("/users"))

    def test_a_single_read_needs_no_summary(self, api: httpx.Client, ada: User) -> None:
        assert data(api.get(f"/users/{ada.id}"))["name"] == "ada"

    def test_listings_have_no_pages_and_no_filter(self, box: TaniumBox, api: httpx.Client) -> None:
        everybody = data(api.get("/users", headers=SUMMARY))
        query: dict[str, str | int] = {"limit": 1, "offset": 1, "name": "ada"}
        assert data(api.get("/users", headers=SUMMARY, params=query)) == everybody and len(everybody) == 4

    def test_rows_lack_what_the_guide_has(self, api: httpx.Client, ada: User) -> None:
        lacking = {"email", "active", "computer_groups", "content_sets", "persona_id", "content_set_roles"}
        assert not lacking & data(api.get(f"/users/{ada.id}")).keys()
        for row in data(api.get("/users", headers=SUMMARY)):
            assert not lacking & row.keys()

    def test_a_summary_may_leave_members_out(self, box: TaniumBox, api: httpx.Client, ada: User) -> None:
        box.options.summary_drops = ["locked_out"]
        assert all("locked_out" not in row for row in data(api.get("/users", headers=SUMMARY)))
        assert data(api.get(f"/users/{ada.id}"))["locked_out"] == 0

    def test_roles_of_a_user_are_reserved_ones_alone(self, box: TaniumBox, api: httpx.Client, ada: User) -> None:
        assert data(api.get(f"/users/{ada.id}"))["roles"] == []
        box.store.grant_role("ada", "Administrator")
        assert [each["name"] for each in data(api.get(f"/users/{ada.id}"))["roles"]] == ["Administrator"]

    def test_who_never_signed_in_did_so_in_2001(self, api: httpx.Client, ada: User) -> None:
        assert data(api.get(f"/users/{ada.id}"))["last_login"] == "2001-01-01T00:00:00Z"

    def test_one_request_finds_a_name(self, api: httpx.Client, ada: User) -> None:
        assert data(api.get("/users/by-name/ada"))["id"] == ada.id
        refused(api.get("/users/by-name/nobody"), "UserNotFound")

    def test_the_answer_to_a_create_shows_no_direct_roles(self, box: TaniumBox, api: httpx.Client) -> None:
        made = data(api.post("/users", json={"name": "eve", "content_set_roles": [role(box, "Analyst")]}))
        assert "content_set_roles" not in made and box.store.role_names("eve") == {"Analyst"}

    @pytest.mark.parametrize("character", "/\\[]:;|=,+*?<>")
    def test_characters_that_a_name_cannot_have(self, api: httpx.Client, character: str) -> None:
        refused(api.post("/users", json={"name": f"e{character}ve"}), "InvalidUserName")

    @pytest.mark.parametrize(
        ("body", "name"), [({}, "UserNameRequired"), ({"name": "ada"}, "UserAlreadyExists"), ({"id": 1}, "TooManyTags")]
    )
    def test_what_a_create_refuses(self, api: httpx.Client, ada: User, body: dict[str, Any], name: str) -> None:
        refused(api.post("/users", json=body), name)

    @pytest.mark.parametrize("name", ["email", "active", "password", "computer_groups", "content_sets", "persona_id"])
    def test_members_that_a_body_cannot_have(self, api: httpx.Client, name: str) -> None:
        refused(api.post("/users", json={"name": "eve", name: 1}), "InvalidJSONBody")

    def test_a_change_is_a_patch_of_what_changes(self, box: TaniumBox, api: httpx.Client, ada: User) -> None:
        assert api.put(f"/users/{ada.id}", json={"name": "ada"}).status_code == 405
        assert data(api.patch(f"/users/{ada.id}", json={"display_name": "Ada"}))["name"] == "ada"
        assert box.store.role_names("ada") == {"Analyst", "Operator"} and ada.display_name == "Ada"
        refused(api.patch(f"/users/{ada.id}", json={"id": ada.id}), "TooManyTagsWithSameName")
        refused(api.patch("/users/by-name/ada", json={"name": "ada"}), "TooManyTagsWithSameName")

    def test_somebody_can_be_renamed_and_not_oneself(self, box: TaniumBox, api: httpx.Client, ada: User) -> None:
        assert data(api.patch(f"/users/{ada.id}", json={"name": "ada.l"}))["name"] == "ada.l"
        own = box.store.administrator
        refused(api.patch(f"/users/{own.id}", json={"name": "root"}), "InvalidUserName")
        assert own.name == "sandbox-admin"

    def test_roles_in_a_patch_replace_the_direct_ones(self, box: TaniumBox, api: httpx.Client, ada: User) -> None:
        data(api.patch(f"/users/{ada.id}", json={"content_set_roles": [role(box, "Read Only User")]}))
        assert box.store.role_names("ada") == {"Read Only User"}
        refused(api.patch(f"/users/{ada.id}", json={"content_set_roles": [{"id": 1}]}), "ContentSetRoleNotFound")

    @pytest.mark.parametrize("number", [1, 2, 3])
    def test_a_lock_is_a_number(self, box: TaniumBox, api: httpx.Client, ada: User, number: int) -> None:
        box.options.locked_out = number
        assert data(api.patch(f"/users/{ada.id}", json={"locked_out": 1}))["locked_out"] == number
        assert data(api.patch(f"/users/{ada.id}", json={"locked_out": 0}))["locked_out"] == 0
        refused(api.patch(f"/users/{ada.id}", json={"locked_out": True}), "InvalidJSONBody")

    def test_a_deleted_user_stays_without_roles(self, box: TaniumBox, api: httpx.Client, ada: User) -> None:
        gone = data(api.delete(f"/users/{ada.id}"))
        assert gone["deleted_flag"] is True and gone["content_set_roles"] == []
        assert ada.id not in [row["id"] for row in data(api.get("/users", headers=SUMMARY))]
        (row,) = [row for row in data(api.get("/users", headers=DELETED_TOO)) if row["id"] == ada.id]
        assert row["deleted_flag"] is True
        refused(api.delete(f"/users/{ada.id}"), "UserNotFound")

    @pytest.mark.parametrize("reads_deleted", [True, False])
    def test_a_deleted_user_may_be_found_or_not(
        self, box: TaniumBox, api: httpx.Client, ada: User, reads_deleted: bool
    ) -> None:
        box.options.reads_deleted = reads_deleted
        api.delete(f"/users/{ada.id}")
        answer = api.get(f"/users/{ada.id}")
        assert (data(answer)["deleted_flag"] is True) if reads_deleted else refused(answer, "UserNotFound")

    @pytest.mark.parametrize("taken", [True, False])
    def test_a_deleted_name_may_be_taken(self, box: TaniumBox, api: httpx.Client, ada: User, taken: bool) -> None:
        box.options.deleted_names_taken = taken
        api.delete(f"/users/{ada.id}")
        answer = api.post("/users", json={"name": "ada"})
        assert refused(answer, "UserAlreadyExists") if taken else data(answer)["id"] != ada.id

    def test_a_patch_by_name_undeletes(self, box: TaniumBox, api: httpx.Client, ada: User) -> None:
        api.delete(f"/users/{ada.id}")
        assert data(api.patch("/users/by-name/ada", json={"deleted_flag": 0}))["id"] == ada.id
        assert not ada.deleted_flag and box.store.role_names("ada") == set()
