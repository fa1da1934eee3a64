"""Which of its APIs a Tanium speaks: asked once, and refused in the plan where it is not the one that is given."""

from __future__ import annotations

from dataclasses import replace

import pytest

from providers.tanium import PROVIDER
from rolecall.runtime import shims
from rolecall.runtime.candidates import Candidate
from rolecall.runtime.configuration.provider_block import resolve
from rolecall.runtime.dialects import Vendor
from rolecall.sandbox import start
from rolecall.sandbox.core.faults import Fault
from tests.runtime.resources.boxes import TaniumBox
from tests.runtime.resources.practitioner import Practitioner, errors


def test_the_vendor_is_asked_once_which_api_it_speaks(published: TaniumBox) -> None:
    environment = {**published.environment, "TANIUM_API_DIALECT": "auto"}
    team = Practitioner(PROVIDER, environment)
    team.done("tanium_user.ada", name="ada", roles=["Analyst"])
    team.done("tanium_user.bob", name="bob")
    assert published.log.count(path="/api/v2/session/current") == 1
    assert published.log.count(path="/api/v2/session/info") == 0
    assert published.store.role_names("ada") == {"Analyst"}


def test_without_an_order_the_guides_api_is_asked_for_first(published: TaniumBox) -> None:
    own = shims.load("tanium")
    other = shims.dialect("tanium", "platform")
    assert own is not None
    unordered = replace(other, dialects=tuple(replace(each, first=False) for each in other.dialects))
    settings, _ = resolve(own, {}, {**published.environment, "TANIUM_API_DIALECT": "auto"})
    assert settings is not None
    vendor = Vendor([Candidate(own, settings), Candidate(unordered, settings)])
    assert vendor.connection().shim is unordered
    assert published.log.count(path="/api/v2/session/info") == 1
    vendor.close()


@pytest.mark.parametrize(
    ("spoken", "given", "path"),
    [("classic", "platform", "/session/current"), ("platform", "classic", "/session/info")],
)
def test_a_dialect_that_the_server_does_not_speak_is_refused_before_anything_changes(
    spoken: str, given: str, path: str
) -> None:
    with start("tanium", options={"api": spoken}) as box:
        team = Practitioner(PROVIDER, {**box.environment, "TANIUM_API_DIALECT": given})
        found = team.plan("tanium_user.ada", name="ada").diagnostics
        assert [item.path for item in found if item.severity == "error"] == [("api_dialect",)]
        [error] = errors(found)
        assert given in error and path in error and "web console" in error and "leave it out" in error
        assert box.log.count(method="GET") == len(box.log)


@pytest.mark.parametrize("dialect", ["auto", "platform", "classic"])
def test_the_url_of_a_web_console_is_refused_before_anything_changes(published: TaniumBox, dialect: str) -> None:
    published.faults.add(Fault(kind="html", path="/", times=None))
    team = Practitioner(PROVIDER, {**published.environment, "TANIUM_API_DIALECT": dialect})
    team.restart(max_retries=0)
    found = team.plan("tanium_user.ada", name="ada").diagnostics
    assert [item.path for item in found if item.severity == "error"] == [("api_dialect",)]
    assert "web console" in errors(found)[0]
    assert published.log.count(method="GET") == len(published.log)


def test_a_vendor_that_is_away_says_nothing_about_its_dialect(published: TaniumBox, team: Practitioner) -> None:
    published.faults.add(Fault(kind="status", path="session/current", status=503, times=None))
    team.restart(max_retries=0)
    assert errors(team.plan("tanium_user.ada", name="ada").diagnostics) == []


def test_a_role_that_is_not_there_is_an_error_of_the_plan(published: TaniumBox, team: Practitioner) -> None:
    found = team.plan("tanium_user.ada", name="ada", roles=["Analyst", "Operater"]).diagnostics
    assert [item.path for item in found if item.severity == "error"] == [("roles",)]
    assert "Operater" in errors(found)[0] and "Operator" in errors(found)[0]
    owner = str(published.store.user("user00001").id)
    found = team.plan("tanium_role_binding.it", user_id=owner, role="Operater").diagnostics
    assert [item.path for item in found if item.severity == "error"] == [("role",)]
    found = team.plan("tanium_user_group.ops", name="ops", roles=["Operater"]).diagnostics
    assert [item.path for item in found if item.severity == "error"] == [("roles",)]
    assert published.log.count(method="GET") == len(published.log)


def test_what_only_the_published_api_has_is_refused_elsewhere() -> None:
    with start("tanium") as box:
        team = Practitioner(PROVIDER, box.environment)
        found = team.plan("tanium_api_token.ci", name="ci", notes="deploys").diagnostics
        assert [item.path for item in found if item.severity == "error"] == [("notes",)]
        assert "user groups" in errors(team.plan("tanium_user_group.ops", name="ops").diagnostics)[0]


def test_a_data_source_that_only_the_published_api_has_is_refused_elsewhere() -> None:
    with start("tanium") as box:
        engine = Practitioner(PROVIDER, box.environment).engine
        config = {"id": None, "name": "Operators", "members": None, "roles": None}
        assert not engine.validate_data_source("tanium_user_group", config).has_error
        found = engine.read_data_source("tanium_user_group", config, deferral_allowed=False)
        assert 'api_dialect = "platform"' in errors(found)[0]
        both = engine.validate_data_source("tanium_user_group", {**config, "id": "7"})
        assert both.has_error
