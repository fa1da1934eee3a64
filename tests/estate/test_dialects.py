"""Jobs see the same estate whichever shape of its API a vendor speaks."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from rolecall.adopt.job import Request, adopt
from rolecall.drift.check import check
from rolecall.estate.declarations import Declarations
from rolecall.estate.instances import Instance, configure, parse_choice
from rolecall.estate.parallel import reading
from rolecall.estate.terraform.state import State, read_state
from rolecall.runtime.resources.private_state import Private
from rolecall.sandbox import start
from tests.estate.estate import Estate
from tests.review.plans import change, plan, reviewed, told

ATTRIBUTES = {"splunk_user": ("name", "email", "roles"), "splunk_role": ("name", "imported_roles", "capabilities")}


def seen(api: str) -> dict[str, list[tuple[Any, ...]]]:
    """The users, roles and bindings of a Splunk with three users, by resource type."""
    with start("splunk", seed=3, options={"api": api}) as box:
        instance = configure(parse_choice("splunk"), box.environment)
        assert isinstance(instance, Instance)
        with reading([instance]) as (vendor,):
            assert vendor.gaps == []
            assert vendor.shim.spoken == (("api_dialect", api),)
            return {
                kind: sorted(tuple(str(vendor.values(item)[name]) for name in names) for item in vendor.objects(kind))
                for kind, names in {**ATTRIBUTES, "splunk_role_binding": ("id",)}.items()
            }


def test_the_same_estate_is_seen_in_either_dialect() -> None:
    cloud, own = seen("acs"), seen("management")
    of_the_cloud = [row for row in cloud["splunk_role"] if row[0] == "sc_admin"]
    assert len(of_the_cloud) == 1 and sorted([*own["splunk_role"], *of_the_cloud]) == cloud["splunk_role"]
    assert {**cloud, "splunk_role": own["splunk_role"]} == own


def test_the_same_users_and_bindings_of_tanium_are_seen_in_either_dialect() -> None:
    def seen_in(api: str) -> dict[str, list[tuple[Any, ...]]]:
        kinds = {
            "tanium_user": ("name", "display_name", "active", "roles", "local_admin_flag"),
            "tanium_role_binding": ("role",),
        }
        with start("tanium", seed=5, options={"api": api, "id_offset": 100}) as box:
            box.change("user.update", user="user00002", active=False)
            box.change("user.delete", user="user00003")
            instance = configure(parse_choice("tanium"), box.environment)
            assert isinstance(instance, Instance)
            with reading([instance]) as (vendor,):
                assert vendor.gaps == []
                return {
                    kind: sorted(
                        tuple(str(vendor.values(item)[name]) for name in names) for item in vendor.objects(kind)
                    )
                    for kind, names in kinds.items()
                }

    found = seen_in("platform")
    assert len(found["tanium_user"]) == 5 and found["tanium_role_binding"] and found == seen_in("classic")


def test_the_same_role_bindings_are_seen_whether_they_have_names_or_are_in_policies() -> None:
    def seen_in(api: str) -> list[tuple[Any, ...]]:
        with start("tanzu", seed=3, options={"mission_control": api}) as box:
            box.store.mission.seed(12)
            instance = configure(parse_choice("tanzu"), box.environment)
            assert isinstance(instance, Instance)
            with reading([instance]) as (vendor,):
                assert vendor.gaps == []
                found = [vendor.values(item) for item in vendor.objects("tanzu_role_binding")]
                return sorted((each["role"], each["subject"]["kind"], each["subject"]["name"]) for each in found)

    assert seen_in("policy") == seen_in("classic")


def test_what_speaks_no_dialect_is_a_gap() -> None:
    with start("splunk", options={"api": "acs"}) as box:
        instance = configure(parse_choice("splunk"), {**box.environment, "SPLUNK_STACK": "another"})
        assert isinstance(instance, Instance)
        with reading([instance]) as (vendor,):
            assert vendor.gaps


def test_the_same_role_bindings_are_adopted_whether_they_have_names_or_are_in_policies(tmp_path: Path) -> None:
    def adopted(api: str) -> list[tuple[Any, ...]]:
        with start("tanzu", seed=3, options={"mission_control": api, "scope_in_rows": True}) as box:
            box.store.mission.seed(5)
            environment = {name: value for name, value in box.environment.items() if "KUBERNETES" not in name}
            decisions = adopt(Request(vendor="tanzu", output=tmp_path / api), environment).decisions
            assert {event.method for event in box.log if "iam" in event.path} == {"GET"}
            found = [item.arguments for item in decisions.adopted if item.type == "tanzu_role_binding"]
            own = box.environment["TANZU_ORG_ID"]
            return sorted(
                (each["role"], each["subject"]["name"], kind, "ours" if place["name"] == own else place["name"])
                for each in found
                for kind, place in each["scope"].items()
                if place is not None
            )

    found = adopted("policy")
    assert len(found) == 5 and found == adopted("classic")


TMC = "TmcDefinition_"


@contextmanager
def organization(api: str) -> Iterator[Estate]:
    """An organization with members of one role each, and two who are invited, all in state as they are."""
    with start("tanzu", seed=3, options={"cloud_services": api}) as box:
        environment = {name: value for name, value in box.environment.items() if "KUBERNETES" not in name}
        for name in ("waits", "late"):
            box.change("invitation.send", email=f"{name}@example.com")
        estate = Estate({"tanzu": box}, environment)
        estate.adopt("tanzu")
        yield estate


@pytest.mark.parametrize("api", ["classic", "v2"])
def test_drift_of_members_is_the_same(api: str, tmp_path: Path) -> None:
    with organization(api) as estate:
        box = estate.boxes["tanzu"]
        before = estate.check(tmp_path, "tanzu")
        assert {(each.kind, each.subject) for each in before.findings} == {
            ("invitation_pending", "waits@example.com"),
            ("invitation_pending", "late@example.com"),
        }
        box.change("invitation.expire", email="late@example.com")
        box.change("member.remove", email="user00001@example.com")
        box.change("member.update", email="user00003@example.com", role="org_owner")
        box.change("member.create", email="eve@example.com")
        report = estate.check(tmp_path, "tanzu")
        assert report.gaps == () and estate.writes() == []
        assert {(each.kind, each.subject, each.severity.word) for each in report.findings} == {
            ("privileged_change", "user00003@example.com", "critical"),
            ("missing", "user00001@example.com", "high"),
            ("unmanaged_account", "eve@example.com", "medium"),
            ("invitation_expired", "late@example.com", "medium"),
            ("invitation_pending", "waits@example.com", "low"),
        }
        (eve,) = [each for each in report.findings if each.kind == "unmanaged_account"]
        assert eve.after == "role org_member on the whole cloud services organization"


def test_drift_of_roles_in_services_is_drift_of_access(tmp_path: Path) -> None:
    with organization("v2") as estate:
        box = estate.boxes["tanzu"]
        box.change("member.update", email="user00002@example.com", service_roles={TMC: ["tmc:admin"]})
        box.change("member.create", email="eve@example.com")
        box.change("member.update", email="eve@example.com", service_roles={TMC: ["tmc:member"]})
        found = {each.subject: each for each in estate.check(tmp_path, "tanzu").findings}
        made = found["user00002@example.com"]
        assert (made.kind, made.severity.word, made.attribute) == ("privileged_change", "critical", "service_roles")
        assert "tmc:admin" in made.text and "org_member, role tmc:member" in str(found["eve@example.com"].after)


def test_the_same_members_are_adopted_in_either_dialect(tmp_path: Path) -> None:
    def adopted(api: str) -> list[tuple[Any, ...]]:
        with start("tanzu", seed=3, options={"cloud_services": api}) as box:
            box.change("member.update", email="user00002@example.com", role="org_admin")
            box.change("member.update", email="user00003@example.com", service_roles={TMC: ["tmc:admin", "tmc:member"]})
            environment = {name: value for name, value in box.environment.items() if "KUBERNETES" not in name}
            decisions = adopt(Request(vendor="tanzu", output=tmp_path / api), environment).decisions
            members = [item.arguments for item in decisions.adopted if item.type == "tanzu_org_member"]
            services = {each["email"]: each["service_roles"] for each in members if each.get("service_roles")}
            assert services == ({"user00003@example.com": {TMC: ["tmc:admin", "tmc:member"]}} if api == "v2" else {})
            return sorted((each["email"], each.get("roles") or [each.get("role", "org_member")]) for each in members)

    found = adopted("v2")
    assert len(found) >= 3 and found == adopted("classic")


@pytest.mark.parametrize("attributes", [("role", "org_member", "org_owner"), ("roles", ["org_member"], ["org_owner"])])
def test_review_tells_the_same_of_members(attributes: tuple[str, Any, Any], tmp_path: Path) -> None:
    name, old, new = attributes
    ada = {"id": "1", "email": "ada@example.com", "status": "ACTIVE"}
    found = reviewed(plan(tmp_path, change("tanzu_org_member", "a", {**ada, name: old}, {**ada, name: new})))
    assert told(found) == {
        ("loses", "ada@example.com", "role", "org_member"),
        ("gains", "ada@example.com", "role", "org_owner"),
    }


def test_review_tells_roles_in_services(tmp_path: Path) -> None:
    ada = {"id": "1", "email": "ada@example.com", "status": "ACTIVE", "roles": ["org_member"]}
    before, after = {TMC: ["tmc:member"]}, {TMC: ["tmc:admin", "tmc:member"]}
    row = change("tanzu_org_member", "a", {**ada, "service_roles": before}, {**ada, "service_roles": after})
    assert told(reviewed(plan(tmp_path, row))) == {("gains", "ada@example.com", "role", "tmc:admin")}


def test_what_was_seen_in_another_dialect_is_not_said_to_be_gone(tmp_path: Path) -> None:
    with organization("v2") as estate:
        box, file = estate.boxes["tanzu"], estate.write_state(tmp_path / "state.json")
        state, private = read_state(file), Private(dialects={"csp_dialect": "v2"}).to_bytes()
        remembering = replace(state, resources=tuple(replace(each, private=private) for each in state.resources))

        def missing(state: State) -> tuple[set[str], set[str]]:
            with reading(estate.instances("tanzu")) as vendors:
                report = check(state, vendors, Declarations())
            gaps = {each.what for each in report.gaps if "another dialect" in each.why}
            return {str(each.address) for each in report.findings if each.kind in ("missing", "reappeared")}, gaps

        assert missing(remembering) == (set(), set())
        box.options.cloud_services = estate.environment["TANZU_CSP_DIALECT"] = "classic"
        gone, gaps = missing(state)
        assert gone and not gaps
        assert missing(remembering) == (set(), gone)
