"""Plans with rules that put people into groups: whoever an expression means gets what the group has."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from rolecall.access import Item, effective_access
from tests.review.plans import change, plan, reviewed, told

ADMINS: dict[str, Any] = {"id": "00g1", "name": "Mail admins"}
EXPRESSION = 'user.department=="Engineering"'
ENGINEERS: dict[str, Any] = {
    "id": "0pr1",
    "name": "Engineers",
    "expression": EXPRESSION,
    "group_ids": ["00g1"],
    "status": "ACTIVE",
}
WHOEVER = f"whoever matches {EXPRESSION}"
GROUP, APP = ("group", "Mail admins"), ("app", "0oa1")


def rule(path: Path, before: dict[str, Any] | None, after: dict[str, Any] | None, **more: Any) -> Any:
    return reviewed(
        plan(
            path,
            change("okta_group", "admins", ADMINS, ADMINS, actions=["no-op"]),
            change(
                "okta_app_group_assignment",
                "g",
                *[{"id": "0oa1/00g1", "app_id": "0oa1", "group_id": "00g1"}] * 2,
                actions=["no-op"],
            ),
            change("okta_group_rule", "r", before, after, **more),
        )
    )


@pytest.mark.caveat("Rule", rule="The jobs read it; no server is asked for it.")
def test_whoever_matches_gets_the_group_and_what_it_has_by_its_tier(tmp_path: Path) -> None:
    found = rule(tmp_path, None, ENGINEERS)
    assert told(found) == {("gains", WHOEVER, *GROUP), ("gains", WHOEVER, *APP)}
    tiers = {row.grant.kind: row.tier for row in found.rows}
    assert tiers == {"group": "high", "app": "normal"}
    (row,) = [each for each in found.rows if each.grant.kind == "group"]
    assert row.grant.key.subject.kind == "matching"
    assert [path.addresses for path in row.grant.paths] == [("okta_group_rule.r",)]


def test_another_expression_means_other_people(tmp_path: Path) -> None:
    found = rule(tmp_path, ENGINEERS, {**ENGINEERS, "expression": "true"})
    assert {("loses", WHOEVER, *GROUP), ("gains", "whoever matches true", *GROUP)} <= told(found)


@pytest.mark.parametrize(
    ("before", "after", "gains"),
    [(["00u1"], [], True), (["00u1"], ["00u2"], True), ([], ["00u1"], False), (["00u1"], ["00u1", "00u2"], False)],
)
def test_whom_a_rule_no_longer_excludes_may_gain_what_it_gives(
    tmp_path: Path, before: list[str], after: list[str], gains: bool
) -> None:
    found = rule(tmp_path, {**ENGINEERS, "excluded_users": before}, {**ENGINEERS, "excluded_users": after})
    assert (("gains", "00u1", *GROUP) in told(found)) == gains
    assert all(row.assumed for row in found.rows if row.effect == "gains")


def test_a_rule_that_does_not_work_gives_nothing(tmp_path: Path) -> None:
    assert told(rule(tmp_path, None, {**ENGINEERS, "status": "INACTIVE"})) == set()
    stopped = rule(tmp_path, ENGINEERS, {**ENGINEERS, "status": "INACTIVE"})
    assert ("loses", WHOEVER, *GROUP) in told(stopped)


def test_where_the_plan_does_not_say_whether_it_works_it_is_assumed(tmp_path: Path) -> None:
    made = {name: value for name, value in ENGINEERS.items() if name != "status"}
    later = {"status": {"references": ["terraform_data.switch.output", "terraform_data.switch"]}}
    found = rule(tmp_path, None, made, unknown={"status": True}, expressions=later)
    (row,) = [each for each in found.rows if each.grant.kind == "group"]
    assert row.grant.paths[0].assumed


def test_the_access_map_shows_whoever_matches_beside_people() -> None:
    ada = {"id": "00u1", "login": "ada@example.com", "email": "ada@example.com", "status": "ACTIVE"}
    found = effective_access(
        [
            Item(address="okta_user.ada", type="okta_user", vendor="okta", values=ada),
            Item(address="okta_group.a", type="okta_group", vendor="okta", values=ADMINS),
            Item(address="okta_group_rule.r", type="okta_group_rule", vendor="okta", values=ENGINEERS),
        ]
    )
    assert {(row.person, row.kind, row.tier) for row in found.rows() if row.kind == "group"} == {
        (WHOEVER, "group", "high")
    }


ADA: dict[str, Any] = {"id": "00u1", "login": "ada@example.com", "email": "ada@example.com", "status": "ACTIVE"}


@pytest.mark.parametrize(
    ("before", "after", "more", "is_told"),
    [
        ({"department": "Sales"}, {"department": "Engineering"}, {}, True),
        (None, {"department": "Engineering"}, {}, True),
        ({"title": "a"}, {"title": "b"}, {}, False),
        ({"department": "Sales"}, {"department": "Sales"}, {}, False),
        ({"department": "Sales"}, {"department": "Engineering"}, {"status": "INACTIVE"}, False),
        ({"department": "Sales"}, {"department": "Engineering"}, {"excluded_users": ["00u1"]}, False),
        ({"department": "Sales"}, {"department": "Engineering"}, {"expression": 'user.title=="department"'}, False),
        (
            {"custom_profile_attributes": '{"squad": "a", "floor": 1}'},
            {"custom_profile_attributes": '{"squad": "b", "floor": 1}'},
            {"expression": 'user.squad=="b"'},
            True,
        ),
        (
            {"custom_profile_attributes": '{"squad": "a", "floor": 1}'},
            {"custom_profile_attributes": '{"squad": "b", "floor": 1}'},
            {"expression": "user.floor==1"},
            False,
        ),
    ],
)
def test_what_a_rule_reads_of_an_account_is_told_and_weighed_by_what_it_gives(
    before: dict[str, Any] | None, after: dict[str, Any], more: dict[str, Any], is_told: bool, tmp_path: Path
) -> None:
    found = reviewed(
        plan(
            tmp_path,
            change("okta_group", "admins", ADMINS, ADMINS, actions=["no-op"]),
            change("okta_group_rule", "r", {**ENGINEERS, **more}, {**ENGINEERS, **more}, actions=["no-op"]),
            change("okta_user", "ada", None if before is None else {**ADA, **before}, {**ADA, **after}),
        )
    )
    notes = [each for each in found.notes if each.kind == "assumed"]
    assert bool(notes) == is_told
    for note in notes:
        assert note.tier == "high" and note.addresses == ("okta_group_rule.r", "okta_user.ada")
        assert "The rule Engineers reads" in note.text and "ada@example.com" in note.text
        assert "Taken on trust" in note.text and "group Mail admins" in note.text
