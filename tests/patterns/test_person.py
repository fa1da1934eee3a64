"""One person on several vendors: joiner, mover, leaver, and what a declaration may not say."""

from __future__ import annotations

from typing import Any

import pytest

from rolecall.bindings.splunk import User as SplunkUser
from rolecall.bindings.tanium import RoleBinding, TaniumProvider
from rolecall.bindings.tanium import User as TaniumUser
from rolecall.cdk.errors import DeclarationError, NameCollisionError
from rolecall.cdk.toolkit import App, Construct, Fn, TerraformOutput, TerraformStack
from rolecall.cdk.variables import secret_variable
from rolecall.patterns.access_declarations import Person as Declared
from rolecall.patterns.access_declarations import SplunkAccess, TaniumAccess
from rolecall.patterns.person import Person
from rolecall.patterns.roster import Roster
from tests.cdk.fixtures import Synth


def jane(scope: Construct, id_: str = "jane", **changes: Any) -> Person:
    declared: dict[str, Any] = {
        "name": "Jane ${Doe}",
        "email": "jane@example.com",
        "tanium": TaniumAccess(roles=["Analyst"], computer_groups=["Laptops"]),
        "splunk": SplunkAccess(roles=["power"], tz="Europe/Berlin"),
    }
    return Person(scope, id_, **(declared | changes))


def test_a_joiner_has_an_account_with_every_vendor(vendors: TerraformStack, synth: Synth) -> None:
    password = secret_variable(vendors, "first", "First password.")
    jane(vendors, splunk=SplunkAccess(roles=["power"], tz="Europe/Berlin", password_from=password))
    data = synth(vendors)
    assert data["resource"] == {
        "tanium_user": {
            "jane": {
                "name": "jane",
                "display_name": "Jane $${Doe}",
                "email": "jane@example.com",
                "active": True,
                "roles": ["Analyst"],
                "computer_groups": ["Laptops"],
            }
        },
        "splunk_user": {
            "jane": {
                "name": "jane",
                "realname": "Jane $${Doe}",
                "email": "jane@example.com",
                "roles": ["power"],
                "tz": "Europe/Berlin",
                "password_wo": "${var.first}",
                "password_wo_version": 1,
            }
        },
    }
    assert data["variable"]["first"] == {
        "description": "First password.",
        "ephemeral": True,
        "nullable": False,
        "sensitive": True,
        "type": "string",
    }


def test_a_leaver_is_disabled_where_the_vendor_can_and_gone_where_it_cannot(
    vendors: TerraformStack, synth: Synth
) -> None:
    person = jane(vendors, active=False)
    assert synth(vendors)["resource"] == {
        "tanium_user": {
            "jane": {
                "name": "jane",
                "display_name": "Jane $${Doe}",
                "email": "jane@example.com",
                "active": False,
                "roles": [],
                "computer_groups": [],
            }
        }
    }
    assert isinstance(person.tanium, TaniumUser)
    with pytest.raises(DeclarationError, match=r"access/jane has no splunk account: Jane .* has left"):
        _ = person.splunk


def test_what_is_not_managed_stays_so_but_a_leaver_keeps_no_role(vendors: TerraformStack, synth: Synth) -> None:
    jane(vendors, "sam", tanium=TaniumAccess(), splunk=None)
    jane(vendors, "gone", tanium=TaniumAccess(), splunk=None, active=False)
    blocks = synth(vendors)["resource"]["tanium_user"]
    assert "roles" not in blocks["sam"]
    assert blocks["gone"]["roles"] == []
    assert "computer_groups" not in blocks["gone"]


DIALECTS = [("platform", None), (None, "platform"), ("platform", "classic"), ("classic", "platform"), (None, "auto")]


@pytest.mark.parametrize(("given", "named"), DIALECTS)
def test_an_account_is_declared_as_its_dialect_takes_it(
    app: App, synth: Synth, monkeypatch: pytest.MonkeyPatch, given: str | None, named: str | None
) -> None:
    if named is not None:
        monkeypatch.setenv("TANIUM_API_DIALECT", named)
    stack = TerraformStack(app, "access")
    TaniumProvider(stack, "tanium", api_dialect=given)
    jane(stack, splunk=None, tanium=TaniumAccess(roles=["Analyst"]))
    Roster(stack, "people", [Declared(id="omar", name="Omar", email="omar@example.com", tanium=TaniumAccess())])
    users = synth(stack)["resource"]["tanium_user"]
    assert {who: "email" in block for who, block in users.items()} == dict.fromkeys(
        ("jane", "omar"), (given or named) != "platform"
    )


def test_the_block_that_makes_the_account_says_its_dialect(vendors: TerraformStack, synth: Synth) -> None:
    other = TaniumProvider(vendors, "cloud", alias="cloud", api_dialect="platform")
    jane(vendors, splunk=None)
    jane(vendors, "jo", splunk=None, providers={"tanium": other})
    users = synth(vendors)["resource"]["tanium_user"]
    assert ("email" in users["jane"], "email" in users["jo"]) == (True, False)


def test_references(vendors: TerraformStack, synth: Synth) -> None:
    person = jane(vendors, tanium=TaniumAccess())
    assert isinstance(person.splunk, SplunkUser)
    binding = RoleBinding(vendors, "extra", user_id=person.tanium.id, role="Operator", depends_on=[person.splunk])
    TerraformOutput(vendors, "who", value=Fn.join("/", [person.tanium.id, person.splunk.name]))
    data = synth(vendors)
    assert data["resource"]["tanium_role_binding"]["extra"] == {
        "user_id": "${tanium_user.jane.id}",
        "role": "Operator",
        "depends_on": ["splunk_user.jane"],
    }
    assert binding.terraform_name == "extra"
    assert data["output"]["who"]["value"] == '${join("/", [tanium_user.jane.id, splunk_user.jane.name])}'


def test_addresses_follow_from_the_id_wherever_the_person_stands(vendors: TerraformStack, synth: Synth) -> None:
    jane(Construct(vendors, "team"))
    assert list(synth(vendors)["resource"]["tanium_user"]) == ["jane"]
    with pytest.raises(NameCollisionError, match=r"'access/team/jane/tanium' and 'access/ja\.ne/tanium'"):
        jane(vendors, "ja.ne")


def test_one_account_belongs_to_one_person(app: App, vendors: TerraformStack) -> None:
    other = TaniumProvider(vendors, "eu", alias="eu")
    jane(vendors)
    with pytest.raises(NameCollisionError, match="'access/jane' and 'access/joan' would both be the tanium account"):
        jane(vendors, "joan", login="jane")
    # Another instance of the vendor has accounts of its own.
    jane(vendors, "jane-eu", login="jane", splunk=None, providers={"tanium": other})
    elsewhere = TerraformStack(app, "elsewhere")
    jane(elsewhere)


def test_logins(vendors: TerraformStack, synth: Synth) -> None:
    jane(vendors, login="Jane.Doe")
    jane(vendors, "omar", tanium=TaniumAccess(login="omar@x.io"), splunk=SplunkAccess(roles=["user"], login="OMAR"))
    blocks = synth(vendors)["resource"]
    assert [blocks["tanium_user"][who]["name"] for who in ("jane", "omar")] == ["Jane.Doe", "omar@x.io"]
    assert [blocks["splunk_user"][who]["name"] for who in ("jane", "omar")] == ["jane.doe", "omar"]


@pytest.mark.parametrize(
    ("changes", "text"),
    [
        ({"email": "jane"}, "access/jane: email 'jane' is not a mail address"),
        ({"name": ""}, "name must not be empty"),
        ({"name": " Jane"}, "name must not begin or end with a space"),
        ({"name": 7}, "name must be text, not a number"),
        ({"login": "a:b"}, "login Tanium refuses : in a login name"),
        ({"active": "no"}, "active must be true or false"),
        ({"tanium": {"roles": []}}, "tanium must be a TaniumAccess, not a mapping"),
        ({"tanium": TaniumAccess(roles="Analyst")}, "tanium.roles must be a list of names, not text"),
        ({"splunk": SplunkAccess(roles=[])}, "splunk.roles must name a role"),
        ({"splunk": SplunkAccess(roles=["user"], password_from="hunter2")}, "splunk.password_from must be a reference"),
    ],
)
def test_a_declaration_that_cannot_be_right(vendors: TerraformStack, changes: dict[str, Any], text: str) -> None:
    with pytest.raises(DeclarationError) as caught:
        jane(vendors, **changes)
    assert text in str(caught.value)
    assert "hunter2" not in str(caught.value)
    assert vendors.node.try_find_child("jane") is None
