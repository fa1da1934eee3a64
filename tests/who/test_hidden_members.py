"""Groups whose members no answer shows: a map of live vendors says that it lacks them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from rolecall.cli.commands import app
from tests.estate.estate import Estate


@pytest.fixture
def hiding(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Estate]:
    monkeypatch.chdir(tmp_path)
    with Estate.open("scim", options={"flavour": "aws"}) as opened:
        yield opened


def ask(estate: Estate, *arguments: str) -> Result:
    return CliRunner(env=estate.environment).invoke(app, ["who", "--live", "--vendor", "scim", *arguments])


def test_members_whom_no_answer_shows_are_said_to_be_missing(hiding: Estate) -> None:
    box = hiding.boxes["scim"]
    box.store.add_group("Guild", members=[str(user.id) for user in box.store.users])
    done = ask(hiding)
    assert done.exit_code == 3
    assert "not looked at: scim members of scim_group (Guild)" in done.output


def test_members_that_a_state_has_are_asked_for(hiding: Estate, tmp_path: Path) -> None:
    box = hiding.boxes["scim"]
    people = [str(user.id) for user in box.store.users]
    group = box.store.add_group("Guild", members=people[:2]).id
    hiding.manage("scim_group", "guild", {"id": group, "display_name": "Guild", "members": sorted(people)})
    hiding.write_state(tmp_path / "state.json")
    done = ask(hiding, "state.json", "--group", "Guild")
    assert done.exit_code == 3 and "The vendor did not say members" in " ".join(done.output.split())
    assert "user00001" in done.output and "user00002" in done.output and "user00003" not in done.output


def test_members_beyond_what_a_server_may_show_are_said_to_be_missing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    with Estate.open("scim", seed=30, options={"most_members_shown": 20, "filter_form": "none"}) as cutting:
        box = cutting.boxes["scim"]
        box.options.answers_leave_out = ["groups"]
        box.store.add_group("Guild", members=[str(user.id) for user in box.store.users][:22])
        done = ask(cutting)
        assert done.exit_code == 3
        assert "The vendor did not say all members" in " ".join(done.output.split())
