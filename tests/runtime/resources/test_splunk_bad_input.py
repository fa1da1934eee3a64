"""Bad input about Splunk: a diagnostic that names the argument, before anything is changed."""

from __future__ import annotations

from typing import Any

import pytest

from providers.splunk import PROVIDER
from rolecall.runtime.engine import Engine
from rolecall.sandbox import Fault, start
from tests.runtime.resources.boxes import SplunkBox
from tests.runtime.resources.practitioner import Practitioner, errors, full

ROLE = {"name": "soc", "capabilities": ["schedule_search"]}
NAMERS: dict[str, tuple[dict[str, Any], str]] = {
    "splunk_user": ({"name": "jane", "password_wo": "correct horse", "password_wo_version": 1}, "roles"),
    "splunk_role": ({"name": "soc"}, "imported_roles"),
    "splunk_saml_group": ({"name": "soc"}, "roles"),
    "splunk_saml_user": ({"name": "sam"}, "roles"),
}


def writes(box: SplunkBox) -> list[str]:
    return [each.path for each in box.log if each.method != "GET" and not each.path.endswith("/auth/login")]


def test_acs_where_only_the_management_port_is(splunk: SplunkBox) -> None:
    environment = {**splunk.environment, "SPLUNK_AUTH_TOKEN": splunk.store.add_token(splunk.store.admin, "x").value}
    team = Practitioner(PROVIDER, {**environment, "SPLUNK_API_DIALECT": "acs", "SPLUNK_STACK": "example"})
    [problem] = team.plan("splunk_role.soc", **ROLE).diagnostics
    assert problem.path == ("api_dialect",) and "URL" in problem.detail
    assert writes(splunk) == []


def test_the_management_port_where_only_acs_is() -> None:
    with start("splunk", options={"api": "acs"}) as box:
        team = Practitioner(PROVIDER, {**box.environment, "SPLUNK_API_DIALECT": "management"})
        [problem] = team.plan("splunk_role.soc", **ROLE).diagnostics
        assert problem.path == ("api_dialect",) and "URL" in problem.detail
        assert writes(box) == []


@pytest.mark.parametrize("url", ["https://splunk.example.com:8000", "https://splunk.example.com:8000/"])
def test_the_port_of_the_web_console_is_refused_at_the_argument(url: str) -> None:
    engine = Engine(PROVIDER, environment={})
    [problem] = engine.validate_provider(full(PROVIDER.schema, {"url": url, "auth_token": "x"}))
    assert problem.path == ("url",) and "8089" in problem.detail


@pytest.mark.parametrize("dialect", ["auto", "management"])
def test_a_web_console_behind_another_port_is_told_by_its_pages(splunk: SplunkBox, dialect: str) -> None:
    splunk.faults.add(Fault("html"))
    team = Practitioner(PROVIDER, {**splunk.environment, "SPLUNK_API_DIALECT": dialect})
    [error] = errors(team.plan("splunk_role.soc", **ROLE).diagnostics)
    assert "web" in error and "URL" in error
    assert writes(splunk) == []


@pytest.mark.parametrize("dialect", ["auto", "acs"])
def test_a_token_of_another_search_head(splunk: SplunkBox, dialect: str) -> None:
    other = splunk.store.add_token(splunk.store.admin, "theirs").value
    with start("splunk", options={"api": "acs"}) as box:
        team = Practitioner(PROVIDER, {**box.environment, "SPLUNK_AUTH_TOKEN": other, "SPLUNK_API_DIALECT": dialect})
        found = team.plan("splunk_role.soc", **ROLE).diagnostics
        assert [item.path for item in found if item.severity == "error"] == [("auth_token",)]
        [error] = errors(found)
        assert "auth_token" in error and "search head" in error and "`stack`" in error and other not in error
        assert writes(box) == []


@pytest.mark.parametrize(
    ("type_name", "attribute", "value"),
    [
        ("splunk_user", "tz", "UTC"),
        ("splunk_user", "lang", "en-GB"),
        ("splunk_user", "locked_out", False),
        ("splunk_user", "restart_background_jobs", True),
        ("splunk_role", "srch_indexes_disallowed", ["hr"]),
        ("splunk_role", "grantable_roles", ["user"]),
        ("splunk_role", "srch_federated_providers_allowed", ["east"]),
    ],
)
def test_an_attribute_of_the_management_port(type_name: str, attribute: str, value: Any) -> None:
    with start("splunk", options={"api": "acs"}) as box:
        team = Practitioner(PROVIDER, box.environment)
        config = {**NAMERS[type_name][0], **({"roles": ["user"]} if type_name == "splunk_user" else {})}
        found = team.plan(f"{type_name}.x", **config, **{attribute: value}).diagnostics
        [problem] = [item for item in found if item.severity == "error"]
        assert problem.path == (attribute,) and "Admin Config Service" in problem.detail
        assert writes(box) == []


@pytest.mark.parametrize("type_name", NAMERS)
@pytest.mark.parametrize("api", ["management", "acs"])
def test_a_role_that_nobody_has(type_name: str, api: str) -> None:
    if api == "acs" and type_name.startswith("splunk_saml"):
        pytest.skip("not in this dialect")
    with start("splunk", options={"api": api}) as box:
        config, attribute = NAMERS[type_name]
        found = Practitioner(PROVIDER, box.environment).plan(f"{type_name}.x", **config, **{attribute: ["powre"]})
        [problem] = [item for item in found.diagnostics if item.severity == "error"]
        assert problem.path == (attribute,) and "'power'" in problem.detail
        assert writes(box) == []


def test_a_binding_to_a_role_that_nobody_has(splunk: SplunkBox) -> None:
    found = Practitioner(PROVIDER, splunk.environment).plan("splunk_role_binding.x", user="admin", role="powre")
    assert ("role",) in [item.path for item in found.diagnostics if item.severity == "error"]
    assert writes(splunk) == []
