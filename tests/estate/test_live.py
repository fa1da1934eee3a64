"""Reading vendors by listing: what a refresh would see, wholly or with a word on what is missing."""

from __future__ import annotations

from typing import Literal

import pytest

from rolecall.estate.instances import Instance, configure, parse_choice
from rolecall.estate.live_vendor import LiveVendor
from rolecall.estate.parallel import reading
from rolecall.runtime.collections.empty_members import SAMPLES
from rolecall.runtime.connection import Connection
from rolecall.runtime.engine import Engine
from rolecall.runtime.errors import ReadOnly
from rolecall.sandbox.core.faults import Fault
from rolecall.specification.schema import Operation
from tests.estate.estate import Estate
from tests.runtime.resources.practitioner import full


def engine_of(estate: Estate, instance: Instance) -> Engine:
    engine = Engine(instance.shim, environment=estate.environment)
    found = engine.configure(full(instance.shim.schema, {}), terraform_version="1.11.4", deferral_allowed=False)
    assert not found.has_error
    return engine


def test_every_object_is_what_a_refresh_puts_into_state(estate: Estate) -> None:
    estate.boxes["tanium"].vendor.set_options({"summary_rows": True})
    estate.boxes["tanium"].change("token.create", user="user00001", name="ci")
    estate.boxes["splunk"].change("token.create", user="admin", name="ci")
    estate.boxes["splunk"].change("saml_group.create", name="soc", roles=["power"])
    estate.boxes["tanzu"].change("role_binding.seed", count=4)
    seen: set[str] = set()
    with reading(estate.instances()) as vendors:
        for vendor in vendors:
            assert vendor.gaps == []
            engine = engine_of(estate, estate.instance(vendor.label))
            for type_name in vendor.types:
                assert vendor.is_whole(type_name)
                for item in vendor.objects(type_name):
                    imported = vendor.values(item)
                    again = engine.read(type_name, imported, b"", identity=None, deferral_allowed=False)
                    assert again.state == imported == vendor.values(item, imported)
                    seen.add(type_name)
            engine.close()
    assert {"tanium_user", "tanium_role_binding", "tanium_api_token", "splunk_user", "splunk_token"} < seen
    assert {"splunk_saml_group", "tanzu_org_member", "tanzu_role_binding", "tanzu_cluster_role_binding"} < seen
    assert estate.writes() == []


def test_what_a_listing_leaves_out_is_not_taken_for_empty() -> None:
    """A member that is missing where it is empty: that is said of single reads, and a listing has to prove it."""
    with Estate.open("scim", seed=8) as estate:
        box = estate.boxes["scim"]
        box.vendor.set_options({"listing_leaves_out": ["title"]})
        for number in range(1, 9):
            box.change("user.update", user=f"user{number:05}", title="Analyst")
        with reading(estate.instances()) as (scim,):
            assert {scim.values(item)["title"] for item in scim.objects("scim_user")} == {"Analyst"}
            assert scim.gaps == []
    with Estate.open("scim", seed=8) as estate:
        with reading(estate.instances()) as (scim,):
            assert {scim.values(item)["title"] for item in scim.objects("scim_user")} == {None}
        single = [event for event in estate.boxes["scim"].log if "/Users/" in event.path]
        assert len(single) <= SAMPLES


def test_a_collection_that_is_refused_leaves_a_gap_and_the_others_whole(estate: Estate) -> None:
    estate.boxes["tanium"].faults.add(Fault(kind="status", path="/api_tokens", status=403, times=100))
    with reading(estate.instances("tanium", "splunk")) as (tanium, splunk):
        assert [(gap.what, gap.status) for gap in tanium.gaps] == [("api tokens", 403)]
        assert not tanium.is_whole("tanium_api_token")
        assert tanium.is_whole("tanium_user") and len(list(tanium.objects("tanium_user"))) == 4
        assert splunk.gaps == []


def test_names_that_cannot_be_looked_up_are_left_out_and_said(estate: Estate) -> None:
    """Tanium's users carry ids of computer groups; the list of groups is refused."""
    estate.boxes["tanium"].faults.add(Fault(kind="status", path="/computer_groups", status=403, times=100))
    with reading(estate.instances("tanium")) as (tanium,):
        users = [tanium.values(item) for item in tanium.objects("tanium_user")]
        assert all("name" in values and "roles" in values for values in users)
        left_out = [values for values in users if "computer_groups" not in values]
        assert bool(left_out) == bool(tanium.gaps)


def test_nothing_but_reads_leaves_a_connection_for_jobs(estate: Estate) -> None:
    instance = estate.instance("tanium")
    connection = Connection(instance.shim, instance.settings, read_only=True)
    before = len(estate.boxes["tanium"].log)
    methods: tuple[Literal["POST", "PUT", "PATCH", "DELETE"], ...] = ("POST", "PUT", "PATCH", "DELETE")
    for method in methods:
        operation = Operation(method=method, path="/users", body="json")
        with pytest.raises(ReadOnly):
            connection.client.call(operation, body={"name": "mallory"})
    assert len(estate.boxes["tanium"].log) == before
    connection.close()


def test_two_blocks_of_one_vendor_share_what_both_would_list(estate: Estate) -> None:
    for name in ("HOST", "TOKEN"):
        variable = f"TANZU_KUBERNETES_{name}"
        estate.environment[f"BETA_{variable}"] = estate.environment[f"TANZU_KUBERNETES_BETA_{name}"]
    estate.boxes["tanzu"].change(
        "cluster_role_binding.create", cluster="beta", name="only-beta", role="view", subjects=[]
    )
    with reading(estate.instances("tanzu", "tanzu@beta")) as (alpha, beta):
        assert (alpha.label, beta.label) == ("tanzu", "tanzu@beta")

        def ids(vendor: LiveVendor) -> list[str]:
            return [item.id for item in vendor.objects("tanzu_cluster_role_binding")]

        assert "only-beta" in ids(beta) and "only-beta" not in ids(alpha)
        assert beta.is_own("tanzu_cluster_role_binding") and not beta.is_own("tanzu_org_member")
        assert list(alpha.objects("tanzu_org_member")) == list(beta.objects("tanzu_org_member"))
    listed = estate.boxes["tanzu"].log.matching("GET", "/users$")
    assert sum("pageLimit" in event.query for event in listed) == 1, "beside the read by which each finds its dialect"


def test_what_a_listing_lacks_is_asked_for_once_more(estate: Estate) -> None:
    with reading(estate.instances("tanium", "tanzu")) as (tanium, tanzu):
        first = next(iter(tanium.objects("tanium_user")))
        assert tanium.are_gone("tanium_user", [first.id, "1"]) == {first.id: False, "1": True}
        member = next(iter(tanzu.objects("tanzu_org_member")))
        assert tanzu.are_gone("tanzu_org_member", [member.id, "nobody"]) == {member.id: False, "nobody": True}


def test_one_404_is_no_proof_that_an_object_is_gone(estate: Estate) -> None:
    with reading(estate.instances("tanium")) as (tanium,):
        first = next(iter(tanium.objects("tanium_user")))
        estate.boxes["tanium"].faults.add(Fault("not_found", method="GET", path=rf"/users/{first.id}$", times=1))
        assert tanium.are_gone("tanium_user", [first.id]) == {first.id: False}


def test_a_vendor_without_credentials_is_a_gap() -> None:
    made = configure(parse_choice("tanium"), {"TANIUM_URL": "https://tanium.example.com"})
    assert not isinstance(made, Instance)
    assert made.vendor == "tanium" and "Credentials for Tanium are missing" in made.why


def test_a_system_that_nobody_configured_is_a_gap_only_where_it_is_needed(estate: Estate) -> None:
    for name in ("HOST", "TOKEN"):
        del estate.environment[f"TANZU_KUBERNETES_{name}"]
    with reading(estate.instances("tanzu")) as (tanzu,):
        assert tanzu.gaps == []
        assert "tanzu_cluster_role_binding" not in tanzu.types
    with reading(estate.instances("tanzu"), required={"tanzu": {"tanzu_cluster_role_binding"}}) as (tanzu,):
        assert "TANZU_KUBERNETES_HOST" in tanzu.gaps[0].advice
