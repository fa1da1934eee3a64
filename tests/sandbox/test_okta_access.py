"""Groups and apps in Okta: what can be written, who has what through whom, and how provisioning goes."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import httpx
import pytest

from tests.runtime.resources.boxes import OktaBox

ONE, TWO = "user00001@example.com", "user00002@example.com"


def code(answer: httpx.Response) -> tuple[int, str]:
    return answer.status_code, answer.json()["errorCode"]


@pytest.fixture
def ids(okta: OktaBox) -> Callable[[str], str]:
    """The id of a person by login, or of a group or app by name."""

    def find(name: str) -> str:
        for lookup in (okta.store.user, okta.store.group, okta.store.app):
            try:
                return lookup(name).id
            except KeyError:
                continue
        raise KeyError(name)

    return find


def test_a_group_update_clears_the_description(org: httpx.Client) -> None:
    group = org.post("/groups", json={"profile": {"name": "Ops", "description": "d"}}).json()
    assert (group["type"], group["profile"]["description"]) == ("OKTA_GROUP", "d")
    assert code(org.post("/groups", json={"profile": {"name": "OPS"}})) == (400, "E0000001")
    changed = org.put(f"/groups/{group['id']}", json={"profile": {"name": "Ops 2"}}).json()
    assert changed["profile"] == {"name": "Ops 2", "description": None}
    assert org.delete(f"/groups/{group['id']}").status_code == 204
    assert code(org.get(f"/groups/{group['id']}")) == (404, "E0000007")


@pytest.mark.parametrize(
    ("name", "refusal"), [("Everyone", (501, "E0000060")), ("directory.example.com Staff", (403, "E0000006"))]
)
def test_groups_of_others_cannot_be_written(
    org: httpx.Client, ids: Callable[[str], str], name: str, refusal: tuple[int, str]
) -> None:
    group, user = ids(name), ids(ONE)
    assert code(org.put(f"/groups/{group}", json={"profile": {"name": "Mine"}})) == refusal
    assert code(org.delete(f"/groups/{group}")) == refusal
    assert code(org.put(f"/groups/{group}/users/{user}")) == refusal
    assert code(org.delete(f"/groups/{group}/users/{user}")) == refusal


def test_members_by_hand_and_by_rule(org: httpx.Client, okta: OktaBox, ids: Callable[[str], str]) -> None:
    group, user = ids("Engineering"), ids(ONE)
    for _ in range(2):
        assert org.put(f"/groups/{group}/users/{user}").status_code == 204
    assert [row["name"] for row in _profiles(org, f"/users/{user}/groups")] == ["Everyone", "Engineering"]
    for _ in range(2):
        assert org.delete(f"/groups/{group}/users/{user}").status_code == 204
    okta.change("group.join", group="Engineering", user=ONE, rule="All engineers")
    assert code(org.delete(f"/groups/{group}/users/{user}")) == (403, "E0000006")
    assert [row["login"] for row in _profiles(org, f"/groups/{group}/users")] == [ONE]
    okta.change("user.deactivate", user="user00002@example.com")
    answer = org.put(f"/groups/{group}/users/{ids('user00002@example.com')}")
    assert code(answer) == (400, "E0000001")


def _profiles(org: httpx.Client, path: str) -> list[dict[str, Any]]:
    return [row["profile"] for row in org.get(path).json()]


def test_groups_are_found_by_name_type_and_search(org: httpx.Client, okta: OktaBox) -> None:
    assert [row["name"] for row in _profiles(org, "/groups?q=eng")] == ["Engineering"]
    types = {row["type"] for row in org.get("/groups", params={"filter": 'type eq "OKTA_GROUP"'}).json()}
    assert types == {"OKTA_GROUP"}
    assert code(org.get("/groups", params={"filter": 'profile.name eq "Engineering"'})) == (400, "E0000031")
    found = {"search": 'profile.name eq "new"'}
    okta.change("group.create", name="New")
    assert org.get("/groups", params=found).json() == []
    okta.store.clock.advance(3)
    assert len(org.get("/groups", params=found).json()) == 1


def test_provisioning_takes_its_time_or_fails(org: httpx.Client, okta: OktaBox, ids: Callable[[str], str]) -> None:
    okta.options.provisioning_seconds = None
    app, user = ids("Tessian"), ids(ONE)
    made = org.post(f"/apps/{app}/users", json={"id": user}).json()
    assert (made["scope"], made["status"], made["syncState"]) == ("USER", "PENDING", "SYNCING")
    okta.store.clock.advance(3600)
    assert org.get(f"/apps/{app}/users/{user}").json()["syncState"] == "SYNCING"
    okta.change("app.provision", app="Tessian", user=ONE, trouble="no licence")
    assert org.get(f"/apps/{app}/users/{user}").json()["syncState"] == "ERROR"
    okta.change("app.provision", app="Tessian", user=ONE, external_id="t-1")
    done = org.get(f"/apps/{app}/users/{user}").json()
    assert (done["syncState"], done["status"], done["externalId"]) == ("SYNCHRONIZED", "PROVISIONED", "t-1")
    okta.options.provisioning_seconds = 1.0
    okta.change("app.break", app="Tanium SSO", trouble="unreachable")
    org.post(f"/apps/{ids('Tanium SSO')}/users", json={"id": user})
    okta.store.clock.advance(2)
    assert org.get(f"/apps/{ids('Tanium SSO')}/users/{user}").json()["syncState"] == "ERROR"
    wiki = org.post(f"/apps/{ids('Wiki')}/users", json={"id": user}).json()
    assert (wiki["status"], wiki["syncState"], wiki["externalId"]) == ("ACTIVE", "DISABLED", None)


def test_what_a_group_gives_cannot_be_taken_from_a_person(
    org: httpx.Client, okta: OktaBox, ids: Callable[[str], str]
) -> None:
    app, group, user = ids("Tessian"), ids("Engineering"), ids(ONE)
    okta.change("group.join", group="Engineering", user=ONE)
    assert org.put(f"/apps/{app}/groups/{group}", json={}).json()["priority"] == 0
    given = org.get(f"/apps/{app}/users/{user}").json()
    assert given["scope"] == "GROUP"
    refused = org.delete(f"/apps/{app}/users/{user}")
    assert code(refused) == (403, "E0000046")
    assert "group memberships" in refused.json()["errorCauses"][0]["errorSummary"]
    assert org.post(f"/apps/{app}/users", json={"id": user}).json()["scope"] == "USER"
    okta.options.shared_removal = "refuse"
    assert code(org.delete(f"/apps/{app}/users/{user}")) == (403, "E0000046")
    okta.options.shared_removal = "keep"
    assert org.delete(f"/apps/{app}/users/{user}").status_code == 204
    assert org.get(f"/apps/{app}/users/{user}").json()["scope"] == "GROUP"
    okta.change("group.leave", group="Engineering", user=ONE)
    assert code(org.get(f"/apps/{app}/users/{user}")) == (404, "E0000007")


def test_a_repeated_assignment_converts_or_is_refused(
    org: httpx.Client, okta: OktaBox, ids: Callable[[str], str]
) -> None:
    app, user = ids("Tessian"), ids(ONE)
    for _ in range(2):
        assert org.post(f"/apps/{app}/users", json={"id": user}).status_code == 200
    okta.options.repeated_assignment = "refuse"
    assert code(org.post(f"/apps/{app}/users", json={"id": user})) == (400, "E0000001")
    assert code(org.post(f"/apps/{app}/users", json={"id": ONE})) == (404, "E0000007")
    assert code(org.post(f"/apps/{app}/users", json={"id": user, "scope": "GROUP"})) == (400, "E0000001")


def test_priorities_move_each_other(org: httpx.Client, ids: Callable[[str], str]) -> None:
    app = ids("Tessian")
    for name, body in (("Engineering", {}), ("Security", {"priority": 0}), ("Everyone", {"priority": 99})):
        assert org.put(f"/apps/{app}/groups/{ids(name)}", json=body).status_code == 200
    rows = org.get(f"/apps/{app}/groups").json()
    assert [(row["id"], row["priority"]) for row in rows] == [
        (ids("Security"), 0),
        (ids("Engineering"), 1),
        (ids("Everyone"), 2),
    ]
    org.put(f"/apps/{app}/groups/{ids('Security')}", json={"priority": 0, "profile": {"role": "x"}})
    assert org.put(f"/apps/{app}/groups/{ids('Security')}", json={"priority": 0}).json()["profile"] == {}
    assert org.delete(f"/apps/{app}/groups/{ids('Security')}").status_code == 204
    assert org.get(f"/apps/{app}/groups/{ids('Engineering')}").json()["priority"] == 0
    assert code(org.delete(f"/apps/{app}/groups/{ids('Security')}")) == (404, "E0000007")


def test_an_assignment_of_somebody_else_than_the_path_says_is_refused(
    org: httpx.Client, okta: OktaBox, ids: Callable[[str], str]
) -> None:
    app, group, user = ids("Tessian"), ids("Engineering"), ids(ONE)
    other = {"id": ids("Security"), "priority": 0}
    assert code(org.put(f"/apps/{app}/groups/{group}", json=other)) == (400, "E0000001")
    assert org.get(f"/apps/{app}/groups").json() == []
    assert org.put(f"/apps/{app}/groups/{group}", json={"id": group}).json()["id"] == group
    assert org.post(f"/apps/{app}/users", json={"id": user}).status_code == 200
    assert code(org.post(f"/apps/{app}/users/{user}", json={"id": ids(TWO), "scope": "USER"})) == (400, "E0000001")
    okta.options.foreign_ids = "ignore"
    assert org.put(f"/apps/{app}/groups/{group}", json=other).json()["id"] == group


def test_apps_are_found_by_name_status_and_people(org: httpx.Client, okta: OktaBox, ids: Callable[[str], str]) -> None:
    def labels(**query: str) -> list[str]:
        return [app["label"] for app in org.get("/apps", params=query).json()]

    assert labels() == ["Tessian", "Tanium SSO", "Splunk Cloud", "Wiki"]
    assert labels(q="ta") == ["Tanium SSO"]
    okta.change("app.status", app="Wiki", status="INACTIVE")
    assert labels(filter='status eq "INACTIVE"') == ["Wiki"]
    okta.change("app.assign", app="Tessian", user=ONE)
    assert labels(filter=f'user.id eq "{ids(ONE)}"') == ["Tessian"]
    assert code(org.get("/apps", params={"filter": 'label eq "Tessian"'})) == (400, "E0000031")
    assert code(org.post(f"/apps/{ids('Wiki')}/users", json={"id": ids(ONE)})) == (400, "E0000001")
