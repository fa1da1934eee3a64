"""Bad input for a SCIM server: the error stands at the argument that is wrong, and says what was learnt so far."""

from __future__ import annotations

import json
import socket

import pytest

from providers.scim import PROVIDER
from rolecall.runtime.application import StateResult
from rolecall.runtime.diagnostics import Diagnostic
from rolecall.runtime.protocol.codec.messages import diagnostics
from rolecall.sandbox import Fault, start
from tests.runtime.resources.practitioner import Practitioner
from tests.runtime.resources.scim_people import ScimBox, box_of, practitioner, server


def problem(result: StateResult) -> Diagnostic:
    """The one error of a result."""
    (found,) = [item for item in result.diagnostics if item.severity == "error"]
    return found


def taught(box: ScimBox) -> None:
    """From now on every answer is a web page."""
    box.faults.add(Fault("html"))


def test_a_url_that_answers_pages_is_told_at_the_url_with_what_was_learnt() -> None:
    with server(12, largest_change=4) as (box, person, users):
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
    with server(2) as (box, person, _):
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


RESOURCES: dict[str, dict[str, str]] = {
    "scim_user.ada": {"user_name": "ada"},
    "scim_group.g": {"display_name": "Guild"},
}


def unreachable(**environment: str) -> Practitioner:
    """Somebody whose server is at an address where nobody listens."""
    with socket.socket() as closed:
        closed.bind(("127.0.0.1", 0))
        url = f"http://127.0.0.1:{closed.getsockname()[1]}/scim/v2"
    return Practitioner(PROVIDER, {"SCIM_URL": url, "SCIM_TOKEN": "t", "SCIM_MAX_RETRIES": "0", **environment})


@pytest.mark.parametrize("url", ["", "https://nowhere.invalid/scim/v2"])
def test_a_server_that_is_not_reached_is_told_at_the_url_and_in_full_once(url: str) -> None:
    person = unreachable(**({"SCIM_URL": url} if url else {}))
    findings = [problem(person.apply(label, **config)) for label, config in RESOURCES.items()]
    assert {each.path for each in findings} == {("url",)}
    assert all("Check the URL in the provider block (`url`), the network" in each.detail for each in findings)
    first, second = diagnostics(findings)
    assert first.detail == findings[0].detail
    assert "Look at `url` in the provider block: another error of this run says more." in second.detail
    assert len(second.detail) < len(first.detail)


def test_credentials_that_are_refused_are_told_in_full_once() -> None:
    with box_of() as box:
        person = Practitioner(PROVIDER, {**box.environment, "SCIM_TOKEN": "another"})
        first, second = diagnostics([problem(person.apply(label, **config)) for label, config in RESOURCES.items()])
        assert "`token`" in second.detail
        assert len(second.detail) < len(first.detail)


def test_a_certificate_that_is_not_trusted_is_told_at_the_url(certificate: tuple[str, str]) -> None:
    with start("scim", tls=certificate) as box:
        environment = {name: value for name, value in box.environment.items() if name != "SCIM_CA_FILE"}
        found = problem(Practitioner(PROVIDER, environment).apply("scim_user.ada", user_name="ada"))
        assert found.path == ("url",)
        assert "`ca_file`" in found.detail


def test_an_issuer_that_is_not_reached_is_not_told_at_the_url() -> None:
    with box_of(auth=["oauth"]) as box:
        person = Practitioner(PROVIDER, {**box.environment, "SCIM_MAX_RETRIES": "0"})
        person.restart(oauth={"token_url": "https://nowhere.invalid/token", "client_id": "c", "client_secret": "s"})
        found = problem(person.apply("scim_user.ada", user_name="ada"))
        assert "nowhere.invalid" in found.detail
        assert found.path[:1] == ("oauth",), found


@pytest.mark.parametrize("there", [False, True], ids=["create", "update"])
def test_an_extension_that_the_server_refuses_is_told_at_its_argument(there: bool) -> None:
    badge = "urn:example:params:scim:schemas:extension:badge:2.0:User"
    with box_of(seed=3, schemas=False, largest_change=1) as box:
        person = practitioner(box)
        person.done("scim_group.g", display_name="Guild", members=[user.id for user in box.store.users])
        if there:
            person.done("scim_user.ada", user_name="ada")
        text = json.dumps({badge: {"number": "1843"}})
        found = problem(person.apply("scim_user.ada", user_name="ada", extensions_json=text))
        assert found.path == ("extensions_json",)
        assert badge in found.detail
        assert "Learnt of this server so far in this run: `members_per_request = 1`" in found.detail
