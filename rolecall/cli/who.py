"""`rolecall who`: its arguments and its help."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer


def who(
    sources: Annotated[
        list[Path] | None,
        typer.Argument(
            metavar="[SOURCE]...",
            help="A saved access map, state files or Terraform folders; else the states of the stacks here.",
        ),
    ] = None,
    can: Annotated[
        str, typer.Option("--can", metavar="RIGHT", help="Who has this right, of whatever kind, by whatever path.")
    ] = "",
    role: Annotated[str, typer.Option("--role", metavar="NAME", help="Who has this role.")] = "",
    group: Annotated[str, typer.Option("--group", metavar="NAME", help="Who is in this group.")] = "",
    person: Annotated[
        str, typer.Option("--person", metavar="NAME", help="What this person has: an address or an account.")
    ] = "",
    vendor: Annotated[
        list[str] | None,
        typer.Option("--vendor", metavar="NAME", help="On this vendor (tanium, tanzu@beta); with --live, ask it."),
    ] = None,
    scope: Annotated[
        str, typer.Option("--scope", metavar="LEVEL/NAME", help="Where: rights on wider scopes count too.")
    ] = "",
    tier: Annotated[
        str, typer.Option("--tier", metavar="TIER", help="At least this privileged: critical, high, normal or low.")
    ] = "",
    live: Annotated[bool, typer.Option("--live", help="Ask the vendors, not the states. Only reads are sent.")] = False,
    vendors: Annotated[
        list[Path] | None, typer.Option("--vendors", metavar="FILE", help="A YAML file of vendors and arguments.")
    ] = None,
    save: Annotated[
        Path | None, typer.Option("--save", metavar="FILE", help="Save the whole access map, to ask it again.")
    ] = None,
    since: Annotated[
        Path | None, typer.Option("--since", metavar="FILE", help="Earlier evidence, for the days in the new one.")
    ] = None,
    people: Annotated[
        Path | None,
        typer.Option("--people", metavar="FILE", help="Whose accounts are whose; by default rolecall-people.yaml."),
    ] = None,
    nobody: Annotated[bool, typer.Option("--nobody", help="Nobody should: end with 2 where somebody has it.")] = False,
    report: Annotated[
        list[str] | None,
        typer.Option("--report", metavar="FORMAT[=FILE]", help="Write this format too, to FILE or standard output."),
    ] = None,
) -> None:
    """Say who has a role, a right, a group, a scope or a vendor, through what path, and declared where.

    What counts is the effect: roles that include others, groups, wider scopes. All options that narrow the question
    must fit; names take `*` and `?`, and letter case does not count. Without any, it is everybody's access.

    State tells what was declared and applied, --live what the vendors have now, given by hand too. A saved map
    answers in seconds and asks nobody; it is as old as it says.

    \b
    Formats: text, json, csv, html, and evidence, evidence-html for an access review: every right with its path,
    tier and declaration, a column for the reviewer, and a hash over all of it. `rolecall review --reviewed FILE`
    takes the filled-in CSV back as approvals.

    \b
    Examples:
      rolecall who --can admin
      rolecall who --person jane
      rolecall who --vendor tanzu --scope cluster/alpha
      rolecall who access.tfstate credentials.tfstate --role soc_lead
      rolecall who --live --vendor splunk --tier high --report csv=privileged.csv
      rolecall who --live --save map.json --can admin
      rolecall who map.json --can '*admin*' --nobody
      rolecall who map.json --tier high --report evidence=q3.csv --since q2.csv

    \b
    Exit codes:
      0  answered: somebody or nobody
      1  it could not work: wrong arguments, a file that is neither state nor map
      2  somebody has it, and --nobody was given
      3  something was not looked at, so that the answer may lack somebody; 3 wins over 2
    """
    from rolecall.cli.who_job import run
    from rolecall.cli.who_request import Wanted

    code = run(
        Wanted(
            sources=tuple(sources or ()),
            can=can,
            role=role,
            group=group,
            person=person,
            vendors=tuple(vendor or ()),
            scope=scope,
            tier=tier,
            live=live,
            vendor_files=tuple(vendors or ()),
            save=save,
            since=since,
            people=people,
            nobody=nobody,
            reports=tuple(report or ()),
        )
    )
    raise typer.Exit(code)
