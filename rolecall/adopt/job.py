"""`rolecall adopt VENDOR` from beginning to end; `rolecall.cli.adopt` is its command line."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

from rolecall.access import Grant, People, read_people
from rolecall.adopt.decisions import Decider, Decisions
from rolecall.adopt.managed import managed_by
from rolecall.adopt.privileged import privileged
from rolecall.adopt.project import Additions, Project
from rolecall.adopt.readme import decided, first_part
from rolecall.adopt.selection import parse_places, parse_selection
from rolecall.estate.cut_sets import complete_sets
from rolecall.estate.gaps import Gap, empty_state
from rolecall.estate.instances import Choice, Instance, configure, parse_choice, read_choices
from rolecall.estate.nobody_shown import nobody_shown
from rolecall.estate.parallel import Progress, reading, silent
from rolecall.estate.runtime_facade import shims
from rolecall.estate.terraform.state import read_state
from rolecall.reports.errors import Exit, JobError

SHOWN: Final = 5
"""The most objects that a gap names; the rest are counted."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """The request. `select` and `skip` are patterns, `within` places, as `rolecall.adopt.selection` has them.

    `states` hold what is managed already; `vendors` is a file of further provider blocks. With `bindings`, elements of
    sets become resources of their own, where there is a type for that. `people` is a file of whose accounts are whose.
    """

    vendor: str
    output: Path
    only: Sequence[str] = ()
    select: Sequence[str] = ()
    skip: Sequence[str] = ()
    within: Sequence[str] = ()
    states: Sequence[Path] = ()
    vendors: Path | None = None
    bindings: bool = False
    people: Path | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """The outcome: what was found and written. `exit` is the exit code."""

    decisions: Decisions
    additions: Additions
    gaps: Sequence[Gap] = field(default=())
    privileged: Sequence[Grant] = field(default=())

    @property
    def exit(self) -> Exit:
        """Incomplete where anything could not be looked at, or nothing was at all; else clean."""
        return Exit.CLEAN if self.decisions.is_complete and not self.gaps else Exit.INCOMPLETE


def adopt(request: Request, environment: Mapping[str, str], progress: Progress = silent) -> Outcome:
    """Read the vendor, decide, and add what is new to the folder. Nothing is sent but GET, HEAD and logins.

    Raises JobError for a request that cannot be carried out; then nothing is written.
    """
    choices = _choices(request)
    shim = shims.load(request.vendor)
    assert shim is not None
    selection = parse_selection(shim, request.only, request.select, request.skip)
    within = parse_places(shim, request.within)
    people = People() if request.people is None else read_people(request.people)
    project = Project(request.output, request.vendor)
    states = [read_state(path) for path in request.states]
    if states and all(state.empty for state in states):
        raise JobError(
            f"{', '.join(source for state in states for source in state.empty)} is empty: nothing was applied, or it "
            "is not the state that was meant, so that what others manage would be imported a second time.",
            hint="Give the state that has resources. If no stack manages anything of the vendor yet, say --no-state.",
        )
    managed = managed_by(states, [choice.alias for choice in choices], project.known)
    instances: list[Instance] = []
    gaps = [empty_state(source) for state in states for source in state.empty]
    for choice in choices:
        found = configure(choice, environment)
        if isinstance(found, Gap):
            gaps.append(found)
        else:
            instances.append(found)
    if not instances:
        raise JobError(f"{shim.title} cannot be reached: {gaps[-1].why}.", hint=gaps[-1].advice)
    decisions = Decisions()
    # Whoever comes first owns what several blocks reach: a block that names its cluster, before the current context.
    instances.sort(key=lambda each: each.alias is None)
    with reading(instances, progress=progress) as vendors:
        default = next((vendor for vendor in vendors if vendor.alias is None), None)
        for vendor in vendors:
            complete_sets(vendor)
            decider = Decider(
                vendor=vendor,
                default=default,
                selection=selection,
                managed=managed,
                within=within,
                bindings=request.bindings,
            )
            decider.decide(decisions)
            gaps += [*vendor.gaps, *nobody_shown(vendor)]
        for name in {name for vendor in vendors for name in vendor.types}:
            decisions.unread.pop(name, None)
        grave = privileged(vendors, decisions.adopted, people)
    gaps += _unseen(request.vendor, decisions)
    additions = project.plan(decisions.adopted, _blocks(choices))
    if additions.imports:
        run = 1 + project.runs
        text = "" if run > 1 else first_part(request.vendor, shim.title)
        text += decided(decisions, additions, gaps, run, grave)
        project.write(additions, shim.title, _blocks(choices), text)
    return Outcome(decisions=decisions, additions=additions, gaps=gaps, privileged=grave)


def _choices(request: Request) -> list[Choice]:
    """The provider blocks of the vendor: the default one, and those that a file names for it."""
    first = parse_choice(request.vendor)
    if first.alias is not None:
        raise JobError(
            f"{request.vendor!r} names a provider block.", hint=f"Write {first.vendor}, and the block in --vendors."
        )
    listed = [] if request.vendors is None else read_choices(request.vendors)
    mine = [choice for choice in listed if choice.vendor == first.vendor]
    return mine if any(choice.alias is None for choice in mine) else [first, *mine]


def _unseen(vendor: str, decisions: Decisions) -> Iterator[Gap]:
    """A gap for each set of which not every element was seen, with the objects that have it."""
    for (type_name, name), titles in decisions.unseen.items():
        more = f" and {len(titles) - SHOWN} more" if len(titles) > SHOWN else ""
        yield Gap(
            vendor=vendor,
            what=f"{name} of {type_name} ({', '.join(titles[:SHOWN])}{more})",
            why="the vendor's answers do not show them, or not all, so they are not declared",
            advice=f"They stay as they are. Look at the vendor, and declare the {name} by hand where you know all.",
        )


def _blocks(choices: Sequence[Choice]) -> dict[str, Mapping[str, Any]]:
    return {choice.alias: choice.arguments for choice in choices if choice.alias is not None}
