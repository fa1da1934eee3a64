"""`terraform query` of types that only a dialect has: listed there, refused with the reason elsewhere."""

from __future__ import annotations

from typing import Any

import pytest

from rolecall.runtime import shims
from rolecall.sandbox import start
from tests.runtime.resources.practitioner import Practitioner

CASES: dict[str, tuple[str, dict[str, Any], dict[str, Any]]] = {
    "tanium_user_group": ("tanium", {"api": "platform"}, {"name": "ops", "members": [], "roles": ["Operator"]}),
    "tanium_scim_server": ("tanium", {"api": "platform"}, {"name": "entra"}),
    "tanzu_group": ("tanzu", {"cloud_services": "v2"}, {"name": "Payments"}),
}


@pytest.mark.parametrize("type_name", CASES)
def test_what_one_dialect_alone_has_is_listed_there(type_name: str) -> None:
    vendor, options, config = CASES[type_name]
    shim = shims.load(vendor)
    assert shim is not None
    with start(vendor, options=options) as box:
        team = Practitioner(shim, box.environment)
        assert type_name in team.engine.list_schemas()
        made = team.done(f"{type_name}.it", **config)
        team.restart()
        [event] = team.engine.list_resource(type_name, {}, include_resource=True, limit=0)
        assert event.identity == {"id": made["id"]} and list(event.diagnostics) == []
        assert event.resource is not None and event.resource["name"] == config["name"]


@pytest.mark.parametrize("type_name", CASES)
def test_elsewhere_the_reason_is_said(type_name: str) -> None:
    vendor, _, _ = CASES[type_name]
    shim = shims.load(vendor)
    assert shim is not None
    with start(vendor) as box:
        team = Practitioner(shim, box.environment)
        [event] = team.engine.list_resource(type_name, {}, include_resource=False, limit=0)
        [problem] = event.diagnostics
        assert event.identity is None and "in this dialect" in problem.summary and "_dialect = " in problem.detail


@pytest.mark.parametrize("type_name", ["splunk_saml_group", "splunk_saml_user"])
def test_what_the_other_dialect_lacks_is_listed_in_the_vendors_own(type_name: str) -> None:
    assert type_name in shims.dialect("splunk", "acs").listed()


def test_what_lives_inside_another_object_is_listed_in_no_dialect() -> None:
    for shim in (shims.load("tanzu"), shims.dialect("tanzu", "v2")):
        assert shim is not None and "tanzu_group_member" not in shim.listed()
