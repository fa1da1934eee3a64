"""Nulls, lists and objects where a set or an id is to be: they say nothing."""

from __future__ import annotations

from typing import Any

import pytest

from providers.scim import PROVIDER as SCIM
from providers.splunk import PROVIDER as SPLUNK
from providers.tanium import PROVIDER as TANIUM
from rolecall.runtime.resources.unread_members import UNSAID
from rolecall.sandbox import Fault, Sandbox, start
from rolecall.specification.schema import Provider
from tests.runtime.resources.boxes import TaniumBox
from tests.runtime.resources.practitioner import Practitioner, errors, warnings


def _tanium(box: Sandbox[Any, Any]) -> tuple[Provider, str, dict[str, Any]]:
    key = str(box.store.add_user("ada").id)
    return TANIUM, "tanium_role_binding.b", {"user_id": key, "role": "Analyst"}


def _splunk(box: Sandbox[Any, Any]) -> tuple[Provider, str, dict[str, Any]]:
    box.store.add_user("ada", roles=["user"])
    return SPLUNK, "splunk_role_binding.b", {"user": "ada", "role": "power"}


@pytest.mark.parametrize(("vendor", "beside"), [("tanium", _tanium), ("splunk", _splunk)])
class TestSetsOfBindings:
    def test_a_binding_is_not_gone(self, vendor: str, beside: Any) -> None:
        with start(vendor) as box:
            shim, label, config = beside(box)
            made = Practitioner(shim, box.environment)
            made.done(label, **config)
            box.faults.add(Fault("member_emptied", method="GET", member="roles", words="null"))
            box.faults.add(Fault("member_emptied", method="GET", member="content.roles", words="null"))
            made.restart()
            found = made.refresh(label)
            assert found.state is not None
            assert warnings(found)[0].startswith(f"{UNSAID} roles of")

    def test_its_end_is_not_called_done(self, vendor: str, beside: Any) -> None:
        with start(vendor) as box:
            shim, label, config = beside(box)
            made = Practitioner(shim, box.environment)
            made.done(label, **config)
            box.faults.add(Fault("member_emptied", method="GET", member="roles", words="null"))
            box.faults.add(Fault("member_emptied", method="GET", member="content.roles", words="null"))
            made.restart()
            result = made.destroy(label)
            assert errors(result)[0].startswith(f"{UNSAID} roles of")
            assert result.state is not None


@pytest.mark.parametrize("words", ["null", "[]", "{}"])
def test_a_row_whose_id_is_none_may_be_any_object(tanium: TaniumBox, words: str) -> None:
    made = Practitioner(TANIUM, tanium.environment)
    made.done("tanium_user.ada", name="ada")
    made.done("tanium_api_token.t", name="pipeline", user_id=made.resources["tanium_user.ada"].state["id"])
    tanium.faults.add(Fault("member_emptied", method="GET", path="/api_tokens", member="id", words=words))
    made.restart()
    found = made.refresh("tanium_api_token.t")
    assert "has no 'id'" in errors(found)[0]
    assert found.state is not None


def test_a_member_of_a_group_that_nothing_names_may_be_anybody() -> None:
    with start("scim") as box:
        made = Practitioner(SCIM, box.environment)
        key = made.done("scim_user.ada", user_name="ada")["id"]
        made.done("scim_group.g", display_name="Team", members=[key])
        box.faults.add(Fault("member_missing", method="GET", path="/Groups", member="members.value"))
        made.restart()
        found = made.refresh("scim_group.g")
        assert "has no 'value'" in errors(found)[0]
        assert found.state is not None and found.state["members"] == [key]
