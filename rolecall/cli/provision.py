"""`rolecall provision`: its subcommands, their arguments and their help."""

from __future__ import annotations

from typing import Annotated

import typer

from rolecall.cli.job_command import JobCommand

Application = Annotated[
    str, typer.Argument(metavar="APPLICATION", help="Its display name, or the object id of its service principal.")
]
Job = Annotated[
    str, typer.Option("--job", metavar="ID", help="The provisioning job; needed only where there are several.")
]

provision = typer.Typer(
    help="""Have Microsoft Entra provision: start a job over, or bring one user or group over at once.

    The provisioning job that Terraform manages runs by itself, about every 40 minutes. These two are for what cannot
    wait. From Terraform 1.14 on the actions `entra_restart_provisioning` and `entra_provision_on_demand` do the same.

    Credentials come from the environment, as for an empty provider block: ENTRA_TENANT_ID, ENTRA_CLIENT_ID and
    ENTRA_CLIENT_SECRET, or another way that the provider has. No secret is printed.
    """,
    no_args_is_help=True,
    rich_markup_mode=None,
)


@provision.command(cls=JobCommand)
def restart(
    application: Application,
    job: Job = "",
    reset_scope: Annotated[
        list[str] | None,
        typer.Option(
            "--reset-scope",
            metavar="NAME",
            help="What the job forgets: Watermark, Escrows, QuarantineState, ForceDeletes, Full; may be repeated.",
        ),
    ] = None,
    allow_deletes: Annotated[
        bool, typer.Option("--allow-deletes", help="ForceDeletes and Full delete accounts: say that they may.")
    ] = False,
) -> None:
    """Start a provisioning job over, so that it looks at everybody again.

    \b
    What it forgets:
      Watermark        who was looked at already: everybody is looked at again
      Escrows          failures: they are no longer tried again by themselves
      QuarantineState  the quarantine: it is lifted, and comes back where its cause is still there
      ForceDeletes     the stop of deletions that were too many at once: they are done
      Full             all of it

    Without --reset-scope it is what the portal does: QuarantineState, Watermark and Escrows.

    \b
    Examples:
      rolecall provision restart 'Tanium SSO'
      rolecall provision restart 'Tanium SSO' --reset-scope Watermark
      rolecall provision restart 'Tanium SSO' --reset-scope ForceDeletes --allow-deletes

    \b
    Exit codes:
      0  started over
      1  refused or failed, or the arguments are wrong; the text says whether anything was changed
    """
    from rolecall.cli.provision_job import run_restart

    raise typer.Exit(run_restart(application, job, reset_scope or [], allow_deletes=allow_deletes))


@provision.command(name="on-demand", cls=JobCommand)
def on_demand(
    application: Application,
    user: Annotated[str, typer.Option("--user", metavar="NAME", help="User principal name or object id.")] = "",
    group: Annotated[str, typer.Option("--group", metavar="NAME", help="Display name or object id.")] = "",
    member: Annotated[
        list[str] | None,
        typer.Option("--member", metavar="NAME", help="A member to bring with the group; five at most."),
    ] = None,
    job: Job = "",
) -> None:
    """Provision one user, or one group with some of its members, at once, and tell every step.

    Whoever is not assigned, or not in scope, is skipped.

    \b
    Examples:
      rolecall provision on-demand 'Tanium SSO' --user ada@example.com
      rolecall provision on-demand 'Tanium SSO' --group Analysts --member ada@example.com

    \b
    Exit codes:
      0  provisioned, or as it should be already
      1  refused or failed, or the arguments are wrong; the text says why
      3  skipped: nothing was provisioned
    """
    from rolecall.cli.provision_job import run_on_demand

    raise typer.Exit(run_on_demand(application, job, user, group, member or []))
