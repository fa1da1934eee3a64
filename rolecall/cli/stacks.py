"""Stacks in the working folder: the folders whose state the jobs read where none is named."""

from __future__ import annotations

from pathlib import Path
from typing import Final

OUTPUT: Final = Path("cdktf.out")


def stacks_here() -> list[Path]:
    """The working folder where Terraform works in it, else those of the stacks that synthesis wrote; maybe none."""
    here = Path()
    if (here / ".terraform").is_dir() or (here / "terraform.tfstate").is_file():
        return [here]
    return sorted(path.parent for path in OUTPUT.glob("stacks/*/cdk.tf.json"))
