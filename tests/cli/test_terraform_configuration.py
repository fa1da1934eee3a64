"""The CLI configuration that names the mirror, and what was there before."""

from __future__ import annotations

import os
import re
import subprocess
from pathlib import Path

import pytest

from rolecall.cli.packages.mirror import Mirror
from rolecall.cli.terraform_configuration import ForeignConfigurationError, mirrors, write_configuration
from rolecall.cli.toolchain.programs import Toolchain

CREDENTIALS = 'credentials "app.terraform.io" {\n  token = "a } secret" # and { a comment\n}\n'
CORPORATE = """# provider_installation { not this }
disable_checkpoint_signature = true // {
provider_installation {
  network_mirror {
    url     = "https://mirror.example.com/"
    include = ["hashicorp/*"]
  }
  direct {}
}
"""
ONE_LINE = 'provider_installation { direct { exclude = ["a/*"] } }'


@pytest.fixture
def ours(tmp_path: Path) -> str:
    return Mirror(tmp_path / "mirror", "0.1.0", {}, {}).cli_config()


def methods(text: str) -> list[str]:
    """What the one block holds, with its blanks taken out."""
    (block,) = re.findall(r"^provider_installation \{\n(.*?)^\}", text, re.DOTALL | re.MULTILINE)
    return [re.sub(r"\s+", "", each) for each in re.findall(r"\w+ \{[^{}]*\}", block)]


def accepted(path: Path) -> bool:
    """Whether Terraform reads the file without a word."""
    command = [str(Toolchain.find().terraform), "version"]
    environ = {**os.environ, "TF_CLI_CONFIG_FILE": str(path), "CHECKPOINT_DISABLE": "1"}
    done = subprocess.run(command, env=environ, capture_output=True, text=True, check=True)
    return "CLI configuration" not in done.stdout + done.stderr


def test_a_new_file_holds_the_mirror_alone(ours: str, tmp_path: Path) -> None:
    file = tmp_path / "terraform.rc"
    assert write_configuration(file, ours, {"HOME": str(tmp_path)}) is None
    assert mirrors({"TF_CLI_CONFIG_FILE": str(file)}) == [tmp_path / "mirror"]
    assert oct(file.stat().st_mode)[-3:] == "600"
    assert accepted(file)


@pytest.mark.parametrize("known", [CREDENTIALS, CORPORATE, CREDENTIALS + CORPORATE, CREDENTIALS[:-1], ONE_LINE])
def test_what_is_there_stays_and_a_second_run_changes_nothing(ours: str, tmp_path: Path, known: str) -> None:
    file = tmp_path / ".terraformrc"
    file.write_text(known, encoding="utf-8")
    file.chmod(0o644)
    assert write_configuration(file, ours, {"HOME": str(tmp_path)}) is None
    once = file.read_text(encoding="utf-8")
    assert ("a } secret" in once) is ("a } secret" in known)
    assert mirrors({"TF_CLI_CONFIG_FILE": str(file)}) == [tmp_path / "mirror"]
    assert accepted(file)
    write_configuration(file, ours, {"HOME": str(tmp_path)})
    assert file.read_text(encoding="utf-8") == once
    assert oct(file.stat().st_mode)[-3:] == "644"


def test_a_block_that_is_there_gets_our_mirror_and_nothing_else_serves_our_providers(ours: str, tmp_path: Path) -> None:
    file = tmp_path / "terraform.rc"
    file.write_text(CORPORATE, encoding="utf-8")
    write_configuration(file, ours, {})
    assert methods(file.read_text(encoding="utf-8")) == [
        f'filesystem_mirror{{path="{tmp_path}/mirror"include=["rolecall/*"]}}',
        'network_mirror{url="https://mirror.example.com/"include=["hashicorp/*"]}',
        'direct{exclude=["rolecall/*"]}',
    ]
    file.write_text('provider_installation {\n  direct {\n    exclude = ["a/*"]\n  }\n}\n', encoding="utf-8")
    write_configuration(file, ours, {})
    assert 'exclude = ["rolecall/*", "a/*"]' in file.read_text(encoding="utf-8")
    assert accepted(file)


def test_overrides_of_a_developer_stay_first(ours: str, tmp_path: Path) -> None:
    overrides = 'dev_overrides {\n    "acme/widget" = "/srv/widget"\n  }'
    file = tmp_path / "terraform.rc"
    file.write_text(f"provider_installation {{\n  # of mine\n  {overrides}\n  direct {{}}\n}}\n", encoding="utf-8")
    for _ in range(2):
        write_configuration(file, ours, {})
        assert methods(text := file.read_text(encoding="utf-8")) == [
            'dev_overrides{"acme/widget"="/srv/widget"}',
            f'filesystem_mirror{{path="{tmp_path}/mirror"include=["rolecall/*"]}}',
            'direct{exclude=["rolecall/*"]}',
        ]
        assert overrides in text and accepted(file)


def test_another_file_takes_the_settings_along_that_it_hides(ours: str, tmp_path: Path) -> None:
    (tmp_path / ".terraformrc").write_text(CREDENTIALS + CORPORATE, encoding="utf-8")
    file = tmp_path / "terraform.rc"
    assert write_configuration(file, ours, {"HOME": str(tmp_path)}) == tmp_path / ".terraformrc"
    assert "a } secret" in file.read_text(encoding="utf-8") and accepted(file)
    assert oct(file.stat().st_mode)[-3:] == "600"
    assert (tmp_path / ".terraformrc").read_text(encoding="utf-8") == CREDENTIALS + CORPORATE


@pytest.mark.parametrize(
    "text", ["provider_installation {\n", "}\n", "provider_installation {\n}\nprovider_installation {\n}\n"]
)
def test_what_is_not_understood_is_left_alone(ours: str, tmp_path: Path, text: str) -> None:
    file = tmp_path / "terraform.rc"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(ForeignConfigurationError, match="is not understood"):
        write_configuration(file, ours, {})
    assert file.read_text(encoding="utf-8") == text
