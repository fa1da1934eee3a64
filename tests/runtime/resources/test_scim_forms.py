"""Values that a SCIM server keeps in another form than the configuration has: no difference, and no taint."""

from __future__ import annotations

import pytest

from tests.runtime.resources.practitioner import errors, warnings
from tests.runtime.resources.scim_people import box_of, practitioner, server


@pytest.mark.parametrize("vendor", ["generic", "splunk"])
def test_user_names_have_no_case_and_the_configured_form_stays(vendor: str) -> None:
    with server(0, vendor, lower_emails=True) as (box, person, _):
        given = {"user_name": "Ada.Lovelace@Example.com"}
        assert person.done("scim_user.a", **given)["user_name"] == given["user_name"]
        assert box.store.users.find("ada.lovelace@example.com").name == "ada.lovelace@example.com"
        person.restart()
        state = person.refresh("scim_user.a").state
        assert state == person.resources["scim_user.a"].state
        assert state is not None
        assert state["user_name"] == given["user_name"]
        box.log.clear()
        assert not errors(person.apply("scim_user.a", **given, title="Countess"))
        assert not [event for event in box.log.matching("PATCH") if "userName" in event.body]


def test_e_mail_addresses_have_no_case_and_blanks_around_names_are_nothing() -> None:
    with server(0, lower_emails=True, trim_names=True) as (box, person, _):
        given = {
            "user_name": "Ada@Example.com",
            "display_name": " Ada ",
            "emails": [{"value": "Ada@Example.com", "type": "work", "primary": True}],
        }
        state = person.done("scim_user.a", **given)
        assert (state["emails"], state["display_name"]) == (given["emails"], " Ada ")
        person.restart()
        assert person.refresh("scim_user.a").state == state
        assert person.plan("scim_user.a", **given).planned == state
        assert not box.log.matching("PATCH")


def test_what_a_server_drops_does_not_taint() -> None:
    with box_of(drops=["externalId"]) as box:
        result = practitioner(box).apply("scim_user.a", user_name="ada", external_id="e-1")
        assert not errors(result)
        assert warnings(result)
