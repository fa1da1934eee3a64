"""Privileged access among what is adopted, by person, through whatever brings it."""

from __future__ import annotations

from pathlib import Path

import pytest
from typer.testing import CliRunner

from rolecall.cli.commands import app
from tests.estate.estate import Estate


def test_critical_rights_are_told_through_roles_that_include_roles(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    with Estate.open("splunk") as estate:
        box = estate.boxes["splunk"]
        box.change("role.create", name="soc_lead", imported_roles=["admin"])
        box.change("user.create", name="ada_admin", roles=["soc_lead"])
        box.change("user.create", name="plain", roles=["user"])
        file = tmp_path / "rolecall-people.yaml"
        file.write_text("people:\n  - person: ada@example.com\n    accounts: {splunk: [ada_admin]}\n", encoding="utf-8")
        done = CliRunner().invoke(app, ["adopt", "splunk", "--no-state"], env=estate.environment)
        assert "Privileged: 1 with critical rights" in done.output, done.output
        readme = (tmp_path / "adopted/splunk/README.md").read_text(encoding="utf-8")
        assert "### Privileged access" in readme
        rows = [line for line in readme.splitlines() if line.startswith(("- critical", "- high"))]
        assert any(
            "`ada@example.com`, account `ada_admin` has role `admin`" in row and "soc_lead" in row for row in rows
        )
        assert not any("plain" in row or "`admin` has" in row for row in rows)
        file.write_text("people: 3\n", encoding="utf-8")
        wrong = CliRunner().invoke(
            app, ["adopt", "splunk", "--no-state", "--output", "other", "--people", str(file)], env=estate.environment
        )
        assert wrong.exit_code == 1 and not Path("other").exists()
