"""`rolecall adopt`: its arguments, its help, and what it prints."""

from __future__ import annotations

import os
import sys
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from rolecall.cli.terminal import Terminal
from rolecall.text.sanitizer import one_line

if TYPE_CHECKING:
    from rolecall.adopt.job import Outcome


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
        typer.Option("--state", metavar="STATE", help="Leave out what this state file or Terraform folder manages."),
    ] = None,
    vendors: Annotated[
        Path | None, typer.Option("--vendors", metavar="FILE", help="A YAML file with further provider blocks.")
    ] = None,
    bindings: Annotated[
        bool, typer.Option("--bindings", help="Declare each role of a user as a binding of its own, not as a set.")
    ] = False,
) -> None:
    """Write the stack that a person would have written for what a vendor has, with the imports.

    It only reads the vendor: nothing but GET, HEAD and logins can leave the process. Deploying the result
    imports the objects and changes nothing: each was held against the provider's own plan first. Secrets,
    federated and protected accounts and the account that runs this are left out; README.md in the folder
    says so, each with the reason.

    Run it again at any time: it adds what is new and keeps every edit.

    \b
    A PATTERN is [TYPE.]ATTRIBUTE=GLOB; * stands for anything, and of a set one element must match:
      --select 'email=*@example.com'   --skip 'tanium_user.roles=*Admin*'

    \b
    Examples:
      rolecall adopt tanium
      rolecall adopt splunk --only splunk_role --output adopted/roles
      rolecall adopt tanium --state cdktf.out/stacks/access
      rolecall adopt tanzu --vendors clusters.yaml --within scope.cluster.name=alpha

    \b
    Exit codes:
      0  written, or nothing new to write
      1  it could not work: wrong arguments, a vendor that cannot be reached, a folder of something else
      3  something could not be read, or nothing could be listed at all; what was found is written all the same
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
        states=tuple(state or ()),
        vendors=vendors,
        bindings=bindings,
    )
    with terminal.waiting(f"reading {vendor}"):
        outcome = run(request, os.environ)
    _tell(Terminal(), outcome, folder)
    raise typer.Exit(outcome.exit)


def _tell(terminal: Terminal, outcome: Outcome, folder: Path) -> None:
    people, calls = outcome.additions.people, outcome.additions.calls
    for name in sorted({*people, *calls}):
        parts = [f"{people[name]} in people.yaml"] if name in people else []
        parts += [f"{calls[name]} in declarations.py"] if name in calls else []
        terminal.line(f"{name}: {', '.join(parts)}")
    decisions = outcome.decisions
    if not decisions.looked:
        terminal.line("Nothing was looked at: none of the resource types asked for could be listed.")
    elif not decisions.adopted:
        known = decisions.known
        terminal.line(f"Nothing new: {known} objects are in Terraform already." if known else "Nothing to adopt.")
    if decisions.left_out and decisions.adopted:
        terminal.line(f"{len(decisions.left_out)} left out; {folder / 'README.md'} says why.")
    elif decisions.left_out:
        for (kind, reason), count in Counter((each.type, each.reason) for each in decisions.left_out).items():
            terminal.line(one_line(f"{kind}: {count} left out. {reason}"))
    for name, reason in sorted(decisions.unread.items()):
        terminal.line(one_line(f"{name}: not looked at. {reason}"))
    for gap in outcome.gaps:
        said = one_line(f"{gap.vendor}, {gap.what}: {gap.why}. {gap.advice}")
        terminal.line(f"{terminal.style('not read', 'yellow')}: {said}")
    if decisions.adopted:
        terminal.line(f"Next: cd {folder} && cdktf diff")
