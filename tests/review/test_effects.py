"""What a plan means for people: one story each."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from rolecall.review.report import ReviewExit
from tests.review.plans import change, plan, reviewed, told

ADA: dict[str, Any] = {"id": "7", "name": "ada", "email": "ada@example.com", "active": True, "roles": ["Analyst"]}
EDGE = {"id": "rb-1", "role": "cluster.admin", "subject": {"name": "ada@example.com", "kind": "USER"}}
ONE = {"organization": None, "cluster_group": None, "cluster": {"name": "one"}}
ALL = {"organization": {"name": "o"}, "cluster_group": None, "cluster": None}
GROUP = {"organization": None, "cluster_group": {"name": "g"}, "cluster": None}


def kinds(found: Any) -> set[str]:
    return {note.kind for note in found.notes}


def test_disabling_takes_everything_and_enabling_gives_it(tmp_path: Path) -> None:
    off = {**ADA, "active": False}
    found = reviewed(plan(tmp_path, change("tanium_user", "a", ADA, off)))
    assert told(found) == {("loses", "ada@example.com", "role", "Analyst")}
    assert [(shift.effect, shift.after) for shift in found.shifts] == [("loses", None)]
    found = reviewed(plan(tmp_path, change("tanium_user", "a", off, ADA)))
    assert told(found) == {("gains", "ada@example.com", "role", "Analyst")}


def test_a_destroyed_user_loses_what_bindings_give(tmp_path: Path) -> None:
    bound = {"id": "7/Auditor", "user_id": "7", "role": "Auditor"}
    stays = change("tanium_role_binding", "b", bound, bound, actions=["no-op"])
    found = reviewed(plan(tmp_path, change("tanium_user", "a", ADA), stays))
    assert ("loses", "ada@example.com", "role", "Auditor") in told(found)


@pytest.mark.parametrize(("mode", "lost"), [("retain", False), ("deactivate", True), ("delete", True)])
def test_what_destroying_does_counts(tmp_path: Path, mode: str, lost: bool) -> None:
    found = reviewed(plan(tmp_path, change("tanium_user", "a", {**ADA, "on_destroy": mode})))
    assert bool(told(found)) is lost
    assert ("kept" in kinds(found)) is not lost


def test_a_forgotten_binding_still_gives(tmp_path: Path) -> None:
    bound = {"id": "7/Auditor", "user_id": "7", "role": "Auditor"}
    found = reviewed(plan(tmp_path, change("tanium_role_binding", "b", bound, actions=["forget"])))
    assert found.rows == () and "kept" in kinds(found)


@pytest.mark.parametrize(("actions", "gap"), [(["delete", "create"], True), (["create", "delete"], False)])
def test_a_replaced_binding_that_gives_the_same_is_no_change(tmp_path: Path, actions: list[str], gap: bool) -> None:
    before = {**EDGE, "scope": ONE}
    after = {key: value for key, value in before.items() if key != "id"}
    again = change("tanzu_role_binding", "b", before, after, actions=actions, unknown={"id": True})
    found = reviewed(plan(tmp_path, again))
    assert found.rows == ()
    assert ("gap" in kinds(found)) is gap


def test_wider_scopes_hold_narrower_ones(tmp_path: Path) -> None:
    wide, narrow = {**EDGE, "scope": ALL}, {**EDGE, "scope": ONE}
    found = reviewed(plan(tmp_path, change("tanzu_role_binding", "b", wide, narrow, actions=["delete", "create"])))
    assert [(row.effect, row.grant.scope.level) for row in found.rows] == [("loses", "organization")]
    found = reviewed(plan(tmp_path, change("tanzu_role_binding", "b", narrow, wide, actions=["delete", "create"])))
    assert [(row.effect, row.grant.scope.level, row.tier) for row in found.rows] == [
        ("gains", "organization", "critical")
    ]


def test_what_a_cluster_group_holds_is_not_known_unless_said(tmp_path: Path) -> None:
    from tests.review.plans import policy

    group, narrow = {**EDGE, "scope": GROUP}, {**EDGE, "scope": ONE}
    path = plan(tmp_path, change("tanzu_role_binding", "b", group, narrow, actions=["delete", "create"]))
    assert {row.effect for row in reviewed(path).rows} == {"gains", "loses"}
    rules = policy(tmp_path, "version: 1\ncontains: {tanzu: {cluster group/g: [cluster/one]}}\n")
    assert {row.effect for row in reviewed(path, policy=rules).rows} == {"loses"}


def test_a_role_that_grows_reaches_its_holders(tmp_path: Path) -> None:
    role = {"id": "soc", "name": "soc", "imported_roles": ["user"], "capabilities": []}
    user = {"id": "ada", "name": "ada", "email": "ada@example.com", "roles": ["soc"], "locked_out": False}
    grown = {**role, "imported_roles": ["user", "admin"], "capabilities": ["edit_user"]}
    stays = change("splunk_user", "a", user, user, actions=["no-op"])
    found = reviewed(plan(tmp_path, change("splunk_role", "r", role, grown), stays))
    assert ("gains", "ada@example.com", "role", "admin") in told(found)
    assert ("gains", "ada@example.com", "capability", "edit_user") in told(found)
    assert ("gains", "soc", "role", "admin") in told(found)
    assert found.rows[0].tier == "critical"
    assert ("raises", "ada@example.com") in {(shift.effect, shift.person) for shift in found.shifts}


def test_roles_of_one_saml_user_are_access(tmp_path: Path) -> None:
    before, after = ({"id": "sam", "name": "sam", "roles": [role]} for role in ("user", "admin"))
    found = reviewed(plan(tmp_path, change("splunk_saml_user", "s", before, after)))
    assert ("gains", "sam", "role", "admin") in told(found) and ("loses", "sam", "role", "user") in told(found)
    assert found.rows[0].tier == "critical"


def test_what_a_role_brings_counts_for_its_tier(tmp_path: Path) -> None:
    role = {"name": "helper", "imported_roles": [], "capabilities": ["edit_user"]}
    found = reviewed(
        plan(
            tmp_path,
            change("splunk_role", "r", None, role, unknown={"id": True}),
            change("splunk_role_binding", "b", None, {"user": "ada", "role": "helper"}, unknown={"id": True}),
        )
    )
    row = next(row for row in found.rows if row.grant.right == "helper" and row.grant.person == "ada")
    assert (row.tier, row.carries) == ("critical", ("capability edit_user",))


def test_an_unknown_holder_blocks_and_comes_first(tmp_path: Path) -> None:
    binding = change("tanium_role_binding", "b", None, {"role": "Administrator"}, unknown={"user_id": True})
    found = reviewed(plan(tmp_path, binding))
    assert found.exit_code == ReviewExit.UNDECIDED
    assert "somebody who is not known yet gets role Administrator" in found.unknowns[0].meaning


def test_a_reference_names_the_holder(tmp_path: Path) -> None:
    user = change("tanium_user", "a", None, {"name": "ada", "email": "ada@example.com"}, unknown={"id": True})
    for expression, assumed in (
        ({"constant_value": "${tanium_user.a.id}", "references": ["tanium_user.a.id", "tanium_user.a"]}, False),
        ({"references": ["tanium_user.a.id", "tanium_user.a"]}, True),
    ):
        expressions = {"user_id": expression}
        unknown = {"user_id": True, "id": True}
        bound = change("tanium_role_binding", "b", None, {"role": "R"}, unknown=unknown, expressions=expressions)
        found = reviewed(plan(tmp_path, user, bound))
        row = next(row for row in found.rows if row.grant.right == "R")
        assert (row.grant.person, row.assumed, found.unknowns) == ("ada@example.com", assumed, ())


@pytest.mark.parametrize("text", ["x-${tanium_user.a.id}", "${lower(tanium_user.a.id)}", "${local.who}"])
def test_more_than_a_reference_is_unknown(tmp_path: Path, text: str) -> None:
    user = change("tanium_user", "a", None, {"name": "ada"}, unknown={"id": True})
    expressions = {"user_id": {"constant_value": text, "references": ["tanium_user.a.id"]}}
    bound = change("tanium_role_binding", "b", None, {"role": "R"}, unknown={"user_id": True}, expressions=expressions)
    assert reviewed(plan(tmp_path, user, bound)).unknowns


def test_unset_roles_of_a_new_user_are_no_blocker(tmp_path: Path) -> None:
    user = change("tanium_user", "a", None, {"name": "ada"}, unknown={"id": True, "roles": True})
    assert reviewed(plan(tmp_path, user)).unknowns == ()


@pytest.mark.caveat("Credential", rule="The jobs read it; no server is asked for it.")
def test_plans_are_taken_together(tmp_path: Path) -> None:
    stays = change("tanium_user", "a", ADA, ADA, actions=["no-op"])
    token = change("tanium_api_token", "t", None, {"name": "ci", "user_id": "7"}, unknown={"id": True})
    found = reviewed(plan(tmp_path, stays), plan(tmp_path, token, name="credentials.json"))
    assert told(found) == {("gains", "ada@example.com", "token", "ci")}
    assert "secret_in_state" in kinds(found)


def test_the_last_administrator_and_our_own_account(tmp_path: Path) -> None:
    admin = {"id": "admin2", "name": "admin2", "roles": ["admin"], "email": "", "locked_out": False}
    path = plan(tmp_path, change("splunk_user", "a", admin))
    found = reviewed(path, environ={"SPLUNK_USERNAME": "admin2"})
    assert {"last_administrator", "lockout", "outlives"} <= kinds(found)
    assert found.exit_code == ReviewExit.DENIED
    assert "lockout" not in kinds(reviewed(path))


def test_two_instances_of_a_vendor_stay_apart(tmp_path: Path) -> None:
    path = tmp_path / "plan.json"
    one = change("splunk_user", "a", {"id": "ada", "name": "ada", "roles": ["admin"]})
    two = change("splunk_user", "b", None, {"name": "ada", "roles": ["admin"]}, unknown={"id": True})
    plan(tmp_path, one, two)
    text = path.read_text().replace('"provider_config_key": "p"', '"provider_config_key": "splunk.one"', 1)
    providers = {
        f"splunk.{name}": {
            "name": "splunk",
            "alias": name,
            "expressions": {"url": {"constant_value": f"https://{name}"}},
        }
        for name in ("one", "two")
    }
    import json

    document = json.loads(text.replace('"provider_config_key": "p"', '"provider_config_key": "splunk.two"'))
    document["configuration"]["provider_config"] = providers
    path.write_text(json.dumps(document))
    found = reviewed(path)
    assert {(row.effect, row.grant.realm) for row in found.rows} == {
        ("loses", "https://one"),
        ("gains", "https://two"),
    }


def test_sensitive_values_are_in_no_report(tmp_path: Path) -> None:
    from rolecall.review.formats import FORMATS

    secret = "hush-hush-1234"
    user = change(
        "tanium_user",
        "a",
        None,
        {**ADA, "name": secret, "email": secret},
        after_sensitive={"name": True, "email": True},
    )
    found = reviewed(plan(tmp_path, user))
    assert any(row.grant.person == "(sensitive value 1)" for row in found.rows)
    for name in FORMATS.modules:
        assert secret not in FORMATS.render(found, name)


def test_other_providers_are_said_to_be_unknown(tmp_path: Path) -> None:
    other = change("splunk_user", "a", None, {"name": "x", "roles": ["admin"]}, namespace="splunk")
    found = reviewed(plan(tmp_path, other))
    assert found.rows == () and "not_understood" in kinds(found)


def test_a_type_of_our_own_that_nobody_here_knows_cannot_be_decided(tmp_path: Path) -> None:
    newer = change("splunk_user_of_tomorrow", "a", None, {"name": "x", "roles": ["admin"]})
    assert reviewed(plan(tmp_path, newer)).exit_code == ReviewExit.UNDECIDED


def test_an_unreadable_plan_hides_no_other(tmp_path: Path) -> None:
    bad = tmp_path / "bad.json"
    bad.write_text("{")
    found = reviewed(bad, plan(tmp_path, change("tanium_user", "a", ADA)))
    assert found.exit_code == ReviewExit.ERROR
    assert found.rows and found.failures[0].path == str(bad)


@pytest.mark.parametrize("mark", [{"complete": False}, {"errored": True}])
def test_a_partial_plan_cannot_be_decided(tmp_path: Path, mark: dict[str, Any]) -> None:
    assert reviewed(plan(tmp_path, **mark)).exit_code == ReviewExit.UNDECIDED


def test_joining_a_group_gives_what_other_vendors_give_the_group(tmp_path: Path) -> None:
    user = {"id": "u1", "user_name": "ada@example.com", "active": True}
    group = {"id": "g1", "display_name": "ops", "members": None}
    joins = {"id": "g1/u1", "group_id": "g1", "user_id": "u1"}
    given = {**EDGE, "subject": {"name": "ops", "kind": "GROUP"}, "scope": ALL}
    found = reviewed(
        plan(
            tmp_path,
            change("scim_user", "a", user, user, actions=["no-op"]),
            change("scim_group", "g", group, group, actions=["no-op"]),
            change("scim_group_member", "m", None, joins),
            change("tanzu_role_binding", "b", given, given, actions=["no-op"]),
        )
    )
    assert told(found) == {
        ("gains", "ada@example.com", "group", "ops"),
        ("gains", "ada@example.com", "role", "cluster.admin"),
    }
    admin = next(row for row in found.rows if row.grant.right == "cluster.admin")
    assert (admin.tier, admin.assumed, admin.grant.vendor) == ("critical", True, "tanzu")


def test_roles_and_entitlements_of_scim_users_are_access(tmp_path: Path) -> None:
    user = {"id": "u1", "user_name": "ada@example.com", "active": True, "roles": [{"value": "viewer"}]}
    more = {**user, "roles": [{"value": "Org Admin"}], "entitlements": [{"value": "console"}]}
    found = reviewed(plan(tmp_path, change("scim_user", "a", user, more)))
    assert told(found) == {
        ("gains", "ada@example.com", "role", "Org Admin"),
        ("gains", "ada@example.com", "entitlement", "console"),
        ("loses", "ada@example.com", "role", "viewer"),
    }
    assert {row.grant.right: row.tier for row in found.rows} == {
        "Org Admin": "high",
        "console": "normal",
        "viewer": "normal",
    }


def test_a_password_from_a_variable_that_the_plan_holds_is_told(tmp_path: Path) -> None:
    expressions = {"password_wo": {"references": ["var.password"]}}
    user = change("splunk_user", "a", None, {"name": "ada"}, unknown={"id": True}, expressions=expressions)
    found = reviewed(plan(tmp_path, user, variables={"password": {"value": "hunter2-hunter2"}}))
    (note,) = [note for note in found.notes if note.kind == "secret_in_plan"]
    assert "splunk_user.password_wo" in note.text and "variable password" in note.text and "hunter2" not in str(found)
    assert "secret_in_plan" not in kinds(reviewed(plan(tmp_path, user, variables={"other": {"value": "x"}})))


def test_scopes_that_one_dialect_alone_has_are_read_in_any_plan(tmp_path: Path) -> None:
    web = {**ONE, "cluster": None, "workspace": None, "namespace": {"cluster": "one", "name": "web"}}
    shop = {**web, "namespace": None, "workspace": {"name": "shop"}}
    bot = {**EDGE, "subject": {"name": "apps:ci", "kind": "K8S_SERVICEACCOUNT"}, "scope": shop}
    user = change("tanzu_role_binding", "web", None, {**EDGE, "scope": web})
    found = reviewed(plan(tmp_path, user, change("tanzu_role_binding", "bot", None, bot)))
    assert sorted((row.grant.scope.level, row.grant.scope.name) for row in found.rows) == [
        ("cluster namespace", "web"),
        ("workspace", "shop"),
    ]
