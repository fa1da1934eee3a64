"""Where resources are declared is written beside the Terraform JSON, and read by jobs."""

from __future__ import annotations

import inspect
import json
import os
from pathlib import Path

import pytest

from rolecall.bindings.tanium import TaniumProvider, User
from rolecall.cdk import source_locations
from rolecall.cdk.toolkit import App, SynthTesting, TerraformStack
from rolecall.estate.declarations import FILE_NAME, read_declarations
from rolecall.patterns.access_declarations import TaniumAccess
from rolecall.patterns.person import Person
from rolecall.patterns.roster import Roster

HERE = Path(__file__)
ROSTER = """\
- id: jane
  name: Jane Doe
  email: jane@example.com
  tanium: {roles: [Analyst]}
- id: joe
  name: Joe Doe
  email: joe@example.com
  tanium: {roles: [Analyst]}
"""


def line_below() -> int:
    frame = inspect.currentframe()
    assert frame is not None and frame.f_back is not None
    return frame.f_back.f_lineno + 1


def test_jobs_and_stacks_mean_the_same_file() -> None:
    assert source_locations.FILE_NAME == FILE_NAME


def test_the_line_of_a_binding_a_pattern_and_a_roster(
    app: App, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "people.yaml").write_text(ROSTER, encoding="utf-8")
    stack = TerraformStack(app, "access")
    TaniumProvider(stack, "tanium")
    other = TaniumProvider(stack, "other", alias="other")
    user_line = line_below()
    user = User(stack, "robot", name="robot", provider=other)
    user.note_unverifiable("Nobody can see whether it works.")
    person_line = line_below()
    Person(stack, "ada", name="Ada", email="ada@example.com", tanium=TaniumAccess(roles=["Analyst"]))
    Roster(stack, "people", tmp_path / "people.yaml")
    renamed_line = line_below()
    User(stack, "before", name="renamed").override_logical_id("after")
    app.synth()
    found = read_declarations([tmp_path / "out"])
    mine = os.path.relpath(HERE, tmp_path)

    def place(address: str) -> tuple[str, int]:
        said = found.of(address)
        assert said is not None, address
        return said.file, said.line

    assert place("tanium_user.robot") == (mine, user_line)
    assert place("tanium_user.ada") == (mine, person_line)
    assert place("tanium_user.jane") == ("people.yaml", 1)
    assert place("tanium_user.joe") == ("people.yaml", 5)
    assert place("tanium_user.after") == (mine, renamed_line)
    assert found.of("tanium_user.before") is None
    robot = found.of("tanium_user.robot")
    assert robot is not None
    assert (robot.alias, robot.unverifiable) == ("other", "Nobody can see whether it works.")
    assert robot.path == "access/robot"


def test_the_terraform_json_stays_as_it_was(app: App) -> None:
    stack = TerraformStack(app, "access")
    TaniumProvider(stack, "tanium")
    User(stack, "robot", name="robot").note_unverifiable("Nobody can see whether it works.")
    data = json.loads(SynthTesting.synth(stack, True))
    assert data["resource"]["tanium_user"]["robot"].keys() - {"//"} == {"name"}
    assert "declared" not in json.dumps(data) and "unverifiable" not in json.dumps(data)
