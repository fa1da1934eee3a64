"""The job of `rolecall drift`: read, compare, write."""

from __future__ import annotations

import os
import sys
import threading
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

from rolecall.access import People, read_people
from rolecall.cli.report_output import outputs, write
from rolecall.cli.stacks import OUTPUT, stacks_here
from rolecall.cli.terminal import Terminal
from rolecall.drift.blame import blamed
from rolecall.drift.check import check, explain
from rolecall.drift.findings import Severity
from rolecall.drift.formats import FORMATS
from rolecall.drift.history import compare, read_earlier
from rolecall.drift.ignores import Ignore, apply, read_ignores
from rolecall.drift.report import Report
from rolecall.estate.declarations import Declarations, read_declarations
from rolecall.estate.gaps import Gap
from rolecall.estate.instances import Instance, choices, configure
from rolecall.estate.parallel import Progress, reading, silent
from rolecall.estate.terraform.plan import read_plan
from rolecall.estate.terraform.plan_log import read_plan_log
from rolecall.estate.terraform.state import State, read_state
from rolecall.repair import job as repair
from rolecall.reports.errors import Exit, JobError

IGNORES: Final = Path("rolecall-ignore.yaml")
PEOPLE: Final = Path("rolecall-people.yaml")


@dataclass(frozen=True, kw_only=True)
class Wanted:
    """The arguments of the command."""

    states: tuple[Path, ...] = ()
    plans: tuple[Path, ...] = ()
    plan_log: Path | None = None
    vendors: tuple[str, ...] = ()
    vendor_files: tuple[Path, ...] = ()
    reports: tuple[str, ...] = ()
    fail_on: str = "low"
    days: float = 14.0
    ignore: Path | None = None
    people: Path | None = None
    declared: Path | None = None
    since: Path | None = None
    fix: Path | None = None
    blame: bool = False


def run(wanted: Wanted, environment: Mapping[str, str] = os.environ) -> Exit:
    """Check for drift, write the reports, and give the exit code. Raises JobError."""
    severity = _severity(wanted.fail_on)
    wanted_outputs = outputs(wanted.reports, FORMATS)
    if wanted.plans and wanted.states:
        raise JobError("Give states or --plan, not both.", hint="A plan holds the state that it was made from.")
    if wanted.plan_log and not wanted.plans:
        raise JobError("--plan-log needs --plan.", hint="Give the plan that the log belongs to.")
    earlier = None if wanted.since is None else read_earlier(wanted.since)
    if wanted.fix is not None:
        if wanted.plans:
            raise JobError("--fix needs a state.", hint="A plan does not say what no state knows: leave --plan out.")
        repair.check_folder(wanted.fix)
    if wanted.blame and wanted.plans:
        raise JobError("--blame needs a state.", hint="With --plan no vendor is asked: leave it out.")
    if wanted.plans:
        report = _without_ignored(wanted, _explained(wanted))
    else:
        report = _checked(wanted, environment, mapped=any(name in ("html", "access") for name, _ in wanted_outputs))
    if earlier is not None:
        covered = [item.finding.id for item in report.ignored]
        asked = [vendor.label for vendor in report.vendors]
        history = compare(*earlier, report.findings, ignored=covered, gaps=report.gaps, asked=asked)
        report = replace(report, history=history)
    for name, file in wanted_outputs:
        write(report, FORMATS, name, file)
    return report.exit_code(severity)


def _explained(wanted: Wanted) -> Report:
    if len(wanted.plans) > 1:
        raise JobError("Give one plan at a time.", hint="Run the command once for each.")
    declarations = _declarations(wanted, [wanted.plans[0].parent])
    log = None if wanted.plan_log is None else read_plan_log(wanted.plan_log)
    return explain(read_plan(wanted.plans[0]), declarations, log=log, days=wanted.days)


def _checked(wanted: Wanted, environment: Mapping[str, str], *, mapped: bool) -> Report:
    paths = list({path.resolve(): path for path in wanted.states}.values()) or _stacks_here()
    terminal = Terminal(sys.stderr, environment)
    with terminal.waiting("reading state"):
        state: State = read_state(paths[0])
        for path in paths[1:]:
            state = state + read_state(path)
    beside = [path if path.is_dir() else path.parent for path in paths]
    declarations = _declarations(wanted, beside)
    expected = declarations if wanted.declared is not None else read_declarations(beside)
    people = _people(wanted)
    used = [(item.vendor, item.alias or _alias(declarations, item.address)) for item in state.resources]
    found = [configure(choice, environment) for choice in choices(wanted.vendors, wanted.vendor_files, used)]
    instances = [item for item in found if isinstance(item, Instance)]
    unreachable = [item for item in found if isinstance(item, Gap)]
    with reading(instances, required=_required(state, instances), progress=_progress(terminal)) as vendors:
        found_out = check(
            state,
            vendors,
            declarations,
            unreachable=unreachable,
            days=wanted.days,
            mapped=mapped,
            expected=expected,
            people=people,
        )
        report = _without_ignored(wanted, found_out)
        if wanted.blame:
            report = blamed(report, state, vendors)
        if wanted.fix is not None:
            made = repair.prepare(report, state, vendors, declarations)
            repair.write(made, report, declarations, state, wanted.fix)
            terminal.line(f"{wanted.fix}: {made.told()}. Nothing was applied; README.md there says what to do.")
        return report


def _without_ignored(wanted: Wanted, report: Report) -> Report:
    ignores = _ignores(wanted)
    return apply(report, ignores, report.made_at.date()) if ignores else report


def _alias(declarations: Declarations, address: str) -> str | None:
    said = declarations.of(address)
    return None if said is None else said.alias


def _required(state: State, instances: Sequence[Instance]) -> dict[str, set[str]]:
    """The resource types that the state has, by the label of the vendors that have to read them."""
    needed: dict[str, set[str]] = {}
    for instance in instances:
        same = [item for item in state.resources if item.vendor == instance.vendor]
        needed[instance.label] = {item.type for item in same if item.alias in (None, instance.alias)}
    return needed


def _stacks_here() -> list[Path]:
    stacks = stacks_here()
    if not stacks:
        raise JobError(
            "There is no state here: no .terraform, and no cdktf.out/stacks.",
            hint="Give a state file or a folder in which `terraform init` was run.",
        )
    return stacks


def _declarations(wanted: Wanted, beside: Sequence[Path]) -> Declarations:
    if wanted.declared is not None:
        if not wanted.declared.is_dir():
            raise JobError(f"{wanted.declared} is no folder.", hint="Give the folder that synthesis wrote to.")
        return read_declarations([wanted.declared])
    return read_declarations([*beside, OUTPUT])


def _ignores(wanted: Wanted) -> list[Ignore]:
    file = wanted.ignore or IGNORES
    return read_ignores(file) if wanted.ignore is not None or file.is_file() else []


def _people(wanted: Wanted) -> People:
    file = wanted.people or PEOPLE
    return read_people(file) if wanted.people is not None or file.is_file() else People()


def _severity(word: str) -> Severity:
    found = next((item for item in Severity if item.word == word.lower()), None)
    if found is None:
        words = ", ".join(item.word for item in Severity)
        raise JobError(f"There is no severity {word!r}.", hint=f"One of {words}.")
    return found


def _progress(terminal: Terminal) -> Progress:
    """A line on a terminal that says what is being read; nothing when piped."""
    if not terminal.moving:
        return silent
    guard = threading.Lock()
    busy: dict[tuple[str, str], None] = {}

    def show(label: str, what: str, rows: int | None) -> None:
        with guard:
            if rows is None:
                busy[label, what] = None
            else:
                busy.pop((label, what), None)
            said = ", ".join(f"{vendor} {name}" for vendor, name in list(busy)[:4])
            text = f"  reading {said}{' …' if len(busy) > 4 else ''}" if busy else ""
            terminal.stream.write(f"\r\x1b[K{text[:100]}")
            terminal.stream.flush()

    return show
