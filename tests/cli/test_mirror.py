"""The mirror, as a folder and as the real `terraform init` sees it."""

from __future__ import annotations

import json
import os
import re
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from rolecall.cli.packages import mirror
from rolecall.cli.packages.archives import folder_checksum
from rolecall.cli.packages.platforms import PackagesError
from rolecall.cli.toolchain.programs import Toolchain
from rolecall.runtime import shims

VENDOR = "tanium"


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> mirror.Mirror:
    return mirror.build(tmp_path_factory.mktemp("a mirror with 'blanks'"))


def initialize(built: mirror.Mirror, project: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run `terraform init` in a project that needs the vendor's provider and nothing else."""
    wanted = f'{{ source = "rolecall/{VENDOR}", version = "{built.version}" }}'
    (project / "main.tf").write_text(f"terraform {{\n  required_providers {{\n    {VENDOR} = {wanted}\n  }}\n}}\n")
    config = project / "terraform.rc"
    config.write_text(built.cli_config())
    toolchain = Toolchain.find()
    return subprocess.run(
        [toolchain.terraform, "init", "-no-color", *arguments],
        cwd=project,
        env=toolchain.environment(cli_config=config),
        capture_output=True,
        text=True,
        check=False,
    )


def test_every_vendor_with_a_shim_is_in_the_mirror(built: mirror.Mirror) -> None:
    assert shims.vendors() == sorted(file.parent.name for file in shims.folder().glob("*/provider.py"))
    assert sorted(built.checksums) == shims.vendors()
    for vendor in shims.vendors():
        launcher = built.package(vendor) / f"terraform-provider-{vendor}_v{built.version}"
        assert launcher.stat().st_mode & stat.S_IXUSR


def test_a_package_holds_its_own_vendor_and_no_other(built: mirror.Mirror) -> None:
    code = built.package(VENDOR)
    providers = {path.name for path in (code / "rolecall_providers").iterdir() if path.is_dir()}
    assert providers == {VENDOR, "hooks"}
    assert {path.name for path in (code / "rolecall_providers" / "hooks").iterdir()} <= {"__init__.py", VENDOR}
    rooms = {path.name for path in (code / "rolecall").iterdir() if path.is_dir()}
    assert rooms == {"runtime", "specification", "text"}
    assert (code / "rolecall" / "runtime" / "engine.py").is_file()
    assert (code / "httpx" / "__init__.py").is_file()


@pytest.mark.terraform
def test_terraform_installs_it_and_records_our_checksum(built: mirror.Mirror, tmp_path: Path) -> None:
    done = initialize(built, tmp_path)
    assert done.returncode == 0, done.stderr
    lock = (tmp_path / ".terraform.lock.hcl").read_text()
    assert re.findall(r'"(h1:[^"]*)"', lock) == [built.checksums[VENDOR]]


@pytest.mark.terraform
def test_terraform_notices_a_changed_byte(tmp_path: Path) -> None:
    built = mirror.build(tmp_path / "mirror", [VENDOR])
    project = tmp_path / "project"
    project.mkdir()
    assert initialize(built, project).returncode == 0
    victim = built.package(VENDOR) / "rolecall" / "runtime" / "engine.py"
    victim.write_bytes(victim.read_bytes() + b"\n")
    done = initialize(built, project)
    assert done.returncode == 1
    assert "checksum" in done.stderr


def test_building_again_gives_the_same_bytes_in_any_process(built: mirror.Mirror, tmp_path: Path) -> None:
    """Not even the seed of Python's hashes, or what else is loaded, shows in a package."""
    script = (
        "import json, sys, pathlib, rolecall.cli.packages.mirror as m; "
        "print(json.dumps(m.build(pathlib.Path(sys.argv[1])).checksums))"
    )
    for seed in ("1", "2"):
        out = subprocess.run(
            [sys.executable, "-c", script, str(tmp_path / seed)],
            env={**os.environ, "PYTHONHASHSEED": seed},
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        assert json.loads(out) == built.checksums


def test_an_unchanged_package_is_left_alone_and_a_changed_one_mended(tmp_path: Path) -> None:
    first = mirror.build(tmp_path, [VENDOR])
    package = first.package(VENDOR)
    inode = package.stat().st_ino
    mirror.build(tmp_path, [VENDOR])
    assert package.stat().st_ino == inode
    (package / "stray.py").write_text("")
    assert folder_checksum(package) != first.checksums[VENDOR]
    assert mirror.build(tmp_path, [VENDOR]).checksums == first.checksums
    assert folder_checksum(package) == first.checksums[VENDOR]
    assert not list(package.parent.glob(".new-*"))


def test_the_configuration_quotes_the_path(tmp_path: Path) -> None:
    config = mirror.build(tmp_path / 'quo"te', [VENDOR]).cli_config()
    assert json.dumps(str(tmp_path / 'quo"te')) in config
    assert config.count('"rolecall/*"') == 2


def test_an_unknown_vendor_is_refused_with_the_known_ones(tmp_path: Path) -> None:
    with pytest.raises(PackagesError, match=rf"'nobody'.*{VENDOR}"):
        mirror.build(tmp_path, ["nobody"])
    assert not list(tmp_path.iterdir())
