"""Who has what: from states, vendors and saved maps, by whatever path, in every format."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from rolecall.access import AccessMap, effective_access, items_of_state
from rolecall.cli.commands import app
from rolecall.estate.terraform.state import read_state
from rolecall.reports.errors import JobError
from rolecall.sandbox.core.faults import Fault
from rolecall.who.answer import answer
from rolecall.who.formats import FORMATS
from rolecall.who.query import Query
from tests.estate.estate import Estate

EVIL = '=1+1 <img src=x> ::error:: \u202e"'


@pytest.fixture
def estate(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Estate]:
    monkeypatch.chdir(tmp_path)
    with Estate.open() as opened:
        splunk, tanzu = opened.boxes["splunk"], opened.boxes["tanzu"]
        splunk.change("role.create", name="soc", imported_roles=["user"])
        splunk.change("role.create", name="soc_lead", imported_roles=["soc", "admin"])
        splunk.change("user.create", name="jane", email="jane@example.com", roles=["soc_lead"])
        tanzu.vendor.set_options({"scope_in_rows": True})
        ada = {"kind": "USER", "name": "user00001@example.com"}
        tanzu.change("role_binding.create", role="cluster.edit", subject=ada, scope={"cluster": "alpha"})
        bob = {"kind": "USER", "name": "user00002@example.com"}
        tanzu.change("role_binding.create", role="organization.view", subject=bob, scope={"organization": "acme"})
        opened.adopt()
        opened.write_state(tmp_path / "state.json")
        yield opened


def ask(estate: Estate, *arguments: str) -> Result:
    return CliRunner(env=estate.environment).invoke(app, ["who", *arguments])


def rows(result: Result) -> list[dict[str, object]]:
    found: list[dict[str, object]] = json.loads(result.output)["rows"]
    return found


@pytest.mark.caveat("Permission", rule="The jobs read it; no server is asked for it.")
@pytest.mark.caveat("RoleDefinition", rule="The jobs read it; no server is asked for it.")
def test_a_right_is_found_through_roles_that_include_roles(estate: Estate) -> None:
    done = ask(estate, "state.json", "--can", "admin", "--vendor", "splunk")
    assert done.exit_code == 0, done.output
    (line,) = [text for text in done.output.splitlines() if "role soc_lead" in text]
    assert line.split()[:3] == ["critical", "role", "admin"] and "splunk_role." in line
    found = rows(ask(estate, "state.json", "--role", "ADMIN", "--report", "json"))
    assert {row["person"] for row in found} >= {"jane@example.com"}
    assert rows(ask(estate, "state.json", "--role", "admin", "--person", "nobody", "--report", "json")) == []


def test_a_person_is_found_by_address_account_and_what_stands_before_the_at(estate: Estate) -> None:
    by_name = [rows(ask(estate, "state.json", "--person", name, "--report", "json")) for name in ("jane", "JANE@*")]
    assert by_name[0] == by_name[1] and {row["account"] for row in by_name[0]} == {"jane"}
    assert {row["right"] for row in by_name[0] if row["kind"] == "role"} >= {"soc_lead", "soc", "admin", "user"}


@pytest.mark.caveat("Containment", rule="The jobs read it; no server is asked for it.")
@pytest.mark.caveat("Subject", rule="The jobs read it; no server is asked for it.")
def test_wider_scopes_hold_in_narrower_ones(estate: Estate) -> None:
    found = rows(ask(estate, "state.json", "--vendor", "tanzu", "--scope", "cluster/alpha", "--report", "json"))
    told = {(row["person"], row["right"]) for row in found}
    assert ("user00001@example.com", "cluster.edit") in told and ("user00002@example.com", "organization.view") in told
    other = rows(ask(estate, "state.json", "--vendor", "tanzu", "--scope", "cluster/beta", "--report", "json"))
    assert ("user00001@example.com", "cluster.edit") not in {(row["person"], row["right"]) for row in other}
    assert "is no scope" in ask(estate, "state.json", "--scope", "alpha").output


def test_live_vendors_tell_what_was_given_by_hand_and_a_saved_map_tells_it_again(estate: Estate) -> None:
    estate.boxes["splunk"].change("user.create", name="mallory", roles=["admin"])
    assert ask(estate, "state.json", "--person", "mallory", "--nobody").exit_code == 0
    live = ask(estate, "--live", "--vendor", "splunk", "--person", "mallory", "--save", "map.json", "--nobody")
    assert live.exit_code == 2 and "mallory" in live.output
    calls = len(estate.boxes["splunk"].log)
    again = ask(estate, "map.json", "--person", "mallory", "--nobody")
    assert (again.exit_code, again.output) == (2, live.output.replace(", vendor splunk", ""))
    assert len(estate.boxes["splunk"].log) == calls
    assert estate.writes() == []
    drifted = CliRunner(env=estate.environment).invoke(app, ["drift", "state.json", "--report", "access=drift.json"])
    assert drifted.exit_code == 2
    assert "mallory" in ask(estate, "drift.json", "--tier", "critical").output


def test_what_was_not_looked_at_is_told_and_ends_with_3(estate: Estate) -> None:
    estate.boxes["splunk"].faults.add(Fault(kind="status", path="/services/authentication/users", status=403))
    done = ask(estate, "--live", "--vendor", "splunk", "--save", "map.json")
    assert done.exit_code == 3 and "not looked at: splunk" in done.output
    assert ask(estate, "map.json", "--person", "x").exit_code == 3
    assert ask(estate, "--live").exit_code == 3


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["missing.json"], "missing.json cannot be read"),
        ([], "There is no state here"),
        (["state.json", "--tier", "huge"], "There is no risk tier 'huge'"),
        (["state.json", "--report", "pdf"], "There is no format 'pdf'"),
        (["state.json", "--vendor", "a", "--vendor", "b"], "Give one --vendor"),
        (["state.json", "--vendors", "x.yaml"], "--vendors needs --live"),
        (["state.json", "--vendor", "splnk"], "There is no vendor 'splnk'"),
        (["state.json", "--vendor", "splnk"], "Did you mean 'splunk'?"),
        (["state.json", "--scope", "clutser/alpha"], "Did you mean 'cluster'?"),
        (["state.json", "--scope", "galaxy/alpha"], "There are: "),
    ],
)
def test_wrong_arguments_end_with_1(estate: Estate, arguments: list[str], message: str) -> None:
    done = ask(estate, *arguments)
    assert done.exit_code == 1 and message in done.output


def test_declarations_are_told(estate: Estate, tmp_path: Path) -> None:
    address = estate.address("splunk_user", name="jane")
    place = {"file": "stacks/access.py", "line": 51, "path": "access/jane"}
    text = json.dumps({"version": 1, "resources": {address: place}})
    (tmp_path / "rolecall.declared.json").write_text(text, encoding="utf-8")
    assert "stacks/access.py:51" in ask(estate, "state.json", "--person", "jane").output


def test_a_file_says_whose_accounts_are_whose(estate: Estate, tmp_path: Path) -> None:
    entry = "people:\n  - {person: jane.doe@example.com, accounts: {tanium: user00001, splunk: jane}}\n"
    (tmp_path / "rolecall-people.yaml").write_text(entry, encoding="utf-8")
    found = rows(ask(estate, "state.json", "--person", "jane.doe", "--report", "json"))
    assert {(row["vendor"], row["account"]) for row in found} == {("tanium", "user00001"), ("splunk", "jane")}


@pytest.mark.parametrize("name", FORMATS.modules)
def test_every_format_says_every_row_and_lets_no_name_do_harm(estate: Estate, name: str, tmp_path: Path) -> None:
    estate.boxes["splunk"].change("user.create", name="evil", realname=EVIL, email="e@example.com", roles=["admin"])
    estate.boxes["splunk"].change("role.create", name="x")
    values = next(each["values"] for each in estate.resources if each["values"].get("name") == "jane")
    values["name"] = values["id"] = values["email"] = EVIL
    found = effective_access(items_of_state(read_state(estate.write_state(tmp_path / "evil.json"))))
    told = answer(Query(vendor="splunk"), found)
    text = FORMATS.render(told, name)
    assert "\u202e" not in text and not any(line.lstrip().startswith("::") for line in text.splitlines())
    assert "<img" not in text or name in ("text", "json", "csv", "evidence")
    if name in ("csv", "evidence"):
        table = list(csv.DictReader(io.StringIO(text)))
        assert len(table) == len(told.rows)
        assert not any(cell.lstrip().startswith(("=", "+", "-", "@")) for row in table for cell in row.values())
    elif name.endswith("html"):
        assert text.count("<tr>") == len(told.rows) + 1 and "default-src 'none'" in text
    else:
        assert text.count("soc_lead") >= 1


def test_a_file_that_is_no_map_is_an_error(tmp_path: Path) -> None:
    file = tmp_path / "map.json"
    file.write_text('{"format_version":"9.0","made_at":"2026-01-01T00:00:00Z","sources":[],"unseen":[],"grants":[]}')
    with pytest.raises(JobError, match=r"format 9\.0"):
        AccessMap.read(file)


def test_a_state_of_nothing_is_no_answer(estate: Estate, tmp_path: Path) -> None:
    (tmp_path / "empty.tfstate").write_text('{"version": 4, "serial": 1, "lineage": "x", "resources": []}')
    done = ask(estate, "empty.tfstate", "--can", "admin", "--nobody")
    assert done.exit_code == 3 and "the states hold no resource" in done.output


def test_a_vendor_that_the_source_has_nothing_of_is_not_nobody(estate: Estate) -> None:
    assert ask(estate, "state.json", "--can", "admin", "--save", "map.json").exit_code == 0
    for source in ("state.json", "map.json"):
        for vendor in ("okta", "tanzu@gamma"):
            done = ask(estate, source, "--vendor", vendor, "--can", "admin", "--nobody")
            assert done.exit_code == 3 and f"{vendor}: what was given holds nothing of it" in done.output
        for vendor in ("SPLUNK", "t*"):
            assert ask(estate, source, "--vendor", vendor, "--person", "nobody").exit_code == 0


def test_data_sources_in_a_state_name_the_ids_of_members(tmp_path: Path) -> None:
    ids = ("2d4f6a8c-0b1d-4e3f-9a5c-7e9b1d3f5a7c", "5f0c3a52-8f3f-4a57-9f3b-0b7a4f9f1f0e")
    group = {"id": "7", "display_name": "SOC Admins", "members": [ids[0]]}
    user = {"id": ids[0], "user_principal_name": "ada@example.com"}
    blocks = [("managed", "entra_group", group), ("data", "entra_user", user)]
    raw = [
        {
            "mode": mode,
            "type": kind,
            "name": "x",
            "provider": 'provider["h/rolecall/entra"]',
            "instances": [{"attributes": values}],
        }
        for mode, kind, values in blocks
    ]
    shown = [
        {
            "address": f"{'data.' if mode == 'data' else ''}{kind}.x",
            "mode": mode,
            "type": kind,
            "name": "x",
            "provider_name": "h/rolecall/entra",
            "values": values,
        }
        for mode, kind, values in blocks
    ]
    documents = [
        {"version": 4, "resources": raw},
        {"format_version": "1.0", "values": {"root_module": {"resources": shown}}},
    ]
    for number, document in enumerate(documents):
        file = tmp_path / f"{number}.json"
        file.write_text(json.dumps(document), encoding="utf-8")
        done = CliRunner().invoke(app, ["who", str(file), "--group", "SOC*", "--report", "json"])
        (row,) = rows(done)
        assert (row["person"], row["account"], row["tier"]) == ("ada@example.com", "ada@example.com", "high")
        everybody = rows(CliRunner().invoke(app, ["who", str(file), "--report", "json"]))
        assert {each["kind"] for each in everybody} == {"group"}, "a row that a data source shows gives nothing"
