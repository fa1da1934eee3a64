"""Bad input for a SCIM server: the error stands at the argument that is wrong, and says what was learnt so far."""

from __future__ import annotations

import pytest

from providers.scim import PROVIDER
from rolecall.runtime.application import StateResult
from rolecall.runtime.diagnostics import Diagnostic
from rolecall.sandbox import Fault
from tests.runtime.resources.practitioner import Practitioner
from tests.runtime.resources.scim_people import ScimBox, box_of, practitioner


def problem(result: StateResult) -> Diagnostic:
    """The one error of a result."""
    (found,) = [item for item in result.diagnostics if item.severity == "error"]
    return found


def taught(box: ScimBox) -> None:
    """From now on every answer is a web page."""
    box.faults.add(Fault("html"))


def test_a_url_that_answers_pages_is_told_at_the_url_with_what_was_learnt() -> None:
    with box_of(seed=12, largest_change=4) as box:
        person = practitioner(box)
        users = [user.id for user in box.store.users]
        person.done("scim_group.g", display_name="Guild", members=users)
        taught(box)
        found = problem(person.apply("scim_user.ada", user_name="ada"))
        assert found.path == ("url",)
        assert "(`url`)" in found.detail
        assert "`members_per_request = 4`" in found.detail


def test_a_url_of_a_page_is_told_at_the_first_question() -> None:
    with box_of() as box:
        taught(box)
        found = problem(practitioner(box).apply("scim_user.ada", user_name="ada"))
        assert (found.path, found.summary) == (("url",), "The answer is not the vendor's API")


@pytest.mark.parametrize("status", [400, 501])
def test_a_filter_that_is_refused_where_nothing_can_be_listed_is_told_at_its_argument(status: int) -> None:
    with box_of(seed=2) as box:
        person = practitioner(box)
        box.faults.add(Fault("status", method="GET", path="/Users", status=status, words="No such filter.", times=1))
        box.faults.add(Fault("status", method="GET", path="/Users", status=403, words="No listing."))
        found = problem(person.apply("scim_user.ada", user_name="ada"))
        assert found.path == ("filter_form",)
        assert "No such filter." in found.detail
        assert "No listing." in found.detail
        assert box.log.count("POST") == 0


@pytest.mark.parametrize(
    ("way", "argument"),
    [("bearer", "token"), ("oauth", "oauth"), ("basic", "password"), ("header", "headers")],
)
def test_credentials_of_another_tenant_are_told_at_their_argument(way: str, argument: str) -> None:
    with box_of(auth=[way]) as box, box_of(auth=[way]) as other:
        environment = {**other.environment, "SCIM_URL": box.environment["SCIM_URL"]}
        found = problem(Practitioner(PROVIDER, environment).apply("scim_user.ada", user_name="ada"))
        assert found.path[:1] == (argument,), found
        assert box.log.count("POST", "/Users") == 0
        assert not any(secret in found.detail for secret in (other.store.token, other.store.login.secret))
