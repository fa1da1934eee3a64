"""Jobs see the same estate whichever shape of its API a vendor speaks."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from rolecall.adopt.job import Request, adopt
from rolecall.estate.instances import Instance, configure, parse_choice
from rolecall.estate.parallel import reading
from rolecall.sandbox import start

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
    assert seen("acs") == seen("management")


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
