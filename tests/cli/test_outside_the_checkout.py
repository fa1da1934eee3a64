"""What people install: a wheel, in an environment of its own, with an empty HOME and no checkout in sight."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import urllib.request
import warnings
import zipfile
from pathlib import Path

import pytest

from rolecall.cli.packages.platforms import here
from rolecall.cli.toolchain.programs import Toolchain, toolchain_directory
from tests import other_user
from tests.cli.outside import CONFIGURATION, ENVIRONMENT, OTHER, ROOT, Outside, sources, wheel
from tests.other_user import OtherUser


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    folder = sources(tmp_path_factory.mktemp("sources"))
    return folder, wheel(folder)


@pytest.mark.terraform
def test_from_pip_install_to_a_plan_that_is_clean_after_an_upgrade(built: tuple[Path, Path], tmp_path: Path) -> None:
    """The way of a new user: install, init, sandbox, deploy, drift, a newer build, and nothing to do after it.

    It is another user of the system than the one that builds wheel and packages, where there can be one.
    """
    folder, first = built
    cdktf = Toolchain.find().cdktf
    assert cdktf is not None
    other = other_user.find(toolchain_directory() / "npm", cdktf, toolchain_directory() / "wheels")
    if isinstance(other, str):
        warnings.warn(f"the new user is ourselves: {other}", stacklevel=1)
    with other_user.open_folder() as place:
        outside = Outside(place, other if isinstance(other, OtherUser) else None)
        _go(outside, folder, first, tmp_path)
        made = [path for path in (place / "home").rglob("*") if not path.is_symlink()]
        assert {path.stat().st_uid for path in made} == {outside.user.uid if outside.user else os.geteuid()}


def _go(outside: Outside, folder: Path, first: Path, tmp_path: Path) -> None:
    outside.pip_install(first)
    before = outside.publish(folder)
    said = outside.rolecall("init", ".", "--state", "file:states")
    assert "made main.py" in said and "made .gitlab-ci.yml" in said
    (outside.folder / "states").mkdir()
    outside.use_packages()
    with outside.sandbox() as environ:
        tools = outside.tools()
        assert tools.cdktf is not None
        environ = tools.environment({**outside.environment(), **environ}, outside.folder / CONFIGURATION)
        # The command line is the checkout's, and would take the checkout's Python.
        app = f"{outside.bin / 'python'} main.py"
        outside.run([str(tools.cdktf), "deploy", "access", "--auto-approve", "--app", app], outside.folder, environ)
        stack = outside.folder / "cdktf.out" / "stacks" / "access"
        assert list((outside.folder / "states").glob("terraform.access_*.tfstate"))
        rolecall = [str(outside.bin / "rolecall")]
        outside.run([*rolecall, "drift"], outside.folder, environ)
        change = json.dumps({"do": "role.grant", "user": "jane", "role": "Administrator"}).encode()
        with urllib.request.urlopen(f"{environ['TANIUM_URL']}/__sandbox__/change", change):
            assert "Administrator" in outside.run([*rolecall, "drift"], outside.folder, environ, 2)
        terraform = [str(tools.terraform)]
        outside.run([*terraform, "apply", "-auto-approve", "-input=false"], stack, environ)
        outside.run([*rolecall, "drift"], outside.folder, environ)

        # A changed byte is another version, in the wheel, in the packages and for Terraform.
        changed = tmp_path / "changed"
        shutil.copytree(folder, changed, ignore=shutil.ignore_patterns("build", "dist", "*.egg-info"))
        engine = changed / "rolecall" / "runtime" / "engine.py"
        engine.write_text(engine.read_text() + "# changed\n")
        outside.pip_install(wheel(changed))
        assert outside.publish(changed) != before
        outside.run([str(outside.bin / "python"), "main.py"], outside.folder, environ)
        said = outside.run([*terraform, "plan", "-input=false", "-no-color"], stack, environ, 1)
        assert before in said and "terraform init -upgrade" in said
        outside.run([*terraform, "init", "-upgrade", "-input=false"], stack, environ)
        outside.run([*terraform, "plan", "-input=false", "-detailed-exitcode"], stack, environ)
        outside.run([*rolecall, "drift"], outside.folder, environ)
    assert not (outside.folder / ENVIRONMENT).exists()


@pytest.mark.terraform
def test_a_lock_file_of_one_build_serves_another_and_other_platforms(built: tuple[Path, Path], tmp_path: Path) -> None:
    folder, first = built
    outside = Outside(tmp_path)
    outside.install(first)
    number = outside.build_mirror()
    outside.configure(number)
    packages = tmp_path / "packages"
    script = f"import sys; sys.argv = ['rolecall', 'packages', {str(packages)!r}, '--vendor', 'tanium'"
    script += f", '--platform', {here()!r}, '--platform', {OTHER!r}]; from rolecall.__main__ import main; main()"
    environ = outside.environment(PYTHONPATH=str(folder))
    subprocess.run([sys.executable, "-c", script], cwd=tmp_path, env=environ, check=True, capture_output=True)
    platforms = [f"-platform={name}" for name in (here(), OTHER)]
    outside.terraform("providers", "lock", f"-fs-mirror={packages}", *platforms)
    lock = (outside.folder / ".terraform.lock.hcl").read_text()
    assert lock.count('"h1:') == 2
    outside.terraform("init", "-input=false", "-lockfile=readonly")
    assert (outside.folder / ".terraform.lock.hcl").read_text() == lock


def test_the_wheel_holds_names_of_ours_alone(built: tuple[Path, Path]) -> None:
    with zipfile.ZipFile(built[1]) as archive:
        names = archive.namelist()
        metadata = next(archive.read(name).decode() for name in names if name.endswith("/METADATA"))
    tops = {name.partition("/")[0] for name in names}
    assert {top for top in tops if not top.endswith(".dist-info")} == {
        "rolecall",
        "rolecall_generators",
        "rolecall_providers",
    }
    assert {"rolecall/py.typed", "rolecall_providers/py.typed", "rolecall/stamp.json"} <= set(names)
    assert "rolecall_generators/templates/binding.py.j2" in names
    assert "rolecall_generators/vendors/tanium/provider.yaml" in names
    copied = ("access.sh", "github/access-review.yml", "gitlab/access.gitlab-ci.yml", "cron/drift.sh")
    assert {f"rolecall/cli/ci/{name}" for name in copied} <= set(names)
    pins = (".npmrc", "package.json", "package-lock.json")
    assert {f"rolecall/cli/toolchain/npm/{cdk}/{name}" for cdk in ("cdktf", "cdktn") for name in pins} <= set(names)
    core = [line for line in metadata.splitlines() if line.startswith("Requires-Dist:") and "extra ==" not in line]
    for heavy in ("cdktf", "constructs", "jinja2", "jsonschema", "kubernetes"):
        assert not [line for line in core if heavy in line]
    extras = {line.partition(": ")[2] for line in metadata.splitlines() if line.startswith("Provides-Extra:")}
    assert {"stacks", "cdktn", "generators", "all"} <= extras


def test_installed_parts_find_each_other(built: tuple[Path, Path], tmp_path: Path) -> None:
    outside = Outside(tmp_path)
    outside.install(built[1])
    number = outside.rolecall("--version").removeprefix("rolecall ").strip()
    assert number.rpartition(".")[2] in built[1].name
    code = "from rolecall.runtime import shims; print(shims.load('tanzu').name, shims.package())"
    python = outside.bin / "python"
    done = subprocess.run([python, "-c", code], cwd=outside.folder, capture_output=True, text=True, check=True)
    assert done.stdout == "tanzu rolecall_providers\n"
    command = [str(python), "-m", "rolecall_generators", "--vendor", "tanium", "--output", "out"]
    subprocess.run(command, cwd=outside.folder, capture_output=True, check=True)
    made = outside.folder / "out" / "providers" / "tanium" / "provider.py"
    assert made.read_bytes() == (ROOT / "providers" / "tanium" / "provider.py").read_bytes()


def test_sources_that_were_changed_by_hand_are_another_version(built: tuple[Path, Path], tmp_path: Path) -> None:
    """An installed library and an unpacked source distribution have no git; their stamp says what they were."""
    outside = Outside(tmp_path)
    outside.install(built[1])
    before = outside.rolecall("--version")
    shim = outside.library / "rolecall_providers" / "tanium" / "provider.py"
    shim.write_text(shim.read_text() + "# changed\n")
    after = outside.rolecall("--version")
    assert after != before and "-dev.0.c" in after
