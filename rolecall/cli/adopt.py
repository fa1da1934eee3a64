"""`rolecall adopt`: its arguments, its help, and what it prints."""

from __future__ import annotations

import os
import sys
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Final

import typer

from rolecall.cli.stacks import stacks_here
from rolecall.cli.terminal import Terminal
from rolecall.reports.errors import JobError
from rolecall.text.sanitizer import one_line

if TYPE_CHECKING:
    from rolecall.adopt.job import Outcome

PEOPLE: Final = Path("rolecall-people.yaml")


def adopt(
    vendor: Annotated[str, typer.Argument(metavar="VENDOR", help="The provider's name, for example tanium.")],
    output: Annotated[
        Path | None, typer.Option("--output", metavar="DIR", help="The folder to write; by default adopted/VENDOR.")
    ] = None,
    only: Annotated[
        list[str] | None, typer.Option("--only", metavar="TYPE", help="Adopt objects of this resource type alone.")
    ] = None,
    select: Annotated[
        list[str] | None,
        typer.Option("--select", metavar="PATTERN", help="Of the types that have the attribute, adopt what matches."),
    ] = None,
    skip: Annotated[
        list[str] | None, typer.Option("--skip", metavar="PATTERN", help="Leave out what matches, in any case.")
    ] = None,
    within: Annotated[
        list[str] | None,
        typer.Option("--within", metavar="PATH=VALUE", help="Look here for objects that do not say where they are."),
    ] = None,
    state: Annotated[
        list[Path] | None,
        typer.Option(
            "--state",
            metavar="STATE",
            help="Leave out what this state file or Terraform folder manages; else what the stacks here manage.",
        ),
    ] = None,
    no_state: Annotated[
        bool, typer.Option("--no-state", help="No stack manages anything of the vendor yet: read no state.")
    ] = False,
    vendors: Annotated[
        Path | None, typer.Option("--vendors", metavar="FILE", help="A YAML file with further provider blocks.")
    ] = None,
    bindings: Annotated[
        bool, typer.Option("--bindings", help="Declare each role of a user as a binding of its own, not as a set.")
    ] = False,
    people: Annotated[
        Path | None,
        typer.Option("--people", metavar="FILE", help=f"Whose accounts are whose; by default {PEOPLE} if any."),
    ] = None,
) -> None:
    """Write the stack that a person would have written for what a vendor has, with the imports.

    It only reads the vendor: nothing but GET, HEAD and logins can leave the process. Deploying the result
    imports the objects and changes nothing: each was held against the provider's own plan first. Secrets,
    federated and protected accounts and the account that runs this are left out; README.md in the folder
    says so, each with the reason.

    What the stacks in this folder manage already is left alone: their states are read first, and where one
    cannot be, nothing is adopted. One object has one owner: an object that two states manage is destroyed
    with the first of them.

    Run it again at any time: it adds what is new and keeps every edit.

    \b
    A PATTERN is [TYPE.]ATTRIBUTE=GLOB; * stands for anything, and of a set one element must match:
      --select 'email=*@example.com'   --skip 'tanium_user.roles=*Admin*'

    \b
    Examples:
      rolecall adopt tanium
      rolecall adopt splunk --only splunk_role --output adopted/roles
      rolecall adopt tanium --state access.tfstate --state credentials.tfstate
      rolecall adopt tanzu --vendors clusters.yaml --within scope.cluster.name=alpha

    \b
    Exit codes:
      0  written, or nothing new to write
      1  it could not work: wrong arguments, a vendor or a state that cannot be read, a folder of something else
      3  something could not be looked at, or nothing at all; what was found is written all the same
    """
    from rolecall.adopt.job import Request
    from rolecall.adopt.job import adopt as run

    terminal = Terminal(sys.stderr)
    folder = output or Path("adopted") / vendor
    request = Request(
        vendor=vendor,
        output=folder,
        only=tuple(only or ()),
        select=tuple(select or ()),
        skip=tuple(skip or ()),
        within=tuple(within or ()),
        states=_states(state or [], none=no_state),
        vendors=vendors,
        bindings=bindings,
        people=people or (PEOPLE if PEOPLE.is_file() else None),
    )
    with terminal.waiting(f"reading {vendor}"):
        outcome = run(request, os.environ)
    said = Terminal()
    if not request.states and not no_state:
        said.line("No state was read here: what other stacks manage is imported again. Give their states with --state.")
    _tell(said, outcome, folder)
    raise typer.Exit(outcome.exit)


def _states(given: list[Path], *, none: bool) -> tuple[Path, ...]:
    """The states to read: those given, else those of the stacks here."""
    if given and none:
        raise JobError("Give --state or --no-state, not both.", hint="--no-state says that there is none.")
    if given or none:
        return tuple(given)
    found = stacks_here()
    for folder in found:
        if not (folder / ".terraform").is_dir() and not (folder / "terraform.tfstate").is_file():
            raise JobError(
                f"{folder} is a stack whose state nobody can read here: Terraform never worked in it.",
                hint="Run `terraform init` there, give its state with --state, or say --no-state if it has none.",
            )
    return tuple(found)


def _tell(terminal: Terminal, outcome: Outcome, folder: Path) -> None:
    from rolecall.adopt.privileged import headline

    people, calls = outcome.additions.people, outcome.additions.calls
    for name in sorted({*people, *calls}):
        parts = [f"{people[name]} in people.yaml"] if name in people else []
        parts += [f"{calls[name]} in declarations.py"] if name in calls else []
        terminal.line(f"{name}: {', '.join(parts)}")
    decisions = outcome.decisions
    if outcome.privileged:
        terminal.line(f"{headline(outcome.privileged)} {folder / 'README.md'} names them.")
    if decisions.known:
        terminal.line(f"{decisions.known} objects are in Terraform already.")
    if not decisions.looked:
        terminal.line("Nothing was looked at: none of the resource types asked for could be listed.")
    elif not decisions.adopted:
        terminal.line("Nothing new." if decisions.known else "Nothing to adopt.")
    for (kind, reason), count in Counter((each.type, each.reason) for each in decisions.left_out).items():
        terminal.line(one_line(f"{kind}: {count} left out. {reason}"))
    if decisions.left_out and decisions.adopted:
        terminal.line(f"{folder / 'README.md'} names each.")
    for name, reason in sorted(decisions.unread.items()):
        terminal.line(one_line(f"{name}: not looked at. {reason}"))
    for gap in outcome.gaps:
        said = one_line(f"{gap.vendor}, {gap.what}: {gap.why}. {gap.advice}")
        terminal.line(f"{terminal.style('not read', 'yellow')}: {said}")
    if decisions.adopted:
        terminal.line(f"Next: cd {folder} && cdktf diff")
