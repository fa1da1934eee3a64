"""Rows whose id is a null, a list or an object."""

from __future__ import annotations

import pytest

from providers.tanium import PROVIDER as TANIUM
from rolecall.sandbox import Fault
from tests.runtime.resources.boxes import TaniumBox
from tests.runtime.resources.practitioner import Practitioner, errors


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
