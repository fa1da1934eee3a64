"""Large groups and members of SCIM groups, with their traits and without them."""

from __future__ import annotations

from dataclasses import replace

from providers.scim import PROVIDER
from rolecall.sandbox import Fault
from tests.runtime.resources.practitioner import Practitioner, errors
from tests.runtime.resources.scim_people import ScimBox, at_once, box_of, members_of, practitioner, server, users_of
from tests.runtime.resources.switches import with_collection


def seeded(person: Practitioner, box: ScimBox, members: int) -> list[str]:
    """A managed group with so many members."""
    ids = users_of(box)[:members]
    person.done("scim_group.g", display_name="Guild", members=ids)
    return ids


class TestLargeGroups:
    def test_adding_fifty_is_one_patch_and_no_download(self) -> None:
        with server(2050, largest_page=1000, patch_answer="empty") as (box, person, _):
            ids = seeded(person, box, 2000)
            person.restart()
            person.refresh("scim_group.g")
            everybody = users_of(box)
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
            person.apply("scim_group.g", display_name="Guild", members=users_of(box))
            assert sum(event.response_bytes for event in box.log) > 100_000

    def test_a_new_large_group_comes_in_batches(self) -> None:
        with server(1200) as (box, person, _):
            seeded(person, box, 1200)
            assert len(members_of(box, "Guild")) == 1200
            assert box.log.count("PATCH") == 2

    def test_what_others_add_stays(self) -> None:
        with server(5) as (box, person, _):
            ids = seeded(person, box, 2)
            box.change("member.add", group="Guild", member="user00005")
            person.done("scim_group.g", display_name="Guild", members=[ids[0]])
            names = {box.store.find(each).name for each in members_of(box, "Guild")}
            assert names == {"user00001", "user00005"}

    def test_members_that_are_not_managed_are_not_read(self) -> None:
        with server(50) as (box, person, _):
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
        with server(3, unknown_members="drop") as (box, person, _):
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
            users = users_of(box)
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
            downloads = [event.path for event in box.log if event.response_bytes >= 2_000]
            members, people = [sum(each.endswith(end) for each in downloads) for end in (group, "/Users")]
            assert members == 1, "one look at who was there, before the first write of a run"
            assert people <= 3, "the pages of one listing show that all of the new ones exist"

    def test_one_that_is_refused_does_not_take_the_others_along(self) -> None:
        with box_of(seed=9) as box:
            users = [*users_of(box), "nobody"]
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
        with server(2) as (box, person, _):
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
            assert "There is no group 'nowhere'" in errors(result)[0]
