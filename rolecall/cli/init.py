"""The subcommand that makes a repository of one's own: `init`."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import Annotated

import typer

from rolecall.cli.repository.vendors import VENDORS


def init(
    directory: Annotated[Path, typer.Argument(metavar="[DIR]", help="The folder; made if missing.")] = Path(),
    vendor: Annotated[
        list[str] | None,
        typer.Option("--vendor", metavar="VENDOR", help=f"The first stack's one vendor: {', '.join(VENDORS)}."),
    ] = None,
    state: Annotated[
        str | None,
        typer.Option(
            "--state", metavar="URL", help="Where state is kept; else as ROLECALL_STATE says, or it is asked."
        ),
    ] = None,
    hcl: Annotated[bool, typer.Option("--hcl", help="Plain HCL in place of Python and CDKTF.")] = False,
) -> None:
    """Make a repository of your own: a first stack, its people, CI jobs, and a README of five commands.

    Files that are there already are left as they are, and named. Without --state it is ROLECALL_STATE that says
    where state is kept. Where it is not set either, a terminal is asked; without one it is a file in the folder.
    The first stack is of one vendor; the README says how a second one comes in.

    \b
    Examples:
      rolecall init access
      rolecall init access --vendor splunk --state s3://bucket/access?region=eu-central-1
      rolecall init access --hcl --state pg://db.example.com/terraform

    \b
    Exit codes:
      0  written, or nothing was missing
      1  could not be written
      2  wrong arguments, a URL that is no place for states, or a stack of the other kind (Python, HCL) in the folder
    """
    from rolecall import state_url
    from rolecall.cli.repository.contents import contents, other_stack, state_name
    from rolecall.cli.repository.report import said, said_of_name
    from rolecall.cli.repository.write import write
    from rolecall.text.file_errors import unusable

    first = _one(vendor or ["tanium"])
    if other := other_stack(directory, hcl=hcl):
        how = "without --hcl" if hcl else "with --hcl"
        typer.echo(f"rolecall init: {other} is there; name another folder, or run it {how}", err=True)
        raise typer.Exit(2)
    called = state_name(directory)
    try:
        ours = state_url.environment_url(os.environ) if state is None else ""
        url = state if state is not None else ours or _ask()
        texts = contents(first, url, hcl=hcl, name=called.name)
    except state_url.StateUrlError as error:
        text = str(error) if state is None and os.environ.get(state_url.VARIABLE) else _of_option(str(error))
        typer.echo(f"rolecall init: {text}", err=True)
        raise typer.Exit(2) from None
    if ours:
        typer.echo(f"state is kept at {ours}, as {state_url.VARIABLE} says")
    try:
        written = write(directory, texts)
    except OSError as error:
        typer.echo(f"rolecall init: {unusable(error)}; name another folder", err=True)
        raise typer.Exit(1) from None
    for line in (*said_of_name(called), *said(directory, texts, written, os.environ)):
        typer.echo(line)


def _one(vendors: list[str]) -> str:
    """The vendor of the first stack. Ends the command where there is none of that name, or more than one."""
    for each in vendors:
        if each not in VENDORS:
            typer.echo(f"rolecall init: no vendor {each!r}; there are {', '.join(VENDORS)}", err=True)
            raise typer.Exit(2)
    if len(set(vendors)) > 1:
        typer.echo(
            f"rolecall init: --vendor takes one vendor, and {' and '.join(vendors)} are more; begin with one, "
            "and add the other as the README says that is written",
            err=True,
        )
        raise typer.Exit(2)
    return vendors[0]


def _of_option(text: str) -> str:
    from rolecall.state_url import VARIABLE

    return text.replace(VARIABLE, "--state")


def _ask() -> str:
    """The URL that a person types; a file where nobody can be asked."""
    from rolecall.state_url import examples

    if not sys.stdin.isatty():
        return "file:"
    typer.echo(f"Where is state kept? One of {', '.join(examples())};")
    answer: str = typer.prompt("Enter takes a file in this folder, which only you can use", default="file:")
    return answer
