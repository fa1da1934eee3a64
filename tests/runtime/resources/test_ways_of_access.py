"""Which ways of access are compared, and how often."""

from __future__ import annotations

import time

from providers.entra import PROVIDER as ENTRA
from providers.tanzu import PROVIDER as TANZU
from rolecall.runtime.concurrency import transfers
from rolecall.runtime.concurrency.transfers import Way
from rolecall.runtime.resources.guards.transfers import ways_of
from rolecall.runtime.values.unknown import UNKNOWN


class TestWays:
    def test_subjects_of_bindings_and_their_kinds(self) -> None:
        values = {
            "role_ref": {"name": "edit"},
            "namespace": "shop",
            "subjects": [{"kind": "Group", "name": "devs"}, {"kind": "User", "name": "ada"}],
        }
        group, user = ways_of(TANZU.resource("tanzu_namespace_role_binding"), values)
        assert group == Way("group", "devs", "role", "edit", "namespace=shop")
        assert user == Way("user", "ada", "role", "edit", "namespace=shop")
        assert user.is_certainly(group)

    def test_the_same_access_by_another_object_takes_the_place_of_the_first(self) -> None:
        kind, who = TANZU.resource("tanzu_cluster_role_binding"), [{"kind": "User", "name": "ada"}]
        old, new = (
            set(ways_of(kind, {"name": name, "role_ref": {"name": "edit"}, "subjects": who})) for name in ("old", "new")
        )
        found = transfers.Transfers()
        found.plan_made(new)
        assert found.plan_ended(old) == [Way("user", "ada", "role", "edit", "")]
        found.settle(new, None)
        assert found.await_made([], old)[0] == "failed"

    def test_whose_kind_is_not_known_may_be_a_group(self) -> None:
        kind = ENTRA.resource("entra_app_role_assignment")
        values = {"principal_id": "g", "principal_type": UNKNOWN, "resource_id": "app", "app_role_id": "use"}
        direct = set(ways_of(kind, {**values, "principal_id": "ada", "principal_type": "User"}))
        plan, made = set(ways_of(kind, values)), set(ways_of(kind, {**values, "principal_type": "Group"}))
        found = transfers.Transfers()
        found.plan_made(plan)
        wanted = found.plan_ended(direct)
        assert wanted == [*plan]
        apply = transfers.Transfers()
        assert apply.await_made(wanted, direct) == ("late", wanted)
        apply.settle(plan, made)
        assert apply.await_made(wanted, direct) == ("made", [])

    def test_another_persons_access_is_not_the_same(self) -> None:
        mine, theirs = (Way("user", who, "app", "1", "") for who in ("a", "b"))
        assert not mine.is_certainly(theirs) and not mine.is_perhaps(theirs)

    def test_another_app_of_the_same_person_is_not_the_same(self) -> None:
        one, other = (Way("user", "a", "app", app, "") for app in ("1", "2"))
        assert not one.is_certainly(other) and not one.is_perhaps(other)


def test_the_members_of_a_large_group_are_not_compared_pair_by_pair() -> None:
    members = [Way("user", str(number), "group", "guild", "") for number in range(10_000)]
    found, began = transfers.Transfers(), time.process_time()
    assert found.plan_made(members) == ([], [])
    assert found.plan_ended(Way("user", f"former{number}", "group", "guild", "") for number in range(10_000)) == []
    found.settle(members, members)
    assert found.plan_ended([Way("group", "staff", "group", "guild", "")]) == []
    assert time.process_time() - began < 10  # 0.3 s; by pairs they are a hundred million, minutes
