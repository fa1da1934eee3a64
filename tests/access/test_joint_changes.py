"""Changes that give one right together, or take it: each of them says so, as the review of them all does."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.access.both import Changes, Values, findings, of_drift, of_review, same


def user(name: str, *roles: str) -> Values:
    return {"id": name, "name": name, "email": f"{name}@example.com", "roles": list(roles)}


def role(name: str, *imported: str) -> Values:
    return {"id": name, "name": name, "imported_roles": list(imported)}


def binding(name: str, given: str, *people: str) -> Values:
    subjects = [{"kind": "User", "name": f"{each}@example.com"} for each in people]
    return {"id": name, "name": name, "role_ref": {"kind": "ClusterRole", "name": given}, "subjects": subjects}


def namespaced(given: str, *people: str) -> Values:
    return {**binding("n", given, *people), "id": "default/n", "namespace": "default"}


CASES: dict[str, tuple[Changes, str]] = {
    "two bindings of one role": (
        {
            "tanzu_cluster_role_binding.one": (
                binding("one", "cluster-admin", "ada"),
                binding("one", "cluster-admin", "ada", "jane"),
            ),
            "tanzu_cluster_role_binding.two": (
                binding("two", "cluster-admin", "ada"),
                binding("two", "cluster-admin", "ada", "jane"),
            ),
        },
        "jane@example.com gains role cluster-admin: critical.",
    ),
    "a binding inside of a wider one": (
        {
            "tanzu_cluster_role_binding.one": (
                binding("one", "admin", "ada"),
                binding("one", "admin", "ada", "jane"),
            ),
            "tanzu_namespace_role_binding.two": (namespaced("admin", "ada"), namespaced("admin", "ada", "jane")),
        },
        "jane@example.com gains role admin: high.",
    ),
    "a role, and one that imports it": (
        {
            "splunk_user.tom": (user("tom", "soc_own"), user("tom", "soc_own", "admin")),
            "splunk_role.own": (role("soc_own"), role("soc_own", "admin")),
        },
        "tom@example.com gains role admin",
    ),
    "two roles that somebody has and that import the same": (
        {
            "splunk_user.jane": same(user("jane", "one", "two")),
            "splunk_role.one": (role("one"), role("one", "admin")),
            "splunk_role.two": (role("two"), role("two", "admin")),
        },
        "jane@example.com gains role admin",
    ),
    "five roles": (
        {
            "splunk_user.jane": same(user("jane", *"12345")),
            **{f"splunk_role.r{each}": (role(each), role(each, "admin")) for each in "12345"},
        },
        "jane@example.com gains role admin",
    ),
    "two ways of two links each": (
        {
            "splunk_user.jane": (user("jane", "user"), user("jane", "user", "one", "two")),
            "splunk_role.one": (role("one"), role("one", "admin")),
            "splunk_role.two": (role("two"), role("two", "admin")),
        },
        "jane@example.com gains role admin",
    ),
    "two groups that take privileged names": (
        {
            "splunk_saml_group.soc": same({"id": "soc", "name": "soc", "roles": ["admin"]}),
            "splunk_saml_group.ops": same({"id": "ops", "name": "ops", "roles": ["admin"]}),
            "okta_user.ada": same({"id": "00u", "login": "ada@example.com", "email": "ada@example.com"}),
            "okta_group.soc": ({"id": "g1", "name": "y"}, {"id": "g1", "name": "soc"}),
            "okta_group_member.soc": same({"id": "g1/00u", "group_id": "g1", "user_id": "00u"}),
            "okta_group.x": ({"id": "g2", "name": "x"}, {"id": "g2", "name": "ops"}),
            "okta_group_member.x": same({"id": "g2/00u", "group_id": "g2", "user_id": "00u"}),
        },
        "ada@example.com gains role admin",
    ),
}


@pytest.mark.parametrize(("changes", "told"), CASES.values(), ids=CASES)
def test_each_change_says_what_it_gives_with_the_others(changes: Changes, told: str, tmp_path: Path) -> None:
    found = findings(changes, tmp_path)
    assert len(found) == sum(before != after for before, after in changes.values())
    review = of_review(changes, tmp_path)
    assert review.people
    for each in found:
        assert told in each.text
        assert each.severity.word == review.tier and each.gained
    assert of_drift(changes, tmp_path) == review


def test_what_a_state_gives_already_is_gained_by_no_change(tmp_path: Path) -> None:
    changes: dict[str, Any] = {
        "splunk_user.jane": (user("jane", "one", "admin"), user("jane", "one", "admin", "two")),
        "splunk_role.one": (role("one"), role("one", "admin")),
        "splunk_role.two": same(role("two", "admin")),
    }
    texts = {each.address: (each.severity.word, each.text) for each in findings(changes, tmp_path)}
    assert texts["splunk_role.one"] == (
        "medium",
        "Imported roles of one gained admin. Whoever has it had that already.",
    )
    assert texts["splunk_user.jane"][1].endswith("jane@example.com gains role two: normal.")


def test_two_links_that_are_both_gone_say_what_is_lost(tmp_path: Path) -> None:
    changes: Changes = {
        "splunk_user.jane": (user("jane", "user", "one"), user("jane", "user")),
        "splunk_role.one": (role("one", "admin"), role("one")),
    }
    found = findings(changes, tmp_path)
    assert [each.severity.word for each in found] == ["critical", "critical"]
    assert all("jane@example.com loses role" in each.text and "role admin" in each.text for each in found)
