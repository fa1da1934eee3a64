"""Rosters: the same meaning as one person each, in one breath, and nobody lost."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from rolecall.bindings.splunk import Role, SplunkProvider
from rolecall.bindings.tanium import ApiToken, RoleBinding, TaniumProvider
from rolecall.bindings.tanium import User as TaniumUser
from rolecall.cdk.errors import DeclarationError, NameCollisionError, RosterError
from rolecall.cdk.toolkit import (
    App,
    Aspects,
    Fn,
    IAspect,
    IConstruct,
    SynthTesting,
    TerraformOutput,
    TerraformResource,
    TerraformStack,
    implements,
)
from rolecall.cdk.variables import secret_variable
from rolecall.patterns.access_declarations import Person as Declared
from rolecall.patterns.access_declarations import SplunkAccess, TaniumAccess
from rolecall.patterns.person import Person
from rolecall.patterns.roster import Roster
from tests.cdk.fixtures import Synth


def people(count: int) -> list[Declared]:
    return [
        Declared(
            id=f"p{number}",
            name=f"Person {number}",
            email=f"p{number}@example.com",
            active=number % 10 != 9,
            tanium=TaniumAccess(roles=["Analyst"], content_sets=["Base"]),
            splunk=SplunkAccess(roles=["user", "soc"]),
        )
        for number in range(count)
    ]


def files(app: App, stack: str) -> dict[str, Any]:
    data: dict[str, Any] = json.loads((Path(app.outdir) / f"stacks/{stack}/cdk.tf.json").read_text())
    return data


def test_a_roster_means_what_its_people_mean(app: App, vendors: TerraformStack, synth: Synth) -> None:
    one_by_one = TerraformStack(app, "reference")
    TaniumProvider(one_by_one, "tanium")
    SplunkProvider(one_by_one, "splunk")
    for each in people(12):
        Person(
            one_by_one,
            each.id,
            name=each.name,
            email=each.email,
            active=each.active,
            tanium=each.tanium,
            splunk=each.splunk,
        )
    Roster(vendors, "people", people(12))
    assert synth(vendors) == synth(one_by_one)


def test_two_thousand_people_are_all_there_and_flat(app: App, vendors: TerraformStack, synth: Synth) -> None:
    roster = Roster(vendors, "people", people(2000))
    blocks = synth(vendors)["resource"]
    assert len(roster) == len(blocks["tanium_user"]) == 2000
    assert len(blocks["splunk_user"]) == 1800
    assert SynthTesting.to_have_resource_with_properties(
        SynthTesting.synth(vendors), "tanium_user", {"name": "p1999", "active": False}
    )
    text = json.dumps(blocks)
    assert "for_each" not in text
    assert "count" not in text
    # The tree holds the roster, one element for everybody, and no construct for each.
    assert len(roster.node.children) == 1
    app.synth()
    assert len(files(app, "access")["resource"]["tanium_user"]) == 2000


def test_from_a_file(vendors: TerraformStack, synth: Synth, tmp_path: Path) -> None:
    file = tmp_path / "people.csv"
    file.write_text("id,name,email,tanium_roles\njane,Jane ${x},jane@example.com,Analyst\n")
    Roster(vendors, "people", file)
    assert synth(vendors)["resource"]["tanium_user"]["jane"]["display_name"] == "Jane $${x}"
    file.write_text("id,name,email,tanium_roles\njane,Jane,jane,Analyst\n")
    with pytest.raises(RosterError, match=r"people\.csv:2: jane: email 'jane' is not a mail address"):
        Roster(vendors, "others", str(file))


def test_references_are_real(app: App, vendors: TerraformStack) -> None:
    known = people(30)
    known[3] = replace(known[3], tanium=TaniumAccess())  # whose roles are bindings
    roster = Roster(vendors, "people", known)
    RoleBinding(vendors, "extra", user_id=roster["p3"].tanium.id, role="Operator", depends_on=[roster["p4"].splunk])
    TerraformOutput(vendors, "upper", value=Fn.upper(roster["p3"].tanium.email))
    TerraformOutput(vendors, "text", value=f"{roster['p3'].tanium.id}-x")
    tokens = TerraformStack(app, "credentials")
    TaniumProvider(tokens, "tanium")
    ApiToken(tokens, "robot", name="robot", user_id=roster["p5"].tanium.id)
    app.synth()
    ours, theirs = files(app, "access"), files(app, "credentials")
    assert ours["resource"]["tanium_role_binding"]["extra"]["user_id"] == "${tanium_user.p3.id}"
    assert ours["resource"]["tanium_role_binding"]["extra"]["depends_on"] == ["splunk_user.p4"]
    assert ours["output"] == {
        "upper": {"value": "${upper(tanium_user.p3.email)}"},
        "text": {"value": "${tanium_user.p3.id}-x"},
        "cross-stack-output-tanium_userp5id": {"value": "${tanium_user.p5.id}", "sensitive": True},
    }
    assert theirs["resource"]["tanium_api_token"]["robot"]["user_id"] == (
        "${data.terraform_remote_state.cross-stack-reference-input-access.outputs.cross-stack-output-tanium_userp5id}"
    )
    assert len(ours["resource"]["tanium_user"]) == 30
    with pytest.raises(KeyError):
        roster["nobody"]


def test_a_referenced_person_is_a_person_once(vendors: TerraformStack, synth: Synth) -> None:
    roster = Roster(vendors, "people", people(2))
    first = roster["p0"]
    assert isinstance(first, Person)
    assert roster["p0"] is first
    first.tanium.import_from("42")
    data = synth(vendors)
    assert data["import"] == [{"id": "42", "to": "tanium_user.p0"}]
    assert sorted(data["resource"]["tanium_user"]) == ["p0", "p1"]


def test_first_passwords_and_roles_made_in_the_same_run(app: App, vendors: TerraformStack) -> None:
    password = secret_variable(vendors, "first", "First password.")
    soc = Role(vendors, "soc", name="soc")
    roster = Roster(vendors, "people", people(3), splunk_password_from=password, splunk_roles=[soc])
    assert roster["p1"].splunk.arguments["password_wo_version"] == 1
    app.synth()
    users = files(app, "access")["resource"]["splunk_user"]
    for who in ("p0", "p1", "p2"):
        assert users[who]["roles"] == ["user", "${splunk_role.soc.id}"]
        assert users[who]["password_wo"] == "${var.first}"


def test_references_of_another_stack_reach_a_roster(app: App, vendors: TerraformStack) -> None:
    soc = Role(vendors, "soc", name="soc")
    other = TerraformStack(app, "other")
    TaniumProvider(other, "tanium")
    SplunkProvider(other, "splunk")
    Roster(other, "people", people(2), splunk_roles=[soc])
    app.synth()
    reference = (
        "data.terraform_remote_state.cross-stack-reference-input-access.outputs.cross-stack-output-splunk_rolesocid"
    )
    users = files(app, "other")["resource"]["splunk_user"]
    assert [users[who]["roles"] for who in ("p0", "p1")] == [["user", f"${{{reference}}}"]] * 2


def test_aspects_see_and_change_everyone(vendors: TerraformStack, synth: Synth) -> None:
    @implements(IAspect)
    class Protect:
        def __init__(self) -> None:
            self.seen: list[str] = []

        def visit(self, node: IConstruct) -> None:
            if isinstance(node, TaniumUser):
                self.seen.append(node.terraform_name)
                node.roles = ["Read Only User"]
            if isinstance(node, TerraformResource):
                node.add_override("lifecycle.prevent_destroy", True)

    roster = Roster(vendors, "people", people(25))
    assert roster["p7"].tanium.terraform_name == "p7"
    protect = Protect()
    Aspects.of(vendors).add(protect)
    blocks = synth(vendors)["resource"]
    assert sorted(protect.seen) == sorted(f"p{number}" for number in range(25))
    assert len(blocks["tanium_user"]) == 25
    for block in blocks["tanium_user"].values():
        assert block["roles"] == ["Read Only User"]
        assert block["lifecycle"] == {"prevent_destroy": True}
    for block in blocks["splunk_user"].values():
        assert block["lifecycle"] == {"prevent_destroy": True}


def test_rules_over_people_need_no_aspect(vendors: TerraformStack) -> None:
    roster = Roster(vendors, "people", people(3))
    assert [each.id for each in roster.people.values() if each.tanium and "Analyst" in (each.tanium.roles or ())] == [
        "p0",
        "p1",
        "p2",
    ]
    assert list(roster) == ["p0", "p1", "p2"]


def test_nobody_is_lost(vendors: TerraformStack) -> None:
    doe = TaniumAccess(roles=["Analyst"])
    two = [
        Declared(id="j.doe@x.io", name="J", email="j.doe@x.io", tanium=doe),
        Declared(id="jdoe@x.io", name="J", email="jdoe@x.io", tanium=doe),
    ]
    with pytest.raises(NameCollisionError, match=r"j\.doe@x\.io/tanium' and '.*/jdoe@x\.io/tanium'"):
        Roster(vendors, "same-name", two)
    Person(vendors, "jane", name="Jane", email="jane@x.io", tanium=doe)
    with pytest.raises(NameCollisionError, match="'access/jane/tanium' and 'access/others/jane/tanium'"):
        Roster(vendors, "others", [Declared(id="jane", name="Jane", email="jane@x.io", tanium=doe)])
    with pytest.raises(
        NameCollisionError, match="'access/jane' and 'access/more/joan' would both be the tanium account"
    ):
        Roster(vendors, "more", [Declared(id="joan", name="Jane", email="j@x.io", login="jane", tanium=doe)])
    with pytest.raises(DeclarationError, match="access/twice/x is declared twice"):
        Roster(vendors, "twice", [Declared(id="x", name="X", email="x@x.io")] * 2)


def test_a_truncated_export_removes_nobody(vendors: TerraformStack, tmp_path: Path) -> None:
    file = tmp_path / "people.csv"
    file.write_text("id,name,email\n")
    with pytest.raises(DeclarationError, match="access/a: 0 people, and there must be at least 1"):
        Roster(vendors, "a", file)
    with pytest.raises(DeclarationError, match="access/b: 3 people, and there must be at least 100"):
        Roster(vendors, "b", people(3), at_least=100)
    Roster(vendors, "c", file, at_least=0)


def test_a_person_given_in_code_is_checked(vendors: TerraformStack) -> None:
    with pytest.raises(DeclarationError, match=r"access/people/x: email 'x' is not a mail address"):
        Roster(vendors, "people", [Declared(id="x", name="X", email="x")])


def test_a_missing_provider_block_is_noticed(app: App) -> None:
    stack = TerraformStack(app, "bare")
    TaniumProvider(stack, "tanium")
    Roster(stack, "people", people(2))
    with pytest.raises(RuntimeError, match="resources of provider 'splunk' but no provider block"):
        SynthTesting.synth(stack, True)


def test_another_instance_of_a_vendor(vendors: TerraformStack, synth: Synth) -> None:
    eu = TaniumProvider(vendors, "eu", alias="eu")
    Roster(vendors, "people", people(2), providers={"tanium": eu})
    blocks = synth(vendors)["resource"]
    assert blocks["tanium_user"]["p1"]["provider"] == "tanium.eu"
    assert "provider" not in blocks["splunk_user"]["p1"]
