"""`rolecall review`: its arguments and its help."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer


def review(
    plans: Annotated[
        list[Path], typer.Argument(metavar="PLAN.json...", help="Plans, as `terraform show -json` writes them.")
    ],
    policy: Annotated[
        Path | None, typer.Option("--policy", metavar="FILE", help="What may be given, and who must approve it.")
    ] = None,
    next_policy: Annotated[
        Path | None,
        typer.Option("--next-policy", metavar="FILE", help="The policy that the change brings: tell what it loosens."),
    ] = None,
    approved_by: Annotated[
        list[str] | None,
        typer.Option("--approved-by", metavar="NAME", help="Somebody who has approved; give it once for each."),
    ] = None,
    author: Annotated[
        str | None, typer.Option("--author", metavar="NAME", help="Who wrote the change: their approval counts not.")
    ] = None,
    pull_request: Annotated[
        bool,
        typer.Option("--pull-request", help="Take author and approvals from the pull request that this CI job is of."),
    ] = False,
    comment: Annotated[
        bool, typer.Option("--comment", help="Write the review as the pull request's comment, in place of the last.")
    ] = False,
    reviewed: Annotated[
        list[Path] | None,
        typer.Option("--reviewed", metavar="FILE", help="Evidence of an access review: its decisions, right by right."),
    ] = None,
    people: Annotated[
        Path | None,
        typer.Option("--people", metavar="FILE", help="Whose accounts are whose, where mail addresses do not say it."),
    ] = None,
    report: Annotated[
        list[str] | None,
        typer.Option("--report", metavar="FORMAT[=FILE]", help="Write this format too, to FILE or standard output."),
    ] = None,
) -> None:
    """Say who gains and who loses what access by Terraform plans, in people's terms.

    Several plans are reviewed together: users in one, their tokens in another. What counts is the effect: roles
    that include others, groups, scopes inside of scopes. A binding that is replaced by the same one is no change.
    It works offline and runs nothing: not Terraform, no provider, no vendor. With --pull-request and --comment it
    asks the code host whose job it is, GitHub or GitLab, and nobody else.

    \b
    Make a plan to review:
      terraform plan -out=saved.tfplan
      terraform show -json saved.tfplan > plan.json

    A JSON plan holds secrets in clear text: do not keep it as an artifact. The reports hold none.

    \b
    Formats: text, markdown (at most 65,000 characters), json, sarif, csv. Without --report it is text on standard
    output. `csv=evidence.csv` writes a file; give --report as often as you like.

    \b
    Examples:
      rolecall review plan.json
      rolecall review access.json credentials.json --policy access-policy.yaml
      rolecall review plan.json --report text --report markdown=comment.md --report sarif=review.sarif
      rolecall review plan.json --policy policy.yaml --author ada --approved-by grace
      rolecall review plan.json --policy policy.yaml --author ada --reviewed q3.csv
      rolecall review plan.json --policy policy.yaml --pull-request --comment

    \b
    Exit codes, the first that holds:
      1  a plan or the policy could not be read, and the other plans are reviewed all the same; or wrong arguments
      2  the policy denies something (without a policy: the last administrator of a vendor, our own account, an
         object that another instance has, an account that is removed and made again under another address)
      3  it cannot be decided: values that are known only after the apply or were taken out, or a partial plan
      4  it needs approval
      0  none of these
    """
    from rolecall.cli.review_job import Wanted, run

    wanted = Wanted(
        plans=tuple(plans),
        policy=policy,
        next_policy=next_policy,
        approved_by=tuple(approved_by or ()),
        author=author,
        pull_request=pull_request,
        comment=comment,
        reviewed=tuple(reviewed or ()),
        people=people,
        reports=tuple(report or ()),
    )
    code = run(wanted)
    raise typer.Exit(int(code))
