"""Accounts that a destroy is to deactivate, and that no read finds then: they may be active."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from typing import Any, Final

import pytest

from providers.entra import PROVIDER as ENTRA
from providers.okta import PROVIDER as OKTA
from providers.scim import PROVIDER as SCIM
from providers.tanium import PROVIDER as TANIUM
from rolecall.sandbox import Fault, Sandbox, start
from rolecall.specification.schema import Provider
from tests.runtime.resources.practitioner import Practitioner, errors, warnings
from tests.runtime.resources.switches import impatient

LABEL: Final = "ada"


@dataclass(frozen=True)
class Place:
    """A vendor with accounts that a destroy deactivates: how one is made, and whether it is active."""

    shim: Provider
    resource: str
    config: dict[str, Any]
    single: str
    """The path of a single read, up to the id."""
    write: str
    is_active: Callable[[Any], bool]
    options: dict[str, Any] = field(default_factory=dict)

    @property
    def name(self) -> str:
        """What the vendor calls the account."""
        return str(next(iter(self.config.values())))

    @property
    def address(self) -> str:
        return f"{self.resource}.{LABEL}"


TANIUM_USER = Place(
    TANIUM,
    "tanium_user",
    {"name": "ada", "roles": ["Analyst"]},
    "/users/",
    "PUT",
    lambda box: box.store.user("ada").active,
)
SCIM_USER = Place(
    SCIM,
    "scim_user",
    {"user_name": "ada"},
    "/Users/",
    "PATCH",
    lambda box: any(user.values["active"] for user in box.store.users if user.name == "ada"),
    {"flavour": "generic"},
)
PUT_ONLY: Final = replace(SCIM_USER, write="PUT", options={"flavour": "generic", "patch": False})
OKTA_USER = Place(
    OKTA,
    "okta_user",
    {
        "login": "ada@example.com",
        "email": "ada@example.com",
        "first_name": "Ada",
        "last_name": "Lovelace",
        "status": "ACTIVE",
    },
    "/users/",
    "POST",
    lambda box: box.store.user("ada@example.com").status == "PROVISIONED",
)
ENTRA_USER = Place(
    impatient(ENTRA),
    "entra_user",
    {
        "user_principal_name": "ada@example.onmicrosoft.com",
        "display_name": "Ada",
        "mail_nickname": "ada",
        "account_enabled": True,
        "password_wo": "Analytical-engine-1843",
        "password_wo_version": 1,
    },
    "/users/",
    "PATCH",
    lambda box: any(user.account_enabled for user in box.store.users.values() if user.mail_nickname == "ada"),
    {"lag_reads": 0, "lag_listings": 0, "stale_reads": 0, "early_writes": []},
)
PARTIAL = pytest.mark.parametrize("place", [SCIM_USER, OKTA_USER, ENTRA_USER], ids=["scim", "okta", "entra"])
WHOLE = pytest.mark.parametrize("place", [TANIUM_USER, PUT_ONLY], ids=["tanium", "put"])
EVERY = pytest.mark.parametrize(
    "place", [SCIM_USER, OKTA_USER, ENTRA_USER, TANIUM_USER, PUT_ONLY], ids=["scim", "okta", "entra", "tanium", "put"]
)


def hidden(place: Place, person: Practitioner, after: int = 0) -> Fault:
    """A fault by which nothing that asks for the account alone finds it."""
    key = person.resources[place.address].state["id"]
    return Fault("not_found", method="GET", path=f"{place.single}{key}$", after=after)


def reads_before_the_write(place: Place) -> int:
    """How often the account is asked for alone before the write that deactivates it."""
    with made(place) as (box, person):
        key = person.resources[place.address].state["id"]
        assert not errors(person.destroy(place.address))
        asked = [event for event in box.log if key in event.path]
        return next(number for number, event in enumerate(asked) if event.method != "GET")


@contextmanager
def made(place: Place) -> Iterator[tuple[Sandbox[Any, Any], Practitioner]]:
    """A vendor with one account that a destroy is to deactivate, and who destroys it in another run."""
    with start(place.shim.name, seed=5, options=place.options) as box:
        person = Practitioner(place.shim, box.environment)
        person.done(place.address, **place.config, on_destroy="deactivate")
        person.restart()
        box.log.clear()
        yield box, person


@PARTIAL
def test_what_no_read_finds_is_deactivated_all_the_same(place: Place) -> None:
    with made(place) as (box, person):
        box.faults.add(hidden(place, person))
        result = person.destroy(place.address)
        assert not errors(result)
        assert result.state is None
        (said,) = warnings(result)
        assert "'ada" in said
        assert "was deactivated, and cannot be seen" in said
        assert box.log.count(place.write) == 1
        assert not place.is_active(box)


@PARTIAL
def test_a_write_that_finds_nothing_either_is_told(place: Place) -> None:
    with made(place) as (box, person):
        box.change("user.delete", user=place.name)
        result = person.destroy(place.address)
        assert not errors(result)
        assert result.state is None
        assert "was not found, and not deactivated" in warnings(result)[0]
        assert "it may be active: look for 'ada" in warnings(result)[0]


@WHOLE
def test_what_cannot_be_written_unseen_and_is_listed_stays_in_state(place: Place) -> None:
    with made(place) as (box, person):
        box.faults.add(hidden(place, person))
        result = person.destroy(place.address)
        assert "is still active" in errors(result)[0]
        assert "'ada'" in errors(result)[0]
        assert result.state is not None
        assert box.log.count("PUT") == 0
        box.faults.clear()
        assert not errors(person.destroy(place.address))
        assert not place.is_active(box)


@WHOLE
def test_what_no_listing_shows_either_is_told(place: Place) -> None:
    with made(place) as (box, person):
        box.change("user.delete", user=place.name)
        result = person.destroy(place.address)
        assert not errors(result)
        assert result.state is None
        assert "'ada'" in warnings(result)[0]
        assert "was not found, and not deactivated" in warnings(result)[0]


@EVERY
def test_a_write_that_no_read_finds_afterwards_is_told(place: Place) -> None:
    with made(place) as (box, person):
        box.faults.add(hidden(place, person, after=reads_before_the_write(place)))
        result = person.destroy(place.address)
        assert not errors(result)
        assert result.state is None
        assert "was deactivated, and cannot be seen" in warnings(result)[0]
        assert not place.is_active(box)


@EVERY
def test_a_refused_write_stays_in_state(place: Place) -> None:
    with made(place) as (box, person):
        box.faults.add(Fault("status", method=place.write, status=403))
        result = person.destroy(place.address)
        assert errors(result)
        assert result.state is not None
        assert place.is_active(box)


@EVERY
def test_what_is_retained_is_named(place: Place) -> None:
    with made(place) as (box, person):
        person.done(place.address, **place.config, on_destroy="retain")
        box.log.clear()
        result = person.destroy(place.address)
        assert result.state is None
        assert "is retained" in warnings(result)[0]
        assert "'ada" in warnings(result)[0]
        assert box.log.count("") == 0


def test_tokens_of_one_who_is_not_found_are_revoked_all_the_same() -> None:
    with made(TANIUM_USER) as (box, person):
        token = box.store.add_token(box.store.user("ada"), "laptop", 30)
        box.store.delete_user("ada")
        assert not errors(person.destroy(TANIUM_USER.address))
        assert token.id not in box.store.tokens
