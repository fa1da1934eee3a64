"""Traps that any SCIM server may hold: what a trait does, and what happens when it is switched off."""

from __future__ import annotations

from dataclasses import replace
from typing import Any
from urllib.parse import parse_qs

import pytest

from providers.scim import PROVIDER
from rolecall.runtime.collections.empty_members import SAMPLES
from rolecall.runtime.diagnostics import Diagnostics
from rolecall.runtime.values.conversion import same
from rolecall.sandbox import Fault
from rolecall.specification.traits import ETag, FullReplace
from tests.runtime.resources.practitioner import Practitioner, errors, full
from tests.runtime.resources.scim_people import UNCHECKED, at_once, box_of, practitioner, read, server
from tests.runtime.resources.switches import with_attribute, with_collection, with_lifecycle


class TestNames:
    def test_another_spelling_is_refused_in_the_plan(self) -> None:
        with box_of() as box:
            box.store.add_user("JDoe")
            found = practitioner(box).plan("scim_user.j", user_name="jdoe").diagnostics
            (problem,) = [item for item in found if item.severity == "error"]
            assert problem.path == ("user_name",)
            assert "differs from 'JDoe' only in case" in problem.summary

    def test_two_spellings_in_one_configuration_are_refused(self) -> None:
        with server(0) as (_, person, _):
            assert not errors(person.plan("scim_user.a", user_name="ada").diagnostics)
            assert (
                "Another resource of this configuration"
                in errors(person.plan("scim_user.b", user_name="ADA").diagnostics)[0]
            )

    def test_without_the_trait_the_plan_says_nothing(self) -> None:
        users = PROVIDER.collection("users")
        assert users.natural_key is not None
        shim = with_collection(PROVIDER, "users", natural_key=replace(users.natural_key, caseless=False))
        with box_of() as box:
            box.store.add_user("JDoe")
            person = practitioner(box, shim)
            assert not errors(person.plan("scim_user.j", user_name="jdoe").diagnostics)
            assert "uniqueness" in errors(person.apply("scim_user.j", user_name="jdoe"))[0]

    def test_the_servers_own_case_is_no_drift(self) -> None:
        with server(0) as (box, person, _):
            person.done("scim_user.a", user_name="Ada")
            box.change("user.update", user="Ada", userName="ADA")
            person.restart()
            assert person.refresh("scim_user.a").state == person.resources["scim_user.a"].state
            state = person.resources["scim_user.a"].state
            assert person.plan("scim_user.a", user_name=state["user_name"]).planned == state

    def test_a_plan_of_many_new_users_lists_once(self) -> None:
        with server(250) as (box, person, _):
            for number in range(60):
                assert not errors(person.plan(f"scim_user.n{number}", user_name=f"new{number}").diagnostics)
            assert box.log.count("GET", "/Users") <= 3 + 4


class TestPaging:
    def test_rows_are_counted_from_one(self) -> None:
        with box_of(seed=45, largest_page=10) as box:
            assert len(read(practitioner(box), "scim_users")["users"]) == 45
            pages = [event for event in box.log.matching("GET", "/Users") if "startIndex" in event.query]
            starts = [parse_qs(event.query)["startIndex"][0] for event in pages]
            assert starts[0] == "1"

    def test_without_the_trait_the_listing_is_torn(self) -> None:
        users = PROVIDER.collection("users")
        assert users.pagination is not None
        shim = with_collection(PROVIDER, "users", pagination=replace(users.pagination, first=0))
        with box_of(seed=45, largest_page=10) as box:
            assert errors(practitioner(box, shim).data("scim_users"))

    def test_an_endless_listing_ends(self) -> None:
        with box_of(seed=45, largest_page=10) as box:
            box.faults.add(Fault("repeat_page", path="/Users"))
            assert errors(practitioner(box).data("scim_users"))
            assert box.log.count() < 40


ANOTHER_VERSION = with_collection(PROVIDER, "users", etag=ETag(member="meta.created"))
"""A shim that takes for the version of an object what is none."""


class TestVersions:
    @pytest.mark.parametrize("patch", [True, False])
    def test_a_write_that_comes_too_late_is_merged_anew(self, patch: bool) -> None:
        with server(0, etag=True, patch=patch) as (box, person, _):
            person.done("scim_user.a", user_name="ada", display_name="Ada")
            box.faults.add(Fault("status", method="PATCH" if patch else "PUT", status=412, times=1))
            person.done("scim_user.a", user_name="ada", display_name="Augusta")
            assert box.store.users.find("ada").values["displayName"] == "Augusta"
            assert box.log.count("PATCH" if patch else "PUT") == 2

    @pytest.mark.caveat("ETag", option="scim.etag")
    def test_a_write_names_the_version(self) -> None:
        with box_of(etag=True) as box:
            person = practitioner(box, ANOTHER_VERSION)
            person.done("scim_user.a", user_name="ada")
            assert "412" in errors(person.apply("scim_user.a", user_name="ada", title="Countess"))[0]

    def test_without_the_trait_it_names_none(self) -> None:
        shim = with_collection(PROVIDER, "users", etag=None)
        with box_of(etag=True) as box:
            person = practitioner(box, shim)
            person.done("scim_user.a", user_name="ada")
            person.done("scim_user.a", user_name="ada", title="Countess")


class TestPatch:
    def test_what_is_not_named_stays(self) -> None:
        with server(0) as (box, person, _):
            person.done("scim_user.a", user_name="ada", name={"given_name": "Ada"})
            box.change("user.update", user="ada", nickName="Countess", title="Mathematician")
            person.done("scim_user.a", user_name="ada", name={"given_name": "Augusta"})
            values = box.store.users.find("ada").values
            assert (values["nickName"], values["title"]) == ("Countess", "Mathematician")
            assert values["name"]["givenName"] == "Augusta"

    def test_without_patch_the_object_is_merged_and_put(self) -> None:
        with server(0, patch=False) as (box, person, _):
            person.done("scim_user.a", user_name="ada")
            box.change("user.update", user="ada", nickName="Countess", active=False)
            person.refresh("scim_user.a")
            person.done("scim_user.a", user_name="ada", active=True, title="Mathematician")
            values = box.store.users.find("ada").values
            assert (values["nickName"], values["title"], values["active"]) == ("Countess", "Mathematician", True)
            assert box.log.count("PATCH") == 0

    def test_without_the_merge_a_put_clears(self) -> None:
        shim = with_lifecycle(PROVIDER, "scim_user", full_replace=FullReplace(carry=("schemas", "userName")))
        with box_of(patch=False) as box:
            person = practitioner(box, shim)
            person.done("scim_user.a", user_name="ada")
            box.change("user.update", user="ada", nickName="Countess")
            person.apply("scim_user.a", user_name="ada", title="Mathematician")
            assert "nickName" not in box.store.users.find("ada").values

    @pytest.mark.caveat("Capabilities", option="scim.patch")
    def test_the_server_is_asked_once_what_it_can_do(self) -> None:
        with server(0) as (box, person, _):
            for number in range(5):
                person.done(f"scim_user.u{number}", user_name=f"u{number}")
                person.done(f"scim_user.u{number}", user_name=f"u{number}", title="x")
            assert box.log.count("GET", "/ServiceProviderConfig$") == 1

    @pytest.mark.parametrize(("asked", "refused"), [(True, 0), (False, 1)])
    def test_without_asking_a_server_without_patch_refuses_once(self, asked: bool, refused: int) -> None:
        with box_of(patch=False) as box:
            person = practitioner(box, PROVIDER if asked else replace(PROVIDER, capabilities=None))
            person.done("scim_user.a", user_name="ada")
            for title in ("Countess", "Countess of Lovelace"):
                person.done("scim_user.a", user_name="ada", title=title)
            assert (box.log.count("PATCH", "."), box.log.count("PUT", ".")) == (refused, 2)

    def test_an_error_tells_its_kind(self) -> None:
        with box_of() as box:
            result = practitioner(box, UNCHECKED).apply("scim_group.g", display_name="G", members=["nobody"])
            assert "invalidValue" in errors(result)[0]

    def test_members_left_out_of_an_address_are_the_servers(self) -> None:
        with server(0) as (_, person, _):
            person.done("scim_user.a", user_name="ada", emails=[{"value": "a@x.org"}])
            shim = with_attribute(PROVIDER, "scim_user", "emails", shared=False)
            row = {"emails": [{"value": "a@x.org", "type": "work", "primary": True}]}
            for each, expected in ((PROVIDER, True), (shim, False)):
                attribute = each.resource("scim_user").schema.attribute("emails")
                assert same(attribute, row["emails"], person.resources["scim_user.a"].state["emails"]) is expected


def _validated(**arguments: Any) -> Diagnostics:
    """Findings about a provider block."""
    person = Practitioner(PROVIDER, {"SCIM_URL": "https://x.example.com/scim/v2", "SCIM_TOKEN": "x"})
    return person.engine.validate_provider(full(PROVIDER.schema, arguments))


class TestBadInput:
    @pytest.mark.parametrize(
        "url",
        [
            "https://scim.us-east-1.amazonaws.com/a1b2/scim/v2/",
            "https://api.github.com/scim/v2/organizations/admin",
            "https://gitlab.com/api/scim/v2/groups/home/login",
            "https://api.atlassian.com/scim/directory/1",
            "https://accounts.cloud.databricks.com/api/2.0/accounts/1/scim/v2",
            "https://graph.microsoft.com/rp/scim",
            "https://vault.example.com/v1/identity/scim/v2",
            "https://api.zoom.us/scim2",
            "https://app.asana.com/api/1.0/scim",
            "https://idp.example.com/provisioning/v2",
        ],
    )
    def test_any_address_will_do(self, url: str) -> None:
        assert not list(_validated(url=url))

    @pytest.mark.parametrize(
        ("url", "words"),
        [
            ("https://x.example.com", "a web page"),
            ("https://x.example.com/settings/people", "a web page"),
            ("https://x.example.com/help.html", "a web page"),
            ("https://x.example.com/scim/v2/Users", "one endpoint"),
        ],
    )
    def test_what_looks_like_something_else_is_a_warning_at_the_attribute(self, url: str, words: str) -> None:
        (found,) = _validated(url=url)
        assert (found.severity, found.path) == ("warning", ("url",))
        assert words in found.detail
        assert url in found.detail

    def test_tanium_cloud_has_one_form(self) -> None:
        (problem,) = _validated(url="https://x.example.com/scim", vendor="tanium")
        assert (problem.severity, problem.path) == ("error", ("url",))
        assert "/scim/v2" in problem.detail

    def test_a_vendor_that_is_none_of_them(self) -> None:
        person = Practitioner(PROVIDER, {"SCIM_URL": "https://x.example.com/scim/v2", "SCIM_TOKEN": "x"})
        (problem,) = person.engine.validate_provider(full(PROVIDER.schema, {"vendor": "okta"}))
        assert '"tanium"' in problem.detail

    @pytest.mark.parametrize("mode", ["deactivate", "retain", "delete"])
    def test_what_destroying_does(self, mode: str) -> None:
        with server(0) as (box, person, _):
            person.done("scim_user.a", user_name="ada", on_destroy=mode)
            assert person.destroy("scim_user.a").state is None
            left = [(user.name, user.values["active"]) for user in box.store.users]
            assert left == {"deactivate": [("ada", False)], "retain": [("ada", True)], "delete": []}[mode]


def test_a_refresh_asks_little() -> None:
    with server(1000, groups=50, largest_page=1000) as (box, person, _):
        for user in box.store.users:
            person.hold(f"scim_user.{user.name}", id=user.id)
        for group in box.store.groups:
            person.hold(f"scim_group.{group.name}", id=group.id)
        results = at_once(person.refresh, list(person.resources))
        assert all(result.state is not None for result in results)
        # A few single reads show that what the rows leave out is empty.
        assert box.log.count("GET", "/Users") <= 2 + 1 + 1 + SAMPLES
        assert box.log.count("GET", "/Groups") <= 1 + 1 + 1 + SAMPLES
