"""`rolecall init` of plain HCL."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from rolecall import state_url
from rolecall.cli.repository import contents
from rolecall.cli.repository.vendors import VENDORS
from rolecall.cli.sandbox_needs import needs
from rolecall.sandbox import start
from tests.cli.init_command import COMMON, files, init
from tests.terraform.installation import Installation


def test_plain_hcl_is_told_nothing_of_a_variable_that_it_does_not_read(tmp_path: Path) -> None:
    for url in ("file:", "https://state.example/rolecall", "s3://acme/rolecall"):
        made = contents.contents("tanium", url, hcl=True, name="access_1")
        assert not [name for name, text in made.items() if "ROLECALL_STATE" in text and name != "ci/access.sh"]
        assert "State is kept where the backend block says." in made[".github/workflows/access-review.yml"]
        names = state_url.secrets(url) or ("TF_HTTP_USERNAME",)
        assert f"#   {names[0]}" in made[".gitlab-ci.yml"]


def test_plain_hcl_has_nothing_of_python(tmp_path: Path) -> None:
    init(tmp_path, "--hcl", "--state", "s3://acme/rolecall")
    assert files(tmp_path) == {*COMMON, "access/main.tf"}
    text = (tmp_path / "access/main.tf").read_text()
    assert 'key          = "rolecall/access_' in text and "use_lockfile = true" in text
    assert "\nrolecall[toolchain]==" in (tmp_path / "requirements.txt").read_text()


@pytest.mark.parametrize("vendor", VENDORS)
@pytest.mark.terraform
def test_the_hcl_of_every_vendor_is_planned(tmp_path: Path, installation: Installation, vendor: str) -> None:
    init(tmp_path, "--vendor", vendor, "--hcl")
    found = needs(tmp_path)
    assert found.vendors == (vendor,)
    with start(vendor) as box, found.preparing() as prepare:
        environment = installation.environment({**box.environment, **prepare({vendor: box})})
        for arguments in (("fmt", "-check"), ("init", "-input=false"), ("plan", "-input=false")):
            command = [str(installation.tools.terraform), "-chdir=access", *arguments]
            done = subprocess.run(command, cwd=tmp_path, env=environment, capture_output=True, text=True, check=False)
            assert done.returncode == 0, done.stdout + done.stderr
    assert "1 to add" in done.stdout


@pytest.mark.parametrize("url", state_url.examples())
@pytest.mark.terraform
def test_every_kind_of_state_as_hcl(tmp_path: Path, installation: Installation, url: str) -> None:
    init(tmp_path, "--hcl", "--state", url)
    command = [str(installation.tools.terraform), "fmt", "-check", "-diff", "-recursive"]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


def test_a_folder_that_is_named_relatively_stays_so_in_hcl(tmp_path: Path) -> None:
    init(tmp_path / "one", "--hcl")
    assert 'path = "../terraform.access_' in (tmp_path / "one/access/main.tf").read_text()
    init(tmp_path / "other", "--hcl", "--state", "file:///srv/states")
    assert 'path = "/srv/states/terraform.access_' in (tmp_path / "other/access/main.tf").read_text()
