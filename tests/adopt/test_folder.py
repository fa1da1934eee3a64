"""What an adoption writes and refuses, without Terraform: selection, names, files that somebody changed."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from rolecall.adopt.job import Outcome, Request, adopt
from rolecall.reports.errors import Exit, JobError
from rolecall.sandbox import Sandbox, start
from rolecall.sandbox.core.faults import Fault


class Tanium:
    """A stand-in Tanium and the folder that it is adopted into."""

    def __init__(self, box: Sandbox[Any, Any], path: Path) -> None:
        self.box = box
        self.path = path

    def adopt(self, **options: Any) -> Outcome:
        return adopt(Request(vendor="tanium", output=self.path, **options), self.box.environment)

    def addresses(self) -> list[str]:
        rows = json.loads((self.path / "imports.json").read_text(encoding="utf-8"))["imports"]
        return [row["to"] for row in rows]

    def people(self) -> list[dict[str, Any]]:
        found: list[dict[str, Any]] = yaml.safe_load((self.path / "people.yaml").read_text(encoding="utf-8"))
        return found


@pytest.fixture
def tanium(tmp_path: Path) -> Iterator[Tanium]:
    with start("tanium", seed=3) as box:
        yield Tanium(box, tmp_path / "adopted")


def test_a_pattern_selects_and_another_has_the_last_word(tanium: Tanium) -> None:
    tanium.box.change("user.create", name="boss", display_name="B", email="b@example.com", roles=["Administrator"])
    tanium.box.change("user.create", name="guest", display_name="G", email="g@partner.example")
    outcome = tanium.adopt(select=["email=*@example.com"], skip=["tanium_user.roles=*Admin*"])
    taken = {entry["id"] for entry in tanium.people()}
    assert "boss" not in taken and "guest" not in taken
    assert taken <= {"user00001", "user00002", "user00003"}
    assert all("Admin" not in str(entry["tanium"]["roles"]) for entry in tanium.people())
    assert outcome.decisions.unselected == len(tanium.box.store.users) - len(taken)


@pytest.mark.parametrize(
    ("options", "message", "hint"),
    [
        ({"only": ["tanium_usr"]}, "Tanium has no resource type 'tanium_usr'.", "Did you mean 'tanium_user'?"),
        ({"select": ["email"]}, "'email' is no pattern.", "Write ATTRIBUTE=GLOB"),
        ({"skip": ["emial=x"]}, "any resource type of Tanium has no attribute 'emial'", "Did you mean 'email'?"),
        ({"skip": ["tanium_user.role=x"]}, "tanium_user has no attribute 'role'", "Did you mean 'roles'?"),
        ({"within": ["scope.cluster.name=a"]}, "Tanium can list by no attribute", "Leave it out."),
    ],
)
def test_what_is_asked_for_must_exist(tanium: Tanium, options: dict[str, Any], message: str, hint: str) -> None:
    with pytest.raises(JobError) as refused:
        tanium.adopt(**options)
    assert message in refused.value.message
    assert hint in refused.value.hint
    assert not tanium.path.exists()
    assert len(tanium.box.log) == 0


def test_an_unknown_vendor_and_one_without_credentials(tmp_path: Path) -> None:
    with pytest.raises(JobError, match="no vendor 'tessian'"):
        adopt(Request(vendor="tessian", output=tmp_path), {})
    with pytest.raises(JobError) as refused:
        adopt(Request(vendor="tanium", output=tmp_path / "out"), {})
    assert "cannot be reached" in refused.value.message
    assert "TANIUM_URL" in refused.value.hint
    assert not (tmp_path / "out").exists()


def test_what_may_not_be_read_is_named_and_nothing_is_called_complete(tanium: Tanium) -> None:
    tanium.box.faults.add(Fault("status", path="/api/v2/api_tokens", status=403))
    outcome = tanium.adopt()
    assert outcome.exit is Exit.INCOMPLETE
    assert len(tanium.addresses()) == 3
    text = (tanium.path / "README.md").read_text(encoding="utf-8")
    assert "### Could not be read\n\n- tanium, api tokens" in text


def test_names_are_plain_and_never_twice(tanium: Tanium) -> None:
    for name in ("j.doe", "j-doe", "J_Doe", "9lives", "日本"):
        tanium.box.change("user.create", name=name, display_name="N", email="n@example.com")
    tanium.adopt(skip=["name=user0*"])
    names = [address.removeprefix("tanium_user.") for address in tanium.addresses()]
    assert names[:4] == ["j-doe", "j-doe-2", "j-doe-3", "user-9lives"]
    assert names[4].startswith("user-") and len(names) == len(set(names)) == 5
    assert [entry.get("login", entry["id"]) for entry in tanium.people()] == [
        "j.doe",
        "j-doe",
        "J_Doe",
        "9lives",
        "日本",
    ]


def test_a_folder_of_something_else_is_left_alone(tanium: Tanium) -> None:
    tanium.path.mkdir()
    (tanium.path / "notes.txt").write_text("mine")
    with pytest.raises(JobError, match="holds files"):
        tanium.adopt()
    assert [each.name for each in tanium.path.iterdir()] == ["notes.txt"]


def test_edits_that_leave_no_place_to_add_are_refused_before_anything_is_written(tanium: Tanium) -> None:
    tanium.adopt()
    before = {each.name: each.read_bytes() for each in tanium.path.iterdir()}
    tanium.box.change("user.create", name="new", display_name="N", email="n@example.com", local_admin_flag=True)
    calls = tanium.path / "declarations.py"
    calls.write_text("def declare(scope, blocks): ...\n")
    with pytest.raises(JobError, match="no longer shows where to add"):
        tanium.adopt()
    calls.write_bytes(before["declarations.py"])
    people = tanium.path / "people.yaml"
    tanium.box.change("user.create", name="newer", display_name="N", email="n@example.com")
    people.write_text("people: {}\n")
    with pytest.raises(JobError, match="is no list of people"):
        tanium.adopt()
    people.write_bytes(before["people.yaml"])
    assert {each.name: each.read_bytes() for each in tanium.path.iterdir()} == before


def test_imports_of_another_vendor_or_form_are_refused(tanium: Tanium) -> None:
    tanium.adopt()
    file = tanium.path / "imports.json"
    file.write_text(file.read_text().replace("tanium_user.", "splunk_user."))
    with pytest.raises(JobError, match="adopted from another vendor"):
        tanium.adopt()
    file.write_text("{}")
    with pytest.raises(JobError, match="not what an adoption wrote"):
        tanium.adopt()


def test_a_declaration_that_was_deleted_is_not_written_again(tanium: Tanium) -> None:
    tanium.adopt()
    people = tanium.path / "people.yaml"
    kept = tanium.people()[1:]
    people.write_text(yaml.safe_dump(kept))
    outcome = tanium.adopt()
    assert outcome.decisions.known == 3
    assert tanium.people() == kept


def test_only_reads_are_sent(tanium: Tanium) -> None:
    tanium.adopt()
    assert {event.method for event in tanium.box.log} == {"GET"}


def test_nothing_that_could_be_listed_is_not_called_complete(tmp_path: Path) -> None:
    with start("tanzu") as box:
        environment = {name: value for name, value in box.environment.items() if "KUBERNETES" not in name}
        request = Request(vendor="tanzu", output=tmp_path / "adopted", only=["tanzu_cluster_role_binding"])
        outcome = adopt(request, environment)
    assert outcome.exit is Exit.INCOMPLETE
    assert "Nothing says where" in outcome.decisions.unread["tanzu_cluster_role_binding"]
    assert not (tmp_path / "adopted").exists()


def test_a_name_outside_of_the_basic_plane_stays_itself_beside_what_is_escaped(tanium: Tanium) -> None:
    name = "\U0001f600 \u3164\U000e0041"
    tanium.box.change("user.create", name="odd", display_name=name, email="o@example.com", local_admin_flag=True)
    tanium.adopt(only=["tanium_user"], select=["name=odd"])
    text = (tanium.path / "declarations.py").read_text(encoding="utf-8")
    assert ascii(name) in text
