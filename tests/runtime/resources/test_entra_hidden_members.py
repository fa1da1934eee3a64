"""Groups of Entra that hide their members: without Member.Read.Hidden every listing of them is empty."""

from __future__ import annotations

from providers.entra import PROVIDER
from rolecall.sandbox import Fault
from rolecall.specification.schema import HiddenSet, NestedSet
from tests.runtime.resources.boxes import EntraBox
from tests.runtime.resources.practitioner import Practitioner, errors, warnings
from tests.runtime.resources.switches import with_collection
from tests.runtime.resources.test_entra_people import ANALYSTS, GROUP, MEMBER, people, practitioner


def test_they_stay_in_state_with_a_warning_that_names_the_permission(entra: EntraBox) -> None:
    person = practitioner(entra)
    state = person.done(GROUP, **ANALYSTS, members=people(entra))
    entra.options.hidden_members = True
    person.restart()
    result = person.refresh(GROUP)
    assert result.state == state
    assert any("Member.Read.Hidden" in each for each in warnings(result))


def test_an_import_does_not_take_a_group_for_empty(entra: EntraBox) -> None:
    entra.change("group.create", name="Engines", members=people(entra))
    entra.options.hidden_members = True
    person = practitioner(entra)
    result = person.import_(GROUP, entra.store.group("Engines").id)
    assert not errors(result)
    refreshed = person.refresh(GROUP)
    assert refreshed.state is not None and refreshed.state["members"] is None
    assert any("Member.Read.Hidden" in each for each in warnings(refreshed))


def test_a_whole_list_is_not_written_beside_them(entra: EntraBox) -> None:
    one, two = people(entra)
    person = practitioner(entra)
    person.done(GROUP, **ANALYSTS, members=[one])
    entra.options.hidden_members = True
    person.restart()
    entra.log.clear()
    assert "did not say members" in errors(person.apply(GROUP, **ANALYSTS, members=[two]))[0]
    assert entra.log.count("PATCH", "/groups/") == entra.log.count("DELETE", "/groups/") == 0
    assert entra.store.group("Analysts").members == [one]


def test_the_rest_of_the_group_can_be_changed(entra: EntraBox) -> None:
    one = people(entra)[0]
    person = practitioner(entra)
    person.done(GROUP, **ANALYSTS, members=[one])
    entra.options.hidden_members = True
    person.restart()
    assert not errors(person.apply(GROUP, **ANALYSTS, members=[one], description="People who look at alerts."))
    assert entra.store.group("Analysts").description == "People who look at alerts."
    assert entra.store.group("Analysts").members == [one]


def test_the_end_of_the_group_does_not_count_nobody(entra: EntraBox) -> None:
    entra.change("group.create", name="Engines", members=people(entra))
    person = practitioner(entra)
    person.import_(GROUP, entra.store.group("Engines").id)
    entra.options.hidden_members = True
    person.restart()
    person.refresh(GROUP)
    assert any("who is in it is not known" in each for each in warnings(person.plan_destroy(GROUP)))


def test_a_binding_stays_in_state_and_its_removal_is_sent(entra: EntraBox) -> None:
    one, two = people(entra)
    entra.change("group.create", name="Engines", members=[two])
    group = entra.store.group("Engines")
    person = practitioner(entra)
    state = person.done(MEMBER, group_id=group.id, member_id=one)
    entra.options.hidden_members = True
    person.restart()
    result = person.refresh(MEMBER)
    assert result.state == state
    assert any("Member.Read.Hidden" in each for each in warnings(result))
    ended = person.destroy(MEMBER)
    assert not errors(ended) and ended.state is None
    assert any("Member.Read.Hidden" in each for each in warnings(ended))
    assert group.members == [two]


def test_a_removal_that_is_refused_keeps_the_binding(entra: EntraBox) -> None:
    one = people(entra)[0]
    entra.change("group.create", name="Engines", members=[])
    group = entra.store.group("Engines")
    person = practitioner(entra)
    person.done(MEMBER, group_id=group.id, member_id=one)
    entra.options.hidden_members = True
    person.restart()
    entra.faults.add(Fault("status", method="DELETE", path="/members/", status=403))
    ended = person.destroy(MEMBER)
    assert errors(ended) and ended.state is not None
    assert group.members == [one]


def test_a_binding_is_added_beside_them_with_a_warning(entra: EntraBox) -> None:
    one, two = people(entra)
    entra.change("group.create", name="Engines", members=[two])
    entra.options.hidden_members = True
    result = practitioner(entra).apply(MEMBER, group_id=entra.store.group("Engines").id, member_id=one)
    assert not errors(result) and result.state is not None
    assert any("Member.Read.Hidden" in each for each in warnings(result))
    assert sorted(entra.store.group("Engines").members) == [one, two]


def test_a_group_that_hides_nobody_may_be_empty(entra: EntraBox) -> None:
    person = practitioner(entra)
    person.done(GROUP, **ANALYSTS, members=people(entra))
    entra.change("group.update", group="Analysts", members=[])
    person.restart()
    entra.store.settle()
    result = person.refresh(GROUP)
    assert result.state is not None and result.state["members"] == []
    assert not warnings(result)


def test_who_may_see_hidden_members_writes_those_of_an_empty_group(entra: EntraBox) -> None:
    entra.change("group.create", name="Engines", members=[])
    group = entra.store.group("Engines")
    entra.options.hidden_members = True
    entra.options.permissions.append("Member.Read.Hidden")
    person = practitioner(entra)
    person.import_(GROUP, group.id)
    refreshed = person.refresh(GROUP)
    assert refreshed.state is not None and refreshed.state["members"] == []
    assert not warnings(refreshed)
    arguments = {"display_name": "Engines", "mail_nickname": group.mail_nickname, "members": people(entra)}
    assert not errors(person.apply(GROUP, **arguments))
    assert sorted(group.members) == people(entra)


def test_without_the_claim_an_empty_group_stays_unknown(entra: EntraBox) -> None:
    entra.change("group.create", name="Engines", members=[])
    entra.options.hidden_members = True
    entra.options.permissions.append("Member.Read.Hidden")
    hidden = HiddenSet(field="visibility", value="HiddenMembership", permission="Member.Read.Hidden")
    nested = NestedSet(field="members", collection="group_members", hidden=hidden)
    person = Practitioner(with_collection(PROVIDER, "groups", nested_set=nested), entra.environment)
    person.import_(GROUP, entra.store.group("Engines").id)
    arguments = {"display_name": "Engines", "mail_nickname": "engines", "members": people(entra)}
    assert "did not say members" in errors(person.apply(GROUP, **arguments))[0]
    assert entra.store.group("Engines").members == []


def test_who_may_see_hidden_members_sees_that_all_have_left(entra: EntraBox) -> None:
    entra.options.hidden_members = True
    entra.options.permissions.append("Member.Read.Hidden")
    person = practitioner(entra)
    person.done(GROUP, **ANALYSTS, members=people(entra))
    entra.change("group.update", group="Analysts", members=[])
    person.restart()
    entra.store.settle()
    result = person.refresh(GROUP)
    assert result.state is not None and result.state["members"] == []
