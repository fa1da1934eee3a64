"""What is inside of objects in state is looked for, also where nothing of it is in state."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from rolecall.estate.instances import Instance
from tests.drift.test_entra_assignments import told
from tests.estate.estate import Estate
from tests.runtime.resources.switches import with_collection


class Unsaid(Estate):
    """An estate whose vendor does not say which resource type has the groups that members are in."""

    def instance(self, label: str) -> Instance:
        made = super().instance(label)
        return replace(made, shim=with_collection(made.shim, "group_members", holders=()))


@pytest.mark.parametrize("kind", [Estate, Unsaid])
def test_a_member_that_nobody_declared_is_found_in_a_group_without_declared_members(
    kind: type[Estate], tmp_path: Path
) -> None:
    with kind.open("okta") as estate:
        box = estate.boxes["okta"]
        group = box.change("group.create", name="Analysts")["id"]
        user = box.change("user.create", login="eve@example.com", first_name="Eve", last_name="Hall")["id"]
        estate.adopt()
        assert told(estate, tmp_path) == []
        box.change("group.join", group=group, user=user)
        report = estate.check(tmp_path)
        if kind is Unsaid:
            assert report.findings == ()
            return
        (found,) = report.findings
        assert (found.kind, found.subject) == ("unmanaged_binding", "eve@example.com")
        assert found.after == "group Analysts"


def test_an_object_that_is_gone_is_missing_and_no_gap(tmp_path: Path) -> None:
    with Estate.open("okta") as estate:
        box = estate.boxes["okta"]
        group = box.change("group.create", name="Analysts")["id"]
        estate.adopt()
        address = estate.address("okta_group", id=group)
        box.change("group.delete", group=group)
        assert told(estate, tmp_path) == [("missing", address)]
