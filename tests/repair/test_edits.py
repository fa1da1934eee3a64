"""Edits of the declaring line in Python, YAML and Terraform's language, and what is refused because it is not told."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from rolecall.repair.edits import Change, Edit, UntoldError, applied, patch
from rolecall.repair.hcl import resource_blocks, written
from rolecall.repair.hcl_edits import edit_hcl, read_folder
from rolecall.repair.python_edits import edit_python
from rolecall.repair.yaml_edits import edit_yaml

ROLES = Change(address="tanium_user.ada", attribute="roles", before=["Analyst", "Operator"], after=["Operator", "New"])


def python(text: str, line: int, change: Change) -> str:
    return applied(text, [edit_python(text, line, change)])


def yaml(text: str, line: int, change: Change) -> str:
    return applied(text, [edit_yaml(text, line, change)])


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ('User(self, "ada", roles=["Operator", "Analyst"])', 'User(self, "ada", roles=["Operator", "New"])'),
        (
            'é = tanium.User(self, "adä", name="ada", roles=("Analyst", "Operator"))  # é',
            'é = tanium.User(self, "adä", name="ada", roles=["Operator", "New"])  # é',
        ),
        (
            'Person(self, "ada", tanium=TaniumAccess(roles=["Analyst", "Operator"]), splunk=SplunkAccess(roles=["x"]))',
            'Person(self, "ada", tanium=TaniumAccess(roles=["Operator", "New"]), splunk=SplunkAccess(roles=["x"]))',
        ),
        (
            'Person(self, tanium=A(roles=["Analyst", "Operator"]), splunk=B(roles=["Analyst", "Operator"]))',
            'Person(self, tanium=A(roles=["Operator", "New"]), splunk=B(roles=["Analyst", "Operator"]))',
        ),
    ],
)
def test_a_list_in_python_keeps_its_order_and_its_surroundings(before: str, after: str) -> None:
    head = "# the stack\n\x0c\n"
    assert python(f"{head}{before}\n", 3, ROLES) == f"{head}{after}\n"


def test_a_list_over_several_lines_keeps_a_line_for_each_element() -> None:
    text = 'Role(\r\n    self,\r\n    roles=[\r\n        "Analyst",\r\n        "Operator",\r\n    ],\r\n)\r\n'
    assert python(text, 1, ROLES) == text.replace('"Analyst",\r\n        "Operator"', '"Operator",\r\n        "New"')


def test_an_argument_that_was_not_given_is_added_to_the_binding_alone() -> None:
    change = Change(address="tanium_user.ada", attribute="display_name", before=None, after='A "x"')
    text = 'tanium.User(\n    self,\n    "ada",\n    name="ada",\n)\n'
    assert 'name="ada", display_name="A \\"x\\"",\n)' in python(text, 1, change)
    with pytest.raises(UntoldError):
        edit_python('Person(self, "ada", name="ada")\n', 1, change)
    with pytest.raises(UntoldError):
        edit_python('tanium.User(self, "ada", **more)\n', 1, change)


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("User(self, roles=ROLES)\n", "literal"),
        ('User(self, roles=["Analyst"])\n', "literal"),
        ('P(self, a=A(roles=["Analyst", "Operator"]), b=B(roles=["Analyst", "Operator"]))\n', "2 places"),
        ("x = 1\n", "synthesize again"),
        ("def (\n", "no Python"),
    ],
)
def test_python_that_does_not_say_it_is_left_alone(text: str, says: str) -> None:
    with pytest.raises(UntoldError, match=says):
        edit_python(text, 1, ROLES)


def test_what_a_line_declares_besides_is_not_changed_with_it() -> None:
    change = Change(
        address="tanium_user.ada", attribute="email", before="a@x.io", after="b@x.io", beside=("splunk_user.ada",)
    )
    with pytest.raises(UntoldError, match="splunk_user"):
        edit_python('Person(self, "ada", email="a@x.io")\n', 1, change)
    with pytest.raises(UntoldError, match="splunk_user"):
        edit_yaml("- id: ada\n  email: a@x.io\n", 1, change)
    alone = Change(address="tanium_user.ada", attribute="email", before="a@x.io", after="b@x.io")
    assert yaml("- id: ada\n  email: a@x.io\n", 1, alone) == "- id: ada\n  email: b@x.io\n"


def test_a_statement_is_deleted_only_where_nothing_hangs_on_it() -> None:
    delete = Change(address="tanium_role_binding.x", delete=True)
    text = "def f():\n    RoleBinding(\n        self,\n    )\n    other()\n"
    assert python(text, 2, delete) == "def f():\n    other()\n"
    for wrong in ("def f():\n    RoleBinding()\n", "a = RoleBinding()\n", "for x in y:\n    RoleBinding()\n    z()\n"):
        with pytest.raises(UntoldError):
            edit_python(wrong, wrong.split("RoleBinding")[0].count("\n") + 1, delete)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (
            "- id: x\n- id: ada\n  tanium: {roles: [Analyst, Operator]}  # é\n",
            "- id: x\n- id: ada\n  tanium: {roles: [Operator, New]}  # é\n",
        ),
        (
            "- id: x\n- id: ada\n  tanium:\n    roles:\n      - Analyst\n      - Operator  # kept\n  splunk: {}\n",
            "- id: x\n- id: ada\n  tanium:\n    roles:\n      - Operator  # kept\n      - New\n  splunk: {}\n",
        ),
        (
            "- id: x\n- id: ada\n  tanium:\n    roles:\n    - Operator\n    - Analyst",
            "- id: x\n- id: ada\n  tanium:\n    roles:\n    - Operator\n    - New\n",
        ),
    ],
)
def test_a_list_in_a_roster(before: str, after: str) -> None:
    assert yaml(before, 2, ROLES) == after


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("- id: ada\n  tanium: &t {roles: [Analyst, Operator]}\n- id: b\n  tanium: *t\n", "anchor"),
        ("- id: ada\n  tanium: {roles: &r [Analyst, Operator]}\n- id: b\n  tanium: {roles: *r}\n", "anchor"),
        ("- id: ada\n  tanium: {roles: [Analyst]}\n", "not what the state says"),
        ("- id: ada\n", "does not say"),
        ("[" * 3000, "no YAML|No entry"),
    ],
)
def test_a_roster_that_does_not_say_it_is_left_alone(text: str, says: str) -> None:
    with pytest.raises(UntoldError, match=says):
        edit_yaml(text, 1, ROLES)


HCL = """# resource "tanium_user" "no" {}
locals {
  text = <<-EOT
    resource "tanium_user" "heredoc" {
  EOT
}
resource "tanium_user" "ada" {
  name  = "ada" # } comment
  roles = ["Analyst", "Operator",]
  email = "${var.name}@{x}"
  lifecycle { prevent_destroy = true }
}

resource "tanium_user" "many" {
  for_each = toset(["a"])
  name     = each.key
  roles    = ["Analyst", "Operator"]
}
"""


def test_blocks_of_terraforms_language(tmp_path: Path) -> None:
    (tmp_path / "main.tf").write_text(HCL, encoding="utf-8")
    found = read_folder(tmp_path)
    assert list(found.blocks) == ["tanium_user.ada", "tanium_user.many"]
    assert found.values()["tanium_user.ada"] == {"name": "ada", "roles": ["Analyst", "Operator"]}
    file, block = found.blocks["tanium_user.ada"]
    assert 'roles = ["Operator", "New"]\n' in applied(HCL, [edit_hcl(file, block, ROLES)])
    added = Change(address="tanium_user.ada", attribute="display_name", before=None, after="${x}")
    assert '  display_name = "$${x}"\n}\n' in applied(HCL, [edit_hcl(file, block, added)])
    email = Change(address="tanium_user.ada", attribute="email", before="a@x", after="b@x")
    with pytest.raises(UntoldError, match="literal"):
        edit_hcl(file, block, email)
    with pytest.raises(UntoldError, match="several"):
        edit_hcl(*found.blocks["tanium_user.many"], ROLES)
    gone = applied(HCL, [edit_hcl(file, block, Change(address="tanium_user.ada", delete=True))])
    assert [each.address for each in resource_blocks(gone)] == ["tanium_user.many"]
    (tmp_path / "out.tf").write_text("output x { value = tanium_user.ada.id }", encoding="utf-8")
    with pytest.raises(UntoldError, match="refer"):
        edit_hcl(file, block, Change(address="tanium_user.ada", delete=True))


def test_values_are_written_so_that_nothing_of_them_is_evaluated() -> None:
    assert written('a"${b}%{c}\n') == '"a\\"$${b}%%{c}\\n"'
    assert written("\x1b\U0001f600\u202e") == '"\\u001b\U0001f600\\u202e"'
    assert written("\U000e0001") == '"\\U000e0001"'
    assert written({"a b": [1, True, "x"]}, "  ") == '{\n    "a b" = [1, true, "x"]\n  }'


@pytest.mark.parametrize("tool", [["git", "apply"], ["patch", "-p1", "-i"]])
def test_the_patch_applies(tool: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    files = {"a b.py": "one\ntwo\nthree", "c.py": "x\r\ny\r\n", "d/e.yaml": "- é\n"}
    for name, text in files.items():
        Path(name).parent.mkdir(exist_ok=True)
        Path(name).write_bytes(text.encode())
    edits = [
        (Path("a b.py"), Edit(8, 13, "3")),
        (Path("a b.py"), Edit(0, 3, "1")),
        (Path("c.py"), Edit(0, 1, "z")),
        (Path("d/e.yaml"), Edit(2, 3, "ü")),
    ]
    Path("p.patch").write_bytes(patch(edits).encode())
    done = subprocess.run([*tool, "p.patch"], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    assert [Path(name).read_bytes().decode() for name in files] == ["1\ntwo\n3", "z\r\ny\r\n", "- ü\n"]


def test_two_changes_of_the_same_characters_are_refused() -> None:
    with pytest.raises(UntoldError):
        applied("abc", [Edit(0, 2, "x"), Edit(1, 3, "y")])
