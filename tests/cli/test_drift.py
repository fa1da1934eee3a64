"""Drift in words, from plans in Terraform's JSON form."""

from __future__ import annotations

from typing import Any

from rolecall.cli.demo.drift import names_of, sentences

JANE = {"id": "1007", "name": "jroe", "email": "jane.roe@example.com", "active": True, "roles": ["Analyst"]}


def change(
    kind: str,
    before: dict[str, Any],
    after: dict[str, Any] | None,
    action: str = "update",
    sensitive: dict[str, Any] | None = None,
    unknown: dict[str, Any] | None = None,
) -> dict[str, Any]:
    """A plan in which a refresh found `after` where the state had `before`, and `action` brings `before` back."""
    address = f"{kind}.it"
    drift = {"actions": ["update"] if after else ["delete"], "before": before, "after": after}
    drift |= {"before_sensitive": sensitive or {}, "after_sensitive": sensitive or {}}
    repair = {"actions": [action], "before": after, "after": before, "after_unknown": unknown or {}}
    user = {"address": "tanium_user.jane", "type": "tanium_user", "values": JANE}
    return {
        "prior_state": {"values": {"root_module": {"resources": [user]}}},
        "resource_drift": [{"address": address, "type": kind, "change": drift}],
        "resource_changes": [{"address": address, "type": kind, "change": repair}],
    }


def test_a_role_that_came_and_one_that_went() -> None:
    plan = change("tanium_user", {**JANE, "roles": ["Analyst", "Operator"]}, {**JANE, "roles": ["Admin", "Analyst"]})
    assert sentences(plan) == [
        "jane.roe@example.com (Tanium): role Admin was added outside the code",
        "jane.roe@example.com (Tanium): role Operator was taken away outside the code",
    ]


def test_a_list_that_was_null_and_a_plural_in_ies() -> None:
    plan = change("splunk_role", {"name": "ops", "capabilities": None}, {"name": "ops", "capabilities": ["edit_user"]})
    assert sentences(plan) == ["ops (Splunk): capability edit_user was added outside the code"]


def test_a_user_who_was_deactivated() -> None:
    plan = change("tanium_user", JANE, {**JANE, "active": False})
    assert sentences(plan) == ["jane.roe@example.com (Tanium) was deactivated outside the code"]


def test_a_text_that_was_changed() -> None:
    plan = change("splunk_user", {"name": "jane", "realname": "Jane"}, {"name": "jane", "realname": ""})
    assert sentences(plan) == ["jane (Splunk): realname was changed from 'Jane' to nothing outside the code"]


def test_a_user_who_was_removed() -> None:
    plan = change("tanium_user", JANE, None, action="create")
    assert sentences(plan) == ["jane.roe@example.com (Tanium): the user was removed outside the code"]


def test_a_token_that_was_revoked_is_told_with_its_owner_and_without_its_value() -> None:
    token = {"id": "7", "name": "ci", "user_id": "1007", "token": "secret-value"}
    plan = change("tanium_api_token", token, None, action="create", sensitive={"token": True})
    assert sentences(plan) == ["jane.roe@example.com (Tanium): the token 'ci' was removed outside the code"]


def test_an_owner_from_another_state_is_called_by_name() -> None:
    token = {"id": "7", "name": "ci", "user_id": "2000"}
    plan = change("tanium_api_token", token, None, action="create")
    people = names_of([{"type": "tanium_user", "values": {"id": "2000", "name": "svc", "email": ""}}])
    assert sentences(plan, people) == ["svc (Tanium): the token 'ci' was removed outside the code"]


def test_a_role_binding_that_was_removed() -> None:
    binding = {"id": "1007/Analyst", "user_id": "1007", "role": "Analyst"}
    plan = change("tanium_role_binding", binding, None, action="create")
    assert sentences(plan) == ["jane.roe@example.com (Tanium): role Analyst was removed outside the code"]


def test_bindings_that_name_their_subjects_themselves() -> None:
    subject = {"kind": "USER", "name": "ada@example.com"}
    binding = {"id": "rb-1", "role": "cluster.edit", "subject": subject, "scope": {"cluster_group": {"name": "web"}}}
    assert sentences(change("tanzu_role_binding", binding, None, action="create")) == [
        "ada@example.com (Tanzu): role cluster.edit on cluster group web was removed outside the code"
    ]
    row = {"name": "x", "role_ref": {"name": "app-editor"}, "subjects": [{"kind": "User", "name": "ada@example.com"}]}
    assert sentences(change("tanzu_cluster_role_binding", row, None, action="create")) == [
        "ada@example.com (Tanzu): role app-editor was removed outside the code"
    ]
    row |= {"namespace": "apps"}
    assert sentences(change("tanzu_namespace_role_binding", row, None, action="create")) == [
        "ada@example.com (Tanzu): role app-editor on namespace apps was removed outside the code"
    ]


def test_an_app_that_was_taken_away_and_provisioning_that_was_stopped() -> None:
    app = {"address": "data.okta_app.it", "type": "okta_app", "values": {"id": "0oa1", "name": "mail", "label": "Mail"}}
    given = {"id": "0oa1/1007", "app_id": "0oa1", "user_id": "1007"}
    plan = change("okta_app_user_assignment", given, None, action="create")
    plan["prior_state"]["values"]["root_module"]["resources"].append(app)
    assert sentences(plan) == ["jane.roe@example.com (Okta): the assignment to Mail was removed outside the code"]
    job = {"id": "p/scim.1", "service_principal_id": "p", "enabled": True}
    plan = change("entra_provisioning_job", job, {**job, "enabled": False})
    assert sentences(plan) == ["the provisioning of an application (Entra) was stopped outside the code"]


def test_a_secret_that_was_changed_is_not_repeated() -> None:
    for marks in ({"token": True}, {"token": [True]}, {"token": {"value": True}}):
        plan = change("splunk_token", {"token": "old-secret"}, {"token": "new-secret"}, sensitive=marks)
        assert sentences(plan) == ["the account itself (Splunk): token was changed outside the code"]


def test_what_the_code_does_not_mind_is_not_told() -> None:
    moved = {**JANE, "last_login": "2024-05-01"}
    plan = change("tanium_user", {**JANE, "last_login": "2001-01-01"}, moved, action="no-op")
    assert sentences(plan) == []
    # Beside a real drift: the next apply leaves the date as it is.
    plan = change("tanium_user", {**JANE, "last_login": "2001-01-01"}, {**moved, "active": False})
    plan["resource_changes"][0]["change"]["after"]["last_login"] = "2024-05-01"
    assert sentences(plan) == ["jane.roe@example.com (Tanium) was deactivated outside the code"]


def test_an_attribute_that_becomes_unknown_is_disputed() -> None:
    before, after = {"id": "7", "name": "ci", "expires_at": "2030"}, {"id": "7", "name": "ci", "expires_at": "2020"}
    plan = change("tanium_api_token", before, after, unknown={"expires_at": True})
    plan["resource_changes"][0]["change"]["after"] = {"id": "7", "name": "ci"}
    assert sentences(plan) == [
        "the account itself (Tanium): expires at was changed from '2030' to '2020' outside the code"
    ]


def test_a_plan_without_drift() -> None:
    assert sentences({}) == []
