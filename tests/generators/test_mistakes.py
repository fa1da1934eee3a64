"""All mistakes of a run are told at once, each with its place."""

from __future__ import annotations

import shutil

import pytest

from generators.__main__ import main
from generators.input.mistakes import DefinitionErrors
from generators.input.yaml_source import DefinitionError
from tests.generators.conftest import Vendor

MISTAKES = {
    "    protect_self: true\n    authoritative: [plots": "    protect_self: yess\n    authoritative: [plots",
    "    delete: closeGuild\n": "    delte: closeGuild\n",
    "quota: {limit: x-apples": "quotas: {limit: x-apples",
}


def test_mistakes_of_the_grammar_are_told_together(vendor: Vendor) -> None:
    lines = [vendor.replace("provider.yaml", old, new) for old, new in MISTAKES.items()]
    with pytest.raises(DefinitionErrors) as caught:
        vendor.load()
    assert sorted(each.place.line for each in caught.value.errors) == sorted(lines)
    assert len(str(caught.value).splitlines()) == 3


def test_mistakes_of_meaning_are_told_together(vendor: Vendor) -> None:
    vendor.replace("provider.yaml", "    full_replace: {carry: ['*']}\n    update: rewriteGuild\n", "")
    vendor.replace("provider.yaml", "full_replace: {carry: [warden]}", "full_replace: {}")
    with pytest.raises(DefinitionErrors, match="patch without update") as caught:
        vendor.load()
    assert "full_replace of an update that is a PATCH" in str(caught.value)


def test_no_wrong_name_nor_call_hides_another(vendor: Vendor) -> None:
    for old, new in {
        "account: {name: name, mail: full_name,": "account: {name: name, mail: full_nam,",
        "role: {name: title, includes: title}": "role: {name: titel, includes: title}",
        "permissions: [{attribute: plot}]": "permissions: [{attribute: plto}]",
        "{whole: farm, parts: [row]}": "{whole: farm, parts: [rwo]}",
        "needs: [full_name]": "needs: [full_nmae]",
        "after, next: more}": "after, next: mroe}",
        "links: {add: nameLeader, remove: dropLeader,": "links: {add: dropLeader, remove: dropLeader,",
        "disable: {is_active: false}": "disable: {is_actve: false}",
    }.items():
        vendor.replace("provider.yaml", old, new)
    with pytest.raises(DefinitionErrors) as caught:
        vendor.load()
    told = str(caught.value)
    for words in ("full_nam", "titel", "plto", "rwo", "full_nmae", "mroe", "dropLeader", "is_actve"):
        assert words in told, told


def test_an_unknown_key_hides_no_mistake_of_meaning_nor_of_the_description(vendor: Vendor) -> None:
    lines = [
        vendor.replace("provider.yaml", "    delete: closeGuild\n", "    delte: closeGuild\n"),
        vendor.replace("provider.yaml", "full_replace: {carry: [warden]}", "full_replace: {}"),
    ]
    with pytest.raises(DefinitionErrors) as caught:
        vendor.load()
    told = [each.problem for each in caught.value.errors]
    assert len(told) == 2 and "unknown key 'delte'" in told[0] and "full_replace of an update" in told[1], told
    assert caught.value.place.line == lines[0]
    broken = vendor.folder / "openapi.yaml"
    broken.write_text(broken.read_text().replace("operationId: closeGuild", "operationID: closeGuild"))
    with pytest.raises(DefinitionErrors, match="'operationId' is a required property") as caught:
        vendor.load()
    assert {each.place.file for each in caught.value.errors} == {"orchard/provider.yaml", "orchard/openapi.yaml"}


def test_mistakes_of_structure_are_told_together(vendor: Vendor) -> None:
    broken = vendor.folder / "openapi.yaml"
    broken.write_text(broken.read_text().replace("operationId: closeGuild", "operationID: closeGuild", 1))
    broken.write_text(broken.read_text().replace("operationId: rewriteGuild", "operationID: rewriteGuild", 1))
    with pytest.raises(DefinitionErrors) as caught:
        vendor.load()
    assert str(caught.value).count("'operationId' is a required property") == 2


def test_a_bad_vendor_hides_no_other(vendor: Vendor, capsys: pytest.CaptureFixture[str]) -> None:
    shutil.copytree(vendor.folder, vendor.folder.with_name("grove"))
    vendor.replace("provider.yaml", "    delete: closeGuild\n", "    delte: closeGuild\n")
    assert main(["--check", "--vendors", str(vendor.folder.parent), "--output", str(vendor.folder.parent)]) == 3
    told = capsys.readouterr().err
    assert "unknown key 'delte'" in told and "the definition is called 'orchard'" in told


def test_one_mistake_is_itself(vendor: Vendor) -> None:
    vendor.replace("provider.yaml", "full_replace: {carry: [warden]}", "full_replace: {}")
    with pytest.raises(DefinitionError) as caught:
        vendor.load()
    assert type(caught.value) is DefinitionError


def test_the_command_tells_a_line_for_each(vendor: Vendor, capsys: pytest.CaptureFixture[str]) -> None:
    for old, new in MISTAKES.items():
        vendor.replace("provider.yaml", old, new)
    assert main(["--check", "--vendors", str(vendor.folder.parent), "--output", str(vendor.folder.parent)]) == 3
    told = capsys.readouterr().err.splitlines()
    assert len(told) == 3 and all(line.startswith("error: orchard/provider.yaml:") for line in told)
