"""`rolecall generate`: a vendor in a repository of one's own, from its published description to an applied resource."""

from __future__ import annotations

import json
import os
import re
import shlex
import shutil
import signal
import subprocess
import urllib.request
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

import pytest

from rolecall.cli.packages.mirror import package_folder
from rolecall.runtime import shims
from tests.cli.outside import Outside, run, sources, wheel
from tests.cli.test_cli import rolecall
from tests.generators.test_new_vendor import WILD, answer

STACK = """\
terraform {
  required_providers {
    nimbus = { source = "rolecall/nimbus", version = "VERSION" }
  }
}
resource "nimbus_person" "ada" {
  email = "ada@example.com"
  name  = "Ada"
}
"""


@contextmanager
def served(outside: Outside, file: str) -> Iterator[Mapping[str, str]]:
    """`rolecall sandbox` for a file, and the variables that it exports."""
    command = [str(outside.bin / "python"), "-u", "-m", "rolecall", "sandbox", file]
    environ = outside.environment()
    with subprocess.Popen(command, cwd=outside.folder, env=environ, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        lines = list(iter(process.stdout.readline, "# serving; stop with Ctrl-C\n"))
        try:
            yield dict(shlex.split(line)[1].split("=", 1) for line in lines)
        finally:
            process.send_signal(signal.SIGINT)


@pytest.mark.terraform
def test_from_a_published_description_to_an_applied_resource(tmp_path: Path) -> None:
    """In an empty folder with the wheel: begin, answer, generate, test, build, apply, and look for drift."""
    outside = Outside(tmp_path)
    outside.install(wheel(sources(tmp_path / "sources")))
    folder = outside.folder
    shutil.copy(WILD / "nimbus" / "openapi.yaml", folder)
    said = outside.rolecall("generate", "new", "nimbus", "--from", "openapi.yaml")
    assert "wrote vendors/nimbus/provider.yaml; 11 questions are open" in said
    assert answer(folder / "vendors" / "nimbus") == 11
    said = outside.rolecall("generate", "./vendors/nimbus")
    assert f"export ROLECALL_PROVIDERS={folder / 'providers'}" in said
    assert "0 of " in outside.rolecall("generate", "./vendors/nimbus", "--check")

    python = str(outside.bin / "python")
    said = run([python, "-m", "pytest", "-q", "-p", "no:cacheprovider", "tests"], folder, outside.environment())
    assert "8 passed" in said

    own = {"ROLECALL_PROVIDERS": str(folder / "providers")}
    command = [python, "-m", "rolecall", "mirror", str(outside.mirror), "--vendor", "nimbus"]
    said = run([*command, "--write-config", str(outside.home / "terraform.rc")], folder, outside.environment(**own))
    number = number_in(said)
    assert f'version = "{number}"' in (folder / "examples/nimbus/provider/provider.tf").read_text()
    bound = "from bindings.nimbus import PROVIDER; print(PROVIDER.version)"
    assert run([python, "-c", bound], folder, outside.environment(PYTHONPATH=str(folder))).split()[0] == number
    (folder / "main.tf").write_text(STACK.replace("VERSION", number))
    outside.terraform("init", "-input=false")
    with served(outside, "tests/nimbus/sandbox.json") as vendor:
        outside.terraform("apply", "-auto-approve", "-input=false", vendor=vendor)
        outside.terraform("plan", "-input=false", "-detailed-exitcode", vendor=vendor)
        environ = outside.environment(**vendor, **own)
        drift = [python, "-m", "rolecall", "drift", "terraform.tfstate"]
        run(drift, folder, environ)
        change = {"do": "row.update", "collection": "people", "key": key_of(folder), "name": "Grace"}
        with urllib.request.urlopen(f"{vendor['NIMBUS_URL']}/__sandbox__/change", json.dumps(change).encode()):
            assert "Grace" in run(drift, folder, environ, 2)


def number_in(said: str) -> str:
    """The version that a mirror says it has built."""
    found = re.search(r"^rolecall/\w+ (\S+)  h1:", said, re.MULTILINE)
    assert found is not None, said
    return found[1]


def key_of(folder: Path) -> str:
    """The id of the one resource in the state."""
    state = json.loads((folder / "terraform.tfstate").read_text())
    return str(state["resources"][0]["instances"][0]["attributes"]["id"])


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    """A repository with one vendor of its own, generated."""
    shutil.copytree(WILD / "quarry", tmp_path / "vendors" / "quarry")
    assert generate(tmp_path).returncode == 0
    return tmp_path


def generate(folder: Path, *more: str) -> subprocess.CompletedProcess[str]:
    return rolecall("generate", str(folder / "vendors" / "quarry"), "--output", str(folder), *more)


def test_check_finds_what_is_changed_missing_or_stray(repository: Path) -> None:
    assert generate(repository, "--check").returncode == 0
    (repository / "providers/quarry/provider.py").write_text("# by hand\n")
    (repository / "bindings/quarry/own.py").write_text("")
    (repository / "tests/quarry/sandbox.json").unlink()
    done = generate(repository, "--check")
    assert done.returncode == 1
    assert done.stdout.splitlines() == [
        "stray: bindings/quarry/own.py",
        "changed: providers/quarry/provider.py",
        "missing: tests/quarry/sandbox.json",
    ]


def test_what_is_written_names_nothing_of_another_repository(repository: Path) -> None:
    for path in repository.rglob("*"):
        if path.is_file() and path.parts[-3] != "vendors":
            text = path.read_text(encoding="utf-8")
            assert "python -m generators" not in text, path
            assert "rolecall.bindings" not in text and "generators/vendors" not in text, path


def test_another_shim_is_another_version(repository: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ROLECALL_PROVIDERS", str(repository / "providers"))
    assert "quarry" in shims.vendors()
    numbers = []
    for text in ("", "# changed\n"):
        file = repository / "providers/quarry/provider.py"
        file.write_text(file.read_text() + text)
        done = rolecall("mirror", str(tmp_path / "mirror"), "--vendor", "quarry", **os.environ)
        assert done.returncode == 0, done.stderr
        numbers.append(number_in(done.stderr))
        package = package_folder(tmp_path / "mirror", "quarry", numbers[-1])
        assert (package / "rolecall_providers/quarry/provider.py").read_text() == file.read_text()
        assert not list((package / "rolecall_providers").glob("tanium"))
    assert numbers[0] != numbers[1]


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (("quarry", "tanium"), "rolecall has a provider 'tanium' itself; expected another name"),
        (("name: quarry", "name: quary"), "the definition is called 'quary'"),
    ],
)
def test_what_cannot_be_generated_says_why(tmp_path: Path, change: tuple[str, str], told: str) -> None:
    old, new = change
    folder = tmp_path / "vendors" / ("quarry" if ":" in old else new)
    shutil.copytree(WILD / "quarry", folder)
    file = folder / "provider.yaml"
    file.write_text(file.read_text().replace(old, new))
    done = rolecall("generate", str(folder), "--output", str(tmp_path))
    assert done.returncode == 3
    assert told in done.stderr
    assert sorted(each.name for each in tmp_path.iterdir()) == ["vendors"]


def test_the_librarys_own_provider_wins(repository: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shutil.copytree(repository / "providers/quarry", repository / "providers/tanium")
    monkeypatch.setenv("ROLECALL_PROVIDERS", str(repository / "providers"))
    assert shims.home_of("tanium") == shims.folder()
