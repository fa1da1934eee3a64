"""`python -m generators`: what it writes, what `--check` finds, and its exit codes."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from generators.__main__ import main
from tests.generators.conftest import Vendor


class Command:
    """The command on the made-up vendor, writing to a tree of its own."""

    def __init__(self, vendor: Vendor, root: Path, capture: pytest.CaptureFixture[str]) -> None:
        self.vendor, self.root, self._capture = vendor, root, capture
        self.out = self.err = ""

    def __call__(self, *arguments: str) -> int:
        code = main(["--vendors", str(self.vendor.folder.parent), "--output", str(self.root), *arguments])
        self.out, self.err = self._capture.readouterr()
        return code

    def read_err(self) -> str:
        """What was written to standard error since the command ran."""
        return self._capture.readouterr().err


@pytest.fixture
def command(vendor: Vendor, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Command:
    made = Command(vendor, tmp_path / "tree", capsys)
    assert made() == 0
    return made


def written(command: Command) -> int:
    return sum(each.is_file() for each in command.root.rglob("*"))


def test_writing_tells_how_much_and_how_long(command: Command) -> None:
    count = written(command)
    assert f"{count} files generated, {count} of them changed, in " in command.out
    assert command() == 0
    assert command.out.startswith(f"{count} files generated, 0 of them changed, in ")


def test_check_of_what_was_just_written_passes(command: Command) -> None:
    assert command("--check") == 0
    assert f"{written(command)} generated files are up to date" in command.out


CHANGED = "providers/orchard/provider.py"
MISSING = "docs/providers/orchard/resources/plot.md"
STRAYS = (
    "providers/orchard/helper.py",
    "rolecall/bindings/orchard/more/extra.py",
    "docs/providers/orchard/guides/own.md",
    "examples/orchard/own.tf",
)


def test_check_finds_what_is_changed_missing_or_stray_and_writing_mends_it(command: Command) -> None:
    (command.root / CHANGED).write_text("# by hand\n")
    (command.root / MISSING).unlink()
    for stray in STRAYS:
        (command.root / stray).parent.mkdir(exist_ok=True)
        (command.root / stray).write_text("")
    assert command("--check") == 1
    expected = [f"changed: {CHANGED}", f"missing: {MISSING}", *(f"stray: {stray}" for stray in STRAYS)]
    assert sorted(command.out.splitlines()) == sorted(expected)
    assert "To mend them run: python -m generators" in command.err
    assert (command.root / CHANGED).read_text() == "# by hand\n"
    assert command() == 0
    assert sorted(command.out.splitlines()[:-1]) == sorted(
        [f"wrote: {CHANGED}", f"wrote: {MISSING}", *(f"removed: {stray}" for stray in STRAYS)]
    )
    assert not (command.root / "rolecall/bindings/orchard/more").exists()
    assert command("--check") == 0


def test_check_sees_a_changed_line_ending_and_a_link_in_place_of_a_file(command: Command) -> None:
    changed, linked = command.root / CHANGED, command.root / MISSING
    changed.write_bytes(changed.read_bytes().replace(b"\n", b"\r\n"))
    linked.rename(command.root / "elsewhere.md")
    linked.symlink_to(command.root / "elsewhere.md")
    assert command("--check") == 1
    assert command.out.splitlines() == [f"missing: {MISSING}", f"changed: {CHANGED}"]


def test_caches_beside_generated_files_are_left_alone(command: Command) -> None:
    cache = command.root / "providers/orchard/__pycache__/provider.cpython-311.pyc"
    cache.parent.mkdir()
    cache.write_bytes(b"")
    assert command("--check") == 0
    assert command() == 0
    assert cache.exists()


def test_a_changed_definition_is_a_changed_file(command: Command) -> None:
    command.vendor.replace("provider.yaml", "Someone who may tend plots.", "Someone else.")
    assert command("--check") == 1
    assert "changed: providers/orchard/resource_gardener.py" in command.out.splitlines()


def test_files_of_a_vendor_that_is_gone_are_stray(command: Command) -> None:
    gone = command.root / "providers/grove/__init__.py"
    gone.parent.mkdir()
    gone.write_text("")
    assert command("--check") == 1
    assert command.out.splitlines() == ["stray: providers/grove/__init__.py"]
    assert command("--check", "--vendor", "orchard") == 0


def test_mending_command_names_the_vendors_asked_for(command: Command) -> None:
    (command.root / CHANGED).unlink()
    assert command("--check", "--vendor", "orchard") == 1
    assert "run: python -m generators --vendor orchard" in command.err


def test_unknown_vendor_is_refused_with_the_known_ones(command: Command) -> None:
    assert command("--vendor", "grove") == 2
    assert "there is no vendor 'grove'; known: orchard" in command.err


def test_a_vendor_that_cannot_be_read_is_an_error_of_every_command(command: Command) -> None:
    line = command.vendor.replace("provider.yaml", "recreate: revive", "recreate: again")
    assert main(["sandbox", str(command.vendor.folder)]) == 3
    assert command.read_err().startswith(f"error: orchard/provider.yaml:{line}: ")


def test_a_command_loads_nothing_of_the_others() -> None:
    code = """import sys
from generators.__main__ import main
try: main(["import"])
except SystemExit: print(*sys.modules)
"""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    loaded = done.stdout.split()
    assert "generators.importing.selection" in loaded
    assert not {"jinja2", "rolecall.sandbox", "generators.output"} & set(loaded)


def test_definition_error_writes_nothing_and_says_where(command: Command) -> None:
    line = command.vendor.replace("provider.yaml", "recreate: revive", "recreate: again")
    (command.root / CHANGED).unlink()
    assert command() == 3
    assert command.err.startswith(f"error: orchard/provider.yaml:{line}: ")
    assert not (command.root / CHANGED).exists()


def test_help_teaches_folders_and_exit_codes(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as caught:
        main(["--help"])
    assert caught.value.code == 0
    shown = capsys.readouterr().out
    for words in ("providers/<vendor>/", "examples/<vendor>/", "exit codes:", "--check found changed", "  3  "):
        assert words in shown
