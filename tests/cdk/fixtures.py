"""What tests of stacks share: an app, a stack with a provider, and its JSON."""

from __future__ import annotations

import json
import os
import subprocess
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeAlias

import pytest

# Before CDKTF starts Node: whichever Node runs the tests, its age is not their subject.
os.environ.setdefault("JSII_SILENCE_WARNING_END_OF_LIFE_NODE_VERSION", "20")

from rolecall.cli.toolchain.programs import Toolchain

if TYPE_CHECKING:
    from rolecall.cdk.toolkit import App, TerraformStack

Synth: TypeAlias = "Callable[[TerraformStack], dict[str, Any]]"


@pytest.fixture
def app(tmp_path: Path) -> App:
    from rolecall.cdk.toolkit import SynthTesting

    return SynthTesting.app(outdir=str(tmp_path / "out"))


@pytest.fixture
def stack(app: App) -> TerraformStack:
    """A stack with the sample vendor's provider."""
    from rolecall.cdk.toolkit import TerraformStack
    from tests.cdk.sample_binding import AcmeProvider

    made = TerraformStack(app, "st")
    AcmeProvider(made, "acme")
    return made


@pytest.fixture
def synth() -> Synth:
    """A stack's Terraform JSON, validations included, without CDKTF's metadata."""

    from rolecall.cdk.toolkit import SynthTesting

    def run(stack: TerraformStack) -> dict[str, Any]:
        data: dict[str, Any] = json.loads(SynthTesting.synth(stack, True))
        return data

    return run


def run_terraform(folder: Path, *arguments: str, environment: Mapping[str, str] | None = None) -> str:
    """The output of a Terraform command that must succeed, in an environment of its own."""
    tools = Toolchain.find()
    base = {"PATH": os.environ["PATH"], "HOME": str(folder), **(environment or {})}
    done = subprocess.run(
        [tools.terraform, *arguments],
        cwd=folder,
        env=tools.environment(base, Path(os.devnull)),
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout
