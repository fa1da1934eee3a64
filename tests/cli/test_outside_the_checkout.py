"""What people install: a wheel, in an environment of its own, with an empty HOME and no checkout in sight."""

from __future__ import annotations

import json
import os
import shlex
import shutil
import signal
import subprocess
import sys
import urllib.request
import zipfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

import pytest

from rolecall import version
from rolecall.cli.packages.platforms import here
from rolecall.cli.toolchain.programs import Toolchain, toolchain_directory

ROOT = Path(version.__file__).parents[1]
PARTS = ("rolecall", "providers", "generators")
FILES = ("pyproject.toml", "setup.py", "MANIFEST.in", "README.md", "LICENSE", "CHANGELOG.md")
CONFIGURATION = Path(".rolecall/terraform.rc")
ENVIRONMENT = Path(".rolecall/sandbox.env")
OTHER = "linux_arm64" if here() != "linux_arm64" else "linux_amd64"


def sources(folder: Path) -> Path:
    """The sources as an archive of them would hold them, without git."""
    for part in PARTS:
        shutil.copytree(ROOT / part, folder / part, ignore=shutil.ignore_patterns("__pycache__", "*.egg-info"))
    for name in FILES:
        shutil.copy(ROOT / name, folder)
    return folder


def wheel(folder: Path) -> Path:
    """Build the wheel of the sources in `folder`."""
    command = [sys.executable, "-m", "pip", "wheel", "--quiet", "--no-deps", "--no-build-isolation", "-w", "dist", "."]
    subprocess.run(command, cwd=folder, check=True, capture_output=True)
    return max((folder / "dist").glob("*.whl"), key=lambda file: file.stat().st_mtime)


def run(command: list[str], folder: Path, environ: Mapping[str, str], code: int = 0) -> str:
    """Everything that a command prints, which ends with `code`."""
    done = subprocess.run(command, cwd=folder, env=dict(environ), capture_output=True, text=True, check=False)
    assert done.returncode == code, done.stdout + done.stderr
    return done.stdout + done.stderr


class Outside:
    """An environment with the wheel, a HOME and a working folder that were empty; it sees nothing else of ours."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder / "empty"
        self.home = folder / "home"
        self.bin = folder / "venv" / "bin"
        self.mirror = folder / "mirror"
        for each in (self.folder, self.home):
            each.mkdir()
        subprocess.run([sys.executable, "-m", "venv", "--without-pip", self.bin.parent], check=True)
        # The wheel's dependencies are those of the tests' environment; ours comes first and from the wheel alone.
        (library,) = (self.bin.parent / "lib").glob("python3*/site-packages")
        self.library = library
        found = next(path for path in map(Path, sys.path) if (path / "httpx").is_dir())
        (library / "dependencies.pth").write_text(f"{found}\n", encoding="utf-8")

    def install(self, file: Path) -> None:
        """Install a wheel in place of the one before."""
        for old in self.library.glob("rolecall*"):
            shutil.rmtree(old)
        with zipfile.ZipFile(file) as archive:
            archive.extractall(self.library)

    def environment(self, **more: str) -> dict[str, str]:
        kept = {name: os.environ[name] for name in os.environ if name.startswith(("PIP_", "SSL_", "LANG"))}
        path = os.pathsep.join([str(self.bin), "/usr/bin", "/bin"])
        return {
            **kept,
            "HOME": str(self.home),
            "PATH": path,
            "ROLECALL_TOOLCHAIN": str(toolchain_directory()),
            "ROLECALL_CACHE": str(self.home / "bytecode"),
            "ROLECALL_PYTHON": sys.executable,
            "CHECKPOINT_DISABLE": "1",
            "TF_CLI_CONFIG_FILE": str(self.home / "terraform.rc"),
            **more,
        }

    def rolecall(self, *arguments: str) -> str:
        return run([str(self.bin / "python"), "-m", "rolecall", *arguments], self.folder, self.environment())

    def terraform(self, *arguments: str, vendor: Mapping[str, str] | None = None, code: int = 0) -> str:
        command = [str(Toolchain.find().terraform), *arguments]
        return run(command, self.folder, self.environment(**(vendor or {})), code)

    def pip_install(self, file: Path) -> None:
        """Install a wheel with pip in place of the one before. Its dependencies are there already."""
        for old in self.library.glob("rolecall*"):
            shutil.rmtree(old)
        pip = [sys.executable, "-m", "pip", "--python", str(self.bin / "python"), "install", "--quiet"]
        run([*pip, "--no-deps", "--no-index", "--ignore-installed", str(file)], self.folder, self.environment())

    def publish(self, sources: Path) -> str:
        """Build the provider's zip from `sources`, beside those of earlier builds; returns its version."""
        script = "import sys; from rolecall.__main__ import main; sys.argv = ['rolecall', *sys.argv[1:]]; main()"
        command = [sys.executable, "-c", script, "packages", str(self.mirror), "--vendor", "tanium"]
        run([*command, "--platform", here()], sources, self.environment(PYTHONPATH=str(sources)))
        return self.rolecall("--version").removeprefix("rolecall ").strip()

    def use_packages(self) -> None:
        """Take the providers from the published zips."""
        file = self.folder / CONFIGURATION
        file.parent.mkdir(parents=True, exist_ok=True)
        block = f'filesystem_mirror {{\n    path = "{self.mirror}"\n  }}'
        file.write_text(f"provider_installation {{\n  {block}\n}}\n", encoding="utf-8")

    @contextmanager
    def sandbox(self) -> Iterator[dict[str, str]]:
        """`rolecall sandbox` for the stacks in the folder, and the variables that it exports."""
        command = [str(self.bin / "rolecall"), "sandbox", "--stacks", ".", "--env", str(ENVIRONMENT)]
        tools = Toolchain.find()
        environ = tools.environment(self.environment())
        process = subprocess.Popen(command, cwd=self.folder, env=environ, stdout=subprocess.PIPE, text=True)
        assert process.stdout is not None
        try:
            lines = list(iter(process.stdout.readline, "# serving; stop with Ctrl-C\n"))
            assert (self.folder / ENVIRONMENT).read_text().splitlines(keepends=True) == lines
            words = [word for line in lines for word in shlex.split(line)[1:]]
            yield dict(word.split("=", 1) for word in words)
        finally:
            process.send_signal(signal.SIGINT)
            process.communicate()

    def configure(self, number: str) -> None:
        wanted = f'{{ source = "rolecall/tanium", version = "{number}" }}'
        (self.folder / "main.tf").write_text(
            f"terraform {{\n  required_providers {{\n    tanium = {wanted}\n  }}\n}}\n"
            'resource "tanium_user" "jane" {\n  name  = "jane"\n  roles = ["Analyst"]\n}\n'
        )

    def build_mirror(self) -> str:
        """Build the mirror, and return the version that it holds now."""
        config = str(self.home / "terraform.rc")
        self.rolecall("mirror", str(self.mirror), "--write-config", config, "--vendor", "tanium")
        return self.rolecall("--version").removeprefix("rolecall ").strip()


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    folder = sources(tmp_path_factory.mktemp("sources"))
    return folder, wheel(folder)


@pytest.mark.terraform
def test_from_pip_install_to_a_plan_that_is_clean_after_an_upgrade(built: tuple[Path, Path], tmp_path: Path) -> None:
    """The way of a new user: install, init, sandbox, deploy, drift, a newer build, and nothing to do after it."""
    folder, first = built
    outside = Outside(tmp_path)
    outside.pip_install(first)
    before = outside.publish(folder)
    said = outside.rolecall("init", ".", "--state", "file:states")
    assert "made main.py" in said and "made .gitlab-ci.yml" in said
    (outside.folder / "states").mkdir()
    outside.use_packages()
    with outside.sandbox() as environ:
        tools = Toolchain.find()
        assert tools.cdktf is not None
        environ = tools.environment({**outside.environment(), **environ}, outside.folder / CONFIGURATION)
        # The command line is the checkout's, and would take the checkout's Python.
        app = f"{outside.bin / 'python'} main.py"
        run([str(tools.cdktf), "deploy", "access", "--auto-approve", "--app", app], outside.folder, environ)
        stack = outside.folder / "cdktf.out" / "stacks" / "access"
        assert (outside.folder / "states" / "terraform.access.tfstate").is_file()
        rolecall = [str(outside.bin / "rolecall")]
        run([*rolecall, "drift"], outside.folder, environ)
        change = json.dumps({"do": "role.grant", "user": "jane", "role": "Administrator"}).encode()
        with urllib.request.urlopen(f"{environ['TANIUM_URL']}/__sandbox__/change", change):
            assert "Administrator" in run([*rolecall, "drift"], outside.folder, environ, 2)
        terraform = [str(tools.terraform)]
        run([*terraform, "apply", "-auto-approve", "-input=false"], stack, environ)
        run([*rolecall, "drift"], outside.folder, environ)

        # A changed byte is another version, in the wheel, in the packages and for Terraform.
        changed = tmp_path / "changed"
        shutil.copytree(folder, changed, ignore=shutil.ignore_patterns("build", "dist", "*.egg-info"))
        engine = changed / "rolecall" / "runtime" / "engine.py"
        engine.write_text(engine.read_text() + "# changed\n")
        outside.pip_install(wheel(changed))
        assert outside.publish(changed) != before
        run([str(outside.bin / "python"), "main.py"], outside.folder, environ)
        said = run([*terraform, "plan", "-input=false", "-no-color"], stack, environ, 1)
        assert before in said and "terraform init -upgrade" in said
        run([*terraform, "init", "-upgrade", "-input=false"], stack, environ)
        run([*terraform, "plan", "-input=false", "-detailed-exitcode"], stack, environ)
        run([*rolecall, "drift"], outside.folder, environ)
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
