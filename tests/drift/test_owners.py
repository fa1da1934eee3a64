"""One object, one owner, and an id that belongs to an instance."""

from __future__ import annotations

import base64
import json
from dataclasses import replace
from pathlib import Path
from typing import Any, TypeAlias

import pytest

from rolecall.cli.drift_job import Wanted, run
from rolecall.drift.check import check
from rolecall.drift.findings import Finding
from rolecall.estate.declarations import Declarations
from rolecall.estate.instances import Instance, configure, parse_choice
from rolecall.estate.parallel import reading
from rolecall.estate.terraform.state import read_state
from rolecall.reports.errors import Exit
from rolecall.sandbox.tanium import api
from tests.estate.estate import Estate
from tests.runtime.resources.entra_places import URL, made


def test_one_object_in_two_states_is_managed_twice(estate: Estate, tmp_path: Path) -> None:
    estate.adopt("tanium", without=("tanium_role_binding",))
    jane = next(item for item in estate.resources if item["values"].get("name") == "user00001")
    first = estate.write_state(tmp_path / "one.json")
    estate.resources = [{**jane, "address": "tanium_user.jane", "name": "jane"}]
    second = estate.write_state(tmp_path / "two.json")
    with reading(estate.instances("tanium")) as vendors:
        report = check(read_state(first) + read_state(second), vendors, Declarations())
    (found,) = [item for item in report.findings if item.severity]
    assert (found.kind, found.severity.word, found.subject) == ("managed_twice", "high", "user00001")
    assert f"{jane['address']} in {first}" in found.text and f"tanium_user.jane in {second}" in found.text
    assert report.exit_code() is Exit.FOUND


def test_a_state_that_is_given_twice_is_one_state(estate: Estate, tmp_path: Path) -> None:
    estate.adopt("tanium")
    file = estate.write_state(tmp_path / "state.json")
    again = tmp_path / "." / "sub" / ".." / "state.json"
    (tmp_path / "sub").mkdir()
    out = (f"text={tmp_path / 'out'}",)
    assert run(Wanted(states=(file, again), reports=out), estate.environment) is Exit.CLEAN


def test_a_state_that_does_not_say_the_block_tells_no_two_objects_of_two_instances_apart(
    estate: Estate, tmp_path: Path
) -> None:
    estate.adopt("tanium", without=("tanium_role_binding",))
    jane = next(item for item in estate.resources if item["values"].get("name") == "user00001")
    estate.resources += [{**jane, "address": "tanium_user.other"}]
    state = read_state(estate.write_state(tmp_path / "state.json"))
    with Estate.open("tanium") as beta:
        instances = [estate.instance("tanium"), replace(beta.instance("tanium"), alias="beta")]
        with reading(instances) as vendors:
            report = check(state, vendors, Declarations())
    assert "managed_twice" not in {item.kind for item in report.findings}


Row: TypeAlias = tuple[str, str, str, dict[str, Any], dict[str, Any]]


def through_blocks(file: Path, *rows: Row) -> Path:
    """A raw state of resources, each with its type, label, provider block's alias, attributes and private state."""
    blocks = [
        {
            "mode": "managed",
            "type": type_name,
            "name": label,
            "provider": f'provider["example.com/rolecall/{type_name.split("_")[0]}"]{f".{alias}" if alias else ""}',
            "instances": [{"attributes": values, "private": base64.b64encode(json.dumps(private).encode()).decode()}],
        }
        for type_name, label, alias, values, private in rows
    ]
    file.write_text(json.dumps({"version": 4, "resources": blocks}), encoding="utf-8")
    return file


def beta(estate: Estate, vendor: str, url: str, **more: str) -> Instance:
    """A second provider block of a vendor."""
    environment = {**estate.environment, f"BETA_{vendor.upper()}_URL": url, **more}
    made = configure(parse_choice(f"{vendor}@beta"), environment)
    assert isinstance(made, Instance), made
    return made


def twice(estate: Estate, file: Path, *instances: Instance) -> list[Finding]:
    with reading(instances) as vendors:
        report = check(read_state(file), vendors, Declarations())
    return [each for each in report.findings if each.kind == "managed_twice"]


def test_one_object_through_two_provider_blocks_of_one_instance(estate: Estate, tmp_path: Path) -> None:
    estate.adopt("tanium", without=("tanium_role_binding",))
    jane = next(item["values"] for item in estate.resources if item["values"].get("name") == "user00001")
    rows: list[Row] = [("tanium_user", "jane", "", jane, {}), ("tanium_user", "again", "beta", jane, {})]
    file = through_blocks(tmp_path / "state.tfstate", *rows)
    first, url = estate.instance("tanium"), estate.environment["TANIUM_URL"]
    (found,) = twice(estate, file, first, beta(estate, "tanium", f"{url}/"))
    assert "tanium_user.jane" in found.text and "tanium_user.again" in found.text and found.severity.word == "high"
    with Estate.open("tanium") as other:
        there = other.environment
        second = beta(estate, "tanium", there["TANIUM_URL"], BETA_TANIUM_API_TOKEN=there["TANIUM_API_TOKEN"])
        assert twice(estate, file, first, second) == []


def test_settings_through_two_provider_blocks_of_one_instance(tmp_path: Path) -> None:
    """What no collection lists is one object where the blocks reach one instance."""
    with Estate.open("entra", seed=0) as estate:
        place = made(estate.boxes["entra"], secrets=True)
        values = {**place, "id": place["service_principal_id"], "base_address": URL}
        kind = "entra_provisioning_credentials"
        rows: list[Row] = [(kind, "one", "", values, {}), (kind, "two", "beta", values, {})]
        file = through_blocks(tmp_path / "state.tfstate", *rows)
        one = estate.instance("entra")
        (found,) = twice(estate, file, one, replace(one, alias="beta"))
        assert f"{kind}.one" in found.text and f"{kind}.two" in found.text
        with Estate.open("entra", seed=0) as other:
            assert twice(estate, file, one, replace(other.instance("entra"), alias="beta")) == []


def test_a_whole_set_and_a_binding_at_two_instances_are_two(estate: Estate, tmp_path: Path) -> None:
    estate.adopt("tanium", without=("tanium_role_binding",))
    jane = next(item["values"] for item in estate.resources if item["values"].get("name") == "user00001")
    binding = {"id": f"{jane['id']}/Analyst", "user_id": jane["id"], "role": "Analyst"}
    rows: list[Row] = [
        ("tanium_user", "jane", "", jane, {"managed": ["name", "roles"]}),
        ("tanium_role_binding", "jane", "beta", binding, {}),
    ]
    file = through_blocks(tmp_path / "state.tfstate", *rows)
    first = estate.instance("tanium")
    assert len(twice(estate, file, first, replace(first, alias="beta"))) == 1
    with Estate.open("tanium") as other:
        there = other.environment
        second = beta(estate, "tanium", there["TANIUM_URL"], BETA_TANIUM_API_TOKEN=there["TANIUM_API_TOKEN"])
        assert twice(estate, file, first, second) == []


def test_an_id_that_shows_another_name_is_another_instance_and_high(estate: Estate, tmp_path: Path) -> None:
    estate.adopt("tanium", without=("tanium_role_binding",))
    jane = next(item for item in estate.resources if item["values"].get("name") == "user00001")
    jane["values"] = {**jane["values"], "name": "jane", "roles": ["Administrator"]}
    report = estate.check(tmp_path, "tanium")
    (found,) = [item for item in report.findings if item.severity]
    assert (found.kind, found.severity.word, found.address) == ("instance_changed", "high", jane["address"])
    assert (found.before, found.after) == ("jane", "user00001")
    assert "would change or delete somebody else" in found.fix


def raw_state(folder: Path, values: dict[str, Any], private: dict[str, Any]) -> Path:
    """A raw state file with one user, and what the provider keeps beside it."""
    kept = base64.b64encode(json.dumps(private).encode()).decode()
    block = {
        "mode": "managed",
        "type": "tanium_user",
        "name": "jane",
        "provider": 'provider["example.com/rolecall/tanium"]',
        "instances": [{"attributes": values, "private": kept}],
    }
    file = folder / "raw.tfstate"
    file.write_text(json.dumps({"version": 4, "resources": [block]}), encoding="utf-8")
    return file


@pytest.mark.parametrize(("stored", "kinds"), [("user00001", set()), ("user00002", {"instance_changed"})])
def test_the_form_that_a_vendor_keeps_of_a_name_is_no_drift(
    estate: Estate, tmp_path: Path, stored: str, kinds: set[str]
) -> None:
    estate.adopt("tanium", without=("tanium_role_binding",))
    item = next(each for each in estate.resources if each["values"].get("name") == "user00001")
    values, private = {**item["values"], "name": "User00001"}, {"stored": {"name": ["User00001", stored]}}
    with reading(estate.instances("tanium")) as vendors:
        report = check(read_state(raw_state(tmp_path, values, private)), vendors, Declarations())
    assert {each.kind for each in report.findings if each.address == "tanium_user.jane"} == kinds


def test_what_a_raw_state_says_was_made_at_another_url_is_not_looked_for_here(estate: Estate, tmp_path: Path) -> None:
    estate.adopt("tanium", without=("tanium_role_binding",))
    item = next(each for each in estate.resources if each["values"].get("name") == "user00001")
    file = raw_state(tmp_path, item["values"], {"instance": {"url": "https://elsewhere.example.com"}})
    with reading(estate.instances("tanium")) as vendors:
        report = check(read_state(file), vendors, Declarations())
    assert report.exit_code() is Exit.INCOMPLETE
    (found,) = [each for each in report.findings if each.kind == "instance_changed"]
    assert found.severity.word == "high" and "belongs to another instance of Tanium" in found.text
    assert "user00001" in {each.subject for each in report.findings if each.kind == "unmanaged_account"}


def test_tokens_whose_owner_cannot_be_told(estate: Estate, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    box = estate.boxes["tanium"]
    box.change("token.create", user="user00001", name="managed", expire_in_days=300)
    box.change("token.create", user="user00002", name="known", expire_in_days=300)
    estate.adopt("tanium")
    next(item for item in estate.resources if item["values"].get("name") == "managed")["values"]["user_id"] = None
    box.change("token.create", user="user00003", name="stray", expire_in_days=300)
    row = api.Api._token_row

    def nameless(*arguments: Any) -> dict[str, Any]:
        return {name: value for name, value in row(*arguments).items() if name != "user"}

    monkeypatch.setattr(api.Api, "_token_row", nameless)
    report = estate.check(tmp_path, "tanium")
    found = {item.text: item for item in report.findings if "api token" in item.text and item.severity}
    assert {item.kind for item in found.values()} == {"token_unowned"}
    assert {text for text in found if "'managed'" in text} == {
        "The api token 'managed' has an owner that cannot be told."
    }
    assert any("'stray' is in no state, and its owner cannot be told" in text for text in found)
    assert not any("'known'" in text for text in found)
