"""Every trap of SCIM servers: what its trait does, and what happens when the trait is switched off."""

from __future__ import annotations

from dataclasses import replace
from typing import Any
from urllib.parse import parse_qs

import pytest

from providers.scim import PROVIDER
from rolecall.runtime.collections.empty_members import SAMPLES
from rolecall.runtime.values.conversion import same
from rolecall.sandbox import Fault
from rolecall.specification.schema import Provider
from rolecall.specification.traits import ETag, FullReplace
from tests.runtime.resources.practitioner import Practitioner, Resource, errors, full, warnings
from tests.runtime.resources.scim_people import ScimBox, at_once, box_of, data, members_of, practitioner, read
from tests.runtime.resources.switches import with_attribute, with_collection, with_lifecycle


def filters_of(box: ScimBox) -> list[str]:
    """The filters that the server was sent, without their values."""
    found = [value for event in box.log.matching("GET") for value in parse_qs(event.query).get("filter", [])]
    return [each.split('"')[0].strip() for each in found]


def without_preset(value: str, **changes: Any) -> Provider:
    """The shim, with other fields in one preset."""
    presets = tuple(replace(item, **changes) if item.value == value else item for item in PROVIDER.presets)
    return replace(PROVIDER, presets=presets)


def seeded(person: Practitioner, box: ScimBox, members: int) -> list[str]:
    """A managed group with so many members."""
    ids = [user.id for user in box.store.users][:members]
    person.done("scim_group.g", display_name="Guild", members=ids)
    return ids


class TestNames:
    def test_another_spelling_is_refused_in_the_plan(self) -> None:
        with box_of() as box:
            box.store.add_user("JDoe")
            found = practitioner(box).plan("scim_user.j", user_name="jdoe").diagnostics
            (problem,) = [item for item in found if item.severity == "error"]
            assert problem.path == ("user_name",)
            assert "differs from 'JDoe' only in case" in problem.summary

    def test_two_spellings_in_one_configuration_are_refused(self) -> None:
        with box_of() as box:
            person = practitioner(box)
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
        with box_of() as box:
            person = practitioner(box)
            person.done("scim_user.a", user_name="Ada")
            box.change("user.update", user="Ada", userName="ADA")
            person.restart()
            assert person.refresh("scim_user.a").state == person.resources["scim_user.a"].state
            state = person.resources["scim_user.a"].state
            assert person.plan("scim_user.a", user_name=state["user_name"]).planned == state

    def test_a_plan_of_many_new_users_lists_once(self) -> None:
        with box_of(seed=250) as box:
            person = practitioner(box)
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
            assert errors(data(practitioner(box, shim), "scim_users"))

    def test_an_endless_listing_ends(self) -> None:
        with box_of(seed=45, largest_page=10) as box:
            box.faults.add(Fault("repeat_page", path="/Users"))
            assert errors(data(practitioner(box), "scim_users"))
            assert box.log.count() < 40


class TestVersions:
    @pytest.mark.parametrize("patch", [True, False])
    def test_a_write_that_comes_too_late_is_merged_anew(self, patch: bool) -> None:
        with box_of(etag=True, patch=patch) as box:
            person = practitioner(box)
            person.done("scim_user.a", user_name="ada", display_name="Ada")
            box.faults.add(Fault("status", method="PATCH" if patch else "PUT", status=412, times=1))
            person.done("scim_user.a", user_name="ada", display_name="Augusta")
            assert box.store.users.find("ada").values["displayName"] == "Augusta"
            assert box.log.count("PATCH" if patch else "PUT") == 2

    def test_a_write_names_the_version(self) -> None:
        shim = with_collection(PROVIDER, "users", etag=ETag(member="meta.created"))
        with box_of(etag=True) as box:
            person = practitioner(box, shim)
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
        with box_of() as box:
            person = practitioner(box)
            person.done("scim_user.a", user_name="ada", name={"given_name": "Ada"})
            box.change("user.update", user="ada", nickName="Countess", title="Mathematician")
            person.done("scim_user.a", user_name="ada", name={"given_name": "Augusta"})
            values = box.store.users.find("ada").values
            assert (values["nickName"], values["title"]) == ("Countess", "Mathematician")
            assert values["name"]["givenName"] == "Augusta"

    def test_without_patch_the_object_is_merged_and_put(self) -> None:
        with box_of(patch=False) as box:
            person = practitioner(box)
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

    def test_the_server_is_asked_once_what_it_can_do(self) -> None:
        with box_of() as box:
            person = practitioner(box)
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
            result = practitioner(box).apply("scim_group.g", display_name="G", members=["nobody"])
            assert "invalidValue" in errors(result)[0]

    def test_members_left_out_of_an_address_are_the_servers(self) -> None:
        with box_of() as box:
            person = practitioner(box)
            person.done("scim_user.a", user_name="ada", emails=[{"value": "a@x.org"}])
            shim = with_attribute(PROVIDER, "scim_user", "emails", shared=False)
            row = {"emails": [{"value": "a@x.org", "type": "work", "primary": True}]}
            for each, expected in ((PROVIDER, True), (shim, False)):
                attribute = each.resource("scim_user").schema.attribute("emails")
                assert same(attribute, row["emails"], person.resources["scim_user.a"].state["emails"]) is expected


class TestLargeGroups:
    def test_adding_fifty_is_one_patch_and_no_download(self) -> None:
        with box_of(seed=2050, largest_page=1000, patch_answer="empty") as box:
            person = practitioner(box)
            ids = seeded(person, box, 2000)
            person.restart()
            person.refresh("scim_group.g")
            everybody = [user.id for user in box.store.users]
            box.log.clear()
            person.done("scim_group.g", display_name="Guild", members=everybody)
            assert members_of(box, "Guild") == set(everybody)
            assert box.log.count("PATCH") == 1
            assert len(box.log.matching("PATCH")[0].body) < 50 * 60 + 300
            assert sum(event.response_bytes for event in box.log) < 6_000
            assert box.log.count() <= 6
            assert len(ids) == 2000

    def test_without_the_trait_the_group_is_downloaded(self) -> None:
        shim = with_collection(PROVIDER, "groups", large_set=None)
        with box_of(seed=1050) as box:
            person = practitioner(box, shim)
            seeded(person, box, 1000)
            box.log.clear()
            person.apply("scim_group.g", display_name="Guild", members=[user.id for user in box.store.users])
            assert sum(event.response_bytes for event in box.log) > 100_000

    def test_a_new_large_group_comes_in_batches(self) -> None:
        with box_of(seed=1200) as box:
            person = practitioner(box)
            seeded(person, box, 1200)
            assert len(members_of(box, "Guild")) == 1200
            assert box.log.count("PATCH") == 2

    def test_what_others_add_stays(self) -> None:
        with box_of(seed=5) as box:
            person = practitioner(box)
            ids = seeded(person, box, 2)
            box.change("member.add", group="Guild", member="user00005")
            person.done("scim_group.g", display_name="Guild", members=[ids[0]])
            names = {box.store.find(each).name for each in members_of(box, "Guild")}
            assert names == {"user00001", "user00005"}

    def test_members_that_are_not_managed_are_not_read(self) -> None:
        with box_of(seed=50) as box:
            person = practitioner(box)
            person.done("scim_group.g", display_name="Guild")
            for number in range(1, 51):
                box.change("member.add", group="Guild", member=f"user{number:05}")
            box.log.clear()
            state = person.refresh("scim_group.g").state
            assert state is not None
            assert state["members"] is None
            assert all("excludedAttributes=members" in event.query for event in box.log)
            person.done("scim_group.g", display_name="Guild of All")
            assert len(members_of(box, "Guild of All")) == 50

    def test_a_member_that_the_server_drops_is_named(self) -> None:
        with box_of(seed=3, unknown_members="drop") as box:
            person = practitioner(box)
            ids = seeded(person, box, 2)
            result = person.apply("scim_group.g", display_name="Guild", members=[*ids, "nobody"])
            assert "add nobody" in errors(result)[0]

    def test_a_filter_that_cannot_be_trusted_is_not(self) -> None:
        groups = PROVIDER.collection("groups")
        assert groups.large_set is not None
        shim = with_collection(PROVIDER, "groups", large_set=replace(groups.large_set, probe="displayName"))
        with box_of(seed=4) as box:
            person = practitioner(box, shim)
            ids = seeded(person, box, 2)
            person.done("scim_group.g", display_name="Guild", members=[*ids, box.store.users.find("user00003").id])
            assert len(members_of(box, "Guild")) == 3


class TestMembers:
    def test_those_that_come_together_go_together(self) -> None:
        with box_of(seed=1060, groups=0, largest_page=1000, patch_answer="empty") as box:
            users = [user.id for user in box.store.users]
            group = box.store.add_group("Guild", members=users[:1000]).id
            person = practitioner(box)
            box.log.clear()
            results = at_once(
                lambda each: person.apply(f"scim_group_member.m{each}", group_id=group, user_id=users[each]),
                range(1000, 1050),
            )
            assert not [each for result in results for each in errors(result)]
            assert len(members_of(box, "Guild")) == 1050
            assert box.log.count("PATCH") <= 25
            downloads = [event for event in box.log if event.response_bytes >= 2_000]
            assert len(downloads) == 1, "one look at who was there, before the first write of a run"

    def test_one_that_is_refused_does_not_take_the_others_along(self) -> None:
        with box_of(seed=9) as box:
            users = [*(user.id for user in box.store.users), "nobody"]
            group = box.store.add_group("Guild").id
            person = practitioner(box)
            results = at_once(
                lambda each: person.apply(f"scim_group_member.m{each}", group_id=group, user_id=users[each]), range(10)
            )
            assert [bool(errors(result)) for result in results] == [False] * 9 + [True]
            assert len(members_of(box, "Guild")) == 9

    def test_what_was_there_is_refused(self) -> None:
        with box_of(seed=2) as box:
            group = box.store.add_group("Guild", members=["user00001"]).id
            user = box.store.users.find("user00001").id
            result = practitioner(box).apply("scim_group_member.m", group_id=group, user_id=user)
            assert "already has" in errors(result)[0]
            assert box.log.count("PATCH") == 0

    def test_a_group_is_claimed_by_one_kind_alone(self) -> None:
        with box_of(seed=2) as box:
            person = practitioner(box)
            ids = seeded(person, box, 1)
            group = person.resources["scim_group.g"].state["id"]
            other = box.store.users.find("user00002").id
            found = person.plan("scim_group_member.m", group_id=group, user_id=other).diagnostics
            assert "managed twice" in errors(found)[0]
            assert ids

    def test_a_lost_answer_loses_nothing(self) -> None:
        with box_of(seed=1) as box:
            group, user = box.store.add_group("Guild").id, box.store.users.find("user00001").id
            box.faults.add(Fault("drop_after", method="PATCH", times=1))
            person = practitioner(box)
            assert not errors(person.apply("scim_group_member.m", group_id=group, user_id=user))
            box.faults.add(Fault("drop_after", method="PATCH", times=1))
            assert not errors(person.destroy("scim_group_member.m"))
            assert len(members_of(box, "Guild")) == 0

    def test_a_group_that_is_gone(self) -> None:
        with box_of(seed=1) as box:
            user = box.store.users.find("user00001").id
            person = practitioner(box)
            result = person.apply("scim_group_member.m", group_id="nowhere", user_id=user)
            assert "'nowhere' no longer exists" in errors(result)[0]


TANIUM_USER = {"user_name": "ada", "display_name": "Ada", "external_id": "e-1"}


class TestTanium:
    @pytest.mark.parametrize("token", ["short", "token-short", "A" * 64, "token-" + "A" * 57 + "!"])
    def test_a_token_of_another_form_is_refused_at_the_attribute(self, token: str) -> None:
        person = Practitioner(PROVIDER, {"SCIM_URL": "https://x.example.com/scim/v2", "SCIM_TOKEN": "x"})
        config = full(PROVIDER.schema, {"vendor": "tanium", "token": token, "url": "https://x.example.com/scim/v2"})
        (problem,) = person.engine.validate_provider(config)
        assert problem.path == ("token",)
        assert "`token-` and 58" in problem.detail
        assert token not in problem.detail
        generic = {**config, "vendor": "generic"}
        assert not list(person.engine.validate_provider(generic))

    def test_users_and_groups_live_with_few_filters_and_no_single_reads(self) -> None:
        with box_of("tanium", seed=5, groups=3) as box:
            person = practitioner(box)
            user = person.done("scim_user.a", **TANIUM_USER)["id"]
            person.done("scim_user.a", **TANIUM_USER, title="Countess")
            group = {"display_name": "Laptops", "external_id": "g-1"}
            person.done("scim_group.g", **group)
            person.done("scim_group_member.m", group_id=person.resources["scim_group.g"].state["id"], user_id=user)
            person.restart()
            assert person.refresh("scim_group_member.m").state is not None
            assert not errors(person.destroy("scim_group_member.m"))
            person.done("scim_group.g", **{**group, "display_name": "Notebooks"}, members=[user])
            assert read(person, "scim_user", external_id="e-1")["id"] == user
            assert person.destroy("scim_group.g").state is None
            assert person.destroy("scim_user.a").state is None
            assert set(filters_of(box)) == {"userName eq", "displayName eq"}
            assert box.log.count("GET", "/Groups/.") == 0

    def test_without_the_trait_the_server_refuses_once(self) -> None:
        with box_of("tanium", seed=5, groups=3) as box:
            person = practitioner(box, without_preset("tanium", lacks=()))
            person.done("scim_group.g", display_name="Laptops", external_id="g-1")
            person.done("scim_group.g", display_name="Notebooks", external_id="g-1")
            assert box.log.count("GET", "/Groups/.") == 1

    def test_a_password_is_refused_in_the_plan(self) -> None:
        with box_of("tanium") as box:
            config = {**TANIUM_USER, "password_wo": "x-y-z", "password_wo_version": 1}
            found = practitioner(box).plan("scim_user.a", **config).diagnostics
            (problem,) = [item for item in found if item.severity == "error"]
            assert problem.path == ("password_wo",)
            person = practitioner(box, without_preset("tanium", guards=()))
            assert "400" in errors(person.apply("scim_user.a", **config))[0]

    def test_what_tanium_needs_is_asked_for_in_the_plan(self) -> None:
        with box_of("tanium") as box:
            found = practitioner(box).plan("scim_user.a", user_name="ada").diagnostics
            assert [item.path for item in found if item.severity == "error"] == [("display_name",), ("external_id",)]

    @pytest.mark.parametrize(
        ("name", "warned"), [("Administrators", True), ("Patch Operator", True), ("Laptops", False)]
    )
    def test_a_name_like_a_roles_warns(self, name: str, warned: bool) -> None:
        with box_of("tanium") as box:
            found = practitioner(box).plan("scim_group.g", display_name=name, external_id="g").diagnostics
            assert bool([each for each in warnings(found) if "computer group" in each]) is warned
        with box_of() as box:
            assert not warnings(practitioner(box).plan("scim_group.g", display_name=name).diagnostics)


class TestSplunk:
    def test_groups_are_read_only(self) -> None:
        with box_of("splunk", seed=1) as box:
            person = practitioner(box)
            found = person.plan("scim_group.g", display_name="power").diagnostics
            assert "splunk_saml_group" in errors(found)[0]
            group, user = box.store.groups.find("power").id, box.store.users.find("user00001").id
            found = person.plan("scim_group_member.m", group_id=group, user_id=user).diagnostics
            assert "read-only" in errors(found)[0]
            assert read(person, "scim_group", display_name="power")["id"] == group
            assert box.log.count("POST") + box.log.count("PATCH") == 0

    def test_without_the_trait_the_vendor_refuses(self) -> None:
        with box_of("splunk") as box:
            person = practitioner(box, without_preset("splunk", guards=()))
            assert "405" in errors(person.apply("scim_group.g", display_name="mine"))[0]

    def test_sessions_outlive_deactivation_and_deletion(self) -> None:
        with box_of("splunk") as box:
            person = practitioner(box)
            person.done("scim_user.a", user_name="ada")
            box.change("session.start", user="ada")
            assert "SAML sessions outlive this" in warnings(person.plan_destroy("scim_user.a"))[0]
            found = person.plan("scim_user.a", user_name="ada", active=False).diagnostics
            assert "SAML sessions outlive this" in warnings(found)[0]
            assert person.destroy("scim_user.a").state is None
            assert box.store.live_sessions("ada")
        with box_of("splunk") as box:
            person = practitioner(box, without_preset("splunk", guards=()))
            person.done("scim_user.a", user_name="ada")
            assert not warnings(person.plan_destroy("scim_user.a"))


class TestMissionControl:
    def test_users_and_groups_live_without_single_reads(self) -> None:
        with box_of("tmc", seed=3) as box:
            person = practitioner(box)
            user = person.done("scim_user.a", user_name="ada")["id"]
            person.done("scim_user.a", user_name="ada", title="Countess")
            group = person.done("scim_group.g", display_name="platform", members=[user])["id"]
            person.restart()
            assert person.refresh("scim_group.g").state is not None
            person.done("scim_group_member.m", group_id=box.store.add_group("other").id, user_id=user)
            assert box.log.count("GET", "/(Groups|Users)/.") == 0
            found = person.plan_destroy("scim_group.g")
            assert "no way to delete" in errors(found)[0]
            assert errors(person.destroy("scim_group.g"))
            assert box.store.groups.get(group) is not None

    def test_a_destroy_says_that_nothing_cascades(self) -> None:
        with box_of("tmc") as box:
            person = practitioner(box)
            person.done("scim_user.a", user_name="ada")
            (told,) = warnings(person.plan_destroy("scim_user.a"))
            assert "tanzu_cluster_role_binding" in told
            assert "kubectl" in told
        with box_of("tmc") as box:
            person = practitioner(box, without_preset("tmc", guards=()))
            person.done("scim_user.a", user_name="ada")
            assert not warnings(person.plan_destroy("scim_user.a"))


class TestBadInput:
    @pytest.mark.parametrize(
        "url", ["https://x.example.com", "https://x.example.com/scim", "https://x.example.com/scim/v2/Users"]
    )
    def test_an_address_without_the_path_is_refused_at_the_attribute(self, url: str) -> None:
        person = Practitioner(PROVIDER, {"SCIM_URL": "https://x.example.com/scim/v2", "SCIM_TOKEN": "x"})
        (problem,) = person.engine.validate_provider(full(PROVIDER.schema, {"url": url}))
        assert problem.path == ("url",)
        assert "/scim/v2" in problem.detail

    def test_a_vendor_that_is_none_of_them(self) -> None:
        person = Practitioner(PROVIDER, {"SCIM_URL": "https://x.example.com/scim/v2", "SCIM_TOKEN": "x"})
        (problem,) = person.engine.validate_provider(full(PROVIDER.schema, {"vendor": "okta"}))
        assert '"tanium"' in problem.detail

    @pytest.mark.parametrize("mode", ["deactivate", "retain", "delete"])
    def test_what_destroying_does(self, mode: str) -> None:
        with box_of() as box:
            person = practitioner(box)
            person.done("scim_user.a", user_name="ada", on_destroy=mode)
            assert person.destroy("scim_user.a").state is None
            left = [(user.name, user.values["active"]) for user in box.store.users]
            assert left == {"deactivate": [("ada", False)], "retain": [("ada", True)], "delete": []}[mode]


def test_a_refresh_asks_little() -> None:
    with box_of(seed=1000, groups=50, largest_page=1000) as box:
        person = practitioner(box)
        for user in box.store.users:
            state = full(PROVIDER.resource("scim_user").schema, {"id": user.id})
            person.resources[f"scim_user.{user.name}"] = Resource(state)
        for group in box.store.groups:
            state = full(PROVIDER.resource("scim_group").schema, {"id": group.id})
            person.resources[f"scim_group.{group.name}"] = Resource(state)
        results = at_once(person.refresh, list(person.resources))
        assert all(result.state is not None for result in results)
        # A few single reads show that what the rows leave out is empty.
        assert box.log.count("GET", "/Users") <= 2 + 1 + 1 + SAMPLES
        assert box.log.count("GET", "/Groups") <= 1 + 1 + 1 + SAMPLES
