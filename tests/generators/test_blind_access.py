"""Definitions that name some access and are blind to more: refused where what they declare elsewhere shows it."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from generators.input.yaml_source import DefinitionError
from generators.load import load_vendor
from tests.generators.conftest import ORCHARD
from tests.generators.test_new_vendor import WILD

CAPTAIN = "    gives_nothing: {captain: A captain may do what every member may.}\n"
PLAYERS = "      group: {name: title, members: members}\n"
CASES = {
    "links that nothing names": (
        WILD / "lantern",
        "group: {name: title, members: members}",
        "group: {name: title}",
        "lantern_team: 'members' refers to other objects, and `access` does not name it; expected it under `access`, "
        "such as permissions: [{attribute: members}], or gives_nothing: {members: <why it gives nobody anything>}",
    ),
    "a reference that nothing names": (
        WILD / "harbor",
        CAPTAIN,
        "",
        "harbor_crew: 'captain' refers to other objects, and `access` does not name it",
    ),
    "bindings whose set nothing names": (
        WILD / "harbor",
        PLAYERS + CAPTAIN,
        "      group: {name: title}\n    gives_nothing: {captain: Nothing., members: Nothing.}\n",
        "harbor_crew: harbor_crew_member gives access by 'members', and `access` does not name it here; expected "
        "members among the permissions or as the members",
    ),
    "a deprovisioned account that counts as let in": (
        WILD / "nimbus",
        ", disabled: {blocked: [true]}}",
        "}",
        "nimbus_person: deprovision disables it with blocked: true, and its account is not disabled by that; expected "
        "account: {disabled: {blocked: [true]}}",
    ),
    "the wrong value of a deprovisioned account": (
        ORCHARD,
        "is_active: [false], banned",
        "is_active: [true], banned",
        "orchard_gardener: deprovision disables it with is_active: false, and its account is not disabled by that",
    ),
    "nothing of an attribute that there is not": (
        WILD / "harbor",
        "{captain: A captain may do what every member may.}",
        "{captain: Nothing., captian: Nothing.}",
        "gives_nothing of harbor_crew: there is no attribute 'captian'; expected 'captain'",
    ),
    "nothing of a right": (
        WILD / "harbor",
        "{captain: A captain may do what every member may.}",
        "{captain: Nothing., members: Nothing.}",
        "gives_nothing of harbor_crew: `access` names 'members'; expected one of the two",
    ),
    "nothing of what gives nothing": (
        ORCHARD,
        "    no_access: It opens no door.\n    collection: errands\n",
        "    no_access: It opens no door.\n    gives_nothing: {helpers: Nothing.}\n    collection: errands\n",
        "gives_nothing of orchard_errand: no_access says that of all of it; expected no such line",
    ),
    "nothing, and no reason": (
        WILD / "harbor",
        "{captain: A captain may do what every member may.}",
        "{captain: ''}",
        "expected words that say it",
    ),
}


@pytest.mark.parametrize("case", CASES.values(), ids=CASES)
def test_it_is_refused_in_words(case: tuple[Path, str, str, str], tmp_path: Path) -> None:
    folder, old, new, words = case
    copied = tmp_path / folder.name
    shutil.copytree(folder, copied)
    text = (copied / "provider.yaml").read_text(encoding="utf-8")
    assert text.count(old) == 1
    (copied / "provider.yaml").write_text(text.replace(old, new), encoding="utf-8")
    with pytest.raises(DefinitionError) as caught:
        load_vendor(copied)
    assert words in str(caught.value)
    assert f"{folder.name}/provider.yaml:" in str(caught.value)


def test_a_reason_is_enough(tmp_path: Path) -> None:
    copied = tmp_path / "lantern"
    shutil.copytree(WILD / "lantern", copied)
    text = (copied / "provider.yaml").read_text(encoding="utf-8")
    said = text.replace("title, members: members}", "title}\n    gives_nothing: {members: They only walk together.}")
    (copied / "provider.yaml").write_text(said, encoding="utf-8")
    access = load_vendor(copied).provider.resource("lantern_team").access
    assert access is not None and access.group is not None
    assert access.group.members is None
