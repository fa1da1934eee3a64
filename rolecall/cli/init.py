"""The subcommand that makes a repository of one's own: `init`."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from rolecall.cli.repository.vendors import VENDORS


def init(
    directory: Annotated[Path, typer.Argument(metavar="[DIR]", help="The folder; made if missing.")] = Path(),
    vendor: Annotated[
        str, typer.Option("--vendor", metavar="VENDOR", help=f"The first stack's vendor: {', '.join(VENDORS)}.")
    ] = "tanium",
    state: Annotated[
        str | None,
        typer.Option("--state", metavar="URL", help="Where state is kept, as in ROLECALL_STATE; else it is asked."),
    ] = None,
    hcl: Annotated[bool, typer.Option("--hcl", help="Plain HCL in place of Python and CDKTF.")] = False,
) -> None:
    """Make a repository of your own: a first stack, its people, CI jobs, and a README of five commands.

    Files that are there already are left as they are. Without a terminal nothing is asked, and state is a
    file in the folder.

    \b
    Examples:
      rolecall init access
      rolecall init access --vendor splunk --state s3://bucket/access?region=eu-central-1
      rolecall init access --hcl --state pg://db.example.com/terraform

    \b
    Exit codes:
      0  written, or nothing was missing
      1  could not be written
      2  wrong arguments, or a URL that is no place for states
    """
    from rolecall import state_url
    from rolecall.cli.repository.contents import contents
    from rolecall.cli.repository.write import write

    if vendor not in VENDORS:
        typer.echo(f"rolecall init: no vendor {vendor!r}; there are {', '.join(VENDORS)}", err=True)
        raise typer.Exit(2)
    try:
        url = state if state is not None else _ask()
        texts = contents(vendor, url, hcl=hcl)
    except state_url.StateUrlError as error:
        typer.echo(f"rolecall init: {str(error).replace(state_url.VARIABLE, '--state')}", err=True)
        raise typer.Exit(2) from None
    try:
        written = write(directory, texts)
    except OSError as error:
        typer.echo(f"rolecall init: {error}", err=True)
        raise typer.Exit(1) from None
    for name in written.made:
        typer.echo(f"made {name}")
    for name in written.kept:
        typer.echo(f"kept {name}, which was there")
    typer.echo(f"Next: the five commands in {directory / 'README.md'}.")


def _ask() -> str:
    """The URL that a person types; a file where nobody can be asked."""
    from rolecall.state_url import examples

    if not sys.stdin.isatty():
        return "file:"
    typer.echo(f"Where is state kept? One of {', '.join(examples())};")
    answer: str = typer.prompt("Enter takes a file in this folder, which only you can use", default="file:")
    return answer
