"""Answers about other objects, and creates that were done although the answer says otherwise."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest

from rolecall.sandbox import Fault, start
from tests.runtime.resources.boxes import TaniumBox
from tests.runtime.resources.existing_objects import JANE, OBJECTS, Box, practitioner
from tests.runtime.resources.practitioner import Practitioner, errors


class TestMisrouted:
    @pytest.mark.parametrize("verb", ["refresh", "destroy"])
    def test_an_answer_about_another_object_is_an_error(
        self, existing: tuple[Box, Practitioner, str], verb: str
    ) -> None:
        box, person, label = existing
        kept = person.resources[label].state
        box.faults.add(Fault("misrouted", method="GET", path=r"(?i)/(users|groups)/[^/]+$"))
        result = getattr(person, verb)(label)
        assert "he answer is about another object" in errors(result)[0]
        assert repr(str(kept["id"])) in errors(result)[0]
        assert person.resources[label].state["id"] == kept["id"]
        deleted = [each.path.rpartition("/")[2] for each in box.log if each.method == "DELETE"]
        assert deleted in ([], [str(kept["id"])])
        assert box.log.count("PUT") == 0

    def test_no_update_follows_it(self, tanium: TaniumBox) -> None:
        person = practitioner("tanium", tanium)
        person.done("tanium_user.jane", **JANE)
        tanium.faults.add(Fault("misrouted", method="GET", path=r"/users/\d+$"))
        result = person.apply("tanium_user.jane", **{**JANE, "email": "new@example.com"})
        assert "he answer is about another object" in errors(result)[0]
        assert tanium.log.count("PUT") == 0


class TestAnswersToCreates:
    """The answer to a create shows somebody who was there before: nobody takes them for the new one."""

    @pytest.mark.parametrize(
        ("vendor", "values"),
        [("tanium", JANE), ("okta", {"name": "Leavers"}), ("scim", {"user_name": "jane@example.com"})],
    )
    def test_the_new_one_is_looked_for_by_its_name(self, vendor: str, values: Mapping[str, Any]) -> None:
        kind, _ = OBJECTS[vendor]
        with start(vendor, seed=3) as box:
            person = practitioner(vendor, box)
            fault = box.faults.add(Fault("misrouted", method="POST", path=r"(?i)/(users|groups)$", times=1))
            result = person.apply(f"{kind}.x", **values)
            assert fault.fired == 1
            assert not errors(result) and result.state is not None
            name = next(iter(values))
            assert result.state[name] == values[name]
            person.restart()
            fault.times = 0
            state = person.refresh(f"{kind}.x").state
            assert state is not None and state[name] == values[name]

    def test_a_token_whose_answer_shows_another_one_is_not_that_one(self, tanium: TaniumBox) -> None:
        other = tanium.store.add_token(tanium.store.add_user("robot"), "production", days=30)
        person = practitioner("tanium", tanium)
        tanium.faults.add(Fault("misrouted", method="POST", path="api_tokens", times=1))
        result = person.apply("tanium_api_token.ci", name="ci", expire_in_days=30)
        assert errors(result)
        assert result.state is None or result.state["id"] != str(other.id)


class TestCreateOnce:
    @pytest.mark.parametrize("status", [500, 502, 503, 504])
    @pytest.mark.parametrize("retry_after", [None, 0])
    def test_a_token_that_was_made_and_answered_by_an_error_is_made_once(
        self, tanium: TaniumBox, status: int, retry_after: float | None
    ) -> None:
        tanium.faults.add(
            Fault("status_after", method="POST", path="api_tokens", times=1, status=status, retry_after=retry_after)
        )
        person = practitioner("tanium", tanium)
        result = person.apply("tanium_api_token.ci", name="ci", expire_in_days=30)
        assert errors(result)
        assert [token.name for token in tanium.store.tokens.values()].count("ci") == 1
        assert result.state is not None and result.state["id"]
