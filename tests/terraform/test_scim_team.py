"""A team on SCIM servers that differ: people join, leave and are taken out, in the order that each server needs."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from rolecall.bindings.scim import ScimProvider
from rolecall.bindings.tanzu import ClusterRoleBinding, TanzuProvider
from rolecall.cdk.toolkit import TerraformStack
from rolecall.patterns.access_declarations import Person
from rolecall.patterns.scim_team import ScimTeam
from rolecall.sandbox import Sandbox, start
from rolecall.sandbox.tanzu.sandbox import TanzuSandbox
from tests.terraform.deployment import Build, Deployment
from tests.terraform.installation import Installation
from tests.terraform.result import Result

pytestmark = pytest.mark.terraform

ADA = Person(id="ada", name="Ada Park", email="ada@example.com")
BOB = Person(id="bob", name="Bob Ray", email="bob@example.com")
BOB_LEFT = Person(id="bob", name="Bob Ray", email="bob@example.com", active=False)


def people(box: Sandbox[Any, Any]) -> dict[str, bool]:
    """Who is on the server, and whether they are active."""
    return {str(each.values["userName"]): bool(each.values["active"]) for each in box.store.users}


def members(box: Sandbox[Any, Any], group: str) -> set[str]:
    found = box.store.groups.find(group).values.get("members") or []
    return {str(box.store.users.get(each["value"]).values["userName"]) for each in found}


def team(vendor: str, who: Sequence[Person], **more: Any) -> Build:
    def build(stack: TerraformStack) -> None:
        ScimProvider(stack, "scim", vendor=vendor)
        if who:
            ScimTeam(stack, "soc", people=who, group="SOC laptops", vendor=vendor, **more)

    return build


@pytest.mark.parametrize("others", ["all", "added"])
def test_a_team_of_tanium(installation: Installation, tmp_path: Path, others: str) -> None:
    with start("scim", options={"flavour": "tanium"}) as box:
        deployment = Deployment(tmp_path, box.environment, installation)
        deployment.deploy(team("tanium", [ADA, BOB], members=others))
        assert people(box) == {ADA.email: True, BOB.email: True}
        assert members(box, "SOC laptops") == {ADA.email, BOB.email}

        # Somebody is put into the group by hand: drift where the group is these people alone.
        box.change("user.create", user_name="eve@example.com", displayName="Eve", externalId="e", active=True)
        box.change("member.add", group="SOC laptops", member="eve@example.com")
        assert deployment.workspace.plan().code == (2 if others == "all" else 0)

        deployment.deploy(team("tanium", [ADA, BOB_LEFT], members=others))
        assert people(box)[BOB.email] is False
        assert members(box, "SOC laptops") == {ADA.email} | (set() if others == "all" else {"eve@example.com"})
        deployment.deploy(team("tanium", []))
        assert people(box) == {"eve@example.com": True}


def test_a_team_of_splunk_is_users_alone(installation: Installation, tmp_path: Path) -> None:
    with start("scim", options={"flavour": "splunk"}) as box:
        deployment = Deployment(tmp_path, box.environment, installation)
        deployment.deploy(team("splunk", [ADA], on_destroy="deactivate"))
        assert people(box) == {ADA.email: True}
        gone = deployment.deploy(team("splunk", []))
        assert people(box) == {ADA.email: False}
        assert any("SAML sessions outlive this" in each.text for each in gone.warnings)


def _destroyed(result: Result) -> list[str]:
    done = (event["hook"] for event in result.events if event.get("type") == "apply_complete")
    return [hook["resource"]["resource_type"] for hook in done if hook["action"] == "delete"]


def test_bindings_in_kubernetes_end_before_the_users_of_mission_control(
    installation: Installation, tmp_path: Path
) -> None:
    with start("scim", options={"flavour": "tmc"}) as box, start("tanzu") as tanzu:
        assert isinstance(tanzu, TanzuSandbox)
        kubeconfig = tmp_path / "kubeconfig"
        kubeconfig.write_text(tanzu.kubeconfig(), encoding="utf-8")
        environment = {**box.environment, **tanzu.environment, "TANZU_KUBERNETES_CONFIG_PATH": str(kubeconfig)}
        deployment = Deployment(tmp_path, environment, installation)

        def build(stack: TerraformStack, *, there: bool = True) -> None:
            ScimProvider(stack, "scim", vendor="tmc")
            TanzuProvider(stack, "tanzu", kubernetes={"config_context": "alpha"})
            if there:
                binding = ClusterRoleBinding(
                    stack,
                    "ada",
                    name="ada-view",
                    role_ref={"kind": "ClusterRole", "name": "view"},
                    subjects=[{"kind": "User", "name": ADA.email}],
                )
                ScimTeam(stack, "dev", people=[ADA], vendor="tmc", bindings=[binding])

        deployment.deploy(build)
        assert people(box) == {ADA.email: True}
        gone = deployment.deploy(lambda stack: build(stack, there=False))
        assert _destroyed(gone) == ["tanzu_cluster_role_binding", "scim_user"]
        assert people(box) == {}
