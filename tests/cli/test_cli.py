"""The command as a practitioner meets it: help, exit codes, what goes to which stream."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
import urllib.request
from pathlib import Path

import pytest

COMMANDS = ("serve", "mirror", "packages", "generate", "toolchain", "sandbox", "doctor", "demo")
ROLECALL = Path(sys.executable).with_name("rolecall")


def rolecall(*arguments: str, **environ: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [ROLECALL, *arguments],
        env={**os.environ, **environ},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.mark.parametrize("command", COMMANDS)
def test_help_teaches_with_examples_and_exit_codes(command: str) -> None:
    done = rolecall(command, "--help")
    assert done.returncode == 0
    assert f"rolecall {command}" in done.stdout
    assert re.search(rf"Examples?:\n +rolecall {command}", done.stdout)
    assert re.search(r"Exit codes:\n +0 +\S", done.stdout)
    assert "\x1b" not in done.stdout


def test_the_front_page_names_every_command() -> None:
    done = rolecall("--help")
    assert done.returncode == 0
    for command in COMMANDS:
        assert re.search(rf"^  {command} ", done.stdout, re.MULTILINE)


@pytest.mark.parametrize(
    "arguments",
    [
        ("no-such-command",),
        ("serve",),
        ("serve", "no-such-vendor"),
        ("serve", "../runtime"),
        ("serve", "tanium", "--no-such-option"),
        ("mirror",),
        ("sandbox", "no-such-vendor"),
        ("sandbox", "--port", "many"),
        ("doctor", "no-such-vendor"),
    ],
)
def test_wrong_arguments_give_2_and_say_why_on_stderr(arguments: tuple[str, ...]) -> None:
    done = rolecall(*arguments)
    assert done.returncode == 2
    assert done.stdout == ""
    assert done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize(
    "arguments",
    [
        ("drift", "--no-such-option"),
        ("drift", "--report"),
        ("review",),
        ("review", "--no-such-option", "plan.json"),
        ("adopt",),
        ("adopt", "tanium", "--no-such-option"),
        ("adopt", "tanium", "one", "too-many"),
    ],
)
def test_wrong_arguments_of_a_job_are_no_finding(arguments: tuple[str, ...]) -> None:
    done = rolecall(*arguments)
    assert (done.returncode, done.stdout) == (1, "")
    assert "Error: " in done.stderr and "Traceback" not in done.stderr


def test_serving_by_hand_explains_what_a_provider_is() -> None:
    done = rolecall("serve", "tanium", TF_PLUGIN_MAGIC_COOKIE="")
    assert done.returncode == 1
    assert "rolecall mirror" in done.stderr


def test_serving_imports_none_of_the_command_line() -> None:
    """Terraform starts a provider several times per command."""
    script = (
        "import sys; sys.argv = ['rolecall', 'serve', 'no_such_vendor']\n"
        "from rolecall.__main__ import main\n"
        "try: main()\n"
        "except SystemExit: print(sorted(sys.modules))"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert "'rolecall.runtime.serve'" in done.stdout
    for module in ("typer", "click", "rich", "rolecall.cli.commands", "cdktf", "jinja2", "rolecall.sandbox"):
        assert f"'{module}'" not in done.stdout


def test_mirror_prints_only_what_is_to_be_pasted(tmp_path: Path) -> None:
    done = rolecall("mirror", str(tmp_path / "mirror"))
    assert done.returncode == 0
    assert done.stdout.startswith("provider_installation {\n")
    assert f'path    = "{tmp_path}/mirror"' in done.stdout
    assert re.search(r"^rolecall/tanium \S+  h1:\S+=$", done.stderr, re.MULTILINE)


def test_mirror_writes_the_configuration_and_keeps_what_is_there(tmp_path: Path) -> None:
    config = tmp_path / "settings" / "terraform.rc"
    done = rolecall("mirror", str(tmp_path / "mirror"), "--write-config", str(config))
    assert done.returncode == 0
    assert done.stdout == f"export TF_CLI_CONFIG_FILE={config}\n"
    assert "filesystem_mirror" in config.read_text()
    assert rolecall("mirror", str(tmp_path / "other"), "--write-config", str(config)).returncode == 0
    assert str(tmp_path / "other") in config.read_text()

    config.write_text('credentials "example.com" {\n  token = "do-not-lose-me"\n}\n')
    done = rolecall("mirror", str(tmp_path / "mirror"), "--write-config", str(config))
    assert done.returncode == 0
    assert "do-not-lose-me" in config.read_text() and "filesystem_mirror" in config.read_text()
    assert "do-not-lose-me" not in done.stdout + done.stderr


def test_mirror_says_what_is_in_the_way(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    done = rolecall("mirror", str(tmp_path / "file"))
    assert done.returncode == 1
    assert done.stderr.startswith("rolecall mirror: ")
    assert "Traceback" not in done.stderr


def test_sandbox_prints_lines_for_a_shell_and_ends_on_ctrl_c() -> None:
    process = subprocess.Popen(
        [ROLECALL, "sandbox", "tanium", "--seed", "3"], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )
    try:
        assert process.stdout is not None
        lines = [process.stdout.readline() for _ in range(4)]
        settings = dict(re.findall(r"^export (\w+)=(\S+)$", "".join(lines), re.MULTILINE))
        assert set(settings) == {"TANIUM_URL", "TANIUM_API_TOKEN", "TANIUM_API_DIALECT"}
        with urllib.request.urlopen(f"{settings['TANIUM_URL']}/__sandbox__/state") as answer:
            assert b"user00003" in answer.read()
    finally:
        process.send_signal(signal.SIGINT)
        _, errors = process.communicate(timeout=30)
    assert process.returncode == 0
    assert errors == ""


def test_it_says_its_version_and_completes_for_a_shell() -> None:
    assert re.fullmatch(r"rolecall \d+\.\d+\.\d+(-dev\.\d+\.c[0-9a-f]{12})?\n", rolecall("--version").stdout)
    assert "_ROLECALL_COMPLETE=complete_bash" in rolecall(_ROLECALL_COMPLETE="source_bash").stdout
    typed = rolecall(_ROLECALL_COMPLETE="complete_bash", COMP_WORDS="rolecall dr", COMP_CWORD="1")
    assert typed.stdout.split() == ["drift"]


@pytest.mark.parametrize(
    "arguments",
    [
        ("mirror", "{file}/new"),
        ("mirror", "{folder}/mirror", "--vendor", "tanium", "--write-config", "{folder}"),
        ("packages", "{file}/new", "--vendor", "tanium", "--platform", "linux_amd64"),
        ("init", "{file}/new"),
        ("demo", "--keep", "{file}/new"),
        ("sandbox", "tanium", "--env", "{file}/new/env"),
    ],
)
def test_what_cannot_be_written_is_one_plain_sentence(tmp_path: Path, arguments: tuple[str, ...]) -> None:
    (tmp_path / "file").write_text("")
    done = rolecall(*(text.format(file=tmp_path / "file", folder=tmp_path) for text in arguments))
    assert done.returncode == 1, done.stderr
    *_, line = done.stderr.splitlines()
    assert re.search(
        rf"cannot (be written|write {re.escape(str(tmp_path))}\S*): |{tmp_path}\S* cannot be written: ", line
    )
    assert "Errno" not in done.stderr and "Traceback" not in done.stderr


def test_the_demo_is_for_a_checkout_and_says_so_at_once(tmp_path: Path) -> None:
    """The wheel has no stacks that could be deployed, and does not advertise it."""
    (tmp_path / "rolecall").symlink_to(Path(__file__).parents[2] / "rolecall")
    environ = {**os.environ, "PYTHONPATH": str(tmp_path), "PYTHONSAFEPATH": "1"}

    def run(*arguments: str) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, "-m", "rolecall", *arguments]
        return subprocess.run(command, cwd=tmp_path, env=environ, capture_output=True, text=True, check=False)

    done = run("demo")
    assert done.returncode == 1 and done.stdout == ""
    assert "in a checkout of rolecall alone: run `make demo` there, or try `rolecall init access`" in done.stderr
    said = run("--help").stdout
    assert "Start here" in said and "rolecall init access" in said and "demo" not in said
