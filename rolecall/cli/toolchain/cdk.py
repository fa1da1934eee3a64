"""The CDK whose library synthesizes stacks and whose command line deploys them: cdktf, or cdktn where it is chosen.

`ROLECALL_CDK` chooses; `rolecall/cdk/toolkit.py` obeys the same variable. CDK Terrain, `cdktn`, goes on with CDK for
Terraform, `cdktf`, which HashiCorp has archived.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

VARIABLE: Final = "ROLECALL_CDK"
_PINS = Path(__file__).with_name("npm")


@dataclass(frozen=True)
class Cdk:
    """One of the two. `node_majors` are the versions of Node for which its command line works as npm installs it.

    `oldest_node` is the oldest of those, in full; `script` is a path below `node_modules`.
    """

    name: str
    title: str
    script: str
    node_majors: tuple[int, ...]
    oldest_node: tuple[int, ...]

    @property
    def pins(self) -> Path:
        """The folder with the package.json and package-lock.json that npm installs from."""
        return _PINS / self.name

    @property
    def node_versions(self) -> str:
        """The versions of Node that fit, in words."""
        return f"{' or '.join(map(str, self.node_majors))}, at least {'.'.join(map(str, self.oldest_node))}"

    @property
    def package(self) -> str:
        """The npm package."""
        return self.script.partition("/")[0]

    def folder(self, toolchain: Path) -> Path:
        """The folder below the toolchain folder that npm installs into."""
        return toolchain / "npm" / self.name

    def installed(self, toolchain: Path) -> Path | None:
        """The script, or None where it is not installed."""
        script = self.folder(toolchain) / "node_modules" / self.script
        return script if script.is_file() else None

    def version(self, toolchain: Path) -> str:
        """The version that is installed."""
        manifest = self.folder(toolchain) / "node_modules" / self.package / "package.json"
        return str(json.loads(manifest.read_text(encoding="utf-8"))["version"])


# cdktf's terminal module comes compiled for Node 20 and 22 alone; cdktn has none, and needs 22.19.
CDKS: Final = {
    each.name: each
    for each in (
        Cdk("cdktf", "CDK for Terraform", "cdktf-cli/bundle/bin/cdktf", (20, 22), (20,)),
        Cdk("cdktn", "CDK Terrain", "cdktn-cli/bin/cdktn", (22,), (22, 19)),
    )
}


def chosen(environ: Mapping[str, str]) -> Cdk | None:
    """The CDK that `environ` chooses; None where it names none that there is."""
    return CDKS.get(environ.get(VARIABLE) or "cdktf")
