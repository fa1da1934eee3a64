"""What the pages about access show is what the program prints."""

from __future__ import annotations

import re
import shlex
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from rolecall.access import Item, effective_access
from rolecall.cli.commands import app

DOCS = Path(__file__).parents[2] / "docs"


def examples(page: str) -> list[tuple[str, str]]:
    """The commands of a page that show what they print, and that."""
    blocks = re.findall(r"^```console\n\$ (.*?)\n(.*?)^```", (DOCS / page).read_text("utf-8"), re.MULTILINE | re.DOTALL)
    return [(str(line), str(shown)) for line, shown in blocks]


def item(address: str, values: dict[str, Any]) -> Item:
    kind = address.partition(".")[0]
    return Item(address=address, type=kind, vendor=kind.partition("_")[0], values=values)


PLACES = {
    "splunk_user.ada": "stacks/people.yaml:9",
    "splunk_user.jane": "stacks/people.yaml:3",
    "tanium_user.jane": "stacks/people.yaml:3",
    "splunk_role.lead": "stacks/access.py:51",
}
JANE: dict[str, Any] = {"name": "jane", "email": "jane@example.com"}
ESTATE = [
    item("splunk_user.ada", {"id": "ada", "name": "ada", "email": "ada@example.com", "roles": ["admin"]}),
    item("splunk_user.jane", {**JANE, "id": "jane", "roles": ["soc_lead"]}),
    item("tanium_user.jane", {**JANE, "id": "7", "active": True, "roles": ["Administrator"]}),
    item("splunk_role.lead", {"id": "soc_lead", "name": "soc_lead", "imported_roles": ["admin"]}),
    item("splunk_role.admin", {"id": "admin", "name": "admin"}),
]


@pytest.mark.parametrize(("line", "shown"), examples("who.md"))
def test_the_answers_of_who_are_its_own(line: str, shown: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    effective_access(ESTATE, declared=PLACES.get).write(Path("access.json"))
    done = CliRunner().invoke(app, shlex.split(line)[1:])
    assert (done.exit_code, done.output) == (0, shown)


def test_both_answers_are_shown() -> None:
    assert len(examples("who.md")) == 2
