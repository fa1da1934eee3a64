"""Okta through the vendor's own client library, whose models know what an answer may hold."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from typing import Any

import pytest
from okta.client import Client
from okta.errors.okta_api_error import OktaAPIError
from okta.models import (
    AddGroupRequest,
    ApplicationGroupAssignment,
    AppUserAssignRequest,
    CreateGroupRuleRequest,
    CreateUserRequest,
    UpdateUserRequest,
)
from okta.pagination import PaginationHelper

from rolecall.sandbox import start
from tests.runtime.resources.boxes import OktaBox


class Sdk:
    """The library's client, each call to its end: `sdk("get_user", id)` gives data, or raises what came instead."""

    def __init__(self, box: OktaBox, **more: Any) -> None:
        self.loop = asyncio.new_event_loop()
        settings = {
            "orgUrl": box.environment["OKTA_ORG_URL"],
            "token": box.environment["OKTA_API_TOKEN"],
            **more,
        }
        self._client = Client(settings)
        self.headers: Any = {}

    def __call__(self, name: str, *arguments: Any, **named: Any) -> Any:
        async def call() -> Any:
            return await getattr(self._client, name)(*arguments, **named)

        *found, response, error = self.loop.run_until_complete(call())
        self.headers = getattr(response, "headers", {})
        if error:
            raise error
        return found[0] if found else None

    def pages(self, name: str, *arguments: Any, **named: Any) -> list[list[Any]]:
        """Every page of a list, as the library's own helper finds the next."""
        pages = [self(name, *arguments, **named)]
        while after := PaginationHelper.extract_next_cursor(self.headers):
            pages.append(self(name, *arguments, after=after, **named))
        return pages


@pytest.fixture(autouse=True)
def plain_http(monkeypatch: pytest.MonkeyPatch) -> None:
    """The library takes an address without TLS only when its environment says so."""
    monkeypatch.setenv("OKTA_TESTING_TESTINGDISABLEHTTPSCHECK", "true")


@pytest.fixture
def sdk(okta: OktaBox) -> Iterator[Sdk]:
    sdk = Sdk(okta)
    yield sdk
    sdk.loop.close()


def person(login: str, **more: Any) -> CreateUserRequest:
    return CreateUserRequest.from_dict(
        {"profile": {"login": login, "email": login, "firstName": "Jane", "lastName": "Doe", **more}}
    )


def test_a_person_from_staged_to_gone(sdk: Sdk) -> None:
    user = sdk("create_user", person("jane@example.com", department="Ops"), activate=False)
    assert (user.status.value, user.profile.login) == ("STAGED", "jane@example.com")
    assert sdk("activate_user", user.id, send_email=False).activation_token
    assert sdk("get_user", "JANE@example.com").status.value == "PROVISIONED"
    changed = sdk("update_user", user.id, UpdateUserRequest.from_dict({"profile": {"title": "Chief"}}))
    assert (changed.profile.title, changed.profile.department) == ("Chief", "Ops")
    whole = {"login": "jane@example.com", "email": "jane@example.com", "firstName": "Jane", "lastName": "Roe"}
    replaced = sdk("replace_user", user.id, UpdateUserRequest.from_dict({"profile": whole}))
    assert (replaced.profile.last_name, replaced.profile.title, replaced.profile.department) == ("Roe", None, None)
    sdk("delete_user", user.id)
    assert sdk("get_user", user.id).status.value == "DEPROVISIONED"
    sdk("delete_user", user.id)
    with pytest.raises(OktaAPIError) as caught:
        sdk("get_user", user.id)
    assert (caught.value.status, caught.value.error_code) == (404, "E0000007")


def test_lists_follow_the_links_of_the_library(okta: OktaBox) -> None:
    with start("okta", seed=450) as box:
        sdk = Sdk(box)
        pages = sdk.pages("list_users", limit=200)
        assert [len(page) for page in pages] == [200, 200, 51]
        assert len({user.id for page in pages for user in page}) == 451
        everyone = sdk("list_groups", filter='type eq "BUILT_IN"')[0]
        assert [len(page) for page in sdk.pages("list_group_users", everyone.id, limit=400)] == [400, 51]
        sdk.loop.close()


def test_groups_and_members(sdk: Sdk) -> None:
    group = sdk("add_group", AddGroupRequest.from_dict({"profile": {"name": "Admins", "description": "d"}}))
    assert group.type.value == "OKTA_GROUP"
    user = sdk("get_user", "user00001@example.com")
    sdk("assign_user_to_group", group.id, user.id)
    assert [member.id for member in sdk("list_group_users", group.id)] == [user.id]
    sdk("unassign_user_from_group", group.id, user.id)
    assert sdk("list_group_users", group.id) == []
    changed = sdk("replace_group", group.id, AddGroupRequest.from_dict({"profile": {"name": "Admins 2"}}))
    assert changed.profile.actual_instance.description is None
    assert [found.id for found in sdk("list_groups", q="admins")] == [group.id]
    sdk("delete_group", group.id)
    with pytest.raises(OktaAPIError) as caught:
        sdk("get_group", group.id)
    assert caught.value.status == 404


def test_apps_with_people_and_groups(sdk: Sdk, okta: OktaBox) -> None:
    app = sdk("list_applications", q="Tess")[0]
    assert (app.label, app.name, app.status.value) == ("Tessian", "tessian", "ACTIVE")
    user = sdk("get_user", "user00001@example.com")
    request = AppUserAssignRequest.from_dict({"id": user.id, "scope": "USER"})
    has = sdk("assign_user_to_application", app.id, request)
    assert (has.scope, has.status.value, has.sync_state.value, has.external_id) == ("USER", "PENDING", "SYNCING", None)
    okta.store.clock.advance(5)
    has = sdk("get_application_user", app.id, user.id)
    assert (has.status.value, has.sync_state.value) == ("PROVISIONED", "SYNCHRONIZED")
    assert has.external_id
    group = sdk("list_groups", q="Engineering")[0]
    assigned = sdk(
        "assign_group_to_application", app.id, group.id, ApplicationGroupAssignment.from_dict({"priority": 0})
    )
    assert (assigned.id, assigned.priority) == (group.id, 0)
    assert [row.id for row in sdk("list_application_group_assignments", app.id)] == [group.id]
    assert [row.id for row in sdk("list_application_users", app.id)] == [user.id]
    sdk("unassign_user_from_application", app.id, user.id)
    sdk("unassign_application_from_group", app.id, group.id)
    assert sdk("list_application_users", app.id) == []


def test_errors_reach_the_library_with_code_and_cause(sdk: Sdk, okta: OktaBox) -> None:
    with pytest.raises(OktaAPIError) as caught:
        sdk("create_user", person("USER00001@example.com"))
    assert (caught.value.status, caught.value.error_code) == (400, "E0000001")
    assert "An object with this field already exists" in str(caught.value)
    stranger = Sdk(okta, token="00nobody")
    with pytest.raises(OktaAPIError) as caught:
        stranger("list_users")
    assert (caught.value.status, caught.value.error_code) == (401, "E0000011")
    stranger.loop.close()


def test_the_library_waits_out_the_limit() -> None:
    with start("okta", options={"rate_limit": 2, "rate_seconds": 0.5}) as box:
        sdk = Sdk(box, rateLimit={"maxRetries": 2})
        for _ in range(3):
            assert sdk("get_user", "me").status.value == "ACTIVE"
        assert [event.status for event in box.log] == [200, 200, 429, 200]
        sdk.loop.close()


def test_the_system_log(okta: OktaBox, sdk: Sdk) -> None:
    user = okta.change("user.create", login="new@example.com", by="mallory@example.com")["id"]
    sdk("update_user", user, UpdateUserRequest(profile={"displayName": "New"}))
    text = f'target.id eq "{user}" and outcome.result eq "SUCCESS"'
    found = sdk("list_log_events", filter=text, sort_order="DESCENDING", limit=10)
    assert [each.event_type for each in found] == ["user.account.update_profile", "user.lifecycle.create"]
    assert found[1].actor.alternate_id == "mallory@example.com"
    assert found[0].debug_context.debug_data["requestId"]
    with pytest.raises(OktaAPIError):
        sdk("list_log_events", filter="published eq 1")


def test_a_group_rule_fills_its_group(okta: OktaBox, sdk: Sdk) -> None:
    group = sdk("add_group", AddGroupRequest.from_dict({"profile": {"name": "Builders"}}))
    wanted = {
        "type": "group_rule",
        "name": "Builders",
        "conditions": {"expression": {"type": "urn:okta:expression:1.0", "value": 'user.title=="Builder"'}},
        "actions": {"assignUserToGroups": {"groupIds": [group.id]}},
    }
    rule = sdk("create_group_rule", CreateGroupRuleRequest.from_dict(wanted))
    assert rule.status.value == "INACTIVE"
    sdk("activate_group_rule", rule.id)
    assert sdk("get_group_rule", rule.id).status.value == "ACTIVE"
    okta.change("user.update", user="user00001@example.com", title="Builder")
    member = okta.store.user("user00001@example.com").id
    assert [each.id for each in sdk("list_group_users", group.id)] == [member]
    with pytest.raises(OktaAPIError) as caught:
        sdk("unassign_user_from_group", group.id, member)
    assert caught.value.status == 403
    with pytest.raises(OktaAPIError) as caught:
        sdk("replace_group_rule", rule.id, sdk("get_group_rule", rule.id))
    assert (caught.value.status, caught.value.error_code) == (400, "E0000001")
    sdk("deactivate_group_rule", rule.id)
    changed = sdk("get_group_rule", rule.id)
    changed.name = "Makers"
    assert sdk("replace_group_rule", rule.id, changed).name == "Makers"
    assert [each.name for each in sdk("list_group_rules", search="make")] == ["Makers"]
    okta.change("user.update", user="user00001@example.com", title="Baker")
    assert [each.id for each in sdk("list_group_users", group.id)] == [member], "an inactive rule does nothing"
    sdk("delete_group_rule", rule.id, remove_users=True)
    assert sdk("list_group_users", group.id) == []
    assert sdk("list_group_rules") == []


def test_the_user_schema_types_the_profile(okta: OktaBox, sdk: Sdk) -> None:
    okta.change("schema.define", name="badge", type="integer")
    found = sdk("get_user_schema", "default")
    assert found.definitions.custom.properties["badge"].type.value == "integer"
    assert found.definitions.base.properties.login.max_length == 100
    user = sdk("create_user", person("jane@example.com", badge=1843), activate=False)
    assert user.profile.additional_properties["badge"] == 1843
    for wrong in ({"badge": "1843"}, {"bagde": 1843}):
        with pytest.raises(OktaAPIError) as caught:
            sdk("update_user", user.id, UpdateUserRequest.from_dict({"profile": wrong}))
        assert (caught.value.status, caught.value.error_code) == (400, "E0000001")
    okta.change("schema.login_pattern", pattern=".+")
    assert sdk("create_user", person("jane.roe", email="roe@example.com"), activate=False).profile.login == "jane.roe"


def test_who_is_locked_out_is_unlocked(okta: OktaBox, sdk: Sdk) -> None:
    okta.change("user.lock", user="user00001@example.com")
    user = sdk("get_user", "user00001@example.com")
    assert (user.status.value, bool(user.realm_id)) == ("LOCKED_OUT", True)
    sdk("unlock_user", user.id)
    assert sdk("get_user", user.id).status.value == "ACTIVE"


def test_apps_have_the_members_of_the_published_ones(sdk: Sdk) -> None:
    app = sdk("list_applications", q="Tess")[0]
    assert app.orn.startswith("orn:okta:idp:")
    assert app.universal_logout.status == "DISABLED"
    assert app.licensing.seat_count == 0
