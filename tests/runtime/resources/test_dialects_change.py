"""A state that was made in one dialect, and a provider block that names another: nothing is lost, nothing lives on."""

from __future__ import annotations

from typing import Any

import pytest

from rolecall.runtime import shims
from rolecall.runtime.resources.private_state import Private
from rolecall.sandbox import start
from rolecall.sandbox.core.server import Sandbox
from rolecall.specification.schema import Provider
from tests.runtime.resources.practitioner import Practitioner, Resource, errors

BOUND = {"role": "cluster.view", "subject": {"kind": "USER", "name": "sandbox-admin@example.com"}}
ATTACHED = {"name": "alpha", "management_cluster": "attached", "provisioner": "attached"}
ADA = {"email": "ada@example.com"}

CASES: dict[str, tuple[tuple[str, str, str], str, str, tuple[dict[str, Any], dict[str, Any]]]] = {
    "Cloud Services, v2 to classic": (
        ("cloud_services", "v2", "classic"),
        "TANZU_CSP_DIALECT",
        "tanzu_org_member",
        ({**ADA, "roles": ["org_member"]}, ADA),
    ),
    "Mission Control, policy to classic": (
        ("mission_control", "policy", "classic"),
        "TANZU_TMC_DIALECT",
        "tanzu_role_binding",
        ({**BOUND, "scope": {"cluster": ATTACHED}}, {**BOUND, "scope": {"cluster": {"name": "alpha"}}}),
    ),
}
"""Where the same thing has another id in the other dialect: the sandbox's option, the argument, what is made."""


def tanzu() -> Provider:
    shim = shims.load("tanzu")
    assert shim is not None
    return shim


def handed_over(before: Practitioner, environment: dict[str, str]) -> Practitioner:
    """Somebody with the same state, and another provider block."""
    after = Practitioner(before.shim, environment)
    after.resources = {label: Resource(each.state, each.private) for label, each in before.resources.items()}
    return after


def changes(box: Sandbox[Any, Any]) -> list[str]:
    quiet = ("/auth/login", "/auth/api-tokens/authorize")
    return [each.path for each in box.log if each.method != "GET" and not each.path.endswith(quiet)]


@pytest.mark.parametrize("case", CASES)
def test_what_has_another_id_there_is_neither_gone_nor_ended(case: str) -> None:
    (option, first, second), argument, type_name, (config, config_there) = CASES[case]
    label = f"{type_name}.it"
    with start("tanzu", options={option: first, "accept_seconds": 0.0}) as box:
        team = Practitioner(tanzu(), {**box.environment, argument: first})
        state = team.done(label, **config)
        setattr(box.options, option, second)
        box.log.clear()
        other = handed_over(team, {**box.environment, argument: second})
        read = other.refresh(label)
        assert read.state == state and "another dialect" in errors(read)[0] and repr(first) in errors(read)[0]
        for found in (other.plan_destroy(label), other.plan(label, **config_there).diagnostics):
            assert any("another dialect" in each for each in errors(found))
        assert other.destroy(label).state == state
        assert changes(box) == []
        setattr(box.options, option, first)
        back = handed_over(team, {**box.environment, argument: first})
        assert back.refresh(label).state == state
        assert errors(back.destroy(label)) == []


@pytest.mark.parametrize("case", CASES)
def test_state_that_remembers_no_dialect_is_believed(case: str) -> None:
    (option, first, second), argument, type_name, (config, _) = CASES[case]
    with start("tanzu", options={option: first, "accept_seconds": 0.0}) as box:
        team = Practitioner(tanzu(), {**box.environment, argument: first})
        team.done(f"{type_name}.it", **config)
        setattr(box.options, option, second)
        other = handed_over(team, {**box.environment, argument: second})
        held = other.resources[f"{type_name}.it"]
        private = Private.from_bytes(held.private)
        assert private.dialects == {argument.partition("_")[2].lower(): first}
        held.private = Private(managed=private.managed, instance=private.instance).to_bytes()
        assert other.refresh(f"{type_name}.it").state is None


@pytest.mark.parametrize(
    ("vendor", "first", "second"),
    [
        ("tanium", "classic", "platform"),
        ("tanium", "platform", "classic"),
        ("splunk", "management", "acs"),
        ("splunk", "acs", "management"),
    ],
)
def test_what_has_the_same_id_there_goes_on_and_ends(vendor: str, first: str, second: str) -> None:
    label = f"{vendor}_user.ada"
    config: dict[str, Any] = {"name": "ada", "roles": ["Analyst"]}
    if vendor == "splunk":
        config = {"name": "ada", "roles": ["user"], "password_wo": "correct horse", "password_wo_version": 1}
    shim = shims.load(vendor)
    assert shim is not None
    with start(vendor, options={"api": first if vendor == "tanium" else "both"}) as box:
        environment = dict(box.environment)
        if vendor == "splunk":
            environment |= {
                "SPLUNK_STACK": "example",
                "SPLUNK_AUTH_TOKEN": box.store.add_token(box.store.admin, "x").value,
            }
        argument = f"{vendor.upper()}_API_DIALECT"
        team = Practitioner(shim, {**environment, argument: first})
        team.done(label, **config)
        box.options.api = second if vendor == "tanium" else "both"
        box.log.clear()
        other = handed_over(team, {**environment, argument: second})
        for found in (other.plan_destroy(label), other.destroy(label)):
            assert any("another dialect" in each for each in errors(found))
        assert changes(box) == []
        read = other.refresh(label)
        assert read.state is not None and errors(read) == [] and read.state["roles"] == config["roles"]
        assert other.plan(label, **config).planned is not None
        assert errors(other.plan_destroy(label)) == [] and errors(other.destroy(label)) == []
        assert label not in other.resources


def test_an_answer_that_leaves_something_out_may_be_another_dialects() -> None:
    """`roles` of a user of the published API are reserved roles alone: read by the guide, nobody has any."""
    shim = shims.load("tanium")
    assert shim is not None
    with start("tanium", options={"api": "platform"}) as box:
        team = Practitioner(shim, {**box.environment, "TANIUM_API_DIALECT": "platform"})
        state = team.done("tanium_user.ada", name="ada", roles=["Analyst"])
        other = handed_over(team, {**box.environment, "TANIUM_API_DIALECT": "classic"})
        read = other.refresh("tanium_user.ada")
        assert [item.path for item in read.diagnostics if item.severity == "error"] == [("api_dialect",)]
        assert read.state == state
