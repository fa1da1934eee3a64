"""Which Terraform and Node are chosen, and what they are given."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from rolecall.cli.toolchain import launchers, programs
from rolecall.cli.toolchain.cdk import CDKS, Cdk
from rolecall.cli.toolchain.programs import Toolchain, ToolchainError
from tests.cli.command_lines import with_command_line


def program(folder: Path, name: str, output: str) -> Path:
    """Make a program that prints `output`, whatever it is asked."""
    folder.mkdir(parents=True, exist_ok=True)
    return launchers.write_executable(folder / name, f"#!/bin/sh\ncat <<'END'\n{output}\nEND\n")


@pytest.fixture
def environ(tmp_path: Path) -> dict[str, str]:
    """An environment with an empty PATH and a toolchain folder of its own."""
    return {"PATH": "", "ROLECALL_TOOLCHAIN": str(tmp_path / "toolchain")}


def version(number: str) -> str:
    return f'{{"terraform_version": "{number}"}}'


def test_the_first_native_terraform_that_fits_wins(environ: dict[str, str], tmp_path: Path) -> None:
    old = program(tmp_path / "old", "terraform", version("1.10.9"))
    other = program(tmp_path / "other", "terraform", "not Terraform at all")
    new = program(tmp_path / "new", "terraform", version("1.12.0-beta1"))
    newer = program(tmp_path / "newer", "terraform", version("1.14.0"))
    environ["PATH"] = os.pathsep.join(str(path.parent) for path in (old, other, new, newer))
    found = programs.find_terraform(environ)
    assert (found.source, found.version, found.embedded) == (new, "1.12.0-beta1", False)


def test_our_own_launcher_on_path_is_not_taken_for_a_native_terraform(environ: dict[str, str], tmp_path: Path) -> None:
    own = program(tmp_path / "toolchain" / "bin", "terraform", version("1.99.0"))
    environ["PATH"] = str(own.parent)
    assert programs.find_terraform(environ).embedded


def test_the_embedded_terraform_serves_where_no_native_one_fits(environ: dict[str, str], tmp_path: Path) -> None:
    environ["PATH"] = str(program(tmp_path / "old", "terraform", version("0.12.31")).parent)
    found = programs.find_terraform(environ)
    assert found.embedded
    assert found.version == "1.15.5"


def test_the_embedded_terraform_can_be_asked_for(environ: dict[str, str], tmp_path: Path) -> None:
    environ["PATH"] = str(program(tmp_path / "new", "terraform", version("1.14.0")).parent)
    environ["ROLECALL_TERRAFORM"] = "embedded"
    assert programs.find_terraform(environ).embedded


def test_a_terraform_asked_for_must_fit(environ: dict[str, str], tmp_path: Path) -> None:
    environ["ROLECALL_TERRAFORM"] = str(program(tmp_path, "terraform", version("1.10.0")))
    with pytest.raises(ToolchainError, match=r"ROLECALL_TERRAFORM: .* is not a Terraform of 1\.11 or newer"):
        programs.find_terraform(environ)


def test_the_callers_terraform_settings_do_not_disturb_the_choice(
    environ: dict[str, str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("TF_CLI_ARGS", "-no-such-option")
    monkeypatch.setenv("TF_CLI_CONFIG_FILE", str(tmp_path / "missing"))
    environ["ROLECALL_TERRAFORM"] = "embedded"
    assert programs.find_terraform(environ).version == "1.15.5"


@pytest.mark.parametrize("number", ["v18.20.0", "v21.0.0", "v24.1.0", "not a version"])
def test_a_node_without_a_compiled_terminal_module_is_passed_over(
    environ: dict[str, str], tmp_path: Path, number: str
) -> None:
    environ["PATH"] = str(program(tmp_path / "bin", "node", number).parent)
    found = programs.find_node(environ)
    assert found is not None
    assert found.embedded


def test_a_native_node_that_fits_comes_first_with_its_own_npm(environ: dict[str, str], tmp_path: Path) -> None:
    node = program(tmp_path / "bin", "node", "v22.11.0")
    npm = program(tmp_path / "bin", "npm", "10")
    environ["PATH"] = str(node.parent)
    found = programs.find_node(environ)
    assert found == programs.Node(node, "22.11.0", embedded=False, npm=(str(npm),))


def test_a_native_node_without_npm_borrows_the_one_from_pypi(environ: dict[str, str], tmp_path: Path) -> None:
    node = program(tmp_path / "bin", "node", "v20.1.0")
    environ["PATH"] = str(node.parent)
    found = programs.find_node(environ)
    assert found is not None
    assert found.npm[0] == str(node)
    assert Path(found.npm[1]).is_file()


def test_a_node_asked_for_must_fit(environ: dict[str, str], tmp_path: Path) -> None:
    environ["ROLECALL_NODE"] = str(program(tmp_path, "node", "v24.0.0"))
    with pytest.raises(ToolchainError, match="is not Node 20 or 22"):
        programs.find_node(environ)


@pytest.mark.parametrize(("number", "fits"), [("v20.20.2", False), ("v22.18.0", False), ("v22.19.0", True)])
def test_cdktn_needs_a_newer_node(environ: dict[str, str], tmp_path: Path, number: str, fits: bool) -> None:
    native = program(tmp_path / "bin", "node", number)
    environ |= {"PATH": str(native.parent), "ROLECALL_CDK": "cdktn"}
    found = programs.find_node(environ)
    assert found is not None
    assert (found.path == native) is fits
    assert programs.find_node({**environ, "ROLECALL_CDK": ""}) != found or fits


def test_a_cdk_that_there_is_not_is_told(environ: dict[str, str]) -> None:
    environ["ROLECALL_CDK"] = "cdk8s"
    with pytest.raises(ToolchainError, match="ROLECALL_CDK: cdk8s is none of cdktf, cdktn"):
        programs.the_cdk(environ)


@pytest.mark.parametrize("cdk", CDKS.values(), ids=CDKS)
def test_the_pins_are_of_the_command_line_and_name_no_registry(cdk: Cdk) -> None:
    lock = (cdk.pins / "package-lock.json").read_text(encoding="utf-8")
    wanted = json.loads((cdk.pins / "package.json").read_text(encoding="utf-8"))["devDependencies"]
    locked = json.loads(lock)["packages"]
    assert {cdk.package: locked[f"node_modules/{cdk.package}"]["version"]} == wanted
    assert '"resolved"' not in lock
    assert all(each.get("integrity") or each.get("inBundle") for name, each in locked.items() if name)


def test_the_environment_is_quiet_and_keeps_out_of_home(tmp_path: Path) -> None:
    found = Toolchain(
        directory=tmp_path,
        terraform=tmp_path / "terraform",
        terraform_version="1.15.5",
        embedded=True,
        node=tmp_path / "node",
        cdktf=None,
    )
    made = found.environment({"HOME": "/home/jane", "CI": "false"}, cli_config=tmp_path / "rc")
    assert made == {
        "HOME": "/home/jane",
        "CI": "true",
        "CHECKPOINT_DISABLE": "1",
        "CDKTF_SKIP_PROVIDER_LOCK": "true",
        "CDKTF_DISABLE_PLUGIN_CACHE_ENV": "1",
        "CDKTF_HOME": str(tmp_path / "cdktf"),
        "JSII_NODE": str(tmp_path / "node"),
        "ROLECALL_CACHE": str(tmp_path / "bytecode"),
        "ROLECALL_PYTHON": sys.executable,
        "JSII_RUNTIME_PACKAGE_CACHE_ROOT": str(tmp_path / "jsii"),
        "JSII_SILENCE_WARNING_END_OF_LIFE_NODE_VERSION": "20,22",
        "TERRAFORM_BINARY_NAME": str(tmp_path / "terraform"),
        "TF_CLI_CONFIG_FILE": str(tmp_path / "rc"),
        "TF_INPUT": "0",
        "npm_config_update_notifier": "false",
    }


def test_a_launcher_is_rewritten_only_when_it_differs(tmp_path: Path) -> None:
    path = launchers.write_executable(tmp_path / "bin" / "tool", "#!/bin/sh\n")
    inode = path.stat().st_ino
    assert launchers.write_executable(path, "#!/bin/sh\n").stat().st_ino == inode
    launchers.write_executable(path, "#!/bin/sh\nexit 3\n")
    assert os.waitstatus_to_exitcode(os.system(f"'{path}'")) == 3
    assert [file.name for file in path.parent.iterdir()] == ["tool"]


def test_a_link_is_moved_to_a_new_target(tmp_path: Path) -> None:
    path = launchers.link(tmp_path / "bin" / "node", Path("/one"))
    launchers.link(path, Path("/two"))
    assert path.readlink() == Path("/two")
    assert [file.name for file in path.parent.iterdir()] == ["node"]


def test_the_launcher_brings_node_and_defaults_with_it(tmp_path: Path) -> None:
    """On a machine without Node the command line asks PATH for one, and nowhere else."""
    script = launchers.write_executable(
        tmp_path / "a script", 'printf \'%s \' "$1" "$TERRAFORM_BINARY_NAME" "$ODD" "$SET"\n'
    )
    odd = "a \"b\" $c `d` \\e 'f'"
    defaults = {"ODD": odd, "SET": "no"}
    launcher = launchers.command_line(tmp_path / "tools", "cdktf", Path("/bin/sh"), script, defaults)
    done = subprocess.run([launcher, "x y"], env={"PATH": "", "SET": "yes"}, capture_output=True, text=True, check=True)
    assert done.stdout == f"x y {tmp_path}/tools/bin/terraform {odd} yes "


@pytest.mark.parametrize("cdk", CDKS)
def test_the_command_line_needs_neither_node_nor_python_on_path(tmp_path: Path, cdk: str) -> None:
    found = with_command_line(cdk)
    assert found.cdktf is not None
    (tmp_path / "cdktf.json").write_text('{"language": "python", "app": "echo no stacks here; exit 3"}')
    done = subprocess.run(
        [found.cdktf, "synth"],
        cwd=tmp_path,
        env={"PATH": "", "HOME": str(tmp_path), "CI": "true"},
        capture_output=True,
        text=True,
        check=False,
    )
    # It gets as far as running the app, for which it uses the system's shell.
    assert "could not be determined" not in done.stdout + done.stderr
    assert "no stacks here" in done.stdout + done.stderr
