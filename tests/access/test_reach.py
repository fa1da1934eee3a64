"""How far rights reach: what widens it is access, though nobody gains a right."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from rolecall.access import Item, effective_access, widened
from rolecall.review.report import ReviewExit
from rolecall.sandbox import start
from tests.estate.estate import Estate
from tests.review.plans import change, plan, policy, reviewed

FIELDS = {"srch_filter": "srchFilter", "srch_indexes_disallowed": "srchIndexesDisallowed"}
ROLE: dict[str, Any] = {"id": "soc", "name": "soc", "capabilities": ["search"]}


@pytest.mark.parametrize(
    ("attribute", "before", "after", "tier"),
    [
        ("srch_filter", "index=a", "", "high"),
        ("srch_filter", "index=a", None, "high"),
        ("srch_filter", "index=a", "index=b", "high"),
        ("srch_filter", "", "index=a", None),
        ("srch_indexes_disallowed", ["secret", "_audit"], ["_audit"], "high"),
        ("srch_indexes_disallowed", ["_audit"], ["secret", "_audit"], None),
        ("grantable_roles", [], ["admin"], "critical"),
        ("grantable_roles", None, ["admin"], "critical"),
        ("grantable_roles", ["admin", "user"], ["user"], None),
        ("delete_indexes_allowed", [], ["main"], "high"),
    ],
)
def test_more_reach_is_told_by_drift_and_review(
    attribute: str, before: Any, after: Any, tier: str | None, tmp_path: Path
) -> None:
    old, new = {**ROLE, attribute: before}, {**ROLE, attribute: after}
    assert [each.tier for each in widened("splunk", "splunk_role", old, new)] == ([tier] if tier else [])
    path = plan(tmp_path, change("splunk_role", "soc", old, new))
    notes = [each for each in reviewed(path).notes if each.kind == "reach"]
    assert [(each.tier, attribute in each.text) for each in notes] == ([(tier, True)] if tier else [])
    strict = policy(tmp_path, "version: 1\ndecide: {reach: deny}\n")
    assert reviewed(path, policy=strict).exit_code == (ReviewExit.DENIED if tier else ReviewExit.PASSED)


def test_a_new_role_reaches_as_far_as_it_says(tmp_path: Path) -> None:
    made = {"name": "soc", "grantable_roles": ["admin"], "srch_filter": "index=a"}
    notes = reviewed(plan(tmp_path, change("splunk_role", "soc", None, made, unknown={"id": True}))).notes
    assert [(each.tier, "grantable_roles" in each.text) for each in notes if each.kind == "reach"] == [
        ("critical", True)
    ]


def test_a_token_that_is_taken_from_more_addresses_reaches_further_in_any_dialect() -> None:
    old, new = {"trusted_ip_addresses": "192.0.2.1"}, {"trusted_ip_addresses": None}
    for type_name in ("tanium_api_token", "tanium_scim_server"):
        assert widened("tanium", type_name, old, new) == [("trusted_ip_addresses", "high")]
    assert widened("tanium", "tanium_user", {"persona_id": None}, {"persona_id": "3"}) == [("persona_id", "high")]


@pytest.mark.parametrize(
    ("attribute", "before", "after", "told"),
    [
        ("srch_filter", "index=a", "", ("privileged_change", "HIGH")),
        ("srch_filter", "", "index=a", ("changed", "MEDIUM")),
        ("grantable_roles", [], ["admin"], ("privileged_change", "CRITICAL")),
        ("srch_indexes_disallowed", ["_audit"], [], ("privileged_change", "HIGH")),
    ],
)
def test_drift_is_as_grave_as_what_it_opens(
    attribute: str, before: Any, after: Any, told: tuple[str, str], tmp_path: Path
) -> None:
    with Estate.open("splunk") as estate:
        box = estate.boxes["splunk"]
        box.change("role.create", name="soc", capabilities=["search"])
        box.change("role.update", role="soc", **{FIELDS.get(attribute, attribute): after})
        estate.adopt()
        row = next(
            each for each in estate.resources if each["type"] == "splunk_role" and each["values"]["name"] == "soc"
        )
        row["values"][attribute] = before
        (found,) = estate.check(tmp_path).findings
    assert (found.attribute, found.kind, found.severity.name) == (attribute, *told)
    assert ("may reach further" in found.text) == (told[0] == "privileged_change")


SERVER: dict[str, Any] = {"id": "3", "name": "entra", "token_id": "9", "user_id": "7"}


def test_a_token_that_provisions_is_privileged_whatever_its_owner_may_do(tmp_path: Path) -> None:
    owner = Item(
        address="tanium_user.s",
        type="tanium_user",
        vendor="tanium",
        values={"id": "7", "name": "entra SCIM User", "roles": []},
    )
    server = Item(address="tanium_scim_server.s", type="tanium_scim_server", vendor="tanium", values=SERVER)
    for owned in ([owner], []):
        rows = effective_access([*owned, server]).rows()
        assert [(row.right, row.tier) for row in rows if row.kind == "token"] == [("entra", "high")]
    made = change("tanium_scim_server", "s", None, {"name": "entra"}, unknown={"id": True, "user_id": True})
    found = reviewed(plan(tmp_path, made), policy=policy(tmp_path, "version: 1\nprivileged: {most: normal}\n"))
    assert [(row.grant.kind, row.tier) for row in found.rows if row.effect == "gains"] == [("token", "high")]
    assert found.exit_code == ReviewExit.DENIED


def test_drift_tells_of_a_token_that_provisions_as_privileged(tmp_path: Path) -> None:
    with start("tanium", seed=3, options={"api": "platform"}) as box:
        estate = Estate({"tanium": box}, dict(box.environment))
        estate.adopt()
        store: Any = box.store
        store.add_scim_server("entra", 30)
        (found,) = [each for each in estate.check(tmp_path).findings if each.type == "tanium_scim_server"]
    assert (found.kind, found.severity.word) == ("token_unowned", "high")
    assert "makes, changes and removes users" in found.text
