"""Rows of Tanium's listings that tell of the listing: no objects, and no proof that one is gone."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from providers.tanium import PROVIDER
from rolecall.specification.schema import Provider
from tests.runtime.resources.boxes import TaniumBox
from tests.runtime.resources.practitioner import Practitioner, errors
from tests.runtime.resources.tanium_published.dialect import alone

CONFIGS: dict[str, dict[str, Any]] = {
    "tanium_user.ada": {"name": "ada", "roles": ["Analyst"]},
    "tanium_user_group.night": {"name": "night", "members": [], "roles": ["Operator"]},
    "tanium_api_token.sensors": {"name": "sensors", "expire_in_days": 30},
    "tanium_scim_server.entra": {"name": "entra"},
}


@pytest.fixture
def cached(published: TaniumBox) -> TaniumBox:
    published.options.cache_info = True
    return published


def unaware() -> Provider:
    """The shim of the dialect, which knows of no such rows."""
    found = alone()
    collections = tuple(replace(each, envelope=replace(each.envelope, aside="")) for each in found.collections)
    return replace(found, collections=collections)


@pytest.mark.parametrize("wraps", [True, False])
def test_every_listing_may_have_one(cached: TaniumBox, wraps: bool) -> None:
    cached.options.wraps_scim = wraps
    team = Practitioner(PROVIDER, cached.environment)
    states = {place: team.done(place, **config) for place, config in CONFIGS.items()}
    bob = cached.store.add_user("bob").id
    binding = "tanium_role_binding.bob"
    states[binding] = team.done(binding, user_id=str(bob), role="Operator")
    for place in CONFIGS:
        team.restart()
        team.import_(f"{place}_too", f"name={CONFIGS[place]['name']}")
    for place, state in states.items():
        team.restart()
        assert team.refresh(place).state == state
    assert errors(team.destroy(binding)) == []
    assert (cached.store.role_names("ada"), cached.store.role_names("bob")) == ({"Analyst"}, set())


def test_a_binding_is_found_before_it_is_taken_away_as_gone(cached: TaniumBox) -> None:
    team = Practitioner(PROVIDER, cached.environment)
    ada = team.done("tanium_user.ada", name="ada")["id"]
    binding = team.done("tanium_role_binding.ada", user_id=ada, role="Analyst")
    team.restart()
    assert team.refresh("tanium_role_binding.ada").state == binding
    cached.change("user.update", user="ada", roles=[])
    team.restart()
    assert team.refresh("tanium_role_binding.ada").state is None


@pytest.mark.parametrize("place", ["tanium_user.ada", "tanium_api_token.sensors"])
def test_whoever_does_not_know_of_them_ends_nothing_and_takes_nothing_for_gone(cached: TaniumBox, place: str) -> None:
    before = Practitioner(PROVIDER, cached.environment)
    before.done(place, **CONFIGS[place])
    team = Practitioner(unaware(), cached.environment)
    team.resources = before.resources
    assert any("answer is incomplete" in each for each in errors(team.destroy(place)))
    assert cached.log.count(path=r"/api/v2/(users|api_tokens)/\d+", method="DELETE") == 0


@pytest.mark.parametrize("place", ["tanium_user.ada", "tanium_api_token.sensors"])
def test_whoever_knows_of_them_ends_what_is_to_end(cached: TaniumBox, place: str) -> None:
    team = Practitioner(PROVIDER, cached.environment)
    team.done(place, **CONFIGS[place])
    team.restart()
    assert errors(team.destroy(place)) == []
    assert cached.log.count(path=r"/api/v2/(users|api_tokens)/\d+", method="DELETE") == 1
