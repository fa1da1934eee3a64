"""Rosters from YAML and CSV: what they mean, and that every mistake names its file and line."""

from __future__ import annotations

from pathlib import Path
from textwrap import dedent

import pytest

from rolecall.cdk.errors import RosterError
from rolecall.patterns.access_declarations import Person, SplunkAccess, TaniumAccess
from rolecall.patterns.roster_file import load_people

LIST = "a roster is a list of people; write [] for none"
GOOD = """
    - id: jane
      name: Jane ${Doe}
      email: jane@example.com
      tanium:
        roles: [Analyst, Operator]
        computer_groups: []
      splunk: {roles: [user], default_app: search, tz: Europe/Berlin, force_change_pass: true}
    - id: mats
      name: Mats
      email: mats@example.com
      login: m.lindqvist
      active: false
      tanium: {}
"""
PEOPLE = [
    Person(
        id="jane",
        name="Jane ${Doe}",
        email="jane@example.com",
        tanium=TaniumAccess(roles=["Analyst", "Operator"], computer_groups=[]),
        splunk=SplunkAccess(roles=["user"], default_app="search", tz="Europe/Berlin", force_change_pass=True),
    ),
    Person(
        id="mats",
        name="Mats",
        email="mats@example.com",
        login="m.lindqvist",
        active=False,
        tanium=TaniumAccess(),
    ),
]


def write(folder: Path, name: str, text: str) -> Path:
    file = folder / name
    file.write_text(dedent(text).lstrip("\n"), encoding="utf-8")
    return file


def mistakes(file: Path) -> list[str]:
    """What loading `file` complains about, without the folder."""
    with pytest.raises(RosterError) as caught:
        load_people(file)
    return [line.removeprefix(f"{file.parent}/") for line in str(caught.value).splitlines()]


def test_yaml(tmp_path: Path) -> None:
    assert load_people(write(tmp_path, "people.yaml", GOOD)) == PEOPLE


def test_csv(tmp_path: Path) -> None:
    file = write(
        tmp_path,
        "people.csv",
        """
        id,name,email,login,active,tanium_roles,tanium_computer_groups,splunk_roles,splunk_default_app,splunk_tz
        jane,"Doe, Jane",jane@example.com,,,Analyst; Operator,-,user,search,Europe/Berlin

        mats,Mats,mats@example.com,m.lindqvist,FALSE,,,,,
        """,
    )
    jane, mats = load_people(file)
    assert jane == Person(
        id="jane",
        name="Doe, Jane",
        email="jane@example.com",
        tanium=TaniumAccess(roles=["Analyst", "Operator"], computer_groups=[]),
        splunk=SplunkAccess(roles=["user"], default_app="search", tz="Europe/Berlin"),
    )
    assert mats == Person(id="mats", name="Mats", email="mats@example.com", login="m.lindqvist", active=False)


def test_a_byte_order_mark_and_windows_line_ends_do_no_harm(tmp_path: Path) -> None:
    file = tmp_path / "people.csv"
    file.write_bytes(b"\xef\xbb\xbfid,name,email\r\njane,Jane,jane@example.com\r\n")
    assert load_people(file) == [Person(id="jane", name="Jane", email="jane@example.com")]


def test_anchors_share_a_set_of_roles(tmp_path: Path) -> None:
    file = write(
        tmp_path,
        "people.yaml",
        """
        - {id: a, name: A, email: a@x.io, tanium: &analyst {roles: [Analyst]}}
        - {id: b, name: B, email: b@x.io, tanium: *analyst}
        """,
    )
    assert [person.tanium for person in load_people(file)] == [TaniumAccess(roles=["Analyst"])] * 2


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "- id: jane\n  name: J\n  emial: j@x.io",
            ["1: jane: email is missing", "3: jane: unknown field 'emial'; did you mean 'email'?"],
        ),
        ("- name: J\n  email: j@x.io", ["1: id is missing"]),
        ("- id: jane\n  name: J\n  email: jane@\n", ["3: jane: email 'jane@' is not a mail address"]),
        ("- id: jane\n  name: ''\n  email: j@x.io\n", ["2: jane: name must not be empty"]),
        ("- id: jane\n  name:\n  email: j@x.io\n", ["2: jane: name must be text; it is empty"]),
        ("- id: no\n  name: J\n  email: j@x.io\n", ['1: id must be text; put it in quotes: "no"']),
        ("- id: 007\n  name: J\n  email: j@x.io\n", ['1: id must be text; put it in quotes: "007"']),
        ("- id: jane\n  name: [J]\n  email: j@x.io\n", ["2: jane: name must be text; it is a list"]),
        ("- id: jane\n  name: J\n  email: j@x.io\n  active: nope\n", ["4: jane: active must be true or false"]),
        (
            "- id: jane\n  name: J\n  email: j@x.io\n  okta: {}\n",
            ["4: jane: unknown field 'okta'; known: id, name, email, login, active, tanium, splunk, tanzu"],
        ),
        (
            "- id: jane\n  name: J\n  email: j@x.io\n  tanium:\n",
            ["4: jane: tanium must be a mapping; write {} for an account whose roles are not managed here"],
        ),
        (
            "- id: jane\n  name: J\n  email: j@x.io\n  tanium:\n    roles: Analyst\n",
            ["5: jane: tanium.roles must be a list of names, such as [a, b], or left out"],
        ),
        (
            "- id: jane\n  name: J\n  email: j@x.io\n  tanium:\n    roles:\n    - Analyst\n    - 7\n",
            ['6: jane: tanium.roles must hold text; put it in quotes: "7"'],
        ),
        (
            "- id: jane\n  name: J\n  email: j@x.io\n  tanium: {rolls: [x]}\n",
            ["4: jane: tanium: unknown field 'rolls'; did you mean 'roles'?"],
        ),
        (
            "- id: jane\n  name: J\n  email: j@x.io\n  tanium: {roles: [A, A]}\n",
            ["4: jane: tanium.roles names 'A' twice"],
        ),
        (
            "- id: jane\n  name: J\n  email: j@x.io\n  tanium: {roles: ['']}\n",
            ["4: jane: tanium.roles holds a name that is empty or has a space around it ('')"],
        ),
        (
            "- id: jane\n  name: J\n  email: j@x.io\n  splunk: {roles: []}\n",
            ["4: jane: splunk.roles must name a role: Splunk makes no account without; leave out `splunk` instead"],
        ),
        (
            "- id: jane\n  name: J\n  email: j@x.io\n  splunk: {password: x}\n",
            ["4: jane: splunk: unknown field 'password': a roster never holds a password; see splunk_password_from"],
        ),
        (
            "- id: 'a=b'\n  name: J\n  email: j@x.io\n  tanium: {}\n",
            ["1: a=b: id Tanium refuses = in a login name ('a=b'); set tanium.login"],
        ),
        (
            "- id: jane\n  name: J\n  email: j@x.io\n  tanium: {on_destroy: keep}\n",
            ["4: jane: tanium.on_destroy must be delete, deactivate or retain"],
        ),
        ("- id: jane\n  id: joan\n  name: J\n  email: j@x.io\n", ["2: jane: field 'id' is given twice"]),
        (
            "- id: jane\n  name: '${TfToken[TOKEN.1]}'\n  email: j@x.io\n",
            ["2: jane: name looks like one of CDKTF's references; a roster holds text"],
        ),
        (
            "- id: 7of9\n  name: J\n  email: j@x.io\n  tanium: {}\n",
            ["1: 7of9: id must start with a letter, or '_'; set login to the name to use"],
        ),
        (
            "- id: Default\n  name: J\n  email: j@x.io\n",
            ["1: a construct called 'Default' has no Terraform name; choose another id"],
        ),
        (
            "- jane\n- [x]\n",
            ["1: a person is a mapping with id, name and email", "2: a person is a mapping with id, name and email"],
        ),
        ("people: []\n", [f"1: {LIST}; take `people:` out, so that the list begins at the margin"]),
        ("staff:\n  - id: jane\n", [f"1: {LIST}; take `staff:` out, so that the list begins at the margin"]),
        ("id: jane\n", [f"1: {LIST}"]),
        ("", ["1: a roster is a list of people; write [] for none"]),
        ("- id: jane\n  name: {\n", ["3: did not find expected node content"]),
    ],
)
def test_mistakes_in_yaml(tmp_path: Path, text: str, expected: list[str]) -> None:
    file = tmp_path / "people.yaml"
    file.write_text(text, encoding="utf-8")
    assert mistakes(file) == [f"people.yaml:{each}" for each in expected]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "id,name,emial\nj,J,j@x.io\n",
            ["1: unknown field 'emial'; did you mean 'email'?", "1: column 'email' is missing"],
        ),
        ("id,name,email,id\nj,J,j@x.io,k\n", ["1: column 'id' is given twice"]),
        ("id;name;email\nj;J;j@x.io\n", ["1: cells are separated by semicolons"]),
        (
            "id,name,email\n\nj,J\nk,K,k@x.io,extra\n",
            ["3: has 2 cells where the header has 3", "4: has 4 cells where the header has 3"],
        ),
        ("id,name,email,active\nj,J,j@x.io,maybe\n", ["2: j: active must be true or false, not 'maybe'"]),
        ("id,name,email,tanium_roles\nj,J,,A\n", ["2: j: email is missing"]),
        (
            "id,name,email,tanium_roles\nj,J,j@x.io,A;;B\n",
            ["2: j: tanium.roles holds a name that is empty or has a space around it ('')"],
        ),
        ('id,name,email\n"j,J,j@x.io\n', ["2: unexpected end of data"]),
        ('id,name,email\na,"two\nlines",a@x.io\nb,B,b\n', ["4: b: email 'b' is not a mail address"]),
        ("", ["1: needs a header line such as id,name,email,tanium_roles"]),
    ],
)
def test_mistakes_in_csv(tmp_path: Path, text: str, expected: list[str]) -> None:
    file = tmp_path / "people.csv"
    file.write_text(text, encoding="utf-8")
    found = mistakes(file)
    assert len(found) == len(expected) or "id;name" in text
    for got, want in zip(found, expected, strict=False):
        assert got.startswith(f"people.csv:{want}")


def test_the_same_person_twice(tmp_path: Path) -> None:
    file = write(
        tmp_path,
        "people.yaml",
        """
        - {id: jane, name: J, email: j@x.io}
        - {id: omar, name: O, email: o@x.io, tanium: {}, splunk: {}}
        - {id: jane, name: J, email: j@x.io}
        - {id: o2, name: O, email: o@x.io, login: omar, tanium: {}}
        - {id: o3, name: O, email: o@x.io, splunk: {login: OMAR}}
        """,
    )
    assert mistakes(file) == [
        "people.yaml:3: jane: is already on line 1",
        "people.yaml:4: o2: has the same tanium login, omar, as omar (line 2)",
        "people.yaml:5: o3: has the same splunk login, omar, as omar (line 2)",
    ]


def test_two_people_whose_ids_become_one_name(tmp_path: Path) -> None:
    file = write(
        tmp_path,
        "people.yaml",
        """
        - {id: j.doe@x.io, name: J, email: j.doe@x.io, tanium: {}}
        - {id: jdoe@x.io, name: J, email: jdoe@x.io, tanium: {}}
        """,
    )
    assert mistakes(file) == [
        "people.yaml:2: jdoe@x.io: becomes the same Terraform name, jdoexio, as j.doe@x.io (line 1); give one of them "
        "another id, and set login"
    ]


def test_all_mistakes_are_told_at_once_but_not_thousands(tmp_path: Path) -> None:
    file = tmp_path / "people.csv"
    file.write_text("id,name,email\n" + "".join(f"p{n},P,nowhere\n" for n in range(100)), encoding="utf-8")
    found = mistakes(file)
    assert len(found) == 21
    assert found[0].startswith("people.csv:2: p0: ")
    assert found[-1] == "… and 80 more"


def test_files_that_are_no_rosters(tmp_path: Path) -> None:
    other = write(tmp_path, "people.json", "[]")
    assert mistakes(other) == ["people.json: a roster is a .yaml, .yml or .csv file"]
    latin = tmp_path / "people.csv"
    latin.write_bytes("id,name,email\nj,J\xf6rg,j@x.io\n".encode("latin-1"))
    assert mistakes(latin) == ["people.csv:2: not UTF-8 text"]
    with pytest.raises(RosterError, match="there is no such roster"):
        load_people(tmp_path / "nowhere.yaml")
