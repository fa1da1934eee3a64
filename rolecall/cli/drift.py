"""`rolecall drift`: its arguments, its help, and what it prints."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Final

import typer

SEVERITIES: Final = ("info", "low", "medium", "high", "critical")
IGNORES: Final = Path("rolecall-ignore.yaml")
PEOPLE: Final = Path("rolecall-people.yaml")


def drift(
    states: Annotated[
        list[Path] | None,
        typer.Argument(
            metavar="[STATE]...",
            help="State files, or folders in which `terraform init` was run; else those of the stacks here.",
        ),
    ] = None,
    plan: Annotated[
        list[Path] | None,
        typer.Option("--plan", metavar="FILE", help="Explain the drift in a JSON plan instead; no vendor is asked."),
    ] = None,
    plan_log: Annotated[
        Path | None,
        typer.Option("--plan-log", metavar="FILE", help="What `terraform plan -json` printed while it made that plan."),
    ] = None,
    vendor: Annotated[
        list[str] | None,
        typer.Option("--vendor", metavar="NAME", help="Read this vendor (tanium, tanzu@beta); else those in state."),
    ] = None,
    vendors: Annotated[
        list[Path] | None, typer.Option("--vendors", metavar="FILE", help="A YAML file of vendors and arguments.")
    ] = None,
    report: Annotated[
        list[str] | None,
        typer.Option("--report", metavar="FORMAT[=FILE]", help="Write this format too, to FILE or standard output."),
    ] = None,
    fail_on: Annotated[
        str, typer.Option(metavar="SEVERITY", help="End with 2 from this severity on: " + ", ".join(SEVERITIES) + ".")
    ] = "low",
    expiring_within: Annotated[
        float, typer.Option(metavar="DAYS", help="When the end of a token counts as near.")
    ] = 14.0,
    ignore: Annotated[
        Path | None, typer.Option("--ignore", metavar="FILE", help=f"What to live with; by default {IGNORES} if any.")
    ] = None,
    people: Annotated[
        Path | None,
        typer.Option("--people", metavar="FILE", help=f"Whose accounts are whose; by default {PEOPLE} if any."),
    ] = None,
    declared: Annotated[
        Path | None,
        typer.Option("--declared", metavar="DIR", help="Where synthesis wrote to; by default cdktf.out if any."),
    ] = None,
    since: Annotated[
        Path | None,
        typer.Option("--since", metavar="FILE", help="An earlier JSON report: say what is new, unchanged and gone."),
    ] = None,
    blame: Annotated[
        bool, typer.Option("--blame", help="Ask the vendors' own logs who last changed what differs.")
    ] = False,
    fix: Annotated[
        Path | None,
        typer.Option("--fix", metavar="DIR", help="Write the patch and the blocks that a person would; apply nothing."),
    ] = None,
) -> None:
    """Compare Terraform state with the vendors, and report what differs.

    Vendors are asked directly, each listing once, without Terraform's graph: ten thousand users take seconds.
    It only reads: nothing but GET, HEAD and logins can leave the process. URLs and credentials come from the
    environment, as for the provider blocks (TANIUM_URL, TANIUM_API_TOKEN and so on).

    \b
    Formats: text, json, markdown, sarif, junit, csv, prometheus, html, access, slack, teams. Without --report it is
    text on standard output. `sarif=drift.sarif` writes a file; give --report as often as you like. access is the
    access map for `rolecall who`; slack and teams are the body of a message that says what is new since --since.

    \b
    Examples:
      rolecall drift
      rolecall drift cdktf.out/stacks/access cdktf.out/stacks/credentials
      rolecall drift access.tfstate --vendor tanium --fail-on high
      rolecall drift --report text --report markdown=drift.md --report html=access.html
      rolecall drift --blame --fail-on high
      rolecall drift --fix repair
      rolecall drift --since last.json --report json=last.json --report slack=message.json
      terraform plan -json -out=saved.tfplan > plan.log && terraform show -json saved.tfplan > plan.json
      rolecall drift --plan plan.json --plan-log plan.log
      BETA_TANZU_KUBERNETES_HOST=https://... rolecall drift --vendor tanzu --vendor tanzu@beta

    \b
    Exit codes:
      0  everything was looked at, and nothing as severe as --fail-on was found
      1  it could not work: wrong arguments, a file that is no state
      2  drift was found
      3  something was not looked at: a vendor, a page, a member that the vendor did not say, or nothing at all.
         What was found is reported all the same; 3 wins over 2
    """
    from rolecall.cli.drift_job import Wanted, run

    code = run(
        Wanted(
            states=tuple(states or ()),
            plans=tuple(plan or ()),
            plan_log=plan_log,
            vendors=tuple(vendor or ()),
            vendor_files=tuple(vendors or ()),
            reports=tuple(report or ()),
            fail_on=fail_on,
            days=expiring_within,
            ignore=ignore,
            people=people,
            declared=declared,
            since=since,
            fix=fix,
            blame=blame,
        )
    )
    raise typer.Exit(code)
