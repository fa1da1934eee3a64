"""Calls that take access away concern whom they are stated for."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from generators.input.yaml_source import DefinitionError
from generators.load import VENDORS, load_vendor


def test_a_withdrawal_of_something_else_is_refused(tmp_path: Path) -> None:
    shutil.copytree(VENDORS / "tanzu", tmp_path / "tanzu")
    file = tmp_path / "tanzu/provider.yaml"
    text, said = file.read_text(encoding="utf-8"), "withdraw: {operation: invite, query: {action: revoke}}"
    assert said in text
    file.write_text(
        text.replace(said, "withdraw: {operation: removeMember, parameters: {userId: role}}"), encoding="utf-8"
    )
    with pytest.raises(DefinitionError) as caught:
        load_vendor(tmp_path / "tanzu")
    assert "users/{role}, which does not say whose invitation is meant" in str(caught.value)
