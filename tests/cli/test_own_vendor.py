"""Everything of rolecall on a provider that was generated in a repository of one's own."""

from __future__ import annotations

import base64
import json
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TypeAlias

import pytest

from rolecall.sandbox import Sandbox
from rolecall.sandbox.generic import Generic
from rolecall.sandbox.generic.document import load
from rolecall.sandbox.generic.options import GenericOptions
from rolecall.sandbox.generic.store import GenericStore
from tests.cli.test_cli import rolecall
from tests.generators.test_new_vendor import WILD
from tests.review import plans

Served: TypeAlias = Sandbox[GenericStore, GenericOptions]


@pytest.fixture(scope="module")
def repository(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a made-up vendor, generated there."""
    folder = tmp_path_factory.mktemp("own")
    shutil.copytree(WILD / "lantern", folder / "vendors/lantern")
    done = rolecall("generate", str(folder / "vendors/lantern"), "--output", str(folder))
    assert done.returncode == 0, done.stderr
    return folder


@pytest.fixture(scope="module")
def vendor(repository: Path) -> Iterator[Served]:
    """Its sandbox, with three members and three teams."""
    with Sandbox(Generic(load(json.loads((repository / "tests/lantern/sandbox.json").read_text())), seed=3)) as box:
        yield box


@pytest.fixture
def own(repository: Path, vendor: Served) -> dict[str, str]:
    """The environment in which commands find provider and vendor."""
    return {"ROLECALL_PROVIDERS": str(repository / "providers"), **vendor.environment}


def test_doctor_asks_the_vendor(own: dict[str, str]) -> None:
    done = rolecall("doctor", "lantern", **own)
    assert f"lantern      {own['LANTERN_URL']} lets us read its members" in done.stdout
    assert "error    lantern" in rolecall("doctor", "lantern", **{**own, "LANTERN_KEY": "wrong"}).stdout


def test_who_has_what_is_read_from_the_vendor(own: dict[str, str]) -> None:
    done = rolecall("who", "--live", "--vendor", "lantern", **own)
    assert done.returncode == 0, done.stderr
    assert "email1@example.com" in done.stdout
    assert "bearer" in done.stdout


def test_adopt_writes_a_stack_that_finds_the_bindings(repository: Path, own: dict[str, str]) -> None:
    folder = repository / "stacks/lantern"
    done = rolecall("adopt", "lantern", "--output", str(folder), "--no-state", **own)
    assert done.returncode == 0, done.stderr
    assert "lantern_member: 3 in declarations.py" in done.stdout + done.stderr
    assert "lantern_team: 3 in declarations.py" in done.stdout + done.stderr
    assert "\nfrom bindings import lantern\n" in (folder / "declarations.py").read_text()
    app = json.loads((folder / "cdktf.json").read_text())["app"]
    assert app == "PYTHONPATH=../.. python main.py"
    code = "from bindings.lantern import Member, Team; import declarations"
    found = app.replace("python main.py", f'{sys.executable} -c "{code}"')
    subprocess.run(found, cwd=folder, shell=True, check=True)


def test_drift_tells_what_no_state_manages(tmp_path: Path, own: dict[str, str], vendor: Served) -> None:
    state = tmp_path / "terraform.tfstate"
    known = vendor.store.rows["members"][0]
    instance = {"attributes": {**known, "id": str(known["number"])}, "private": base64.b64encode(b"{}").decode()}
    resource = {
        "mode": "managed",
        "type": "lantern_member",
        "name": "first",
        "provider": 'provider["registry.terraform.io/rolecall/lantern"]',
        "instances": [instance],
    }
    state.write_text(json.dumps({"version": 4, "terraform_version": "1.11.4", "resources": [resource]}))
    done = rolecall("drift", str(state), "--vendor", "lantern", **own)
    assert done.returncode == 2, done.stdout + done.stderr
    assert "email2@example.com" in done.stdout and "email1@example.com" not in done.stdout


def test_review_knows_the_vendors_access(tmp_path: Path, own: dict[str, str]) -> None:
    member = {"email": "ada@example.com", "handle": "ada", "rank": "keeper"}
    file = plans.plan(tmp_path, plans.change("lantern_member", "ada", None, member))
    done = rolecall("review", str(file), **own)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "keeper" in done.stdout and "ada@example.com" in done.stdout


def test_serve_and_packages_know_it(tmp_path: Path, own: dict[str, str]) -> None:
    assert "rolecall/lantern" in rolecall("serve", "lantern", **own).stderr
    done = rolecall("packages", str(tmp_path), "--vendor", "lantern", "--platform", "linux_amd64", **own)
    assert done.returncode == 0, done.stderr
    assert len(list(tmp_path.rglob("terraform-provider-lantern_*_linux_amd64.zip"))) == 1


@pytest.mark.parametrize("command", ["serve", "doctor"])
def test_a_vendor_that_nobody_has_is_told_with_those_there_are(command: str, own: dict[str, str]) -> None:
    done = rolecall(command, "lantrn", **own)
    assert done.returncode == 2
    assert "there are: entra, lantern, okta" in done.stderr
