"""The subcommands of `rolecall`: their arguments and help. What they do is imported when they run."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from rolecall.cli.adopt import adopt
from rolecall.cli.checkout import has_stacks
from rolecall.cli.drift import drift
from rolecall.cli.generate import generate
from rolecall.cli.init import init
from rolecall.cli.job_command import JobCommand
from rolecall.cli.packaging import mirror, packages
from rolecall.cli.provision import provision
from rolecall.cli.review import review
from rolecall.cli.tools import toolchain
from rolecall.cli.who import who

_DEMO = (
    "      rolecall demo                          the whole story on stand-in vendors, in a few minutes\n"
    if has_stacks()
    else ""
)

app = typer.Typer(
    context_settings={"help_option_names": ["-h", "--help"]},
    help=f"""Access as code: who may do what on which vendor, in Python, tracked by Terraform.

    \b
    Start here:
{_DEMO}      rolecall init access                   a repository of your own
      rolecall doctor                        what is installed, what is missing
      rolecall mirror ~/rolecall-mirror      make the providers installable for `terraform init`
      rolecall packages ./providers          the same for everybody: zips, network mirror, registry
      rolecall generate ./vendors/acme       a provider of your own, from a vendor's description
      rolecall toolchain                     Terraform and Node from PyPI, for PATH
      rolecall sandbox tanium                a stand-in vendor to try things on
      rolecall drift                         what differs between Terraform state and the vendors
      rolecall review plan.json              who gains and loses what access by a Terraform plan
      rolecall provision restart APP         have Entra provision an application anew
      rolecall who --can admin               who has what access, through what path, declared where

    Colour is left out when NO_COLOR is set.
    """,
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)


class DemoDialect(StrEnum):
    """The dialects that the demo's vendors speak."""

    CLASSIC = "classic"
    REAL = "real"


def _print_version(wanted: bool) -> None:
    if wanted:
        from rolecall.version import version

        typer.echo(f"rolecall {version()}")
        raise typer.Exit


@app.callback()
def every_command(
    version: Annotated[
        bool, typer.Option("--version", callback=_print_version, is_eager=True, help="Print the version, and end.")
    ] = False,
) -> None:
    """Options of `rolecall` itself."""


@app.command()
def serve(
    vendor: Annotated[str, typer.Argument(metavar="VENDOR", help="The provider's name, for example tanium.")],
    debug: Annotated[bool, typer.Option("--debug", help="Wait for any Terraform and print how to attach it.")] = False,
) -> None:
    """Serve a provider to Terraform, which starts it by itself.

    You need this only to debug a provider: start it with --debug, copy the line it prints into another
    terminal, and run Terraform there. It serves until Ctrl-C, so a debugger can stop in it.

    \b
    Example:
      rolecall serve tanium --debug

    \b
    Exit codes:
      0  ended by Terraform or Ctrl-C
      1  could not serve
      2  wrong arguments, or no such vendor
    """
    from rolecall.runtime.serve import main

    raise typer.Exit(main([vendor, *(["--debug"] if debug else [])]))


@app.command()
def sandbox(
    vendors: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[VENDOR]...",
            help="Which to start, by name or by the file of a generic one; all when none is named.",
        ),
    ] = None,
    port: Annotated[int, typer.Option(help="Port of the first vendor, the next ones follow; 0 takes free ones.")] = 0,
    seed: Annotated[int, typer.Option(metavar="N", help="Begin with N users.")] = 0,
    latency: Annotated[float, typer.Option(metavar="SECONDS", help="Answer each request this late.")] = 0.0,
    option: Annotated[
        list[str] | None,
        typer.Option(metavar="[VENDOR.]NAME=VALUE", help="A rule of a vendor; name the vendor when several start."),
    ] = None,
    list_options: Annotated[bool, typer.Option("--list-options", help="Tell the vendors' options, and end.")] = False,
    stacks: Annotated[
        Path | None,
        typer.Option("--stacks", metavar="DIR", help="The vendors of the stacks in DIR, and all that they need."),
    ] = None,
    env: Annotated[
        Path | None, typer.Option("--env", metavar="FILE", help="Write the lines to FILE too, while it runs: `. FILE`.")
    ] = None,
) -> None:
    """Run stand-in vendors on loopback until Ctrl-C.

    They are real HTTP servers with the vendors' rules, the unpleasant ones included. Their URLs and
    credentials are printed as lines for a shell; nothing outlives the process.

    With --stacks the stacks in DIR are synthesized, and the lines hold whatever they ask for besides: values
    for their variables, a kubeconfig file of their clusters, the Terraform CLI configuration in .rolecall.
    Users and groups that they look up are there.

    \b
    Examples:
      rolecall sandbox
      rolecall sandbox --stacks . --env .rolecall/sandbox.env
      rolecall sandbox tanium --port 8081 --seed 1000 --latency 0.05
      rolecall sandbox tests/acme/sandbox.json
      rolecall sandbox scim --option flavour=tanium
      rolecall sandbox entra --seed 1000 --option groups=200 --option members=50
      rolecall sandbox scim --list-options

    \b
    Exit codes:
      0  ended by Ctrl-C
      1  could not start, for example because a port is taken
      2  wrong arguments, or no such vendor
    """
    from rolecall.cli.sandbox_needs import Needs, NeedsError, needs
    from rolecall.sandbox.__main__ import main

    options = ["--port", str(port), "--seed", str(seed), "--latency", str(latency)]
    options += [f"--option={text}" for text in option or []]
    options += ["--list-options"] if list_options else []
    options += [] if env is None else ["--env", str(env)]
    try:
        found = Needs() if stacks is None else needs(stacks)
    except NeedsError as error:
        typer.echo(f"rolecall sandbox: {error}", err=True)
        raise typer.Exit(1) from None
    chosen = vendors or list(found.vendors)
    with found.preparing() as prepare:
        raise typer.Exit(main([*options, *chosen], prog="rolecall sandbox", prepare=prepare))


@app.command()
def doctor(
    vendors: Annotated[
        list[str] | None,
        typer.Argument(metavar="[VENDOR]...", help="Vendors that must work; else those that are set up."),
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON object instead of text.")] = False,
) -> None:
    """Look at this machine and at the vendors: what is installed, what can be reached, what lets us in.

    A vendor is asked one question that changes nothing: who am I? Its URL and credentials come from the
    environment (TANIUM_URL, TANIUM_API_TOKEN and so on); no secret is printed.

    \b
    Examples:
      rolecall doctor
      rolecall doctor tanium splunk
      rolecall doctor --json | jq '.checks[] | select(.status == "error")'

    \b
    Exit codes:
      0  nothing is wrong; warnings are possible
      1  something is wrong: at least one line says `error`
      2  wrong arguments, or no such vendor
    """
    from rolecall.cli.doctor import report, unknown_vendors
    from rolecall.runtime import shims

    if unknown := unknown_vendors(vendors or []):
        known = ", ".join(shims.vendors())
        typer.echo(f"rolecall doctor: no such vendor: {', '.join(unknown)}; there are: {known}", err=True)
        raise typer.Exit(2)
    raise typer.Exit(report(vendors or [], as_json=as_json))


@app.command(hidden=not has_stacks())
def demo(
    keep: Annotated[
        Path | None,
        typer.Option("--keep", metavar="DIR", help="Work in DIR and leave the files there, to look at them."),
    ] = None,
    dialect: Annotated[
        DemoDialect, typer.Option(help="The vendors' APIs: as the guides have them, or as vendors publish them.")
    ] = DemoDialect.CLASSIC,
) -> None:
    """Tell the whole story on stand-in vendors: deploy, drift, repair, tear down.

    Starts the vendors on loopback, builds the providers, and runs the real `cdktf deploy` of both stacks.
    Then someone changes access by hand, Terraform finds out, and a second deploy repairs it. Nothing leaves
    this machine, and nothing is left on it.

    \b
    Examples:
      rolecall demo
      rolecall demo --dialect real
      rolecall demo --keep /tmp/demo

    \b
    Exit codes:
      0    all went as told
      1    a step failed; its output is shown
      130  stopped with Ctrl-C, after tidying up
    """
    from rolecall.cli.demo import tell

    raise typer.Exit(tell(keep, real=dialect is DemoDialect.REAL))


for tool in (init, mirror, packages, toolchain):
    app.command()(tool)

# What follows are the generators' own options.
app.command(context_settings={"ignore_unknown_options": True})(generate)

for job in (drift, review, adopt, who):
    app.command(cls=JobCommand)(job)

app.add_typer(provision, name="provision")
