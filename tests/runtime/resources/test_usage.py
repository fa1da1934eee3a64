"""Objects remember how many of their kind there are, so that a refresh of many asks for pages alone."""

from __future__ import annotations

import math
import random
from concurrent.futures import ThreadPoolExecutor

import pytest

from providers.splunk import PROVIDER
from rolecall.runtime.collections import shared_listings
from rolecall.runtime.resources.private_state import Private
from rolecall.sandbox import start
from tests.runtime.resources.boxes import SplunkBox
from tests.runtime.resources.practitioner import Practitioner, Resource, full

PAGE = 100
USERS = 2_000


def among(team: Practitioner, label: str) -> int:
    return Private.from_bytes(team.resources[label].private).among


def requests(box: SplunkBox, managed: int, remembered: list[int]) -> int:
    """How many requests a refresh of `managed` users takes, ten at once, in random order."""
    team = Practitioner(PROVIDER, box.environment)
    empty = full(team.engine.resource_schemas()["splunk_user"], {})
    names = random.Random(3).sample(sorted(box.store.users), managed)
    box.log.clear()

    def read(name: str, private: bytes) -> bool:
        state = {**empty, "id": name, "name": name}
        result = team.engine.read("splunk_user", state, private, identity=None, deferral_allowed=False)
        return result.state is not None and bool(result.state["roles"]) and not result.diagnostics.has_error

    with ThreadPoolExecutor(shared_listings.USUAL_READERS) as pool:
        assert all(pool.map(read, names, [Private(among=each).to_bytes() for each in remembered]))
    team.engine.close()
    return box.log.count()


@pytest.fixture
def patient(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shared_listings, "GRACE_SECONDS", 1.0)  # so that a busy machine changes little


@pytest.mark.usefixtures("patient")
def test_a_refresh_of_all_takes_the_pages_and_three_requests() -> None:
    with start("splunk", seed=10_000, options={"api": "acs"}) as box:
        count = len(box.store.users)
        met = random.Random(4).sample(range(1, count + 1), count)  # as an apply that made all of them left it
        assert requests(box, count, met) <= math.ceil(count / PAGE) + 3


@pytest.mark.usefixtures("patient")
def test_a_refresh_of_few_does_not_take_all_pages_whatever_they_remember() -> None:
    with start("splunk", seed=USERS - 1, options={"api": "acs"}) as box:
        few = shared_listings.USUAL_READERS - 2
        assert requests(box, few, [USERS] * few) <= 2 * few + 2
        assert requests(box, 15, [15] * 15) <= 2 * 15 + 2
        assert requests(box, 15, [USERS] * 15) <= USERS / PAGE + 4


def test_what_is_made_or_imported_remembers_how_many_were_met() -> None:
    with start("splunk", seed=20) as box:
        team = Practitioner(PROVIDER, box.environment)
        for number in range(3):
            user = {"password_wo": "correct horse", "password_wo_version": 1, "roles": ["user"]}
            team.done(f"splunk_user.u{number}", name=f"u{number}", **user)
        assert among(team, "splunk_user.u2") >= 3
        for number, name in enumerate(sorted(box.store.users)[:4]):
            team.import_(f"splunk_user.i{number}", name)
        assert among(team, "splunk_user.i3") > among(team, "splunk_user.u2")


def test_a_change_remembers_what_its_plan_met_and_halves_what_was_more() -> None:
    with start("splunk") as box:
        team = Practitioner(PROVIDER, box.environment)
        user = {"password_wo": "correct horse", "password_wo_version": 1, "roles": ["user"]}
        for number in range(5):
            team.done(f"splunk_user.u{number}", name=f"u{number}", **user)
        team.restart()
        team.resources["splunk_user.u0"] = Resource(
            team.resources["splunk_user.u0"].state, Private(among=100).to_bytes()
        )
        for label in tuple(team.resources):
            before = team.resources[label].private
            team.refresh(label)
            assert among(team, label) == Private.from_bytes(before).among, "a refresh alone changes no state"
        team.done("splunk_user.u0", name="u0", realname="Jane", **user)
        team.done("splunk_user.u1", name="u1", realname="Jane", **user)
        assert (among(team, "splunk_user.u0"), among(team, "splunk_user.u1")) == (50, 5)
