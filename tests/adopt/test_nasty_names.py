"""Whatever a vendor's objects are called, the folder synthesizes, and each object is imported once, as it is."""

from __future__ import annotations

import json
import runpy
import sys
import tempfile
from functools import partial
from pathlib import Path
from typing import Any
from unicodedata import category

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from rolecall.adopt.job import Outcome, Request, adopt
from rolecall.cdk import toolkit
from rolecall.reports.errors import Exit
from rolecall.sandbox import start

PLAIN = ["soc", "SOC", "Soc", "people", "splunk", "import", "class", "7", " ", "-", "_", ".", "/", "#", "=1+1", "@team"]
MARKUP = [
    "'",
    '"',
    "`",
    "|",
    "\\",
    "${path.module}",
    "%{if true}",
    "%{",
    "$${x}",
    "{{",
    "*/",
    '"""',
    "<b>",
    "::error::",
]
UNSEEN = [
    "\u202e",
    "\u200b",
    "\x1b[31m",
    "\t",
    "\n",
    "\x7f",
    "é",
    "e\u0301",
    "日本",
    "ß",
    "\U0001f600",
    "TfToken[TOKEN.0]",
]
PIECES = st.sampled_from([*PLAIN, *MARKUP, *UNSEEN])
NAMES = st.lists(st.lists(PIECES, min_size=1, max_size=4).map("".join), min_size=1, max_size=8, unique=True)


def synthesized(folder: Path, monkeypatch: pytest.MonkeyPatch) -> dict[str, Any]:
    """The Terraform JSON of an adopted folder, made in this process as `python main.py` makes it."""
    with monkeypatch.context() as patch:
        patch.syspath_prepend(str(folder))
        patch.setattr(toolkit, "App", partial(toolkit.App, outdir=str(folder / "cdktf.out")))
        sys.modules.pop("declarations", None)
        runpy.run_path(str(folder / "main.py"), run_name="__main__")
    found: dict[str, Any] = json.loads(next(folder.glob("cdktf.out/stacks/*/cdk.tf.json")).read_text(encoding="utf-8"))
    return found


def meant(value: Any) -> Any:
    """A value of Terraform JSON as Terraform reads it: template marks that were doubled are single."""
    if isinstance(value, str):
        return value.replace("$${", "${").replace("%%{", "%{")
    if isinstance(value, dict):
        return {name: meant(item) for name, item in value.items()}
    return [meant(item) for item in value] if isinstance(value, list) else value


def assert_imports_alone(folder: Path, outcome: Outcome, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each adopted object has one import and one declaration, which says what the vendor has."""
    if not outcome.decisions.adopted:
        assert not folder.exists()
        return
    found = synthesized(folder, monkeypatch)
    declared = {f"{kind}.{name}": block for kind, blocks in found["resource"].items() for name, block in blocks.items()}
    imports = {block["to"]: meant(block["id"]) for block in found["import"]}
    assert len(imports) == len(found["import"]) == len(declared) == len(outcome.decisions.adopted)
    assert imports.keys() == declared.keys()
    by_object = {(address.partition(".")[0], id_): declared[address] for address, id_ in imports.items()}
    for item in outcome.decisions.adopted:
        block = meant(by_object[item.type, item.import_id])
        said = {name: block.get(name) for name in item.arguments}
        assert {name: _as_set(value) for name, value in said.items()} == {
            name: _as_set(value) for name, value in item.arguments.items()
        }
    for file in folder.iterdir():
        if file.is_file():
            text = file.read_text(encoding="utf-8").replace("\n", "")
            assert not [each for each in text if not each.isprintable() and category(each) != "Zs"], file


def _as_set(value: Any) -> Any:
    return sorted(map(str, value)) if isinstance(value, list) else value


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(roles=NAMES, groups=NAMES, users=NAMES)
def test_splunk(roles: list[str], groups: list[str], users: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    with start("splunk", seed=0) as box, tempfile.TemporaryDirectory() as scratch:
        store = box.vendor.store
        made = set()
        for verb, names in (("role.create", roles), ("saml_group.create", groups), ("user.create", users)):
            for name in names:
                try:
                    box.change(verb, name=name, **({} if verb == "role.create" else {"roles": ["user"]}))
                except Exception:  # the vendor itself does not take every name
                    continue
                made.add((verb.replace(".create", ""), name))
        assert store
        outcome = adopt(Request(vendor="splunk", output=Path(scratch) / "out"), box.environment)
        assert outcome.exit is Exit.CLEAN
        told = {(item.type, item.id) for item in outcome.decisions.adopted}
        told |= {(item.type, item.id) for item in outcome.decisions.left_out}
        assert len(told) >= len({(verb, name.lower()) for verb, name in made})
        assert_imports_alone(Path(scratch) / "out", outcome, monkeypatch)


@settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(users=NAMES, shown=st.lists(PIECES, min_size=1, max_size=3).map("".join))
def test_tanium(users: list[str], shown: str, monkeypatch: pytest.MonkeyPatch) -> None:
    with start("tanium", seed=1) as box, tempfile.TemporaryDirectory() as scratch:
        for number, name in enumerate(users):
            mail = f"p{number}@example.com" if number % 2 else ""
            box.change("user.create", name=name, display_name=f"{shown}{number}", email=mail, roles=["Analyst"])
        outcome = adopt(Request(vendor="tanium", output=Path(scratch) / "out"), box.environment)
        told = {item.title for item in outcome.decisions.adopted} | {item.title for item in outcome.decisions.left_out}
        assert len(told) >= len(users)
        assert_imports_alone(Path(scratch) / "out", outcome, monkeypatch)


def test_one_name_for_a_user_a_role_a_group_and_the_constructs_of_the_stack_itself(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with start("splunk", seed=0) as box:
        for name in ("soc", "people", "splunk"):
            box.change("role.create", name=name)
            box.change("user.create", name=name, roles=["user"])
            box.change("saml_group.create", name=name.upper(), roles=["user"])
        outcome = adopt(Request(vendor="splunk", output=tmp_path / "out"), box.environment)
        assert_imports_alone(tmp_path / "out", outcome, monkeypatch)
        assert len(outcome.decisions.adopted) == 9
        box.change("saml_group.create", name="So.C", roles=["user"])
        box.change("role.create", name="so_c")
        later = adopt(Request(vendor="splunk", output=tmp_path / "out"), box.environment)
        assert len(later.decisions.adopted) == 2
        synthesized(tmp_path / "out", monkeypatch)
