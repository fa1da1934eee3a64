"""Members of groups that cannot all be seen: they are no argument of what is adopted, and the README says so."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from rolecall.adopt.job import Outcome, Request, adopt
from rolecall.reports.errors import Exit
from rolecall.runtime.resources.object import hidden_elements
from rolecall.sandbox import start

MUTE: Mapping[str, Any] = {"filter_form": "none", "answers_leave_out": ["groups"]}


def adopted(
    folder: Path, options: Mapping[str, Any], *, bindings: bool = False, count: int = 25
) -> tuple[Outcome, list[str]]:
    """The adoption of a server with a group of 25, or `count`, and the ids of its members."""
    with start("scim", seed=30, options=options) as box:
        members = [str(user.id) for user in box.store.users][:count]
        box.store.add_group("Guild", members=members)
        return adopt(Request(vendor="scim", output=folder, bindings=bindings), box.environment), sorted(members)


def arguments(outcome: Outcome) -> Mapping[str, Any]:
    (group,) = [item for item in outcome.decisions.adopted if item.type == "scim_group"]
    return group.arguments


@pytest.mark.parametrize(
    "options", [{"flavour": "aws"}, {"most_members_shown": 20, **MUTE}], ids=["none is shown", "a part is shown"]
)
@pytest.mark.parametrize("bindings", [False, True], ids=["sets", "bindings"])
def test_members_that_are_not_all_seen_are_left_out_and_told(
    tmp_path: Path, options: Mapping[str, Any], bindings: bool
) -> None:
    outcome, _ = adopted(tmp_path / "out", options, bindings=bindings)
    assert arguments(outcome) == {"display_name": "Guild"}
    assert not any(item.type == "scim_group_member" for item in outcome.decisions.adopted)
    assert outcome.exit is Exit.INCOMPLETE
    readme = (tmp_path / "out/README.md").read_text(encoding="utf-8")
    section = readme.partition("### Could not be read")[2]
    assert "members of scim_group (Guild)" in section and "not declared" in section


def test_members_whom_a_cut_answer_lacks_are_adopted_where_they_say_so_themselves(tmp_path: Path) -> None:
    outcome, members = adopted(tmp_path / "out", {"most_members_shown": 20})
    assert sorted(arguments(outcome)["members"]) == members
    assert outcome.exit is Exit.CLEAN


def test_a_group_of_which_more_may_be_members_than_are_asked_for_is_not_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(hidden_elements, "MOST_ASKED", 3)
    options = {"filter_form": "conjunction", "answers_leave_out": ["groups"]}
    outcome, _ = adopted(tmp_path / "out", options, count=17)
    assert arguments(outcome) == {"display_name": "Guild"}
    assert outcome.exit is Exit.INCOMPLETE
