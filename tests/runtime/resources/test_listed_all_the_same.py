"""Objects that their deletion and every single read do not find, while the listing shows them."""

from __future__ import annotations

from typing import Any, Final

import pytest

from providers.okta import PROVIDER as OKTA
from providers.scim import PROVIDER as SCIM
from providers.splunk import PROVIDER as SPLUNK
from providers.tanium import PROVIDER as TANIUM
from rolecall.sandbox import Fault, start
from rolecall.specification.schema import Provider
from tests.runtime.resources.practitioner import Practitioner, errors

OBJECTS: Final = {
    "okta_group": (OKTA, {"name": "team"}, "/groups/"),
    "scim_group": (SCIM, {"display_name": "team"}, "/Groups/"),
    "splunk_role": (SPLUNK, {"name": "team"}, "/roles/"),
    "tanium_user": (TANIUM, {"name": "ada", "on_destroy": "delete"}, "/users/"),
}
BINDINGS: Final = {
    "scim": (SCIM, "scim_group", {"display_name": "team"}, "scim_group_member", "group_id", "/Groups/"),
    "splunk": (SPLUNK, "splunk_user", {"name": "ada"}, "splunk_role_binding", "user", "/users/"),
    "tanium": (TANIUM, "tanium_user", {"name": "ada"}, "tanium_role_binding", "user_id", "/users/"),
}
EVERY: Final = pytest.mark.parametrize(
    ("resource", "shim", "config", "path"), [(name, *rest) for name, rest in OBJECTS.items()], ids=list(OBJECTS)
)


@EVERY
def test_what_is_listed_stays_in_state(resource: str, shim: Provider, config: dict[str, Any], path: str) -> None:
    with start(shim.name) as box:
        person = Practitioner(shim, box.environment)
        state = person.done(f"{resource}.it", **config)
        person.done(f"{resource}.beside", **{**config, next(iter(config)): "beside"})
        person.restart()
        box.faults.add(Fault("not_found", path=f"{path}{state['id']}$"))
        result = person.destroy(f"{resource}.it")
        assert "is listed, and cannot be deleted" in errors(result)[0]
        assert result.state is not None
        box.faults.clear()
        assert not errors(person.destroy(f"{resource}.it"))


@EVERY
@pytest.mark.parametrize("others", [1, 4])
def test_a_refresh_keeps_what_is_listed(
    resource: str, shim: Provider, config: dict[str, Any], path: str, others: int
) -> None:
    with start(shim.name) as box:
        person, name = Practitioner(shim, box.environment), next(iter(config))
        keys = [person.done(f"{resource}.n{each}", **{**config, name: f"n{each}"})["id"] for each in range(others + 1)]
        person.restart()
        for key in keys[1:]:
            box.faults.add(Fault("not_found", path=f"{path}{key}$"))
        for each in range(1, others + 1):
            found = person.refresh(f"{resource}.n{each}")
            told = [item.summary for item in found.diagnostics]
            assert all("is listed, and not found when it is read alone" in summary for summary in told)
            assert told or others > 1  # of many, the listing is what is read
            assert found.state is not None
        box.faults.clear()
        person.restart()
        assert not list(person.refresh(f"{resource}.n1").diagnostics)


@EVERY
def test_a_refresh_believes_both_ways_of_reading(
    resource: str, shim: Provider, config: dict[str, Any], path: str
) -> None:
    with start(shim.name) as box:
        person, other = Practitioner(shim, box.environment), Practitioner(shim, box.environment)
        person.done(f"{resource}.beside", **{**config, next(iter(config)): "beside"})
        person.done(f"{resource}.it", **config)
        other.resources[f"{resource}.it"] = person.resources[f"{resource}.it"]
        assert not errors(other.destroy(f"{resource}.it"))
        person.restart()
        person.refresh(f"{resource}.beside")
        assert person.refresh(f"{resource}.it").state is None


@EVERY
def test_what_no_listing_shows_is_gone(resource: str, shim: Provider, config: dict[str, Any], path: str) -> None:
    with start(shim.name) as box:
        person, other = Practitioner(shim, box.environment), Practitioner(shim, box.environment)
        person.done(f"{resource}.it", **config)
        other.resources[f"{resource}.it"] = person.resources[f"{resource}.it"]
        assert not errors(other.destroy(f"{resource}.it"))
        person.restart()
        result = person.destroy(f"{resource}.it")
        assert not errors(result)
        assert result.state is None


@pytest.mark.parametrize("vendor", BINDINGS)
def test_the_bindings_of_what_is_listed_stay_too(vendor: str) -> None:
    shim, parent, config, binding, by, path = BINDINGS[vendor]
    with start(shim.name) as box:
        person = Practitioner(shim, box.environment)
        given = {"role": "user" if vendor == "splunk" else "Operator"}
        if vendor == "scim":
            given = {"user_id": person.done("scim_user.ada", user_name="ada@example.com")["id"]}
        further = {"password_wo": "Passw0rd!", "create_role": True} if vendor == "splunk" else {}
        owner = person.done(f"{parent}.it", **config, **further)["id"]
        beside = {name: f"{value}2" for name, value in config.items()}
        person.done(f"{parent}.beside", **beside, **further)
        person.done(f"{binding}.b", **{by: owner}, **given)
        person.restart()
        box.faults.add(Fault("not_found", path=f"{path}{owner}$"))
        found = person.refresh(f"{binding}.b")
        assert found.state is not None
        told = [item.summary for item in found.diagnostics]
        assert all("is listed, and not found when it is read alone" in summary for summary in told)
        assert told or vendor == "scim"  # where a filter finds the member
        result = person.destroy(f"{binding}.b")
        assert "is listed, and not found when it is read alone" in errors(result)[0]
        assert result.state is not None
        box.faults.clear()
        assert not errors(person.destroy(f"{binding}.b"))
