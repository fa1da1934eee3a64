"""Arguments that one dialect refuses and another takes: the vendor says which it is, and then the argument is told."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from rolecall.runtime import shims
from rolecall.runtime.diagnostics import Diagnostics
from rolecall.runtime.engine import Engine
from rolecall.sandbox import Fault, start
from rolecall.sandbox.core.server import Sandbox
from rolecall.specification.schema import Provider
from tests.runtime.resources.practitioner import Practitioner, errors, full

BOUND = {
    "role": "cluster.view",
    "subject": {"kind": "USER", "name": "sandbox-admin@example.com"},
    "scope": {"cluster": {"name": "alpha", "management_cluster": "attached", "provisioner": "attached"}},
}
SPOKEN = [
    ("splunk", {"api": "acs"}, "SPLUNK_API_DIALECT", "splunk_role", {"name": "soc"}, "/users"),
    ("tanium", {"api": "platform"}, "TANIUM_API_DIALECT", "tanium_user", {"name": "ada"}, "/session/current"),
    (
        "tanzu",
        {"cloud_services": "v2"},
        "TANZU_CSP_DIALECT",
        "tanzu_org_member",
        {"email": "ada@example.com", "roles": ["org_member"]},
        "/v2/orgs/",
    ),
    (
        "tanzu",
        {"mission_control": "policy"},
        "TANZU_TMC_DIALECT",
        "tanzu_role_binding",
        BOUND,
        "/clustergroups$",
    ),
]


def declared(vendor: str) -> Provider:
    shim = shims.load(vendor)
    assert shim is not None
    return shim


def writes(box: Sandbox[Any, Any]) -> list[str]:
    quiet = ("/auth/login", "/auth/api-tokens/authorize")
    return [each.path for each in box.log if each.method != "GET" and not each.path.endswith(quiet)]


def wrong(found: Diagnostics) -> list[tuple[Any, ...]]:
    return [item.path for item in found if item.severity == "error"]


@pytest.fixture
def cloud() -> Iterator[Sandbox[Any, Any]]:
    with start("splunk", options={"api": "acs"}) as box:
        yield box


def configured(environment: dict[str, str], **arguments: Any) -> Diagnostics:
    shim = declared("splunk")
    engine = Engine(shim, environment=environment)
    return engine.configure(full(shim.schema, arguments), terraform_version="1.11.4", deferral_allowed=False)


@pytest.mark.parametrize("by", ["environment", "block"])
def test_pages_larger_than_the_dialect_has_do_not_choose_another_dialect(cloud: Sandbox[Any, Any], by: str) -> None:
    environment = {**cloud.environment, "SPLUNK_API_DIALECT": "auto"}
    team = Practitioner(declared("splunk"), {**environment, **({"SPLUNK_PAGE_SIZE": "500"} if by != "block" else {})})
    team.restart(**({"page_size": 500} if by == "block" else {}))
    found = team.plan("splunk_role.soc", name="soc").diagnostics
    assert wrong(found) == [("page_size",)] and "100" in errors(found)[0]
    assert cloud.log.count("GET", "/example/adminconfig/v2/users") == 1 and writes(cloud) == []


@pytest.mark.parametrize("by", ["environment", "block"])
def test_they_are_told_at_once_where_the_dialect_is_given(cloud: Sandbox[Any, Any], by: str) -> None:
    environment = {**cloud.environment, "SPLUNK_API_DIALECT": "acs"}
    if by == "environment":
        found = configured({**environment, "SPLUNK_PAGE_SIZE": "500"})
    else:
        found = configured(environment, page_size=500)
    assert wrong(found) == [("page_size",)] and len(cloud.log) == 0


def test_they_are_taken_by_the_dialect_that_has_them() -> None:
    with start("splunk") as box:
        team = Practitioner(declared("splunk"), {**box.environment, "SPLUNK_STACK": "example"})
        team.restart(page_size=500, auth_token=box.store.add_token(box.store.admin, "x").value)
        assert team.done("splunk_role.soc", name="soc")["id"] == "soc"


def test_a_dialect_without_pages_takes_any_size() -> None:
    with start("tanium", options={"api": "platform"}) as box:
        for dialect in ("auto", "platform"):
            environment = {**box.environment, "TANIUM_API_DIALECT": dialect, "TANIUM_PAGE_SIZE": "200"}
            assert Practitioner(declared("tanium"), environment).done("tanium_user.ada", name=f"ada-{dialect}")


@pytest.mark.parametrize(("vendor", "options", "argument", "type_name", "config", "path"), SPOKEN)
@pytest.mark.parametrize("status", [400, 401, 403, 422])
def test_a_refusal_of_the_question_chooses_no_dialect(
    vendor: str,
    options: dict[str, Any],
    argument: str,
    type_name: str,
    config: dict[str, Any],
    path: str,
    status: int,
) -> None:
    with start(vendor, options=options) as box:
        box.faults.add(Fault("status", method="GET", path=path, status=status, times=None))
        team = Practitioner(declared(vendor), {**box.environment, argument: "auto"})
        found = team.plan(f"{type_name}.x", **config).diagnostics
        assert errors(found) and str(status) in errors(found)[0]
        assert "no dialect that is known" not in errors(found)[0]
        assert writes(box) == []


@pytest.mark.parametrize(("vendor", "options", "argument", "type_name", "config", "path"), SPOKEN)
@pytest.mark.parametrize("dialect", ["auto", "given"])
@pytest.mark.parametrize("kind", ["html", "route_missing"])
def test_a_url_of_another_product_is_told_at_the_argument(
    vendor: str,
    options: dict[str, Any],
    argument: str,
    type_name: str,
    config: dict[str, Any],
    path: str,
    dialect: str,
    kind: str,
) -> None:
    (spoken,) = options.values()
    systems = {"TANZU_CSP_DIALECT": r"/orgs/", "TANZU_TMC_DIALECT": r"/v1alpha1/"}
    with start(vendor, options=options) as box:
        box.faults.add(Fault(kind, path=systems.get(argument, ""), times=None))
        environment = {**box.environment, argument: "auto" if dialect == "auto" else spoken}
        team = Practitioner(declared(vendor), environment)
        team.restart(max_retries=0)
        found = team.plan(f"{type_name}.x", **config).diagnostics
        assert wrong(found) == [(argument.partition("_")[2].lower(),)]
        assert "URL" in errors(found)[0] and path.strip("$").split("/")[-1] in errors(found)[0]
        assert writes(box) == []


UNSPOKEN = [
    ("splunk", {}, "SPLUNK_API_DIALECT", "acs", "splunk_role", {"name": "soc"}),
    ("splunk", {"api": "acs"}, "SPLUNK_API_DIALECT", "management", "splunk_role", {"name": "soc"}),
    ("tanium", {}, "TANIUM_API_DIALECT", "platform", "tanium_user", {"name": "ada"}),
    ("tanium", {"api": "platform"}, "TANIUM_API_DIALECT", "classic", "tanium_user", {"name": "ada"}),
    ("tanzu", {}, "TANZU_CSP_DIALECT", "v2", "tanzu_org_member", {"email": "a@b.co", "roles": ["org_member"]}),
    ("tanzu", {"cloud_services": "v2"}, "TANZU_CSP_DIALECT", "classic", "tanzu_org_member", {"email": "a@b.co"}),
    ("tanzu", {}, "TANZU_TMC_DIALECT", "policy", "tanzu_role_binding", BOUND),
    ("tanzu", {"mission_control": "policy"}, "TANZU_TMC_DIALECT", "classic", "tanzu_role_binding", BOUND),
]


@pytest.mark.parametrize(("vendor", "options", "argument", "given", "type_name", "config"), UNSPOKEN)
def test_a_dialect_that_the_server_does_not_speak_is_told_at_the_argument(
    vendor: str, options: dict[str, Any], argument: str, given: str, type_name: str, config: dict[str, Any]
) -> None:
    with start(vendor, options=options) as box:
        environment = {**box.environment, argument: given}
        if vendor == "splunk":
            environment["SPLUNK_AUTH_TOKEN"] = box.store.add_token(box.store.admin, "x").value
            environment["SPLUNK_STACK"] = "example"
        team = Practitioner(declared(vendor), environment)
        found = team.plan(f"{type_name}.x", **config).diagnostics
        assert wrong(found) == [(argument.partition("_")[2].lower(),)]
        assert repr(given) in errors(found)[0] and "Nothing was changed" in errors(found)[0]
        assert writes(box) == []
