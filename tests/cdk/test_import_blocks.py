"""Blocks that a stack takes from files: several files add up, and only what the code declares is named."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from rolecall.bindings import tanium
from rolecall.cdk import App, TerraformStack, import_existing
from rolecall.cdk.errors import DeclarationError


def test_files_add_up_and_name_only_what_is_declared(tmp_path: Path) -> None:
    app = App(outdir=str(tmp_path))
    stack = TerraformStack(app, "access")
    tanium.TaniumProvider(stack, "tanium")
    tanium.User(stack, "ada", name="ada")
    tanium.User(stack, "bob", name="bob")
    one, two = tmp_path / "one.json", tmp_path / "two.json"
    one.write_text(json.dumps({"imports": [{"to": "tanium_user.ada", "id": "1"}, {"to": "tanium_user.no", "id": "2"}]}))
    two.write_text(
        json.dumps(
            {
                "imports": [{"to": "tanium_user.bob", "id": "3"}],
                "moved": [{"from": "tanium_user.b", "to": "tanium_user.bob"}, {"from": "tanium_user.x", "to": "a.b"}],
                "removed": ["tanium_user.twin", "tanium_user.ada"],
            }
        )
    )
    import_existing(stack, one)
    import_existing(stack, two)
    import_existing(stack, two)
    app.synth()
    written = json.loads((tmp_path / "stacks/access/cdk.tf.json").read_text())
    assert written["import"] == [{"to": "tanium_user.ada", "id": "1"}, {"to": "tanium_user.bob", "id": "3"}]
    assert written["moved"] == [{"from": "tanium_user.b", "to": "tanium_user.bob"}]
    assert written["removed"] == [{"from": "tanium_user.twin", "lifecycle": {"destroy": False}}]
    one.write_text('{"imports": [], "moved": [1]}')
    with pytest.raises(DeclarationError):
        import_existing(stack, one)
