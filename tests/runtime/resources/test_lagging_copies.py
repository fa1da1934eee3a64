"""Copies that lag for a moment while an apply is under way: what is to end ends, and what is to stay stays."""

from __future__ import annotations

import pytest

from providers.entra import PROVIDER as ENTRA
from providers.okta import PROVIDER as OKTA
from rolecall.sandbox import Fault
from tests.runtime.resources.boxes import EntraBox, OktaBox
from tests.runtime.resources.practitioner import Practitioner, errors, full


def _group(entra: EntraBox) -> tuple[Practitioner, str, str]:
    """Somebody at work, and the ids of a group and of a user."""
    person = Practitioner(ENTRA, entra.environment)
    group = person.done("entra_group.g", display_name="Leavers", mail_nickname="leavers")["id"]
    return person, group, next(iter(entra.store.users))


class TestMembers:
    """A listing of members that lacks one of them: a copy that lags, or a page that is short."""

    @pytest.mark.parametrize("times", [1, 3, None])
    def test_a_binding_that_no_read_shows_is_taken_out(self, entra: EntraBox, times: int | None) -> None:
        person, group, user = _group(entra)
        person.done("entra_group_member.m", group_id=group, member_id=user)
        person.restart()
        entra.faults.add(Fault("row_missing", method="GET", path="/members", words=user, times=times))
        result = person.destroy("entra_group_member.m")
        assert (errors(result), result.state) == ([], None)
        assert user not in entra.store.groups[group].members

    @pytest.mark.parametrize("times", [1, 2, None])
    def test_a_member_who_leaves_the_whole_set_is_taken_out(self, entra: EntraBox, times: int | None) -> None:
        person = Practitioner(ENTRA, entra.environment)
        user, other = list(entra.store.users)[:2]
        group = person.done("entra_group.g", display_name="Staff", mail_nickname="staff", members=[user, other])["id"]
        person.restart()
        entra.faults.add(Fault("row_missing", method="GET", path="/members", words=user, times=times))
        assert not errors(person.apply("entra_group.g", display_name="Staff", mail_nickname="staff", members=[other]))
        assert set(entra.store.groups[group].members) == {other}

    def test_one_listing_without_a_member_ends_no_binding(self, entra: EntraBox) -> None:
        person, group, user = _group(entra)
        person.done("entra_group_member.m", group_id=group, member_id=user)
        person.restart()
        fault = entra.faults.add(Fault("row_missing", method="GET", path="/members", words=user, times=1))
        assert person.refresh("entra_group_member.m").state is not None
        assert fault.fired == 1

    def test_what_is_taken_out_by_hand_ends(self, entra: EntraBox) -> None:
        person, group, user = _group(entra)
        person.done("entra_group_member.m", group_id=group, member_id=user)
        entra.store.groups[group].members.remove(user)
        person.restart()
        assert not errors(person.destroy("entra_group_member.m"))

    def test_a_pair_that_one_end_shows_is_there(self, okta: OktaBox) -> None:
        person = Practitioner(OKTA, okta.environment)
        group, user = okta.store.group("Engineering").id, next(iter(okta.store.users))
        person.done("okta_group_member.m", group_id=group, user_id=user)
        person.restart()
        okta.faults.add(Fault("row_missing", method="GET", path=f"/users/{user}/groups", words=group))
        assert person.refresh("okta_group_member.m").state is not None


class TestCarried:
    """A member that a full replacement carries along, and that a read shows as empty."""

    @pytest.mark.parametrize("words", ["null", "{}"])
    def test_a_profile_that_one_read_shows_empty_is_not_wiped(self, okta: OktaBox, words: str) -> None:
        person = Practitioner(OKTA, okta.environment)
        app, group = next(iter(okta.store.apps)), okta.store.group("Engineering").id
        person.done("okta_app_group_assignment.a", app_id=app, group_id=group, priority=0)
        assigned = okta.store.apps[app].groups[group]
        assigned.profile = {"role": "admin"}
        person.restart()
        fault = okta.faults.add(Fault("member_emptied", method="GET", path="/groups/", member="profile", words=words))
        fault.times = 1
        person.apply("okta_app_group_assignment.a", app_id=app, group_id=group, priority=1)
        assert fault.fired == 1
        assert okta.store.apps[app].groups[group].profile == {"role": "admin"}

    def test_a_null_that_stays_is_refused(self, okta: OktaBox) -> None:
        person = Practitioner(OKTA, okta.environment)
        app, group = next(iter(okta.store.apps)), okta.store.group("Engineering").id
        person.done("okta_app_group_assignment.a", app_id=app, group_id=group, priority=0)
        okta.store.apps[app].groups[group].profile = {"role": "admin"}
        person.restart()
        okta.faults.add(Fault("member_emptied", method="GET", path="/groups/", member="profile", words="null"))
        found = errors(person.apply("okta_app_group_assignment.a", app_id=app, group_id=group, priority=1))
        assert "did not say profile" in found[0]
        assert okta.store.apps[app].groups[group].profile == {"role": "admin"}

    def test_what_reads_hide_and_a_listing_shows_is_not_overwritten(self, okta: OktaBox) -> None:
        person = Practitioner(OKTA, okta.environment)
        app, group = next(iter(okta.store.apps)), okta.store.group("Engineering").id
        person.done("okta_app_group_assignment.a", app_id=app, group_id=group)
        okta.store.apps[app].groups[group].profile = {"role": "admin"}
        another = Practitioner(OKTA, okta.environment)
        okta.faults.add(Fault("not_found", method="GET", path=f"/groups/{group}$"))
        found = errors(another.apply("okta_app_group_assignment.b", app_id=app, group_id=group))
        assert "already exists" in found[0]
        assert okta.store.apps[app].groups[group].profile == {"role": "admin"}


class TestStatus:
    """A rule is led out of ACTIVE for a change, and the way back fails."""

    def _rule(self, okta: OktaBox) -> tuple[Practitioner, str, str]:
        person = Practitioner(OKTA, okta.environment)
        group = okta.store.group("Engineering").id
        rule = person.done("okta_group_rule.r", status="ACTIVE", **self._values(group, "Eng"))["id"]
        person.restart()
        return person, group, rule

    def _values(self, group: str, department: str) -> dict[str, object]:
        return {"name": "eng", "expression": f'user.department=="{department}"', "group_ids": [group]}

    @pytest.mark.parametrize("kind", ["status", "drop_before", "drop_after"])
    def test_one_failure_on_the_way_back_is_made_up_for(self, okta: OktaBox, kind: str) -> None:
        person, group, rule = self._rule(okta)
        okta.faults.add(Fault(kind, path="/lifecycle/activate", times=1, status=500))
        assert not errors(person.apply("okta_group_rule.r", **self._values(group, "Ops")))
        assert okta.store.rules[rule].status == "ACTIVE"

    @pytest.mark.parametrize("status", [403, 500])
    def test_a_way_back_that_stays_shut_is_an_error_that_says_so(self, okta: OktaBox, status: int) -> None:
        person, group, rule = self._rule(okta)
        okta.faults.add(Fault("status", path="/lifecycle/activate", status=status))
        found = errors(person.apply("okta_group_rule.r", **self._values(group, "Ops")))
        assert any(f"'{rule}' was ACTIVE, and may not be any more" in each for each in found)
        assert any('Write `status = "ACTIVE"`' in each for each in found)


@pytest.mark.parametrize("times", [2, 4])
def test_a_leaver_whom_reads_do_not_find_is_deleted_all_the_same(okta: OktaBox, times: int) -> None:
    person = Practitioner(OKTA, okta.environment)
    values = {"login": "leaver@example.com", "email": "leaver@example.com", "first_name": "L", "last_name": "R"}
    key = person.done("okta_user.u", **values)["id"]
    person.restart()
    okta.faults.add(Fault("not_found", method="GET", path=f"/users/{key}$", times=times))
    result = person.destroy("okta_user.u")
    assert okta.log.count("DELETE") >= 1
    assert key not in okta.store.users or okta.store.users[key].status == "DEPROVISIONED"
    assert result.state is None or "still there" in errors(result)[0]


def test_ids_in_capitals_are_refused(entra: EntraBox) -> None:
    person, group, user = _group(entra)
    schema = person.engine.resource_schemas()["entra_group_member"]
    config = full(schema, {"group_id": group, "member_id": user.upper()})
    (found,) = person.engine.validate_resource("entra_group_member", config)
    assert (found.severity, found.path) == ("error", ("member_id",))
