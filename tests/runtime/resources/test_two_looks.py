"""What others gave since the state was read, where one answer before a write of the whole object leaves it out."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, Final

import pytest

from providers.scim import PROVIDER as SCIM
from providers.splunk import PROVIDER as SPLUNK
from providers.tanium import PROVIDER as TANIUM
from providers.tanzu import PROVIDER as TANZU
from rolecall.sandbox import Fault, start
from rolecall.sandbox.tanzu.kubernetes.kinds import CLUSTER_ROLE_BINDING
from rolecall.sandbox.tanzu.sandbox import TanzuSandbox
from rolecall.specification.schema import Provider
from tests.runtime.resources import tanzu_people
from tests.runtime.resources.boxes import SplunkBox, TaniumBox
from tests.runtime.resources.practitioner import Practitioner, errors

LOOKS: Final = range(4)
"""No write has more reads before it."""
SPLUNK_USER: Final = {"name": "jane", "password_wo": "correct horse", "password_wo_version": 1, "roles": ["user"]}


@dataclass(frozen=True)
class Place:
    """An object that is written whole: how it is made and changed, and what somebody gives by hand meanwhile."""

    shim: Provider
    address: str
    config: dict[str, Any]
    change: dict[str, Any]
    given: str
    give: Callable[[Any], object]
    has: Callable[[Any], bool]
    path: str
    options: dict[str, Any] = field(default_factory=dict)


def has_group(box: Any) -> bool:
    named = box.store.computer_groups.references(box.store.user("jane").computer_groups)
    return "Laptops" in [row["name"] for row in named]


def is_entitled(box: Any) -> bool:
    user = next(each for each in box.store.users if each.name == "jane")
    return any(each == {"value": "write"} for each in user.values.get("entitlements", []))


def names_eve(box: Any) -> bool:
    records = box.store.cluster("alpha").records(CLUSTER_ROLE_BINDING)
    return any(each["name"] == "eve" for record in records for each in record.object.get("subjects") or ())


PLACES: Final = {
    "tanium role": Place(
        TANIUM,
        "tanium_user.jane",
        {"name": "jane", "roles": ["Analyst"]},
        {"display_name": "Jane"},
        "Administrator",
        lambda box: box.store.grant_role("jane", "Administrator"),
        lambda box: "Administrator" in box.store.role_names("jane"),
        r"/users/\d+$",
    ),
    "tanium computer group": Place(
        TANIUM,
        "tanium_user.jane",
        {"name": "jane", "roles": ["Analyst"]},
        {"roles": ["Operator"]},
        "Laptops",
        lambda box: box.store.update_user("jane", computer_groups=["Laptops"]),
        has_group,
        r"/users/\d+$",
    ),
    "splunk role of a user": Place(
        SPLUNK,
        "splunk_user.jane",
        SPLUNK_USER,
        {"realname": "Jane"},
        "admin",
        lambda box: box.store.grant_role("jane", "admin"),
        lambda box: "admin" in box.store.user("jane").roles,
        "/users/jane$",
    ),
    "splunk cloud": Place(
        SPLUNK,
        "splunk_user.jane",
        SPLUNK_USER,
        {"realname": "Jane", "roles": ["power", "user"]},
        "can_delete",
        lambda box: box.store.grant_role("jane", "can_delete"),
        lambda box: "can_delete" in box.store.user("jane").roles,
        "/users/jane$",
        {"api": "acs"},
    ),
    "splunk capability": Place(
        SPLUNK,
        "splunk_role.soc",
        {"name": "soc", "imported_roles": ["user"], "capabilities": ["edit_monitor"]},
        {"srch_filter": "host=web1"},
        "edit_health",
        lambda box: box.store.update_role("soc", capabilities=["edit_health", "edit_monitor"]),
        lambda box: "edit_health" in box.store.role("soc").capabilities,
        "/roles/soc$",
        {"omitted_lists": "clear"},
    ),
    "splunk saml group": Place(
        SPLUNK,
        "splunk_saml_group.soc",
        {"name": "soc", "roles": ["user"]},
        {"roles": ["power", "user"]},
        "can_delete",
        lambda box: box.store.saml_groups.update(soc=["can_delete", "user"]),
        lambda box: "can_delete" in box.store.saml_groups["soc"],
        "/SAML-groups",
    ),
    "scim without patch": Place(
        SCIM,
        "scim_user.jane",
        {"user_name": "jane"},
        {"title": "Countess"},
        "write",
        lambda box: box.change("user.update", user="jane", entitlements=[{"value": "read"}, {"value": "write"}]),
        is_entitled,
        "/Users/[^/]+$",
        {"flavour": "generic", "patch": False},
    ),
    "scim": Place(
        SCIM,
        "scim_user.jane",
        {"user_name": "jane", "entitlements": [{"value": "read"}]},
        {"entitlements": [{"value": "read"}, {"value": "audit"}]},
        "write",
        lambda box: box.change("user.update", user="jane", entitlements=[{"value": "read"}, {"value": "write"}]),
        is_entitled,
        "/Users/[^/]+$",
        {"flavour": "generic"},
    ),
    "kubernetes": Place(
        TANZU,
        "tanzu_cluster_role_binding.e",
        tanzu_people.EDITORS,
        {"labels": {"team": "a"}},
        "eve",
        lambda box: box.change(
            "cluster_role_binding.update",
            cluster="alpha",
            name="editors",
            subjects=[
                {"kind": "User", "name": name, "apiGroup": "rbac.authorization.k8s.io"}
                for name in ("ada@example.com", "eve")
            ],
        ),
        names_eve,
        "/clusterrolebindings/editors$",
    ),
}


@pytest.mark.parametrize("looks", LOOKS)
@pytest.mark.parametrize("place", PLACES.values(), ids=PLACES)
def test_what_one_answer_leaves_out_stays(place: Place, looks: int) -> None:
    with start(place.shim.name, options=place.options) as box:
        environment = tanzu_people.environment(box) if isinstance(box, TanzuSandbox) else box.environment
        person = Practitioner(place.shim, environment)
        person.done(place.address, **place.config)
        person.restart()
        place.give(box)
        assert place.has(box)
        box.faults.add(Fault("row_missing", method="GET", path=place.path, words=place.given, after=looks, times=1))
        person.apply(place.address, **{**place.config, **place.change})
        assert place.has(box)


@pytest.mark.parametrize("looks", LOOKS)
def test_a_binding_carries_what_two_answers_show(tanium: TaniumBox, looks: int) -> None:
    user = tanium.store.add_user("jane", computer_groups=["Laptops"])
    person = Practitioner(TANIUM, tanium.environment)
    tanium.faults.add(
        Fault("row_missing", method="GET", path=r"/users/\d+$", words="Laptops", after=looks, times=1),
    )
    person.done("tanium_role_binding.one", user_id=str(user.id), role="Operator")
    assert has_group(tanium)


@pytest.mark.parametrize("looks", LOOKS)
def test_a_listing_of_who_has_what_may_lack_a_role(looks: int) -> None:
    with start("tanium", options={"api": "platform"}) as box:
        person = Practitioner(TANIUM, box.environment)
        person.done("tanium_user.jane", name="jane", roles=["Analyst"])
        person.restart()
        given = box.store.grant_role("jane", "Administrator").roles[-1]
        path = "/content_set_roles/memberships$"
        box.faults.add(Fault("row_missing", method="GET", path=path, words=str(given), after=looks, times=1))
        person.apply("tanium_user.jane", name="jane", roles=["Analyst", "Operator"])
        assert box.store.role_names("jane") == {"Administrator", "Analyst", "Operator"}


def test_answers_that_never_agree_are_no_ground_to_write(tanium: TaniumBox) -> None:
    person = Practitioner(TANIUM, tanium.environment)
    person.done("tanium_user.jane", name="jane", roles=["Analyst"])
    tanium.store.grant_role("jane", "Administrator")
    for number in LOOKS:
        fault = Fault("row_missing", method="GET", path=r"/users/\d+$", words="Administrator", after=number, times=1)
        tanium.faults.add(fault)
    tanium.log.clear()
    result = person.apply("tanium_user.jane", name="jane", roles=["Analyst"], display_name="Jane")
    assert "shows roles of" in errors(result)[0]
    assert tanium.log.count("PUT") == 0
    assert tanium.store.role_names("jane") == {"Administrator", "Analyst"}


class TestRequests:
    def test_a_change_of_an_object_reads_it_twice(self, tanium: TaniumBox) -> None:
        person = Practitioner(TANIUM, tanium.environment)
        person.done("tanium_user.jane", name="jane", roles=["Analyst"])
        tanium.log.clear()
        person.done("tanium_user.jane", name="jane", roles=["Analyst"], display_name="Jane")
        assert tanium.log.count("PUT") == 1
        assert tanium.log.count("GET", r"/users/\d+$") == 3  # two before it, and one after it

    def test_what_is_deleted_next_is_read_once(self, tanium: TaniumBox) -> None:
        person = Practitioner(TANIUM, tanium.environment)
        person.done("tanium_user.jane", name="jane", roles=["Analyst"])
        tanium.log.clear()
        assert not errors(person.destroy("tanium_user.jane"))
        before, _, _ = "".join(event.method[0] for event in tanium.log if "/users/" in event.path).partition("P")
        assert before == "G"

    def test_a_binding_that_carries_its_own_set_alone_asks_no_more(self, splunk: SplunkBox) -> None:
        splunk.store.add_user("jane", roles=["user"])
        person = Practitioner(SPLUNK, splunk.environment)
        person.done("splunk_role_binding.one", user="jane", role="power")
        before = "".join(event.method[0] for event in splunk.log if "/users/jane" in event.path).partition("P")[0]
        assert before == "GGG"  # of the plan, of the look for who has it already, and of the write
