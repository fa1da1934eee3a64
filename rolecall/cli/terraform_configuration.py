"""Write and read Terraform's CLI configuration, where the mirror is named."""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from pathlib import Path

MARK = "# Written by `rolecall mirror`; it may be replaced by the next run.\n"


class ForeignConfigurationError(Exception):
    """The file holds something that is not ours and may not be lost."""


def write_configuration(path: Path, text: str) -> None:
    """Write a CLI configuration to `path`.

    Raises ForeignConfigurationError for an existing file that this command did not write: it may hold
    credentials. Raises OSError when it cannot be written.
    """
    if path.exists() and path.stat().st_size and not path.read_text(encoding="utf-8").startswith(MARK):
        raise ForeignConfigurationError(
            f"{path} exists and holds other settings; run the command without --write-config and paste what it prints"
        )
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(MARK + text, encoding="utf-8")


def mirrors(environ: Mapping[str, str] = os.environ) -> list[Path]:
    """Return the folders of the filesystem mirrors that Terraform's CLI configuration names.

    It is looked for where Terraform does: TF_CLI_CONFIG_FILE, else `.terraformrc` in HOME.
    """
    chosen = environ.get("TF_CLI_CONFIG_FILE")
    path = Path(chosen) if chosen else Path(environ.get("HOME", "/"), ".terraformrc")
    try:
        text = path.read_text(encoding="utf-8")
    except OSError:
        return []
    blocks = re.findall(r"filesystem_mirror\s*\{(.*?)\}", text, re.DOTALL)
    found = [match[1] for block in blocks if (match := re.search(r'path\s*=\s*"((?:[^"\\]|\\.)*)"', block))]
    return [Path(re.sub(r"\\(.)", r"\1", folder)) for folder in found]
