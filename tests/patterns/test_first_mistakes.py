"""First mistakes of somebody who writes a roster or a stack: each is answered with what to do."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from rolecall.bindings.tanium import RoleBinding, TaniumProvider, User
from rolecall.cdk.errors import DeclarationError, RosterError
from rolecall.cdk.toolkit import App, SynthTesting, TerraformStack
from rolecall.patterns import Person, Roster, TaniumAccess, load_people

ROOT = Path(__file__).parents[2]


def test_a_csv_with_semicolons_says_how_to_save_it(tmp_path: Path) -> None:
    """As spreadsheets write it in half of the world."""
    for separator, name in ((";", "semicolons"), ("\t", "tabs")):
        file = tmp_path / f"{name}.csv"
        file.write_text(f"id{separator}name{separator}email\njane{separator}Jane Doe{separator}jane@example.com\n")
        with pytest.raises(RosterError) as caught:
            load_people(file)
        assert str(caught.value) == (
            f"{file}:1: cells are separated by {name}: save it with commas (a spreadsheet calls that CSV UTF-8, comma "
            "delimited); only the names within a cell stand between ;"
        )


def test_a_person_without_any_access_is_refused(stack: TerraformStack, tmp_path: Path) -> None:
    TaniumProvider(stack, "tanium")
    file = tmp_path / "people.yaml"
    file.write_text("# first\n- id: jane\n  name: Jane Doe\n  email: jane@example.com\n")
    Roster(stack, "people", file)
    text = "Jane Doe has access to nothing, so that nothing would be made. Give tanium, splunk or tanzu, empty ones for"
    with pytest.raises(RuntimeError) as caught:
        SynthTesting.synth(stack, True)
    assert f"[st/people] {file}:2: jane: {text}" in str(caught.value)
    with pytest.raises(DeclarationError, match="st/joe: Joe has access to nothing"):
        Person(stack, "joe", name="Joe", email="joe@example.com")


def test_a_missing_roster_names_those_that_are_there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "people.yaml").touch()
    with pytest.raises(RosterError) as caught:
        load_people("poeple.yaml")
    said = str(caught.value)
    assert said.startswith(f"poeple.yaml: there is no such roster in {tmp_path}; did you mean people.yaml?")
    assert said.endswith('starts at the working folder: Path(__file__).with_name("poeple.yaml") does not')
    with pytest.raises(RosterError, match=r"there are people\.yaml$"):
        load_people(tmp_path / "x.csv")
    (tmp_path / "people.yaml").unlink()
    with pytest.raises(RosterError) as caught:
        load_people(tmp_path / "x.csv")
    assert str(caught.value) == f"{tmp_path}/x.csv: there is no such roster in {tmp_path}"


def test_a_stack_without_the_toolkit_is_told_in_words(tmp_path: Path) -> None:
    """With the slim core alone, which has the providers and no CDKTF."""
    hidden = "import importlib.util as u; real = u.find_spec; u.find_spec = lambda name: None\n"
    (tmp_path / "main.py").write_text(f"{hidden}from rolecall.bindings.tanium import TaniumProvider\n")
    environ = {**os.environ, "PYTHONPATH": str(ROOT)}
    environ.pop("ROLECALL_TRACEBACK", None)
    done = subprocess.run([sys.executable, "main.py"], cwd=tmp_path, env=environ, capture_output=True, text=True)
    assert done.returncode == 1
    assert done.stderr.startswith("rolecall: stacks need CDKTF: pip install 'rolecall[stacks]'")
    assert "main.py:2: from rolecall.bindings" in done.stderr and "Traceback" not in done.stderr


def test_all_that_is_wrong_with_one_entry_is_said_at_once(tmp_path: Path) -> None:
    file = tmp_path / "people.yaml"
    file.write_text(
        "- id: jane\n"
        "  email: jane@\n"
        "  active: perhaps\n"
        "  tanium: {roles: Analyst, on_destroy: forget, colour: red}\n"
        "  splunk: {roles: []}\n"
    )
    with pytest.raises(RosterError) as caught:
        load_people(file)
    lines = [line.removeprefix(f"{file}:") for line in str(caught.value).splitlines()]
    assert lines[0] == "1: jane: name is missing"
    assert lines[1] == "2: jane: email 'jane@' is not a mail address"
    assert lines[2] == "3: jane: active must be true or false"
    assert sorted(line.partition(" must")[0] for line in lines[3:6]) == [
        "4: jane: tanium.on_destroy",
        "4: jane: tanium.roles",
        "4: jane: tanium: unknown field 'colour'; known: roles, computer_groups, content_sets, login, on_destroy",
    ]
    assert lines[6].startswith("5: jane: splunk.roles must name a role")
    assert len(lines) == 7


@pytest.mark.parametrize(
    ("line", "text"),
    [
        ('User(stack, "jane", name=3)', "access/jane (tanium_user): argument name must be a string"),
        ('[User(stack, "jane", name="jane") for _ in "ab"]', "There is already a Construct with name 'jane'"),
        ('Roster(stack, "p", "none.yaml")', "none.yaml: there is no such roster"),
        (
            'TerraformStack(app, "other"); User(app.node.find_child("other"), "x", name="x"); app.synth()',
            "Validation failed with the following errors:\n  [other] Found resources without a matching provider",
        ),
    ],
)
def test_an_error_of_synthesis_is_a_few_lines(tmp_path: Path, line: str, text: str) -> None:
    file = tmp_path / "main.py"
    file.write_text(
        "from rolecall.bindings.tanium import TaniumProvider, User\n"
        "from rolecall.cdk import App, TerraformStack\n"
        "from rolecall.patterns import Roster\n"
        "app = App()\n"
        'stack = TerraformStack(app, "access")\n'
        'TaniumProvider(stack, "tanium")\n'
        f"{line}\n"
    )
    surroundings = {"PYTHONPATH": str(ROOT), "JSII_SILENCE_WARNING_END_OF_LIFE_NODE_VERSION": "20,22"}

    def run(**more: str) -> str:
        environment = {**os.environ, **surroundings, **more}
        command = [sys.executable, str(file)]
        done = subprocess.run(command, cwd=tmp_path, env=environment, capture_output=True, text=True, check=False)
        assert done.returncode == 1
        return done.stderr

    said = run()
    assert said.startswith(f"rolecall: {text}")
    assert f"  {file}:7: {line}\n" in said
    assert len(said.splitlines()) <= 5
    assert "Traceback" not in said and "jsii" not in said
    assert "Traceback" in run(ROLECALL_TRACEBACK="1")


def test_a_whole_set_beside_single_bindings_is_known_at_synthesis(app: App) -> None:
    stack = TerraformStack(app, "access")
    TaniumProvider(stack, "tanium")
    jane = User(stack, "jane", name="jane", roles=["Analyst"])
    RoleBinding(stack, "responder", user_id=jane.id, role="Incident Responder")
    sam = Person(stack, "sam", name="Sam Reyes", email="sam@example.com", tanium=TaniumAccess(roles=[]))
    RoleBinding(stack, "operator", user_id=sam.tanium.id, role="Operator")
    joe = User(stack, "joe", name="joe")  # its roles are not managed as a whole
    RoleBinding(stack, "analyst", user_id=joe.id, role="Analyst")
    RoleBinding(stack, "other", user_id="4711", role="Analyst")
    with pytest.raises(RuntimeError) as caught:
        app.synth()
    said = str(caught.value)
    assert (
        "access/responder (tanium_role_binding) adds one to the roles of access/jane (tanium_user), which lists all of "
        "them: each apply would undo the other. Take roles out of access/jane, or list everything there and remove "
        "access/responder"
    ) in said
    assert "access/operator (tanium_role_binding) adds one to the roles of access/sam/tanium (tanium_user)" in said
    assert "access/analyst" not in said and "access/other" not in said
