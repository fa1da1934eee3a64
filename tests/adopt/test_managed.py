"""One object, one owner: what the states of other stacks manage is left to them, and no state is passed over."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from typer.testing import CliRunner

from rolecall.adopt.decisions import BESIDE_A_SET, Decisions, LeftOut
from rolecall.adopt.job import Request, adopt
from rolecall.cli.commands import app
from tests.estate.estate import Estate


@pytest.fixture
def estate() -> Iterator[Estate]:
    with Estate.open("tanium") as opened:
        yield opened


def test_objects_of_another_state_are_known(estate: Estate, tmp_path: Path) -> None:
    estate.adopt(without=("tanium_role_binding", "tanium_api_token"))
    state = estate.write_state(tmp_path / "state.json")
    outcome = adopt(Request(vendor="tanium", output=tmp_path / "out", states=[state]), estate.environment)
    assert outcome.decisions.adopted == [] and outcome.decisions.known == len(estate.resources)


def test_a_set_of_which_another_state_has_an_element_is_not_declared_whole(estate: Estate, tmp_path: Path) -> None:
    request = Request(vendor="tanium", output=tmp_path / "alone")
    whole = {item.id: item for item in adopt(request, estate.environment).decisions.adopted}
    estate.adopt(without=("tanium_user", "tanium_api_token"))
    bindings = [each["values"] for each in estate.resources if each["type"] == "tanium_role_binding"]
    bound = next(each["user_id"] for each in bindings if each["user_id"] in whole)
    estate.resources = [each for each in estate.resources if each["values"].get("user_id") == bound][:1]
    state = estate.write_state(tmp_path / "state.json")
    request = Request(vendor="tanium", output=tmp_path / "out", states=[state])
    beside = {item.id: item for item in adopt(request, estate.environment).decisions.adopted}
    assert beside.keys() == whole.keys()
    assert "roles" in whole[bound].arguments and "roles" not in beside[bound].arguments
    assert all("roles" in beside[id_].arguments for id_ in beside if id_ != bound)


def test_a_binding_of_an_account_that_another_state_has_is_left_to_it(estate: Estate, tmp_path: Path) -> None:
    estate.adopt(without=("tanium_role_binding", "tanium_api_token"))
    taken = next(each for each in estate.resources if each["values"]["name"] == "user00001")
    estate.resources = [taken]
    state = estate.write_state(tmp_path / "state.json")
    request = Request(vendor="tanium", output=tmp_path / "out", states=[state], bindings=True)
    decisions = adopt(request, estate.environment).decisions
    owner = taken["values"]["id"]
    left = {item.id for item in decisions.left_out if item.reason == BESIDE_A_SET}
    assert left and all(id_.startswith(f"{owner}/") for id_ in left)
    bindings = [item for item in decisions.adopted if item.type == "tanium_role_binding"]
    assert bindings and not any(item.id.startswith(f"{owner}/") for item in bindings)


def test_a_stack_whose_state_nobody_can_read_stops_the_adoption(
    estate: Estate, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    stack = tmp_path / "cdktf.out/stacks/access"
    stack.mkdir(parents=True)
    (stack / "cdk.tf.json").write_text("{}", encoding="utf-8")
    runner = CliRunner(env=estate.environment)
    refused = runner.invoke(app, ["adopt", "tanium"])
    assert refused.exit_code == 1 and not (tmp_path / "adopted").exists()
    assert "cdktf.out/stacks/access is a stack whose state nobody can read here" in refused.output
    assert "--no-state" in refused.output
    assert len(estate.boxes["tanium"].log) == 0
    both = runner.invoke(app, ["adopt", "tanium", "--no-state", "--state", "x"])
    assert both.exit_code == 1 and "not both" in both.output
    told = runner.invoke(app, ["adopt", "tanium", "--no-state"])
    assert told.exit_code == 0 and (tmp_path / "adopted/tanium/imports.json").is_file()
    assert "No state was read" not in told.output


def test_a_folder_without_a_stack_says_that_no_state_was_read(
    estate: Estate, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    runner = CliRunner(env=estate.environment)
    done = runner.invoke(app, ["adopt", "tanium"])
    assert done.exit_code == 0
    assert "No state was read here: what other stacks manage is imported again." in " ".join(done.output.split())
    estate.adopt(without=("tanium_role_binding", "tanium_api_token"))
    given = str(estate.write_state(tmp_path / "state.json"))
    assert "No state was read" not in runner.invoke(app, ["adopt", "tanium", "--state", given]).output


def test_a_state_that_holds_nothing_stops_the_adoption_or_is_told(
    estate: Estate, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "empty.tfstate").write_text('{"version": 4, "serial": 1, "lineage": "x", "resources": []}')
    runner = CliRunner(env=estate.environment)
    refused = runner.invoke(app, ["adopt", "tanium", "--state", "empty.tfstate"])
    assert refused.exit_code == 1 and "empty.tfstate is empty" in refused.output and "--no-state" in refused.output
    assert not (tmp_path / "adopted").exists() and len(estate.boxes["tanium"].log) == 0
    estate.adopt(without=("tanium_role_binding", "tanium_api_token"))
    estate.write_state(tmp_path / "state.json")
    told = runner.invoke(app, ["adopt", "tanium", "--state", "empty.tfstate", "--state", "state.json"])
    assert told.exit_code == 3 and "empty.tfstate: the state is empty" in told.output


def test_the_reasons_are_printed_where_nothing_is_adopted(
    estate: Estate, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    runner = CliRunner(env=estate.environment)
    done = runner.invoke(app, ["adopt", "tanium", "--select", "tanium_user.name=nobody-*"])
    assert done.exit_code == 0 and "Nothing to adopt." in done.output
    estate.boxes["tanium"].change("token.create", user="user00001", name="ci", expire_in_days=3)
    done = runner.invoke(app, ["adopt", "tanium", "--only", "tanium_api_token"])
    assert done.exit_code == 0 and not (tmp_path / "adopted").exists()
    assert "tanium_api_token: 2 left out. Its secret was shown once" in done.output
    assert "README" not in done.output


def test_an_object_of_which_something_could_not_be_read_is_no_clean_end() -> None:
    seen = LeftOut(type="tanium_user", id="1", title="a", reason="It is protected.")
    for left_out, complete in ((seen, True), (replace(seen, unseen=True), False)):
        assert Decisions(left_out=[left_out], looked={"tanium_user"}).is_complete is complete
    assert not Decisions(unread={"x": "Nothing says where it is."}, looked={"tanium_user"}).is_complete
    assert not Decisions().is_complete
