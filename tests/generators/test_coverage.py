"""`python -m generators coverage`: every declared caveat is proven, and one that is not is told."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from generators.__main__ import ROOT
from generators.coverage import command
from generators.coverage.operations import described
from generators.coverage.proofs import mistakes, proof_for, proofs
from generators.load import VENDORS, definitions, load_vendor
from rolecall.sandbox.registry import option_names
from tests.caveats import without
from tests.generators.test_wild_definitions import WILD


def told(root: Path, folder: Path, capture: pytest.CaptureFixture[str]) -> tuple[int, str, str]:
    code = command.run(root, {folder: load_vendor(folder)}, {folder: definitions(folder)})
    return (code, *capture.readouterr())


def test_every_caveat_that_a_vendor_declares_is_proven(capsys: pytest.CaptureFixture[str]) -> None:
    folders = [path.parent for path in sorted(VENDORS.glob("*/provider.yaml"))]
    vendors = {folder: load_vendor(folder) for folder in folders}
    code = command.run(ROOT, vendors, {folder: definitions(folder) for folder in folders})
    shown = capsys.readouterr()
    assert (code, shown.err) == (0, "")
    assert "declared caveats are proven (100 %)" in shown.out
    assert "no test" not in shown.out
    assert "not used" not in shown.out
    assert "  openapi.yaml: 12 operations, 12 used" in shown.out


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A project with the library that obeys traits, and one test."""
    (tmp_path / "rolecall").symlink_to(ROOT / "rolecall")
    (tmp_path / "tests").mkdir()
    return tmp_path


def test_what_no_test_proves_is_an_error(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    mark = '@pytest.mark.caveat("HeaderToken", option="generic.filters")\ndef test_it() -> None: ...\n'
    (project / "tests" / "test_one.py").write_text(mark)
    code, out, err = told(project, WILD / "nimbus", capsys)
    assert code == 1
    assert "    HeaderToken: tests/test_one.py::test_it (generic.filters)" in out
    assert "    Pagination: no test" in out
    assert "Pagination, which nimbus declares, has no test that fails without it" in err
    assert "HeaderToken, which" not in err
    assert "(100 %)" not in out


@pytest.mark.parametrize(
    ("mark", "problem"),
    [
        ('"FullReplce", rule="x"', "there is no trait 'FullReplce'; expected 'FullReplace'"),
        (
            '"FullReplace", option="okta.keep_group"',
            "no sandbox has the option 'okta.keep_group'; expected 'okta.keep_groups'",
        ),
        ('"FullReplace"', "FullReplace needs an option of a sandbox, or the rule"),
        ('"FullReplace", option="okta.keep_groups", rule="x"', "FullReplace needs an option of a sandbox, or the rule"),
    ],
)
def test_a_marker_that_says_what_is_not_so(project: Path, mark: str, problem: str) -> None:
    (project / "tests" / "test_one.py").write_text(
        f"class Test:\n    @pytest.mark.caveat({mark})\n    def test_it(self): ...\n"
    )
    (said,) = mistakes(proofs(project), option_names())
    assert said.startswith("tests/test_one.py:2: ") and problem in said


def test_a_vendor_is_shown_a_proof_on_its_own_stand_in(project: Path) -> None:
    for vendor in ("okta", "scim"):
        mark = f'@pytest.mark.caveat("ETag", option="{vendor}.x")\ndef test_it(): ...\n'
        (project / "tests" / f"test_{vendor}.py").write_text(mark)
    shown = [proof_for(vendor, proofs(project)["ETag"]) for vendor in ("okta", "scim", "tanzu")]
    assert [each.option for each in shown if each] == ["okta.x", "scim.x", "okta.x"]


def test_an_operation_that_the_definition_does_not_name_is_unused(tmp_path: Path) -> None:
    folder = tmp_path / "nimbus"
    shutil.copytree(WILD / "nimbus", folder)
    text = (folder / "openapi.yaml").read_text(encoding="utf-8")
    (folder / "openapi.yaml").write_text(text.replace("operationId: listPeople", "operationId: listPersons"))
    (found,) = described(folder, definitions(folder))
    assert found.unused == ("listPersons",)
    (found,) = described(folder, definitions(folder), 'path=f"{system}/people"')
    assert found.unused == ()
    (found,) = described(folder, definitions(folder), 'path=f"{system}/people/more"')
    assert found.unused == ("listPersons",)


def test_a_trait_is_stated_nowhere_and_then_everywhere_again() -> None:
    from providers.okta import PROVIDER
    from rolecall.specification.traits import FullReplace

    stated = [each.name for each in PROVIDER.resources if getattr(each.lifecycle, "full_replace", None)]
    assert stated
    with without(FullReplace):
        assert not [each.name for each in PROVIDER.resources if getattr(each.lifecycle, "full_replace", None)]
    assert [each.name for each in PROVIDER.resources if getattr(each.lifecycle, "full_replace", None)] == stated
