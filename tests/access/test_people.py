"""One person with several accounts: by mail, by what the stacks declare, by a file."""

from __future__ import annotations

from pathlib import Path

import pytest

from rolecall.access import Item, effective_access, people_of_stacks, read_people
from rolecall.estate.declarations import Declaration, Declarations
from rolecall.reports.errors import JobError
from tests.access.test_access_map import item

TANZU = item("tanzu_org_member", "ada", id="1", email="Ada@example.com", role="org_member")
TANIUM = item("tanium_user", "ada", id="7", name="ada", email="ada@example.com", roles=["Administrator"])
SPLUNK = item("splunk_user", "ada", id="ada", name="ada", roles=["admin"])


def people(*items: Item, **more: object) -> set[str]:
    return {row.person for row in effective_access(items, **more).rows()}  # type: ignore[arg-type]  # the test's own words


@pytest.mark.caveat("Access", rule="The jobs read it; no server is asked for it.")
def test_by_mail_whatever_its_letters() -> None:
    assert len(people(TANZU, TANIUM)) == 1


def test_by_the_construct_in_which_a_stack_declares_them() -> None:
    said = {
        each.address: Declaration(file="a.py", line=1, path=f"access/ada/{each.vendor}") for each in (TANIUM, SPLUNK)
    }
    bot = item("splunk_user", "bot", id="bot", name="bot", roles=["user"])
    loose = {"splunk_user.bot": Declaration(file="a.py", line=2, path="access/bot")}
    found = people_of_stacks([TANIUM, SPLUNK, bot], Declarations({**said, **loose}))
    assert people(TANIUM, SPLUNK, bot, people=found) == {"ada@example.com", "bot"}
    assert people(TANIUM, SPLUNK, bot) == {"ada@example.com", "ada", "bot"}
    other = item("tanium_user", "eve", id="8", name="eve", email="eve@example.com")
    mixed = {
        each.address: Declaration(file="a.py", line=1, path=f"access/team/{each.vendor}") for each in (other, SPLUNK)
    }
    assert people(other, SPLUNK, people=people_of_stacks([other, SPLUNK], Declarations(mixed))) == {
        "eve@example.com",
        "ada",
    }


def test_by_a_file(tmp_path: Path) -> None:
    file = tmp_path / "people.yaml"
    file.write_text(
        "people:\n  - person: ada@example.com\n    accounts: {splunk: [Ada, ada_admin]}\n", encoding="utf-8"
    )
    admin = item("splunk_user", "admin", id="ada_admin", name="ada_admin", roles=["admin"])
    assert people(TANIUM, SPLUNK, admin, people=read_people(file)) == {"ada@example.com"}


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("[]", "no list `people`"),
        ("people:\n  - person: ada\n", "needs `person` and `accounts`"),
        ("people:\n  - {person: a, accounts: {splunk: x}}\n  - {person: b, accounts: {splunk: X}}\n", "another person"),
    ],
)
def test_files_that_are_wrong(text: str, said: str, tmp_path: Path) -> None:
    file = tmp_path / "people.yaml"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(JobError, match=said):
        read_people(file)
