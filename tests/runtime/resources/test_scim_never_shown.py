"""SCIM servers without PATCH that keep attributes and show them of nobody: no PUT takes them away unseen."""

from __future__ import annotations

from typing import Any

import pytest

from rolecall.runtime.resources.unread_members import UNSAID
from tests.runtime.resources.practitioner import Practitioner, errors
from tests.runtime.resources.scim_people import ScimBox, box_of, members_of, practitioner

MAILS = [{"value": "ada@example.com", "type": "work"}]
HIDDEN: dict[str, Any] = {"emails": MAILS, "roles": [{"value": "admin"}], "title": "Countess"}


def imported(box: ScimBox, *hidden: str, **values: Any) -> Practitioner:
    """Somebody who imported the user ada, whom others gave `values`; from then on no answer shows what is `hidden`."""
    practitioner(box).done("scim_user.ada", user_name="ada", **values)
    box.options.answers_leave_out = list(hidden)
    person = practitioner(box)
    person.import_("scim_user.ada", "user_name=ada")
    person.refresh("scim_user.ada")
    person.restart()
    box.log.clear()
    return person


def kept(box: ScimBox) -> dict[str, Any]:
    return dict(box.store.users.find("ada").values)


@pytest.mark.parametrize("form", ["any", "conjunction"])
@pytest.mark.parametrize("name", HIDDEN)
def test_what_filters_find_is_not_wiped(name: str, form: str) -> None:
    with box_of(patch=False, filter_form=form) as box:
        person = imported(box, name, **{name: HIDDEN[name]})
        (problem,) = errors(person.apply("scim_user.ada", user_name="ada", nick_name="Lady"))
        assert problem.startswith(f"{UNSAID} {name}")
        assert box.log.count("PUT") == 0


@pytest.mark.parametrize("name", ["x509Certificates", "ims", "photos"])
def test_what_no_attribute_speaks_of_is_not_wiped_either(name: str) -> None:
    with box_of(patch=False) as box:
        practitioner(box).done("scim_user.ada", user_name="ada")
        box.store.users.find("ada").values[name] = [{"value": "QUJD"}]
        box.options.answers_leave_out = [name]
        person = practitioner(box)
        person.import_("scim_user.ada", "user_name=ada")
        person.refresh("scim_user.ada")
        person.restart()
        box.log.clear()
        (problem,) = errors(person.apply("scim_user.ada", user_name="ada", title="Countess"))
        assert problem.startswith(f"{UNSAID} {name}")
        assert box.log.count("PUT") == 0
        assert kept(box)[name]


def test_a_list_that_is_shown_is_carried_along_and_not_asked_for() -> None:
    with box_of(patch=False) as box:
        person = imported(box)
        box.store.users.find("ada").values["photos"] = [{"value": "https://example.com/ada.png"}]
        person.done("scim_user.ada", user_name="ada", title="Countess")
        assert kept(box)["photos"]
        assert not any("photos" in event.query for event in box.log)


UNTOLD = pytest.mark.parametrize("arguments", [{}, {"filter_form": "none"}], ids=["refused", "said"])


@UNTOLD
@pytest.mark.parametrize("name", HIDDEN)
def test_what_filters_do_not_tell_of_is_not_wiped_either(name: str, arguments: dict[str, Any]) -> None:
    with box_of(patch=False, filters=False) as box:
        person = imported(box, name, **{name: HIDDEN[name]})
        person.restart(**arguments)
        for nick_name in ("Lady", "Dame"):
            (problem,) = errors(person.apply("scim_user.ada", user_name="ada", nick_name=nick_name))
            assert problem.startswith(f"{UNSAID} whether there is more")
            assert name in problem
            assert "shows_all_attributes = true" in problem
        assert box.log.count("PUT") == 0
        assert kept(box)[name]


@UNTOLD
def test_the_provider_block_can_say_that_everything_is_shown(arguments: dict[str, Any]) -> None:
    with box_of(patch=False, filters=False) as box:
        person = imported(box)
        person.restart(shows_all_attributes=True, **arguments)
        result = person.apply("scim_user.ada", user_name="ada", nick_name="Lady")
        assert list(result.diagnostics) == []
        assert kept(box)["nickName"] == "Lady"


@pytest.mark.parametrize("filters", [True, False])
@pytest.mark.parametrize("name", ["x509Certificates", "ims", "photos"])
def test_lists_of_the_standard_are_not_wiped_where_none_are_described(name: str, filters: bool) -> None:
    with box_of(patch=False, schemas=False, filters=filters) as box:
        practitioner(box).done("scim_user.ada", user_name="ada")
        box.store.users.find("ada").values[name] = [{"value": "QUJD"}]
        box.options.answers_leave_out = [name]
        person = practitioner(box)
        person.import_("scim_user.ada", "user_name=ada")
        person.refresh("scim_user.ada")
        person.restart()
        (problem,) = errors(person.apply("scim_user.ada", user_name="ada", title="Countess"))
        assert name in problem
        assert box.log.count("PUT") == 0
        assert kept(box)[name]


def test_what_is_shown_of_others_is_believed() -> None:
    with box_of(patch=False) as box:
        practitioner(box).done("scim_user.bob", user_name="bob")
        person = imported(box, emails=MAILS)
        person.import_("scim_user.bob", "user_name=bob")
        person.refresh("scim_user.bob")
        person.restart()
        person.refresh("scim_user.ada")
        box.log.clear()
        person.done("scim_user.bob", user_name="bob", nick_name="Sir")
        asked = [event.query for event in box.log if "%20pr" in event.query]
        assert asked
        assert not any("emails" in query for query in asked)


def test_a_user_who_has_nothing_more_is_written() -> None:
    with box_of(patch=False) as box:
        person = imported(box)
        result = person.apply("scim_user.ada", user_name="ada", nick_name="Lady")
        assert list(result.diagnostics) == []
        assert kept(box)["nickName"] == "Lady"


def test_a_member_that_leaves_by_a_put_takes_nothing_else_along() -> None:
    with box_of(seed=3, removal=[], answers_leave_out=["externalId"]) as box:
        users = [user.id for user in box.store.users]
        group = box.store.add_group("Guild", members=users, externalId="g-1").id
        person = practitioner(box)
        person.import_("scim_group_member.m", f"{group}/{users[0]}")
        person.restart()
        result = person.destroy("scim_group_member.m")
        assert errors(result)[0].startswith(f"{UNSAID} external_id")
        assert result.state is not None
        assert box.store.groups.find("Guild").values["externalId"] == "g-1"
        assert members_of(box, "Guild") == set(users)


def test_a_patch_needs_no_asking() -> None:
    with box_of() as box:
        person = imported(box, "emails", emails=MAILS)
        person.done("scim_user.ada", user_name="ada", nick_name="Lady")
        assert kept(box)["emails"]
